"""The tables of words beside this module, made ready for looking up: abbreviations, synonyms, related words.

An editor extends the tables; they are put in order here, once: chains are followed to their end, and a phrase
that would be taken for another where no diacritics are typed is left out of the folded tables.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Generic, TypeVar

from index_store.language.spelling import is_syllable
from index_store.language.text import fold, syllables

Words = tuple[str, ...]
_Value = TypeVar("_Value")

_FOLDER = Path(__file__).parent
# Phrases of ordinary reports: what they look like without diacritics stands for nothing else.
_ORDINARY = ("stop_words.txt", "light_words.txt", "count_nouns.txt", "look_alikes.txt")
# A replacement may set two words side by side that are a phrase together: then there is one more pass.
_PASSES = 8


class Table(Generic[_Value]):
    """Phrases and what each stands for. sizes: how long the phrases are that begin with a syllable."""

    def __init__(self, rows: Mapping[Words, _Value]) -> None:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for words in rows:
            found[words[0]].add(len(words))
        self.rows = rows
        self.sizes = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


def lines(name: str) -> Iterator[str]:
    """The rows of a table or a list; comments and empty lines are left out."""
    for line in (_FOLDER / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def pairs(name: str) -> Iterator[tuple[str, str]]:
    """The rows of a table with two columns."""
    for line in lines(name):
        left, right = line.split("\t")
        yield left.strip(), right.strip()


def synonyms() -> Iterator[tuple[str, str]]:
    """(variant, canonical form), one for each variant."""
    for canonical, variants in pairs("synonyms.tsv"):
        for variant in variants.split(";"):
            yield variant.strip(), canonical


def related_groups() -> Iterator[tuple[list[str], list[str]]]:
    """(phrases asked, phrases that may stand for each) of each row of related words; both the same list unless the row
    is read one way. Of a row with sorts, its own phrases with each sort in turn.
    """
    for line in lines("related.tsv"):
        left, arrow, right = re.split(r"(=>|>|$)", line, maxsplit=1)
        whole, others = ([p.strip() for p in part.split(";") if p.strip()] for part in (left, right))
        groups = [[*whole, sort] for sort in others] if arrow == ">" else [whole]
        yield from [(whole, others)] if arrow == "=>" else [(group, group) for group in groups]


@cache
def fingerprint() -> str:
    """8 hexadecimal digits over the tables that decide the terms of a text."""
    digest = hashlib.sha256()
    for name in ("abbreviations.tsv", "synonyms.tsv", "stop_words.txt", "light_words.txt"):
        digest.update((_FOLDER / name).read_bytes())
    return digest.hexdigest()[:8]


def split(phrase: str, folded: bool) -> Words:
    return tuple(syllables(fold(phrase) if folded else phrase))


def rewrite(tokens: Sequence[str], table: Table[Words]) -> tuple[list[str], bool]:
    """One pass from left to right, the longest phrase first; the second value says whether anything changed."""
    sizes, rows = table.sizes, table.rows
    found: list[str] = []
    changed = False
    i, end = 0, len(tokens)
    while i < end:
        token = tokens[i]
        for size in sizes.get(token, ()):
            words = tuple(tokens[i : i + size])
            target = rows.get(words)
            if target is None:
                continue
            if target == words:
                found.extend(words)
            else:
                # "vụ hỏa hoạn" → "vụ cháy", not "vụ vụ cháy"
                shared = next(
                    (n for n in range(len(target) - 1, 0, -1) if tuple(found[-n:]) == target[:n]), 0
                )
                found.extend(target[shared:])
                changed = True
            i += size
            break
        else:
            found.append(token)
            i += 1
    return found, changed


def canonical(tokens: Sequence[str], folded: bool) -> Words:
    """The tokens with every variant replaced; doing it again changes nothing."""
    table = synonym_table(folded)
    for _ in range(_PASSES):
        tokens, changed = rewrite(tokens, table)
        if not changed:
            break
    return tuple(tokens)


def _guarded(rows: Mapping[Words, Words]) -> dict[Words, Words]:
    """The rows, with every canonical form as a row of its own, so that what it holds is left in peace.

    "căn cước" and "thẻ căn cước" stand for "căn cước công dân": that, and "thẻ căn cước công dân", are met whole.
    """
    whole = {target: target for target in rows.values()}
    for words, target in rows.items():
        for size in range(1, len(target)):
            if words[-size:] == target[:size]:
                whole[words + target[size:]] = target
    return whole | dict(rows)


def _settled(rows: Mapping[Words, Words]) -> Table[Words]:
    """Every variant leads to the end of its chain."""
    rows = _guarded(rows)
    for _ in range(_PASSES):
        table = Table(rows)
        ends = {words: rewrite(target, table)[0] for words, target in rows.items()}
        if all(tuple(end) == rows[words] for words, end in ends.items()):
            break
        rows = {words: tuple(end) for words, end in ends.items()}
        rows = _guarded(rows)
    return Table(rows)


@cache
def synonym_table(folded: bool) -> Table[Words]:
    rows = {split(variant, False): split(form, False) for variant, form in synonyms()}
    table = _settled(rows)
    if not folded:
        return table
    mistaken = _mistaken(table)
    bare: dict[Words, Words] = {}
    for words, target in table.rows.items():
        short = _folded(words)
        if words != target and short not in mistaken and short != _folded(target):
            bare[short] = _folded(target)
    return _settled(bare)


def _folded(words: Words) -> Words:
    return tuple(map(fold, words))


def _mistaken(table: Table[Words]) -> frozenset[Words]:
    """The folded phrases that no longer say which of two things is meant: "đạo lạ" and "đạo là".

    A single syllable never says it.
    """
    meanings: defaultdict[Words, set[Words]] = defaultdict(set)
    ordinary = (phrase for name in _ORDINARY for line in lines(name) for phrase in line.split(";"))
    for phrase in chain(vocabulary(), ordinary):
        words = split(phrase, False)
        meanings[_folded(words)].add(tuple(rewrite(words, table)[0]))
    lone = {words for words in meanings if len(words) == 1 and is_syllable(words[0])}
    return frozenset(lone | {words for words, meant in meanings.items() if len(meant) > 1})


def vocabulary() -> Iterable[str]:
    """Every phrase of the tables, with its diacritics: words that reports and questions use."""
    for _, full in pairs("abbreviations.tsv"):
        yield full
    for form, variants in pairs("synonyms.tsv"):
        yield form
        yield from variants.split(";")
    yield from dict.fromkeys(phrase for asked, meant in related_groups() for phrase in (*asked, *meant))


@cache
def related_table(folded: bool) -> Table[tuple[Words, ...]]:
    """Canonical phrase → the canonical phrases that often stand for it; () for one that stands for nothing else."""
    mistaken = _mistaken(synonym_table(False)) if folded else frozenset()
    found: defaultdict[Words, dict[Words, None]] = defaultdict(dict)  # keeps the order of the rows

    def forms(phrases: Sequence[str]) -> dict[Words, None]:
        words = (split(phrase, folded) for phrase in phrases)
        return dict.fromkeys(canonical(w, folded) for w in words if w not in mistaken)

    for asked, meant in related_groups():
        for form in forms(asked):
            found[form] |= {other: None for other in forms(meant) if other != form}
    return Table({words: tuple(others) for words, others in found.items()})
