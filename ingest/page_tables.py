"""Puts the tables that stand among the lines of a file into their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index_store.language.text import printed
from index_store.records import Table
from ingest.lines import MARK, RAISED, Line, PlacedTable, Source, without_marks
from ingest.tables import find_text_tables, grid_table, title_above

_TITLE_LINES = 10  # above a table, where its title is looked for


def with_tables(lines: Sequence[Line], source: Source) -> list[Line]:
    """The lines with each table as one line that carries it. lines: marks placed, from `source`.

    Word and Excel keep their tables, a PDF's were found by their place on the page; what is left, and TXT, is
    read from the words of the lines.
    """
    if source.format in ("docx", "xlsx"):
        return _from_grids(lines)
    kept = list(lines)
    for placed in source.tables:
        kept = _replaced(kept, placed)
    texts = ["" if line.table else " " * line.blanks + MARK.sub("", line.text) for line in kept]
    scanned = {words.page for words in source.page_words}
    found = find_text_tables(texts, {at for at, line in enumerate(kept) if line.page in scanned})
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


def _replaced(lines: list[Line], placed: PlacedTable) -> list[Line]:
    """The lines with those inside the table's areas replaced by it; unchanged where no line stands there."""
    inside = [at for at, line in enumerate(lines) if not line.table and placed.holds(line.page, line.top_pt)]
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
