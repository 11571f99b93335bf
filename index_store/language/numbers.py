"""Quantities as Vietnamese prints them: "36.340 ha", "14/14 xã", "hơn 1,2 nghìn tỷ đồng".

Dates, periods and the numbers of papers, places and appendices are no quantities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?(?:\.\d{1,2}(?!\d))?"
_FRACTION = re.compile(
    rf"(?<![\w.,])(?<!\d/)(?P<value>{_NUMBER})(?P<denominator>\s?/\s?(?:{_NUMBER}))?(?![\d/]|[.,]\d)"
)

# Digits that name a day, a stretch of time, a paper, a place or an order; read before quantities.
_NOT_QUANTITY = re.compile(
    r"""
    ngày\s+\d{1,2}\s*(?:tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?|[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{2,4})?)?
  | (?<![\d.,/])\d{1,2}[/-]\d{1,2}[/-]\d{4}
  | (?<![\d.,/])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?!\d)
  | (?<=lễ\s)\d{1,2}/\d{1,2}(?:\s*-\s*\d{1,2}/\d{1,2})? | [“"]\s?\d{1,2}/\d{1,2}
  | (?<![\d.,/])(?:19|20)\d\d\s*[-–]\s*(?:19|20)?\d\d(?![\d.,])
  | (?i:tháng|tuần|kỳ|khóa|khoá|quý|thế\s+kỷ)\s+\d{1,2}(?:\s*[-–,/]\s*\d{1,4})*(?![\d%]|[.,]\d)
  | (?i:năm(?:\s+học)?)\s+(?:19|20)\d\d(?:\s*[-–,/]\s*(?:19|20)\d\d)*(?![\d%]|[.,]\d)
  | (?<![\d.,/])\d{1,2}\s+(?:tháng|quý)(?!\w) | (?<!\w)\d{1,2}T(?:/\d{4})?(?!\w)
  | số\s*:?\s*\d+(?:\s*,\s*\d+)*\s*[-/]\s*[A-ZĐ0-9][\w/-]* | (?<![\w.,])\d+\s?[-/]\s?(?:[A-ZĐ][A-Za-zĐđ]*|\d{4}/)[\w/Đđ-]*
  | (?i:phụ\s+lục|biểu|mẫu|chú\s+thích|trang|mục|phần|điều|khoản|điểm|bảng|hình)\s+(?:số\s+)?\d+(?:[.,]\d+)*
  | (?i:văn\s+bản|công\s+văn|chương\s+trình|nghị\s+quyết|nghị\s+định|quyết\s+định|chỉ\s+thị|kết\s+luận|thông\s+tư|kế\s+hoạch|đề\s+án|thông\s+báo|quy\s+định|hướng\s+dẫn|trung\s+ương)\s+(?:số\s+)?\d+(?:\s*,\s*\d+)*(?!\s*(?:%|triệu|tỷ|ha|người|đồng|cuộc|văn|bản))
  | (?:tỷ\s+lệ|tỉ\s+lệ)\s+1\s?/\s?\d[\d.]* | (?<![\d.,])1/(?:500|1\.?000|2\.?000|5\.?000|10\.?000)(?!\d)
  | (?i:loại|mức|cấp|hạng|đợt|lần|lần\s+thứ|thứ|tổ|khu|thôn|ấp|lớp|vòng|giai\s+đoạn|số\s+nhà)\s+\d{1,2}(?![\d.,%]|\s*(?:%|triệu|tỷ|ha|m2|km|hộ|người))
  | (?i:đường|quốc\s+lộ|tỉnh\s+lộ|QL|ĐT|TL|tuyến)\.?\s*\d+[A-Z]?(?:\s*,\s*\d+[A-Z]?)*(?![\d.%]|,\d|\s*(?:%|triệu|tỷ|ha|m2|km|hộ|người))
  | công\s+nghệ\s+\d\.\d | (?:covid|Covid|COVID)-?\s?19 | (?<!\w)[A-Za-zĐđ]+-?\d+[A-Za-z]?(?!\w)
  | (?<![\d.,/])20[0-4]\d(?![\d.,/%])(?=\s*(?:[).;:,…]|$|là|và|so|của|trên|toàn|có|đã|về|đạt|ước|\())
    """,
    re.X,
)
_SCALE = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
MEASURES: dict[str, tuple[str, str, Decimal]] = {  # as printed → class, base unit, factor
    "ha": ("area", "m2", Decimal(10**4)),
    "hecta": ("area", "m2", Decimal(10**4)),
    "héc-ta": ("area", "m2", Decimal(10**4)),
    "héc ta": ("area", "m2", Decimal(10**4)),
    "mét vuông": ("area", "m2", Decimal(1)),
    "m2": ("area", "m2", Decimal(1)),
    "km2": ("area", "m2", Decimal(10**6)),
    "m3": ("volume", "m3", Decimal(1)),
    "ki-lô-mét": ("length", "m", Decimal(1000)),
    "ki lô mét": ("length", "m", Decimal(1000)),
    "km": ("length", "m", Decimal(1000)),
    "mét": ("length", "m", Decimal(1)),
    "m": ("length", "m", Decimal(1)),
    "tấn": ("mass", "kg", Decimal(1000)),
    "tạ": ("mass", "kg", Decimal(100)),
    "kg": ("mass", "kg", Decimal(1)),
    "%": ("percent", "%", Decimal(1)),
    "phần trăm": ("percent", "%", Decimal(1)),
    "điểm phần trăm": ("percent", "điểm %", Decimal(1)),
    "điểm %": ("percent", "điểm %", Decimal(1)),
    "đồng": ("money", "đồng", Decimal(1)),
}
_UNIT = re.compile(
    r"\s?(?P<per>tạ/ha|tấn/ha|kg/người)(?!\w)"
    r"|\s?(?P<money>(?:nghìn|ngàn|triệu|tỷ|tỉ)(?:\s(?:nghìn|ngàn|triệu|tỷ|tỉ))?(?:\s(?:đồng|đ(?!\w)|con|cây|lượt|người))?|đồng(?!\schí))(?!\w)"
    r"|\s?(?P<measure>mét\svuông|ki[-\s]lô[-\s]mét|điểm\s(?:phần\străm|%)|phần\străm|%|km2|km²|m2|m²|m3|m³|ha|hecta|héc[-\s]ta|km|kg|tấn|tạ|mét|m)(?!\w)"
)
_PEOPLE = frozenset(
    "người|đảng viên|hội viên|đoàn viên|học sinh|học viên|lao động|công dân|thanh niên|đối tượng|đồng chí|cán bộ|cá nhân|giáo viên|"
    "công chức|viên chức|bệnh nhân|quần chúng|nhân khẩu|du khách|khách|sinh viên|chiến sĩ|đại biểu|trẻ em|phụ nữ|hộ dân".split(
        "|"
    )
)
_CASES = frozenset("vụ|vụ việc|trường hợp|ca|ca bệnh|việc|vụ án".split("|"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at text[start:end]; base: the same in the unit that its class is compared in."""

    start: int
    end: int
    printed: str
    value: Decimal
    unit: str
    value_base: Decimal
    unit_base: str
    denominator: Decimal | None = None


def parse_number(printed: str) -> Decimal:
    """The value of one printed number: "1.234,5" → 1234.5, "36.340" → 36340, "05" → 5, "64.1" → 64.1.

    Raises decimal.InvalidOperation when `printed` is no number.
    """
    if "," in printed or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", printed):
        printed = printed.replace(".", "").replace(",", ".")
    return Decimal(printed)


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


_WORD = re.compile(r"\s?([^\W\d_]+)")


def _noun_after(text: str, at: int) -> int:
    """Where the noun that is counted ends; `at` when none follows directly."""
    words: list[tuple[str, int]] = []
    place = at
    for _ in range(5):
        match = _WORD.match(text, place)
        if match is None:
            break
        words.append((match.group(1).lower(), match.end()))
        place = match.end()
    if not words:
        return at
    for noun in _nouns_by_first().get(words[0][0], ()):
        if tuple(w for w, _ in words[: len(noun)]) == noun:
            return words[len(noun) - 1][1]
    return at


def _base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    factor = Decimal(1)
    rest: list[str] = []
    for word in unit.split():
        if word in _SCALE and not rest:
            factor *= _SCALE[word]
        else:
            rest.append(word)
    name = " ".join(rest).replace("²", "2").replace("³", "3")
    if name in ("đ", "") and factor != 1:
        name = "đồng"
    measure = MEASURES.get(name)
    if measure:
        return value * factor * measure[2], measure[1]
    return value * factor, name


def unit_class(unit: str) -> str:
    """area, money, percent, person, case, mass, length, volume; "count" for the rest and for ""."""
    name = unit.lower().replace("²", "2").replace("³", "3").strip()
    if name in MEASURES:
        return MEASURES[name][0]
    first = name.split(" ")[0] if name else ""
    if first in _SCALE or name.endswith("đồng") or first == "tiền":
        tail = name.split(" ")[-1]
        return "money" if tail in (*_SCALE, "đồng", "đ", "tiền") else unit_class(tail)
    if name in _PEOPLE or any(name.startswith(f"{p} ") for p in _PEOPLE):
        return "person"
    if name in _CASES:
        return "case"
    return "count"


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of a text, in order, none overlapping; [] when there is none. Raises nothing.

    text: NFC, as printed. "14/14 xã" has denominator 14; "41.163m2" needs no blank.
    """
    masked = _NOT_QUANTITY.sub(lambda m: re.sub(r"\d", "_", m.group()), text)
    found = []
    for match in _FRACTION.finditer(masked):
        end = match.end()
        unit_match = _UNIT.match(text, end)
        denominator = None
        if match["denominator"]:
            denominator = parse_number(match["denominator"].strip(" /"))
        end = unit_match.end() if unit_match else _noun_after(text, end)
        if end == match.end() and re.match(r"[A-Za-zĐđ]", text[end : end + 1]):
            continue  # "28B": a name
        value = parse_number(match["value"])
        unit = text[match.end() : end].strip()
        if unit == "đ":
            unit = "đồng"
        value_base, unit_base = _base(value, unit)
        found.append(
            Quantity(
                match.start(), end, text[match.start() : end], value, unit, value_base, unit_base, denominator
            )
        )
    return found
