"""How people ask, as patterns over folded text (lower case, no diacritics). Tables, and `cue_text` to search them in."""

from __future__ import annotations

import re

from index_store.language.text import fold

# Words that only look like a cue once their marks are gone: "tặng mấy suất" is no "tăng mấy suất".
_LOOK_ALIKES = re.compile(r"(?<!\w)(?:tặng|tầng|táng|máy|mây|ái|giám|bẩy|cùng kỵ)(?!\w)", re.IGNORECASE)


def cue_text(text: str) -> str:
    """`text` (NFC) folded, its look-alikes blotted out; as long as `text`."""
    return fold(_LOOK_ALIKES.sub(lambda m: "_" * len(m.group()), text))


def _any(*patterns: str) -> re.Pattern[str]:
    """One pattern that matches any of these as whole words."""
    return re.compile("|".join(rf"(?<!\w)(?:{p})(?!\w)" for p in patterns))


CAPITALS = "".join(c for c in map(chr, range(0x41, 0x1EFA)) if c.isupper() and c.isalpha())

# -- quantities
HOW_MANY = re.compile(
    r"(?<!\w)(?:bao nhieu|bao nhiu|bn|may(?! moc| bay| tinh| cay| keo| phat| man| mac))(?!\w)"
)
_HOW_MANY = HOW_MANY.pattern
PERCENT_ASKED = re.compile(r"(?<!\w)t[yi] le(?!\w)|phan tram|(?<!\d)(?<!\d )%")
AMOUNT = re.compile(
    "|".join(
        (
            _HOW_MANY,
            r"so luong|tong so|con so|tong (?:thu|chi|dan|von|muc|gia tri|dien tich)",
            r"(?<!\w)so (?:tien|nguoi|vu|ho|don|luot|ca|con|xa|lao dong|truong hop|doi tuong|ho so)(?!\w)",
            r"(?<!\w)dien tich|san luong|t[yi] le|doanh thu|gia tri",
        )
    )
)
COUNT_OF = re.compile(
    r"(?<!ho )(?<!doanh )(?<!tai )(?<!\w)(?:tong )?so (?!tien|lieu|may|nao|voi|nay|von|thu|chi|no|kinh|du|hieu|\d)(?=\w)"
)
NUMBER_OF = re.compile(r"(?:^|:)\s*(?:tong )?so (?!may|lieu|voi|nay|tien|nao)(?=\w)")
RATE = _any(
    "t[yi] le", "tien do", "t[yi] trong", "(?:do )?(?:che|bao) phu", "muc do", "lap day", "do thi hoa"
)
RATE_ASKED = re.compile(
    r"t[yi] le[^,;?]{0,30}(?:the nao|ra sao|bao nhieu|la may)|chiem[^,;?]{0,20}(?:the nao|ra sao)"
)
CUMULATIVE = _any(
    "luy ke", "tu truoc (?:den|toi) nay", "(?:den|toi) nay", "tong cong (?:bao nhieu|may|co)",
    "hien (?:nay|co|tai|dang|con|van)", "dang (?:co|hoat dong|quan ly|nuoi|con)", "tat ca",
    "(?:tong so|toan) [^?]{0,30} hien",
)  # fmt: skip
IN_PERIOD = _any("trong ky", "phat sinh", "moi", "trong thang", "them", "cap moi", "dot nay")
PART = re.compile(r"^\W*(?:rieng|trong do|trong so do)(?!\w)|(?<!\w)chiem(?!\w)")
SHARE_OF_PLAN = re.compile(
    rf"(?:{_HOW_MANY}|may|%|phan tram).{{0,40}}?(?:ke hoach|du toan|chi tieu|nghi quyet|(?<!\w)(?:kh|dt)(?!\w))"
    r"|so voi (?:ke hoach|du toan|chi tieu|nghi quyet|kh(?!\w))"
    rf"|(?:hoan thanh|thuc hien|dat) (?:duoc )?(?:ke hoach|du toan|chi tieu)[^?]{{0,90}}(?:%|phan tram|{_HOW_MANY})"
)
PLAN = re.compile(
    r"^\W*(?:tong |so )?(?:ke hoach|kh|du toan|dt|chi tieu) (?:von|thu|chi|giao|nam|tong|duoc giao|cua)(?!\w)"
    r"|(?:ke hoach|du toan|chi tieu)[^?]{0,40}?(?:la bao nhieu|duoc giao|giao la|giao bao nhieu)|duoc giao bao nhieu"
    r"|(?:bo tri|phan bo|giao) (?:duoc )?(?:bao nhieu|may|bn)"
)
TARGET = _any("muc tieu", "phan dau", "chi tieu de ra", "dinh huong", "se dat", "du kien")
COMPARED = re.compile(
    "|".join(
        (
            r"so (?:voi )?(?:cung ky|nam truoc|nam ngoai|ky truoc)",
            r"tang hay giam|giam hay tang|tang[,/ ]+giam|bien dong|thay doi (?:the nao|ra sao|bao nhieu)",
            r"(?<!\w)(?:tang|giam)(?: duoc| them)? (?:may|bao nhieu|bn)(?!\w)",
            r"(?:cua|bang [^?]{0,20}) cung ky",
            r"(?:bang|may|bao nhieu|bn) ?(?:%|phan tram) (?:so voi |cua )?(?:cung ky|nam truoc|nam ngoai)",
        )
    )
)
SHARE_OF_EARLIER = re.compile(r"bang (?:bao nhieu|bn|may) ?(?:%|phan tram)")
EARLIER = re.compile(r"cung ky (?:nam (?:truoc|ngoai|\d{4}) )?(?:la|dat|co|duoc) (?:bao nhieu|may)")
AREA = _any("dien tich")
MONEY = _any(
    "so tien", "tien(?! do| bo| si| trinh)", "thu (?:duoc|ve) (?:bao nhieu|may|bn)", "kinh phi", "no thue",
    "doanh thu", "doanh so", "du no", "(?:thu|chi) (?:ngan sach|nsnn|nsdp|thuong xuyen|dau tu)", "tong von",
    "von (?:dau tu|dtc|da)", "(?:bao nhieu|may|bn) tien", "thiet hai", "gia tri san xuat", "tong muc ban le",
    "kim ngach", "thu nhap", "no dong", "no bao hiem", "thu thue", "thu tien",
)  # fmt: skip
MASS = _any("san luong")

