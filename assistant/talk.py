"""What each click on the tab Hỏi đáp does, on a conversation that the page knows by its key and the desk keeps."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Lock, Thread
from weakref import WeakValueDictionary

from assistant.answer import Answer
from assistant.choices import choices
from assistant.conversations import TITLE, Conversation, load, save
from assistant.examples import Examples
from assistant.holdings import open_holdings
from assistant.panels import LONGEST_NOTE, choices_html, dropped_html, fault_html, past_html, told_html
from assistant.welcome import guide_html, welcome_html
from index_store.desk import Kept

UNDONE = 200  # deleted conversations that can still be put back


@dataclass(frozen=True, slots=True)
class Given:
    """What other folders hand to the tab; None where there is none."""

    take_samples: Callable[[], object] | None = None  # takes the sample reports in
    pin: Callable[[str, Answer], str] | None = None  # puts an answer on the owner's meeting sheet


class Talk:
    """The tab's state is the desk's: a page may be opened anew, the server started anew. owner: whose cookie it is."""

    def __init__(self, examples: Examples, given: Given) -> None:
        self.engine, self.examples, self.given = examples.engine, examples, given
        self.desk = self.engine.store.desk
        self._dropped: OrderedDict[tuple[str, str], Kept] = OrderedDict()
        self._guard = Lock()
        self._turns: WeakValueDictionary[tuple[str, str], Lock] = WeakValueDictionary()

    def welcome(self, *, ready: bool = True) -> str:
        """Before the first question; without examples while the models are not ready to find them."""
        self.engine.store.refresh()
        empty = not self.engine.store.reports()
        examples = self.examples() if ready else []
        return welcome_html(examples, empty=empty, samples=self.given.take_samples is not None)

    def guide(self) -> str:
        empty = not self.engine.store.reports()
        return guide_html(self.examples(), empty=empty, samples=self.given.take_samples is not None)

    def html(self, conversation: Conversation) -> str:
        return conversation.html(pins=self.given.pin is not None)

    def past(self, owner: str, find: str = "") -> str:
        if not owner:
            return fault_html(
                "Trình duyệt không cho lưu cookie nên không giữ được danh sách này. "
                "Hãy cho phép cookie rồi tải lại trang."
            )
        return past_html(self.desk.of(owner, "conversation", find), find)

    def ask(self, owner: str, key: str, question: str) -> Iterator[Conversation]:
        """The conversation as the answer is written; kept when it is whole."""
        return self._written(owner, key, lambda before: before.asked(self.engine, question))

    def choose(self, owner: str, key: str, turn: int, chosen: dict[str, str]) -> Iterator[Conversation]:
        return self._written(owner, key, lambda before: before.asked_again(self.engine, turn, chosen))

    def _written(
        self, owner: str, key: str, asked: Callable[[Conversation], Iterator[Conversation]]
    ) -> Iterator[Conversation]:
        """Written by a thread of its own, and kept by it when it is whole: whoever reads along may leave."""
        told: SimpleQueue[Conversation | Exception] = SimpleQueue()

        def write() -> None:
            try:
                with self._turn_of(owner, key):
                    for conversation in asked(load(self.desk, owner, key)):
                        if not conversation.draft:
                            save(self.desk, owner, conversation)
                        told.put(conversation)
            except Exception as error:  # raised where somebody reads along
                told.put(error)

        Thread(target=write, daemon=True).start()
        while True:
            now = told.get()
            if isinstance(now, Exception):
                raise now
            yield now
            if not now.draft:
                return

    def _turn_of(self, owner: str, key: str) -> Lock:
        """Held while a question of a conversation is answered: the next one is read with it, and neither is lost."""
        with self._guard:
            return self._turns.setdefault((owner, key), Lock()) if key else Lock()

    def offer(self, owner: str, key: str, turn: int, field: str) -> str:
        """The panel of a chip."""
        told = load(self.desk, owner, key).told[turn - 1]
        understood = told.answer.understood
        held = open_holdings(self.engine.store)
        current = {"unit": understood.units, "period": understood.periods, "issuer": understood.issuers}[
            field
        ]
        return choices_html(
            turn, field, choices(field, understood, held), current, getattr(told.chosen, field)
        )

    def rate(self, owner: str, key: str, turn: int, *, good: bool, right: str = "", note: str = "") -> str:
        """Keep what a person says of an answer, in place of what they said before; the panel's words."""
        told = load(self.desk, owner, key).told
        answer = told[turn - 1].answer
        body = {
            "question": answer.question,
            "history": [t.as_history() for t in told[: turn - 1]],
            "answer": answer.as_json(),
            "good": good,
            "right": right.strip()[:LONGEST_NOTE],
            "note": note.strip()[:LONGEST_NOTE],
        }
        self.desk.put(Kept(owner, "feedback", answer.question[:TITLE], body, f"{key}-{turn}"))
        return told_html(
            "Đã ghi nhận. Cảm ơn anh, chị." if good else "Đã ghi lại để người quản trị kiểm tra."
        )

    def pin(self, owner: str, key: str, turn: int) -> str:
        assert self.given.pin is not None  # without it the page has no such button
        title = self.given.pin(owner, load(self.desk, owner, key).told[turn - 1].answer)
        return told_html(f"Đã ghim vào phiếu “{title}” ở thẻ Chuẩn bị họp.")

    def drop(self, owner: str, key: str) -> str:
        kept = self.desk.drop(owner, key)
        self._dropped[owner, key] = kept
        if len(self._dropped) > UNDONE:
            self._dropped.popitem(last=False)
        return dropped_html(kept)

    def restore(self, owner: str, key: str) -> str:
        kept = self._dropped.pop((owner, key), None)
        if kept is None:
            return fault_html("Cuộc hỏi đáp này đã xóa lâu, không lấy lại được nữa.")
        self.desk.put(kept)
        return told_html("Đã lấy lại.")
