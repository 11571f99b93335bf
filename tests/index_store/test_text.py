"""One normal form for text, and the words that a text is about."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index_store.language.sentences import sentence_spans
from index_store.language.terms import light_words, stop_words, terms
from index_store.language.text import fold, has_diacritics, normalise, printed, syllables


@pytest.mark.parametrize(
    ("typed", "normal"),
    [("hoà thuỷ khoẻ", "hòa thủy khỏe"), ("quý hoàn toán", "quý hoàn toán"), ("m² HOÀ", "m2 HÒA")],
)
def test_tone_marks_get_one_place(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


def test_printed_text_keeps_everything_but_white_space_and_composition() -> None:
    assert printed("Đạt  36.340\u00a0ha,\n ty\u0309 lệ hoà") == "Đạt 36.340 ha, tỷ lệ hoà"


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_normal_form_is_reached_in_one_step_and_fold_keeps_length(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii() or all(c.isalpha() and ord(c) < 0x1EFA for c in composed.lower()):
        assert len(fold(composed)) <= len(composed.lower())


def test_folding_takes_every_mark_off() -> None:
    assert fold("Đức Trọng, ĐƯỜNG SỮA") == "duc trong, duong sua"
    assert has_diacritics("tỷ lệ")
    assert not has_diacritics("ty le")


def test_numbers_are_whole_tokens() -> None:
    assert syllables("Đạt 36.340 ha, 64,1%") == ["đạt", "36.340", "ha", "64,1"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tỷ lệ tham gia BHYT", "tỷ lệ tham gia bảo hiểm y tế"),
        ("ty le tham gia bhyt", "ty le tham gia bao hiem y te"),
        ("có mấy vụ hỏa hoạn", "có mấy vụ cháy"),
        ("bao nhiêu công ty tạm dừng", "bao nhiêu doanh nghiệp tạm ngừng"),
        ("05 vụ", "5 vụ"),
    ],
)
def test_both_sides_say_the_same_words(said: str, meant: str) -> None:
    assert terms(said) == terms(meant)


def test_a_syllable_is_no_abbreviation_unless_in_capitals() -> None:
    assert terms("hu nghị quyết") == ("hu", "nghị", "quyết")
    assert terms("nghị quyết của HU về dân")[3:5] == ("huyện", "ủy")


def test_stop_phrases_leave_the_syllables_of_other_words() -> None:
    words = terms("cụ thể có bao nhiêu doanh nghiệp giải thể")
    kept = [w for w, stop in zip(words, stop_words(words, folded=False), strict=True) if not stop]
    assert kept == ["doanh", "nghiệp", "giải", "thể"]
    assert light_words(("tỷ", "lệ", "hộ", "nghèo"), folded=False) == [True, True, False, False]


def test_sentences_end_neither_in_numbers_nor_after_dots_that_go_on() -> None:
    text = "Đạt 36.340 ha... giảm mạnh. Có 2 xã (TP. Đà Lạt) tham gia; còn lại chậm. Hết"
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "Đạt 36.340 ha... giảm mạnh.",
        "Có 2 xã (TP. Đà Lạt) tham gia; còn lại chậm.",
        "Hết",
    ]


def test_a_sentence_may_end_in_the_word_for_number() -> None:
    text = "Kiện toàn tổ chuyển đổi số. Ban hành Kế hoạch số. 45 về dân số. Hết."
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "Kiện toàn tổ chuyển đổi số.",
        "Ban hành Kế hoạch số. 45 về dân số.",
        "Hết.",
    ]


@given(st.text())
def test_sentence_spans_are_in_order_and_not_blank(text: str) -> None:
    spans = sentence_spans(text)
    assert all(text[a:b].strip() for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
