"""Find the administrative units that printed text names with their level: "huyện Đức Trọng", "TP. Đà Lạt"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index_store.language.flat import flat
from index_store.language.text import fold, has_diacritics, normalise
from index_store.language.toponyms import PROVINCES
from index_store.records import Unit

# From the whole to its parts; those of one rank replace each other when a unit is upgraded.
RANKS = {
    "tỉnh": 0, "thành phố": 1, "huyện": 1, "thị xã": 1, "quận": 1,
    "xã": 2, "phường": 2, "thị trấn": 2, "đặc khu": 2,
}  # fmt: skip
LEVELS = tuple(RANKS)
ABBREVIATIONS = {
    "H": "huyện", "TX": "thị xã", "TP": "thành phố", "TT": "thị trấn", "Q": "quận", "P": "phường", "X": "xã",
    "T": "tỉnh",
}  # fmt: skip
CENTRAL_CITIES = frozenset(("ha noi", "ho chi minh", "hai phong", "da nang", "can tho", "hue"))
_LEVEL_WORDS = {tuple(fold(level).split()): level for level in LEVELS}
_PARTY_COMMITTEES = {"thanh": "thành phố", "thi": "thị xã"}  # "Thành ủy", "Thị ủy"
_LEVEL_BEGINS = frozenset(key[0] for key in _LEVEL_WORDS) | frozenset(_PARTY_COMMITTEES)
# Without diacritics these are ordinary words too: "tinh hinh", "quan ly", "xa hoi", "phuong an".
_AMBIGUOUS = frozenset(("tinh", "quan", "xa", "phuong"))
_DOUBLE_NAMES = (("ba", "ria", "vung", "tau"), ("phan", "rang", "thap", "cham"), ("thua", "thien", "hue"))
# A capital after a name that begins something else: "huyện Bàu Sim Báo cáo", "HUYỆN XUÂN KHÁNH LẦN THỨ IX".
NOT_IN_NAMES = re.compile(
    r"(?:lần thứ|về|khóa (?:[ivxl]+|\d+)|nhiệm kỳ|trong|tháng \d+|tháng đầu|giai đoạn|đến|và|của|thực hiện"
    r"|trên|các|quý (?:0?[1-4]|i{1,3}|iv)|đầu năm|tại|theo|đã|chưa|năm (?:\d{4}|ngoái|nay|trước)"
    r"|đảng (?:bộ|ủy|viên|cộng)|công (?:an|tác)|hội (?:đồng|nông|phụ|cựu|chữ|liên)|mặt trận|trung tâm"
    r"|(?:huyện |bộ )?đoàn (?:thanh|viên|tncs)|liên đoàn"
    r"|ban (?:chỉ|thường|chấp)|nghị quyết|báo cáo|ủy ban|ước|tổng|số|có|quốc phòng|kết quả|kinh tế|tình hình"
    r"|phương hướng|quỹ|độc lập|cộng hòa|những|được|thì|bao nhiêu|là)\b"
)
_NO_NAME = re.compile(
    r"(?:ủy|uỷ|đoàn|đội|nông thôn|hội (?:đồng|nông|phụ|cựu|chữ|chủ|hóa|hoá)|đảng (?:bộ|ủy|viên)|ban|ntm|có|đã"
    r"|này|mình|ta|trực thuộc|trong)\b"
)
_TOKEN = re.compile(r"[^\W_]+(?:['’‘ʼ`][^\W_]+)*")
_ROMAN = re.compile(r"[IVX]+")
_Y_FOR_I = str.maketrans("iíìỉĩị", "yýỳỷỹỵ")
_NEXT_UNIT = re.compile(r"\s*(?:[,(–-]\s*)?(?:thuoc\s+|cua\s+|o\s+)?")
_MOST_SYLLABLES = 4


@dataclass(frozen=True, slots=True)
class FoundUnit:
    unit: Unit
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: as printed, in lower case, and folded without apostrophes ("N'Thôn" → "nthon")."""

    text: str
    shown: str  # lower case in the normal form, "mĩ" as "mỹ"
    folded: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def shouted(self) -> bool:
        return self.text.isupper() and (len(self.text) > 1 or self.text in "YÝỲ")


