"""What can be asked instead: the figures nearest to a question that has no answer, as questions. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.rank import Evidence
from index_store.language.numbers import unit_class
from index_store.language.sentences import clause_spans
from index_store.language.text import fold
from index_store.records import Figure, Report
from prompts import sentence

MOST = 3
MOST_WORDS = 14
# Where the words of one figure end and those of another thing begin.
_CUT = re.compile(
    r"[,;:()–|]|\.(?=\s|$)|\s-\s|(?<!\w)(?:trong đó|đồng thời|cùng thời gian|so với|trong số)(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<!\w)\d[\d.,]*(?:/\d[\d.,]*)?\s*%?(?!\d|\w|/)(?!\s*(?:tuổi|tháng|năm)(?!\w))")
_PLACE = r"(?:thị xã|thành phố|thị trấn|huyện|xã|tỉnh|phường|quận|địa bàn|Đảng bộ)"
# What leads to a figure without naming it, at the beginning and at the end of its words.
_LEADING = re.compile(
    rf"^(?:[\W\d_]+|(?:trong (?:kỳ|năm|tháng|quý|đó)|đến nay|hiện nay|cụ thể|(?:toàn|trên) {_PLACE}|lũy kế|tính chung"
    r"|theo kết quả rà soát|qua (?:kiểm tra|thống kê|rà soát)|ngoài ra|đến hết kỳ báo cáo|và|với|gồm|có|đã"
    r"|còn|được|nên|đạt|là|riêng|thêm"
    r"|về|ước|cả|khoảng|khoản|làm|xảy ra|việc(?! làm))(?!\w)\s*)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"(?:[\W_]+|(?<!\w)(?:(?:của|toàn|trên|ở|tại) {_PLACE}|(?<!hợp tác ){_PLACE}|\d+ tháng(?: đầu năm)?|cả năm"
    r"|trong (?:kỳ|năm)|toàn|thực hiện|tương ứng|(?<!trực )thuộc|(?:với )?(?:kinh phí|diện tích|trị giá|trọng lượng)"
    r"|là|đạt|được|ước|có|còn|(?<!phát )(?<!thực )hiện(?: có)?|chỉ|đã|đang|(?<!hoàn )(?<!hình )thành|với|cho|khoảng"
    r"|ở mức|mức|lên|chiếm|xuống|hơn|gần|đến"
    r"|tới|tại|và|của|(?:thu )?về|trên|bằng|gồm|đối với"
    r"|(?:với )?tổng số|trong|tăng|giảm|từ|thêm|thu được|đưa|(?<!việc )làm|(?<!dân )số))+$",
    re.IGNORECASE,
)
_COMPARES = re.compile(r"\W*(?:tăng|giảm|bằng|đạt|so|và|thì|là)(?!\w)|\S", re.IGNORECASE)
_SAYS_A_MEASURE = re.compile(
    r"(?:tổng|số|tỷ lệ|diện tích|sản lượng|năng suất|kinh phí|doanh thu|giá trị|thu(?! hồi|\s+hút)|chi(?! trả)|dự toán"
    r"|vốn|mức|dân số|kim ngạch|thu nhập|chiều dài|dư nợ|nợ|tốc độ|kế hoạch)(?!\w)",
    re.IGNORECASE,
)
_ABOUT_MONEY = re.compile(
    r"(?<!\w)(?:thu|chi|phạt|hỗ trợ|giải ngân|bồi thường|thiệt hại|ủng hộ|hiến|góp|vận động|huy động|trị giá|nộp|thuế"
    r"|phí|tiền|vốn|quỹ|vay|nợ|trả|cấp|đầu tư|thu hồi|lương|trợ cấp|tặng|truy thu|chế độ)(?!\w)",
    re.IGNORECASE,
)
_COUNTED_FIRST = re.compile(r"(?:vụ|hộ|con|người|cái|ca|xã)(?!\w)", re.IGNORECASE)
_TOO_LITTLE = re.compile(
    r"số (?:lượt(?: \S+){1,2}|chủ thể|thành viên|chỉ tiêu|đối tượng|đơn vị|cá nhân)", re.IGNORECASE
)
_OF_SOMETHING_ELSE = re.compile(r"(?<!\w)(?:mỗi|cùng kỳ|(?:tỷ|triệu) đồng|này|nói trên)(?!\w)", re.IGNORECASE)
_MEASURES = {
    "percent": "tỷ lệ", "area": "diện tích", "mass": "sản lượng", "money": "số tiền", "length": "chiều dài",
    "volume": "khối lượng",
}  # fmt: skip
_BY_UNIT = {"kWh": "sản lượng", "MWh": "sản lượng", "MW": "công suất", "kW": "công suất", "lít": "lượng"}
_SCALE = re.compile(r"^(?:(?:nghìn|ngàn|vạn|triệu|tỷ)\s+)+")


def suggestions(evidence: Sequence[Evidence], reports: Sequence[Report]) -> tuple[str, ...]:
    """Up to three questions that the reports can answer, nearest to the one asked."""
    by_id = {r.id: r for r in reports}
    found: dict[str, str] = {}
    for item in evidence:
        if item.figure is None or item.figure.role != "level":
            continue
        topic = topic_of(item, item.figure)
        if not topic or fold(topic) in found:
            continue
        header = by_id[item.passage.report].header
        scope = f"{header.unit.full_name} {header.period.label if header.period else ''}".strip()
        found[fold(topic)] = sentence("suggest_topic", topic=topic[:1].upper() + topic[1:], scope=scope)
        if len(found) == MOST:
            break
    return tuple(found.values())


def topic_of(found: Evidence, figure: Figure) -> str:
    """What a figure counts, as a question names it: "số vụ cháy"; "" where too little is left to ask by.

    "xảy ra 03 vụ cháy" gives "số vụ cháy", "hòa giải thành 27 vụ" gives "số vụ hòa giải".
    """
    if figure.table is not None:
        return _long_enough(_measured(_trimmed(figure.table.row), "", figure.unit))
    text = found.passage.text
    spans = clause_spans(text, found.start, found.end)
    start, end = next(((a, b) for a, b in spans if a <= figure.start < b), (found.start, found.end))
    before = _trimmed(_NUMBER.split(_CUT.split(text[start : figure.start])[-1])[-1])
    after = text[figure.end : end]
    after = "" if _COMPARES.match(after) else _NUMBER.split(_CUT.split(after)[0])[0]
    after = _TRAILING.sub("", after.strip())
    if _SAYS_A_MEASURE.match(before):
        return _long_enough(before)
    unit = _SCALE.sub("", figure.unit)
    if unit_class(unit) in _MEASURES or unit in _BY_UNIT or not unit:
        return _long_enough(_measured(before, after, figure.unit))
    return _long_enough(_counted(before, after, figure.unit))


def _measured(before: str, after: str, unit: str) -> str:
    """Of an amount: "nhân dân hiến 140.106 m2 đất" gives "diện tích đất nhân dân hiến"."""
    if _SAYS_A_MEASURE.match(before):
        return before
    unit = _SCALE.sub("", unit)
    counted = f"số {unit}" if unit and "/" not in unit else ""
    kind = _MEASURES.get(unit_class(unit)) or _BY_UNIT.get(unit, counted)
    if len(before.split()) < 2:
        before, after = after, ""
    if not kind or len(before.split()) < 2 or _COUNTED_FIRST.match(before):
        return ""
    if unit_class(unit) == "money" and not _ABOUT_MONEY.search(before):
        return ""  # "tiểu thủ công nghiệp 320 tỷ đồng": whether made, sold or spent stands elsewhere
    named = fold(before).find(fold(kind))
    if named > 0:  # "nâng tỷ lệ lấp đầy"
        return before[named:]
    return _joined(
        kind, f"{after} {_lowered(before)}" if after and len(after.split()) < 4 else _lowered(before)
    )


def _counted(before: str, after: str, unit: str) -> str:
    """Of things counted, by what stands behind them, else before them."""
    if "/" in unit or before == unit:
        return ""
    unit = _SCALE.sub("", unit)
    if after and not _only_names(after):
        return f"số {unit} {after}"
    if not before or _only_names(before):
        return f"số {unit}" if len(unit.split()) > 1 else ""
    if unit == "con" and _lowered(before).startswith("đàn "):
        return f"tổng {_lowered(before)}"
    if unit.startswith("người ") and before.startswith("vụ "):  # "02 vụ tai nạn giao thông làm 02 người chết"
        return f"số {unit} do {before.removeprefix('vụ ')}"
    return _joined(f"số {unit}", _lowered(before))


def _joined(first: str, then: str) -> str:
    """The two without what both say: "số hộ" and "hộ cận nghèo", "số tiền" and "tiền phạt" or "phạt tiền"."""
    last = first.split()[1:]
    words = then.split()
    size = len(last)
    if size and [fold(w) for w in words[:size]] == [fold(w) for w in last]:
        words = words[size:]
    elif size and [fold(w) for w in words[-size:]] == [fold(w) for w in last]:
        words = words[:-size]
    return " ".join((first, *words))


def _only_names(words: str) -> bool:
    """ "Mom Sến", "xã Đức Hiệp": whose it is rather than what it is."""
    own = words.split()
    return all(
        w[:1].isupper() and not w.isupper() for w in own[1 if own[0] in ("xã", "thôn", "phường") else 0 :]
    )


def _trimmed(words: str) -> str:
    """Words before a figure without what only leads to it."""
    return _TRAILING.sub("", _LEADING.sub("", words.strip())).strip()


def _lowered(words: str) -> str:
    """A sentence's first capital made small; "TTXH" keeps its own."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _long_enough(topic: str) -> str:
    """The topic; "" where it is too short or too long to ask by, or speaks of something else."""
    if not 3 <= len(topic.split()) <= MOST_WORDS or _TOO_LITTLE.fullmatch(topic):
        return ""
    return "" if _OF_SOMETHING_ELSE.search(topic) else topic
