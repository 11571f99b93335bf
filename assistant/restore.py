"""Diacritics put back into a question typed without them, and slips of the finger mended, from the reports' own words.

A bigram model over the store's own passages, decoded with Viterbi: the words a person asks about are the
words that reports print. Lengths do not change, so offsets found in the typed text hold in the restored one.
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from index_store.language.numbers import MEASURES, count_nouns
from index_store.language.spelling import NearWords, is_syllable
from index_store.language.terms import is_abbreviation, readings, vocabulary
from index_store.language.text import fold, has_diacritics, normalise
from index_store.store import Store

REPORTS_READ = 40  # the newest; more add hardly a word
QUESTION_WEIGHT = 20
VOCABULARY_WEIGHT = 4  # of the lexicon's phrases: how people say it
# How people ask; reports hardly print these words.
QUESTIONS = """
bao nhiêu; là bao nhiêu; được bao nhiêu; có bao nhiêu; đạt bao nhiêu phần trăm; mấy vụ; có mấy; được mấy;
còn bao nhiêu; cho tôi biết; cho biết; cho xin số; hãy cho biết; so với cùng kỳ năm trước; thế còn; thì sao;
vậy còn; như thế nào; ra sao; tăng hay giảm; vì sao; tại sao; ai ký báo cáo; khi nào; ở đâu; những xã nào;
là những xã nào; gồm những gì; có bị chậm không; có không; huyện nào cao nhất; thấp nhất; so sánh; năm ngoái;
nửa đầu năm; cả năm; mục tiêu là gì; số mấy; ngày nào; đến nay; theo báo cáo của; của huyện; của xã; ở huyện;
trên địa bàn; trong kỳ; số liệu; cụ thể; liệt kê; kể tên; nêu rõ; tổng cộng
"""
LEVELS = frozenset({"thị xã", "thị trấn", "thành phố", "huyện", "phường", "tỉnh", "xã", "quận"})
FIXED = 0.25  # of a word's places where the same neighbour makes the two one expression
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"(?:^|[.?!:;\n])[\W_]*\Z")  # a capital after it is no name's


class Restorer:
    """Counts of syllables and neighbours, by folded form."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._forms: dict[str, set[str]] = defaultdict(set)
        for text in texts:
            self._learn(text, 1)
        for text in QUESTIONS.split(";"):
            self._learn(text, QUESTION_WEIGHT)
        for text in vocabulary():
            self._learn(text, VOCABULARY_WEIGHT)
        for noun in (*count_nouns(), *MEASURES):
            self._learn(f"bao nhiêu {noun}", 3)
        self._total = self._words.total()
        self._near = NearWords(self._forms)

    def _learn(self, text: str, times: int) -> None:
        words = [w.lower() for w in _WORD.findall(normalise(text))]
        for word in words:
            self._words[word] += times
            self._forms[fold(word)].add(word)
        for pair in itertools.pairwise(words):
            self._pairs[pair] += times

    def _chance(self, before: str, word: str) -> float:
        seen = self._pairs[before, word] / (self._words[before] + 1) if before else 0.0
        alone = (self._words[word] + 0.1) / (self._total + 1)
        return math.log(0.9 * seen + 0.1 * alone)

    def mended(self, text: str) -> str:
        """`text` (NFC) with slips of the finger mended, and abbreviations of two readings spelled out.

        A word that can be no syllable becomes the likeliest known word one slip away: "giyấ" gives "giấy". One that
        is only unknown becomes a known word when that belongs to its neighbour: "din tích" gives "diện tích". Names,
        and words that reports print, stay.
        """
        places = list(_WORD.finditer(text))
        marked = has_diacritics(text)
        found = text
        for n, place in reversed(list(enumerate(places))):
            # A name's last word says nothing of the word after it.
            before = places[n - 1].group() if n else ""
            before = before if before.islower() else ""
            after = places[n + 1].group().lower() if n + 1 < len(places) else ""
            best = (
                place.group()
                if _of_a_name(text, place)
                else self._instead(place.group(), before, after, marked)
            )
            found = found[: place.start()] + best + found[place.end() :]
        return found

    def _instead(self, typed: str, before: str, after: str, marked: bool) -> str:
        if typed.isupper() and len(typed) > 1:
            return self._reading(typed, before, after)
        known = typed.lower() in (self._words if marked else self._forms)
        if len(typed) < 3 or known or not typed[1:].islower() or is_abbreviation(typed):
            return typed
        forms = [form for near in self._near(fold(typed)) for form in self._forms[near]]
        if is_syllable(typed):
            forms = [form for form in forms if self._belongs(before, form, after)]
        best = max(forms, key=lambda f: (self._fits(before, f, after), _likeness(typed, f)), default=typed)
        best = best if marked else fold(best)
        return best[:1].upper() + best[1:] if typed[:1].isupper() else best

    def _reading(self, short: str, before: str, after: str) -> str:
        """Of an abbreviation's readings the one that stands best between these neighbours; as typed when none does."""
        choices = readings(short)
        if len(choices) < 2:
            return short

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

    def __call__(self, text: str) -> str:
        """`text` with the likeliest marks; words never seen stay as typed, capitals too. Same length."""
        text = unicodedata.normalize("NFC", text)
        places = list(_WORD.finditer(text))
        paths: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
        for place in places:
            typed = place.group().lower()
            following: dict[str, tuple[float, list[str]]] = {}
            for form in sorted(self._forms.get(typed, {typed})):
                following[form] = max(
                    (score + self._chance(before, form), [*words, form])
                    for before, (score, words) in paths.items()
                )
            paths = following
        _, best = max(paths.values())
        found = list(text)
        for place, word in zip(places, best, strict=True):
            if len(word) == place.end() - place.start():
                typed = place.group()
                found[place.start() : place.end()] = [
                    new.upper() if old.isupper() else new for old, new in zip(typed, word, strict=True)
                ]
        return "".join(found)


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


def _likeness(typed: str, word: str) -> int:
    """How many letters agree, marks and all, from both ends."""
    typed = typed.lower()
    same = sum(a == b for a, b in zip(typed, word, strict=False))
    return max(same, sum(a == b for a, b in zip(reversed(typed), reversed(word), strict=False)))


@lru_cache(maxsize=2)
def _restorer(store: Store, sequence: int) -> Restorer:
    newest = sorted(store.reports(), key=lambda r: -r.sequence)[:REPORTS_READ]
    return Restorer(p.text for report in newest for p in store.contents(report.id).passages)


def restorer(store: Store) -> Restorer:
    """The restorer for what the store holds now; built once for each publication."""
    return _restorer(store, store.sequence)
