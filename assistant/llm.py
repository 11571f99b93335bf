"""The model's answer in place of the extractive one, when every figure of it stands in a cited passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.citations import Citations
from assistant.model import NO_ANSWER, PASSAGES_SHOWN, ask_model, cited, verified
from assistant.rank import Evidence
from index_store.errors import ModelError
from index_store.records import Candidate, Report
from index_store.settings import Settings
from prompts import sentence


def answer_with_model(
    extractive: Answer, candidates: Sequence[Candidate], reports: Mapping[str, Report], settings: Settings
) -> Answer:
    """What the model says, verified; else the extractive answer with a notice that says why."""
    by_text = {c.passage.text: c for c in candidates}
    shown = [by_text[p.text] for p in extractive.passages if p.text in by_text][:PASSAGES_SHOWN]
    try:
        text = ask_model(extractive.understood.text, shown, settings)
    except ModelError as error:
        return replace(
            extractive, notices=(*extractive.notices, sentence("notice_no_model", problem=str(error)))
        )
    if text.rstrip(" .").upper() == NO_ANSWER or not verified(text, [c.passage.text for c in shown]):
        return replace(extractive, notices=(*extractive.notices, sentence("notice_model_rejected")))
    citations = Citations(reports)
    for n in cited(text):
        passage = shown[n - 1].passage
        mark = citations.cite(Evidence(passage, 0, len(passage.text), 1.0, 1.0), 0, len(passage.text))
        text = text.replace(f"[{n}]", f"[[{mark}]]")
    return replace(
        extractive,
        engine="llm",
        answer=text.replace("[[", "[").replace("]]", "]"),
        citations=citations.all(),
        figures=(),
    )
