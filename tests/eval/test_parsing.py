"""The invented papers: what they hold, and that the measure tells right from wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from eval.parsing.links import Tally
from eval.parsing.others import tally
from eval.parsing.paper import MARK, Paper, make_papers
from index_store.records import Footnote
from ingest.read import read_report


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    return make_papers(10, 3)


def test_papers_are_the_same_for_the_same_seed_and_number_their_marks_in_order(papers: list[Paper]) -> None:
    assert papers == make_papers(10, 3)
    for paper in papers:
        marks = [int(n) for paragraph in paper.paragraphs for n in MARK.findall(paragraph.text)]
        assert marks == list(range(1, len(paper.notes) + 1))
        assert len(paper.anchors) == len(paper.notes) == len(paper.labels())
        assert not any(re.search(r"[\^\u2063]", text) for text in (*paper.anchors, *paper.notes))


def test_every_numbering_and_place_is_among_the_styles(papers: list[Paper]) -> None:
    assert {paper.style.number for paper in papers} == {"1", "(1)", "*"}
    assert {paper.style.restart for paper in papers} == {"", "page", "section"}
    assert {paper.style.place for paper in papers} == {"foot", "end"}


@pytest.mark.parametrize("at", range(10))
def test_what_typst_sets_is_read_without_a_fault(papers: list[Paper], tmp_path: Path, at: int) -> None:
    pytest.importorskip("typst", reason="the typst package sets the papers")
    from eval.parsing.as_typst import as_typst

    path = tmp_path / "bc.pdf"
    path.write_bytes(as_typst(papers[at]))
    reading, found = read_report(path), Tally()
    found.add(papers[at], "typst.pdf", reading.footnotes, reading.header)
    assert found.faults == []


@pytest.mark.parametrize("at", [0, 1, 2, 3, 6])
def test_what_is_drawn_line_by_line_is_read_without_a_fault(
    papers: list[Paper], tmp_path: Path, at: int
) -> None:
    pytest.importorskip("reportlab", reason="reportlab draws the papers")
    from eval.parsing.as_drawn import as_drawn

    path = tmp_path / "bc.pdf"
    try:
        path.write_bytes(as_drawn(papers[at]))
    except FileNotFoundError as error:
        pytest.skip(f"the faces are not installed: {error}")
    reading, found = read_report(path), Tally()
    found.add(papers[at], "drawn.pdf", reading.footnotes, reading.header)
    assert found.faults == []


@pytest.mark.parametrize("at", [0, 3, 4, 5, 6])
def test_what_is_saved_for_word_is_read_without_a_fault(papers: list[Paper], tmp_path: Path, at: int) -> None:
    from eval.parsing.as_word import save_word

    path = tmp_path / "bc.docx"
    save_word(papers[at], path)
    reading, found = read_report(path), Tally()
    found.add(papers[at], "docx", reading.footnotes, reading.header)
    assert found.faults == []


def test_the_tally_tells_wrong_and_missing_from_right(papers: list[Paper], tmp_path: Path) -> None:
    paper = papers[0]
    pairs = zip(paper.notes, paper.anchors, strict=True)
    right = [Footnote(n, text, 1, anchor, "") for n, (text, anchor) in enumerate(pairs, 1)]
    spoilt = [replace(right[0], anchor="Một câu khác."), replace(right[1], anchor=""), *right[3:]]
    from eval.parsing.as_word import save_word

    save_word(paper, tmp_path / "bc.docx")
    header, found = read_report(tmp_path / "bc.docx").header, Tally()
    found.add(paper, "docx", spoilt, header)
    assert (found.counts["wrong"], found.counts["missing"], found.counts["right"]) == (1, 2, len(right) - 3)
    assert (found.counts["header"], len(found.faults)) == (1, 3)


def test_another_reader_s_links_and_whole_sentences_are_counted(papers: list[Paper]) -> None:
    paper = papers[0]
    text = f"{paper.anchors[0]}[[1]](#footnote-1)\n1. {paper.notes[0]} [↑](#footnote-ref-1)\n"
    counts = tally(paper, text)
    assert (counts["right"], counts["missing"]) == (1, len(paper.notes) - 1)
    assert counts["sentence"] == paper.anchors.count(paper.anchors[0])
