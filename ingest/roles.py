"""In which role a quantity stands, from the words around it. Pure.

Words are matched without diacritics (`flat`: one folded letter for each letter of the text). "đạt 64,1% kế hoạch" is
a share of the plan, "tăng 08 vụ so với cùng kỳ" a change, "(cùng kỳ: 64 vụ)" the earlier value, "giảm từ 5,2%
xuống 4,1%" an earlier value and the level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index_store.language.numbers import Quantity
from index_store.language.text import fold
from index_store.language.units import unit_class
from index_store.records import Period, Role
from ingest.standing import DONE

COMPARISONS: frozenset[Role] = frozenset(
    {"plan", "pct_plan", "earlier", "change", "pct_change", "pct_of_earlier"}
)
_PLAN = (
    r"(?:ke hoach|kh(?!\w)|du toan|dt(?!\w)|chi tieu|nghi quyet|nq(?!\w)|muc tieu(?! quoc gia)|nhiem vu(?: nam| duoc)"
    r"|phuong an(?! boi)|khkt|ke hoach)"
)
_BEFORE = r"(?:cung ky|ck(?!\w)|(?:cuoi |dau |trong )?nam (?:truoc|ngoai|hoc truoc)|(?:ky|thang|quy|nhiem ky|vu|mua) truoc|thoi diem truoc)"
_THEN = (
    rf"(?:{_BEFORE}|(?:cuoi |dau |trong )?nam 20\d\d|(?:\d+|sau|chin) thang (?:dau )?nam 20\d\d"
    r"|(?:thang|quy) \S{1,3}/?(?: nam )?20\d\d|20\d\d)"
)
# "tặng" and "tăng", "gom" and "gồm" are one without their marks: these are matched with them.
_CHANGE = re.compile(
    r"(?<!\w)(?:tăng|giảm|vượt|(?:cao|thấp|nhiều|ít|lớn|sớm|chậm) hơn|kém|gấp)"
    r"(?: (?:thêm|khoảng|gần|hơn|trên|nhẹ|tương ứng|bình quân|được|mạnh|sâu|tới|trưởng|đến|chỉ|tối thiểu|xấp xỉ"
    r"|so với|so|cùng kỳ|ck|năm trước|kỳ trước|năm|20\d\d|kế hoạch|kh|dự toán|chỉ tiêu|mức|của|đầu|tháng|bằng|thu|chi|\d))*[ :]*$"
)
_CHANGE_OF = re.compile(
    r"(?:(?:tăng|giảm)(?: thêm)? (?:tỷ lệ|tỉ lệ|số lượng|số|tổng số)|(?:cao|thấp|nhiều|ít) hơn) [^,;():\d]{2,50}$"
)  # "giảm tỷ lệ hộ nghèo 1,5%"
_REACHED = re.compile(
    r"(?<!\w)(?:đạt|là|còn|xuống|lên|cho|được|với|có)(?: (?:khoảng|gần|hơn|trên|còn))*[ :]*$"
)
_CHANGE_ALL = re.compile(r"(?:tăng|giảm) (?:trên )?cả (?:ba|hai|\d+)? ?(?:tiêu chí|mặt)[^(;:]{0,40}[(:]\s*$")
_MORE_THAN = re.compile(r"^ (?:so voi|so|cung ky)(?!\w)")
_LIST_GAP = re.compile(r"[\s,/(]*(?:(?:va|voi)\s)?(?:[\s,]*(?:so|ve) [^,;()\d]{1,20})?[\s,(/]*(?:va\s)?")
_ALSO_GAP = re.compile(
    r"[\s,;(/=~]*(?:(?:hay|hoac|tuc|la|tuong ung|tuong duong|ty le|dat|bang|voi)\s*)*[(\s:]*"
)
_VERB_AFTER = re.compile(r"(?<!\w)(?:tăng|giảm|vượt|đạt|phát hiện|xử lý|xảy ra|thu|có|đã)(?!\w)")
_COMPARED = re.compile(rf"so voi|{_THEN}")
_PLAN_AFTER = re.compile(
    rf" ?(?:(?:so voi|so|cua|tren|muc|tong|toan bo|cac)\s)*(?P<open>\()?\s?(?:so voi |so |cua )?{_PLAN}"
)
# With a plan before it in the sentence: "giải ngân 22,2 tỷ đồng, đạt 22,8%", "thực hiện 20 (111,1%)".
_SHARE_BESIDE = re.compile(r"[\s,)]*(?:dat|bang)(?: ty le)?(?: khoang| gan| hon)?|\s*\(\s*")
_SHARE_AFTER_PLAN = re.compile(r"(?:hoan thanh|thuc hien)(?: duoc)?(?: khoang| gan| hon)?$")
_PLAN_SHARE = re.compile(rf"(?:hoan thanh|so voi|so|vuot|dat|thuc hien)(?: \w+){{0,2}} {_PLAN}[^,;(]*$")
# "So với mục tiêu 87,2%, tỷ lệ … 86,5%"
_AGAINST_PLAN = re.compile(rf" *so (?:voi )?{_PLAN}(?: nam)?(?: la)?")
# "đạt 75% kế hoạch (69 tỷ đồng/92 tỷ đồng)": the first is done, the second planned
_OF_TWO = re.compile(r"\s?/\s?\d")
_THEN_AFTER = re.compile(
    rf" ?(?:(?:so voi|cua|so|muc|voi|thoi diem)\s)*(?P<open>\()?\s?(?:so voi |so )?{_THEN}"
)
_TURNED = re.compile(r"[^,;]{0,30}(?<!\w)(?:tang|giam)(?!\w)")  # "8,9% so với cùng kỳ giảm 0,5"
_THEN_SHARE = re.compile(rf"so (?:voi )?{_THEN}[^,;(]{{0,25}}(?:bang|dat)(?: khoang| gan| hon)?[ :]*$")
_DID = (
    r"(?: (?:la|dat|co|chi|chi dat|moi dat|thuc hien|xay ra|phat hien|ghi nhan|con|duoc|la khoang|giai ngan|tiep nhan"
    r"|thu|nop|kiem tra|xu ly|xu phat|to chuc|trien khai|thanh tra|giai quyet|khoi to|ket nap|tiep|nam|truoc|20\d\d|bi|ngoai"
    r"|voi|ca|toan|tinh|huyen|tuong ung|lan luot))*"
)
_EARLIER = re.compile(rf"(?<!so voi )(?<!so )(?<!bang ){_BEFORE}{_DID}[ :(]*$")
_EARLIER_SAID = re.compile(
    rf"so (?:voi )?{_THEN}(?: nam (?:truoc|20\d\d))? (?:la|dat)$"
)  # "… so với cùng kỳ là 12 tấn"
_EARLIER_OPEN = re.compile(rf"(?:{_BEFORE}(?: nam (?:truoc|20\d\d)| 20\d\d)?|so (?:voi )?{_THEN})[ :]*$")
_EARLIER_OF = re.compile(r"(?:so voi|so|/|tu)(?: muc| con so)?\s?(?:khoang )?$")
_FROM = re.compile(r"(?<!\w)tu(?: muc| khoang| con)?\s?$")
_TO = re.compile(r"[^,;\d]{0,12}(?<!\w)(?:xuong|len|con)(?!\w)")
_PLAN_BEFORE = re.compile(
    rf"(?<!theo )(?<!hien )(?<!hanh )(?:{_PLAN}|(?:duoc|bien che|so) giao|giao nam)"
    r"(?: (?:nam|von|giao|ca nam|duoc giao|duoc phan bo|\d{4}|hdnd|ubnd|cap tren|tinh|huyen|xa|thi xa|la|dau tu|cong|phan bo|dau nam"
    r"|de ra|duoc duyet|so|\d+ thang|quy|trung uong|nghi quyet|dai hoi|giai ngan))*[ :(]*(?:la |giao |dat |gom )?$"
)
_PLAN_OPENS = re.compile(  # "Kế hoạch trồng rừng năm 2024 là 500 ha"
    r" *(?:tong )?(?:ke hoach|kh|du toan|chi tieu) (?!.*(?<!\w)(?:dat|thuc hien|hoan thanh|da|giai ngan|con|so)(?!\w))[^,;]{0,70}$"
)
_OF_PLAN = re.compile(r"(?:th|thuc hien)\s?/\s?(?:kh|ke hoach)")  # "TH/KH: 45/60": both, the level first
_TARGET = re.compile(
    r"phan dau|(?<!so voi )(?<!so )muc tieu(?! quoc gia)|du kien|dinh huong|den (?:het |cuoi )?nam 20[2-9]\d,? (?:dat|co|phan)|den ngay 31/12"
    r"|ke hoach nam 20\d\d dat|(?<!\w)se (?:dat|co|hoan thanh|trong|thuc hien)|can dat|phai dat|toi thieu|dang ky dat"
)
_PART = re.compile(r"trong (?:đó|số đó|số này)|(?<!\w)(?:gồm|riêng|như(?! vậy| thế| trên)|cụ thể)(?!\w)")
_PART_WIDE = re.compile(r"trong (?:đó|số đó)[^;]{0,60}$")
_MOVED = re.compile(r"tang|giam|nang|ha|keo|tu")
# "(9 tháng đầu năm 2025 báo cáo 20 hộ)": what an earlier report told
_TOLD_BEFORE = re.compile(r"(?:thang|quy)(?!\w).* (?:da )?bao cao(?: la| dat)?[ :]*$")
_OF_THEN = re.compile(rf" (?:cua )?{_THEN}")
_EQUALS_IT = re.compile(
    r"\s*\)[\s,]*(?:bang|dat)(?: khoang| gan| hon)?"
)  # "so cùng kỳ (1.006 tỷ đồng) bằng 88,1%"
_OF_A_WHOLE = re.compile(  # "(cùng kỳ 2.260 tấn), bằng 97,4% lượng phát sinh"
    r" (?:tong|luong|so (?!voi|cung)|dien tich|nhu cau|san luong|khoi luong|dan so|ho|gia tri|toan)(?!\w)"
)
_AND_GAP = re.compile(r"[\s,]*(?:va)?")
_MORE = re.compile(r"[,(] ?hon$")
_BEYOND_PLAN = re.compile(rf"vuot[^,;]*{_PLAN}")
_EQUAL_TO = re.compile(r"(?:tuong ung|tuong duong)(?: voi)?(?: tang| giam)?$")
_YEAR_DID = re.compile(rf"(?:nam |^ *(?:trong |ca )?(?:nam )?|/)(20\d\d){_DID}[ :]*$")
_IN_YEAR = re.compile(r" *(?:trong |ca )?nam (20\d\d)(?: \w+){1,3}$")
_AGAINST_YEAR = re.compile(r"(?:so (?:voi )?|bang |tu |ngay \S+ )(?:thang )?(?:\S+ )?(?:nam )?20\d\d")
# "Năm 2025, xây dựng chỉ tiêu …": a clause that begins with a year to come
_YEAR_AHEAD = re.compile(r" *(?:trong |sang |buoc sang |ke hoach |chi tieu |muc tieu )*nam (20\d\d)(?!\d)")
_YEAR_IS = re.compile(r"nam (20\d\d)(?: (?:la|dat|co|giao))*[ :]*$")
_BREAK = re.compile(r"[,;(]")
# "Trong số vốn 76,3 tỷ đồng được giao cho 19 dự án"
_FUNDS = re.compile(r"(?<!\w)(?:von|kinh phi)(?: (?!giai|thanh|thuc|ngan|dat|la|chi)\w+){0,4}$")
_GIVEN_AFTER = re.compile(r" ?(?:duoc|da) (?:giao|phan bo|bo tri)(?!\w)")
_SHARE = re.compile(r"(?<!\w)chiem(?: ty le| khoang| ty trong)*$")


@dataclass(frozen=True, slots=True)
class Place:
    """One quantity among those of its clause; all offsets in `flat`, the folded text."""

    flat: str
    low: str  # the text in lower case, with its marks
    quantity: Quantity
    clause: tuple[int, int]
    left: int  # where the quantity before ends, or the clause begins
    right: int  # where the next one begins, or the clause ends
    bracket: int  # where the bracket around it opens, or -1
    previous: Role | None  # the role of the quantity before in the clause
    planned: bool  # a plan stands before it in the clause
    units: frozenset[str]  # first words of the units of the levels before it in the sentence

    @property
    def since_break(self) -> str:
        """What stands before the number, from the last comma or bracket on."""
        words = self.flat[max(self.clause[0], self.quantity.start - 90) : self.quantity.start]
        return _BREAK.split(words)[-1].rstrip()


def role_of(place: Place, task: bool, period: Period | None) -> Role:
    """The role by the first rule that fits; "level" when none does."""
    q, flat = place.quantity, place.flat
    near = flat[place.left : q.start].rstrip()
    near_marked = place.low[place.left : q.start].rstrip()
    lead = place.since_break
    after = flat[q.end : min(q.end + 60, max(place.right, q.end))]
    percent = unit_class(q.unit) == "percent" and not q.unit.startswith(("điểm", "đ"))
    if _is_target(place, lead, task, period):
        return "target"
    if near.strip() == "/" and q.unit and flat[: place.left].endswith(fold(q.unit)):
        return "plan"  # "376,9 ha/867 ha"
    opened = flat[place.clause[0] : place.bracket].rstrip()[-60:] if place.bracket >= 0 and not lead else ""
    opens = place.bracket >= place.left  # it is the first in its bracket
    if _EARLIER_OPEN.search(opened) and (opens or place.previous == "earlier"):
        return "earlier"
    alone = not (percent or q.denominator or _OF_TWO.match(flat, q.end))
    if alone and _PLAN_BEFORE.search(opened) and (opens or place.previous == "plan"):
        return "plan"
    if _FROM.search(near) and _TO.match(flat, q.end) and _MOVED.search(near):
        return "earlier"
    if not percent and _EARLIER_OF.search(near) and _OF_THEN.match(after):
        return "earlier"
    changed = _changed(near_marked, near, after)
    if percent:
        found = _percent_role(place, near, lead, after, changed)
        if found:
            return found
    elif changed or _goes_on(place, near):
        return "change"
    told_before = opens and _TOLD_BEFORE.search(lead)
    if _EARLIER.search(lead) or _EARLIER_SAID.search(lead) or _earlier_year(lead, period) or told_before:
        return "earlier"
    known = (
        q.unit.lower().split(" ")[0] in place.units
    )  # "8 vụ, cùng kỳ 8 vụ, 3 người chết": these are of now
    if place.previous == "earlier" and _AND_GAP.fullmatch(near) and (known or not place.units):
        return "earlier"  # "cùng kỳ tương ứng 240 vụ, 148 người chết"
    planned = _PLAN_BEFORE.search(lead) or _PLAN_OPENS.match(lead)
    if planned and not (percent and lead.endswith("dat")) and not _OF_PLAN.search(lead):
        return "plan"
    if unit_class(q.unit) == "money" and _FUNDS.search(near) and _GIVEN_AFTER.match(after):
        return "plan"
    if percent and _SHARE.search(near):
        return "part"
    if _PART_WIDE.search(near_marked):
        return "part"
    return "part" if _PART.search(_BREAK.split(place.low[place.clause[0] : q.start])[-1]) else "level"


def _changed(marked: str, near: str, after: str) -> bool:
    if _CHANGE_ALL.search(marked) or (_CHANGE_OF.search(marked) and not _REACHED.search(marked)):
        return True
    if _CHANGE.search(marked):
        return True
    more = _MORE.search(near)
    return bool(more and _MORE_THAN.match(after))


def _percent_role(place: Place, near: str, lead: str, after: str, changed: bool) -> Role | None:
    plan, then = _PLAN_AFTER.match(after), _THEN_AFTER.match(after)
    if plan and not (plan["open"] and _next_is_percent(place)):
        return "pct_plan"
    if changed:
        return "pct_plan" if _BEYOND_PLAN.search(near) else "pct_change"
    if place.previous == "pct_change" and _goes_on(place, near):
        return "pct_change"
    if place.previous == "change" and _ALSO_GAP.fullmatch(near):
        return "pct_change"
    if _EQUAL_TO.search(near) and place.previous == "change":
        return "pct_change"
    of_it = place.previous == "earlier" and _EQUALS_IT.fullmatch(near) and not _OF_A_WHOLE.match(after)
    if _THEN_SHARE.search(lead) or of_it:
        return "pct_of_earlier"
    if then and not (then["open"] and (_next_is_percent(place) or "bang" not in near)):
        return None if _TURNED.match(after, then.end()) else "pct_of_earlier"
    if _AGAINST_PLAN.fullmatch(lead):
        return "plan"
    if _PLAN_SHARE.search(lead):
        return "pct_plan"
    if place.planned and (_SHARE_BESIDE.fullmatch(near) or _SHARE_AFTER_PLAN.search(lead)):
        return "pct_plan"
    return None


def _next_is_percent(place: Place) -> bool:
    """Whether the number after this one, in the bracket that opens, is a percentage too."""
    return "%" in place.flat[place.right : place.right + 8]


def _goes_on(place: Place, near: str) -> bool:
    """ "giảm 02 vụ, 01 người chết so với cùng kỳ": the change goes on to the quantity after the comma."""
    if place.previous not in ("change", "pct_change") or not _LIST_GAP.fullmatch(near):
        return False
    if place.previous == "pct_change" and unit_class(place.quantity.unit) != "percent":
        return False
    if place.bracket >= place.left or (place.bracket >= 0 and "(" not in near):
        return True
    stop = _VERB_AFTER.search(place.low, place.quantity.end, place.clause[1])
    if _COMPARED.search(place.flat, place.quantity.end, stop.start() if stop else place.clause[1]):
        return True
    # "giảm 7 người so với năm trước, 98 người bị thương": what it is compared with ends it
    return not _COMPARED.search(near) and place.quantity.unit.lower().split(" ")[0] in place.units


def _is_target(place: Place, lead: str, task: bool, period: Period | None) -> bool:
    before = place.flat[max(place.clause[0], place.quantity.start - 90) : place.quantity.start]
    ahead = _YEAR_AHEAD.match(place.flat, place.clause[0])
    return (
        task
        or _later_year(lead, period)
        or bool(ahead and period and int(ahead[1]) > period.year)
        or bool(_TARGET.search(lead))
        or bool(
            _TARGET.search(before)
            and not DONE.search(place.low[place.quantity.start - len(lead) - 1 : place.quantity.start])
        )
    )


def _earlier_year(lead: str, period: Period | None) -> bool:
    """ "năm 2022: " or "năm 2022 giải ngân " before the figure, of a year before the report's."""
    year = _YEAR_DID.search(lead) or _IN_YEAR.match(lead)
    if not year or not period or int(year[1]) >= period.year:
        return False
    return not _AGAINST_YEAR.search(lead)


def _later_year(lead: str, period: Period | None) -> bool:
    """ "năm 2025 là " right before the figure, of a year after the report's: what is meant to be."""
    year = _YEAR_IS.search(lead)
    return bool(year and period and int(year[1]) > period.year)
