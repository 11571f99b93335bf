"""Rim: the text of a PDF page as pieces with exact places, upright, as PDFium draws them; hidden text left out.

A piece is a word, or a part of one in one look on one baseline. Figures and symbols that a face draws raised
(Typst's superior figures) are pieces of their own, since they may be marks, and so is what stands on either side
of a table's rule. PDFium gives widths, so that blanks come from the page and not from how a producer cut its words.
Nothing else of a PDF is read anywhere: rows, tables and notes are all made of these pieces and rules.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ingest import pdfium_calls as calls
from ingest.legacy_fonts import Encoding, encoding_of, guess_encoding, in_unicode
from ingest.lines import clean
from ingest.pdf_ground import Ground
from ingest.pdf_rules import Stroke, read_strokes
from ingest.pdfium_calls import Address, address_of

_LABEL = frozenset(map(ord, "0123456789()*†‡§¶ivx¹²³⁰⁴⁵⁶⁷⁸⁹"))
_BLANKS = frozenset((0x09, 0x0A, 0x0D, 0x20, 0xA0))
_ASTERISK, _HYPHEN = ord("*"), ord("-")
_LINE_END_HYPHEN = 2  # what PDFium makes of a hyphen that parts a word at the end of a line
_RAISED = 0.15  # of the size: how far above the baseline a raised figure begins
_PARTED = 0.13  # of the size: a wider step than kerning makes; a new piece begins
_NO_ROOM = 0.05  # of the size: narrower than any letter
_NEAR = 0.3  # of the size
_WIDE_HYPHEN = 0.42  # of the size
_MAYBE_U_HORN_CODE = 0xE002
_MAYBE_U_HORN = chr(
    _MAYBE_U_HORN_CODE
)  # for PDFium the "ư" of TCVN3 is a hyphen; but it is as wide as a letter
_RULE_GAP_PT = 0.5  # white space between letters of two cells; those of one word touch
_TINY_PT = 2.0
_ASKEW = -1  # the turn of a text that runs across the page
_BETWEEN = "\n"  # two pieces; none holds one
# Control characters, and halves of a surrogate pair, which stand for nothing by themselves.
_NO_TEXT = re.compile("[\x00-\x09\x0b-\x1f\ud800-\udfff]")


@dataclass(slots=True)
class Piece:
    """Letters on one baseline, without blanks; coordinates in points of the upright page, y upwards."""

    text: str
    x: float
    right: float
    y: float
    size: float
    bold: bool
    font: str
    raised: bool = False  # by the shape of its glyphs
    spaced: bool = False  # a blank, or a table's rule, is drawn before it


class Rule(NamedTuple):
    """A level or upright stroke, in points from the upright page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def level(self) -> bool:
        return self.x1 - self.x0 > self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Letters:
    """hidden: how many letters nobody sees on the page; sideways: how many stand on their side or on their head on
    the upright page. top: the upright page's upper edge. legacy: encodings of fonts that were made Unicode.
    """

    pieces: list[Piece]
    rules: list[Rule]
    top: float
    hidden: int
    sideways: int
    legacy: frozenset[Encoding]


class _Look(NamedTuple):
    """What all letters of one text object share. turn: how far it is turned anticlockwise, in degrees.

    Looks of one page that are equal are one object.
    """

    size: float
    bold: bool
    turn: int
    hidden: bool
    font: str


@dataclass(slots=True)
class _Letter:
    code: int
    look: _Look
    x: float
    y: float
    right: float
    raised: bool


def read_letters(page: pypdfium2.PdfPage) -> Letters:
    """The page's text as pieces in drawing order, turned upright. Raises pypdfium2.PdfiumError."""
    text = page.get_textpage()
    try:
        letters = list(_letters(page, text.raw))
    finally:
        text.close()
    turns = Counter(letter.look.turn for letter in letters if letter.code not in _BLANKS)
    del turns[_ASKEW]
    turn = turns.most_common(1)[0][0] if turns else 0
    left, right, bottom, top = _upright(page.get_cropbox(), turn)
    left, right, bottom, top = left - 1, right + 1, bottom - 1, top + 1
    hidden = sideways = 0
    shown: list[_Letter] = []
    for letter in letters:
        look = letter.look
        if look.turn != turn:  # heads of columns set on their side; stamps and watermarks across the page
            sideways += look.turn != _ASKEW and not look.hidden and letter.code not in _BLANKS
        elif look.hidden or not (left <= letter.x <= right and bottom <= letter.y <= top):
            hidden += letter.code not in _BLANKS
        elif letter.right - letter.x >= _NO_ROOM * look.size or not _is_echo(letter, shown):
            shown.append(letter)
    upper = _upright(page.get_mediabox(), turn)[3]
    rules = [_rule(stroke, turn, upper) for stroke in read_strokes(page)]
    pieces, legacy = _readable(list(_pieces(shown, rules, upper)))
    return Letters(pieces, rules, upper, hidden, sideways, legacy)


