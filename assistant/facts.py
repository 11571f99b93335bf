"""Questions about a report itself: who signed it, its number, its date; answered from its first and last lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.issuers import issuer_group
from assistant.rank import Evidence
from assistant.scope import Scope
from index_store.language.flat import flat
from index_store.language.periods import find_dates
from index_store.language.sentences import sentence_spans
from index_store.language.text import fold
from index_store.records import Header, Passage, Report
from index_store.store import Store

# -- how people ask, over folded text
_A_REPORT = r"(?:bao cao|(?<!\w)bc(?!\w)|van ban nay)"
# What may stand between "báo cáo" and the question: its scope, no other paper.
_OF_IT = (
    r"(?:(?!nghi quyet|ke hoach|quyet dinh|chi thi|ket luan|thong bao|chuong trinh|hop dong|thanh lap|quy che)"
    r"[^?:,]){0,70}?"
)
_SIGNER = re.compile(
    r"(?<!\w)(?:ai|nguoi nao|dong chi nao|lanh dao nao|nguoi) (?:la nguoi |dung ra )?(?:da )?(?:ky|dung ten)"
    rf"(?: ten| duyet| ban hanh)?(?:\s*\?|\s*$|,| (?:vao |trong |duoi |o )?(?:cai |ban )?{_A_REPORT})(?! truoc)"
    rf"|{_A_REPORT} {_OF_IT}(?<!\w)(?:do ai|ai|(?:do )?(?:nguoi|dong chi|ong|lanh dao) nao) ky(?! ket)(?!\w)"
    rf"|nguoi ky (?:cua )?{_A_REPORT}|do (?:ai|dong chi nao) ky\W*(?:\([^)]*\)\W*)?$"
)
_NUMBER = re.compile(
    rf"{_A_REPORT} {_OF_IT}(?<!\w)(?:co |la |mang )?(?:van ban )?(?<!con )so (?:may|bao nhieu|hieu|nao|ky hieu)(?!\w)"
    r"(?! (?:cua )?(?:ke hoach|nghi quyet|quyet dinh|chi thi|ket luan|de an|thong bao))(?:\s|\?|$)"
    rf"|so (?:ky )?hieu (?:cua |van ban )?(?:\w+ )?{_A_REPORT}|so (?:cua|van ban(?: cua)?) {_A_REPORT}"
    rf"|^\W*so(?:, ?| va | )?(?:ky hieu )?(?:cua )?{_A_REPORT}"
)
_BORN = r"(?<!\w)(?:ky|ban hanh|(?<!thanh )lap|phat hanh|(?<!xay )(?<!dien )ra|cong bo)(?!\w)"
_WHICH_DAY = r"(?:ngay (?:thang )?(?:nao|may|bao nhieu)|hom nao|khi nao|bao gio|luc nao|thoi gian nao)"
_DATE = re.compile(
    rf"{_A_REPORT} {_OF_IT}{_BORN}(?: doi)? (?:vao )?(?:ngay|khi|luc|hom|bao gio|thoi gian nao)"
    rf"|ngay (?:ky|ban hanh|ra|lap|phat hanh|cong bo)(?: cua)?(?: ban)? {_A_REPORT}"
    rf"|{_BORN} (?:ban )?{_A_REPORT} {_OF_IT}{_WHICH_DAY}|{_A_REPORT} {_OF_IT}(?:de|ghi) ngay"
)
_NUMBER_AND_DATE = re.compile(
    rf"(?<!\w)so(?: hieu)?(?:,| va|, va)? ngay (?:thang )?(?:ban hanh|ky|ra|lap|cua)?[^?]{{0,20}}{_A_REPORT}"
    rf"|{_A_REPORT} {_OF_IT}(?<!\w)so (?:may|bao nhieu|nao)[^?]{{0,12}}(?<!\w)ngay (?:nao|may|bao nhieu)"
)
_OTHER_PAPER = re.compile(
    r"\W*(?:cho biet |so cua |xin |so hieu |ngay ban hanh )?"
    r"(?:ke hoach|nghi quyet|quyet dinh|chi thi|ket luan|thong bao|chuong trinh|de an)(?!\w)"
)
_ISSUED = re.compile(
    r"(?<!\w)ban hanh (?:cac |nhung )?"
    r"(?:ke hoach|nghi quyet|quyet dinh|chi thi|cong van|van ban(?! (?:nay|do)(?!\w))|de an)(?!\w)"
)
_REPLACED_BY = re.compile(
    r"(?:bao cao|bc|van ban) (?:so )?(?:nao|may)(?: (?:cua|do) [^?:]{0,70}?)?"
    r"(?: da)? (?:duoc dung )?thay (?:the )?(?:cho )?"
)
_REPLACES = re.compile(
    rf"thay (?:the )?(?:cho )?(?:ban )?{_A_REPORT} (?:so )?(?:nao|may|gi)(?!\w)"
    r"|thay (?:the )?(?:cho )?(?:van ban|cai|ban) (?:nao|so may)"
)
_WHICH = r"nghi quyet (?:so )?(?:may|nao|bao nhieu|gi)(?!\w)"
_BASIS = re.compile(
    rf"{_A_REPORT} {_OF_IT}(?<!\w)(?:trien khai|thuc hien|can cu|dua|theo|dan)[^?:,]{{0,30}}? {_WHICH}"
    rf"|can cu (?:vao |theo )?{_WHICH} (?:de |ma )?(?:thuc hien|trien khai|lap|xay dung) (?:nhiem vu|bao cao)"
    rf"|{_WHICH} [^?]{{0,60}}?(?:duoc (?:dan|neu|vien dan)|ghi o|giao nhiem vu)[^?]{{0,30}}?(?:dau )?{_A_REPORT}"
)
_RESOLUTION = re.compile(
    r"Nghị quyết (?:số )?\d+[^\s,;.]*(?: ngày \d[\d/]*(?: tháng \d+ năm \d+)?)?(?: (?:của|về) [^,;.]{3,80})?",
    re.IGNORECASE,
)

_FACTS = (
    ("replaces", _REPLACES),
    ("number", _REPLACED_BY),
    ("signer", _SIGNER),
    ("date", _DATE),
    ("number", _NUMBER),
    ("basis", _BASIS),
)
_PART = re.compile(r"[^|]+")  # the lines of a header passage
_LABEL = re.compile(r"so\s*:?\s*")
_FIRST = 6  # passages at a report's beginning where it names the resolution that it reports on
_LAST = 6  # passages at a report's end where its signature may stand, when it was not told from the text


@dataclass(frozen=True, slots=True)
class Fact:
    """What a report says of itself. evidence: the words that say it, None when it does not say; shown: the answer."""

    report: Report
    evidence: Evidence | None
    shown: str = ""


def report_facts(question: str, scope: Scope, reports: Sequence[Report], store: Store) -> list[Fact]:
    """What answers a question about a report itself; [] when the question asks for something else."""
    folded = fold(question)
    if not scope.reports or _OTHER_PAPER.match(folded) or _ISSUED.search(folded):
        return []
    if _NUMBER_AND_DATE.search(folded):
        return [_fact(name, folded, scope, reports, store) for name in ("number", "date")]
    names = (name for name, pattern in _FACTS if pattern.search(folded))
    return [_fact(name, folded, scope, reports, store) for name in list(names)[:1]]


def _fact(name: str, folded: str, scope: Scope, reports: Sequence[Report], store: Store) -> Fact:
    report = _meant(folded, scope, reports)
    if _REPLACED_BY.search(folded):
        later = (r for r in reports if r.header.replaces and fold(r.header.replaces) in folded)
        name, report = "number", next(later, report)
    passages = store.contents(report.id).passages
    headers = [p for p in passages if p.kind == "header"]
    last = [p for p in passages if p.kind in ("paragraph", "footnote")][-_LAST:]
    first = [p for p in passages if p.kind == "paragraph"][:_FIRST]
    where = {"signer": [*headers, *reversed(last)], "basis": first}.get(name, [*headers, *passages])
    for passage in where:
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
    if name == "basis":
        named = _RESOLUTION.search(passage.text)
        return named.span() if named else None
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
    if name == "number":
        labels = [m.start() for m in _LABEL.finditer(text, 0, at) if m.end() == at]
        return (labels[-1] if labels else at), at + len(value)
    line = next(m for m in _PART.finditer(text) if m.start() <= at < m.end())
    opened, closed = text.rfind("(", line.start(), at), text.find(")", at, line.end())
    if opened >= 0 and closed >= 0 and ")" not in text[opened:at]:
        return opened + 1, closed  # "(Báo cáo này thay thế Báo cáo số …)"
    spans = sentence_spans(passage.text[line.start() : line.end()])
    return next(
        (line.start() + a, line.start() + b) for a, b in spans if line.start() + a <= at < line.start() + b
    )
