"""Rim: DOCX → lines and notes, straight from the XML: Word keeps every mark and its note apart.

A DOCX holds no pages. Where Word left `lastRenderedPageBreak` those are the pages; else the page numbers
are an estimate from the length of what stands before, set right at each page break the writer put in, or
scaled to the page count in docProps/app.xml. They can be off by one or two; a warning says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from index_store.language.text import printed
from ingest.docx_fonts import unicode_parts
from ingest.lines import RAISED, UNIT_BEFORE, Line, PrintedNote, Source, clean, lifted, raised
from ingest.table_grid import is_layout
from ingest.typed_notes import typed_notes
from ingest.word_lists import Numbering
from ingest.word_parts import W, read_parts

MAX_NESTING = 200
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {W + "del", W + "moveFrom", W + "instrText", W + "delText", W + "pPr", _FALLBACK}
# Some writers put brackets around Word's own number: "(⟨1⟩)" in the body, "()" before the note's text.
_BRACKETED_MARK = re.compile(rf"[(\[]({RAISED.pattern})[)\]]")
_EMPTY_LABEL = re.compile(r"^\s*(?:\(\)|\[\])\s*")
_OWN_LABEL = re.compile(r"^\s*(?:[(\[]?\d{1,3}[)\]]|[*†‡§]+)\s*")
_PAGE_LINES, _LINE_LETTERS, _NOTE_LETTERS, _NOTE_HEIGHT = 43.0, 82, 116, 0.72


@dataclass(slots=True)
class _Reader:
    """State while walking the body: note numbers in order of their marks, breaks, list counters."""

    notes: dict[tuple[str, str], etree._Element]
    numbering: Numbering
    order: list[tuple[str, str]] = field(default_factory=list)
    own_marks: set[tuple[str, str]] = field(default_factory=set)  # notes whose mark the writer typed
    breaks: int = 0  # page breaks met so far
    rendered: bool = False  # count Word's own rendered breaks, not the writer's
    hidden: bool = False
    typed: bool = False  # Word keeps no notes: what stands raised may be a mark that the writer typed
    lines: list[tuple[Line, int]] = field(default_factory=list)  # with the breaks before it


def read_docx(path: Path) -> Source:
    """Lines and notes of one DOCX. Raises BrokenDocxError."""
    parts = read_parts(path)
    fonts = unicode_parts(parts)
    notes = {
        (kind, str(note.get(W + "id"))): note
        for kind, root in (("footnotes", parts.footnotes), ("endnotes", parts.endnotes))
        for note in (root.iter(W + kind[:-1]) if root is not None else ())
        if note.get(W + "type") in (None, "normal")
    }
    reader = _Reader(notes, Numbering(parts.numbering, parts.styles))
    reader.typed = not notes
    reader.rendered = next(parts.body.iter(W + "lastRenderedPageBreak"), None) is not None
    _walk(parts.body, reader, 0)
    source = _source(reader, parts.pages_told)
    return replace(source, warnings=(*source.warnings, fonts)) if fonts else source


def _walk(parent: etree._Element, reader: _Reader, depth: int) -> None:
    """Paragraphs and tables in document order, whatever wraps them (content controls, insertions)."""
    if depth > MAX_NESTING:
        return
    for child in parent:
        if child.tag == W + "p":
            _paragraph(child, reader)
        elif child.tag == W + "tbl":
            _table(child, reader, depth)
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            _walk(child, reader, depth + 1)


def _paragraph(paragraph: etree._Element, reader: _Reader) -> None:
    properties = paragraph.find(W + "pPr")
    if not reader.rendered and properties is not None and _on(properties.find(W + "pageBreakBefore")):
        reader.breaks += 1
    label = reader.numbering.label(properties)
    before, first = reader.breaks, True
    heading = reader.numbering.is_heading(properties)
    bold = _all_bold(paragraph, reader.numbering.is_bold(properties))
    for piece, breaks in _pieces(paragraph, reader, before):
        text = _BRACKETED_MARK.sub(r"\1", piece.strip())
        if text and first and label:
            text = f"{label} {text}"
        if text:
            reader.lines.append((Line(text, 0, gap=first, short=True, bold=bold, heading=heading), breaks))
            first = False
    if not reader.rendered and properties is not None:
        section = properties.find(W + "sectPr")
        kind = section.find(W + "type") if section is not None else None
        if section is not None and (kind is None or kind.get(W + "val") != "continuous"):
            reader.breaks += 1


def _pieces(paragraph: etree._Element, reader: _Reader, before: int) -> Iterator[tuple[str, int]]:
    """The paragraph's text, cut where a page ends, each piece with the count of breaks before it."""
    text, at = "", before
    for token in _tokens(paragraph, reader):
        if reader.breaks != at:
            yield text, at
            text, at = "", reader.breaks
        text += token
    yield text, at
    if reader.breaks != at:
        yield "", reader.breaks


