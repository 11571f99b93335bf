"""Where a quote stands in a text in which OCR may have missed a letter, every figure equal, or nowhere. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from index_store.language.text import fold

_FEWEST = 20  # letters of a quote; fewer with a slip in them could be another one
_SEED = 8  # letters that are read right somewhere in a quote
_STEP = 4
_LONGEST_SLIP = 2  # letters
_SLIPS = 1 / 15  # of the letters, at most
_ROOM = 4  # letters before and after, in which a quote with slips may end
_FIGURE = re.compile(r"\d(?:[.,/-]?\d)*|[%‰]|[+±-](?=\d)")


def near_spans(letters: str, quote: str) -> list[tuple[int, int]]:
    """From and to which letter the quote stands, each time that it does.

    letters, quote: without white space, one form for each letter (see `quote_spots`). Diacritics and up to one letter
    of fifteen may differ, no figure may, nor the signs in it and around it.
    """
    text, wanted = _plain(letters), _plain(quote)
    if len(wanted) < _FEWEST:
        return []
    found: list[tuple[int, int]] = []
    for start in _starts(text, wanted):
        if found and start < found[-1][1]:
            continue
        left = max(start - _ROOM, 0)
        window = text[left : start + len(wanted) + _ROOM]
        if span := _aligned(wanted, window):
            found.append((left + span[0], left + span[1]))
    return found


def _plain(text: str) -> str:
    """Lower case without diacritics, as many letters as before."""
    return "".join(fold(letter)[:1] or letter for letter in text)


def _starts(text: str, wanted: str) -> list[int]:
    """Where in the text the quote could begin, judged by a few letters of it that stand there."""
    starts = set()
    for at in range(0, len(wanted) - _SEED + 1, _STEP):
        seed = wanted[at : at + _SEED]
        place = text.find(seed)
        while place >= 0:
            starts.add(max(place - at, 0))
            place = text.find(seed, place + 1)
    return sorted(starts)


def _aligned(wanted: str, window: str) -> tuple[int, int] | None:
    """From and to which letter of the window the quote stands; None when more than slips differ."""
    steps = SequenceMatcher(None, wanted, window, autojunk=False).get_opcodes()
    while steps and steps[0][0] == "insert":
        steps.pop(0)
    while steps and steps[-1][0] == "insert":
        steps.pop()
    if not steps or steps[0][0] != "equal" or steps[-1][0] != "equal":
        return None
    slips = [(wanted[a:b], window[c:d]) for kind, a, b, c, d in steps if kind != "equal"]
    span = steps[0][3], steps[-1][4]
    longest = max((len(side) for slip in slips for side in slip), default=0)
    total = sum(max(len(a), len(b)) for a, b in slips)
    same_figures = _FIGURE.findall(wanted) == _FIGURE.findall(window[slice(*span)])
    fits = longest <= _LONGEST_SLIP and total <= max(1, _SLIPS * len(wanted))
    return span if fits and same_figures else None
