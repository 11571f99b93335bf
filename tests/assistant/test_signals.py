"""What speaks for each figure: the shares of one passage counted by hand, units, roles, retrieval, periods."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import weights as w
from assistant.rank import rank_figures
from assistant.signals import NAMES, figure_signals
from assistant.understand import Need, understand
from index_store.catalogue import Contents
from index_store.records import Candidate

TWO = "Thành lập mới 45 doanh nghiệp, giải thể 07 doanh nghiệp."
PLANTED = "Trồng rừng đạt 25 ha, bằng 61,5% kế hoạch, tăng 2 ha so với cùng kỳ. Mật độ trồng 1.200. Thu 5 triệu đồng."
Contain = Callable[..., Contents]


def _asked(question: str) -> Need:
    return understand(question, question, marked=True)


def _columns(question: str, contents: Contents, *candidates: Candidate) -> dict[str, list[float]]:
    """Every signal by name: a value for each figure of the report."""
    need = _asked(question)
    found = figure_signals(need, need.slots[0], contents, candidates)
    assert found.shape == (len(contents.figures), len(NAMES))
    return {name: found[:, at].tolist() for at, name in enumerate(NAMES)}


def test_two_figures_of_a_sentence_have_the_shares_of_their_own_words(contain: Contain) -> None:
    """All terms stand in the one passage, so that each of doanh, nghiệp, giải, thể weighs a quarter."""
    found = _columns("Có bao nhiêu doanh nghiệp giải thể?", contain(TWO))
    assert found["in_own"] == pytest.approx([2 / 4, 4 / 4])
    assert found["in_clause"] == found["in_sentence"] == pytest.approx([1, 1])
    assert found["covered"] == pytest.approx([(2 * w.OWN + 2 * w.CLAUSE) / 4, 1])
    assert found["covered_gap"] == pytest.approx([1 - (2 * w.OWN + 2 * w.CLAUSE) / 4, 0])
    assert found["own_gap"] == pytest.approx([2 / 4, 0])
    assert found["pairs_own"] == pytest.approx([1 / 3, 2 / 3])  # "nghiệp giải" stands in neither
    assert found["own_alone"] == pytest.approx([0, 2 / 4])  # "doanh nghiệp" is of both
    assert found["extra_own"] == pytest.approx([2 / 4, 0])  # "thành lập" is not asked for
    assert found["lacks"] == found["lacks_count"] == [0, 0]
    assert (found["sentence_rank"], found["sentence_place"]) == ([1, 0], [0, 1])
    assert found["own_length"] == [5, 4]


def test_terms_that_the_report_does_not_have_are_lacking_with_their_weight(contain: Contain) -> None:
    contents = contain(TWO)
    found = _columns("Có bao nhiêu doanh nghiệp phá sản?", contents)
    here, absent = contents.terms.weight("nghiệp"), contents.terms.rarest
    assert found["lacks_count"] == [2, 2]
    assert found["lacks"] == pytest.approx([absent / (2 * here + 2 * absent)] * 2)
    assert found["anywhere"] == pytest.approx([here / (here + absent)] * 2)


def test_a_term_of_the_heading_counts_where_the_words_lack_it(contain: Contain) -> None:
    contents = contain("Thú y: tiêm 07 mũi.", heading="Chăn nuôi")
    found = _columns("Chăn nuôi tiêm bao nhiêu mũi?", contents)
    inside, above = contents.terms.weight("tiêm"), contents.terms.weight("nuôi")
    whole = 2 * inside + 2 * above
    assert found["in_heading"] == pytest.approx([2 * above / whole])
    assert found["covered"] == pytest.approx([(2 * inside * w.OWN + 2 * above * w.HEADING) / whole])


def test_the_unit_asked_for_is_told_from_another_and_a_number_without_one_is_neutral(
    contain: Contain,
) -> None:
    contents = contain(PLANTED)
    found = _columns("Trồng được bao nhiêu ha rừng?", contents)
    assert [f.unit for f in contents.figures] == ["ha", "%", "ha", "", "triệu đồng"]
    assert found["class_same"] == [1, 0, 1, 0, 0]
    # where hectares are asked for and told beside it, twice as much
    assert found["class_other"] == [0, 2 * w.NO_SUM, 0, 0, w.NO_SUM]
    assert found["unitless"] == [0, 0, 0, 1, 0]
    assert found["is_percent"] == [0, 1, 0, 0, 0]
    assert found["is_money"] == [0, 0, 0, 0, 1]
    agreeing = ("unit_same", "noun_head", "class_same", "class_other", "noun_other")
    assert [found[name][3] for name in agreeing] == [0] * 5


@pytest.mark.parametrize(
    ("question", "name", "values"),
    [
        ("Xảy ra bao nhiêu vụ cháy?", "unit_same", [1, 0, 0]),
        ("Xảy ra bao nhiêu trường hợp cháy?", "unit_same", [1, 0, 0]),  # cases are counted in either word
        ("Bao nhiêu người chết?", "unit_same", [0, 1, 0]),
        ("Bao nhiêu người chết?", "class_same", [0, 1, 0]),
        ("Bao nhiêu người chết?", "class_other", [3, 0, 3]),  # the people are told beside them
        ("Bao nhiêu tiền thiệt hại?", "class_same", [0, 0, 1]),
        ("Bao nhiêu ngôi nhà bị cháy?", "noun_other", [1, 1, 1]),
    ],
)
def test_what_a_figure_counts_is_compared_with_the_noun_asked_for(
    contain: Contain, question: str, name: str, values: list[float]
) -> None:
    contents = contain("Xảy ra 03 vụ cháy, 02 người chết, thiệt hại 5 triệu đồng.")
    assert _columns(question, contents)[name] == values


def test_an_animal_is_counted_with_its_classifier_or_without(contain: Contain) -> None:
    contents = contain("Dịch tả lợn xảy ra tại 19 hộ, tiêu hủy 103 con lợn.")
    assert _columns("Số lợn tiêu hủy là bao nhiêu?", contents)["unit_same"] == [0, 1]


def test_what_is_meant_is_near_in_other_words(contain: Contain) -> None:
    """No word of the question stands in the second figure's own; what they mean is nearer to it than to the first."""
    found = _columns("Có bao nhiêu vụ hỏa hoạn?", contain("Đã trồng 25 ha rừng.", "Xảy ra 03 đám cháy nhà."))
    assert found["near_own"][1] > found["near_own"][0]


