"""Places that a question names and no report is known of: "huyện Lâm Hà", "xa doi mo", "Vịnh Ngọc 2024". Pure.

A place is told from ordinary words by its level and its capitals, and where haste left those out by what its
syllables are: names are made of few (place_words.tsv).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index_store.language.common_pairs import common_pairs
from index_store.language.toponyms import (
    COMMON_PAIRS,
    LEVEL_PAIRS,
    PROVINCES,
    as_good_a_name,
    in_names,
)
from index_store.language.unit_names import (
    ABBREVIATIONS,
    FoundUnit,
    Token,
    display_name,
    find_units,
    level_at,
    name_end,
    name_key,
)
from index_store.language.unit_reader import begins_a_period
from index_store.language.unit_spots import QuestionWords
from index_store.records import Unit

_AND = re.compile(r"\s*(?:và|với|hay|hoặc|so với)\s+", re.I)
_MOST_SYLLABLES = 3
# What a capital name without a level may be the name of instead: a road, a person, a project…
_NAMED_THINGS = re.compile(
    r"(?:cầu|đường|phố|dự án|công trình|ông|bà|anh|chị|đồng chí|đ/c|bác|sông|suối|hồ|đập|chợ|trường|bệnh viện"
    r"|thôn|bản|ấp|khóm|buôn|làng|tổ|khu|cụm|công ty|doanh nghiệp|htx|hợp tác xã|núi|đồi|rừng|kênh|kè|cảng"
    r"|trạm|nhà máy|nghĩa trang|đền|chùa|đình|lễ hội|thương hiệu|giống|vùng|dân tộc|người|quốc lộ|đèo)$",
    re.I,
)
_ALONE = re.compile(
    r"(?<!\w)riêng (?:[^\W\d_]+ ){0,4}?(?:thôn|bản|ấp|khóm|buôn|làng|tổ dân phố|khu phố|khối phố|cụm|xóm|xã|phường)$",
    re.I,
)
_SURNAMES = frozenset(
    ("nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô")
)
_OFFICES = frozenset(("doan", "uy", "doi"))
_NO_PLACE = frozenset((("việt", "nam"), ("đông", "xuân"), ("hè", "thu"), ("thu", "đông"), ("kinh", "tế")))


def with_a_level(said: QuestionWords) -> Iterator[FoundUnit]:
    """The places named with their level, printed right ones first; a province alone is one of them."""
    yield from find_units(said.text)
    yield from _after_a_level(said)


def joined(said: QuestionWords, at: int, level: str) -> Iterator[FoundUnit]:
    """ "huyện Tân Phú và Lâm Hà": the second name has the level of the first, which ends at offset `at`."""
    match, words = _AND.match(said.text, at), said.words
    first = next((i for i, word in enumerate(words) if match and word.start == match.end()), None)
    if first is not None and first > 0 and not level_at(words, first, marked=True)[0]:
        last = name_end(said.text, words, first, level, shouted=False)
        if last - first > 1:
            yield _found(said, first, first, last, level)


def _after_a_level(said: QuestionWords) -> Iterator[FoundUnit]:
    """A level, typed out or abbreviated, then two or three syllables that names are made of."""
    words = said.words
    for i in range(len(words)):
        level, size = level_at(words, i, said.marked)
        if not level:
            level, size = _short_level(said, i)
        first = i + size
        if not level or first >= len(words):
            continue
        if said.gap(first).strip(" .") or (words[first - 1].folded, words[first].folded) in LEVEL_PAIRS:
            continue
        last = first + max(_name_length(said, first), _like_a_known_one(said, first))
        key = " ".join(w.folded for w in words[first:last])
        if last - first > 1 and (level != "tỉnh" or said.marked or key in PROVINCES):
            yield _found(said, i, first, last, level, PROVINCES.get(key, "") if level == "tỉnh" else "")


def _short_level(said: QuestionWords, i: int) -> tuple[str, int]:
    """ "x. đồi mơ", "TX Bến Sú": an abbreviation in any case, one letter of which needs its full stop."""
    word = said.words[i]
    level = ABBREVIATIONS.get(word.text.upper(), "")
    dotted = said.text[word.end : word.end + 1] == "."
    return (level, 1) if level and (dotted or len(word.text) == 2) else ("", 0)


def _name_length(said: QuestionWords, first: int) -> int:
    """How many words from `first` on are syllables of names and do not make ordinary words."""
    words, last = said.words, first
    while last < len(words) and last - first < _MOST_SYLLABLES:
        follows = words[last + 1].folded if last + 1 < len(words) else ""
        period = begins_a_period(words[last].folded, follows)
        if not in_names(words[last].shown, said.marked) or (words[last].folded, follows) in COMMON_PAIRS:
            break
        if period or (last > first and said.gap(last).strip()) or level_at(words, last, said.marked)[0]:
            break
        last += 1
    return last - first


def _like_a_known_one(said: QuestionWords, first: int) -> int:
    """The length of a name that shares its first syllable with a known one and goes on otherwise ("doi mo").

    0 where the second syllable says that it is no name.
    """
    words = said.words
    if (
        first + 1 >= len(words)
        or words[first].folded not in said.index.by_first
        or said.gap(first + 1).strip()
    ):
        return 0
    second = words[first + 1]
    pair = (words[first].folded, second.folded)
    if pair in COMMON_PAIRS or not second.text.isalpha() or level_at(words, first + 1, said.marked)[0]:
        return 0
    right = any(words[first].shown in (own, words[first].folded) for own in _first_syllables(said, first))
    return 2 if right and as_good_a_name(second.shown) else 0


def _first_syllables(said: QuestionWords, first: int) -> Iterator[str]:
    for key in said.index.by_first[said.words[first].folded]:
        for unit in said.index.units[key]:
            yield unit.name.split()[0].lower()


def capitals_alone(said: QuestionWords) -> Iterator[FoundUnit]:
    """ "Lũng Cát 6T/2023 số hộ nghèo": capitals without a level, in a text whose capitals mean something."""
    words, i = said.words, 0
    if not said.marked or said.text.isupper():
        return
    while i < len(words):
        last = i
        while last < len(words) and words[last].capital and not words[last].shouted:
            if last > i and said.gap(last).strip(" "):
                break
            last += 1
        name = words[i:last]
        if _is_a_place(said, i, name):
            yield _found(said, i, i, last, "")
        i = max(last, i + 1)


def _is_a_place(said: QuestionWords, i: int, name: Sequence[Token]) -> bool:
    if not 2 <= len(name) <= _MOST_SYLLABLES or any(
        word.text[-2:].isupper() for word in name
    ):  # "Rau VietGAP"
        return False
    shown, folded = tuple(w.shown for w in name), tuple(w.folded for w in name)
    if shown[:2] in _NO_PLACE or folded[:2] in COMMON_PAIRS or (len(name) == 3 and shown[0] in _SURNAMES):
        return False
    if not all(map(as_good_a_name, shown)) and _are_words(said, i, i + len(name)):
        return False
    if level_at(said.words, i, marked=True)[0] or folded[-1] in _OFFICES:  # "Huyện Đoàn"
        return False
    before = said.text[: name[0].start].rstrip(" “\"'")
    if _ALONE.search(before):  # "riêng thôn Cổ Bồng": only what is said of it will do
        return True
    return not _NAMED_THINGS.search(before) and not (i and level_at(said.words, i - 1, marked=True)[0])


def _are_words(said: QuestionWords, first: int, last: int) -> bool:
    """Whether capitals make ordinary words, with one another or with the word behind them: "Hội Nông dân"."""
    words = said.words[first : last + 1]
    if last < len(said.words) and said.gap(last).strip():
        words = words[:-1]
    shown = [word.shown for word in words]
    return not all(word.text.isalpha() for word in said.words[first:last]) or any(
        pair in common_pairs() for pair in pairwise(shown)
    )


def _found(
    said: QuestionWords, start: int, first: int, last: int, level: str, province: str = ""
) -> FoundUnit:
    words = said.words
    typed = said.text[words[first].start : words[last - 1].end]
    name = province or (typed.title() if typed == typed.lower() else display_name(typed))
    unit = Unit(name, level, name if level == "tỉnh" and name_key(name) in said.index.provinces else "")
    return FoundUnit(unit, words[start].start, words[last - 1].end)
