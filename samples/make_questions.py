"""samples/questions.jsonl from samples/asked.py: expectations and evidence come from the laid-out reports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from samples.asked import COMPARED, FOLLOWUPS, ONE_REPORT, RANKED, UNANSWERABLE
from samples.layout import Laid, Place, printed_figure

_KEY = re.compile(r"[a-z_]+(?:/[a-z_]+)?(?:\.[a-z]+)?")
_OTHER_SCALE = {"triệu đồng": ("tỷ đồng", 3), "tỷ đồng": ("triệu đồng", -3)}


def make_questions(laid: Mapping[str, Laid]) -> str:
    """One JSON object a line, in the order of samples/asked.py."""
    rows = [{"id": f"mau-{at:03d}", **row} for at, row in enumerate(_rows(laid), 1)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _rows(laid: Mapping[str, Laid]) -> Iterator[dict[str, object]]:
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


def _row(
    category: str, question: str, stem: str, laid: Laid, wanted: tuple[str, ...], **more: object
) -> dict[str, object]:
    """A question over one report; its value is the first wanted figure."""
    expect: list[list[str]] = []
    places: list[Place] = []
    value, unit = None, None
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
        else:
            expect.append(item.split("|"))
    return _answer(category, question, stem, expect, places, value, unit) | more


def _is_figure(item: str) -> bool:
    return bool(re.search(r"_|/|\.", item)) or item in {
        "lon",
        "tom",
        "che",
        "tngt",
        "sxh",
        "bhyt",
        "gcn",
        "chet",
        "khach",
        "duong",
    }


def _answer(
    category: str,
    question: str,
    report: object,
    expect: list[list[str]],
    places: list[Place],
    value: object,
    unit: object,
) -> dict[str, object]:
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
