"""The comparison measured over three small invented reports, with marks worked out by hand."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import eval.bench.__main__ as bench
from assistant.ask import open_engine
from eval.bench.by_hand import bm25, search_by_hand
from eval.bench.child import Costs, peak_mib, plain_settings, run_ask
from eval.bench.corpora import Corpus, read_corpus
from eval.bench.measure import BY_HAND, MEANING, OURS, WORDS, Result, Run, marked, run_child
from eval.bench.plot import Line, Panel, draw, panels, steps
from eval.bench.starter import by_meaning, by_words, found, read_chunks, whole_question
from eval.bench.switches import SWITCHES, switched_off
from eval.bench.tables import ablation_table, category_table, main_table, percent, put, wrongly_refused
from eval.cases import Case
from eval.intervals import share
from eval.measures import summarise
from index_store.errors import MissingPathError, SettingError
from index_store.store import Store
from ingest.load import ingest

QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "area",
        "category": "direct",
        "question": "Diện tích gieo trồng của xã Suối Cạn 6 tháng đầu năm 2024 là bao nhiêu ha?",
        "expect": [["1.250"]],
        "report": "suoi-can-2024",
    },
    {
        "id": "poor",
        "category": "direct",
        "question": "Xã Đèo Gió có bao nhiêu hộ nghèo trong 6 tháng đầu năm 2024?",
        "expect": [["140"]],
        "report": "deo-gio-2024",
    },
    {
        "id": "both",
        "category": "compare",
        "question": "6 tháng đầu năm 2024, số hộ nghèo của xã Suối Cạn và xã Đèo Gió lần lượt là bao nhiêu?",
        "expect": [["87"], ["140"]],
        "report": ["suoi-can-2024", "deo-gio-2024"],
    },
    {
        "id": "airports",
        "category": "unanswerable",
        "question": "Xã Suối Cạn có bao nhiêu sân bay trong 6 tháng đầu năm 2024?",
        "answerable": False,
    },
]


REPORT = """\
UBND XÃ {capitals}                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: {number}/BC-UBND                   Độc lập - Tự do - Hạnh phúc
                                    {name}, ngày 12 tháng 6 năm {year}

BÁO CÁO
Tình hình kinh tế - xã hội 6 tháng đầu năm {year}

I. KẾT QUẢ ĐẠT ĐƯỢC
1. Nông nghiệp
- Diện tích gieo trồng của xã ước đạt {area} ha, bằng 64% kế hoạch. Chăn nuôi ổn định, không phát sinh dịch bệnh.
- Công tác quản lý, bảo vệ rừng được tăng cường; kiểm lâm phối hợp với các thôn tuần tra thường xuyên.
2. Văn hóa - xã hội
- Toàn xã có {poor} hộ nghèo, giảm 12 hộ so với cùng kỳ. Các trường học tổ chức tổng kết năm học đúng kế hoạch.

                                    CHỦ TỊCH
                                    Lò Văn Bình
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Three reports: Suối Cạn in two years, and Đèo Gió."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "reports").mkdir()
    for file, name, year, area, poor, number in (
        ("suoi-can-2024", "Suối Cạn", 2024, "1.250", 87, 52),
        ("suoi-can-2023", "Suối Cạn", 2023, "1.190", 99, 47),
        ("deo-gio-2024", "Đèo Gió", 2024, "2.310", 140, 61),
    ):
        text = REPORT.format(capitals=name.upper(), name=name, year=year, area=area, poor=poor, number=number)
        (folder / "reports" / f"{file}.txt").write_text(text, "utf-8")
    lines = (json.dumps(question, ensure_ascii=False) + "\n" for question in QUESTIONS)
    (folder / "questions.jsonl").write_text("".join(lines), "utf-8")
    return read_corpus(folder)


@pytest.fixture(scope="module")
def store(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(plain_settings(tmp_path_factory.mktemp("store"))) as opened:
        assert not ingest([corpus.files], opened, workers=1).refused
        yield opened


@pytest.fixture(scope="module")
def answers(corpus: Corpus, store: Store) -> list[dict[str, Any]]:
    """What Tra cứu says to every question; a test that spoils one takes a copy."""
    engine = open_engine(store, plain_settings(store.folder))
    return [{**engine.answer(case.question, case.history).as_json(), "id": case.id} for case in corpus.cases]


def run_of(corpus: Corpus, answers: list[dict[str, Any]]) -> Run:
    return Run(marked(corpus.cases, answers), Costs())


def test_a_corpus_is_its_reports_and_its_questions(corpus: Corpus) -> None:
    assert (corpus.reports, [case.id for case in corpus.cases]) == (3, ["area", "poor", "both", "airports"])


def test_a_folder_without_reports_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError):
        read_corpus(tmp_path)


