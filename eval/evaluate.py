"""A question set asked of the store, from the file to the kept run: what the command and the tab both do."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.ask import ReportQueryEngine
from eval.cases import Case, read_set
from eval.held import HeldReports
from eval.provenance import Provenance, provenance
from eval.run import Row, run
from eval.typing_ways import in_all_ways

Progress = Callable[[int, int], bool]  # how many are done, of how many → whether to go on


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One run. whole: False where it was stopped before the last question."""

    rows: tuple[Row, ...]
    made_of: Provenance
    whole: bool = True


def evaluate(
    engine: ReportQueryEngine, questions: Path, progress: Progress, *, all_ways: bool = False
) -> Evaluation:
    """Ask every question of a set. all_ways: typed in every way (`typing_ways`).

    Raises MissingPathError, QuestionSetError.
    """
    given = read_set(questions)
    cases = in_all_ways(given.cases) if all_ways else given.cases
    held = HeldReports(engine.store)
    made_of = provenance(engine.store, questions, all_ways=all_ways)
    started = time.perf_counter()

    def ask(case: Case) -> dict[str, Any]:
        return engine.answer(case.question, case.history).as_json()

    rows: list[Row] = []
    going = progress(0, len(cases))
    for row in run(cases, ask, held) if going else ():
        rows.append(row)
        if not progress(len(rows), len(cases)):
            break
    made_of = replace(made_of, seconds=time.perf_counter() - started, passed_over=given.passed_over)
    return Evaluation(tuple(rows), made_of, len(rows) == len(cases))
