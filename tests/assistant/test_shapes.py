"""Whether a question asks for one figure, several side by side, a ranking or a series."""

from __future__ import annotations

import pytest

from assistant.understand import Need, understand


def need(bare: str, units: int = 0, periods: int = 1) -> Need:
    return understand(bare, bare, marked=True, units=units, periods=periods)


@pytest.mark.parametrize(
    ("bare", "highest", "count"),
    [
        ("Huyện nào có số vụ cháy cao nhất?", True, 1),
        ("Số hộ nghèo: huyện, thị xã, thành phố nào thấp nhất?", False, 1),
        ("Nơi nào nhiều hộ nghèo nhất?", True, 1),
        ("Top 3 xã có thu ngân sách cao nhất", True, 3),
        ("5 huyện có số vụ cháy ít nhất là những huyện nào?", False, 5),
        ("Xếp hạng các huyện theo số hộ nghèo", True, 0),
        ("Trong các báo cáo hiện có, đơn vị nào dẫn đầu về thu ngân sách?", True, 1),
    ],
)
def test_a_ranking_is_of_units_that_are_not_named(bare: str, highest: bool, count: int) -> None:
    found = need(bare)
    assert (found.shape, found.kind) == ("ranking", "figure")
    assert (found.highest, found.count, found.both_ends) == (highest, count, False)
    assert not {"huyện", "xã", "nơi", "đơn", "vị", "đứng"} & set(found.terms)
    assert need(bare, units=1).shape == "single"  # one unit alone cannot be ranked


def test_both_ends_of_a_ranking_may_be_asked_for() -> None:
    assert need("Huyện nào nhiều hộ nghèo nhất và huyện nào ít nhất?").both_ends
    assert not need("Huyện nào có nhiều đơn vị thống nhất cao nhất?").both_ends


@pytest.mark.parametrize(
    "bare",
    [
        "Thu ngân sách qua các năm",
        "Số hộ nghèo 3 năm gần đây thế nào?",
        "Diễn biến của dân số theo từng năm",
        "Số vụ cháy các năm thay đổi thế nào?",
    ],
)
def test_a_series_asks_for_levels_though_it_speaks_of_change(bare: str) -> None:
    found = need(bare, units=1)
    assert (found.shape, found.kind, found.slots[0].roles) == ("series", "figure", frozenset())
    assert not {"năm", "diễn", "biến", "từng"} & set(found.terms)


def test_three_periods_of_one_unit_are_a_series_and_of_two_a_comparison() -> None:
    assert need("Số vụ cháy", units=1, periods=3).shape == "series"
    assert need("Số vụ cháy", units=2, periods=3).shape == "comparison"


def test_two_periods_side_by_side_are_levels_unless_the_year_before_is_meant() -> None:
    assert need("Số vụ cháy tăng bao nhiêu so với", periods=2).slots[0].roles == frozenset()
    beside = need("Số vụ cháy so với cùng kỳ tăng bao nhiêu", units=2)
    assert beside.slots[0].roles == {"change", "pct_change", "pct_of_earlier"}


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("Tổng số vụ cháy của hai huyện là bao nhiêu?", "sum"),
        ("Số hộ nghèo của hai xã cộng lại", "sum"),
        ("Tổng đàn lợn của hai huyện lần lượt là bao nhiêu?", "difference"),
        ("So sánh tổng thu ngân sách của hai huyện", "difference"),
        ("Thu ngân sách bằng bao nhiêu phần trăm huyện", "share"),
        ("Thu ngân sách bằng bao nhiêu % cùng kỳ", "difference"),
        ("Hai nơi hơn nhau bao nhiêu vụ cháy", "difference"),
    ],
)
def test_a_sum_or_a_share_is_made_only_when_asked_for(text: str, operation: str) -> None:
    assert need(text, units=2).operation == operation


def test_to_compare_is_no_number_of_something() -> None:
    assert need("So sánh tỷ lệ hộ nghèo", units=2).slots[0].unit_class == "percent"
