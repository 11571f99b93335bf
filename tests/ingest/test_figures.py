"""A passage's figures: what each counts, and in which role."""

from __future__ import annotations

from datetime import date

import pytest

from index_store.records import Passage, Period, Table, TableCell
from ingest.figures import INHERITS, column_role, find_figures, find_row_figures

PERIOD = Period("6_thang", date(2024, 1, 1), date(2024, 6, 30))


def _passage(text: str, **more: object) -> Passage:
    return Passage("p", "", "paragraph", text, 1, 0, **more)  # type: ignore[arg-type]  # test shorthand


def _roles(text: str) -> list[tuple[str, str]]:
    return [(f.printed, f.role) for f in find_figures(_passage(text), PERIOD)]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Diện tích lúa 1.250 ha, đạt 62,5% kế hoạch và bằng 101,2% cùng kỳ.",
            [("1.250 ha", "level"), ("62,5%", "pct_plan"), ("101,2%", "pct_of_earlier")],
        ),
        (
            "Xảy ra 04 vụ cháy, giảm 02 vụ, 01 người bị thương so với cùng kỳ.",
            [("04 vụ cháy", "level"), ("02 vụ", "change"), ("01 người bị thương", "change")],
        ),
        ("Giải quyết 55 đơn (cùng kỳ năm 2023: 60 đơn).", [("55 đơn", "level"), ("60 đơn", "earlier")]),
        (
            "Tỷ lệ hộ nghèo 8,9%, giảm 0,5 điểm phần trăm.",
            [("8,9%", "level"), ("0,5 điểm phần trăm", "change")],
        ),
        ("Phấn đấu cả năm kết nạp 90 đảng viên.", [("90 đảng viên", "target")]),
        ("Rừng 500 ha, trong đó: rừng sản xuất 320 ha.", [("500 ha", "level"), ("320 ha", "part")]),
    ],
)
def test_roles_follow_the_words_around(text: str, roles: list[tuple[str, str]]) -> None:
    assert _roles(text) == roles


def test_an_indicator_begins_with_its_own_words_and_inherits_the_rest() -> None:
    passage = _passage("Xảy ra 02 vụ tai nạn làm 03 người chết.", anchor="Trật tự giao thông được giữ vững.")
    dead = find_figures(passage, PERIOD)[1]
    own, *inherited = dead.indicator.split(INHERITS)
    assert "người chết" in own
    assert "tai nạn" in " ".join(inherited)
    assert "giao thông" in " ".join(inherited)


def test_estimates_and_running_totals_are_told() -> None:
    [first, second] = find_figures(
        _passage("Thu ngân sách ước đạt 45 tỷ đồng. Đến nay có 62 hợp tác xã."), PERIOD
    )
    assert (first.status, second.span) == ("uoc", "luy_ke")


def test_figures_point_at_their_own_digits() -> None:
    passage = _passage("Có 12 xã và 1.250 hộ.")
    assert [passage.text[f.start : f.end] for f in find_figures(passage, None)] == ["12 xã", "1.250 hộ"]


def test_a_table_row_gives_a_figure_for_each_value_column() -> None:
    header = ("TT", "Chỉ tiêu", "ĐVT", "TH 6 tháng 2023", "KH năm 2024", "TH 6 tháng 2024", "So KH (%)")
    row = ("3", "Tổng đàn lợn", "Con", "9.500", "21.000", "10.200", "48,6")
    table = Table("Phụ lục 01", 5, header, (row,))
    passage = Passage("r", "", "row", " | ".join(row), 5, 0, table=TableCell("Phụ lục 01", row[1], ""))
    found = find_row_figures(passage, table, row, PERIOD)
    assert [(f.printed, f.unit, f.role) for f in found] == [
        ("9.500", "con", "earlier"),
        ("21.000", "con", "plan"),
        ("10.200", "con", "level"),
        ("48,6", "%", "pct_plan"),
    ]
    assert all(passage.text[f.start : f.end] == f.printed for f in found)


@pytest.mark.parametrize(
    ("header", "role"),
    [("So cùng kỳ (%)", "pct_of_earlier"), ("Dự toán năm", "plan"), ("Ước thực hiện 6 tháng 2024", "level")],
)
def test_column_headers_tell_the_role(header: str, role: str) -> None:
    assert column_role(header, PERIOD) == role
