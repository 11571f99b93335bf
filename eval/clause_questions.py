"""From a figure to the question that asks for it, in the order of the report's own words. Pure.

"Kiểm tra 142 vụ vi phạm" gives "… kiểm tra bao nhiêu vụ vi phạm?"; where the words do not say by themselves what is
counted, nothing is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval import clause_words as w
from index_store.catalogue import Contents
from index_store.language.sentences import clause_spans, sentence_spans
from index_store.language.terms import light_words, terms
from index_store.language.text import fold
from index_store.language.units import unit_class
from index_store.records import DOUBTFUL, Figure, Passage


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures, and of when, as questions name them. issuer: "" where the unit has no other on that period."""

    unit: str  # "huyện Mây Ngàn"
    period: str  # "6 tháng đầu năm 2023"
    issuer: str = ""

    def said(self, words: str) -> str:
        """A question, with the issuer before it where it must be told."""
        return _sentence(f"theo báo cáo của {self.issuer}, {words}" if self.issuer else words)

    def said_of_report(self, words: str) -> str:
        """What only the report itself can mean by its words: "cùng kỳ năm trước"."""
        return _sentence(f"theo báo cáo {self.period} của {self.issuer or self.unit}, {words}")


@dataclass(frozen=True, slots=True)
class Asked:
    """words: by which the question tells this figure from others, folded; evidence: verbatim."""

    question: str
    figure: Figure
    passage: Passage
    evidence: str
    expect: tuple[str, ...]
    words: frozenset[str]


def questions(contents: Contents, scope: Scope) -> Iterator[Asked]:
    """What the figures of a report can be asked by, in its order."""
    passages = {passage.id: passage for passage in contents.passages}
    of_passage: dict[str, list[Figure]] = {}
    for figure in contents.figures:
        of_passage.setdefault(figure.passage, []).append(figure)
    for key, figures in of_passage.items():
        passage = passages[key]
        if passage.kind == "row":
            yield from _of_row(passage, figures, scope)
        elif passage.kind != "header" and (passage.kind != "footnote" or passage.anchor):
            yield from _of_text(passage, figures, scope)


def _of_text(passage: Passage, figures: Sequence[Figure], scope: Scope) -> Iterator[Asked]:
    text = passage.text
    clauses = (clause for sentence in sentence_spans(text) for clause in clause_spans(text, *sentence))
    for start, end in clauses:
        inside = [figure for figure in figures if start <= figure.start < end]
        evidence = text[start:end].strip(" -+•.")
        for at, figure in enumerate(inside):
            if figure.role != "level" or not _is_whole(figure):
                continue
            before = w.LEADING.sub("", text[inside[at - 1].end if at else start : figure.start])
            phrase = w.PHRASE_START.split(before)[-1]
            heads = not at and phrase == before
            after = _thing(text[figure.end : end])
            if after is None:
                continue
            if topic := _measured(phrase, after, figure, heads=heads):
                said = f"{_of(topic, scope)} là bao nhiêu {_unit(figure)}"
                yield Asked(scope.said(said), figure, passage, evidence, (figure.printed,), _words(topic))
                yield from _of_measure(topic, inside[at + 1 :], passage, end, evidence, scope)
            elif heads and (did := _did(phrase, after, figure)):
                said = f"{scope.unit} {scope.period} {did}"
                yield Asked(scope.said(said), figure, passage, evidence, (figure.printed,), _words(did))


def _thing(behind: str) -> str | None:
    """What stands behind a figure and its unit, up to where something else begins; None where it is cut in two."""
    cut = w.PHRASE_END.search(behind)
    if cut is None:
        return behind.strip()
    thing = behind[: cut.start()].strip()
    goes_on = cut[0] == "và" or (cut[0] == "," and w.GOES_ON.match(behind, cut.end()))
    return None if goes_on else thing


def _is_whole(figure: Figure) -> bool:
    """Read without doubt, one number, printed with the unit that it has."""
    return (
        figure.confidence >= DOUBTFUL
        and bool(figure.unit)
        and figure.printed.endswith(figure.unit)
        and "/" not in figure.printed
        and "-" not in figure.printed
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}?"


def _measured(phrase: str, after: str, figure: Figure, *, heads: bool) -> str:
    """ "Tổng diện tích gieo trồng toàn huyện" gives "tổng diện tích gieo trồng"; "" where no measure is named."""
    topic = w.TRAILING.sub("", w.LEADING.sub("", phrase))
    named = w.MEASURE.match(topic) or (heads and w.MEASURE_AT_HEAD.match(topic))
    is_share = bool(w.SHARE.match(topic)) == (figure.unit == "%")
    return _small(topic) if named and is_share and not after and _is_clear(topic) else ""


