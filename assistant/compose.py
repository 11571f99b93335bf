"""Evidence in, the sentences of an answer out; every figure stands in a quote or in `computed`. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import AnswerTable, Computed, Kind
from assistant.citations import Citations, number_only
from assistant.clauses import Reader
from assistant.excerpt import COMPARISONS, Excerpt, excerpt
from assistant.rank import Evidence
from assistant.understand import Need
from index_store.records import Figure, Report, TableCell
from prompts import sentence


@dataclass(frozen=True, slots=True)
class Composed:
    """The answer's words; what it cites is in the Citations that went along."""

    kind: Kind
    text: str
    table: AnswerTable | None = None
    computed: tuple[Computed, ...] = ()


def scope_name(report: Report, by_period: bool = True) -> str:
    """ "Huyện Đức Trọng, 6 tháng đầu năm 2023": whose figure it is and of when."""
    unit = report.header.unit
    name = unit.full_name[:1].upper() + unit.full_name[1:]
    period = report.header.period
    return f"{name}, {period.label}" if by_period and period else name


def vietnamese(value: Decimal, places: int = 1) -> str:
    """1234.5 → "1.234,5"; at most `places` decimals, no trailing zeros."""
    text = f"{round(value, places):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def figure_words(found: Evidence, figures: Sequence[Figure], citations: Citations) -> str:
    """One sentence around a figure, ending in its citation mark."""
    head = found.figure
    assert head is not None
    if head.table is not None:
        return _row_words(found, head.table, figures, citations)
    taken = excerpt(found, figures)
    n = citations.cite(found, taken.start, taken.end)
    for figure in taken.figures:
        citations.show(figure, n)
    estimate = " (ước thực hiện)" if head.status == "uoc" and "ước" not in found.text.lower() else ""
    before = taken.before
    if any(f is not head and f.start < head.start for f in taken.figures):  # another figure would come first
        clause = found.passage.text[taken.start : taken.end].strip(" ,;")
        return sentence("headline_first", figure=taken.shown, clause=clause, n=n)
    if taken.base is not None and head.role in COMPARISONS:
        estimate += f" (trên {taken.base.printed})"
        citations.cite(found, taken.base.start, taken.end)
        citations.show(taken.base, n)
    before = before[:1].upper() + before[1:] if before else ""
    return sentence("headline_inside", before=before, figure=taken.shown, after=taken.after + estimate, n=n)


_ROW_ROLES = {
    "pct_plan": "đạt {} kế hoạch",
    "pct_of_earlier": "bằng {} cùng kỳ",
    "pct_change": "so cùng kỳ {}",
}


def _row_words(found: Evidence, cell: TableCell, figures: Sequence[Figure], citations: Citations) -> str:
    head = found.figure
    assert head is not None
    n = citations.cite(found, found.start, found.end)
    citations.show(head, n)
    parts = []
    if head.role == "level":
        for figure in figures:
            if figure.role in _ROW_ROLES:
                percent = number_only(figure) + ("%" if not figure.printed.endswith("%") else "")
                parts.append(_ROW_ROLES[figure.role].format(percent))
                citations.show(figure, n)
    after = f" ({cell.column})" if head.role != "level" else ""
    unit = "" if head.printed.endswith(head.unit) else (head.unit if head.unit == "%" else f" {head.unit}")
    return sentence(
        "headline_inside",
        before=f"{cell.row}: ",
        figure=f"{head.printed}{unit}",
        after=after + "".join(f", {part}" for part in parts),
        n=n,
    )


def compose_figures(
    found: Sequence[Evidence], figures: Mapping[str, Sequence[Figure]], citations: Citations
) -> Composed:
    """The figures asked for in one report, the headline first; slots that one excerpt covers share it."""
    sentences: list[str] = []
    covered: set[tuple[str, int]] = set()
    for evidence in found:
        assert evidence.figure is not None
        if (evidence.passage.id, evidence.figure.start) in covered:
            continue
        own = figures.get(evidence.passage.id, ())
        sentences.append(figure_words(evidence, own, citations))
        if evidence.figure.table is None:
            taken = excerpt(evidence, own)
            covered |= {(evidence.passage.id, f.start) for f in taken.figures}
        covered.add((evidence.passage.id, evidence.figure.start))
    return Composed("figure", " ".join(sentences))


