"""Quantities as Vietnamese prints them: "36.340 ha", "14/14 xã", "hơn 1,2 nghìn tỷ đồng".

Dates, periods and the numbers of papers, places, grades and appendices are no quantities: each number is judged by
its own shape, by the words right before it, and by whether a unit or a counted noun follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from index_store.language.units import MEASURES, base, count_nouns, spelled, unit_class, unit_end

__all__ = ["MEASURES", "Quantity", "count_nouns", "find_quantities", "parse_number", "unit_class"]

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?(?:\.\d{1,2}(?!\d))?"
_FRACTION = re.compile(
    rf"(?<![\w.,])(?<!\d/)(?P<value>{_NUMBER})(?P<denominator>\s?/\s?(?:{_NUMBER}))?(?![\d/]|[.,]\d)"
)
# Digits that name a day, a stretch of time, a paper or a scale, whatever stands before them.
_SHAPE = re.compile(
    r"""
    \d{1,2}\s?(?P<s>[/.-])\s?\d{1,2}\s?(?P=s)\s?(?:19|20)\d\d(?!\d)
  | (?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?!\d)
  | (?:19|20)\d\d\s*[-–/]\s*(?:(?:19|20)\d\d|\d\d)(?!\d|[.,]\d)
  | \d{1,2}\s+(?:tháng|quý)(?!\w)(?!\s+tuổi)(?:\s+(?:đầu|cuối)\s+năm)?(?:\s+(?:19|20)\d\d(?!\d|[.,]\d))?
  | \d{1,2}T(?:/\d{4})?(?!\w) | \d{1,2}h\d{0,2}(?!\w)
  | \d+(?:\s*,\s*\d+)*\s?[-/]\s?(?:[A-ZĐ]{2,}|[A-ZĐ]+[/-][A-ZĐ]|[A-ZĐ][A-Za-zĐđ]+/)[\w/Đđ-]*
  | \d+/(?:19|20)\d\d/[A-ZĐ][\w/Đđ-]* | \d+/20\d\d(?!\d)
  | 1/(?:500|1\.?000|2\.?000|5\.?000|10\.?000)(?!\d)
  | \d{1,2}\s+năm(?!\w)(?!\s+(?:19|20)\d\d)
  | \d{1,2}(?:\s*(?:-|–|đến)\s*\d{1,2})?\s+sao(?!\w)
  | \d{1,2}\s+(?:đến|-)\s+(?:dưới\s+)?\d{1,2}\s+(?:tháng\s+)?tuổi(?!\w)
  | (?<=\()\d{1,3}(?:,\s?\d{1,3})+(?=\))
    """,
    re.X,
)
# The words before: what they number is a name, even where a noun follows ("thôn 2 xã Liên Hiệp").
_NAMES = frozenset(
    "ngày|tháng|tuần|khóa|khoá|lớp|thôn|ấp|tổ|buôn|tiểu khu|khu phố|tổ dân phố|đợt|lần|thứ|vòng|giai đoạn|số nhà|"
    "thế kỷ|phụ lục|biểu|biểu số|trang|chú thích|quốc lộ|tỉnh lộ|huyện lộ|ql|đt|tl|điều|chương|"
    "ban chỉ đạo|bcđ|đề án|năm|năm học|niên vụ|hạng|bậc|covid|tập|quyển|nghị quyết số|quyết định số|kế hoạch số|hội nghị|"
    "mức độ|cấp độ|hotline|điện thoại|quý|vành đai|ngõ|hẻm|zone".split("|")
)
_NO_NAMES = frozenset(
    {"nông thôn", "quy tập", "học tập", "luyện tập"}
)  # though the last word alone may be one
# The same unless a unit or a counted noun follows: "Nghị quyết 18", "loại 4", but "kế hoạch 12 xã", "cấp 74 giấy".
_MAYBE_NAMES = frozenset(
    "số|văn bản|công văn|chương trình|nghị quyết|nghị định|quyết định|chỉ thị|kết luận|thông tư|kế hoạch|thông báo|"
    "quy định|hướng dẫn|trung ương|loại|mức|cấp|nhóm|khu|khu vực|vùng|mẫu|bảng|hình|phần|mục|khoản|điểm|kỳ|"
    "đường|tuyến|đại đội|tiểu đoàn|trường|tiêu chí|xã|huyện|phường|lệnh|pháp lệnh|luật|"
    "công nghệ|công nghiệp|nhiệm kỳ".split("|")
)
_COUNTED_AFTER = frozenset(
    "tổng số|nhân số|với số|thiểu số|dân số|đa số|chỉ số|cùng kỳ|cuối kỳ|đầu kỳ|trong kỳ|thị trường|nhà trường|trợ cấp"
    "|cung cấp|phân loại|xếp loại|mô hình|loại hình|hạng mục|tài khoản|chuyển tuyến|trực tuyến|địa điểm|tác xã".split(
        "|"
    )
)
_DAY_BEFORE = frozenset(
    "ngày|lễ|dịp|từ|đến|trước|sau|khánh|niệm|hết|tết|mùng|hôm|”|\"|bác hồ".split("|")
)  # fmt: skip
_VALUE_BEFORE = frozenset(
    "đạt|là|có|được|còn|thành|bằng|đó|với|xếp|hạng|thứ|quyết|lý|số|công|dỡ|giao|nhận|cho|tại|ở".split("|")
)
_OF_A_YEAR = frozenset({"hoạch năm", "toán năm", "kh năm", "dt năm", "tiêu năm"})
_LABEL = re.compile(r"\s*\(?\d{1,2}(?:\.\d{1,2})*\s?[.)/]\s+(?=[^\W\d_]|[“\"])")
_AGES = frozenset(("dưới", "trên", "từ", "đủ", "đến"))
_YEAR = re.compile(r"(?:19|20)\d\d")
_CHAINED = re.compile(r"\s*(?:[,;/–-]|và|đến)\s*")
# Thousands parted by blanks, as some write them: only where a unit follows, for a list of numbers looks the same.
_SPACED = re.compile(r"(?<!\d )\d{1,3}(?: \d{3})+(?:,\d+)?(?![\d/]|[.,]\d| \d)")
_COMPOUND = re.compile(r"(\d{1,3}) tỷ (\d{1,3}(?:,\d+)?) triệu(?: đồng| đ)?(?!\w)")


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
    """The value of one printed number: "1.234,5" → 1234.5, "36.340" and "36 340" → 36340, "05" → 5, "64.1" → 64.1.

    Raises decimal.InvalidOperation when `printed` is no number.
    """
    printed = printed.replace(" ", "")
    if "," in printed or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", printed):
        printed = printed.replace(".", "").replace(",", ".")
    return Decimal(printed)


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of a text, in order, none overlapping; [] when there is none. Raises nothing.

    text: NFC, as printed. "14/14 xã" has denominator 14; "41.163m2" needs no blank; in "9 - 10 sản phẩm" and
    "từ 12 lên 15 vụ" the first number has the unit of the second.
    """
    label = _LABEL.match(text)
    at = label.end() if label else 0
    named = -1  # where the last number that is a name ended: "51, 52, 53" are names together
    found: list[Quantity] = []
    while match := _FRACTION.search(text, at):
        shape = _SHAPE.match(text, match.start())
        if shape:
            at = named = max(shape.end(), match.start() + 1)
            continue
        if spaced := _spaced(text, match):
            found.append(spaced)
            at = spaced.end
            continue
        end = unit_end(text, match.end())
        bare = end == match.end()
        at = match.end()
        chained = named >= 0 and _CHAINED.fullmatch(text, named, match.start()) is not None
        if (bare and (chained or _is_glued(text, at))) or _is_name(text, match, bare):
            named = at
            continue
        found.append(_quantity(text, match, end))
        at = found[-1].end
    return [_ranged(q, following, text) for q, following in zip_longest(found, found[1:])]


