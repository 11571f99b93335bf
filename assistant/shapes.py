"""Whether a question asks for one figure, or for several side by side, ranked, added up or through time. Pure."""

from __future__ import annotations

from typing import Literal

from assistant import shape_cues as cues
from assistant.cues import SHARE_OF_PLAN, cue_text
from index_store.language.text import has_diacritics

Shape = Literal["single", "comparison", "ranking", "series"]
Growing = Literal["", "up", "down"]
Operation = Literal["difference", "sum", "share"]


def shape_of(folded: str, units: int, periods: int) -> Shape:
    """folded: the question without the units and periods that it names; units, periods: how many those are."""
    if cues.RANK.search(folded) and cues.UNITS_ASKED.search(folded) and units != 1:
        return "ranking"
    if cues.SERIES.search(folded) or (periods > 2 and units < 2):
        return "series"
    return "comparison" if units > 1 or periods > 1 else "single"


def size_of(folded: str) -> int:
    """How many units of a ranking are asked for; 0 for all of them."""
    asked = cues.RANK_COUNT.search(folded)
    if asked:
        number = next(filter(None, asked.groups()))
        return cues.COUNTS[number] if number in cues.COUNTS else int(number)
    ends = cues.HIGHEST.search(folded) or cues.LOWEST.search(folded)
    return 0 if "xep hang" in folded and not ends else 1


def operation_of(folded: str) -> Operation:
    if cues.SUM.search(folded) and not cues.EACH.search(folded):
        return "sum"
    shared = cues.SHARE.search(folded) and not SHARE_OF_PLAN.search(folded)
    return "share" if shared and not cues.TIME_BEFORE.search(folded) else "difference"


def without_shape_words(bare: str, shape: Shape) -> str:
    """What is compared, without the words that say between whom or how: "huyện nào", "qua các năm"; "nhiều hộ nghèo
    nhất" is a number of them."""
    patterns = {
        "ranking": (cues.RANKED_UNITS,),
        "series": (cues.SERIES_WORDS,),
        "comparison": (cues.ALL_WORDS,),
    }
    for pattern in patterns.get(shape, ()):
        for found in reversed(list(pattern.finditer(cue_text(bare)))):
            bare = f"{bare[: found.start()]} {bare[found.end() :]}"
    if shape == "ranking" and (grown := cues.GROWN_MOST.search(cue_text(bare))):
        return f"{bare[: grown.start()]} {bare[grown.end() :]}"
    counted = cues.MOST_OF.search(cue_text(bare)) if shape == "ranking" else None
    if counted:
        number = "số" if has_diacritics(bare) else "so"
        counts = f"{number} {bare[slice(*counted.span('thing'))].strip()}"
        bare = f"{bare[: counted.start()]} {counts} {bare[counted.end() :]}"
    return bare


def growing(folded: str) -> Growing:
    """Whether it is asked who grew or fell most, rather than who has most: "thu ngân sách tăng nhiều nhất"."""
    grown = cues.GROWN_MOST.search(folded)
    if grown is None:
        return ""
    return "up" if grown["way"] == "tang" else "down"


def ends_of(folded: str) -> tuple[bool, bool]:
    """Whether the highest, and whether the lowest of a ranking is asked for."""
    return bool(cues.HIGHEST.search(folded)), bool(cues.LOWEST.search(folded))
