"""Units as reports print them, the nouns they count, and the base unit that each is compared in."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

_SCALE = {
    "nghìn": 10**3,
    "ngàn": 10**3,
    "vạn": 10**4,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
MEASURES: dict[str, tuple[str, str, Decimal]] = {  # as printed → class, base unit, factor
    "ha": ("area", "m2", Decimal(10**4)),
    "hecta": ("area", "m2", Decimal(10**4)),
    "héc-ta": ("area", "m2", Decimal(10**4)),
    "héc ta": ("area", "m2", Decimal(10**4)),
    "mét vuông": ("area", "m2", Decimal(1)),
    "m2": ("area", "m2", Decimal(1)),
    "km2": ("area", "m2", Decimal(10**6)),
    "mét khối": ("volume", "m3", Decimal(1)),
    "m3": ("volume", "m3", Decimal(1)),
    "ki-lô-mét": ("length", "m", Decimal(1000)),
    "ki lô mét": ("length", "m", Decimal(1000)),
    "km": ("length", "m", Decimal(1000)),
    "mét": ("length", "m", Decimal(1)),
    "m": ("length", "m", Decimal(1)),
    "mm": ("length", "m", Decimal("0.001")),
    "tấn": ("mass", "kg", Decimal(1000)),
    "tạ": ("mass", "kg", Decimal(100)),
    "kg": ("mass", "kg", Decimal(1)),
    "gam": ("mass", "kg", Decimal("0.001")),
    "%": ("percent", "%", Decimal(1)),
    "‰": ("percent", "%", Decimal("0.1")),
    "phần trăm": ("percent", "%", Decimal(1)),
    "điểm phần trăm": ("percent", "điểm %", Decimal(1)),
    "điểm %": ("percent", "điểm %", Decimal(1)),
    "đồng": ("money", "đồng", Decimal(1)),
    "usd": ("money", "USD", Decimal(1)),
}
# Short forms → the unit in full, so that two reports compare.
_SPELLED = {
    "đ": "đồng",
    "trđ": "triệu đồng",
    "tr.đ": "triệu đồng",
    "trđồng": "triệu đồng",
    "tr.đồng": "triệu đồng",
    "tr đồng": "triệu đồng",
    "tr. đồng": "triệu đồng",
    "triệu đ": "triệu đồng",
    "tỷ.đ": "tỷ đồng",
    "tỷ đ": "tỷ đồng",
    "tỉ đồng": "tỷ đồng",
    "ngàn đồng": "nghìn đồng",
    "nghìn đ": "nghìn đồng",
    "ngđ": "nghìn đồng",
    "đ%": "điểm %",
    "đô la mỹ": "USD",
    "htx": "hợp tác xã",
    "tht": "tổ hợp tác",
    "dn": "doanh nghiệp",
    "đ.viên": "đảng viên",
    "h.viên": "hội viên",
    "đ/c": "đồng chí",
}
_WORDS = r"nghìn|ngàn|vạn|triệu|tỷ|tỉ"
_SCALED = re.compile(rf"\s?(?:{_WORDS})(?:\s(?:{_WORDS}))?(?!\w)")
_MONEY = re.compile(
    r"\s?(?:tr\.?\s?đ(?:ồng)?|tỷ\.đ|ngđ|đồng(?!\s(?:chí|bào|thời|hồ|ý|loạt|bộ|đội))|đ(?![./]\w)|USD|đô la Mỹ)(?!\w)"
)
_MEASURE = re.compile(
    r"\s?(?:mét\s(?:vuông|khối)|ki[-\s]lô[-\s]mét|điểm\s(?:phần\străm|%)|đ%|phần\străm|%|‰"
    r"|km2|km²|m2|m²|m3|m³|ha|Ha|hecta|héc[-\s]ta|km|Km|kg|gam|tấn|tạ|mét|mm|m)(?!\w)"
)
_PER = re.compile(
    r"(?:\s?/\s?(?:ha|hecta|người|hộ|năm|tháng|ngày|quý|vụ|km2|km²|m2|m²|m3|m³|con|lao động|khẩu"
    r"|(?:vạn|1\.?000|100\.?000)\sdân|giường|lượt|sào|đơn vị diện tích|kg|tấn|giờ))+(?!\w)"
)
_SHORT = re.compile(r"\s?(?<![^\W\d_])(?:[đĐhH]\.viên|[đĐ]/c)(?!\w)")  # people, in few letters
_WORD = re.compile(r"\s?([^\W\d_]+)")
_PEOPLE = frozenset(
    "người|đảng viên|hội viên|đoàn viên|học sinh|học viên|lao động|công dân|thanh niên|đối tượng|đồng chí|cán bộ|cá nhân|giáo viên|"
    "công chức|viên chức|bệnh nhân|quần chúng|nhân khẩu|du khách|khách|sinh viên|chiến sĩ|đại biểu|trẻ em|phụ nữ|"
    "bị can|bị cáo|bác sĩ|nghệ nhân|tân binh".split("|")
)
_PEOPLE_OF_A_KIND = tuple(f"{people} " for people in _PEOPLE)
_CASES = frozenset("vụ|vụ việc|trường hợp|ca|ca bệnh|việc|vụ án".split("|"))

_CASES_OF_A_KIND = ("vụ ", "ca ", "trường hợp ")


@cache
def count_nouns() -> tuple[str, ...]:
    """The nouns that reports count: "hộ", "tổ chức đảng"…"""
    lines = (Path(__file__).parent / "count_nouns.txt").read_text("utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def _nouns_by_first() -> dict[str, list[tuple[str, ...]]]:
    """First syllable → the count nouns that begin with it, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for noun in count_nouns():
        words = tuple(noun.split())
        table.setdefault(words[0], []).append(words)
    for nouns in table.values():
        nouns.sort(key=len, reverse=True)
    return table


