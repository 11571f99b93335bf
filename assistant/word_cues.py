"""How people ask in words, over folded text, and what a sentence prints that answers them. Tables."""

from __future__ import annotations

import re

from assistant.cues import FAULTS_FIRST, any_of, words_of

CAPITALS = "".join(c for c in map(chr, range(0x41, 0x1EFA)) if c.isupper() and c.isalpha())

# -- what is wrong: violations, and what was not done
FAULTS = ("vi pham", "sai pham", "xu phat", "nhac nho", "tre han", "qua han")
NOT = ("không", "chưa")  # as they are marked: "khám chữa bệnh", "sửa chữa" and "khống chế" are no faults
FAULT = re.compile(r"(?<!\w)(?:vi pham|sai pham|xu phat|bi phat|nhac nho|tre han|qua han|loi)(?!\w)")
# What is not so is asked for: "hộ chưa nhận tiền", "tiêu chí nào chưa đạt"; over the text as it is marked.
NOT_ASKED = re.compile(
    r"(?<!\w)(?<!có )(?:chưa|không(?! (?:gian|khí|em)\b))(?= (?!ạ\b|nhỉ\b|thế\b|vậy\b)\w)", re.I
)

# -- whose a figure is, where it is not the report's own unit: "toàn tỉnh 152 giải", "bình quân cả nước 9,3%"
ELSEWHERE = re.compile(
    r"(?<!\w)(?:(?:toan|ca|(?:binh quan |trung binh |muc )(?:chung )?(?:cua |toan |ca )?)"
    r" ?(?:tinh|nuoc|quoc|vung|khu vuc)|cua (?:tinh|ca nuoc))(?!\w)"
)
# The whole of which a unit is a part is asked about, not how the unit stands in it.
WHOLE_ASKED = re.compile(
    r"(?<!\w)(?:toan|ca) (?:tinh|nuoc|quoc|vung|mien)(?!\w)(?![^?]*(?<!\w)(?:nao|thu may|xep)(?!\w))"
    r"|(?<!\w)vung (?:dong bang|tay nguyen|trung du|duyen hai|dong nam bo)(?!\w)(?![^?]*(?<!\w)nao(?!\w))"
)
# -- of which time a figure is, right before it: "ước cả năm 57 cây cầu", "riêng trong quý III kết nạp 07"
STRETCH = re.compile(
    r"(?<!\w)(?:(?P<year>ca nam(?: 20\d\d)?)|rieng (?:trong )?(?:thang|quy) (?:\d{1,2}|i{1,3}|iv|nay|bao cao)"
    r"(?:/20\d\d| nam 20\d\d)?|(?P<months>\d{1,2}) thang(?! cuoi)(?: dau nam)?(?: ?/?20\d\d)?)"
    r"(?: [^\W\d]+){0,3}\s*:?\s*$"
)
YEAR_AHEAD = re.compile(r"(?<!\w)(?:uoc|du kien)[^?;]{0,70}(?<!\w)ca nam(?!\w)|(?<!\w)ca nam uoc(?!\w)")
PART_ALONE = re.compile(
    r"(?<!\w)rieng (?:trong )?(?:thang|quy)(?!\w)|(?<!\w)(?:thuc hien|den het) \d{1,2} thang(?!\w)"
)
# What was reached by a day is asked for, no estimate of the period.
DONE_ASKED = re.compile(
    r"(?<!\w)thuc hien (?:den|toi|tinh den)(?!\w)|khong phai (?:so )?uoc|(?<!\w)thuc thu(?!\w)|so thuc(?!\w)"
)
# -- what a share is taken of: "giải quyết đúng hạn 97,4% trên tổng số 20.244 hồ sơ"
BASE = re.compile(r"(?:tren|trong) (?:tong )?(?:so|tong)(?!\w)|tren tong(?!\w)|trong (?=tong)")
# -- a level that is a plan: "giải ngân 41,6% trên tổng vốn đầu tư công được bố trí là 427.009 triệu đồng"
ALLOTTED = re.compile(
    r"(?<!\w)(?:bo tri|phan bo|(?:von|kinh phi|du toan|chi tieu|bien che)(?: \w+){0,4} giao)(?!\w)"
)
# -- a whole, or what was added to it
TOTAL = re.compile(r"(?<!\w)(?:tong|toan (?!dien|cau|dan)|tat ca)(?!\w)|(?<!\w)ca thay(?!\w)")
ADDED_WORDS = ("ket nap", "phat trien", "them", "phat sinh", "thanh lap", "ra doi", "dang ky")
NEW, NEW_IN_A_NAME = ("moi",), ("thon moi",)  # "nông thôn mới"
ADDED = re.compile(rf"(?<!\w)(?<!nong thon )(?<!xay )(?<!lam )(?:{'|'.join(NEW + ADDED_WORDS)})(?!\w)")


