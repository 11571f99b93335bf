"""What was measured as Markdown, put between marks in a page that people write the rest of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from eval.bench.measure import BY_HAND, MEANING, OURS, WORDS, Result, Run
from eval.bench.switches import SWITCHES
from eval.intervals import Share, mcnemar, share
from eval.measures import Summary, summarise
from eval.run import by_category, compare
from index_store.errors import SettingError

Cell = Callable[[Result], str]


def percent(part: Share | None) -> str:
    """ "93.4 (89.1-96.2)": in %, with Wilson's 95 % interval; "–" for nothing measured."""
    if part is None:
        return "–"
    value, low, high = (f"{100 * x:.1f}" for x in part[:3])
    return f"{value} ({low}-{high})"


def number(value: float | None, digits: int = 0) -> str:
    return "–" if value is None else f"{value:,.{digits}f}"


def row(*cells: object) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def wrongly_refused(run: Run) -> Share | None:
    return share([r.marks.refused for r in run.rows if r.marks.answerable])


def _found(system: str) -> list[tuple[str, Cell]]:
    def summary(result: Result) -> Summary:
        return result.runs[system].summary

    return [
        ("right passage first, %", lambda r: percent(summary(r).found_1)),
        ("right passage among five, %", lambda r: percent(summary(r).found_5)),
    ]


def _times(system: str) -> tuple[str, Cell]:
    def told(result: Result) -> str:
        found = result.runs[system].summary
        return f"{number(found.p50_ms, 1)} / {number(found.p95_ms, 1)}"

    return "a question, p50 / p95, ms", told


def _peak(system: str) -> tuple[str, Cell]:
    return "peak memory, MiB", lambda r: number(r.runs[system].costs.peak_mib)


def _starter(system: str) -> list[tuple[str, Cell]]:
    index: tuple[str, Cell] = ("indexing, s", lambda r: number(r.runs[system].costs.index_s, 1))
    return [*_found(system), _times(system), index, _peak(system)]


def _ours(result: Result) -> Summary:
    return result.runs[OURS].summary


OURS_ROWS: list[tuple[str, Cell]] = [
    *_found(OURS),
    ("answers right, all questions, %", lambda r: percent(_ours(r).right)),
    ("answers right, questions with an answer, %", lambda r: percent(_ours(r).right_answerable)),
    ("first figure of the answer right, %", lambda r: percent(_ours(r).first)),
    ("unanswerable questions refused, %", lambda r: percent(_ours(r).refusal_recall)),
    ("answerable questions refused, %", lambda r: percent(wrongly_refused(r.runs[OURS]))),
    ("a citation of the right report holds the value, %", lambda r: percent(_ours(r).cited)),
    (
        "figures of answers that stand in no quote",
        lambda r: f"{_ours(r).unsupported} of {_ours(r).figures:,}",
    ),
    ("words of an answer, median", lambda r: number(_ours(r).words_median)),
    _times(OURS),
    ("ready after, s (store opened, one question)", lambda r: number(r.runs[OURS].costs.ready_s, 1)),
    ("ingest, s", lambda r: number(r.ingest.index_s, 1)),
    ("peak memory of the answering process, MiB", _peak(OURS)[1]),
    ("store on disk, MiB", lambda r: number(r.ingest.store_mib)),
    ("files refused", lambda r: str(r.ingest.refused)),
]
GROUPS: list[tuple[str, list[tuple[str, Cell]]]] = [
    ("LlamaIndex starter, BM25", _starter(WORDS)),
    ("LlamaIndex starter, vectors", _starter(MEANING)),
    ("BM25 inside the right report, picked by hand", _found(BY_HAND)),
    ("Tra cứu, no language model", OURS_ROWS),
]


def _head(results: Sequence[Result], first: str) -> list[str]:
    titles = [f"{r.corpus.reports:,} reports, {len(r.corpus.cases)} questions" for r in results]
    return [row(first, *titles), row("---", *["---:"] * len(titles))]


def main_table(results: Sequence[Result]) -> str:
    """A column for each corpus, the systems below each other."""
    lines = _head(results, "")
    for title, rows in GROUPS:
        lines.append(row(f"**{title}**", *[""] * len(results)))
        lines += [row(name, *map(cell, results)) for name, cell in rows]
    return "\n".join(lines)


def category_table(results: Sequence[Result]) -> str:
    """For each corpus and category: right chunk first by the starter's BM25, our right passage first, answers right."""
    names = dict.fromkeys(row.case.category for result in results for row in result.runs[OURS].rows)
    titles = [
        f"{r.corpus.reports:,}: {what}" for r in results for what in ("starter first", "ours first", "right")
    ]
    lines = [row("category", *titles), row("---", *["---:"] * len(titles))]
    for name in names:
        cells = []
        for result in results:
            theirs = by_category(result.runs[WORDS].rows).get(name) or summarise([])
            ours = by_category(result.runs[OURS].rows).get(name) or summarise([])
            cells += [_hits(theirs.found_1), _hits(ours.found_1), _hits(ours.right)]
        lines.append(row(name, *cells))
    return "\n".join(lines)


def _hits(part: Share | None) -> str:
    return "–" if part is None else f"{part.hits}/{part.n}"


def ablation_table(result: Result) -> str:
    """A line for everything on, then for each thing off; p: McNemar's, of the answers that changed."""
    everything = result.runs[""]
    before = {r.case.id: r.marks.right for r in everything.rows}
    lines = [
        row("Tra cứu", "right passage first, %", "answers right, %", "lost / gained", "p", "ms, p50"),
        row("---", *["---:"] * 5),
    ]
    for name, run in result.runs.items():
        versus = compare(before, {r.case.id: r.marks.right for r in run.rows})
        lost, gained = len(versus.lost), len(versus.gained)
        p = mcnemar(gained, lost)
        told = "< 0.001" if p < 0.001 else f"{p:.3f}"
        changed = (f"{lost} / {gained}", told) if name else ("–", "–")
        lines.append(
            row(
                SWITCHES.get(name, "everything on"),
                percent(run.summary.found_1),
                percent(run.summary.right),
                *changed,
                number(run.summary.p50_ms, 1),
            )
        )
    return "\n".join(lines)


def put(path: Path, name: str, text: str) -> None:
    """Replace what stands between <!-- name --> and <!-- /name --> in the page. Raises SettingError without them."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    page = path.read_text("utf-8") if path.is_file() else ""
    head, found, rest = page.partition(begin)
    _, closed, tail = rest.partition(end)
    if not (found and closed):
        raise SettingError("--docs", str(path), f"Thêm hai dòng {begin} và {end} vào tệp đó.")
    path.write_text(f"{head}{begin}\n{text}\n{end}{tail}", "utf-8")
