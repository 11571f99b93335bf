"""What every test may ask for: a store, the reference material, the samples, a program that may not be installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings as pace

from index_store.embedding import load_embedder
from index_store.settings import Settings, read_settings
from index_store.store import Store

# Shared machines stall now and then: what is slow is measured elsewhere, not by hypothesis's clock.
pace.register_profile("project", deadline=None)
pace.load_profile("project")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of a new, empty store."""
    return read_settings(store=tmp_path / "kho")


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """A real store, open for writing."""
    with Store.open(settings, load_embedder(settings.embedding_model)) as opened:
        yield opened


@pytest.fixture(scope="session")
def reference() -> Path:
    """The reference reports and questions, which are no part of the project; skips where there are none."""
    place = Path(os.environ.get("TRACUU_REFERENCE") or ROOT.parent / "shared")
    if not (place / "reports").is_dir():
        pytest.skip(f"no reference material in {place} (set TRACUU_REFERENCE)")
    return place


@pytest.fixture(scope="session")
def samples() -> Path:
    """The invented reports that ship with the project."""
    place = ROOT / "samples" / "reports"
    if not place.is_dir():
        pytest.skip(f"no sample reports in {place}")
    return place


@pytest.fixture(scope="session")
def require_program() -> RequireProgram:
    """Call it with a program's names: the path of the first one installed."""
    return RequireProgram()


class RequireProgram:
    """Skips the test that needs a missing program; fails it where TRACUU_REQUIRE_PROGRAMS=1."""

    def __call__(self, *names: str) -> str:
        for name in names:
            found = shutil.which(name)
            if found:
                return found
        message = f"program not installed: {' or '.join(names)}"
        if os.environ.get("TRACUU_REQUIRE_PROGRAMS") == "1":
            pytest.fail(message)
        pytest.skip(message)


_TXT_REPORT = """\
UBND XÃ {unit}                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: {number}/BC-UBND                   Độc lập - Tự do - Hạnh phúc
                                    {name}, ngày {day} tháng 6 năm {year}

BÁO CÁO
Tình hình kinh tế - xã hội 6 tháng đầu năm {year}{subtitle}

I. KẾT QUẢ ĐẠT ĐƯỢC
1. Nông nghiệp
- Diện tích gieo trồng của xã ước đạt {area} ha, bằng 64% kế hoạch. Chăn nuôi ổn định, không phát sinh dịch bệnh.
- Công tác quản lý, bảo vệ rừng được tăng cường; kiểm lâm phối hợp với các thôn tuần tra thường xuyên.
2. Văn hóa - xã hội
- Toàn xã có {poor} hộ nghèo, giảm 12 hộ so với cùng kỳ. Các trường học tổ chức tổng kết năm học đúng kế hoạch.
II. NHIỆM VỤ 6 THÁNG CUỐI NĂM
- Tiếp tục chỉ đạo sản xuất vụ mùa, phòng chống thiên tai, giữ vững an ninh trật tự trên địa bàn.

                                    TM. ỦY BAN NHÂN DÂN
                                    CHỦ TỊCH
                                    Lò Văn Bình
"""

WriteReport = Callable[..., Path]


@pytest.fixture
def write_report(tmp_path: Path) -> WriteReport:
    """write_report("a.txt", name="Suối Cạn", year=2024, …): an invented report of a commune, in tmp_path/bao_cao."""
    return partial(report_written, tmp_path)


def report_written(
    place: Path,
    file: str,
    *,
    name: str = "Suối Cạn",
    year: int = 2024,
    area: str = "1.250",
    poor: int = 87,
    number: int = 52,
    day: int = 12,
    subtitle: str = "",
) -> Path:
    """The same in a folder of any other fixture."""
    path = place / "bao_cao" / file
    path.parent.mkdir(exist_ok=True)
    text = _TXT_REPORT.format(
        unit=name.upper(),
        name=name,
        year=year,
        area=area,
        poor=poor,
        number=number,
        day=day,
        subtitle=subtitle,
    )
    path.write_text(text, "utf-8")
    return path
