"""The real report in its four forms: every footnote with its sentence, every heading with its number."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from ingest.read import read_report

FORMS = {"txt": "page", "docx": "", "pdf": "libreoffice", "typst.pdf": "typst"}


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip().rstrip(".")


@pytest.fixture(scope="module")
def gold(reference: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((reference / "reports/gold_structure.json").read_text("utf-8"))
    return loaded


@pytest.mark.parametrize("form", FORMS)
def test_every_footnote_stands_with_its_sentence_text_and_page(
    reference: Path, gold: dict[str, Any], form: str
) -> None:
    reading = read_report(reference / f"reports/duc-trong-2023-6-thang.{form}")
    notes = gold["footnotes"]
    assert [_plain(n.anchor) for n in reading.footnotes] == [_plain(n["anchor_sentence"]) for n in notes]
    assert [_plain(n.text) for n in reading.footnotes] == [_plain(n["text"]) for n in notes]
    if pages := FORMS[form]:
        wanted = [n["page"] if pages == "page" else n["page_in"][pages] for n in notes]
        assert [n.page for n in reading.footnotes] == wanted


@pytest.mark.parametrize("form", FORMS)
def test_the_outline_is_the_reports_own(reference: Path, gold: dict[str, Any], form: str) -> None:
    reading = read_report(reference / f"reports/duc-trong-2023-6-thang.{form}")
    found = [(s.number, s.heading, s.level) for s in reading.sections]
    assert found == [(s["number"], s["heading"], s["level"]) for s in gold["sections"]]
    assert gold["signer"]["name"] in [p.text for p in reading.passages if p.kind == "header"][-1]


def test_every_mark_of_the_scan_is_linked_to_its_sentence(
    reference: Path, gold: dict[str, Any], require_program: Callable[..., str]
) -> None:
    require_program("tesseract")
    reading = read_report(reference / "reports/duc-trong-2023-6-thang.scan.pdf")
    notes = {n["n"]: n for n in gold["footnotes"] if n["page_in"]["libreoffice"] <= reading.pages}
    assert [n.n for n in reading.footnotes] == list(notes)
    for note in reading.footnotes:
        wanted = notes[note.n]
        assert note.page == wanted["page_in"]["libreoffice"]
        assert _likeness(note.anchor, wanted["anchor_sentence"]) > 0.98
        assert _likeness(note.text, wanted["text"]) > 0.95
    assert {"36.340 ha", "730.734 triệu đồng"} <= {figure.printed for figure in reading.figures}


def _likeness(found: str, wanted: str) -> float:
    return SequenceMatcher(None, _plain(found), _plain(wanted), autojunk=False).ratio()
