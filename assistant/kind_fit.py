"""What a question in words wants of the sentence that answers it: a date, a cause, names, a paper's number. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from assistant import word_cues as cues
from assistant.cues import TERM_OF_OFFICE, words_of
from assistant.forms import form_of
from assistant.understand import Need
from assistant.word_cues import CAPITALS
from index_store.language.text import fold
from index_store.records import Passage

# Proper names, and what is named in quotes: what a list is made of.
_NAME = re.compile(rf"(?<![\w“])[{CAPITALS}][^\W\d_]+(?:[\s’'][{CAPITALS}][^\W\d_]+)+")
_QUOTED = re.compile(r"“[^”]{3,60}”")
_NUMBER = re.compile(r"(?<![\d/.])\d[\d.,]*(?![\d/])")
_ITEM = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})*[.)]\s")
_DATE = re.compile(
    r"\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?|(?:[Nn]ăm|[Tt]háng|[Nn]gày|lần thứ|số) \d+\S*|\d+[-/][A-ZĐ]\S+"
)
_FORM = 2.5  # what has the form that is asked for says it, whatever its words
_NUMBERED = re.compile(r"\d{1,2}\. ")
# Papers and offices are written with capitals as well.
_NO_ITEM = words_of(
    "ban bộ chỉ chương đảng đoàn huyện hội kế kết khóa luật mặt nghị quyết sở thông tỉnh trung uỷ ủy ubnd văn"
)
_AT = re.compile(
    rf"(?:về|thôn|xã|phường|bản|tổ dân phố|khu|buôn|ấp|nhân dân) (?:\w+ ){{0,2}}?[{CAPITALS}]"
    rf"|(?:tại|ở) (?:\w+ ){{0,5}}?[{CAPITALS}]"
    r"|(?:tại|địa điểm:?) (?:hội trường|nhà|sân|trụ sở|trung tâm|trường|quảng trường)"
)


def asking_terms(need: Need) -> Need:
    """The need with the words that only carry the asking made light: "nguyên nhân", "tổ chức", "tên", "ba"."""
    asking = cues.ASKING_WORDS["any"] | cues.ASKING_WORDS.get(need.kind, frozenset())
    form = form_of(need.kind, fold(need.text))
    asking |= form.light if form else frozenset()
    if need.kind == "tasks" and cues.NO_SOLUTION.search(fold(need.text)):
        asking -= {"giai"}
    light = frozenset(t for t in need.terms if fold(t) in asking) | _parts(need)
    return need if light >= frozenset(need.terms) else replace(need, light_terms=need.light_terms | light)


def _parts(need: Need) -> frozenset[str]:
    """The terms of "chủ đầu tư", "khánh thành": what of a thing is asked for, not which thing."""
    if need.kind not in cues.PART_KINDS:
        return frozenset()
    words = need.terms if need.marked else tuple(map(fold, need.terms))
    found: set[str] = set()
    for phrase in cues.PARTS:
        said = tuple(phrase if need.marked else map(fold, phrase))
        for at in range(len(words) - len(said) + 1):
            if words[at : at + len(said)] == said:
                found.update(need.terms[at : at + len(said)])
    return frozenset(found)


def kind_fit(need: Need, passage: Passage, text: str) -> float:
    """1.0 when the text has what this kind of question wants, 0.0 when that says nothing, −1.0 when it cannot serve;
    more than 1.0 for what can hardly say anything else.

    text: a sentence of the passage, or a clause of one.
    """
    asked, folded = fold(need.text), fold(text)
    fit = _fit(need, passage, text, asked, folded)
    if need.kind != "yes_no" and cues.NOT_ASKED.search(need.text) and not cues.NOT_PRINTED.search(folded):
        return fit - 0.4  # "tiêu chí nào chưa đạt" is not answered by those that are met
    return fit


def _side(folded: str) -> str:
    """Which of two sides of causes is named, "khach quan" or "chu quan"; "" where none or both are."""
    named = set(cues.SIDES.findall(folded))
    return named.pop() if len(named) == 1 else ""


def _fit(need: Need, passage: Passage, text: str, asked: str, folded: str) -> float:
    if passage.kind == "header" or cues.CLOSING.search(passage.text):
        return -1.0
    if _another_term(asked, folded) or _another_name(need, passage):
        return -1.0
    if side := _side(asked):
        told = _side(folded) or next(filter(None, map(_side, map(fold, reversed(passage.path)))), "")
        if told:
            return _FORM if told == side else -1.0
    if need.kind in ("text", "list") and cues.FAULTS_ASKED.search(asked):
        if not any(cues.FAULT_HEADING.search(fold(heading)) for heading in passage.path):
            return -0.6
        # "hạn chế của huyện": what stands below that heading, whatever it says
        return _FORM if all(fold(term) in cues.OF_FAULTS for term in need.terms) else 1.0
    if form := form_of(need.kind, asked):
        if all(part.search(text) for part in form.printed):
            return _FORM
        if form.only:
            return -1.0
    if need.kind in ("list", "who", "text", "where") and cues.RANK_IN_WORDS.search(asked):
        return 1.0 if cues.RANK_PRINTED.search(folded) else -0.5
    match need.kind:
        case "cause":
            return _cause(passage, text, folded)
        case "when":
            return _when(asked, text, folded)
        case "document":
            return _document(asked, text, folded)
        case "who" if cues.OF_OFFICE.search(asked):
            return 1.0 if cues.PERSON_PRINTED.search(text) else -1.0
        case "who":
            return 1.0 if cues.SOMEONE_PRINTED.search(text) else 0.0 if _names(text) else -0.5
        case "where":
            return 1.0 if _AT.search(text) else -0.5
        case "list":
            return _list(asked, text)
        case "tasks":
            if not any(cues.TASK_HEADING.search(fold(heading)) for heading in passage.path):
                return -0.6
            return 1.0 if _NUMBERED.match(text) else 0.8
        case "yes_no" if cues.ANY_AT_ALL.search(asked):
            return 1.0 if cues.ALL_PRINTED.search(folded) else 0.0
        case _:
            return 0.0


def _terms_of_office(folded: str) -> set[tuple[int, int]]:
    """The terms of office that a folded text names, by the last two digits of their years: "25-30"."""
    found = (re.findall(r"\d+", m["years"]) for m in TERM_OF_OFFICE.finditer(folded))
    return {(int(first) % 100, int(last) % 100) for first, last in found}


def _another_term(asked: str, folded: str) -> bool:
    """Whether a text speaks of another term of office than the one that the question names."""
    wanted = _terms_of_office(asked)
    told = _terms_of_office(folded) if wanted else set()
    return bool(told) and not wanted & told


@lru_cache(maxsize=256)
def _names_asked(text: str, terms: tuple[str, ...]) -> tuple[str, ...]:
    """The proper names in a question, its scope apart: of each the last two words, folded."""
    pairs = (name.split()[-2:] for name in _NAME.findall(text))
    return tuple(
        fold(" ".join(pair))
        for pair in pairs
        if not any(word.isupper() for word in pair) and {word.lower() for word in pair} <= set(terms)
    )


def _another_name(need: Need, passage: Passage) -> bool:
    """Whether the question names what stands nowhere in the passage nor above it: another market, another work."""
    names = _names_asked(need.text, need.terms) if need.marked else ()
    around = fold(f"{passage.context} {passage.text}") if names else ""
    return any(name not in around for name in names)


def states_number(text: str) -> bool:
    """Whether a number stands in the text that is no date, no part of a paper's number and no item's own ("7. …")."""
    return bool(_NUMBER.search(_DATE.sub(" ", _ITEM.sub("", text))))


def _cause(passage: Passage, text: str, folded: str) -> float:
    """What names a cause, or stands among the causes; a fault alone says nothing of why, and a task even less."""
    heading = fold(passage.path[-1]) if passage.path else ""
    if cues.TASK_HEADING.search(heading):
        return -1.0
    if cues.CAUSE_PRINTED.search(text) or fold(passage.text).startswith("nguyen nhan"):
        return 1.0
    if "nguyen nhan" in heading and not cues.FAULT_HEADING.search(heading.split("nguyen nhan")[0]):
        return 1.0
    return 0.3 if cues.CAUSE_LIKELY.search(folded) else -1.0


def _document(asked: str, text: str, folded: str) -> float:
    """A paper's number, and of the paper that is asked for: a plan's number is none of a resolution."""
    if not cues.DOCUMENT_PRINTED.search(text):
        return -1.0
    papers = set(cues.PAPER.findall(asked))
    return 1.0 if not papers or papers & set(cues.PAPER.findall(folded)) else 0.0


def _when(asked: str, text: str, folded: str) -> float:
    """A deadline is asked of what is still to be done; another date of what has been."""
    if not cues.DATE_PRINTED.search(folded):
        return 0.0 if cues.YEAR_PRINTED.search(folded) and not cues.OF_A_DAY.search(asked) else -1.0
    if cues.DEADLINE.search(asked):
        return 1.0 if cues.DUE_PRINTED.search(text) else -0.3
    return 1.0


def _names(text: str) -> set[str]:
    """The proper names of a text, those of papers and offices left out."""
    return {n for n in _NAME.findall(text) if n.split()[0].lower() not in _NO_ITEM}


def _list(asked: str, text: str) -> float:
    """How far the text names what is asked; a list of as many names as the question counts ("ba xã") is best."""
    if cues.FIGURES_LISTED.search(asked):
        return 1.0 if len(_NUMBER.findall(text)) >= 2 else -0.3
    names = len(_names(_QUOTED.sub(" ", text)))
    if not cues.PLACES_ASKED.search(asked):
        names += len(_QUOTED.findall(text))
    counted = cues.COUNTED.search(asked)
    if counted:
        number = cues.NUMBER_WORDS.get(counted[1]) or int(counted[1])
        return 1.2 if names == number else 0.7 if names >= 2 else -0.6
    if names >= 2 or (names and not cues.SEVERAL.search(asked)):
        return 1.0
    return 0.5 if cues.LISTED.search(text) else 0.2 if names else -0.6
