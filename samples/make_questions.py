"""samples/questions.jsonl from samples/asked.py: expectations and evidence come from the laid-out reports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from samples.asked import COMPARED, FOLLOWUPS, ONE_REPORT, RANKED, UNANSWERABLE
from samples.layout import Laid, Place, printed_figure
from samples.sources import INDICATORS

_KEY = re.compile(r"[a-z_]+(?:/[a-z_]+)?(?:\.[a-z]+)?")
Row = dict[str, Any]  # one question, as its JSON line has it
_ROLES = {
    "": "level",
    "kh": "pct_plan",
    "tang": "pct_change",
    "hon": "change",
    "truoc": "earlier",
}  # of the forms
_OTHER_SCALE = {"triệu đồng": ("tỷ đồng", 3), "tỷ đồng": ("triệu đồng", -3)}


def make_questions(laid: Mapping[str, Laid], page_texts: Mapping[str, Sequence[str]]) -> str:
    """One JSON object a line, in the order of samples/asked.py. page_texts: of each page, by report; [] for Word."""
    pages = {stem: [_bare(text) for text in texts] for stem, texts in page_texts.items()}
    rows: list[Row] = [
        {"id": f"mau-{at:03d}", **row, "tags": _tags(laid, row)} for at, row in enumerate(_rows(laid), 1)
    ]
    for row in rows:
        for source, stem, evidence in zip(*_parallel(row), strict=True):
            source["page"] = _page(pages[stem], evidence) if pages[stem] else None
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _parallel(row: Row) -> tuple[list[Row], list[str], list[str]]:
    """The sources of a row with the report and the evidence of each; a source stands for the first evidence."""
    source, report, evidence = row["source"], row["report"], row["evidence"]
    if source is None:
        return [], [], []
    stems = report if isinstance(report, list) else [report]
    sources = source if isinstance(source, list) else [source]
    return sources, stems[: len(sources)], evidence[: len(sources)]


def _page(pages: Sequence[str], evidence: str) -> int:
    """The page (from 1) where the evidence begins: the one that holds the longest beginning of it."""
    sought = _bare(evidence)
    for length in range(len(sought), 11, -1):
        for page, text in enumerate(pages, 1):
            if sought[:length] in text:
                return page
    raise LookupError(f"on no page: {evidence}")


def _bare(text: str) -> str:
    """Letters and digits only: what stays the same however lines are broken."""
    return re.sub(r"[\W_]+", "", text)


def _tags(laid: Mapping[str, Laid], row: Row) -> list[str]:
    """Level and form of the reports asked; place and reason have columns of their own."""
    report = row["report"] or []
    stems = report if isinstance(report, list) else [report]
    found = [x for stem in stems for x in (laid[stem].report.unit.level, laid[stem].report.form)]
    return list(dict.fromkeys(found))


def _rows(laid: Mapping[str, Laid]) -> Iterator[Row]:
    for category, question, stem, wanted in ONE_REPORT:
        stems = stem.split("|")
        report = stems if len(stems) > 1 else stem
        yield _row(category, question, stem, laid[stems[0]], wanted) | {"report": report}
    for earlier, question, stem, key in FOLLOWUPS:
        yield _row(
            "followup", question, stem, laid[stem], (key,), history=[{"role": "user", "content": earlier}]
        )
    for question, compared, keys in COMPARED:
        places = [laid[stem].place(key) for stem, key in zip(compared, keys, strict=True)]
        values = [printed_figure(laid[stem].report, key) for stem, key in zip(compared, keys, strict=True)]
        yield _answer(
            "compare",
            question,
            list(compared),
            [_alternatives(value) for value in values],
            places,
            [_split(value)[0] for value in values],
            _split(values[0])[1],
        )
    for question, stem, name, evidence in RANKED:
        yield _row("rank", question, stem, laid[stem], (name, evidence))
    for reason, question in UNANSWERABLE:
        row = _answer("unanswerable", question, None, [], [], None, None)
        yield row | {"answerable": False, "reason": reason}


def _row(category: str, question: str, stem: str, laid: Laid, wanted: tuple[str, ...], **more: object) -> Row:
    """A question over one report; its value is the first wanted figure."""
    expect: list[list[str]] = []
    places: list[Place] = []
    value, unit, role = None, None, None
    for item in wanted:
        if item.startswith("="):
            places.append(laid.place(item[1:]))
        elif _KEY.fullmatch(item) and _is_figure(item):
            key, _, form = item.partition(".")
            printed = printed_figure(laid.report, key, form)
            places.append(laid.place(item))
            word, _, amount = (
                printed.rpartition("tăng ") if "tăng " in printed else printed.rpartition("giảm ")
            )
            if form in ("tang", "hon"):
                expect.append(["tăng", "cao hơn"] if "tăng " in printed else ["giảm", "thấp hơn"])
            expect.insert(0, _alternatives(amount or word))
            value, unit = _split(amount or word)
            role = _ROLES.get(form) if "/" not in key else None
        else:
            expect.append(item.split("|"))
            if value is None and re.fullmatch(r"[\d.,]+%?", expect[0][0]):
                value, unit = _split(expect[0][0])
    row = _answer(category, question, stem, expect, places, value, unit) | {"role": role} | more
    return row if places else row | {"evidence": [ways[0] for ways in expect], "place": "header"}


def _is_figure(item: str) -> bool:
    return all(key in INDICATORS for key in item.partition(".")[0].split("/"))


def _answer(
    category: str,
    question: str,
    report: object,
    expect: list[list[str]],
    places: list[Place],
    value: object,
    unit: object,
) -> Row:
    sources = [{"page": None, "section": place.section, "footnote": place.footnote} for place in places]
    kinds = [place.kind for place in places]
    several = isinstance(report, list)
    return {
        "category": category,
        "question": question,
        "history": [],
        "answerable": True,
        "expect": expect,
        "report": report,
        "evidence": [place.sentence for place in places],
        "source": sources if several else sources[0] if sources else None,
        "place": kinds if several else kinds[0] if kinds else None,
        "value": value,
        "unit": unit,
        "role": None,
    }


def _split(printed: str) -> tuple[str, str]:
    """ "36.340 ha" → ("36.340", "ha"); "64,1%" → ("64,1", "%")."""
    number = re.match(r"[\d.,]+", printed)
    return (number[0], printed[number.end() :].strip()) if number else (printed, "")


def _alternatives(printed: str) -> list[str]:
    """The figure as printed, without a leading nought, and in the other scale of money."""
    number, unit = _split(printed)
    out = [number] if unit != "%" else [f"{number}%"]
    if number.startswith("0") and "," not in number:
        out.append(number.lstrip("0"))
    if unit in _OTHER_SCALE:
        other, shift = _OTHER_SCALE[unit]
        plain = float(number.replace(".", "").replace(",", ".")) / 10**shift
        shown = f"{plain:,.4f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))
        out.append(f"{shown} {other.removesuffix(' đồng')}")
    return out
