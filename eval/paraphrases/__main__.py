"""`python -m eval.paraphrases`: in how many pairs the right clause comes first; with --failed, the others."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.intervals import share
from eval.paraphrases.measure import NEAR, PAIRS, Outcome, compare, read_pairs


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.paraphrases", description=__doc__)
    parser.add_argument("--pairs", type=Path, default=PAIRS, help="a file like pairs.tsv")
    parser.add_argument("--failed", action="store_true", help="print the pairs that went wrong, too")
    given = parser.parse_args(arguments)
    outcomes = compare(read_pairs(given.pairs))
    if given.failed:
        for o in outcomes:
            if not (o.covered and o.ranked):
                print(_shown(o))
    measures = {
        "holds more of the question": [o.covered for o in outcomes],
        "is ranked first of the two": [o.ranked for o in outcomes],
        f"is among the first {NEAR} of all": [o.place <= NEAR for o in outcomes],
    }
    for name, outcome in measures.items():
        found = share(outcome)
        if found:
            print(f"{name:32}{found.value:7.1%}  {found.hits} of {found.n} pairs")
    return 0


def _shown(o: Outcome) -> str:
    marks = f"{o.right:.2f} {o.wrong:.2f} {'ranked' if o.ranked else 'behind':6} {o.place:4}"
    return f"{marks}  {o.pair.question} | {o.pair.right} | {o.pair.wrong}"


if __name__ == "__main__":
    sys.exit(main())
