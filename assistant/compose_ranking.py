"""A ranking in words and as a table. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer import AnswerTable, Computed
from assistant.cells import Cell
from assistant.citations import Citations
from assistant.compose import Composed
from assistant.growth import Growth, growth_in_table, growth_of, growth_words
from assistant.many_words import SHOWN, Figures, cite, inside, item_words, names_of, with_unit
from assistant.understand import Need
from prompts import sentence

RANKED_SHOWN = 3  # of a whole ranking, the units that the text names


def compose_ranking(need: Need, cells: Sequence[Cell], figures: Figures, citations: Citations) -> Composed:
    if need.growth:
        grown = [(cell, growth_of(cell.evidence, figures[cell.evidence.passage.id])) for cell in cells]
        return _by_growth(need, [(cell, growth) for cell, growth in grown if growth], figures, citations)
    ordered = sorted(cells, key=lambda c: c.figure.value_base, reverse=need.highest)
    names = dict(zip(map(id, ordered), names_of([c.report for c in ordered], ranked=True), strict=True))
    marks = {id(cell): cite(cell, figures, citations) for cell in ordered}
    size = need.count or (len(ordered) if len(ordered) <= SHOWN else RANKED_SHOWN)
    first = _down_to(ordered, size)
    parts = []
    if size == 1:
        parts.append(_extreme(first, need.highest, names, marks, citations))
        if need.both_ends and len(ordered) > 1:
            last = _down_to(ordered[::-1], 1)
            parts.append(_extreme(last, not need.highest, names, marks, citations))
    else:
        items = [item_words(names[id(cell)], cell, marks[id(cell)], citations) for cell in first]
        lead = "highest_first" if need.highest else "lowest_first"
        parts.append(sentence(lead, items="; ".join(map(inside, items))))
    values = [cell.figure.value_base for cell in ordered]  # those level with each other share a place
    rows = [
        (
            str(values.index(cell.figure.value_base) + 1),
            names[id(cell)],
            with_unit(cell.figure),
            f"[{marks[id(cell)]}]",
        )
        for cell in ordered
    ]
    table = AnswerTable(("Hạng", "Đơn vị", "Số liệu", "Nguồn"), tuple(rows))
    return Composed("ranking", " ".join(parts), table)


def _by_growth(
    need: Need, grown: Sequence[tuple[Cell, Growth]], figures: Figures, citations: Citations
) -> Composed:
    """Who grew, or fell, most in per cent: as each report prints it, else as its figures give it."""
    first_up = need.highest == (need.growth == "up")
    ordered = sorted(grown, key=lambda pair: pair[1].percent, reverse=first_up)
    names = names_of([cell.report for cell, _ in ordered], ranked=True)
    asked = [g for _, g in ordered if (g.percent > 0 if need.growth == "up" else g.percent < 0)]
    size = min(need.count or RANKED_SHOWN, len(asked) or 1)
    rows: list[tuple[str, ...]] = []
    items: list[str] = []
    computed: list[Computed] = []
    for place, (name, (cell, growth)) in enumerate(zip(names, ordered, strict=True), 1):
        n = cite(cell, figures, citations)
        words, made = growth_words(growth)
        if place <= size:
            for figure in (cell.figure, *growth.by):
                citations.show(figure, n)
            items.append(sentence("grown_item", scope=name, figure=with_unit(cell.figure), growth=words, n=n))
            computed += made
        rows.append((str(place), name, with_unit(cell.figure), growth_in_table(growth), f"[{n}]"))
    way = "tăng" if need.growth == "up" else "giảm"
    lead = "grown_most" if asked else "grown_none"
    most = "nhiều nhất" if need.highest else "ít nhất"
    text = sentence(lead, way=way, Way=way.capitalize(), most=most, items="; ".join(map(inside, items)))
    columns = ("Hạng", "Đơn vị", "Số liệu", "So với cùng kỳ", "Nguồn")
    return Composed("ranking", text, AnswerTable(columns, tuple(rows)), tuple(computed))


def _down_to(ordered: Sequence[Cell], size: int) -> list[Cell]:
    """The first ones of a ranking, and those that are level with the last of them."""
    if len(ordered) <= size:
        return list(ordered)
    last = ordered[size - 1].figure.value_base
    return [c for i, c in enumerate(ordered) if i < size or c.figure.value_base == last]


def _extreme(
    cells: Sequence[Cell],
    highest: bool,
    names: Mapping[int, str],
    marks: Mapping[int, int],
    citations: Citations,
) -> str:
    """Who stands at one end of a ranking: one unit, or those that share the place."""
    for cell in cells:
        citations.show(cell.figure, marks[id(cell)])
    own = [names[id(cell)] for cell in cells]
    return sentence(
        "ranking_first",
        scope=", ".join([own[0], *map(inside, own[1:])]),
        direction=("cùng " if len(cells) > 1 else "") + ("cao nhất" if highest else "thấp nhất"),
        figure=with_unit(cells[0].figure),
        n="][".join(str(marks[id(cell)]) for cell in cells),
    )
