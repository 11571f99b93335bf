"""The words that a text is about: abbreviations spelled out and synonyms made one, on both sides.

A question says "TNGT", "hỏa hoạn", "công ty", a report "tai nạn giao thông", "vụ cháy", "doanh nghiệp": both
become the report's words here before they are compared. The tables beside this module are lists that an editor
can extend.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
_HIDDEN = frozenset({"gia", "chi", "con", "lam", "ban", "ha", "ty", "quy", "do", "bi", "thu"})


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


def is_abbreviation(word: str) -> bool:
    """Whether the table of abbreviations has the word, in any case."""
    return "".join(syllables(word)) in _abbreviations()


def vocabulary() -> Iterable[str]:
    """Every phrase of the tables, with its diacritics: words that reports and questions use."""
    for _, full in _rows("abbreviations.tsv"):
        yield full
    for canonical, variants in _rows("synonyms.tsv"):
        yield canonical
        yield from variants.split(";")


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
def _listed(name: str, folded: bool) -> dict[str, list[tuple[str, ...]]]:
    """The phrases of a word list by their first syllable, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for line in (_FOLDER / name).read_text("utf-8").splitlines():
        for phrase in line.split(";") if not line.startswith("#") else ():
            words = tuple(syllables(fold(phrase) if folded else phrase))
            if words and not (folded and len(words) == 1 and words[0] in _HIDDEN):
                table.setdefault(words[0], []).append(words)
    for phrases in table.values():
        phrases.sort(key=len, reverse=True)
    return table


def _marked_by(name: str, tokens: Sequence[str], folded: bool) -> list[bool]:
    """Which tokens belong to a phrase of the list."""
    table = _listed(name, folded)
    found = [False] * len(tokens)
    i = 0
    while i < len(tokens):
        size = next((len(p) for p in table.get(tokens[i], ()) if tuple(tokens[i : i + len(p)]) == p), 0)
        found[i : i + size] = [True] * size
        i += size or 1
    return found


def stop_words(tokens: Sequence[str], *, folded: bool) -> list[bool]:
    """Which tokens say nothing of what is asked; folded: the tokens carry no diacritics."""
    return _marked_by("stop_words.txt", tokens, folded)


def light_words(tokens: Sequence[str], *, folded: bool) -> list[bool]:
    """Which tokens name only a measure or a level: "tỷ lệ", "số lượng", "thị trấn"."""
    return _marked_by("light_words.txt", tokens, folded)


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


def related(tokens: Sequence[str], *, folded: bool) -> list[tuple[int, int, tuple[tuple[str, ...], ...]]]:
    return []
