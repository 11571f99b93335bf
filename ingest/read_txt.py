"""Rim: TXT → lines and notes. Pages and note zones are read from what the extraction left of them.

Three forms are known. Extracted text with an empty line after every line: a line of blanks alone (48 of
them, usually) opens the notes of a page, and a page begins at a line that starts with a blank and has no
empty line before it. Text with form feeds, a rule of underscores or dashes above the notes, raised numbers or an
empty line before them, or with its notes gathered under "Chú thích:". And plain text, one line per paragraph or
wrapped, without any note.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise, takewhile
from pathlib import Path

from index_store.records import Paging
from ingest.encodings import read_text
from ingest.lines import Line, PrintedNote, Source, clean, lifted, raised
from ingest.notes import NOTES_TITLE, NoteLine, gather, split_notes
from ingest.signature import is_name, is_position

_ZONE_BLANKS = re.compile(r"[ \t\u00a0]{20,}$")
_ZONE_RULE = re.compile(r"\s*(?:_{5,}|-{8,}|—{4,}|─{4,})\s*$")
_SIGNATURE = re.compile(r"\s*(?:TM\.|T/M|KT\.|TL\.|Nơi nhận:)")  # no note goes on after it
_NOTE = re.compile(r"\s*[\[(]?([1-9]\d{0,2})[\])]?(?:[.)]?\s|$|(?=[^\W\d_]))")
_RAISED_NOTE = re.compile(r"\s*⁽?[¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2}⁾?[ \t]?(?=[^\W\d_])")
_NUMBER_FORM = re.compile(r"\s*([\[(]?)(\d{1,3})([\])]?[.)]?)(?=\s|$)")
_BRACKET = re.compile(r"[ ]?\[(\d{1,3})\]")
_PAGE_NUMBER = re.compile(r"\s*(?:[-–]\s*)?(?:Trang\s+)?(\d{1,3})(?:\s*/\s*\d{1,3})?(?:\s*[-–])?\s*$", re.I)
_FULL_LINES = 40  # above a line, by which its column is known
_ENDED = re.compile(r"[.!?…]\s*$")
_FULL_PAGE, _NOTE_HEIGHT = 38.0, 0.65  # in body lines: an A4 page holds 44 or so
_WRAPPED_AT = 200  # longer lines are whole paragraphs
NO_PAGES = (
    "Tệp văn bản không cho biết chỗ hết trang nên không nêu được số trang; hãy nạp bản Word, PDF nếu có."
)


@dataclass(slots=True)
class _Raw:
    text: str
    page: int
    blanks_before: int  # empty lines above it
    zone: int = 0  # 0: body; else the number of the note zone it stands in


def read_txt(path: Path) -> Source:
    """Lines and notes of one text file. Raises EncodingRefusedError."""
    text, warnings = read_text(path)
    raws, double_spaced, endnotes = _zoned(text)
    bare = _without_page_numbers(raws, double_spaced)
    counted, raws = len(bare) < len(raws), bare
    zones: list[list[PrintedNote]] = []
    last, bracketed = 0, False
    for zone in sorted({raw.zone for raw in raws if raw.zone}):
        inside = [raw for raw in raws if raw.zone == zone]
        bracketed = bracketed or any(raw.text.lstrip().startswith("[") for raw in inside)
        found = split_notes([NoteLine(lifted(raw.text), raw.page) for raw in inside], last, endnotes=endnotes)
        last = max((note.n for note in found[-1:]), default=0) or last
        zones.append(found)
    body = [raw for raw in raws if not raw.zone]
    lines = _lines(body, double_spaced, bracketed or _in_square_brackets(body, zones))
    pages = max((raw.page for raw in raws), default=1)
    paging: Paging = "known" if counted or "\f" in text or (double_spaced and pages > 1) else "estimated"
    if paging == "estimated" and pages == 1:
        paging = "unknown"
        warnings += (NO_PAGES,)
    return Source("txt", pages, tuple(lines), tuple(gather(zones)), False, warnings, paging=paging)


def _in_square_brackets(body: list[_Raw], zones: list[list[PrintedNote]]) -> bool:
    """Whether the body marks its notes "[3]", though they begin "3 Text"."""
    numbers = {note.mark for zone in zones for note in zone if note.n}
    marked = {found[1] for raw in body for found in _BRACKET.finditer(raw.text)}
    return len(numbers & marked) > len(numbers) / 2


def _zoned(text: str) -> tuple[list[_Raw], bool, bool]:
    """The lines that are not empty, with page and note zone; whether an empty line follows every line;
    whether the notes are gathered at the end."""
    printed_lines = text.replace("\f", "\n\f").split("\n")
    full = [i for i, line in enumerate(printed_lines) if line.strip()]
    followed = sum(1 for i in full if i + 1 < len(printed_lines) and not printed_lines[i + 1].strip())
    double_spaced = (
        len(full) >= 8 and followed >= 0.6 * len(full) and max(map(len, printed_lines)) < _WRAPPED_AT
    )
    # Single-spaced text keeps the same signs: they count where a line of blanks stands right above a note.
    signs = double_spaced or any(
        _ZONE_BLANKS.match(line) and _NOTE.match(_next_full(printed_lines, i))
        for i, line in enumerate(printed_lines)
    )
    raws: list[_Raw] = []
    feeds = "\f" in text
    at_foot = _at_foot(printed_lines) if feeds and not signs else frozenset()
    page, zone, zones, blanks, endnotes = 1, 0, 0, 0, False
    for i, line in enumerate(printed_lines):
        if line.startswith("\f"):
            page, zone, line, blanks = page + bool(raws), 0, line[1:], 1
        if not line.strip():
            following = _next_full(printed_lines, i)
            # A page may begin with its empty line: one blank below a note, or where the page is full.
            leads = line == " " and signs and not double_spaced and not endnotes
            if _ZONE_BLANKS.match(line) and signs and not zone and following:
                zone = zones = zones + 1
            elif leads and ((zone and not blanks) or _filled(raws, page) >= _FULL_PAGE):
                page, zone = page + 1, 0
            elif zone and not double_spaced and not endnotes and not _goes_on(following, raws, zone):
                page, zone = page + (not feeds), 0  # notes end a page that nothing else ends
            blanks += 1
            continue
        if zone and (_SIGNATURE.match(line) or (blanks and _signs(line, raws))):
            zone = 0
        if zone and not endnotes and line[0] != " ":
            apart = i + 1 < len(printed_lines) and not printed_lines[i + 1].strip()
            parted = (apart and not blanks) if double_spaced else (not feeds and _has_room(line, raws, zone))
            if parted and _begins_page(line, raws, zone):
                page, zone = page + 1, 0
        ruled = _ZONE_RULE.match(line) is not None
        titled = NOTES_TITLE.match(line) is not None
        if (ruled or titled) and _NOTE.match(_next_full(printed_lines, i)) and raws:
            zone = zones = zones + 1
            endnotes = endnotes or titled
            continue
        # No line of a body begins so: "⁷ Sản phẩm …".
        if not zone and raws and (i in at_foot or _RAISED_NOTE.match(line)):
            zone = zones = zones + 1
        before = raws[-1].text.strip() if raws else ""
        # A page begins at a blank without an empty line above; with one, only where the page is full.
        leads = signs and line[:1] == " " and bool(raws) and not before.isdigit()
        inward = line[1:2] == " "
        turned = leads and (
            (not blanks and (double_spaced or not inward))
            or (not inward and _filled(raws, page) >= _FULL_PAGE)
        )
        if turned and not endnotes:
            page, zone = page + 1, 0
        raws.append(_Raw(clean(line), page, blanks, zone))
        blanks = 0
    return raws, double_spaced, endnotes


def _at_foot(lines: list[str]) -> frozenset[int]:
    """The lines that open the notes at the foot of a page, by an empty line above and the number that is due, which the
    page bears as a mark: "… được chỉ đạo5." above, "5 Bệnh …" below. Numbers may begin anew on each page.
    """
    found, due = [], 1
    pages = [i for i, line in enumerate(lines) if line.startswith("\f")]
    for begin, end in pairwise([0, *pages, len(lines)]):
        opened = [
            (i, n) for n in (due, 1) for i in range(end - 1, begin, -1) if _opens_notes(lines, begin, i, n)
        ]
        if not opened:
            continue
        begun, due = opened[0]
        found.append(begun)
        for line in lines[begun:end]:
            number = _NUMBER_FORM.match(line)
            due += number is not None and int(number[2]) == due
    return frozenset(found)


def _opens_notes(lines: list[str], begin: int, at: int, due: int) -> bool:
    number = None if lines[at - 1].strip() else _NUMBER_FORM.match(lines[at])
    if number is None or int(number[2]) != due:
        return False
    mark = re.compile(rf"[^\W\d_][”\")]?{due}(?=[\s.,;:)]|$)")
    return any(map(mark.search, lines[begin:at]))


def _of_zone(raws: list[_Raw], zone: int) -> list[_Raw]:
    """The lines of the zone that is open: the last ones."""
    return list(takewhile(lambda raw: raw.zone == zone, reversed(raws)))[::-1]


def _goes_on(line: str, raws: list[_Raw], zone: int) -> bool:
    """True for a line that can begin the next note of a zone: its number stands as theirs do and is the one due,
    "4." is none below "3 Text", nor below "5. Text".
    """
    inside = [raw.text for raw in _of_zone(raws, zone)]
    if any(map(_RAISED_NOTE.match, inside)):
        return _RAISED_NOTE.match(line) is not None
    numbers = [  # below a number on a line of its own stands the note: "5", then "6 tháng đầu năm, có …"
        found
        for above, text in pairwise(["", *inside])
        if not _NUMBER_FORM.fullmatch(above) and (found := _NUMBER_FORM.match(text))
    ]
    own = _NUMBER_FORM.match(line)
    if not numbers or not own or not _NOTE.match(line):
        return _NOTE.match(line) is not None
    due = int(numbers[0][2]) + 1
    for found in numbers[1:]:
        due += int(found[2]) == due
    return (own[1], own[3]) == (numbers[0][1], numbers[0][3]) and int(own[2]) == due


def _has_room(line: str, raws: list[_Raw], zone: int) -> bool:
    """Whether the line's first word would have stood on the line above, were it of the same note."""
    beside = [len(raw.text) for raw in raws[-_FULL_LINES:] if raw.zone == zone or not raw.zone]
    return bool(beside) and len(raws[-1].text) + 1 + len(line.split(maxsplit=1)[0]) <= max(beside)