def compose_text(need: Need, found: Sequence[Evidence], citations: Citations) -> Composed:
    """Sentences as printed, each with its mark; a long one cut to the clauses that answer."""
    reader = Reader(need)
    parts = []
    for evidence in found:
        start, end = reader.cut(evidence.passage, evidence.start, evidence.end)
        n = citations.cite(evidence, start, end)
        text = evidence.passage.text[start:end].strip(" ;,-+•")
        parts.append(sentence("text_answer", text=text[:1].upper() + text[1:], n=n))
    return Composed("list" if need.kind == "list" else "text", " ".join(parts))


@dataclass(frozen=True, slots=True)
class Cell:
    """One report's figure in a comparison, ranking, series or table over units."""

    report: Report
    evidence: Evidence

    @property
    def figure(self) -> Figure:
        assert self.evidence.figure is not None
        return self.evidence.figure


def compose_many(
    need: Need, cells: Sequence[Cell], figures: Mapping[str, Sequence[Figure]], citations: Citations
) -> Composed:
    """The same figure of several reports: side by side, ranked, or as a series; with a table."""
    shape = need.shape
    ordered = list(cells)
    one_unit = len({c.report.header.unit for c in ordered}) == 1
    if shape == "ranking":
        ordered.sort(key=lambda c: c.figure.value_base, reverse=need.highest)
    elif shape == "series":
        ordered.sort(key=lambda c: c.report.header.period.end.toordinal() if c.report.header.period else 0)
    elif one_unit:  # a comparison over time: the newer against the older
        ordered.sort(key=lambda c: -c.report.header.period.end.toordinal() if c.report.header.period else 0)
    one_period = len({c.report.header.period for c in ordered}) == 1
    rows, parts = [], []
    shown = ordered[: max(need.count, 1)] if shape == "ranking" else ordered
    for cell in ordered:
        name = _name(cell.report, one_unit, one_period)
        n = citations.cite(cell.evidence, *_figure_span(cell, figures))
        rows.append((name, _with_unit(cell.figure), f"[{n}]"))
        if cell in shown:
            citations.show(cell.figure, n)
            parts.append(
                sentence("comparison_item", scope=name, figure=_with_unit(cell.figure), rest="", n=n)
            )
    computed = _difference(ordered) if shape == "comparison" and len(ordered) == 2 else ()
    text = "; ".join(parts) + "."
    if computed:
        percent = f" ({computed[1].printed}%)" if len(computed) > 1 else ""
        unit = f" {computed[0].unit}".rstrip()
        text += " " + sentence("difference", change=computed[0].printed + unit, percent=percent)
    kind: Kind = "ranking" if shape == "ranking" else "series" if shape == "series" else "comparison"
    columns = ("Kỳ báo cáo" if one_unit else "Đơn vị", "Số liệu", "Nguồn")
    return Composed(kind, text, AnswerTable(columns, tuple(rows)), computed)


def _name(report: Report, one_unit: bool, one_period: bool) -> str:
    if one_unit and not one_period and report.header.period:
        return report.header.period.label[:1].upper() + report.header.period.label[1:]
    unit = report.header.unit
    name = scope_name(report, by_period=not one_period)
    return f"{name} ({unit.province})" if unit.province and not one_unit else name


def _with_unit(figure: Figure) -> str:
    if figure.unit and not figure.printed.endswith(figure.unit):
        return f"{figure.printed}{'' if figure.unit == '%' else ' '}{figure.unit}"
    return figure.printed


def _figure_span(cell: Cell, figures: Mapping[str, Sequence[Figure]]) -> tuple[int, int]:
    if cell.figure.table is not None:
        return cell.evidence.start, cell.evidence.end
    taken: Excerpt = excerpt(cell.evidence, figures.get(cell.evidence.passage.id, ()))
    return taken.start, taken.end


def _difference(cells: Sequence[Cell]) -> tuple[Computed, ...]:
    """Difference and percentage of two figures in the same unit; () where they cannot be compared."""
    first, second = cells[0].figure, cells[1].figure
    if first.unit != second.unit:
        return ()
    inputs = (f"{first.value:f}", f"{second.value:f}")
    change = first.value - second.value
    places = max(-int(v.as_tuple().exponent) for v in (first.value, second.value))
    unit = "điểm phần trăm" if first.unit == "%" else first.unit
    found = [Computed(vietnamese(abs(change), max(places, 0)), unit, "difference", inputs)]
    if second.value and first.unit != "%":
        percent = vietnamese(abs(change / second.value * 100), 1)
        found.append(Computed(percent, "%", "percent_change", inputs))
    return tuple(found)
