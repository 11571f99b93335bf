"""The tables of a PDF, by their rules or, where there are none, by the white space between their columns. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from pdfplumber import table as plumber  # its search for cells among rules; the letters are PDFium's

from index_store.records import Table
from ingest.lines import PlacedTable
from ingest.pdf_letters import Rule
from ingest.pdf_rows import Row, Word
from ingest.pdf_unruled import Unruled, find_unruled
from ingest.pdf_words import Cell, word_lines
from ingest.scan_unruled import is_proved, of_one_size
from ingest.table_grid import continues, grid_table, is_layout, is_named, joined, title_above, whole_number

_FEWEST_RULES = 8  # strokes on a page with a ruled table: two rows of two cells have that many edges
_FEWEST_ROWS = 3
_LAST_ROWS = 4  # of a page: the lines of a table's first row, or a page's number below it
_SNAP_PT = 3.0  # rules this near to each other are one
_LEAST_RULE_PT = 3.0
_WORDS = re.compile(r"[^\W\d_]{2}")
_NUMBER = re.compile(r"[-+≥≤<>]?\d[\d.,/]*%?$|-$")


def find_tables(
    pages: Sequence[Sequence[Row]],
    rules: Sequence[Sequence[Rule]],
    scanned: Collection[int] = (),
    unsafe: Collection[int] = (),
) -> list[PlacedTable]:
    """The tables of a PDF, those that go on over a page break joined. pages, rules: of each page, from the first.

    scanned: pages read by OCR, where white space alone parts columns only if it is proved that it does; unsafe:
    pages with a table whose cells could not be read, which stays text.
    """
    columnar = columnar_pages(pages) - set(unsafe)
    found: list[PlacedTable] = []
    last: Unruled | None = None  # the unruled table that the page before ended with
    ruled_before = False
    for number, (rows, strokes) in enumerate(zip(pages, rules, strict=True), 1):
        enough = _FEWEST_RULES // 2 if ruled_before else _FEWEST_RULES  # a last row alone may go on
        ruled_before = len(strokes) >= enough
        here = _ruled(rows, strokes, number) if ruled_before else []
        if not here and number in columnar:
            words = [word for row in rows for word in row.words]
            if number in scanned:
                words = of_one_size(words)
            unruled = find_unruled(words, number, last)
            if number in scanned:
                unruled = [table for table in unruled if is_proved(table, words)]
            here = [PlacedTable(table.table, ((number, table.top, table.bottom),)) for table in unruled]
            last = unruled[-1] if unruled and unruled[-1].ends_page else None
        else:
            last = None
        for placed in here:
            _add(found, placed, pages)
    return [placed for placed in found if placed.table.rows]


def columnar_pages(pages: Sequence[Sequence[Row]]) -> set[int]:
    """The pages with three rows or more that end in columns, and those where such a table may begin or run on to."""
    columnar = [[_is_columnar(row.text) for row in rows] for rows in pages]
    found = {number for number, rows in enumerate(columnar, 1) if sum(rows) >= _FEWEST_ROWS}
    for number, rows in enumerate(columnar, 1):
        if any(rows) and number - 1 in found:
            found.add(number)
    begun = {
        number for number, rows in enumerate(columnar, 1) if any(rows[-_LAST_ROWS:]) and number + 1 in found
    }
    return found | begun


def _is_columnar(text: str) -> bool:
    tail = text.split()[-4:]
    numbers = sum(bool(_NUMBER.match(token)) for token in tail)
    return (len(tail) > 2 and numbers >= 2) or (numbers >= 1 and text.count("   ") >= 2)


def _add(found: list[PlacedTable], placed: PlacedTable, pages: Sequence[Sequence[Row]]) -> None:
    """Append a table, or join it to the last one when that goes on from the page before.

    A title at the foot of that page, below the last table, belongs to this one.
    """
    last = found[-1] if found else None
    if last and last.areas[-1][0] + 1 == placed.areas[0][0] and not placed.table.title:
        page, _, bottom = last.areas[-1]
        below = [row.text for row in pages[page - 1] if row.depth > bottom + 1]
        if any(is_named(text.strip()) for text in below):
            placed = replace(placed, table=replace(placed.table, title=title_above(below)[0]))
        elif continues(last.table, placed.table):
            found[-1] = PlacedTable(joined(last.table, placed.table), last.areas + placed.areas)
            return
    found.append(placed)


class Area(NamedTuple):
    """Where a ruled table stands, and its rows of cells; None where a merged cell covers the place."""

    top: float
    bottom: float
    rows: list[list[Cell | None]]


def _ruled(rows: Sequence[Row], rules: Sequence[Rule], page: int) -> list[PlacedTable]:
    found = []
    words = [word for row in rows for word in row.words]
    for area in ruled_areas(rules):
        extracted = _extracted(area, words)
        grid = _with_names(_filled(extracted), area, _header_rows(extracted))
        title, _ = title_above([row.text for row in rows if row.depth < area.top])
        table = grid_table(grid, title, page, _header_rows(extracted))
        if table is None and len(grid) == 1 and not is_layout(grid):  # the last row of a table begun before
            table = Table(title, page, tuple(grid[0]), ())
        if table:
            found.append(PlacedTable(table, ((page, area.top, area.bottom),)))
    return found


def ruled_areas(rules: Sequence[Rule]) -> list[Area]:
    edges = [
        {
            "orientation": "h" if rule.level else "v",
            **rule._asdict(),
            "width": rule.x1 - rule.x0,
            "height": rule.bottom - rule.top,
        }
        for rule in rules
    ]
    merged = plumber.merge_edges(edges, _SNAP_PT, _SNAP_PT, _SNAP_PT, _SNAP_PT)
    long = [edge for edge in merged if max(edge["width"], edge["height"]) >= _LEAST_RULE_PT]
    cells = plumber.intersections_to_cells(plumber.edges_to_intersections(long, _SNAP_PT, _SNAP_PT))
    areas = []
    for group in plumber.cells_to_tables(cells):
        lefts, tops = sorted({cell[0] for cell in group}), sorted({cell[1] for cell in group})
        at = {(cell[0], cell[1]): cell for cell in group}
        rows = [[at.get((left, top)) for left in lefts] for top in tops]
        areas.append(Area(tops[0], max(cell[3] for cell in group), rows))
    return areas


def _extracted(area: Area, words: Sequence[Word]) -> list[list[str | None]]:
    """The text of each cell, lines parted by newlines; None where a merged cell covers the place.

    A word belongs to the cell that holds its middle.
    """
    inside = [word for word in words if area.top < (word.top + word.bottom) / 2 < area.bottom]
    return [[None if cell is None else _cell_text(cell, inside) for cell in row] for row in area.rows]


def _cell_text(cell: Cell, words: Sequence[Word]) -> str:
    x0, top, x1, bottom = cell
    own = [w for w in words if x0 <= (w.x0 + w.x1) / 2 < x1 and top <= (w.top + w.bottom) / 2 < bottom]
    return "\n".join(" ".join(word.text for word in line) for line in word_lines(own))


def _header_rows(grid: Sequence[Sequence[str | None]]) -> int:
    """Rows below the first belong to the header as long as a cell from above reaches into them."""
    count = 1
    while count < len(grid) - 1 and grid[count][0] is None and any(grid[count]):
        count += 1
    return count


def _with_names(grid: list[list[str]], area: Area, head: int) -> list[list[str]]:
    """The grid with words of a cell that reaches down over several rows of the body said again in each, as in Word's;
    a figure that stands for several rows is not."""
    for i in range(head + 1, len(grid)):
        top = min(cell[1] for cell in area.rows[i] if cell)
        for j, cell in enumerate(area.rows[i]):
            above = next((row[j] for row in reversed(area.rows[head:i]) if row[j]), None)
            if cell is None and above and above[3] > top + _SNAP_PT and _WORDS.search(grid[i - 1][j]):
                grid[i][j] = grid[i - 1][j]
    return grid


def _filled(grid: Sequence[Sequence[str | None]]) -> list[list[str]]:
    """Merged cells of the header repeat their text; those of the body stay empty."""
    head = _header_rows(grid)
    rows: list[list[str]] = []
    for i, row in enumerate(grid):
        cells: list[str] = []
        for j, cell in enumerate(row):
            if cell is None and i < head:
                left = row[j - 1] if j else ""
                spanned = (
                    left is None
                    or (left != "" and i == 0)
                    or (j > 0 and i > 0 and left and grid[i - 1][j] is None)
                )
                cell = (
                    cells[j - 1]
                    if spanned and j and (i == 0 or grid[0][j] is None)
                    else rows[i - 1][j]
                    if i
                    else ""
                )
            cells.append(whole_number(cell or ""))
        rows.append(cells)
    return rows