# -- the baselines ----------------------------------------------------------------------------------


def test_bm25_agrees_with_a_score_worked_out_by_hand() -> None:
    texts = [["lúa", "lúa", "ngô"], ["sắn"], ["ngô", "khoai"]]  # 2 words on average
    idf = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))  # one text of three holds "lúa"
    expected = idf * 2 / (2 + 1.5 * (0.25 + 0.75 * 3 / 2))
    assert bm25(["lúa"], texts) == pytest.approx([expected, 0.0, 0.0])


def test_bm25_of_nothing_is_nothing() -> None:
    assert bm25(["lúa"], []) == []


def test_the_starter_by_words_gives_chunks_with_their_file(corpus: Corpus) -> None:
    chunks = read_chunks(corpus.files)
    assert len(chunks) == 3  # each report fits one chunk of 1,024 tokens
    answers = list(found(by_words(chunks), corpus.cases))
    assert {p["report_file"] for p in answers[0]["passages"]} == {
        "suoi-can-2023.txt",
        "suoi-can-2024.txt",
        "deo-gio-2024.txt",
    }
    assert all(answer["ms"] > 0 for answer in answers)


def test_the_starter_by_meaning_ranks_by_our_vectors(corpus: Corpus, store: Store) -> None:
    chunks = read_chunks(corpus.files)
    [first, *_] = found(by_meaning(chunks, store.embedder), corpus.cases)
    embedded = [chunk.get_content(metadata_mode="embed") for chunk in chunks]  # type: ignore[arg-type]
    cosines = store.embedder.encode_passages(embedded) @ store.embedder.encode_query(corpus.cases[0].question)
    near = dict(zip((chunk.get_content() for chunk in chunks), cosines.tolist(), strict=True))
    ranked = [near[passage["text"]] for passage in first["passages"]]
    assert ranked == pytest.approx(sorted(near.values(), reverse=True), abs=1e-4)  # two may be all but equal


def test_a_follow_up_is_searched_with_the_question_before_it() -> None:
    history = ({"role": "user", "content": "Có mấy hộ nghèo?"}, {"role": "assistant", "content": "87 hộ."})
    assert whole_question(Case("1", "Còn năm 2023?", history=history)) == "Có mấy hộ nghèo? Còn năm 2023?"


def test_the_search_by_hand_stays_in_the_right_report(corpus: Corpus, store: Store) -> None:
    found_by_hand = {answer["id"]: answer["passages"] for answer in search_by_hand(store, corpus.cases)}
    assert {p["report_file"] for p in found_by_hand["area"]} == {"suoi-can-2024"}
    assert "1.250 ha" in found_by_hand["area"][0]["text"]
    assert not any("BÁO CÁO" in p["text"] for p in found_by_hand["area"])  # the head
    assert "airports" not in found_by_hand


def test_a_comparison_by_hand_takes_turns_between_its_reports(corpus: Corpus, store: Store) -> None:
    found_by_hand = {answer["id"]: answer["passages"] for answer in search_by_hand(store, corpus.cases)}
    assert [p["report_file"] for p in found_by_hand["both"][:4]] == ["suoi-can-2024", "deo-gio-2024"] * 2
    marks = summarise([row.marks for row in marked(corpus.cases, list(search_by_hand(store, corpus.cases)))])
    assert marks.found_5 == share([True, True, True])


# -- Tra cứu ----------------------------------------------------------------------------------------


def test_good_answers_get_every_mark(corpus: Corpus, answers: list[dict[str, Any]]) -> None:
    run = run_of(corpus, answers)
    got = run.summary
    assert got.right == share([True] * 4)
    assert got.found_1 == got.first == got.cited == share([True] * 3)
    assert (got.refusal_recall, got.unsupported) == (share([True]), 0)
    assert wrongly_refused(run) == share([False] * 3)


def test_a_digit_changed_in_an_answer_lowers_the_score(corpus: Corpus, answers: list[dict[str, Any]]) -> None:
    spoilt = deepcopy(answers)
    spoilt[0]["answer"] = spoilt[0]["answer"].replace("1.250", "1.260")
    got = run_of(corpus, spoilt).summary
    assert (got.right, got.first, got.unsupported) == (
        share([False, *[True] * 3]),
        share([False, True, True]),
        1,
    )


