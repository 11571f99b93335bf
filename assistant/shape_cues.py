"""How people ask for a ranking, a series or a comparison, as patterns over folded text (cues.cue_text)."""

from __future__ import annotations

import re

_UNIT = "huyen|xa|tinh|thi xa|thi tran|thi|thanh pho|don vi|dia phuong|dia ban|noi|ben|phuong|quan|dac khu"
_UNITS = rf"(?:{_UNIT})(?:(?:,| va| hay| hoac|/)? (?:{_UNIT}))*"  # "huyện, thị xã, thành phố"

# -- ranking
# "nhiều hộ nghèo nhất"; "nhiều đơn vị thống nhất" is none.
_BETWEEN = (
    r"(?: (?!(?:thong|hop|(?<!lao )(?<!hoat )dong|duy|(?<!nhieu )(?<!it )lon) nhat(?!\w)"
    r"|(?:cao|thap|nho|it|nhieu)(?!\w))\w+){0,5}?"
)
_MOST = rf"(?<!\w)(?:cao|lon|dai|tot|nhanh|manh|sau|nhieu{_BETWEEN}) nhat(?! (?:tri|the|quan)(?!\w))(?!\w)"
_LEAST = rf"(?<!\w)(?:thap|nho|ngan|kem|cham|it{_BETWEEN}) nhat(?! (?:tri|the|quan)(?!\w))(?!\w)"
MOST_OF = re.compile(
    rf"(?<!\w)(?:co )?(?:nhieu|it)(?P<thing>{_BETWEEN.replace('{0,5}', '{1,5}')}) nhat(?!\w)"
)
RANK = re.compile(rf"{_MOST}|{_LEAST}|top \d+|xep hang|xep thu|dung (?:dau|cuoi)|dan dau")
GROWN_MOST = re.compile(
    r"(?<!\w)(?:co )?(?:muc |toc do )?(?:do )?(?P<way>tang|giam)(?: truong| them)?"
    r" (?:cao|lon|nhanh|manh|sau|nhieu|it|thap|cham) nhat"
    r"(?: so voi (?:cung k[yi]|nam (?:truoc|ngoai)))?(?!\w)"
)
COUNTS = {"hai": 2, "ba": 3, "bon": 4}  # "năm" is a year as well
RANK_COUNT = re.compile(rf"top (\d+)|(?<!\w)(\d+|{'|'.join(COUNTS)}) (?:{_UNIT})(?!\w)")
HIGHEST = re.compile(rf"{_MOST}|dung dau|dan dau")
LOWEST = re.compile(rf"{_LEAST}|dung cuoi")
UNITS_ASKED = re.compile(
    rf"(?<!\w)(?:{_UNIT}) nao(?!\w)|top \d|xep hang (?:cac )?(?:{_UNIT}|theo)(?!\w)"
    r"|nhat (?:la |thi )?(?:o|tai) dau(?!\w)"
    rf"|(?<!\w)(?:o |tai )?cho nao (?=[^?]*nhat)|(?<!\w)(?:trong|giua) (?:so )?cac {_UNITS}(?=\s*(?:[(:,]|\W*$))"
    r"|(?<!\w)ai (?:la )?(?=(?:cao|thap|nhieu|it|lon|nho) (?:\w+ ){0,4}nhat(?!\w))"
)
# What a ranking says of those it ranks: no part of the thing that is ranked.
RANKED_UNITS = re.compile(
    rf"(?<!\w)(?:(?:trong|giua|theo) )?(?:so )?(?:(?:cac|nhung|top \d+) )?{_UNITS} nao(?!\w)"
    rf"|(?<!\w)(?:trong|giua|cua|theo) (?:so )?(?:cac|nhung) (?:{_UNITS}|bao cao)(?!\w)|(?<!\w)thuoc ve(?!\w)"
    rf"|(?<!\w)cac {_UNITS}(?!\w)|(?<=nhat )(?:la |thi )?(?:o|tai) dau(?!\w)"
    rf"|(?:top |xep hang )(?:\d+ )?(?:(?:cac|nhung) )?(?:{_UNITS}(?!\w))?(?: theo(?!\w))?"
    rf"|(?<!\w)\d+ {_UNITS}(?= co(?!\w))|(?<!\w)(?:o |tai )?cho nao(?!\w)"
    r"|(?<!\w)(?:chi (?:xet|tinh|lay)(?: trong| theo)?(?: cac| nhung)?(?: bao cao)?|(?:xet|tinh|lay)(?: trong"
    r"| theo)? (?:cac |nhung )?bao cao)(?!\w)|(?<!\w)ai (?:la )?(?=\w+ nhat)"
)

