"""`python -m eval.parsing OUT --papers 20 --seed 1`: sets invented reports, reads them, tells what was right."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from eval.parsing.as_drawn import as_drawn
from eval.parsing.as_typst import as_typst
from eval.parsing.as_word import print_with_libreoffice, save_word
from eval.parsing.links import Tally
from eval.parsing.paper import Paper, make_papers
from ingest.load import read_report

FORMS = ("typst.pdf", "libreoffice.pdf", "drawn.pdf", "docx")


def set_papers(papers: Sequence[Paper], out: Path) -> None:
    """OUT/STEM.FORM for every paper and form. Raises what the producers raise."""
    for form in FORMS:
        (out / form).mkdir(parents=True, exist_ok=True)
    words = [out / "docx" / f"{paper.stem}.docx" for paper in papers]
    for paper, word in zip(papers, words, strict=True):
        (out / "typst.pdf" / f"{paper.stem}.pdf").write_bytes(as_typst(paper))
        (out / "drawn.pdf" / f"{paper.stem}.pdf").write_bytes(as_drawn(paper))
        save_word(paper, word)
    print_with_libreoffice(words, out / "libreoffice.pdf", out / "profile")


def measure(papers: Sequence[Paper], out: Path) -> tuple[dict[str, dict[str, float]], list[str]]:
    """For each form its counts and pages per second; every fault in one line."""
    rows: dict[str, dict[str, float]] = {}
    faults: list[str] = []
    for form in FORMS:
        tally, pages, started = Tally(), 0, time.perf_counter()
        for paper in papers:
            reading = read_report(out / form / f"{paper.stem}.{form.rsplit('.')[-1]}")
            pages += reading.pages
            tally.add(paper, form, reading.footnotes, reading.header)
        seconds = time.perf_counter() - started
        rows[form] = {**tally.counts, "pages": pages, "pages_per_s": round(pages / seconds, 1)}
        faults += tally.faults
    return rows, faults


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.parsing", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--papers", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(arguments)
    papers = make_papers(args.papers, args.seed)
    set_papers(papers, args.out)
    rows, faults = measure(papers, args.out)
    (args.out / "faults.txt").write_text("\n".join(faults) + "\n", "utf-8")
    print(json.dumps(rows, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