def test_a_digit_changed_in_what_was_found_lowers_the_score(
    corpus: Corpus, answers: list[dict[str, Any]]
) -> None:
    spoilt = deepcopy(answers)
    for passage in spoilt[1]["passages"]:
        passage["text"] = passage["text"].replace("140", "141")
    for citation in spoilt[1]["citations"]:
        citation["quote"] = citation["quote"].replace("140", "141")
    got = run_of(corpus, spoilt).summary
    assert got.found_1 == got.found_5 == got.cited == share([False, True, True])
    assert got.right == share([True] * 4)


def test_a_refusal_of_a_question_with_an_answer_is_told_from_one_that_was_due(
    corpus: Corpus, answers: list[dict[str, Any]]
) -> None:
    spoilt = deepcopy(answers)
    spoilt[0]["refused"] = True
    run = run_of(corpus, spoilt)
    assert wrongly_refused(run) == share([True, False, False])
    assert run.summary.refusal_recall == share([True])


def test_a_series_may_take_a_passage_from_each_report(corpus: Corpus, answers: list[dict[str, Any]]) -> None:
    series = replace(corpus.cases[2], category="series")
    [row] = marked([series], answers)
    assert (row.marks.found_1, row.case.category) == (True, "series")
    [row] = marked([replace(series, category="direct")], answers)
    assert row.marks.found_1 is False


def test_an_answer_that_is_missing_has_no_row(corpus: Corpus, answers: list[dict[str, Any]]) -> None:
    assert [row.case.id for row in marked(corpus.cases, answers[2:])] == ["both", "airports"]


