"""What the store holds of the reports that questions are about, for judging answers by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PureWindowsPath

from index_store.errors import UnknownReportError
from index_store.store import Store


class HeldReports:
    """The passages of a store's reports, by id and by file name; read once each."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._passages: dict[str, tuple[tuple[str, int], ...]] = {}  # texts and pages
        self._ids = {
            PureWindowsPath(file.path).stem: report.id  # takes both kinds of slashes
            for report in store.reports(all_versions=True)
            for file in report.files
        }

    def id_of(self, name: str) -> str:
        """The report of a file name without ending; "" where none is held."""
        return self._ids.get(name, "")

    def texts(self, report: str) -> Sequence[str]:
        """The passages of a report; () for one that is not held."""
        return tuple(text for text, _ in self._of(report))

    def page_of(self, report: str, sentence: str) -> int:
        """The page of the passage that holds a sentence; 0 where none does."""
        sought = " ".join(sentence.split())
        return next((page for text, page in self._of(report) if sought and sought in text), 0)

    def _of(self, report: str) -> Sequence[tuple[str, int]]:
        if report not in self._passages:
            try:
                passages = self._store.contents(report).passages
            except UnknownReportError:
                passages = ()
            self._passages[report] = tuple((" ".join(p.text.split()), p.page) for p in passages)
        return self._passages[report]

    def of_file(self, name: str) -> Sequence[str]:
        """The passages of the report with this file name without ending; () where none is held."""
        return self.texts(self.id_of(name))
