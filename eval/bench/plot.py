"""What a system costs against how many reports it holds, as one SVG: a panel for each cost, a line for each system."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from math import floor, log10
from typing import NamedTuple

from eval.bench.measure import MEANING, OURS, WORDS, Result

WIDTH, HEIGHT, GAP = 300, 210, 66  # of a panel's field, and between fields
LEFT, TOP = 58, 46
_STYLE = "text{font:12px system-ui,sans-serif;fill:#333}.t{font-weight:600;font-size:13px}"


class Line(NamedTuple):
    name: str
    colour: str
    values: Sequence[float | None]  # for each corpus
    dashed: bool = False


class Panel(NamedTuple):
    title: str
    lines: Sequence[Line]


def panels(results: Sequence[Result]) -> list[Panel]:
    """Milliseconds a question, seconds to take the reports in, memory of the answering process."""
    names = (
        (OURS, "Tra cứu", "#0b6e4f"),
        (WORDS, "starter, BM25", "#c1660a"),
        (MEANING, "starter, vectors", "#5b5ea6"),
    )

    def lines(cost: Callable[[Result, str], float | None]) -> list[Line]:
        return [Line(name, colour, [cost(r, key) for r in results]) for key, name, colour in names]

    p95 = Line("Tra cứu, p95", "#0b6e4f", [r.runs[OURS].summary.p95_ms for r in results], dashed=True)
    return [
        Panel("ms a question (p50)", [*lines(lambda r, key: r.runs[key].summary.p50_ms), p95]),
        Panel("s to take in", lines(lambda r, key: (r.ingest if key == OURS else r.runs[key].costs).index_s)),
        Panel("peak memory, MiB", lines(lambda r, key: r.runs[key].costs.peak_mib)),
    ]


def steps(top: float) -> list[float]:
    """Round values from 0 to at least `top`, some five of them: 0, 20, 40, 60, 80 for 71."""
    if top <= 0:
        return [0.0, 1.0]
    size = 10.0 ** floor(log10(top / 4))
    step = next(size * k for k in (1, 2, 2.5, 5, 10) if size * k * 5 >= top)
    count = int(-(-top // step))
    return [step * n for n in range(count + 1)]


def _panel(panel: Panel, reports: Sequence[int], left: float) -> list[str]:
    marks = steps(max((v for line in panel.lines for v in line.values if v is not None), default=0.0))
    low, high = log10(min(reports)), log10(max(reports))

    def x(count: int) -> float:
        share = (log10(count) - low) / (high - low) if high > low else 0.5
        return left + 14 + share * (WIDTH - 28)

    def y(value: float) -> float:
        return TOP + HEIGHT * (1 - value / marks[-1])

    drawn = [f'<text class="t" x="{left}" y="{TOP - 16}">{escape(panel.title)}</text>']
    for mark in marks:
        drawn.append(f'<path d="M{left} {y(mark):.1f}h{WIDTH}" stroke="#ddd"/>')
        drawn.append(f'<text x="{left - 6}" y="{y(mark) + 4:.1f}" text-anchor="end">{mark:,g}</text>')
    for count in reports:
        drawn.append(
            f'<text x="{x(count):.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{count:,}</text>'
        )
    for line in panel.lines:
        points = [
            (x(n), y(value)) for n, value in zip(reports, line.values, strict=True) if value is not None
        ]
        dash = ' stroke-dasharray="5 4"' if line.dashed else ""
        way = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        drawn.append(f'<polyline points="{way}" fill="none" stroke="{line.colour}" stroke-width="2"{dash}/>')
        drawn += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{line.colour}"/>' for a, b in points]
    return drawn


def draw(shown: Sequence[Panel], reports: Sequence[int]) -> str:
    """The panels beside each other; reports: how many each corpus has, on a logarithmic axis."""
    width = LEFT + len(shown) * (WIDTH + GAP)
    drawn = []
    for n, panel in enumerate(shown):
        drawn += _panel(panel, reports, LEFT + n * (WIDTH + GAP))
    at = float(LEFT)
    foot = TOP + HEIGHT + 48
    for line in dict.fromkeys((li.name, li.colour, li.dashed) for panel in shown for li in panel.lines):
        name, colour, dashed = line
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        drawn.append(f'<path d="M{at} {foot - 4}h26" stroke="{colour}" stroke-width="2"{dash}/>')
        drawn.append(f'<text x="{at + 32}" y="{foot}">{escape(name)}</text>')
        at += 60 + 7 * len(name)
    drawn.append(f'<text x="{width - GAP}" y="{foot}" text-anchor="end">reports in the store →</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width - GAP + 20} {foot + 16}">'
        f'<style>{_STYLE}</style><rect width="100%" height="100%" fill="#fff"/>{"".join(drawn)}</svg>\n'
    )
