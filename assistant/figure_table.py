"""What is asked of a report's figures again and again and never changes, as arrays: made once for each report. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from assistant import word_cues
from index_store.catalogue import Contents
from index_store.language.flat import flat
from index_store.language.numbers import unit_class
from index_store.language.terms import terms
from index_store.language.text import fold
from index_store.records import Figure, Role, Span
from index_store.term_index import Mask, TermIndex

Phrase = tuple[str, ...]  # folded terms
Flags = NDArray[np.bool_]  # (figures,)
Groups = NDArray[np.integer[Any]]  # (figures,)

ROLES: Final[tuple[Role, ...]] = (
    "level", "plan", "pct_plan", "earlier", "change", "pct_change", "pct_of_earlier", "target", "part",
)  # fmt: skip
SPANS: Final[tuple[Span, ...]] = ("trong_ky", "luy_ke", "khong_ro")
# The report's own time; the whole year ahead; a month, a quarter, some months.
STRETCHES: Final = ("", "year", "part")
LEVELS: Final = frozenset({"level", "part", "target"})
_TOLD_BEFORE: Final = 60  # letters before a figure in which its time is told
_BEGINNING: Final = 20  # letters of a figure's words in which BASE is told


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The figures of a report, in the order of `Contents.figures`; flags are (figures,), masks (texts,)."""

    passages: Groups  # the number of each figure's passage
    units: tuple[str, ...]  # each once
    classes: tuple[str, ...]  # of the units: "area"
    unit_of: Groups  # places in `units`
    roles: Groups  # places in ROLES
    spans: Groups  # places in SPANS
    counted: Groups  # the same number for figures of one sentence and unit
    in_table: Flags
    in_note: Flags
    estimated: Flags
    levels: Flags  # what is reached or aimed at, no change and no share
    base: Flags  # of a share: "trên tổng số 13 xã"
    elsewhere: Flags  # of the whole province or country
    stretches: Groups  # of another time than the report's: places in STRETCHES
    faults: Mask  # texts of what is wrong
    added: Mask  # texts of what came new

    def of_unit(self, values: list[Any]) -> NDArray[Any]:
        """(figures, …): each figure's value; values: one for each of `units`."""
        return np.array(values)[self.unit_of]


def figure_table(contents: Contents) -> FigureTable:
    """Kept with the report as long as the store holds it in memory."""
    table: FigureTable = contents.kept_once(_figure_table)
    return table


def _figure_table(contents: Contents) -> FigureTable:
    figures, index = contents.figures, contents.terms
    units = {unit: n for n, unit in enumerate(dict.fromkeys(f.unit for f in figures))}
    notes = {p.id for p in contents.passages if p.kind == "footnote"}
    new = index.with_any(phrases(word_cues.NEW)) & ~index.with_any(phrases(word_cues.NEW_IN_A_NAME))
    return FigureTable(
        passages=index.sentences[index.figure_sentences, 0],
        units=tuple(units),
        classes=tuple(map(unit_class, units)),
        unit_of=_numbers([units[f.unit] for f in figures]),
        roles=_numbers([ROLES.index(f.role) for f in figures]),
        spans=_numbers([SPANS.index(f.span) for f in figures]),
        counted=_by_unit(index, figures),
        in_table=_flags([f.table is not None for f in figures]),
        in_note=_flags([f.passage in notes for f in figures]),
        estimated=_flags([f.status == "uoc" for f in figures]),
        levels=_flags([f.role in LEVELS for f in figures]),
        base=_flags([_is_base(f.indicator[:_BEGINNING]) for f in figures]),
        elsewhere=_flags([_is_elsewhere(f.indicator.partition(Figure.INHERITS)[0]) for f in figures]),
        stretches=_numbers([STRETCHES.index(_stretch(f, contents)) for f in figures]),
        faults=np.logical_or.reduce(
            [index.with_any(phrases(word_cues.FAULTS)), *map(index.with_term, word_cues.NOT)]
        ),
        added=index.with_any(phrases(word_cues.ADDED_WORDS)) | new,
    )


def _numbers(values: list[int]) -> Groups:
    return np.array(values, dtype=np.intp)


def _flags(values: list[bool]) -> Flags:
    return np.array(values, dtype=bool)


def _by_unit(index: TermIndex, figures: tuple[Figure, ...]) -> Groups:
    units = {unit: n for n, unit in enumerate(dict.fromkeys(f.unit.lower() for f in figures))}
    return index.figure_sentences * len(units) + _numbers([units[f.unit.lower()] for f in figures])


def _is_elsewhere(own: str) -> bool:
    return word_cues.ELSEWHERE.search(fold(own)) is not None


def _stretch(figure: Figure, contents: Contents) -> str:
    """Of which time a figure is by the words right before it: "ước cả năm 57", "riêng tháng 6 là 12"."""
    own = contents.report.header.period
    if figure.table is not None or own is None:
        return ""
    before = flat(contents.by_id[figure.passage].text[max(0, figure.start - _TOLD_BEFORE) : figure.start])
    told = word_cues.STRETCH.search(before)
    if told is None:
        return ""
    if told["year"]:
        return "" if own.kind == "nam" else "year"
    if told["months"]:
        return "" if int(told["months"]) == own.end.month - own.start.month + 1 else "part"
    return "" if own.kind in ("quy", "thang") else "part"


def _is_base(beginning: str) -> bool:
    return word_cues.BASE.match(fold(beginning)) is not None


@cache
def phrases(table: tuple[str, ...]) -> tuple[Phrase, ...]:
    """The phrases of a table as terms: ("xay", "moi") of "xay moi"."""
    return tuple(terms(phrase) for phrase in table)
