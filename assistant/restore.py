"""Diacritics put back into a question typed without them, and slips of the finger mended, from the reports' own words.

The words a person asks about are the words that reports print. Marks change no length, so offsets found in the typed
text hold in the restored one.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from assistant.diacritics import Diacritics
from index_store.language.lexicon import Words
from index_store.language.numbers import MEASURES, count_nouns
from index_store.language.spelling import NearWords, from_telex, is_syllable, slips
from index_store.language.terms import is_abbreviation, readings, vocabulary
from index_store.language.text import fold, has_diacritics, normalise
from index_store.store import Store

REPORTS_READ = 40  # the newest; more add hardly a word
QUESTION_WEIGHT = 150
VOCABULARY_WEIGHT = 4  # of the lexicon's phrases: how people say it
# How people ask; reports hardly print these words.
QUESTIONS = """
bao nhiêu; là bao nhiêu; được bao nhiêu; có bao nhiêu; đạt bao nhiêu phần trăm; mấy vụ; có mấy; được mấy;
tính đến; tính hết; 6 tháng đầu năm; 6 tháng cuối năm; alo; bây giờ; chào; nhờ; giúp; tôi; mình; bạn; anh; chị; em; sếp;
đây; vậy; thế; bên; mỗi; với; thì; một; hỏi; cảm ơn; cám ơn;
còn bao nhiêu; cho tôi biết; cho biết; cho xin số; hãy cho biết; so với cùng kỳ năm trước; thế còn; thì sao;
vậy còn; như thế nào; ra sao; tăng hay giảm; vì sao; tại sao; ai ký báo cáo; khi nào; ở đâu; những xã nào;
là những xã nào; gồm những gì; có bị chậm không; có không; huyện nào cao nhất; thấp nhất; so sánh; năm ngoái;
nửa đầu năm; cả năm; mục tiêu là gì; số mấy; ngày nào; đến nay; theo báo cáo của; của huyện; của xã; ở huyện;
trên địa bàn; trong kỳ; số liệu; cụ thể; liệt kê; kể tên; nêu rõ; tổng cộng;
trong tháng; trong năm; trong cả năm; trong nửa đầu năm; trong quý; trong kỳ; năm;
nơi nào; mỗi nơi; lần lượt; lớn hơn; lớn nhất; cao hơn; cao nhất; nhiều nhất; ít nhất; hơn; sáu tháng; chín tháng;
quý hai; quý ba; thuộc huyện; thuộc xã; cần số; tôi cần; tới nay; mà; hiện có; đang có; tại huyện; tại xã; của phường;
ở phường; dạ; ạ; sắp họp; để họp; rồi; gấp; chỉ cần; phần; bao nhiêu tiền; và; còn; đúng không; so với; số; do; về;
có vượt; có số; cho hỏi; cho anh hỏi; cho em hỏi; cho mình hỏi số; xin hỏi; sếp hỏi; thì số; thì tỷ lệ; thế bên; thế
quý; so cùng kỳ; so kế hoạch; so với kế hoạch; nêu ở báo cáo; báo cáo nêu; đặt kế hoạch; đặt mục tiêu; đang có; đang
nuôi; làm ơn; xin cảm ơn; nhờ xem giúp; lấy giúp; tra giúp; tìm giúp; anh chị ơi; bạn ơi; em ơi; con số; nơi nào có
số; địa phương nào; xếp hạng số; mỗi kỳ; khác nhau ra sao; chênh nhau; từng kỳ; qua các kỳ; qua các năm; hơn kém nhau;
chi bao nhiêu; nói rõ; nghe nói; vì sao lại; bên nào; có đúng là; phải không; hay không; bao lâu; ai là; của ai; giùm;
nữa; nhỉ; ấy; được không; cái gì; đã tặng mấy suất quà; tặng bao nhiêu suất quà
"""
LEVELS = frozenset({"thị xã", "thị trấn", "thành phố", "huyện", "phường", "tỉnh", "xã", "quận"})
FIXED = 0.25  # of a word's places where the same neighbour makes the two one expression
FIXED_KNOWN = 0.35  # of the rarer one's places, where a word that reports know is to give way
COUNTED_AFTER = frozenset({"mấy", "nhiêu", "bn"})
SLIPS_OF_A_WORD = 2  # what could be a word gives way to one that is less than this away
HALF = 0.25  # share of a question's words that lack their marks, from which it is typed with half of them
RARE = 20  # times as often a marked word is seen as the bare one that then lacks its marks
SLIP = 1.5  # what a slip of the finger counts against a word, beside the logarithms of how often it is seen
_WORD = re.compile(r"[^\W\d_]+")
_GLUED = re.compile(r"(?P<word>[^\W\d_]+[a-zà-ỹđ])(?P<short>[A-ZĐ]{2,})(?!\w)")  # "củaUBND"
_SENTENCE_END = re.compile(r"(?:^|[.?!:;\n])[\W_]*\Z")  # a capital after it is no name's


class Restorer:
    """Counts of syllables and neighbours, by folded form."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._forms: dict[str, set[str]] = defaultdict(set)
        self._marks = Diacritics()
        for text in texts:
            self._learn(text, 1)
        for text in QUESTIONS.split(";"):
            self._learn(text, QUESTION_WEIGHT)
        self._asked = frozenset(_WORD.findall(normalise(QUESTIONS)))
        self._beginnings: set[Words] = set()  # of the lexicon's phrases
        for text in vocabulary():
            self._learn(text, VOCABULARY_WEIGHT, running=False)
            words = tuple(normalise(text).lower().split())
            self._beginnings.update(words[:size] for size in range(3, len(words) + 1))
        for noun in (*count_nouns(), *MEASURES):
            self._learn(f"bao nhiêu {noun}", 3, running=False)
            self._learn(f"mấy {noun}", 3, running=False)
        self._near = NearWords(self._forms)

    def _learn(self, text: str, times: int, *, running: bool = True) -> None:
        self._marks.learn(text, times, running=running)
        words = [w.lower() for w in _WORD.findall(normalise(text))]
        for word in words:
            self._words[word] += times
            self._forms[fold(word)].add(word)
        for pair in itertools.pairwise(words):
            self._pairs[pair] += times

    def mended(self, text: str) -> str:
        """`text` (NFC) with slips of the finger mended, and abbreviations of two readings spelled out.

        A word that can be no syllable becomes the likeliest known word one slip away: "giyấ" gives "giấy". One that
        is only unknown becomes a known word when that belongs to its neighbour: "din tích" gives "diện tích"; so does
        a known one that never stands there: "san phẩm" gives "sản phẩm". Names stay.
        """
        text = _GLUED.sub(self._apart, text)
        places = list(_WORD.finditer(text))
        marked = has_diacritics(text)
        found = text
        for n, place in reversed(list(enumerate(places))):
            # A name's last word says nothing of the word after it.
            before = places[n - 1].group() if n else ""
            if text[max(place.start() - 1, 0) : place.start()].isdigit():  # "6th đầu năm"
                continue
            measured = (
                "%" in text[places[n - 1].end() : place.start()] if n else False
            )  # "bn % DT": no count of DT
            before = before if before.islower() and not measured else ""
            following = tuple(p.group().lower() for p in places[n + 1 : n + 3])
            best = (
                place.group()
                if _of_a_name(text, place)
                else self._instead(place.group(), before, following, marked)
            )
            found = found[: place.start()] + best + found[place.end() :]
        return found

    def _apart(self, glued: re.Match[str]) -> str:
        """ "của UBND"; "VietGAP" stays, which the reports know as one word."""
        return glued[0] if glued[0].lower() in self._words else f"{glued['word']} {glued['short']}"

    def _instead(self, typed: str, before: str, following: Words, marked: bool) -> str:
        """following: the two words after it."""
        if len(typed) > 1 and (typed.isupper() or not is_syllable(typed.lower())) and readings(typed)[1:]:
            return self._reading(typed, before, following)
        if len(typed) < 3 or not typed[1:].islower() or is_abbreviation(typed):
            return typed
        after = following[0] if following else ""
        if typed.lower() in (self._words if marked else self._forms):
            best = self._better_known(typed.lower(), before, after) if marked else ""
        else:
            best = self._likeliest(typed, before, after)
        best = best if marked else fold(best)
        return (best[:1].upper() + best[1:] if typed[:1].isupper() else best) or typed

    def _likeliest(self, typed: str, before: str, after: str) -> str:
        """The known word that an unknown one was meant to be; "" where none is."""
        low = typed.lower()
        forms = {form for near in self._near(fold(low)) for form in self._forms[near]}
        if is_syllable(low):
            forms = {
                f for f in forms if slips(low, f) < SLIPS_OF_A_WORD and self._may_be(low, before, f, after)
            }
        elif (meant := from_telex(low)) in self._words:
            forms.add(meant)
        return max(
            sorted(forms), key=lambda f: self._fits(before, f, after) - SLIP * slips(low, f), default=""
        )

    def _may_be(self, typed: str, before: str, word: str, after: str) -> bool:
        """Whether what could be a word is this one: it belongs here, or stands here and has the same letters."""
        pairs = ((before, word), (word, after))
        seen = [self._pairs[pair] for pair in pairs]
        return (
            self._belongs(before, word, after)
            or all(seen)
            or (fold(word) == fold(typed) and any(seen))
            or any(self._pairs[pair] >= 3 and self._is_fixed(pair) for pair in pairs)
        )

    def _better_known(self, typed: str, before: str, after: str) -> str:
        """The word that stands between these neighbours where the one typed never does: "loa động", "lao động"."""
        if typed in self._asked or self._seen(before, typed, after):
            return ""
        forms = sorted(form for near in self._near(fold(typed)) for form in self._forms[near])
        found = [
            (slips(typed, form), -self._pairs[pair], form)
            for form in forms
            for pair in ((before, form), (form, after))
            if self._pairs[pair] > self._words[typed] and self._is_fixed(pair)
        ]
        likeliest = min(found, default=(SLIPS_OF_A_WORD, 0, ""))
        return likeliest[2] if likeliest[0] < SLIPS_OF_A_WORD else ""

    def _is_fixed(self, pair: tuple[str, str]) -> bool:
        """Whether one of the two hardly stands without the other."""
        return self._pairs[pair] >= FIXED_KNOWN * min(self._words[pair[0]], self._words[pair[1]])

    def _seen(self, before: str, word: str, after: str) -> bool:
        return bool(self._pairs[before, word] or self._pairs[word, after])

    def _reading(self, short: str, before: str, following: Words) -> str:
        """Of an abbreviation's readings the one that makes an expression of the lexicon with the words after it, "ĐV
        công đoàn", else the one that stands best between its neighbours; as typed when none does."""
        choices = readings(short)
        if len(choices) < 2:
            return short
        known = [full for full in choices if (*full.split(), *following) in self._beginnings]
        if len(following) > 1 and len(known) == 1:
            return known[0]
        if before in COUNTED_AFTER:
            before = "nhiêu"
            choices = tuple(full for full in choices if full in count_nouns()) or choices
        after = following[0] if following else ""

        def fit(full: str) -> float:
            words = full.split()
            inside = math.log(self._pairs[words[0], words[1]] + 1) if len(words) > 1 else 0.0
            return self._fits(before, words[0], "") + self._fits("", words[-1], after) + inside

        seen = [
            full
            for full in choices
            if self._pairs[before, full.split()[0]] or self._pairs[full.split()[-1], after]
        ]
        return max(seen, key=fit, default=short)

    def _belongs(self, before: str, word: str, after: str) -> bool:
        """Whether the word is mostly followed by the word after it, or the word before it mostly by this one."""
        here, there = self._words[word], self._words[before]
        return bool(
            (here >= 3 and self._pairs[word, after] >= FIXED * here)
            or (there >= 3 and self._pairs[before, word] >= FIXED * there)
        )

    def _fits(self, before: str, word: str, after: str) -> float:
        """How often the word stands between these neighbours, which may be typed without their marks."""
        found = math.log(self._words[word] + 1) * 0.2
        for pair in ((before, word), (word, after)):
            seen = self._pairs[pair] or max(
                (
                    self._pairs[a, b]
                    for a in self._forms.get(fold(pair[0]), ())
                    for b in self._forms.get(fold(pair[1]), ())
                    if word in (a, b)
                ),
                default=0,
            )
            found += math.log(seen + 1)
        return found

    def half_marked(self, text: str) -> bool:
        """Whether a text has marks and words that lack those with which reports write them: "số hộ ngheo cua huyện"."""
        words = [m.group() for m in _WORD.finditer(text) if m.group().islower() and len(m.group()) > 1]
        bare = [w for w in words if w.isascii()]
        lacking = [
            w
            for w in bare
            if max((self._words[f] for f in self._forms.get(w, ())), default=0) > RARE * self._words[w]
        ]
        return has_diacritics(text) and len(lacking) > 1 and len(lacking) >= HALF * len(words)

    def __call__(self, text: str) -> str:
        """`text` with the likeliest marks; words never seen stay as typed, capitals too. Same length."""
        return self._marks(text)


