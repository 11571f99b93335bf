"""Cases × answers → one row per case; and two runs side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from eval.cases import Case
from eval.causes import cause
from eval.held import HeldReports
from eval.intervals import mcnemar
from eval.measures import Marks, Summary, judge, summarise
from eval.proof import Proof, prove

Ask = Callable[[Case], dict[str, Any]]  # the answer's JSON


@dataclass(frozen=True, slots=True)
class Row:
    """One case, what was answered, its marks and proof, and where it went wrong ("" where it did not)."""

    case: Case
    answer: dict[str, Any]
    marks: Marks
    proof: Proof = field(default_factory=Proof)
    cause: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"id": self.case.id, **asdict(self)}


def run(cases: Sequence[Case], ask: Ask, held: HeldReports) -> Iterator[Row]:
    """The rows of the cases, each as soon as it is answered."""
    for case in cases:
        answer = {**ask(case), "id": case.id}
        marks, proof = judge(case, answer), prove(case, answer, held.texts)
        yield Row(case, answer, marks, proof, cause(case, marks, proof, held.of_file))


def grouped(rows: Sequence[Row], groups_of: Callable[[Row], Sequence[str]]) -> dict[str, list[Row]]:
    """In the order in which the groups first come; a row may be of several, the group "" is none."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        for name in groups_of(row):
            if name:
                found.setdefault(name, []).append(row)
    return found


def by_category(rows: Sequence[Row]) -> dict[str, Summary]:
    return {
        name: summarise([row.marks for row in members])
        for name, members in grouped(rows, lambda row: [row.case.category]).items()
    }


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
