"""python -m eval.table_bench: write invented tables, read them, print how much was right for each producer."""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from eval.table_bench.cases import Case, make_case
from eval.table_bench.measure import Score, score
from eval.table_bench.write import as_docx, as_typst, by_libreoffice
from eval.table_bench.write_excel import as_xlsx
from eval.table_bench.write_scan import as_scan
from index_store.errors import FileRefusedError
from ingest.read import read_report


def write_cases(cases: Sequence[Case], out: Path, *, scans: bool) -> list[str]:
    """The files of all cases, a folder for each producer; the names of the folders. scans: by a scanner, too."""
    program = shutil.which("soffice")
    made = {
        "typst": [(case, as_typst(case, ruled=True)) for case in cases],
        "typst-unruled": [(case, as_typst(case, ruled=False)) for case in cases],
        "docx": [(case, as_docx(case)) for case in cases],
        "docx-unruled": [(case, as_docx(case, ruled=False)) for case in cases],
        "xlsx": [(case, as_xlsx(case)) for case in cases],
        "xlsx-vi": [(case, as_xlsx(case, locale="[$-42A]")) for case in cases],
    }
    if scans:
        for source, producer in (("typst", "scan"), ("typst-unruled", "scan-unruled")):
            made[producer] = [(case, as_scan(data, seed)) for seed, (case, data) in enumerate(made[source])]
    ends = dict.fromkeys(("docx", "docx-unruled"), "docx") | dict.fromkeys(("xlsx", "xlsx-vi"), "xlsx")
    for producer, files in made.items():
        (out / producer).mkdir(parents=True, exist_ok=True)
        for case, data in files:
            (out / producer / f"{case.name}.{ends.get(producer, 'pdf')}").write_bytes(data)
    producers = ["typst", "typst-unruled", "docx", "xlsx", *(("scan", "scan-unruled") if scans else ())]
    if program:
        for source, producer in (("docx", "libreoffice"), ("docx-unruled", "libreoffice-unruled"),
                                 ("xlsx-vi", "libreoffice-xlsx")):  # fmt: skip
            by_libreoffice(sorted((out / source).glob("*.*x")), out / producer, program)
            producers.append(producer)
        if scans:
            _scan(cases, out / "libreoffice-unruled", out / "scan-libreoffice-unruled")
            producers.append("scan-libreoffice-unruled")
    return producers


def _scan(cases: Sequence[Case], pdfs: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for seed, case in enumerate(cases):
        name = f"{case.name}.pdf"
        (out / name).write_bytes(as_scan((pdfs / name).read_bytes(), seed))


def measure(cases: Sequence[Case], out: Path, producers: Sequence[str]) -> dict[str, Score]:
    """Every file read as `tracuu ingest` would, marked against the gold of its case."""
    scores: dict[str, Score] = {}
    for producer in producers:
        whole = scores[producer] = Score()
        for case in cases:
            path = next((out / producer).glob(f"{case.name}.*"))
            try:
                one = score(case.tables, read_report(path))
            except FileRefusedError as error:
                one = Score(cells=sum(len(t.rows) * len(t.columns) for t in case.tables), faults=[str(error)])
            one.faults = [f"{producer}/{path.name}: {fault}" for fault in one.faults]
            whole.add(one)
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m eval.table_bench", description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the files and for faults.txt")
    parser.add_argument("--cases", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1, help="of the first case; the others count on from it")
    parser.add_argument("--kept", action="store_true", help="the files of these cases are in `out` already")
    parser.add_argument("--scans", action="store_true", help="scanned as well; tesseract takes its time")
    given = parser.parse_args()
    cases = [make_case(given.seed + at) for at in range(given.cases)]
    folders = (
        sorted(p.name for p in given.out.iterdir())
        if given.kept
        else write_cases(cases, given.out, scans=given.scans)
    )
    started = time.perf_counter()
    scores = measure(
        cases, given.out, [f for f in folders if f not in ("docx-unruled", "xlsx-vi", "faults.txt")]
    )
    print(
        "| producer | cells | right | under a wrong header | wrong without a doubt | headers right | units right |\n"
        "|---|--:|--:|--:|--:|--:|--:|"
    )
    for producer, s in scores.items():
        shares = (
            s.cells_right / max(s.cells, 1),
            s.headers_right / max(s.headers, 1),
            s.units_right / max(s.units, 1),
        )
        print(
            f"| {producer} | {s.cells} | {shares[0]:.4f} | {s.misplaced} | {s.unmarked} | {shares[1]:.4f} "
            f"| {shares[2]:.4f} |"
        )
    faults = [fault for s in scores.values() for fault in s.faults]
    (given.out / "faults.txt").write_text("\n".join(faults) + "\n", "utf-8")
    print(
        f"\n{len(cases)} cases read in {time.perf_counter() - started:.0f} s; faults in {given.out / 'faults.txt'}"
    )


if __name__ == "__main__":
    main()
