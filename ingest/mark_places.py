"""Every place in the body that could be the mark of a note, each with how little it looks like one. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import OPEN, RAISED, UNIT_BEFORE, Line, PrintedNote

_PROVE_A_LOSS = 3  # plain marks in a row that no note follows
_RUN = re.compile(r"\d+")
SYMBOLS = re.compile(
    r"(?<=[^\W_]|[)\]”\"’'»…%.,;:!?])(?:[*†‡§¶]{1,9}|\s?\([*†‡§¶]{1,9}\))(?=\s|$|[.,;:)\]”\"’'…!?»])"
)
_BRACKETED = re.compile(
    r"(?:(?<=[^\W_]|[)\]”\"’'»…%.,;:!? ])|^(?=\(\d{1,3}\)[.,;:]))"  # first of a line only before its full stop
    r"\((\d{1,3})\)(?=\s|$|[.,;:\]”\"’'…!?»])"
)
_AFTER = re.compile(r"(?:\s|$|[.,;:](?!\d)|[)\]”\"’'…!?»])")
_NUMBERED_WORDS = re.compile(
    r"(?:tháng|năm|quý|số|loại|cấp|khóa|khoá|thứ|ngày|lần|điều|khoản|mục|lục|mức|lộ|bậc|nhóm|đợt|đoạn) $",
    re.I,
)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?$|\d{1,4}(?:,\d{1,3})?$")
_YEAR = re.compile(r"(?:^|[/.-])(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Place:
    """One place that could be a mark: `start`–`end` of line `line` would be taken out."""

    line: int
    start: int
    end: int
    label: str
    cost: float
    page: int


def places_of(lines: Sequence[Line], labels: set[str], raised: bool, bracketed: bool) -> list[Place]:
    """Every place that could be a mark, in order: raised ones of any number, plain ones of `labels`."""
    places: list[Place] = []
    for index, line in enumerate(lines):
        text = line.text
        for found in RAISED.finditer(text):
            label = found[1]
            unit = label[0] in "23" and UNIT_BEFORE.search(text[: found.start()])
            if unit and label[1:]:  # m² and note 5, or m and note 25
                rest = Place(index, found.start() + 2, found.end(), label[1:].lstrip("0"), 0.0, line.page)
                places.append(rest)
            if not unit or label[1:]:
                cost = 0.3 if unit else 0.0
                places.append(Place(index, found.start(), found.end(), label, cost, line.page))
        if labels:
            doubt = 2.0 if raised or bracketed else 0.0
            places += _plain_places(lines, index, labels, doubt)
            places += _bracketed_places(line, index, labels) if bracketed else []
    return sorted(places, key=lambda p: (p.line, p.end, p.start))


def _plain_places(lines: Sequence[Line], index: int, labels: set[str], doubt: float) -> list[Place]:
    """Figures and symbols of one line that could be marks though nothing raises them."""
    line = lines[index]
    text = line.text
    places = [
        Place(index, found.start(), found.end(), found[0].strip(), 0.3, line.page)
        for found in SYMBOLS.finditer(text)
        if found[0].strip() in labels
    ]
    for run in _RUN.finditer(text):
        if text[run.start() - 1 : run.start()] == OPEN or not _AFTER.match(text, run.end()):
            continue
        for length in range(1, min(3, len(run.group())) + 1):
            start = run.end() - length
            if text[start] == "0" or text[start : run.end()] not in labels:
                continue
            # "quyết liệt 1." may be cut before the mark: then the line before says what it follows.
            head = text[:start] if start or not index else lines[index - 1].text + " "
            cost = _plain_cost(head, text[run.start() : start], text[start : run.end()], text[run.end() :])
            if cost is not None:
                label = text[start : run.end()]
                places.append(Place(index, start, run.end(), label, cost + doubt, line.page))
    return places


def _bracketed_places(line: Line, index: int, labels: set[str]) -> list[Place]:
    """ "(3)" on the line itself, in a file whose notes begin so: "đạt kế hoạch(3)." """
    return [
        Place(index, found.start(), found.end(), found[1], 0.5, line.page)
        for found in _BRACKETED.finditer(line.text)
        if found[1] in labels
    ]


def _plain_cost(head: str, glued: str, digits: str, tail: str) -> float | None:
    """How little plain `digits` look like a mark; None where they cannot be one.

    head: the text before them; glued: the digits right before, those of a number ("2023" in "20237");
    tail: the text after them.
    """
    if glued:
        if glued in ("2", "3") and UNIT_BEFORE.search(head[: -len(glued)]):
            return 0.3  # "28.369m2" and note 7 print as "28.369m27"
        if len(glued) == 2 and head[: -len(glued)].endswith("QH"):
            return 0.3  # "số 1656/NQ-UBTVQH15" and note 7
        token = re.search(r"[\d.,/-]*$", head)
        number = token.group() if token else ""
        if _YEAR.search(number):
            return 0.3
        last = re.split(r"[/-]", number)[-1]
        if last == "0" or not _GROUPED.match(last) or _YEAR.search(last + digits):
            return None
        return 3.0 if _GROUPED.match(last + digits) else 0.5
    before = head[-1:]
    if before.isalpha():
        word = re.search(r"[^\W\d_]+$", head)
        letters = word.group() if word else before
        if digits in ("2", "3") and UNIT_BEFORE.search(head):
            return None
        if letters.endswith("QH") and len(digits) == 2 and digits[0] == "1":
            return None  # "NQ-UBTVQH15" names the term; a mark comes after it
        return 1.5 if len(letters) == 1 and letters.isupper() else 0.5 if letters.isupper() else 0.0
    if before in tuple(")”\"’'»]…%"):
        return 0.3
    if before in tuple(".,;:!?") and head[-2:-1] and not head[-2].isdigit() and not head[-2].isspace():
        return 0.5
    if before.isspace() and tail[:1] in tuple(".,;:)") and head.rstrip()[-1:].isalpha():
        return 2.5 if _NUMBERED_WORDS.search(head) else 1.5
    return None


def marks_beyond(lines: Sequence[Line], last: int) -> list[Place]:
    """Plain marks of the numbers that follow the last note's, one after the other; [] where not all of them stand."""
    labels = [str(last + k) for k in range(1, _PROVE_A_LOSS + 1)]
    found: list[Place] = []
    for index in range(len(lines)):
        for place in _plain_places(lines, index, set(labels), 0.0):
            if place.cost == 0 and len(found) < len(labels) and place.label == labels[len(found)]:
                found.append(place)
    return found if len(found) == len(labels) else []


def marked_in_brackets(lines: Sequence[Line], notes: Sequence[PrintedNote]) -> bool:
    """Whether "(3)" marks most notes on their own page or a neighbour, though they begin "3 Text"."""
    pages = {(found[1], line.page) for line in lines for found in _BRACKETED.finditer(line.text)}
    marked = sum(any((n.mark, n.page + away) in pages for away in (-1, 0, 1)) for n in notes)
    return marked > len(notes) / 2
