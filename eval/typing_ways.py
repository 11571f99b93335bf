"""Questions as people type them: without diacritics, half of them, decomposed, with a slip. Pure, repeatable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from eval.cases import Case

_LONG = 5  # letters of a word in which a slip does not make another word


def without_marks(text: str) -> str:
    """ "Đàn bò" → "Dan bo"."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare).replace("đ", "d").replace("Đ", "D")


def half_marked(text: str) -> str:
    """Every second word loses its diacritics."""
    words = text.split(" ")
    return " ".join(without_marks(word) if n % 2 else word for n, word in enumerate(words))


def decomposed(text: str) -> str:
    """NFD, as some keyboards and PDF viewers give it."""
    return unicodedata.normalize("NFD", text)


def with_slip(text: str) -> str:
    """Two neighbouring letters of the longest word change places; the text itself where no word is long enough."""
    words = [m for m in re.finditer(r"[^\W\d_]+", unicodedata.normalize("NFC", text)) if len(m[0]) >= _LONG]
    for word in sorted(words, key=lambda m: (-len(m[0]), m.start())):
        middle = word.start() + len(word[0]) // 2
        for at in (middle, middle - 1):
            if text[at] != text[at + 1]:
                return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text


WAYS: dict[str, Callable[[str], str]] = {
    "không dấu": without_marks,
    "nửa dấu": half_marked,
    "dấu tách rời (NFD)": decomposed,
    "gõ nhầm": with_slip,
}


def in_all_ways(cases: Sequence[Case]) -> list[Case]:
    """The cases as they are, then each typed in every other way; a way that changes nothing is left out."""
    found = list(cases)
    for name, way in WAYS.items():
        for case in cases:
            question = way(case.question)
            if question != case.question:
                found.append(replace(case, id=typed_id(case.id, name), question=question, typing=name))
    return found


def typed_id(key: str, way: str) -> str:
    """The id of a question typed in a way, made from its id."""
    return f"{key} ~ {way}"
