"""`tracuu eval`: a question set asked, marked, and shown beside an earlier run. `tracuu propose`: one to begin with."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index_store.settings import Settings

if TYPE_CHECKING:
    from eval.run import Comparison, Row

OVERALL = "tất cả"


def add_commands(commands: Any) -> None:
    """Add this folder's commands to argparse's subparsers."""
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
    parser.add_argument(
        "--typing",
        action="store_true",
        help="hỏi thêm mỗi câu theo các cách gõ: không dấu, nửa dấu, gõ nhầm…",
    )
    parser.set_defaults(run=run_eval)
    proposed = commands.add_parser(
        "propose", help="đề xuất câu hỏi từ số liệu đã đọc, để một người chọn câu dùng được"
    )
    proposed.add_argument("--out", type=Path, required=True, metavar="TỆP.xlsx", help="ghi vào tệp này")
    proposed.add_argument("--unit", default="", help="chỉ báo cáo của đơn vị này")
    proposed.add_argument("--period", default="", help="chỉ báo cáo của kỳ này")
    proposed.add_argument("--count", type=int, metavar="N", help="nhiều nhất N câu (mặc định 40)")
    proposed.set_defaults(run=run_propose)


def run_eval(arguments: argparse.Namespace, settings: Settings) -> int:
    from rich.console import Console
    from rich.progress import Progress

    from assistant.ask import open_engine
    from eval.archive import load, save
    from eval.cases import read_cases
    from eval.evaluate import evaluate
    from eval.held import HeldReports
    from eval.page import page
    from eval.page_pictures import drawn
    from eval.run import compare
    from eval.summary import document, right_by_id
    from index_store.errors import SettingError
    from index_store.store import Store

    bar = arguments.fail_under
    if bar is not None and not 0 <= bar <= 100:
        raise SettingError("--fail-under", bar, "Hãy dùng số từ 0 đến 100.")
    read_cases(arguments.questions)  # faults are told before the store is opened or made
    before = right_by_id(load(arguments.against)) if arguments.against else None
    with (
        Store.open(settings) as store,
        Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress,
    ):
        task = progress.add_task("Đang chấm", total=None)

        def tell(done: int, total: int) -> bool:
            progress.update(task, completed=done, total=total)
            return True

        done = evaluate(open_engine(store, settings), arguments.questions, tell, all_ways=arguments.typing)
        versus = compare(before, right_by_id(done.rows)) if before is not None else None
        if arguments.out:
            pictures = drawn(store, HeldReports(store))
            whole = page(done.rows, done.made_of, versus, pictures, bar)
            save(arguments.out, done.rows, done.made_of, versus, whole)
    if arguments.json:
        told = {"questions": arguments.questions.name, **document(done.rows)}
        told |= {"against": versus.as_json() if versus else None, "provenance": done.made_of.as_json()}
        print(json.dumps(told, ensure_ascii=False))
    else:
        _show(done.rows, versus, arguments.out)
        if done.made_of.passed_over:
            print(f"Bỏ qua {done.made_of.passed_over} câu đề xuất chưa được nhận.")
    right = sum(row.marks.right for row in done.rows)
    return 1 if bar is not None and 100 * right < bar * len(done.rows) else 0


def run_propose(arguments: argparse.Namespace, settings: Settings) -> int:
    from eval.case_files import ACCEPTED
    from eval.cases import MAX_QUESTIONS
    from eval.propose import COUNT, propose, sheet
    from index_store.errors import SettingError
    from index_store.store import Store

    count = COUNT if arguments.count is None else arguments.count
    if not 1 <= count <= MAX_QUESTIONS:
        raise SettingError("--count", count, f"Hãy dùng số từ 1 đến {MAX_QUESTIONS}.")
    if arguments.out.suffix.lower() != ".xlsx":
        raise SettingError("--out", str(arguments.out), "Hãy đặt tên tệp có đuôi .xlsx.")
    with Store.open(settings) as store:
        found = propose(store, count, unit=arguments.unit, period=arguments.period)
    try:
        arguments.out.write_bytes(sheet(found))
    except OSError as error:
        raise SettingError("--out", str(arguments.out), f"Không ghi được ({error.strerror}).") from error
    reports = len({proposal.report.id for proposal in found})
    print(f"Đã ghi {len(found)} câu đề xuất từ {reports} báo cáo vào {arguments.out}.")
    print(
        f"Mở bằng Excel, so từng câu với nguyên văn, ghi “có” vào cột “{ACCEPTED}” của câu dùng được, "
        f"rồi chấm: tracuu eval {shlex.quote(str(arguments.out))}"
    )
    return 0


def _show(rows: Sequence[Row], versus: Comparison | None, out: Path | None) -> None:
    from rich.console import Console
    from rich.table import Table

    from eval.archive import PAGE
    from eval.causes import CAUSES
    from eval.figures_view import further, proofs, versus_line
    from eval.measures import summarise
    from eval.run import by_category
    from eval.summary import funnel, summarise_proof
    from eval.words import COLUMNS, group, percent, short

    overall = summarise([row.marks for row in rows])
    table = Table("Loại", "Câu", *(name for _, name in COLUMNS))
    for name, summary in {OVERALL: overall, **by_category(rows)}.items():
        shares = (short(getattr(summary, field)) for field, _ in COLUMNS)
        table.add_row(group(name), str(summary.n), *shares)
    console = Console()
    console.print(table)
    intervals = [(name, percent(getattr(overall, field))) for field, name in COLUMNS]
    for name, value in intervals + proofs(summarise_proof(rows)) + further(overall):
        console.print(f"{name}: {value}", highlight=False)
    wrong = [row.case.id for row in rows if not row.marks.right]
    console.print(f"Câu sai ({len(wrong)}): {', '.join(wrong) or 'không có'}", highlight=False, markup=False)
    for name, count in funnel(rows).items():
        if count:
            console.print(f"  {CAUSES[name]}: {count}", highlight=False)
    if versus:
        console.print(versus_line(versus), highlight=False)
        for name, ids in (("Nay đúng", versus.gained), ("Nay sai", versus.lost)):
            console.print(f"{name}: {', '.join(ids) or 'không có'}", highlight=False, markup=False)
    if out:
        console.print(f"Đã ghi {out / PAGE}", highlight=False, markup=False)
