"""How periods are written, as patterns over flat text (lower case, no diacritics). Tables, not logic."""

from __future__ import annotations

import re

WORDS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "muoi mot": 11, "muoi hai": 12, "nhat": 1, "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
# With diacritics only these spellings are meant: "thẳng 5" is no month, "Nam 2023" (a name) no year.
# "đâu" and "đàu" are slips for "đầu" that no other word makes sense of between "tháng" and "năm".
SPELLINGS = frozenset(
    {
        "tháng", "năm", "quý", "quí", "đầu", "đâu", "đàu", "cuối", "nửa", "cả", "trọn", "toàn", "giai",
        "đoạn", "gđ", "nhiệm", "kỳ", "kì", "thời", "từ", "đến", "tới", "của", "ngày", "hết", "tính", "ngân",
        "sách", "tài", "chính", "kế", "hoạch", "một", "nhất", "bốn", "tư", "sáu", "bảy", "tám", "chín",
        "mười", "và", "các", "bán", "niên",
    }
)  # fmt: skip
YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d)"
# "6T/23", "quý 2/24": two digits are a year only right after the mark of a part of one.
_SHORT_YEAR = r"(?:(?<=/)|(?<=\dt))[23]\d(?!\d|[.,/%]|\s*(?:thang|nam|quy)\b)"
_ANY_YEAR = rf"(?P<year>{YEAR}|{_SHORT_YEAR})"
_COUNT = r"(?:1[0-2]|0?[1-9]|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi(?:\s+(?:mot|hai))?)"
_OF_THE_YEAR = r"(?:\s+(?:cua\s+)?nam\b)?"
_SPAN = (
    rf"(?:(?P<count>{_COUNT})\s*(?:thang\b|thg?\b|t(?![^\W\d_]))(?:\s*(?P<end>dau|cuoi)\b{_OF_THE_YEAR})?"
    rf"|(?P<quarters>2|3|hai|ba)\s+qu[yi]\s+(?P<edge>dau|cuoi)\b{_OF_THE_YEAR}"
    rf"|nua\s+(?:nam\s+)?(?P<half>dau|cuoi|sau)\b{_OF_THE_YEAR}|nua(?=\s+nam\b)|\bban\s+nien\b)"
)
_ONE_QUARTER = r"(?:iv|i{1,3}|0?[1-4]|mot|nhat|hai|ba|bon|tu)\b"
_QUARTER = (
    rf"(?:\bqu[yi]\s*\.?\s*|\bq\.?\s*)(?P<quarter>{_ONE_QUARTER})"
    r"|\bqu[yi]\s+(?P<which>dau|cuoi)\s+(?:cua\s+)?nam\b"
)
# "trợ cấp hằng tháng năm 2025" is of the year.
_MONTH = rf"(?:(?<!hang )\bthang\s+|\bt(?:h|hg)?\.?(?=\d))(?P<month>{_COUNT})"
_WHOLE = r"(?:(?:\b(?:ca|tron|toan)\s+)?\bnam(?:\s+(?:ngan\s+sach|tai\s+chinh|ke\s+hoach))?(?![^\W\d_])|\bn(?=20\d\d))"
_OF_YEAR = (
    r"(?:\s*[/-]\s*|\.(?=\d)|\s*,?\s*\(?(?:cua\s+)?(?:cac\s+|ca\s+|hai\s+|ba\s+)*nam\s*|\s+\(?|(?<=\dt))"
)
DASH = r"\s*(?:-|–|—|den(?:\s+nam)?|toi)\s*"