def _did(phrase: str, after: str, figure: Figure) -> str:
    """ "Toàn xã có 87 hộ nghèo" gives "có bao nhiêu hộ nghèo"; "" where nothing is said to be done or had."""
    verb = w.LEADING.sub("", phrase).strip()
    thing = after if re.search(r"\d", figure.unit) else f"{figure.unit} {after}"  # "m2"
    told = (
        bool(after)
        or len(verb.split()) > 2
        or len(figure.unit.split()) > 2
        or figure.unit[:3] in ("hộ ", "vụ ")
    )
    if (
        not w.ACTION.match(verb)
        or not told
        or w.SAYS_LITTLE.fullmatch(after)
        or not _is_clear(f"{verb} {thing}")
    ):
        return ""
    return f"{_small(verb)} bao nhiêu {_unit(figure)} {after}".strip()


def _is_clear(words: str) -> bool:
    return 2 <= len(words.split()) <= w.MOST_WORDS and not w.UNCLEAR.search(words) and bool(_words(words))


def _of_measure(
    topic: str, following: Sequence[Figure], passage: Passage, end: int, evidence: str, scope: Scope
) -> Iterator[Asked]:
    """What a clause goes on to say of a measure: its share of the plan, its change."""
    text = passage.text
    direction: tuple[str, ...]
    for figure in following:
        if figure.role not in ("pct_plan", "pct_change") or figure.confidence < DOUBTFUL:
            return
        before, behind = text[: figure.start], text[figure.end : end]
        plan, since = w.OF_PLAN.match(behind), w.SINCE.match(behind)
        way = w.DIRECTION.search(before)
        if figure.role == "pct_plan" and plan and w.REACHED.search(before):
            said, direction = f"đạt bao nhiêu phần trăm {plan[1]}", ()
        elif figure.role == "pct_change" and since and way:
            said = f"tăng hay giảm bao nhiêu phần trăm so với {since[1]}"
            direction = (w.DIRECTIONS[way[1].lower()],)
        else:
            continue
        question = scope.said(f"{_of(topic, scope)} {said}")
        yield Asked(question, figure, passage, evidence, (figure.printed, *direction), _words(topic))


def _of_row(passage: Passage, figures: Sequence[Figure], scope: Scope) -> Iterator[Asked]:
    """Of the columns of a row: its plan, what was reached, what it was a year before."""
    row = passage.table.row if passage.table else ""
    roles = Counter(figure.role for figure in figures)
    for figure in figures:
        topic = _row_topic(row, figure)
        if not topic or roles[figure.role] > 1 or figure.confidence < DOUBTFUL:
            continue
        column = figure.table.column.lower() if figure.table else ""
        amount = f"bao nhiêu {_unit(figure)}"
        if figure.role == "level":
            question = scope.said(f"{_of(topic, scope)} là {amount}")
        elif figure.role == "earlier":
            question = scope.said_of_report(f"{topic} cùng kỳ năm trước là {amount}")
        elif figure.role == "plan" and "kế hoạch năm" in column:
            question = scope.said_of_report(f"kế hoạch năm về {topic} là {amount}")
        else:
            continue
        yield Asked(question, figure, passage, passage.text, (figure.printed,), _words(topic))


def _row_topic(row: str, figure: Figure) -> str:
    """ "Trồng rừng mới" in ha gives "diện tích trồng rừng mới"."""
    topic = w.TRAILING.sub("", re.sub(r"\s*\([^)]*\)", "", row).strip())
    if w.IS_PLACE.match(topic) or not figure.unit or not _is_clear(topic):
        return ""
    if w.MEASURE.match(topic) or w.MEASURE_AT_HEAD.match(topic):
        return _small(topic)
    kind = unit_class(figure.unit)
    if kind in w.BY_CLASS:
        return f"{w.BY_CLASS[kind]} {_small(topic)}"
    return "" if kind == "money" else f"số {_small(topic)}"


def _of(topic: str, scope: Scope) -> str:
    """ "thu ngân sách trên địa bàn huyện Mây Ngàn quý I/2024"."""
    ground = w.ON_GROUND.search(topic)
    whose = f"{topic[: ground.start()]}trên địa bàn {scope.unit}" if ground else f"{topic} của {scope.unit}"
    return f"{whose} {scope.period}"


def _unit(figure: Figure) -> str:
    return "phần trăm" if figure.unit == "%" else figure.unit


def _small(words: str) -> str:
    """A sentence's first capital made small; "OCOP" keeps its own."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _words(topic: str) -> frozenset[str]:
    tokens = terms(topic.replace("bao nhiêu", ""))
    light = light_words(tokens, folded=False)
    telling = (token for token, is_light in zip(tokens, light, strict=True) if not is_light)
    return frozenset(fold(token) for token in telling if token not in ("có", "còn"))
