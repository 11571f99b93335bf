"""Rim: PDF → lines, notes and tables; pages without a text layer by OCR.

The notes of a page are the smaller rows at its foot, from the first that begins with the number due, or
from their top where the page before left a note unfinished. Page numbers and running heads are left out,
so that a sentence goes on over them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from index_store.errors import FileRefusedError
from index_store.records import PageWords
from ingest import ocr
from ingest.legacy_fonts import FONT_NAMES, Encoding
from ingest.lines import Line, Source
from ingest.note_zones import SMALLER_PT, note_zones
from ingest.notes import gather
from ingest.page_edges import drop_edges
from ingest.page_progress import page_read
from ingest.pdf_letters import Rule, read_letters
from ingest.pdf_rows import Row, rows_of
from ingest.pdf_tables import columnar_pages, find_tables
from ingest.scan_pages import is_scanned, page_list, read_scans

MAX_PAGES = 2000
_COMMON = 0.25  # as often as the commonest


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
    """What every page holds, and the numbers of the pages that are scans, and of those with text that is hidden, that
    stands on its side, or that was in a legacy font (by encoding).
    """

    rows: list[list[Row]] = field(default_factory=list)
    rules: list[list[Rule]] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    sideways: list[int] = field(default_factory=list)
    legacy: dict[Encoding, list[int]] = field(default_factory=dict)


def read_pdf(path: Path) -> Source:
    """Lines, notes and tables of one PDF. Raises the errors of this module, nothing of PDFium's."""
    read = _read_pages(path)
    pages = read.rows
    warnings: tuple[str, ...] = ()
    ocr_pages, page_words, unsafe = 0, tuple[PageWords, ...](), frozenset[int]()
    lack = ocr.lacking() if read.scanned else ""
    if lack:
        warnings = (
            f"Trang {page_list(read.scanned)} là ảnh quét, chưa đọc được vì máy {lack}. Hãy nhờ người quản trị cài "
            "tesseract-ocr và tesseract-ocr-vie rồi nạp lại tệp, hoặc xin nơi soạn thảo bản Word.",
        )
    elif read.scanned:
        scans = read_scans(path, read.scanned)
        warnings, ocr_pages, page_words = scans.warnings, len(scans.rows), scans.words
        unsafe = scans.unsafe
        for number, rows in scans.rows.items():
            pages[number - 1], read.rules[number - 1] = rows, scans.rules[number]
    warnings += tuple(_left_out(read))
    drop_edges(pages)
    tables = find_tables(pages, read.rules, read.scanned, unsafe)
    for number, rows in enumerate(pages, 1):
        for row in rows:
            row.in_table = any(table.holds(number, row.depth) for table in tables)
    if read.scanned:
        left = columnar_pages([[row for row in rows if not row.in_table] for rows in pages])
        if unproved := left.intersection(read.scanned) - unsafe:
            warnings += (
                f"Trang {page_list(unproved)} là ảnh quét, có bảng không kẻ khung mà các cột không đủ chắc nên chỉ giữ "
                "lại chữ; hãy xem bảng trong bản gốc hoặc nạp bản Word, Excel.",
            )
    body_size = _body_size(pages)
    bodies, zones = note_zones(pages, body_size)
    lines, notes = tuple(_lines(bodies, body_size)), tuple(gather(zones))
    return Source(
        "pdf", len(pages), lines, notes, True, warnings, tuple(tables), bool(lack), ocr_pages, page_words
    )


def _left_out(read: _Pages) -> Iterator[str]:
    """What a person must know of text that was not read, or not as it stands in the file."""
    if read.hidden:
        yield (
            f"Trang {page_list(read.hidden)} có chữ ẩn (cùng màu nền, quá nhỏ hoặc nằm ngoài trang); "
            "phần này không được đọc."
        )
    if read.sideways:
        yield (
            f"Trang {page_list(read.sideways)} có chữ đặt xoay ngang hoặc ngược so với phần còn lại của trang; "
            "phần này không được đọc, hãy xem ở bản gốc."
        )
    for encoding, pages in sorted(read.legacy.items()):
        yield (
            f"Trang {page_list(pages)} dùng {FONT_NAMES[encoding]}; chữ đã được chuyển sang Unicode, "
            "hãy đối chiếu tên riêng với bản gốc."
        )


def _read_pages(path: Path) -> _Pages:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        # PDFium may tell the error of the file before, so the file itself must say that it is locked.
        locked = error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in path.read_bytes()
        raise (EncryptedPdfError if locked else BrokenPdfError)(path) from error
    except OSError as error:
        raise BrokenPdfError(path) from error
    read = _Pages()
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
            if letters.sideways:
                read.sideways.append(number)
            for encoding in letters.legacy:
                read.legacy.setdefault(encoding, []).append(number)
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


def _line_step(bodies: list[list[Row]], body_size: float) -> float:
    """The step from line to line inside a paragraph, in points: the smallest that is common outside tables; 0.0 for
    none. From paragraph to paragraph it is wider, and may be as common.
    """
    steps = Counter(
        round((a.y - b.y) * 2) / 2
        for rows in bodies
        for a, b in pairwise(rows)
        if a.y - b.y > 1
        and not (a.in_table or b.in_table)
        and max(abs(a.size - body_size), abs(b.size - body_size)) < SMALLER_PT
    )
    often = max(steps.values(), default=0)
    return min((step for step, count in steps.items() if count >= _COMMON * often), default=0.0)


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
    step = _line_step(bodies, body_size)
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
