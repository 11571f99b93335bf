"""Where in a question a known unit's name may stand: as it is written, or with a letter or a mark wrong. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index_store.language.spelling import less_one_letter, one_letter_off
from index_store.language.text import has_diacritics
from index_store.language.toponyms import COMMON_PAIRS, TOPONYM_SYLLABLES, as_good_a_name
from index_store.language.unit_index import (
    FUZZY_LETTERS,
    Key,
    another_name,
    same_marks,
    unit_index,
    written_so,
)
from index_store.language.unit_names import ABBREVIATIONS, Token, level_at, tokens
from index_store.records import Unit

MOST_SYLLABLES = 4
# No syllable of Vietnamese whatever its marks, as "dine", "tanphu": a slip, where no level or capital points
# to a name.
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|th|tr|ch|ph|kh|gh|gi|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Words `first` to `last` (exclusive) may be a known name; `level` stands in the words before it.

    units: none when the marks make it another place's name.
    """

    first: int
    last: int
    units: tuple[Unit, ...]
    exact: bool
    level: str
    level_words: int


class QuestionWords:
    """The words of a question and the known units, with what is asked of both again and again."""

    def __init__(self, text: str, known: tuple[Unit, ...]) -> None:
        self.text, self.words, self.index = text, tokens(text), unit_index(known)
        self.marked = has_diacritics(text)

    def gap(self, i: int) -> str:
        """What stands between word i - 1 and word i."""
        return self.text[self.words[i - 1].end : self.words[i].start]

    def level_before(self, i: int) -> tuple[str, int]:
        """The level right before word i and of how many words it is; ("", 0) for none."""
        if i == 0:
            return "", 0
        short = ABBREVIATIONS.get(self.words[i - 1].text.upper(), "")
        if short and self.gap(i).strip() in ("", ".") and (i == 1 or self.gap(i - 1)[-1:] != "."):
            return short, 1
        for size in (3, 2, 1):  # "thị xã" before "xã"
            if i >= size and not self.gap(i).strip():
                level, found = level_at(self.words, i - size, self.marked)
                if level and found == size:
                    return level, size
        return "", 0

    def known_at(self, i: int) -> Iterator[Key]:
        """The known names whose syllables stand at word i."""
        for key in self.index.by_first.get(self.words[i].folded, ()):
            if tuple(w.folded for w in self.words[i : i + len(key)]) == key:
                yield key

    def province_key(self, i: int) -> Key:
        """The longest province's name at word i, folded; () for none."""
        for key in self.index.provinces_by_first.get(self.words[i].folded, ()):
            if tuple(w.folded for w in self.words[i : i + len(key)]) == key:
                return key
        return ()


def find_spots(said: QuestionWords) -> list[Spot]:
    """The spots of a question in its order, none overlapping another; those that are written right first."""
    spots = list(_written(said))
    if said.marked and any(s.level or said.words[s.first].capital for s in spots):
        # beside a name written as one, "chợ mới" in lower case is a market
        spots = [s for s in spots if s.level or said.words[s.first].capital]
    chosen = _without_overlap([_longer(said, spot) for spot in spots])
    covered = {i for spot in chosen for i in range(spot.first, spot.last)}
    chosen += _without_overlap(_misspelt(said, covered))
    return sorted(chosen, key=lambda spot: spot.first)


def _written(said: QuestionWords) -> Iterator[Spot]:
    for first in range(len(said.words)):
        for key in said.known_at(first):
            last = first + len(key)
            window = said.words[first:last]
            if any(said.gap(i).strip(" -–") for i in range(first + 1, last)):
                continue
            units = said.index.units[key]
            same = tuple(unit for unit in units if same_marks(window, unit.name))
            if said.marked:  # "Tân Hoa" is not "Tân Hòa" typed in a hurry, where there is a Tân Hoa
                same = tuple(unit for unit in same if written_so(window, unit.name)) or same
            near = same or tuple(unit for unit in units if not another_name(window, unit.name))
            level, size = said.level_before(first)
            if level or _stands_alone(said, window, bool(same)):
                yield Spot(first, last, near, bool(same), level, size)


