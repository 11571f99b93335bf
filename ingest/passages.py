"""Blocks → passages: what is found and cited, each with its place and the context to index it with. Pure."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index_store.language.sentences import clause_spans, sentence_spans
from index_store.language.text import fold
from index_store.records import Footnote, Header, Passage, Table, TableCell
from ingest.lines import (
    Doubt,
    PrintedNote,
    doubts_in,
    marks_in,
    split_doubts,
    split_marks,
    without_bullet,
    without_marks,
)
from ingest.structure import Block

UNLINKED = 0.8  # confidence of a note whose sentence is not proved
MAX_WORDS = 110  # a paragraph with more is cut at sentence ends
Row = tuple[Table, tuple[str, ...]]  # a row's table, and its cells
_LABEL = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)/]|[a-zđ][.)]|[IVX]+[.)])\s+")
_NUMBER_HEADER = re.compile(r"s?tt\.?|so tt|so thu tu")
_NAME_HEADERS = ("chỉ tiêu", "nội dung", "danh mục", "tên", "hạng mục", "lĩnh vực", "công trình", "đơn vị")


@dataclass(frozen=True, slots=True)
class _Anchor:
    sentence: str
    section: str
    heading: str
    path: tuple[str, ...]


@dataclass(slots=True)
class Findings:
    """What the blocks of one report give. doubts: where scans were hard to read."""

    passages: list[Passage] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    doubts: dict[str, tuple[Doubt, ...]] = field(default_factory=dict)  # by passage id


@dataclass(frozen=True, slots=True)
class _Draft:
    """A passage without its id; its doubtful words."""

    passage: Passage
    doubts: tuple[Doubt, ...] = ()


def make_passages(blocks: Sequence[Block], notes: Sequence[PrintedNote], header: Header) -> Findings:
    """Every passage in reading order, a note right after the paragraph that carries its mark.

    Ids are stable for the same words at the same place and differ within one reading; `report` is "".
    """
    found = Findings()
    anchors: dict[int, _Anchor] = {}
    drafts: list[_Draft] = []
    told: set[int] = set()
    drafts += _frame(blocks, "front")
    for at, block in enumerate(blocks):
        if block.kind in ("front", "closing"):
            continue
        if block.kind == "table":
            drafts += _rows(block, found.tables)
            anchors.update(_row_anchors(block))
        elif block.kind == "paragraph" or _stands_alone(blocks, at):
            drafts += _pieces(block)
        anchors.update(_anchors(block))
        for index in marks_in(block.text):
            told.add(index)
            drafts.append(_note_passage(notes[index], anchors.get(index)))
    for index, note in enumerate(notes):
        if index not in told:
            drafts.append(_note_passage(note, anchors.get(index)))
        anchor = anchors.get(index)
        section = anchor.section if anchor else _section_on(blocks, note.page)
        found.footnotes.append(
            Footnote(note.n, without_marks(note.text), note.page, anchor.sentence if anchor else "", section)
        )
    drafts += _frame(blocks, "closing")
    seen: Counter[str] = Counter()
    for order, draft in enumerate(drafts):
        passage = draft.passage
        sure = min((doubt.confidence for doubt in draft.doubts), default=1.0)
        finished = replace(
            passage,
            id=_identify(passage, seen),
            order=order,
            confidence=min(passage.confidence, sure),
        )
        found.passages.append(finished)
        if draft.doubts:
            found.doubts[finished.id] = draft.doubts
    found.passages = in_context(found.passages, found.tables, header)
    return found


def rows_of(passages: Iterable[Passage], tables: Iterable[Table]) -> dict[str, Row]:
    """For the id of each row passage of a report, its table and its cells."""
    rows = ((table, row) for table in tables for row in table.rows if any(row))
    return dict(zip((p.id for p in passages if p.kind == "row"), rows, strict=True))


def in_context(passages: Sequence[Passage], tables: Sequence[Table], header: Header) -> list[Passage]:
    """The passages with the words that they are indexed with under this header."""
    period = header.period.label if header.period else ""
    facts = (header.unit.full_name, header.unit.province, header.issuer, period)
    rows = rows_of(passages, tables)
    return [
        replace(p, context=" ".join(_context(p, facts, rows[p.id][0] if p.id in rows else None)))
        for p in passages
    ]


def _identify(passage: Passage, seen: Counter[str]) -> str:
    """A hash of what the passage is, of its words, and of how many like it came before."""
    own = "\x1f".join((passage.kind, str(passage.footnote or ""), passage.section, passage.text))
    seen[own] += 1
    return hashlib.sha256(f"{own}\x1f{seen[own]}".encode()).hexdigest()[:16]


def _context(passage: Passage, facts: Iterable[str], table: Table | None) -> Iterable[str]:
    parts = [*facts, *passage.path, passage.anchor]
    if table and passage.table:
        parts += [table.title, " | ".join(table.header)]
    return (part for part in parts if part)


def _frame(blocks: Sequence[Block], kind: str) -> list[_Draft]:
    """The front matter (or the recipients and the signature) as one passage, its lines joined by " | "."""
    framed = [block for block in blocks if block.kind == kind]
    text = " | ".join(words for block in framed if (words := without_marks(block.text)).strip("-–—_*=. "))
    return [_Draft(Passage("", "", "header", text, framed[0].page, 0))] if text else []


def _stands_alone(blocks: Sequence[Block], at: int) -> bool:
    """True for a heading with nothing below it: its words are all that is said."""
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    return (
        following is None
        or following.kind == "closing"
        or (following.kind == "heading" and len(following.path) <= len(blocks[at].path))
    )


def _pieces(block: Block) -> list[_Draft]:
    """The paragraph, or its shares when it is long, without bullet and marks."""
    text, _, origin = split_marks(block.text)
    doubts = doubts_in(block.text, text, origin)
    shown = without_bullet(text)
    skipped = len(text) - len(shown)
    return [
        _Draft(
            Passage(
                "", "", "paragraph", shown[start:end], block.page_at(origin[skipped + start]), 0,
                block.section, block.heading, block.path,
            ),
            doubts=_inside(doubts, skipped + start, skipped + end),
        )
        for start, end in _shares(shown)
    ]  # fmt: skip


def _inside(doubts: Sequence[Doubt], start: int, end: int) -> tuple[Doubt, ...]:
    """Those of text[start:end), at their places in it."""
    return tuple(
        Doubt(doubt.start - start, doubt.end - start, doubt.confidence)
        for doubt in doubts
        if start <= doubt.start < end
    )


def _shares(text: str) -> list[tuple[int, int]]:
    """Where to cut `text`: whole sentences up to MAX_WORDS, even shares; a huge sentence at semicolons."""
    if len(text.split()) <= MAX_WORDS:
        return [(0, len(text))] if text else []
    units: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        whole = len(text[start:end].split()) <= 1.5 * MAX_WORDS
        units += [(start, end)] if whole else _with_semicolons(text, clause_spans(text, start, end))
    total = len(text.split())
    target = total / -(-total // MAX_WORDS)
    shares: list[tuple[int, int]] = []
    for start, end in units:
        if shares and len(text[shares[-1][0] : end].split()) <= max(target * 1.15, 60):
            shares[-1] = (shares[-1][0], end)
        else:
            shares.append((start, end))
    return shares


def _with_semicolons(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(start, end + (text[end : end + 1] == ";")) for start, end in spans]


def _anchors(block: Block) -> dict[int, _Anchor]:
    """Note index → the sentence of this block that carries its mark, without bullet, label and marks."""
    text, marks, _ = split_marks(block.text)
    if not marks or block.kind == "table":
        return {}
    body = without_bullet(text)
    label = _LABEL.match(body)
    skipped = len(text) - len(body) + (label.end() if label else 0)
    spans = [(start + skipped, end + skipped) for start, end in sentence_spans(text[skipped:])]
    anchors = {}
    for offset, index in marks:
        start, end = next(((a, b) for a, b in spans if offset <= b), spans[-1] if spans else (0, len(text)))
        anchors[index] = _Anchor(text[start:end], block.section, block.heading, block.path)
    return anchors


def _row_anchors(block: Block) -> dict[int, _Anchor]:
    """Note index → the row that carries its mark."""
    rows = block.text.split("\n")
    return {
        index: _Anchor(without_marks(row), block.section, block.heading, block.path)
        for row in rows
        for index in marks_in(row)
    }


def _note_passage(note: PrintedNote, anchor: _Anchor | None) -> _Draft:
    at = anchor or _Anchor("", "", "", ())
    text, doubts = split_doubts(note.text)
    return _Draft(
        Passage(
            "", "", "footnote", text, note.page, 0, at.section, at.heading, at.path,
            footnote=note.n, anchor=at.sentence, confidence=1.0 if anchor else UNLINKED,
        ),
        doubts=tuple(doubts),
    )  # fmt: skip


def _rows(block: Block, tables: list[Table]) -> list[_Draft]:
    """One passage for each row of the block's table; the table itself, placed, goes to `tables`."""
    if block.line is None or block.line.table is None:
        return []
    bare = block.line.table
    title = bare.title or (block.path[-1] if block.path else "")
    table = replace(bare, title=title, page=bare.page or block.page, section=block.section)
    tables.append(table)
    words, doubts = split_doubts(block.text)
    printed_words = set(words.split())
    doubtful = {words[doubt.start : doubt.end]: doubt.confidence for doubt in doubts}
    return [
        _Draft(
            Passage(
                "", "", "row", " | ".join(row), page, 0, block.section, block.heading, block.path,
                table=TableCell(
                    table.title, row_name(table.header, row), "", row_number(table.header, row)
                ),
            ),
            _in_cells(" | ".join(row), printed_words, doubtful),
        )
        for row, page in zip(table.rows, block.line.row_pages or (table.page,) * len(table.rows), strict=True)
        if any(row)
    ]  # fmt: skip