# -- kinds of question
CAUSE = _any(
    "vi sao", "tai sao", "nguyen nhan", "ly do", "do dau", "vi dau", "tu dau ma", "(?:vi|do|boi) (?:cai |ly do )?gi", "khien",
    "sao (?:lai|ma)",
)  # fmt: skip
_BODY = "don vi|co quan|cong ty|doanh nghiep|phong|ban|nganh|to chuc|hoi|so|lien danh"
WHO = re.compile(
    r"(?<!\w)(?:(?<!co )ai(?! cap)|nguoi ky|dong chi nao|nguoi nao|ca nhan nao|nha dau tu nao)(?!\w)"
    rf"|(?<!\w)(?:{_BODY}) nao (?:\w+ ){{0,2}}?(?:chu tri|dau moi|phu trach|duoc giao|chu dau tu|tham muu|dau tu|phoi hop|to chuc)"
    r"|^\W*(?:chu dau tu|nha dau tu|chu tich|bi thu|co quan chu tri|don vi (?:chu tri|thi cong))(?!\w)"
)
_PAPER = (
    "van ban|nghi quyet|ke hoach|quyet dinh|chi thi|ket luan|chuong trinh|thong bao|cong van|de an|bao cao"
)
_OTHER_NOUN = r"(?:khi|ngay|thang|luc|hom|quy|xa|huyen|tinh|thon|vi|an|trinh|cho|noi|gian|diem|phuong|nguoi|quan|chi) nao"
DOCUMENT = re.compile(
    rf"(?:{_PAPER})(?:[^?:,]{{0,60}}(?:so may|so nao|so bao nhieu)|(?: (?!{_OTHER_NOUN})\w+){{0,4}} (?:nao|gi)(?!\w))"
    rf"|so hieu|(?<!\w)so may(?!\w)|(?:{_PAPER}) (?:nao|so may|gi)(?!\w)"
)
WHEN = re.compile(
    r"(?<!\w)(?:khi nao|bao gio|(?:ngay|thang|hom|luc|thoi gian|thoi diem|quy) (?:nao|may)|(?:thoi )?han chot|thoi han|han cuoi"
    r"|han (?:giai quyet|hoan thanh|nop|xong|phai|xu ly|bao cao))(?!\w)"
    r"|^\W*(?:ngay|thoi gian) (?:to chuc|khoi cong|khanh thanh|ra mat|dien ra|bat dau|ket thuc|thanh lap|hop)(?!\w)"
)
WHERE = _any("o dau", "tai dau", "dia diem nao", "noi nao", "den tu dau")
LIST = re.compile(
    r"liet ke|ke ten|neu ten|danh sach|gom nhung|la nhung|gom cac|gom (?:xa|don vi)|nhung gi|gom gi|cu the gom"
    r"|(?:nhung|cac) [^?]{0,40}(?<!\w)nao(?!\w)|^\W*(?:cho )?(?:biet )?ten (?:cac|nhung|xa|don vi|du an|cong trinh|cua)(?!\w)"
    r"|(?<!\w)(?:xa|huyen|don vi|du an|cong trinh|cho|tuyen duong|nganh|linh vuc|thon|truong|mo hinh|to chuc|hoi thi|san pham)"
    r"(?: (?!nao|gi|khi|may)\w+){0,4} (?:nao|gi)(?!\w)"
    r"|^\W*(?:xa|phuong|thi tran|don vi|thon|truong) (?:dan dau|dung dau|dung cuoi|xep cuoi)(?!\w)"
)
# More than one thing is asked for, and how many.
SEVERAL = _any("nhung", "cac", "liet ke", "ke ten", "danh sach")
NUMBER_WORDS = {"hai": 2, "ba": 3, "bon": 4, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
COUNTED = re.compile(
    rf"(?<!\w)0?(\d{{1,2}}|{'|'.join(NUMBER_WORDS)}) (?:xa|phuong|thon|don vi|du an|cong trinh|huyen|truong|cho|mo hinh)(?!\w)"
)
PLACES_ASKED = re.compile(r"(?<!\w)(?:xa|phuong|thi tran|thon|ban|huyen|to dan pho) (?:\w+ ){0,6}?(?:nao|gi)(?!\w)")
NOT_ASKED = re.compile(r"(?<!\w)(?:chua|khong(?! (?:gian|khi|vay|a|em)))(?= \w)")
NOT_PRINTED = _any("chua", "khong", "con", "chi moi", "dang", "thieu", "kem", "yeu", "cham")
TASKS = _any(
    "nhiem vu", "giai phap", "phuong huong", "(?:se|can|phai|nen) (?:lam|tap trung) (?:gi|nhung gi|the nao)", "phai lam gi"
)
# "Xã nào chưa đạt không" asks whether, though it has "nào".
ANY_AT_ALL = re.compile(r"(?<!\w)(?:nao|gi)(?!\w) [^?]{1,60}(?<!\w)(?:khong|ko|k)\s*\??\s*$")
SITUATION = re.compile(r"(?<!\w)(?:tinh hinh|dien bien|cong tac)(?!\w)[^?]* (?:the nao|ra sao)(?!\w)")
YES_NO = re.compile(
    r"(?<!\w)(?:co|da|con)(?!\w)[^?]{1,80}(?<!\w)(?:khong|chua|ko|k)\s*\??\s*$|co phai|dung khong|hay khong"
)
# What a yes-or-no question compares with: "có vượt 620 triệu đồng không".
THRESHOLD = re.compile(
    r"(?:vuot|tren|duoi|hon|qua|chua (?:toi|den|dat)|dat|toi|du|khong qua|it nhat|thap hon|cao hon|la) $"
)
OPEN = _any("the nao", "ra sao", "la gi", "gi", "nao")  # asks for words rather than for a figure

# -- shapes
COMPARE = re.compile(
    r"so sanh|(?<!\w)giua (?!nhiem ky).*(?<!\w)va(?!\w)|chenh lech|hon kem|noi nao|ben nao"
    r"|so voi (?:huyen|xa|tinh|thi)"
)
RANK = re.compile(r"(?:cao|thap|nhieu|it|lon|nho|dai|ngan|tot|kem) nhat|top \d+|xep hang|dung dau|dung cuoi")
RANK_COUNT = re.compile(r"top (\d+)|(?<!\w)(\d+) (?:huyen|xa|don vi|dia phuong)")
LOWEST = re.compile(r"(?:thap|it|nho|ngan|kem) nhat|dung cuoi")
UNITS_ASKED = re.compile(r"(?:huyen|xa|tinh|thi xa|don vi|dia phuong|noi|phuong|quan) nao|top \d")
SERIES = re.compile(
    r"qua (?:cac|tung) (?:nam|ky|quy)|xu huong|dien bien (?:cua |qua )|theo tung (?:nam|ky|quy)"
    r"|cac (?:nam|ky) gan day"
)

# -- follow-ups
ONWARD = re.compile(
    r"^\s*(?:con|the con|vay con|the thi|vay thi|the|vay|con lai|nhung con|tuong tu|a con|ok con)(?!\w)"
)
INSIDE = re.compile(
    r"^\s*(?:trong do|trong so do|tang hay giam|giam hay tang|tang|giam|so voi|so sanh voi|dat|bang|ket qua|"
    r"bao nhieu|may|cu the|nguyen nhan|vi sao|tai sao|no|ho|so do|con so)(?!\w)"
    r"|thi sao|the nao\??$|so voi cung ky|(?<!\w)do(?!\w)\??$"
)

# -- scope (whose report it is: issuers.py)
_SAME_PERIOD = r"cung k[yi](?: (?:cua )?nam)?(?: (?:truoc|ngoai|roi|20\d\d))?"
# "so với cùng kỳ", "hơn năm ngoái": what a figure is compared with, not a period asked for.
COMPARED_PERIOD = re.compile(
    r"(?<!\w)(?:so|so voi|bang|hon|tang|giam|bien dong|thay doi)(?!\w)[^,;?]{0,40}?"
    rf"(?P<compared>(?<!\w)(?:{_SAME_PERIOD}|(?:nam|k[yi]|quy|thang) (?:truoc|ngoai|roi))(?!\w))"
)
RELATIVE_PERIOD = _any(
    "nam (?:ngoai|truoc nua|truoc|roi|vua qua|vua roi|nay|kia|sau|toi)",
    "(?:quy|thang|k[yi]|k[yi] bao cao) (?:truoc|nay)",
)
SAME_PERIOD = re.compile(rf"(?<!\w){_SAME_PERIOD}(?!\w)")
UNTIL = re.compile(r"(?<!\w)(?:den|toi|het)(?: (?:het|cuoi|thoi diem|ngay))*\s*$")
SINCE = re.compile(r"(?<!\w)tu (?:dau )?(?:nam )?(?P<year>20\d\d) (?:den|toi) (?:nay|hien nay|gio)(?!\w)")
STAGE = _any("giai doan", "gd", "nhiem k[yi]", "thoi k[yi]", r"\d+ nam")
LEVEL_RANKED = re.compile(
    r"(?<!\w)(?P<level>huyen|xa|phuong|thi tran|tinh|thi xa|quan|don vi|dia phuong|noi) nao(?!\w)"
    r"|(?<!\w)(?:top \d+|cac|trong so|\d+) (?P<listed>huyen|xa|phuong|tinh|don vi|dia phuong)(?!\w)"
)
REPORT_NUMBER = re.compile(
    r"(?<![\w/])(?P<number>\d{1,5})\s*[-/]\s*BC(?:\s*[-/]\s*[A-ZĐ]+)?(?!\w)"
    r"|(?<!\w)(?:báo cáo|bao cao|bc)\s+(?:số|so)\s*:?\s*(?P<bare>\d{1,5})(?!\w)(?!\s*[/-])",
    re.IGNORECASE,
)
BEFORE_A_NUMBER = re.compile(
    r"(?P<source>(?<!\w)(?:theo|trong|tai) )?(?:ban )?(?:(?:bao cao|bc)(?: so)?\s*:?\s*)?$"
)
REPLACING = re.compile(
    r"(?:thay the|thay cho|dinh chinh|huy bo)(?: cho)?(?: ban)?(?: (?:bao cao|bc))?(?: so)?\s*:?\s*$"
)

# -- facts about a report
_A_REPORT = r"(?:bao cao|(?<!\w)bc(?!\w)|van ban nay)"
# What may stand between "báo cáo" and the question: its scope, no other paper.
_OF_IT = (
    r"(?:(?!nghi quyet|ke hoach|quyet dinh|chi thi|ket luan|thong bao|chuong trinh|hop dong|thanh lap|quy che)[^?:,]){0,70}?"
)
SIGNER = re.compile(
    r"(?<!\w)(?:ai|nguoi nao|dong chi nao|lanh dao nao|nguoi) (?:la nguoi |dung ra )?(?:da )?(?:ky|dung ten)"
    rf"(?: ten| duyet| ban hanh)?(?:\s*\?|\s*$|,| (?:vao |trong |duoi |o )?(?:cai |ban )?{_A_REPORT})(?! truoc)"
    rf"|{_A_REPORT} {_OF_IT}(?<!\w)(?:do ai|ai|nguoi nao) ky(?! ket)(?!\w)|nguoi ky (?:cua )?{_A_REPORT}|do ai ky\W*$"
)
NUMBER = re.compile(
    rf"{_A_REPORT} {_OF_IT}(?<!\w)(?:co |la |mang )?(?:van ban )?so (?:may|bao nhieu|hieu|nao|ky hieu)(?!\w)(?:\s|\?|$)"
    rf"|so (?:ky )?hieu (?:cua |van ban )?(?:\w+ )?{_A_REPORT}|so (?:cua|van ban) {_A_REPORT}"
    rf"|^\W*so(?:, ?| va | )?(?:ky hieu )?(?:cua )?{_A_REPORT}"
)
_BORN = r"(?<!\w)(?:ky|ban hanh|(?<!thanh )lap|phat hanh|ra|cong bo)(?!\w)"
_WHICH_DAY = r"(?:ngay (?:nao|may|bao nhieu)|hom nao|khi nao|bao gio|luc nao|thoi gian nao)"
DATE = re.compile(
    rf"{_A_REPORT} {_OF_IT}{_BORN}(?: doi)? (?:vao )?(?:ngay|khi|luc|hom|bao gio|thoi gian nao)"
    rf"|ngay (?:ky|ban hanh|ra|lap|phat hanh|cong bo)(?: cua)?(?: ban)? {_A_REPORT}"
    rf"|{_BORN} (?:ban )?{_A_REPORT} {_OF_IT}{_WHICH_DAY}|{_A_REPORT} {_OF_IT}(?:de|ghi) ngay"
)
REPLACED_BY = re.compile(r"(?:bao cao|bc|van ban) (?:so )?(?:nao|may)(?: da)? (?:duoc dung )?thay (?:the )?(?:cho )?")
REPLACES = re.compile(
    rf"thay (?:the )?(?:cho )?(?:ban )?{_A_REPORT} (?:so )?(?:nao|may|gi)(?!\w)|thay (?:the )?(?:cho )?(?:van ban|cai|ban) (?:nao|so may)"
)

# -- not to be answered
PERSONAL = re.compile(
    r"so dien thoai|dia chi nha|nha rieng|so tai khoan (?:ngan hang|cua (?:ong|ba|dong chi))|mat khau|ngay sinh"
    r"|que quan cua|email cua"
    r"|(?:luong|can cuoc(?: cong dan)?|cccd|cmnd|ho khau) cua (?:ong|ba|dong chi|chu tich|bi thu)"
)
UNSAFE = re.compile(
    r"(?:bo qua|quen di|phot lo) (?:moi|tat ca|cac|toan bo)?\s*(?:chi dan|huong dan|quy tac|lenh|yeu cau)"
    r"|ignore (?:all|previous)|system prompt|dong vai|gia vo (?:la|ban)|hay bia|tu bia|drop table"
    r"|xoa (?:het|toan bo|du lieu|kho)|in ra (?:cau lenh|prompt)"
)
OPINION = re.compile(
    r"theo (?:ban|em|anh|may)(?! (?:thuong|chi|quan|to|dan|chap|tuyen|noi|kiem|giam|cong|bao))(?: thi)?[ ,]|ban (?:nghi|thay|danh gia|co nghi)|co nen(?!\w)|xung dang|nen (?:bau|chon|lam gi)"
    r"|du doan|tien doan|ai (?:gioi|tot|xung dang) (?:hon|nhat)|co xung dang|tu van (?:giup|cho)|xuat sac hon"
)
SMALL_TALK = re.compile(
    r"^(?:xin chao|chao|hello|hi|alo|cam on|tam biet|ban la ai|ban ten gi|ke chuyen|lam tho|viet tho|thoi tiet"
    r"|dich (?:sang|giup))(?!\w)"
)
APPENDIX = re.compile(r"phu luc (?:so )?(\d+|[ivx]+)")

# -- what a sentence must have to serve a kind of question
# In the report's own letters: without marks "do" is "do", "đó", "độ" and "đỗ".
CAUSE_PRINTED = re.compile(
    r"nguyên nhân|(?<!\w)(?:do(?! (?:huyện|xã|tỉnh|thị xã|trung ương|ubnd|ủy ban|công ty|ông|bà|hội|sở|phòng|bộ|thám)(?!\w))"
    r"|vì(?! (?:vậy|thế))|bởi|nhờ)(?!\w)|phải chờ|kéo (?:theo|thu)|(?<!\w)nên(?! (?:một|các|tảng))(?!\w)",
    re.IGNORECASE,
)
CAUSE_LIKELY = re.compile(
    r"anh huong|dan den|gay kho khan|tac dong|khien|lam cho|chua chu dong|vuong mac|thay doi|thieu trach nhiem"
)  # in words that say what followed from what
FAULT_HEADING = re.compile(r"han che|ton tai|khuyet diem|kho khan")
LISTED = re.compile(r"gồm|như:|: |là:|\(.+,.+\)|;.+;|,.+,.+ và | là .+ và ")
TASK_HEADING = re.compile(r"^(?!.*(?:ket qua|tinh hinh)).*(?:nhiem vu|phuong huong|giai phap|kien nghi|de xuat)")
DATE_PRINTED = re.compile(r"\d{1,2}/\d{1,2}|\d{1,2}/20\d\d|thang \d|quy [iv]+|ngay \d|thu (?:hai|ba|tu|nam|sau|bay)(?!\w)")
YEAR_PRINTED = re.compile(r"nam 20\d\d")
DEADLINE = _any("han", "han chot", "thoi han", "truoc ngay", "xong", "(?:phai|can|den khi nao) [^?]*hoan thanh")
DUE_PRINTED = re.compile(
    r"(?:truoc|den|trong|hoan thanh|cham nhat|den het|xong)(?: \w+){0,3}? (?:ngay |thang |quy )?(?:\d{1,2}/\d|thang \d|quy [iv]+)"
)
DOCUMENT_PRINTED = re.compile(r"\d+[-/](?:[A-ZĐ]|\d{4}/)|số \d+|lần thứ")
ALL_PRINTED = re.compile(r"(?<!\d)(\d+)/\1(?!\d)|(?<!\w)(?:tat ca|toan bo|100 ?%|khong con|con \d+|chua co)")
OF_OFFICE = re.compile(r"(?<!\w)ai (?:la|lam|giu)(?!\w)[^?]*(?:truong|chu tich|bi thu|giam doc|chanh)")
PERSON_PRINTED = re.compile(rf"(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c) [{CAPITALS}]")
FIGURES_LISTED = re.compile(r"(?<!\w)so (?:vu|nguoi|ho|don|xa|luong|tien|ca|luot)(?!\w)|ty le|dien tich")
SOMEONE_PRINTED = re.compile(
    r"(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Cc]ông ty|[Ll]iên danh|[Tt]ập đoàn|[Hh]ợp tác xã|[Hh]ội|[Pp]hòng|[Bb]an|[Ss]ở|UBND|HĐND"
    rf"|[Cc]ông an|[Tt]hanh tra|[Vv]ăn phòng|[Tt]rung tâm|[Đđ]oàn|[Mm]ặt trận|[Tt]rạm|[Vv]iện) (?:[{CAPITALS}]|huyện|xã|tỉnh|thị)"
    rf"|(?:[Gg]iao|do) (?:[{CAPITALS}]|ông|bà|phòng|ban|công ty)"
)
RANK_IN_WORDS = re.compile(r"dan dau|dung dau|dung cuoi|xep cuoi|dung thu|xep thu|(?:tot|cao|thap|kem) nhat")
RANK_PRINTED = re.compile(r"dan dau|dung dau|dung cuoi|xep thu|xep hang|hang nhat|(?:tot|cao|thap|kem) nhat|giai nhat")

# Words that only carry the asking, by kind of question: a sentence may answer without them.
ASKING_WORDS = {
    "any": frozenset("ten ke neu dieu hai ba bon sau bay tam chin muoi ro viec nghi noi dung".split()),
    "cause": frozenset("nguyen nhan ly do vi khien dan lam cho gay dau tot kho".split()),
    "when": frozenset("to chuc dien bat dau tien hanh thoi han chot gian diem ket thuc cuoc duoc".split()),
    "where": frozenset("to chuc dien dat dia diem lam cho noi duoc".split()),
    "who": frozenset("lam duoc nguoi".split()),
    "document": frozenset("van ban so hieu mang".split()),
    "list": frozenset("gom dan dau dung danh sach phan".split()),
    "tasks": frozenset("nhiem vu giai phap trong tam phuong huong lam tap trung".split()),
}