def _tokens(element: etree._Element, reader: _Reader) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        if tag == W + "r" and _on(child.find(f"{W}rPr/{W}vanish")):
            reader.hidden = True
        elif tag == W + "r" and reader.typed and _is_raised(child):
            yield raised("".join(_tokens(child, reader)))
        elif tag == W + "t":
            text = clean(child.text or "")
            yield lifted(text) if reader.typed else text
        elif tag == W + "tab":
            yield "   "  # it sets columns apart: the recipients from the signature
        elif tag == W + "cr":
            yield "\n"  # a blank in a sentence, but the letterhead and the signature are read by their lines
        elif tag == W + "noBreakHyphen":
            yield "-"
        elif tag == W + "br":
            if child.get(W + "type") == "page":
                reader.breaks += 0 if reader.rendered else 1
            yield "\n"
        elif tag == W + "lastRenderedPageBreak":
            reader.breaks += 1
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            key = (tag[len(W) : -len("Reference")] + "s", str(child.get(W + "id")))
            if key in reader.notes:
                if key not in reader.order:
                    reader.order.append(key)
                yield raised(str(reader.order.index(key) + 1))
            if child.get(W + "customMarkFollows") in ("1", "true", "on"):
                reader.own_marks.add(key)
                return  # the rest of the run is how the writer's own mark looks: "(1)", "*"
        else:
            yield from _tokens(child, reader)


def _table(table: etree._Element, reader: _Reader, depth: int) -> None:
    """A table as a grid, merged cells repeated; a letterhead or signature laid out as a table as lines."""
    grid: list[list[str]] = []
    cells: list[etree._Element] = []
    start = len(reader.lines)
    breaks = reader.breaks
    for row in table.iter(W + "tr"):
        if next(row.iterancestors(W + "tbl")) is not table:
            continue
        texts: list[str] = []
        for cell in row.iter(W + "tc"):
            if next(cell.iterancestors(W + "tr")) is not row:
                continue
            cells.append(cell)
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(W + "val") != "restart"
            column = len(texts)
            text = "\n".join(printed("".join(_tokens(p, reader))) for p in cell.iter(W + "p")).strip()
            if goes_on and not text and grid and column < len(grid[-1]):
                text = RAISED.sub("", grid[-1][column])
            width = int(span.get(W + "val", "1")) if span is not None else 1
            texts += [text] + [RAISED.sub("", text)] * (min(width, 64) - 1)
        grid.append(texts)
    if is_layout(grid):
        del reader.lines[start:]
        reader.breaks = breaks  # counted once already; marks keep the numbers they were given
        for cell in cells:
            _walk(cell, reader, depth + 1)
        return
    width = max((len(row) for row in grid), default=0)
    rows = tuple(tuple(printed(cell) for cell in row + [""] * (width - len(row))) for row in grid if any(row))
    if rows:
        text = "\n".join(" | ".join(row) for row in rows)
        reader.lines.append((Line(text, 0, gap=True, short=True, grid=rows), breaks))


def _on(flag: etree._Element | None) -> bool:
    return flag is not None and flag.get(W + "val") not in ("0", "false", "off")


_TYPED_MARK = re.compile(r"\s*[(\[⁽]?[\d⁰¹²³⁴-⁹]{1,3}[)\]⁾]?\s*$")


