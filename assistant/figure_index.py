"""All figures of the store, ready to be filtered and sorted: arrays for each report, made once for each publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from index_store.catalogue import Contents
from index_store.errors import UnknownReportError
from index_store.language.terms import light_words, terms
from index_store.language.text import fold, has_diacritics
from index_store.records import DOUBTFUL, Figure, Report, Role, Status
from index_store.store import Store
from index_store.term_index import ZONES

Ints = NDArray[np.int64]
Order = Literal["report", "section", "highest", "lowest"]

# Where a word may stand to be found; not in a heading, or every figure of its section would be found.
_SEARCHED: Final = [n for n, zone in enumerate(ZONES) if zone != "heading"]
_OWN: Final = [ZONES.index("own")]


@dataclass(frozen=True, slots=True)
class Line:
    """What a list shows of a figure. shown: with its unit; section: the heading that it stands under."""

    indicator: str
    shown: str
    role: Role
    status: Status
    section: str
    page: int
    footnote: int | None
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """Which figures, "" for any, and in which order. find: words in any order, diacritics or not."""

    find: str = ""
    section: str = ""
    role: str = ""
    status: str = ""
    order: Order = "report"


_USUAL: Final = Filter(find="số liệu")  # a search that loads all that a search needs


class ReportFigures:
    """The figures of one report, in reading order, and which words each can be found by."""

    def __init__(self, contents: Contents, codes: dict[str, int]) -> None:
        """codes: each word's number, shared by all reports; grows."""
        self.report: Report = contents.report
        self.lines = [line_of(contents, number) for number in range(len(contents.figures))]
        self.sections = Counter(line.section for line in self.lines if line.section)
        self.values = np.array([float(f.value_base) for f in contents.figures], dtype=np.float64)
        self._marks = {
            name: np.array([code(codes, name, getattr(line, name)) for line in self.lines], dtype=np.int32)
            for name in ("section", "role", "status")
        }
        self._words = _words(contents, codes, _SEARCHED)
        self._own = _words(contents, codes, _OWN)

    def matching(self, words: Sequence[int], marks: Sequence[tuple[str, int]]) -> Ints:
        """Which figures have all these words and marks, in reading order."""
        fits = self._with(self._words, words)
        for name, mark in marks:
            fits &= self._marks[name] == mark
        return np.flatnonzero(fits)

    def named(self, words: Sequence[int]) -> NDArray[np.bool_]:
        """(figures,): whose own words all these are."""
        return self._with(self._own, words)

    def _with(
        self, index: tuple[NDArray[np.int32], NDArray[np.int32]], words: Sequence[int]
    ) -> NDArray[np.bool_]:
        of, owners = index
        fits = np.ones(len(self.lines), dtype=bool)
        for word in words:
            low, high = np.searchsorted(of, (word, word + 1))
            has = np.zeros(len(self.lines), dtype=bool)
            has[owners[low:high]] = True
            fits &= has
        return fits

    @property
    def headings(self) -> NDArray[np.int32]:
        """(figures,): the number of the heading that each stands under."""
        return self._marks["section"]


