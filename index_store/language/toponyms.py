"""What place names are made of: tells "huyen lam ha" from "huyen giai quyet". The list is place_words.tsv."""

from __future__ import annotations

from pathlib import Path

from index_store.language.text import fold


def _words(kind: str) -> list[str]:
    """The entries of one kind, in the order of the list."""
    rows = (
        row.split("\t") for row in Path(__file__).with_name("place_words.tsv").read_text("utf-8").splitlines()
    )
    return [word.strip() for row in rows if row[0] == kind for word in row[1].split(",")]


DIRECTIONS = frozenset(_words("direction"))
TOPONYM_SYLLABLES = DIRECTIONS | frozenset(_words("syllable"))
COMMON_PAIRS = frozenset(tuple(pair.split()) for pair in _words("pair"))  # ordinary words, no names
PROVINCES = {fold(name): name for name in _words("province")}
