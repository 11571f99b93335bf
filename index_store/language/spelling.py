"""What can be a Vietnamese syllable, and the known words that a mistyped one is a letter away from. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from index_store.language.text import fold

_ONSET = r"(?P<onset>ngh|ng|nh|th|tr|ch|ph|kh|gh|gi|qu|[bcdghklmnpqrstvx])?"
_OPEN = r"[aeiouy]|ai|ao|au|ay|eo|eu|ia|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|ieu|oai|oao|oay|oeo|uay|uoi|uou|uya|uyu|yeu|uau"
_CLOSED = r"(?P<closed>ie|oa|oe|oo|ua|ue|uo|uye|uy|ye|[aeiouy])(?P<final>ng|nh|ch|[cmnpt])"
_SYLLABLE = re.compile(rf"{_ONSET}(?:{_CLOSED}|(?P<open>{_OPEN}))")
_SAC, _NANG = "\u0301", "\u0323"
_TONES = frozenset({"\u0300", _SAC, "\u0303", "\u0309", _NANG})
_QUALITIES = frozenset({"\u0302", "\u0306", "\u031b"})  # of â, ă, ơ
_EITHER = frozenset({"oa", "oe", "uy"})  # "hòa" and "hoà"
# What the Telex way of typing makes of a key after a vowel.
_TONE_KEYS = {"s": _SAC, "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": _NANG}


def is_syllable(word: str) -> bool:
    """Whether `word` has the shape of one syllable, with at most one tone, where a tone can stand: "giấy" has,
    "giyấ", "caủ" and "troong" have not.

    "xoong" has it; so may a name or a foreign word that happens to be built alike.
    """
    word = unicodedata.normalize("NFC", word)
    if word.lower().endswith("oong") and word.lower() not in ("xoong", "boong", "goong", "coong"):
        return False
    shape = _SYLLABLE.fullmatch(fold(word))
    marks = [frozenset(unicodedata.normalize("NFD", c)[1:]) for c in word]
    toned = [i for i, own in enumerate(marks) if own & _TONES]
    if shape is None or len(toned) > 1:
        return False
    if not toned:
        return True
    [at] = toned
    if shape["final"] in ("c", "ch", "p", "t") and not marks[at] & {_SAC, _NANG}:
        return False  # "các", "cạc"; never "càc"
    return at in _tone_places(shape, [bool(own & _QUALITIES) for own in marks])


def _tone_places(shape: re.Match[str], quality: Sequence[bool]) -> Sequence[int]:
    """Where in a syllable its tone may stand. quality: whether a letter is â, ă, ê, ô, ơ or ư."""
    start, end = shape.span("closed" if shape["final"] else "open")
    if any(quality[start:end]):
        return [max(i for i in range(start, end) if quality[i])]
    if shape["final"]:
        return [end - 1]
    vowels = shape["open"]
    return range(start, end) if vowels in _EITHER else [start + (len(vowels) == 3)]


def from_telex(keys: str) -> str:
    """The syllable that was typed in Telex while the keyboard was not set to it: "maasy" gives "mấy"; "" for none."""
    letters: list[str] = []
    tone = ""
    for key in keys.lower():
        bare = [fold(c) for c in letters]
        vowel = next((i for i in reversed(range(len(letters))) if bare[i] in "aeiouy"), -1)
        if key in _TONE_KEYS and vowel >= 0:
            tone = _TONE_KEYS[key]
        elif key == "w" and vowel >= 0 and bare[vowel] in "aou":
            letters[vowel] += "\u0306" if bare[vowel] == "a" else "\u031b"
            if letters[vowel - 1] == "u" and bare[vowel] == "o":
                letters[vowel - 1] += "\u031b"
        elif key in "aeo" and key in letters and vowel >= 0 and letters[vowel] == key:
            letters[vowel] += "\u0302"
        elif key == "d" and letters[:1] == ["d"]:
            letters[0] = "đ"
        else:
            letters.append(key)
    word = unicodedata.normalize("NFC", "".join(letters))
    shape = _SYLLABLE.fullmatch(fold(word))
    if shape is None or word == keys.lower():
        return ""
    if tone:
        quality = [bool(_QUALITIES & set(unicodedata.normalize("NFD", c))) for c in word]
        at = _tone_places(shape, quality)[0]
        word = unicodedata.normalize("NFC", word[: at + 1] + tone + word[at + 1 :])
    return word if is_syllable(word) else ""


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


_ALIKE = frozenset({("s", "x"), ("l", "n"), ("d", "r")})  # to many ears
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = frozenset(
    (a, b)
    for n, row in enumerate(_ROWS)
    for i, a in enumerate(row)
    for b in (row[i + 1 : i + 2], *(below[max(0, i - 1) : i + 1] for below in _ROWS[n + 1 : n + 2]))
    for a, b in ((a, c) for c in b)
)


def slips(typed: str, word: str) -> int:
    """How unlike what was typed a known word one slip away is: 0 for letters that changed places, 1 for one left out,
    doubled or struck beside its key, or a mark left out, 2 for another letter or mark, and 1 more for other marks too.
    """
    if sorted(typed) == sorted(word) or from_telex(typed) == word:
        return 0
    if typed in less_one_letter(word):
        return 1
    bare, known = fold(typed), fold(word)
    if bare == known:
        return 1 if typed == bare else 2
    return _letters_off(bare, known) + (typed not in (bare, word) and not _same_marks(typed, word))


def _letters_off(typed: str, word: str) -> int:
    if sorted(typed) == sorted(word) or len(typed) < len(word):
        return 1
    at = next((i for i, (x, y) in enumerate(zip(typed, word, strict=False)) if x != y), len(word))
    if len(typed) > len(word):
        return 1 if typed[at] in typed[max(0, at - 1) : at] else 2
    pair = (typed[at], word[at])
    return 1 if {pair, pair[::-1]} & (_BESIDE | _ALIKE) else 2


def _same_marks(typed: str, word: str) -> bool:
    """Whether both have the same marks, wherever they stand."""
    marks = [
        sorted(c for c in unicodedata.normalize("NFD", text) if not c.isalpha()) for text in (typed, word)
    ]
    return marks[0] == marks[1]
