"""What can be a syllable, and which known words are one slip of the finger away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index_store.language.spelling import NearWords, from_telex, is_syllable, slips

SYLLABLES = (
    "nghèo giấy xoong huyện thuế khuyến quýt nguyễn yêu uống oanh trường giếng gì quyết khoẻ ngoằn khuỷu thuở nghiêng"
    " rượu hươu khuya chuyển ngoéo ông ý ăn bệnh chết sách lợn bướm miền bột giặt ủy ưu toàn phiếu"
)
SLIPS = (
    "giyấ troong htuế khôgn nghgi bnệh diiện tíchh trưởngg nôgn lâmm chhăn ngiàm qyuết bng phươgn rừnng vieejc uwowng"
    " bcạ caủ mừơi càc"
)
LETTERS = st.sampled_from("abcdeghiklmnopqrstuvxy")
WORDS = st.text(LETTERS, min_size=3, max_size=7)


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_a_syllable_is_one_whatever_its_marks_and_capitals(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", SLIPS.split())
def test_a_slip_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def _distance(a: str, b: str) -> int:
    """Letters more, less, changed, or neighbours swapped: the table of Wagner and Fischer, with swaps."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y)))
            if i > 1 and j > 1 and (x, y) == (b[j - 2], a[i - 2]):
                row[-1] = min(row[-1], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]


@st.composite
def _slipped(draw: st.DrawFn) -> tuple[list[str], str, str]:
    """Known words, one of them, and what a finger made of it."""
    words = draw(st.lists(WORDS, min_size=1, max_size=12))
    word = draw(st.sampled_from(words))
    at, letter = draw(st.integers(0, len(word) - 1)), draw(LETTERS)
    slips = [
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word + letter,
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    ]
    return words, word, draw(st.sampled_from(slips))


@given(_slipped())
def test_a_word_is_found_from_any_one_slip_of_it(made: tuple[list[str], str, str]) -> None:
    words, word, typed = made
    assert word in NearWords(words)(typed)


@given(st.lists(st.text("abc", min_size=2, max_size=5), max_size=12), st.text("abc", min_size=1, max_size=5))
def test_all_words_one_slip_away_are_found_and_no_other(words: list[str], typed: str) -> None:
    near = sorted({word for word in words if _distance(word, typed) <= 1})
    assert NearWords(words)(typed) == near


@pytest.mark.parametrize(
    ("keys", "word"),
    [("maasy", "mấy"), ("dduowcj", "được"), ("vieejc", "việc"), ("thuyr", "thủy"), ("bao", ""), ("bcd", "")],
)
def test_telex_keys_are_read_as_the_syllable_that_they_spell(keys: str, word: str) -> None:
    assert from_telex(keys) == word


def test_a_likelier_slip_counts_less() -> None:
    assert slips("cnă", "căn") < slips("nmă", "năn") <= slips("cnă", "của")
    assert slips("tímh", "tính") < slips("tímh", "tích")
    assert slips("san", "sản") < slips("xan", "ấn")
