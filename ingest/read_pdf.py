"""Rim: PDF → lines, notes and tables; pages without a text layer by OCR.

The notes of a page are the smaller rows at its foot, from the first that begins with the number due, or
from their top where the page before left a note unfinished. Page numbers and running heads are left out,
so that a sentence goes on over them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from index_store.errors import FileRefusedError
from ingest import ocr
from ingest.lines import Line, Source
from ingest.note_zones import SMALLER_PT, note_zones
from ingest.notes import gather
from ingest.page_edges import drop_edges
from ingest.page_progress import page_read
from ingest.pdf_letters import Rule, read_letters
from ingest.pdf_rows import Row, rows_of
from ingest.pdf_tables import find_tables
from ingest.scan_pages import is_scanned, page_list, read_scans

MAX_PAGES = 2000


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


class TooManyPagesError(FileRefusedError):
    def __init__(self, path: Path, pages: int) -> None:
        super().__init__(
            path, f"có {pages} trang, quá giới hạn {MAX_PAGES} trang.", "Hãy tách tệp rồi nạp từng phần."
        )


@dataclass(frozen=True, slots=True)
class _Pages:
    """What every page holds, and the numbers of the pages that are scans and of those with hidden text."""

    rows: list[list[Row]]
    rules: list[list[Rule]]
    scanned: list[int]
    hidden: list[int]


def read_pdf(path: Path) -> Source:
    """Lines, notes and tables of one PDF. Raises the errors of this module, nothing of PDFium's."""
    read = _read_pages(path)
    pages = read.rows
    warnings: tuple[str, ...] = ()
    ocr_pages = 0
    lack = ocr.lacking() if read.scanned else ""
    if lack:
        warnings = (
            f"Trang {page_list(read.scanned)} là ảnh quét, chưa đọc được vì máy {lack}. Hãy nhờ người quản trị cài "
            "tesseract-ocr và tesseract-ocr-vie rồi nạp lại tệp, hoặc xin nơi soạn thảo bản Word.",
        )
    elif read.scanned:
        scans = read_scans(path, read.scanned)
        warnings, ocr_pages = scans.warnings, len(scans.rows)
        for number, rows in scans.rows.items():
            pages[number - 1], read.rules[number - 1] = rows, []
    if read.hidden:
        warnings += (
            f"Trang {page_list(read.hidden)} có chữ ẩn (cùng màu nền, quá nhỏ hoặc nằm ngoài trang); "
            "phần này không được đọc.",
        )
    drop_edges(pages)
    tables = find_tables(pages, read.rules)
    for number, rows in enumerate(pages, 1):
        for row in rows:
            row.in_table = any(table.holds(number, row.depth) for table in tables)
    body_size = _body_size(pages)
    bodies, zones = note_zones(pages, body_size)
    lines, notes = tuple(_lines(bodies, body_size)), tuple(gather(zones))
    return Source("pdf", len(pages), lines, notes, True, warnings, tuple(tables), bool(lack), ocr_pages)


def _read_pages(path: Path) -> _Pages:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        # PDFium may tell the error of the file before, so the file itself must say that it is locked.
        locked = error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in path.read_bytes()
        raise (EncryptedPdfError if locked else BrokenPdfError)(path) from error
    except OSError as error:
        raise BrokenPdfError(path) from error
    read = _Pages([], [], [], [])
    try:
        if not len(document):
            raise BrokenPdfError(path)
        if len(document) > MAX_PAGES:
            raise TooManyPagesError(path, len(document))
        for number, page in enumerate(document, 1):
            letters = read_letters(page)
            rows = rows_of(letters)
            if is_scanned(page, sum(len(row.text) for row in rows)):
                read.scanned.append(number)
            page.close()
            read.rows.append(rows)
            read.rules.append(letters.rules)
            page_read(number, len(document))
            if letters.hidden:
                read.hidden.append(number)
    except pypdfium2.PdfiumError as error:
        raise BrokenPdfError(path) from error
    finally:
        document.close()
    return read


def _body_size(pages: list[list[Row]]) -> float:
    """The largest size that much of the file has; notes can hold more letters than the body, tables are left out."""
    letters: Counter[float] = Counter()
    every = [row for rows in pages for row in rows]
    for row in [row for row in every if not row.in_table] or every:
        letters[row.size] += len(row.text)
    usual = (size for size, count in letters.items() if count >= 0.15 * letters.total())
    return max(usual, default=0.0)


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