def _spaced(text: str, match: re.Match[str]) -> Quantity | None:
    """ "150 000 triệu đồng" as one quantity, where the number that `match` found begins such a one."""
    grouped = _SPACED.match(text, match.start()) if text[match.end() : match.end() + 1] == " " else None
    if grouped is None or _is_name(text, match, False):
        return None
    end = unit_end(text, grouped.end())
    if end == grouped.end():
        return None
    value, unit = parse_number(grouped[0]), spelled_unit(text[grouped.end() : end])
    return Quantity(grouped.start(), end, text[grouped.start() : end], value, unit, *base(value, unit))


def _is_glued(text: str, end: int) -> bool:
    """ "28B", "30a": a name; also "(1)" and "2)", which count an enumeration."""
    return text[end : end + 1].isalpha()


def _is_name(text: str, match: re.Match[str], bare: bool) -> bool:
    """Whether the number names something: by its size, what stands before it, and no unit after it (bare)."""
    start, value = match.start(), match["value"]
    if start and text[start - 1] in "-–" and text[start - 2 : start - 1].isalpha():
        return True  # "COVID-19"
    if bare and value.isdigit() and len(value) < 3 and text[match.end() : match.end() + 1] == ")":
        if not _in_words_of_a_bracket(text, start) and _NUMBERS_A_LIST.search(text[:start]):
            return True  # "(1) …", "; 2) …", but "(cùng kỳ: 22)"
    if not value.isdigit() and value != "4.0":
        return False
    words = re.split(r"[^\w”\"]+", text[max(0, start - 28) : start].lower().rstrip(" "))
    last, two, three = words[-1], " ".join(words[-2:]), " ".join(words[-3:])
    if text[start - 1 : start] not in ("", " ", "(", "“", '"', "”"):
        last = two = three = ""
    if match["denominator"]:
        return bare and _is_day(match, last)
    if _YEAR.fullmatch(value) and (bare or last in ("năm", "tháng", "quý")):
        return bool(last) or text.strip() != value
    if len(value) > 3:
        return bare and last in ("số", "quyết", "định") and two != "tổng số"
    if last == "thứ" or last == "hạng":
        return two not in ("xếp thứ", "đứng thứ", "xếp hạng", "đứng hạng")
    if last == "tháng" and int(value) > 12:
        return False
    if two in _OF_A_YEAR or (last == "năm" and not bare):
        return False  # "kế hoạch năm 770 ha": no year has fewer than four digits
    if not bare and two in _NO_NAMES:
        return False
    if last in _NAMES or two in _NAMES or three in _NAMES:
        return text[match.end() : match.end() + 1] != "%" and not (last == "tổ" and two == "dân tổ")
    if two in _COUNTED_AFTER:
        return False
    if value == "1" and last in ("trên", "mỗi") and text.startswith((" ha", "ha", " đơn vị"), match.end()):
        return True  # "giá trị sản phẩm trên 1 ha"
    if two == "chương trình" and text.startswith((" triệu cây", " tỷ cây"), match.end()):
        return True
    if not bare and last in _AGES and text.startswith((" tuổi", " tháng tuổi"), match.end()):
        return True
    return bare and (last in _MAYBE_NAMES or two in _MAYBE_NAMES)


