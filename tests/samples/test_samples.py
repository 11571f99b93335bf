"""The invented reports that ship with the project: read whole, and their questions answerable from them."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest

from eval.cases import Case, read_cases
from index_store.language.text import printed
from index_store.records import Reading
from ingest.read import read_report
from samples.layout import Block, lay_out
from samples.make_samples import main, make_report
from samples.sources import REPORTS, TRAPS, SampleReport

QUESTIONS = Path(__file__).resolve().parents[2] / "samples" / "questions.jsonl"
each_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.stem)


@cache
def _read(path: Path) -> Reading:
    return read_report(path)


def _words(block: Block) -> str:
    return printed("".join(run.text for run in block.runs))


def _captions(report: SampleReport) -> list[str]:
    return [_words(block) for block in lay_out(report).appendix if block.kind == "caption"]


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
def test_a_footnote_is_linked_to_the_sentence_that_carries_its_mark(
    report: SampleReport, samples: Path
) -> None:
    laid = lay_out(report)
    sections = {place.footnote: place.section for place, _ in laid.places if place.footnote}
    for note in _read(samples / report.file_name).footnotes:
        assert note.section == sections[note.n]
        [block] = [block for block in laid.body if any(run.note == note.n for run in block.runs)]
        mark = len(_before_mark(block, note.n))
        words = note.anchor.rstrip(" .;")
        start = _words(block).find(words)
        assert start >= 0, note.anchor
        assert start < mark <= start + len(words) + 1, note.anchor


def _before_mark(block: Block, note: int) -> str:
    at = next(i for i, run in enumerate(block.runs) if run.note == note)
    return printed("".join(run.text for run in block.runs[: at + 1]))


@each_report
def test_no_sentence_and_no_heading_is_lost(report: SampleReport, samples: Path) -> None:
    reading = _read(samples / report.file_name)
    text = " ".join(passage.text for passage in reading.passages)
    headings = {f"{section.number}. {section.heading}" for section in reading.sections}
    for block in lay_out(report).body:
        if block.kind == "heading":
            assert _words(block) in headings
        elif block.kind == "paragraph":
            for sentence in re.split(r"(?<=[.;]) ", _words(block).removeprefix("- ")):
                assert sentence in text


@each_report
def test_a_report_is_as_long_as_the_ones_that_offices_write(report: SampleReport, samples: Path) -> None:
    reading = _read(samples / report.file_name)
    assert 4 <= reading.pages <= 8
    assert 10 <= len(reading.footnotes) <= 22
    assert len(reading.figures) >= 50
    assert reading.file.size_bytes < 200_000


@each_report
def test_appendices_are_absent_when_named_and_not_attached(report: SampleReport, samples: Path) -> None:
    named = {
        f"Phụ lục {n}"
        for block in lay_out(report).body
        for n in re.findall(r"Phụ lục (?:số )?(\d\d)", _words(block))
    }
    attached = {f"Phụ lục {n}" for x in _captions(report) for n in re.findall(r"(?i)phụ lục (\d\d)", x)}
    header = _read(samples / report.file_name).header
    assert set(header.absent_appendices) == named - attached


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


@each_report
def test_the_shares_that_a_report_prints_are_right(report: SampleReport) -> None:
    laid = lay_out(report)
    text = " ".join([*map(_words, laid.body), *laid.notes])
    found = re.findall(
        r"(?<![\d/])(\d[\d.]*)/(\d[\d.]*)(?!/|\d)[^;.\d]*?(?:đạt|chiếm)\D{0,7}? (\d[\d,]*)%", text
    )
    for part, whole, share in found:
        exact = Decimal(part.replace(".", "")) / Decimal(whole.replace(".", "")) * 100
        assert exact.quantize(Decimal("0.1"), ROUND_HALF_UP) == Decimal(share.replace(",", ".")), (
            part,
            whole,
        )


@each_report
def test_a_total_in_a_table_is_the_sum_of_its_rows(report: SampleReport) -> None:
    for block in lay_out(report).appendix:
        if block.kind == "table" and block.rows[-1][1] == "Toàn xã":
            *rows, total = ([_decimal(cell) for cell in row[2:]] for row in block.rows[1:])
            assert [sum(column) for column in zip(*rows, strict=True)] == total


def _decimal(printed_number: str) -> Decimal:
    return Decimal(printed_number.replace(".", "").replace(",", "."))


def test_no_unit_of_the_samples_is_one_of_the_generated_corpus(reference: Path) -> None:
    generator = (reference / "corpus" / "make_corpus.py").read_text(encoding="utf-8")
    for unit in {report.unit for report in REPORTS + TRAPS}:
        assert unit.name not in generator
        assert unit.province not in generator


@pytest.mark.parametrize("question", _questions(), ids=lambda question: str(question["id"]))
def test_what_a_question_expects_stands_in_its_report(question: dict[str, object], samples: Path) -> None:
    report, evidence, expect = question["report"], question["evidence"], question["expect"]
    assert isinstance(evidence, list)
    assert isinstance(expect, list)
    if not question["answerable"]:
        assert (report, expect, evidence) == (None, [], [])
        return
    assert evidence
    stems = report if isinstance(report, list) else [report]
    readings = [_read(samples / made.file_name) for made in REPORTS if made.stem in stems]
    assert len(readings) == len(stems)
    texts = [passage.text for reading in readings for passage in reading.passages]
    texts += [f"{reading.header.number} {reading.header.signer}" for reading in readings]
    for words in evidence:
        assert any(words in text for text in texts), words
    quoted = " ".join(evidence)
    for ways in expect:
        assert any(way in quoted for way in ways), ways


@pytest.mark.parametrize("question", _questions(), ids=lambda question: str(question["id"]))
def test_the_page_of_a_question_is_the_page_that_the_reader_gives(
    question: dict[str, object], samples: Path
) -> None:
    source, report, evidence = question["source"], question["report"], question["evidence"]
    assert isinstance(evidence, list)
    sources = source if isinstance(source, list) else [source] if source else []
    stems = report if isinstance(report, list) else [report]
    for place, stem, words in zip(sources, stems, evidence, strict=False):
        if place["page"] is None:  # Word: an estimate
            continue
        [made] = [made for made in REPORTS if made.stem == stem]
        pages = {p.page for p in _read(samples / made.file_name).passages if words in p.text}
        assert any(abs(page - place["page"]) <= 1 for page in pages)  # a long paragraph begins a page before


def test_questions_are_many_of_every_kind_and_none_is_asked_twice() -> None:
    questions = _questions()
    assert len({question["id"] for question in questions}) == len(questions) >= 80
    assert len({(str(q["question"]), str(q["history"])) for q in questions}) == len(questions)
    places = Counter(str(question["place"]) for question in questions)
    assert min(places[place] for place in ("footnote", "body", "table", "header")) >= 5
    reasons = Counter(str(q["reason"]) for q in questions if not q["answerable"])
    assert min(reasons[kind] for kind in ("unit", "period", "indicator", "appendix", "personal")) >= 3
    assert min(reasons[kind] for kind in ("opinion", "gibberish", "unsafe")) >= 1


BY_HAND = [
    pytest.param(case, id=case.id)
    for name in ("adversarial.jsonl", "regression.jsonl")
    for case in read_cases(QUESTIONS.with_name(name))
]


@pytest.mark.parametrize("case", BY_HAND)
def test_what_a_question_by_hand_expects_stands_in_its_reports(case: Case, samples: Path) -> None:
    if not case.answerable:
        assert (case.reports, case.evidence, bool(case.reason)) == ((), (), True)
        return
    held = [samples / made.file_name for made in REPORTS]
    held += [samples.with_name("traps") / made.file_name for made in TRAPS]
    readings = [_read(file) for file in held if file.stem in case.reports]
    assert len(readings) == len(case.reports) > 0
    texts = [" ".join(passage.text.split()) for reading in readings for passage in reading.passages]
    assert case.evidence
    for words in case.evidence:
        assert any(words in text for text in texts), words
    quoted = " ".join(case.evidence)
    for ways in case.expect:
        assert ways[0] in quoted or ways[0] in ("Có", "Không") or ways[0].rstrip("0123456789,") == "", ways


def test_questions_by_hand_are_of_every_kind_and_none_is_asked_twice() -> None:
    traps, mended = (
        read_cases(QUESTIONS.with_name(f"{name}.jsonl")) for name in ("adversarial", "regression")
    )
    asked = [(case.question, case.history) for case in traps + mended]
    assert len(set(asked)) == len(asked) > 100
    reasons = Counter(case.reason for case in traps)
    assert min(reasons[kind] for kind in ("unit", "period", "indicator", "omitted", "appendix")) >= 2
    assert min(reasons[kind] for kind in ("personal", "opinion", "scope", "gibberish", "unsafe")) >= 3


def test_making_the_samples_again_gives_the_same_text_word_and_question_files(
    tmp_path: Path, samples: Path
) -> None:
    main(tmp_path)
    made = [json.loads(line) for line in (tmp_path / "questions.jsonl").read_text("utf-8").splitlines()]
    assert [_without_page(row) for row in made] == [_without_page(row) for row in _questions()]
    for shelf, reports in (("reports", REPORTS), ("traps", TRAPS)):
        for report in reports:
            if report.form != "pdf":  # its bytes depend on the version of typst
                kept = samples.with_name(shelf) / report.file_name
                assert (tmp_path / shelf / report.file_name).read_bytes() == kept.read_bytes(), kept


def _without_page(question: dict[str, object]) -> dict[str, object]:
    """Where a PDF breaks its pages depends on the version of typst too."""
    return question | {"source": re.sub(r"'page': \w+", "", str(question["source"]))}


def test_a_pdf_is_made_the_same_twice(tmp_path: Path) -> None:
    report = next(report for report in REPORTS if report.form == "pdf")
    make_report(report, tmp_path)
    first = (tmp_path / report.file_name).read_bytes()
    make_report(report, tmp_path)
    assert (tmp_path / report.file_name).read_bytes() == first
