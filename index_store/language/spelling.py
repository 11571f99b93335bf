"""What can be a Vietnamese syllable, and the known words that a mistyped one is a letter away from. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from index_store.language.text import fold

_ONSET = r"(?:ngh|ng|nh|th|tr|ch|ph|kh|gh|gi|qu|[bcdghklmnpqrstvx])?"
_OPEN = r"[aeiouy]|ai|ao|au|ay|eo|eu|ia|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|ieu|oai|oao|oay|oeo|uay|uoi|uou|uya|uyu|yeu|uau"
_CLOSED = r"(?:ie|oa|oe|oo|ua|ue|uo|uye|uy|ye|[aeiouy])(?:ng|nh|ch|[cmnpt])"
_SYLLABLE = re.compile(rf"{_ONSET}(?:{_CLOSED}|{_OPEN})")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def is_syllable(word: str) -> bool:
    """Whether `word` has the shape of one syllable, with at most one tone: "giấy" has, "giyấ" and "troong" have not.

    "xoong" has it; so may a name or a foreign word that happens to be built alike.
    """
    if word.lower().endswith("oong") and word.lower() not in ("xoong", "boong", "goong", "coong"):
        return False
    tones = sum(c in _TONES for c in unicodedata.normalize("NFD", word))
    return tones <= 1 and _SYLLABLE.fullmatch(fold(word)) is not None


def less_one_letter(word: str) -> set[str]:
    """The word, and what is left of it without any one of its letters."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def one_letter_off(a: str, b: str) -> bool:
    """At most one letter more, less, changed, or two neighbours swapped."""
    if abs(len(a) - len(b)) > 1:
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[i:], b[i:]
    swapped = rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
    return swapped or rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:]


class NearWords:
    """Known words by their folded letters less one, so that those one slip away are found at once."""

    def __init__(self, words: Iterable[str]) -> None:
        """words: folded."""
        self._by_part: dict[str, set[str]] = {}
        for word in words:
            if len(word) >= 2:
                for part in less_one_letter(word):
                    self._by_part.setdefault(part, set()).add(word)

    def __call__(self, typed: str) -> list[str]:
        """The words that are one letter more, less, other, or two neighbours swapped; sorted. typed: folded."""
        found = {word for part in less_one_letter(typed) for word in self._by_part.get(part, ())}
        return sorted(word for word in found if one_letter_off(typed, word))
