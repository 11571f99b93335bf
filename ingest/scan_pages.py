"""Rim: scanned pages of a PDF → rows as `pdf_rows` gives them: size, place, marks wrapped in RAISED.

One page is in memory at a time. A mark that order does not prove is named in a warning and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

import numpy as np
import pypdfium2
from PIL import Image, ImageOps

from index_store.records import PageWords
from ingest import ocr
from ingest.ocr import ScannedLine
from ingest.page_progress import page_read
from ingest.pdf_letters import Rule
from ingest.pdf_rows import Row
from ingest.scan_image import DPI, Cleaned, cleaned
from ingest.scan_marks import Spot, find_spots
from ingest.scan_rows import ScannedPage, page_words, scanned_rows, with_even_sizes
from ingest.scan_tables import ScannedTables, read_with_tables

_FAINT = 0.6  # mean confidence of a page below which it may lie on its side or be hardly legible
_SEVERAL = 4  # letters, that are wider than high
_MOST_PIXELS = 40_000_000  # of a page: an A1 sheet at DPI / 2 still fits
_LETTERS = 200  # a page with fewer, most of it a picture, is a scan: a digital signature leaves some


@dataclass(frozen=True, slots=True)
class Scans:
    """Scanned pages: the rows and the tables' rules of those that could be read, by page number; where their words
    stand; warnings."""

    rows: dict[int, list[Row]]
    rules: dict[int, list[Rule]]
    words: tuple[PageWords, ...]
    warnings: tuple[str, ...]
    unsafe: frozenset[int]  # pages with a table whose cells could not be read


def is_scanned(page: pypdfium2.PdfPage, letters: int) -> bool:
    """Whether a page is a picture. letters: how many its text layer has."""
    return letters < _LETTERS and (_is_picture(page) or (letters < 3 and _has_ink(page)))


def read_scans(path: Path, pages: Sequence[int]) -> Scans:
    """The given pages by OCR; tesseract with Vietnamese must be there (`ocr.lacking`)."""
    read: dict[int, ScannedPage] = {}
    rules: dict[int, list[Rule]] = {}
    failed, faint, unsafe = [], [], list[int]()
    document = pypdfium2.PdfDocument(path)
    try:
        for done, number in enumerate(pages):
            page_read(done + 1, len(pages), scanned=True)
            try:
                picture, pt = _picture(document[number - 1])
                page, turn, found = _read(picture, pt)
                spots = [
                    [(s, _numbers(page.picture, s)) for s in find_spots(line, found.shapes)]
                    for line in found.lines
                ]
            except ocr.UnreadPageError:
                failed.append(number)
                continue
            if _confidence(found.lines) < _FAINT:
                faint.append(number)
            unsafe += [number] * found.unsafe
            rules[number] = found.rules
            read[number] = ScannedPage(found.lines, spots, page, pt, turn)
    finally:
        document.close()
    rows, unproved = scanned_rows(read)
    words = tuple(page_words(number, page, rows[number]) for number, page in read.items())
    warnings = (
        (read, "là ảnh quét, chữ do máy nhận dạng; hãy đối chiếu số liệu với bản gốc."),
        (failed, "là ảnh quét, máy không nhận dạng được nên bỏ qua; hãy xem trong bản gốc."),
        (faint, "quét mờ hoặc lệch, chữ nhận dạng được có thể sai nhiều."),
        (set(unproved), "có dấu chú thích không đọc chắc được nên chưa nối."),
        (set(unsafe), "có bảng không đọc chắc được nên chỉ giữ lại chữ; hãy xem bảng trong bản gốc."),
    )
    said = tuple(f"Trang {page_list(named)} {words}" for named, words in warnings if named)
    return Scans(rows, rules, words, said, frozenset(unsafe))


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


def _picture(page: pypdfium2.PdfPage) -> tuple[Image.Image, float]:
    """The page in grey, and how many points a pixel of it is."""
    width, height = page.get_size()
    scale = min(DPI / 72, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture, 1 / scale


def _read(picture: Image.Image, pt: float) -> tuple[Cleaned, int, ScannedTables]:
    """What a page holds and the picture it was read from, by how many degrees that was turned clockwise because the
    page lay on its side or its head."""
    page, turn = cleaned(picture), 0
    found = read_with_tables(page, pt)
    lies = _runs_upright(found.lines)  # tesseract reads lines that run up the page, but nothing else would
    if (lies or _confidence(found.lines) < _FAINT) and (turned := ocr.read_turn(picture)):
        page_turned = cleaned(picture.rotate(-turned, expand=True))
        again = read_with_tables(page_turned, pt)
        if lies or _confidence(again.lines) > _confidence(found.lines):
            page, turn, found = page_turned, turned, again
    return page, turn, replace(found, lines=with_even_sizes(found.lines))


def _runs_upright(lines: Sequence[ScannedLine]) -> bool:
    """Whether most words of several letters are higher than wide."""
    boxes = [word.box for line in lines for word in line.words if len(word.text) >= _SEVERAL]
    return 2 * sum(box[3] - box[1] > box[2] - box[0] for box in boxes) > len(boxes)


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