def _rule(stroke: Stroke, turn: int, top: float) -> Rule:
    x0, y0, x1, y1 = stroke
    left, right, low, high = _upright((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), turn)
    return Rule(left, top - high, right, top - low)


def _is_echo(letter: _Letter, shown: Sequence[_Letter]) -> bool:
    """Whether a letter without room is the second step of one drawn before: a face without "ơ" draws a horn to an
    "o", and both say "ơ".
    """
    near = _NEAR * letter.look.size
    return any(
        other.code == letter.code and abs(other.y - letter.y) < near and abs(other.right - letter.x) < near
        for other in reversed(shown)
    )


def _upright(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a page's box once the page is turned upright."""
    left, bottom, right, top = box
    return {
        0: (left, right, bottom, top),
        90: (bottom, top, -right, -left),
        180: (-right, -left, -top, -bottom),
        270: (-top, -bottom, left, right),
    }[turn]


def _letters(page: pypdfium2.PdfPage, text: pdfium.FPDF_TEXTPAGE) -> Iterator[_Letter]:
    """Every letter that the page draws, turned upright by its own direction; PDFium's own blanks left out."""
    handle, looks = address_of(text), _Looks(page, text)
    place, box, ink = (ctypes.c_double * 2)(), pdfium.FS_RECTF(), (ctypes.c_double * 4)()
    x_at, y_at, box_at = ctypes.addressof(place), ctypes.addressof(place) + 8, ctypes.addressof(box)
    ink_at = [ctypes.addressof(ink) + 8 * side for side in range(4)]  # left, right, bottom, top
    # By local names: this runs some thousand times a page, and is much of the time that reading takes.
    code_at, owner_at, origin_at, loose_box_at = (
        calls.code_at, calls.owner_at, calls.origin_at, calls.loose_box_at
    )  # fmt: skip
    known, owner_before, look = looks.of_owner, 0, None
    for at in range(pdfium.FPDFText_CountChars(text)):
        code, owner = code_at(handle, at), owner_at(handle, at)
        if not owner or not code or (code in _BLANKS and calls.is_generated(handle, at) == 1):
            continue
        if owner != owner_before or look is None:
            look, owner_before = known.get(owner) or looks.look_at(owner, at), owner
        origin_at(handle, at, x_at, y_at)
        loose_box_at(handle, at, box_at)
        x, y = place
        turn = look.turn
        raised = False
        if code in _LABEL:
            calls.ink_box_at(handle, at, *ink_at)
            left, right, bottom, top = ink
            lift = {0: bottom - y, 90: x - right, 180: y - top, 270: left - x}
            raised = lift.get(turn, 0.0) > _RAISED * look.size and code != _ASTERISK  # it stands high anyway
        elif code == _LINE_END_HYPHEN:
            code = _HYPHEN
        if turn == 90:
            x, y, end = y, -x, box.top
        elif turn == 180:
            x, y, end = -x, -y, -box.left
        elif turn == 270:
            x, y, end = -y, x, -box.bottom
        else:
            end = box.right
        if code == _HYPHEN and end - x > _WIDE_HYPHEN * look.size:
            code = _MAYBE_U_HORN_CODE
        yield _Letter(code, look, x, y, end, raised)


class _Looks:
    """The looks of a page's text objects. Those that are alike are one object."""

    def __init__(self, page: pypdfium2.PdfPage, text: pdfium.FPDF_TEXTPAGE) -> None:
        self.of_owner: dict[Address, _Look] = {}
        self._handle, self._ground = address_of(text), Ground(page, text)
        self._alike: dict[tuple[float | int | bool, ...], _Look] = {}
        self._matrix = (ctypes.c_float * 6)()  # a, b, c, d, e, f

    def look_at(self, owner: Address, at: int) -> _Look:
        """The look of a text object; at: one of its letters."""
        calls.matrix_at(self._handle, at, ctypes.addressof(self._matrix))
        a, b, c, d, _, _ = self._matrix
        font, size = calls.font_of(owner), calls.font_size_at(self._handle, at)
        key = (a, b, c, d, font, size, self._ground.hides(owner, at))
        look = self._alike.get(key) or self._alike.setdefault(key, self._look(at, *key))
        self.of_owner[owner] = look
        return look

    def _look(
        self, at: int, a: float, b: float, c: float, d: float, _: Address, size: float, hidden: bool
    ) -> _Look:
        size *= math.hypot(c, d)
        angle = math.degrees(math.atan2(b, a)) % 360
        turn = round(angle / 90) * 90
        askew = abs(angle - turn) > 3
        name = ctypes.create_string_buffer(128)
        calls.font_name_at(self._handle, at, ctypes.addressof(name), 128, None)
        font = name.value.decode("latin-1")
        hidden = hidden or size < _TINY_PT
        look = _Look(round(size, 1), "bold" in font.lower(), _ASKEW if askew else turn % 360, hidden, font)
        return next((other for other in self._alike.values() if other == look), look)


def _pieces(letters: Sequence[_Letter], rules: Sequence[Rule], top: float) -> Iterator[Piece]:
    """Letters put together as long as they follow each other closely and look alike."""
    uprights = [rule for rule in rules if not rule.level]
    run: list[_Letter] = []
    spaced = blank = False
    for letter in letters:
        if letter.code in _BLANKS:
            blank = True
            continue
        if run:
            last = run[-1]
            if blank or _parted(last, letter):
                yield _piece(run, spaced)
                run = []
            elif letter.x - last.right > _RULE_GAP_PT and _ruled_off(last, letter, uprights, top):
                yield _piece(run, spaced)
                run, blank = [], True
        if not run:
            spaced = blank
        blank = False
        run.append(letter)
    if run:
        yield _piece(run, spaced)


def _parted(last: _Letter, letter: _Letter) -> bool:
    if letter.look is not last.look or letter.y != last.y or letter.raised != last.raised:
        return True
    size = last.look.size
    return not -0.5 * size <= letter.x - last.right <= _PARTED * size


def _ruled_off(last: _Letter, letter: _Letter, uprights: Sequence[Rule], top: float) -> bool:
    """Whether a rule stands in the white space between two letters. A figure that is too long for its cell runs over
    the rule without white space, and stays whole."""
    gap = letter.x - last.right
    return any(
        last.right - gap < rule.x0 < letter.x + gap and rule.top <= top - letter.y <= rule.bottom
        for rule in uprights
    )


def _piece(run: Sequence[_Letter], spaced: bool) -> Piece:
    text = "".join([chr(letter.code) for letter in run])
    first, look = run[0], run[0].look
    right = max(run[-1].right, first.x)
    return Piece(text, first.x, right, first.y, look.size, look.bold, look.font, first.raised, spaced)


def _readable(pieces: Sequence[Piece]) -> tuple[list[Piece], frozenset[Encoding]]:
    """The pieces in Unicode, those without a letter left out; the encodings that some were in."""
    if not pieces:
        return [], frozenset()
    texts = _NO_TEXT.sub("", _BETWEEN.join([piece.text for piece in pieces])).split(_BETWEEN)
    guess = guess_encoding(" ".join(texts).replace(_MAYBE_U_HORN, "\xad"))
    for at, piece in enumerate(pieces):
        if _MAYBE_U_HORN in texts[at]:
            encoding = encoding_of(piece.font) or guess
            texts[at] = texts[at].replace(_MAYBE_U_HORN, "\xad" if encoding == "tcvn3" else "-")
    shown = in_unicode([(text, piece.font) for text, piece in zip(texts, pieces, strict=True)], guess)
    changed = {encoding_of(p.font) or guess for p, a, b in zip(pieces, texts, shown, strict=True) if a != b}
    for piece, text in zip(pieces, clean(_BETWEEN.join(shown)).split(_BETWEEN), strict=True):
        piece.text = text
    legacy = frozenset(encoding for encoding in changed if encoding)
    return [piece for piece in pieces if piece.text.strip()], legacy
