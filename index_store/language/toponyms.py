"""What place names are made of: tells "huyen lam ha" from "huyen giai quyet". The list is place_words.tsv."""

from __future__ import annotations

from pathlib import Path

from index_store.language.text import fold, has_diacritics


def _words(kind: str) -> list[str]:
    """The entries of one kind, in the order of the list."""
    rows = (
        row.split("\t") for row in Path(__file__).with_name("place_words.tsv").read_text("utf-8").splitlines()
    )
    return [word.strip() for row in rows if row[0] == kind for word in row[1].split(",")]


DIRECTIONS = frozenset(_words("direction"))
DIRECTIONS_MARKED = frozenset(("bắc", "nam", "đông", "tây", "thượng", "hạ", "trung", "nội", "ngoại"))
SYLLABLES_MARKED = DIRECTIONS_MARKED | frozenset(_words("syllable"))
TOPONYM_SYLLABLES = DIRECTIONS | frozenset(fold(word) for word in SYLLABLES_MARKED)
_ONLY_MARKED = frozenset(_words("marked"))
COMMON_PAIRS = frozenset(tuple(pair.split()) for pair in _words("pair"))  # ordinary words, no names
LEVEL_PAIRS = frozenset(tuple(pair.split()) for pair in _words("level_pair"))
PROVINCES = {fold(name): name for name in _words("province")}


def in_names(word: str, marked: bool) -> bool:
    """Whether names are made of this lower-case syllable; with its own marks where the text has marks."""
    return (
        word in SYLLABLES_MARKED
        if marked and has_diacritics(word)
        else (word in TOPONYM_SYLLABLES and (not marked or word in SYLLABLES_MARKED))
    )


def as_good_a_name(word: str) -> bool:
    """Whether a lower-case syllable, as typed, could stand in a name: "phúc" could, "phuú" could not."""
    return (
        word in SYLLABLES_MARKED or word in _ONLY_MARKED
        if has_diacritics(word)
        else word in TOPONYM_SYLLABLES
    )
