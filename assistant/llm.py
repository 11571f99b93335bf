"""The model's answer in place of the extractive one, when all that it states stands in a cited passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, FoundPassage
from assistant.citations import Citations
from assistant.model import model_words
from assistant.orders import without_orders
from assistant.rank import Evidence
from assistant.sources import day_name, office_name
from assistant.verify import Source, cited, renumbered, states_figure, verified
from index_store.errors import ModelError
from index_store.records import Passage, Report
from index_store.settings import Settings
from index_store.store import Store
from prompts import sentence

PASSAGES_SHOWN = 8
NO_ANSWER = "KHÔNG CÓ"


def written_answer(extractive: Answer, store: Store, settings: Settings) -> Iterator[Answer]:
    """Drafts while the model writes, unchecked; then what it wrote, verified, or the extractive answer with a notice
    that says why."""
    passages = [_passage(found, store) for found in extractive.passages[:PASSAGES_SHOWN]]
    reports = {p.report: store.report(p.report) for p in passages}
    sources = [Source(without_orders(p.text), _about(reports[p.report])) for p in passages]
    shown = [f"({source.about}) {source.text}" for source in sources]
    text = ""
    yield _told(extractive, text, passages, reports, draft=True)
    try:
        for text in model_words(extractive.understood.text, shown, settings):
            yield _told(extractive, text, passages, reports, draft=True)
    except ModelError as error:
        yield _noted(extractive, sentence("notice_no_model", problem=str(error).rstrip(".")))
        return
    if text.rstrip(" .").upper() == NO_ANSWER:
        yield _noted(extractive, sentence("notice_model_silent"))
    elif verified(text, sources) and (states_figure(text) or not extractive.figures):
        yield _told(extractive, text, passages, reports, draft=False)
    else:
        yield _noted(extractive, sentence("notice_model_rejected"))


def _noted(extractive: Answer, notice: str) -> Answer:
    return replace(extractive, notices=(*extractive.notices, notice))


def _told(
    extractive: Answer, text: str, passages: Sequence[Passage], reports: dict[str, Report], *, draft: bool
) -> Answer:
    """What the model wrote, with the passages that it cites so far as citations."""
    citations = Citations(reports)
    marks: dict[int, int] = {}
    for n in cited(text):
        if 1 <= n <= len(passages):
            passage = passages[n - 1]
            marks[n] = citations.cite(Evidence(passage, 0, len(passage.text), 1.0, 1.0), 0, len(passage.text))
    told: tuple[Citation, ...] = citations.all()
    return replace(
        extractive,
        engine="llm",
        answer=renumbered(text, marks),
        citations=told,
        figures=(),
        computed=(),
        draft=draft,
    )


def _passage(found: FoundPassage, store: Store) -> Passage:
    return next(p for p in store.contents(found.report).passages if p.text == found.text)


def _about(report: Report) -> str:
    """ "Báo cáo số 12/BC-UBND ngày 20/6/2024 của UBND huyện Vân Sơn, 6 tháng đầu năm 2024"."""
    header = report.header
    return " ".join(
        (
            "Báo cáo",
            *((f"số {header.number}",) if header.number else ()),
            *((f"ngày {day_name(header.date.isoformat())}",) if header.date else ()),
            f"của {office_name(header.issuer, header.unit.full_name)}",
        )
    ) + (f", {header.period.label}" if header.period else "")
