"""Rim: the picture of a page → its lines of words with boxes and confidence, by tesseract.

Boxes are pixels of the picture given, y downwards. The program is asked for hOCR with the box of every
letter: raised digits are told by their place, not by what tesseract takes them for.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lxml import etree
from PIL.Image import Image

LANGUAGE = "vie"
FIGURES = "eng"  # comes with tesseract; its data know figures and "%" better than the Vietnamese ones, no other words
PAGE_SECONDS = 90
# One thread a page: reading processes run side by side already.
_ENVIRONMENT = os.environ | {"OMP_THREAD_LIMIT": "1"}
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")

Box = tuple[int, int, int, int]  # left, top, right, bottom


class UnreadPageError(Exception):
    """tesseract failed on a picture, or did not end in time; other pages go on."""


@dataclass(frozen=True, slots=True)
class Letter:
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Word:
    letters: tuple[Letter, ...]
    confidence: float  # 0 to 1, tesseract's own

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)

    @property
    def box(self) -> Box:
        boxes = [letter.box for letter in self.letters]
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )


@dataclass(frozen=True, slots=True)
class ScannedLine:
    words: tuple[Word, ...]
    size: float  # pixels from the descenders to the ascenders
    slope: float  # of the baseline; pixels down for each pixel to the right
    offset: float  # where the baseline would cross the left edge of the page

    def baseline(self, x: float) -> float:
        """Pixels from the top, at `x` pixels from the left."""
        return self.slope * x + self.offset


def lacking() -> str:
    """What is missing here for reading scans, in Vietnamese; "" when nothing is."""
    if shutil.which("tesseract") is None:
        return "chưa cài chương trình nhận dạng chữ tesseract"
    return "" if LANGUAGE in _languages() else "tesseract chưa có dữ liệu tiếng Việt (vie)"


@cache
def _languages() -> list[str]:
    told = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return told.stdout.split()


def read_lines(picture: Image) -> list[ScannedLine]:
    """The lines of a page's picture in reading order. Raises UnreadPageError."""
    return _read((picture,), "3")[0]


def read_blocks(pictures: Sequence[Image], language: str = LANGUAGE) -> list[list[ScannedLine]]:
    """The lines of each of many small pictures, such as the cells of a table; read by one process.

    language: LANGUAGE, or FIGURES where it is known how to read them. Raises UnreadPageError.
    """
    known = language if language in _languages() else LANGUAGE
    return _read(pictures, "6", known) if pictures else []


def read_number(picture: Image) -> str:
    """The figures that a small picture shows and nothing else; "" when it shows none. Raises UnreadPageError."""
    return _tesseract((picture,), "--psm", "8", "-c", "tessedit_char_whitelist=0123456789").decode().strip()


def read_turn(picture: Image) -> int:
    """The degrees, clockwise, that a page has to be turned by to stand upright: 0, 90, 180 or 270."""
    if "osd" not in _languages():
        return 0
    try:
        told = _tesseract((picture,), "--psm", "0", language="osd").decode()
    except UnreadPageError:  # too few letters to tell
        return 0
    found = re.search(r"^Rotate: (\d+)", told, re.M)
    return int(found.group(1)) if found else 0


def _read(pictures: Sequence[Image], layout: str, language: str = LANGUAGE) -> list[list[ScannedLine]]:
    """The lines of each picture. layout: tesseract's "page segmentation mode"."""
    hocr = _tesseract(pictures, "--psm", layout, "-c", "hocr_char_boxes=1", "hocr", language=language)
    try:
        root = etree.fromstring(
            hocr, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        )
    except etree.XMLSyntaxError as error:
        raise UnreadPageError from error
    pages = [
        [_line(line) for area in page.iter("{*}p") for line in area.iterfind("{*}span")]
        for page in root.iterfind(".//{*}div[@class='ocr_page']")
    ]
    return [[line for line in lines if line.words] for lines in pages]


def _tesseract(pictures: Sequence[Image], *options: str, language: str = LANGUAGE) -> bytes:
    stream = io.BytesIO()
    pictures[0].save(stream, "TIFF", dpi=(300, 300), save_all=True, append_images=pictures[1:])
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", language, *options],
            input=stream.getvalue(), capture_output=True, timeout=PAGE_SECONDS, env=_ENVIRONMENT, check=True,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise UnreadPageError from error
    return done.stdout


def _line(element: etree._Element) -> ScannedLine:
    facts = _facts(element)
    left, _, _, bottom = facts["bbox"]
    words = tuple(word for child in element.iterfind("{*}span") if (word := _word(child)).letters)
    slope, offset = facts.get("baseline", (0.0, 0.0))  # from the lower left corner of the line's box
    return ScannedLine(words, facts.get("x_size", (0.0,))[0], slope, bottom + offset - slope * left)


def _word(element: etree._Element) -> Word:
    letters = []
    for child in element.iter("{*}span"):
        if child is not element and (text := unicodedata.normalize("NFC", (child.text or "").strip())):
            left, top, right, bottom = map(int, _facts(child)["x_bboxes"])
            letters.append(Letter(text, (left, top, right, bottom)))
    return Word(tuple(letters), _facts(element).get("x_wconf", (0.0,))[0] / 100)


def _facts(element: etree._Element) -> dict[str, Sequence[float]]:
    """ "bbox 1 2 3 4; x_size 56" gives {"bbox": (1, 2, 3, 4), "x_size": (56,)}."""
    parts = (part.strip().partition(" ") for part in str(element.get("title", "")).split(";"))
    return {name: tuple(map(float, _NUMBERS.findall(values))) for name, _, values in parts}
