"""What the tab Số liệu and its workbooks show: the same choices give the same figures on the page and in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Final
from urllib.parse import urlencode

from assistant.figure_index import FigureIndex, Filter, Order, ReportFigures, Selection
from assistant.holdings import newest_first
from assistant.issuers import issuer_group
from assistant.two_periods import Pair, pair_figures
from index_store.catalogue import Contents
from index_store.language.text import fold
from index_store.records import Period, Report, Unit

ORDERS: Final[Mapping[str, Order]] = {
    "Khớp nhất, theo báo cáo": "report",
    "Theo mục": "section",
    "Giá trị giảm dần": "highest",
    "Giá trị tăng dần": "lowest",
}
SECTIONS_OFFERED: Final = 300
_COMPARED: Final = frozenset({"level", "part", "plan", "pct_plan", "target"})  # roles, where none is chosen


@dataclass(frozen=True, slots=True)
class Asked:
    """The choices of the tab; "" for any. other: the period that `period` is set beside, "" for a plain list."""

    unit: str = ""
    period: str = ""
    other: str = ""
    find: str = ""
    section: str = ""
    role: str = ""
    status: str = ""
    order: str = "report"

    def as_query(self) -> str:
        """For an address: the choices that were made."""
        return urlencode({name: value for name, value in asdict(self).items() if value})

    @staticmethod
    def from_query(given: Mapping[str, str]) -> Asked:
        """Of an address; what it does not know is left out."""
        known = {f.name: given[f.name][:200] for f in fields(Asked) if f.name in given}
        asked = Asked(**known)
        return asked if asked.order in ORDERS.values() else Asked(**{**known, "order": "report"})

    @property
    def filter(self) -> Filter:
        order: Order = next((o for o in ORDERS.values() if o == self.order), "report")
        return Filter(self.find, self.section, self.role, self.status, order)


@dataclass(frozen=True, slots=True)
class TwoPeriods:
    """Figures of one indicator in two periods. said: what a reader must know, or why there are none."""

    pairs: tuple[Pair, ...] = ()
    first: Contents | None = None
    second: Contents | None = None
    said: str = ""


def reports_asked(reports: Sequence[Report], unit: str, period: str) -> list[Report]:
    """Those of a unit and a period, by unit, the newest first."""
    names = unit_names(reports)
    found = [
        report
        for report in newest_first(reports)
        if unit in ("", names[report.header.unit]) and period in ("", _label(report.header.period))
    ]
    return sorted(found, key=lambda r: (fold(r.header.unit.name), names[r.header.unit]))


def listed(index: FigureIndex, asked: Asked) -> Selection:
    """The figures that fit, in the order asked for."""
    return index.select(reports_asked(index.store.reports(), asked.unit, asked.period), asked.filter)


def side_by_side(index: FigureIndex, asked: Asked) -> TwoPeriods:
    """The period and the other one of a unit: what stands in the reports of both, in the later one's order."""
    if not asked.unit or not asked.period or asked.other == asked.period:
        return TwoPeriods(said="Hãy chọn đơn vị và hai kỳ báo cáo khác nhau để đặt cạnh nhau.")
    store = index.store
    reports = store.reports()
    of = {name: reports_asked(reports, asked.unit, name) for name in (asked.period, asked.other)}
    chosen = _same_issuer(of[asked.other], of[asked.period])
    if chosen is None:
        return TwoPeriods(said="Đơn vị này không có báo cáo của cả hai kỳ. Hãy chọn kỳ khác.")
    first, second = sorted(chosen, key=lambda r: r.header.period.end.toordinal() if r.header.period else 0)
    old, new = store.contents(first.id), store.contents(second.id)
    plain = Filter(asked.find, asked.section, asked.role, asked.status)
    wanted = set(index.select([second], plain).numbers.tolist())
    pairs = [
        (a, b)
        for a, b in pair_figures(old, new)
        if b in wanted and (asked.role or new.figures[b].role in _COMPARED)
    ]
    return TwoPeriods(tuple(pairs), old, new, " ".join(_warnings(first, second)))


def _same_issuer(ones: Sequence[Report], others: Sequence[Report]) -> tuple[Report, Report] | None:
    """A report of each period, of one office where both have one of it."""
    both = [(a, b) for a in ones for b in others]
    alike = (p for p in both if issuer_group(p[0].header.issuer) == issuer_group(p[1].header.issuer))
    return next(alike, both[0] if both else None)


def _warnings(first: Report, second: Report) -> list[str]:
    old, new = first.header, second.header
    said = []
    if old.period and new.period and old.period.kind != new.period.kind:
        said.append("Hai kỳ dài ngắn khác nhau nên chênh lệch không phải là mức tăng, giảm.")
    if issuer_group(old.issuer) != issuer_group(new.issuer):
        said.append(f"Hai kỳ do hai cơ quan báo cáo: {old.issuer} và {new.issuer}.")
    return said


def unit_names(reports: Sequence[Report]) -> dict[Unit, str]:
    """The units that these reports are of, by name; with its province where several have one: "huyện Mỹ (Long An)"."""
    units = {r.header.unit for r in reports}
    shared = Counter(unit.full_name for unit in units)
    return {
        unit: f"{unit.full_name} ({unit.province})"
        if shared[unit.full_name] > 1 and unit.province
        else unit.full_name
        for unit in sorted(units, key=lambda u: (fold(u.name), u.level, u.province))
    }


def periods_held(reports: Sequence[Report], unit: str) -> list[str]:
    """Labels of the periods that a unit, or any, has reports of, the newest first."""
    own = newest_first(reports_asked(reports, unit, ""))
    return list(dict.fromkeys(_label(r.header.period) for r in own if r.header.period))


def sections_held(found: Sequence[ReportFigures]) -> list[str]:
    """Headings with the most figures, by name."""
    counts: Counter[str] = Counter()
    for figures in found:
        counts.update(figures.sections)
    return sorted((name for name, _ in counts.most_common(SECTIONS_OFFERED)), key=fold)


def _label(period: Period | None) -> str:
    return period.label if period else ""
