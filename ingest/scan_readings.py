"""Pure: which of several readings of a table's cell stands, and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from index_store.records import DOUBTFUL
from ingest.ocr import ScannedLine, Word

Reading = list[ScannedLine]

_ODD = 0.7  # the confidence of a figure that is written as nobody writes one
_FIGURE = re.compile(
    r"\(?[-+±≥≤<>~]?(?:\d{1,3}(?:\.\d{3})*|(?:19|20)\d\d)(?:,\d+)?\)?%?|\(?%\)?|[&+]"
    r"|\d{1,2}/(?:\d{1,2}/)?\d{4}|\d{4}-\d{4}"
)
_HOLES = {"0": (1, 1), "4": (1, 1), "6": (1, 1), "8": (2, 2), "9": (1, 1), "%": (0, 2)}
_SHAPES = {"%": 3, "≥": 2, "≤": 2, "±": 2}  # that a sign may have; figures have one
_NUMBERING = re.compile(r"[IVX]{1,5}|S?TT|Stt")  # of a first column, and what heads it
_NO_ROMAN = re.compile(r"[IVX1l]*[Hl][IVX1lH]*")
_BRACKETS = re.compile(r"\([^\w()]?[\d%]?[^\w()]?\)$")
_DIRT = "._'`´:;,~|¬\"“”‘’"


class Form(NamedTuple):
    """What the ink of a cell looks like: how many signs it must be, and how many holes are in them."""

    signs: int
    holes: int

    def fits(self, text: str) -> bool:
        """Whether a figure may look so: "5,7" is three signs, 8 has two holes."""
        least, most = (sum(_HOLES.get(sign, (0, 0))[side] for sign in text) for side in (0, 1))
        return self.signs <= sum(_SHAPES.get(sign, 1) for sign in text) and least <= self.holes <= most


def weighed(lines: Sequence[ScannedLine], numbering: bool, form: Form | None = None) -> Reading:
    """What was read of a cell without the dirt in it. A figure is no surer than what was read beside it, and one that
    nobody prints so, or whose ink has another form, is as good as unread.

    numbering: the cell is of the first column, whose "1.2" is no figure, and whose "H" is "II".
    """
    kept = (replace(line, words=tuple(w for w in line.words if w.text.strip(_DIRT))) for line in lines)
    found = [line for line in kept if line.words]
    words = _words(found)
    if numbering:
        sure = _ODD if any(_NO_ROMAN.fullmatch(word.text) for word in words) else 1.0
    elif not _is_of_figures(words):
        return found
    else:
        whole = all(_is_printed_so(word.text) for word in words) and (not form or form.fits(_text(found)))
        sure = sureness(found) if whole else _ODD
    return _no_surer_than(sure, found)


def best_reading(first: Reading, of_words: Sequence[Reading], of_figures: Sequence[Reading]) -> Reading:
    """The surest reading of a cell; of words, with the figures in it as those read them that know figures best. Where
    another reading is sure that a figure is another one, nobody is.

    first: of the whole page; of_figures: by data that know figures and no words.
    """
    alone = [r for r in of_figures if r and all(map(_is_figure, _words(r)))]
    best = max([first, *of_words, *alone], key=sureness)
    for other in of_figures:
        best = _with_figures(best, other)
    sure = {_text(r) for r in (first, *of_words, *alone) if sureness(r) >= DOUBTFUL}
    disputed = len(sure | {_text(best)}) > 1
    return doubted(best) if disputed else best


def is_doubtful(reading: Reading) -> bool:
    """Whether a cell has to be read again: it holds too unsure a word, none, or words and brackets around a figure,
    which is what "(%)" is often taken for."""
    words = _words(reading)
    return sureness(reading) < DOUBTFUL or (len(words) > 1 and bool(_BRACKETS.search(words[-1].text)))


def sureness(reading: Reading) -> float:
    """The confidence of the least sure word; 0.0 where none was read."""
    return min((word.confidence for word in _words(reading)), default=0.0)


def ends_figure(reading: Reading) -> bool:
    """Whether only digits were read, as of a figure that was too long for its cell."""
    return _text(reading).isdigit()


def doubted(reading: Reading) -> Reading:
    """A reading of figures that is no surer than what stands beside it; words stay as they are."""
    return _no_surer_than(_ODD, reading) if _is_of_figures(_words(reading)) else reading


def _no_surer_than(confidence: float, reading: Reading) -> Reading:
    return [
        replace(line, words=tuple(replace(w, confidence=min(w.confidence, confidence)) for w in line.words))
        for line in reading
    ]


def _words(reading: Reading) -> list[Word]:
    return [word for line in reading for word in line.words]


def _text(reading: Reading) -> str:
    return "".join(word.text for word in _words(reading))


def _with_figures(reading: Reading, other: Reading) -> Reading:
    """A reading with the figures of another one of the same words, where those are surer, or per cent."""
    if len(_words(reading)) != len(_words(other)):
        return reading
    figures = iter(_words(other))

    def better(word: Word) -> Word:
        figure = next(figures)
        surer = "%" in figure.text or figure.confidence > word.confidence
        return figure if _is_figure(figure) and surer else word

    return [replace(line, words=tuple(map(better, line.words))) for line in reading]


def _is_figure(word: Word) -> bool:
    return bool(_FIGURE.fullmatch(word.text) or _NUMBERING.fullmatch(word.text))


def _is_of_figures(words: Sequence[Word]) -> bool:
    """Whether a third of what stands in a cell is digits."""
    text = "".join(word.text for word in words if word.text.isalnum() or _has_digit(word.text))
    return bool(text) and 3 * sum(map(str.isdigit, text)) >= len(text)


def _is_printed_so(word: str) -> bool:
    """True for words, and for figures with groups of three: not "9.55", "332/1", a dash before a figure or a letter
    behind it."""
    figure = _has_digit(word) or len(word) == 1
    return not figure or _FIGURE.fullmatch(word) is not None


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))
