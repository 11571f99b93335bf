"""Questions in words of their own, each with the passage of a sample report that answers it: how early is it found?

Searched as the product does: within the report, by the words that its reading of the question leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from assistant.followups import read_question
from assistant.restore import restorer
from assistant.retrieve import ReportRetriever
from eval.retrieval.search import Scores
from index_store.errors import QuestionSetError
from index_store.store import Store

ASKED = Path(__file__).with_name("samples.tsv")


@dataclass(frozen=True, slots=True)
class Asked:
    """report: the name of its file; words: as they stand in the passage that answers, and in no other."""

    question: str
    report: str
    words: str


def read_asked(file: Path = ASKED) -> list[Asked]:
    """The rows of a file: question, report and words, parted by tabs; lines with "#" are headings."""
    lines = file.read_text("utf-8").splitlines()
    return [Asked(*line.split("\t")) for line in lines if line.strip() and not line.startswith("#")]


class Found(NamedTuple):
    """For each question its passages' scores by words and by meaning, the places (the last has 1) that the product
    gives them, and those that answer it."""

    words: Scores
    meaning: Scores
    places: Scores
    relevant: list[frozenset[str]]


def find(asked: Sequence[Asked], store: Store, spelled: Callable[[str], str] = str) -> Found:
    """Every passage of its report for each question, typed as `spelled` makes it.

    Raises UnknownReportError, and QuestionSetError where no passage has the words.
    """
    found = Found([], [], [], [])
    for row in asked:
        report = store.report(row.report)
        passages = store.contents(report.id).passages
        wanted = frozenset(p.id for p in passages if row.words in p.text)
        if not wanted:
            raise QuestionSetError(ASKED, [f"{row.report}: không có “{row.words}”."])
        need, _ = read_question(spelled(row.question), (), [report], lambda: restorer(store))
        retriever = ReportRetriever(store, [report.id], len(passages), need.text)
        candidates = retriever.find(" ".join(need.terms) or row.question)
        found.words.append({c.passage.id: c.lexical for c in candidates if c.lexical})
        found.meaning.append({c.passage.id: c.dense for c in candidates if c.dense})
        found.places.append({c.passage.id: float(len(candidates) - at) for at, c in enumerate(candidates)})
        found.relevant.append(wanted)
    return found