def _of_a_name(text: str, place: re.Match[str]) -> bool:
    """Whether a word is a name ("Đắk Blô"), or its capitals are of a paper's number ("25-CT/TU") or before a unit's
    name ("TX. Đức Khánh")."""
    word, after = place.group(), text[place.end() :]
    beside = text[max(0, place.start() - 1) : place.start()] + after[:1]
    if not word.isupper():
        return word[:1].isupper() and _SENTENCE_END.search(text, 0, place.start()) is None
    level = any(full in LEVELS for full in readings(word))
    return any(c in "-/" for c in beside) or (
        level and re.match(r"\.?\s?[^\W\d_]", after[:3]) is not None and after.lstrip(". ")[:1].isupper()
    )


def is_slip(word: str) -> bool:
    """Whether a word is mistyped rather than short for something: no syllable, and not all capitals."""
    return len(word) > 2 and not word.isupper() and not is_syllable(word) and not is_abbreviation(word)


@lru_cache(maxsize=2)
def _restorer(store: Store, sequence: int) -> Restorer:
    newest = sorted(store.reports(), key=lambda r: -r.sequence)[:REPORTS_READ]
    return Restorer(p.text for report in newest for p in store.contents(report.id).passages)


def restorer(store: Store) -> Restorer:
    """The restorer for what the store holds now; built once for each publication."""
    return _restorer(store, store.sequence)
