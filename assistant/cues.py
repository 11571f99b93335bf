"""How people ask, as patterns over folded text (lower case, no diacritics), and `cue_text` to search them in."""

from __future__ import annotations

import re

from index_store.language.text import fold

# Words that only look like a cue once their marks are gone: "tặng mấy suất" is no "tăng mấy suất".
_LOOK_ALIKES = re.compile(
    r"(?<!\w)(?:tặng|tầng|táng|máy|mây|ái|giám|bẩy|cùng kỵ|thẻ|lập(?= dãy)|(?<!cụ )(?<!tập )thể|sở|sơ|sổ"
    r"|(?:chỉ|mã|dân|thiểu|một|đổi|nghệ|hệ|đa) số"
    r"|số(?= (?:liệu )?(?:của )?cùng kỳ)|đặt(?= (?:ra )?(?:kế hoạch|kh|chỉ tiêu|mục tiêu|dự toán)))(?!\w)",
    re.IGNORECASE,
)


def cue_text(text: str) -> str:
    """`text` (NFC) folded, its look-alikes blotted out; as long as `text`."""
    return fold(_LOOK_ALIKES.sub(lambda m: "_" * len(m.group()), text))


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern that matches any of these as whole words."""
    return re.compile("|".join(rf"(?<!\w)(?:{p})(?!\w)" for p in patterns))


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


# -- quantities
_AT_THE_END = r"(?=(?: (?:a|ta|em|anh|chi|vay|the|ha|nhi|ban|day|luon|nghen|nhe|roi|do))*\W*$)"
HOW_MANY = re.compile(
    rf"(?<!\w)(?:bao n\w{{1,4}}u|bn|(?<!ban )(?<!anh )(?<!chi )(?<!em )(?<!on )nhieu{_AT_THE_END}"
    r"|may(?! moc| bay| tinh| cay| keo| phat| man| mac))(?!\w)"
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
    r"(?<!\w)(?:so luong |tong )?so luong (?:so )?(?=\w)"
    r"|(?<!\w)tong (?=(?:ho|doanh nghiep|hop tac xa|htx|dan so|lao dong)(?!\w))"
    r"|(?<!ho )(?<!doanh )(?<!tai )(?<!dan )(?<!\w)(?:tong )?so "
    r"(?!tien|lieu|may|nao|voi|nay|von|thu|chi|no|kinh|du(?! an)|hieu|sanh|ke hoach|cung ky|\d)(?=\w)"
)
NUMBER_OF = re.compile(
    r"(?:^|:)\s*(?:tong )?so (?!may|lieu|voi|nay|tien|nao|sanh|cung k[yi]|nam (?:truoc|ngoai)|ke hoach|du toan)(?=\w)"
)
# "Lượng khách tham quan, du lịch đạt mấy lượt": the thing counted begins before the comma.
NAMES_AN_AMOUNT = re.compile(r"\W*(?:so|luong|tong|muc|t[yi] le)(?!\w)(?! (?:lieu|voi))")
RATE = any_of(
    "t[yi] le",
    "tien do",
    "t[yi] trong",
    "(?:do )?(?:che|bao) phu",
    "muc do",
    "lap day(?! so)",
    r"phan tram (?!ke hoach|du toan|so voi)(?=\w)",  # "phần trăm hộ nghèo là bao nhiêu"
    "do thi hoa",
    "^\\W*ho (?:so|__) (?:\\w+ ){0,3}(?:dung|truoc) han",  # clipped: its share is meant
)
RATE_ASKED = re.compile(
    r"t[yi] le[^,;?]{0,30}(?:the nao|ra sao|bao nhieu|la may)|chiem[^,;?]{0,20}(?:the nao|ra sao)"
)
CUMULATIVE = any_of(
    "luy ke", "tu truoc (?:den|toi) nay", "(?:den|toi) nay", "tong cong co",
    "hien (?:nay|co|tai|dang|con|van)", "dang (?:co|hoat dong|quan ly|nuoi|con)", "tat ca",
    "(?:tong so|toan) [^?]{0,30}(?<!phat)(?<!thuc) hien",
)  # fmt: skip
# "trong các báo cáo hiện có": the reports are those at hand, what they tell need not be a stock.
AT_HAND = re.compile(
    r"(?<=bao cao)\s+(?:hien|dang|hien dang) (?:co|nay|luu)"
    r"(?: (?:trong|tren) (?:kho|may|he thong))?(?: cho (?:thay|biet))?(?!\w)"
)
IN_PERIOD = any_of(
    "trong ky",
    "phat sinh",
    r"(?<!nong thon )moi(?! (?:nhat|noi|ben|k[yi]|don vi|huyen|xa|nam|nguoi|ho)(?!\w))",
    "trong thang",
    "them",
    "cap moi",
    "dot nay",
)
PART = re.compile(
    r"(?:^|:|(?<!\w)thi )\W*(?:rieng|trong do|trong so do|phan (?!tram))(?!\w)|(?<!\w)chiem(?!\w)"
)
SHARE_OF_PLAN = re.compile(
    rf"(?:{_HOW_MANY}|may|%|phan tram).{{0,40}}?(?:ke hoach|du toan|chi tieu|nghi quyet|(?<!\w)(?:kh|dt)(?!\w))"
    r"|(?<!\w)so (?:voi )?(?:ke hoach|du toan|chi tieu|nghi quyet|kh(?!\w))"
    r"|t[yi] le (?:hoan thanh|thuc hien|dat) (?:duoc )?(?:ke hoach|du toan|chi tieu)"
    rf"|(?:hoan thanh|thuc hien|dat|vuot|hut) (?:duoc )?(?:ke hoach|du toan|chi tieu)[^?]{{0,90}}(?:%|phan tram"
    rf"|{_HOW_MANY})"
)
PLAN = re.compile(
    r"^\W*(?:tong |so )?(?:chi tieu )?(?:ke hoach|kh|du toan|dt|chi tieu)"
    r" (?:von|thu|chi|giao|nam|tong|duoc giao|cua|ve)(?!\w)"
    r"|^\W*(?:chi tieu )?(?:ke hoach|kh|chi tieu|du toan) (?!so (?:may|bao nhieu|nao|\d)|hoa(?!\w))"
    r"(?=[^?]{3,120}(?:bao nhieu|may|bn)(?!\w))"
    r"(?![^?]*(?<!\w)(?:dat|hoan thanh|thuc hien|so voi|vuot|giai ngan|mang so)(?!\w))"
    r"|(?<!\w)___ (?:ra )?(?:ke hoach|kh|chi tieu|du toan)(?!\w)(?=[^?]*(?:bao nhieu|may|bn)(?!\w))"  # "đặt kế hoạch"
    r"|^\W*(?:ke hoach|kh) (?:la )?(?:may|bao nhieu|bn)(?!\w)"
    r"|^\W*(?:ke hoach|kh)\s+(?=(?:so (?!may|bao nhieu|nao|\d)|t[yi] le|dien tich|san luong|gia tri|doanh thu))"
    r"|(?<!theo )(?<!so voi )(?:ke hoach|du toan|chi tieu)[^?]{0,40}?"
    r"(?:la bao nhieu|la may|duoc giao|giao la|giao bao nhieu)"
    r"|(?<!giai ngan )(?<!\w)von (?:dau tu )?(?:cong )?(?:duoc )?giao(?! (?:thong|dat|rung|dich|khoan)(?!\w))"
    r"(?![^?]*(?<!\w)(?:giai ngan|thuc hien|thanh toan)(?!\w))"
    r"|(?<!\w)ke hoach von(?: dau tu| cong| ca| nam)*(?: la| duoc)? (?:bao nhieu|may|bn)(?!\w)"
    r"|(?<!\w)giao (?:chi tieu|ke hoach|du toan)|duoc giao bao nhieu"
    r"|^\W*(?:duoc )?giao (?!dat|rung|cho|dich|thong|luu|ban|quan|nhan)(?![^?]*nhap ngu)[^?]*(?:bao nhieu|may|bn)(?!\w)"
    r"|(?:bo tri|phan bo|giao) (?:duoc )?(?:bao nhieu|may|bn)(?![^?]*nhap ngu)"
    r"|(?<!\w)(?:muc|con so) (?:ke hoach|du toan|chi tieu)(?!\w)"
    r"|(?<!\w)duoc giao (?:thu|chi|nop|van dong|tuyen)(?!\w)[^?]{0,60}(?:bao nhieu|may|bn)(?!\w)"
    r"|(?<!\w)(?:ke hoach|chi tieu|du toan) (?:thu|chi|dat ra|duoc giao)(?!\w)[^?]{0,80}(?:bao nhieu|may|bn)?"
    r"|(?<!\w)(?:ke hoach|du toan|chi tieu) [^?]{1,80}(?:dat|de) ra (?:la )?(?:may|bao nhieu|bn)(?!\w)"
)
# What may be counted and hardly ever is: "kế hoạch là bao nhiêu", "em ơi …".
NO_NOUN = re.compile(
    r"(?:giai (?:quyet|phong|ngan|the|trinh|phap|toa)|bao cao|ke hoach|du toan|chi tieu|muc tieu|nhiem vu"
    r"|em|anh|chi|ong|ba)(?!\w)"
)
# The year of a plan is not the period of the report that tells of it.
PLAN_YEAR = re.compile(
    r"(?<!\w)(?:ke hoach|kh|du toan|chi tieu|muc tieu|ve nhiem vu)(?: ca)?(?: nam| cua nam)? (?P<year>20\d\d)(?!\w)"
)
TERM_OF_OFFICE = re.compile(r"(?<!\w)nhiem k[yi](?: khoa)?(?P<years> \d{2,4}\s*[-–]\s*\d{2,4})(?!\w)")
OF_PLANS = words_of("kế hoạch dự toán chỉ tiêu giao đặt")  # that only say that a plan is meant
TARGET = any_of(
    "muc tieu(?! quoc gia)",
    "phan dau",
    "chi tieu de ra",
    "(?:de|dat) ra (?:chi tieu|ke hoach)",
    "dat chi tieu nam",
    r"ke hoach (?:5 nam |nam nam )?20\d\d ?[-–] ?20\d\d",
    "dinh huong",
    "se dat",
    "du kien",
)
GROWTH_ASKED = re.compile(r"(?<!\w)(?:muc|toc do|t[yi] le) (?:tang|vuot|giam)(?: truong)?(?!\w)")
MORE_OR_LESS = re.compile(
    r"(?<!\w)(?:nhieu|it|cao|thap|lon|nho) hon (?:hay|hoac) (?:la )?(?:nhieu|it|cao|thap|lon|nho) hon(?!\w)"
)
COMPARED = re.compile(
    "|".join(
        (
            r"so (?:voi )?(?:cung ky|nam truoc|nam ngoai|ky truoc)",
            r"tang hay giam|giam hay tang|tang[,/ ]+giam|bien dong|thay doi (?:the nao|ra sao|bao nhieu)",
            r"(?<!\w)(?:tang|giam)(?: duoc| them)? (?:may|bao nhieu|bn)(?!\w)",
            r"(?:cua|bang [^?]{0,20}) cung ky",
            MORE_OR_LESS.pattern,
            r"(?:tang|giam|nhieu hon|it hon|cao hon|thap hon|hon|kem) (?:so )?(?:voi )?(?:cung ky|nam truoc|nam ngoai)",
            r"(?:bang|may|bao nhieu|bn) ?(?:%|phan tram) (?:so voi |cua )?(?:cung ky|nam truoc|nam ngoai)",
        )
    )
)
SHARE_OF_EARLIER = re.compile(r"bang (?:bao nhieu|bn|may) ?(?:%|phan tram)")
TASK = re.compile(r"(?<!\w)nhiem vu(?!\w)(?: cua)?")  # "nhiệm vụ 6 tháng cuối năm: …": of what is aimed at
_NO_CHANGE = r"(?![^?]*(?<!\w)(?:tang|giam|bang|hon|kem|bien dong|thay doi)(?!\w))"
EARLIER = re.compile(
    r"cung ky (?:nam )?(?:(?:truoc|ngoai|\d{4}) )?(?:la|dat|co|duoc|thi) (?:bao nhieu|may)"
    r"|(?:nam|ky) truoc(?: do)? (?:la )?(?:bao nhieu|may|bn)(?!\w)(?! (?:vu|nguoi|ho|%|phan tram))"
    r"|thi (?:nam|ky) truoc "
    r"|(?<!\w)__ (?:lieu )?(?:cua )?cung ky(?!\w)"  # "số cùng kỳ của số vụ tai nạn"; "so cùng kỳ" compares
    rf"|^\W*(?:con )?so (?:lieu )?(?:cua )?cung ky(?!\w){_NO_CHANGE}"
    rf"|^\W*cung ky (?:cua|nam)(?!\w)(?=[^?]*(?:bao nhieu|may|bn)(?!\w)){_NO_CHANGE}"
)
PERCENT_OF = re.compile(
    r"(?<!\w)phan tram (?!ke hoach|du toan|chi tieu)(?=\w)"
)  # "phần trăm hộ nghèo là bao nhiêu"
# Shares of a plan that nobody calls so: "giải ngân được mấy phần trăm".
OF_A_PLAN_UNSAID = re.compile(
    r"(?<!\w)(?:giai ngan|tien do|(?:thu|chi) ngan sach|thuc hien|hoan thanh)(?!\w)"
)
# "cùng kỳ năm trước số vụ cháy là bao nhiêu": a value of then, where nothing is compared with it.
THEN = any_of("cung k[yi]")
AREA = any_of("dien tich")
MONEY = any_of(
    "so tien", "tri gia", "von (?:dang ky|dieu le)", "tien(?! (?:do|bo|si|trinh)(?!\\w))", "kinh phi", "no thue",
    "thu ve (?:bao nhieu|may|bn)",
    "doanh thu", "doanh so", "du no", "(?:thu|chi) (?:ngan sach|nsnn|nsdp|thuong xuyen|dau tu)", "tong von",
    "von (?:dau tu|dtc|da)", "(?:bao nhieu|may|bn) tien", "thiet hai", "gia tri san xuat", "tong muc ban le",
    "kim ngach", "thu nhap", "no dong", "no bao hiem", "thu thue", "thu tien", "thu (?:tu )?dau gia",
)  # fmt: skip
MASS = any_of("san luong(?! (?:dien|thuy dien|nuoc|go)(?!\\w))", "trong luong")
HURT = re.compile(
    r"^\W*(?:so )?(?:nguoi )?(?:bi thuong|chet|tu vong|thiet mang)(?!\w)"
)  # "bị thương do tai nạn"

# -- kinds of question (those asked in words: word_cues.py)
NOT = r"(?:khong|khg|ko|k|hong|hok|hem)"
YES_NO = re.compile(
    rf"(?<!\w)(?:co|da|con)(?!\w)[^?]{{1,200}}(?<!\w)(?:{NOT}|chua)(?: (?:a|vay|the|ha|nhi|em|anh|chi|ban|ta))*"
    r"(?:[\s,;.–-]+(?:so )?(?:cu the|chinh xac|con so)[^,;?]*)?[\s?.!,;–-]*$"
    rf"|co phai|(?<!\w)(?:dung|phai) {NOT}(?!\w)|hay khong"
    rf"|(?<!\w)(?:dung hay (?:la )?sai|dung chua|chinh xac {NOT})(?!\w)"
)
# What a yes-or-no question compares with: "có vượt 620 triệu đồng không".
THRESHOLD = re.compile(
    r"(?<!\w)(?:vuot(?: qua)?|tren|duoi|nhieu hon|it hon|hon|qua|chua (?:toi|den|dat)|dat|toi|du|den|khong qua|it nhat"
    r"|thap hon|cao hon|la|phai) $"
)
# "Có vượt dự toán không": what is asked about is held against its plan.
HELD_AGAINST_PLAN = re.compile(
    r"(?<!\w)(?:co|da) (?P<said>(?:vuot|dat|hoan thanh|thuc hien xong|xong)(?: duoc)?(?: muc| so voi)?"
    r" (?:ke hoach|du toan|chi tieu|kh|dt)(?: (?:nam|giao|de ra|duoc giao|hdnd|tinh|ca nam))*)(?!\w)"
    r"[^?]*(?:khong|chua|ko|k)(?!\w)"
)
OF_CAUSES = words_of(
    "nguyên nhân lý mạnh đột biến nhanh chậm sâu nhiều ít cao thấp"
)  # nothing of the figure itself
# "Những hạn chế, tồn tại của huyện": what is at fault is asked for, though no word asks.
FAULTS_FIRST = (
    r"^\W*(?:(?:nhung|cac|mot so|neu|cho biet|ve)\s+)*"
    r"(?:han che|ton tai|khuyet diem|kho khan|vuong mac|bat cap)(?!\w)"
)
OPEN = re.compile(  # asks for words rather than for a figure
    rf"(?<!\w)(?:the nao|ra sao|la gi|gi|nao)(?!\w)|{FAULTS_FIRST}"
)

# -- follow-ups
# How a turn begins that goes on from the one before; what else it says comes after these words.
ONWARD = re.compile(
    r"^\W*(?:(?:con lai|nhung con|tuong tu|(?:nhan tien |the |vay )?cho (?:\w+ )?(?:hoi|biet|xin) them|hoi them"
    r"|con(?! (?:lon|heo|trau|bo|ga|vit|nguoi|nuoi|dau|duong))|the(?! (?:thao|gioi|duc|che|loai|hien|chap))"
    r"|vay|thi|a|ok|nhan tien|roi)(?!\w)[\s,:]*)+(?:(?:ben|phia|o|tai|ve|doi voi|cua|nhu)(?!\w)\s*)*"
)
# It speaks of a part of what was asked before, or of the thing itself.
INSIDE = re.compile(
    r"^\W*(?:trong (?:so )?do|trong (?:so )?nay|so do|con so (?:do|nay)|nhung \w+ (?:do|nay|ay|tren))(?!\w)"
    r"|(?<!\w)(?:do|ay|tren)\W*$|(?:vu|nguoi|so|ho|don|cai|viec|tien|dang vien|du an) (?:do|nay|ay)(?!\w)"
)
# It goes on with another quantity of the same thing, as long as it names little else.
FURTHER = re.compile(
    r"^\W*(?:tang|giam|dat|bang|cu the|nguyen nhan|vi sao|tai sao|ly do)(?!\w)"
    r"|^\W*(?:bao nhieu|may|bn) (?:nguoi|vu|truong hop|dong chi|ca nhan)(?!\w)"
)
# It sets what is named beside what was asked before: "so với huyện kia thì sao".
AGAINST = re.compile(
    r"^\W*(?:(?:con|the|vay|neu|thi)\s+)*(?:so|so sanh|doi chieu)(?: voi)?(?!\w)(?! (?:tien|luong))"
)
# Words that name nothing by themselves: of leading on, of asking again, and of the roles of a figure.
NAMELESS = words_of(
    "bên phía thêm nữa nơi đâu khác kia ấy riêng xã thị quận phường thành phố đơn vị tương tự chi tiết rõ tổng số lượng"
    " kế hoạch dự toán chỉ tiêu nghị quyết giao mục thực hiện kết quả tỷ lệ trọng phần trăm nhiều ít cao thấp lớn nhỏ"
    " điểm mạnh đột biến nguyên nhân lý nhanh chậm tiếp vấn đề xu hướng vượt mà luôn ok hen hả bố bác chú cô thầy sếp"
    " bạn cái chỗ đối trước sau ngoái cùng đấy kìa như nhau ngày hôm lúc ạh ak ah hihi nhé nha the thể con"
    " tính lũy kế cộng dồn"
)

# -- scope (whose report it is: issuers.py)
_SAME_PERIOD = r"cung k[yi](?: (?:cua )?nam)?(?: (?:truoc|ngoai|roi|20\d\d))?"
# "so với cùng kỳ", "hơn năm ngoái": what a figure is compared with, not a period asked for.
COMPARED_PERIOD = re.compile(
    r"(?<!\w)(?:so|so voi|bang|hon|tang|giam|bien dong|thay doi)(?!\w)[^,;?]{0,40}?"
    rf"(?P<compared>(?<!\w)(?:{_SAME_PERIOD}|(?:nam|k[yi]|quy|thang) (?:truoc|ngoai|roi))(?!\w))"
)
RELATIVE_PERIOD = any_of(
    "nam (?:ngoai|truoc nua|truoc|roi|vua qua|vua roi|nay|kia|sau|toi)",
    "(?:quy|thang|k[yi]|k[yi] bao cao) (?:truoc|nay)",
)
SAME_PERIOD = re.compile(rf"(?<!\w){_SAME_PERIOD}(?!\w)")
OF_REPORT = re.compile(r"(?<!\w)(?:bao cao|bc) $")
BOTH_PERIODS = re.compile(
    r"(?<!\w)(?:so voi|so sanh|va|voi|sang|chenh|moi k[yi]|tung k[yi]|lan luot|hon|kem|tang|giam)(?!\w)"
)
UNTIL = re.compile(r"(?<!\w)(?:den|toi|het)(?: (?:het|cuoi|thoi diem|ngay))*\s*$")
SINCE = re.compile(r"(?<!\w)tu (?:dau )?(?:nam )?(?P<year>20\d\d) (?:den|toi) (?:nay|hien nay|gio)(?!\w)")
STAGE = any_of("giai doan", "gd", "nhiem k[yi]", "thoi k[yi]", r"\d+ nam")
_RANKED = "huyen|xa|phuong|thi tran|tinh|thi xa|(?<=, )thi(?=,)|thanh pho|quan|dac khu|don vi|dia phuong|dia ban|noi"
LEVEL_RANKED = re.compile(
    rf"(?<!\w)(?:top \d+|cac|trong so|xep hang|\d+) (?:{_RANKED})(?:(?:,| va| hay|/)? (?:{_RANKED}))*(?!\w)"
    rf"|(?<!\w)(?:{_RANKED})(?:(?:,| va| hay| hoac|/)? (?:{_RANKED}))* nao(?!\w)"
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

# -- up or down
RISE = any_of("tang", "vuot", "cao hon", "nhieu hon")
FALL = any_of("giam", "hut", "thap", "cham", "kem", "(?:khong|chua) dat", "it hon")
