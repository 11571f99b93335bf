"""Rim: tables of a PDF, by their rules or, where there are none, by the white space between their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2

from index_store.records import Table
from ingest.lines import PlacedTable
from ingest.pdf_rows import Row
from ingest.pdf_unruled import Unruled, find_unruled
from ingest.pdf_words import word_lines
from ingest.table_grid import continues, grid_table, is_layout, is_named, joined, title_above, whole_number

_FEWEST_RULES = 8  # strokes on a page with a ruled table: two rows of two cells have that many edges
_FEWEST_ROWS = 3
_RULE_GAP_PT = 0.5  # white space between letters of two cells; those of one word touch
_NUMBER = re.compile(r"[-+≥≤<>]?\d[\d.,/]*%?$|-$")


def read_pdf_tables(path: Path, pages: Sequence[Sequence[Row]]) -> list[PlacedTable]:
    """The tables of a PDF, those that go on over a page break joined. pages: the rows of text of each page.

    pdfplumber is slow, so it sees only pages that are ruled or whose rows end in columns.
    Raises what pdfplumber raises on a file that is no PDF; the reader has opened it before.
    """
    ruled, columnar = _ruled_pages(path), _columnar_pages(pages)
    if not ruled and not columnar:
        return []
    found: list[PlacedTable] = []
    last: Unruled | None = None  # the unruled table that the page before ended with
    with pdfplumber.open(path) as pdf:
        for number in sorted(ruled | columnar):
            page = pdf.pages[number - 1]
            here = _ruled(page) if number in ruled else []
            if last and last.page + 1 != number:
                last = None
            if not here and number in columnar:
                unruled = find_unruled(_words(page), number, last)
                here = [PlacedTable(table.table, ((number, table.top, table.bottom),)) for table in unruled]
                last = unruled[-1] if unruled and unruled[-1].ends_page else None
            for placed in here:
                _add(found, placed, pages)
            page.close()
    return [placed for placed in found if placed.table.rows]


def _ruled_pages(path: Path) -> set[int]:
    """The pages (from 1) on which enough is drawn for the rules of a table."""
    pages = set()
    document = pypdfium2.PdfDocument(path)
    try:
        for at, page in enumerate(document):
            strokes, enough = (
                0,
                _FEWEST_RULES if at not in pages else _FEWEST_RULES // 2,
            )  # a last row may go on
            for path_object in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH], max_depth=3):
                strokes += pypdfium2.raw.FPDFPath_CountSegments(path_object.raw) // 2
                if strokes >= enough:
                    pages.add(at + 1)
                    break
            page.close()
    finally:
        document.close()
    return pages


def _columnar_pages(pages: Sequence[Sequence[Row]]) -> set[int]:
    """The pages with three rows or more that end in columns, and those where such a table may run on to."""
    found: set[int] = set()
    for number, rows in enumerate(pages, 1):
        count = sum(_is_columnar(row.text) for row in rows)
        if count >= _FEWEST_ROWS or (count and number - 1 in found):
            found.add(number)
    return found


def _is_columnar(text: str) -> bool:
    tail = text.split()[-4:]
    numbers = sum(bool(_NUMBER.match(token)) for token in tail)
    return (len(tail) > 2 and numbers >= 2) or (numbers >= 1 and text.count("   ") >= 2)


def _words(page: Any) -> list[dict[str, Any]]:  # pdfplumber ships no types
    words: list[dict[str, Any]] = page.extract_words(
        x_tolerance=1.5, use_text_flow=False, extra_attrs=["size"]
    )
    return words


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


def _ruled(page: Any) -> list[PlacedTable]:
    found = []
    words = page.extract_words(x_tolerance=1.5, use_text_flow=False, return_chars=True)
    for area in page.find_tables():
        extracted = _extracted(area, words)
        grid = _filled(extracted)
        title, _ = title_above(_lines_above(page, area.bbox[1]))
        table = grid_table(grid, title, page.page_number, _header_rows(extracted))
        if table is None and len(grid) == 1 and not is_layout(grid):  # the last row of a table begun before
            table = Table(title, page.page_number, tuple(grid[0]), ())
        if table:
            found.append(PlacedTable(table, ((page.page_number, area.bbox[1], area.bbox[3]),)))
    return found


def _extracted(area: Any, words: Sequence[dict[str, Any]]) -> list[list[str | None]]:
    """The text of each cell, lines parted by newlines; None where a merged cell covers the place.

    A word belongs to the cell that holds its middle.
    """
    x0, top, x1, bottom = area.bbox
    rules = sorted({x for cell in area.cells for x in (cell[0], cell[2])})
    words = [part for word in words for part in _cut(word, rules)]
    inside = [
        w for w in words if x0 < (w["x0"] + w["x1"]) / 2 < x1 and top < (w["top"] + w["bottom"]) / 2 < bottom
    ]
    rows: list[list[str | None]] = []
    for row in area.rows:
        _, above, _, below = row.bbox
        near = [
            w
            for w in inside
            if w["bottom"] > above and w["top"] < max([below, *(c[3] for c in row.cells if c)])
        ]
        rows.append([None if cell is None else _cell_text(cell, near) for cell in row.cells])
    return rows


def _cut(word: dict[str, Any], rules: Sequence[float]) -> list[dict[str, Any]]:
    """The word, in two where it only seems one: letters on both sides of a rule with white space between them.

    A figure that is too long for its cell runs over the rule without any, and stays whole.
    """
    for left, right in pairwise(word["chars"]):
        gap = right["x0"] - left["x1"]
        if gap > _RULE_GAP_PT and any(left["x1"] - gap < x < right["x0"] + gap for x in rules):
            at = word["chars"].index(right)
            parts = word["chars"][:at], word["chars"][at:]
            return [
                piece
                for chars in parts
                for piece in _cut(
                    {
                        **word,
                        "text": "".join(c["text"] for c in chars),
                        "x0": chars[0]["x0"],
                        "x1": chars[-1]["x1"],
                        "chars": chars,
                    },
                    rules,
                )
            ]
    return [word]


def _cell_text(cell: tuple[float, float, float, float], words: Sequence[dict[str, Any]]) -> str:
    x0, top, x1, bottom = cell
    own = [
        w for w in words
        if x0 <= (w["x0"] + w["x1"]) / 2 < x1 and top <= (w["top"] + w["bottom"]) / 2 < bottom
    ]  # fmt: skip
    return "\n".join(" ".join(w["text"] for w in line) for line in word_lines(own))


def _lines_above(page: Any, top: float) -> list[str]:
    if top <= page.bbox[1] + 1:
        return []
    above = page.crop((page.bbox[0], page.bbox[1], page.bbox[2], top), strict=False)
    lines = [line["text"] for line in above.extract_text_lines(return_chars=False)]
    return [line for line in lines if not re.fullmatch(r"\s*\d{1,3}\s*", line)]


def _header_rows(grid: Sequence[Sequence[str | None]]) -> int:
    """Rows below the first belong to the header as long as a cell from above reaches into them."""
    count = 1
    while count < len(grid) - 1 and grid[count][0] is None and any(grid[count]):
        count += 1
    return count


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
