"""What reports tell in a form of its own, by which it is known whatever the words around it. Tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.cues import words_of
from assistant.word_cues import CAPITALS


@dataclass(frozen=True, slots=True)
class Form:
    """kinds: of question; asked: over the folded question; printed: over the report's own letters, all of them."""

    kinds: tuple[str, ...]
    asked: re.Pattern[str]
    printed: tuple[re.Pattern[str], ...]
    words: str  # to look for beside those of the question
    light: frozenset[str] = frozenset()  # of the question's words those that only carry the asking, folded
    only: bool = True  # nothing of another form answers


_MADE = "sap nhap|hop nhat|nhap|ghep|thanh lap|hinh thanh|sap xep"
_MADE_PRINTED = "sáp nhập|hợp nhất|nhập|ghép|hình thành|thành lập|sắp xếp"
_UNIT = "xã|phường|thị trấn|huyện|thị xã|thành phố|quận|tỉnh|đặc khu"
_HONOUR = (
    r"(?:[Hh]uân chương|[Hh]uy chương|[Bb]ằng khen|[Cc]ờ (?:thi đua|đơn vị|của)|[Gg]iấy khen|[Kk]ỷ niệm chương"
    r"|[Dd]anh hiệu)"
)
FORMS = (
    Form(  # of which units a unit was made
        ("list", "text"),
        re.compile(
            rf"(?<!\w)(?:{_MADE})(?!\w)[^?]{{0,60}}?(?<!\w)(?:tu|gom|co so)(?!\w)[^?]{{0,30}}?"
            r"(?<!\w)(?:xa|phuong|thi tran|huyen|don vi|dia phuong|noi)(?!\w)[^?]{0,30}?(?<!\w)nao(?!\w)"
        ),
        (
            re.compile(rf"(?:{_MADE_PRINTED})(?!\w)", re.IGNORECASE),
            re.compile(rf"(?<!\w)(?:{_UNIT}) [{CAPITALS}].*(?<!\w)(?:{_UNIT}) [{CAPITALS}]"),
        ),
        "sáp nhập hợp nhất sắp xếp thành lập hình thành trên cơ sở nguyên trạng",
        words_of("xa phuong thi tran huyen don vi dia truoc day cu co so"),
    ),
    Form(  # by which resolution a unit was made
        ("document",),
        re.compile(rf"(?=.*(?<!\w)(?:{_MADE})(?!\w)).*nghi quyet"),
        (
            re.compile(rf"(?:{_MADE_PRINTED})(?!\w)", re.IGNORECASE),
            re.compile(
                rf"(?<!\w)thành (?:{_UNIT}) [{CAPITALS}]|(?:{_UNIT}) [{CAPITALS}].* (?:thành lập|hình thành)"
            ),
            re.compile(r"[Nn]ghị quyết số \d"),
        ),
        "sáp nhập hợp nhất sắp xếp thành lập hình thành trên cơ sở nguyên trạng",
        only=False,
    ),
    Form(  # since when a unit has been
        ("when",),
        re.compile(
            r"(?<!\w)(?:xa|phuong|thi tran|huyen|dac khu|tinh)(?: \w+){1,3}? "
            r"(?:(?:chinh thuc|bat dau|duoc|moi|di vao) )*"
            r"(?:hoat dong|van hanh|thanh lap|sap nhap|hop nhat)(?: (?:chinh thuc|theo mo hinh moi))*"
            r"(?: (?:tu|vao|la|luc))* (?:khi|ngay|thang|bao|luc|hom)(?!\w)"
        ),
        (
            re.compile(rf"(?:{_MADE_PRINTED})(?!\w)", re.IGNORECASE),
            re.compile(rf"(?<!\w)(?:{_UNIT}) [{CAPITALS}]"),
            re.compile(r"(?:từ|ngày) (?:ngày )?\d{1,2}/\d{1,2}/\d{4}"),
        ),
        "sáp nhập hợp nhất sắp xếp thành lập hình thành bộ máy mới vận hành hoạt động",
        only=False,
    ),
    Form(  # what honour was given
        ("list", "text"),
        re.compile(
            r"hinh thuc (?:khen(?: thuong)? )?(?:gi|nao)(?!\w)|khen (?:thuong )?(?:hinh thuc )?(?:gi|nao)(?!\w)"
            r"|(?<!\w)(?:duoc|don|vinh du) (?:tang|trao|nhan)(?: thuong)? (?:danh hieu |phan thuong )?"
            r"(?:gi|nao)(?!\w)"
        ),
        (
            re.compile(
                rf"(?<!\w)(?:tặng|trao|nhận|thưởng|khen)(?!\w)[^.;]{{0,60}}{_HONOUR}"
                rf"|{_HONOUR}[^.;]{{0,60}}(?<!\w)(?:trao|tặng)(?!\w)"
            ),
        ),
        "tặng trao nhận bằng khen cờ thi đua huân chương giấy khen danh hiệu",
    ),
)


@lru_cache(maxsize=256)  # asked again for every sentence that may answer
def form_of(kind: str, asked: str) -> Form | None:
    """The form that answers a folded question of this kind; None when it has none of its own."""
    return next((form for form in FORMS if kind in form.kinds and form.asked.search(asked)), None)
