"""Marks and notes: linked where their order proves it, never by a guess."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.footnotes import place_marks
from ingest.lines import Line, PrintedNote, marks_in, raised, without_marks
from ingest.notes import NoteLine, gather, split_notes


def _placed(
    texts: list[str], notes: list[PrintedNote], with_raised: bool = False
) -> tuple[list[str], set[int]]:
    lines, linked, _ = place_marks([Line(text, 1) for text in texts], notes, with_raised)
    return [line.text for line in lines], linked


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "đăng ký 02 xã hoàn thành trong năm 20231. Đến nay",
            "đăng ký 02 xã hoàn thành trong năm 2023. Đến nay",
        ),
        ("trồng được 8.927 cây các loại 1. Tập trung", "trồng được 8.927 cây các loại. Tập trung"),
        ("lên đô thị loại 4 và thị xã1; chú trọng", "lên đô thị loại 4 và thị xã; chú trọng"),
        ("đạt 83%1, vượt kế hoạch", "đạt 83%, vượt kế hoạch"),
        ("(theo nghị quyết)1. Tiếp tục", "(theo nghị quyết). Tiếp tục"),
        ("theo quy định.1 Tiếp tục", "theo quy định. Tiếp tục"),
        ("diện tích 28.369m21 đang xử lý", "diện tích 28.369m2 đang xử lý"),
        ("theo Nghị quyết số 900/NQ-UBTVQH151. Quy chế", "theo Nghị quyết số 900/NQ-UBTVQH15. Quy chế"),
    ],
)
def test_a_plain_mark_is_found_and_taken_out(text: str, kept: str) -> None:
    [marked], linked = _placed([text], [PrintedNote(1, "Nội dung.", 1)])
    assert linked == {0}
    assert without_marks(marked) == kept


@pytest.mark.parametrize(
    "text", ["có 25ha rừng và 30m2 đất", "phiên bản 2.0 và tỷ lệ 1/2", "quốc lộ 2 nối dài"]
)
def test_units_and_numbers_are_no_marks(text: str) -> None:
    [marked], linked = _placed([text], [PrintedNote(2, "Nội dung.", 1)])
    assert (marked, linked) == (text, set())


def test_two_equally_good_places_leave_the_note_unlinked_with_a_warning() -> None:
    lines = [Line("Công tác thanh tra được triển khai1.", 1), Line("Công tác tiếp dân được duy trì1.", 1)]
    _, linked, warnings = place_marks(lines, [PrintedNote(1, "Nội dung.", 1)], False)
    assert linked == set()
    assert "chú thích 1" in warnings[0]


def test_marks_beyond_the_last_note_are_told_of() -> None:
    lines = [
        Line(f"Công tác {work}{n}.", n) for n, work in enumerate(("thú y", "thủy lợi", "thuế", "y tế"), 1)
    ]
    notes = [PrintedNote(1, "Nội dung.", 1)]
    _, _, warnings = place_marks(lines, notes, False)
    assert len(warnings) == 1
    assert "dấu chú thích 2, 3, 4 (từ trang 2)" in warnings[0]
    assert place_marks(lines[:3], notes, False)[2] == []  # two may be anything


def test_the_term_in_a_resolutions_number_is_no_mark() -> None:
    texts = ["sắp xếp theo Nghị quyết số 900/NQ-UBTVQH15. Quy chế", "làm việc hoạt động ổn định15. Thực hiện"]
    lines, linked = _placed(texts, [PrintedNote(15, "Nội dung.", 1)])
    assert linked == {0}
    assert [without_marks(line) for line in lines] == [texts[0], "làm việc hoạt động ổn định. Thực hiện"]


def test_order_decides_between_places_that_look_alike() -> None:
    notes = [PrintedNote(n, "Nội dung.", 1) for n in (1, 2, 3)]
    marked, linked = _placed(["thanh tra1; tiếp dân2.", "kế hoạch1 khác", "giám sát3."], notes)
    assert linked == {0, 1, 2}
    assert marks_in(marked[0]) == [0, 1]
    assert marks_in(marked[1]) == []


def test_numbering_may_begin_again_on_each_page() -> None:
    lines = [Line("Trồng trọt phát triển1.", 1), Line("Chăn nuôi ổn định1.", 2)]
    marked, linked, _ = place_marks(lines, [PrintedNote(1, "Một.", 1), PrintedNote(1, "Hai.", 2)], False)
    assert linked == {0, 1}
    assert [marks_in(line.text) for line in marked] == [[0], [1]]


def test_a_raised_unit_is_written_back_and_marks_no_note() -> None:
    text = f"lấn chiếm 300 m{raised('2')} đất{raised('1')}, giải tỏa 20 m{raised('2')}; xử lý{raised('2')}."
    [marked], linked = _placed([text], [PrintedNote(1, "Một.", 1), PrintedNote(2, "Hai.", 1)], True)
    assert linked == {0, 1}
    assert without_marks(marked) == "lấn chiếm 300 m2 đất, giải tỏa 20 m2; xử lý."


def test_a_line_that_happens_to_begin_with_a_number_goes_on_with_its_note() -> None:
    notes = split_notes(
        [
            NoteLine("1 Phát hiện 43 vụ", 1),
            NoteLine("46 đối tượng; thu hồi", 1),
            NoteLine("2 tỷ đồng.", 1),
            NoteLine("2 Xảy ra 02 vụ.", 1),
        ],
        0,
    )
    assert [(n.n, n.text) for n in notes] == [
        (1, "Phát hiện 43 vụ 46 đối tượng; thu hồi 2 tỷ đồng."),
        (2, "Xảy ra 02 vụ."),
    ]


def test_a_number_alone_on_its_line_and_a_number_after_the_number() -> None:
    notes = split_notes([NoteLine("7", 1), NoteLine("06 tháng đầu năm có 12 vụ.", 1)], 6)
    assert [(n.n, n.text) for n in notes] == [(7, "06 tháng đầu năm có 12 vụ.")]


@pytest.mark.parametrize("text", ["06 tháng đầu năm có 12 vụ.", "6 tháng đầu năm có 12 vụ."])
def test_text_below_a_number_of_its_own_line_begins_no_note_though_it_begins_with_the_next(text: str) -> None:
    notes = split_notes([NoteLine("5", 1), NoteLine(text, 1), NoteLine("6 Trong đó 03 vụ cháy.", 1)], 4)
    assert [(n.n, n.text) for n in notes] == [(5, text), (6, "Trong đó 03 vụ cháy.")]


def test_a_note_that_runs_over_to_the_next_page_is_whole() -> None:
    first = split_notes([NoteLine("1 Tổng diện tích là", 1)], 0)
    second = split_notes([NoteLine("1.200 ha, tăng 5%.", 2), NoteLine("2 Trong đó lúa 300 ha.", 2)], 1)
    assert [(n.n, n.text, n.page) for n in gather([first, second])] == [
        (1, "Tổng diện tích là 1.200 ha, tăng 5%.", 1),
        (2, "Trong đó lúa 300 ha.", 2),
    ]


def test_a_mark_that_prints_another_number_is_proved_by_its_neighbours() -> None:
    """LibreOffice leaves "7" on a mark that moved to the next page and counts as 1 there."""
    text = f"tiếp dân{raised('6')}; đơn thư{raised('7')}; điểm nóng{raised('2')}."
    notes = [PrintedNote(6, "Sáu.", 1), PrintedNote(1, "Một.", 1), PrintedNote(2, "Hai.", 1)]
    [marked], linked = _placed([text], notes, True)
    assert linked == {0, 1, 2}
    assert marks_in(marked) == [0, 1, 2]
    assert without_marks(marked) == "tiếp dân; đơn thư; điểm nóng."


def test_a_raised_number_without_a_note_never_joins_the_figure_before_it() -> None:
    lines = [Line(f"đạt 4.812{raised('3')}, cao gấp 10{raised('3')} lần{raised('1')}.", 1)]
    [marked], linked, warnings = place_marks(lines, [PrintedNote(1, "Một.", 1)], True)
    assert linked == {0}
    assert without_marks(marked.text) == "đạt 4.812, cao gấp 103 lần."
    assert warnings == ["Trang 1 có dấu chú thích 3 nhưng không tìm thấy nội dung chú thích này."]


def test_a_number_due_begins_a_note_though_the_line_above_has_no_full_stop() -> None:
    lines = [
        NoteLine("1 Các xã đạt 12", 1),
        NoteLine("2 tiêu chí, còn 5 tiêu chí", 1),
        NoteLine("2 84 hộ tại thôn Một", 1, fresh=True),
        NoteLine("3 96 hộ tại thôn Hai", 1),
    ]
    notes = split_notes(lines, 0, marks={"1", "2", "3"})
    assert [n.text for n in notes] == [
        "Các xã đạt 12 2 tiêu chí, còn 5 tiêu chí",
        "84 hộ tại thôn Một",
        "96 hộ tại thôn Hai",
    ]


def test_thousands_of_notes_are_placed_in_seconds() -> None:
    lines = [Line(f"việc thứ {n}{raised(str(n % 7 + 1))}.", n // 7) for n in range(3500)]
    notes = [PrintedNote(n % 7 + 1, "Nội dung.", n // 7) for n in range(3500)]
    started = time.perf_counter()
    _, linked, _ = place_marks(lines, notes, True)
    assert len(linked) == 3500
    assert time.perf_counter() - started < 20


_WORDS = st.sampled_from(["chăn nuôi", "thanh tra", "quy hoạch", "đầu tư công", "giáo dục", "bảo hiểm y tế"])


@given(st.lists(st.tuples(_WORDS, st.booleans()), min_size=1, max_size=12))
def test_raised_marks_in_order_are_all_linked_and_leave_the_words_alone(
    pieces: list[tuple[str, bool]],
) -> None:
    texts: list[str] = []
    notes: list[PrintedNote] = []
    for words, marked in pieces:
        if marked:
            notes.append(PrintedNote(len(notes) + 1, "Nội dung.", 1))
        texts.append(f"Công tác {words}{raised(str(len(notes))) if marked else ''} được quan tâm.")
    placed, linked = _placed(texts, notes, True)
    assert linked == set(range(len(notes)))
    assert [without_marks(t) for t in placed] == [f"Công tác {words} được quan tâm." for words, _ in pieces]


def test_a_mark_in_brackets_may_be_the_first_of_its_line() -> None:
    notes = [PrintedNote(n, "Nội dung.", 1, bracketed=True) for n in (1, 2)]
    texts = [
        "Thu đạt 64%(1). Cộng tác viên được kiện toàn đủ số",
        "(2). Ngoài ra có ba việc:",
        "(3) Việc thứ ba.",
    ]
    lines, linked = _placed(texts, notes, with_raised=True)
    assert linked == {0, 1}
    assert [without_marks(line) for line in lines][1:] == [". Ngoài ra có ba việc:", "(3) Việc thứ ba."]


def test_a_raised_letter_without_a_note_never_joins_the_unit_before_it() -> None:
    lines, _, warnings = place_marks([Line(f"Chi đạt 410 triệu đồng{raised('i')}.", 1)], [], True)
    assert lines[0].text == "Chi đạt 410 triệu đồng."
    assert "dấu chú thích i" in warnings[0]
