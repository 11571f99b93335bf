"""Quotes in what OCR read: a letter may be another one, a figure never."""

from __future__ import annotations

import pytest

from index_store.near_quotes import near_spans
from index_store.page_words import MOST_WORDS, dumps, loads
from index_store.quote_spots import Glyph, find_quote
from index_store.records import PageWord, PageWords

READ = "Toànhuyệngieotrồng1.136halúanưóc,đạt36%kếhoạch.Đànbòcó136con,tăng1,5%sovóicùngkỳ."


@pytest.mark.parametrize(
    "quote",
    [
        "gieotrồng1.136halúanước,đạt36%kếhoạch.",
        "Đànbòcó136con,tăng1,5%sovớicùngkỳ.",
        "Toànhuyệngieotròng1.136halúanướcđạt36%",
    ],
)
def test_letters_may_differ(quote: str) -> None:
    [(start, end)] = near_spans(READ, quote)
    assert (start, end) == (READ.index(quote[:4]), READ.index(quote[-3:]) + 3)


@pytest.mark.parametrize(
    "quote",
    [
        "gieotrồng1.137halúanước,đạt36%kếhoạch.",
        "gieotrồng1136halúanước,đạt36%kếhoạch.",
        "gieotrồng1.136halúanước,đạt36kếhoạch.",
        "Đànbòcó136con,tăng-1,5%sovớicùngkỳ.",
        "Đàntrâucó136con,giảm1,5%sovớicùngkỳ.",
        "lúanướcđạt36%",  # too short to be sure of
        "",
    ],
)
def test_figures_may_not_nor_may_words(quote: str) -> None:
    assert near_spans(READ, quote) == []


def test_a_quote_that_ends_inside_a_number_is_not_found() -> None:
    words = [
        Glyph(c, 10.0 * n, 0, 10.0 * n + 9, 10, 10, n in (0, 20))
        for n, c in enumerate("Toànhuyệngieotrồngđược136ha")
    ]
    assert find_quote(words, "Toàn huyẽn gieo trồng được 136 ha", slips=True)
    assert not find_quote(words, "Toàn huyẽn gieo trồng được 13", slips=True)
    assert not find_quote(words, "Toàn huyẽn gieo trồng được 136 ha")


def test_words_of_a_page_are_kept_in_tenths_of_a_point_and_within_bounds() -> None:
    page = PageWords(3, 90, -0.35, (PageWord("36.340", 10.04, 20.0, 61.26, 33.3),))
    assert loads(dumps(page)) == PageWords(3, 90, -0.35, (PageWord("36.340", 10.0, 20.0, 61.3, 33.3),))
    full = PageWords(1, 0, 0.0, page.words * (MOST_WORDS + 5))
    assert len(loads(dumps(full)).words) == MOST_WORDS


def test_the_name_of_a_row_may_stand_above_it_and_its_figures_may_not() -> None:
    def glyphs(text: str, x: float, y: float) -> list[Glyph]:
        return [Glyph(c, x + 5 * n, y, x + 5 * n + 5, y + 10, 10, n == 0) for n, c in enumerate(text)]

    page = [*glyphs("XãAn", 0, 0), *glyphs("Đầutư", 60, 0), *glyphs("1.250", 120, 0)]
    page += [*glyphs("Sựnghiệp", 60, 20), *glyphs("36", 120, 20)]
    boxes = find_quote(page, "Xã An | Sự nghiệp | 36")
    assert [(x0, top) for x0, top, _, _ in boxes] == [(0, 0), (60, 20), (120, 20)]
    assert find_quote(page, "Xã An | Sự nghiệp | 1.250") == []
