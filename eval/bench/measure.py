"""One corpus measured: every system in a process of its own, its answers marked by the same marks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from eval.bench.child import Costs
from eval.bench.corpora import ONE_EACH, ROOT, Corpus
from eval.bench.switches import SWITCHES
from eval.cases import Case
from eval.measures import Answer, Marks, Summary, judge, summarise
from eval.run import Row

Tell = Callable[[str], None]
WORDS, MEANING, BY_HAND, OURS = "words", "meaning", "by_hand", "ask"
SYSTEMS = (WORDS, MEANING, BY_HAND, OURS)


@dataclass(frozen=True, slots=True)
class Run:
    """One system over one corpus: a row for each case that it was asked."""

    rows: tuple[Row, ...]
    costs: Costs

    @property
    def summary(self) -> Summary:
        return summarise([row.marks for row in self.rows])


@dataclass(frozen=True, slots=True)
class Result:
    """One corpus: what each system made of it, and what taking it in cost."""

    corpus: Corpus
    ingest: Costs
    runs: Mapping[str, Run]  # by the names in SYSTEMS; of an ablation: "" for everything on, or what is off

    def as_json(self) -> dict[str, Any]:
        return {
            "corpus": self.corpus.name,
            "reports": self.corpus.reports,
            "questions": len(self.corpus.cases),
            "ingest_s": self.ingest.index_s,
            "store_mib": self.ingest.store_mib,
            "files_refused": self.ingest.refused,
            "runs": {name or "everything": _run_json(name, run) for name, run in self.runs.items()},
        }


def _run_json(name: str, run: Run) -> dict[str, Any]:
    """The baselines only find: what is measured of answers is left out."""
    measures = run.summary.as_json()
    if name in (WORDS, MEANING, BY_HAND):
        measures = {key: measures[key] for key in ("n", "found_1", "found_5", "p50_ms", "p95_ms")}
    return {"measures": measures, "costs": asdict(run.costs)}


def marked(cases: Sequence[Case], answers: Sequence[Answer]) -> tuple[Row, ...]:
    """A row for each answered case, in the order of the cases."""
    by_id = {answer["id"]: dict(answer) for answer in answers}
    return tuple(Row(c, by_id[c.id], _marks(c, by_id[c.id])) for c in cases if c.id in by_id)


def _marks(case: Case, answer: Answer) -> Marks:
    """As eval.measures has it; a series may have its passages from each report, as a comparison may."""
    return judge(replace(case, category="compare") if case.category in ONE_EACH else case, answer)


def run_child(job: str, corpus: Corpus, work: Path, without: str = "") -> Run:
    """The job in a fresh interpreter; work: a folder for the store and for what comes back."""
    out = work / f"{job}{'-' + without if without else ''}.json"
    place = [str(path.resolve()) for path in (corpus.folder, work / "store", out)]
    command = [sys.executable, "-m", "eval.bench.child", job, *place, "--without", without]
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    document = json.loads(out.read_text("utf-8"))
    return Run(marked(corpus.cases, document["answers"]), Costs(**document["costs"]))


def _ingested(corpus: Corpus, work: Path, tell: Tell) -> Costs:
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    tell(f"{corpus.name}: {corpus.reports} reports, {len(corpus.cases)} questions: ingest")
    return run_child("ingest", corpus, work).costs


def measure(corpus: Corpus, work: Path, tell: Tell) -> Result:
    """Every system, one after the other, so that none takes the processor from another."""
    ingest = _ingested(corpus, work, tell)
    runs = {}
    for system in SYSTEMS:
        tell(f"{corpus.name}: {system}")
        runs[system] = run_child(system, corpus, work)
    return Result(corpus, ingest, runs)


def ablate(corpus: Corpus, work: Path, tell: Tell) -> Result:
    """Tra cứu with everything on, then with one thing off at a time, over one store."""
    ingest = _ingested(corpus, work, tell)
    runs = {}
    for name in ("", *SWITCHES):
        tell(f"{corpus.name}: {SWITCHES.get(name, 'everything on')}")
        runs[name] = run_child(OURS, corpus, work, name)
    return Result(corpus, ingest, runs)
