"""What becomes of uploaded files, as HTML: waiting, being read, taken in, refused and why. Pure; all is escaped."""

from __future__ import annotations

from collections import Counter
from html import escape
from pathlib import Path

from ingest.intake import Batch
from ingest.load import FileResult
from ingest.page_progress import PagesRead
from ingest.quality import quality
from ingest.report_list import button

_STATUS = {
    "added": "đã nạp",
    "replaced": "đã thay bản cũ",
    "unchanged": "đã có sẵn, không đổi",
    "duplicate": "là một tệp khác của báo cáo đã có",
    "refused": "không nhận",
}


def batch_html(mine: Batch | None, busy: Batch | None) -> str:
    """A person's own batch, else that somebody else's is being read; "" where nothing is going on."""
    if mine is None:
        return f'<p class="empty">Người khác đang nạp {_files(busy)}.</p>' if busy else ""
    if mine.stage == "waiting" and mine.ahead:
        return (
            f'<p class="waiting">{_files(mine)} đang đợi: còn {mine.ahead} lượt nạp trước. '
            "Đến lượt, các tệp sẽ tự được nạp; có thể chuyển sang việc khác.</p>"
        )
    head = _finished(mine) if mine.stage == "done" else _under_way(mine)
    fault = f'<p class="refusal">{escape(mine.fault)}</p>' if mine.fault else ""
    items = "".join(_item(result) for result in reversed(mine.results))
    return f"{head}{fault}<ul>{items}</ul>" if items else head + fault


def _files(batch: Batch | None) -> str:
    return f"{batch.total or len(batch.names)} tệp" if batch else ""


def _under_way(batch: Batch) -> str:
    if batch.held_up:
        return f'<p class="waiting">{escape(batch.held_up)}</p>'
    total, done = batch.total or len(batch.names), len(batch.results)
    share = done + sum(read.page / read.pages for read in list(batch.reading.values()) if not read.scanned)
    reading = "".join(f"<li>{_reading(name, read)}</li>" for name, read in list(batch.reading.items()))
    return (
        f'<p class="waiting">Đã nạp {done}/{total} tệp</p>'
        f'<progress max="{total}" value="{min(share, total):.2f}" aria-label="Tiến độ nạp"></progress>'
        f'<ul class="reading">{reading}</ul>'
    )


def _reading(name: str, read: PagesRead) -> str:
    if read.page == read.pages and not read.scanned:
        return f"{escape(name)}: đã đọc {read.pages} trang, đang tách mục, chú thích, bảng"
    what = "nhận dạng trang quét" if read.scanned else "đọc trang"
    return f"{escape(name)}: đang {what} {read.page}/{read.pages}"


def _finished(batch: Batch) -> str:
    counts: Counter[str] = Counter(result.status for result in batch.results)
    parts = [f"{counts[status]} tệp {words}" for status, words in _STATUS.items() if counts[status]]
    return f'<p class="waiting">Xong: {"; ".join(parts) or "không có tệp nào được nạp"}.</p>'


def _item(result: FileResult) -> str:
    if result.status == "refused":
        return f'<li class="refusal">{escape(result.reason)}</li>'
    place = escape(f"{result.unit or 'không rõ đơn vị'}, {result.period or 'không rõ kỳ'}")
    warnings = "".join(f"<li>{escape(w)}</li>" for w in result.warnings)
    return (
        f"<li>{button('open', result.report, Path(result.file).name)}: "
        f"{_STATUS[result.status]}; <b>{place}</b>; đọc được {quality(result)}"
        + (f'<ul class="warnings">{warnings}</ul>' if warnings else "")
        + "</li>"
    )
