"""Lines → blocks: paragraphs joined over lines and pages, each under its headings.

A label ("I.", "2.1.", "a)") makes a heading only where the words after it read like one; the numbered
tasks of a plan are paragraphs with labels, no headings. How deep a heading lies follows from the kinds
of labels that stand open above it, so a report without parts begins at level 1 with "I.".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from index_store.language.text import fold
from index_store.records import Section
from ingest.lines import Line, is_bullet, join, without_marks
from ingest.table_grid import UNIT_OF_ALL

BlockKind = Literal["front", "heading", "paragraph", "table", "closing"]

_CAPITAL = "A-ZĐÀ-Ỹ"
_LABELS: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    # kind, rank, pattern; the first that fits wins
    (
        "annex",
        0,
        re.compile(
            r"(?i:(phụ lục|biểu mẫu|phụ biểu|biểu))\s*(?i:số\s*)?[:.]?\s*(\d{1,2}[a-z]?|[IVX]{1,4}|[A-Z])\b"
        ),
    ),
    (
        "part",
        1,
        re.compile(
            r"((?i:phần)\s+(?:(?i:thứ)\s+[^\W\d_]+|[IVX]{1,4}|[A-ZĐ]|\d{1,2}))(?![^\W\d_])\s*[.:/–-]?\s*"
        ),
    ),
    ("roman", 3, re.compile(rf"([IVX]{{1,5}})\s*[.)/–-]+\s*(?=[“\"(]?[{_CAPITAL}])")),
    ("letter", 2, re.compile(rf"([A-HĐ])\s*[.)/–-]+\s*(?=[“\"(]?[{_CAPITAL}])")),
    ("dotted", 5, re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})\s*[.)/-]?\s*(?=[“\"(]?[{_CAPITAL}])")),
    ("number", 4, re.compile(rf"(\d{{1,2}})\s*[.)/–-]+\s*(?=[“\"(]?[{_CAPITAL}])")),
    ("small", 10, re.compile(r"([a-zđ])\s*[.)/]\s*(?=[“\"(]?[^\W\d_])")),
)
_LETTER_UNDER_ROMAN = 3.5  # "A." opens either above "I." or below it, as the report has it
_UNNUMBERED_RANK = 11
_HEADING_WORDS = 45
_SMALL_HEADING_WORDS = 6  # of "a) …" with a full stop behind: more are a sentence
_CLOSING = re.compile(rf"(?i:nơi nhận)\s*:?|(?:TM|T/M|T\.M|KT|K/T|TL|T/L|TUQ|Q)\s*[./]\s*[{_CAPITAL}]{{2}}")
_SIGNATURE_ROLE = re.compile(r"(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|BÍ THƯ|CHÁNH VĂN PHÒNG|GIÁM ĐỐC|TRƯỞNG BAN)\s*$")
_ENDED = re.compile(r"(?:[.;:!?…]|\./\.)[”\"’)]*$")
_SENTENCE_INSIDE = re.compile(rf"[^\W\d_]{{2,}}[.!?]\s+[“\"]?[{_CAPITAL}]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, table or piece of the front or closing matter; text keeps its marks."""

    kind: BlockKind
    text: str
    pages: tuple[tuple[int, int], ...]  # (offset in text, page) where each page's share begins
    section: str = ""
    heading: str = ""  # of the section
    path: tuple[str, ...] = ()
    line: Line | None = None  # of a table

    @property
    def page(self) -> int:
        return self.pages[0][1]

    def page_at(self, offset: int) -> int:
        return next(page for start, page in reversed(self.pages) if start <= offset or start == 0)


@dataclass(slots=True)
class _Paragraph:
    text: str
    pages: list[tuple[int, int]]
    bold: bool
    heading: bool
    line: Line | None = None


@dataclass(slots=True)
class _Open:
    """A heading that is open: what comes stands under it."""

    rank: float
    kind: str
    number: str
    heading: str
    level: int

    @property
    def title(self) -> str:
        dot = {"annex": "", "part": "", "small": ")"}.get(self.kind, ".")
        return f"{self.number}{dot} {self.heading}".strip(" .") if self.number else self.heading


@dataclass(slots=True)
class Outline:
    """The blocks of a report in reading order, and its headings."""

    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


