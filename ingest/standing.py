"""How a quantity stands: estimated or done, of the period or a running total, or only meant to be. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index_store.language.text import fold
from index_store.records import Period, Role, Span, Status

DONE = re.compile(
    r"(?<!\w)(?:đã|thực hiện|hoàn thành|giải quyết được|phát hiện|xảy ra|tổ chức(?! (?:đảng|cơ sở|chính|hội|đoàn|tín|công|tôn))|kết nạp|ban hành|thu được|ghi nhận"
    r"|tiếp nhận|thành lập|khởi tố|xử phạt|triển khai|cấp mới)(?!\w)"
)
_ESTIMATE = re.compile(
    r"(?<!\shương )(?<!\squy )(?<!\shiệp )(?<!\sđiều )(?<!\smơ )(?<!\w)ước(?!\w| mơ| lượng sai)"
)
_CUMULATIVE = re.compile(
    r"luy ke|den nay|hien (?:co|nay|dang|con|tai|toan|quan ly)|tinh den|den (?:cuoi|het) (?:ky|thang|quy|nam)|den thoi diem"
    r"|nang tong so|nang so|nang len|toan (?:huyen|xa|tinh|thi xa|thanh pho|phuong|dang bo)[^,;]{0,20}(?<!\w)(?:co|con|quan ly)(?!\w)"
    r"|cuoi nam(?:,| co| con)|dang bo [^,;]{0,20}co(?!\w)"
)
_IN_PERIOD = re.compile(
    r"tu dau nam(?: den nay)?|trong (?:ky|thang|nam|quy)|trong (?:\d+ thang)|\d+ thang|phat hien|xay ra|ket nap|to chuc(?! (?:dang|co so|chinh|tin dung|hoi|doan))"
    r"|thanh lap moi|cap moi|dang ky moi|xay (?:dung )?moi|da cap|ca nam|phat sinh|ghi nhan|trong moi|tiep nhan|(?<!\w)quy (?:[1-4]|i{1,3}|iv)(?!\w)"
)
_AHEAD = re.compile(
    r"phuong huong|nhiem vu,? (?:va )?(?:trong tam|chu yeu|giai phap|cong tac)|giai phap|muc tieu(?! quoc gia)"
    r"|thoi gian toi|thang cuoi nam|chi tieu phan dau|chi tieu ke hoach"
)
_TASKS = re.compile(r"nhiem vu|ke hoach nam")
_RESULTS = re.compile(
    r"ket qua|tinh hinh|danh gia|thuc hien (?:cac )?(?:nhiem vu|muc tieu|giai phap|chi tieu)|kiem diem|han che|ton tai"
    r"|da dat|dat duoc|uu diem|nguyen nhan"
)


def speaks_of_tasks(path: Sequence[str], period: Period | None) -> bool:
    """Whether the headings say that what follows is meant to be done: its quantities are targets."""
    results = False
    for heading in map(fold, path):
        if _RESULTS.search(heading) and not re.search(r"phuong huong", heading):
            results = True
            continue
        years = [int(y) for y in re.findall(r"(?<!-)20\d\d", heading)]
        if _AHEAD.search(heading) or (period and years and years[-1] == period.year + 1):
            return True
        if _TASKS.search(heading) and not results:
            return True
    return False


def status_of(
    low: str, clause: tuple[int, int], place: tuple[int, int], role: Role, estimated: bool
) -> Status:
    """uoc: an estimate, said before the figure or in its own part of the clause; estimated: by the heading.

    place: where the figure's own part of the clause begins and ends.
    """
    if role in ("earlier", "plan", "target"):
        return "khong_ro"
    if estimated or _ESTIMATE.search(low, clause[0], place[1]):
        return "uoc"
    return "thuc_hien" if DONE.search(low, clause[0], clause[1]) else "khong_ro"


# Said once for all that follows in the sentence: a time, no stock of one thing ("hiện có").
_TIME = re.compile(r"luy ke|den nay|tinh den|den (?:cuoi|het) (?:ky|thang|quy|nam)|den thoi diem")
_CLOSED = re.compile(r"\([^()]*\)")
_TOTAL = re.compile(
    r"luy ke|tu truoc (?:den|toi) nay|(?:dua|nang) (?:\w+ ){0,2}tong so|tong so hien|(?<!\w)hien (?:co|con)(?!\w)"
)


def span_of(flat: str, sentence: int, clause: int, own: int, end: int) -> Span:
    """Running total or within the period: by the figure's own part of the clause if that tells, else by the last
    words of either kind before it ends. own, end: where that part begins and ends.

    What a bracket says that closes before it is of the figure before the bracket.
    """
    if _TOTAL.search(flat, own, end):
        return "luy_ke"
    before = _CLOSED.sub(lambda closed: " " * len(closed.group()), flat[sentence:own])
    seen = before + flat[own:end]
    if clause > sentence:
        told = _last_of(seen, _CUMULATIVE, clause - sentence, len(seen))
        return told if told != "khong_ro" else _last_of(seen, _TIME, 0, clause - sentence)
    return _last_of(seen, _CUMULATIVE, 0, len(seen))


def _last_of(text: str, cumulative: re.Pattern[str], start: int, end: int) -> Span:
    """What the last words of either kind say; "khong_ro" where there are none."""
    last: tuple[int, Span] = (-1, "khong_ro")
    kinds: tuple[tuple[re.Pattern[str], Span], ...] = ((cumulative, "luy_ke"), (_IN_PERIOD, "trong_ky"))
    for pattern, span in kinds:
        for match in pattern.finditer(text, start, end):
            if match.end() > last[0]:
                last = (match.end(), span)
    return last[1]
