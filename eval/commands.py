"""`tracuu eval`: a question set asked, marked, and shown beside an earlier run."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index_store.settings import Settings

if TYPE_CHECKING:
    from eval.measures import Summary
    from eval.run import Comparison, Row

OVERALL = "tất cả"
RESULTS, SUMMARY, PAGE = "results.jsonl", "summary.json", "page.html"


def add_commands(commands: Any) -> None:
    """Add this folder's command to argparse's subparsers."""
    parser = commands.add_parser("eval", help="chấm một bộ câu hỏi có lời đáp")
    parser.add_argument("questions", type=Path, metavar="BỘ_CÂU_HỎI", help="tệp .jsonl, .csv hoặc .xlsx")
    parser.add_argument(
        "--out", type=Path, metavar="THƯ_MỤC", help="ghi results.jsonl, summary.json, page.html"
    )
    parser.add_argument("--against", type=Path, metavar="THƯ_MỤC", help="so với lần chấm trước đã ghi ở đó")
    parser.add_argument("--json", action="store_true", help="in JSON")
    parser.add_argument(
        "--fail-under", type=float, metavar="X", help="mã thoát 1 khi dưới X phần trăm câu đúng"
    )
    parser.set_defaults(run=run_eval)


def run_eval(arguments: argparse.Namespace, settings: Settings) -> int:
    from rich.console import Console
    from rich.progress import Progress

    from assistant.ask import open_engine
    from eval.cases import Case, read_cases
    from eval.measures import summarise
    from eval.run import by_category, compare, run
    from index_store.errors import SettingError
    from index_store.store import Store

    bar = arguments.fail_under
    if bar is not None and not 0 <= bar <= 100:
        raise SettingError("--fail-under", bar, "Hãy dùng số từ 0 đến 100.")
    cases = read_cases(arguments.questions)
    before = _read_results(arguments.against) if arguments.against else None
    with (
        Store.open(settings) as store,
        Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress,
    ):
        engine = open_engine(store, settings)
        task = progress.add_task("Đang chấm", total=len(cases))

        def ask(case: Case) -> dict[str, Any]:
            return engine.answer(case.question, case.history).as_json()

        rows = run(cases, ask, lambda done, _: progress.update(task, completed=done))
    summaries = {OVERALL: summarise([row.marks for row in rows]), **by_category(rows)}
    now = {row.case.id: row.marks.right for row in rows}
    versus = compare(before, now) if before is not None else None
    document = {
        "questions": arguments.questions.name,
        "overall": summaries[OVERALL].as_json(),
        "categories": {name: s.as_json() for name, s in summaries.items() if name != OVERALL},
        "wrong": [row.case.id for row in rows if not row.marks.right],
        "against": versus.as_json() if versus else None,
    }
    if arguments.out:
        _write(arguments.out, f"Chấm {arguments.questions.name}", document, summaries, rows, versus)
    if arguments.json:
        print(json.dumps(document, ensure_ascii=False))
    else:
        _show(summaries, rows, versus, arguments.out)
    right = summaries[OVERALL].right
    return 1 if bar is not None and right is not None and 100 * right.value < bar else 0


def _read_results(folder: Path) -> dict[str, bool]:
    """Case id → answered right, of an earlier run. Raises MissingPathError, QuestionSetError."""
    from index_store.errors import MissingPathError, QuestionSetError

    path = folder / RESULTS
    if not path.is_file():
        raise MissingPathError(path)
    found: dict[str, bool] = {}
    for n, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            found[row["id"]] = bool(row["marks"]["right"])
        except (ValueError, KeyError, TypeError) as error:
            raise QuestionSetError(path, [f"Dòng {n}: không phải kết quả của `tracuu eval`."]) from error
    return found


def _write(
    folder: Path,
    title: str,
    document: dict[str, Any],
    summaries: dict[str, Summary],
    rows: list[Row],
    versus: Comparison | None,
) -> None:
    from eval.page import page
    from index_store.errors import SettingError

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / RESULTS).open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row.as_json(), ensure_ascii=False) + "\n" for row in rows)
        (folder / SUMMARY).write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
        (folder / PAGE).write_text(page(title, summaries, rows, versus), "utf-8")
    except OSError as error:
        raise SettingError("--out", str(folder), f"Không ghi được ({error.strerror}).") from error


def _show(
    summaries: dict[str, Summary], rows: list[Row], versus: Comparison | None, out: Path | None
) -> None:
    from rich.console import Console
    from rich.table import Table

    from eval.page import COLUMNS, further, percent, short, versus_line

    table = Table("Loại", "Câu", *(name for _, name in COLUMNS))
    for name, summary in summaries.items():
        table.add_row(name, str(summary.n), *(short(getattr(summary, field)) for field, _ in COLUMNS))
    console = Console()
    console.print(table)
    overall = summaries[OVERALL]
    intervals = [(name, percent(getattr(overall, field))) for field, name in COLUMNS]
    for name, value in intervals + further(overall):
        console.print(f"{name}: {value}", highlight=False)
    wrong = [row.case.id for row in rows if not row.marks.right]
    console.print(f"Câu sai ({len(wrong)}): {', '.join(wrong) or 'không có'}", highlight=False, markup=False)
    if versus:
        console.print(versus_line(versus), highlight=False)
        for name, ids in (("Nay đúng", versus.gained), ("Nay sai", versus.lost)):
            console.print(f"{name}: {', '.join(ids) or 'không có'}", highlight=False, markup=False)
    if out:
        console.print(f"Đã ghi {out / PAGE}", highlight=False, markup=False)