def _begins_page(line: str, raws: list[_Raw], zone: int) -> bool:
    """Whether the body may go on at a line: below notes set close, the last of which has ended, and it begins none."""
    inside = _of_zone(raws, zone)
    close = bool(inside) and not any(raw.blanks_before for raw in inside[1:])
    return close and _ENDED.search(inside[-1].text) is not None and not _goes_on(line, raws, zone)


def _signs(line: str, raws: list[_Raw]) -> bool:
    """True for the name of who signs, below the notes of a page that parted it from the position."""
    above = next((raw.text for raw in reversed(raws) if not raw.zone), "")
    return is_position(above) and is_name(line.strip())


def _filled(raws: list[_Raw], page: int) -> float:
    """About how many lines of a page its body and its smaller notes take."""
    return sum(_NOTE_HEIGHT if raw.zone else 1.0 for raw in raws if raw.page == page)


def _next_full(lines: list[str], at: int) -> str:
    return next((line for line in lines[at + 1 :] if line.strip()), "")


def _without_page_numbers(raws: list[_Raw], double_spaced: bool) -> list[_Raw]:
    """Leaves out lines that are page numbers: alone on their line and counting up one by one; below notes, whose
    own numbers may stand alone too, only where they are set apart.

    Where nothing else shows the pages, these numbers do: "2" first stands above page 2, "1" below page 1.
    """
    counted: list[tuple[int, int]] = []
    for at, raw in enumerate(raws):
        found = _PAGE_NUMBER.match(raw.text) if not raw.zone or _is_apart(raws, at, double_spaced) else None
        if found and (not counted or int(found.group(1)) == counted[-1][1] + 1):
            counted.append((at, int(found.group(1))))
    if len(counted) < 2 or counted[0][1] > 3:
        return raws
    numbers = dict(counted)
    if raws[-1].page < counted[-1][1]:
        page, above = 1, counted[0][1] > 1 or counted[0][0] == 0
        for at, raw in enumerate(raws):
            if at in numbers:
                page = numbers[at] if above else numbers[at] + 1
            raw.page = page
    return [raw for at, raw in enumerate(raws) if at not in numbers]


