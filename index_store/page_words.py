"""Where the words of a scanned page stand, as bytes for the catalogue: about ten for a word. Pure."""

from __future__ import annotations

import json
import zlib

from index_store.records import PageWord, PageWords

MOST_WORDS = 10_000  # of a page; a full A4 page in small type has 1,500
_TENTHS = 10  # boxes are kept in tenths of a point


def dumps(page: PageWords) -> bytes:
    """Words after the first MOST_WORDS are left out: they are no text that a person quotes."""
    words = [(w.text, *(round(side * _TENTHS) for side in w[1:])) for w in page.words[:MOST_WORDS]]
    text = json.dumps([page.page, page.turn, page.lean, words], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8"))


def loads(data: bytes) -> PageWords:
    number, turn, lean, words = json.loads(zlib.decompress(data))
    boxed = (PageWord(text, *(side / _TENTHS for side in sides)) for text, *sides in words)
    return PageWords(number, turn, lean, tuple(boxed))
