"""One normal form for Vietnamese text: NFC, one tone-mark style, folded without diacritics."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# "hoà" and "hòa" are one word: the mark moves to the first vowel of a final oa, oe, uy (not after q).
_FINAL_OA_OE = re.compile(r"([oO])([àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ])(?![^\W\d_])")
_FINAL_UY = re.compile(r"(?<![qQ])([uU])([ỳýỷỹỵỲÝỶỸỴ])(?![^\W\d_])")
_SPACES = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W_\d]+\d?")
_WORD_LENGTH = 16  # as long as words are, which come again and again
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _move_tone(match: re.Match[str]) -> str:
    first, second = match.groups()
    letters = unicodedata.normalize("NFD", second)
    tone = "".join(c for c in letters if c in _TONES)
    bare = "".join(c for c in letters if c not in _TONES)
    return unicodedata.normalize("NFC", first + tone + bare)


def printed(text: str) -> str:
    """Text as it is kept for quotes: NFC, runs of white space as one blank; nothing else changes."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def normalise(text: str) -> str:
    """Text as it is searched: `printed` with one tone-mark style ("hoà" → "hòa"), case kept."""
    text = printed(text).replace("²", "2").replace("³", "3")
    return _FINAL_UY.sub(_move_tone, _FINAL_OA_OE.sub(_move_tone, text))


def _folding() -> dict[int, str | None]:
    """Every letter that carries a mark → the letter alone; combining marks → nothing."""
    table: dict[int, str | None] = {ord("đ"): "d", ord("Đ"): "d"}
    for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            table[code] = base.lower()
    return table | {code: None for code in range(0x300, 0x370)}


_FOLDING = _folding()


def fold(text: str) -> str:
    """Lower case without any diacritic: "Đức Trọng" → "duc trong". Text in NFC keeps its length."""
    return _folded_word(text) if len(text) <= _WORD_LENGTH else _folded_text(text)


@lru_cache(maxsize=50_000)
def _folded_word(word: str) -> str:
    return _folded(word)


@lru_cache(maxsize=4_096)  # a question, and the sentences that are looked at for it, are folded many times
def _folded_text(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower().translate(_FOLDING)


def syllables(text: str) -> list[str]:
    """Lower-case tokens of the normal form: syllables and whole numbers; [] for no letter or digit.

    "Đạt 36.340 ha" gives ["đạt", "36.340", "ha"].
    """
    return _TOKEN.findall(normalise(text).lower())


def has_diacritics(text: str) -> bool:
    """True when any letter carries a Vietnamese mark (or is đ)."""
    return fold(text) != unicodedata.normalize("NFC", text).lower()


def same_name(first: str, second: str) -> bool:
    """Whether two printed names are one: "Tân Hoa" is not "Tân Hòa", nor is "Ia Plong" "Ia Plông"."""
    return normalise(first).lower() == normalise(second).lower()
