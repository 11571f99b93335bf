"""Cases: questions with known answers, read from JSONL, CSV or XLSX."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, get_args

from eval.case_files import ACCEPTED, READERS, FaultError
from index_store.errors import MissingPathError, QuestionSetError
from index_store.records import Role, Status

MAX_QUESTIONS = 20_000  # of one set: some hours of asking
Item = tuple[str, ...]  # the ways of writing one thing that the answer must hold
YES = frozenset({"true", "1", "có", "co", "yes", "x"})
NO = frozenset({"false", "0", "không", "khong", "no"})


@dataclass(frozen=True, slots=True)
class Case:
    """One question and what a right answer to it holds."""

    id: str
    question: str
    category: str = "-"
    history: tuple[str | Mapping[str, str], ...] = ()  # earlier turns, oldest first
    answerable: bool = True
    expect: tuple[Item, ...] = ()  # every item, each in one of its ways
    reports: tuple[str, ...] = ()  # file names without ending; () when the store holds one report
    evidence: tuple[str, ...] = ()  # verbatim sentences
    footnote: int | None = None
    page: int | None = None  # where the evidence stands
    section: str = ""
    place: str = ""  # "body", "footnote", "table", "appendix", "header"
    unit: str = ""  # of the expected figure, as printed
    role: str = ""  # of the expected figure, one of Role
    status: str = ""  # of the expected figure, one of Status: "uoc", "thuc_hien"
    reason: str = ""  # why a question has no answer: "unit", "period", "indicator"…
    tags: tuple[str, ...] = ()  # the set's own, to count by
    typing: str = ""  # how it was typed anew (`eval.typing_ways`); "" as it came


class QuestionSet(NamedTuple):
    """The questions of a file, in its order. passed_over: how many proposals nobody accepted (`eval.propose`)."""

    cases: list[Case]
    passed_over: int = 0


def read_cases(path: Path) -> list[Case]:
    """The questions of a set alone; see `read_set`."""
    return read_set(path).cases


def read_set(path: Path) -> QuestionSet:
    """A question set. Raises MissingPathError, QuestionSetError.

    docs/bo-cau-hoi.md tells the columns. In a table cell a list is JSON, or items apart by ";" with the ways of one
    item apart by "|". Every faulty line is named, those with one fault together. Where there is a column "nhận",
    only the lines in which it says yes are questions.
    """
    if not path.is_file():
        raise MissingPathError(path)
    if path.suffix.lower() not in READERS:
        raise QuestionSetError(path, ["Bộ câu hỏi phải là tệp .jsonl, .csv hoặc .xlsx."])
    cases: list[Case] = []
    faults: defaultdict[str, list[int]] = defaultdict(list)  # the lines that have it
    seen: set[str] = set()
    passed_over = 0
    for count, (n, read_row) in enumerate(READERS[path.suffix.lower()](path), 1):
        if count > MAX_QUESTIONS:
            most = f"{MAX_QUESTIONS:,}".replace(",", ".")
            raise QuestionSetError(path, [f"Có hơn {most} câu hỏi. Hãy chia thành nhiều tệp."])
        try:
            row = read_row()
            if not _yes_no(row, ACCEPTED):
                passed_over += 1
                continue
            case = _case(row, n)
            if case.id in seen:
                raise FaultError(f"id “{case.id}” đã có ở dòng trước")
        except FaultError as fault:
            faults[str(fault)].append(n)
        else:
            seen.add(case.id)
            cases.append(case)
    if faults:
        named = [f"Dòng {runs(lines)}: {fault}." for fault, lines in faults.items()]
        raise QuestionSetError(path, named, sum(map(len, faults.values())))
    if passed_over and not cases:
        told = f"Chưa câu nào trong {passed_over} câu đề xuất được nhận."
        raise QuestionSetError(path, [f"{told} Hãy ghi “có” vào cột “{ACCEPTED}” của câu muốn dùng."])
    if not cases:
        raise QuestionSetError(path, ["Không có câu hỏi nào."])
    return QuestionSet(cases, passed_over)


def runs(numbers: Sequence[int]) -> str:
    """ "2-4, 7" for 2, 3, 4, 7 in rising order."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


def _case(row: Mapping[str, Any], n: int) -> Case:
    question = row.get("question")
    if not isinstance(question, str) or not question.strip():
        raise FaultError("thiếu “question”")
    answerable = _yes_no(row, "answerable")
    expect = tuple(_item(item) for item in _sequence(row, "expect"))
    if answerable and not expect:
        raise FaultError("câu trả lời được thì cần “expect”")
    history = _sequence(row, "history")
    if not all(isinstance(turn, str) or (isinstance(turn, dict) and "content" in turn) for turn in history):
        raise FaultError("“history” phải gồm các câu, hoặc {role, content}")
    report = row.get("report") or []
    reports = [report] if isinstance(report, str) else report
    if not isinstance(reports, list) or not all(isinstance(name, str) for name in reports):
        raise FaultError("“report” phải là tên tệp, hoặc danh sách tên tệp")
    return Case(
        id=str(n if row.get("id") in (None, "") else row["id"]),
        question=question.strip(),
        category=str(row.get("category") or "-"),
        history=tuple(history),
        answerable=answerable,
        expect=expect,
        reports=tuple(dict.fromkeys(Path(name).stem for name in reports)),
        evidence=tuple(str(sentence) for sentence in _sequence(row, "evidence")),
        footnote=_number(row.get("source"), "footnote"),
        page=_number(row.get("source"), "page"),
        section=_section(row.get("source")),
        place=_word(row.get("place")),
        unit=_word(row.get("unit")),
        role=_one_of(row, "role", get_args(Role)),
        status=_one_of(row, "status", get_args(Status)),
        reason=_word(row.get("reason")),
        tags=tuple(str(tag) for tag in _sequence(row, "tags")),
    )


def _word(value: object) -> str:
    """A single word or phrase; "" for nothing, and where a question has several places."""
    return value.strip() if isinstance(value, str) else ""


def _one_of(row: Mapping[str, Any], name: str, words: Sequence[str]) -> str:
    word = _word(row.get(name))
    if word and word not in words:
        raise FaultError(f"“{name}” phải là một trong {', '.join(words)}, không phải “{word}”")
    return word


def _section(source: object) -> str:
    return str(source.get("section") or "") if isinstance(source, dict) else ""


def _sequence(row: Mapping[str, Any], name: str) -> Sequence[Any]:
    value = row.get(name) or []
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list):
        raise FaultError(f"“{name}” phải là danh sách")
    return value


def _item(item: object) -> Item:
    ways = [item] if isinstance(item, str | int | float) else item
    if not isinstance(ways, list) or not ways or not all(str(way).strip() for way in ways):
        raise FaultError("mỗi mục của “expect” phải là chữ, hoặc danh sách các cách viết")
    return tuple(str(way).strip() for way in ways)


def _yes_no(row: Mapping[str, Any], name: str) -> bool:
    """Yes where the line says nothing."""
    value = row.get(name, True)
    word = str(value).strip().lower()
    if word not in YES | NO:
        raise FaultError(f"“{name}” phải là có hoặc không, không phải “{value}”")
    return word in YES


_NAMES = {"footnote": "chú thích", "page": "trang"}


def _number(source: object, name: str) -> int | None:
    """Only a question about one place has a footnote and a page of its own."""
    number = source.get(name) if isinstance(source, dict) else None
    if number in (None, ""):
        return None
    try:
        return int(float(str(number)))
    except ValueError as error:
        raise FaultError(f"{_NAMES[name]} “{number}” không phải số") from error
