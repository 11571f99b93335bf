"""The shape that every reader gives: the lines of the body and the notes, in reading order.

Marks of footnotes travel inside the text until passages are made. A reader wraps what the page prints
raised in RAISED: "hữu cơ⟨1⟩. Quan tâm"; footnotes.py turns the proved ones into one private character
each (`mark_of`) and unwraps the rest ("28 m⟨2⟩" is "28 m2" again). A word with figures that was read from a
scan with doubt carries one more private character behind it, which says how sure it is (`with_doubt`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from index_store.language.text import printed
from index_store.records import DOUBTFUL, FileFormat, PageWords, Paging, Table

OPEN, CLOSE = "\ue000", "\ue001"
RAISED = re.compile(f"{OPEN}(\\d{{1,3}}|[*†‡§¶]{{1,9}}|[ivxl]{{1,7}}){CLOSE}")
_FIRST_MARK, _LAST_MARK = 0xF0000, 0xF1FFF
_FIRST_DOUBT = 0xF2000  # + per cent
MARK = re.compile("[\U000f0000-\U000f2064]")  # of a note, or of a doubt
_DOUBT = re.compile("[\U000f2000-\U000f2064]")
_RAISED_LABEL = re.compile(r"\d{1,3}|[*†‡§¶]{1,9}|\b[ivxl]{1,7}\b")
SUPERIORS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "⁽⁾")
UNIT_BEFORE = re.compile(r"(?<![^\W\d_])(?:k|c|d|m|h)?m$", re.I)  # what makes "2" and "3" part of a unit
_SUPERIOR = re.compile(
    r"(?<!(?<![^\W\d_])[mM])(?<!(?<![^\W\d_])[kcdmhKCDMH][mM])⁽?[⁰¹²³⁴⁵⁶⁷⁸⁹]+⁾?"  # none of "m²", "25km²"
)
_BULLET = re.compile(r"^\s*[-–—+*•●○▪■◦·]\s*(?=\S)")
_BLANK_MARKS = re.compile(
    '[ \u00a0]*((?:[\U000f0000-\U000f1fff][ ,]*)*[\U000f0000-\U000f1fff])(?=[\\s.,;:)”"…]|$)'
)
_BLANK = re.compile("[\\s\u200b\ufeff]")
_RUN = re.compile("[^\\s\u200b\ufeff\U000f0000-\U0010ffff]+|.", re.S)  # letters, or one blank or mark
# Word's Symbol and Wingdings bullets come as private characters; all others of that area mean nothing to us.
_SYMBOLS = {0xF02D: "-", 0xF0B7: "-", 0xF0A7: "-", 0xF0D8: "-", 0xF076: "-", 0x00AD: None, 0xFFFD: None}
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000fffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the body as the page shows it, or a whole Word paragraph, or a table."""

    text: str
    page: int  # from 1
    gap: bool = False  # more white space above than inside a paragraph, or Word says so: one begins here
    indent: bool = False  # starts right of the margin
    short: bool = False  # ends well before the right edge
    bold: bool = False
    heading: bool = False  # Word calls it a heading
    blanks: int = 0  # of a text file, before its first letter: they tell the columns of a table
    top_pt: float = 0.0  # its baseline below the top of the page; 0 where the format has no such thing
    grid: tuple[tuple[str, ...], ...] = ()  # a table of Word: all its rows, header rows first
    table: Table | None = None  # a table found among the lines
    row_pages: tuple[int, ...] = ()  # the page of each row of `table`, where rows stand on several


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """A note as it stands at the foot of a page, before its mark in the body is known."""

    n: int
    text: str
    page: int
    endnote: bool = False  # gathered at the end: its page says nothing about its mark
    label: str = ""  # how it is marked, where that is no figure: "*", "iv"

    bracketed: bool = False  # begins "(3)", nothing raised: its mark looks the same

    @property
    def mark(self) -> str:
        """What its mark in the body says: "3", "*", "iv"."""
        return self.label or str(self.n)


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and where it stands: (page, top, bottom) in points for each page that it covers, title not
    included.
    """

    table: Table
    areas: tuple[tuple[int, float, float], ...]

    def holds(self, page: int, top_pt: float) -> bool:
        """Whether a baseline this far below the top of a page stands inside the table."""
        return any(page == at and top - 1 <= top_pt <= bottom + 1 for at, top, bottom in self.areas)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word with figures that was read with doubt: its place in a text, and how sure it is, 0 to 1."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader gives. raised: the format shows which digits are marks (PDF, DOCX); tables: of a PDF, whose
    lines stand among `lines` too.
    """

    format: FileFormat
    pages: int
    lines: tuple[Line, ...]
    notes: tuple[PrintedNote, ...]
    raised: bool
    warnings: tuple[str, ...] = ()
    tables: tuple[PlacedTable, ...] = ()
    unread: bool = False  # pages are scans, and this machine has no OCR
    ocr_pages: int = 0  # scans that were read
    page_words: tuple[PageWords, ...] = ()  # of them
    paging: Paging = "known"


