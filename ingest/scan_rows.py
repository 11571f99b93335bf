"""Pure: the lines of scanned pages, with what each raises → rows as `pdf_rows` gives them.

Which numbers the marks have is settled over the whole file, since order is what proves them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

from index_store.records import PageWord, PageWords
from ingest import ocr
from ingest.lines import RAISED, UNIT_BEFORE, clean, raised, with_doubt
from ingest.ocr import ScannedLine
from ingest.pdf_rows import DESCENT, Row, Word
from ingest.scan_image import Cleaned
from ingest.scan_marks import Spot, fill_from_each_other, number_spots

_SMALL = 0.95  # of the body's size: lines below it can be notes
_BULLET = re.compile(r"[‹«»¢®°]{1,2}|e")  # what a bullet is taken for
_DIRT = "._'`´:;,~|"  # what dirt in the margin is taken for, and no line begins with


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page as read: its lines, what each raises with the numbers seen there, and the picture that they were read
    from. pt: points to a pixel of it; turn: by how many degrees it was turned clockwise."""

    lines: list[ScannedLine]
    spots: list[list[tuple[Spot, set[int]]]]
    picture: Cleaned
    pt: float
    turn: int


_Raised = tuple[int, int, Spot, set[int]]  # page, line on it, spot, the numbers it was read as


def with_even_sizes(lines: list[ScannedLine]) -> list[ScannedLine]:
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


def _numbered(found: Sequence[_Raised]) -> list[int | None]:
    """The proved number of each, counting through the file, or on each page anew where that proves more."""
    through = number_spots([seen for *_, seen in found])
    anew = [
        number
        for _, page in groupby(found, key=lambda spot: spot[0])
        for number in number_spots([seen for *_, seen in page])
    ]
    return min(through, anew, key=lambda numbers: numbers.count(None))


def scanned_rows(pages: Mapping[int, ScannedPage]) -> tuple[dict[int, list[Row]], list[int]]:
    """The rows of every page, marks in them; the page of each mark that is not proved."""
    body = _middle([line for page in pages.values() for line in page.lines])
    kinds: dict[bool, list[_Raised]] = {True: [], False: []}  # by: begins a note
    for page, read in pages.items():
        for at, (line, spots) in enumerate(zip(read.lines, read.spots, strict=True)):
            for spot, seen in spots:
                if seen & {2, 3} and UNIT_BEFORE.search(spot.head):
                    continue  # m² and m³ are read as they stand
                small = line.size < _SMALL * body
                if small and (spot.word or spot.head):
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
            proved = number if number and len(str(number)) == spot.figures else None
            marks.setdefault((page, at), []).append((spot, proved))
            unproved += [] if proved else [page]
    rows = {}
    for page, read in pages.items():
        joined = _side_by_side(
            [_row(line, marks.get((page, at), []), read) for at, line in enumerate(read.lines)]
        )
        rows[page] = [row for row in joined if row.text]
    return rows, unproved


def page_words(number: int, page: ScannedPage, rows: Sequence[Row]) -> PageWords:
    """Where the words of a page stand, for its picture to be marked."""
    words = (word for row in rows for word in row.words)
    return PageWords(
        number, page.turn, page.picture.turned + page.picture.lean,
        tuple(PageWord(word.text, word.x0, word.top, word.x1, word.bottom) for word in words),
    )  # fmt: skip


def placed(line: ScannedLine, word: ocr.Word, page: Cleaned, pt: float) -> Word:
    """A word of a line where it would stand on a level page, in points; all words of a line on one baseline.

    pt: points to a pixel.
    """
    size = line.size * pt
    bottom = _depth(line, page, pt) + DESCENT * size
    x0, x1 = (page.level(x, line.baseline(x))[0] * pt for x in (word.box[0], word.box[2]))
    return Word(word.text, x0, bottom - size, x1, bottom, size)


def _depth(line: ScannedLine, page: Cleaned, pt: float) -> float:
    """Of a line's baseline below the page's top, in points."""
    middle = (line.words[0].box[0] + line.words[-1].box[2]) / 2
    return page.level(middle, line.baseline(middle))[1] * pt


def _row(line: ScannedLine, marks: Sequence[tuple[Spot, int | None]], page: ScannedPage) -> Row:
    """A line as a row; places as on a level page."""
    size = round(line.size * page.pt, 1)
    depth = _depth(line, page.picture, page.pt)
    text, last = "", line.words[0].box[0]
    words = []
    for at, word in enumerate(line.words):
        shown = word.text
        for spot, number in marks:
            if spot.word == at and number:  # what is not proved stays as it was read
                shown = f"{spot.head}{raised(str(number))}{spot.tail}"
        if not text:
            shown = "-" if _BULLET.fullmatch(shown.strip(_DIRT)) else shown.lstrip(_DIRT)
        left, _, right, _ = word.box
        text += ("   " if left - last > 2.5 * line.size else " ") + with_doubt(shown, word.confidence)
        last = right
        if bare := clean(RAISED.sub("", shown)).strip():
            words.append(placed(line, word, page.picture, page.pt)._replace(text=bare, size=size))
    x0, x1 = (page.picture.level(x, line.baseline(x))[0] * page.pt for x in (line.words[0].box[0], last))
    height = page.picture.picture.height * page.pt
    return Row(y=height - depth, size=size, text=text.strip(), words=words, x=x0, right=x1, depth=depth)


def _side_by_side(rows: list[Row]) -> list[Row]:
    """The rows from the top down, those on one baseline joined: the columns of a letterhead, the cells of a row."""
    groups: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: -row.y):
        if groups and groups[-1][0].y - row.y <= 0.3 * row.size:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_joined(sorted(group, key=lambda row: row.x)) for group in groups]


def _joined(rows: Sequence[Row]) -> Row:
    words = [word for row in rows for word in row.words]
    text = "   ".join(row.text for row in rows)
    return replace(rows[0], text=text, words=words, right=max(row.right for row in rows))
