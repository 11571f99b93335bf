"""Diacritics put back into a question typed without them, from the words of the reports themselves.

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
from index_store.language.terms import vocabulary
from index_store.language.text import fold, normalise
from index_store.store import Store

REPORTS_READ = 40  # the newest; more add hardly a word
QUESTION_WEIGHT = 20
# How people ask; reports hardly print these words.
QUESTIONS = """
bao nhiêu; là bao nhiêu; được bao nhiêu; có bao nhiêu; đạt bao nhiêu phần trăm; mấy vụ; có mấy; được mấy;
còn bao nhiêu; cho tôi biết; cho biết; cho xin số; hãy cho biết; so với cùng kỳ năm trước; thế còn; thì sao;
vậy còn; như thế nào; ra sao; tăng hay giảm; vì sao; tại sao; ai ký báo cáo; khi nào; ở đâu; những xã nào;
là những xã nào; gồm những gì; có bị chậm không; có không; huyện nào cao nhất; thấp nhất; so sánh; năm ngoái;
nửa đầu năm; cả năm; mục tiêu là gì; số mấy; ngày nào; đến nay; theo báo cáo của; của huyện; của xã; ở huyện;
trên địa bàn; trong kỳ; số liệu; cụ thể; liệt kê; kể tên; nêu rõ; tổng cộng
"""
_WORD = re.compile(r"[^\W\d_]+")


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
            self._learn(text, 1)
        for noun in (*count_nouns(), *MEASURES):
            self._learn(f"bao nhiêu {noun}", 3)
        self._total = self._words.total()

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


@lru_cache(maxsize=2)
def _restorer(store: Store, sequence: int) -> Restorer:
    newest = sorted(store.reports(), key=lambda r: -r.sequence)[:REPORTS_READ]
    return Restorer(p.text for report in newest for p in store.contents(report.id).passages)


def restorer(store: Store) -> Restorer:
    """The restorer for what the store holds now; built once for each publication."""
    return _restorer(store, store.sequence)
