"""What each click keeps and gives back, over a real store."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from assistant.answer import Answer, final
from assistant.ask import ReportQueryEngine
from assistant.conversations import load
from assistant.examples import Examples
from assistant.panels import LONGEST_NOTE
from assistant.talk import Given, Talk
from index_store.desk import NotKeptError
from tests.assistant.model_server import model_server

ME, OTHER, LEFT = "c" * 32, "d" * 32, "e" * 32
REVENUE = "Thu ngân sách huyện Vân Sơn 6 tháng đầu năm 2024 là bao nhiêu?"


@pytest.fixture
def talk(engine: ReportQueryEngine) -> Talk:
    return Talk(Examples(engine), Given())


def test_a_wrong_answer_is_kept_whole_for_a_question_set(talk: Talk) -> None:
    first = final(talk.ask(ME, "", REVENUE))
    final(talk.choose(ME, first.id, 1, {"unit": "huyện Khe Mây"}))
    final(talk.ask(ME, first.id, "Xảy ra mấy vụ cháy?"))
    talk.rate(ME, first.id, 2, good=False, right=" 5 vụ ", note="nhầm kỳ")
    talk.rate(
        ME, first.id, 2, good=False, right="6 vụ", note="nhầm kỳ"
    )  # said anew, it stands in place of the first
    kept = [k for k in talk.desk.of(ME, "feedback") if k.body["question"] == "Xảy ra mấy vụ cháy?"]
    assert len(kept) == 1
    body = json.loads(json.dumps(kept[0].body))
    assert (body["good"], body["right"], body["note"]) == (False, "6 vụ", "nhầm kỳ")
    assert Answer.from_json(body["answer"]).question == body["question"]
    talk.rate(ME, first.id, 2, good=False, note="a" * 100_000)  # whatever a browser sends
    [kept] = [k for k in talk.desk.of(ME, "feedback") if k.body["question"] == "Xảy ra mấy vụ cháy?"]
    assert len(kept.body["note"]) == LONGEST_NOTE
    answer = talk.engine.answer(body["question"], body["history"])  # the history is one that the engine takes
    assert answer.understood.units == ("huyện Khe Mây",)
    assert answer.answer == Answer.from_json(body["answer"]).answer


def test_questions_sent_at_once_in_one_conversation_are_all_kept_each_read_with_those_before(
    talk: Talk,
) -> None:
    first = final(talk.ask(ME, "", REVENUE))
    asked = ["Xảy ra mấy vụ cháy?", "Còn năm 2023?", "Huyện Khe Mây thì sao?"]
    with ThreadPoolExecutor(3) as pool:
        given = list(pool.map(lambda question: final(talk.ask(ME, first.id, question)), asked))
    kept = load(talk.desk, ME, first.id).told
    assert {told.answer.question for told in kept} == {REVENUE, *asked}
    assert sorted(len(conversation.told) for conversation in given) == [2, 3, 4]


def test_an_answer_is_pinned_under_its_owner(engine: ReportQueryEngine) -> None:
    pinned: list[tuple[str, Answer]] = []

    def pin(owner: str, answer: Answer) -> str:
        pinned.append((owner, answer))
        return "Giao ban"

    talk = Talk(Examples(engine), Given(pin=pin))
    asked = final(talk.ask(ME, "", REVENUE))
    assert 'data-act="pin"' in talk.html(asked)
    assert "“Giao ban”" in talk.pin(ME, asked.id, 1)
    assert pinned == [(ME, asked.told[0].answer)]
    with pytest.raises(NotKeptError):
        talk.pin(OTHER, asked.id, 1)


def test_without_a_sheet_and_samples_their_buttons_are_not_there(talk: Talk) -> None:
    assert 'data-act="pin"' not in talk.html(final(talk.ask(ME, "", REVENUE)))
    assert 'data-act="samples"' not in talk.welcome()


def test_a_deleted_conversation_comes_back_to_its_owner_alone(talk: Talk) -> None:
    asked = final(talk.ask(ME, "", REVENUE))
    talk.drop(ME, asked.id)
    assert asked.id not in {k.id for k in talk.desk.of(ME, "conversation")}
    assert "không lấy lại được" in talk.restore(OTHER, asked.id)
    talk.restore(ME, asked.id)
    assert asked.id in {k.id for k in talk.desk.of(ME, "conversation")}


def test_without_a_key_of_ones_own_no_list_is_shown(talk: Talk) -> None:
    final(talk.ask("", "", REVENUE))
    assert "Vân Sơn" not in talk.past("")
    assert "cookie" in talk.past("")


def test_a_refusal_that_is_about_no_report_has_no_chips(talk: Talk) -> None:
    html = talk.html(final(talk.ask(ME, "", "Thời tiết hôm nay thế nào?")))
    assert "refusal" in html
    assert 'data-act="chip"' not in html


def test_an_answer_that_a_model_writes_is_kept_though_nobody_waits_for_it(engine: ReportQueryEngine) -> None:
    with model_server(["5 vụ ", "[1]."], pause_s=0.2) as address:
        settings = engine.settings.model_copy(update={"llm_url": address, "llm_model": "thu"})
        talk = Talk(Examples(ReportQueryEngine(store=engine.store, settings=settings)), Given())
        reading = talk.ask(LEFT, "", REVENUE)
        assert next(reading).draft
        del reading  # the page is closed
        for _ in range(100):
            if talk.desk.of(LEFT, "conversation"):
                break
            sleep(0.1)
    [kept] = talk.desk.of(LEFT, "conversation")
    [told] = load(talk.desk, LEFT, kept.id).told
    assert (told.answer.question, told.answer.draft) == (REVENUE, False)
    assert told.answer.answer
