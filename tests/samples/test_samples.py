"""The invented reports that ship with the project: read whole, and their questions answerable from them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from index_store.language.text import printed
from index_store.records import Reading
from ingest.load import read_report
from samples.layout import lay_out
from samples.make_samples import main, make_report
from samples.sources import REPORTS, SampleReport

QUESTIONS = Path(__file__).resolve().parents[2] / "samples" / "questions.jsonl"
each_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.stem)


@cache
def _read(path: Path) -> Reading:
    return read_report(path)


def _questions() -> list[dict[str, object]]:
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


@each_report
def test_the_header_says_whose_report_it_is_and_of_when(report: SampleReport, samples: Path) -> None:
    header = _read(samples / report.file_name).header
    assert (header.unit.name, header.unit.level) == (report.unit.name, report.unit.level)
    assert header.unit.province == report.unit.province
    assert (header.issuer, header.number, header.date) == (report.issuer, report.number, report.date)
    assert header.period is not None
    assert header.period.label == report.period_label
    assert header.signer == report.signer
    assert header.replaces == report.replaces.partition(" ")[0]


@each_report
def test_every_footnote_is_read_and_linked(report: SampleReport, samples: Path) -> None:
    reading, laid = _read(samples / report.file_name), lay_out(report)
    assert [note.text for note in reading.footnotes] == [printed(text) for text in laid.notes]
    assert [note.n for note in reading.footnotes if not note.anchor] == []


@each_report
def test_tables_are_read_where_a_report_has_them(report: SampleReport, samples: Path) -> None:
    tables = _read(samples / report.file_name).tables
    laid = [block.rows for block in lay_out(report).appendix if block.kind == "table"]
    assert len(tables) == report.tables
    for table, (header, *rows) in zip(tables, laid, strict=True):
        assert (table.header, table.rows) == (header, tuple(rows))


@each_report
def test_every_report_says_that_it_is_invented(report: SampleReport, samples: Path) -> None:
    passages = _read(samples / report.file_name).passages
    assert any("hư cấu" in passage.text for passage in passages)


@pytest.mark.parametrize("question", _questions(), ids=lambda question: str(question["id"]))
def test_the_evidence_of_a_question_stands_in_its_report(question: dict[str, object], samples: Path) -> None:
    report, evidence = question["report"], question["evidence"]
    assert isinstance(evidence, list)
    if not question["answerable"]:
        assert (question["expect"], evidence) == ([], [])
        return
    stems = report if isinstance(report, list) else [report]
    files = [report.file_name for report in REPORTS if report.stem in stems]
    assert len(files) == len(stems)
    texts = [passage.text for file in files for passage in _read(samples / file).passages]
    for words in evidence:
        assert any(words in text for text in texts), words


def test_questions_are_many_and_none_is_asked_twice() -> None:
    questions = _questions()
    assert len(questions) >= 70
    assert len({(str(q["question"]), str(q["history"])) for q in questions}) == len(questions)


def test_making_the_samples_again_gives_the_same_text_word_and_question_files(
    tmp_path: Path, samples: Path
) -> None:
    main(tmp_path)
    assert (tmp_path / "questions.jsonl").read_bytes() == QUESTIONS.read_bytes()
    for report in REPORTS:
        if report.form != "pdf":  # its bytes depend on the version of typst
            made = (tmp_path / "reports" / report.file_name).read_bytes()
            assert made == (samples / report.file_name).read_bytes(), report.file_name


def test_a_pdf_is_made_the_same_twice(tmp_path: Path) -> None:
    report = next(report for report in REPORTS if report.form == "pdf")
    make_report(report, tmp_path)
    first = (tmp_path / report.file_name).read_bytes()
    make_report(report, tmp_path)
    assert (tmp_path / report.file_name).read_bytes() == first
