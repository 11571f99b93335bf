"""Addresses, on the chat's own server, of a page's picture and of an original file (`assistant/routes.py`)."""

from __future__ import annotations

from urllib.parse import quote as escaped

PICTURES = "/trang"
ORIGINALS = "/goc"
MAX_QUOTE = 1_500  # characters of a quote in an address


def picture_url(report: str, page: int, quote: str = "") -> str:
    """The PNG of a page (from 1) of a report, with the quote marked where it stands there word for word."""
    asked = f"?doan={escaped(quote[:MAX_QUOTE], safe='')}" if quote else ""
    return f"{PICTURES}/{escaped(report, safe='')}/{page}{asked}"


def original_url(report: str, page: int | None = None) -> str:
    """The report's file as it came; a PDF opens at the page."""
    return f"{ORIGINALS}/{escaped(report, safe='')}" + (f"#page={page}" if page else "")
