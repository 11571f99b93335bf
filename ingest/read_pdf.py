"""Rim: PDF with a text layer → lines and notes.

The notes of a page are the smaller rows at its foot, from the first that begins with the number due, or
from their top where the page before left a note unfinished. Page numbers and running heads are left out,
so that a sentence goes on over them.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdfium2 import PdfiumError

from index_store.errors import FileRefusedError
from ingest import ocr
from ingest.footnotes import gather, split_notes
from ingest.lines import RAISED, Line, PrintedNote, Source
from ingest.pdf_rows import Row, read_rows
from ingest.scan_pages import find_scanned, page_list, read_scans

MAX_PAGES = 2000
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it finds wrong is said in our words
_SMALL = 0.9  # points below the body's size from which a line can belong to the notes
_PAGE_NUMBER = re.compile(r"\s*(?:[-–]\s*)?(?:Trang\s+)?(\d{1,4})(?:\s*/\s*\d{1,4})?(?:\s*[-–])?\s*$", re.I)
_PLAIN_START = re.compile(r"\s*[\[(]?(\d{1,3})[\])]?(?![\d.,/%]\d)[.)]?(?:\s+|(?=[^\W\d_]))")
_NEVER = re.compile(r"(?!)()")
_ENDED = re.compile(r"[.;:!?…)”\"]\s*$")


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


def read_pdf(path: Path) -> Source:
    """Lines and notes of one PDF. Raises the errors of this module, nothing of pypdf's."""
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedPdfError(path)
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise TooManyPagesError(path, count)
        pages = [read_rows(page) for page in reader.pages]
    # pypdf lets many a builtin error of damaged files through (a missing key, a wrong type, a bad index).
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
        OSError,
    ) as error:
        raise BrokenPdfError(path) from error
    if not count:
        raise BrokenPdfError(path)
    warnings, unread = _fill_scanned(path, pages)
    _drop_page_numbers(pages)
    _drop_running_heads(pages)
    body_size = _body_size(pages)
    begins_note = _note_starts(pages, body_size)
    zones: list[list[PrintedNote]] = []
    bodies: list[list[Row]] = []
    for number, rows in enumerate(pages, 1):
        start, zone = _note_zone(rows, body_size, zones, begins_note)
        bodies.append(rows[:start])
        if zone:
            last = next((n.n for found in reversed(zones) for n in reversed(found) if n.n), 0)
            zones.append(split_notes([(row.text, number) for row in zone], last))
    lines = tuple(_lines(bodies, body_size))
    return Source("pdf", count, lines, tuple(gather(zones)), True, warnings, unread)


def _fill_scanned(path: Path, pages: list[list[Row]]) -> tuple[tuple[str, ...], bool]:
    """Puts the rows of scanned pages into their places; warnings; whether pages stay unread for want of OCR."""
    letters = [sum(len(row.text) for row in rows) for rows in pages]
    try:
        scanned = find_scanned(path, letters)
        if scanned and (lack := ocr.lacking()):
            return (
                f"Trang {page_list(scanned)} là ảnh quét, chưa đọc được vì máy {lack}. Hãy nhờ người quản trị cài "
                "tesseract-ocr và tesseract-ocr-vie rồi nạp lại tệp, hoặc xin nơi soạn thảo bản Word.",
            ), True
        scans = read_scans(path, scanned)
    except PdfiumError:  # stricter than pypdf, which has read the text of the other pages
        empty = page_list(number for number, count in enumerate(letters, 1) if count < 3)
        return ((f"Trang {empty} không có lớp chữ và không mở được thành ảnh.",) if empty else ()), False
    for number, rows in scans.rows.items():
        pages[number - 1] = rows
    return scans.warnings, False


def _body_size(pages: list[list[Row]]) -> float:
    """The largest size that much of the file has; notes can hold more letters than the body."""
    letters: Counter[float] = Counter()
    for row in (row for rows in pages for row in rows):
        letters[row.size] += len(row.text)
    return max((size for size, count in letters.items() if count >= 0.15 * letters.total()), default=0.0)


def _drop_page_numbers(pages: list[list[Row]]) -> None:
    """Takes out numbers alone at the top or the foot that count up with the pages."""
    for place in (0, -1):
        offsets = Counter(
            int(found.group(1)) - number
            for number, rows in enumerate(pages)
            if rows and (found := _PAGE_NUMBER.match(rows[place].text))
        )
        if not offsets:
            continue
        offset, often = offsets.most_common(1)[0]
        if often < max(2, 0.4 * len(pages)) and len(pages) > 1:
            continue
        for number, rows in enumerate(pages):
            found = _PAGE_NUMBER.match(rows[place].text) if len(rows) > 1 else None
            if found and int(found.group(1)) - number == offset:
                del rows[place]


def _drop_running_heads(pages: list[list[Row]]) -> None:
    """Takes out a first or last row that stands at the same height with the same words on most pages."""
    for place in (0, -1):
        heads = Counter(_head(rows[place]) for rows in pages if rows)
        for head, often in heads.items():
            if often >= 3 and often >= 0.5 * len(pages):
                for rows in pages:
                    if len(rows) > 1 and _head(rows[place]) == head:
                        del rows[place]


def _head(row: Row) -> tuple[str, int]:
    return re.sub(r"\d+", "#", row.text), round(row.y / 3)


def _note_starts(pages: list[list[Row]], body_size: float) -> re.Pattern[str]:
    """How this file's notes begin: with a raised number; with a plain one if only the body raises any."""
    rows = [row for rows in pages for row in rows]
    if any(row.size <= body_size - _SMALL and RAISED.match(row.text) for row in rows):
        return RAISED
    return _PLAIN_START if any(RAISED.search(row.text) for row in rows) else _NEVER


def _note_zone(
    rows: list[Row], body_size: float, zones: Sequence[list[PrintedNote]], starts: re.Pattern[str]
) -> tuple[int, list[Row]]:
    """Where the notes of a page begin, and their rows; (len(rows), []) for a page without notes."""
    top = len(rows)
    while top and rows[top - 1].size <= body_size - _SMALL:
        top -= 1
    numbered = [note for zone in zones for note in zone if note.n]
    last = numbered[-1].n if numbered else 0
    unfinished = bool(numbered) and not _ENDED.search(zones[-1][-1].text)
    start = next(
        (
            at
            for at in range(top, len(rows))
            if (found := starts.match(rows[at].text)) and int(found.group(1)) in (1, last + 1)
        ),
        None,
    )
    if start is None:
        return (top, rows[top:]) if unfinished and top < len(rows) else (len(rows), [])
    if start > top and (unfinished or (numbered and top > 0 and _same_block(rows, top, start))):
        start = top
    return start, rows[start:]


def _same_block(rows: list[Row], top: int, start: int) -> bool:
    """True when the small rows from `top` look like the end of a note: as small, and set apart above only."""
    steps = [rows[at - 1].y - rows[at].y for at in range(top + 1, start + 1)]
    even = all(rows[at].size == rows[start].size for at in range(top, start))
    return even and rows[top - 1].y - rows[top].y > 1.3 * max(steps)


def _lines(bodies: list[list[Row]], body_size: float) -> list[Line]:
    """Body rows with what the layout says: a wider step above, an indent, an early end."""
    usual = [
        row for rows in bodies for row in rows if abs(row.size - body_size) < _SMALL and len(row.text) >= 30
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
