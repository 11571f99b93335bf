"""When and how not to answer: plainly, saying what the reports do hold. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant import unanswerable
from assistant.answer import Reason
from assistant.courtesy import without_courtesies
from assistant.issuers import is_by
from assistant.rank import Evidence
from assistant.restore import is_slip
from assistant.scope import Scope, newest_first
from assistant.understand import Need
from index_store.language.places import RANKS
from index_store.language.terms import is_abbreviation
from index_store.language.text import fold, has_diacritics
from index_store.records import Report
from prompts import sentence

STRANGE = 0.6  # share of words that can be no syllables, above which a question says nothing


def turn_away(question: str, need: Need, alone: bool) -> tuple[Reason, str] | None:
    """The reason and the words when a question is none that reports can answer; None when it may be.

    alone: no earlier turn gives it what it lacks.
    """
    if turned := _not_for_reports(question):
        return turned
    words = re.findall(r"[^\W\d_]{2,}", question)
    strange = sum(is_slip(word) for word in words)
    if words and strange > len(words) * STRANGE:
        return "not_a_question", sentence("refuse_not_a_question")
    if not words and (alone or not any(c.isdigit() for c in question)):
        return "not_a_question", sentence("refuse_not_a_question")
    trying = alone and need.terms and all(fold(term) in unanswerable.TRIAL for term in need.terms)
    short = len(words) < 2 and not any(map(is_abbreviation, words))
    if (alone and short) or trying or unanswerable.SMALL_TALK.search(fold(need.text)):
        return "not_a_question", sentence("refuse_not_a_question")
    return None


def is_for_reports(turn: str) -> bool:
    """Whether an earlier turn asked something of the reports, so that a later one may lean on it."""
    asked = fold(without_courtesies(turn)).strip()
    return _not_for_reports(turn) is None and not unanswerable.SMALL_TALK.search(asked)


def _not_for_reports(question: str) -> tuple[Reason, str] | None:
    folded = fold(question).strip()
    if unanswerable.UNSAFE.search(folded):
        return "unsafe", sentence("refuse_unsafe")
    if unanswerable.PERSONAL.search(folded) or _of_somebody(question):
        return "unsafe", sentence("refuse_personal")
    said = unicodedata.normalize("NFC", question)
    if has_diacritics(said):
        said = unanswerable.LOOK_ALIKES.sub(lambda m: "_" * len(m.group()), said)
    if unanswerable.OPINION.search(fold(said).strip()):
        return "not_a_question", sentence("refuse_opinion")
    return None


def _of_somebody(question: str) -> bool:
    """Whether a personal matter is asked of someone by name: two words or more with a capital, and no place."""
    question = unicodedata.normalize("NFC", question)
    said = unanswerable.OF_SOMEBODY.search(fold(question))
    words = re.findall(r"[^\W\d_]+", question[said.end() :])[:2] if said else []
    return len(words) == 2 and all(word[0].isupper() for word in words) and words[0].lower() not in RANKS


def asked_appendix(question: str, titles: Sequence[str]) -> str:
    """The appendix that a question names ("Phụ lục 02") when none of the report's tables is of it; else ""."""
    asked = unanswerable.APPENDIX.search(fold(question))
    if not asked:
        return ""
    number = asked.group(1).lstrip("0")
    held = (unanswerable.APPENDIX.search(fold(title)) for title in titles)
    if any(found and found.group(1).lstrip("0") == number for found in held):
        return ""
    return f"Phụ lục {asked.group(1).upper()}"


def absent_appendix(evidence: Sequence[Evidence], report: Report, attached: Sequence[str]) -> str:
    """The name of an appendix that the best sentences found point to and that is not attached; else "".

    attached: the titles of the tables that came as files by themselves.
    """
    absent = {fold(name): name for name in report.header.absent_appendices if asked_appendix(name, attached)}
    for found in evidence[:3]:
        pointed = unanswerable.APPENDIX.search(fold(found.text))
        if pointed:
            number = pointed.group(1).lstrip("0")
            for key, name in absent.items():
                if key.split()[-1].lstrip("0") == number:
                    return name
    return ""


def outside_scope(scope: Scope, reports: Sequence[Report]) -> str:
    """The words for a unit, period or issuer that no report covers, naming what there is."""
    current = [r for r in reports if r.current]
    if scope.missing_number:
        numbers = dict.fromkeys(r.header.number for r in newest_first(current) if r.header.number)
        return sentence(
            "refuse_number", number=scope.missing_number, numbers=_short_list(list(numbers), rest="báo cáo")
        )
    held = [r for r in current if not scope.named.units or r.header.unit in scope.named.units]
    places = scope.missing_unit or scope.must_name or (() if held else scope.named.units)
    if places:
        units = dict.fromkeys(r.header.unit.full_name for r in current)
        return sentence(
            "refuse_unit",
            unit=", ".join(u.full_name for u in places),
            units=_short_list(list(units)),
        )
    names = dict.fromkeys(r.header.unit.full_name for r in held)
    unit = _short_list(list(names), 3)
    if scope.missing_issuer:
        issuers = dict.fromkeys(r.header.issuer for r in held if r.header.issuer)
        return sentence(
            "refuse_issuer", issuer=scope.missing_issuer, scope=unit, issuers=_short_list(list(issuers))
        )
    if scope.named.issuers:
        held = [r for r in held if is_by(r.header, scope.named.issuers)] or held
    asked = scope.missing_period or scope.asked_period
    periods = sorted({r.header.period for r in held if r.header.period}, key=lambda p: p.end, reverse=True)
    return sentence(
        "refuse_period",
        period=asked.label if asked else "",
        unit=unit,
        periods=_short_list([p.label for p in periods]),
    )


def scope_words(reports: Sequence[Report]) -> str:
    """ "huyện Đức Trọng, 6 tháng đầu năm 2023"; for several reports their unit, or how many units."""
    units = {r.header.unit for r in reports}
    if len(units) == 1 and len(reports) > 1:
        return reports[0].header.unit.full_name
    if len(units) != 1:
        return f"{len(units)} đơn vị"
    header = reports[0].header
    return f"{header.unit.full_name}, {header.period.label}" if header.period else header.unit.full_name


def _short_list(names: list[str], most: int = 8, rest: str = "nơi") -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" và {more} {rest} khác" if more > 0 else "")
