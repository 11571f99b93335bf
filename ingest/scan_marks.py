"""Pure: where a scanned page raises something like a mark, and the words with it taken out of its neighbours.

What is read of so small a figure is worth little ("cơ'", "bàn”", "ra?", or nothing at all), its place is
sure: a shape half as high as the line, at the top of it, with nothing below.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.ocr import Box, Letter, ScannedLine

# Shares of the line's height, from its descenders to its ascenders.
_HIGH = (0.33, 0.56)  # quotation marks reach 0.29, small letters begin at 0.5
_WIDE = (0.06, 0.75)  # figures may touch
_ABOVE = 0.18  # the baseline, at least
_BESIDE = 0.2  # between the figures of one mark, at most
_FIGURE_WIDE = 0.4  # a mark of one figure is narrower, one of two is wider
_LOST = 1.5  # what a number costs that no mark is left for
_BEGUN = 2.0  # what it costs at most that the first number is no 1: scans can begin inside a file
_STOPS = ".,;:…"
_QUOTES = "”\"’'"

Numbered = tuple[list[int | None], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Spot:
    """Something raised: its box, and the word it stands in, cut at the place."""

    box: Box
    word: int  # of the line
    head: str  # the word before the mark
    read: str  # what was read in its place
    tail: str  # what stands behind it
    figures: int  # 1, or 2 for a mark so wide


def find_spots(line: ScannedLine, shapes: NDArray[np.int64]) -> list[Spot]:
    """What a line raises, from left to right. shapes: see scan_image.shapes."""
    size = line.size
    left, right = line.words[0].box[0] - size, line.words[-1].box[2] + size
    near = shapes[(shapes[:, 0] >= left) & (shapes[:, 2] <= right)]
    base = line.slope * near[:, 0] + line.offset
    near = near[(near[:, 1] > base - 1.2 * size) & (near[:, 3] < base + 0.4 * size)]
    base = line.slope * near[:, 0] + line.offset
    high, wide = near[:, 3] - near[:, 1], near[:, 2] - near[:, 0]
    fits = (
        (high >= _HIGH[0] * size) & (high <= _HIGH[1] * size)
        & (wide >= _WIDE[0] * size) & (wide <= _WIDE[1] * size)
        & (base - near[:, 3] >= _ABOVE * size)
    )  # fmt: skip
    raised = sorted(
        (box for box in near[fits] if not _stands_on_something(box, near)), key=lambda box: box[0]
    )
    boxes: list[Box] = []
    for box in raised:
        x0, y0, x1, y1 = map(int, box)
        if boxes and x0 - boxes[-1][2] <= _BESIDE * size:
            before = boxes.pop()
            x0, y0, x1, y1 = before[0], min(before[1], y0), x1, max(before[3], y1)
        boxes.append((x0, y0, x1, y1))
    return [_placed(box, line, near) for box in boxes if not _is_of_per_cent(box, line)]


def _stands_on_something(box: NDArray[np.int64], near: NDArray[np.int64]) -> bool:
    """True for an accent, or the upper part of a broken letter: ink of the line lies below it."""
    overlap = np.minimum(near[:, 2], box[2]) - np.maximum(near[:, 0], box[0])
    below = (overlap > 0.3 * (box[2] - box[0])) & (near[:, 3] > box[3] + 2) & (near[:, 1] > box[1])
    return bool(below.any())


def _is_of_per_cent(box: Box, line: ScannedLine) -> bool:
    """True for the upper ring of "64%"."""
    middle = (box[0] + box[2]) / 2
    return any(
        sign.text in "%‰" and figure.text.isdigit() and sign.box[0] <= middle <= sign.box[2]
        for word in line.words
        for figure, sign in pairwise(word.letters)
    )


def _placed(box: Box, line: ScannedLine, near: NDArray[np.int64]) -> Spot:
    """The word that a spot follows or stands in, cut there."""
    middle = (box[0] + box[2]) / 2
    figures = 1 if box[2] - box[0] < _FIGURE_WIDE * line.size else 2
    before = [n for n, word in enumerate(line.words) if word.box[0] <= middle]
    if not before:
        return Spot(box, 0, "", "", line.words[0].text, figures)
    word = line.words[before[-1]]
    text = word.text
    if before == [0] and box[0] <= word.box[0] + 2:  # a note's number, glued to its first word
        end = 0 if text[0].isalpha() else 1
        while end < len(text) and (_is_debris(text[end]) or _is_inside(word.letters[end], box)):
            if text[end].isalpha():
                break
            end += 1
        return Spot(box, 0, "", text[:end], text[end:], figures)
    end = next((n for n, letter in enumerate(word.letters) if letter.box[0] > middle), len(text))
    if not any(map(str.isalnum, text[end:])):
        end = len(text)  # boxes of letters beside a mark overlap: what follows a last mark is told by its ink
    start = end
    while start > 1 and (
        _is_debris(text[:start])
        or _is_inside(word.letters[start - 1], box)
        or word.letters[start - 1].box[0] >= box[0] - 0.15 * line.size
    ):
        start -= 1
    read, tail = text[start:end], text[end:]
    if not tail:
        tail = _stops_behind(box, read, line, near)
    head = text[:start] + ("”" if _follows_quote(box, read, line.size, near) else "")
    return Spot(box, before[-1], head, read.rstrip(_STOPS + ")"), tail, figures)


def _is_debris(text: str) -> bool:
    """True when the last letter is none that words end in: "cơ'", but not "64%"."""
    return text != "" and not (
        text[-1].isalnum() or text[-1] in "“‘(" or (text[-1] == "%" and text[-2:-1].isdigit())
    )


def _is_inside(letter: Letter, box: Box) -> bool:
    """True for what was read from the ink in the box."""
    return box[0] - 2 <= (letter.box[0] + letter.box[2]) / 2 <= box[2] + 2


def _stops_behind(box: Box, read: str, line: ScannedLine, near: NDArray[np.int64]) -> str:
    """Those of the stops read that have ink behind the mark: a low shape, for ")" a high one."""
    base, size = line.baseline(box[2]), line.size
    behind = near[(near[:, 0] >= box[2] - 2) & (near[:, 0] <= box[2] + 0.7 * size)]
    low = bool((behind[:, 1] >= base - 0.3 * size).any())
    close = behind[behind[:, 0] <= box[2] + 0.2 * size]
    high = bool(((close[:, 3] >= base) & (close[:, 1] <= base - 0.5 * size)).any())
    return "".join(c for c in read if (low and c in _STOPS) or (high and c == ")"))


def _follows_quote(box: Box, read: str, size: float, near: NDArray[np.int64]) -> bool:
    """True where a closing quotation mark was read, and its ink stands right before the mark."""
    before = near[(near[:, 2] <= box[0] + 2) & (near[:, 2] >= box[0] - 0.3 * size)]
    high = before[:, 3] - before[:, 1]
    level = (before[:, 1] <= box[1] + 0.2 * size) & (before[:, 3] <= box[3])
    marks = before[level & (high >= 0.15 * size) & (high <= 0.32 * size)]
    return read[:1] in tuple(_QUOTES) and any(not _stands_on_something(mark, near) for mark in marks)


def number_spots(read: Sequence[Collection[int]]) -> list[int | None]:
    """The numbers of marks that follow each other from 1; None where none is proved.

    read: the numbers that each was read as, which may be wrong, or none at all. Order is the proof: of all
    choices in which the numbers rise with the places the best one stands, and a gap in it is filled where just
    as many marks stand in it as numbers are lacking.
    """
    known = _rising(read)
    numbers: list[int | None] = [known.get(at) for at in range(len(read))]
    for (at, number), (after, number_after) in pairwise([(-1, 0), *sorted(known.items())]):
        if after - at == number_after - number:
            for step in range(1, after - at):
                numbers[at + step] = number + step
    return numbers


def fill_from_each_other(first: Numbered, second: Numbered) -> None:
    """Settles the unproved numbers of one page where its marks and its notes are as many and never disagree.

    Each side: the numbers of the whole file, filled in place, and where in them those of the page stand.
    """
    pairs = list(zip(first[1], second[1], strict=False))
    if len(first[1]) != len(second[1]):
        return
    if any(first[0][a] and second[0][b] and first[0][a] != second[0][b] for a, b in pairs):
        return
    for a, b in pairs:
        first[0][a] = second[0][b] = first[0][a] or second[0][b]


def _rising(read: Sequence[Collection[int]]) -> dict[int, int]:
    """Place → number read, for the choice that holds the most; a number that no mark is left for costs more
    than one mark brings, so that a last number read too high is left out."""
    seen = [(-1, 0), *((at, number) for at, numbers in enumerate(read) for number in numbers)]
    worth, before = [0.0] * len(seen), [0] * len(seen)
    for k, (at, number) in enumerate(seen):
        worth[k] = 0.0 if k == 0 else float("-inf")
        for j, (at_before, number_before) in enumerate(seen[:k]):
            step, places = number - number_before, at - at_before
            lost = _LOST * max(0, step - places)
            if j == 0:
                lost = min(lost, _BEGUN)
            if step > 0 and places > 0 and worth[j] + 1 - lost > worth[k]:
                worth[k], before[k] = worth[j] + 1 - lost, j
    chosen: dict[int, int] = {}
    k = max(range(len(seen)), key=worth.__getitem__)
    while k:
        chosen[seen[k][0]] = seen[k][1]
        k = before[k]
    return chosen