def _in_cells(text: str, printed_words: Collection[str], doubtful: Mapping[str, float]) -> tuple[Doubt, ...]:
    """The doubtful words of a table, by word, where they stand in the text of one of its rows.

    printed_words: all of the table's; a word that is none of them is a figure that was joined from two lines.
    """
    doubts = []
    for word in re.finditer(r"\S+", text):
        own = word.group()
        parts = (
            [own] if own in printed_words else [d for d in doubtful if own.startswith(d) or own.endswith(d)]
        )
        if sure := [doubtful[part] for part in parts if part in doubtful]:
            doubts.append(Doubt(word.start(), word.end(), min(sure)))
    return tuple(doubts)


def row_name(header: Sequence[str], row: Sequence[str]) -> str:
    """What a row is about: the cell under "Chỉ tiêu" or its like, else the first with words; "" if none."""
    lowered = [name.lower() for name in header]
    for wanted in _NAME_HEADERS:
        for name, cell in zip(lowered, row, strict=False):
            if name.startswith(wanted) and "tính" not in name and cell:
                return cell
    return next((cell for cell in row if sum(map(str.isalpha, cell)) >= 2), "")


def row_number(header: Sequence[str], row: Sequence[str]) -> str:
    """The number that the table gives a row: "5", "II"; "" where it has no column of numbers, or only a dash."""
    numbered = _NUMBER_HEADER.fullmatch(fold(header[0])) if header else None
    return row[0].strip(" .)") if numbered and any(map(str.isalnum, row[0])) else ""


def _section_on(blocks: Sequence[Block], page: int) -> str:
    """The section that a page ends in, for a note whose mark is unknown."""
    return next((block.section for block in reversed(blocks) if block.page <= page and block.section), "")
