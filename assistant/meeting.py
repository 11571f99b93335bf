"""What each click in the tab Chuẩn bị họp does to a person's sheets, which the desk keeps."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from assistant.ask import ReportQueryEngine
from assistant.question_list import MAX_QUESTIONS
from assistant.sheets import (
    MAX_TITLE,
    EntryKind,
    Letterhead,
    NoOwnerError,
    Sheet,
    change_sheet,
    new_sheet,
    read_sheet,
    save_sheet,
    sheets_of,
)
from index_store.desk import Desk, Kept

_UNDONE: Final = 200  # people whose last removal can be taken back


@dataclass(frozen=True, slots=True)
class _Removed:
    """The sheet as it was, and which entry went; "" for the whole sheet."""

    kept: Kept
    entry: str


class Meeting:
    """A person's sheets. Each function raises NotKeptError for a sheet that is no longer theirs."""

    def __init__(self, engine: ReportQueryEngine) -> None:
        self.engine = engine
        self.desk: Desk = engine.store.desk
        self._removed: OrderedDict[str, _Removed] = OrderedDict()
        self._stopped: set[tuple[str, str]] = set()  # owner and sheet of lists that are to go no further

    def sheets(self, owner: str) -> list[Kept]:
        """The one last worked on first; a first, empty one for who has none. Raises NoOwnerError."""
        if not owner:
            raise NoOwnerError()
        return sheets_of(self.desk, owner) or [new_sheet(self.desk, owner)]

    def kept(self, owner: str, key: str) -> Kept:
        """The sheet as it is now."""
        return self.desk.get(owner, key)

    def opened(self, owner: str, key: str) -> Kept:
        """That sheet; from now on answers are pinned to it."""
        return change_sheet(self.desk, owner, key, lambda sheet: sheet)

    def begin(self, owner: str) -> Kept:
        """A new sheet. Raises NoOwnerError."""
        return new_sheet(self.desk, owner)

    def rename(self, owner: str, key: str, title: str) -> Kept:
        """Under another title; the old one where there is none."""
        return change_sheet(self.desk, owner, key, lambda sheet: sheet, " ".join(title.split())[:MAX_TITLE])

    def add(self, owner: str, key: str, kind: EntryKind, text: str, entry: str = "") -> Kept:
        """A heading or a note more; entry: other words for that one instead. Raises FullSheetError."""

        def change(sheet: Sheet) -> Sheet:
            return sheet.reworded(entry, text) if entry else sheet.with_text(kind, text)

        return change_sheet(self.desk, owner, key, change)

    def text_of(self, owner: str, key: str, entry: str) -> str:
        """The words of a heading or a note; "" when it is gone."""
        entries = read_sheet(self.desk.get(owner, key)).entries
        return next((e.text for e in entries if e.id == entry), "")

    def move(self, owner: str, key: str, entry: str, by: int) -> Kept:
        return change_sheet(self.desk, owner, key, lambda sheet: sheet.moved(entry, by))

    def drop_entry(self, owner: str, key: str, entry: str) -> Kept:
        self._remember(_Removed(self.desk.get(owner, key), entry))
        return change_sheet(self.desk, owner, key, lambda sheet: sheet.without(entry))

    def drop(self, owner: str, key: str) -> Kept:
        """Forget the sheet; what is returned was it."""
        kept = self.desk.drop(owner, key)
        self._remember(_Removed(kept, ""))
        return kept

    def undo(self, owner: str) -> Kept | None:
        """What was removed last, put back; None when that is too long ago."""
        removed = self._removed.pop(owner, None)
        if removed is None:
            return None
        if not removed.entry:
            return save_sheet(self.desk, removed.kept, read_sheet(removed.kept))
        earlier = read_sheet(removed.kept)
        return change_sheet(
            self.desk, owner, removed.kept.id, lambda now: now.put_back(earlier, removed.entry)
        )

    def set_letterhead(self, owner: str, key: str, letterhead: Letterhead) -> Kept:
        return change_sheet(self.desk, owner, key, lambda sheet: replace(sheet, letterhead=letterhead))

    def answer_all(self, owner: str, key: str, questions: Sequence[str]) -> Iterator[int]:
        """Answer each question on the sheet, at most MAX_QUESTIONS; after each how many are done.

        What is answered is kept at once; `stop` ends it after the question that is being answered. Raises
        FullSheetError.
        """
        self._stopped.discard((owner, key))
        for done, question in enumerate(questions[:MAX_QUESTIONS], 1):
            if (owner, key) in self._stopped:
                return
            answer = self.engine.answer(question)
            change_sheet(self.desk, owner, key, partial(Sheet.with_answer, answer=answer))
            yield done

    def stop(self, owner: str, key: str) -> None:
        """Answer no further question of the list that is being answered on this sheet."""
        self._stopped.add((owner, key))

    def _remember(self, removed: _Removed) -> None:
        self._removed[removed.kept.owner] = removed
        self._removed.move_to_end(removed.kept.owner)
        if len(self._removed) > _UNDONE:
            self._removed.popitem(last=False)