def _longer(said: QuestionWords, spot: Spot) -> Spot:
    """The spot of a longer known name whose end is misspelt ("Suối Lâm Đôngg"), else the spot itself."""
    size = spot.last - spot.first
    for key in said.index.by_first[said.words[spot.first].folded]:
        window = said.words[spot.first : spot.first + len(key)]
        more = window[size:]
        if (
            not more
            or len(window) < len(key)
            or any(w.folded != k for w, k in zip(window[:size], key, strict=False))
        ):
            continue
        apart = any(said.gap(i).strip() for i in range(spot.last, spot.first + len(key)))
        typed, right = "".join(w.folded for w in more), "".join(key[size:])
        meant = said.marked and all(word.capital for word in more) and _is_slip(more, key[size:])
        if not meant and _SYLLABLE.fullmatch(typed):
            continue  # "suoi lam dung dau": an ordinary word
        if not apart and typed != right and one_letter_off(typed, right):
            return replace(spot, last=spot.first + len(key), units=said.index.units[key], exact=False)
    return spot


def _stands_alone(said: QuestionWords, window: Sequence[Token], same: bool) -> bool:
    """Whether a name without its level is a name: "Chợ Mới" is, "chợ mới" may not be."""
    if window[0].text.isdigit() or (len(window) == 1 and not (same and window[0].capital and said.marked)):
        return False
    if all(word.capital for word in window):
        return True
    if not said.marked:
        return same and tuple(word.folded for word in window) not in COMMON_PAIRS
    return same and any(has_diacritics(word.text) for word in window)


def _misspelt(said: QuestionWords, covered: set[int]) -> Iterator[Spot]:
    """Windows of free words that are one letter (or a blank) away from a known name."""
    shouting = said.text.isupper()
    for first in range(len(said.words)):
        level, size = said.level_before(first)
        for last in range(first + 1, min(first + MOST_SYLLABLES, len(said.words)) + 1):
            window = said.words[first:last]
            end = window[-1]
            if last - 1 in covered or first in covered or not end.text.isalpha():
                break
            if last - 1 > first and said.gap(last - 1).strip():
                break
            if level_at(said.words, last - 1, said.marked)[0]:
                break
            letters = "".join(word.folded for word in window)
            if len(letters) < FUZZY_LETTERS - 1 or tuple(w.folded for w in window) in said.index.provinces:
                continue
            keys = {key for key in said.index.joined.get(letters, ()) if len(key) != len(window)}
            named = all(word.capital for word in window) and not shouting
            if level or named or any(not _SYLLABLE.fullmatch(word.folded) for word in window):
                near = {key for part in less_one_letter(letters) for key in said.index.near.get(part, ())}
                keys |= {
                    key for key in near if one_letter_off(letters, "".join(key)) and _is_slip(window, key)
                }
            if keys:
                units = tuple(unit for key in sorted(keys) for unit in said.index.units[key])
                yield Spot(first, last, units, False, level, size)


def _is_slip(window: Sequence[Token], key: Key) -> bool:
    """Whether the words can only be meant for the name: "Tân Phuú" can, "Tân Phúc" is as good as "Tân Phú".

    With their marks the syllables that differ tell; without, the window as a whole.
    """
    if len(window) == len(key) and any(has_diacritics(word.text) for word in window):
        changed = [word for word, own in zip(window, key, strict=True) if word.folded != own]
        return not any(as_good_a_name(word.shown) for word in changed)
    return len(window) == 1 or not all(word.folded in TOPONYM_SYLLABLES for word in window)


def _without_overlap(spots: Iterable[Spot]) -> list[Spot]:
    """The longest spots, of equal ones those with the right marks, then those with a level."""
    chosen: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (s.first - s.last, not s.exact, not s.level)):
        if all(spot.last <= other.first or other.last <= spot.first for other in chosen):
            chosen.append(spot)
    return chosen
