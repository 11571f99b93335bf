"""What a person is told of how well a file was read: as numbers, in words, and in the list of reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index_store.settings import read_settings
from index_store.store import Store
from ingest.corrections import edit, parse_corrections
from ingest.load import FileResult, ingest
from ingest.quality import quality

BLOCKS = [
    "UBND XÃ SUỐI CẠN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 52/BC-UBND   Suối Cạn, ngày 12 tháng 6 năm 2024",
    "BÁO CÁO",
    "Tình hình kinh tế - xã hội 6 tháng đầu năm 2024",
    "I. KẾT QUẢ ĐẠT ĐƯỢC",
    "- Diện tích gieo trồng của xã Suối Cạn ước đạt 1.250 ha, bằng 64% kế hoạch[^1]. Chăn nuôi ổn định.",
    [["STT", "Chỉ tiêu", "ĐVT", "Thực hiện"], ["1", "Lúa", "ha", "800"], ["2", "Ngô", "ha", "450"]],
    "II. NHIỆM VỤ",
    "- Tiếp tục chỉ đạo sản xuất vụ mùa, phòng chống thiên tai, giữ vững an ninh trật tự trên địa bàn xã.",
    "Nơi nhận:",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
    "Lò Văn Bình",
]
NOTES = ["Trong đó lúa 800 ha, ngô 450 ha.", "Ghi chú này không có dấu nào trong bài."]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(read_settings(store=tmp_path / "kho")) as opened:
        yield opened


@pytest.fixture
def result(store: Store, write_docx: Callable[..., Path]) -> FileResult:
    """Of a report with a note that no mark belongs to, and a table of two rows."""
    [found] = ingest([write_docx(BLOCKS, NOTES, name="a<b.docx")], store, workers=1).files
    return found


def test_a_file_tells_how_well_it_was_read(result: FileResult) -> None:
    row = result.as_json()
    told = (
        "pages",
        "sections",
        "footnotes",
        "footnotes_linked",
        "footnotes_doubtful",
        "tables",
        "table_rows",
    )
    assert [row[name] for name in told] == [1, 2, 2, 1, 1, 1, 2]
    assert (row["ocr_pages"], row["ocr_share"]) == (0, 0.0)
    lines = [block for block in BLOCKS if isinstance(block, str)]
    cells = [cell for row in BLOCKS[6][1:] for cell in row]
    bullets, numbers = 2, 2  # "-" is no word, the number of a heading stands apart
    assert (
        result.words == len(" ".join([*lines, *cells, *NOTES]).split()) - bullets - numbers - 1
    )  # "kinh tế - xã hội"
    assert quality(result).startswith(
        f"1 trang, {result.words} chữ, 2 mục, chú thích 1/2 (1 chưa nối), 1 bảng (2 dòng)"
    )


def test_the_report_keeps_it(store: Store, result: FileResult) -> None:
    report = store.report(result.report)
    assert quality(report) == quality(result)
    assert quality(edit(store, result.report, parse_corrections(period="năm 2023"))) == quality(result)