def _is_raised(run: etree._Element) -> bool:
    """Whether a run is a number set raised, and no power of a unit before it: "thành viên⁷", not "m²"."""
    placed = run.find(f"{W}rPr/{W}vertAlign")
    if placed is None or placed.get(W + "val") != "superscript":
        return False
    before = run.getprevious()
    led = "".join(t.text or "" for t in before.iter(W + "t")) if before is not None else ""
    text = "".join(t.text or "" for t in run.iter(W + "t"))
    return _TYPED_MARK.match(text) is not None and not UNIT_BEFORE.search(led)


def _all_bold(paragraph: etree._Element, by_style: bool) -> bool:
    """True when every run that shows text is bold."""
    runs = [run for run in paragraph.iter(W + "r") if any((t.text or "").strip() for t in run.iter(W + "t"))]
    flags = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(_on(flag) if flag is not None else by_style for flag in flags)


def _source(reader: _Reader, pages_told: int) -> Source:
    texts = {key: _note_text(key, reader) for key in reader.notes}
    pages = _page_numbers(reader, texts, pages_told)
    lines: list[Line] = []
    page_of_note: dict[int, int] = {}
    for (line, _), page in zip(reader.lines, pages, strict=True):
        lines.append(Line(line.text, page, line.gap, False, True, line.bold, line.heading, grid=line.grid))
        page_of_note.update((int(n), page) for n in RAISED.findall(line.text) if n.isdigit())
    last = max(pages, default=1)
    lines, typed = typed_notes(lines) if reader.typed else (lines, [])
    notes = [PrintedNote(n, texts[key], page_of_note.get(n, last)) for n, key in enumerate(reader.order, 1)]
    lost = [key for key in reader.notes if key not in reader.order and texts[key]]
    notes += [PrintedNote(n, texts[key], last) for n, key in enumerate(lost, len(notes) + 1)]
    notes += typed
    warnings = []
    if not reader.rendered:
        warnings.append("Số trang của tệp Word là ước lượng (Word chưa ghi vị trí ngắt trang trong tệp).")
    if reader.hidden:
        warnings.append("Tệp Word có chữ ẩn; phần chữ ẩn không được đọc.")
    return Source(
        "docx",
        max(last, pages_told if reader.rendered else 0),
        tuple(lines),
        tuple(notes),
        True,
        tuple(warnings),
        paging="known" if reader.rendered else "estimated",
    )


def _note_text(key: tuple[str, str], reader: _Reader) -> str:
    paragraphs = reader.notes[key].iter(W + "p")
    text = printed(" ".join("".join(_tokens(paragraph, reader)) for paragraph in paragraphs))
    return (_OWN_LABEL if key in reader.own_marks else _EMPTY_LABEL).sub("", text, count=1)


def _page_numbers(reader: _Reader, texts: dict[tuple[str, str], str], pages_told: int) -> list[int]:
    """The page of each line, from 1."""
    if reader.rendered:
        return [breaks + 1 for _, breaks in reader.lines]
    heights = [_height(line, reader.order, texts) for line, _ in reader.lines]
    scale = 1.0
    if pages_told > 1 and not any(breaks for _, breaks in reader.lines):
        scale = (pages_told - 0.4) * _PAGE_LINES / max(sum(heights), 1.0)
    pages, page, filled, breaks_before = [], 1, 0.0, 0
    for (_, breaks), height in zip(reader.lines, heights, strict=True):
        if breaks > breaks_before:
            page, filled, breaks_before = page + breaks - breaks_before, 0.0, breaks
        pages.append(page + int(min(filled, _PAGE_LINES * 0.999) // _PAGE_LINES))
        filled += height * scale
        while filled >= _PAGE_LINES:
            page, filled = page + 1, filled - _PAGE_LINES
    return pages


def _height(line: Line, order: list[tuple[str, str]], texts: dict[tuple[str, str], str]) -> float:
    """About how many lines of the page a paragraph and its notes take."""
    notes = (texts[order[int(number) - 1]] for number in RAISED.findall(line.text) if order)
    below = sum(math.ceil(len(text) / _NOTE_LETTERS) * _NOTE_HEIGHT for text in notes)
    if line.grid:
        return below + 1.3 * len(line.grid)
    return below + math.ceil(len(line.text) / _LINE_LETTERS) + 0.3
