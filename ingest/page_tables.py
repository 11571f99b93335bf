"""Puts the tables that stand among the lines of a file into their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from index_store.language.text import printed
from index_store.records import Table
from ingest.lines import MARK, RAISED, Line, Source, without_marks
from ingest.pdf_tables import PlacedTable, read_pdf_tables
from ingest.tables import find_text_tables, grid_table, title_above

_NUMBER = re.compile(r"[-+≥≤<>]?\d[\d.,/]*%?$|-$")
_TITLE_LINES = 10  # above a table, where its title is looked for


def with_tables(lines: Sequence[Line], source: Source, path: Path) -> list[Line]:
    """The lines with each table as one line that carries it. lines: marks placed, from `source` of `path`.

    A DOCX keeps its tables. In a PDF pdfplumber reads those on the pages that look tabular, and on no
    others, since that is slow; what is left, and TXT, is read from the words of the lines.
    """
    if source.format in ("docx", "xlsx"):
        return _from_grids(lines)
    kept = list(lines)
    if source.format == "pdf" and (pages := _tabular_pages(kept)):
        for placed in read_pdf_tables(path, pages):
            kept = _replaced(kept, placed)
    found = find_text_tables(["" if line.table else MARK.sub("", line.text) for line in kept])
    for text_table in reversed(found):
        start, end = text_table.start, text_table.end
        kept[start:end] = [_whole(kept[start:end], replace(text_table.table, page=kept[start].page))]
    return kept


def _from_grids(lines: Sequence[Line]) -> list[Line]:
    """Word's grids as tables; a grid that only places text becomes lines, one for each cell."""
    kept: list[Line] = []
    for line in lines:
        if not line.grid:
            kept.append(line)
            continue
        rows = [[without_marks(RAISED.sub("", cell)) for cell in row] for row in line.grid]
        above = [printed(before.text) for before in kept[-_TITLE_LINES:] if not before.table]
        table = grid_table(rows, title_above(above)[0], line.page)
        if table:
            kept.append(replace(line, table=table))
            continue
        cells = (
            cell for row in line.text.split("\n") for cell in dict.fromkeys(row.split(" | ")) if cell.strip()
        )
        kept += [Line(cell, line.page, gap=True, short=True) for cell in cells]
    return kept


def _tabular_pages(lines: Sequence[Line]) -> list[int]:
    """The pages with three lines or more that end in columns of numbers, and where a table may run on to."""
    counts: dict[int, int] = {}
    for line in lines:
        tail = line.text.split()[-4:]
        if len(tail) == 4 and sum(bool(_NUMBER.match(token)) for token in tail) >= 2:
            counts[line.page] = counts.get(line.page, 0) + 1
    pages: list[int] = []
    for page in sorted(counts):
        if counts[page] >= 3 or pages[-1:] == [page - 1]:
            pages.append(page)
    return pages


def _replaced(lines: list[Line], placed: PlacedTable) -> list[Line]:
    """The lines with those inside the table's areas replaced by it; unchanged where no line stands there."""
    areas = {page: (top, bottom) for page, top, bottom in placed.areas}
    inside = [
        at
        for at, line in enumerate(lines)
        if not line.table
        and line.page in areas
        and areas[line.page][0] - 1 <= line.top_pt <= areas[line.page][1] + 1
    ]
    if not inside:
        return lines
    whole, gone = _whole([lines[at] for at in inside], placed.table), set(inside)
    return [
        whole if at == inside[0] else line
        for at, line in enumerate(lines)
        if at == inside[0] or at not in gone
    ]


def _whole(lines: Sequence[Line], table: Table) -> Line:
    """One line for the table that `lines` hold, with the page that each of its rows begins on."""
    pages: list[int] = []
    at = 0
    for row in table.rows:
        cells = _bare("".join(row))
        # A row's line begins with the row's first cells; wrapped lines and headers are passed over.
        here = next((k for k in range(at, len(lines)) if _same_start(_bare(lines[k].text), cells)), None)
        at = at if here is None else here + 1
        pages.append(lines[max(at - 1, 0)].page)
    words = "\n".join(line.text for line in lines)
    return Line(words, table.page, gap=True, short=True, table=table, row_pages=tuple(pages))


def _bare(text: str) -> str:
    return "".join(without_marks(text).replace("|", "").split())


def _same_start(line: str, cells: str) -> bool:
    length = min(len(line), len(cells), 12)
    return length > 0 and line[:length] == cells[:length]
