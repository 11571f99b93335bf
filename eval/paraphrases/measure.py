"""Questions in everyday words, each with the clause that answers it and a near one that does not: which scores higher?

All clauses together are one invented report, so that a word weighs as it would in a real one. No store, no index:
only the words and how they are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.followups import read_question
from assistant.matching import match
from assistant.rank import rank_figures
from assistant.restore import Restorer
from index_store import term_index
from index_store.catalogue import Contents
from index_store.records import Header, Passage, Report, SourceFile, Unit
from index_store.term_index import TermIndex
from ingest.figures import find_figures

PAIRS = Path(__file__).with_name("pairs.tsv")
NEAR = 5  # clauses among which the right one should stand, of all of them


@dataclass(frozen=True, slots=True)
class Pair:
    """right: the clause that answers; wrong: one of another indicator, which must not come before it."""

    question: str
    right: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one pair went. A tie is no win."""

    pair: Pair
    right: float  # 0..1: share of the question's weight that the clause holds, related words for less
    wrong: float
    ranked: bool  # the right clause's best figure comes before the wrong one's
    place: int  # of the right clause among all, 1 for the first; those of the same figure's words too

    @property
    def covered(self) -> bool:
        return self.right > self.wrong


def read_pairs(file: Path = PAIRS) -> list[Pair]:
    """The pairs of a file: question, right and wrong clause, parted by tabs; lines with "#" are headings."""
    lines = file.read_text("utf-8").splitlines()
    return [Pair(*line.split("\t")) for line in lines if line.strip() and not line.startswith("#")]


def as_report(clauses: Sequence[str]) -> Contents:
    """A report with a paragraph for each clause, in this order, and the figures that the reader finds in them."""
    passages = tuple(
        Passage(f"p{n}", "r", "paragraph", f"{clause}.", 1, n) for n, clause in enumerate(clauses)
    )
    figures = tuple(f for passage in passages for f in find_figures(passage, None))
    header, file = Header(Unit("Suối Cạn", "huyện"), "", None), SourceFile("clauses.txt", "0", "txt", 1)
    report = Report("r", header, (file,), 1, 0, 0, 0, len(passages), len(figures), 1, True, 1)
    return Contents(report, (), (), (), passages, figures, term_index.build(passages, figures))


def compare(pairs: Sequence[Pair]) -> list[Outcome]:
    """How every pair went, in their order. Raises nothing; [] without pairs."""
    clauses = list(dict.fromkeys(c for p in pairs for c in (p.right, p.wrong)))
    contents = as_report(clauses)
    restorer = Restorer(clauses)
    return [_compared(pair, contents, restorer) for pair in pairs]


def _compared(pair: Pair, contents: Contents, restorer: Restorer) -> Outcome:
    need, _ = read_question(pair.question, (), (contents.report,), lambda: restorer)
    ranked = rank_figures(need, need.slots[0], contents, ())
    order = list(dict.fromkeys(e.passage.text for e in ranked))
    place = {text: n for n, text in enumerate(order, start=1)}
    right, wrong = (place.get(f"{c}.", len(order) + 1) for c in (pair.right, pair.wrong))
    found = match(need, need.slots[0], contents.terms)
    shares = found.share(found.soft)
    at = {p.text: _text_of(contents.terms, n) for n, p in enumerate(contents.passages)}
    held, held_wrong = (float(shares[at[f"{c}."]]) for c in (pair.right, pair.wrong))
    return Outcome(pair, held, held_wrong, ranked=right < wrong, place=right)


def _text_of(index: TermIndex, passage: int) -> int:
    return int(index.passages[passage, 0])
