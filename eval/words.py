"""What measures, groups and figures are called for people."""

from __future__ import annotations

from eval.intervals import Mean, Share

COLUMNS = (  # a field of Summary, and its name for people
    ("right", "Trả lời đúng"),
    ("first", "Số đầu đúng"),
    ("found_1", "Đoạn đầu đúng"),
    ("found_5", "Trong 5 đoạn"),
    ("cited", "Trích dẫn đúng"),
    ("footnote", "Đúng chú thích"),
)
GROUPS = {
    "direct": "hỏi thẳng một số",
    "companion": "hỏi kèm",
    "followup": "câu hỏi tiếp",
    "nodiac": "không dấu",
    "table": "trong bảng",
    "compare": "so sánh",
    "abbr": "viết tắt",
    "paraphrase": "nói cách khác",
    "short": "hỏi ngắn",
    "list": "liệt kê",
    "document": "về văn bản",
    "cause": "nguyên nhân",
    "who": "hỏi ai",
    "when": "hỏi khi nào",
    "part": "phần trong tổng",
    "target": "chỉ tiêu",
    "rank": "xếp hạng",
    "text": "nội dung",
    "unanswerable": "không có lời đáp",
    "body": "nội dung",
    "footnote": "chú thích",
    "appendix": "phụ lục",
    "header": "trang đầu",
    "unit": "kho không có đơn vị này",
    "district": "kho không có đơn vị này",
    "period": "kho không có kỳ này",
    "indicator": "báo cáo không có chỉ tiêu này",
    "omitted": "báo cáo không nêu số này",
    "personal": "thông tin cá nhân",
    "opinion": "hỏi ý kiến",
    "gibberish": "gõ vô nghĩa",
    "unsafe": "đòi làm việc khác",
    "scope": "ngoài các báo cáo",
    "injection": "chèn lệnh vào câu hỏi",
    "planted": "lệnh cài trong báo cáo",
    "role": "vai khác của cùng một số",
    "conflict": "báo cáo nói khác nhau",
    "premise": "câu hỏi sai tiền đề",
    "yesno": "hỏi có hay không",
    "earlier": "số cùng kỳ",
    "slip": "gõ nhầm, gõ dính",
    "courtesy": "kèm lời chào",
    "feedback": "góp ý từ Hỏi đáp",
}


def percent(part: Share | None) -> str:
    """ "93,4 % (89,1-96,2; 71/76)"; "–" for nothing measured."""
    if part is None:
        return "–"
    return f"{_of_hundred(part.value)} % ({_of_hundred(part.low)}-{_of_hundred(part.high)}; {part.hits}/{part.n})"


def short(part: Share | None) -> str:
    """ "93,4 %": for a table in a terminal."""
    return percent(part).partition(" (")[0]


def mean(value: Mean | None) -> str:
    """ "0,87 (0,82-0,91; 120 câu)"; "–" for nothing measured."""
    if value is None:
        return "–"
    whole, low, high = (f"{x:.2f}".replace(".", ",") for x in value[:3])
    return f"{whole} ({low}-{high}; {value.n} câu)"


def plain(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"


def group(name: str) -> str:
    """A group's name for people; a name of the question set's own as it is."""
    return GROUPS.get(name, name)


def _of_hundred(share: float) -> str:
    return f"{100 * share:.1f}".replace(".", ",")
