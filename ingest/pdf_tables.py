"""Rim: tables of a PDF, by their rules or, where there are none, by the white space between their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber

from index_store.language.text import fold, printed
from index_store.records import Table
from ingest.table_grid import continues, grid_table, is_layout, joined, title_above

Word = dict[str, Any]  # pdfplumber's: text, x0, x1, top, bottom in points from the page's top left corner

_RIVER_PT = 2.5  # white space narrower than this parts words, not columns
_HEAD = re.compile(r"(?:s?tt|so tt)$")
_FIGURE = re.compile(r"[-+≥≤<>]?\d[\d.,]*%?")
_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){0,3}[.)]?|[IVXLC]{1,5}[.)]?|[A-ZĐa-zđ][.)]?|[-–+*•])$")


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and where it stands: (page, top, bottom) in points for each page that it covers, title not
    included.
    """

    table: Table
    areas: tuple[tuple[int, float, float], ...]


def read_pdf_tables(path: Path, pages: Sequence[int] | None = None) -> list[PlacedTable]:
    """The tables on the given pages (from 1; all when None), those that go on over a page break joined.

    Raises what pdfplumber raises on a file that is no PDF; the reader has opened it before.
    """
    found: list[PlacedTable] = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            if pages is not None and page.page_number not in pages:
                continue
            here = _ruled(page) if page.edges else _unruled(page)
            for placed in here:
                _add(found, placed)
            page.close()
    return found


def _add(found: list[PlacedTable], placed: PlacedTable) -> None:
    """Append a table, or join it to the last one when that goes on from the page before."""
    last = found[-1] if found else None
    if last and last.areas[-1][0] + 1 == placed.areas[0][0] and continues(last.table, placed.table):
        found[-1] = PlacedTable(joined(last.table, placed.table), last.areas + placed.areas)
    elif placed.table.rows:
        found.append(placed)


def _ruled(page: Any) -> list[PlacedTable]:  # pdfplumber ships no types
    found = []
    for area in page.find_tables():
        grid = _filled(area.extract())
        title, _ = title_above(_lines_above(page, area.bbox[1]))
        table = grid_table(grid, title, page.page_number, _header_rows(area.extract()))
        if table is None and len(grid) == 1 and not is_layout(grid):  # the last row of a table begun before
            table = Table(title, page.page_number, tuple(grid[0]), ())
        if table:
            found.append(PlacedTable(table, ((page.page_number, area.bbox[1], area.bbox[3]),)))
    return found


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
            cells.append(printed(cell or ""))
        rows.append(cells)
    return rows


def _unruled(page: Any) -> list[PlacedTable]:
    """A table without rules: it begins at a header word "TT", its columns are parted by white space all the
    way down.
    """
    lines = _word_lines(page.extract_words(x_tolerance=1.5, use_text_flow=False))
    for i, line in enumerate(lines):
        if _HEAD.fullmatch(fold(line[0]["text"])) and len(line) > 2:
            return _unruled_at(page.page_number, lines, i)
    return []


def _word_lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w["bottom"], w["x0"])):
        if lines and abs(lines[-1][0]["bottom"] - word["bottom"]) < 3:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: float(w["x0"])) for line in lines]


def _unruled_at(page: int, lines: list[list[Word]], head: int) -> list[PlacedTable]:
    edge = lines[head][0]["x1"]  # right of the column of numbers
    rows = [i for i in range(head + 1, len(lines)) if _begins_row(lines[i], edge)]
    figured = [i for i in rows if sum(bool(_FIGURE.fullmatch(w["text"])) for w in lines[i][1:]) >= 2]
    if len(figured) < 2:
        return []
    first, end = _body(lines, head, rows, figured[-1])
    columns = _columns([lines[i] for i in figured])
    if len(columns) < 3:
        return []
    top = _header_top(lines, head, columns)
    header = _header_cells([w for line in lines[top:first] for w in line], columns)
    grid: list[list[str]] = []
    for line in lines[first:end]:
        cells = _placed(line, columns)
        if cells is None:
            return []  # a word stands across two columns: not safe
        if cells[0] or not grid:
            grid.append(cells)
        else:
            grid[-1] = [printed(f"{a} {b}") for a, b in zip(grid[-1], cells, strict=True)]
    title, _ = title_above([" ".join(w["text"] for w in line) for line in lines[:top]])
    table = Table(title, page, tuple(header), tuple(map(tuple, grid)))
    area = (page, float(lines[top][0]["top"]), float(lines[end - 1][0]["bottom"]))
    return [PlacedTable(table, (area,))]


