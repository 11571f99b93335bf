"""The table of merged units: as it ships, and as an office edits it in a spreadsheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index_store.errors import MergedUnitsError
from index_store.language.mergers import SHIPPED, predecessors, read_mergers, successors
from index_store.records import Unit

THUONG_SIM, DOI_SIM = Unit("Thượng Sim", "xã", "Lĩnh Sương"), Unit("Đồi Sim", "xã", "Lĩnh Sương")
HEAD = "đơn vị mới,cấp,tỉnh,đơn vị cũ,cấp cũ,tỉnh cũ,từ ngày"


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "units.csv"
    path.write_text(text, encoding)
    return path


def test_the_shipped_table_holds_the_invented_units_of_the_samples() -> None:
    mergers = read_mergers(SHIPPED)
    made_of = [m.old.full_name for m in predecessors(THUONG_SIM, mergers)]
    assert made_of == ["xã Đồi Sim", "xã Bản Chanh", "xã Nậm Cọ"]
    assert [m.new for m in successors(DOI_SIM, mergers)] == [THUONG_SIM]
    assert {m.since for m in mergers} == {date(2025, 7, 1)}


@pytest.mark.parametrize("day", ["01/07/2025", "1/7/2025", "2025-07-01", "ngày 01 tháng 7 năm 2025"])
def test_dates_are_read_as_people_write_them(tmp_path: Path, day: str) -> None:
    [merger] = read_mergers(written(tmp_path, f"{HEAD}\nVân Khe,Xã,Lĩnh Sương,Vân Sơn,huyện,,{day}\n"))
    assert (merger.new.level, merger.old, merger.since) == ("xã", Unit("Vân Sơn", "huyện"), date(2025, 7, 1))


def test_what_spreadsheets_do_to_a_table_is_no_matter(tmp_path: Path) -> None:
    rows = f"{HEAD}\nVân Khe,xã,,Vân Sơn,xã,,01/07/2025\n,,,,,,\n".replace(",", ";")
    assert len(read_mergers(written(tmp_path, rows, "utf-8-sig"))) == 1


def test_the_two_tables_are_one_and_a_missing_one_is_none(tmp_path: Path) -> None:
    own = written(tmp_path, f"{HEAD}\nVân Khe,xã,,Vân Sơn,xã,,01/07/2025\n")
    assert len(read_mergers(SHIPPED, own)) == len(read_mergers(SHIPPED)) + 1
    assert read_mergers(tmp_path / "none.csv") == ()


def test_an_edited_table_is_read_again(tmp_path: Path) -> None:
    own = written(tmp_path, f"{HEAD}\nVân Khe,xã,,Vân Sơn,xã,,01/07/2025\n")
    assert len(read_mergers(own)) == 1
    written(tmp_path, f"{HEAD}\nVân Khe,xã,,Vân Sơn,xã,,01/07/2025\nVân Khe,xã,,Khe Mây,xã,,01/07/2025\n")
    assert len(read_mergers(own)) == 2


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("Vân Khe,xã,,Vân Sơn,xã,,tháng 7", "dòng 2: cột “từ ngày” phải là ngày"),
        ("Vân Khe,bản,,Vân Sơn,xã,,01/07/2025", "dòng 2: cột “cấp” phải là một trong tỉnh"),
        (",xã,,Vân Sơn,xã,,01/07/2025", "dòng 2: cột “đơn vị mới” còn trống"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, rows: str, fault: str) -> None:
    with pytest.raises(MergedUnitsError, match=fault):
        read_mergers(written(tmp_path, f"{HEAD}\n{rows}\n"))


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MergedUnitsError, match="thiếu cột đơn vị mới"):
        read_mergers(written(tmp_path, "a,b\n1,2\n"))
