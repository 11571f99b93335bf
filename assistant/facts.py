"""Questions about a report itself: who signed it, its number, its date; answered from its header."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant import cues
from assistant.rank import Evidence
from assistant.scope import Scope
from index_store.language.flat import flat
from index_store.language.periods import find_dates
from index_store.language.text import fold
from index_store.records import Header, Passage, Report
from index_store.store import Store

_FACTS = (
    ("replaces", cues.REPLACES),
    ("signer", cues.SIGNER),
    ("date", cues.DATE),
    ("number", cues.NUMBER),
)
_PART = re.compile(r"[^|]+")  # the lines of a header passage


@dataclass(frozen=True, slots=True)
class Fact:
    report: Report
    evidence: Evidence


def report_fact(question: str, scope: Scope, store: Store) -> Fact | None:
    """The header passage that answers; None when the question asks for something else or it is not stated."""
    folded = fold(question)
    name = next((name for name, pattern in _FACTS if pattern.search(folded)), None)
    if name is None or not scope.reports:
        return None
    report = scope.reports[0]
    for passage in store.contents(report.id).passages:
        place = _place(passage, report.header, name)
        if place is not None:
            return Fact(report, Evidence(passage, *place, 1.0, 1.0))
    return None


def _place(passage: Passage, header: Header, name: str) -> tuple[int, int] | None:
    """Where the passage states the fact: a part of a line that is enough to read it."""
    text = flat(passage.text)
    if name == "date":
        found = next((d for d in find_dates(passage.text) if d.date == header.date), None)
        return (found.start, found.end) if found and passage.kind == "header" else None
    value = flat(getattr(header, name))
    at = text.rfind(value) if name == "signer" else text.find(value)
    if not value or at < 0 or (passage.kind != "header" and name != "replaces"):
        return None
    if name == "signer":
        position = text.rfind(flat(header.signer_position), 0, at) if header.signer_position else -1
        near = position >= 0 and at - position < 40
        return (position if near else at), at + len(value)
    line = next(m for m in _PART.finditer(text) if m.start() <= at < m.end())
    within = line.group()
    return line.start() + len(within) - len(within.lstrip()), line.start() + len(within.rstrip())
