"""Tables inside extracted text: a header line, rows of figures, nothing but blanks between the cells. Pure.

A row is cut from its right end, where the figures stand; a row that does not give one cell a column stays
one text, so that no figure ever lands under another column's name. Grids (DOCX, ruled PDF) are
`table_grid`'s, PDF `pdf_tables`'.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index_store.language.text import fold, printed
from index_store.records import Table
from ingest.table_columns import (
    LABEL,
    NAME_COLUMN,
    NUMBER_COLUMN,
    column_starts,
    figure_spans,
    name_and_unit,
    row_cells,
    table_shape,
)
from ingest.table_grid import grid_table, is_layout, join_header_rows, title_above

__all__ = ["TextTable", "find_text_tables", "grid_table", "is_layout", "join_header_rows", "title_above"]

_CELL = re.compile(r"\S+(?:[ \u00a0]\S+)*")  # words with one blank between
_FEWEST_CELLS = 3
_ASIDE = 2  # letters that a line of a header may stand aside from its column
_MOST_WAITING = 2  # lines without figures that may still belong to the row before or after


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table found in lines: `title_start` ≤ `start` (the header) < `end`; the table's page is 0."""

    title_start: int
    start: int
    end: int
    table: Table


def find_text_tables(lines: Sequence[str], uncut: Collection[int] = ()) -> list[TextTable]:
    """Every table in `lines`, in order; [] for none. Lines are as extracted: blanks between cells may be one
    or many.

    uncut: lines that were read from a picture, so that a figure may be lacking: their tables are whole lines.
    """
    found: list[TextTable] = []
    i = 0
    while i < len(lines):
        after = found[-1].end if found else 0
        begins = _looks_like_header(lines[i]) or _is_barred_header(lines[i : i + 2])
        table = _table_at(lines, i, after, cut=i not in uncut) if begins else None
        if table:
            found.append(table)
            i = table.end
        else:
            i += 1
    return found


def _clean(line: str) -> str:
    return unicodedata.normalize("NFC", line).replace("\u00a0", " ").strip()


def _looks_like_header(line: str) -> bool:
    text = fold(printed(line))
    if text.endswith((".", ";")) or printed(line)[:1].islower():
        return False  # the end of a sentence: "đơn vị máu, đạt 47% kế hoạch."
    begins = NUMBER_COLUMN.match(text) or NAME_COLUMN.match(text)
    cells = max(len(column_starts(text)), len(_CELL.findall(_clean(line))), line.count("|") + 1)
    return (bool(begins) and len(text) < 300 and cells >= _FEWEST_CELLS) or (
        text.startswith("|") and "chi tieu" in text
    )


def _is_barred_header(lines: Sequence[str]) -> bool:
    """Whether a line of cells between bars, none of them a figure, stands over one of as many with figures."""
    if (
        len(lines) < 2
        or lines[0].count("|") < _FEWEST_CELLS - 1
        or lines[0].count("|") != lines[1].count("|")
    ):
        return False
    return not figure_spans(_clean(lines[0])) and len(figure_spans(_clean(lines[1]))) > 0


def _table_at(lines: Sequence[str], start: int, after: int, *, cut: bool) -> TextTable | None:
    """The table whose header begins at `start`; None when no row of figures follows."""
    heading, first = [lines[start]], start + 1
    while first < len(lines) and first < start + 6 and not _begins_row(lines[first]):
        text = _clean(lines[first])
        first += 1
        if re.fullmatch(r"[|\s:-]*", text):
            continue
        if len(text) > 120 or (text.endswith((".", ";"))):
            return None
        heading.append(lines[first - 1])
    header = _header_in_columns(heading) or " ".join(map(_clean, heading))
    rows, end = _row_texts(lines, first, header)
    if not rows:
        return None
    shape = table_shape(header, rows) if cut else None
    title, title_at = title_above([*lines[after:start]])
    if shape is None:  # columns cannot be told apart: whole lines, findable and never misread
        table = Table(title, 0, (printed(header),), tuple((printed(row),) for row in rows))
    else:
        table = Table(title, 0, shape.header, tuple(row_cells(row, shape) for row in rows))
    return TextTable(after + title_at, start, end, table)


