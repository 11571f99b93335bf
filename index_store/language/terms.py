"""The words that a text is about: abbreviations spelled out and synonyms made one, on both sides.

A question says "TNGT", "hỏa hoạn", "công ty", a report "tai nạn giao thông", "vụ cháy", "doanh nghiệp": both
become the report's words here before they are compared. The tables beside this module are lists that an editor
can extend.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from index_store.language.text import fold, has_diacritics, syllables

Phrases = dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]

_FOLDER = Path(__file__).parent
# The shape of a Vietnamese syllable without diacritics; "bhyt" and "dv" cannot be one, "hu" and "an" can.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|th|tr|ch|ph|kh|gh|gi|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
# Without diacritics "giá" and "giả", "chí" and "chi", "tỉnh" and "tính" are one: these stay.
_HIDDEN = frozenset({"gia", "chi", "con", "lam", "ban"})


def _rows(name: str) -> Iterable[tuple[str, str]]:
    for line in (_FOLDER / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            left, right = line.split("\t")
            yield left.strip(), right.strip()


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    """Lower-case abbreviation → the syllables it stands for; () where it has two readings ("DT")."""
    found: dict[str, tuple[str, ...]] = {}
    for short, full in _rows("abbreviations.tsv"):
        key = "".join(syllables(short))
        found[key] = () if key in found else tuple(syllables(full))
    return found


@cache
def _phrases(folded: bool) -> Phrases:
    table: Phrases = {}
    for canonical, variants in _rows("synonyms.tsv"):
        target = tuple(syllables(fold(canonical) if folded else canonical))
        for variant in variants.split(";"):
            words = tuple(syllables(fold(variant) if folded else variant))
            table.setdefault(words[0], []).append((words, target))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))
    return table


@cache
def stop_words(*, folded: bool) -> frozenset[str]:
    """Words that name nothing; folded: for a text without diacritics, where some of them would hide others."""
    lines = (_FOLDER / "stop_words.txt").read_text("utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    return frozenset(map(fold, words)) - _HIDDEN if folded else frozenset(words)


def _is_abbreviation(token: str, capital: bool) -> bool:
    """A token that cannot be a syllable is one; of the others only capitals tell ("HU", not "hu")."""
    return token in _abbreviations() and (capital or not _SYLLABLE.fullmatch(fold(token)))


def spell_out(text: str) -> list[str]:
    """Tokens of `text` with every known abbreviation replaced by the syllables that it stands for."""
    tokens: list[str] = []
    marked = has_diacritics(text)
    shouted = text.upper() == text
    for word in text.replace("KT-XH", "KTXH").replace("QP-AN", "QPAN").split():
        for token in syllables(word):
            capital = not shouted and token.upper() in word and len(token) > 1
            if _is_abbreviation(token, capital):
                full = _abbreviations()[token]
                tokens.extend(full if marked or capital else map(fold, full))
            else:
                tokens.append(str(int(token)) if token.isdigit() else token)  # "05 vụ" and "5 vụ" agree
    return tokens


@lru_cache(maxsize=200_000)
def terms(text: str) -> tuple[str, ...]:
    """The canonical tokens of a text, lower case; () for a text without words.

    "Xảy ra 3 vụ hỏa hoạn" gives ("xảy", "ra", "3", "vụ", "cháy"). A text without any diacritic is read, and comes
    back, folded.
    """
    tokens = spell_out(text)
    table = _phrases(not has_diacritics(text))
    found: list[str] = []
    i = 0
    while i < len(tokens):
        for words, target in table.get(tokens[i], ()):
            if tuple(tokens[i : i + len(words)]) == words:
                # "vụ hỏa hoạn" → "vụ cháy", not "vụ vụ cháy"
                repeated = found[-1:] == [target[0]]
                found.extend(target[1:] if repeated else target)
                i += len(words)
                break
        else:
            found.append(tokens[i])
            i += 1
    return tuple(found)
