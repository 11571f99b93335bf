"""What excludes what, over folded text: opposites, kinds of a thing, deeds. Tables for exclusions.py."""

from __future__ import annotations

import re

# Degrees of a thing: a figure of one is none of the thing's.
DEGREES = ("nong thon moi nang cao", "nong thon moi kieu mau")
# -- what excludes what: a figure of the one is no answer to a question for the other; | between two names of one thing
OPPOSED = (
    ("thu", "chi"),
    ("kiem tra", "giam sat"), ("tu vong", "bi thuong"), ("thanh lap", "giai the", "tam ngung"),
    ("dung han", "tre han", "truc tuyen"), ("xuat khau", "nhap khau"), ("ho ngheo", "can ngheo"),
    ("phat hien", "thu hoi"),
    ("dang vien", "doan vien", "hoi vien"), ("cong doan", "thanh nien|bo doan", "nong dan", "phu nu", "cuu chien binh"),
    ("gieo trong", "trong rung"), ("du no", "no dong", "no thue", "no bao hiem"),
    ("ho kinh doanh", "quyen su dung dat"),
    ("sot xuat huyet", "tay chan mieng", "sot ret", "soi", "thuy dau", "benh dai"),
    ("duoi nuoc|chet duoi", "tai nan giao thong"),
    ("lon", "trau|bo", "gia cam|ga|vit", "de", "ngua"), ("lua", "ngo", "mia", "ca phe", "ho tieu", "cao su"),
    ("he thu", "dong xuan"), ("nang suat", "san luong", "dien tich|gieo trong"), ("luong thuc", "thuy san", "thit hoi"),
    ("nha o xa hoi", "dai doan ket", "tinh nghia", "nha tam|dot nat"), ("hop tac xa", "doanh nghiep"),
    ("khai tru", "khien trach", "canh cao", "cach chuc", "ky luat"), ("trom cap", "pham phap hinh su", "danh bac"),
    ("ly luan chinh tri|lop chinh tri", "dao tao nghe|hoc nghe"),
    ("thieu", "hien co|co mat"),
    ("tiep nhan", "giai quyet|tra loi|tra ket qua"),
    ("giao thong", "lam nghiep|lam luat", "thuong mai|buon lau|hang gia", "trat tu xay dung", "khoang san",
     "thuc pham"),
    ("toan dia ban", "huyen quan ly|xa quan ly|truc tiep quan ly"), ("thu ngan sach", "no phai thu|con no"),
    ("thu tuc hanh chinh|mot cua", "can cuoc", "don thu|khieu nai", "chuyen muc dich"), ("du lich", "ban le"),
    ("bao nhieu ho|may ho|so ho", "can nha|ngoi nha|suat qua"), ("ky luat", "nang tong so|tong so dang vien"),
    ("cay phan tan", "gieo trong"), ("trau", "bo"), ("he thu", "dong xuan", "thu dong"),
    ("ho kinh doanh", "doanh nghiep", "to hop tac"), ("tu nguyen", "bat buoc"),
    ("nguoi co cong|nguoi cong|thuong binh", "bao tro xa hoi"),
    ("da thu hoi|da thu duoc", "kien nghi thu hoi|kien nghi thu"),
)  # fmt: skip
# What kind of a thing, or what done to it, a question asks for: a figure with nothing of it around is of the whole or
# of another kind. "Khách quốc tế" is no answer to how many guests came. Behind | other names that reports have for it.
KINDS = (
    # fields and herds
    "dong xuan", "he thu", "thu dong", "vu mua", "rau vu dong|vu dong", "an qua|an trai", "lau nam", "duoc lieu",
    "cay phan tan|cay xanh", "cong nghe cao", "nha luoi|nha mang|nha kinh", "huu co", "ma so vung trong|ma vung",
    "trang trai", "tieu huy",
    # economy, land, budget
    "4 sao", "5 sao", "quoc te|nuoc ngoai|ngoai quoc", "noi dia|trong nuoc", "luu tru|nghi dem|qua dem", "khai khoang",
    "che bien che tao|che bien", "thanh vien", "to hop tac", "lan dau|cap moi", "tach thua", "chuyen muc dich",
    "du phong", "ngoai quoc doanh", "ngoai nong nghiep|phi nong nghiep|linh vuc khac",
    "dau tu phat trien", "chi thuong xuyen|thuong xuyen", "thu no", "no qua han",
    "no xau", "no dong", "lai suat",
    # schools, health, welfare, work
    "mam non|mau giao|nha tre", "tieu hoc", "trung hoc co so", "trung hoc pho thong", "tre 5 tuoi|5 tuoi", "tot nghiep",
    "noi tru", "ngoai tru", "thap coi", "giuong benh|giuong", "bac si", "xa hoi tu nguyen|tu nguyen",
    "xa hoi bat buoc|bat buoc", "that nghiep", "nghi huu|huu tri", "liet si", "thuong binh", "me viet nam anh hung",
    "mo coi", "so ho ngheo|ngheo", "can ngheo", "tai ngheo", "thoat ngheo|khoi dien ngheo|khoi ho ngheo|het ngheo",
    "khmer", "dan toc thieu|dan toc thieu so|dtts|khmer",
    "xuat khau lao dong|nuoc ngoai|xuat canh", "qua dao tao|dao tao",
    # order, courts, offices
    "bi thuong|thuong tich", "nong do con", "gay thuong tich", "giet nguoi", "dam coc|coc",
    "truy na", "cai nghien", "to cao", "that thoat", "dinh chi|tam dinh chi", "mat cap|mat trom|trom cap",
    "lam ro|kham pha|dieu tra", "cuong che|thao do", "hoa giai thanh|thanh", "tro giup phap ly", "khai sinh", "ket hon",
    "khai tu", "chung thuc", "chuyen sau|chuyen ky sau|chuyen sang ky", "toan trinh|truc tuyen", "chu ky so",
    "tinh gian", "tuyen dung",
    # the Party
    "dang vien kiem tra|kiem tra", "dau hieu vi pham", "ky luat", "khien trach", "canh cao", "cach chuc", "khai tru",
    "xoa ten", "huy hieu", "bao cao vien",
)  # fmt: skip
# Kinds of one syllable, which without its marks may be another word.
SORTS = (
    "bò",
    "trâu",
    "lợn",
    "dê",
    "nho",
    "muối",
    "sâm",
    "mía",
    "dừa",
    "ngựa",
    "lạc",
    "sắn",
    "chè",
    "nữ",
    "nếp",
)
# What falls to one is asked for: "giá nước bao nhiêu một khối", "doanh thu bình quân một hợp tác xã".
PER_ONE = re.compile(
    r"(?<!\w)(?:binh quan|trung binh) (?:tren |cua )?(?:mot|moi|1) \w"
    r"|(?<!tham )(?<!\w)gia (?!(?:tri|dinh|cam|suc|nhap|han|re|tang|vi)(?!\w))[^?]*"
    r"(?:(?<!\w)(?:mot|moi|1) |/ ?)(?:khoi|m3|kwh|kg|ky|ta|tan|m2|met vuong|lit)(?!\w)"
)
FOR_ONE = ("binh quan", "trung binh", "don gia")
# Several kinds may be asked for: "mầm non đến trung học phổ thông".
LISTING = re.compile(r"[,;]|(?<!\w)(?:và|với|đến|va|voi|den|gộp|gop)(?!\w)", re.IGNORECASE)
# What holds a word of one syllable and is another: "thu hồi đất" is no income, "bố trí vốn" no ox.
COMPOUNDS = re.compile(
    r"(?<= )(?:thu (?:hoi|hoach|tuc|nhan|nhap|hut|thap|y|truong|mua)|(?:bi|doanh) thu|anh chi"
    r"|chi (?:bo|tieu|hoi|doan|nhanh|thi|cuc|tiet|dao)"
    r"|bo (?:tri|phan|sung|hoc|doi|nhiem|lao)|(?:can|dang|toan|noi) bo|de (?:nghi|an|xuat|tai)|van de"
    r"|lon (?:nhat|hon|nho)|lua chon|ngo doc|ga (?:tau|xe))(?= )"
)
# -- what is done to things, or what they do: "kiểm tra 58 đảng viên" is no answer to how many there are
DEEDS = (
    "kiem tra", "giam sat", "ket nap", "ky luat", "khien trach", "canh cao", "khai tru", "xoa ten", "cong nhan",
    "trao|tang", "khen thuong|bieu duong", "boi duong", "dao tao", "tap huan", "tuyen truyen", "thu hoi", "cap moi",
    "cap doi", "xay moi", "sua chua", "giai the", "tam ngung", "thanh lap", "xu phat", "lap bien ban", "khoi to",
    "thoat ngheo", "tra loi",
    "hoa giai", "tiep nhan", "giai quyet", "vay", "xuat canh", "o nuoc ngoai", "huan luyen", "nhap ngu", "dang ky",
)  # fmt: skip
# A stock asked for, over the question's terms: what befell some of it is no answer ("tiêu hủy 767 con lợn").
STOCK = re.compile(
    r" (?:tong )?dan (?:lon|trau|bo|de|ga|vit|gia cam|gia suc) | nuoi (?:duoc )?(?:may|bao nhieu) "
    r"| (?:tong so|co (?:bao nhieu|may)) (?:dang vien|doan vien|hoi vien|chi bo) | to chuc co so dang "
)
BEFALLEN = (
    "kiem tra", "giam sat", "ky luat", "khien trach", "canh cao", "khai tru", "xoa ten", "ket nap", "tieu huy",
    "mac benh", "tiem phong", "tiem", "chet", "khen thuong", "boi duong", "dao tao", "chuyen doi",
)  # fmt: skip