def _header_in_columns(lines: Sequence[str]) -> str:
    """A header whose lines below go on right under the cells of the first: the cells, two blanks between; "" for
    any other."""
    cells = [(m.start(), [m.group()]) for m in _CELL.finditer(lines[0])]
    if len(cells) < _FEWEST_CELLS or len(lines) < 2:
        return ""
    for line in lines[1:]:
        for piece in _CELL.finditer(line):
            under = min(cells, key=lambda cell: abs(cell[0] - piece.start()))
            if abs(under[0] - piece.start()) > _ASIDE:
                return ""
            under[1].append(piece.group())
    return "  ".join(_clean(" ".join(words)) for _, words in cells)


def _begins_row(line: str) -> bool:
    text = _clean(line).lstrip("| ")
    return bool(LABEL.match(text)) or len(figure_spans(text)) >= 2


def _row_texts(lines: Sequence[str], first: int, header: str) -> tuple[list[str], int]:
    """The text of each row, wrapped lines joined, and the index after the last; ([], first) for no
    figures.
    """
    rows: list[str] = []
    end, waiting = first, list[str]()
    usual = _usual_figures(lines, first)
    for i in range(first, len(lines)):
        text = _clean(lines[i])
        if not text or re.fullmatch(r"[|\s:-]{3,}", text) or printed(text) == printed(header):
            continue
        label, values = LABEL.match(text.lstrip("| ")), len(figure_spans(text))
        if rows and not waiting and _only_figures(text) and len(figure_spans(rows[-1])) + values <= usual:
            rows[-1] += f" {text}"
            end = i + 1
        elif values >= 2 or (values and label):
            if waiting and not label and _unfinished(waiting[-1]):
                text = f"{waiting.pop()} {text}"
            rows += [*waiting, text]
            waiting, end = [], i + 1
        elif label and len(waiting) < _MOST_WAITING and len(text) < 200 and text[-1] not in ".;:":
            waiting.append(text)
        elif waiting and _goes_on(text):
            waiting[-1] += f" {text}"
        elif rows and not waiting and _goes_on(text):
            rows[-1] = _with_rest(rows[-1], text)
            end = i + 1
        else:
            break
    return (rows, end) if any(len(figure_spans(row)) >= 1 for row in rows) else ([], first)


def _usual_figures(lines: Sequence[str], first: int) -> int:
    """How many figures the labelled rows from `first` on usually end in."""
    rows = (_clean(line) for line in lines[first : first + 200])
    counts = Counter(n for row in rows if LABEL.match(row) and (n := len(figure_spans(row))) > 1)
    return counts.most_common(1)[0][0] if counts else 0


def _only_figures(text: str) -> bool:
    values = figure_spans(text)
    return bool(values) and values[0][0] == 0


def _unfinished(text: str) -> bool:
    """ "6 Diện tích sản xuất nông nghiệp ứng dụng": a label, words, no figure, no capitals of a group."""
    words = LABEL.sub("", text, count=1).strip()
    return not words.isupper()


def _goes_on(text: str) -> bool:
    return (
        len(text) < 80
        and not text.isupper()
        and text[-1] not in ".;:"
        and (text[0].islower() or text[0] in "(,")
    )


def _with_rest(row: str, rest: str) -> str:
    """A name that goes on below its figures: the rest is put where the name stands, before unit and
    figures.
    """
    values = figure_spans(row)
    at = values[0][0] if values else len(row)
    head = row[:at].rstrip()
    name, unit = name_and_unit(head)
    return f"{name} {rest} {unit} {row[at:]}" if unit else f"{head} {rest} {row[at:]}"
