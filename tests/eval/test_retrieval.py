"""Retrieval sets: read, searched by words and by meaning, fused, measured."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.paraphrases.passages import find, read_asked
from eval.retrieval.__main__ import main
from eval.retrieval.measure import MEASURES, interval, measure
from eval.retrieval.search import by_meaning, by_words, fused
from eval.retrieval.sets import published, read_set
from index_store.embedding import load_embedder
from index_store.errors import QuestionSetError
from index_store.settings import DEFAULT_MODEL
from index_store.store import Store
from ingest.load import ingest

DOCUMENTS = {
    "d1": "Tổng thu ngân sách trên địa bàn đạt kế hoạch.",
    "d2": "Diện tích gieo trồng vụ đông xuân tăng.",
    "d3": "Số lượt khám chữa bệnh tại trạm y tế giảm.",
}
QUESTIONS = {"q1": "thu ngân sách bao nhiêu", "q2": "gieo trồng vụ đông xuân", "q3": "không ai chấm"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "nho"
    place.mkdir()
    with gzip.open(place / "corpus.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"_id": k, "text": t}) + "\n" for k, t in DOCUMENTS.items())
    lines = [json.dumps({"_id": k, "text": t}) for k, t in QUESTIONS.items()]
    (place / "queries.jsonl").write_text("\n".join(lines), "utf-8")
    rows = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t1\nq3\td3\t0\n"
    (place / "qrels.tsv").write_text(rows, "utf-8")
    return place


def test_questions_without_a_relevant_document_are_left_out(folder: Path) -> None:
    found = read_set(folder)
    assert list(found.questions) == [QUESTIONS["q1"], QUESTIONS["q2"]]
    assert list(found.relevant) == [frozenset({"d1"}), frozenset({"d2"})]
    assert found.documents == DOCUMENTS


def test_words_and_meaning_both_find_the_document(folder: Path) -> None:
    found = read_set(folder)
    for scores in (
        by_words(found, found.questions),
        by_meaning(found, found.questions, load_embedder(str(DEFAULT_MODEL))),
    ):
        assert measure(scores, found.relevant)["Recall@1"].tolist() == [1.0, 1.0]


def test_measures_are_what_one_counts_by_hand() -> None:
    ranked = [{"a": 3.0, "b": 2.0, "c": 1.0}, {"x": 1.0}]
    measured = measure(ranked, [frozenset({"b", "z"}), frozenset({"y"})])
    assert measured["Recall@1"].tolist() == [0.0, 0.0]
    assert measured["Recall@5"].tolist() == [0.5, 0.0]
    assert measured["MRR@10"].tolist() == [0.5, 0.0]
    second, first = 1 / np.log2(3), 1.0
    np.testing.assert_allclose(measured["nDCG@10"], [second / (first + second), 0.0])


_SCORES = st.dictionaries(st.sampled_from("abcdefghijklmnop"), st.floats(0, 10), max_size=16)


@given(_SCORES, st.frozensets(st.sampled_from("abcdefghijklmnop"), min_size=1))
def test_every_measure_stays_between_nothing_and_all(
    scores: dict[str, float], wanted: frozenset[str]
) -> None:
    values = {name: float(found[0]) for name, found in measure([scores], [wanted]).items()}
    assert set(values) == set(MEASURES)
    assert all(0 <= value <= 1 + 1e-9 for value in values.values())
    assert values["Recall@1"] <= values["Recall@5"] <= values["Recall@10"]


@given(_SCORES.filter(bool), _SCORES)
def test_a_weight_of_nothing_leaves_the_words_in_charge(
    words: dict[str, float], meaning: dict[str, float]
) -> None:
    both = fused([words], [meaning], 0.0)[0]
    assert set(both) == set(words) | set(meaning)
    top = max(words.values()) or 1.0
    assert all(both[key] == pytest.approx(words.get(key, 0.0) / top) for key in both)


@given(_SCORES, st.lists(st.integers(-50, 50), min_size=1, max_size=8), st.integers(1, 9), st.integers(-9, 9))
def test_only_the_order_and_spacing_of_cosines_count(
    words: dict[str, float], cosines: list[int], slope: int, offset: int
) -> None:
    meaning = dict(zip("abcdefgh", map(float, cosines), strict=False))
    moved = {key: slope * value + offset for key, value in meaning.items()}
    [one], [other] = fused([words], [meaning], 0.3), fused([words], [moved], 0.3)
    assert one == pytest.approx(other)


def test_the_nearest_found_gets_the_whole_weight_and_the_farthest_nothing() -> None:
    [both] = fused([{"a": 4.0, "b": 2.0}], [{"b": 0.9, "c": 0.7, "d": 0.8}], 0.2)
    assert both == pytest.approx({"a": 1.0, "b": 0.7, "c": 0.0, "d": 0.1})


def test_the_interval_holds_the_mean_and_narrows_with_more_questions() -> None:
    rng = np.random.default_rng(7)
    few, many = rng.random(30), rng.random(3_000)
    low, high = interval([few])
    assert low < few.mean() < high
    assert np.subtract(*interval([many])[::-1]) < high - low


def test_the_table_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder)]) == 0
    printed = capsys.readouterr().out
    assert "| nho | 3 | 2 | words, as written | 100.0 |" in printed
    assert "| nho | 3 | 2 | meaning, no diacritics |" in printed
    assert "mean change of nDCG@10" in printed


def test_published_figures_stand_beside_the_set_of_their_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = folder.rename(folder.with_name("virhe4qa"))
    assert main([str(place)]) == 0
    printed = capsys.readouterr().out
    assert printed.count("| bge-m3, published (ViRE) | 59.2 |  | 91.1 | 70.4 | 75.5 |") == 1
    assert published("nho") == []


def test_every_paraphrase_has_one_passage_that_answers_it(samples: Path, store: Store) -> None:
    asked = read_asked()
    assert len({a.question for a in asked}) == len(asked) >= 60
    few = [a for a in asked if a.report.endswith((".txt", ".docx"))][::4]
    ingest([samples / name for name in sorted({a.report for a in few})], store)
    found = find(few, store)
    assert all(len(wanted) == 1 for wanted in found.relevant)
    assert measure(found.words, found.relevant)["Recall@10"].mean() > 0.6
    assert measure(found.places, found.relevant)["Recall@10"].mean() > 0.6


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("queries.jsonl", "not JSON"),
        ("queries.jsonl", '{"_id": "q1"}'),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td9\t1\n"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\n"),
        ("qrels.tsv", "no head\n1\n"),
    ],
)
def test_a_set_with_faults_is_refused_by_name(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, content: str
) -> None:
    (folder / name).write_text(content, "utf-8")
    with pytest.raises(QuestionSetError, match=name):
        read_set(folder)
    assert main([str(folder)]) == 2
    assert name in capsys.readouterr().err


def test_a_missing_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match=r"corpus\.jsonl"):
        read_set(tmp_path / "khong-co")
