"""Questions about a report itself: who signed it, its number, its date; answered from its header."""

from __future__ import annotations

from dataclasses import dataclass

from assistant import cues
from assistant.rank import Evidence
from assistant.scope import Scope
from index_store.language.text import fold
from index_store.records import Header, Passage, Report
from index_store.store import Store

_FACTS = (("signer", cues.SIGNER), ("number", cues.NUMBER), ("date", cues.DATE))


@dataclass(frozen=True, slots=True)
class Fact:
    report: Report
    evidence: Evidence


def _value(header: Header, name: str) -> str:
    if name == "signer":
        return header.signer
    if name == "number":
        return header.number
    return str(header.date.year) if header.date else ""


def report_fact(question: str, scope: Scope, store: Store) -> Fact | None:
    """The header passage that answers; None when the question asks for something else or it is not stated."""
    folded = fold(question)
    name = next((name for name, pattern in _FACTS if pattern.search(folded)), None)
    if name is None or not scope.reports:
        return None
    report = scope.reports[0]
    value = _value(report.header, name)
    if not value:
        return None
    for passage in store.contents(report.id).passages:
        if passage.kind == "header" and fold(value) in fold(passage.text):
            start, end = _around(passage, value, report.header)
            return Fact(report, Evidence(passage, start, end, 1.0, 1.0))
    return None


def _around(passage: Passage, value: str, header: Header) -> tuple[int, int]:
    """From the position (or the line's start) to the value's end."""
    text = fold(passage.text)
    at = text.rindex(fold(value))
    position = text.rfind(fold(header.signer_position), 0, at) if header.signer_position else -1
    if value == header.signer and position >= 0:
        return position, at + len(value)
    return 0, len(passage.text)
