"""What stands below an answer that is taken away: where its figures stand, and what was computed from which. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answer import Answer, Citation, Computed
from assistant.differences import vietnamese
from assistant.sources import place_parts, report_name
from index_store.records import DOUBTFUL

_PLACES = 6  # decimals of a figure at most


def title_of(answer: Answer) -> str:
    """The question as it was understood: with diacritics, units as they are written, whole where it was a follow-up."""
    title = answer.understood.text or answer.question
    for unit in answer.understood.units:
        found = re.search(rf"(?<!\w){re.escape(unit)}(?!\w)", title, re.IGNORECASE)
        title = f"{title[: found.start()]}{unit}{title[found.end() :]}" if found else title
    return title[:1].upper() + title[1:]


def source_words(citation: Citation) -> str:
    """ "[1] Báo cáo số … ngày … của …, mục 2.1 …, trang 3, chú thích 4: “…”.": where a figure stands, and the words."""
    doubt = " (cần đối chiếu với bản gốc)" if citation.confidence < DOUBTFUL else ""
    place = ", ".join((report_name(citation), *place_parts(citation)))
    return f"[{citation.n}] {place}: “{citation.quote}”{doubt}"


def computed_words(computed: Sequence[Computed]) -> list[str]:
    """ "57 ha, 3%: tính từ 1.962 và 1.905.": what no report prints, by what it was computed from."""
    by_inputs: dict[tuple[str, ...], list[str]] = {}
    for made in computed:
        gap = "" if made.unit in ("", "%") else " "
        by_inputs.setdefault(made.inputs, []).append(f"{made.printed}{gap}{made.unit}")
    return [
        f"{', '.join(shown)}: tính từ {' và '.join(vietnamese(Decimal(value), _PLACES) for value in inputs)}."
        for inputs, shown in by_inputs.items()
    ]
