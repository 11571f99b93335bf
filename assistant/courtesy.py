"""The polite words around a question: "Chào em, cho anh hỏi … Em cảm ơn ạ." Pure."""

from __future__ import annotations

import re

from assistant.cues import HOW_MANY, cue_text, words_of

_CLAUSE = re.compile(r"[^,.;:!?]*[,.;:!?]*\s*")
# A clause made of these alone asks nothing.
_POLITE = words_of(
    "xin chao alo hello hi da vang a oi nhe nha nhi voi em anh chi toi minh ban bac co chu thay sep tro"
    " ly dong cho hoi biet nho giup do tra cuu xem ho kiem tim lay can gap so nay lieu de lam bao cao hop"
    " sap roi dang cam on nhieu cac truoc vui long phien chut ti mot cai thong tin cau viec moi nguoi ngay"
    " nhanh duoc khong ma la thi chuan bi phat bieu lanh dao mong muon hay admin ad bot thanks thank you"
    " noi dua tra loi trinh soan viet"
    " tks please bai dien vao cua bi thu truong pho kip vua chua doc cau hoi la sep ben"
)

# "…, đúng không, số chính xác?", "… chưa? Con số thật là bao nhiêu": the figure comes with the answer anyhow.
_EXACTLY = re.compile(
    r"\s*[,.;?!]+\s*(?:con )?so (?:lieu )?(?:chinh xac|that|cu the)(?: la| thi)?(?: bao nhieu| may"
    r"| bn)?[\s?.!]*(?=\(|$)"
)
_WHETHER = re.compile(r"(?<!\w)(?:dung|phai|co|chua)(?!\w)")  # what is held against the figure
_FIGURE_FOR_FIGURE = re.compile(r"so nao (?:ra )?so (?:nay|ay|do)")
_ASIDE = re.compile(r"\s*\([^()]*\)[\s?.!]*$")  # "… (theo báo cáo UBND)" stays behind what it is said of
# What the figure is for, behind the question: "… để anh phát biểu".
_PURPOSE = re.compile(
    r"(?<!van)(?<!chuyen)(?<!chu)(?<!tien)\sde(?= (?:\w+ ){0,2}(?:phat bieu|bao cao|tra loi|chuan bi|dua vao|soan"
    r"|viet bai|trinh|hop)(?!\w))"
)


def without_courtesies(text: str) -> str:
    """`text` less the clauses at its beginning and end that are only polite; all of it when nothing else is left."""
    if (exact := _EXACTLY.search(cue_text(text))) and _WHETHER.search(cue_text(text[: exact.start()])):
        text = f"{text[: exact.start()]}?{text[exact.end() :]}"
    aside = _ASIDE.search(text)
    if aside and aside.start():
        return f"{without_courtesies(text[: aside.start()])}{aside.group()}"
    clauses = [m.group() for m in _CLAUSE.finditer(text) if m.group()]
    first, last = 0, len(clauses)
    while first < last and _polite(clauses[first]):
        first += 1
    while last > first and _polite(clauses[last - 1]):
        last -= 1
    if last > first and (purpose := _PURPOSE.search(cue_text(clauses[last - 1]))):
        meant = clauses[last - 1]
        if _polite(meant[purpose.start() :]):
            clauses[last - 1] = meant[: purpose.start()]
    kept = "".join(clauses[first:last]).strip()
    return (kept.rstrip(",;: ") if last < len(clauses) else kept) or text


def _polite(clause: str) -> bool:
    folded = cue_text(clause)
    if _FIGURE_FOR_FIGURE.fullmatch(folded.strip(" ,.;?!")):
        return True
    # "Báo cáo số bao nhiêu" is made of polite words, and asks.
    return not HOW_MANY.search(folded) and all(word in _POLITE for word in re.findall(r"\w+", folded))
