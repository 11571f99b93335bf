"""The picture of a page with a quote marked, from the store's own copy of the file."""

from __future__ import annotations

import ctypes
import io
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from index_store.errors import ReportsError
from index_store.quote_spots import Box, Glyph, find_quote
from index_store.records import FORMAT_NAMES, PageWords, Report, SourceFile

if TYPE_CHECKING:
    from index_store.store import Store

SCALE = 1.6  # pixels to a point: 115 dots an inch, an A4 page of 952 × 1347
MAX_PIXELS = 4_000_000
CACHE_BYTES = 32 * 2**20
_NEAR_PAGES = 2  # how far off the page of a Word file may be
_MARK = (255, 226, 92)
_PAPER = (255, 255, 255)
_pdfium = Lock()  # PDFium serves one thread at a time


class NoPageError(ReportsError):
    """There is no such page, or the file has no pages that could be drawn."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """png: the page as an image; page: which one, from 1; marked: the boxes of the quote, () when it is not there.

    Boxes are in pixels of the image: x0, top, x1, bottom.
    """

    png: bytes
    page: int
    pages: int
    marked: tuple[tuple[int, int, int, int], ...]
    mark_at: float = 0.0  # how far down the page the middle of the first mark stands, 0 to 1; 0 without one


class PagePictures:
    """Pictures of a store's pages; the newest stay in memory up to CACHE_BYTES. Safe for many threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: OrderedDict[tuple[str, int, str], PagePicture] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def picture(self, report: str, page: int, quote: str = "") -> PagePicture:
        """One page of a report, by id or file name. Raises UnknownReportError, NoPageError.

        A report that was read from Word and is there as PDF too is drawn from the PDF; the quote is then looked for
        on the pages around, since Word's page numbers are estimates.
        """
        found = self._store.report(report)
        file = self._drawn_file(found)
        path = self._store.kept_file(file)
        spread = 0 if file == found.files[0] else _NEAR_PAGES
        key = (str(path), page, quote)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        with _pdfium:
            words = partial(self._store.page_words, file)
            picture = draw_page(path, page, quote, name=found.file_name, spread=spread, words=words)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = picture
                self._size += len(picture.png)
            while self._size > CACHE_BYTES and len(self._kept) > 1:
                self._size -= len(self._kept.popitem(last=False)[1].png)
        return picture

    def _drawn_file(self, report: Report) -> SourceFile:
        """The report's PDF, which need not be the file that was read."""
        for file in report.files:
            if file.format == "pdf":
                return file
        kind = FORMAT_NAMES[report.files[0].format]
        raise NoPageError(
            f"{report.file_name}: tệp {kind} không có trang cố định nên không vẽ được ảnh trang. "
            "Hãy nạp thêm bản PDF của báo cáo này, hoặc mở tệp gốc để đối chiếu."
        )


def draw_page(
    path: Path,
    page: int,
    quote: str = "",
    *,
    name: str = "",
    spread: int = 0,
    words: Callable[[int], PageWords | None] = lambda page: None,
) -> PagePicture:
    """One page of a PDF with the quote marked, when it stands there word for word. Raises NoPageError.

    name: of the file, for messages; spread: the quote may stand that many pages before or after, and then that page
    is drawn; words: those of a scanned page, which is then drawn upright and level, None for any other.
    """
    name = name or path.name
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise NoPageError(f"{name}: không mở được bản PDF đã lưu. Hãy nạp lại tệp này.") from error
    try:
        count = len(document)
        if not 1 <= page <= count + (spread if page > count else 0):
            raise NoPageError(f"{name}: không có trang {page}; báo cáo có {count} trang.")
        boxes: list[Box] = []
        near = sorted(
            range(max(1, page - spread), min(count, page + spread) + 1), key=lambda n: abs(n - page)
        )
        for at in near if quote.strip() else ():
            scanned = words(at)
            glyphs = _scanned_glyphs(scanned) if scanned else _glyphs(document, at - 1)
            boxes = find_quote(glyphs, quote, slips=scanned is not None)
            if not boxes and at < count:
                next_scan = words(at + 1)
                following = _scanned_glyphs(next_scan) if next_scan else _glyphs(document, at)
                boxes = find_quote(glyphs, quote, following)
            if boxes:
                page = at
                break
        return _drawn(document, min(page, count), boxes, words(min(page, count)))
    finally:
        document.close()


def _glyphs(document: pypdfium2.PdfDocument, index: int) -> list[Glyph]:
    """The letters of a page (index from 0) as they are drawn on it upright."""
    page = document[index]
    text = page.get_textpage()
    upright = _upright(page)
    left, bottom, right, top = (ctypes.c_double() for _ in range(4))
    found = []
    begins_word = True
    for at in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, at))
        if letter.isspace() or letter == "\0":
            begins_word = True
            continue
        raw.FPDFText_GetCharBox(text, at, left, right, bottom, top)
        x0, y0 = upright(left.value, top.value)
        x1, y1 = upright(right.value, bottom.value)
        size = raw.FPDFText_GetFontSize(text, at) or y1 - y0
        found.append(Glyph(letter, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), size, begins_word))
        begins_word = False
    text.close()
    page.close()
    return found


def _scanned_glyphs(page: PageWords) -> list[Glyph]:
    """The letters of a scanned page; the box of a word is shared out among its letters."""
    found = []
    for text, x0, top, x1, bottom in page.words:
        step = (x1 - x0) / len(text)
        for at, letter in enumerate(text):
            left = x0 + at * step
            found.append(Glyph(letter, left, top, left + step, bottom, bottom - top, at == 0))
    return found


def _upright(page: pypdfium2.PdfPage) -> Callable[[float, float], tuple[float, float]]:
    """Takes a point of the page's own space to points from the top left corner of the page as it is shown."""
    left, bottom, right, top = page.get_bbox()
    match page.get_rotation():
        case 90:
            return lambda x, y: (y - bottom, x - left)
        case 180:
            return lambda x, y: (right - x, y - bottom)
        case 270:
            return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _level(image: Image.Image, page: PageWords) -> Image.Image:
    """The picture of a scanned page turned as its words were read."""
    if page.turn:
        image = image.rotate(-page.turn, expand=True)
    if page.lean:
        image = image.rotate(page.lean, Image.Resampling.BILINEAR, fillcolor=_PAPER)
    return image


def _drawn(
    document: pypdfium2.PdfDocument, page: int, boxes: list[Box], scanned: PageWords | None
) -> PagePicture:
    sheet = document[page - 1]
    width, height = sheet.get_size()
    scale = min(SCALE, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
    image = sheet.render(scale=scale).to_pil().convert("RGB")
    sheet.close()
    if scanned:
        image = _level(image, scanned)
    marked = []
    for x0, top, x1, bottom in boxes:
        area = (
            max(int(x0 * scale) - 2, 0),
            max(int(top * scale) - 2, 0),
            min(int(x1 * scale) + 3, image.width),
            min(int(bottom * scale) + 3, image.height),
        )
        if area[0] < area[2] and area[1] < area[3]:
            patch = image.crop(area)
            image.paste(ImageChops.multiply(patch, Image.new("RGB", patch.size, _MARK)), area)
            marked.append(area)
    out = io.BytesIO()
    image.quantize(64, Image.Quantize.FASTOCTREE).save(out, "PNG", compress_level=4)
    mark_at = (marked[0][1] + marked[0][3]) / 2 / image.height if marked else 0.0
    return PagePicture(out.getvalue(), page, len(document), tuple(marked), mark_at)
