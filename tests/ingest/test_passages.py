"""Passages: their shares, their place, their ids."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from index_store.records import Header, Period, Unit
from ingest.footnotes import place_marks
from ingest.lines import Line, PrintedNote
from ingest.passages import MAX_WORDS, Findings, make_passages
from ingest.structure import outline

HEADER = Header(
    Unit("Suối Cạn", "xã", "Bình Sa"), "UBND xã", Period("6_thang", date(2024, 1, 1), date(2024, 6, 30))
)


def _passages(texts: list[str], notes: tuple[PrintedNote, ...] = ()) -> Findings:
    lines, _, _ = place_marks([Line(text, 1, gap=True) for text in texts], notes, False)
    return make_passages(outline(lines).blocks, notes, HEADER)


def test_a_note_follows_its_paragraph_with_its_place_and_anchor_in_context() -> None:
    found = _passages(
        ["BÁO CÁO", "I. KẾT QUẢ", "2.1. Kinh tế", "- Trồng rừng đạt kế hoạch1. Chăn nuôi ổn định."],
        (PrintedNote(1, "Trồng 25 ha.", 1),),
    )
    header, body, note = found.passages
    assert (header.kind, header.text) == ("header", "BÁO CÁO")
    assert body.text == "Trồng rừng đạt kế hoạch. Chăn nuôi ổn định."
    assert (note.kind, note.footnote, note.section, note.anchor) == (
        "footnote",
        1,
        "2.1",
        "Trồng rừng đạt kế hoạch.",
    )
    for words in (
        "xã Suối Cạn",
        "Bình Sa",
        "UBND xã",
        "6 tháng đầu năm 2024",
        "2.1. Kinh tế",
        "Trồng rừng đạt kế hoạch.",
    ):
        assert words in note.context
    assert [p.order for p in found.passages] == [0, 1, 2]


def test_an_unlinked_note_is_kept_without_anchor_and_with_less_confidence() -> None:
    found = _passages(["I. KẾT QUẢ", "Trồng rừng đạt kế hoạch."], (PrintedNote(1, "Trồng 25 ha.", 1),))
    [note] = [p for p in found.passages if p.kind == "footnote"]
    assert (note.anchor, note.confidence < 1) == ("", True)
    assert found.footnotes[0].section == "I"


def test_ids_differ_within_a_report_and_stay_the_same_over_readings() -> None:
    texts = ["I. KẾT QUẢ", "Đạt khá.", "Đạt khá.", "II. HẠN CHẾ", "Đạt khá."]
    first, second = _passages(texts), _passages(texts)
    ids = [p.id for p in first.passages]
    assert len(set(ids)) == len(ids) == 3
    assert ids == [p.id for p in second.passages]


def test_a_heading_that_says_all_there_is_can_be_found_too() -> None:
    found = _passages(["I. NHIỆM VỤ", "1. Rà soát quy hoạch chung", "2. Đẩy nhanh giải ngân"])
    assert [p.text for p in found.passages] == ["1. Rà soát quy hoạch chung", "2. Đẩy nhanh giải ngân"]


_SENTENCE = st.lists(
    st.sampled_from(
        ["công tác", "thu 1.234,5 triệu đồng", "TP. Đà Bắc", "đạt 64,1%", "rừng", "xã; thị trấn"]
    ),
    min_size=3,
    max_size=30,
).map(lambda words: "Kết quả " + " ".join(words) + ".")


@given(st.lists(_SENTENCE, min_size=1, max_size=14))
def test_shares_of_a_long_paragraph_are_whole_sentences_that_make_it_up(sentences: list[str]) -> None:
    text = " ".join(sentences)
    found = _passages(["I. KẾT QUẢ", f"- {text}"])
    shares = [p.text for p in found.passages]
    assert " ".join(shares) == text
    assert all(share.endswith((".", ";")) for share in shares)
    longest = max(len(sentence.split()) for sentence in sentences)
    assert all(len(share.split()) <= MAX_WORDS + longest for share in shares)
