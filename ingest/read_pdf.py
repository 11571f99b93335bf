"""Rim: PDF with a text layer → lines and notes.

The notes of a page are the smaller rows at its foot, from the first that begins with the number due, or
from their top where the page before left a note unfinished. Page numbers and running heads are left out,
so that a sentence goes on over them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from index_store.errors import FileRefusedError
from ingest.lines import Line, Source
from ingest.note_zones import SMALLER_PT, note_zones
from ingest.notes import gather
from ingest.page_edges import drop_edges
from ingest.pdf_letters import Rule, read_letters
from ingest.pdf_rows import Row, rows_of
from ingest.pdf_tables import find_tables

MAX_PAGES = 2000
_TOLD_PAGES = 20


class BrokenPdfError(FileRefusedError):
    """The PDF cannot be read: truncated, damaged, or no PDF inside."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, "tệp PDF bị hỏng hoặc bị cắt cụt, không đọc được.", "Hãy xin lại bản gốc rồi nạp lại."
        )


class EncryptedPdfError(FileRefusedError):
    """The PDF asks for a password to be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, "tệp PDF được đặt mật khẩu.", "Hãy lưu lại một bản không có mật khẩu rồi nạp lại."
        )


class ScannedPdfError(FileRefusedError):
    """The PDF holds page images and no text layer."""

    def __init__(self, path: Path, pages: int) -> None:
        self.pages = pages
        super().__init__(
            path,
            f"cả {pages} trang đều là ảnh quét, chưa có lớp chữ.",
            "Hãy xin nơi soạn thảo bản Word hoặc PDF gốc, hoặc nhờ văn thư nhận dạng chữ (OCR) rồi nạp lại.",
        )


class TooManyPagesError(FileRefusedError):
    def __init__(self, path: Path, pages: int) -> None:
        super().__init__(
            path, f"có {pages} trang, quá giới hạn {MAX_PAGES} trang.", "Hãy tách tệp rồi nạp từng phần."
        )


def read_pdf(path: Path) -> Source:
    """Lines and notes of one PDF. Raises the errors of this module, nothing of PDFium's."""
    pages, rules, hidden = _rows(path)
    empty = [number for number, rows in enumerate(pages, 1) if sum(len(row.text) for row in rows) < 3]
    if len(empty) == len(pages):
        raise ScannedPdfError(path, len(pages))
    drop_edges(pages)
    tables = find_tables(pages, rules)
    for number, rows in enumerate(pages, 1):
        for row in rows:
            row.in_table = any(table.holds(number, row.depth) for table in tables)
    body_size = _body_size(pages)
    bodies, zones = note_zones(pages, body_size)
    warnings = []
    if empty:
        warnings.append(f"Trang {_told(empty)} không có lớp chữ (có thể là ảnh quét) nên chưa đọc được.")
    if hidden:
        warnings.append(
            f"Trang {_told(hidden)} có chữ ẩn (cùng màu nền, quá nhỏ hoặc nằm ngoài trang); phần này không được đọc."
        )
    lines, notes = tuple(_lines(bodies, body_size)), tuple(gather(zones))
    return Source("pdf", len(pages), lines, notes, True, tuple(warnings), tuple(tables))


def _rows(path: Path) -> tuple[list[list[Row]], list[list[Rule]], list[int]]:
    """The rows and the rules of every page, and the pages with hidden text."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pdfium.FPDF_ERR_PASSWORD
        raise (EncryptedPdfError if locked else BrokenPdfError)(path) from error
    except OSError as error:
        raise BrokenPdfError(path) from error
    rows: list[list[Row]] = []
    rules: list[list[Rule]] = []
    hidden: list[int] = []
    try:
        if not len(document):
            raise BrokenPdfError(path)
        if len(document) > MAX_PAGES:
            raise TooManyPagesError(path, len(document))
        for number, page in enumerate(document, 1):
            letters = read_letters(page)
            page.close()
            rows.append(rows_of(letters))
            rules.append(letters.rules)
            if letters.hidden:
                hidden.append(number)
    except pypdfium2.PdfiumError as error:
        raise BrokenPdfError(path) from error
    finally:
        document.close()
    return rows, rules, hidden


def _told(pages: Sequence[int]) -> str:
    more = f" và {len(pages) - _TOLD_PAGES} trang khác" if len(pages) > _TOLD_PAGES else ""
    return ", ".join(map(str, pages[:_TOLD_PAGES])) + more


def _body_size(pages: list[list[Row]]) -> float:
    """The largest size that much of the file has; notes can hold more letters than the body, tables are left out."""
    letters: Counter[float] = Counter()
    every = [row for rows in pages for row in rows]
    for row in [row for row in every if not row.in_table] or every:
        letters[row.size] += len(row.text)
    return max(size for size, count in letters.items() if count >= 0.15 * letters.total())


def _lines(bodies: list[list[Row]], body_size: float) -> list[Line]:
    """Body rows with what the layout says: a wider step above, an indent, an early end."""
    usual = [
        row
        for rows in bodies
        for row in rows
        if abs(row.size - body_size) < SMALLER_PT and len(row.text) >= 30
    ]
    left = Counter(round(row.x) for row in usual).most_common(1)[0][0] if usual else 0
    lengths = sorted(len(row.text) for row in usual)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 80
    steps = Counter(round((a.y - b.y) * 2) / 2 for rows in bodies for a, b in pairwise(rows) if a.y - b.y > 1)
    step = steps.most_common(1)[0][0] if steps else 0.0
    em = 0.45 * body_size
    lines: list[Line] = []
    flat = [(number, rows, at) for number, rows in enumerate(bodies, 1) for at in range(len(rows))]
    for order, (number, rows, at) in enumerate(flat):
        row = rows[at]
        _, next_rows, next_at = flat[order + 1] if order + 1 < len(flat) else flat[order]
        following = next_rows[next_at].text.split(maxsplit=1)[0]
        reach = len(row.text) + max(0.0, row.x - left) / em + 1 + len(following)
        lines.append(
            Line(
                row.text,
                number,
                gap=at > 0 and rows[at - 1].y - row.y > 1.2 * max(step, row.size),
                indent=row.x - left > 8,
                short=reach <= 0.85 * width,
                bold=row.bold,
                top_pt=row.depth,
            )
        )
    return lines
