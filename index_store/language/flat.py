"""A folded copy of a text with the same offsets, so that what is found in it can be cut from the text."""

from __future__ import annotations

from functools import cache, lru_cache

from index_store.language.text import fold


@cache
def _flat_letter(letter: str) -> str:
    folded = fold(letter)
    return folded if len(folded) == 1 else letter


@lru_cache(maxsize=512)  # one question is looked at by a dozen readers
def flat(text: str) -> str:
    """Each character of `text` folded by itself: "6 Tháng" → "6 thang"; always as long as `text`."""
    return "".join(map(_flat_letter, text))


def without(text: str, spans: list[tuple[int, int]], blot: str = "\0") -> str:
    """`text` with the spans blotted out, as long as before."""
    for start, end in spans:
        text = text[:start] + blot * (end - start) + text[end:]
    return text
