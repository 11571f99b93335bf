"""The figures of a table as a chart in HTML: bars for a comparison or a ranking, a line through time. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from assistant.answer import Answer, AnswerTable
from index_store.language.numbers import find_quantities

BARS = 12  # of a long ranking, those that are drawn
POINTS = 10
VALUES = "Số liệu"  # the column that is drawn
_NAMES = ("Đơn vị", "Kỳ báo cáo")  # the column that says what of


@dataclass(frozen=True, slots=True)
class Point:
    name: str
    printed: str
    value: Decimal  # in base units


def points(table: AnswerTable) -> list[Point]:
    """What can be drawn of a table, in its order; [] unless every row has a figure and all are of one unit."""
    if VALUES not in table.columns:
        return []
    at = table.columns.index(VALUES)
    name = next((table.columns.index(n) for n in _NAMES if n in table.columns), 0)
    found = []
    units = set()
    for row in table.rows:
        quantities = find_quantities(row[at])
        if len(quantities) != 1:
            return []
        units.add(quantities[0].unit_base)
        found.append(Point(row[name], row[at], quantities[0].value_base))
    drawn = (
        len(found) > 1 and len(units) == 1 and min(p.value for p in found) >= 0 < max(p.value for p in found)
    )
    return found if drawn else []


def chart_html(answer: Answer) -> str:
    """The chart of a comparison, ranking or series; "" where there is nothing to draw. All in it is escaped."""
    found = points(answer.table) if answer.table else []
    if not found:
        return ""
    if answer.kind == "series" and len(found) <= POINTS:
        return _line(found)
    return _bars(found[:BARS], len(found))


def _described(kind: str, drawn: Sequence[Point]) -> str:
    told = "; ".join(f"{p.name}: {p.printed}" for p in drawn)
    return f'<figure class="chart {kind}" role="img" aria-label="{escape(f"Biểu đồ. {told}")}">'


def _bars(drawn: Sequence[Point], all_rows: int) -> str:
    longest = max(p.value for p in drawn)
    rows = "".join(
        f'<span class="name">{escape(p.name)}</span>'
        f'<span class="track"><span style="width:{float(p.value / longest * 100):.1f}%"></span></span>'
        f'<span class="value">{escape(p.printed)}</span>'
        for p in drawn
    )
    more = f"<figcaption>{len(drawn)} dòng đầu trong {all_rows}</figcaption>" if all_rows > len(drawn) else ""
    return f"{_described('bars', drawn)}{rows}{more}</figure>"


def _line(drawn: Sequence[Point]) -> str:
    """A line from nothing up to the highest value, so that its slope tells no more than the figures do."""
    highest = max(p.value for p in drawn)
    xs = [(i + 0.5) * 100 / len(drawn) for i in range(len(drawn))]
    ys = [100 - float(p.value / highest * 100) for p in drawn]
    path = " ".join(f"{x:.2f},{y:.2f}" for x, y in zip(xs, ys, strict=True))
    dots = "".join(
        f'<span class="dot" style="left:{x:.2f}%;top:{y:.2f}%"><b>{escape(p.printed)}</b></span>'
        for x, y, p in zip(xs, ys, drawn, strict=True)
    )
    names = "".join(f"<span>{escape(p.name)}</span>" for p in drawn)
    svg = f'<svg viewBox="0 0 100 100" preserveAspectRatio="none"><polyline points="{path}"/></svg>'
    return f'{_described("line", drawn)}<div class="plot">{svg}{dots}</div><div class="names">{names}</div></figure>'
