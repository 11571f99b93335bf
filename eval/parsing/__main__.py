"""`python -m eval.parsing OUT --papers 20 --seed 1`: sets invented reports, reads them, tells what was right.

Every paper is set by Typst, by LibreOffice and line by line, and saved as a Word file; each form is read by
us and by other readers in the same run. OUT/faults.txt has a line for every footnote that was not right.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eval.bench.tables import row
from eval.parsing.as_drawn import as_drawn
from eval.parsing.as_typst import as_typst
from eval.parsing.as_word import print_with_libreoffice, save_word
from eval.parsing.links import Tally, bare
from eval.parsing.others import Reader, others, tally
from eval.parsing.paper import Paper, make_papers
from ingest.read import read_report

FORMS = ("typst.pdf", "libreoffice.pdf", "drawn.pdf", "docx")
OURS = "Tra cứu"


@dataclass(slots=True)
class Result:
    """One reader over one form. counts: see `links.Tally` and `others.tally`."""

    form: str
    reader: str
    counts: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


def set_papers(papers: Sequence[Paper], out: Path) -> None:
    """OUT/FORM/STEM.pdf (or .docx) for every paper and form. Raises what the producers raise."""
    for form in FORMS:
        (out / form).mkdir(parents=True, exist_ok=True)
    words = [_file(out, "docx", paper) for paper in papers]
    for paper, word in zip(papers, words, strict=True):
        _file(out, "typst.pdf", paper).write_bytes(as_typst(paper))
        _file(out, "drawn.pdf", paper).write_bytes(as_drawn(paper))
        save_word(paper, word)
    print_with_libreoffice(words, out / "libreoffice.pdf", out / "profile")


def measure(papers: Sequence[Paper], out: Path, form: str) -> Result:
    """Our reading of every paper in one form: the whole way from file to figures."""
    result, marks = Result(form, OURS), Tally()
    for paper in papers:
        started = time.perf_counter()
        reading = read_report(_file(out, form, paper))
        result.seconds += time.perf_counter() - started
        result.pages += reading.pages
        marks.add(paper, form, reading.footnotes, reading.header)
        sentences = {bare(footnote.anchor) for footnote in reading.footnotes}
        marks.counts["sentence"] += sum(bare(anchor) in sentences for anchor in paper.anchors)
    result.counts, result.faults = marks.counts, marks.faults
    return result


def measure_other(
    papers: Sequence[Paper], out: Path, form: str, name: str, read: Reader, pages: int
) -> Result:
    """Another reader's text of every paper in one form; pages: that all of them have."""
    result = Result(form, name, pages=pages)
    for paper in papers:
        started = time.perf_counter()
        text = read(_file(out, form, paper))
        result.seconds += time.perf_counter() - started
        result.counts += tally(paper, text)
    return result


def table(results: Sequence[Result]) -> str:
    """Markdown; shares in % of the notes, headers in % of the papers, "–" for what a reader does not give."""
    heads = (
        "form", "reader", "links right", "wrong", "missing", "sentence whole", "note whole", "header", "pages/s"
    )  # fmt: skip
    lines = [row(*heads), row(*["---"] * 2, *["---:"] * 7)]
    for result in results:
        counts = result.counts
        shares = [counts[key] / counts["notes"] for key in ("right", "wrong", "missing", "sentence", "text")]
        header = f"{100 * counts['header'] / counts['headers']:.1f}" if counts["headers"] else "–"
        speed = f"{result.pages / result.seconds:.1f}"
        told = (f"{100 * part:.2f}" for part in shares)
        lines.append(row(result.form, result.reader, *told, header, speed))
    return "\n".join(lines)


def _file(out: Path, form: str, paper: Paper) -> Path:
    return out / form / f"{paper.stem}.{form.rpartition('.')[2]}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.parsing", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--papers", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(arguments)
    papers = make_papers(args.papers, args.seed)
    set_papers(papers, args.out)
    results: list[Result] = []
    for form in FORMS:
        ours = measure(papers, args.out, form)
        others_here = others(form).items()
        results += [ours, *(measure_other(papers, args.out, form, *o, ours.pages) for o in others_here)]
    faults = [fault for result in results for fault in result.faults]
    (args.out / "faults.txt").write_text("".join(f"{fault}\n" for fault in faults), "utf-8")
    notes = results[0].counts["notes"]
    print(f"{len(papers)} papers, {notes} footnotes in each form; seed {args.seed}\n\n{table(results)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
