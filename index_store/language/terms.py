"""The words that a text is about: abbreviations spelled out and synonyms made one, on both sides.

A question says "TNGT", "hỏa hoạn", "công ty", a report "tai nạn giao thông", "vụ cháy", "doanh nghiệp": both
become the report's words here before they are compared. What is near in meaning without being the same ("triệt
phá", "bắt giữ") stays, and `related` tells of it. The tables beside this module are lists that an editor can
extend.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from index_store.language import lexicon
from index_store.language.lexicon import Words, vocabulary
from index_store.language.spelling import is_syllable
from index_store.language.text import fold, has_diacritics, syllables

__all__ = [
    "is_abbreviation", "light_words", "readings", "related", "spell_out", "stop_words", "terms", "version",
    "vocabulary",
]  # fmt: skip
_VERSION = 5  # of the code that makes terms; with the tables it decides them

# Without diacritics "giá" and "giả", "chí" and "chi", "tỉnh" and "tính" are one: these stay.
_HIDDEN = frozenset({
    "gia", "chi", "con", "lam", "ban", "ha", "ty", "quy", "do", "bi", "thu", "ben", "cai", "ma", "goi", "sap", "nho",
    "xay", "thua", "cot", "ay", "a", "da", "phan", "don", "them", "dip",
})  # fmt: skip


@cache
def _abbreviations() -> dict[str, Words]:
    """Lower-case abbreviation → the syllables it stands for; () where it has two readings ("DT")."""
    found: dict[str, Words] = {}
    for short, full in lexicon.pairs("abbreviations.tsv"):
        key, words = "".join(syllables(short)), tuple(syllables(full))
        found[key] = words if found.get(key, words) == words else ()
    return found


def version() -> str:
    """Of the terms: what was indexed under another one is indexed anew."""
    return f"{_VERSION}.{lexicon.fingerprint()}"


def is_abbreviation(word: str) -> bool:
    """Whether the table of abbreviations has the word, in any case."""
    short = "".join(syllables(word))
    return short in _abbreviations() or (word.islower() and short in _unmarked())


@cache
def _unmarked() -> dict[str, Words]:
    """The same by what is left of an abbreviation typed without marks: "dtc"; () where it has two readings then."""
    found: dict[str, Words] = {}
    for short, full in lexicon.pairs("abbreviations.tsv"):
        key, words = fold("".join(syllables(short))), tuple(syllables(full))
        found[key] = words if found.get(key, words) == words else ()
    return found


@cache
def _all_readings() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for short, full in lexicon.pairs("abbreviations.tsv"):
        found.setdefault("".join(syllables(short)), []).append(full)
    return {short: tuple(dict.fromkeys(full)) for short, full in found.items()}


def readings(word: str) -> tuple[str, ...]:
    """What an abbreviation may stand for, as written in the table; () for any other word."""
    return _all_readings().get("".join(syllables(word)), ())


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: Words
    kept: bool  # written with a "+": its words say something, whatever each says alone


@cache
def _listed(name: str, folded: bool) -> dict[str, list[_Phrase]]:
    """The phrases of a word list by their first syllable, longest first."""
    table: dict[str, list[_Phrase]] = {}
    for line in lexicon.lines(name):
        for phrase in line.split(";"):
            words = tuple(syllables(fold(phrase) if folded else phrase))
            if words and not (folded and len(words) == 1 and words[0] in _HIDDEN):
                table.setdefault(words[0], []).append(_Phrase(words, phrase.strip().startswith("+")))
    for phrases in table.values():
        phrases.sort(key=lambda p: len(p.words), reverse=True)
    return table


def _marked_by(name: str, tokens: Sequence[str], folded: bool) -> list[bool]:
    """Which tokens belong to a phrase of the list; the longest wins, and one that begins with "+" stays out."""
    table = _listed(name, folded)
    found = [False] * len(tokens)
    i = 0
    while i < len(tokens):
        begun = table.get(tokens[i])
        if begun is None:
            i += 1
            continue
        phrase = next((p for p in begun if tuple(tokens[i : i + len(p.words)]) == p.words), None)
        size = len(phrase.words) if phrase else 1
        found[i : i + size] = [phrase is not None and not phrase.kept] * size
        i += size
    return found


def stop_words(tokens: Sequence[str], *, folded: bool) -> list[bool]:
    """Which tokens say nothing of what is asked; folded: the tokens carry no diacritics."""
    return _marked_by("stop_words.txt", tokens, folded)


def light_words(tokens: Sequence[str], *, folded: bool) -> list[bool]:
    """Which tokens name only a measure or a level: "tỷ lệ", "số lượng", "thị trấn"."""
    return _marked_by("light_words.txt", tokens, folded)


@lru_cache(maxsize=100_000)
def _spelled(word: str, shouted: bool) -> tuple[Words, bool, bool]:
    """The tokens of one word; whether it holds more than abbreviations and numbers; whether any mark is on it.

    A token that cannot be a syllable is an abbreviation; of the others only capitals tell ("HU", not "hu"), and
    in a heading all in capitals they tell nothing.
    """
    known = _abbreviations()
    tokens = syllables(word)
    joined = "".join(tokens)
    if len(tokens) > 1 and joined in known and not re.search(r"[^\w\s&-]\w", word):
        tokens, word = [joined], joined.upper() if word.upper() == word else joined  # "KT-XH", "GD&ĐT"
    found: list[str] = []
    ordinary = False
    for token in tokens:
        capital = not shouted and len(token) > 1 and token.upper() in word
        if token in known and (capital or not is_syllable(token)):
            found.extend(known[token])
        elif not capital and (meant := _unmarked().get(token)) and not is_syllable(token):
            found.extend(meant)
        elif token.isdecimal():
            found.append(str(int(token)))  # "05 vụ" and "5 vụ" agree
        else:
            found.append(token)
            ordinary = ordinary or not token[0].isdigit()
    return tuple(found), ordinary, has_diacritics(word)


# "t ai nạn", "p hê duyệt": an extraction broke the word after its first consonants.
_ONSET = re.compile(r"ngh|ng|nh|th|tr|ch|ph|kh|gh|gi|qu|[bcdđghklmnpqrstvx]")


def _mended(tokens: Sequence[str]) -> list[str]:
    """The tokens with broken words put together again."""
    found: list[str] = []
    for token in tokens:
        if (
            found
            and _ONSET.fullmatch(found[-1])
            and not is_syllable(found[-1])
            and is_syllable(found[-1] + token)
        ):
            found[-1] += token
        else:
            found.append(token)
    return found


def _spelled_out(text: str, written: bool = False) -> tuple[list[str], bool]:
    """The tokens with every known abbreviation spelled out, and whether they come folded."""
    shouted = text.upper() == text
    words = [_spelled(word, shouted) for word in text.split()]
    tokens = _mended([token for found, _, _ in words for token in found])
    # "BHYT" alone, a row of a table, stands among accented words; "ty le bhyt" was typed without diacritics
    folded = not written and not any(marked for *_, marked in words) and any(o for _, o, _ in words)
    return (list(map(fold, tokens)) if folded else tokens), folded


def spell_out(text: str) -> list[str]:
    """Tokens of `text` with every known abbreviation replaced by the syllables that it stands for."""
    return _spelled_out(text)[0]


@lru_cache(maxsize=200_000)
def terms(text: str, written: bool = False) -> Words:
    """The canonical tokens of a text, lower case; () for a text without words.

    written: the text is of something written with diacritics, though it may need none: "Thu NSNN" of a report.

    "Xảy ra 3 vụ hỏa hoạn" gives ("xảy", "ra", "3", "vụ", "cháy"). A text without any diacritic is read, and comes
    back, folded; one of abbreviations only has the diacritics of what they stand for.
    """
    tokens, folded = _spelled_out(text, written)
    return lexicon.canonical(tokens, folded)


@cache
def _related_rows(folded: bool) -> lexicon.Table[tuple[Words, ...]]:
    """The table of related phrases, each also as a question is left with it: without the words that say nothing, where
    two or more stay ("hòa giải ở cơ sở", "hòa giải cơ sở").
    """
    rows = dict(lexicon.related_table(folded).rows)
    for words, others in list(rows.items()):
        stopped = stop_words(words, folded=folded)
        said = tuple(w for w, stop in zip(words, stopped, strict=True) if not stop)
        if 1 < len(said) < len(words):
            rows[said] = tuple(dict.fromkeys(rows.get(said, ()) + others))
    return lexicon.Table(rows)


def related(tokens: Sequence[str], *, folded: bool) -> list[tuple[int, int, tuple[Words, ...]]]:
    """(start, end, phrases that may stand there instead) for every known phrase of `tokens`, in order of start.

    tokens: from `terms`, so the phrases to put in their place are canonical too; folded: they carry no
    diacritics. "triệt phá 3 tụ điểm" gives (0, 2, (("phát", "hiện"), ("bắt", "giữ"), …)). Not one of them means
    exactly the same: who counts a match through them counts it for less. A phrase within a longer one, "tai nạn"
    of "tai nạn giao thông", says nothing of its own and is left out; others may overlap.
    """
    table = _related_rows(folded)
    found: list[tuple[int, int, tuple[Words, ...]]] = []
    reached = 0  # the end of the phrases found so far
    for i, token in enumerate(tokens):
        for size in table.sizes.get(token, ()):
            others = table.rows.get(tuple(tokens[i : i + size])) if i + size <= len(tokens) else None
            if others is not None:
                if i + size > reached:
                    reached = i + size
                    if others:
                        found.append((i, i + size, others))
                break
    return found
