"""A report's text: its sentences filled with figures, and where each figure and each fact stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from eval.shelf.figures import bare, change, number, percent, with_unit
from eval.shelf.pages import Page, mark, paginate
from eval.shelf.reports import Report, next_period, title
from eval.shelf.table import GAP, Fact, Topic, figures_of, read_table
from eval.shelf.world import World, draw, pick
from index_store.records import Period

DISCLAIMER = "Tài liệu minh họa, đơn vị và số liệu hư cấu"
_STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_IN_FOOTNOTE = 0.78
_OPENINGS = (
    "Thực hiện chương trình công tác năm {year}, {who} báo cáo {what} như sau:",
    "{who} báo cáo {what} với các nội dung chính dưới đây:",
    "Căn cứ chế độ thông tin, báo cáo, {who} tổng hợp {what} như sau:",
)
_GENERAL = (
    "Trong kỳ, bên cạnh thuận lợi còn không ít khó khăn, song cả hệ thống chính trị đã vào cuộc đồng bộ.",
    "Nhiệm vụ trong kỳ được triển khai giữa lúc giá cả đầu vào biến động, đội ngũ cán bộ đã nỗ lực vượt khó.",
    "Nhân dân đồng thuận, các ngành phối hợp chặt chẽ hơn, phần lớn việc đề ra được làm đúng tiến độ.",
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands: the sentence as printed, its section, its footnote or None."""

    sentence: str
    section: str
    footnote: int | None
    kind: str  # footnote, body, table, header


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that a report tells: what may be asked, and what that expects."""

    ask: str
    expect: tuple[str, ...]
    spot: Spot


@dataclass
class Written:
    """A report with its paragraphs and notes; `figures` by gap: "ho_ngheo", "ho_ngheo.kh"."""

    report: Report
    world: World
    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    figures: dict[str, Spot] = field(default_factory=dict)
    facts: list[Told] = field(default_factory=list)

    @cached_property
    def pages(self) -> list[Page]:
        return paginate(self.paragraphs, self.notes)

    @property
    def text(self) -> str:
        return "".join(page.text(first=not at) for at, page in enumerate(self.pages))

    def value(self, key: str, years: int = 0) -> Decimal:
        """years: 0 for the report's period, -1 for the same stretch a year before."""
        report, period = self.report, self.report.period
        earlier = Period(period.kind, _years(period.start, years), _years(period.end, years))
        edition = "" if years and report.edition == "đầu" else report.edition
        return self.world.value(report.place, key, earlier, edition)

    def plan(self, key: str) -> Decimal:
        return self.world.plan(self.report.place, key, self.report.period.year)

    def target(self, key: str) -> Decimal:
        """Of the next period: the year's plan, and after a year the next one's."""
        year = self.report.period.year + (self.report.period.kind == "nam")
        return self.world.plan(self.report.place, key, year)

    def printed(self, gap: str) -> str:
        """What stands in place of a gap of the table's sentences."""
        if "/" in gap:
            part, whole = (self.value(key) for key in gap.split("/"))
            return percent(part / whole * 100)
        key, _, form = gap.partition(".")
        indicator, money, value = read_table().indicators[key], self.report.money, self.value(key)
        match form:
            case "":
                return with_unit(value, indicator, money)
            case "so":
                return bare(value, indicator, money)
            case "giao":
                return with_unit(self.plan(key), indicator, money)
            case "dich":
                return with_unit(self.target(key), indicator, money)
            case "kh":
                return percent(value / self.plan(key) * 100)
            case "truoc":
                return with_unit(self.value(key, -1), indicator, money)
            case "ck":
                return percent(value / self.value(key, -1) * 100)
            case "tang" | "hon":
                return change(value, self.value(key, -1), indicator, money, relative=form == "tang")
        raise ValueError(f"unknown gap {gap}")


def write(report: Report, world: World) -> Written:
    """The whole report, top to bottom."""
    written, table = Written(report, world), read_table()
    written.paragraphs += [*_letterhead(report), "BÁO CÁO", *title(report.period), "-----"]
    written.paragraphs += _opening(report)
    named = (report.place.key, report.period.label, report.party, world.seed)
    last = ""
    for number_of, heading in table.sections.items():
        text = f"{number_of}. {heading}"
        if number_of == "1":
            written.paragraphs.append("II. KẾT QUẢ CÁC LĨNH VỰC")
        written.paragraphs.append(text)
        last = number_of
        for topic in report.topics:
            if topic.section == number_of:
                _tell(written, topic, named)
    _targets(written, last)
    if report.in_appendix:
        written.paragraphs.append("Số liệu chi tiết một số chỉ tiêu nêu tại Phụ lục 01 kèm theo Báo cáo này.")
    written.paragraphs += [*_closing(report), DISCLAIMER]
    if report.in_appendix and report.attached:
        _appendix(written)
    _header_facts(written)
    return written


