"""Rim: scanned pages of a PDF → rows as `pdf_rows` gives them: size, place, marks wrapped in RAISED.

One page is in memory at a time. Which numbers the marks have is settled over the whole file, since order
is what proves them; a mark that stays unproved is named in a warning and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from statistics import fmean, median

import numpy as np
import pypdfium2
from PIL import Image, ImageOps

from ingest import ocr
from ingest.lines import UNIT_BEFORE, raised, with_doubt
from ingest.ocr import ScannedLine
from ingest.pdf_rows import Row
from ingest.scan_image import DPI, cleaned, shapes
from ingest.scan_marks import Spot, fill_from_each_other, find_spots, number_spots, without

_PT = 72 / DPI
_FAINT = 0.6  # mean confidence of a page below which it may lie on its side or be hardly legible
_SMALL = 0.95  # of the body's size: lines below it can be notes
_BULLETS = ("‹", "«", "»", "¢", "®", "°", "e")  # what a bullet is taken for
_MOST_PIXELS = 40_000_000  # of a page: an A1 sheet at DPI / 2 still fits
_DIRT = "._'`´:;,~|"  # what dirt in the margin is taken for, and no line begins with
_LETTERS = 200  # a page with fewer, most of it a picture, is a scan: a digital signature leaves some


@dataclass(frozen=True, slots=True)
class _Read:
    """A page as read: its lines, what each raises with the numbers seen there, the page's height in pixels."""

    lines: list[ScannedLine]
    spots: list[list[tuple[Spot, set[int]]]]
    height: int


@dataclass(frozen=True, slots=True)
class Scans:
    """Scanned pages: the rows of those that could be read, by page number; warnings."""

    rows: dict[int, list[Row]]
    warnings: tuple[str, ...]


def find_scanned(path: Path, letters: Sequence[int]) -> list[int]:
    """The numbers of the pages that are pictures. letters: how many the text layer of each page has."""
    few = [number for number, count in enumerate(letters, 1) if count < _LETTERS]
    if not few:
        return []
    document = pypdfium2.PdfDocument(path)
    try:
        return [
            n
            for n in few
            if _is_picture(document[n - 1]) or (letters[n - 1] < 3 and _has_ink(document[n - 1]))
        ]
    finally:
        document.close()


def read_scans(path: Path, pages: Iterable[int]) -> Scans:
    """The given pages by OCR; tesseract with Vietnamese must be there (`ocr.lacking`)."""
    read: dict[int, _Read] = {}
    late, faint = [], []
    document = pypdfium2.PdfDocument(path)
    try:
        for number in pages:
            try:
                lines, picture = _read(_picture(document[number - 1]))
            except TimeoutError:
                late.append(number)
                continue
            if _confidence(lines) < _FAINT:
                faint.append(number)
            boxes = shapes(picture)
            spots = [[(s, _numbers(picture, line, s)) for s in find_spots(line, boxes)] for line in lines]
            read[number] = _Read(lines, spots, picture.height)
    finally:
        document.close()
    rows, unproved = _rows(read)
    warnings = [
        f"Trang {page_list(read)} là ảnh quét, chữ do máy nhận dạng; hãy đối chiếu số liệu với bản gốc."
    ]
    if late:
        warnings.append(
            f"Trang {page_list(late)} là ảnh quét, nhận dạng quá {ocr.PAGE_SECONDS} giây nên bỏ qua."
        )
    if faint:
        warnings.append(f"Trang {page_list(faint)} quét mờ hoặc lệch, chữ nhận dạng được có thể sai nhiều.")
    if unproved:
        warnings.append(
            f"Trang {page_list(dict.fromkeys(unproved))} có dấu chú thích không đọc chắc được nên chưa nối."
        )
    return Scans(rows, tuple(warnings if read else warnings[1:]))


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
    return _with_even_sizes(lines), upright


def _confidence(lines: Sequence[ScannedLine]) -> float:
    """The mean over the words; 1.0 for a page without any."""
    return fmean([word.confidence for line in lines for word in line.words] or [1.0])


def _with_even_sizes(lines: list[ScannedLine]) -> list[ScannedLine]:
    """The lines with the size of the body, or that of the small print, in place of each one's measured size.

    The height of small letters tells them apart more surely than that of lines; both have outliers.
    """
    body, letters = (
        _middle(lines),
        median([height for line in lines for height in _small_letters(line)] or [0]),
    )
    small = [line for line in lines if _is_small(line, body, letters)]
    print_ = _middle(small)
    return [replace(line, size=print_ if line in small else body) for line in lines]


def _is_small(line: ScannedLine, body: float, letters: float) -> bool:
    own = _small_letters(line)
    return line.size < 0.8 * body or (len(own) >= 5 and median(own) < 0.93 * letters)


