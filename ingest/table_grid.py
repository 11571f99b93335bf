"""From a grid of cells to a Table: header rows joined, layout tables told apart, pages joined. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from index_store.language.text import fold, printed
from index_store.records import Table

Row = tuple[str, ...]

NAMED = re.compile(r"(?:phu luc|phu bieu|bieu|bang)\b(?: so)?[ :.]*(?:\d+[\w./-]*|[ivx]+\b)?", re.I)
_LEFT_OUT = re.compile(r"\(?\s*(?:ban hanh |dinh )?kem theo\b|[-_*=~.\s]*$|trang \d+$|\d+$", re.I)
_UNIT_INSIDE = re.compile(r"(?:đơn vị tính|đvt)\s*:\s*[^();|]{1,24}", re.I)
UNIT_OF_ALL = re.compile(r"\(?\s*(?:don vi(?: tinh)?|dvt)\s*:", re.I)
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Da-d])\)?(?:\s*=.*)?|\d+\s*[=/:].*")
_LAYOUT = re.compile(
    r"cong hoa xa hoi|dang cong san|doc lap.{1,5}tu do|noi nhan|^t/?m\.?\s|^kt\.?\s|^so: ?\S*[-/]\S*"
    r"|uy ban nhan dan$"
)
_ROW_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVXL]+|[A-ZĐa-zđ])[.)]?|[-–+*]")
_PART = re.compile(r"[\d.,]+")
_GROUPED = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d{1,3})(?:,\d{1,3})?")
_LONG = 6  # letters of a figure that may fill its cell
_TITLE_LINES = 8
_SLIPS = 0.85  # of the letters of a header are the same, at least
_LONG_HEADER = 30  # letters; in fewer a slip may be a difference


def join_header_rows(rows: Sequence[Sequence[str]], header_rows: int | None = None) -> tuple[Row, list[Row]]:
    """Header and body of a grid whose merged cells repeat their text in every place they cover.

    The header's rows are joined from the top: "Thực hiện > 6 tháng 2023". header_rows: how many, where the
    file says. A row that numbers the columns ("1 2 3", "A B (1)") is left out. In the body a text that spans
    cells stays in the first of them. Cells come back as printed text; a grid without a body gives [].
    """
    grid = [tuple(printed(cell) for cell in row) for row in rows if any(cell.strip() for cell in row)]
    if not grid:
        return (), []
    width = max(map(len, grid))
    grid = [row + ("",) * (width - len(row)) for row in grid]
    count = header_rows or _count_header_rows(grid)
    header = tuple(" > ".join(dict.fromkeys(row[i] for row in grid[:count] if row[i])) for i in range(width))
    body = grid[count:]
    if body and numbers_columns(body[0]):
        body = body[1:]
    return header, [_unspanned(row) for row in body]


def grid_table(
    rows: Sequence[Sequence[str]], title: str = "", page: int = 0, header_rows: int | None = None
) -> Table | None:
    """A Table from a grid; None when it is no table of data (one column, no body, a layout table).

    Rows on top that one text spans belong to the title.
    """
    grid = [list(row) for row in rows]
    while len(grid) > 2 and len({cell.strip() for cell in grid[0] if cell.strip()}) == 1 and all(grid[0]):
        title = printed(f"{title} {grid.pop(0)[0]}")
    if is_layout(grid):
        return None
    header, body = join_header_rows(grid, header_rows)
    if len(header) < 2 or not body:
        return None
    return Table(title, page, header, tuple(body))


def is_layout(rows: Sequence[Sequence[str]]) -> bool:
    """True for a table that only places text: the letterhead, the recipients beside the signature, a
    frame.
    """
    cells = [fold(printed(cell)) for row in rows for cell in row if cell.strip()]
    if not cells or max(len(row) for row in rows) < 2:
        return True
    return len(rows) <= 4 and any(
        _LAYOUT.search(line) for cell in cells for line in [cell, *cell.split("\n")]
    )


def whole_number(cell: str) -> str:
    """The cell's text; a figure that was too long for its cell and goes on on the next line is made whole.

    "1.268.40" over "0" is 1.268.400; "12" over "15" stays two figures.
    """
    first, _, rest = cell.partition("\n")
    number = first + rest
    if (
        _PART.fullmatch(first)
        and _PART.fullmatch(rest)
        and len(rest) < len(first)
        and _GROUPED.fullmatch(number)
    ):
        if not _GROUPED.fullmatch(first) or len(first) >= _LONG:
            return number
    return printed(cell)


def continues(first: Table, second: Table) -> bool:
    """Whether `second`, read from the next page, is the rest of `first`: same columns, no title and no other
    header of its own.
    """
    if second.title or len(first.header) != len(second.header):
        return False
    top = second.header
    texts = [cell for cell in top if cell]
    is_row = _has_figures(top) or _ROW_LABEL.fullmatch(top[0]) or _one_text(top) or len(texts) < 3
    return _same_header(first.header, top) or bool(is_row or not top[0])


def joined(first: Table, second: Table) -> Table:
    """Both parts as one table: the repeated header dropped, a row cut by the page break made whole."""
    rows = list(second.rows)
    if _same_header(first.header, second.header):
        pass
    elif rows and _same_header(first.header, rows[0]):
        rows = rows[1:]
    else:  # no header on the second page: what was taken for one is a row
        rows.insert(0, _unspanned(second.header))
    if rows and first.rows and _is_rest(rows[0], first.rows[-1]):
        last = tuple(whole_number(f"{a}\n{b}") for a, b in zip(first.rows[-1], rows[0], strict=True))
        return replace(first, rows=(*first.rows[:-1], last, *rows[1:]))
    return replace(first, rows=(*first.rows, *rows))


def is_named(line: str) -> bool:
    """Whether a line begins with "Phụ lục", "Biểu" or "Bảng" as titles do."""
    return line[:1].isupper() and NAMED.match(fold(line)) is not None


def title_above(lines: Sequence[str]) -> tuple[str, int]:
    """The title that ends right above a table, and the index of its first line; ("", len(lines)) for none.

    lines: those before the table. "PHỤ LỤC 01" and what follows it, without "(Kèm theo Báo cáo số …)"; else
    the lines in capitals. A line that says the unit of all figures is kept in the title.
    """
    parts: list[str] = []
    first = len(lines)
    seen = 0
    for i in range(len(lines) - 1, -1, -1):
        line = printed(lines[i])
        if not line:
            continue
        if _LEFT_OUT.match(fold(line)):
            if unit := _UNIT_INSIDE.search(line):  # "(Kèm theo Báo cáo số …; đơn vị tính: hố)"
                parts.insert(0, f"({unit[0]})")
            continue
        seen += 1
        if seen > _TITLE_LINES:
            break
        named = NAMED.match(fold(line)) and len(line) < 150 and line[0].isupper() and line[-1] not in ".;,"
        parts.insert(0, line)
        if named:
            return " ".join(parts), i
    parts.clear()
    for i in range(len(lines) - 1, -1, -1):
        line = printed(lines[i])
        if line and (line.isupper() or UNIT_OF_ALL.match(fold(line))) and len(line) > 3:
            parts.insert(0, line)
            first = i
        elif line and not _LEFT_OUT.match(fold(line)):
            break
    return " ".join(parts), first


def _count_header_rows(grid: Sequence[Row]) -> int:
    """The first row and each one below it that shares a merged cell with the row above."""
    count = 1
    for above, row in pairwise(grid):
        vertical = any(a and a == b for a, b in zip(above, row, strict=True)) and not _has_figures(row)
        split = any(a and a == b for a, b in pairwise(above))
        blank = not row[0] and split and all(row[i] for i in range(1, len(row)) if above[i] == above[i - 1])
        if not (vertical or blank) or count == 4 or _one_text(row):
            break
        count += 1
    return count


def _has_figures(row: Row) -> bool:
    return any(_is_figure(cell) for cell in row[1:])


def _is_figure(cell: str) -> bool:
    return re.fullmatch(r"[-+]?\d[\d.,]*\s*%?", cell) is not None


def _one_text(row: Row) -> bool:
    return len({cell for cell in row[1:] if cell}) == 1 and len(row) > 2


def numbers_columns(row: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: "A B 1 2 3", "(1) (2) (3 = 1 + 2)", "^ B 1 2 3" with a letter misread."""
    counted = sum(cell == str(n) for n, cell in enumerate(_from_one(row), 1))
    if counted > 2 and all(len(cell) == 1 for cell in row if cell) and counted == len(_from_one(row)):
        return True
    if not all(_COLUMN_NUMBER.fullmatch(cell) for cell in row if cell):
        return False
    digits = [int(match[1]) for cell in row if (match := re.match(r"\(?(\d{1,2})", cell))]
    return len(digits) > 1 and all(a < b for a, b in pairwise(digits)) and digits[0] < 5


