"""Takes page numbers and running heads and feet out of the rows of a PDF's pages. Pure."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from ingest.pdf_rows import Row

_PAGE_NUMBER = re.compile(r"\s*(?:[-–—]\s*)?(?:Trang\s+)?(\d{1,4})(?:\s*/\s*\d{1,4})?(?:\s*[-–—])?\s*$", re.I)
_LAST_NUMBER = re.compile(r"\d+(?:\s*/\s*\d+)?(?=\D*$)")
_APART = 1.5  # of the size, from a page's number to the text
_MOST_ROWS = 4  # that a running head or foot takes


def drop_edges(pages: list[list[Row]]) -> None:
    """Takes out, from both edges inwards, numbers that count up with the pages and rows that repeat."""
    for place in (0, -1):
        for _ in range(_MOST_ROWS):
            before = sum(map(len, pages))
            _drop_page_numbers(pages, place)
            _drop_running(pages, place)
            if sum(map(len, pages)) == before:
                break


def _drop_page_numbers(pages: list[list[Row]], place: int) -> None:
    offsets = Counter(
        int(found.group(1)) - number
        for number, rows in enumerate(pages)
        if rows
        and (found := _PAGE_NUMBER.match(rows[place].text))
        and (len(pages) > 1 or _is_apart(rows, place))
    )
    if not offsets:
        return
    offset, often = offsets.most_common(1)[0]
    if often < max(2, 0.4 * len(pages)) and len(pages) > 1:
        return
    for number, rows in enumerate(pages):
        found = _PAGE_NUMBER.match(rows[place].text) if len(rows) > 1 else None
        if found and int(found.group(1)) - number == offset:
            del rows[place]


def _is_apart(rows: list[Row], place: int) -> bool:
    """Whether the first or last row stands further from its neighbour than lines do: a number alone may also be
    the rest of a table's cell."""
    edge, beside = rows[place], rows[1 if place == 0 else -2] if len(rows) > 1 else rows[place]
    return abs(edge.depth - beside.depth) > _APART * beside.size


def _drop_running(pages: list[list[Row]], place: int) -> None:
    """A row at the same height with the same words on many pages that follow one another; left and right pages may
    differ.
    """
    heads: dict[tuple[str, int], list[int]] = {}
    for number, rows in enumerate(pages):
        if rows and not _is_table_head(rows[place]):
            heads.setdefault(_head(rows[place]), []).append(number)
    for head, at in heads.items():
        following = sum(b - a <= 2 for a, b in pairwise(at))
        if len(at) >= max(3, 0.4 * len(pages)) and following >= 0.75 * (len(at) - 1):
            for rows in pages:
                if len(rows) > 1 and _head(rows[place]) == head:
                    del rows[place]


def _head(row: Row) -> tuple[str, int]:
    """Its words but for the page's number at their end, and its height."""
    return _LAST_NUMBER.sub("#", row.text), round(row.depth / 3)


def _is_table_head(row: Row) -> bool:
    """True for a row of more columns than a running head has: a table repeats it on its pages."""
    return row.text.count("   ") > 2
