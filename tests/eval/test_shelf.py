"""The invented shelf: its gold holds, nothing of it depends on chance, and the real reader reads it whole."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from eval.cases import read_cases
from eval.shelf.__main__ import header, main, make_questions, make_shelf, save
from eval.shelf.check import faults
from eval.shelf.table import GAP, read_table
from eval.shelf.write import DISCLAIMER, Written
from ingest.read import read_report

CATEGORIES = {
    "direct", "nodiac", "abbr", "typo", "short", "paraphrase", "role", "followup", "compare", "rank", "series",
    "text", "yesno", "unanswerable",
}  # fmt: skip


@pytest.fixture(scope="module")
def shelf() -> list[Written]:
    return make_shelf(12, 3, seed=1)


@pytest.fixture(scope="module")
def questions(shelf: list[Written]) -> list[dict[str, Any]]:
    return make_questions(shelf, 300, seed=1)


@pytest.fixture(scope="module")
def saved(
    shelf: list[Written], questions: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    out = tmp_path_factory.mktemp("shelf")
    save(out, shelf, questions)
    return out


def test_every_expected_value_stands_in_its_evidence_and_the_evidence_in_its_report(
    questions: list[dict[str, Any]], saved: Path
) -> None:
    assert faults(questions, saved / "reports") == []


def test_a_wrong_value_or_a_sentence_of_no_report_is_noticed(
    questions: list[dict[str, Any]], saved: Path
) -> None:
    direct = next(q for q in questions if q["category"] == "direct")
    assert faults([direct | {"expect": [["987.654.321"]]}], saved / "reports")
    assert faults([direct | {"evidence": ["Câu này không có trong báo cáo nào"]}], saved / "reports")


def test_questions_of_every_category_and_every_reason_are_asked(questions: list[dict[str, Any]]) -> None:
    assert {q["category"] for q in questions} == CATEGORIES
    assert {"unit", "period", "indicator", "omitted", "appendix"} <= {q["reason"] for q in questions}
    changed = Counter(q["changed"] for q in questions if q["category"] == "followup")
    assert set(changed) == {"period", "unit", "indicator", "role", "topic"}


def test_the_evaluation_reads_the_questions(saved: Path, questions: list[dict[str, Any]]) -> None:
    assert [case.id for case in read_cases(saved / "questions.jsonl")] == [q["id"] for q in questions]


def test_the_same_seed_gives_the_same_bytes_whatever_the_process(tmp_path: Path) -> None:
    arguments = ["--units", "3", "--periods", "2", "--questions", "40", "--seed", "5"]
    main([str(tmp_path / "a"), *arguments])
    run = [sys.executable, "-m", "eval.shelf", str(tmp_path / "b"), *arguments]
    subprocess.run(run, check=True, capture_output=True, cwd=Path(__file__).parents[2], timeout=60)
    files = sorted(file.relative_to(tmp_path / "a") for file in (tmp_path / "a").rglob("*.*"))
    assert files
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_a_larger_shelf_keeps_the_reports_of_a_smaller_one(shelf: list[Written]) -> None:
    small = make_shelf(4, 3, seed=1)
    assert [w.text for w in small] == [w.text for w in shelf[: len(small)]]


@pytest.mark.parametrize("kind", ["replacing", "second issuer", "merged", "party of a district"])
def test_the_reader_takes_from_a_report_what_the_gold_says(
    kind: str, shelf: list[Written], saved: Path
) -> None:
    chosen = next(
        w
        for w in shelf
        if {
            "replacing": bool(w.report.replaces),
            "second issuer": w.report.edition == "khác",
            "merged": bool(w.report.place.parts),
            "party of a district": w.report.party and w.report.place.letter == "h",
        }[kind]
    )
    gold, reading = header(chosen), read_report(saved / "reports" / f"{chosen.report.stem}.txt")
    assert reading.header.unit.full_name == gold["unit"]
    assert reading.header.period is not None
    assert reading.header.period.label == gold["period"]
    assert (reading.header.issuer, reading.header.number) == (gold["issuer"], gold["number"])
    assert reading.header.replaces == gold["replaces"]
    assert list(reading.header.absent_appendices) == gold["absent_appendices"]
    assert [note.text for note in reading.footnotes] == chosen.notes
    assert [note.n for note in reading.footnotes if not note.anchor] == []


def test_last_years_figure_is_the_figure_of_last_years_report(shelf: list[Written]) -> None:
    plain = {(w.report.place, w.report.period.label): w for w in shelf if not w.report.edition}
    compared = 0
    for (place, label), now in plain.items():
        before = plain.get((place, label.replace("2024", "2023")))
        if before is None or "2024" not in label:
            continue
        for key in {gap.partition(".")[0] for gap in now.figures if gap.endswith(".truoc")}:
            assert now.value(key, -1) == before.value(key)
            compared += 1
    assert compared > 50


def test_a_merged_commune_sums_the_communes_it_was_made_of(shelf: list[Written]) -> None:
    merged = next(w for w in shelf if w.report.place.parts)
    parts = [merged.world.value(part, "ho_ngheo", merged.report.period) for part in merged.report.place.parts]
    assert merged.value("ho_ngheo") == sum(parts)


def test_every_report_says_that_it_is_invented(shelf: list[Written]) -> None:
    assert all(DISCLAIMER in w.text for w in shelf)


def test_the_table_words_everything_in_several_ways() -> None:
    table = read_table()
    assert len(table.indicators) >= 70
    for indicator in table.indicators.values():
        wordings = {*indicator.plain, *indicator.everyday, indicator.clipped}
        assert len(indicator.plain) >= 2, indicator.key
        assert indicator.everyday, indicator.key
        assert len(wordings) >= 4, indicator.key
        assert indicator.low < indicator.high, indicator.key
    for topic in table.topics:
        assert topic.section in table.sections
        if topic.indicators:
            assert len(topic.variants) >= 3, topic.key
            for variant in topic.variants:
                said = {gap.partition(".")[0] for gap in GAP.findall(variant)}
                assert {i.key for i in topic.indicators} <= said, (topic.key, variant)


def test_one_command_writes_reports_headers_and_questions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path), "--units", "2", "--periods", "2", "--questions", "30"]) == 0
    headers = [json.loads(x) for x in (tmp_path / "reports.jsonl").read_text("utf-8").splitlines()]
    assert {h["report"] for h in headers} == {file.stem for file in (tmp_path / "reports").glob("*.txt")}
    assert f"{len(headers)} reports" in capsys.readouterr().out