def _from_one(row: Sequence[str]) -> Sequence[str]:
    """The cells from the first that says 1."""
    return row[row.index("1") :] if "1" in row else ()


def _unspanned(row: Row) -> Row:
    """A text that covers the rest of the row (a group's name) is kept once."""
    for i in range(len(row) - 2):
        text = row[i]
        if re.search(r"[^\W\d_]{2}", text) and all(cell == text for cell in row[i:]):
            return row[: i + 1] + ("",) * (len(row) - i - 1)
    return row


def _same_header(a: Sequence[str], b: Sequence[str]) -> bool:
    """Equal but for blanks and slips of OCR; LibreOffice cuts the last lines of a tall header where it repeats it."""
    pairs = [(fold(x).replace(" ", ""), fold(y).replace(" ", "")) for x, y in zip(a, b, strict=True)]
    same = all(x == y or (y and x.startswith(y)) for x, y in pairs) and any(y for _, y in pairs)
    return same or _differ_by_slips(*("|".join(cells) for cells in zip(*pairs, strict=True)))


def _differ_by_slips(a: str, b: str) -> bool:
    """Whether two headers differ in a few letters and in no year."""
    years = [re.findall(r"(?:19|20)\d\d", text) for text in (a, b)]
    alike = SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SLIPS
    return years[0] == years[1] and len(a) >= _LONG_HEADER and alike


def _is_rest(row: Row, above: Row) -> bool:
    """The lower half of a row that the page break cut: no number of its own, text in lower case or no figures
    but the ends of figures above.
    """
    texts = [cell for cell in row if cell]
    begins = next((cell for cell in row[1:] if cell), "")
    return (
        not row[0]
        and len(texts) < len(row) - 1
        and all(goes_on(a, b) for a, b in zip(above[1:], row[1:], strict=True) if _is_figure(b))
        and not begins.isupper()
        and (begins[:1].islower() or len(texts) == 1 or goes_on(above[row.index(begins)], begins))
    )


def goes_on(above: str, below: str) -> bool:
    """Whether the cell below holds the last digits of a figure that was too long for the cell above."""
    return bool(above) and " " not in whole_number(f"{above}\n{below}")