def tokens(text: str) -> list[Token]:
    """Words and numbers of a text with their places; [] for none."""
    return [Token(m[0], *_forms(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text)]


@lru_cache(maxsize=1 << 15)  # reports and questions are made of some thousand syllables
def _forms(word: str) -> tuple[str, str]:
    """Lower case and folded. Final i and y are one letter in the names that are written both ways."""
    lower, folded = normalise(word).lower(), re.sub(r"\W", "", fold(word))
    if folded in ("mi", "li", "ki", "qui"):
        return lower[:-1] + lower[-1].translate(_Y_FOR_I), f"{folded[:-1]}y"
    return lower, folded


def name_key(name: str) -> tuple[str, ...]:
    """What two spellings of a name have in common: "N'Thôn Hạ" → ("nthon", "ha")."""
    return tuple(token.folded for token in tokens(name))


def display_name(name: str) -> str:
    """A name in one normal form: "N'THÔN HẠ" → "N'Thôn Hạ", "Hoà Thạnh" → "Hòa Thạnh"."""
    name = normalise(name).replace("’", "'")
    if name.isupper():
        name = re.sub(r"[^\W\d_]+", lambda word: word[0][0] + word[0][1:].lower(), name)
    return name


def level_at(words: Sequence[Token], i: int, marked: bool) -> tuple[str, int]:
    """The level that the word(s) at `i` say and how many words they are; ("", 0) when they say none.

    marked: whether the text has diacritics, so that "tinh" cannot be meant for "tỉnh". A party committee
    counts as its unit ("Huyện ủy X"), an abbreviation only where its case and full stop leave no doubt.
    """
    if words[i].folded not in _LEVEL_BEGINS:
        return "", 0
    for size in (2, 1):
        key = tuple(w.folded for w in words[i : i + size])
        level = _LEVEL_WORDS.get(key)
        if key == ("xa",) and i and words[i - 1].folded == "tac":
            return "", 0  # "hợp tác xã"
        apart = size == 2 and len(key) == 2 and words[i + 1].start - words[i].end > 1
        if apart:
            continue  # "thôn Gò Thị, xã Lạng" is of no thị xã
        said = shown(words[i : i + size])
        if level and (said == level or (said == fold(level) and not (marked and said in _AMBIGUOUS))):
            committee = i + size < len(words) and _is_committee(words[i + size])
            return level, size + committee
    level = _PARTY_COMMITTEES.get(words[i].folded, "")
    if level and i + 1 < len(words) and _is_committee(words[i + 1]):
        if words[i].shown in ("thành", "thị") or words[i].capital or not marked:
            return level, 2
    return "", 0


def find_units(text: str) -> list[FoundUnit]:
    """Every unit that is named with its level and capitals, in reading order; [] for none.

    "UBND huyện Hòa Thạnh, tỉnh Tây Ninh" gives huyện Hòa Thạnh with its province; a province alone is a unit.
    """
    words, marked = tokens(text), has_diacritics(text)
    found: list[FoundUnit] = []
    i = 0
    while i < len(words):
        level, size = level_at(words, i, marked)
        short = "" if level else _abbreviation_at(text, words, i)
        if not level and not short:
            i += 1
            continue
        end = name_end(text, words, i + (size or 1), level or short, shouted=bool(level) and words[i].shouted)
        if (level and end > i + size) or (short and _sure(words[i + 1 : end], short)):
            first = i + (size or 1)
            name = display_name(text[words[first].start : words[end - 1].end])
            unit = Unit(name, level or short, name if (level or short) == "tỉnh" else "")
            found.append(FoundUnit(unit, words[i].start, words[end - 1].end))
            i = end
        else:
            i += size or 1
    return _with_provinces(text, words, found)


def shown(words: Sequence[Token]) -> str:
    return " ".join(word.shown for word in words)


def _is_committee(word: Token) -> bool:
    return shown([word]) in ("ủy", "uy")


def _abbreviation_at(text: str, words: Sequence[Token], i: int) -> str:
    """ "H." → "huyện"; two letters need no full stop, one letter does."""
    word = words[i]
    dotted = text[word.end : word.end + 1] == "."
    return ABBREVIATIONS.get(word.text, "") if dotted or len(word.text) == 2 else ""


def _sure(name: Sequence[Token], level: str) -> bool:
    """An abbreviated level proves little ("P. Tài chính" is an office): the name must do the rest."""
    if level == "tỉnh":
        return " ".join(w.folded for w in name) in PROVINCES
    return len(name) > 1 or (len(name) == 1 and (name[0].text.isdigit() or level in ("thành phố", "thị xã")))


def name_end(text: str, words: Sequence[Token], first: int, level: str, shouted: bool) -> int:
    """Index after the last word of the name that begins at `first`; `first` itself when no name begins
    there.
    """
    if first >= len(words):
        return first
    gap = text[words[first - 1].end : words[first].start]
    if gap.strip() and not (gap.strip() == "." and words[first - 1].text in ABBREVIATIONS):
        return first
    if words[first].text.isdigit():
        numbered = level in ("quận", "phường") and int(words[first].text) < 40
        follows = words[first + 1].folded if first + 1 < len(words) else ""
        return first + (numbered and follows not in ("thang", "nam", "lan", "vu", "nguoi", "ho", "truong"))
    for name in _DOUBLE_NAMES:
        if tuple(w.folded for w in words[first : first + len(name)]) == name and words[first].capital:
            return first + len(name)
    if (
        _NO_NAME.match(shown(words[first : first + 2]))
        or not words[first].capital
        or level_at(words, first, marked=True)[0]
    ):
        return first
    if level == "xã" and words[first].folded == "hoi" and not _is_commune_hoi(words, first):
        return first
    shouted = shouted or (
        words[first].shouted and words[first + 1 : first + 2] != [] and words[first + 1].shouted
    )
    if words[first].shouted and not shouted:
        return first  # "huyện NTM"
    end = first
    while end < len(words) and end < first + _MOST_SYLLABLES:
        word = words[end]
        gap = text[words[end - 1].end : word.start]
        fits = word.text.isupper() if shouted else word.capital and not word.shouted
        if not fits or _is_number(text, words, end):
            break
        if end > first and (
            not re.fullmatch(r"\s+|-| [-–] " if level == "phường" else r"\s+|-", gap)
            or (len(gap) == 3 and _bare_province(words, text, word.start))
            or NOT_IN_NAMES.match(shown(words[end : end + 2]))
            or level_at(words, end, marked=True)[0]
        ):
            break
        end += 1
    return end


def _is_number(text: str, words: Sequence[Token], i: int) -> bool:
    """Whether a word is a number: "XI" of "KHÓA XI", not of "XÃ TÀ XI LÁNG", where the name goes on behind it."""
    if not _ROMAN.fullmatch(words[i].text):
        return words[i].text.isdigit()
    after = words[i + 1 : i + 3]
    goes_on = after and after[0].shouted and text[words[i].end : after[0].start] == " "
    return not (goes_on and len(words[i].text) == 2 and NOT_IN_NAMES.match(shown(after)) is None)


def _is_commune_hoi(words: Sequence[Token], first: int) -> bool:
    """Whether "xã Hội…" is a commune ("UBND XÃ HỘI SƠN"), and not society ("KINH TẾ - XÃ HỘI NĂM 2023")."""
    goes_on = words[first + 1 : first + 2] and words[first + 1].capital
    own = first < 2 or words[first - 2].folded in ("dan", "ubnd", "hdnd", "uy", "bo")
    return bool(goes_on) and (own or not words[first].shouted)


def _bare_province(words: Sequence[Token], text: str, at: int) -> FoundUnit | None:
    """A province named without "tỉnh" right at offset `at`."""
    i = next((i for i, w in enumerate(words) if w.start == at), None)
    if i is None or not words[i].capital:
        return None
    for size in (4, 3, 2, 1):
        name = PROVINCES.get(" ".join(w.folded for w in words[i : i + size]))
        if name and len(words[i : i + size]) == size:
            return FoundUnit(Unit(name, "tỉnh", name), words[i].start, words[i + size - 1].end)
    return None


def _with_provinces(text: str, words: Sequence[Token], found: list[FoundUnit]) -> list[FoundUnit]:
    """Each unit with the province that follows it, "xã A, huyện B, tỉnh C" and "huyện B (C)" alike."""
    clear, done = flat(text), list[FoundUnit]()
    for unit in reversed(found):
        gap = _NEXT_UNIT.match(clear, unit.end)
        at = gap.end() if gap else unit.end
        rank = RANKS[unit.unit.level]
        after = done[-1] if done and done[-1].start == at else None
        if rank and after is None and clear[unit.end : at].strip() in (",", "(", "-", "–"):
            after = _bare_province(words, text, at)
        if rank and after and (RANKS[after.unit.level] < rank or name_key(after.unit.name) in _CENTRAL):
            whole = after.unit.level == "tỉnh" or name_key(after.unit.name) in _CENTRAL
            province = after.unit.name if whole else after.unit.province
            unit = FoundUnit(
                replace(unit.unit, province=province), unit.start, after.end if whole else unit.end
            )
            if whole and done and done[-1] is after:
                done.pop()
        done.append(unit)
    return done[::-1]


_CENTRAL = frozenset(tuple(name.split()) for name in CENTRAL_CITIES)