def _is_apart(raws: list[_Raw], at: int, double_spaced: bool) -> bool:
    """Whether an empty line or the page's edge stands on both sides of a line."""
    edges = [
        k in (0, len(raws)) or raws[k].blanks_before > 0 or raws[k - 1].page != raws[k].page
        for k in (at, at + 1)
    ]
    return all(edges) and not double_spaced


def _right_edge(lengths: list[int]) -> int:
    """The length that most lines reach, up to a tenth less; the rows of an appendix may be longer.

    lengths: in rising order.
    """
    reached = [at - bisect_left(lengths, 0.9 * length) for at, length in enumerate(lengths)]
    return max(zip(reached, lengths, strict=True), default=(0, 80))[1]


def _lines(raws: list[_Raw], double_spaced: bool, bracketed: bool) -> list[Line]:
    """Body lines with what their layout says about where paragraphs begin."""
    lengths = sorted(len(raw.text.strip()) for raw in raws if len(raw.text) >= 40)
    width = _right_edge(lengths)
    whole = bool(lengths) and lengths[-1] >= _WRAPPED_AT
    usual = 1 if double_spaced else 0
    lines = []
    for at, raw in enumerate(raws):
        text = raw.text.strip()
        following = raws[at + 1].text.split(maxsplit=1)[0] if at + 1 < len(raws) else ""
        marked = _BRACKET.sub(lambda found: raised(found.group(1)), text) if bracketed else text
        turned = at > 0 and raws[at - 1].page != raw.page
        lines.append(
            Line(
                lifted(marked),
                raw.page,
                gap=whole or (raw.blanks_before > usual and not turned),
                indent=not double_spaced and len(raw.text) - len(raw.text.lstrip()) >= 3,
                short=len(text) + 1 + len(following) <= 0.85 * width,
                blanks=len(raw.text) - len(raw.text.lstrip()),
            )
        )
    return lines