INSPECTED = "Đã kiểm tra 388 cơ sở, có 48 cơ sở không bảo đảm an toàn thực phẩm."


@pytest.mark.parametrize(
    ("text", "question", "name", "values"),
    [
        (INSPECTED, "Số cơ sở được kiểm tra là bao nhiêu?", "fault_unasked", [0, 3]),
        (INSPECTED, "Bao nhiêu cơ sở vi phạm?", "fault_lacking", [0.5, 0]),  # its clause tells of faults
        ("Thu 12 tỷ đồng, chi 10 tỷ đồng.", "Thu bao nhiêu tỷ đồng?", "opposed", [0, 1]),
        ("Thu 12 tỷ đồng, chi 10 tỷ đồng.", "Thu và chi bao nhiêu tỷ đồng?", "opposed", [0, 0]),
        (
            "Chi trả bồi thường 45 tỷ đồng.",
            "Bồi thường cho các hộ bị thu hồi đất bao nhiêu tỷ đồng?",
            "opposed",
            [0],
        ),
        ("Nuôi trồng thu 2.379 tấn.", "Anh/chị cho hỏi sản lượng nuôi trồng?", "opposed", [0]),
        ("Phạt vi phạm giao thông 96 triệu đồng.", "Phạt vi phạm lâm nghiệp bao nhiêu?", "opposed", [1]),
        ("Tai nạn giao thông: 14 vụ; 08 người tử vong.", "Mấy trẻ em chết đuối nước?", "opposed", [1, 1]),
        ("Thu nhận 7.304 hồ sơ cấp căn cước.", "Có mấy đơn thư khiếu nại?", "opposed", [1]),
        ("Tặng 812 suất quà.", "Trao bao nhiêu suất quà?", "deed_unasked", [0]),
        ("Số lượt khám chữa bệnh 95.700 lượt.", "Bao nhiêu lượt khám bệnh?", "fault_unasked", [0]),
        ("Còn 34 hộ chưa nhận tiền.", "Bao nhiêu hộ đã nhận tiền?", "fault_unasked", [1]),
        ("Còn 34 hộ chưa nhận tiền.", "Bao nhiêu hộ chưa nhận tiền?", "fault_unasked", [0]),
        (
            "Kết nạp mới 99 đảng viên, nâng tổng số lên 2.388 đảng viên.",
            "Tổng số đảng viên là bao nhiêu?",
            "added_unasked",
            [1, 0],
        ),
        (
            "Kết nạp mới 99 đảng viên, nâng tổng số lên 2.388 đảng viên.",
            "Tổng số đảng viên là bao nhiêu?",
            "total_both",
            [0, 1],
        ),
        (
            "Có 11 xã về đích nông thôn mới, 05 xã nâng cao.",
            "Bao nhiêu xã nông thôn mới?",
            "added_lacking",
            [0, 0],
        ),
        ("Trồng 25 ha rừng, 12 hộ tham gia.", "Bao nhiêu hộ trồng rừng?", "measure_for_count", [1, 0]),
        ("Đàn lợn 900 con, tiêu hủy 76 con lợn mắc bệnh.", "Tổng đàn lợn là bao nhiêu?", "opposed", [0, 1]),
        ("Đàn lợn 900 con, tiêu hủy 76 con lợn mắc bệnh.", "Tiêu hủy bao nhiêu con lợn?", "opposed", [0, 0]),
        (
            "Có 11 xã nông thôn mới, 05 xã nông thôn mới nâng cao.",
            "Bao nhiêu xã nông thôn mới?",
            "opposed",
            [0, 1],
        ),
        (
            "Có 11 xã nông thôn mới, 05 xã nông thôn mới nâng cao.",
            "Bao nhiêu xã nông thôn mới nâng cao?",
            "opposed",
            [0, 0],
        ),
        ("Đón 12.400 lượt khách du lịch.", "Bao nhiêu lượt khách quốc tế?", "opposed", [w.NO_KIND]),
        (
            "Đón 12.400 lượt khách, có 310 lượt khách nước ngoài.",
            "Bao nhiêu lượt khách quốc tế?",
            "opposed",
            [0, 0],
        ),
        ("Đàn trâu 134 con.", "Đàn bò có bao nhiêu con?", "opposed", [1 + w.NO_KIND]),
        ("Đàn trâu, bò 134 con.", "Đàn bò có bao nhiêu con?", "opposed", [0]),
        ("Trường học: 56 trường.", "Bao nhiêu trường mầm non và tiểu học?", "opposed", [w.NO_KIND]),
        ("Trường mầm non 12 trường.", "Bao nhiêu trường mầm non và tiểu học?", "opposed", [0]),
        ("Năng suất lúa 48 tạ/ha; vùng rau 160 ha, 12 hộ trồng.", "Diện tích rau?", "opposed", [1, 0, 1]),
    ],
)
def test_what_excludes_what_was_asked_for_is_told(
    contain: Contain, text: str, question: str, name: str, values: list[float]
) -> None:
    assert _columns(question, contain(text))[name] == values


