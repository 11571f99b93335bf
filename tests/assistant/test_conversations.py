"""A conversation is kept as it goes, and opened again it is the same to the last letter."""

from __future__ import annotations

import json

import pytest

from assistant.answer import Answer, final
from assistant.ask import ReportQueryEngine
from assistant.choices import choices
from assistant.conversations import Conversation, load, save
from assistant.examples import Examples
from assistant.holdings import open_holdings
from index_store.desk import NotKeptError

ME, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def talk(engine: ReportQueryEngine) -> Conversation:
    asked = final(
        Conversation().asked(engine, "Thu ngân sách huyện Vân Sơn 6 tháng đầu năm 2024 là bao nhiêu?")
    )
    return final(
        asked.asked(engine, "So sánh số vụ cháy của huyện Vân Sơn và huyện Khe Mây 6 tháng đầu năm 2024?")
    )


def test_opened_again_every_answer_is_the_same(engine: ReportQueryEngine, talk: Conversation) -> None:
    desk = engine.store.desk
    save(desk, ME, talk)
    again = load(desk, ME, talk.id)
    assert again == talk
    assert again.html(pins=True) == talk.html(pins=True)
    for told in again.told:
        assert Answer.from_json(json.loads(json.dumps(told.answer.as_json()))) == told.answer
        for citation in told.answer.citations:  # the spans shown are the report's own words
            passages = engine.store.contents(citation.report).passages
            assert any(citation.quote in passage.text for passage in passages)


def test_a_follow_up_works_after_opening_again(engine: ReportQueryEngine, talk: Conversation) -> None:
    save(engine.store.desk, ME, talk)
    again = final(load(engine.store.desk, ME, talk.id).asked(engine, "Còn năm 2023?"))
    assert again.told[-1].answer == _timeless(
        final(talk.asked(engine, "Còn năm 2023?")).told[-1].answer, again
    )
    assert "2023" in " ".join(again.told[-1].answer.understood.periods)


def _timeless(answer: Answer, like: Conversation) -> Answer:
    """The answer with the other's times, which alone may differ."""
    told = like.told[-1].answer
    return Answer.from_json({**answer.as_json(), "ms": told.ms, "timings": told.timings})


def test_nobody_opens_anothers(engine: ReportQueryEngine, talk: Conversation) -> None:
    save(engine.store.desk, ME, talk)
    with pytest.raises(NotKeptError):
        load(engine.store.desk, OTHER, talk.id)


def test_a_chip_asks_the_last_question_again_in_its_place(engine: ReportQueryEngine) -> None:
    talk = final(
        Conversation().asked(engine, "Thu ngân sách huyện Vân Sơn 6 tháng đầu năm 2024 là bao nhiêu?")
    )
    other = final(talk.asked_again(engine, 1, {"unit": "huyện Khe Mây"}))
    assert len(other.told) == 1
    assert other.told[0].answer.understood.units == ("huyện Khe Mây",)
    assert other.told[0].chosen.unit == "huyện Khe Mây"
    follow = final(other.asked(engine, "Xảy ra bao nhiêu vụ cháy?"))
    assert follow.told[1].answer.understood.units == ("huyện Khe Mây",)  # what was chosen is followed up
    back = final(other.asked_again(engine, 1, {"unit": ""}))
    assert back.told[0].answer.understood.units == ("huyện Vân Sơn",)


def test_a_chip_of_an_earlier_question_asks_at_the_end(engine: ReportQueryEngine, talk: Conversation) -> None:
    later = final(talk.asked_again(engine, 1, {"unit": "huyện Khe Mây"}))
    assert [t.answer.question for t in later.told] == [
        *(t.answer.question for t in talk.told),
        talk.told[0].answer.question,
    ]
    assert later.told[:2] == talk.told


def test_chips_offer_what_the_store_holds(engine: ReportQueryEngine, talk: Conversation) -> None:
    understood, held = talk.told[0].answer.understood, open_holdings(engine.store)
    assert {"huyện Vân Sơn", "huyện Khe Mây"} <= set(choices("unit", understood, held))
    assert choices("period", understood, held)[0] == "6 tháng đầu năm 2024"
    assert choices("issuer", understood, held) == ["UBND huyện"]


def test_every_example_is_answered(engine: ReportQueryEngine) -> None:
    examples = Examples(engine)()
    assert examples
    assert not any(engine.answer(question).refused for question in examples)
