"""The figures of several reports in words and as a table: side by side, ranked, or through time. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import AnswerTable, Computed
from assistant.cells import Cell
from assistant.citations import Citations
from assistant.compose import Composed
from assistant.compose_ranking import compose_ranking
from assistant.differences import share, total
from assistant.many_words import (
    BY_PERIOD,
    SHOWN,
    Figures,
    apart,
    apart_words,
    cite,
    end_of,
    inside,
    item_words,
    names_of,
    period_name,
    same_stretch,
    signed,
    told_apart_by,
    with_unit,
)
from assistant.understand import Need
from index_store.records import Report
from prompts import sentence


def compose_many(need: Need, cells: Sequence[Cell], figures: Figures, citations: Citations) -> Composed:
    """The same figure of several reports. cells: in the order of the question, each unit and period once."""
    if need.shape == "ranking":
        return compose_ranking(need, cells, figures, citations)
    if need.shape == "series" and len({c.report.header.unit for c in cells}) == 1:
        return _series(cells, figures, citations)
    return _comparison(need, cells, figures, citations)


def _comparison(need: Need, cells: Sequence[Cell], figures: Figures, citations: Citations) -> Composed:
    names = names_of([c.report for c in cells])
    marks = [cite(cell, figures, citations) for cell in cells]
    sides = list(zip(names, cells, marks, strict=True))
    items = [item_words(*side, citations) for side in sides[:SHOWN]]
    text = "; ".join([items[0], *map(inside, items[1:])])
    rows = [
        (name, with_unit(cell.figure), *signed(cell.figure, None if i == 0 else cells[0].figure), f"[{n}]")
        for i, (name, cell, n) in enumerate(sides)
    ]
    computed: list[Computed] = []
    if len(cells) > SHOWN:
        text += "; " + sentence("others_in_table")
    text += "."
    if need.shape == "comparison" and len(cells) > 1:
        said, computed = _said_of(need, cells, names)
        text = f"{said} {text}" if need.operation == "sum" else f"{text} {said}".rstrip()
    told_by = told_apart_by([c.report for c in cells])
    columns = (told_by, "Số liệu", f"So với {inside(names[0])}", "%", "Nguồn")
    return Composed("comparison", text, _table(columns, rows), tuple(computed))


def compose_one_side(
    cell: Cell, reports: Sequence[Report], figures: Figures, citations: Citations
) -> Composed:
    """A comparison of which one report alone has the figure: that figure, and who lacks it."""
    names = names_of(reports)
    n = cite(cell, figures, citations)
    parts: list[str] = []
    rows: list[tuple[str, ...]] = []
    for name, report in zip(names, reports, strict=True):
        if report.id == cell.report.id:
            parts.insert(0, item_words(name, cell, n, citations))
            rows.append((name, with_unit(cell.figure), f"[{n}]"))
        else:
            parts.append(sentence("missing_side", scope=inside(name)))
            rows.append((name, "không nêu", ""))
    table = AnswerTable(("Đơn vị, kỳ", "Số liệu", "Nguồn"), tuple(rows))
    return Composed("comparison", "; ".join(parts[: SHOWN + 1]) + ".", table)


def _said_of(need: Need, cells: Sequence[Cell], names: Sequence[str]) -> tuple[str, list[Computed]]:
    """What is reckoned from the figures of a comparison, as a sentence, and its proof."""
    figures = [cell.figure for cell in cells]
    if need.operation == "sum":
        made = total(figures)
        return sentence("sum", sum=made.printed), list(made.proof)
    if len(cells) != 2:
        return "", []
    if need.operation == "share" and (part := share(*figures)):
        words = sentence("share", scope=names[0], share=part.printed, other=inside(names[1]))
        return words, list(part.proof)
    if figures[0].value_base == figures[1].value_base:
        return sentence("difference_none"), []
    if told_apart_by([cell.report for cell in cells]) == BY_PERIOD:
        later, earlier = sorted(cells, key=end_of, reverse=True)
        made_of = apart(later.figure, earlier.figure)
        grown = later.figure.value_base > earlier.figure.value_base
        word = ("Tăng" if grown else "Giảm") if same_stretch([c.report for c in cells]) else "Chênh lệch"
        words = sentence("difference_in_time", word=word, change=apart_words(made_of))
    else:
        more, less = sorted(cells, key=lambda c: c.figure.value_base, reverse=True)
        made_of = apart(more.figure, less.figure)
        name = names[list(cells).index(more)]
        words = sentence("difference_of_units", unit=name, change=apart_words(made_of))
    proved = [proof for made in made_of for proof in made.proof]
    # What no quote can prove (figures in triệu and tỷ) stands in the table alone.
    return (words, proved) if len(proved) == len(made_of) else (_which(cells, names), [])


def _which(cells: Sequence[Cell], names: Sequence[str]) -> str:
    highest = max(range(len(cells)), key=lambda i: cells[i].figure.value_base)
    return sentence("higher", scope=names[highest])


def _series(cells: Sequence[Cell], figures: Figures, citations: Citations) -> Composed:
    ordered = sorted(cells, key=end_of)
    names = [period_name(c.report.header.period) for c in ordered]
    marks = [cite(cell, figures, citations) for cell in ordered]
    short = [names[0], *map(inside, names[1:])]
    if same_stretch([c.report for c in ordered]):  # "6 tháng đầu năm 2022: …; 2023: …"
        short = [names[0], *(str(p.year) for c in ordered[1:] if (p := c.report.header.period))]
    items = [item_words(*of, citations) for of in zip(short, ordered, marks, strict=True)]
    text = "; ".join(items) + "."
    before = [None, *(cell.figure for cell in ordered[:-1])]
    rows = [
        (name, with_unit(cell.figure), *signed(cell.figure, earlier), f"[{n}]")
        for name, cell, earlier, n in zip(names, ordered, before, marks, strict=True)
    ]
    first, last = ordered[0].figure, ordered[-1].figure
    made = apart(last, first)
    proved = (
        [proof for one in made for proof in one.proof] if same_stretch([c.report for c in ordered]) else []
    )
    if len(proved) == len(made) and last.value_base != first.value_base:
        word = "Tăng" if last.value_base > first.value_base else "Giảm"
        text += " " + sentence("difference_in_series", word=word, change=apart_words(made))
    else:
        proved = []
    columns = ("Kỳ báo cáo", "Số liệu", "So với kỳ trước", "%", "Nguồn")
    return Composed("series", text, _table(columns, rows), tuple(proved))


def _table(columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> AnswerTable:
    """Without the columns that no row fills: what is in per cent differs by points, not by per cent."""
    filled = [n for n, _ in enumerate(columns) if any(row[n] for row in rows)]
    return AnswerTable(
        tuple(columns[n] for n in filled), tuple(tuple(row[n] for n in filled) for row in rows)
    )