def _tell(written: Written, topic: Topic, named: tuple[object, ...]) -> None:
    """A topic's sentences: a footnote with the sentence that carries it, or a paragraph; then its facts."""
    at = (*named, topic.key)
    if topic.key in written.report.in_appendix:
        written.paragraphs.append(f"- {pick(topic.anchors, *at)}.")
    elif topic.variants:
        template, anchor = pick(topic.variants, *at, "words"), pick(topic.anchors, *at)
        if draw(*at, "place") < _IN_FOOTNOTE:
            written.notes.append(_filled(written, template, topic.section, len(written.notes) + 1))
            written.paragraphs.append(f"- {anchor}{mark(len(written.notes))}.")
        else:
            lead = f"{anchor}. " if draw(*at, "lead") < 0.5 else ""
            written.paragraphs.append(f"- {lead}{_filled(written, template, topic.section, None)}")
    for n, fact in enumerate(topic.facts):
        if draw(*at, "fact", n) < 0.85:
            _tell_fact(written, fact, topic.section, (*at, n))


def _filled(written: Written, template: str, section: str, footnote: int | None) -> str:
    """The sentences of a template with their figures, each figure noted where it stands."""
    sentences = []
    for sentence in re.split(r"(?<=\.) (?=[^\W\d_])", template):
        words = GAP.sub(lambda gap: written.printed(gap[1]), sentence)
        spot = Spot(words.rstrip("."), section, footnote, "footnote" if footnote else "body")
        for gap in figures_of(sentence):
            written.figures.setdefault(gap.removesuffix(".so"), spot)
        sentences.append(words)
    return " ".join(sentences)


def _tell_fact(written: Written, fact: Fact, section: str, names: tuple[object, ...]) -> None:
    words: dict[str, str] = {}

    def slot(found: re.Match[str]) -> str:
        return words.setdefault(found[1], _slot(written.report, found[1], words, names))

    sentence = GAP.sub(slot, fact.template)
    written.paragraphs.append(f"- {sentence}")
    spot = Spot(sentence.rstrip("."), section, None, "body")
    slots = [GAP.sub(slot, expect) for expect in fact.expects]
    # As many questions as slots: each asks for its own. A list: every question asks for all of it.
    for n, ask in enumerate(fact.asks):
        expect = (slots[n],) if len(slots) == len(fact.asks) else tuple(slots)
        asked = ask.replace("{so_qd}", "").format_map(words)
        if not any(e in asked for e in expect):
            written.facts.append(Told(asked, expect, spot))


def _slot(report: Report, name: str, taken: dict[str, str], names: tuple[object, ...]) -> str:
    period = report.period
    match name:
        case "ngay":
            days = (period.end - period.start).days
            return _day(period.start + timedelta(int(draw(*names, name) * days)))
        case "han":
            return _day(period.end + timedelta(25 + int(draw(*names, name) * 120)))
        case "so_qd":
            return f"{210 + int(draw(*names, name) * 2600)}/QĐ-UBND"
        case "so":
            return number(Decimal(11 + int(draw(*names, name) * 60)))
    choices = read_table().choices[name.rstrip("23456789")]
    left = [choice for choice in choices if choice not in taken.values()]
    return pick(left, *names, name)


def _day(day: date) -> str:
    """As offices write it: 05/02/2024, 5/11/2024."""
    return (
        f"{day.day:02d}/{day.month:02d}/{day.year}"
        if day.month < 3
        else f"{day.day:02d}/{day.month}/{day.year}"
    )


def _targets(written: Written, section: str) -> None:
    """What the next period is to reach, of the topics told in the text."""
    for topic in written.report.topics:
        if topic.key in written.report.in_appendix:
            continue
        for template in topic.targets:
            words = _filled(written, template, section, None)
            written.paragraphs.append(f"- {words}")


