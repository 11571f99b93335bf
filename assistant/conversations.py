"""A person's conversations: kept at the desk as they go, opened again with the same evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from assistant.answer import Answer
from assistant.ask import ReportQueryEngine
from assistant.chosen import Chosen
from assistant.turn_html import turn_html
from index_store.desk import Desk, Kept

TITLE = 90  # characters


@dataclass(frozen=True, slots=True)
class Told:
    """A question answered, and what was chosen of its scope with the chips."""

    answer: Answer
    chosen: Chosen = field(default_factory=Chosen)

    def as_history(self) -> dict[str, str]:
        """What the engine reads a later question with."""
        return {"role": "user", "content": self.answer.question, **self.chosen.as_json()}


@dataclass(frozen=True, slots=True)
class Conversation:
    """Questions and answers in their order; the same from the desk as when they were given."""

    told: tuple[Told, ...] = ()
    id: str = field(default_factory=lambda: uuid4().hex)

    @property
    def title(self) -> str:
        return self.told[0].answer.question[:TITLE] if self.told else ""

    @property
    def draft(self) -> bool:
        """Whether the last answer is still being written."""
        return bool(self.told) and self.told[-1].answer.draft

    def asked(self, engine: ReportQueryEngine, question: str) -> Iterator[Conversation]:
        """With one more question, as its answer is written; the last has it whole."""
        return self._asked(engine, question, Chosen(), self.told, self.told)

    def asked_again(
        self, engine: ReportQueryEngine, turn: int, chosen: Mapping[str, str]
    ) -> Iterator[Conversation]:
        """With a turn (from 1) asked again in another scope: in its place when it is the last, else at the end."""
        old, before = self.told[turn - 1], self.told[: turn - 1]
        kept = before if turn == len(self.told) else self.told
        return self._asked(engine, old.answer.question, replace(old.chosen, **chosen), before, kept)

    def _asked(
        self,
        engine: ReportQueryEngine,
        question: str,
        chosen: Chosen,
        before: tuple[Told, ...],
        kept: tuple[Told, ...],
    ) -> Iterator[Conversation]:
        """before: the turns that the question is read with; kept: those that the answer follows."""
        for answer in engine.written(question, [t.as_history() for t in before], chosen):
            # What was found beside the evidence is never shown; it would make the search for words find too much.
            yield replace(self, told=(*kept, Told(replace(answer, passages=()), chosen)))

    def html(self, *, pins: bool = False) -> str:
        return "".join(turn_html(t.answer, n, t.chosen, pins=pins) for n, t in enumerate(self.told, 1))

    def as_json(self) -> dict[str, Any]:
        return {"turns": [{"answer": t.answer.as_json(), "chosen": t.chosen.as_json()} for t in self.told]}


def save(desk: Desk, owner: str, conversation: Conversation) -> None:
    """Keep it, in place of what was kept of it before."""
    kept = Kept(owner, "conversation", conversation.title, conversation.as_json(), conversation.id)
    desk.put(kept)


def load(desk: Desk, owner: str, key: str) -> Conversation:
    """A conversation as it stood; a new one for "". Raises NotKeptError."""
    if not key:
        return Conversation()
    body = desk.get(owner, key).body
    told = (Told(Answer.from_json(t["answer"]), Chosen(**t["chosen"])) for t in body["turns"])
    return Conversation(tuple(told), key)
