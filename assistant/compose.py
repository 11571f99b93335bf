"""Evidence in, the sentences of an answer out; every figure stands in a quote or in `computed`. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import AnswerTable, Computed, Kind
from assistant.citations import Citations, number_only
from assistant.clauses import Reader
from assistant.excerpt import COMPARISONS, excerpt
from assistant.many_words import with_unit
from assistant.rank import Evidence
from assistant.understand import Need
from index_store.records import Figure, TableCell
from prompts import sentence


@dataclass(frozen=True, slots=True)
class Composed:
    """The answer's words; what it cites is in the Citations that went along."""

    kind: Kind
    text: str
    table: AnswerTable | None = None
    computed: tuple[Computed, ...] = ()


def cited_words(text: str, n: int) -> str:
    """A report's words as a sentence of the answer, with their mark."""
    return sentence("text_answer", text=text[:1].upper() + text[1:], n=n)


_OWN_MARK = re.compile(r"\[(\d+)\]")


def plain(printed: str) -> str:
    """A report's words without what would be a mark of ours in an answer: "[1]" becomes "(1)", "**" goes."""
    return _OWN_MARK.sub(r"(\1)", printed).replace("**", "")


# In a column's head: "quý II/2021", "KH 2022"; not "31/12/2021", "2021-2025".
_BARE_YEAR = re.compile(r"(?<=[^\W\d])(?<!năm)(?:\s?/\s?|\s)(?=(?:19|20)\d\d(?!\d|\s?[-–]))", re.IGNORECASE)


def _column_words(cell: TableCell) -> str:
    """A column's head, a year in it named as one: "Thực hiện quý II năm 2021" """
    return _BARE_YEAR.sub(" năm ", plain(cell.column))


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
    before = plain(taken.before)
    if any(f is not head and f.start < head.start for f in taken.figures):  # another figure would come first
        clause = plain(found.passage.text[taken.start : taken.end]).strip(" ,;")
        return sentence("headline_first", figure=taken.shown, clause=clause, n=n)
    if taken.base is not None and head.role in COMPARISONS:
        estimate += f" (trên {taken.base.printed})"
        citations.cite(found, taken.base.start, taken.end)
        citations.show(taken.base, n)
    before = before[:1].upper() + before[1:] if before else ""
    return sentence(
        "headline_inside", before=before, figure=taken.shown, after=plain(taken.after) + estimate, n=n
    )


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
    after = f" ({_column_words(cell)})" if head.role not in ("level", "part") else ""
    unit = "" if head.printed.endswith(head.unit) else (head.unit if head.unit == "%" else f" {head.unit}")
    return sentence(
        "headline_inside",
        before=f"{plain(cell.row)}: ",
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


def compose_rows(ranked: Sequence[Evidence], citations: Citations) -> str:
    """Who stands first of a table's rows: those that share the first place, each with its mark."""
    figures = [e.figure for e in ranked if e.figure and e.figure.table]
    highest = figures[0].value_base >= figures[-1].value_base
    first = [e for e in ranked if e.figure and e.figure.value_base == figures[0].value_base]
    marks = []
    for evidence in first:
        assert evidence.figure is not None
        n = citations.cite(evidence, evidence.start, evidence.end)
        citations.show(evidence.figure, n)
        marks.append(str(n))
    return sentence(
        "ranking_first",
        scope=", ".join(plain(e.figure.table.row) for e in first if e.figure and e.figure.table),
        direction=("cùng " if len(first) > 1 else "") + ("cao nhất" if highest else "thấp nhất"),
        figure=with_unit(figures[0]),
        n="][".join(marks),
    )


def compose_standing(found: Evidence, start: int, end: int, citations: Citations) -> str:
    """Where a unit stands among others, as its sentence prints it in [start, end): "xếp thứ 8/11 toàn tỉnh"."""
    assert found.figure is not None
    n = citations.cite(found, found.start, found.end)
    thing = found.figure.indicator.partition(Figure.INHERITS)[0].strip()
    words = f"**{plain(found.passage.text[start:end]).strip()}**"
    return cited_words(f"{plain(thing)}: {words}" if thing else words, n)


def compose_points(found: Sequence[Evidence], citations: Citations) -> str:
    """Points of a list, each on a line of its own with its mark; one alone as a sentence."""
    lines = []
    for evidence in found:
        text = plain(evidence.text).strip(" ;,")
        goes_on = " …" if evidence.passage.text[evidence.end : evidence.end + 1] == ";" else ""
        n = citations.cite(evidence, evidence.start, evidence.end)
        lines.append(cited_words(text + goes_on, n))
    return "\n".join(f"- {line}" for line in lines) if lines[1:] else lines[0]


def compose_text(need: Need, found: Sequence[Evidence], citations: Citations) -> Composed:
    """Sentences as printed, each with its mark; a long one cut to the clauses that answer."""
    reader = Reader(need)
    parts = []
    for evidence in found:
        start, end = reader.cut(evidence.passage, evidence.start, evidence.end)
        n = citations.cite(evidence, start, end)
        parts.append(cited_words(plain(evidence.passage.text[start:end]).strip(" ;,-+•"), n))
    return Composed("list" if need.kind == "list" else "text", " ".join(parts))