def _appendix(written: Written) -> None:
    period, table = written.report.period, read_table()
    before = Period(period.kind, _years(period.start, -1), _years(period.end, -1))
    written.paragraphs += ["PHỤ LỤC 01", f"MỘT SỐ CHỈ TIÊU CHỦ YẾU {period.label.upper()}"]
    columns = ("TT", "Chỉ tiêu", "ĐVT", f"Kế hoạch năm {period.year}", f"Thực hiện {before.label}",
               f"Thực hiện {period.label}", "So với cùng kỳ (%)")  # fmt: skip
    written.paragraphs.append("  ".join(columns))
    keys = [i.key for t in written.report.topics if t.key in written.report.in_appendix for i in t.indicators]
    for n, key in enumerate(keys, 1):
        indicator = table.indicators[key]
        unit = "triệu đồng" if indicator.unit == "tiền" else indicator.unit
        values = [written.plan(key), written.value(key, -1), written.value(key)]
        name = indicator.name[:1].upper() + indicator.name[1:]
        cells = [str(n), name, unit, *map(number, values), written.printed(f"{key}.ck").removesuffix("%")]
        written.paragraphs.append("  ".join(cells))
        spot = Spot(" ".join(cells), "", None, "table")
        written.figures |= {f"{key}{form}": spot for form in ("", ".giao", ".truoc", ".ck")}


def _header_facts(written: Written) -> None:
    report = written.report
    told = (
        ("ai ký báo cáo", report.signer, report.signer),
        ("số hiệu của báo cáo là gì", report.number, report.number),
        ("báo cáo được ban hành ngày nào", _long_day(report.date), _long_day(report.date)),
    )
    written.facts += [Told(ask, (expect,), Spot(words, "", None, "header")) for ask, expect, words in told]


def _long_day(day: date) -> str:
    month = f"{day.month:02d}" if day.month < 3 else f"{day.month}"
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _letterhead(report: Report) -> Iterator[str]:
    place, level = report.place, report.place.level.upper()
    seat = f"{place.name}, {_long_day(report.date)}"
    if not report.party:
        left = ["ỦY BAN NHÂN DÂN", f"{level} {place.name.upper()}", f"Số: {report.number}"]
        right = [*_STATE, seat]
    else:
        above = f"ĐẢNG BỘ TỈNH {place.province.upper()}"
        committee = report.issuer.upper()
        left = [f"{committee} {place.name.upper()}", "*", f"Số: {report.number}"]
        left = left if place.level == "tỉnh" else [above, *left]
        right = ["ĐẢNG CỘNG SẢN VIỆT NAM", *[""] * (len(left) - 2), seat]
    for a, b in zip(left, right, strict=True):
        yield f"{a:<40}  {b}".rstrip()
    yield ""


def _opening(report: Report) -> Iterator[str]:
    place, period = report.place, report.period
    names = (place.key, period.label, report.party)
    who = f"{report.issuer} {place.name}"
    if place.level != "tỉnh":
        who += f", tỉnh {place.province},"
    what = f"kết quả {period.label} và nhiệm vụ {next_period(period)}"
    yield pick(_OPENINGS, *names).format(year=period.year, who=who, what=what)
    if report.replaces:
        yield (
            f"Báo cáo này thay thế Báo cáo số {report.replaces} do một số số liệu được rà soát, điều chỉnh."
        )
    yield "I. TÌNH HÌNH CHUNG"
    if place.parts:
        parts = [part.name for part in place.parts]
        yield (
            f"{place.level.capitalize()} {place.name} thành lập ngày 01/7/2025 trên cơ sở nhập {len(parts):02d} "
            f"{place.level} {', '.join(parts[:-1])} và {parts[-1]}; số liệu cùng kỳ được cộng từ các đơn vị cũ."
        )
    yield pick(_GENERAL, *names, "general")


def _closing(report: Report) -> Iterator[str]:
    party = f"T/M {'BAN THƯỜNG VỤ' if report.place.level not in ('xã', 'phường') else 'BAN CHẤP HÀNH'}"
    behalf = party if report.party else "TM. ỦY BAN NHÂN DÂN"
    left = ["Nơi nhận:", "- Cấp trên trực tiếp;", "- Các phòng, ban;", "- Lưu: VT."]
    right = [behalf, report.position, "", report.signer]
    for a, b in zip(left, right, strict=True):
        yield f"{a:<48}  {b}".rstrip()


def _years(day: date, years: int) -> date:
    """The same day of another year; the end of February stays its end."""
    if (day.month, day.day) in ((2, 28), (2, 29)):
        return date(day.year + years, 3, 1) - timedelta(1)
    return day.replace(year=day.year + years)
