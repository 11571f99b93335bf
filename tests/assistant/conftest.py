"""A small shelf of invented reports, read and published for real, and the engine over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.ask import ReportQueryEngine, open_engine
from index_store import term_index
from index_store.catalogue import Contents
from index_store.records import Header, Passage, Report, SourceFile, Unit
from index_store.settings import Settings
from index_store.store import Store
from ingest.figures import find_figures
from ingest.load import ingest

NOTE_RULE = " " * 48


def report_text(unit: str, year: int, area: str, fires: int, revenue: str, number: int = 12) -> str:
    """A half-year report in the form of an extraction: letterhead, sections, notes below a rule."""
    return f"""ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN {unit.upper()}          Độc lập - Tự do - Hạnh phúc

Số: {number}/BC-UBND          {unit}, ngày 20 tháng 6 năm {year}

BÁO CÁO

Tình hình kinh tế - xã hội 6 tháng đầu năm {year}, nhiệm vụ 6 tháng cuối năm {year}

I. KẾT QUẢ ĐẠT ĐƯỢC

1. Lĩnh vực kinh tế

- Sản xuất nông nghiệp giữ đà tăng trưởng, cơ cấu cây trồng chuyển dịch đúng hướng1. Công tác thú y được

duy trì thường xuyên.

- Thu ngân sách nhà nước trên địa bàn ước đạt {revenue} triệu đồng, đạt 52,4% dự toán giao, bằng 108,2% so với

cùng kỳ năm {year - 1}.

- Trong kỳ có 45 doanh nghiệp thành lập mới, 12 doanh nghiệp tạm ngừng hoạt động, 07 doanh nghiệp giải thể.

{NOTE_RULE}
1 Tổng diện tích gieo trồng {area} ha, đạt 61,5% kế hoạch. Tổng đàn gia cầm 215.000 con.
 2. Lĩnh vực xã hội

- An ninh trật tự được giữ vững; xảy ra {fires:02d} vụ cháy, không có thiệt hại về người.

- Các chỉ tiêu chi tiết nêu tại Phụ lục 01 kèm theo.

II. HẠN CHẾ VÀ NGUYÊN NHÂN

- Tiến độ xây dựng một số công trình còn chậm do vướng mắc trong giải phóng mặt bằng.

III. NHIỆM VỤ 6 THÁNG CUỐI NĂM

1. Phấn đấu cả năm có 90 doanh nghiệp thành lập mới.

Nơi nhận:

- Thường trực Huyện ủy;

TM. ỦY BAN NHÂN DÂN

CHỦ TỊCH

Trần Văn Kiểm
"""


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two districts, one of them in two years."""
    folder = tmp_path_factory.mktemp("shelf")
    rows = (
        ("Vân Sơn", 2024, "12.480", 3, "95.300"),
        ("Vân Sơn", 2023, "12.100", 5, "88.100"),
        ("Khe Mây", 2024, "8.050", 2, "61.700"),
    )
    for n, (unit, year, area, fires, revenue) in enumerate(rows):
        text = report_text(unit, year, area, fires, revenue, 12 + n)
        (folder / f"bc-{n}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def engine(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportQueryEngine]:
    settings = Settings(store=tmp_path_factory.mktemp("store"))
    with Store.open(settings) as store:
        result = ingest([shelf], store, workers=1)
        assert [f.status for f in result.files] == ["added"] * 3
        yield open_engine(store, settings)


@pytest.fixture(scope="session")
def contain() -> Callable[..., Contents]:
    """contain(text, …, heading=""): a report of these passages, with the figures that the reader finds in them."""

    def made(*texts: str, heading: str = "") -> Contents:
        passages = tuple(
            Passage(f"p{n}", "r", "paragraph", text, 1, n, section_heading=heading)
            for n, text in enumerate(texts)
        )
        figures = tuple(f for passage in passages for f in find_figures(passage, None))
        header, file = Header(Unit("Suối Cạn", "xã"), "", None), SourceFile("a.txt", "0", "txt", 1)
        report = Report("r", header, (file,), 1, 0, 0, 0, len(passages), len(figures), 1, True, 1)
        return Contents(report, (), (), (), passages, figures, term_index.build(passages, figures))

    return made