DATED = re.compile(
    rf"(?:(?<![\w./,-])(?P<span>{_SPAN}{_OF_YEAR})|(?P<q>(?:{_QUARTER}){_OF_YEAR})|(?P<m>{_MONTH}{_OF_YEAR})"
    rf"|(?P<whole>{_WHOLE}\s*)){_ANY_YEAR}"
)
# "tháng 1 đến tháng 6/2023", "quý I, II và III năm 2024"
MONTH_RANGE = re.compile(
    rf"\bthang\s+(?P<first>{_COUNT})\s*(?:-|–|den|toi)\s*(?:het\s+)?(?:thang\s+)?(?P<last>{_COUNT}){_OF_YEAR}"
    rf"{_ANY_YEAR}"
)
QUARTER_LIST = re.compile(
    rf"\bqu[yi]\s+(?P<list>{_ONE_QUARTER}(?:\s*(?:,|;|-|–|va)\s*(?:qu[yi]\s+)?{_ONE_QUARTER})+){_OF_YEAR}"
    rf"{_ANY_YEAR}"
)
QUARTER_IN_LIST = re.compile(_ONE_QUARTER)
STAGE = re.compile(
    rf"\b(?:giai\s+doan|gd|nhiem\s+k[yi]|thoi\s+k[yi]|tu\s+nam|tu|\d+\s+nam|nam)\s*[(,]?\s*(?:tu\s+)?(?:nam\s+)?"
    rf"(?P<first>{YEAR}){DASH}(?P<last>{YEAR})"
)
DATE = re.compile(
    rf"(?<![\d/.-])(?:ngay\s+)?(?P<day>\d\d?)(?:\s+thang\s+|\s*(?P<mark>[/.-])\s*)(?P<month>\d\d?)"
    rf"(?:\s*,?\s*nam\s+|(?(mark)\s*(?P=mark)\s*|\s*[/,.-]\s*))(?P<year>{YEAR})"
)
DATE_RANGE = re.compile(r"\s*(?:-|–|—|(?:cho\s+)?den(?:\s+het)?)\s*(?:ngay\s+)?")
# A date whose day was left open for the pen, a school year: no period is meant.
NO_PERIOD = re.compile(
    rf"ngay[\s.…_]*thang\s*\d*[\s./]*(?:nam\s*)?{YEAR}|\bnam\s+hoc\s+\d{{4}}(?:{DASH}\d{{4}})?"
)
KIND = re.compile(
    rf"(?:(?<![\w./,-])(?P<span>{_SPAN})|(?P<q>{_QUARTER})|(?P<m>{_MONTH}(?!\d))|(?P<whole>\b(?:ca"
    rf"|tron)\s+nam\b))"
    rf"(?!\s*[/-]?\s*\d{{3}})"
)
# "phạt tù 6 tháng", "trẻ dưới 6 tháng tuổi": a length of time, no part of a year.
A_DURATION_AFTER = re.compile(r"\s*(?:tuoi|tu\b|lan\b|mot\s+lan|luong|tro\s+len|/\s*lan)")
A_DURATION_BEFORE = re.compile(r"\b(?:duoi|tren|moi|thoi\s+han|han|sau|qua|tu)\s+$")
LIKE_THE_ONE_BEFORE = re.compile(rf"\s*(?:,|va|voi|so\s+voi|hay|hoac|;)\s*(?P<year>{YEAR})")
JOINED = re.compile(r"\s*(?:,|va|voi|so\s+voi|hay|hoac|-|–|;)?\s*(?:cua\s+)?")
ONLY_UNTIL = re.compile(r"(?<!tinh )\b(?:den|tam nhin)\s+$")
BEFORE_THE_SOUTH = frozenset(("viet", "mien", "phia"))
BARE_YEAR = re.compile(
    r"(?<![\w./,-])(?P<year>20\d\d)(?!\w|[.,/-]\d|\s*%"
    r"|\s*(?:con|ha|ho|nguoi|vu|trieu|ty|nghin|dong|tan|ta|kg|km|m2|m3|cay|luot|hoc|truong)\b)"
)
BARE_MONTH = re.compile(r"(?<![\w./,-])(?<!so )(?P<month>0?[1-9]|1[0-2])/(?P<year>20\d\d)(?![\w/-]|[.,]\d)")
