"""The reports of a store as a list to search, sort and turn over. Pure; every word of a report is escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from index_store.language.text import fold
from index_store.records import Report
from ingest.quality import by_ocr, counted, linked

PAGE_SIZE = 20
EMPTY = (
    '<p class="empty">Kho chưa có báo cáo nào. Kéo thả tệp PDF, Word, Excel hoặc TXT vào ô ở trên để nạp; '
    "đọc xong là hỏi được ngay.</p>"
)


def _ended(report: Report) -> int:
    return report.header.period.end.toordinal() if report.header.period else 0


def _by_unit(report: Report) -> tuple[Any, ...]:
    return fold(report.header.unit.name), report.header.unit.level, -_ended(report), -report.version


ORDERS: dict[str, Callable[[Report], Any]] = {
    "Mới nạp trước": lambda r: -r.sequence,
    "Theo đơn vị": _by_unit,
    "Kỳ mới trước": lambda r: (-_ended(r), *_by_unit(r)),
    "Cần xem lại trước": lambda r: (-len(to_look_at(r)), *_by_unit(r)),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list. page: from 0, within what was found."""

    html: str
    page: int
    pages: int
    found: int


def title(report: Report) -> str:
    """ "huyện Mây Ngàn, 6 tháng đầu năm 2023"."""
    header = report.header
    period = header.period.label if header.period else "không rõ kỳ"
    return f"{header.unit.full_name or 'không rõ đơn vị'}, {period}"


def button(what: str, key: str, words: str) -> str:
    """A button inside HTML that asks the tab for something to be done with a report (`report_panel.CLICKS`)."""
    return f'<button type="button" class="as-link" data-do="{what}" data-key="{escape(key)}">{escape(words)}</button>'


def to_look_at(report: Report) -> list[str]:
    """What a person should look at in how the file was read; [] when all went well."""
    header = report.header
    found = [] if header.unit.name else ["Chưa rõ đơn vị: hãy sửa ở mục “Sửa thông tin”."]
    if header.period is None:
        found.append("Chưa rõ kỳ báo cáo: hãy sửa ở mục “Sửa thông tin”.")
    if report.footnotes_doubtful:
        found.append(f"{report.footnotes_doubtful} chú thích chưa nối được với câu nào.")
    if header.absent_appendices:
        found.append(f"Báo cáo nhắc đến nhưng không kèm: {', '.join(header.absent_appendices)}.")
    return [*found, *report.warnings]


def listing(reports: Iterable[Report], find: str, order: str, page: int) -> Listing:
    """The page-th lot of the reports that hold every word of `find`, with or without diacritics.

    order: one of ORDERS.
    """
    words = fold(find).split()
    found = [r for r in reports if all(word in _searched(r) for word in words)]
    found.sort(key=ORDERS[order])
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(max(page, 0), pages - 1)
    shown = found[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    if not shown:
        html = f'<p class="empty">Không có báo cáo nào khớp “{escape(find)}”.</p>' if words else EMPTY
        return Listing(html, 0, 1, 0)
    head = "".join(f"<th>{name}</th>" for name in ("Báo cáo", "Đọc được", "Lưu ý"))
    rows = "".join(map(_row, shown))
    table = f'<table class="reports"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return Listing(table, page, pages, len(found))


def _searched(report: Report) -> str:
    header = report.header
    files = " ".join(file.path.replace("\\", "/").rsplit("/", 1)[-1] for file in report.files)
    province = header.unit.province
    day = f"{header.date:%d/%m/%Y}" if header.date else ""
    return fold(f"{title(report)} {province} {header.issuer} {header.number} {day} {files}")


def _row(report: Report) -> str:
    header = report.header
    day = f"{header.date:%d/%m/%Y}" if header.date else ""
    number = ", ".join(part for part in (header.number and f"số {header.number}", day) if part)
    about = " · ".join(part for part in (header.issuer, header.unit.province, number) if part)
    old = "" if report.current else ' <span class="tag">đã có bản thay thế</span>'
    edited = ' <span class="tag">có sửa tay</span>' if report.corrections.fields else ""
    read = (
        counted(report.pages, "trang", by_ocr(report)),
        linked(report),
        counted(report.tables, "bảng"),
        counted(report.figures, "số liệu"),
    )
    remarks = to_look_at(report)
    items = "".join(f"<li>{escape(remark)}</li>" for remark in remarks)
    told = f"<details><summary>{len(remarks)} lưu ý</summary><ul>{items}</ul></details>" if remarks else "–"
    return (
        f"<tr><td>{button('open', report.id, title(report))}{old}{edited}"
        f"<p>{escape(about)}</p><p>{escape(report.file_name)}</p></td>"
        f"<td>{escape(', '.join(read))}</td><td>{told}</td></tr>"
    )


def removed_html(removed: Sequence[tuple[Report, datetime]]) -> str:
    """Reports put aside, each with a button that brings it back; "" for none. Times are shown in local time."""
    if not removed:
        return ""
    items = "".join(
        f"<li>{escape(title(report))} ({escape(report.file_name)}), bỏ lúc {at.astimezone():%H:%M %d/%m/%Y} "
        f"{button('restore', report.id, 'Lấy lại')}</li>"
        for report, at in removed
    )
    return f"<details><summary>{len(removed)} báo cáo đã bỏ</summary><ul>{items}</ul></details>"
