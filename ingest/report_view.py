"""One report as HTML: what it is, how it was read, its sections with each footnote at its sentence, its tables.

Pure; every word of a report is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from index_store.catalogue import Contents
from index_store.identity import same_place
from index_store.links import original_url
from index_store.records import DOUBTFUL, Footnote, Passage, Report, Table
from ingest.corrections import FIELD_NAMES, field_words
from ingest.quality import quality
from ingest.report_list import button, title, to_look_at

MAX_DOUBTFUL = 20


def head_html(report: Report, others: Iterable[Report]) -> str:
    """Title, header fields, versions, the way to the original. others: all reports of the store."""
    words = field_words(report.header)
    read = field_words(report.as_read or report.header)
    fields = []
    for name, label in FIELD_NAMES.items():
        by_hand = (
            f" <small>(sửa tay; đọc được: {escape(read[name] or 'không rõ')})</small>"
            if name in report.corrections.fields
            else ""
        )
        fields.append(
            f"<div><dt>{label.capitalize()}</dt><dd>{escape(words[name] or 'không rõ')}{by_hand}</dd></div>"
        )
    files = ", ".join(file.path.replace("\\", "/").rsplit("/", 1)[-1] for file in report.files)
    return (
        f'<h2 id="report-title">{escape(title(report))}</h2><dl>{"".join(fields)}</dl>'
        f'<p><a href="{escape(original_url(report.id))}" target="_blank" rel="noopener">Mở bản gốc</a> '
        f"<small>{escape(files)}</small></p>{_versions(report, others)}"
    )


def _versions(report: Report, others: Iterable[Report]) -> str:
    """What it replaces and what replaces it, each to be opened."""
    versions = [r for r in others if r.id != report.id and same_place(r.header, report.header)]
    lines = []
    if report.header.replaces and not any(r.header.number == report.header.replaces for r in versions):
        lines.append(f"Thay thế báo cáo số {escape(report.header.replaces)} (không có trong kho).")
    for other in sorted(versions, key=lambda r: r.sequence):
        if other.current and not report.current:
            lines.append(f"Bản này đã được thay bằng {_opening(other)}; câu trả lời dùng bản đó.")
        elif report.current and not other.current:
            lines.append(f"Thay thế {_opening(other)}.")
        else:
            lines.append(f"Cùng đơn vị và kỳ: {_opening(other)}.")
    return "".join(f'<p class="version">{line}</p>' for line in lines)


def _opening(report: Report) -> str:
    day = f" ngày {report.header.date:%d/%m/%Y}" if report.header.date else ""
    named = f"báo cáo số {report.header.number}{day}" if report.header.number else report.file_name
    return button("open", report.id, named)


def read_html(contents: Contents) -> str:
    """What was read and what was not, in words."""
    report = contents.report
    places = {p.id: p for p in contents.passages}
    items = [f"<li>{escape(remark)}</li>" for remark in to_look_at(report)]
    doubtful = [f for f in contents.figures if f.confidence < DOUBTFUL]
    if doubtful:
        some = "; ".join(
            f"{escape(f.printed)} {_page_button(places[f.passage].page, f.printed)}"
            for f in doubtful[:MAX_DOUBTFUL]
        )
        more = f" và {len(doubtful) - MAX_DOUBTFUL} số khác" if len(doubtful) > MAX_DOUBTFUL else ""
        items.append(f"<li>{len(doubtful)} số liệu cần đối chiếu với bản gốc: {some}{more}.</li>")
    remarks = f'<ul class="warnings">{"".join(items)}</ul>' if items else "<p>Không có gì cần lưu ý.</p>"
    return f"<p>Đã đọc {escape(quality(report))}.</p>{remarks}"


def text_html(contents: Contents) -> str:
    """The sections with their passages, each footnote below the sentence that carries its mark, then the tables."""
    body = [p for p in contents.passages if p.kind == "paragraph"]
    placed = placed_notes(contents.footnotes, body)
    left = [n for n in contents.footnotes if not any(n in notes for notes in placed.values())]
    toc: list[str] = []
    parts: list[str] = []
    path: tuple[str, ...] = ()
    for passage in body:
        if passage.path != path:
            kept = _common(path, passage.path)
            for depth, heading in enumerate(passage.path[kept:], kept + 1):
                anchor = f"muc-{len(toc) + 1}"
                toc.append(
                    f'<li class="depth-{min(depth, 4)}"><a href="#{anchor}">{escape(heading)}</a></li>'
                )
                parts.append(f'<h3 id="{anchor}" class="depth-{min(depth, 4)}">{escape(heading)}</h3>')
            path = passage.path
        parts.append(_paragraph(passage, placed.get(passage.id, ())))
    parts += [_table(table) for table in contents.tables]
    if left:
        notes = "".join(_note(note) for note in left)
        parts.append(f"<h3>Chú thích ở bảng hoặc chưa nối được với câu nào</h3>{notes}")
    outline = (
        f'<details class="toc"><summary>Mục lục: {len(toc)} mục</summary><ul>{"".join(toc)}</ul></details>'
        if toc
        else ""
    )
    return f"{outline}{''.join(parts)}"


def placed_notes(notes: Sequence[Footnote], body: Sequence[Passage]) -> dict[str, list[Footnote]]:
    """Passage id → the notes whose sentence stands in it; where several hold it, the one nearest to its page."""
    placed: dict[str, list[Footnote]] = {}
    for note in notes:
        holding = [p for p in body if note.anchor and note.anchor in p.text]
        if holding:
            nearest = min(holding, key=lambda p: (abs(p.page - note.page), p.order))
            placed.setdefault(nearest.id, []).append(note)
    return placed


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """How many headings from the outermost are the same."""
    return next(
        (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )


def _paragraph(passage: Passage, notes: Sequence[Footnote]) -> str:
    """The text with raised note numbers at the ends of their sentences, the notes below."""
    ends = sorted((passage.text.index(note.anchor) + len(note.anchor), note.n) for note in notes)
    words, at = [], 0
    for end, n in ends:
        words += [escape(passage.text[at:end]), f"<sup>{n}</sup>"]
        at = end
    words.append(escape(passage.text[at:]))
    return (
        f"<p>{''.join(words)} {_page_button(passage.page, passage.text)}</p>"
        f"{''.join(_note(note) for note in notes)}"
    )


def _note(note: Footnote) -> str:
    return f'<p class="note"><sup>{note.n}</sup> {escape(note.text)} {_page_button(note.page, note.text)}</p>'


def _page_button(page: int, quote: str) -> str:
    return (
        f'<button type="button" class="page" data-do="page" data-key="{page}" data-quote="{escape(quote)}" '
        f'title="Xem trang {page}">tr. {page}</button>'
    )


def _table(table: Table) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table.header)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    return (
        f"<h3>{escape(table.title or 'Bảng không có tên')} {_page_button(table.page, '')}</h3>"
        f'<div class="scroll" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )
