"""Rim: the tables of a scanned page; cells that were read with doubt, or not at all, are read again alone.

The surest reading stands, with its doubt. A table with too many cells that nobody could vouch for is none: its words
stay text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ingest import ocr
from ingest.ocr import ScannedLine, Word
from ingest.pdf_letters import Rule
from ingest.pdf_tables import ruled_areas
from ingest.scan_cells import Cells
from ingest.scan_image import Cleaned, shapes
from ingest.scan_readings import best_reading, doubted, ends_figure, is_doubtful, sureness, weighed
from ingest.scan_rows import placed, with_even_sizes
from ingest.scan_rules import Segment, find_rules
from ingest.scan_unruled import Boxes, unruled_stretches

_FEWEST_RULES = 4
# Of 764 cells of figures on invented scans the Vietnamese data alone gave 730 right and two wrong without a doubt,
# with the others 744 and none. At a scale of 2 an "8" is a "6" every time; what two readings agree on is no surer.
_SCALES = (0.85, 1.25)
_ACROSS = 0.4  # of a line's height: how far a word may reach over the side of its cell
_MIDDLE = 0.28  # of a line's height: how far its letters' middle is above the baseline, as `Word` has it
_UNSURE = 0.6  # confidence below which a cell counts as not read
_MOST_UNSURE = 0.25  # of a table's cells


@dataclass(frozen=True, slots=True)
class ScannedTables:
    """A page's lines with its cells read, the rules of its tables in points as on a level page, and how many of its
    tables could not be read safely and lost their rules. shapes: see scan_image.shapes."""

    lines: list[ScannedLine]
    rules: list[Rule]
    unsafe: int
    shapes: NDArray[np.int64]


def read_with_tables(page: Cleaned, pt: float) -> ScannedTables:
    """The lines of a page, read without its rules where these make tables. pt: points to a pixel.

    Raises UnreadPageError.
    """
    ink = shapes(page.picture)
    segments, bare = find_rules(page.picture)
    rules = [_level_rule(segment, page, pt) for segment in segments]
    areas = [a for a in ruled_areas(rules) if len(a.rows) > 1 or len(a.rows[0]) > 1] if rules else []
    if len(rules) < _FEWEST_RULES or not areas:
        return _without_rules(page, pt, ink)
    lines = ocr.read_lines(bare)
    unsafe = 0
    for area in areas:
        cells = [cell for row in area.rows for cell in row if cell]
        lines, sure = _reread(lines, Cells(cells, page, bare, pt))
        if not sure:
            unsafe += 1
            rules = [r for r in rules if not area.top - 1 <= (r.top + r.bottom) / 2 <= area.bottom + 1]
    return ScannedTables(lines, rules, unsafe, ink)


def _without_rules(page: Cleaned, pt: float, ink: NDArray[np.int64]) -> ScannedTables:
    lines = with_even_sizes(ocr.read_lines(page.picture))
    words = [placed(line, word, page, pt) for line in lines for word in line.words]
    unsafe = 0
    for head, cells, above in unruled_stretches(words, _level_boxes(ink, page, pt)):
        whole, parts = (Cells(boxes, page, page.picture, pt, rim=0) for boxes in ([head], cells))
        lines, sure = _reread(lines, parts, whole, above)
        unsafe += not sure
    return ScannedTables(lines, [], unsafe, ink)


def _level_boxes(ink: NDArray[np.int64], page: Cleaned, pt: float) -> Boxes:
    """Shapes of a page as on a level one, in points."""
    boxes = ink.astype(np.float64)
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    moved = np.column_stack(page.level(*middles.T)) - middles
    return (boxes + np.tile(moved, 2)) * pt


def _level_rule(segment: Segment, page: Cleaned, pt: float) -> Rule:
    (x0, y0), (x1, y1) = page.level(*segment[:2]), page.level(*segment[2:])
    if abs(x1 - x0) > abs(y1 - y0):
        return Rule(x0 * pt, (y0 + y1) / 2 * pt, x1 * pt, (y0 + y1) / 2 * pt)
    return Rule((x0 + x1) / 2 * pt, y0 * pt, (x0 + x1) / 2 * pt, y1 * pt)


def _reread(
    lines: list[ScannedLine], cells: Cells, head: Cells | None = None, above: Mapping[int, int] = {}
) -> tuple[list[ScannedLine], bool]:
    """The lines with the table's doubtful cells as they were read best; False when too many stay unread.

    head: where all ink is that of cells, so that words between them are none; above: for what stands under a cell
    and may be the end of its figure, that cell.
    """
    own, rest, torn = _by_cell(lines, cells)
    if head:
        _, rest, _ = _by_cell(rest, head)
    readings = {n: weighed(own.get(n, []), cells.is_first(n), cells.form(n)) for n in cells.inked}
    dashes = {n: [dash] for n in cells.inked if (dash := cells.dash(n))}
    readings |= dashes
    torn -= dashes.keys()
    order = [n for n in sorted(cells.inked) if n in torn or is_doubtful(readings[n])]
    of_words, of_figures = (
        [_read_alone(order, cells, language, scale) for scale in _SCALES]
        for language in (ocr.LANGUAGE, ocr.FIGURES)
    )
    for n in order:
        first = [] if n in torn else readings[n]
        readings[n] = best_reading(first, [r[n] for r in of_words], [r[n] for r in of_figures])
    for n, over in above.items():
        if n in readings and over in readings and not ends_figure(readings[n]):
            readings[over] = doubted(readings[over])
    unsure = sum(sureness(reading) < _UNSURE for reading in readings.values())
    return rest + [line for n in sorted(readings) for line in readings[n]], unsure <= _MOST_UNSURE * len(
        readings
    )


def _by_cell(
    lines: list[ScannedLine], cells: Cells
) -> tuple[dict[int, list[ScannedLine]], list[ScannedLine], set[int]]:
    """The parts of lines in each cell, those outside the table, and the cells that one word reaches over."""
    own: dict[int, list[ScannedLine]] = {}
    torn: set[int] = set()
    for line in lines:
        parts: dict[int, list[Word]] = {}
        for word in line.words:
            left, _, right, _ = word.box
            middle, room = (left + right) / 2, _ACROSS * line.size
            y = line.baseline(middle) - _MIDDLE * line.size
            n = cells.at(middle, y)
            parts.setdefault(n, []).append(word)
            reached = (
                {cells.at(x, y) for x in (left + room, right - room)} if right - left > 2 * room else {n}
            )
            torn |= reached | {n} if reached - {n} else set()
        for n, words in parts.items():
            own.setdefault(n, []).append(replace(line, words=tuple(words)))
    return own, own.pop(-1, []), torn


def _read_alone(order: list[int], cells: Cells, language: str, scale: float) -> dict[int, list[ScannedLine]]:
    pictures = [cells.picture(n, scale) for n in order]
    read = zip(order, ocr.read_blocks(pictures, language), strict=True)
    return {n: weighed(cells.placed(n, lines, scale), cells.is_first(n), cells.form(n)) for n, lines in read}
