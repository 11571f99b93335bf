"""Quantities as Vietnamese prints them; dates, periods and numbers of papers are none."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index_store.language.numbers import find_quantities, parse_number, unit_class
from index_store.language.units import people_spelled_out


def _print(value: Decimal) -> str:
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


@given(
    st.decimals(0, 10**9, places=2), st.sampled_from(["ha", "%", "tấn", "triệu đồng", "hộ", "tổ chức đảng"])
)
def test_a_printed_quantity_is_read_back(value: Decimal, unit: str) -> None:
    text = f"Tổng cộng đạt {_print(value)} {unit}, tăng khá"
    [found] = find_quantities(text)
    assert (found.value, found.unit) == (value, unit)
    assert text[found.start : found.end] == found.printed


@given(st.text())
def test_any_text_gives_ordered_slices_of_itself(text: str) -> None:
    found = find_quantities(text)
    assert all(q.printed == text[q.start : q.end] for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("36.340 ha, đạt 64,1% kế hoạch", [("36.340 ha", "36340", "ha"), ("64,1%", "64.1", "%")]),
        ("sản xuất công nghiệp 245 tỷ đồng", [("245 tỷ đồng", "245", "tỷ đồng")]),
        ("vệ sinh nông thôn 524 hộ", [("524 hộ", "524", "hộ")]),
        ("quy tập 09 hài cốt", [("09 hài cốt", "9", "hài cốt")]),
        ("lấn chiếm 41.163m2; 25ha", [("41.163m2", "41163", "m2"), ("25ha", "25", "ha")]),
        (
            "có 05 vụ, 01 người bị thương",
            [("05 vụ", "5", "vụ"), ("01 người bị thương", "1", "người bị thương")],
        ),
        ("ở mức 10,86%, nộp trực tuyến 53,77%", [("10,86%", "10.86", "%"), ("53,77%", "53.77", "%")]),
        ("hơn 1,2 nghìn tỷ đồng", [("1,2 nghìn tỷ đồng", "1.2", "nghìn tỷ đồng")]),
        (
            "kế hoạch 85,5%, cấp 74 giấy phép, mô hình 25 hộ",
            [("85,5%", "85.5", "%"), ("74 giấy phép", "74", "giấy phép"), ("25 hộ", "25", "hộ")],
        ),
        ("cùng kỳ 64 vụ, tổng số 14/14 xã", [("64 vụ", "64", "vụ"), ("14/14 xã", "14", "xã")]),
        ("thứ 2/9 đơn vị, 9 - 10 sao", [("2/9 đơn vị", "2", "đơn vị")]),
        ("từ 12 lên 15 vụ", [("12", "12", "vụ"), ("15 vụ", "15", "vụ")]),
        (
            "1 tỷ 250 triệu đồng; 12 trđ; 15 nghìn tấn",
            [
                ("1 tỷ 250 triệu đồng", "1250", "triệu đồng"),
                ("12 trđ", "12", "triệu đồng"),
                ("15 nghìn tấn", "15", "nghìn tấn"),
            ],
        ),
        (
            "đạt 445 ha (kế hoạch năm 770 ha), từ đầu năm 12 hộ; năm 2024 có 85 đ.viên",
            [
                ("445 ha", "445", "ha"),
                ("770 ha", "770", "ha"),
                ("12 hộ", "12", "hộ"),
                ("85 đ.viên", "85", "đảng viên"),
            ],
        ),
        ("2.023 hộ và 2023 hộ", [("2.023 hộ", "2023", "hộ"), ("2023 hộ", "2023", "hộ")]),
    ],
)
def test_quantities_are_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(q.printed, f"{q.value:f}", q.unit) for q in find_quantities(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 05-NQ/HU, ngày 12/12/2022",
        "6 tháng đầu năm 2023, quý 1, giai đoạn 2021-2025",
        "Quyết định số 217, 218-QĐ/TW; công nghệ 4.0; đô thị loại 4; tỷ lệ 1/500",
        "theo Phụ lục 01, chú thích 4, quốc lộ 20, 28B",
        "đến hết tháng 6/2023 và lễ 30/4",
        "1. Rà soát, đánh giá; Ban Chỉ đạo 35 huyện; sơ kết 02 năm thực hiện",
        "nhiệm kỳ 2020-2025, 2025-2030; từ 3 - 4 sao; Chương trình 135; mức độ 2, 3",
        "của Tỉnh ủy (51, 52, 53); trẻ dưới 5 tuổi; trước 30/6; (1) rà soát; COVID-19; cùng kỳ 2022.",
    ],
)
def test_dates_periods_and_papers_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == []


def test_a_share_of_a_whole_keeps_both() -> None:
    [found] = find_quantities("thu nhận cho 161.184 /167.431 công dân")
    assert (found.value, found.denominator) == (Decimal(161184), Decimal(167431))


def test_amounts_compare_in_base_units() -> None:
    [money] = find_quantities("730.734 triệu đồng")
    [area] = find_quantities("36,5 ha")
    assert (money.value_base, money.unit_base) == (Decimal(730734000000), "đồng")
    assert (area.value_base, area.unit_base) == (Decimal(365000), "m2")


@pytest.mark.parametrize(
    ("printed", "value"),
    [("1.234,5", "1234.5"), ("36.340", "36340"), ("05", "5"), ("64.1", "64.1"), ("0,5", "0.5")],
)
def test_numbers_are_read_the_vietnamese_way(printed: str, value: str) -> None:
    assert parse_number(printed) == Decimal(value)


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("ha", "area"),
        ("tỷ đồng", "money"),
        ("%", "percent"),
        ("đảng viên", "person"),
        ("vụ", "case"),
        ("xã", "count"),
        ("triệu đồng/người/năm", "money"),
        ("tạ/ha", "count"),
        ("nghìn tấn", "mass"),
        ("triệu lượt khách", "count"),
    ],
)
def test_units_fall_into_classes(unit: str, kind: str) -> None:
    assert unit_class(unit) == kind


@given(
    st.integers(0, 10**7),
    st.sampled_from(["", "nghìn ", "triệu ", "tỷ "]),
    st.sampled_from(["đồng", "USD", "tấn", "lượt khách", "con"]),
)
def test_a_scale_before_a_unit_multiplies(value: int, scale: str, unit: str) -> None:
    [found] = find_quantities(f"Tổng cộng {_print(Decimal(value))} {scale}{unit}; còn lại")
    factor = {"": 1, "nghìn ": 10**3, "triệu ": 10**6, "tỷ ": 10**9}[scale]
    assert found.value_base == value * factor * (1000 if unit == "tấn" else 1)


@given(st.integers(1, 28), st.integers(1, 12), st.integers(1990, 2049), st.sampled_from("/-."))
def test_no_date_is_a_quantity(day: int, month: int, year: int, mark: str) -> None:
    assert find_quantities(f"họp ngày {day:02d}{mark}{month}{mark}{year}, kết thúc {month}/{year}") == []


def test_people_in_few_letters_are_spelled_out() -> None:
    assert people_spelled_out("kết nạp bn đ.viên, 56 đ/c?") == "kết nạp bn đảng viên, 56 đồng chí?"
    assert people_spelled_out("sđ/cm") == "sđ/cm"


def test_thousands_parted_by_blanks_are_one_number_where_a_unit_follows() -> None:
    [money] = find_quantities("Giá trị sản xuất đạt 150 000 triệu đồng")
    assert (money.printed, money.value, money.unit) == ("150 000 triệu đồng", Decimal(150000), "triệu đồng")
    assert [q.value for q in find_quantities("khám cho 12 340 lượt người")] == [Decimal(12340)]
    assert [q.value for q in find_quantities("tại thôn 12 340 hộ")] == [Decimal(340)]
    assert [q.value for q in find_quantities("đạt 12 340 156")] == [Decimal(12), Decimal(340), Decimal(156)]
