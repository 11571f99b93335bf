"""Does every question's gold hold: each expected value in its evidence, the evidence in the report's text?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.reading import holds
from eval.shelf.asking import bare_letters
from eval.shelf.wording import said

_ZONE = " " * 48


def faults(questions: Sequence[Mapping[str, Any]], reports: Path) -> list[str]:
    """One line for each thing that is wrong; [] when all is well. reports: the folder of the text files."""
    found: list[str] = []
    texts: dict[str, str] = {}
    seen: set[str] = set()
    for q in questions:
        asked = f"{q['question']} {q['history']}"
        if asked in seen:
            found.append(f"{q['id']}: asked twice: {asked}")
        seen.add(asked)
        if q["question"] != said(q["question"]) and q["category"] not in ("nodiac", "short"):
            found.append(f"{q['id']}: not said well: {q['question']}")
        if not q["answerable"]:
            found += [f"{q['id']}: expects something"] if q["expect"] or not q["reason"] else []
            continue
        names = {q["report"]} if isinstance(q["report"], str) else set(q["report"])
        for name in names - texts.keys():
            texts[name] = _letters(reports / f"{name}.txt")
        for evidence in q["evidence"]:
            if not any(bare_letters(evidence) in texts[name] for name in names):
                found.append(f"{q['id']}: stands in no report: {evidence}")
        for item in q["expect"]:
            if not any(holds(evidence, way) for evidence in q["evidence"] for way in item) and not (
                q["category"] == "rank" and not any(c.isdigit() for c in item[0])
            ):
                found.append(f"{q['id']}: {item} is not in {q['evidence']}")
    return found


def _letters(file: Path) -> str:
    """The body and then the notes of a report, letters and digits only, so that no page's end cuts a sentence."""
    body: list[str] = []
    notes: list[str] = []
    inside = False
    for row in file.read_text("utf-8").split("\n"):
        if row == _ZONE:
            inside = True
            continue
        # the next page begins with a blank, and so does a note below its number
        if inside and row.startswith(" ") and not (notes and notes[-1].isdigit()):
            inside = False
        (notes if inside else body).append(row)
    return bare_letters(" ".join(body)) + " " + bare_letters(" ".join(notes))
