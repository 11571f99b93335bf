"""The words of one report as arrays: what three sentences hold, counted by hand, and a store of another version."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index_store import term_index
from index_store.records import Figure, Passage
from index_store.settings import Settings
from index_store.store import Store
from index_store.term_index import ZONES, Mask, TermIndex, build, loads
from ingest.figures import find_figures
from ingest.read import read_report

WriteReport = Callable[..., Path]
SENTENCES = ("Toàn xã có 87 hộ nghèo.", "Xảy ra 03 vụ cháy rừng.", "Giảm 12 hộ nghèo so với cùng kỳ.")


def _passages(*texts: str, anchor: str = "") -> list[Passage]:
    return [Passage(f"p{n}", "", "paragraph", text, 1, n, anchor=anchor) for n, text in enumerate(texts)]


def _figures(passages: list[Passage]) -> list[Figure]:
    return [figure for passage in passages for figure in find_figures(passage, None)]


@pytest.fixture(scope="module")
def three() -> TermIndex:
    passages = _passages(*SENTENCES)
    return build(passages, _figures(passages))


def _holding(index: TermIndex, found: Mask) -> list[int]:
    """The sentences, by number, whose text is among those found."""
    return [n for n, (_, _, _, text) in enumerate(index.sentences) if found[text]]


def _equal(one: TermIndex, other: TermIndex) -> bool:
    pairs = [(getattr(one, f.name), getattr(other, f.name)) for f in fields(TermIndex)]
    return all(
        np.array_equal(a, b) and getattr(a, "dtype", None) == getattr(b, "dtype", None) for a, b in pairs
    )


@pytest.mark.parametrize(
    ("term", "sentences"),
    [("nghèo", [0, 2]), ("cháy", [1]), ("87", [0]), ("3", [1]), ("ngheo", []), ("lúa", [])],
)
def test_a_term_is_found_in_the_sentences_that_print_it(
    three: TermIndex, term: str, sentences: list[int]
) -> None:
    assert _holding(three, three.with_term(term)) == sentences


@pytest.mark.parametrize(
    ("bare", "sentences"), [("ngheo", [0, 2]), ("chay", [1]), ("nghèo", []), ("lua", [])]
)
def test_a_term_without_its_marks_is_found_by_its_folded_form(
    three: TermIndex, bare: str, sentences: list[int]
) -> None:
    assert _holding(three, three.with_folded(bare)) == sentences


@pytest.mark.parametrize(
    ("first", "second", "sentences"),
    [
        ("hộ", "nghèo", [0, 2]),
        ("ho", "ngheo", [0, 2]),
        ("cháy", "rừng", [1]),
        ("nghèo", "hộ", []),  # the other way round
        ("3", "cháy", []),  # "vụ" stands between them
        ("nghèo", "xảy", []),  # the end of one sentence, the beginning of the next
        ("rừng", "giảm", []),
        ("hộ", "giàu", []),
    ],
)
def test_a_pair_is_found_where_the_two_stand_side_by_side_in_one_text(
    three: TermIndex, first: str, second: str, sentences: list[int]
) -> None:
    assert _holding(three, three.with_pair(first, second)) == sentences


def test_a_term_weighs_by_the_passages_that_hold_it(three: TermIndex) -> None:
    assert three.weight("nghèo") == pytest.approx(math.log((3 + 1) / (2 + 0.5)) + 0.3)
    assert three.weight("cháy") == pytest.approx(math.log((3 + 1) / (1 + 0.5)) + 0.3)
    assert three.weight("lúa") == pytest.approx(math.log((3 + 1) / 0.5) + 0.3)
    assert three.weight("ngheo") == three.weight("nghèo"), "typed without marks"


def test_a_bare_term_of_two_readings_weighs_as_the_commoner() -> None:
    index = build(_passages("Đàn bò 20 con.", "Bỏ 3 vụ.", "Bỏ 4 vụ."), [])
    assert index.weight("bo") == index.weight("bỏ") < index.weight("bò")


def test_the_anchor_of_a_note_counts_for_its_rarity() -> None:
    [body, note] = _passages("Chăn nuôi 20 con bò.", "Còn 5 ha.")
    index = build([body, replace(note, anchor="Chăn nuôi ổn định.")], [])
    assert index.weight("nuôi") == pytest.approx(math.log((2 + 1) / (2 + 0.5)) + 0.3)
    assert index.weight("ổn") == index.weight("bò") == pytest.approx(math.log((2 + 1) / (1 + 0.5)) + 0.3)


def test_fillers_measures_and_numbers_tell_nothing(three: TermIndex) -> None:
    told = {three.vocabulary[t] for t, telling in zip(three.tokens, three.telling, strict=True) if telling}
    assert told == {"hộ", "nghèo", "vụ", "cháy", "rừng"}


def test_a_figure_has_the_words_of_its_zones_and_of_its_own_sentence() -> None:
    passages = _passages("Xảy ra 03 vụ cháy rừng. Toàn xã có 87 hộ nghèo.")
    index = build(passages, _figures(passages))
    assert index.figures.shape == (2, len(ZONES))
    assert [tuple(index.sentences[row][1:3]) for row in index.figure_sentences] == [(0, 23), (24, 47)]
    in_own = index.with_term("cháy")[index.figures[:, ZONES.index("own")]]
    in_sentence = index.with_term("cháy")[index.figures[:, ZONES.index("sentence")]]
    assert in_own.tolist() == in_sentence.tolist() == [True, False]


def test_a_row_of_a_table_is_one_sentence() -> None:
    row = Passage("p", "", "row", "Diện tích lúa. Vụ mùa | 40 | 12", 1, 0)
    assert build([row], []).sentences[:, 1:3].tolist() == [[0, len(row.text)]]


def test_what_is_kept_is_what_was_built(three: TermIndex) -> None:
    assert _equal(loads(three.dumps()), three)
    assert not _equal(build(_passages(*SENTENCES[:2]), []), three)


@given(
    st.lists(st.text(alphabet="abđêọ ,.;|\n0123 ", max_size=40), max_size=5),
    st.sampled_from(["", "Chăn nuôi ổn định."]),
)
def test_any_passages_are_kept_and_read_back(texts: list[str], anchor: str) -> None:
    passages = _passages(*texts, anchor=anchor)
    built = build(passages, _figures(passages))
    assert _equal(loads(built.dumps()), built)
    assert built.rarity.shape == (len(built.vocabulary),)


@pytest.fixture
def store(tmp_path: Path, write_report: WriteReport) -> Iterator[Store]:
    with Store.open(Settings(store=tmp_path / "kho")) as opened:
        opened.publish(read_report(write_report("a.txt")))
        yield opened


def _kept(store: Store) -> list[tuple[str, bytes]]:
    with sqlite3.connect(store.folder / "catalogue.sqlite3") as database:
        found = database.execute("SELECT version, data FROM terms").fetchall()
    database.close()
    return found


def test_publishing_keeps_the_terms_beside_the_report(store: Store) -> None:
    [(version, data)] = _kept(store)
    assert version == term_index.version()
    assert _equal(loads(data), store.contents(store.reports()[0].id).terms)


@pytest.mark.parametrize("change", ["UPDATE terms SET version = '0-0', data = x'00'", "DROP TABLE terms"])
def test_a_store_published_before_keeps_answering_after_the_version_changes(
    store: Store, tmp_path: Path, change: str
) -> None:
    report = store.reports()[0].id
    before = store.contents(report).terms
    with sqlite3.connect(store.folder / "catalogue.sqlite3") as database:
        database.execute(change)
    database.close()
    with Store.open(Settings(store=tmp_path / "kho")) as later:
        assert _equal(later.contents(report).terms, before)


def test_a_folded_phrase_is_found_though_a_text_has_its_letters_as_another_word() -> None:
    """ "cam" the fruit stands beside "gia cầm": the folded phrase is that of both."""
    passages = _passages("Đàn gia cầm 900 con. Cây cam 20 ha.")
    assert build(passages, _figures(passages)).with_any([("gia", "cam")]).any()
