"""Is an answer right, and does it prove what it says? One answer's marks, and many answers' summary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from math import ceil
from pathlib import Path
from statistics import median
from typing import Any

from eval.cases import Case, Item
from eval.intervals import Share, quantile, share
from eval.reading import begins_with, figures, has_number, holds, is_figure, number
from index_store.language.text import syllables

Answer = Mapping[str, Any]  # the JSON of `tracuu ask`
_SCALES = tuple(Decimal(10) ** k for k in (-9, -6, -3, 0, 3, 6, 9))  # đồng, nghìn, triệu, tỷ


@dataclass(frozen=True, slots=True)
class Marks:
    """What one answer gets; None where a measure does not apply."""

    right: bool  # every expected item is in the answer; for a question without answer: refused
    answerable: bool
    refused: bool
    first: bool | None = None  # the first figure is an expected one
    found_1: bool | None = None  # the first passage found is of the right report and holds the value
    found_5: bool | None = None  # one of the first five is
    cited: bool | None = None  # a citation of the right report quotes the value
    footnote: bool | None = None  # such a citation names the right footnote
    figures: int = 0  # that the answer states of its own accord
    unsupported: int = 0  # of these, in no quote and not computed from quotes
    words: int | None = None
    ms: float | None = None


def judge(case: Case, answer: Answer) -> Marks:
    """The marks of one answer."""
    text, refused = str(answer.get("answer") or ""), bool(answer.get("refused"))
    if not case.answerable:
        right = refused
    else:
        right = not refused and bool(case.expect) and all(has_item(text, item) for item in case.expect)
    stated, unsupported = (0, 0) if refused else _unsupported(case, answer, text)
    return Marks(
        right=right,
        answerable=case.answerable,
        refused=refused,
        first=_first(case, text, refused, right),
        found_1=_found(case, answer, 1),
        found_5=_found(case, answer, 5),
        cited=_cited(case, answer, refused),
        footnote=_footnote(case, answer, refused),
        figures=stated,
        unsupported=unsupported,
        words=None if refused or not text else len(text.split()),
        ms=answer.get("ms"),
    )


def has_item(text: str, item: Item) -> bool:
    """Whether the text holds an expected item in one of its ways."""
    return any(holds(text, way) for way in item)


def _first(case: Case, text: str, refused: bool, right: bool) -> bool | None:
    wanted = [way for item in case.expect for way in item if is_figure(way)]
    if not case.answerable or not wanted:
        return None
    return not refused and (any(begins_with(text, way) for way in wanted) or (right and not figures(text)))


def values_of(case: Case) -> list[Item]:
    """The expected items that are figures; all items when none is."""
    return [item for item in case.expect if any(map(has_number, item))] or list(case.expect)


def of_case(case: Case, row: Mapping[str, Any]) -> bool:
    """Whether a citation or passage is of a report that the question is about."""
    return not case.reports or Path(str(row.get("report_file") or "")).stem in case.reports


def _found(case: Case, answer: Answer, k: int) -> bool | None:
    """k passages for each report that the question is about."""
    passages = answer.get("passages")
    if not case.answerable or passages is None:
        return None
    each = len(values_of(case)) if case.category == "compare" else 1
    top = [str(p.get("text") or "") for p in passages[: k * each] if of_case(case, p)]
    if case.reports:
        return all(any(has_item(text, item) for text in top) for item in values_of(case))
    return any(
        all(has_item(text, item) for item in case.expect) or any(holds_half(text, e) for e in case.evidence)
        for text in top
    )


def _cited(case: Case, answer: Answer, refused: bool) -> bool | None:
    if not case.answerable or refused:
        return None
    quotes = [str(c.get("quote") or "") for c in answer.get("citations") or [] if of_case(case, c)]
    if all(any(has_item(quote, item) for quote in quotes) for item in values_of(case)):
        return True
    return not case.reports and any(holds_half(quote, e) for quote in quotes for e in case.evidence)


def _footnote(case: Case, answer: Answer, refused: bool) -> bool | None:
    if not case.answerable or refused or case.footnote is None:
        return None
    cited = [c.get("footnote") for c in answer.get("citations") or [] if of_case(case, c)]
    return case.footnote in cited


def holds_half(text: str, sentence: str) -> bool:
    """A run of at least half of the sentence's words stands in the text."""
    words, held = syllables(sentence), f" {' '.join(syllables(text))} "
    n = ceil(len(words) / 2)
    return n > 0 and any(f" {' '.join(words[at : at + n])} " in held for at in range(len(words) - n + 1))


