"""The list of figures as HTML, whose buttons say what they do to the tab. Pure; everything is escaped here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from assistant.figure_answer import MADE, apart_words, percent_words
from assistant.figure_index import Line, ReportFigures, Selection, line_of
from assistant.figure_views import TwoPeriods
from assistant.figures_list import ROLES, STATUSES
from index_store.catalogue import Contents
from index_store.records import Report, Unit, page_name

PAGE = 50  # figures on a page
# Clicks on whatever says what it does; a row is clicked as a whole, its button is for the keyboard.
LISTENS = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) trigger("click", {...button.dataset});
});
"""


def list_html(selection: Selection, page: int, order: str, names: Mapping[Unit, str]) -> str:
    """One page of a selection. page: from 0; order: as in Filter; names: of the units."""
    if not len(selection):
        return '<p class="empty">Không có số liệu nào khớp. Hãy bớt điều kiện lọc, hoặc dùng từ khác cho chỉ tiêu.</p>'
    rows = "".join(_row(figures, n, names) for figures, n in selection.page(page * PAGE, (page + 1) * PAGE))
    turned = "lowest" if order == "highest" else "highest"
    arrow = {"highest": " ↓", "lowest": " ↑"}.get(order, "")
    sorts = {"highest": "descending", "lowest": "ascending"}.get(order, "none")
    head = (
        "<th>Chỉ tiêu</th>"
        f'<th aria-sort="{sorts}"><button type="button" data-do="sort" data-order="{turned}" '
        f'title="Sắp xếp theo giá trị">Giá trị{arrow}</button></th>'
        "<th>Loại số</th><th>Đơn vị, kỳ</th>"
        f'<th aria-sort="{"ascending" if order == "section" else "none"}"><button type="button" data-do="sort" '
        f'data-order="{"report" if order == "section" else "section"}" title="Sắp xếp theo mục">Mục'
        f"{' ↑' if order == 'section' else ''}</button></th>"
    )
    return _table(head, rows, "Danh sách số liệu") + _pager(len(selection), page)


def _row(figures: ReportFigures, number: int, names: Mapping[Unit, str]) -> str:
    line, header = figures.lines[number], figures.report.header
    period = header.period.label if header.period else "không rõ kỳ"
    return (
        f"<tr {_shows(figures.report, number)}>"
        f"<td>{_opener(line)}</td><td class='number'>{escape(line.shown)}{_estimate(line)}</td>"
        f"<td>{escape(ROLES[line.role])}</td>"
        f"<td>{escape(names[header.unit])}<br><small>{escape(period)}</small></td>"
        f"<td>{_place(line, figures.report)}</td></tr>"
    )


def _estimate(line: Line) -> str:
    said = STATUSES[line.status] if line.status == "uoc" else ""
    doubt = ' <span class="doubt" title="Đọc chưa chắc, cần đối chiếu với bản gốc">?</span>'
    return (f" <small>({said})</small>" if said else "") + (doubt if line.doubtful else "")


def _opener(line: Line) -> str:
    return f'<button type="button" class="opener">{escape(line.indicator)}</button>'


def _place(line: Line, report: Report) -> str:
    note = f", chú thích {line.footnote}" if line.footnote is not None else ""
    return f"{escape(line.section)}<br><small>{page_name(line.page, report.paging, report.file_name)}{note}</small>"


def _shows(report: Report, number: int, also: str = "") -> str:
    """What a click on a row says: which figure, of which publication of which report."""
    name = escape(report.id)
    return (
        f'data-do="show" data-report="{name}" data-sequence="{report.sequence}" data-number="{number}"{also}'
    )


def pairs_html(two: TwoPeriods, page: int) -> str:
    """One page of two periods side by side. page: from 0."""
    said = f'<p class="notice">{escape(two.said)}</p>' if two.said else ""
    if two.first is None or two.second is None:
        return said
    if not two.pairs:
        empty = '<p class="empty">Không có chỉ tiêu nào ghép được ở cả hai kỳ. Hãy bớt điều kiện lọc.</p>'
        return said + empty
    shown = two.pairs[page * PAGE : (page + 1) * PAGE]
    names = [c.report.header.period.label if c.report.header.period else "" for c in (two.first, two.second)]
    heads = ("Chỉ tiêu", *names, f"Chênh lệch ({MADE})", f"% ({MADE})")
    rows = "".join(_pair_row(two.first, a, two.second, b, heads) for a, b in shown)
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    return said + _table(head, rows, "Hai kỳ cạnh nhau") + _pager(len(two.pairs), page, "chỉ tiêu ghép được")


def _pair_row(first: Contents, a: int, second: Contents, b: int, heads: Sequence[str]) -> str:
    """heads: of the columns, which a narrow screen shows beside each figure."""
    old, new = first.figures[a], second.figures[b]
    lines = line_of(first, a), line_of(second, b)
    also = (
        f' data-other="{escape(first.report.id)}" data-other-sequence="{first.report.sequence}"'
        f' data-other-number="{a}"'
    )
    cells = [
        *(("number", f"{escape(line.shown)}{_estimate(line)}") for line in lines),
        ("number made", escape(apart_words(old, new))),
        ("number made", escape(percent_words(old, new))),
    ]
    numbers = "".join(
        f'<td class="{kind}" data-of="{escape(head)}">{cell}</td>'
        for (kind, cell), head in zip(cells, heads[1:], strict=True)
    )
    return (
        f"<tr {_shows(second.report, b, also)}><td>{_opener(lines[1])}"
        f"<br><small>{escape(ROLES[new.role])}</small></td>{numbers}</tr>"
    )


def _table(head: str, rows: str, name: str) -> str:
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}"><table class="figures">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _pager(total: int, page: int, what: str = "số liệu") -> str:
    last = (total - 1) // PAGE

    def button(to: int, words: str) -> str:
        off = "" if 0 <= to <= last else " disabled"
        return f'<button type="button" data-do="page" data-page="{to}"{off}>{words}</button>'

    counted = f"{total:,}".replace(",", ".")
    return (
        f'<nav class="pager" aria-label="Trang số liệu"><span role="status">{counted} {what} · '
        f"trang {page + 1}/{last + 1}</span>{button(page - 1, '‹ Trang trước')}{button(page + 1, 'Trang tiếp ›')}</nav>"
    )


def pin_html(values: Sequence[tuple[str, str]]) -> str:
    """The button that puts the figure shown on a meeting sheet. values: what it was shown by."""
    data = " ".join(f'data-{name}="{escape(value)}"' for name, value in values)
    return f'<button type="button" class="pin" data-do="pin" {data}>Ghim vào phiếu họp</button>'