# -- series
SERIES = re.compile(
    r"(?:qua (?:cac|tung)|dien bien [^?]*(?:cac|tung)) (?:nam|ky|quy|thang)|xu huong|dien bien (?:cua |qua )"
    r"|^\W*dien bien (?=(?:so|t[yi] le|thu|chi|tong|dien tich|san luong|gia tri|doanh thu)(?!\w))"
    r"|theo (?:tung|cac) (?:nam|ky|quy)|(?:o|qua|trong) (?:tat ca|moi) (?:cac )?(?:k[yi]|bao cao|nam)(?!\w)"
    r"|(?<!\w)(?:cac|may|nhung|vai|\d|hai|ba|bon|nam) (?:nam|ky|quy)(?: bao cao)? "
    r"(?:gan day|gan nhat|qua|vua qua|lien tiep|lien tuc)|(?<!\w)cac nam(?! (?:hoc|tuoi|truoc))(?!\w)"
)
SERIES_WORDS = re.compile(
    r"(?<!\w)(?:dien bien|xu huong|(?:(?:_+|lap) )?day so(?: lieu)?(?= )|(?:cac )?k[yi](?=\W*$)"
    r"|(?:(?:o |qua |trong )?(?:tat ca|moi) )?(?:qua |theo )?(?:cac|tung|may|nhung) (?:nam|ky|quy)(?: bao cao)?"
    r"(?: hien co)?)(?!\w)"
)

# -- comparison
_ALL = rf"(?:ca )?(?:hai|ba|bon|\d) (?:{_UNIT}|k[yi]|nam)"
SUM = re.compile(
    rf"(?<!\w)tong (?:[^,;?]{{1,70}} )?(?:cua |o |trong )?{_ALL}(?!\w)"
    rf"|(?<!\w){_ALL}(?: nay)? (?:cong lai|gop lai|tong cong)|(?<!\w)(?:cong|gop) (?:lai|don|chung)(?!\w)"
)
EACH = re.compile(r"lan luot|(?<!\w)(?:moi|tung) (?:noi|ben|don vi|huyen|xa|k[yi]|nam)(?!\w)|so sanh")
ALL_WORDS = re.compile(
    rf"(?<!\w)(?:cua |o )?{_ALL}(?: nay)?(?!\w)|(?<!\w)(?:cua |o )(?:ca )?(?:hai|ba|bon)(?!\w)"
)
SHARE = re.compile(r"(?:bang|chiem) (?:bao nhieu|bn|may) ?(?:%|phan tram)")
# "hòa giải thành chiếm bao nhiêu phần trăm số vụ việc hòa giải"
SHARE_OF = re.compile(
    rf"(?P<part>.*?\w) (?:duoc |dat |thi )?{SHARE.pattern} (?:cua |trong |tren |so voi )?(?:tong )?(?P<whole>\w.*\w)"
)
# "tỷ trọng thu nội địa trong tổng thu là mấy %", "tỷ lệ giữa số vụ khám phá và số vụ xảy ra"
SHARE_NAMED = re.compile(
    r"(?<!cong )(?<!\w)(?:t[yi] (?:trong|phan|le))(?: cua)? (?P<part>\w[^?,;]*?) (?:tren|trong"
    r"|so voi) (?!dia ban|nam|k[yi]|do tuoi|thang|quy|bao cao)(?:tong (?=so ))?(?P<whole>\w[^?]*?)"
    r"\s*(?:(?:la|dat|duoc|chiem|bang|thi)\s)*(?:bao nhieu|may|bn)(?:\s*(?:%|phan tram))?(?!\w)"
)
TIME_BEFORE = re.compile(r"cung k[yi]|(?:nam|k[yi]) (?:truoc|ngoai)")

# -- what is left to do of a plan
_PLAN = (
    r"(?:muc )?(?:ke hoach|du toan|chi tieu|muc tieu|kh|dt)(?!\w)(?: (?:von|giao|duoc giao|de ra|dat ra|ca nam"
    r"|(?:cua )?nam(?: nay)?"
    r"|tinh giao|hdnd giao))*(?!\w)"
)
_DO = r"(?:lam|thuc hien|hoan thanh|dat|phan dau)"
LEFT = re.compile(
    rf"(?<!\w)con (?:(?:phai|can)(?: phai)?(?: co)?(?: {_DO})?(?: them)?|thieu|hut|kem|cach)(?: them)?(?!\w)"
    rf"|(?<!\w)(?:thieu|hut)(?= (?:bao nhieu|may|bn)(?!\w))"
)
TO_PLAN = re.compile(
    rf"(?<!\w)(?:nua )?(?:(?:thi|de|cho|la) )*(?:(?<=nua )moi |(?<=thi )moi |moi (?=du |xong ))?(?:du|dat"
    rf"|hoan thanh|xong|bang|kip|so voi|can dich|ve dich)(?: duoc| du)? {_PLAN}"
)
# What leads on from the amount: "bao nhiêu tỷ đồng nữa mới", "bao nhiêu tỷ đồng để tổng thu".
LEADS_ON = re.compile(r"(?<!\w)(?:nua(?: (?:thi|moi|de|cho))*|(?<=\w )de)(?!\w)")