def _unsupported(case: Case, answer: Answer, text: str) -> tuple[int, int]:
    """How many figures the answer states beyond the question's own and computed ones, and how many no quote holds."""
    quotes = (str(c.get("quote") or "") for c in answer.get("citations") or [])
    quoted = {value for quote in quotes for value in figures(quote, only_figures=False)}
    known = set(figures(case.question, only_figures=False))
    for computed in answer.get("computed") or []:
        value = recomputed(computed, quoted)
        if value is not None:
            known.add(value)
    stated = [value for value in figures(text) if value not in known]
    return len(stated), sum(value not in quoted for value in stated)


_FORMULAS: dict[str, Callable[[Sequence[Decimal]], Iterable[Decimal]]] = {
    "difference": lambda x: [x[0] - x[1]],
    "percent_change": lambda x: [(x[0] - x[1]) / x[1] * 100],
    "share": lambda x: [x[0] / x[1] * 100],
    "sum": lambda x: [sum(x, Decimal(0))],
    "rounding": lambda x: [x[0] * scale for scale in _SCALES],
    "count": lambda x: [Decimal(len(x))],
}


def recomputed(computed: Mapping[str, Any], quoted: set[Decimal]) -> Decimal | None:
    """The printed value, when quoted inputs give it to its last digit; else None."""
    printed = number(str(computed.get("printed")).lstrip("+-−"))
    formula = _FORMULAS.get(str(computed.get("formula")))
    try:
        inputs = [Decimal(str(value)) for value in computed.get("inputs") or []]
        if printed is None or formula is None or not inputs or not all(abs(x) in quoted for x in inputs):
            return None
        half_digit = Decimal(1).scaleb(int(printed.as_tuple().exponent)) / 2
        return printed if any(abs(abs(x) - printed) <= half_digit for x in formula(inputs)) else None
    except (InvalidOperation, ZeroDivisionError, IndexError):
        return None


@dataclass(frozen=True, slots=True)
class Summary:
    """Many answers' marks. Shares carry their interval; refusals are counted against all refusals and all due ones."""

    n: int
    right: Share | None
    right_answerable: Share | None
    first: Share | None
    found_1: Share | None
    found_5: Share | None
    cited: Share | None
    footnote: Share | None
    refusal_precision: Share | None
    refusal_recall: Share | None
    figures: int
    unsupported: int
    words_median: float | None
    p50_ms: float | None
    p95_ms: float | None

    def as_json(self) -> dict[str, Any]:
        """A share is {"value", "low", "high", "hits", "n"}."""
        found = asdict(self)
        return {k: v._asdict() if isinstance(v := getattr(self, k), Share) else found[k] for k in found}


def summarise(marks: Sequence[Marks]) -> Summary:
    def over(name: str) -> Share | None:
        return share([value for m in marks if (value := getattr(m, name)) is not None])

    words = [m.words for m in marks if m.words is not None]
    times = [m.ms for m in marks if m.ms is not None]
    return Summary(
        n=len(marks),
        right=over("right"),
        right_answerable=share([m.right for m in marks if m.answerable]),
        first=over("first"),
        found_1=over("found_1"),
        found_5=over("found_5"),
        cited=over("cited"),
        footnote=over("footnote"),
        refusal_precision=share([not m.answerable for m in marks if m.refused]),
        refusal_recall=share([m.refused for m in marks if not m.answerable]),
        figures=sum(m.figures for m in marks),
        unsupported=sum(m.unsupported for m in marks),
        words_median=median(words) if words else None,
        p50_ms=quantile(times, 0.5),
        p95_ms=quantile(times, 0.95),
    )
