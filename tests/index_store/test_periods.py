"""Periods as reports print them and as questions type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index_store.language.periods import (
    find_dates,
    find_period_kinds,
    find_periods,
    find_years,
    months,
    relative,
    report_period,
    years_away,
)
from index_store.language.text import fold
from index_store.records import Period

_PARTS = [
    (1, 12),
    (1, 6),
    (7, 12),
    (1, 9),
    *[(q, q + 2) for q in (1, 4, 7, 10)],
    *[(m, m) for m in range(1, 13)],
]
_YEARS = st.integers(1990, 2080)
_PERIODS = st.builds(lambda year, part: months(year, *part), _YEARS, st.sampled_from(_PARTS)) | st.builds(
    lambda year, length: Period("giai_doan", date(year, 1, 1), date(year + length, 12, 31)),
    _YEARS,
    st.integers(1, 10),
)


def labels(text: str) -> list[str]:
    return [found.period.label for found in find_periods(text)]


@given(_PERIODS)
def test_a_label_is_read_back_as_its_period(period: Period) -> None:
    for text in (period.label, period.label.upper(), fold(period.label), f"Kết quả {period.label}, đạt khá."):
        assert [found.period for found in find_periods(text)] == [period], text


@given(st.dates(date(1990, 1, 1), date(2080, 1, 1)), st.integers(40, 400))
def test_a_range_of_dates_is_one_period_with_its_ends(start: date, days: int) -> None:
    end = date.fromordinal(start.toordinal() + days)
    [found] = find_periods(Period("khac", start, end).label)
    assert (found.period.start, found.period.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "6 tháng đầu năm 2023", "06 tháng đầu năm 2023", "sáu tháng đầu năm 2023", "nửa đầu năm 2023",
        "6T/2023", "nửa đầu 2023", "6T 2023", "6T đầu năm 2023", "6 tháng năm 2023", "6 tháng 2023",
        "6 thang dau nam 2023", "6 THÁNG ĐẦU NĂM 2023", "6t2023", "6 tháng đầu năm (2023)",
        "6 tháng, năm 2023", "nua dau nam 2023", "6th/2023", "6 thg 2023", "6T.2023", "6T/23", "6T23",
        "6 tháng đầu năm2023", "6 tháng đâu năm 2023", "nửa năm 2023", "bán niên 2023", "hai quý đầu năm 2023",
        "2 quý đầu 2023", "tháng 1 đến tháng 6 năm 2023", "từ tháng 1 đến hết tháng 6/2023", "tháng 1-6/2023",
    ],
)  # fmt: skip
def test_the_first_half_of_a_year_has_many_names(text: str) -> None:
    assert labels(text) == ["6 tháng đầu năm 2023"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6 tháng cuối năm 2023", ["6 tháng cuối năm 2023"]),
        ("9T/2023", ["9 tháng đầu năm 2023"]),
        ("cả năm 2022", ["năm 2022"]),
        ("nam 2022", ["năm 2022"]),
        ("Q1/2024", ["quý I/2024"]),
        ("quý 3 năm 2024", ["quý III/2024"]),
        ("ba tháng đầu năm 2024", ["quý I/2024"]),
        ("3 tháng cuối năm 2024", ["quý IV/2024"]),
        ("tháng 5 năm 2023", ["tháng 5/2023"]),
        ("tháng tư năm 2023", ["tháng 4/2023"]),
        ("th5/2024", ["tháng 5/2024"]),
        ("tháng 5/24", ["tháng 5/2024"]),
        ("quý đầu năm 2024", ["quý I/2024"]),
        ("nửa sau năm 2023", ["6 tháng cuối năm 2023"]),
        ("3 quý đầu năm 2023", ["9 tháng đầu năm 2023"]),
        ("quý I, II và III năm 2024", ["quý I/2024", "quý II/2024", "quý III/2024"]),
        ("quý I và II/2024", ["quý I/2024", "quý II/2024"]),
        ("6 tháng đầu các năm 2022, 2023", ["6 tháng đầu năm 2022", "6 tháng đầu năm 2023"]),
        ("GĐ 2021-2025", ["giai đoạn 2021-2025"]),
        ("năm2023", ["năm 2023"]),
        ("giai đoạn 2021 – 2025", ["giai đoạn 2021-2025"]),
        ("nhiệm kỳ 2020-2025", ["giai đoạn 2020-2025"]),
        ("từ năm 2021 đến năm 2023", ["giai đoạn 2021-2023"]),
        ("quý I và quý II năm 2024", ["quý I/2024", "quý II/2024"]),
        ("6 tháng đầu năm 2022 và 2023", ["6 tháng đầu năm 2022", "6 tháng đầu năm 2023"]),
        ("các năm 2021, 2022 và 2023", ["năm 2021", "năm 2022", "năm 2023"]),
    ],
)
def test_periods_are_read_in_every_form(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ngày 12/12/2022", "ngày 20 tháng 06 năm 2022", "ngày … tháng 6 năm 2023", "năm học 2022-2023",
        "số 05-NQ/HU", "công nghiệp Việt Nam 2023", "Chương trình 2021-2025", "đạt 2023 con",
        "bản tính 6 thẳng 2023", "6 tháng/24 tháng", "đạt 6/24 chỉ tiêu", "Quỹ đầu tư phát triển 2023",
    ],
)  # fmt: skip
def test_dates_school_years_and_names_are_no_periods(text: str) -> None:
    assert labels(text) == []


def test_offsets_cut_the_period_out_of_the_text() -> None:
    text = "Huyện Bàu Sim trong nửa đầu năm 2023 thu ngân sách đạt khá"
    [found] = find_periods(text)
    assert text[found.start : found.end] == "nửa đầu năm 2023"


def test_a_year_that_only_ends_a_plan_is_marked() -> None:
    assert [found.until for found in find_periods("quy hoạch đến năm 2040; kết quả năm 2023")] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("KẾT QUẢ THỰC HIỆN NHIỆM VỤ 6 THÁNG ĐẦU NĂM 2023", "6 tháng đầu năm 2023"),
        ("6 tháng đầu năm, phương hướng nhiệm vụ 6 tháng cuối năm 2023", "6 tháng đầu năm 2023"),
        ("tình hình năm 2023, phương hướng nhiệm vụ năm 2024", "năm 2023"),
        ("quý I, nhiệm vụ trọng tâm quý II năm 2024", "quý I/2024"),
        ("9 tháng đầu năm, nhiệm vụ 3 tháng cuối năm 2023", "9 tháng đầu năm 2023"),
        ("tháng 5, nhiệm vụ tháng 6 năm 2024", "tháng 5/2024"),
        ("tháng 12, nhiệm vụ tháng 01 năm 2024", "tháng 12/2023"),
        ("quý IV, nhiệm vụ quý I năm 2024", "quý IV/2023"),
        ("kết quả giai đoạn 2021-2025", "giai đoạn 2021-2025"),
        ("Tổng kết năm 2023", "năm 2023"),
        ("thực hiện kế hoạch năm 2023 trong 6 tháng đầu năm", "6 tháng đầu năm 2023"),
        ("tình hình tháng 6 và 6 tháng đầu năm 2023", "6 tháng đầu năm 2023"),
        ("Chương trình giai đoạn 2021-2025, kết quả năm 2023", "năm 2023"),
    ],
)
def test_a_report_covers_what_its_title_looks_back_on(title: str, expected: str) -> None:
    period = report_period(title)
    assert period is not None
    assert period.label == expected


def test_a_title_without_a_period_has_none() -> None:
    assert report_period("Báo cáo công tác tiếp công dân") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("năm ngoái thì sao?", "6 tháng đầu năm 2022"),
        ("so với cùng kỳ", "6 tháng đầu năm 2022"),
        ("cả năm ngoái", "năm 2022"),
        ("quý I năm ngoái", "quý I/2022"),
        ("ky truoc", "6 tháng cuối năm 2022"),
        ("quý trước", "quý I/2023"),
        ("năm kia", "6 tháng đầu năm 2021"),
        ("năm vừa rồi", "6 tháng đầu năm 2022"),
        ("quý này", "quý II/2023"),
        ("tháng này", "tháng 6/2023"),
        ("tháng trước", "tháng 5/2023"),
    ],
)
def test_relative_words_are_seen_from_the_period_at_hand(text: str, expected: str) -> None:
    found = relative(text, months(2023, 1, 6))
    assert found is not None
    assert found.label == expected


def test_every_year_said_in_relation_is_read_in_order() -> None:
    assert years_away("6 tháng đầu năm nay và năm ngoái, năm kia") == [0, -1, -2]
    assert years_away("năm 2023") == []


def test_a_bare_month_of_a_year_is_read_in_questions() -> None:
    assert [found.period.label for found in find_years("thu ngân sách 5/2024")] == ["tháng 5/2024"]
    assert find_years("quyết định số 5/2024, ngày 5/5/2024, 15/2024") == []


def test_nothing_relative_gives_nothing() -> None:
    assert relative("còn xã Phú Sơn?", months(2023, 1, 6)) is None


def test_parts_of_a_year_are_found_without_the_year() -> None:
    [kind] = find_period_kinds("trong 6 tháng đầu năm thu được bao nhiêu?")
    assert kind.in_year(2024) == months(2024, 1, 6)
    assert find_period_kinds("phạt tù 6 tháng, trẻ dưới 6 tháng tuổi") == []


def test_a_bare_year_counts_only_where_it_is_no_amount() -> None:
    assert [found.period.label for found in find_years("hộ nghèo Bàu Sim 2023")] == ["năm 2023"]
    assert find_years("có 2023 con, năm học 2022-2023") == []


@pytest.mark.parametrize("text", ["ngày 20 tháng 06 năm 2022", "20/06/2022", "20-6-2022", "ngày 20/6/2022"])
def test_dates_are_read(text: str) -> None:
    assert [found.date for found in find_dates(f"Bàu Sim, {text}")] == [date(2022, 6, 20)]


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert find_dates("ngày 31/02/2023") == []
