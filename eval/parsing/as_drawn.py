"""A paper drawn line by line, the way word processors write PDF: a piece of text for each word or run.

The notes of a page stand at its foot; what does not fit runs on to the next page, or stands there whole.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.parsing.paper import MARK, RUNNING_HEAD, Paper, label

_FACES = Path("/usr/share/fonts/truetype")
_FILES = {
    "DejaVu": ("dejavu/DejaVuSerifCondensed.ttf", "dejavu/DejaVuSerifCondensed-Bold.ttf"),
    "Noto": ("noto/NotoSerif-Regular.ttf", "noto/NotoSerif-Bold.ttf"),
}
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _FOOT = 595.3, 841.9, 85.0, 57.0, 65.0, 62.0
_SPACE = _WIDTH - _LEFT - _RIGHT
HIDDEN = "Dòng chữ ẩn trong tệp số 99.999 không ai nhìn thấy."
_GLUE = "\N{WORD JOINER}"


@dataclass(slots=True)
class _Row:
    """One line: its words, each a list of (text, is it a mark)."""

    words: list[list[tuple[str, bool]]]
    size: float
    bold: bool = False
    last: bool = False  # of its paragraph: not spread to the full width
    x: float = _LEFT
    notes: list[int] = field(default_factory=list)
    above: float = 0.0
    texts: tuple[tuple[float, str], ...] = ()  # columns, instead of words


@dataclass(slots=True)
class _Page:
    rows: list[_Row] = field(default_factory=list)
    notes: list[_Row] = field(default_factory=list)
    used: float = 0.0


def as_drawn(paper: Paper) -> bytes:
    """The PDF. Raises FileNotFoundError where the machine has not both faces."""
    from reportlab.pdfgen.canvas import Canvas  # a developer's tool

    out = io.BytesIO()
    turned = paper.style.variant == 2
    canvas = Canvas(out, pagesize=(_WIDTH, _HEIGHT), invariant=1)
    raises = paper.style.number == "1" or paper.style.variant != 3  # else "(1)" is typed like other text
    face = _Face(
        "Noto" if paper.style.variant == 3 else "DejaVu",
        raises,
        "{}" if paper.style.number == "1" else "({})",
    )
    for number, page in enumerate(_pages(paper, face), 1):
        if turned:  # the page lies on its side in the file, and /Rotate puts it upright
            canvas.translate(_HEIGHT, 0)
            canvas.rotate(90)
            canvas.setPageRotation(90)
        _draw(canvas, paper, face, page, number)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


class _Face:
    """A regular and a bold face, registered once, and how wide they set words."""

    def __init__(self, name: str, raises: bool, form: str) -> None:
        from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
        from reportlab.pdfbase.ttfonts import TTFont

        self.form = form  # of a mark that is a bare number while lines are broken
        self.mark = (0.65, 0.35) if raises else (1.0, 0.0)  # size and rise of a mark, of the text's size
        self._width = stringWidth
        self.names = (name, f"{name}-Bold")
        for own, file in zip(self.names, _FILES[name], strict=True):
            registerFont(TTFont(own, _FACES / file))

    def width(self, text: str, size: float, bold: bool) -> float:
        return float(self._width(text, self.names[bold], size))


def _word_width(
    face: _Face, word: list[tuple[str, bool]], size: float, bold: bool, form: str = "{}"
) -> float:
    return sum(
        face.width(form.format(text) if is_mark else text, size * (face.mark[0] if is_mark else 1), bold)
        for text, is_mark in word
    )


def _pages(paper: Paper, face: _Face) -> Iterator[_Page]:
    """Body rows down to where the notes of the page begin; the notes that wait go to the next page."""
    style = paper.style
    page, waiting, count = _Page(), list[_Row](), 0
    space = _HEIGHT - _TOP - _FOOT
    for row in _rows(paper, face):
        height = 1.35 * row.size + row.above
        own = sum(1.2 * style.note_pt for _ in row.notes)
        if page.used + height + own > space - 2 * style.note_pt:
            yield page
            page, count = _Page(), 0
            while waiting and page.used < space / 2:
                page.notes.append(waiting.pop(0))
                page.used += 1.2 * style.note_pt
        page.rows.append(row)
        page.used += height
        restarts = style.restart == "page"
        for k in row.notes:
            count += 1
            shown = label(style, count) if restarts else paper.labels()[k - 1]
            row.words = [
                [(shown if is_mark and t == str(k) else t, is_mark) for t, is_mark in w] for w in row.words
            ]
            waiting += _note_rows(paper, face, shown, k)
        while waiting and page.used + 1.2 * style.note_pt <= space:
            page.notes.append(waiting.pop(0))
            page.used += 1.2 * style.note_pt
    while waiting:
        yield page
        page = _Page(notes=waiting[:40])
        waiting = waiting[40:]
    yield page


def _note_rows(paper: Paper, face: _Face, shown: str, k: int) -> list[_Row]:
    style = paper.style
    text = paper.notes[k - 1]
    words = [
        [(shown, True)] + ([] if style.variant == 1 else [(" ", False)]),
        *([[(w, False)] for w in text.split()]),
    ]
    if style.variant == 1:  # the number stands right before the first word
        words[:2] = [words[0] + words[1]]
    return list(_wrapped(words, face, style.note_pt, False))


def _rows(paper: Paper, face: _Face) -> Iterator[_Row]:
    style = paper.style
    for part in paper.parts():
        if isinstance(part, list):
            for left, right in part:
                yield _Row([], 12.0, texts=((_LEFT, left), (_LEFT + 180, right)))
            continue
        size, bold = style.body_pt, part.kind in ("title", "heading")
        pieces = MARK.split(part.text)
        glued = _GLUE.join(
            f"\0{piece}\0" if at % 2 else piece for at, piece in enumerate(pieces)
        )  # a mark stays with its word
        words = []
        for word in glued.split():
            bits = [bit for bit in word.split(_GLUE) if bit]
            words.append([(b.strip("\0"), True) if b[0] == "\0" else (b, False) for b in bits])
        for at, row in enumerate(_wrapped(words, face, size, bold)):
            row.above = 5.0 if at == 0 else 0.0
            row.notes = (
                []
                if style.place == "end"
                else [int(text) for word in row.words for text, is_mark in word if is_mark]
            )
            yield row
    if style.place == "end":
        yield _Row([[("Chú thích", False)]], style.body_pt, bold=True, last=True, above=8.0)
        for k in range(1, len(paper.notes) + 1):
            yield from _note_rows(paper, face, str(k), k)


def _wrapped(words: list[list[tuple[str, bool]]], face: _Face, size: float, bold: bool) -> Iterator[_Row]:
    blank, line, used = face.width(" ", size, bold), list[list[tuple[str, bool]]](), 0.0
    for word in words:
        width = _word_width(face, word, size, bold, face.form)
        if line and used + blank + width > _SPACE:
            yield _Row(line, size, bold)
            line, used = [], 0.0
        used += width + (blank if line else 0.0)
        line.append(word)
    if line:
        yield _Row(line, size, bold, last=True)


def _draw(canvas: Any, paper: Paper, face: _Face, page: _Page, number: int) -> None:
    style = paper.style
    pen = _Pen(canvas, face, style.variant)
    y = _HEIGHT - _TOP
    if style.running_head:
        pen.text(_LEFT + 60, _HEIGHT - 30, RUNNING_HEAD, 9.0)
    pen.text(_WIDTH / 2, _HEIGHT - 44 if style.page_number == "top" else 30, str(number), 12.0)
    for row in page.rows:
        y -= row.above
        y -= 1.35 * row.size
        pen.row(row, y)
    y = _FOOT + 1.2 * style.note_pt * (len(page.notes) - 1)
    for row in page.notes:
        pen.row(row, y)
        y -= 1.2 * style.note_pt
    if style.variant == 2:
        pen.hidden(_HEIGHT / 2)


class _Pen:
    """variant 0, 2, 3: every word a piece, blanks pieces of their own; 1: runs, marks by text rise."""

    def __init__(self, canvas: Any, face: _Face, variant: int) -> None:
        self._canvas, self._face, self._variant = canvas, face, variant

    def text(
        self, x: float, y: float, text: str, size: float, bold: bool = False, rise: float = 0.0
    ) -> float:
        canvas = self._canvas
        begin = canvas.beginText(x, y if self._variant == 1 else y + rise)
        begin.setFont(self._face.names[bold], size)
        if rise and self._variant == 1:
            begin.setRise(rise)
            begin.textOut(text)
            begin.setRise(0)
        else:
            begin.textOut(text)
        canvas.drawText(begin)
        return x + self._face.width(text, size, bold)

    def row(self, row: _Row, y: float) -> None:
        for x, text in row.texts:
            self.text(x, y, text, row.size)
        widths = [_word_width(self._face, word, row.size, row.bold) for word in row.words]
        blank = self._face.width(" ", row.size, row.bold)
        if not row.last and len(widths) > 1:
            blank = (_SPACE - sum(widths)) / (len(widths) - 1)
        x = row.x
        run, start = "", x
        for at, word in enumerate(row.words):
            for text, raised in word:
                if raised:
                    if run:
                        self.text(start, y, run, row.size, row.bold)
                        run = ""
                    small, rise = self._face.mark
                    x = self.text(x, y, text, small * row.size, row.bold, rise * row.size)
                    continue
                if self._variant == 1 and row.last:
                    start, run = (start if run else x), run + text
                else:
                    self.text(x, y, text, row.size, row.bold)
                x += self._face.width(text, row.size, row.bold)
            if at + 1 < len(row.words):
                if self._variant == 1 and row.last:
                    start, run = (start if run else x), run + " "
                else:
                    self.text(x, y, " ", row.size, row.bold)
                x += blank
        if run:
            self.text(start, y, run, row.size, row.bold)

    def hidden(self, y: float) -> None:
        """White, tiny, and off the page: nobody sees it."""
        canvas = self._canvas
        canvas.setFillColorRGB(1, 1, 1)
        self.text(_LEFT, y, HIDDEN, 10.0)
        canvas.setFillColorRGB(0, 0, 0)
        self.text(_LEFT, y, HIDDEN, 0.5)
        self.text(_LEFT, -80.0, HIDDEN, 10.0)