# -- kinds of question
_START = r"(?:^|:)\W*"  # behind the scope too: "Xã …, báo cáo năm 2025: cơ quan chủ trì …"
_WHY = any_of(
    "vi sao", "tai sao", "nguyen nhan", "(?<!xu )ly do", "do dau", "vi dau", "nho dau", "tu dau ma", "ly giai",
    "giai thich (?:the nao|ra sao|gi)", "vi (?:cong lao|thanh tich) gi", "nguyen do", "boi dau",
    "(?:bat nguon|xuat phat) tu dau", "yeu to nao (?:lam|khien|anh huong|dan)",
    "khien(?! (?:trach|may|bao nhieu)(?!\\w))", "sao (?:lai|ma)",
    "(?:vi|do|boi) (?:cai |ly do )?gi",
)  # fmt: skip
CAUSE = re.compile(
    rf"{_WHY.pattern}|^\W*sao(?!\w)[^?]* (?:vay|the|nhi|ha)\W*$|^\W*sao (?!y |luc|chep|ke|cho)(?=\w+ \w)"
)  # "Sao … khó vậy?"
_BODY = "don vi|co quan|cong ty|doanh nghiep|phong|ban|nganh|to chuc|hoi|so|lien danh|tap the|ca nhan|nha thau|ben"
WHO = re.compile(
    r"(?<!\w)(?:(?<!co )ai(?! cap)|nguoi ky|dong chi (?:lanh dao )?nao|lanh dao nao|nguoi nao|ca nhan nao"
    r"|nha dau tu nao)(?!\w)"
    rf"|(?<!\w)(?:{_BODY}) nao (?:\w+ ){{0,2}}?"
    r"(?:chu tri|dau moi|phu trach|duoc giao|chu dau tu|tham muu|dau tu|phoi hop|to chuc|(?:don )?nhan"
    r"|duoc (?:tang|____|khen|trao)|lam chu|thi cong|trung thau|lo|chiu trach nhiem)(?!\w)"
    rf"|{_START}(?:chu dau tu|nha dau tu|chu tich|bi thu|(?:co quan|don vi) (?:chu tri|thi cong|phu trach)"
    r"|nguoi (?:giu chuc|dung dau)|truong (?:doan|ban)|ten (?:cua )?(?:bi thu|chu tich|truong|giam doc|chanh))(?!\w)"
    r"|(?<!\w)(?:la|giao) (?:don vi|co quan|cong ty|phong|ban) nao\W*$"
)
_PAPER = (
    "van ban|vb|nghi quyet|ke hoach|quyet dinh|chi thi|ket luan|chuong trinh|thong bao|cong van|de an|bao cao"
)
PAPER = re.compile(
    r"(?<!\w)(?:nghi quyet|ke hoach|quyet dinh|chi thi|ket luan|chuong trinh|thong bao|cong van|de an)(?!\w)"
)
# "Theo báo cáo … xã nào": another noun's "nào".
_OTHER_NOUN = (
    r"(?:khi|ngay|thang|luc|hom|quy|xa|huyen|tinh|thon|vi|an|trinh|cho|noi|gian|diem|phuong|nguoi|quan|chi)"
    r" nao"
)
DOCUMENT = re.compile(
    rf"(?:{_PAPER})(?:[^?:]{{0,110}}(?<!\w)(?:so may|so nao|so bao nhieu|so bn)"
    rf"|(?: (?!{_OTHER_NOUN}|nhiem vu|giai phap)\w+){{0,4}} (?:nao|gi)(?!\w))"
    rf"|(?<!\w)(?:xin|biet|hoi) so (?:hieu )?(?:cua )?(?:{_PAPER})(?!\w)"
    r"(?! (?:hdnd|hoi dong|da|duoc|ban hanh|moi)(?!\w))"
    rf"|{_START}so cua (?:{_PAPER})(?!\w)|so hieu|(?<!\w)so may(?!\w)|(?:{_PAPER}) (?:nao|so may|gi)(?!\w)"
)
WHEN = re.compile(
    r"(?<!\w)(?:khi nao|bao gio|(?:ngay|thang|hom|luc|thoi gian|thoi diem|quy) (?:nao|may)|ngay bao nhieu"
    r"|(?:thoi )?han chot|thoi han|han cuoi"
    rf"|{_START}han(?= (?!che|han|muc|dien|ngach))|han (?:giai quyet|hoan thanh|nop|xong|phai|xu ly|bao cao))(?!\w)"
    rf"|{_START}(?:ngay|thoi gian|thoi diem) (?:to chuc|khoi cong|khanh thanh|ra mat|dien ra|bat dau|ket thuc"
    r"|thanh lap|hop"
    r"|ban hanh|ky|phe duyet|thong qua|don nhan|xay ra|khai mac|dong tho|hoan thanh|ban giao)(?!\w)"
)
OF_A_DAY = re.compile(r"(?<!\w)(?:ngay|hom) (?:thang )?(?:nao|may|bao nhieu)(?!\w)")
DAY_ASKED = re.compile(r"(?<!\w)(?:ngay|hom) (?:may|bao nhieu)(?!\w)")
WHERE = any_of("o dau", "(?:o|tai|xay|dat) cho nao", "tai dau", "dia diem nao", "noi nao", "den tu dau")
LIST = re.compile(
    r"liet ke|ke ten|neu ten|danh sach|gom nhung|la nhung|gom cac|gom (?:xa|don vi)|nhung gi|gom gi|cu the gom"
    r"|(?:nhung|cac) [^?]{0,40}(?<!\w)(?<!the )nao(?!\w)"
    r"|^\W*(?:cho )?(?:biet )?ten (?:cac|nhung|xa|don vi|du an|cong trinh|cua)(?!\w)"
    r"|(?<!\w)(?:xa|huyen|don vi|du an|cong trinh|cho|tuyen duong|nganh|linh vuc|thon|truong|mo hinh|to chuc"
    r"|hoi thi|san pham|dac san|mon|mat hang)"
    r"(?: (?!nao|gi|khi|may|lam|phai)\w+){0,4} (?:nao|gi)(?!\w)"
    r"|^\W*ke (?:cac|nhung)(?!\w)"
    r"|^\W*cac (?:xa|phuong|thi tran|thon|don vi|du an|cong trinh|truong|mo hinh|tuyen duong) "
    r"(?=\w+ \w)(?![^?]*(?<!\w)(?:bao nhieu|may|bn|so|dien tich|ty le)(?!\w))"
    r"|^\W*(?:xa|phuong|thi tran|don vi|thon|truong) (?:dan dau|dung dau|dung cuoi|xep cuoi)(?!\w)"
)
ITEMS = re.compile(
    r"liet ke|ke ten|neu ten|danh sach|(?<!\w)gom(?!\w)|nhung gi"
)  # a list, whatever is compared
# More than one thing is asked for, and how many.
SEVERAL = any_of("nhung", "cac", "liet ke", "ke ten", "danh sach")
NUMBER_WORDS = {"hai": 2, "ba": 3, "bon": 4, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
COUNTED = re.compile(
    rf"(?<!\w)0?(\d{{1,2}}|{'|'.join(NUMBER_WORDS)})"
    r" (?:xa|phuong|thon|don vi|du an|cong trinh|huyen|truong|cho|mo hinh)(?!\w)"
)
PLACES_ASKED = re.compile(
    r"(?<!\w)(?:xa|phuong|thi tran|thon|ban|huyen|to dan pho) (?:\w+ ){0,6}?(?:nao|gi)(?!\w)"
)
NOT_PRINTED = any_of("chua", "khong", "con", "chi moi", "dang", "thieu", "kem", "yeu", "cham")
NAMES_ASKED = re.compile(
    r"^\W*(?:(?:xin|cho|hay|biet|em|toi|giup) )*(?:ke|liet ke|neu) ten (?:may|cac|nhung) (?!luot|lan)"
)
_WORK = "nhiem vu|giai phap|phuong huong"
TASKS_NAMED = re.compile(  # "Nhiệm vụ trọng tâm …", "đề ra những giải pháp gì về du lịch"
    rf"^\W*(?:(?:cac|nhung) )?(?:{_WORK})(?!\w)"
    rf"|(?<!\w)(?:{_WORK})(?: (?:chu yeu|trong tam|cu the|lon))? (?:gi|nao)(?!\w)"
)
_WHAT_TO_DO = "(?:lam gi|nhung gi|ra sao|the nao|huong nao|cach nao)"
TASKS = any_of(
    "nhiem vu", "giai phap", "phuong huong", "(?:se|can|phai|nen) (?:lam|tap trung) (?:gi|nhung gi|the nao)",
    r"(?:dinh|du dinh|tinh|du kien) (?:lam|trien khai|ho tro|xu ly|to chuc|giai quyet|thuc hien)(?!\w)[^?]*"
    r"(?<!\w)(?:gi|the nao|ra sao|huong nao|cach nao)",
    rf"(?:sap toi|thoi gian toi|toi day|ky toi|ky sau)(?!\w)[^?]*{_WHAT_TO_DO}",
)  # fmt: skip
# "Xã nào chưa đạt không" asks whether, though it has "nào".
ANY_AT_ALL = re.compile(r"(?<!\w)(?:nao|gi)(?!\w) [^?]{1,60}(?<!\w)(?:khong|ko|k)\s*\??\s*$")
SITUATION = re.compile(r"(?<!\w)(?:tinh hinh|dien bien|cong tac)(?!\w)[^?]* (?:the nao|ra sao)(?!\w)")

# -- what a sentence must have to serve a kind of question
# In the report's own letters: without marks "do" is "do", "đó", "độ" and "đỗ".
CAUSE_PRINTED = re.compile(
    r"nguyên nhân|(?<!\w)(?:(?<!tự )do(?! (?:đó|vậy|thế|huyện|xã|tỉnh|thị xã|trung ương|ubnd|ủy ban|công ty"
    r"|liên danh|đồng chí|đ/c|ông|bà|hội|sở|phòng|bộ|thám)(?!\w))"
    r"|vì(?! (?:vậy|thế|người nghèo))|bởi|nhờ(?! (?:đó|vậy|thế)))(?!\w)"
    r"|(?:bắt nguồn|xuất phát) từ|về (?:những |các )?thành tích|ghi nhận|phải chờ|kéo (?:theo|thu)"
    r"|(?<!\w)nên(?! (?:một|các|tảng))(?!\w)",
    re.IGNORECASE,
)
CAUSE_LIKELY = re.compile(
    r"anh huong|dan den|gay kho khan|tac dong|khien|(?<!viec )lam cho|chua chu dong|vuong mac|thay doi"
    r"|thieu trach nhiem"
)  # in words that say what followed from what
FAULT_HEADING = re.compile(
    r"han che|ton tai|khuyet diem|kho khan|(?:mat|viec|noi dung|van de) (?:con )?chua (?:dat|lam duoc|duoc)"
    r"|bat cap|vuong mac"
)
SIDES = re.compile(r"(?<!\w)(?:khach quan|chu quan)(?!\w)")  # of causes
OF_FAULTS = words_of("han che ton tai khuyet diem kho khan vuong mac bat cap yeu kem")
FAULTS_ASKED = re.compile(
    rf"{FAULTS_FIRST}(?![^?]*nguyen nhan)"
    r"|(?<!\w)(?:con )?(?:han che|ton tai|khuyet diem|kho khan|yeu kem|bat cap|vuong mac)"
    r" (?:gi|nao|trong|ve|cua|o|doi voi)(?!\w)"
)
LISTED = re.compile(r"gồm|như:|: |là:|\(.+,.+\)|;.+;|,.+,.+ và | là .+ và ")
_AHEAD = r"^(?!.*(?:ket qua|tinh hinh)).*"
WORK_HEADING = re.compile(rf"{_AHEAD}(?:{_WORK})")
TASK_HEADING = re.compile(
    rf"{_AHEAD}(?:{_WORK}|kien nghi|de xuat|muc tieu)"
)  # or what is aimed at, or asked for
DATE_PRINTED = re.compile(
    r"(?<![\d.,/])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?!\d|[.,]\d)|(?<![\d.,])(?:0?[1-9]|1[0-2])/20\d\d"
    r"|thang \d|quy [iv]+|ngay \d|thu (?:hai|ba|tu|nam|sau|bay)(?!\w)"
)
YEAR_PRINTED = re.compile(r"nam 20\d\d")
DEADLINE = any_of(
    "han", "han chot", "thoi han", "truoc ngay", "xong", "(?:phai|can|den khi nao) [^?]*hoan thanh"
)
# In the report's own letters: without marks "trồng rừng ngày …" is "trong rừng ngày …".
DUE_PRINTED = re.compile(
    r"(?:trước|đến|trong|hoàn thành|chậm nhất|xong)(?: \w+){0,3}?"
    r" (?:ngày |tháng |quý )?(?:\d{1,2}/\d|tháng \d|quý [IV]+)",
    re.IGNORECASE,
)
DOCUMENT_PRINTED = re.compile(r"\d+[-/](?:[A-ZĐ]|\d{4}/)|số \d+|lần thứ")
ALL_PRINTED = re.compile(r"(?<!\d)(\d+)/\1(?!\d)|(?<!\w)(?:tat ca|toan bo|100 ?%|khong con|con \d+|chua co)")
_OFFICE = "truong|chu tich|bi thu|giam doc|chanh"
OF_OFFICE = re.compile(
    rf"(?<!\w)ai (?:la|lam|giu)(?!\w)[^?]*(?:{_OFFICE})"
    rf"|(?<!\w)(?:{_OFFICE})(?!\w)[^?]*(?:la ai|ten (?:la )?gi|dong chi nao|ong nao)(?!\w)"
)
PERSON_PRINTED = re.compile(rf"(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c) [{CAPITALS}]")
FIGURES_LISTED = re.compile(r"(?<!\w)so (?:vu|nguoi|ho|don|xa|luong|tien|ca|luot)(?!\w)|ty le|dien tich")
SOMEONE_PRINTED = re.compile(
    r"(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Cc]ông ty|[Ll]iên danh|[Tt]ập đoàn|[Hh]ợp tác xã|[Hh]ội|[Pp]hòng|[Bb]an|[Ss]ở"
    r"|(?:[Nn]hân dân|[Cc]án bộ)(?:,? (?:và )?(?:[Nn]hân dân|cán bộ))?|UBND|HĐND|[Cc]ông an"
    r"|[Tt]hanh tra|[Vv]ăn phòng|[Tt]rung tâm|[Đđ]oàn|[Mm]ặt trận|[Tt]rạm|[Vv]iện)"
    rf" (?:[{CAPITALS}]|huyện|xã|tỉnh|thị)"
    rf"|(?:[Gg]iao|do) (?:[{CAPITALS}]|ông|bà|phòng|ban|công ty)"
)
RANK_IN_WORDS = re.compile(r"dan dau|dung dau|dung cuoi|xep cuoi|dung thu|xep thu|(?:tot|cao|thap|kem) nhat")
# "Đứng thứ mấy tỉnh", "xếp hạng mấy": where the unit stands among others, and how it is printed.
STANDING_ASKED = re.compile(
    r"(?<!\w)(?:(?:dung|xep|o|giu) )?(?:(?:vi )?thu|hang|vi tri)(?: thu)? (?:may|bao nhieu|bn)(?!\w)"
)
STANDING_PRINTED = re.compile(
    r"(?:(?:xếp|đứng)(?: hạng| vị)?(?: thứ)?|(?:hạng|vị trí)(?: thứ)?) \d{1,3}(?:/\d{1,4})?[^;,.()]*",
    re.IGNORECASE,
)
RANK_PRINTED = re.compile(
    r"dan dau|dung dau|dung cuoi|xep thu|xep hang|hang nhat|(?:tot|cao|thap|kem) nhat|giai nhat"
)

# The end of a report: whom it goes to, and for whom it is signed.
CLOSING = re.compile(
    r"^\W*(?:Nơi nhận|TM\.|T/M|KT\.|TL\.|THƯỜNG TRỰC HỘI ĐỒNG)|\| - Lưu:|\| (?:KT\.|TM\.|T/M)"
)

# Phrases that only say what part in a thing, or what moment of it, is asked for: the thing itself decides.
PARTS = tuple(
    phrase.split()
    for phrase in (
        "chủ đầu tư", "chủ trì", "phụ trách", "đầu mối", "tham mưu", "thi công", "trúng thầu", "đơn vị", "cơ quan",
        "khởi công", "khánh thành", "tổ chức", "diễn ra", "khai mạc", "ban hành", "phê duyệt", "thực hiện", "xảy ra",
    )
)  # fmt: skip
PART_KINDS = ("who", "when", "where", "document")

NO_SOLUTION = re.compile(
    r"(?<!\w)giai (?:ngan|quyet|phong|toa)(?!\w)"
)  # what "giải" is of, beside "giải pháp"

# Words that only carry the asking, by kind of question: a sentence may answer without them.
ASKING_WORDS = {
    "any": words_of("ten ke neu dieu hai ba bon sau bay tam chin muoi ro viec nghi noi dung ma cai"),
    "cause": words_of(
        "nguyen nhan ly do vi khien dan lam cho gay dau tot kho cham hut yeu kem phuc tap thap nhieu con chua"
    ),
    "when": words_of("to chuc dien bat dau tien hanh thoi han chot gian diem ket thuc cuoc duoc"),
    "where": words_of("to chuc dien dat dia diem lam cho noi duoc"),
    "who": words_of("lam duoc nguoi tap the giu chuc"),
    "document": words_of("van ban so hieu mang can cu noi nghi quyet dinh ke hoach"),
    "list": words_of("gom dan dau dung danh sach phan"),
    "tasks": words_of(
        "nhiem vu giai phap trong tam phuong huong lam tap trung de ra neu dinh tinh sap toi day nhanh"
    ),
}
