"""`tracuu ingest`, `reports`, `show`, `edit`, `page`, `remove`: what goes into the store and what is there."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index_store.records import DOUBTFUL
from index_store.settings import Settings

if TYPE_CHECKING:
    from index_store.records import Report

_STATUS = {
    "added": "đã nạp",
    "replaced": "đã thay",
    "unchanged": "không đổi",
    "duplicate": "cùng báo cáo",
    "refused": "TỪ CHỐI",
}


def add_commands(commands: Any) -> None:
    """Add this folder's commands to argparse's subparsers."""
    ingest = commands.add_parser("ingest", help="nạp tệp hoặc thư mục báo cáo vào kho")
    ingest.add_argument("paths", nargs="+", type=Path, metavar="ĐƯỜNG_DẪN")
    ingest.add_argument("--workers", type=int, default=0, help="số tiến trình đọc tệp (mặc định: theo máy)")
    ingest.add_argument("--json", action="store_true", help="in JSON")
    ingest.set_defaults(run=run_ingest)
    reports = commands.add_parser(
        "reports", help="liệt kê báo cáo trong kho, và báo cáo đã bỏ còn lấy lại được"
    )
    reports.add_argument("--json", action="store_true", help="in JSON")
    reports.set_defaults(run=run_reports)
    show = commands.add_parser("show", help="xem mục lục, chú thích, bảng, số liệu của một báo cáo")
    show.add_argument("report", metavar="BÁO_CÁO", help="mã báo cáo hoặc tên tệp")
    show.add_argument("--json", action="store_true", help="in JSON")
    show.set_defaults(run=run_show)
    edit = commands.add_parser("edit", help="sửa tay đơn vị, kỳ, số, ngày… đọc sai hoặc không đọc được")
    edit.add_argument("report", metavar="BÁO_CÁO", help="mã báo cáo hoặc tên tệp")
    edit.add_argument("--unit", metavar="ĐƠN_VỊ", help="cả cấp và tên: 'huyện Đức Trọng'")
    edit.add_argument("--province", metavar="TỈNH")
    edit.add_argument("--period", metavar="KỲ", help="'quý I/2024', '6 tháng đầu năm 2024', 'năm 2024'")
    edit.add_argument("--issuer", metavar="CƠ_QUAN", help="'UBND huyện', 'Ban Thường vụ Huyện ủy'")
    edit.add_argument("--number", metavar="SỐ", help="'189/BC-UBND'")
    edit.add_argument("--date", metavar="NGÀY", help="20/06/2024")
    edit.add_argument("--reset", action="store_true", help="bỏ mọi chỗ sửa tay, dùng lại như đã đọc")
    edit.add_argument("--json", action="store_true", help="in JSON")
    edit.set_defaults(run=run_edit)
    page = commands.add_parser("page", help="vẽ một trang của báo cáo, đánh dấu câu trích")
    page.add_argument("report", metavar="BÁO_CÁO", help="mã báo cáo hoặc tên tệp")
    page.add_argument("page", type=int, metavar="TRANG")
    page.add_argument("--quote", default="", metavar="CÂU", help="nguyên văn cần đánh dấu")
    page.add_argument("--out", type=Path, required=True, metavar="TỆP.png")
    page.add_argument("--json", action="store_true", help="in JSON")
    page.set_defaults(run=run_page)
    remove = commands.add_parser("remove", help="bỏ một báo cáo khỏi kho, hoặc lấy lại (--undo)")
    remove.add_argument("report", metavar="BÁO_CÁO", help="mã báo cáo hoặc tên tệp")
    remove.add_argument("--undo", action="store_true", help="lấy lại báo cáo đã bỏ, nguyên như trước khi bỏ")
    remove.set_defaults(run=run_remove)


def run_ingest(arguments: argparse.Namespace, settings: Settings) -> int:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from index_store.store import Store
    from ingest.load import FileResult, ingest
    from ingest.quality import quality

    errors = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with (
        Store.open(settings) as store,
        Progress(*columns, console=errors, disable=not sys.stderr.isatty()) as bar,
    ):
        task = bar.add_task("Đang nạp", total=None)

        def progress(result: FileResult, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=Path(result.file).name[:40])

        result = ingest(arguments.paths, store, workers=arguments.workers, progress=progress)
    if arguments.json:
        print(json.dumps(result.as_json(), ensure_ascii=False))
    else:
        for file in result.files:
            if file.status == "refused":
                print(f"{_STATUS[file.status]}: {file.reason}")
                continue
            print(
                f"{_STATUS[file.status]}: {Path(file.file).name}: {file.unit or 'không rõ đơn vị'}, "
                f"{file.period or 'không rõ kỳ'}, {quality(file)}"
            )
            for warning in file.warnings:
                print(f"  lưu ý: {warning}")
        print(f"Xong {len(result.files)} tệp trong {result.seconds:.1f} giây.")
    return 1 if result.refused else 0


def _row(report: Report) -> dict[str, object]:
    header = report.header
    return {
        "report": report.id,
        "file": report.file_name,
        "files": [file.path for file in report.files],
        "unit": header.unit.full_name,
        "province": header.unit.province,
        "issuer": header.issuer,
        "period": header.period.label if header.period else "",
        "number": header.number,
        "date": header.date.isoformat() if header.date else None,
        "title": header.title,
        "signer": header.signer,
        "signer_position": header.signer_position,
        "replaces": header.replaces,
        "pages": report.pages,
        "paging": report.paging,
        "ocr_pages": report.ocr_pages,
        "ocr_share": round(report.ocr_share, 3),
        "words": report.words,
        "sections": report.sections,
        "footnotes": report.footnotes,
        "footnotes_linked": report.footnotes_linked,
        "footnotes_doubtful": report.footnotes_doubtful,
        "tables": report.tables,
        "table_rows": report.table_rows,
        "passages": report.passages,
        "figures": report.figures,
        "version": report.version,
        "current": report.current,
        "absent_appendices": list(header.absent_appendices),
        "warnings": list(report.warnings),
        "corrected": _corrected(report),
    }


def _corrected(report: Report) -> dict[str, str]:
    """The fields corrected by hand, each with what was read; "" where nothing was."""
    from ingest.corrections import field_words

    read = field_words(report.as_read or report.header)
    return {name: read[name] for name in report.corrections.fields}


def _correction_lines(report: Report) -> list[str]:
    from ingest.corrections import FIELD_NAMES, field_words

    now = field_words(report.header)
    return [
        f"Sửa tay: {FIELD_NAMES[name]} “{now[name]}” (đọc được: {f'“{read}”' if read else 'không rõ'})"
        for name, read in _corrected(report).items()
    ]


def run_reports(arguments: argparse.Namespace, settings: Settings) -> int:
    from index_store.store import Store

    with Store.open(settings) as store:
        reports, removed = store.reports(all_versions=True), store.removed()
    if arguments.json:
        aside = [{**_row(report), "removed_at": at.isoformat()} for report, at in removed]
        print(json.dumps({"reports": [_row(r) for r in reports], "removed": aside}, ensure_ascii=False))
        return 0
    from rich.console import Console
    from rich.table import Table

    table = Table("Đơn vị", "Cơ quan", "Kỳ báo cáo", "Số", "Trang", "Chú thích", "Bảng", "Tệp")
    for report in reports:
        header = report.header
        table.add_row(
            header.unit.full_name or "không rõ",
            header.issuer,
            header.period.label if header.period else "không rõ",
            header.number + ("" if report.current else " (bản cũ)"),
            str(report.pages),
            f"{report.footnotes_linked}/{report.footnotes}",
            str(report.tables),
            report.file_name,
        )
    Console().print(table if reports else "Kho chưa có báo cáo nào. Chạy `tracuu ingest THƯ_MỤC`.")
    if removed:
        print("Đã bỏ, lấy lại bằng `tracuu remove MÃ --undo`:")
    for report, _ in removed:
        print(f"  {report.id} ({report.file_name})")
    return 0


def run_show(arguments: argparse.Namespace, settings: Settings) -> int:
    from index_store.store import Store
    from ingest.quality import quality

    with Store.open(settings) as store:
        report = store.report(arguments.report)
        contents = store.contents(report.id)
    places = {p.id: p for p in contents.passages}
    if arguments.json:
        figures = [
            {
                "value": f"{f.value:f}",
                "unit": f.unit,
                "value_base": f"{f.value_base:f}",
                "unit_base": f.unit_base,
                "printed": f.printed,
                "role": f.role,
                "status": f.status,
                "span": f.span,
                "indicator": f.indicator,
                "page": places[f.passage].page,
                "section": places[f.passage].section,
                "footnote": places[f.passage].footnote,
                "confidence": f.confidence,
                "table": asdict(f.table) if f.table else None,
            }
            for f in contents.figures
        ]
        document = {
            "report": _row(report),
            "sections": [asdict(s) for s in contents.sections],
            "footnotes": [asdict(n) for n in contents.footnotes],
            "tables": [
                {
                    "title": t.title,
                    "page": t.page,
                    "header": list(t.header),
                    "rows": [list(r) for r in t.rows],
                }
                for t in contents.tables
            ],
            "passages": [
                {
                    "id": p.id,
                    "text": p.text,
                    "page": p.page,
                    "section": p.section,
                    "footnote": p.footnote,
                    "confidence": p.confidence,
                }
                for p in contents.passages
            ],
            "figures": figures,
        }
        print(json.dumps(document, ensure_ascii=False))
        return 0
    row = _row(report)
    unit, period = row["unit"] or "không rõ đơn vị", row["period"] or "không rõ kỳ"
    print(f"{unit} · {row['issuer']} · {period} · số {row['number'] or 'không ghi'}")
    print(f"Đã đọc: {quality(report)}.")
    for line in _correction_lines(report):
        print(line)
    for section in contents.sections:
        print(f"{'  ' * (section.level - 1)}{section.number} {section.heading} (tr. {section.page})")
    for note in contents.footnotes:
        anchor = f" ← {note.anchor[:90]}" if note.anchor else " ← CHƯA NỐI ĐƯỢC"
        print(f"[chú thích {note.n}, tr. {note.page}] {note.text[:110]}{anchor}")
    for table in contents.tables:
        print(f"[bảng, tr. {table.page}] {table.title}: {len(table.rows)} dòng")
    for warning in report.warnings:
        print(f"Lưu ý: {warning}")
    if doubtful := [figure for figure in contents.figures if figure.confidence < DOUBTFUL]:
        some = "; ".join(f"{f.printed} (tr. {places[f.passage].page})" for f in doubtful[:20])
        print(f"{len(doubtful)} số liệu cần đối chiếu với bản gốc: {some}")
    print(f"Xem đầy đủ: tracuu show {report.id} --json")
    return 0


def run_edit(arguments: argparse.Namespace, settings: Settings) -> int:
    from index_store.errors import CorrectionError
    from index_store.store import Store
    from ingest.corrections import edit, parse_corrections, reset

    a = arguments
    given = parse_corrections(a.unit, a.province, a.issuer, a.period, a.number, a.date)
    if bool(given.fields) == a.reset:
        raise CorrectionError(
            "",
            "",
            "Hãy nêu ít nhất một trường cần sửa (--unit, --period…), hoặc chỉ --reset để bỏ chỗ sửa tay.",
        )
    with Store.open(settings) as store:
        report = reset(store, a.report) if a.reset else edit(store, a.report, given)
    if a.json:
        print(json.dumps({"report": _row(report)}, ensure_ascii=False))
        return 0
    period = report.header.period.label if report.header.period else "không rõ kỳ"
    print(
        f"{report.file_name}: {report.header.unit.full_name or 'không rõ đơn vị'}, {report.header.issuer}, {period}."
    )
    print("\n".join(_correction_lines(report)) or "Không có trường nào sửa tay.")
    return 0


def run_page(arguments: argparse.Namespace, settings: Settings) -> int:
    """Exit status 1 when the page was drawn but the quote does not stand on it."""
    from index_store.errors import SettingError
    from index_store.pages import PagePictures
    from index_store.store import Store

    with Store.open(settings) as store:
        picture = PagePictures(store).picture(arguments.report, arguments.page, arguments.quote)
    try:
        arguments.out.write_bytes(picture.png)
    except OSError as error:
        raise SettingError("--out", str(arguments.out), f"Không ghi được ({error.strerror}).") from error
    missing = bool(arguments.quote.strip()) and not picture.marked
    if arguments.json:
        boxes = [list(box) for box in picture.marked]
        print(
            json.dumps(
                {"out": str(arguments.out), "page": picture.page, "pages": picture.pages, "marked": boxes}
            )
        )
    else:
        print(f"Đã ghi {arguments.out}: trang {picture.page}/{picture.pages}.")
        if missing:
            print("Câu trích không có nguyên văn ở trang này nên không đánh dấu gì.")
    return 1 if missing else 0


def run_remove(arguments: argparse.Namespace, settings: Settings) -> int:
    from index_store.store import Store

    with Store.open(settings) as store:
        report = store.restore(arguments.report) if arguments.undo else store.remove(arguments.report)
    if arguments.undo:
        print(f"Đã lấy lại {report.id} ({report.file_name}).")
    else:
        print(f"Đã bỏ {report.id} ({report.file_name}). Lấy lại: tracuu remove {report.id} --undo")
    return 0
