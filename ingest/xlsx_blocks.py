"""The rows of a sheet → tables, and the rows of words around them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise, takewhile

from index_store.language.text import fold
from index_store.records import Table
from ingest.table_columns import LABEL
from ingest.table_grid import join_header_rows

_MOST_HEADER_ROWS = 5
_FIGURE = re.compile(r"[-+≥≤<>]?\d[\d.,]*\s?%?")
_HEADER = re.compile(
    r"s?tt|so tt|(?:cac )?chi tieu|noi dung|danh muc|ten |linh vuc|hang muc|dia phuong|khoan muc"
)
_END = re.compile(
    r"ghi chu\s*:|noi nhan|nguoi lap|t/?m\.?\s|kt\.?\s|.{0,40}ngay\b.{0,8}\bthang\b.{0,8}\bnam\b"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as text, merged cells repeated. numbers: how many cells Excel holds as numbers."""

    cells: tuple[str, ...]
    numbers: int
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together. table: makes the Table from title and page; None for rows of words."""

    rows: tuple[Row, ...]
    table: Callable[[str, int], Table] | None = None


def find_blocks(rows: Sequence[Row]) -> list[Block]:
    """All rows in order, as tables and what stands between them; rows without text are left out.

    A table begins where a row of at least three texts (two in a sheet of two columns) is followed by figures; it
    ends where another header, a signature or a note comes after an empty row, or where only words follow.
    """
    found: list[Block] = []
    at = 0
    while at < len(rows):
        head = _header_rows(rows, at)
        if not head:
            if any(rows[at].cells):
                found.append(Block((rows[at],)))
            at += 1
            continue
        end = _end(rows, at, at + head)
        found.append(Block(tuple(rows[at:end]), partial(_table, rows[at : at + head], rows[at + head : end])))
        at = end
    return found


def _distinct(row: Row) -> int:
    return len({cell for cell in row.cells if cell})


def _header_rows(rows: Sequence[Row], at: int) -> int:
    """How many rows of header begin at `at`; 0 when no table does."""
    few = 2 if max((sum(map(bool, row.cells)) for row in rows[at : at + 30]), default=0) == 2 else 3
    named = any(_HEADER.match(fold(cell)) for cell in rows[at].cells)
    if _distinct(rows[at]) < (2 if named else few) or _begins_body(rows[at]):
        return 0
    head = len(
        list(
            takewhile(
                lambda row: any(row.cells) and not _begins_body(row), rows[at : at + _MOST_HEADER_ROWS + 1]
            )
        )
    )
    body = rows[at + head : at + head + 6]
    if head > _MOST_HEADER_ROWS or not any(row.numbers or _has_figures(row) for row in body):
        return 0
    return head


def _begins_body(row: Row) -> bool:
    """A row with figures, with a number in its first cell ("1", "I", "A"), or over which one name runs."""
    first = next((cell for cell in row.cells if cell), "")
    return (
        row.numbers > 0
        or _has_figures(row)
        or bool(LABEL.match(f"{first} "))
        or (_distinct(row) == 1 and row.bold)
    )


def _has_figures(row: Row) -> bool:
    return any(_FIGURE.fullmatch(cell) for cell in row.cells)


def _end(rows: Sequence[Row], start: int, body: int) -> int:
    """The row after the table's last."""
    end = body
    for at in range(body, len(rows)):
        row = rows[at]
        after_gap = not any(rows[at - 1].cells)
        first = fold(next((cell for cell in row.cells if cell), ""))
        if not first:
            continue
        if _END.match(first) and not _has_figures(row):
            break
        if after_gap and (
            _header_rows(rows, at) or (not _has_figures(row) and not _figures_follow(rows, at))
        ):
            break
        if row.cells != rows[start].cells:
            end = at + 1
    return end


def _figures_follow(rows: Sequence[Row], at: int) -> bool:
    """Whether the table goes on after a row of words: with a row of figures, before another header comes."""
    for k in range(at + 1, min(at + 4, len(rows))):
        if _header_rows(rows, k):
            return False
        if rows[k].numbers or _has_figures(rows[k]):
            return True
    return False


def _table(head: Sequence[Row], body: Sequence[Row], title: str, page: int) -> Table:
    used = [i for i in range(len(head[0].cells)) if any(row.cells[i] for row in (*head, *body))]
    top = _spread([[row.cells[i] for i in used] for row in head])
    grid = [*top, *([row.cells[i] for i in used] for row in body)]
    header, cells = join_header_rows(grid, len(top))
    return Table(title, page, header, tuple(cells))


def _spread(head: list[list[str]]) -> list[list[str]]:
    """Header words over several columns that were not merged are said again over each column below them."""
    for upper, lower in pairwise(head):
        for i in range(1, len(upper)):
            if not upper[i] and upper[i - 1] and lower[i] and lower[i - 1] and lower[i - 1] != upper[i - 1]:
                upper[i] = upper[i - 1]
    return head
