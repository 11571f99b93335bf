"""An answer as plain text to paste elsewhere: in one line for a message, or as a sentence of a paper. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer, Citation
from assistant.sources import place_parts, report_name

_MARKS = re.compile(r"(?: ?\[\d+\])+")
_POINTS = re.compile(r"(?:^|\n)- ")  # of a list, each on a line of its own
NAMED = 3  # reports that a paragraph names before its figures; more are named behind them


def one_line(answer: Answer) -> str:
    """ "Huyện Mây Ngàn, 6 tháng đầu năm 2023: thu ngân sách 104.326,5 triệu đồng (Báo cáo số …, trang 1)."

    Of several sources the marks stay and the sources follow: "… [1]; … [2]. Nguồn: [1] …; [2] …". A refusal as it is.
    """
    cited = answer.citations
    if not cited:
        return _plain(answer)
    if len(cited) == 1:
        about = f"{_capital(cited[0].unit)}{f', {cited[0].period}' if cited[0].period else ''}"
        return f"{about}: {_inside(_unmarked(answer))} ({_source(cited[0])})."
    return f"{_plain(answer)} {_listed(cited)}"


def paragraph(answer: Answer) -> str:
    """ "Theo Báo cáo số … ngày … của … (6 tháng đầu năm 2023, trang 1), thu ngân sách 104.326,5 triệu đồng."."""
    cited = answer.citations
    if not cited:
        return _plain(answer)
    if len(cited) == 1:
        period = f"{cited[0].period}, " if cited[0].number and cited[0].period else ""
        where = ", ".join(place_parts(cited[0])[1:] or place_parts(cited[0]))
        return f"Theo {report_name(cited[0])} ({period}{where}), {_inside(_unmarked(answer))}."
    if len(cited) > NAMED:
        return f"Theo {len(_reports(cited))} báo cáo: {_inside(_plain(answer))} {_listed(cited)}"
    named = "; ".join(f"{_source(c)} [{c.n}]" for c in cited)
    return f"Theo {named}: {_inside(_plain(answer))}"


def _listed(cited: Sequence[Citation]) -> str:
    return f"Nguồn: {'; '.join(f'[{c.n}] {_source(c)}' for c in cited)}."


def _reports(cited: Sequence[Citation]) -> set[str]:
    return {c.report for c in cited}


def _source(citation: Citation) -> str:
    period = f", {citation.period}" if citation.number and citation.period else ""
    parts = place_parts(citation)
    return f"{report_name(citation)}{period}, {', '.join(parts[1:] if len(parts) > 1 else parts)}"


def _plain(answer: Answer) -> str:
    """The words as shown, with their marks, and what a reader of them alone must know."""
    text = _POINTS.sub(" ", answer.answer.replace("**", "")).strip()
    guess = any(f.status == "uoc" for f in answer.figures) and "ước" not in text.lower()
    text += " (số ước thực hiện)" if guess else ""
    if answer.computed:
        made = ", ".join(
            dict.fromkeys(f"{c.printed}{'' if c.unit == '%' else ' '}{c.unit}" for c in answer.computed)
        )
        text += f" (Do máy tính từ các số đã dẫn: {made}.)"
    return text


def _unmarked(answer: Answer) -> str:
    return _MARKS.sub("", _plain(answer)).rstrip(" .")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _inside(text: str) -> str:
    """A sentence as the rest of another: "Tổng thu" → "tổng thu", "UBND" stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