def clean(text: str) -> str:
    """NFC without control and private-use characters, which would pass for our marks; blanks stay."""
    text = _CONTROL.sub("", unicodedata.normalize("NFC", text.translate(_SYMBOLS)))
    return _PRIVATE.sub("", text)


def raised(labels: str) -> str:
    """What stands raised as possible marks: "5" gives "⟨5⟩", "5,6" "⟨5⟩⟨6⟩", "(5)" "⟨5⟩", "**" "⟨**⟩"; "" where
    there is none."""
    return "".join(f"{OPEN}{label}{CLOSE}" for label in _RAISED_LABEL.findall(labels))


def unwrapped(text: str) -> str:
    """Text with what stands raised as plain letters: "28 m⟨2⟩" gives "28 m2"."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def lifted(text: str) -> str:
    """Text with its superior figures as possible marks: "phần¹" and "phần⁽¹⁾" give "phần⟨1⟩"; "m²" stays."""
    return _SUPERIOR.sub(lambda found: raised(found.group().translate(SUPERIORS)), text)


def mark_of(index: int) -> str:
    """The private character that stands for the note at `index` in Source.notes."""
    return chr(_FIRST_MARK + min(index, _LAST_MARK - _FIRST_MARK))


def marks_in(text: str) -> list[int]:
    """The indexes of the notes whose marks stand in `text`, in reading order."""
    return [ord(mark) - _FIRST_MARK for mark in MARK.findall(text) if ord(mark) <= _LAST_MARK]


def with_doubt(word: str, confidence: float) -> str:
    """A word of a scan, its doubt behind it when it has figures and is less sure than DOUBTFUL."""
    doubtful = confidence < DOUBTFUL and any(map(str.isdigit, RAISED.sub("", word)))
    return word + chr(_FIRST_DOUBT + int(100 * confidence)) if doubtful else word


def split_doubts(text: str) -> tuple[str, list[Doubt]]:
    """The kept text, and the doubtful words in it."""
    kept, _, origin = split_marks(text)
    return kept, doubts_in(text, kept, origin)


def doubts_in(text: str, kept: str, origin: Sequence[int]) -> list[Doubt]:
    """The doubtful words of a text by their places in what is kept of it; kept, origin: from `split_marks`."""
    doubts = []
    for found in _DOUBT.finditer(text):
        end = bisect_left(origin, found.start())
        doubts.append(Doubt(kept.rfind(" ", 0, end) + 1, end, (ord(found.group()) - _FIRST_DOUBT) / 100))
    return doubts


def without_marks(text: str) -> str:
    """Text as it is kept: printed form, marks out, and with them the blank before "quy định ⟨5⟩."."""
    return split_marks(text)[0] if MARK.search(text) else printed(text)


def split_marks(text: str) -> tuple[str, list[tuple[int, int]], list[int]]:
    """The kept text; its marks as (offset in it, index of the note); where in `text` each letter stood."""
    kept: list[str] = []
    origin: list[int] = []
    marks: list[tuple[int, int]] = []
    taken = {at for found in _BLANK_MARKS.finditer(text) for at in range(*found.span())}
    blank = True  # what is kept ends with one, or is empty
    for run in _RUN.finditer(text):
        letters, at = run.group(), run.start()
        if (code := ord(letters[0])) >= _FIRST_MARK:
            if code <= _LAST_MARK:  # no doubt
                offset = len(origin) - (1 if origin and blank and at in taken else 0)
                marks.append((offset, code - _FIRST_MARK))
        elif at in taken:
            continue
        elif not _BLANK.match(letters):
            kept.append(letters)
            origin.extend(range(at, run.end()))
            blank = False
        elif not blank:
            kept.append(" ")
            origin.append(at)
            blank = True
    if origin and blank:
        del kept[-1], origin[-1]
    return "".join(kept), [(min(offset, len(origin)), index) for offset, index in marks], origin


def without_bullet(text: str) -> str:
    """ "- Tập trung" gives "Tập trung"."""
    return _BULLET.sub("", text)


def is_bullet(text: str) -> bool:
    return _BULLET.match(text) is not None


def join(first: str, second: str) -> str:
    """Two lines of one paragraph: "599-" and "TB/HU" are one word, so are "tạ/" and "ha"; "kinh tế -" and
    "xã hội" keep a blank.
    """
    first, second = first.rstrip(), second.lstrip()
    if not first or not second:
        return first + second
    glued = len(first) > 1 and first[-1] in "-/" and first[-2].isalnum()
    return first + ("" if glued else " ") + second
