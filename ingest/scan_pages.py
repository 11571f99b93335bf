"""Rim: scanned pages of a PDF → rows as `pdf_rows` gives them: size, place, marks wrapped in RAISED.

One page is in memory at a time. A mark that order does not prove is named in a warning and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np
import pypdfium2
from PIL import Image, ImageOps

from ingest import ocr
from ingest.ocr import ScannedLine
from ingest.page_progress import page_read
from ingest.pdf_rows import Row
from ingest.scan_image import DPI, cleaned, shapes
from ingest.scan_marks import Spot, find_spots
from ingest.scan_rows import ScannedPage, scanned_rows, with_even_sizes

_PT = 72 / DPI
_FAINT = 0.6  # mean confidence of a page below which it may lie on its side or be hardly legible
_MOST_PIXELS = 40_000_000  # of a page: an A1 sheet at DPI / 2 still fits
_LETTERS = 200  # a page with fewer, most of it a picture, is a scan: a digital signature leaves some


@dataclass(frozen=True, slots=True)
class Scans:
    """Scanned pages: the rows of those that could be read, by page number; warnings."""

    rows: dict[int, list[Row]]
    warnings: tuple[str, ...]


def is_scanned(page: pypdfium2.PdfPage, letters: int) -> bool:
    """Whether a page is a picture. letters: how many its text layer has."""
    return letters < _LETTERS and (_is_picture(page) or (letters < 3 and _has_ink(page)))


def read_scans(path: Path, pages: Sequence[int]) -> Scans:
    """The given pages by OCR; tesseract with Vietnamese must be there (`ocr.lacking`)."""
    read: dict[int, ScannedPage] = {}
    failed, faint = [], []
    document = pypdfium2.PdfDocument(path)
    try:
        for done, number in enumerate(pages):
            page_read(done + 1, len(pages), scanned=True)
            try:
                lines, picture = _read(_picture(document[number - 1]))
                boxes = shapes(picture)
                spots = [[(s, _numbers(picture, s)) for s in find_spots(line, boxes)] for line in lines]
            except ocr.UnreadPageError:
                failed.append(number)
                continue
            if _confidence(lines) < _FAINT:
                faint.append(number)
            read[number] = ScannedPage(lines, spots, picture.height)
    finally:
        document.close()
    rows, unproved = scanned_rows(read)
    warnings = (
        (read, "là ảnh quét, chữ do máy nhận dạng; hãy đối chiếu số liệu với bản gốc."),
        (failed, "là ảnh quét, máy không nhận dạng được nên bỏ qua; hãy xem trong bản gốc."),
        (faint, "quét mờ hoặc lệch, chữ nhận dạng được có thể sai nhiều."),
        (set(unproved), "có dấu chú thích không đọc chắc được nên chưa nối."),
    )
    return Scans(rows, tuple(f"Trang {page_list(named)} {words}" for named, words in warnings if named))


def page_list(pages: Iterable[int]) -> str:
    """ "1-4, 7" for the pages 1, 2, 3, 4, 7."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and runs[-1][-1] == page - 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    return ", ".join("-".join(map(str, run)) for run in runs)


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    """True where pictures cover most of the page."""
    width, height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered >= 0.5 * width * height)


def _has_ink(page: pypdfium2.PdfPage) -> bool:
    picture = np.asarray(page.render(scale=0.5, grayscale=True).to_pil())
    return bool(np.any(picture < 128))


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    width, height = page.get_size()
    scale = min(1 / _PT, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture


def _read(picture: Image.Image) -> tuple[list[ScannedLine], Image.Image]:
    """The lines of a page with the picture they were read from, turned about when it lay on its side."""
    upright = cleaned(picture)
    lines = ocr.read_lines(upright)
    if _confidence(lines) < _FAINT and (turn := ocr.read_turn(picture)):
        turned = cleaned(picture.rotate(-turn, expand=True))
        again = ocr.read_lines(turned)
        if _confidence(again) > _confidence(lines):
            lines, upright = again, turned
    return with_even_sizes(lines), upright


def _confidence(lines: Sequence[ScannedLine]) -> float:
    """The mean over the words; 1.0 for a page without any."""
    return fmean([word.confidence for line in lines for word in line.words] or [1.0])


def _numbers(picture: Image.Image, spot: Spot) -> set[int]:
    """What numbers were read at a spot, by itself and enlarged, and in its line; those as wide as it is."""
    left, top, right, bottom = spot.box
    cut = picture.crop((left - 4, top - 4, right + 4, bottom + 4))
    large = ImageOps.autocontrast(cut.resize((cut.width * 3, cut.height * 3), Image.Resampling.LANCZOS), 1)
    read = (ocr.read_number(ImageOps.expand(large, 10, 255)), spot.read)
    return {int(digits) for digits in read if digits.isdecimal() and len(digits) == spot.figures} - {0}
