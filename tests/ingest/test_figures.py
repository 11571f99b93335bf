"""A passage's figures: what each counts, and in which role."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index_store.records import Figure, Passage, Period, Table, TableCell
from ingest.figures import INHERITS, column_role, find_figures, find_row_figures

SENTENCES = Path(__file__).parent / "data" / "figure_sentences.txt"
PERIOD = Period("6_thang", date(2024, 1, 1), date(2024, 6, 30))


def _passage(text: str, **more: object) -> Passage:
    return Passage("p", "", "paragraph", text, 1, 0, **more)  # type: ignore[arg-type]  # test shorthand


def _roles(text: str) -> list[tuple[str, str]]:
    return [(f.printed, f.role) for f in find_figures(_passage(text), PERIOD)]


def _told() -> list[tuple[str, list[str]]]:
    """The sentences of the file, each with its figures as lines."""
    blocks = SENTENCES.read_text("utf-8").split("\n\n")[1:]
    return [(block.split("\n")[0], [x.strip() for x in block.strip().split("\n")[1:]]) for block in blocks]


@pytest.mark.parametrize(("text", "expected"), _told())
def test_sentences_of_reports_give_their_figures(text: str, expected: list[str]) -> None:
    found = [
        " | ".join((f.printed, f.unit, f.role, f.status, f.span, _plain(f.value_base)))
        for f in find_figures(_passage(text), PERIOD)
    ]
    assert found == expected


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Kiểm tra đối với 19 tổ chức đảng và 163 đảng viên; giám sát 13 tổ chức đảng.",
            ["Kiểm tra đối tổ chức đảng", "Kiểm tra đối đảng viên", "giám sát tổ chức đảng"],
        ),
        (
            "Tội phạm ma túy: bắt giữ 22 đối tượng trong 18 vụ.",
            ["bắt giữ đối tượng Tội phạm ma túy", "trong vụ Tội phạm ma túy"],
        ),
        (
            "Thẩm định 03 hồ sơ trồng rừng với diện tích 25ha.",
            ["Thẩm định hồ sơ trồng rừng", "diện tích Thẩm định hồ sơ trồng rừng"],
        ),
        (
            "Tổng đàn gia cầm, thủy cầm 1.180.000 con; đàn lợn 45.600 con.",
            ["Tổng đàn gia cầm thủy cầm con", "đàn lợn con"],
        ),
        ("Gồm: rừng đặc dụng 106 ha, rừng phòng hộ 13.281 ha.", ["rừng đặc dụng", "rừng phòng hộ"]),
        (
            "Đã có 07 xã (Bình Thạnh, Tân Hội) được công nhận nông thôn mới nâng cao.",
            ["xã công nhận nông thôn mới nâng cao"],
        ),
        (
            "Trợ cấp cho 6.307 đối tượng bảo trợ xã hội, kinh phí 8.200,1 triệu đồng.",
            ["Trợ cấp cho đối tượng bảo trợ xã hội", "kinh phí Trợ cấp cho đối tượng bảo trợ xã hội"],
        ),
        (
            "Tỷ lệ hộ nghèo 4,1%, giảm 0,5 điểm % so với cùng kỳ năm 2023.",
            ["Tỷ lệ hộ nghèo", "Tỷ lệ hộ nghèo"],
        ),
        (
            "Tỷ lệ tham gia BHYT 91%, khám bệnh cho 25.000 lượt, đạt 94,7% chỉ tiêu.",
            ["Tỷ lệ tham gia BHYT", "khám bệnh cho lượt", "chỉ tiêu khám bệnh cho lượt"],
        ),
        (  # what a comma right before a number ends is of the quantity before it
            "Toàn xã có 19 nhà bị sập, trôi, 142 nhà bị tốc mái.",
            ["Toàn xã nhà bị sập", "nhà bị tốc mái"],
        ),
        (  # … but a name before it tells of whom
            "Đồi Sim 500 cây, TT Mây Ngàn, 2.944 cây.",
            ["Đồi Sim cây", "TT Mây Ngàn cây"],
        ),
    ],
)
def test_an_indicators_own_words_are_its_and_no_neighbours(text: str, words: list[str]) -> None:
    found = [f.indicator.split(INHERITS)[0] for f in find_figures(_passage(text), PERIOD)]
    assert found == words


def test_headings_of_tasks_make_targets_and_headings_of_results_do_not() -> None:
    text = "Kết nạp 90 đảng viên."
    ahead = _passage(text, path=("II. NHIỆM VỤ TRỌNG TÂM 6 THÁNG CUỐI NĂM",))
    done = _passage(text, path=("I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ", "1. Chương trình mục tiêu quốc gia"))
    assert [f.role for p in (ahead, done) for f in find_figures(p, PERIOD)] == ["target", "level"]


@given(st.text(alphabet="0123456789 .,;:()-/%đạtăg xãhộvụ", max_size=120))
def test_any_text_gives_figures_that_are_slices_of_it(text: str) -> None:
    found = find_figures(_passage(text), PERIOD)
    assert all(text[f.start : f.end] == f.printed for f in found)
    assert all(len(f.indicator.split(INHERITS)) == 5 for f in found)


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
        (
            "Làm 35 người chết, giảm 7 người so với năm trước, 98 người bị thương.",
            [("35 người chết", "level"), ("7 người", "change"), ("98 người bị thương", "level")],
        ),
        (
            "Phát hiện 5 cơ sở vi phạm trong 49 cơ sở, cùng kỳ kiểm tra 51 cơ sở.",
            [("5 cơ sở", "level"), ("49 cơ sở", "level"), ("51 cơ sở", "earlier")],
        ),
        (
            "Thu ngân sách 365,4 tỷ đồng, cùng kỳ thu 380,5 tỷ đồng.",
            [("365,4 tỷ đồng", "level"), ("380,5 tỷ đồng", "earlier")],
        ),
        (
            "Trong số vốn 76,3 tỷ đồng được giao cho 19 dự án, đã thanh toán 5,98 tỷ đồng.",
            [("76,3 tỷ đồng", "plan"), ("19 dự án", "level"), ("5,98 tỷ đồng", "level")],
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


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Cùng kỳ: heo 22.375 con; gia cầm 370.669 con.",
            [("22.375 con", "earlier"), ("370.669 con", "earlier")],
        ),
        ("Cùng kỳ năm trước tiêu hủy 38 con.", [("38 con", "earlier")]),
        (
            "Tai nạn 8 vụ, cùng kỳ 9 vụ, 3 người chết.",
            [("8 vụ", "level"), ("9 vụ", "earlier"), ("3 người chết", "level")],
        ),
        (
            "Đạt 195 huy chương: 53 HCV, 56 HCB, 86 HCĐ.",
            [("195 huy chương", "level"), ("53", "part"), ("56", "part"), ("86", "part")],
        ),
        (
            "Có 53 hợp tác xã (nông nghiệp 31 hợp tác xã, lĩnh vực khác 22 hợp tác xã).",
            [("53 hợp tác xã", "level"), ("31 hợp tác xã", "part"), ("22 hợp tác xã", "part")],
        ),
        (
            "Đạt 195 huy chương: 53 vàng, 56 bạc.",  # they add up to something else
            [("195 huy chương", "level"), ("53", "level"), ("56", "level")],
        ),
        (
            "Cùng kỳ năm trước thu đạt 500 tỷ đồng, năm nay thu đạt 620 tỷ đồng.",
            [("500 tỷ đồng", "earlier"), ("620 tỷ đồng", "level")],
        ),
        (
            "So cùng kỳ: tăng 5 vụ, làm chết 3 người, bị thương 7 người.",
            [("5 vụ", "change"), ("3 người", "level"), ("7 người", "level")],
        ),
        (
            "Hỗ trợ 10 mô hình (4 xã, 6 triệu đồng mỗi mô hình).",  # of other kinds
            [("10 mô hình", "level"), ("4 xã", "level"), ("6 triệu đồng", "level")],
        ),
        (
            "Thu gom rác 2.271 tấn (cùng kỳ 2.260 tấn), bằng 97,4% lượng phát sinh.",
            [("2.271 tấn", "level"), ("2.260 tấn", "earlier"), ("97,4%", "level")],
        ),
    ],
)
def test_roles_of_what_stands_beside(text: str, roles: list[tuple[str, str]]) -> None:
    assert _roles(text) == roles


def test_an_earlier_value_in_brackets_is_of_the_figure_before_it() -> None:
    text = "Đàn vật nuôi gồm 2.840 con heo (cùng kỳ 2.935 con), 3.519 con bò (cùng kỳ 3.610 con)."
    own = {f.printed: f.indicator.partition(INHERITS)[0] for f in find_figures(_passage(text), PERIOD)}
    assert "heo" in own["2.935 con"]
    assert "bò" in own["3.610 con"]


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


def _row_figures(
    header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], n: int, title: str = "Phụ lục"
) -> list[Figure]:
    table = Table(title, 1, header, rows)
    passage = Passage("r", "", "row", " | ".join(rows[n]), 1, 0)
    return list(find_row_figures(passage, table, rows[n], PERIOD))


@pytest.mark.parametrize(
    ("header", "row", "title", "units"),
    [
        (("TT", "Xã", "Diện tích (ha)", "Sản lượng (tấn)"), ("1", "Xã A", "12,5", "40"), "", ["ha", "tấn"]),
        (("TT", "Đơn vị", "Số hộ", "Tổng số vụ"), ("1", "Xã A", "12", "3"), "", ["hộ", "vụ"]),
        (
            ("TT", "Nội dung", "Dự toán", "So dự toán (%)"),
            ("1", "Thu", "1.200", "48"),
            "Đơn vị tính: triệu đồng",
            ["triệu đồng", "%"],
        ),
        (("TT", "Chỉ tiêu", "ĐVT", "TH"), ("1", "Vốn", "Tr.đ", "1.200"), "", ["triệu đồng"]),
        (("TT", "Chỉ tiêu", "ĐVT", "TH"), ("1", "Đàn gà", "1.000 con", "120"), "", ["nghìn con"]),
        (("TT", "Chỉ tiêu", "TH"), ("1", "Tỷ lệ hộ nghèo", "3,2"), "", ["%"]),
        (("Dự án", "Kế hoạch", "Giải ngân"), ("Kè", "12", "8"), "Đơn vị: tỷ đồng", ["tỷ đồng", "tỷ đồng"]),
        (("Vật nuôi", "Tháng 4 (con)", "Tháng 5 (con)"), ("Bò", "1.230", "1.250"), "", ["con", "con"]),
    ],
)
def test_a_rows_unit_comes_from_the_nearest_place_that_says_one(
    header: tuple[str, ...], row: tuple[str, ...], title: str, units: list[str]
) -> None:
    assert [f.unit for f in _row_figures(header, (row,), 0, title)] == units


def test_a_row_below_a_group_inherits_its_name_in_the_clause_zone() -> None:
    header = ("TT", "Chỉ tiêu", "ĐVT", "TH 6 tháng 2024")
    rows = (
        ("I", "LAO ĐỘNG", "", ""),
        ("1", "Lao động có việc làm mới", "người", "320"),
        ("", "- Trong đó: Nữ", "người", "145"),
        ("2", "Đào tạo nghề", "người", "60"),
    )
    women, trained = _row_figures(header, rows, 2)[0], _row_figures(header, rows, 3)[0]
    own, clause, *_ = women.indicator.split(INHERITS)
    assert own == "Nữ"
    assert "Lao động có việc làm mới" in clause
    assert "LAO ĐỘNG" in clause
    assert "việc làm" not in trained.indicator


def test_a_fall_printed_with_a_minus_is_negative() -> None:
    header = ("TT", "Chỉ tiêu", "ĐVT", "Tăng, giảm so cùng kỳ (%)")
    [fall] = _row_figures(header, (("1", "Thu ngân sách", "triệu đồng", "-5,2"),), 0)
    assert (fall.value, fall.role, fall.printed) == (Decimal("-5.2"), "pct_change", "-5,2")
