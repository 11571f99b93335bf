"""Units as reports print them, and as questions type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index_store.language.places import find_units, match_units, read_units, unknown_units
from index_store.language.text import fold
from index_store.records import Unit

SUOI_LAM = Unit("Suối Lâm", "huyện", "Gia Lai")
SUOI_LAM_DONG = Unit("Suối Lâm Đông", "huyện", "Long An")
HOA_PHONG_TN = Unit("Hòa Phong", "huyện", "Tây Ninh")
HOA_PHONG_PY = Unit("Hòa Phong", "huyện", "Phú Yên")
PHUOC_DIEM = Unit("Phước Điểm", "huyện", "Bình Thuận")
NTHON = Unit("N'Thôn Thượng", "xã", "Lâm Đồng")
MARKET = Unit("Chợ Mới", "huyện", "An Giang")
KNOWN = [SUOI_LAM, SUOI_LAM_DONG, HOA_PHONG_TN, HOA_PHONG_PY, PHUOC_DIEM, NTHON, MARKET]


def named(question: str) -> list[tuple[Unit, ...]]:
    return [match.candidates for match in match_units(question, KNOWN)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND huyện Hòa Phong, tỉnh Tây Ninh báo cáo", [HOA_PHONG_TN]),
        ("HUYỆN SUỐI LÂM LẦN THỨ XII", [Unit("Suối Lâm", "huyện")]),
        ("ĐẢNG ỦY XÃ TÀ XI LÂM LẦN THỨ XI", [Unit("Tà Xi Lâm", "xã")]),  # a syllable, not a number
        ("UBND HUYỆN SUỐI LÂM XI. NHIỆM VỤ", [Unit("Suối Lâm", "huyện")]),
        ("HUYỆN ỦY SUỐI LÂM", [Unit("Suối Lâm", "huyện")]),
        ("H. Suối Lâm", [Unit("Suối Lâm", "huyện")]),
        ("TP. Buôn Bàu", [Unit("Buôn Bàu", "thành phố")]),
        ("XÃ N'THÔN THƯỢNG", [Unit("N'Thôn Thượng", "xã")]),
        ("huyện Hoà Phong (Phú Yên)", [HOA_PHONG_PY]),
        ("ĐẢNG BỘ TỈNH GIA LAI", [Unit("Gia Lai", "tỉnh", "Gia Lai")]),
        ("HUYỆN SUỐI LÂM TỈNH GIA LAI", [SUOI_LAM]),
        ("phường 5, quận 11", [Unit("5", "phường"), Unit("11", "quận")]),
        ("HUYỆN NĂM LÂM NĂM 2023", [Unit("Năm Lâm", "huyện")]),
        ("TỈNH GIA LAI ĐẢNG CỘNG SẢN VIỆT NAM", [Unit("Gia Lai", "tỉnh", "Gia Lai")]),
        ("xã Lâm Quý 71 lượt", [Unit("Lâm Quý", "xã")]),
        ("UBND XÃ HỘI BÀU", [Unit("Hội Bàu", "xã")]),
        ("xã Hội Bàu", [Unit("Hội Bàu", "xã")]),
        ("huyện Suối Lâm OCOP", [Unit("Suối Lâm", "huyện")]),
    ],
)
def test_units_are_found_with_their_level_and_province(text: str, expected: list[Unit]) -> None:
    assert [found.unit for found in find_units(text)] == expected


def test_units_of_one_chain_share_the_province() -> None:
    found = find_units("xã Phú Sơn, huyện Suối Lâm, tỉnh Gia Lai")
    assert [f.unit for f in found] == [Unit("Phú Sơn", "xã", "Gia Lai"), SUOI_LAM]


@pytest.mark.parametrize(
    "text",
    [
        "xã hội", "Huyện ủy và UBND", "tỉnh ủy", "thành phố trực thuộc", "huyện NTM", "Xã hội hóa",
        "TT Huyện ủy", "địa bàn huyện. Trong năm", "P. Tài chính", "quan Trọng",
        "xã viên", "Huyện Đoàn", "phường hội",
        "KINH TẾ - XÃ HỘI, QUỐC PHÒNG", "KINH TẾ - XÃ HỘI NĂM 2023", "Cộng hòa Xã Hội Chủ Nghĩa",
        "LAO ĐỘNG - XÃ HỘI",
    ],
)  # fmt: skip
def test_common_words_are_no_units(text: str) -> None:
    assert find_units(text) == []
    assert match_units(text, KNOWN) == []
    assert unknown_units(text, KNOWN) == []


@pytest.mark.parametrize(
    "question",
    [
        "Suối Lâm 6T/2023", "H. Suối Lâm", "h suoi lam co bao nhieu", "huyện suối lâm", "SUỐI LÂM NĂM 2023",
        "ho ngheo suoi lam nam 2023", "Huyện ủy Suối Lâm", "huyện Suối Lâm năm ngoái", "suoilam 2023",
        "Suối Lâm Tỷ lệ hộ nghèo", "huyen suoi lam ha tang", "suoi lam nam ngoai",
    ],
)  # fmt: skip
def test_a_question_names_a_unit_in_haste(question: str) -> None:
    assert named(question) == [(SUOI_LAM,)]
    assert unknown_units(question, KNOWN) == []


@given(st.sampled_from(KNOWN), st.booleans(), st.booleans())
def test_every_known_unit_is_matched_by_its_full_name(unit: Unit, marks: bool, upper: bool) -> None:
    text = f"{unit.full_name} (tỉnh {unit.province}) có bao nhiêu hộ nghèo?"
    text = text if marks else fold(text)
    assert named(text.upper() if upper else text) == [(unit,)]


def test_the_longest_name_wins() -> None:
    assert named("huyen suoi lam dong trong nam 2023") == [(SUOI_LAM_DONG,)]
    assert named("Suối Lâm Đông và Suối Lâm") == [(SUOI_LAM_DONG,), (SUOI_LAM,)]


def test_a_name_that_goes_on_is_another_unit() -> None:
    for question in ("huyện Phước Điểm Bắc có", "Phước Điểm Bắc 6T/2023", "phuoc diem bac 2023"):
        assert named(question) == []
        assert [fold(unit.name) for unit in unknown_units(question, KNOWN)] == ["phuoc diem bac"]
    assert unknown_units("huyện Nam Phước Điểm", KNOWN) == [Unit("Nam Phước Điểm", "huyện")]


def test_the_province_tells_two_units_of_one_name_apart() -> None:
    for question in ("huyện Hòa Phong (tỉnh Phú Yên)", "hoa phong phu yen 2023", "Phú Yên: huyện Hòa Phong"):
        assert named(question) == [(HOA_PHONG_PY,)]
    assert named("huyện Hòa Phong") == [(HOA_PHONG_TN, HOA_PHONG_PY)]
    assert named("Hòa Phong (Phú Yên) và Hòa Phong (Tây Ninh)") == [(HOA_PHONG_PY,), (HOA_PHONG_TN,)]
    assert named("huyện Hòa Phong (tỉnh Bình Định)") == []
    assert unknown_units("huyện Hòa Phong (tỉnh Bình Định)", KNOWN) == [
        Unit("Hòa Phong", "huyện", "Bình Định")
    ]


def test_one_wrong_letter_is_forgiven_and_said_so() -> None:
    for question in ("huyện Phước Diểm", "huyện Phước Điêmr", "phuoc dime"):
        [match] = match_units(question, KNOWN)
        assert match.unit == PHUOC_DIEM
        assert not match.exact


def test_a_name_as_good_as_the_known_one_is_no_slip() -> None:
    assert named("huyện Suối Lam Hạ") == []
    assert unknown_units("huyện Hòa Phongg Tây", [HOA_PHONG_PY]) != []


@pytest.mark.parametrize(
    ("question", "known"),
    [
        ("huyện Suối Lân", SUOI_LAM), ("huyện Suối Lâmm", SUOI_LAM), ("huyện Suối Lâm Đôngg", SUOI_LAM_DONG),
        ("huyen suoi lamm", SUOI_LAM), ("huyện Phước Điểmm", PHUOC_DIEM), ("Phuớc Điểm 2023", PHUOC_DIEM),
    ],
)  # fmt: skip
def test_a_slip_that_makes_no_name_is_forgiven(question: str, known: Unit) -> None:
    assert named(question) == [(known,)]


@pytest.mark.parametrize(
    "question",
    [
        "huyện Suối Lập",
        "huyện Suối Lam Sơn",
        "huyện Hóa Phong",
        "huyện Chợ Mơ",
        "huyen suoi lac",
        "huyện Phước Diên",
    ],
)
def test_a_slip_that_makes_another_name_is_another_place(question: str) -> None:
    assert named(question) == []
    assert unknown_units(question, KNOWN) != []


def test_final_i_and_y_are_one_letter() -> None:
    known = [Unit("Mỹ Lý", "xã")]
    for question in ("xã Mĩ Lí", "xa mi li", "Xã Mỹ Lí", "MĨ LÝ"):
        assert [m.candidates for m in match_units(question, known)] == [(known[0],)]


def test_a_cooperative_is_no_commune() -> None:
    assert named("số hợp tác xã Suối Lâm 2023") == [(SUOI_LAM,)]
    assert unknown_units("hợp tác xã Lâm Hòa", KNOWN) == []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("xa doi mo co bao nhieu ho", [Unit("Doi Mo", "xã")]),
        ("phuong vinh ngoc quy 1/2024", [Unit("Vinh Ngoc", "phường")]),
        ("x. lâm hòa", [Unit("Lâm Hòa", "xã")]),
        ("TX Lâm Hòa", [Unit("Lâm Hòa", "thị xã")]),
        ("Lâm Hòa 2023 hộ nghèo", [Unit("Lâm Hòa")]),
        ("cầu Lâm Hòa dài bao nhiêu", []),
        ("ông Trần Văn Lâm là ai", []),
        ("phuong an dau tu", []),
        ("quan ly dat dai, tinh hinh, xa hoi", []),
        ("vụ Đông Xuân gieo bao nhiêu", []),
    ],
)
def test_a_place_is_told_from_other_words(question: str, expected: list[Unit]) -> None:
    assert unknown_units(question, KNOWN) == expected


def test_a_province_of_known_units_is_neither_known_nor_unknown() -> None:
    reading = read_units("tỉnh Gia Lai có bao nhiêu hộ?", tuple(KNOWN))
    assert (reading.matches, reading.unknown) == ((), ())
    assert [f.unit.name for f in reading.provinces] == ["Gia Lai"]


def test_a_market_is_no_district() -> None:
    assert named("xây dựng chợ mới ở huyện Suối Lâm") == [(SUOI_LAM,)]
    assert named("con cho moi ho bao nhieu") == []
    assert named("Chợ Mới 2023") == [(MARKET,)]


def test_a_name_with_just_the_marks_of_one_unit_is_that_unit() -> None:
    alike = [Unit("Suối Hoa", "xã"), Unit("Suối Hòa", "xã")]

    def meant(question: str) -> list[tuple[Unit, ...]]:
        return [match.candidates for match in match_units(question, alike)]

    assert meant("Xã Suối Hoa có bao nhiêu hộ?") == [(alike[0],)]
    assert meant("Xã Suối Hòa có bao nhiêu hộ?") == [(alike[1],)]
    assert meant("xa suoi hoa co bao nhieu ho") == [tuple(alike)]


def test_a_unit_of_another_rank_is_not_the_known_one() -> None:
    assert named("xã Suối Lâm có") == []
    assert unknown_units("xã Suối Lâm có", KNOWN) == [Unit("Suối Lâm", "xã")]
    [match] = match_units("thị xã Suối Lâm", KNOWN)
    assert (match.unit, match.exact) == (SUOI_LAM, False)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Huyện Lâm Hòa có bao nhiêu hộ?", [Unit("Lâm Hòa", "huyện")]),
        ("huyen lam hoa co bao nhieu ho", [Unit("Lam Hoa", "huyện")]),
        ("So sánh huyện Suối Lâm và Lâm Hòa", [Unit("Lâm Hòa", "huyện")]),
        ("tỉnh Khánh Hòa có", [Unit("Khánh Hòa", "tỉnh", "Khánh Hòa")]),
        ("tỉnh Gia Lai kiểm tra", []),
        ("huyện giải quyết bao nhiêu hồ sơ", []),
        ("huyen thanh lap moi bao nhieu doanh nghiep", []),
        ("huyện nào cao nhất", []),
    ],
)
def test_units_without_a_report_are_named(question: str, expected: list[Unit]) -> None:
    assert unknown_units(question, KNOWN) == expected


def test_offsets_cover_level_name_and_province() -> None:
    text = "Ở huyện Hòa Phong (tỉnh Phú Yên) có"
    [match] = match_units(text, KNOWN)
    assert text[match.start : match.end] == "huyện Hòa Phong (tỉnh Phú Yên)"


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for unit in find_units(text):
        assert text[unit.start : unit.end].strip()
    match_units(text, KNOWN)
    unknown_units(text, KNOWN)
