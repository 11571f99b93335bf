"""A ranking in words and as a table. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer import AnswerTable
from assistant.cells import Cell
from assistant.citations import Citations
from assistant.compose import Composed
from assistant.many_words import SHOWN, Figures, cite, inside, item_words, names_of, with_unit
from assistant.understand import Need
from prompts import sentence

RANKED_SHOWN = 3  # of a whole ranking, the units that the text names


def compose_ranking(need: Need, cells: Sequence[Cell], figures: Figures, citations: Citations) -> Composed:
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
