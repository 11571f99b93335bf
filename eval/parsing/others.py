"""Other readers beside ours: the text each makes of a file, and how much of a paper is found whole in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from eval.parsing.links import bare
from eval.parsing.paper import Paper

Reader = Callable[[Path], str]  # a file's text
_REFERENCE = re.compile(r"\[\[?\d+\]?\]\(#(?:foot|end)note-(\d+)\)")
_NOTE = re.compile(r"^\d+\. (.*?)\s*\[↑\]\(#(?:foot|end)note-ref-(\d+)\)", re.M)
_BEFORE = 12  # letters before a mark that must be its sentence's


def others(form: str) -> dict[str, Reader]:
    """The readers that take files of this form."""
    pdf: dict[str, Reader] = {"pypdf": _pypdf, "pdfplumber": _pdfplumber}
    return (pdf if form.endswith("pdf") else {}) | {"markitdown": _markitdown}


def tally(paper: Paper, text: str) -> Counter[str]:
    """Sentences that carry marks and notes found whole, marks' figures passed over; links, where it has any."""
    letters, counts = bare(_REFERENCE.sub("", text)), Counter[str]()
    shown = re.sub(r"\d+", "", letters)
    refs = {ref[1]: bare(text[max(0, ref.start() - 200) : ref.start()]) for ref in _REFERENCE.finditer(text)}
    notes = {bare(note[1]): note[2] for note in _NOTE.finditer(text)}
    for note, anchor in zip(paper.notes, paper.anchors, strict=True):
        counts["notes"] += 1
        counts["sentence"] += re.sub(r"\d+", "", bare(anchor)) in shown
        counts["text"] += bare(note) in letters
        before = refs.get(notes.get(bare(note), ""), "")
        counts["right" if before and before[-_BEFORE:] in bare(anchor) else "missing"] += 1
    return counts


def _pypdf(path: Path) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def _pdfplumber(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def _markitdown(path: Path) -> str:
    from markitdown import MarkItDown

    return MarkItDown(enable_plugins=False).convert(path).markdown
