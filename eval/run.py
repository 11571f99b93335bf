"""Cases × answers → one row per case; and two runs side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from eval.cases import Case
from eval.intervals import mcnemar
from eval.measures import Marks, Summary, judge, summarise

Ask = Callable[[Case], dict[str, Any]]  # the answer's JSON


@dataclass(frozen=True, slots=True)
class Row:
    """One case, what was answered, and its marks."""

    case: Case
    answer: dict[str, Any]
    marks: Marks

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.case.id,
            "case": asdict(self.case),
            "marks": asdict(self.marks),
            "answer": self.answer,
        }


def run(cases: Sequence[Case], ask: Ask, progress: Callable[[int, int], None] | None = None) -> list[Row]:
    """Ask every case in order. progress: called with how many are done, of how many."""
    rows = []
    for done, case in enumerate(cases, 1):
        answer = {**ask(case), "id": case.id}
        rows.append(Row(case, answer, judge(case, answer)))
        if progress:
            progress(done, len(cases))
    return rows


def by_category(rows: Sequence[Row]) -> dict[str, Summary]:
    """In the order in which the categories first come."""
    names = dict.fromkeys(row.case.category for row in rows)
    return {name: summarise([r.marks for r in rows if r.case.category == name]) for name in names}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs over the same cases."""

    gained: tuple[str, ...]  # wrong before, right now
    lost: tuple[str, ...]  # right before, wrong now
    same: int
    apart: int  # cases that only one of the runs has
    p: float  # McNemar's exact test

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def compare(before: dict[str, bool], now: dict[str, bool]) -> Comparison:
    """before, now: case id → answered right."""
    both = [key for key in now if key in before]

    def changed(right: bool) -> Iterator[str]:
        return (key for key in both if now[key] is right and before[key] is not right)

    gained, lost = tuple(changed(True)), tuple(changed(False))
    unchanged = len(both) - len(gained) - len(lost)
    return Comparison(
        gained, lost, unchanged, len(before.keys() ^ now.keys()), mcnemar(len(gained), len(lost))
    )
