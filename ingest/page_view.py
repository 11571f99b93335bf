"""A report's page beside its text, as HTML: the picture, drawn by the page's own server when it is looked at. Pure."""

from __future__ import annotations

from html import escape

from index_store.links import original_url, picture_url
from index_store.records import Report


def page_html(report: Report, page: int, quote: str = "") -> str:
    """The picture of a page with the quote marked; page: clipped to those that the report has."""
    if not has_pictures(report):
        return (
            '<p class="empty">Tệp này không có trang cố định nên không vẽ được ảnh trang. '
            f'<a href="{escape(original_url(report.id))}" target="_blank" rel="noopener">Mở bản gốc</a> để đối chiếu, '
            "hoặc nạp thêm bản PDF của báo cáo này.</p>"
        )
    page = clipped(report, page)
    return (
        f'<p class="where">Trang {page}/{report.pages} · '
        f'<a href="{escape(original_url(report.id, page))}" target="_blank" rel="noopener">mở bản gốc ở trang này</a>'
        "</p>"
        f'<img class="page" loading="lazy" src="{escape(picture_url(report.id, page, quote))}" '
        f'alt="Trang {page} của {escape(report.file_name)}">'
    )


def has_pictures(report: Report) -> bool:
    return any(file.format == "pdf" for file in report.files)


def clipped(report: Report, page: int) -> int:
    """The nearest page that the report has."""
    return min(max(page, 1), max(report.pages, 1))
