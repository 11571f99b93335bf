"""Pictures of pages beside answers: addresses on the chat's server, or the pictures themselves for a page alone."""

from __future__ import annotations

from base64 import b64encode

from eval.failures_view import Picture
from eval.held import HeldReports
from index_store.errors import ReportsError
from index_store.links import picture_url
from index_store.pages import PagePictures
from index_store.store import Store

MOST_DRAWN = 60  # pictures in one page: about 4 MB


def addresses(store: Store, held: HeldReports) -> Picture:
    """For the tab: the browser asks for a picture when it is looked at."""

    def picture(report: str, page: int, quote: str) -> str:
        key = _id(store, held, report)
        page = page or held.page_of(key, quote)
        return picture_url(key, page, quote) if key and page else ""

    return picture


def drawn(store: Store, held: HeldReports) -> Picture:
    """For a page that is opened from a folder: the first MOST_DRAWN pictures, in the page itself."""
    pictures = PagePictures(store)
    left = MOST_DRAWN

    def picture(report: str, page: int, quote: str) -> str:
        nonlocal left
        key = _id(store, held, report)
        page = page or held.page_of(key, quote)
        if not key or not page or not left:
            return ""
        try:
            png = pictures.picture(key, page, quote).png
        except ReportsError:  # the page says where the evidence stands, with a picture or without
            return ""
        left -= 1
        return f"data:image/png;base64,{b64encode(png).decode('ascii')}"

    return picture


def _id(store: Store, held: HeldReports, report: str) -> str:
    """A report's id from its id or file name, where its pages can be drawn."""
    key = held.id_of(report) or report
    found = next((r for r in store.reports(all_versions=True) if r.id == key), None)
    return key if found and any(file.format == "pdf" for file in found.files) else ""