def test_the_children_take_in_and_answer_by_themselves(corpus: Corpus, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    costs = run_child("ingest", corpus, work).costs
    assert costs.index_s is not None
    assert costs.store_mib is not None
    assert (costs.refused, costs.index_s > 0, costs.store_mib > 0) == (0, True, True)
    without = run_child(OURS, corpus, work, "figures")
    assert without.costs.peak_mib is not None
    assert 50 < without.costs.peak_mib < 2_000
    assert not any(row.answer["figures"] for row in without.rows)


def test_the_job_of_a_child_answers_and_counts_its_costs(corpus: Corpus, store: Store) -> None:
    answers, costs = run_ask(corpus, store.folder, "")
    assert Run(marked(corpus.cases, answers), costs).summary.right == share([True] * 4)
    assert costs.ready_s is not None
    assert costs.ready_s > 0


def test_a_process_knows_its_own_peak() -> None:
    before = peak_mib()
    held = bytearray(b"\1" * (64 << 20))
    assert len(held) == 64 << 20
    assert peak_mib() >= max(before, 64)


# -- one thing off ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", *SWITCHES])
def test_a_switch_is_back_on_after_use(name: str, corpus: Corpus, store: Store) -> None:
    engine = open_engine(store, plain_settings(store.folder))
    before = engine.answer(corpus.cases[0].question)
    with switched_off(name):
        engine.answer(corpus.cases[0].question)
    after = engine.answer(corpus.cases[0].question)
    assert (after.answer, after.passages) == (before.answer, before.passages)


def test_without_vectors_nothing_is_found_by_meaning(store: Store) -> None:
    assert store.search_dense("hộ nghèo", None, 5)
    with switched_off("dense"):
        assert store.search_dense("hộ nghèo", None, 5) == []


def test_without_context_a_heading_finds_no_passage_below_it(store: Store) -> None:
    def ids() -> set[str]:
        return {key for key, _ in store.search_lexical("nông nghiệp", None, 20)}

    below = ids()
    with switched_off("context"):
        assert ids() < below


def test_without_folding_words_without_marks_find_nothing(store: Store) -> None:
    assert store.search_lexical("ho ngheo", None, 5)
    with switched_off("folding"):
        assert store.search_lexical("ho ngheo", None, 5) == []
        assert store.search_lexical("hộ nghèo", None, 5)


def test_without_figures_an_answer_is_a_sentence(corpus: Corpus, store: Store) -> None:
    engine = open_engine(store, plain_settings(store.folder))
    assert engine.answer(corpus.cases[0].question).figures
    with switched_off("figures"):
        assert not engine.answer(corpus.cases[0].question).figures


def test_without_scope_other_reports_are_searched(corpus: Corpus, store: Store) -> None:
    engine = open_engine(store, plain_settings(store.folder))

    def file(unit: str, year: int) -> str:
        """Where the answer comes from when unit and period are no words of the question."""
        said = engine.answer("Có bao nhiêu hộ nghèo?", unit=unit, period=f"6 tháng đầu năm {year}")
        return said.citations[0].report_file

    wanted = [("xã Suối Cạn", 2024), ("xã Suối Cạn", 2023), ("xã Đèo Gió", 2024)]
    assert [file(*place) for place in wanted] == [
        "suoi-can-2024.txt",
        "suoi-can-2023.txt",
        "deo-gio-2024.txt",
    ]
    with switched_off("scope"):
        assert len({file(*place) for place in wanted}) == 1
        assert engine.answer(corpus.cases[3].question).refused


# -- what is shown ----------------------------------------------------------------------------------


@pytest.fixture
def result(corpus: Corpus, answers: list[dict[str, Any]]) -> Result:
    """As if the baselines had found what Tra cứu found, in other times."""
    rows = marked(
        corpus.cases, [{**answer, "ms": ms} for answer, ms in zip(answers, (5, 10, 20, 40), strict=True)]
    )
    run = Run(rows, Costs(peak_mib=300.4, index_s=2.0, ready_s=1.0))
    systems = dict.fromkeys((WORDS, MEANING, BY_HAND, OURS), run)
    return Result(corpus, Costs(index_s=3.0, store_mib=19.2), systems)


def test_a_share_is_shown_with_its_interval() -> None:
    assert percent(share([True] * 8 + [False] * 2)) == "80.0 (49.0-94.3)"
    assert percent(None) == "–"


def test_the_table_has_a_column_for_each_corpus(result: Result) -> None:
    table = main_table([result, result])
    lines = table.splitlines()
    assert {line.count("|") for line in lines} == {4}
    assert lines[0] == "|  | 3 reports, 4 questions | 3 reports, 4 questions |"
    assert "| a question, p50 / p95, ms | 10.0 / 40.0 | 10.0 / 40.0 |" in lines
    assert "| answers right, all questions, % | 100.0 (51.0-100.0) | 100.0 (51.0-100.0) |" in lines
    assert "| ingest, s | 3.0 | 3.0 |" in lines


def test_the_categories_are_counted(result: Result) -> None:
    lines = category_table([result]).splitlines()
    assert lines[2:] == [
        "| direct | 2/2 | 2/2 | 2/2 |",
        "| compare | 1/1 | 1/1 | 1/1 |",
        "| unanswerable | – | – | 1/1 |",
    ]


def test_an_ablation_says_what_was_lost(corpus: Corpus, answers: list[dict[str, Any]]) -> None:
    spoilt = deepcopy(answers)
    spoilt[0]["answer"] = "**9 ha** [1]"
    runs = {"": run_of(corpus, answers), "dense": run_of(corpus, spoilt)}
    lines = ablation_table(Result(corpus, Costs(), runs)).splitlines()
    assert lines[2].startswith("| everything on | 100.0 (43.8-100.0) | 100.0 (51.0-100.0) | – | – |")
    assert lines[3].startswith(
        "| without the vectors | 100.0 (43.8-100.0) | 75.0 (30.1-95.4) | 1 / 0 | 1.000 |"
    )


def test_only_what_stands_between_the_marks_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text("# By hand\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n", "utf-8")
    put(page, "bench", "new")
    assert page.read_text("utf-8") == "# By hand\n<!-- bench -->\nnew\n<!-- /bench -->\nafter\n"
    with pytest.raises(SettingError):
        put(page, "ablation", "new")


def test_the_axis_has_round_steps() -> None:
    assert steps(71) == [0, 20, 40, 60, 80]
    assert steps(0) == [0, 1]
    assert steps(1) == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1.0])


def test_the_plot_shows_every_point_once() -> None:
    panel = Panel(
        "ms <p50>", [Line("Tra cứu", "#000", [10, 20, 40]), Line("khác", "#111", [1, None, 2], True)]
    )
    drawn = ElementTree.fromstring(draw([panel], [24, 240, 1000]))
    circles = drawn.findall("{*}circle")
    assert len(circles) == 5
    assert [float(c.attrib["cy"]) for c in circles[:3]] == [203.5, 151.0, 46.0]  # 40 is the top: 46 to 256
    assert "ms <p50>" in "".join(drawn.itertext())


def test_the_plot_can_be_drawn_of_one_corpus(result: Result) -> None:
    assert len(ElementTree.fromstring(draw(panels([result]), [3])).findall("{*}polyline")) == 10


@pytest.mark.parametrize("arguments", [["--sizes", "huge"], ["--sizes", "small"]])
def test_a_size_that_cannot_be_made_is_wrong_use(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "GENERATOR", "eval.absent")
    with pytest.raises(SystemExit) as stopped:
        bench.main([*arguments, "--out", str(tmp_path)])
    assert stopped.value.code == 2


def test_a_corpus_that_is_not_there_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--corpus", str(tmp_path / "absent"), "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("reports: ")