def outline(lines: Sequence[Line]) -> Outline:
    """The structure of a report's body lines (marks placed); an empty Outline for no lines."""
    found = Outline()
    stack: list[_Open] = []
    paragraphs = _paragraphs(lines)
    front, closing, parts, item = True, False, 0, ""
    awaiting: _Open | None = None  # a part or annex whose heading words stand on the lines after it
    for at, paragraph in enumerate(paragraphs):
        words = without_marks(paragraph.text)
        if paragraph.line is None and words.strip("-–—_*=. ") == "":
            continue
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        if not paragraph.line and found.sections and _begins_closing(words):
            closing, awaiting = True, None
        # the last task of a list has none after it to tell that it is no heading, but one before it
        above = paragraphs[at - 1] if found.blocks and found.blocks[-1].kind == "paragraph" else None
        opened = None if paragraph.line else _heading(paragraph, words, (above, following), stack, closing)
        if opened and opened.kind in ("annex", "part"):
            closing = closing and opened.kind != "annex"
        if opened and not closing and not (front and opened.kind == "unnumbered"):
            front, item = False, ""
            if opened.kind == "unnumbered" and awaiting:
                awaiting.heading = f"{awaiting.heading} {words}".strip()
                _rename(found, awaiting)
                continue
            while stack and stack[-1].rank >= opened.rank:
                stack.pop()
            opened.level = len(stack) + 1
            parts += opened.kind == "part"
            stack.append(opened)
            awaiting = (
                opened if opened.kind == "annex" or (opened.kind == "part" and not opened.heading) else None
            )
            found.sections.append(Section(opened.number, opened.heading, opened.level, paragraph.pages[0][1]))
            found.blocks.append(_block("heading", paragraph, stack, ""))
            continue
        if awaiting and not paragraph.line and _goes_on_heading(paragraph, words, awaiting):
            awaiting.heading = f"{awaiting.heading} {words}".strip()
            _rename(found, awaiting)
            continue
        awaiting = None
        if front and (paragraph.line or _is_prose(words)):
            front = False
        if closing and not paragraph.line:
            found.blocks.append(_block("closing", paragraph, [], ""))
            continue
        if front:
            found.blocks.append(_block("front", paragraph, [], ""))
            continue
        item = _item(words, stack, parts, item)
        found.blocks.append(_block("table" if paragraph.line else "paragraph", paragraph, stack, item))
    return found


def _block(kind: BlockKind, paragraph: _Paragraph, stack: Sequence[_Open], item: str) -> Block:
    numbered = next((opened for opened in reversed(stack) if opened.number), None)
    return Block(
        kind,
        paragraph.text,
        tuple(paragraph.pages),
        item or (numbered.number if numbered else ""),
        (stack[-1] if stack and not stack[-1].number else numbered).heading if numbered else "",
        tuple(opened.title for opened in stack),
        paragraph.line,
    )


def _rename(found: Outline, opened: _Open) -> None:
    """Gives the last section and its block the heading words that came on a later line."""
    found.sections[-1] = replace(found.sections[-1], heading=opened.heading)
    block = found.blocks[-1]
    found.blocks[-1] = replace(block, heading=opened.heading, path=(*block.path[:-1], opened.title))


def _paragraphs(lines: Sequence[Line]) -> list[_Paragraph]:
    paragraphs: list[_Paragraph] = []
    before: Line | None = None
    for line in lines:
        last = paragraphs[-1] if paragraphs else None
        if line.table or line.grid:
            paragraphs.append(_Paragraph(line.text, [(0, line.page)], False, False, line))
        elif last is None or before is None or last.line or _begins(before, line):
            paragraphs.append(_Paragraph(line.text, [(0, line.page)], line.bold, line.heading))
        else:
            joined = join(last.text, line.text)
            if line.page != last.pages[-1][1]:
                last.pages.append((len(joined) - len(line.text.lstrip()), line.page))
            last.text, last.bold = joined, last.bold and line.bold
        before = line
    return paragraphs


def _begins(before: Line, line: Line) -> bool:
    """True when a paragraph begins with `line`, by what the layout and the words on both sides say."""
    if line.gap:
        return True
    start, end = without_marks(line.text), without_marks(before.text)
    ended = _ENDED.search(end) is not None
    labelled = is_bullet(start) or any(pattern.match(start) for _, _, pattern in _LABELS)
    if labelled and (ended or before.short or line.indent or (end.isupper() and not start.isupper())):
        return True
    if before.bold != line.bold and (before.short or line.bold or start[:1].isupper()):
        return True
    if ended and (before.short or line.indent or _CLOSING.match(start)):
        return True
    return before.short and (start[:1].isupper() or _CLOSING.match(start) is not None or start[:1] in "(-*“")


