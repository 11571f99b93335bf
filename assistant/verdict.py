"""Yes or no: what a figure says to a question that holds it against a threshold, its plan or the year before. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from assistant import cues
from assistant.cues import any_of, cue_text
from assistant.growth import HUNDRED, beside, growth_of
from assistant.rank import Evidence
from assistant.slots import CHANGES, threshold_of
from assistant.understand import Need
from index_store.language.numbers import Quantity, unit_class
from index_store.records import Figure

_Test = Callable[[Decimal, Decimal], bool]
_THRESHOLDS: tuple[tuple[re.Pattern[str], _Test], ...] = (
    (re.compile(r"(?:chua|duoi|it hon|thap hon)(?!\w)"), lambda value, limit: value < limit),
    (re.compile(r"khong qua(?!\w)"), lambda value, limit: value <= limit),
    (re.compile(r"(?:dat|toi|du|it nhat)(?!\w)"), lambda value, limit: value >= limit),
    (re.compile(r"(?:la|phai)(?!\w)"), lambda value, limit: value == limit),
    (re.compile(r""), lambda value, limit: value > limit),  # "vượt", "trên", "hơn", "quá"
)
_EXACTLY = any_of(
    "(?:co )?dung la",
    "co phai",
    rf"(?:dung|phai|chinh xac) (?:vay )?{cues.NOT}",
    "dung hay (?:la )?sai",
    "dung chua",
)
_ROSE_OR_FELL = re.compile(rf"(?<!\w)co (?:bi )?(?:tang|giam) (?:them |di |bot )?(?:hay )?{cues.NOT}(?!\w)")
COUNTED = frozenset({"person", "case"})


def verdict(need: Need, found: Evidence, figures: Sequence[Figure]) -> str:
    """ "Có", "Không", "Chưa", "Đúng" or "Không đúng"; "" where the figure does not decide.

    found: the evidence that answers, with its figure; figures: all of its passage, in order of place.
    """
    head, asked = found.figure, cue_text(need.text)
    if head is None or not need.whether:
        return ""
    threshold = threshold_of(need.text)
    if threshold is not None:
        if not _comparable(threshold, head) or head.role in CHANGES:
            return ""
        holds = next(test for words, test in _THRESHOLDS if words.match(asked, threshold.start))
        bare = not threshold.unit  # "có trên 600 không"
        met = holds(head.value if bare else head.value_base, threshold.value_base)
        if _EXACTLY.search(asked):
            return "Đúng" if met else "Không đúng"
        return "Có" if met else "Không"
    if cues.HELD_AGAINST_PLAN.search(asked):
        share = next(
            (_share_of_plan(head, f) for f in beside(found, figures) if f.role in ("pct_plan", "plan")), None
        )
        if share is None:
            return ""
        enough = share > HUNDRED if "vuot" in asked else share >= HUNDRED
        return "Có" if enough else "Chưa"
    way = cues.RISE.search(asked), cues.FALL.search(asked)
    held = cues.COMPARED_PERIOD.search(asked) or _ROSE_OR_FELL.search(asked)
    if bool(way[0]) == bool(way[1]) or not held:
        return ""
    growth = growth_of(found, figures)
    if growth is None:
        return ""
    return "Có" if (growth.percent > 0 if way[0] else growth.percent < 0) else "Không"


def _comparable(threshold: Quantity, head: Figure) -> bool:
    """Whether both are of one measure; people and cases are counted under many names."""
    if not threshold.unit:
        return unit_class(head.unit) != "percent"
    kinds = {unit_class(threshold.unit), unit_class(head.unit)}
    if threshold.unit_base == head.unit_base or (len(kinds) == 1 and kinds <= COUNTED) or not head.unit:
        return True
    # "giải" and "giải thể thao" count one thing, "triệu USD" and "triệu đồng" do not measure one
    return kinds == {"count"} and threshold.unit_base.split()[:1] == head.unit_base.split()[:1]


def _share_of_plan(head: Figure, figure: Figure) -> Decimal | None:
    """Percent of its plan."""
    if figure.role == "pct_plan":
        return figure.value
    if figure.unit_base != head.unit_base or not figure.value_base or head.role == "plan":
        return None
    return head.value_base / figure.value_base * HUNDRED
