"""When two files are one report, and when one report is a new version of another. Pure."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index_store.language.text import fold, same_name, syllables
from index_store.records import Header, Passage, Table

WORDS = 8  # of a shingle
SAME_TEXT = 0.9  # share of the smaller one's shingles that stand in the other
SAME_NUMBERS = 0.98
LEAST_PROSE = 60  # words outside tables that a report has at least
# Which file of a report is read.
FORMAT_ORDER = {"docx": 0, "xlsx": 1, "doc": 1, "odt": 1, "rtf": 1, "pdf": 2, "txt": 3}


def shingles(passages: Sequence[Passage]) -> NDArray[np.uint32]:
    """Hashes of the text's 8-word runs, then those of its numbers; tables are left out (each form cuts them anew),
    but of an appendix by itself, which has little else.

    The first value is how many of the hashes are runs.
    """
    prose = _prose(passages)
    words = prose if len(prose) >= LEAST_PROSE else [*prose, *_words(p for p in passages if p.kind == "row")]
    runs = {
        zlib.crc32(" ".join(words[i : i + WORDS]).encode()) for i in range(max(len(words) - WORDS + 1, 0))
    }
    numbers = Counter(w for w in words if w[0].isdigit() and (len(w) > 2))
    marks = [zlib.crc32(f"{w}#{n}".encode()) for w, times in numbers.items() for n in range(times)]
    return np.array([len(runs), *sorted(runs), *sorted(marks)], dtype=np.uint32)


def _words(passages: Iterable[Passage]) -> list[str]:
    return [w for p in passages for w in syllables(fold(p.text))]


def _prose(passages: Sequence[Passage]) -> list[str]:
    return _words(p for p in passages if p.kind in ("paragraph", "footnote"))


def appendix_titles(passages: Sequence[Passage], tables: Sequence[Table]) -> frozenset[str]:
    """The tables' titles, folded, of an appendix that is a file by itself; none of a report.

    Appendices of one report come as several files: neither another appendix nor the report itself is replaced by one,
    only an earlier file of the same appendix.
    """
    if len(_prose(passages)) >= LEAST_PROSE:
        return frozenset()
    return frozenset(fold(table.title) for table in tables)


def same_kind(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether both are reports, or both hold an appendix of one title."""
    return bool(first & second) or not (first or second)


def _shared(first: NDArray[np.uint32], second: NDArray[np.uint32]) -> float:
    if not len(first) or not len(second):
        return 1.0 if len(first) == len(second) else 0.0
    return len(np.intersect1d(first, second)) / min(len(first), len(second))


def same_text(first: NDArray[np.uint32], second: NDArray[np.uint32]) -> bool:
    """True when both texts and both sets of numbers agree: two extractions of one report."""
    if not len(first) or not len(second):
        return False
    a, b = int(first[0]) + 1, int(second[0]) + 1
    return _shared(first[1:a], second[1:b]) >= SAME_TEXT and _shared(first[a:], second[b:]) >= SAME_NUMBERS


def plain_number(number: str) -> str:
    """ "215-BC/UBND" and "215/BC-UBND" alike."""
    return re.sub(r"\W", "", number).upper()


def same_place(first: Header, second: Header) -> bool:
    """Same unit, issuer and period, as far as both state them; never where neither says unit or period, nor for an
    appendix and its report, or the appendices of two reports.
    """
    a, b = first.unit, second.unit
    if plain_number(first.attached_to) != plain_number(second.attached_to):
        return False
    if not a.name and first.period is None:
        return False
    if not same_name(a.name, b.name) or a.level != b.level or first.period != second.period:
        return False
    if a.province and b.province and not same_name(a.province, b.province):
        return False
    if first.issuer and second.issuer:
        return fold(first.issuer) == fold(second.issuer)
    offices = [_office(header.number) for header in (first, second)]
    return not all(offices) or offices[0] == offices[1]


def _office(number: str) -> str:
    """Who numbered a paper: "409/BC-CCTK" gives "CCTK", "362-BC/HU" "HU"; "" where the number does not say."""
    parts = re.split(r"[-/]", number.upper())
    return parts[-1] if len(parts) > 2 else ""


def same_number(first: Header, second: Header) -> bool:
    """False only when both print a number or a date and they differ."""
    numbers = not (first.number and second.number) or first.number == second.number
    dates = not (first.date and second.date) or first.date == second.date
    return numbers and dates


def report_id(header: Header, sha256: str) -> str:
    """ "huyen-duc-trong.huyen-uy.2023-6-thang.1a2b3c": readable, ASCII, unique."""
    unit, period = header.unit, header.period
    parts = [
        f"{unit.level} {unit.name}",
        header.issuer or "khong ro",
        f"{period.year} {period.kind} {period.end.month}" if period else "khong ro ky",
    ]
    slugs = [re.sub(r"[^a-z0-9]+", "-", fold(p)).strip("-") for p in parts]
    return ".".join(slugs) + "." + hashlib.sha256(sha256.encode()).hexdigest()[:6]