def test_a_figure_misses_what_another_of_its_sentence_has_and_it_does_not_inherit(contain: Contain) -> None:
    contents = contain("Kỷ luật 14 đảng viên: khiển trách 09 đảng viên, cảnh cáo 05 đảng viên.")
    missed = _columns("Bao nhiêu đảng viên bị khiển trách?", contents)["missed"]
    assert missed[1] == 0
    assert missed[0] == pytest.approx(missed[2])
    assert missed[0] > 0


def test_what_no_figure_has_anywhere_is_unknown(contain: Contain) -> None:
    contents = contain(TWO)
    assert _columns("Có bao nhiêu doanh nghiệp giải thể?", contents)["unknown"] == pytest.approx([0, 0])
    found = _columns("Có bao nhiêu doanh nghiệp phá sản?", contents)
    assert found["unknown"] == pytest.approx([1 - found["anywhere"][0]] * 2)


def test_a_change_may_be_told_in_per_cent_whatever_is_counted(contain: Contain) -> None:
    contents = contain("Xảy ra 03 vụ cháy, giảm 40% so với cùng kỳ.")
    assert _columns("Xảy ra bao nhiêu vụ cháy?", contents)["class_other"] == [0, 3]
    assert _columns("Số vụ cháy giảm bao nhiêu so với cùng kỳ?", contents)["class_other"] == [0, 0]


@pytest.mark.parametrize(
    ("question", "wanted", "said"),
    [
        ("Trồng được bao nhiêu ha rừng?", [1, 0, 0, 1, 1], set()),
        ("Trồng rừng đạt bao nhiêu % kế hoạch?", [0, 1, 0, 0, 0], {"asks_share"}),
        ("Trồng rừng tăng bao nhiêu ha so với cùng kỳ?", [0, 0, 1, 0, 0], {"asks_change"}),
    ],
)
def test_the_role_asked_for_is_told(
    contain: Contain, question: str, wanted: list[float], said: set[str]
) -> None:
    found = _columns(question, contain(PLANTED))
    assert found["role_asked"] == wanted
    assert found["role_level"] == [1, 0, 0, 1, 1]
    assert found["role_pct_plan"] == [0, 1, 0, 0, 0]
    assert found["role_change"] == [0, 0, 1, 0, 0]
    roles = ("asks_change", "asks_plan", "asks_share", "asks_target", "asks_earlier")
    assert {name for name in roles if any(found[name])} == said


def test_what_retrieval_did_not_find_is_as_far_as_the_last_it_found(contain: Contain) -> None:
    contents = contain("Xảy ra 03 vụ cháy.", "Toàn xã có 87 hộ nghèo.", "Trồng 25 ha rừng.")
    [first, second, _] = contents.passages
    found = _columns(
        "Mấy vụ cháy?", contents, Candidate(first, 8.0, 0.7, 1.0), Candidate(second, 2.0, 0.4, 0.5)
    )
    assert found["lexical"] == [1, 2 / 8, 0]
    assert found["dense"] == [0.7, 0.4, 0.4]


def test_a_period_asked_for_is_looked_for_right_beside_the_figure(contain: Contain) -> None:
    contents = contain("Năm 2022 có 91 hộ nghèo; hỗ trợ xây mới và sửa chữa nhà ở 14 hộ.")
    need = _asked("Có bao nhiêu hộ nghèo?")
    found = figure_signals(need, need.slots[0], contents, (), "nam 2022")[:, NAMES.index("period")]
    assert found.tolist() == [1, 0]


def test_a_report_without_figures_has_no_signals_and_no_evidence(contain: Contain) -> None:
    need, contents = _asked("Có bao nhiêu hộ nghèo?"), contain("Chăn nuôi ổn định.")
    assert figure_signals(need, need.slots[0], contents, ()).shape == (0, len(NAMES))
    assert rank_figures(need, need.slots[0], contents, ()) == []
