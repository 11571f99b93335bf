"""What is not to be answered, as patterns over folded text: other people's affairs, orders, opinions, small talk."""

from __future__ import annotations

import re

_PERSON = r"(?:ong|ba|anh|chi|dong chi|(?:pho )?(?:chu tich|bi thu|giam doc)|lanh dao|nguoi (?:ky|lap|soan|viet))(?!\w)"
PERSONAL = re.compile(
    r"^\W*(?:cho biet |xin )?ho (?:va )?ten (?:cac |nhung )?(?:dang vien|nguoi|cong dan|doi tuong|can bo|ho)"
    r"(?: \w+){0,3}? bi "
    r"|so dien thoai|dia chi nha|nha rieng|so tai khoan (?:ngan hang|cua (?:ong|ba|dong chi))|mat khau|ngay sinh"
    r"|(?:ten gi|la ai|nha rieng)[^?]*(?<!\w)nha (?:o )?dau(?! tu)(?!\w)"
    r"|(?<!ho )(?<!\w)so can cuoc(?: cong dan)? cua (?:chu ho"
    r"|nguoi|can bo|cac ho|ho)"
    r"|que quan cua|email cua|sinh nam (?:bao nhieu|nao|may)|que (?:quan )?o dau|tai san (?:rieng|ca nhan)"
    r"|(?<!\w)(?:vo|chong|con (?:trai|gai)) "
    + _PERSON
    + r"|"
    + _PERSON
    + r"[^?]{0,40} (?:may|bao nhieu) tuoi"
    r"|(?:sdt|zalo|facebook|so nha|ly lich|benh an|vo|chong|con|tai san|tuoi) (?:rieng )?cua "
    + _PERSON
    + r"|^\W*vo chong "
    r"|(?:luong(?: (?:thang|hang thang))?|(?<!the )can cuoc(?: cong dan)?|cccd|cmnd|ho khau|thu nhap(?: rieng)?) cua "
    + _PERSON
)
# Before a person's name, which only its capitals tell: "số căn cước của Trần Văn Kiểm".
OF_SOMEBODY = re.compile(
    r"(?<!\w)(?:can cuoc|cccd|cmnd|ho chieu|dien thoai|luong|vo|chong|(?<!\d )tuoi|que quan|dia chi|tai khoan|ly lich)"
    r"(?: (?:cong dan|rieng))*(?: (?:cua|ong|ba|anh|chi|dong chi))+\s+"
)
_ORDERS = r"(?:instructions?|prompts?|rules?|above|previous|everything|guidelines?)"
_SECRETS = r"(?:cau lenh|prompt|khoa api|api key|mat khau|cau hinh|ma nguon|token)"
UNSAFE = re.compile(
    r"(?:bo qua|quen(?: di)?|phot lo|lo di|khong can (?:theo|tuan)) (?:(?:het|moi|tat ca|cac|toan bo|nhung|ngay)\s+)*"
    r"(?:chi dan|huong dan|quy tac|lenh|yeu cau|cau lenh|vai tro|chi thi (?:tren|truoc))"
    r"|khong can (?:xem|tra|dua vao|doc) (?:bao cao|tai lieu|du lieu)|loi nhac (?:he thong|cua ban)|/etc/|passwd"
    rf"|(?:ignore|disregard|forget|override) (?:\w+ ){{0,4}}{_ORDERS}(?!\w)|system prompt|jailbreak|developer mode"
    rf"|(?:reveal|print|show|repeat|output) (?:\w+ ){{0,4}}(?:{_ORDERS}|api key|password)(?!\w)"
    r"|(?<!\w)you are (?:now|no longer)|(?<!\w)(?:pretend|act as)(?!\w)"
    r"|(?<!\w)(?:answer|respond|reply|output|(?:^|just |only |and |please |to |must )say)"  # no "Ngàn Sậy 2019"
    r"(?: only)?(?: with| that)?[\s:\"'“]+\d[\d.,]*\W*(?:\w+\W*)?$"
    r"|(?<!\w)(?:hay|phai|chi|luon|cu)(?: \w+)? (?:tra loi|dap|noi|khang dinh)(?: \w+)?(?: (?:la|rang))?[\s:\"'“]+"
    r"\d[\d.,]*\W*(?:\w+\W*)?$"
    r"|tra loi rang|(?<!da )(?<!duoc )tra loi la \d"
    r"|tu (?:gio|nay|bay gio) (?:em|ban|may|tro ly|he thong) (?:la|phai|hay|se)"
    r"|dong vai (?:la |lam |mot |nhu |nguoi |chuyen gia|ke |giam doc|lanh dao|chu tich|ban |em |tro ly)"
    r"|gia vo (?!di)|(?:hay|cu|tu) bia(?!\w)|bia (?:ra|dat|mot con so)(?!\w)"
    r"|^\W*(?:hay |xin |nho )*(?:sua|doi|chinh(?: sua)?)(?: (?:giup|ho|lai|gium))* (?:so|con so|ty le|ket qua)(?!\w)"
    r"[^?]* (?:thanh|ve) \d[\d.,]*\W*$"
    r"|quen (?:cac |het |di )?(?:cac )?bao cao (?:di )?(?:va|roi|hay)"
    r"|drop table|delete from|<script"
    r"|xoa (?:het |toan bo |sach )?(?:du lieu|kho|bao cao|co so du lieu)"
    rf"|(?<!\w)(?:in|dua|tiet lo|doc|cho (?:toi|xem|biet))(?: ra)? (?:\w+ ){{0,4}}{_SECRETS}(?!\w)"
)
# Marked, these are other words than "bạn", "nghĩ", "đoán".
LOOK_ALIKES = re.compile(r"(?<!\w)(?:bản|bàn|bán|ban|nghỉ|nghị|đoàn|đoạn|thầy|thây)(?!\w)", re.IGNORECASE)
OPINION = re.compile(
    r"theo (?:ban(?! (?:dau|goc|cu|moi|thay|dinh|sua|thuong|chi|chap|quan|to|tuyen|dan|noi|kinh|phap|chinh|do|bien))"
    r"|em|anh(?:/chi)?|may)(?: thi)?[ ,]"
    r"|(?<!\w)(?:ban|em) (?:nghi(?! (?:hoc|viec|huu|om))|thay(?! the| doi)|danh gia|co nghi|doan)(?!\w)"
    r"|y kien (?:cua )?(?:ban|em)(?!\w)"
    r"|(?<!\w)(?:mua|dau tu)(?!\w)[^?]* co (?:loi|lai) (?:khong|ko|k)(?!\w)"
    r"|co nen(?!\w)|nen (?:bau|chon|mua|dau tu|\w+(?: \w+)? gi(?!\w))|dang song hon"
    r"|danh gia giup|co gioi|gioi (?:khong|hon|nhat)(?!\w)"
    r"|du doan|tien doan|doan (?:xem|giup|thu)|(?<!\w)ai (?:\w+ ){0,3}(?:gioi|tot|xung dang) (?:hon|nhat)|xung dang"
    r"|tu van (?:giup|cho)|xuat sac hon|viet co hay"
)
SMALL_TALK = re.compile(
    r"^(?:xin chao|chao|hello|hi|alo|cam on|tam biet|ban la ai|ban ten gi|ke chuyen|lam tho|viet tho|thoi tiet"
    r"|dich (?:sang|giup))(?!\w)"
)
# A turn of these alone tries whether anyone is there.
TRIAL = frozenset((
    "test", "thu", "coi", "xem", "cai", "mot", "hai", "ba", "alo", "ma", "la", "thi", "o", "u", "a", "um",
    "ha", "haha", "hi", "ok", "chay", "co",
))  # fmt: skip
# "Phụ lục 02"; "phụ lục 6 tháng" names none.
APPENDIX = re.compile(r"phu luc (?:so )?(\d{1,2}|[ivx]+)(?!\w)(?!\s?(?:thang|/))")
