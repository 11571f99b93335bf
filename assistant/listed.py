"""Several quantities asked at once: "số hộ nghèo, tỷ lệ hộ nghèo và số nhà được xây lần lượt là bao nhiêu". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import cues
from assistant.cues import any_of, cue_text
from index_store.records import Role

MOST = 6  # quantities of one question
# That several are asked for, said before them or behind them.
_SAID = re.compile(
    r"(?<!\w)(?P<before>(?:cac|may|nhung) (?:so lieu|con so|chi so|chi tieu)(?: sau)?)(?!\w)"
    r"|(?<!\w)(?P<after>(?:moi|tung) (?:thu|cai|loai|muc|chi tieu|so lieu)|lan luot|(?:luon|cung) mot (?:luot|luc))"
    r"(?!\w)"
)
_ASKING = (
    r"(?:(?:xin|cho|biet|hoi|can|lay|xem|tra|giup|em|anh|chi|toi|minh|them|so lieu|nhe|voi|ve)(?!\w)[ ,]*)"
)
# Behind amounts that are named each by itself: "số đoàn và số đơn là bao nhiêu".
_AMOUNTS = re.compile(rf"(?:\s(?:la|co|duoc|dat|het|thi|deu))*\s(?:{cues.HOW_MANY.pattern})\W*$")
# How an amount is named. "Xuất khẩu lao động" is none: it may go on with what stands before it.
_HEAD = re.compile(
    rf"\W*{_ASKING}*(?:(?:so|__)(?! (?:lieu|voi|nay))|tong|t[yi] le|dien tich|doanh thu|doanh so|thiet hai|khoi luong"
    r"|kinh phi|san luong|nang suat|gia tri|chi so|von|thu|chi|du no|no (?:thue|xau|dong|bao hiem|qua han|cong)|muc|dan"
    r"|luong|tien|toc do|sl|dt|gtsx|quy|do|chieu dai|tri gia|giai ngan|bao phu)(?!\w)"
)
_PIECES = re.compile(
    r"[,;]\s|(?<!\w)(?:và|va|với|voi)(?!\w)(?! doanh thu (?:các )?dịch vụ)"
)  # of "tổng mức bán lẻ"
_NUMBERED = re.compile(r"\(\d\)|(?<!\w)\d\)")  # "(1) số hộ nghèo, (2) đàn lợn"
_ASKED_OTHERWISE = any_of(
    "so sanh", "chenh", "hon", "kem", "so (?:voi|cung|ke|ck|kh)", "tang", "giam", "nao", "gi", "the nao", "ra sao",
    "vi sao", "tai sao", "ai", "o dau", "khi nao", "nguyen nhan", "tong cong", "cong lai", "bang", "chua", "khong",
)  # fmt: skip
# Items that only say which figure of one thing is meant: "quỹ vì người nghèo: số thực hiện và % so kế hoạch".
_SHARE = r"(?:%|phan tram|t[yi] le)[^,;]*?"
_ROLES: Sequence[tuple[Role, re.Pattern[str]]] = (
    ("pct_plan", re.compile(rf"\W*(?:dat )?{_SHARE}(?:ke hoach|kh|du toan|chi tieu)\W*")),
    ("pct_change", re.compile(rf"\W*(?:tang giam|{_SHARE}(?:cung ky|ck|nam truoc))[^,;]*")),
    ("plan", re.compile(r"\W*(?:so |muc |__ )?(?:ke hoach|kh|chi tieu|du toan)(?: (?:nam|giao))?\W*")),
    ("earlier", re.compile(r"\W*(?:so |__ )?cung ky(?: nam truoc)?\W*")),
    ("level", re.compile(r"\W*(?:so |muc |__ )?(?:thuc hien|ket qua|dat duoc|lam duoc)(?: duoc)?\W*")),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One quantity of several. role: where only the figure of the thing before a colon is said, which one."""

    text: str
    role: Role | None = None
    topic: str = ""  # what stands before the colon: all of the items are of it


def listed(shown: str) -> list[Item]:
    """The quantities that a question lists; [] where it asks for one, or in another way."""
    folded = cue_text(shown)
    said = _SAID.search(folded)
    colon = shown.rfind(":") + 1
    start = max(colon, said.end() if said and said["before"] else 0)
    amounts = _AMOUNTS.search(folded)
    end = said.start() if said and said["after"] else amounts.start() if amounts else len(shown)
    pieces = _stripped(_PIECES.split(shown[start:end]))
    roles = [_role(piece) for piece in pieces]
    if colon and len(pieces) > 1 and all(roles):
        return [Item(shown[: colon - 1], role) for role in roles]
    otherwise = cues.HOW_MANY.search(folded, 0, end) or _ASKED_OTHERWISE.search(folded)
    if otherwise and not said:
        return []
    numbered = _NUMBERED.split(shown[start:end])
    items = _stripped(numbered if len(numbered) > 2 else shown[start:end].split(";"))
    if len(items) < 2:
        items = _joined(pieces)
        if len(items) < 2 and said and said["after"]:
            items = pieces
        elif not all(_HEAD.match(cue_text(item)) for item in items):
            return []
    topic = shown[: colon - 1] if colon else ""
    return [Item(item, topic=topic) for item in items] if 1 < len(items) <= MOST else []


def _stripped(pieces: Sequence[str]) -> list[str]:
    bare = (re.sub(r"\s(?:của|cua|ở|o|tại|tai)\W*$", "", piece).strip(" .?,") for piece in pieces)
    return [piece for piece in bare if piece]


def _joined(pieces: Sequence[str]) -> list[str]:
    """Pieces put back to what they go on from: "số hộ nghèo | cận nghèo | số nhà" are two."""
    items: list[str] = []
    for piece in pieces:
        if items and not _HEAD.match(cue_text(piece)):
            items[-1] += f", {piece}"
        else:
            items.append(piece)
    return items


def _role(piece: str) -> Role | None:
    folded = cue_text(piece)
    return next((role for role, pattern in _ROLES if pattern.fullmatch(folded)), None)
