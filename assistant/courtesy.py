"""The polite words around a question: "Chào em, cho anh hỏi … Em cảm ơn ạ." Pure."""

from __future__ import annotations

import re

from assistant.cues import cue_text

_CLAUSE = re.compile(r"[^,.;:!?]*[,.;:!?]*\s*")
# A clause made of these alone asks nothing.
_POLITE = frozenset(
    [
        "xin",
        "chao",
        "alo",
        "hello",
        "hi",
        "da",
        "vang",
        "a",
        "oi",
        "nhe",
        "nha",
        "nhi",
        "voi",
        "em",
        "anh",
        "chi",
        "toi",
        "minh",
        "ban",
        "bac",
        "co",
        "chu",
        "thay",
        "sep",
        "tro",
        "ly",
        "dong",
        "cho",
        "hoi",
        "cho",
        "biet",
        "nho",
        "giup",
        "do",
        "tra",
        "cuu",
        "xem",
        "ho",
        "kiem",
        "tim",
        "lay",
        "can",
        "gap",
        "so",
        "nay",
        "lieu",
        "de",
        "lam",
        "bao",
        "cao",
        "hop",
        "sap",
        "roi",
        "dang",
        "cam",
        "on",
        "nhieu",
        "cac",
        "truoc",
        "vui",
        "long",
        "phien",
        "chut",
        "ti",
        "mot",
        "cai",
        "thong",
        "tin",
        "cau",
        "viec",
        "moi",
        "nguoi",
        "ngay",
        "nhanh",
        "duoc",
        "khong",
        "ma",
        "la",
        "thi",
        "chuan",
        "bi",
        "phat",
        "bieu",
        "lanh",
        "dao",
        "mong",
        "muon",
        "hay",
        "admin",
        "ad",
        "bot",
    ]
)


def without_courtesies(text: str) -> str:
    """`text` less the clauses at its beginning and end that are only polite; all of it when nothing else is left."""
    clauses = [m.group() for m in _CLAUSE.finditer(text) if m.group()]
    first, last = 0, len(clauses)
    while first < last and _polite(clauses[first]):
        first += 1
    while last > first and _polite(clauses[last - 1]):
        last -= 1
    return "".join(clauses[first:last]).strip() or text


def _polite(clause: str) -> bool:
    words = re.findall(r"\w+", cue_text(clause))
    return all(word in _POLITE for word in words)
