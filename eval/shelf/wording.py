"""How questions name a unit, a period, an issuer; and how hurried people write."""

from __future__ import annotations

import re
from random import Random

from eval.shelf.reports import Report
from eval.shelf.world import Place
from index_store.language.text import fold
from index_store.records import Period

ORDERS = (  # {u} unit, {p} period, {q} what is asked
    "{p}, {u} {q}?", "{u} {p} {q}?", "{u} {q} trong {p}?", "{p} {q} ở {u}?", "Cho hỏi {u} {p} {q}?",
    "{u}: {p} {q}?", "Theo báo cáo {p} của {u} thì {q}?", "{q} tại {u}, {p}?",
)  # fmt: skip
ABOUT = (  # {x} the indicator's name
    "{x} {p} của {u} là bao nhiêu?", "Cho biết {x} của {u} {p}", "{x} của {u} {p}?",
    "{u} {p} có {x} bao nhiêu?", "Tôi cần {x} {p} ở {u}",
)  # fmt: skip
_SHORTER = (  # what offices abbreviate
    ("6 tháng đầu năm", "6T"), ("9 tháng đầu năm", "9T"), ("ngân sách nhà nước", "NSNN"), ("ngân sách", "NS"),
    ("bảo hiểm y tế", "BHYT"), ("giải phóng mặt bằng", "GPMB"), ("quyền sử dụng đất", "QSDĐ"),
    ("giấy chứng nhận", "GCN"), ("nông thôn mới", "NTM"), ("thủ tục hành chính", "TTHC"),
    ("tai nạn giao thông", "TNGT"), ("giao thông nông thôn", "GTNT"), ("hợp tác xã", "HTX"),
    ("doanh nghiệp", "DN"), ("an toàn thực phẩm", "ATTP"), ("trung học phổ thông", "THPT"),
    ("bảo trợ xã hội", "BTXH"), ("phạm pháp hình sự", "PPHS"), ("sốt xuất huyết", "SXH"),
    ("khám, chữa bệnh", "KCB"), ("đầu tư công", "ĐTC"), ("giá trị sản xuất", "GTSX"), ("kế hoạch", "KH"),
    ("đảng viên", "ĐV"), ("thành phố", "TP."), ("thị xã", "TX."), ("huyện ", "H. "), ("diện tích", "DT"),
    ("lao động", "LĐ"), ("bao nhiêu", "bn"), ("cùng kỳ", "CK"), ("Ủy ban nhân dân", "UBND"),
)  # fmt: skip
_NEIGHBOURS = {"a": "s", "e": "r", "h": "j", "i": "o", "n": "m", "o": "p", "t": "y", "u": "i", "g": "h"}


def unit_words(place: Place, places: set[Place], random: Random) -> str:
    """The unit as a question names it: with its province where another one is named alike, at times without
    its level where no other name holds this one.
    """
    twins = [p for p in places if p.name == place.name and p != place and p.province != place.province]
    if twins:
        return f"{place.full_name}{random.choice((', tỉnh ', ' tỉnh ', ' thuộc tỉnh '))}{place.province}"
    alike = place.level == "tỉnh" or any(
        p != place and (p.name in place.name or place.name in p.name) for p in places
    )
    return place.name if not alike and random.random() < 0.2 else place.full_name


def period_words(period: Period, random: Random) -> str:
    """ "6 tháng đầu năm 2023", "nửa đầu năm 2023", "quý 1 năm 2024", "cả năm 2023"."""
    year, month = period.year, period.end.month
    match period.kind:
        case "6_thang" if period.start.month == 1:
            return random.choice(
                (period.label, period.label, f"nửa đầu năm {year}", f"sáu tháng đầu năm {year}")
            )
        case "9_thang":
            return random.choice((period.label, f"9 tháng năm {year}", f"chín tháng đầu năm {year}"))
        case "quy":
            return random.choice((period.label, f"quý {(month - 1) // 3 + 1} năm {year}"))
        case "thang":
            return random.choice((period.label, f"tháng {month} năm {year}"))
        case "nam":
            return random.choice((period.label, f"cả năm {year}"))
    return period.label


def clipped_period(period: Period) -> str:
    year, month = period.year, period.end.month
    match period.kind:
        case "6_thang":
            return f"6T/{year}"
        case "9_thang":
            return f"9T/{year}"
        case "quy":
            return f"Q{(month - 1) // 3 + 1}/{year}"
        case "thang":
            return f"T{month}/{year}"
    return str(year)


def issuer_words(report: Report, random: Random) -> str:
    """To be put before a question about a period that two issuers report on."""
    who = f"{report.issuer} {report.place.name}" if random.random() < 0.3 else report.issuer
    return random.choice((f"theo báo cáo của {who}", f"trong báo cáo của {who}", f"{who} báo cáo"))


def said(text: str) -> str:
    """With a capital and single blanks."""
    text = re.sub(r"\s+", " ", text).strip()
    return text[:1].upper() + text[1:]


def without_diacritics(text: str) -> str:
    return fold(text)


def abbreviated(text: str, random: Random) -> str:
    """With what offices abbreviate; unchanged when nothing in it can be."""
    for words, short in _SHORTER:
        if random.random() < 0.85:
            text = re.sub(rf"(?<!\w){words}", short, text, flags=re.I)
    return text


def mistyped(text: str, random: Random) -> str:
    """One or two words with a slip of the fingers; numbers stay as they are."""
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) >= 3 and word.isalpha() and word.islower()]
    for i in random.sample(long, min(len(long), 1 + (len(long) > 5))):
        words[i] = _slip(words[i], random)
    return " ".join(words)


def _slip(word: str, random: Random) -> str:
    at = random.randrange(len(word) - 1)
    match random.randrange(5):
        case 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 1:
            return word[: at + 1] + word[at] + word[at + 1 :]
        case 2 if len(word) > 3:
            return word[:-1]
        case 3:
            return fold(word)
    return "".join(_NEIGHBOURS.get(c, c) if i == at else c for i, c in enumerate(word))
