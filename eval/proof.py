"""Does an answer prove what it says, and does it say it exactly? What `measures` does not look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from eval.cases import Case
from eval.measures import Answer, has_item, holds_half, of_case, recomputed, values_of
from eval.ranking import ndcg
from eval.reading import figures, is_figure
from index_store.language.text import normalise

Texts = Callable[[str], Sequence[str]]  # a report's id → its passages; () for one that is not held
_OF_ALL = ("ranking", "series")  # answers that cite every report they rank or line up
_MARKS = re.compile(r"\[(\d+)\]")
_SENTENCES = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d])|\n+")  # the marks of a sentence may follow its full stop


@dataclass(frozen=True, slots=True)
class Proof:
    """None, and 0 of 0, where a measure does not apply."""

    rank: int | None = None  # of the passage that completes the evidence, from 1; 0: not among those found
    ndcg: float | None = None  # a passage that brings an expected value for the first time is relevant
    exact: bool | None = (
        None  # the headline figure has the expected value and unit, and is of the expected report
    )
    role: bool | None = None  # it is the level, plan, change… that was asked for
    status: bool | None = None  # it is marked as estimated ("ước") or done, as the report says
    page: bool | None = None  # a citation that holds the value names the expected page
    citations: int = 0
    needed: int = 0  # of these, that hold an expected value or the evidence, in a report that was asked about
    claims: int = 0  # sentences with figures of their own
    claims_cited: int = 0  # of these, whose own citations hold every figure
    quotes: int = 0
    verbatim: int = 0  # of these, that stand word for word in their report
    wrong_source: bool | None = None  # something is cited of a report that was not asked about
    covered: bool | None = None  # every report that a question over several needs is cited


def prove(case: Case, answer: Answer, texts: Texts) -> Proof:
    """The proof of one answer."""
    refused = bool(answer.get("refused"))
    cited: list[Mapping[str, Any]] = [] if refused else list(answer.get("citations") or [])
    claims, claims_cited = (0, 0) if refused else _claims(case, answer, cited)
    quotes = [(str(c.get("report")), str(c.get("quote") or "")) for c in cited if c.get("quote")]
    figures_asked = any(is_figure(way) for item in case.expect for way in item)
    answered = case.answerable and not refused
    about = answered and answer.get("kind") not in _OF_ALL
    rank, gain = _ranked(case, answer)
    return Proof(
        rank=rank,
        ndcg=gain,
        exact=_exact(case, answer, refused) if case.answerable and figures_asked else None,
        role=_says(case.role, "role", answer) if answered else None,
        status=_says(case.status, "status", answer) if answered else None,
        page=_page(case, cited) if answered and case.page else None,
        citations=len(cited) if about else 0,
        needed=sum(_is_needed(case, c) for c in cited) if about else 0,
        claims=claims,
        claims_cited=claims_cited,
        quotes=len(quotes),
        verbatim=sum(is_verbatim(quote, texts(report)) for report, quote in quotes),
        wrong_source=any(not of_case(case, c) for c in cited) if about and case.reports else None,
        covered=_covered(case, cited),
    )


def _ranked(case: Case, answer: Answer) -> tuple[int | None, float | None]:
    """The rank at which the last expected value came, and nDCG@10 over the passages that bring one.

    Every value must be in some passage of the reports asked about; else the evidence may be. What is missing counts as
    one passage more.
    """
    passages = answer.get("passages")
    if not case.answerable or not case.expect or passages is None:
        return None, None
    found = [(n, str(p.get("text") or "")) for n, p in enumerate(passages, 1) if of_case(case, p)]
    ranks = [next((n for n, text in found if has_item(text, item)), 0) for item in values_of(case)]
    if 0 in ranks and (
        n := next((n for n, text in found if any(holds_half(text, e) for e in case.evidence)), 0)
    ):
        ranks = [n]
    return (0 if 0 in ranks else max(ranks)), ndcg(set(ranks) - {0}, len(set(ranks)))


def _headline(answer: Answer) -> Mapping[str, Any]:
    found = answer.get("figures") or [{}]
    first: Mapping[str, Any] = found[0]
    return first


def _says(wanted: str, name: str, answer: Answer) -> bool | None:
    """Of the headline figure; None where the set does not say what is wanted."""
    return _headline(answer).get(name) == wanted if wanted else None


def _exact(case: Case, answer: Answer, refused: bool) -> bool:
    headline = _headline(answer)
    try:
        value = abs(Decimal(str(headline.get("value"))))
    except InvalidOperation:
        return False
    ways = [way for item in case.expect for way in item if value in figures(way, only_figures=False)]
    if refused or not ways:
        return False
    unit = normalise(str(headline.get("unit") or "")).lower()
    named = [re.sub(r"[\d.,/]+", "", way) for way in ways]  # "252,792 tỷ" for 252.792 triệu đồng
    if case.unit and not any(_is_unit(unit, wanted) for wanted in (case.unit, *named)):
        return False
    sources = [c for c in answer.get("citations") or [] if c.get("n") == headline.get("citation")]
    return not case.reports or any(of_case(case, c) for c in sources)


def _is_unit(unit: str, wanted: str) -> bool:
    """ "hộ nghèo" says all that "hộ" says, not the other way round."""
    wanted = normalise(wanted).strip().lower()
    return bool(wanted) and f"{unit} ".startswith(f"{wanted} ")


def _covered(case: Case, cited: Sequence[Mapping[str, Any]]) -> bool | None:
    """Where each report brings a value of its own; of reports that say the same, one does."""
    if not case.answerable or not 1 < len(case.reports) <= len(case.expect):
        return None
    return set(case.reports) <= {Path(str(c.get("report_file") or "")).stem for c in cited}


def _page(case: Case, cited: Sequence[Mapping[str, Any]]) -> bool | None:
    """Of PDF files alone: the pages of all others are estimates."""
    needed = (c for c in cited if _is_needed(case, c))
    pages = [c.get("page") for c in needed if str(c.get("report_file")).lower().endswith(".pdf")]
    return case.page in pages if pages else None


def _is_needed(case: Case, citation: Mapping[str, Any]) -> bool:
    quote = str(citation.get("quote") or "")
    holds = any(has_item(quote, item) for item in values_of(case)) or any(
        holds_half(quote, e) for e in case.evidence
    )
    return holds and of_case(case, citation)


def _claims(case: Case, answer: Answer, cited: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    """Sentences that state figures, and those whose own marks lead to quotes with all of them."""
    quotes = {c.get("n"): set(figures(str(c.get("quote") or ""), only_figures=False)) for c in cited}
    every = {value for quoted in quotes.values() for value in quoted}
    known = set(figures(case.question, only_figures=False))
    for computed in answer.get("computed") or []:
        if (value := recomputed(computed, every)) is not None:
            known.add(value)
    claims = good = 0
    for sentence in _sentences(str(answer.get("answer") or "")):
        stated = [value for value in figures(sentence) if value not in known]
        marks = [int(n) for n in _MARKS.findall(sentence)]
        held = {value for n in marks for value in quotes.get(n, ())}
        claims += bool(stated)
        good += bool(stated) and all(value in held for value in stated)
    return claims, good


def _sentences(text: str) -> list[str]:
    """The parts of a text that stand for themselves; a part before a semicolon may share the marks of the next."""
    found: list[str] = []
    for part in _SENTENCES.split(text):
        if found and found[-1].endswith(";") and not _MARKS.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def is_verbatim(quote: str, passages: Sequence[str]) -> bool:
    """Whether a quote stands word for word in one of the passages; only white space may differ."""
    wanted = " ".join(quote.split()).strip("… ")
    return bool(wanted) and any(wanted in " ".join(text.split()) for text in passages)
