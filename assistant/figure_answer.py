"""A figure picked from a list as an answer like any other, so that it is shown, kept and exported alike."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Answer, AnswerTable, Understood
from assistant.citations import Citations
from assistant.differences import difference, percent_change
from assistant.figure_index import line_of
from assistant.rank import Evidence
from index_store.catalogue import Contents
from index_store.records import DOUBTFUL, Figure, Report
from prompts import sentence

MADE = "tính"  # stands beside what no report prints


def figure_answer(contents: Contents, number: int) -> Answer:
    """One figure of a report. number: its place among the report's figures. Raises IndexError."""
    figure = contents.figures[number]
    citations = Citations({contents.report.id: contents.report})
    n = _cited(citations, contents, number)
    line = line_of(contents, number)
    estimate = " (ước thực hiện)" if figure.status == "uoc" else ""
    return _answer([contents.report], citations, line.indicator, f"**{line.shown}**{estimate} [{n}]")


def pair_answer(first: Contents, a: int, second: Contents, b: int) -> Answer:
    """The same indicator in two periods: both figures, and what is computed from them. Raises IndexError."""
    reports = (first.report, second.report)
    citations = Citations({report.id: report for report in reports})
    marks = [_cited(citations, first, a), _cited(citations, second, b)]
    old, new = first.figures[a], second.figures[b]
    lines = line_of(first, a), line_of(second, b)
    apart, percent = apart_words(old, new), percent_words(old, new)
    names = [report.header.period.label if report.header.period else "không rõ kỳ" for report in reports]
    shown = [line.shown for line in lines]
    rows = [(name, figure, "", "", f"[{n}]") for name, figure, n in zip(names, shown, marks, strict=True)]
    rows[1] = (names[1], shown[1], apart, percent, f"[{marks[1]}]")
    said = f" {apart}{f' ({percent})' if percent else ''}."
    text = f"{names[1]}: **{shown[1]}** [{marks[1]}]; {names[0]}: **{shown[0]}** [{marks[0]}].{said}"
    made = [difference(new, old), percent_change(new, old)]
    return replace(
        _answer(reports, citations, lines[1].indicator, text[:1].upper() + text[1:]),
        kind="comparison",
        table=AnswerTable(
            ("Kỳ báo cáo", "Số liệu", f"Chênh lệch ({MADE})", f"% ({MADE})", "Nguồn"), tuple(rows)
        ),
        computed=tuple(proof for one in made if one for proof in one.proof),
    )


def apart_words(old: Figure, new: Figure) -> str:
    """ "Tăng 12 hộ", "Giảm 0,4 điểm phần trăm", "Không đổi": how far the new one lies from the old."""
    if new.value_base == old.value_base:
        return "Không đổi"
    return f"{'Tăng' if new.value_base > old.value_base else 'Giảm'} {difference(new, old).printed}"


def percent_words(old: Figure, new: Figure) -> str:
    """ "+3,4%"; "" between percentages, and against nothing."""
    made = percent_change(new, old)
    if made is None or new.value_base == old.value_base:
        return ""
    return f"{'+' if new.value_base > old.value_base else '−'}{made.printed}"


def _cited(citations: Citations, contents: Contents, number: int) -> int:
    """Cite a figure with its sentence; the mark's number."""
    figure = contents.figures[number]
    place, start, end, _ = contents.terms.sentences[contents.terms.figure_sentences[number]].tolist()
    evidence = Evidence(contents.passages[place], start, end, 1.0, 0.0, figure)
    n = citations.cite(evidence, figure.start, figure.end)
    citations.show(figure, n)
    return n


def _answer(reports: list[Report] | tuple[Report, ...], citations: Citations, name: str, text: str) -> Answer:
    cited = citations.all()
    units = tuple(dict.fromkeys(r.header.unit.full_name for r in reports))
    periods = tuple(dict.fromkeys(r.header.period.label for r in reports if r.header.period))
    title = ", ".join([name, *units, *(periods if len(periods) == 1 else ())])
    doubtful = [f"[{c.n}]" for c in cited if c.confidence < DOUBTFUL]
    return Answer(
        question=title,
        understood=Understood(
            units=units,
            periods=periods,
            issuer=reports[0].header.issuer,
            text=title,
        ),
        kind="figure",
        answer=text,
        notices=(sentence("notice_doubtful", sources=", ".join(doubtful)),) if doubtful else (),
        figures=tuple(citations.figures),
        citations=cited,
    )
