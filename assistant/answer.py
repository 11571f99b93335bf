"""The answer to one question, with all that proves it; its JSON is the contract of `tracuu ask --json`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter

from index_store.language.text import fold
from index_store.records import Paging, Role, Status, page_name

T = TypeVar("T")
Kind = Literal["figure", "text", "list", "comparison", "ranking", "series", "refusal"]
Engine = Literal["extractive", "llm"]
Reason = Literal["no_evidence", "outside_scope", "appendix_absent", "not_a_question", "unsafe"]
Formula = Literal["difference", "percent_change", "share", "sum", "rounding", "count"]

_APPENDIX = re.compile(r"(?:phu luc|phu bieu|bieu mau|bieu|bang)(?: so)? ?(?:\d+[a-z]?|[ivx]+)\b")


@dataclass(frozen=True, slots=True)
class Understood:
    """What the question was taken to mean, for the person to check and change."""

    units: tuple[str, ...] = ()  # "huyện Đức Trọng"
    periods: tuple[str, ...] = ()  # "6 tháng đầu năm 2023"
    issuer: str = ""
    text: str = ""  # the question with diacritics, abbreviations spelled out, gaps filled from the history
    issuers: tuple[str, ...] = ()  # of the reports looked into: "UBND huyện"


@dataclass(frozen=True, slots=True)
class CitedCell:
    """Where in a table a figure stands. number: of the row as printed, "" where the table prints none."""

    title: str
    row: str
    column: str
    number: str = ""

    @property
    def place(self) -> str:
        """ "Phụ lục 01, dòng 5 (Tổng đàn bò), cột Thực hiện": for a person to find the cell by."""
        named = _APPENDIX.match(fold(self.title))
        title = self.title[: named.end()].strip().capitalize() if named else self.title
        row = f"dòng {self.number} ({self.row})" if self.number else f"dòng {self.row}"
        return ", ".join(part for part in (title, row, f"cột {self.column}" if self.column else "") if part)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence or figure of the answer stands. quote: verbatim, short, holds the figure."""

    n: int
    report: str
    report_file: str
    title: str
    unit: str
    period: str
    section: str
    section_heading: str
    page: int
    footnote: int | None
    table: CitedCell | None
    confidence: float
    quote: str
    issuer: str = ""  # of the report, and its number and date (ISO 8601); "" where it does not state them
    number: str = ""
    date: str = ""
    pictured: bool = False  # whether the page can be drawn: the report is held as PDF
    paging: Paging = "known"

    @property
    def page_name(self) -> str:
        return page_name(self.page, self.paging, self.report_file)


@dataclass(frozen=True, slots=True)
class AnswerFigure:
    value: str  # plain decimal: "36340"
    printed: str  # "36.340"
    unit: str
    role: Role
    citation: int
    status: Status = "khong_ro"


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure of the answer that no quote prints, and what it was computed from (plain decimals)."""

    printed: str
    unit: str
    formula: Formula
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerTable:
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FoundPassage:
    rank: int
    report: str
    report_file: str
    section: str
    page: int
    footnote: int | None
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """text carries [1] marks and **bold** for the headline figure; a refusal has reason set."""

    question: str
    understood: Understood
    kind: Kind
    answer: str
    engine: Engine = "extractive"
    notices: tuple[str, ...] = ()
    reason: Reason | None = None
    table: AnswerTable | None = None
    computed: tuple[Computed, ...] = ()
    figures: tuple[AnswerFigure, ...] = ()
    citations: tuple[Citation, ...] = ()
    passages: tuple[FoundPassage, ...] = ()
    suggestions: tuple[str, ...] = ()
    ms: float = 0.0
    timings: dict[str, float] = field(default_factory=dict)
    id: str = ""
    draft: bool = False  # still being written by a language model, nothing of it checked

    @property
    def refused(self) -> bool:
        return self.kind == "refusal"

    def as_json(self) -> dict[str, Any]:
        """The keys of the contract, in its order."""
        data = _ANSWER.dump_python(self, mode="json")
        order = (
            "id", "question", "understood", "kind", "engine", "notices", "answer", "refused", "reason",
            "table", "computed", "figures", "citations", "passages", "suggestions", "ms", "timings",
        )  # fmt: skip
        return {key: self.refused if key == "refused" else data[key] for key in order}

    @staticmethod
    def from_json(data: dict[str, Any]) -> Answer:
        """The answer that `as_json` gave these keys. Raises pydantic.ValidationError."""
        return _ANSWER.validate_python({key: value for key, value in data.items() if key != "refused"})


_ANSWER: TypeAdapter[Answer] = TypeAdapter(Answer)


def final(written: Iterable[T]) -> T:
    """The last of what is given out step by step: of an answer with its drafts, the answer. At least one is given."""
    *_, last = written
    return last