def _begins_row(line: list[Word], edge: float) -> bool:
    return bool(_LABEL.match(line[0]["text"])) and line[0]["x0"] < edge and len(line) > 1


def _body(lines: list[list[Word]], head: int, rows: list[int], last: int) -> tuple[int, int]:
    """First line of the body and the one after its last; below the last row of figures lines follow as
    closely.
    """
    steps = [b[0]["bottom"] - a[0]["bottom"] for a, b in pairwise(lines[head : last + 1])]
    usual = max(steps) * 1.15
    first = rows[0]
    while first - 1 > head and _is_tail(lines, first - 1, lines[head], usual):
        first -= 1
    end = last + 1
    while end < len(lines) and lines[end][0]["bottom"] - lines[end - 1][0]["bottom"] < usual:
        text = fold(" ".join(w["text"] for w in lines[end]))
        if lines[end][0]["x0"] < lines[head][0]["x0"] - 2 or re.match(r"ghi chu|\d+$", text):
            break
        end += 1
    return first, end


def _is_tail(lines: list[list[Word]], i: int, head: list[Word], usual: float) -> bool:
    """A line between header and first row that is the rest of a row from the page before: only in the name's
    column.
    """
    return (
        all(w["x1"] < head[-1]["x0"] and w["x0"] > head[0]["x1"] for w in lines[i])
        and not lines[i][0]["text"][0].isupper()
    )


def _columns(lines: Sequence[Sequence[Word]]) -> list[tuple[float, float]]:
    """x ranges that words of the rows cover, parted wherever all rows leave white space."""
    spans = sorted((float(w["x0"]), float(w["x1"])) for line in lines for w in line)
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 - columns[-1][1] < _RIVER_PT:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _header_top(lines: list[list[Word]], head: int, columns: Sequence[tuple[float, float]]) -> int:
    """The first line of the header: the lines above that keep off the columns of number and name."""
    top = head
    while (
        top > 0
        and all(w["x0"] > columns[1][0] + 1 for w in lines[top - 1])
        and (
            lines[top][0]["bottom"] - lines[top - 1][0]["bottom"]
            < 2.2 * (lines[top][0]["bottom"] - lines[top][0]["top"])
        )
    ):
        top -= 1
    return top


def _header_cells(words: Sequence[Word], columns: Sequence[tuple[float, float]]) -> list[str]:
    """Each header word to the column it stands over; a phrase over the gap of two columns heads both."""
    parts: list[list[str]] = [[] for _ in columns]
    spans = [
        (
            (columns[i - 1][1] + x0) / 2 if i else 0.0,
            (x1 + columns[i + 1][0]) / 2 if i + 1 < len(columns) else 1e9,
        )
        for i, (x0, x1) in enumerate(columns)
    ]
    for phrase in _phrases(words):
        x0, x1 = phrase[0]["x0"], phrase[-1]["x1"]
        over = [i for i, (a, b) in enumerate(spans) if min(b, x1) - max(a, x0) > 0.25 * (x1 - x0)]
        text = " ".join(w["text"] for w in phrase)
        for i in over:
            parts[i].append(f"{text} >" if len(over) > 1 else text)
    return [printed(" ".join(part)).removesuffix(" >") for part in parts]


def _phrases(words: Sequence[Word]) -> list[list[Word]]:
    """Words of one line with no more than a blank between them."""
    found: list[list[Word]] = []
    for line in _word_lines(words):
        for word in line:
            last = found[-1][-1] if found else None
            if last and abs(last["bottom"] - word["bottom"]) < 3 and word["x0"] - last["x1"] < 4.5:
                found[-1].append(word)
            else:
                found.append([word])
    return found


def _placed(line: Sequence[Word], columns: Sequence[tuple[float, float]]) -> list[str] | None:
    """The line's words by column; None when a word reaches into two of them. A group's name may run on."""
    cells = [list[str]() for _ in columns]
    group = all(a["x1"] + 6 > b["x0"] for a, b in pairwise(line[1:])) and len(line) > 1
    for k, word in enumerate(line):
        over = [i for i, (a, b) in enumerate(columns) if word["x0"] < b and word["x1"] > a]
        nearest = min(range(len(columns)), key=lambda i: abs(sum(columns[i]) - word["x0"] - word["x1"]))
        if group and k and line[-1]["x1"] > columns[1][1] and line[1]["text"].isupper():
            over = [1]
        if len(over) > 1:
            return None
        cells[over[0] if over else nearest].append(word["text"])
    return [printed(" ".join(cell)) for cell in cells]
