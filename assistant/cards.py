"""The evidence of an answer as HTML: a card for each citation, with the page it stands on. Pure; escapes all."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape

from assistant.answer import Answer, Citation
from assistant.sources import place_parts, report_name
from index_store.links import original_url, picture_url
from index_store.records import DOUBTFUL, FORMAT_NAMES

OPEN = 3  # cards shown at once; the others are a click away


def evidence_html(answer: Answer, turn: int) -> str:
    """The cards of one answer. turn: number of the question in the conversation, makes the anchors unique."""
    cards = [
        card_html(c, [f.printed for f in answer.figures if f.citation == c.n], f"{turn}-{c.n}")
        for c in answer.citations
    ]
    more = "".join(cards[OPEN:])
    if more:
        more = f'<details class="more"><summary>Xem thêm {len(cards) - OPEN} nguồn</summary>{more}</details>'
    return "".join(cards[:OPEN]) + more


def card_html(citation: Citation, printed: Collection[str] = (), anchor: str = "") -> str:
    """Where a quote stands, its words with the printed figures marked, its page, and the way to the original.

    anchor: makes the ids "evidence-<anchor>" and "quote-<anchor>"; "" for none.
    """
    ids = (f' id="evidence-{anchor}" tabindex="-1"', f' id="quote-{anchor}"') if anchor else ("", "")
    doubt = '<p class="doubt">Cần đối chiếu với bản gốc</p>' if citation.confidence < DOUBTFUL else ""
    period = f", {citation.period}" if citation.period else ""
    return (
        f'<article class="card"{ids[0]}>'
        f"<h3>[{citation.n}] {escape(citation.unit)}{escape(period)}</h3>"
        f'<p class="where">{escape(report_name(citation))}</p>'
        f'<p class="where">{escape(" · ".join(place_parts(citation)))}</p>'
        f"<blockquote{ids[1]}>{marked(citation.quote, printed)}</blockquote>{doubt}"
        f"{_page(citation)}{_original(citation)}</article>"
    )


def marked(quote: str, printed: Collection[str]) -> str:
    """The quote, escaped, with these figures in <mark>; whole numbers only."""
    if not printed:
        return escape(quote)
    longest_first = sorted(set(printed), key=len, reverse=True)
    pattern = re.compile(r"(?<![\d.,])(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\d|[.,]\d)")
    found, at = [], 0
    for match in pattern.finditer(quote):
        found += [escape(quote[at : match.start()]), f"<mark>{escape(match.group())}</mark>"]
        at = match.end()
    return "".join([*found, escape(quote[at:])])


def _page(citation: Citation) -> str:
    """The page's picture, which page.js tells whether the quote is marked on; or why there is none."""
    if not citation.pictured:
        kind = FORMAT_NAMES.get(_suffix(citation), "loại này")
        return (
            f'<p class="file">Tệp {kind} không có hình trang; hãy đọc nguyên văn ở trên hoặc mở bản gốc.</p>'
        )
    address = escape(picture_url(citation.report, citation.page, citation.quote))
    said = escape(f"Hình trang {citation.page}, {report_name(citation)}")
    return (
        f'<a class="leaf" href="{address}" target="_blank" rel="noopener" title="Xem cả trang">'
        f'<img src="{address}" loading="lazy" alt="{said}"></a>'
        f'<p class="file caption">Trang {citation.page}</p>'
    )


def _original(citation: Citation) -> str:
    pdf = _suffix(citation) == "pdf"
    address = escape(original_url(citation.report, citation.page if pdf else None))
    said = f"Mở bản gốc, trang {citation.page}" if pdf else "Tải bản gốc"
    return (
        f'<p class="file"><a href="{address}" target="_blank" rel="noopener">{said}</a>'
        f" · {escape(citation.report_file)}</p>"
    )


def _suffix(citation: Citation) -> str:
    return citation.report_file.lower().rpartition(".")[2]
