"""What a person sets of a question's scope apart from its words: with a chip of the page, or with `--unit`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from assistant.issuers import issuer_group
from assistant.scope import Named, name_scope
from index_store.language.text import fold
from index_store.records import Report, Unit


@dataclass(frozen=True, slots=True)
class Chosen:
    """In words, as a report or a question names them; "" leaves it to the question."""

    unit: str = ""  # "huyện Đức Trọng"
    period: str = ""  # "6 tháng đầu năm 2023"
    issuer: str = ""  # "UBND huyện", "Ban Thường vụ Huyện ủy"

    @staticmethod
    def of(turn: Mapping[str, str]) -> Chosen:
        """What stands in an earlier turn of a conversation beside its words."""
        return Chosen(turn.get("unit", ""), turn.get("period", ""), turn.get("issuer", ""))

    def as_json(self) -> dict[str, str]:
        return asdict(self)

    def __bool__(self) -> bool:
        return bool(self.unit or self.period or self.issuer)

    def over(self, named: Named, reports: Sequence[Report]) -> Named:
        """The scope that a question names, with what was chosen in its place."""
        if self:
            named = replace(named, numbers=(), cited=False, pairs=())
        if self.unit:
            given = name_scope(self.unit, self.unit, reports)
            foreign = given.foreign if given.units else (Unit(self.unit),)
            named = replace(named, units=given.units, foreign=foreign)
        if self.period:
            given = name_scope(self.period, self.period, reports)
            named = replace(named, periods=given.periods, kinds=given.kinds)
        if self.issuer:
            group = issuer_group(self.issuer) or fold(self.issuer)
            named = replace(named, issuers=(group,), issuer_words=self.issuer, issuer_level="")
        return named
