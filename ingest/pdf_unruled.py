"""Tables without rules, by where the words stand: rows of figures, columns parted by white space. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index_store.language.text import fold, printed
from index_store.records import Table
from ingest.pdf_header import Extent, header_cells
from ingest.pdf_rows import Word
from ingest.pdf_words import (
    COLUMN_GAP_PT,
    FIGURE,
    Line,
    bodies,
    is_figured,
    segments,
    text_of,
    word_lines,
)
from ingest.table_grid import (
    UNIT_OF_ALL,
    goes_on,
    is_named,
    join_header_rows,
    numbers_columns,
    title_above,
    whole_number,
)

_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){0,3}[.)]?|[IVXLC]{1,5}[.)]?|[A-ZĐa-zđ][.)]?|[-–+*•])$")
_RUNNING_PT = 9.0  # white space that a blank of large type may reach
_TITLE_WORDS, _CENTRED_PT = 4, 15.0
_BELOW_TABLE = re.compile(r"(?:ghi chu|nguon)\b|\(?\*{1,3}\)?(?=[ :])")


@dataclass(frozen=True, slots=True)
class Unruled:
    """A table of one page, where it stands (points below the page's top), and its columns from left to right."""

    table: Table
    page: int
    top: float
    bottom: float
    columns: tuple[Extent, ...]
    head: tuple[str, ...]  # the lines of its header
    ends_page: bool  # nothing but a page's number comes after it
    bare: bool  # no header: its first row stands in the header's place


def find_unruled(words: Sequence[Word], page: int, before: Unruled | None) -> list[Unruled]:
    """The tables of one page in order. before: the table that the page before ended with, which may go on here.

    A table that goes on without a header has its first row in the header's place, as `table_grid.joined` takes it.
    """
    lines = word_lines(words)
    found: list[Unruled] = []
    start = 0
    for first, last in bodies(lines):
        if first < start:
            continue
        going_on = before if not found else None
        table = _table(lines, first, last, start, page, going_on)
        # one row is a table where it goes on from the page before, or may go on on the next
        if table and (first < last or going_on or (table.ends_page and table.table.title)):
            found.append(table)
            start = last + 1
    return found


def _table(
    lines: Sequence[Line], first: int, last: int, start: int, page: int, before: Unruled | None
) -> Unruled | None:
    figured = [line for line in lines[first : last + 1] if is_figured(line) and not _is_numbering(line)]
    columns = _columns(figured)
    repeated = _repeated(lines, before) if before else 0
    if repeated:
        top, body = 0, repeated
    else:
        top = _header_top(lines, first, start, columns)
        body = _body_start(lines, top, first, columns)
    steps = [b[0].bottom - a[0].bottom for a, b in pairwise(figured)]
    end = _body_end(lines, last, columns, min(steps, default=0.0))
    bare = body == top  # no header above: the table goes on from the page before, or it is none
    if bare and before is None:
        return None
    if before and (bare or repeated):
        columns = _in_common(before.columns, columns)
    elif not bare:
        columns = _with_empty(columns, lines[top:body])
    if len(columns) < 3:
        return None
    rows = _rows(lines[body + _is_numbering(lines[body]) : end], columns)
    if not rows:
        return None
    head = tuple(text_of(line) for line in lines[top:body])
    if bare:
        header, rows, title = rows[0], rows[1:], ""
    elif before and repeated:
        header, rows, title, head = before.table.header, rows, "", before.head
    else:
        header, rows = join_header_rows([header_cells(lines[top:body], columns), *rows], 1)
        title, _ = title_above([text_of(line) for line in lines[start:top]])
    table = Table(title, page, tuple(header), tuple(map(tuple, rows)))
    place = float(lines[top][0].top), float(lines[end - 1][0].bottom)
    ends_page = all(text_of(line).strip("-– ").isdigit() for line in lines[end:])
    if bare and before:
        head = before.head
    return Unruled(table, page, *place, tuple(columns), head, ends_page, bare)


def _is_numbering(line: Line) -> bool:
    return numbers_columns([text_of(part) for part in segments(line)])


def _repeated(lines: Sequence[Line], before: Unruled) -> int:
    """How many lines on top of the page repeat the header of the table before; 0 where they do not.

    LibreOffice leaves out the last lines of a tall header where it repeats it. Below it a row, or the rest of one.
    """
    same = 0
    for line, above in zip(lines, before.head, strict=False):
        if text_of(line) != above:
            break
        same += 1
    below = next((at for at in range(same, len(lines)) if is_figured(lines[at])), len(lines))
    cut = 0 < same < below + 1 <= len(lines) and all(_is_end(line) for line in lines[same:below])
    return same if same == len(before.head) or cut else 0


def _is_end(line: Line) -> bool:
    """The end of a cell's words: one phrase in small letters."""
    return len(segments(line)) == 1 and text_of(line).islower()


def _in_common(before: Sequence[Extent], here: Sequence[Extent]) -> list[Extent]:
    """The columns of a table on the page before, made as wide as its rows on this page need."""
    merged = joined_spans([*before, *here])
    return merged if len(merged) == len(before) else list(before)


def _with_empty(columns: list[Extent], header: Sequence[Line]) -> list[Extent]:
    """The columns, and one more where the header names a last one whose cells are all empty ("Ghi chú")."""
    beyond = [
        part
        for line in header
        for part in segments(line)
        if part[0].x0 > columns[-1][1] and len(segments(line)) > 1
    ]
    if not beyond:
        return columns
    x0, x1 = min(part[0].x0 for part in beyond), max(part[-1].x1 for part in beyond)
    left = columns[-2][1] if len(columns) > 1 else columns[-1][0]
    parts = [part for line in header for part in segments(line) if part[-1].x1 <= x0 - COLUMN_GAP_PT]
    own = any(
        (part[0].x0 + part[-1].x1) / 2 > left for part in parts
    )  # words of the last column that is seen
    return [*columns, (x0, x1)] if own else columns


def _columns(lines: Sequence[Line]) -> list[Extent]:
    """x ranges that words of the rows cover, parted wherever all rows leave white space."""
    return joined_spans([(w.x0, w.x1) for line in lines for w in line])


def joined_spans(spans: Sequence[Extent]) -> list[Extent]:
    columns: list[Extent] = []
    for x0, x1 in sorted(spans):
        if columns and x0 - columns[-1][1] < COLUMN_GAP_PT:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _header_top(lines: Sequence[Line], first: int, start: int, columns: Sequence[Extent]) -> int:
    """The first line of the header above the line `first`; `first` itself when there is none."""
    size = median(w.size for w in lines[first])
    top = first
    while top > start:
        line, below = lines[top - 1], lines[top]
        text = text_of(line)
        near = below[0].bottom - line[0].bottom < 2.6 * max(size, below[0].bottom - below[0].top)
        if not near or ends_header(line, columns):
            break
        if abs(median(w.size for w in line) - size) > 0.6 or text.endswith((".", ";")):
            break
        top -= 1
    return top


def ends_header(line: Line, columns: Sequence[Extent]) -> bool:
    """Whether a line above a table is of its title, or says the unit of all figures."""
    text = text_of(line)
    return is_named(text) or UNIT_OF_ALL.match(fold(text)) is not None or _is_title(line, columns)


def _is_title(line: Line, columns: Sequence[Extent]) -> bool:
    """One phrase that runs over the first columns and others, or over several in the middle of all: no header cell
    does."""
    over = [i for i, (x0, x1) in enumerate(columns) if line[0].x0 < x1 and line[-1].x1 > x0]
    if len(over) < 2 or _LABEL.match(line[0].text):
        return False
    first = over[0] <= 1 and len(segments(line)) == 1
    middle = (columns[0][0] + columns[-1][1] - line[0].x0 - line[-1].x1) / 2
    runs_on = all(b.x0 - a.x1 < _RUNNING_PT for a, b in pairwise(line))
    return first or (runs_on and len(line) >= _TITLE_WORDS and abs(middle) < _CENTRED_PT)


def _body_start(lines: Sequence[Line], top: int, first: int, columns: Sequence[Extent]) -> int:
    """Where the rows begin: a group's name, or the rest of a row from the page before, may stand above `first`."""
    at = first
    while at > top and (
        (
            _LABEL.match(lines[at - 1][0].text)
            and lines[at - 1][0].x0 < columns[0][1]
            and len(lines[at - 1]) > 1
        )
        or (at - 1 > top and _is_rest(lines[at - 1], columns))
    ):
        at -= 1
    return at


def _is_rest(line: Line, columns: Sequence[Extent]) -> bool:
    """A line in the name's column only that does not begin with a capital."""
    return (
        len(columns) > 1
        and line[0].x0 >= columns[0][0] - 1
        and line[-1].x1 <= columns[1][1] + 1
        and not line[0].text[0].isupper()
    )


def _body_end(lines: Sequence[Line], last: int, columns: Sequence[Extent], row_step: float) -> int:
    """After the lines that follow the last row of figures as closely as lines of one cell, within the columns.

    row_step: between two rows; a group's name may follow as closely as a row, its own rows on the next page.
    """
    end = last + 1
    while end < len(lines):
        line = lines[end]
        step = line[0].bottom - lines[end - 1][0].bottom
        text = text_of(line)
        inside = line[0].x0 >= columns[0][0] - 2 and line[-1].x1 <= columns[-1][1] + 2
        group = _LABEL.match(line[0].text) and line[0].x0 < columns[0][1] and len(line) > 1
        if (
            step > max(1.6 * line[0].size, 1.1 * row_step if group else 0.0)
            or not inside
            or _BELOW_TABLE.match(fold(text))
        ):
            break
        if (
            len(line) > 1
            and any(line[0].x0 < x0 and line[-1].x1 > x1 for x0, x1 in columns[1:])
            and (len(segments(line)) == 1)
        ):
            break
        end += 1
    return end


def _rows(lines: Sequence[Line], columns: Sequence[Extent]) -> list[tuple[str, ...]] | None:
    """The lines as rows of cells; None when a word stands across two columns, for then nothing is sure."""
    grid: list[list[str]] = []
    waiting: list[list[str]] = []  # lines that belong to the row below them
    for at, line in enumerate(lines):
        cells = _placed(line, columns)
        if cells is None:
            return None
        if not grid or (_begins_row(line, cells) and not _ends_figures(grid[-1], cells)):
            grid.append(cells)
            for above in reversed(waiting):
                grid[-1] = [printed(f"{a} {b}") for a, b in zip(above, grid[-1], strict=True)]
            waiting = []
        elif waiting or _nearer_below(lines, at):
            waiting.append(cells)
        else:
            grid[-1] = [whole_number(f"{a}\n{b}") for a, b in zip(grid[-1], cells, strict=True)]
    return [tuple(row) for row in [*grid, *waiting]]


def _begins_row(line: Line, cells: Sequence[str]) -> bool:
    return bool(is_figured(line) or (_LABEL.match(cells[0]) and len(line) > 1))


def _ends_figures(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether the line holds only ends: of figures too long for their cells, and of words."""
    pairs = [(a, b) for a, b in zip(above, cells, strict=True) if FIGURE.fullmatch(b)]
    begins = _LABEL.match(cells[0]) or cells[0][:1].isupper()
    return not begins and bool(pairs) and all(goes_on(a, b) for a, b in pairs)


def _nearer_below(lines: Sequence[Line], at: int) -> bool:
    """Whether the line stands clearly nearer to the line below: cells that are not aligned at their top."""
    if at + 1 >= len(lines):
        return False
    above = lines[at][0].bottom - lines[at - 1][0].bottom
    return bool(above > 1.25 * (lines[at + 1][0].bottom - lines[at][0].bottom))


def _placed(line: Line, columns: Sequence[Extent]) -> list[str] | None:
    """The line's words by column; None when a word reaches into two of them. A group's name may run on."""
    cells: list[list[str]] = [[] for _ in columns]
    parts = segments(line)
    labelled = bool(_LABEL.match(line[0].text)) and line[0].x0 < columns[0][1]
    if len(parts) <= 2 and not is_figured(line):
        name = line[1:] if labelled and len(line) > 1 else line
        over = [i for i, (x0, x1) in enumerate(columns) if name[0].x0 < x1 and name[-1].x1 > x0]
        if len(over) > 1 and over[0] <= 1 and len(segments(list(name))) == 1:
            at = 1 if labelled and len(line) > 1 else over[0]
            return [text_of(line[:1]) if labelled and at and not i else text_of(name) if i == at else ""
                    for i in range(len(columns))]  # fmt: skip
    for part in parts:
        over = [i for i, (x0, x1) in enumerate(columns) if part[0].x0 < x1 and part[-1].x1 > x0]
        if len(over) > 1 and len(part) == 1:
            return None
        for word in part:
            middle = (word.x0 + word.x1) / 2
            at = (
                over[0]
                if len(over) == 1
                else min(range(len(columns)), key=lambda i: _distance(columns[i], middle))
            )
            cells[at].append(word.text)
    return [printed(" ".join(cell)) for cell in cells]


def _distance(column: Extent, x: float) -> float:
    return max(column[0] - x, x - column[1], 0.0)
