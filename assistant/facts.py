"""Questions about a report itself: who signed it, its number, its date; answered from its first and last lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import cues
from assistant.issuers import issuer_group
from assistant.rank import Evidence
from assistant.scope import Scope
from index_store.language.flat import flat
from index_store.language.periods import find_dates
from index_store.language.text import fold
from index_store.records import Header, Passage, Report
from index_store.store import Store

_FACTS = (
    ("replaces", cues.REPLACES),
    ("number", cues.REPLACED_BY),
    ("signer", cues.SIGNER),
    ("date", cues.DATE),
    ("number", cues.NUMBER),
)
_PART = re.compile(r"[^|]+")  # the lines of a header passage
_LAST = 6  # passages at a report's end where its signature may stand, when it was not told from the text


@dataclass(frozen=True, slots=True)
class Fact:
    """What a report says of itself. evidence: the words that say it, None when it does not say; shown: the answer."""

    report: Report
    evidence: Evidence | None
    shown: str = ""


def report_fact(question: str, scope: Scope, reports: Sequence[Report], store: Store) -> Fact | None:
    """What answers a question about a report itself; None when the question asks for something else."""
    folded = fold(question)
    name = next((name for name, pattern in _FACTS if pattern.search(folded)), "")
    if not name or not scope.reports:
        return None
    report = _meant(folded, scope, reports)
    if cues.REPLACED_BY.search(folded):
        later = (r for r in reports if r.header.replaces and fold(r.header.replaces) in folded)
        name, report = "number", next(later, report)
    passages = store.contents(report.id).passages
    headers = [p for p in passages if p.kind == "header"]
    last = [p for p in passages if p.kind in ("paragraph", "footnote")][-_LAST:]
    for passage in [*headers, *(reversed(last) if name == "signer" else passages)]:
        place = _place(passage, report.header, name)
        if place is not None:
            evidence = Evidence(passage, *place, 1.0, 1.0)
            return Fact(report, evidence, _signed(report.header) if name == "signer" else evidence.text)
    return Fact(report, None)


def _meant(folded: str, scope: Scope, reports: Sequence[Report]) -> Report:
    """The report asked about: of two offices' reports the one whose office the question names."""
    first = scope.reports[0]
    office = "" if scope.named.issuer else issuer_group(folded)
    if not office or issuer_group(first.header.issuer) == office:
        return first
    beside = (
        r
        for r in reports
        if r.current and (r.header.unit, r.header.period) == (first.header.unit, first.header.period)
    )
    return next((r for r in beside if issuer_group(r.header.issuer) == office), first)


def _signed(header: Header) -> str:
    """ "Lê Hồng Khánh, Phó Bí thư": the lines of a signature may stand columns apart."""
    return ", ".join(filter(None, (header.signer, header.signer_position)))


def _place(passage: Passage, header: Header, name: str) -> tuple[int, int] | None:
    """Where the passage states the fact: a part of a line that is enough to read it."""
    text = flat(passage.text)
    if name == "date":
        found = next((d for d in find_dates(passage.text) if d.date == header.date), None)
        return (found.start, found.end) if found and passage.kind == "header" else None
    value = flat(getattr(header, name))
    at = text.rfind(value) if name == "signer" else text.find(value)
    if not value or at < 0 or (passage.kind != "header" and name == "number"):
        return None
    if name == "signer":
        position = text.rfind(flat(header.signer_position), 0, at) if header.signer_position else -1
        return (position if position >= 0 else at), at + len(value)
    line = next(m for m in _PART.finditer(text) if m.start() <= at < m.end())
    within = line.group()
    return line.start() + len(within) - len(within.lstrip()), line.start() + len(within.rstrip())
