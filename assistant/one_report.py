"""An answer from one report: the figures asked for, else a sentence, else a refusal that says what is nearest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant import cues, word_cues
from assistant import weights as w
from assistant.answer import Answer
from assistant.compose import (
    compose_figures,
    compose_points,
    compose_rows,
    compose_standing,
    compose_text,
)
from assistant.exclusions import names_kinds
from assistant.inquiry import Inquiry
from assistant.kind_fit import kind_fit, states_number
from assistant.points import listed_points
from assistant.quantities import quantities
from assistant.rank import Evidence, rank_figures
from assistant.rank_rows import asks_for_a_row, rank_rows
from assistant.rank_sentences import rank_sentences
from assistant.reckoned import changed, left_to_do, share_of_whole
from assistant.refuse import absent_appendix, asked_appendix, outside_scope, scope_words
from assistant.suggestions import suggestions
from assistant.understand import Need, as_figure
from assistant.verdict import verdict
from index_store.catalogue import Contents
from index_store.language.numbers import find_quantities
from index_store.language.text import fold
from index_store.records import Candidate, Figure, Report, Role
from prompts import sentence

TOLD_AFTER = 60  # characters behind a figure that say how it changed


def answer_from_one(inquiry: Inquiry, report: Report) -> Answer:
    """The answer that this report gives; a refusal when it gives none."""
    contents = inquiry.store.contents(report.id)
    attached = inquiry.attached_titles(report)
    if asked := asked_appendix(inquiry.question, [t.title for t in contents.tables]):
        if attached and not asked_appendix(inquiry.question, attached):
            return inquiry.refuse("no_evidence", sentence("refuse_no_evidence", scope=scope_words([report])))
        words = sentence("refuse_appendix", appendix=asked, scope=scope_words([report]))
        return inquiry.refuse("appendix_absent", words)
    if asks_for_a_row(inquiry.need) and (rows := rank_rows(inquiry.need, contents)):
        inquiry.say_source([report], rows[:1])
        inquiry.sure = rows[0].coverage
        return inquiry.answer("ranking", compose_rows(rows, inquiry.citations), rows[:1])
    if listed := _listed(inquiry, report, contents):
        return listed
    candidates = inquiry.retrieve([report], w.CANDIDATES)
    figures = inquiry.store.figures_of([c.passage.id for c in candidates])
    sentences = inquiry.allowed(rank_sentences(inquiry.need, contents, candidates))
    need = inquiry.need
    slots, untold = quantities(inquiry, contents, candidates)
    if need.kind == "cause" and _premise(need) and not _tells_cause(inquiry, sentences, slots):
        inquiry.need = as_figure(need)  # "vì sao … giảm" may ask for what did not happen: how it stands
        slots, untold = quantities(inquiry, contents, candidates)
    inquiry.lap("rank")
    appendix = absent_appendix([e for e in sentences[:3] if e.score >= w.NEAR], report, attached)
    supported = bool(slots) and slots[0].coverage >= w.GATE_FIGURE and _of_the_role(need, slots[0])
    if not supported:
        inquiry.need = need
    if answer := left_to_do(inquiry, report, contents, candidates, figures):
        return answer
    if answer := changed(inquiry, report, contents, candidates, slots, figures):
        return answer
    if answer := share_of_whole(inquiry, report, contents, candidates, slots):
        return answer
    kind = inquiry.need.kind
    if kind in ("figure", "yes_no") and supported:
        if kind == "figure" or not sentences or _says_more(inquiry, slots[0], sentences[0], figures):
            inquiry.say_source([report], slots)
            inquiry.sure = slots[0].coverage if need.kind == kind else 0.0
            if untold:
                inquiry.notices.append(sentence("notice_untold", items="; ".join(untold)))
            if stands := _standing(need, slots[0]):
                words = compose_standing(slots[0], *stands, inquiry.citations)
                return inquiry.answer("text", words, slots[:1])
            return inquiry.answer("figure", compose_figures(slots, figures, inquiry.citations).text, slots)
    if sentences and sentences[0].coverage >= inquiry.sentence_gate():
        wordless = inquiry.need.kind == "figure" and not _stands_in(need, sentences[0])
        counted = inquiry.need.kind == "figure" or asks_for_a_row(inquiry.need)
        if not wordless and not (appendix and counted):
            inquiry.say_source([report], sentences[:1])
            inquiry.sure = sentences[0].coverage
            composed = compose_text(inquiry.need, sentences[:1], inquiry.citations)
            return inquiry.answer(composed.kind, composed.text, sentences[:1])
    near = suggestions(slots + _further(inquiry, contents, candidates), [report])
    if appendix:
        words = sentence("refuse_appendix", appendix=appendix, scope=scope_words([report]))
        return inquiry.refuse("appendix_absent", words, near)
    if inquiry.scope.must_name:
        return inquiry.refuse("outside_scope", outside_scope(inquiry.scope, inquiry.reports), near)
    if inquiry.scope.asked_period and not inquiry.within(report):
        return inquiry.refuse("outside_scope", outside_scope(inquiry.scope, inquiry.reports), near)
    return inquiry.refuse("no_evidence", sentence("refuse_no_evidence", scope=scope_words([report])), near)


def _listed(inquiry: Inquiry, report: Report, contents: Contents) -> Answer | None:
    """All that the report lists of its faults, causes, tasks or proposals, where that is asked for; else None."""
    found = listed_points(inquiry.need, contents.passages)
    shown = inquiry.allowed(found.shown)
    if not shown:
        return None
    inquiry.say_source([report], shown)
    inquiry.sure = shown[0].coverage
    if found.left:
        inquiry.notices.append(sentence("notice_more_points", left=found.left))
    return inquiry.answer("list", compose_points(shown, inquiry.citations), shown)


def _says_more(
    inquiry: Inquiry, found: Evidence, told: Evidence, figures: Mapping[str, Sequence[Figure]]
) -> bool:
    """Whether a figure answers yes or no better than the best sentence: of its own sentence only where it decides."""
    if found.shares_sentence(told):
        decided = bool(verdict(inquiry.need, found, figures.get(found.passage.id, ())))
        return decided and found.coverage >= told.coverage
    return found.coverage >= told.coverage


def _standing(need: Need, found: Evidence) -> tuple[int, int] | None:
    """Where the sentence prints behind its figure how the unit stands among others, when that is asked; else None."""
    if found.figure is None or not word_cues.STANDING_ASKED.search(fold(need.text)):
        return None
    printed = word_cues.STANDING_PRINTED.search(found.passage.text, found.figure.start, found.end)
    return printed.span() if printed else None


_BOUND: frozenset[Role] = frozenset({"plan", "pct_plan", "target", "earlier"})


def _bound(need: Need) -> bool:
    """Whether a plan, a share of it or an earlier value is asked for: what was reached is no answer to that."""
    roles = need.slots[0].roles
    return need.shape == "single" and bool(roles) and roles <= _BOUND


def _of_the_role(need: Need, found: Evidence) -> bool:
    """Whether the figure has a role asked for; a level that was allotted may be the plan."""
    if found.figure is None or not _bound(need):
        return not _bound(need)
    roles, own = need.slots[0].roles, fold(found.figure.indicator.partition(Figure.INHERITS)[0])
    allotted = "plan" in roles and word_cues.ALLOTTED.search(own) is not None
    return found.figure.role in roles or (found.figure.role == "level" and allotted)


def _stands_in(need: Need, found: Evidence) -> bool:
    """Whether a sentence can answer how many, where no figure does: it has a number, of the kind of thing that is asked
    for, and sets no task unless a target is. It tells of no plan.
    """
    path = found.passage.path
    task = bool(path) and word_cues.TASK_HEADING.search(fold(path[-1])) is not None
    if _bound(need) or (task and "target" not in need.slots[0].roles):
        return False
    return states_number(found.text) and names_kinds(need, found.passage)


def _premise(need: Need) -> bool:
    """Whether it is asked why something went up or down, or why it is so much, which may not be so."""
    asked = fold(need.text)
    return bool(cues.RISE.search(asked) or cues.FALL.search(asked) or _named(need))


def _named(need: Need) -> set[Decimal]:
    """The values a question says itself: "dừng ở mức 320 ha"."""
    return {q.value for q in find_quantities(need.text) if q.unit}


def _tells_cause(inquiry: Inquiry, sentences: list[Evidence], slots: list[Evidence]) -> bool:
    """Whether the best sentence is about what is asked and states a cause, and nothing told runs against the question:
    the sentence, or the figure asked about, which goes the other way or is another one.
    """
    need = inquiry.need
    best = next((e for e in sentences[:1] if e.coverage >= inquiry.sentence_gate()), None)
    if best is None or _goes_against(need, best.text):
        return False
    head = next((e for e in slots[:1] if e.coverage >= w.GATE_FIGURE), None)
    if head is not None and head.figure is not None:
        named = _named(need)
        after = re.split(r"[;.]\s", head.passage.text[head.figure.end : head.end], maxsplit=1)[0]
        if (named and head.figure.value not in named) or _goes_against(need, after[:TOLD_AFTER]):
            return False
    return kind_fit(need, best.passage, best.text) > 0.0


def _goes_against(need: Need, told: str) -> bool:
    asked, told = fold(need.text), fold(_without_cause(told))
    return any(
        way.search(asked) and not other.search(asked) and other.search(told) and not way.search(told)
        for way, other in ((cues.RISE, cues.FALL), (cues.FALL, cues.RISE))
    )


def _without_cause(told: str) -> str:
    """What is told of the thing itself: "Giải ngân chậm do giá cát tăng" says of it only that it is slow."""
    cause = word_cues.CAUSE_PRINTED.search(told)
    return told[: cause.start()] if cause and cause.start() else told


def _further(inquiry: Inquiry, contents: Contents, candidates: list[Candidate]) -> list[Evidence]:
    return rank_figures(inquiry.need, inquiry.need.slots[0], contents, candidates)[:6]