_NUMBERS_A_LIST = re.compile(r"(?:^|\(|[;:.]\s*)$")


def _in_words_of_a_bracket(text: str, at: int) -> bool:
    opened = text.rfind("(", 0, at)
    return opened > text.rfind(")", 0, at) and bool(text[opened + 1 : at].strip())


def _is_day(match: re.Match[str], last: str) -> bool:
    """ "19/5" without a unit: a day, unless a word before it speaks of a result."""
    day, month = match["value"], match["denominator"].strip(" /")
    if not (day.isdigit() and month.isdigit() and len(month) <= 2 and len(day) <= 2):
        return False
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return False
    return last in _DAY_BEFORE or last not in _VALUE_BEFORE


def _quantity(text: str, match: re.Match[str], end: int) -> Quantity:
    start = match.start()
    compound = _COMPOUND.match(text, start)
    if compound:  # "1 tỷ 250 triệu đồng"
        end = compound.end()
        value = parse_number(compound[1]) * 1000 + parse_number(compound[2])
        unit = "triệu đồng"
    else:
        value, unit = parse_number(match["value"]), spelled_unit(text[match.end() : end])
    whole = match["denominator"] if not compound else None
    value_base, unit_base = base(value, unit)
    return Quantity(
        start, end, text[start:end], value, unit, value_base, unit_base,
        parse_number(whole.strip(" /")) if whole else None,
    )  # fmt: skip


def spelled_unit(printed: str) -> str:
    """The unit after a number, short forms spelled out; a counted noun keeps its letters."""
    unit = printed.strip()
    known = spelled(unit)
    short = unit.isupper() or not unit.replace(" ", "").isalpha()
    return known if short or unit_class(known) not in ("count", "person", "case") else unit


_RANGE = re.compile(r"\s*(?:-|–|đến|hoặc|lên|xuống|xuống còn|lên thành|lên đến)\s*")


def _ranged(quantity: Quantity, following: Quantity | None, text: str) -> Quantity:
    if quantity.unit or following is None or not following.unit:
        return quantity
    if not _RANGE.fullmatch(text, quantity.end, following.start):
        return quantity
    value_base, unit_base = base(quantity.value, following.unit)
    return Quantity(
        quantity.start, quantity.end, quantity.printed, quantity.value, following.unit, value_base, unit_base,
        quantity.denominator,
    )  # fmt: skip
