"""Which reports are written: unit, period, issuer, number, signer; second issuers and corrected versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from eval.shelf.table import Topic, read_table
from eval.shelf.world import Place, draw, pick
from index_store.language.period_finder import months
from index_store.language.text import fold
from index_store.records import Period

_OFTEN = [
    (1, 6, 2024), (1, 6, 2023), (1, 6, 2022), (1, 12, 2023), (1, 9, 2024), (1, 3, 2024), (1, 12, 2022), (5, 5, 2024),
    (1, 9, 2023), (7, 9, 2023), (1, 12, 2024), (10, 10, 2023), (1, 3, 2025), (1, 3, 2023), (4, 6, 2022),
]  # fmt: skip
_RARE = [(a, b, y) for y in (2021, 2020, 2019) for a, b in ((1, 6), (1, 12), (1, 9), (1, 3), (7, 9), (4, 4))]
_MERGED = [
    (1, 6, 2025), (1, 12, 2025), (1, 9, 2025), (7, 9, 2025), (8, 8, 2025), (1, 3, 2026), (11, 11, 2025),
    (10, 12, 2025), (2, 2, 2026), (9, 9, 2025), (10, 10, 2025), (1, 1, 2026),
]  # fmt: skip
_ROMAN = ("I", "II", "III", "IV")
_COMMITTEE = {"tỉnh": "Tỉnh ủy", "huyện": "Huyện ủy", "thị xã": "Thị ủy", "thành phố": "Thành ủy"}


@dataclass(frozen=True, slots=True)
class Report:
    """One report before it is written. edition: "" tells the figures as they are (see World.value)."""

    place: Place
    period: Period
    party: bool  # the party committee's, not the people's committee's
    number: str
    date: date
    signer: str
    position: str
    money: str  # "triệu" or "tỷ"
    attached: bool  # whether its appendix is
    edition: str = ""
    replaces: str = ""
    replaced_by: str = ""  # stem of the report that corrects this one

    @property
    def issuer(self) -> str:
        """ "UBND huyện", "Huyện ủy", "Đảng ủy xã"."""
        level = self.place.level
        return _COMMITTEE.get(level, f"Đảng ủy {level}") if self.party else f"UBND {level}"

    @property
    def stem(self) -> str:
        named = f"{self.place.key}-{fold(self.period.label)}" + ("-cap-uy" if self.party else "")
        return named.replace(" ", "-").replace("/", "-") + ("-thay-the" if self.replaces else "")

    @property
    def topics(self) -> list[Topic]:
        """What the unit reports on, in all of its reports alike."""
        return _topics(self.place)[0]

    @property
    def in_appendix(self) -> frozenset[str]:
        """Keys of the topics whose figures stand in the appendix alone."""
        return _topics(self.place)[1]


@cache
def _topics(place: Place) -> tuple[list[Topic], frozenset[str]]:
    """What a unit tells, and which of it in the appendix alone. Never differs between its reports: what one
    leaves out, no other one gives away as last year's figure.
    """
    told, appendix = [], set()
    for topic in read_table().topics:
        at = draw(place.key, topic.key, "where") if topic.indicators else 1.0
        if place.letter in topic.levels and at >= 0.1:
            told.append(topic)
            if at < 0.24:
                appendix.add(topic.key)
    return told, frozenset(appendix)


def make_reports(places: Sequence[Place], periods: int, seed: int) -> list[Report]:
    """Every unit's reports; of each twenty, about two are told by a second issuer and one is corrected."""
    found: list[Report] = []
    for at, place in enumerate(places):
        for period in _periods(place, at, periods):
            report = _report(place, period, at % 5 == 3, at, seed)
            n = len(found)
            if n % 18 == 5:
                number = f"{int(report.number.split('/')[0].split('-')[0]) + 40}{_ending(report)}"
                later = replace(
                    report, number=number, date=report.date + timedelta(9), replaces=report.number
                )
                found += [replace(report, edition="đầu", replaced_by=later.stem), later]
            else:
                found.append(report)
            if n % 10 == 4:
                other = _report(place, period, not report.party, at, seed)
                found.append(replace(other, edition="khác", money=report.money))
    return found


def _periods(place: Place, at: int, count: int) -> Iterator[Period]:
    """Two that all units have, then others in turn, so that every kind comes up on a small shelf."""
    slots = _MERGED if place.parts else _OFTEN + _RARE
    tail = slots[2:]
    chosen = slots[: min(count, 2)] + [tail[(at + n) % len(tail)] for n in range(min(count - 2, len(tail)))]
    for first, last, year in chosen:
        yield months(year, first, last)


def _report(place: Place, period: Period, party: bool, at: int, seed: int) -> Report:
    names = (seed, place.key, period.label, party)
    thousand = {"tỉnh": 260, "xã": 110, "phường": 120}.get(place.level, 420)
    day = period.end + timedelta(int(draw(*names, "day") * 20) - 8)
    if place.parts and period.end.month == 6:
        day = period.end + timedelta(4 + int(draw(*names, "day") * 8))  # the commune did not exist before
    choices = read_table().choices
    who = " ".join(
        pick(choices[x], seed, place.key, party, period.year, x) for x in ("family", "middle", "given")
    )
    heads = ("BÍ THƯ", "PHÓ BÍ THƯ") if party else ("CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    report = Report(
        place, period, party, "", day, who, pick(heads, *names, "head"), pick(("triệu", "tỷ"), place.key),
        at % 2 == 0,
    )  # fmt: skip
    return replace(report, number=f"{31 + int(draw(*names, 'number') * thousand)}{_ending(report)}")


def _ending(report: Report) -> str:
    short = {"huyện": "HU", "xã": "ĐU", "phường": "ĐU"}.get(report.place.level, "TU")
    return f"-BC/{short}" if report.party else "/BC-UBND"


def next_period(period: Period) -> str:
    """What the period's report plans: "6 tháng cuối năm 2024", "quý II/2024", "năm 2025"."""
    match period.kind:
        case "6_thang":
            return f"6 tháng cuối năm {period.year}"
        case "9_thang":
            return f"3 tháng cuối năm {period.year}"
        case "nam":
            return f"năm {period.year + 1}"
    length = period.end.month - period.start.month + 1
    ahead = period.end.month % 12 + 1
    return months(period.year + (ahead == 1), ahead, ahead + length - 1).label


def title(period: Period) -> tuple[str, str]:
    """The title's two lines below "BÁO CÁO"."""
    what, year = "Tình hình kinh tế - xã hội, quốc phòng - an ninh", period.year
    match period.kind:
        case "6_thang":
            return f"{what} 6 tháng đầu năm,", f"phương hướng, nhiệm vụ 6 tháng cuối năm {year}"
        case "9_thang":
            return f"{what} 9 tháng đầu năm,", f"nhiệm vụ trọng tâm 3 tháng cuối năm {year}"
        case "nam":
            return f"{what} năm {year},", f"phương hướng, nhiệm vụ năm {year + 1}"
        case "quy":
            quarter = (period.end.month - 1) // 3
            if quarter == 3:
                return f"{what} quý IV năm {year},", f"nhiệm vụ trọng tâm quý I năm {year + 1}"
            return (
                f"{what} quý {_ROMAN[quarter]},",
                f"nhiệm vụ trọng tâm quý {_ROMAN[quarter + 1]} năm {year}",
            )
    return f"{what} tháng {period.end.month} năm {year},", f"nhiệm vụ trọng tâm {next_period(period)}"
