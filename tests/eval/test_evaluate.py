"""From a question set to a kept run and its page; sets kept, feedback made into questions, a run in the background."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import final
from assistant.ask import ReportQueryEngine, open_engine
from assistant.examples import Examples
from assistant.talk import Given, Talk
from eval.archive import kept_runs, load, made_of, save
from eval.background import Runner, RunningError
from eval.cases import read_cases
from eval.evaluate import Evaluation, evaluate
from eval.failures_view import differing
from eval.feedback import case_of, find, handled, pending, pending_html
from eval.held import HeldReports
from eval.page import page
from eval.page_pictures import addresses, drawn
from eval.run import compare
from eval.sets import FEEDBACK_NAME, QuestionSets
from eval.summary import right_by_id
from eval.template import COLUMNS, template
from index_store.desk import Kept
from index_store.errors import QuestionSetError, SettingError
from index_store.settings import Settings
from index_store.store import Store
from ingest.load import ingest

WriteReport = Callable[..., Path]
LINES: list[dict[str, object]] = [
    {"id": "a", "question": "Xã Suối Cạn có bao nhiêu hộ nghèo?", "expect": ["87"], "report": "suoi-can", "unit": "hộ",
     "evidence": ["Toàn xã có 87 hộ nghèo, giảm 12 hộ so với cùng kỳ"]},
    {"id": "b", "question": "Xã Suối Cạn có bao nhiêu <b>hộ nghèo</b>?", "expect": ["88"], "report": "suoi-can"},
    {"id": "c", "question": "Xã Suối Cạn có mấy sân bay quốc tế?", "answerable": False, "reason": "indicator"},
    {"id": "d", "question": "Xã Bàu Sim có bao nhiêu hộ nghèo?", "expect": ["50"], "report": "bau-sim"},
]  # fmt: skip


def go_on(_: int, __: int) -> bool:
    return True


@pytest.fixture
def engine(store: Store, settings: Settings, write_report: WriteReport) -> ReportQueryEngine:
    ingest([write_report("suoi-can.txt")], store, workers=1)
    return open_engine(store, settings)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "q.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in LINES), "utf-8")
    return path


@pytest.fixture
def done(engine: ReportQueryEngine, questions: Path) -> Evaluation:
    return evaluate(engine, questions, go_on)


def test_a_run_marks_proves_and_finds_causes(done: Evaluation) -> None:
    assert right_by_id(done.rows) == {"a": True, "b": False, "c": True, "d": False}
    first = done.rows[0].proof
    assert (first.rank, first.exact, first.quotes, first.verbatim) == (1, True, 1, 1)
    assert [row.cause for row in done.rows] == ["", "not_read", "", "not_read"]


def test_a_run_is_kept_and_read_back_as_it_was(done: Evaluation, tmp_path: Path) -> None:
    folder = tmp_path / "runs" / "lan-1"
    save(folder, done.rows, done.made_of, None, "<html>")
    again = load(folder)
    assert [(r.case, r.marks, r.proof, r.cause) for r in again] == [
        (r.case, r.marks, r.proof, r.cause) for r in done.rows
    ]
    assert made_of(folder) == done.made_of
    [kept] = kept_runs(tmp_path / "runs")
    assert (kept.questions, kept.right, kept.n) == ("q.jsonl", 2, 4)
    (folder / "results.jsonl").write_text("{}", "utf-8")
    with pytest.raises(QuestionSetError, match="Dòng 1"):
        load(folder)


def test_a_run_that_could_not_be_written_whole_is_not_among_the_kept(
    done: Evaluation, tmp_path: Path
) -> None:
    folder = tmp_path / "runs" / "lan-1"
    (folder / "page.html").mkdir(parents=True)
    with pytest.raises(SettingError):
        save(folder, done.rows, done.made_of, None, "<html>")
    assert kept_runs(tmp_path / "runs") == []


def test_the_hashes_tell_the_corpus_and_the_questions_apart(
    engine: ReportQueryEngine, done: Evaluation, questions: Path, write_report: WriteReport
) -> None:
    again = evaluate(engine, questions, go_on).made_of
    assert (again.corpus_hash, again.questions_hash, again.code_hash) == (
        done.made_of.corpus_hash, done.made_of.questions_hash, done.made_of.code_hash,
    )  # fmt: skip
    ingest([write_report("nam-pha.txt", name="Nậm Pha", number=77)], engine.store, workers=1)
    questions.write_text(questions.read_text("utf-8") + "\n", "utf-8")
    changed = evaluate(engine, questions, go_on).made_of
    assert changed.corpus_hash != again.corpus_hash
    assert changed.questions_hash != again.questions_hash


def test_the_page_can_be_understood_alone(done: Evaluation, engine: ReportQueryEngine) -> None:
    versus = compare({"a": False, "b": True, "c": True, "d": False}, right_by_id(done.rows))
    html = page(done.rows, done.made_of, versus, drawn(engine.store, HeldReports(engine.store)), 80)
    assert "KHÔNG ĐẠT mức 80 %" in html
    assert "2 câu sai" in html
    assert "Cần có: 88" in html
    assert "Câu trả lời thiếu: 88." in html
    assert "Hiểu là hỏi: xã Suối Cạn, 6 tháng đầu năm 2024" in html
    assert "<b>87 hộ nghèo</b>" in html, "what an answer says in bold is bold, not between stars"
    assert "báo cáo chưa nạp" in html
    assert "Thêm 1 câu đúng, thêm 1 câu sai, 2 câu như cũ" in html
    assert done.made_of.command.replace("'", "&#x27;") in html
    assert "&lt;b&gt;hộ nghèo&lt;/b&gt;" in html
    assert "<b>hộ" not in html


def test_a_passage_that_was_found_too_late_is_told_with_its_place(done: Evaluation) -> None:
    wrong = done.rows[1]
    late = replace(wrong, cause="not_ranked", proof=replace(wrong.proof, rank=3))
    assert "Đoạn có lời đáp đứng thứ 3 trong các đoạn tìm được." in differing(late)
    assert not any("đứng thứ" in words for words in differing(wrong))


def test_pictures_are_offered_of_files_that_have_pages(
    engine: ReportQueryEngine, samples: Path, write_report: WriteReport
) -> None:
    ingest([samples / "may-ngan-2022-6-thang.pdf"], engine.store, workers=1)
    held = HeldReports(engine.store)
    picture = addresses(engine.store, held)
    assert picture("may-ngan-2022-6-thang", 1, "12.865 ha").startswith("/trang/")
    assert drawn(engine.store, held)("may-ngan-2022-6-thang", 1, "").startswith("data:image/png;base64,")
    assert picture("suoi-can", 1, "") == "", "a text file has no pages to draw"
    assert picture("khong-co", 1, "") == ""
    note = "Tổng diện tích gieo trồng toàn huyện 12.865 ha"
    assert picture("may-ngan-2022-6-thang", 0, note) == picture("may-ngan-2022-6-thang", 1, note)
    assert picture("may-ngan-2022-6-thang", 0, "12.866 ha") == "", "words that stand on no page"
    assert held.of_file("may-ngan-2022-6-thang")
    assert held.of_file("khong-co") == ()


def test_a_run_in_the_background_tells_how_far_it_is_and_is_kept(
    engine: ReportQueryEngine, questions: Path, tmp_path: Path
) -> None:
    runner = Runner(engine, tmp_path / "runs")
    job = runner.start("Bộ thử", questions, all_ways=True)
    with pytest.raises(RunningError, match="Bộ thử"):
        runner.start("Bộ khác", questions, all_ways=False)
    wait(lambda: job.over)
    ways = 4 * 5 - 1  # "c" has no word that is long enough for a slip
    assert (job.fault, job.done, job.total) == ("", ways, ways)
    assert job.folder is not None
    assert (job.folder / "page.html").is_file()
    assert {row.case.typing for row in load(job.folder)} >= {"", "không dấu", "nửa dấu"}
    command = made_of(job.folder).command
    assert command == "tracuu --store kho eval q.jsonl --typing", "the server's folders are not told"
    assert str(tmp_path) not in (job.folder / "page.html").read_text("utf-8")


def test_a_run_that_is_stopped_is_not_kept(
    engine: ReportQueryEngine, questions: Path, tmp_path: Path
) -> None:
    many = tmp_path / "nhieu.jsonl"
    many.write_text(
        "\n".join(json.dumps({**LINES[0], "id": n}, ensure_ascii=False) for n in range(2000)), "utf-8"
    )
    runner = Runner(engine, tmp_path / "runs")
    job = runner.start("Nhiều", many, all_ways=False)
    wait(lambda: job.done)
    runner.stop()
    wait(lambda: job.over)
    assert 0 < job.done < job.total == 2000
    assert job.folder is None
    assert kept_runs(tmp_path / "runs") == []


def test_a_faulty_set_ends_the_run_with_its_faults(engine: ReportQueryEngine, tmp_path: Path) -> None:
    bad = tmp_path / "q.jsonl"
    bad.write_text('{"question": "Bao nhiêu?"}', "utf-8")
    job = Runner(engine, tmp_path / "runs").start("Hỏng", bad, all_ways=False)
    wait(lambda: job.over)
    assert "Dòng 1" in job.fault


def wait(done: Callable[[], object]) -> None:
    for _ in range(1200):
        if done():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come to an end within a minute")


def test_the_template_is_a_question_set_and_tells_every_column(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "mau.xlsx"
    path.write_bytes(template())
    first, second = read_cases(path)
    assert (first.expect, first.page, first.footnote, first.unit, first.role) == (
        (("56 hộ",), ("3,8%",)), 2, 9, "hộ", "level",
    )  # fmt: skip
    assert (second.answerable, second.reason) == (False, "period")
    guide = load_workbook(io.BytesIO(template()))["Cách điền"]
    assert [row[0].value for row in guide.iter_rows(min_row=2)] == list(COLUMNS)


def test_uploaded_sets_are_kept_and_one_with_faults_is_not(tmp_path: Path, questions: Path) -> None:
    sets = QuestionSets(tmp_path / "sets")
    text = questions.read_bytes()
    name, taken = sets.keep(questions)
    assert (name, len(taken.cases), taken.passed_over) == ("q.jsonl", 4, 0)
    questions.write_bytes(text)
    assert sets.keep(questions)[0] == "q (2).jsonl", "a set of the same name stays"
    bad = tmp_path / "bad.csv"
    bad.write_text("question,expect\nBao nhiêu?,\n", "utf-8")
    with pytest.raises(QuestionSetError):
        sets.keep(bad)
    assert {"q.jsonl", "q (2).jsonl"} <= set(sets.paths())
    assert "bad.csv" not in sets.paths()


def test_feedback_becomes_a_question_of_its_set_once(
    store: Store, engine: ReportQueryEngine, tmp_path: Path
) -> None:
    answer = engine.answer("Xã Suối Cạn có bao nhiêu hộ nghèo?")
    body = {"question": "Có bao nhiêu <i>hộ nghèo</i>?", "history": ["Xã Suối Cạn?"], "answer": answer.as_json(),
            "good": False, "right": "87 hộ", "note": "Thiếu"}  # fmt: skip
    store.desk.put(Kept("an", "feedback", "Có bao nhiêu", body))
    store.desk.put(Kept("binh", "feedback", "Tốt", body | {"good": True}))
    [kept] = pending(store.desk)
    assert "&lt;i&gt;hộ nghèo" in pending_html([kept])
    sets = QuestionSets(tmp_path / "sets")
    with pytest.raises(QuestionSetError):
        sets.add(case_of(kept, "Có bao nhiêu hộ nghèo?", " ; ", "suoi-can.txt", answerable=True))
    assert FEEDBACK_NAME not in sets.paths()
    case = case_of(kept, "Có bao nhiêu hộ nghèo?", "87 hộ|87; giảm", "suoi-can.txt", answerable=True)
    assert (sets.add(case), sets.add(case)) == (1, 1)
    [read] = read_cases(sets.path(FEEDBACK_NAME))
    assert (read.history, read.expect, read.reports) == (
        ("Xã Suối Cạn?",), (("87 hộ", "87"), ("giảm",)), ("suoi-can",),
    )  # fmt: skip
    handled(store.desk, kept)
    assert pending(store.desk) == []
    assert find(store.desk, kept.id) is None


def test_feedback_on_two_answers_of_one_conversation_makes_two_questions(
    engine: ReportQueryEngine, tmp_path: Path
) -> None:
    talk = Talk(Examples(engine), Given())
    conversation = final(talk.ask("an", "", "Xã Suối Cạn có bao nhiêu hộ nghèo?"))
    final(talk.ask("an", conversation.id, "Giảm bao nhiêu hộ?"))
    for turn, right in ((1, "87 hộ"), (2, "12 hộ")):
        talk.rate("an", conversation.id, turn, good=False, right=right)
    sets = QuestionSets(tmp_path / "sets")
    kept = pending(engine.store.desk)
    for one in kept:
        sets.add(case_of(one, one.body["question"], one.body["right"], "suoi-can", answerable=True))
    assert {case.expect for case in read_cases(sets.path(FEEDBACK_NAME))} == {(("87 hộ",),), (("12 hộ",),)}


def test_an_uploaded_set_is_not_taken_for_the_set_of_feedback(tmp_path: Path, questions: Path) -> None:
    sets = QuestionSets(tmp_path / "sets")
    assert sets.keep(questions.rename(tmp_path / "feedback.jsonl"))[0] == "feedback (2).jsonl"
    assert FEEDBACK_NAME not in sets.paths()
