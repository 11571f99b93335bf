"""What a chip offers: the units, periods and offices that the store holds reports of. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.answer import Understood
from assistant.holdings import Holdings
from index_store.language.text import fold
from index_store.records import Report


def choices(field: str, understood: Understood, held: Holdings) -> list[str]:
    """For a field of `Chosen`, in an order to find them by; those of the units understood, if it is not about units.

    A unit whose name another province has too carries its province.
    """
    current = [report for reports in held.by_unit.values() for report in reports]
    if field == "unit":
        names = Counter(unit.full_name for unit in held.by_unit)
        shown = (
            f"{u.full_name}, tỉnh {u.province}" if names[u.full_name] > 1 and u.province else u.full_name
            for u in held.by_unit
        )
        return sorted(set(shown), key=fold)
    own = [r for r in current if r.header.unit.full_name in understood.units] or current
    if field == "period":
        periods = {r.header.period for r in own if r.header.period}
        return [p.label for p in sorted(periods, key=lambda p: (p.end, p.start), reverse=True)]
    return sorted(
        {r.header.issuer for r in _of_periods(own, understood.periods) if r.header.issuer}, key=fold
    )


def _of_periods(reports: Sequence[Report], periods: Sequence[str]) -> Sequence[Report]:
    return [r for r in reports if r.header.period and r.header.period.label in periods] or reports