def _heading(
    paragraph: _Paragraph,
    words: str,
    beside: tuple[_Paragraph | None, _Paragraph | None],
    stack: Sequence[_Open],
    closing: bool,
) -> _Open | None:
    """The heading that a paragraph is, or None. beside: the paragraph above, if it is no heading, and the one below."""
    label = _label(words, stack)
    if label is None:
        styled = paragraph.heading or (paragraph.bold and len(words.split()) <= 25 and not is_bullet(words))
        if not styled or closing or _ENDED.search(words.rstrip(":")) or _SIGNATURE_ROLE.match(words):
            return None
        return _Open(_UNNUMBERED_RANK, "unnumbered", "", words.rstrip(":"), 0)
    kind, rank, number, rest = label
    count = len(rest.split())
    if kind == "annex":
        return _Open(rank, kind, number, rest, 0) if count <= 25 and not words.endswith(".") else None
    if kind == "part":
        return _Open(rank, kind, number, rest, 0) if count <= _HEADING_WORDS else None
    if not rest or count > _HEADING_WORDS:
        return None
    letters = [c for c in rest if c.isalpha()]
    capital = bool(letters) and all(c.isupper() for c in letters)
    if not (paragraph.bold or paragraph.heading or capital):
        if _SENTENCE_INSIDE.search(rest) or rest.endswith((";", "./.", ",")):
            return None
        if rest.endswith(".") and (count > 12 or any(_is_sibling(p, kind, stack) for p in beside)):
            return None
        if ": " in rest and count > 12:
            return None
        if kind == "small" and rest.endswith(".") and count > _SMALL_HEADING_WORDS:
            return None
        if kind == "small" and _is_sibling(beside[1], kind, stack) and count > 12:
            return None
    return _Open(rank + number.count("."), kind, number, rest, 0)


def _is_sibling(following: _Paragraph | None, kind: str, stack: Sequence[_Open]) -> bool:
    label = _label(without_marks(following.text), stack) if following and not following.line else None
    return label is not None and label[0] == kind


def _label(words: str, stack: Sequence[_Open]) -> tuple[str, float, str, str] | None:
    """Kind, rank, number as printed and the words after it."""
    for kind, rank, pattern in _LABELS:
        if not (match := pattern.match(words)):
            continue
        number, rest = match.group(1), words[match.end() :].strip()
        if kind == "annex":
            number = f"{number[:1].upper()}{number[1:].lower()} {match.group(2)}"
            rest = rest.lstrip(".:–- ")
        if kind == "letter" and _under_roman(number, stack):
            rank = _LETTER_UNDER_ROMAN
        if kind == "part":
            number = (
                number
                if number[0].isupper() and not number.isupper()
                else number[:1].upper() + number[1:].lower()
            )
        return kind, rank, number, rest
    return None


def _under_roman(number: str, stack: Sequence[_Open]) -> bool:
    """True for "A." below an open "I.", and for the letters that go on with it."""
    opened = next((o for o in reversed(stack) if o.kind == "letter"), None)
    if opened and opened.number < number:
        return opened.rank == _LETTER_UNDER_ROMAN
    return number == "A" and any(o.kind == "roman" for o in stack)


def _goes_on_heading(paragraph: _Paragraph, words: str, awaiting: _Open) -> bool:
    """True for the lines below "Phần thứ nhất" or "Phụ lục 01" that say what it is about."""
    if len(words.split()) > 40 or (_ENDED.search(words) and not words.endswith(")")) or is_bullet(words):
        return False
    if UNIT_OF_ALL.match(fold(words)):
        return False
    letters = [c for c in words if c.isalpha()]
    capital = bool(letters) and all(c.isupper() for c in letters)
    return capital or paragraph.bold or (awaiting.kind == "annex" and len(words.split()) <= 40)


def _is_prose(words: str) -> bool:
    """True for the first real sentence of the body, which ends the front matter."""
    return len(words.split()) >= 12 and words.endswith((".", ":", ";")) and not words.startswith("Số")


def _begins_closing(words: str) -> bool:
    return len(words.split()) <= 30 and _CLOSING.match(words) is not None


def _item(words: str, stack: Sequence[_Open], parts: int, item: str) -> str:
    """Where a numbered paragraph stands: task 4 right below the second part is "P2.4", below "II" "II.4".

    A paragraph without a number goes on with the task before it; a bullet or a new heading ends nothing.
    """
    label = _label(words, stack)
    if label is None or label[0] not in ("number", "dotted") or not stack:
        return item
    if label[0] == "dotted":
        return label[2]
    top = next((opened for opened in reversed(stack) if opened.number), None)
    if top is None:
        return item
    return f"P{parts}.{label[2]}" if top.kind == "part" else f"{top.number}.{label[2]}"