def _small_letters(line: ScannedLine) -> list[int]:
    """The heights of the letters that reach neither up nor down."""
    return [
        letter.box[3] - letter.box[1]
        for word in line.words
        for letter in word.letters
        if letter.text in "acemnorsuvxz"
    ]


def _middle(lines: Sequence[ScannedLine]) -> float:
    """The size that half of the letters reach; 0.0 for no lines."""
    sizes = sorted(line.size for line in lines for word in line.words for _ in word.letters)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _numbers(picture: Image.Image, line: ScannedLine, spot: Spot) -> set[int]:
    """What numbers were read at a spot: by itself and enlarged, and in its line."""
    left, top, right, bottom = spot.box
    cut = picture.crop((left - 4, top - 4, right + 4, bottom + 4))
    large = ImageOps.autocontrast(cut.resize((cut.width * 3, cut.height * 3), Image.Resampling.LANCZOS), 1)
    alone = ocr.read_number(ImageOps.expand(large, 10, 255))
    inside = line.words[spot.word].text[spot.at : spot.at + spot.removed]
    return {alone or 0, int(inside) if inside.isdecimal() else 0} - {0}


_Raised = tuple[int, int, Spot, set[int]]  # page, line on it, spot, the numbers it was read as


def _numbered(found: Sequence[_Raised]) -> list[int | None]:
    """The proved number of each, counting through the file, or on each page anew where that proves more."""
    through = number_spots([seen for *_, seen in found])
    anew = [
        number
        for _, page in groupby(found, key=lambda spot: spot[0])
        for number in number_spots([seen for *_, seen in page])
    ]
    return min(through, anew, key=lambda numbers: numbers.count(None))


def _rows(pages: dict[int, _Read]) -> tuple[dict[int, list[Row]], list[int]]:
    """The rows of every page, marks in them; the page of each mark that is not proved."""
    body = _middle([line for page in pages.values() for line in page.lines])
    kinds: dict[bool, list[_Raised]] = {True: [], False: []}  # by: begins a note
    for page, read in pages.items():
        for at, (line, spots) in enumerate(zip(read.lines, read.spots, strict=True)):
            for spot, seen in spots:
                head = without(line.words[spot.word], spot)[0]
                if seen & {2, 3} and UNIT_BEFORE.search(head):
                    continue  # m² and m³ are read as they stand
                small = line.size < _SMALL * body
                if small and (spot.word or head):
                    continue  # inside a note
                kinds[small].append((page, at, spot, seen))
    numbers = {small: _numbered(found) for small, found in kinds.items()}
    for page in pages:
        fill_from_each_other(
            *(
                (numbers[small], [k for k, spot in enumerate(kinds[small]) if spot[0] == page])
                for small in kinds
            )
        )
    marks: dict[tuple[int, int], list[tuple[Spot, int | None]]] = {}
    unproved = []
    for small, found in kinds.items():
        for (page, at, spot, _), number in zip(found, numbers[small], strict=True):
            marks.setdefault((page, at), []).append((spot, number))
            unproved += [page] if number is None else []
    rows = {}
    for page, read in pages.items():
        joined = _side_by_side(
            [_row(line, marks.get((page, at), []), read.height) for at, line in enumerate(read.lines)]
        )
        rows[page] = [row for row in joined if row.text]
    return rows, unproved


def _row(line: ScannedLine, marks: Sequence[tuple[Spot, int | None]], height: int) -> Row:
    text, right = "", line.words[0].box[0]
    for at, word in enumerate(line.words):
        shown = word.text
        for spot, number in marks:
            if spot.word == at:
                head, tail = without(word, spot)
                shown = f"{head}{raised(str(number)) if number else ''}{tail}"
        if not text:
            shown = "-" if shown.strip(_DIRT) in _BULLETS else shown.lstrip(_DIRT)
        text += ("   " if word.box[0] - right > 2.5 * line.size else " ") + with_doubt(shown, word.confidence)
        right = word.box[2]
    baseline = line.baseline((line.words[0].box[0] + right) / 2)
    return Row(
        y=(height - baseline) * _PT, size=round(line.size * _PT, 1), text=text.strip(),
        x=line.words[0].box[0] * _PT, depth=baseline * _PT,
    )  # fmt: skip


def _side_by_side(rows: list[Row]) -> list[Row]:
    """The rows from the top down, those on one baseline joined: the columns of a letterhead, the cells of a row."""
    joined: list[Row] = []
    for row in sorted(rows, key=lambda row: -row.y):
        if joined and joined[-1].y - row.y <= 0.3 * row.size:
            left, right = sorted((joined[-1], row), key=lambda row: row.x)
            joined[-1] = replace(left, text=f"{left.text}   {right.text}")
        else:
            joined.append(row)
    return joined