def noun_end(text: str, at: int) -> int:
    """Where the noun that is counted ends; `at` when none follows directly."""
    first = _WORD.match(text, at)
    nouns = _nouns_by_first().get(first[1].lower()) if first else None
    if first is None or nouns is None:
        return at
    words, ends = [first[1].lower()], [first.end()]
    while len(words) < len(nouns[0]) and (following := _WORD.match(text, ends[-1])):
        words.append(following[1].lower())
        ends.append(following.end())
    for noun in nouns:
        if tuple(words[: len(noun)]) == noun:
            return ends[len(noun) - 1]
    return at


def unit_end(text: str, at: int) -> int:
    """Where the unit after a number ends: "nghìn tỷ đồng", "tạ/ha", "hộ nghèo"; `at` when there is none."""
    scale = _SCALED.match(text, at)
    start = scale.end() if scale else at
    match = _MONEY.match(text, start) or _MEASURE.match(text, start) or _SHORT.match(text, start)
    end = match.end() if match else noun_end(text, start)
    if end == at:
        return at
    per = _PER.match(text, end)
    return per.end() if per else end


@lru_cache(maxsize=4096)
def people_spelled_out(text: str) -> str:
    """The text with people in few letters spelled out: "kết nạp bao nhiêu đ.viên" → "… đảng viên"."""
    return _SHORT.sub(lambda found: " " * found[0].startswith(" ") + spelled(found[0]), text)


def spelled(unit: str) -> str:
    """The unit as it is kept: "trđ" → "triệu đồng", "1.000 con" → "nghìn con", "Ha" → "ha"."""
    unit = " ".join(unit.split())
    unit = re.sub(r"^1\.?000\s?(?=\w)", "nghìn ", unit)
    short = _SPELLED.get(unit.lower())
    if short:
        return short
    if unit[:1].isupper() and not unit.isupper():
        unit = unit[:1].lower() + unit[1:]
    return "ha" if unit == "HA" else unit


def base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """The same in base units: 730.734 triệu đồng → 730734000000 đồng; 65 tạ/ha → 6500 kg/ha."""
    factor, name = _in_base(unit)
    return value * factor, name


@lru_cache(maxsize=4096)
def _in_base(unit: str) -> tuple[Decimal, str]:
    """How many of the base unit one of `unit` is, and what that is called."""
    whole, slash, per = unit.partition("/")
    words = whole.split()
    factor = Decimal(1)
    while words and words[0] in _SCALE:
        factor *= _SCALE[words.pop(0)]
    name = " ".join(words).replace("²", "2").replace("³", "3")
    if not name and factor != 1:
        name = "đồng"
    measure = MEASURES.get(name.lower())
    if measure:
        factor, name = factor * measure[2], measure[1]
    return factor, f"{name}{slash}{per}"


_TIMES = frozenset({"giờ", "ngày", "tháng", "quý", "năm"})
COUNTED_CLASSES = ("count", "person", "case")  # what is counted, not measured


@lru_cache(maxsize=4096)
def unit_class(unit: str) -> str:
    """area, money, percent, person, case, mass, length, volume; "count" for the rest and for ""."""
    name = unit.lower().replace("²", "2").replace("³", "3").strip()
    whole, _, per = name.partition("/")
    words = whole.split()
    scaled = bool(words) and words[0] in _SCALE
    while words and words[0] in _SCALE:
        words.pop(0)
    name = " ".join(words)
    if name in MEASURES:
        kind = MEASURES[name][0]
        return "count" if per and kind != "money" and per not in _TIMES else kind  # a yield is no mass
    if (scaled and not name) or name in ("tiền", "đ"):
        return "money"
    if name in _PEOPLE or name.startswith(_PEOPLE_OF_A_KIND):
        return "person"
    return "case" if name in _CASES or name.startswith(_CASES_OF_A_KIND) else "count"
