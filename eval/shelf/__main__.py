"""`python -m eval.shelf OUT --units 8 --periods 3 --seed 1 --questions 300`: reports and gold questions."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from eval.shelf import ask, ask_many
from eval.shelf.asking import Row, Shelf
from eval.shelf.check import faults
from eval.shelf.refuse import unanswerable
from eval.shelf.reports import make_reports
from eval.shelf.world import World, make_places
from eval.shelf.write import Written, write

_ASKERS: dict[str, tuple[ask.Asker, int]] = {  # how many of a hundred questions
    "direct": (ask.direct, 14), "nodiac": (ask.nodiac, 8), "abbr": (ask.abbr, 6), "typo": (ask.typo, 6),
    "short": (ask.short, 6), "paraphrase": (ask.paraphrase, 9), "role": (ask.role, 10),
    "followup": (ask_many.followup, 10), "compare": (ask_many.compare, 6), "rank": (ask_many.rank, 4),
    "series": (ask_many.series, 3), "text": (ask.text, 6), "yesno": (ask.yesno, 4),
    "unanswerable": (unanswerable, 12),
}  # fmt: skip
_TRIES = 60


def make_shelf(units: int, periods: int, seed: int) -> list[Written]:
    """The reports of the first `units` units, `periods` each, and their second issuers and corrections."""
    return [write(r, World(seed)) for r in make_reports(make_places(units, seed), periods, seed)]


def make_questions(written: Sequence[Written], count: int, seed: int) -> list[Row]:
    """At most `count` questions, none twice; fewer where a small shelf has too little to rank or to compare."""
    shelf = Shelf(written, Random(seed))
    rows: list[Row] = []
    seen: set[str] = set()
    total = sum(share for _, share in _ASKERS.values())
    for category, (asker, share) in _ASKERS.items():
        wanted = round(count * share / total)
        for _ in range(wanted * _TRIES):
            found = asker(shelf) if wanted else None
            if found and (asked := f"{found['question']}{found['history']}") not in seen:
                seen.add(asked)
                rows.append({"id": f"{category}-{len(rows) + 1:04d}", **found})
                wanted -= 1
    return rows


def header(w: Written) -> dict[str, Any]:
    """What a reader should make of the report."""
    r = w.report
    absent = ["Phụ lục 01"] if r.in_appendix and not r.attached else []
    return {
        "report": r.stem, "unit": r.place.full_name, "province": r.place.province, "issuer": r.issuer,
        "period": r.period.label, "number": r.number, "date": r.date.isoformat(), "signer": r.signer,
        "replaces": r.replaces, "pages": len(w.pages), "footnotes": len(w.notes), "absent_appendices": absent,
        "merged_from": [part.name for part in r.place.parts],
    }  # fmt: skip


def save(out: Path, written: Sequence[Written], rows: Sequence[Row]) -> None:
    """OUT/reports/*.txt, OUT/reports.jsonl (their headers), OUT/questions.jsonl."""
    folder = out / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    for w in written:
        (folder / f"{w.report.stem}.txt").write_text(w.text, "utf-8")
    for name, lines in (("reports.jsonl", map(header, written)), ("questions.jsonl", rows)):
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (out / name).write_text(text, "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.shelf", description=__doc__)
    parser.add_argument("out", type=Path)
    for name, usual in (("units", 8), ("periods", 3), ("seed", 1), ("questions", 300)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    args = parser.parse_args(arguments)
    written = make_shelf(args.units, args.periods, args.seed)
    rows = make_questions(written, args.questions, args.seed)
    save(args.out, written, rows)
    print(f"{len(written)} reports, {len(rows)} questions:", dict(Counter(r["category"] for r in rows)))
    wrong = faults(rows, args.out / "reports")
    print("\n".join(wrong) or "every expected value stands in its evidence, the evidence in its report")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
