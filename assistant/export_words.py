"""What stands below a figure that is taken away: its source, or what it was computed from. Pure."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer import Citation, Computed
from assistant.differences import vietnamese
from assistant.sources import place_parts, report_name
from index_store.records import DOUBTFUL

_PLACES = 6  # decimals of a figure at most


def source_words(citation: Citation) -> str:
    """ "[1] Báo cáo số … ngày … của …, mục 2.1 …, trang 3, chú thích 4: “…”.": where a figure stands, and the words."""
    doubt = " (cần đối chiếu với bản gốc)" if citation.confidence < DOUBTFUL else ""
    place = ", ".join((report_name(citation), *place_parts(citation)))
    return f"[{citation.n}] {place}: “{citation.quote}”{doubt}"


def computed_words(made: Computed) -> str:
    """ "57 ha: tính từ 1.962 và 1.905.": what no report prints."""
    inputs = " và ".join(vietnamese(Decimal(value), _PLACES) for value in made.inputs)
    gap = "" if made.unit in ("", "%") else " "
    return f"{made.printed}{gap}{made.unit}: tính từ {inputs}."
