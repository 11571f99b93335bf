"""The points that a report lists below a heading, where they are asked for and nothing else: what falls short, why,
what is to be done, what is proposed. Pure.

"Hạn chế của huyện" asks for all of them, "hạn chế trong thu ngân sách" for one, which rank_sentences.py finds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from assistant import cues, word_cues
from assistant.cues import cue_text, words_of
from assistant.rank import Evidence
from assistant.understand import Need
from index_store.language.sentences import clause_spans, sentence_spans
from index_store.language.text import fold
from index_store.records import Passage

Topic = Literal["faults", "causes", "tasks", "proposals"]

MOST: Final = 6  # points shown
LONG: Final = 45  # words of a point, beyond which its further clauses are left out
_LEAST: Final = 5  # words; less is a label, or a name below a signature
_NUMBERED_LIST: Final = 3  # points that begin with a number make those between them their continuations

_OF_TASKS = words_of("nhiem vu giai phap phuong huong trong tam thoi gian tap trung lam chu yeu can")
_OF_FAULTS = word_cues.OF_FAULTS | words_of("viec mat")
_OF_CAUSES = _OF_FAULTS | words_of("nguyen nhan ly do")
_OF_PROPOSALS = words_of("kien nghi de xuat")
_ITEM = re.compile(r"\s*(?:(?P<number>\d{1,2}(?:\.\d{1,2})*[.)]|\(\d{1,2}\)|[a-zđ]\))\s+|[-+•*]\s*)?")
_NO_POINT = re.compile(r"^\W*(?:Trên đây là|Báo cáo này)|:\s*$")
_HEADINGS: tuple[tuple[Topic | Literal["targets", "both"], re.Pattern[str]], ...] = (
    ("tasks", word_cues.WORK_HEADING),
    ("proposals", re.compile(r"kien nghi|de xuat")),
    ("causes", re.compile(r"^[\W\divxa-e]*nguyen nhan")),
    ("both", re.compile(r"(?:han che|ton tai|khuyet diem|kho khan).*nguyen nhan")),
    ("faults", word_cues.FAULT_HEADING),
    ("targets", re.compile(r"muc tieu|chi tieu")),
)


@dataclass(frozen=True, slots=True)
class Points:
    """The first of what stands below the headings, in the report's order; left: how many more there are."""

    shown: list[Evidence]
    left: int


def listed_points(need: Need, passages: Sequence[Passage]) -> Points:
    """Each point's first sentence, all in the report's order; none where the question names a thing, or the report
    has no such heading."""
    topic = _asked(need)
    own = _below(topic, passages) if topic else []
    numbered = [p for p in own if _begin(p)["number"]]
    if len(numbered) >= _NUMBERED_LIST:
        own = numbered
    return Points(list(map(_opening, own[:MOST])), max(len(own) - MOST, 0))


def _asked(need: Need) -> Topic | None:
    words = frozenset(map(fold, need.terms))
    if not words or need.shape != "single" or cues.HOW_MANY.search(cue_text(need.text)):
        return None
    if need.kind == "tasks":
        return "tasks" if words <= _OF_TASKS else None
    if need.kind == "cause":
        return "causes" if words <= _OF_CAUSES else None
    if words <= _OF_FAULTS and words & word_cues.OF_FAULTS:
        return "faults"
    return "proposals" if words <= _OF_PROPOSALS else None


def _below(topic: Topic, passages: Sequence[Passage]) -> list[Passage]:
    found, caused = [], ""  # caused: the heading below which causes have begun
    for passage in passages:
        if passage.kind != "paragraph":
            continue
        if word_cues.CLOSING.search(passage.text):
            break
        heading, told = _heading(passage)
        folded = fold(passage.text[_begin(passage).end() :])
        if told in ("faults", "both"):
            caused = heading if folded.startswith("nguyen nhan") else caused
            told = "causes" if caused == heading else "faults"
        if told == "tasks" and folded.startswith(("de nghi", "kien nghi")):
            told = "proposals"
        if told == topic and len(passage.text.split()) >= _LEAST and not _NO_POINT.search(passage.text):
            found.append(passage)
    return found


def _heading(passage: Passage) -> tuple[str, str]:
    """The innermost heading that says of what the passage is, and what it says; ("", "") where none does."""
    for heading in reversed(passage.path):
        folded = fold(heading)
        for told, pattern in _HEADINGS:
            if pattern.search(folded):
                return heading, told
    return "", ""


def _begin(passage: Passage) -> re.Match[str]:
    found = _ITEM.match(passage.text)
    assert found is not None  # it may be empty
    return found


def _opening(passage: Passage) -> Evidence:
    """A point without its number: its first sentence, of a long one the clauses that it begins with."""
    text = passage.text
    begin = _begin(passage).end()
    start, end = sentence_spans(text[begin:])[0]
    start, end = start + begin, end + begin
    clauses = clause_spans(text, start, end)
    while len(clauses) > 1 and len(text[start : clauses[-1][1]].split()) > LONG:
        clauses.pop()
    return Evidence(passage, start, clauses[-1][1], 1.0, 1.0)
