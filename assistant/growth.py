"""By how much a figure grew since the year before, as the report prints it beside the figure. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Computed
from assistant.differences import percent_change, vietnamese
from assistant.rank import Evidence
from assistant.slots import CHANGES
from index_store.records import Figure

HUNDRED = Decimal(100)
_WAY = re.compile(r"(?<!\w)(?:(tăng|vượt|(?:cao|nhiều) hơn)|(giảm|hụt|(?:thấp|ít) hơn))(?!\w)", re.IGNORECASE)
_LEADS = 40  # letters before a figure in which "tăng" or "giảm" stands


@dataclass(frozen=True, slots=True)
class Growth:
    """percent: of the earlier value, above 0 for more; by: the figures that say it; printed: whether one prints it."""

    percent: Decimal
    by: tuple[Figure, ...]

    @property
    def printed(self) -> bool:
        return self.by[0].role in ("pct_change", "pct_of_earlier")


def beside(found: Evidence, figures: Sequence[Figure]) -> list[Figure]:
    """The figure of the evidence, and what is printed behind it about it, up to the next one of another thing.

    figures: all of its passage, in order of place.
    """
    head = found.figure
    assert head is not None
    taken = [head]
    for figure in figures:
        if head.end <= figure.start < found.end:
            if figure.role in ("level", "part", "target"):
                break
            taken.append(figure)
    return taken


def growth_of(found: Evidence, figures: Sequence[Figure]) -> Growth | None:
    """How it grew; None when nothing beside the figure says so. figures: all of its passage, in order of place."""
    head, *told = beside(found, figures)
    grown = (_grown(found.passage.text[found.start :], found.start, head, figure) for figure in (head, *told))
    known = [growth for growth in grown if growth is not None]
    return next((g for g in known if g.printed), known[0] if known else None)


def _grown(text: str, offset: int, head: Figure, figure: Figure) -> Growth | None:
    if figure.role == "pct_of_earlier":
        return Growth(figure.value - HUNDRED, (figure,))
    if figure.role == "earlier" and same_unit(head, figure) and head.role == "level":
        if not figure.value_base:
            return None
        return Growth((head.value_base / figure.value_base - 1) * HUNDRED, (head, figure))
    if figure.role not in CHANGES:
        return None
    at = figure.start - offset
    said = list(_WAY.finditer(text[max(0, at - _LEADS) : at]))
    if not said:
        return None
    sign = 1 if said[-1][1] else -1
    if figure.role == "pct_change":
        return Growth(sign * figure.value, (figure,))
    before = head.value_base - sign * figure.value_base
    if head.role != "level" or not same_unit(head, figure) or before <= 0:
        return Growth(Decimal(sign) * figure.value, (figure,)) if figure is head else None
    return Growth(sign * figure.value_base / before * HUNDRED, (head, figure))


def same_unit(head: Figure, figure: Figure) -> bool:
    """Whether both count the same; "08 vụ cháy, tăng 02 vụ" names it shorter the second time."""
    return f"{head.unit_base} ".startswith(f"{figure.unit_base} ")


def growth_words(growth: Growth) -> tuple[str, list[Computed]]:
    """ "tăng 12,3%" as printed, or as computed from the earlier value, with its proof; the change alone where the
    earlier value is not printed.
    """
    told = growth.by[-1]
    if not growth.percent:
        return "bằng cùng kỳ", []
    way = "tăng" if growth.percent > 0 else "giảm"
    if told.role == "pct_of_earlier":
        return f"bằng {_percent(told)} cùng kỳ", []
    if told.role == "earlier" and (made := percent_change(growth.by[0], told)) and made.proof:
        return f"{way} {made.printed} (cùng kỳ {told.printed})", list(made.proof)
    return f"{way} {told.printed}", []


def growth_in_table(growth: Growth) -> str:
    return f"{'+' if growth.percent > 0 else ''}{vietnamese(growth.percent, 2)}%"


def _percent(figure: Figure) -> str:
    return figure.printed if figure.printed.endswith("%") else f"{figure.printed}%"
