"""The measure's own reading: by value, and past digits that are no figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.reading import begins_with, figures, holds, number


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("trồng 12.480 cây", "12.480"),
        ("trồng 12480 cây", "12.480 cây"),
        ("xảy ra 07 vụ", "7 vụ"),
        ("xảy ra 7 vụ", "07"),
        ("31ha rừng", "31"),
        ("đạt 88,5 %", "88,5%"),
        ("đạt 88.5 phần trăm", "88,5%"),
        ("đạt 88,50%", "88,5%"),
        ("có 9/9 xã", "9 xã"),
        ("có 9/9 xã", "9/9"),
        ("1.250 /1.300 hộ", "1.250"),
        ("đạt 12\u00a0480 cây", "12.480"),
        ("xã Hoà An", "Hòa An"),
        ("xa\u0303 An", "xã An"),
        ("ngày 12/4/2024 ký", "12/4/2024"),
        ("theo báo cáo số 77-BC/HU", "77-BC/HU"),
        ("rộng 3.500m²", "3.500 m2"),
        ("có 2024 hộ nghèo", "2.024"),
    ],
)
def test_a_value_is_found_however_it_is_printed(text: str, way: str) -> None:
    assert holds(text, way)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("trồng 112.480 cây", "12.480"),
        ("trồng 12.480,5 cây", "12.480"),
        ("trồng 12,480 cây", "12.480"),
        ("trong 9 tháng đầu năm", "9"),
        ("năm 2024", "2.024"),
        ("ngày 12/4/2024", "12"),
        ("báo cáo số 77-BC/HU", "77"),
        ("phụ lục 02", "2"),
        ("theo [4]", "4"),
        ("chú thích 15", "15"),
        ("có 8/9 xã", "9/9"),
        ("quý 2/2024", "2"),
        ("5,2 triệu đồng", "5,2 tỷ"),
        ("tăng 5%", "giảm 5%"),
        ("vải4 thiều", "4"),
        ("", "1"),
    ],
)
def test_another_value_or_a_digit_that_is_no_figure_is_not_taken_for_it(text: str, way: str) -> None:
    assert not holds(text, way)


@given(st.decimals(0, 10**8, places=2))
def test_a_number_printed_the_vietnamese_way_reads_back(value: Decimal) -> None:
    assert number(f"{value:,.2f}".translate(str.maketrans(",.", ".,"))) == value


@pytest.mark.parametrize("digits", ["1.2.3", "1,2,3", "1.23.456,7"])
def test_digits_that_make_no_number_are_none(digits: str) -> None:
    assert number(digits) is None


def test_the_first_figure_is_told_from_the_later_ones() -> None:
    text = "6 tháng đầu năm 2024, huyện trồng **12.480 cây** [1], đạt 96% kế hoạch 13.000 cây."
    assert begins_with(text, "12.480 cây")
    assert not begins_with(text, "13.000 cây")
    assert not begins_with(text, "12.480 ha")
    assert figures(text) == [Decimal(12480), Decimal(96), Decimal(13000)]
