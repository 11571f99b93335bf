"""`tracuu ask`, `figures`, `check`: what the store answers, and whether it is well."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index_store.records import DOUBTFUL
from index_store.settings import Settings

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.ask import ReportQueryEngine

_SHOWN = 200  # figures printed at a terminal


def add_commands(commands: Any) -> None:
    """Add this folder's commands to argparse's subparsers."""
    ask = commands.add_parser("ask", help="hỏi một câu, hoặc cả tệp câu hỏi với --batch")
    ask.add_argument("question", nargs="?", metavar="CÂU_HỎI")
    ask.add_argument(
        "--history", action="append", default=[], metavar="CÂU", help="câu hỏi trước (lặp lại được)"
    )
    ask.add_argument("--unit", default="", help="đơn vị, thay cho đơn vị trong câu hỏi")
    ask.add_argument("--period", default="", help="kỳ báo cáo, thay cho kỳ trong câu hỏi")
    ask.add_argument("--issuer", default="", help="cơ quan ban hành, thay cho cơ quan trong câu hỏi")
    ask.add_argument("--json", action="store_true", help="in JSON")
    ask.add_argument("--batch", type=Path, metavar="TỆP.jsonl")
    ask.add_argument("--out", type=Path, metavar="TỆP.jsonl")
    ask.set_defaults(run=run_ask)
    figures = commands.add_parser("figures", help="liệt kê số liệu đã đọc được, xuất ra Excel")
    figures.add_argument("--unit", default="")
    figures.add_argument("--period", default="")
    figures.add_argument("--find", default="", help="chữ có trong chỉ tiêu")
    figures.add_argument("--json", action="store_true", help="in JSON")
    figures.add_argument("--out", type=Path, metavar="TỆP.xlsx")
    figures.set_defaults(run=run_figures)
    check = commands.add_parser("check", help="kiểm tra kho, mô hình, OCR")
    check.add_argument("--repair", action="store_true", help="tạo lại các chỉ mục từ danh mục")
    check.set_defaults(run=run_check)


def run_ask(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.ask import open_engine
    from index_store.errors import SettingError
    from index_store.store import Store

    if arguments.batch is None and not (arguments.question or "").strip():
        raise SettingError("CÂU_HỎI", "", 'Hãy viết: tracuu ask "câu hỏi", hoặc dùng --batch TỆP --out TỆP.')
    if arguments.batch is not None and arguments.out is None:
        raise SettingError("--out", "", "Lệnh --batch cần --out TỆP.jsonl để ghi câu trả lời.")
    with Store.open(settings) as store:
        engine = open_engine(store, settings)
        if arguments.batch is not None:
            return _batch(engine, arguments.batch, arguments.out)
        answer = engine.answer(
            arguments.question, arguments.history, arguments.unit, arguments.period, arguments.issuer
        )
    if arguments.json:
        print(json.dumps(answer.as_json(), ensure_ascii=False))
    else:
        print("\n".join(_lines(answer)))
    return 0


def _lines(answer: Answer) -> Iterator[str]:
    """An answer for a person at a terminal."""
    yield answer.answer.replace("**", "")
    if answer.table:
        for row in (answer.table.columns, *answer.table.rows):
            yield "  " + " | ".join(row)
    for c in answer.citations:
        note = f", chú thích {c.footnote}" if c.footnote is not None else ""
        place = f"{c.table.place}, " if c.table else f"mục {c.section}, " if c.section else ""
        doubt = " (cần đối chiếu)" if c.confidence < DOUBTFUL else ""
        at = f"{c.unit}, {c.period}, {place}{c.page_name}{note} ({c.report_file})"
        yield f"[{c.n}] {at}: “{c.quote}”{doubt}"
    yield from (f"- {notice}" for notice in answer.notices)
    if answer.suggestions:
        yield "Có thể hỏi:"
        yield from (f"  {question}" for question in answer.suggestions)


def _batch(engine: ReportQueryEngine, source: Path, out: Path) -> int:
    """Answers in the order of the questions; a bad line is named on stderr and the rest go on."""
    from rich.console import Console
    from rich.progress import track

    from index_store.errors import MissingPathError

    try:
        lines = source.read_text("utf-8").splitlines()
    except OSError as error:
        raise MissingPathError(source) from error
    status = 0
    with out.open("w", encoding="utf-8") as stream:
        numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip()]
        console = Console(stderr=True)
        for n, line in track(numbered, "Đang trả lời", console=console, disable=not sys.stderr.isatty()):
            try:
                row = json.loads(line)
                question, history = row["question"], row.get("history") or []
                if not isinstance(question, str) or not isinstance(history, list):
                    raise TypeError("question phải là chữ, history phải là danh sách")
            except (ValueError, KeyError, TypeError) as error:
                status = 1
                print(f"{source.name}, dòng {n}: bỏ qua, không đọc được ({error}).", file=sys.stderr)
                continue
            answer = engine.answer(question, history).as_json()
            answer["id"] = str(row.get("id", n))
            stream.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return status


def run_figures(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.figures_list import figure_rows, write_xlsx
    from index_store.store import Store

    with Store.open(settings) as store:
        rows = figure_rows(store, arguments.unit, arguments.period, arguments.find)
    if arguments.out:
        write_xlsx(rows, arguments.out)
        print(f"Đã ghi {len(rows)} số liệu vào {arguments.out}.")
    elif arguments.json:
        print(json.dumps({"figures": rows}, ensure_ascii=False))
    else:
        from rich.console import Console
        from rich.table import Table

        table = Table("Đơn vị", "Kỳ", "Chỉ tiêu", "Số liệu", "Nguồn", "Lưu ý")
        for row in rows[:_SHOWN]:
            note = f", chú thích {row['footnote']}" if row["footnote"] is not None else ""
            table.add_row(
                str(row["report_unit"]), str(row["period"]), str(row["indicator"])[:60],
                f"{row['printed']}", f"tr. {row['page']}{note}", str(row["doubt"]),
            )  # fmt: skip
        if rows:
            Console().print(table)
        more = f" Mới hiện {_SHOWN}; dùng --out TỆP.xlsx để có đủ." if len(rows) > _SHOWN else ""
        hint = (
            "" if rows else " Hãy bớt điều kiện, hoặc xem các đơn vị và kỳ đang có bằng lệnh: tracuu reports"
        )
        print(f"{len(rows)} số liệu.{more}{hint}")
    return 0


def run_check(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.model import reachable
    from index_store.store import Store

    with Store.open(settings) as store:
        findings = [(f.ok, f.what, f.remedy) for f in store.check(repair=arguments.repair)]
    for program, has, lacks in (
        ("tesseract", "OCR: có tesseract", "OCR: chưa cài tesseract, trang ảnh quét sẽ không đọc được"),
        ("soffice", "LibreOffice: có", "LibreOffice: chưa cài, tệp .doc, .odt, .rtf sẽ không đọc được"),
    ):
        findings.append((True, has if shutil.which(program) else lacks, ""))
    problem = reachable(settings)
    words = problem or (
        "Mô hình ngôn ngữ: trả lời được" if settings.llm_url else "Mô hình ngôn ngữ: không dùng"
    )
    findings.append((problem is None, words, ""))
    for ok, what, remedy in findings:
        print(f"{'✓' if ok else '✗'} {what}{' ' + remedy if remedy else ''}")
    return 0 if all(ok for ok, *_ in findings) else 1