def _words(
    contents: Contents, codes: dict[str, int], zones: Sequence[int]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Words, sorted, each with a figure that has it in one of these zones."""
    index, count = contents.terms, len(contents.figures)
    numbers = np.array([code(codes, "find", word) for word in index.folded], dtype=np.int64)
    texts = index.figures[:, zones].reshape(-1) if count else np.zeros(0, dtype=np.int32)
    lengths = (index.starts[texts + 1] - index.starts[texts]).astype(np.int64)
    within = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    tokens = index.tokens[np.repeat(index.starts[texts], lengths) + within]
    owners = np.repeat(np.repeat(np.arange(count), len(zones)), lengths)
    size = max(count, 1)
    pairs = np.unique((numbers[tokens] if len(tokens) else owners) * size + owners)
    return (pairs // size).astype(np.int32), (pairs % size).astype(np.int32)


def code(codes: dict[str, int], name: str, word: str) -> int:
    """The number of a word in one column."""
    return codes.setdefault(f"{name} {word}", len(codes))


@dataclass(frozen=True, slots=True)
class Selection:
    """The figures that fit, in order: of the nth, its report's place in `reports` and its number in that report."""

    reports: tuple[ReportFigures, ...]
    of_report: Ints
    numbers: Ints

    def __len__(self) -> int:
        return len(self.numbers)

    def page(self, start: int, stop: int) -> list[tuple[ReportFigures, int]]:
        """Those from `start` up to `stop`."""
        spots = zip(self.of_report[start:stop].tolist(), self.numbers[start:stop].tolist(), strict=True)
        return [(self.reports[report], number) for report, number in spots]


class FigureIndex:
    """Thread-safe; what it has made of a report stays until the report is published anew."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._made: dict[tuple[str, int], ReportFigures] = {}
        self._codes: dict[str, int] = {}
        self._lock = Lock()

    def warm_up(self) -> None:
        """Make it in the background, so that whoever looks at the figures first does not wait."""
        Thread(target=lambda: self.select(self.store.reports(), _USUAL), name="figures", daemon=True).start()

    def of(self, reports: Sequence[Report]) -> tuple[ReportFigures, ...]:
        """The figures of these reports; those of removed ones are forgotten, one removed meanwhile is left out."""
        held = {(r.id, r.sequence) for r in self.store.reports(all_versions=True)}
        with self._lock:
            for key in self._made.keys() - held:
                del self._made[key]
        return tuple(figures for report in reports if (figures := self._figures_of(report)))

    def _figures_of(self, report: Report) -> ReportFigures | None:
        """None where it is not held any more. The lock is held for one report at a time: whoever wants a few does not
        wait for all."""
        key = (report.id, report.sequence)
        made = self._made.get(key)
        if made is None:
            try:
                contents = self.store.contents(report.id)
            except UnknownReportError:
                return None
            with self._lock:
                made = self._made.setdefault(key, ReportFigures(contents, self._codes))
        return made

    def select(self, reports: Sequence[Report], wanted: Filter) -> Selection:
        """The figures of these reports that fit; in order "report" those first whose own words are looked for."""
        found = self.of(reports)
        all_words, words = self._sought(wanted.find)
        asked = {"section": wanted.section, "role": wanted.role, "status": wanted.status}
        marks = [(name, self._codes.get(f"{name} {word}", -1)) for name, word in asked.items() if word]
        kept = [figures.matching(words, marks) for figures in found]
        numbers = np.concatenate([np.zeros(0, dtype=np.int64), *kept])
        of_report = np.repeat(np.arange(len(kept)), [len(k) for k in kept]).astype(np.int64)
        if wanted.order in ("highest", "lowest") and len(numbers):
            values = np.concatenate([f.values[k] for f, k in zip(found, kept, strict=True)])
            order = np.argsort(-values if wanted.order == "highest" else values, kind="stable")
            numbers, of_report = numbers[order], of_report[order]
        elif wanted.order == "section" and len(numbers):
            headings = np.concatenate([f.headings[k] for f, k in zip(found, kept, strict=True)])
            distinct, places = np.unique(headings, return_inverse=True)
            names = {name for f in found for name in ("", *f.sections)}
            heading = {self._codes.get(f"section {name}", -1): fold(name) for name in names}
            by_name = sorted(range(len(distinct)), key=lambda n: heading[int(distinct[n])])
            ranks = np.empty(len(distinct), dtype=np.int64)
            ranks[by_name] = np.arange(len(distinct))
            order = np.argsort(ranks[places], kind="stable")
            numbers, of_report = numbers[order], of_report[order]
        elif words and len(numbers):
            named = [
                f.named(words)[k].astype(int) + f.named(all_words)[k]
                for f, k in zip(found, kept, strict=True)
            ]
            order = np.argsort(-np.concatenate(named), kind="stable")
            numbers, of_report = numbers[order], of_report[order]
        return Selection(found, of_report, numbers)

    def _sought(self, find: str) -> tuple[list[int], list[int]]:
        """The codes of all words, and of those that a figure must have: not "tỷ lệ", which few reports print."""
        tokens = list(dict.fromkeys(terms(find)))
        light = light_words(tokens, folded=not has_diacritics(find))
        codes = [self._codes.get(f"find {fold(token)}", -1) for token in tokens]
        telling = [number for number, is_light in zip(codes, light, strict=True) if not is_light]
        return codes, telling or codes


def line_of(contents: Contents, number: int) -> Line:
    """What a list shows of a report's nth figure."""
    figure = contents.figures[number]
    passage = contents.passages[contents.terms.sentences[contents.terms.figure_sentences[number], 0]]
    cell = figure.table
    zones = [zone.strip() for zone in figure.indicator.split(Figure.INHERITS)]
    named = f"{cell.row}, {cell.column}" if cell and cell.column else cell.row if cell else ""
    indicator = named or next((zone for zone in zones if zone), "")
    bare = not figure.unit or figure.printed.endswith(figure.unit)
    shown = figure.printed if bare else f"{figure.printed}{'' if figure.unit == '%' else ' '}{figure.unit}"
    return Line(
        indicator=indicator[:1].upper() + indicator[1:],
        shown=shown,
        role=figure.role,
        status=figure.status,
        section=passage.section_heading,
        page=passage.page,
        footnote=passage.footnote,
        doubtful=figure.confidence < DOUBTFUL,
    )
