"""A meeting sheet: answers and figures in order, with headings and notes between them; and the desk that keeps it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Literal
from uuid import uuid4

from pydantic import TypeAdapter

from assistant.answer import Answer
from index_store.desk import Desk, Kept
from index_store.errors import ReportsError

EntryKind = Literal["answer", "heading", "note"]
Form = Literal["plain", "party", "state"]
MAX_ENTRIES = 500
MAX_TEXT = 4_000  # characters of a heading or a note
MAX_TITLE = 150
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a sheet. text: of a heading or a note; answer: of an answer, as it was given."""

    kind: EntryKind
    text: str = ""
    answer: Answer | None = None
    id: str = field(default_factory=lambda: uuid4().hex[:12])


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands on top of the paper. above: the office over the one that writes; place: where it is dated."""

    form: Form = "plain"
    above: str = ""
    office: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """entries in the order that a person gave them; unanswered: refusals, listed apart."""

    entries: tuple[Entry, ...] = ()
    unanswered: tuple[Entry, ...] = ()
    letterhead: Letterhead = Letterhead()

    def with_answer(self, answer: Answer) -> Sheet:
        """With an answer at the end, without what only the page of the question needs; a refusal goes apart."""
        kept = replace(answer, passages=(), timings={})
        return self._with(Entry("answer", answer=kept), apart=answer.refused)

    def with_text(self, kind: EntryKind, text: str) -> Sheet:
        """With a heading or a note at the end; as it is when there is no text."""
        text = text.strip()[:MAX_TEXT]
        return self._with(Entry(kind, text), apart=False) if text else self

    def _with(self, entry: Entry, *, apart: bool) -> Sheet:
        if len(self.entries) + len(self.unanswered) >= MAX_ENTRIES:
            raise FullSheetError()
        if apart:
            return replace(self, unanswered=(*self.unanswered, entry))
        return replace(self, entries=(*self.entries, entry))

    def moved(self, key: str, by: int) -> Sheet:
        """With an entry moved down (by > 0) or up; as it is at either end."""
        at = next((n for n, entry in enumerate(self.entries) if entry.id == key), None)
        if at is None:
            return self
        rest = [entry for entry in self.entries if entry.id != key]
        rest.insert(min(max(at + by, 0), len(rest)), self.entries[at])
        return replace(self, entries=tuple(rest))

    def reworded(self, key: str, text: str) -> Sheet:
        """With other words in a heading or a note; without it when none are left."""
        text = text.strip()[:MAX_TEXT]
        if not text:
            return self.without(key)
        entries = (replace(e, text=text) if e.id == key and e.kind != "answer" else e for e in self.entries)
        return replace(self, entries=tuple(entries))

    def put_back(self, earlier: Sheet, key: str) -> Sheet:
        """With an entry that stood on an earlier state of it, where it stood."""
        if any(entry.id == key for entry in (*self.entries, *self.unanswered)):
            return self

        def joined(now: tuple[Entry, ...], then: tuple[Entry, ...]) -> tuple[Entry, ...]:
            at = next((n for n, entry in enumerate(then) if entry.id == key), None)
            return now if at is None else (*now[:at], then[at], *now[at:])

        return replace(
            self,
            entries=joined(self.entries, earlier.entries),
            unanswered=joined(self.unanswered, earlier.unanswered),
        )

    def without(self, key: str) -> Sheet:
        """Without an entry."""
        return replace(
            self,
            entries=tuple(e for e in self.entries if e.id != key),
            unanswered=tuple(e for e in self.unanswered if e.id != key),
        )

    def numbered(self) -> Iterator[Entry]:
        """The entries with the marks of their answers counted through the sheet: no [1] means two things."""
        used = 0
        for entry in self.entries:
            if entry.answer is not None:
                entry = replace(entry, answer=_shifted(entry.answer, used))
                used += len(entry.answer.citations) if entry.answer else 0
            yield entry


def _shifted(answer: Answer, by: int) -> Answer:
    """The answer with every mark's number higher."""
    known = {c.n for c in answer.citations}

    def marks(text: str) -> str:
        return _MARK.sub(lambda m: f"[{int(m[1]) + by}]" if int(m[1]) in known else m[0], text)

    table = answer.table and replace(
        answer.table, rows=tuple(tuple(map(marks, row)) for row in answer.table.rows)
    )
    return replace(
        answer,
        answer=marks(answer.answer),
        notices=tuple(map(marks, answer.notices)),
        table=table,
        figures=tuple(replace(f, citation=f.citation + by) for f in answer.figures),
        citations=tuple(replace(c, n=c.n + by) for c in answer.citations),
    )


# -- on the desk --------------------------------------------------------------------------------------


class FullSheetError(ReportsError):
    """No entry more goes on the sheet."""

    def __init__(self) -> None:
        super().__init__(f"Phiếu đã có {MAX_ENTRIES} mục. Hãy lập phiếu mới cho các mục tiếp theo.")


class NoOwnerError(ReportsError):
    """The browser does not say whose sheets are asked for."""

    def __init__(self) -> None:
        super().__init__(
            "Trình duyệt đang chặn cookie nên không giữ được phiếu. Hãy cho phép cookie rồi tải lại trang."
        )


_SHEET: TypeAdapter[Sheet] = TypeAdapter(Sheet)
_changing = (
    Lock()
)  # a sheet is read, changed and kept by one thread at a time: a list is answered while others pin to it


def read_sheet(kept: Kept) -> Sheet:
    """The sheet that a kept thing holds."""
    return _SHEET.validate_python(kept.body)


def sheets_of(desk: Desk, owner: str) -> list[Kept]:
    """A person's sheets, the one last worked on first."""
    return desk.of(owner, "sheet") if owner else []


def save_sheet(desk: Desk, kept: Kept, sheet: Sheet) -> Kept:
    """Keep a sheet in place of what it was; it becomes the one last worked on."""
    body = _SHEET.dump_python(sheet, mode="json")
    changed = Kept(kept.owner, "sheet", kept.title, body, kept.id)
    desk.put(changed)
    return changed


def change_sheet(desk: Desk, owner: str, key: str, change: Callable[[Sheet], Sheet], title: str = "") -> Kept:
    """Keep what `change` makes of a sheet as it is now. title: another one, "" for the same.

    Raises NotKeptError, and what `change` raises.
    """
    with _changing:
        kept = desk.get(owner, key)
        return save_sheet(desk, replace(kept, title=title or kept.title), change(read_sheet(kept)))


def new_sheet(desk: Desk, owner: str, title: str = "") -> Kept:
    """An empty sheet. title: "" for one with today's date. Raises NoOwnerError."""
    if not owner:
        raise NoOwnerError()
    title = " ".join(title.split())[:MAX_TITLE] or f"Chuẩn bị họp ngày {date.today():%d/%m/%Y}"
    return save_sheet(desk, Kept(owner, "sheet", _unused(title, sheets_of(desk, owner)), {}), Sheet())


def pin_answer(desk: Desk, owner: str, answer: Answer) -> str:
    """Put an answer at the end of the sheet last worked on, or of a new one; the sheet's title.

    Raises NoOwnerError, FullSheetError.
    """
    mine = sheets_of(desk, owner)
    kept = mine[0] if mine else new_sheet(desk, owner)
    return change_sheet(desk, owner, kept.id, lambda sheet: sheet.with_answer(answer)).title


def _unused(title: str, sheets: Sequence[Kept]) -> str:
    """The title, with a number where the person has such a sheet already."""
    taken = {kept.title for kept in sheets}
    names = (f"{title} ({n})" if n > 1 else title for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
