"""Diacritics put back into a question typed without them: "tang may suat qua" is "tặng mấy suất quà".

A bigram model over the reports' own words, the words of asking and ordinary Vietnamese, decoded with Viterbi. A number
and what asks for one are the same to it: "tặng 4.589 suất quà" tells which word stands before "mấy suất".
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise

from index_store.language.common_pairs import common_pairs
from index_store.language.text import fold, normalise

NUMBER = "#"
OWN, COMMON, ALONE = 0.5, 0.4, 0.1  # shares of the reports' pairs, of ordinary pairs, of single words
COMMON_WORDS = 0.4  # share of ordinary Vietnamese in how often a word is seen at all
ASKED = 0.3  # how likely "may" is to ask for a number, beside what its neighbours say
_TOKEN = re.compile(r"(?<!\w)(?:bao nhi[eê]u|[iI]{1,3}|[iI][vV]|bn)(?!\w)|[^\W\d_]+|\d[\d.,]*")
_NUMBER = re.compile(r"\d.*|bao nhi[eê]u|i{1,3}|iv|bn|mấy")

_State = tuple[float, list[str]]  # how likely a beginning is (a logarithm), and its words


class Diacritics:
    """Learns how words are written, and which stand side by side; then puts the marks back."""

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()
        self._running: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._forms: dict[str, set[str]] = defaultdict(set)

    def learn(self, text: str, times: int, *, running: bool = True) -> None:
        """running: whether the text tells how often its words are seen at all; a list of phrases does not."""
        words = [_state(m.group().lower()) for m in _TOKEN.finditer(normalise(text))]
        counted = {word: times * count for word, count in Counter(words).items()}
        self._words.update(counted)
        if running:
            self._running.update(counted)
        for word in counted:
            self._forms[fold(word)].add(word)
        for pair in pairwise(words):
            self._pairs[pair] += times
        for before, number, after in zip(words, words[1:], words[2:], strict=False):
            if number == NUMBER:
                self._words[_behind(before)] += times
                self._pairs[_behind(before), after] += times

    def __call__(self, text: str) -> str:
        """`text` with the likeliest marks; words never seen stay as typed, capitals too. Same length."""
        text = unicodedata.normalize("NFC", text)
        places = list(_TOKEN.finditer(text))
        total = self._running.total() + 1
        paths: dict[str, _State] = {"": (0.0, [])}
        for place in places:
            following: dict[str, _State] = {}
            for word in self._choices(place.group().lower()):
                state, asked = _state(word), math.log(ASKED) if word == "mấy" else 0.0
                for before, (score, words) in paths.items():
                    path = (score + self._chance(before, state, total) + asked, [*words, word])
                    now = _behind(before) if state == NUMBER else state
                    following[now] = max(path, following.get(now, path))
            paths = following
        _, found = max(paths.values())
        written = list(text)
        for place, word in zip(places, found, strict=True):
            if len(word) == len(place.group()):
                written[place.start() : place.end()] = [
                    new.upper() if old.isupper() else new
                    for old, new in zip(place.group(), word, strict=True)
                ]
        return "".join(written)

    def _choices(self, typed: str) -> list[str]:
        if typed == "bao nhieu":
            return ["bao nhiêu"]
        if _state(typed) == NUMBER:
            return [typed]
        forms = self._forms.get(typed, set()) | _common_forms().get(typed, frozenset())
        return sorted(forms | ({"mấy"} if typed == "may" else set())) or [typed]

    def _chance(self, before: str, word: str, total: int) -> float:
        """The logarithm of how likely `word` is behind `before`."""
        common, often, seen = common_pairs(), _common_words(), _common_total()
        own = self._pairs[before, word] / (self._words[before] + 1)
        if before.endswith(NUMBER):
            own = (own + self._pairs[NUMBER, word] / (self._words[NUMBER] + 1)) / 2
        usual = common.get((before, word), 0) / (often[before] + 1)
        alone = (1 - COMMON_WORDS) * (self._running[word] + 0.1) / total
        alone += COMMON_WORDS * often[word] / seen
        return math.log(OWN * own + COMMON * usual + ALONE * alone)


def _behind(before: str) -> str:
    """The state of a number: which word stands before it, so that the word after it is known by both."""
    return f"{before.removesuffix(NUMBER).rstrip()} {NUMBER}"


def _state(word: str) -> str:
    return NUMBER if _NUMBER.fullmatch(word) else word


@cache
def _common_words() -> Counter[str]:
    words: Counter[str] = Counter()
    for (first, _), times in common_pairs().items():
        words[first] += times
    return words


@cache
def _common_total() -> int:
    return _common_words().total()


@cache
def _common_forms() -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = defaultdict(set)
    for word in _common_words():
        forms[fold(word)].add(word)
    return {folded: frozenset(found) for folded, found in forms.items()}
