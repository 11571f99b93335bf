"""python -m eval.bench: measure, print Markdown, and with --docs put it into docs/benchmarks.md with its plot."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from eval.bench.corpora import GENERATOR, QUESTIONS, SEED, SIZES, Corpus, make_corpus, read_corpus
from eval.bench.measure import Result, ablate, measure
from eval.bench.plot import draw, panels
from eval.bench.tables import ablation_table, category_table, main_table, put
from index_store.errors import ReportsError

PAGE, PLOT = "benchmarks.md", "images/bench.svg"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description=__doc__)
    parser.add_argument("--sizes", help=f"of {', '.join(SIZES)}; all of them when no --corpus is given")
    parser.add_argument("--corpus", type=Path, action="append", default=[], metavar="DIR",
                        help="a folder with reports/ and questions.jsonl; may be given again")  # fmt: skip
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--questions", type=int, default=QUESTIONS, help="for each size")
    parser.add_argument("--ablate", action="store_true", help="Tra cứu alone, with one thing off at a time")
    parser.add_argument(
        "--out", type=Path, default=Path("eval-out/bench"), help="for corpora, stores, answers"
    )
    parser.add_argument(
        "--docs", type=Path, metavar="DIR", help=f"put the result into DIR/{PAGE} and DIR/{PLOT}"
    )
    return parser


def _corpora(given: argparse.Namespace, parser: argparse.ArgumentParser) -> list[Corpus]:
    sizes = given.sizes.split(",") if given.sizes else [] if given.corpus else list(SIZES)
    if unknown := set(sizes) - set(SIZES):
        parser.error(f"no size {', '.join(sorted(unknown))}")
    if sizes and find_spec(GENERATOR) is None:
        parser.error(f"{GENERATOR} makes the corpora and is not here; give --corpus DIR")
    folders = [folder.resolve() for folder in given.corpus]
    made = [make_corpus(size, given.out / "corpora", given.seed, given.questions) for size in sizes]
    return [*made, *map(read_corpus, folders)]


def _conditions(results: Sequence[Result], load: float) -> str:
    origins = "; ".join(r.corpus.origin for r in results)
    return (
        f"Measured in one run on {os.cpu_count()} cores, where other work made a load of {load:.1f} at the start. "
        f"In brackets: 95 % intervals (Wilson). Corpora: {origins}."
    )


def _write(result: Result, work: Path) -> None:
    """Every answer with its marks, for looking at what failed; and the measures as JSON."""
    for name, run in result.runs.items():
        with (work / f"rows-{name or 'everything'}.jsonl").open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row.as_json(), ensure_ascii=False) + "\n" for row in run.rows)
    document = json.dumps(result.as_json(), ensure_ascii=False, indent=1)
    (work / "result.json").write_text(document + "\n", "utf-8")


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    parser = _parser()
    given = parser.parse_args(arguments)
    load = os.getloadavg()[0]
    try:
        results = []
        for corpus in _corpora(given, parser):
            work = given.out / ("ablation" if given.ablate else "systems") / corpus.name
            results.append((ablate if given.ablate else measure)(corpus, work, _tell))
            _write(results[-1], work)
        parts = [_conditions(results, load)]
        if given.ablate:
            for result in results:
                parts += [f"{result.corpus.reports:,} reports:", ablation_table(result)]
        else:
            parts += [main_table(results), "Right answers of all, by category:", category_table(results)]
        text = "\n\n".join(parts)
        print(text)
        if given.docs:
            put(given.docs / PAGE, "ablation" if given.ablate else "bench", text)
        if given.docs and not given.ablate:
            ordered = sorted(results, key=lambda r: r.corpus.reports)
            (given.docs / PLOT).parent.mkdir(parents=True, exist_ok=True)
            (given.docs / PLOT).write_text(
                draw(panels(ordered), [r.corpus.reports for r in ordered]), "utf-8"
            )
    except ReportsError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
