"""One turn of a conversation as HTML: the question, what it was taken to mean, the answer, its evidence. Pure."""

from __future__ import annotations

import re
from html import escape

from assistant.answer import Answer, AnswerTable
from assistant.cards import evidence_html
from assistant.charts import chart_html
from assistant.chosen import Chosen
from assistant.copies import one_line, paragraph

ROWS = 12  # of a table, more are scrolled to
FIELDS = {"unit": "Đơn vị", "period": "Kỳ báo cáo", "issuer": "Cơ quan ban hành"}
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_MARK = re.compile(r"\[(\d+)\]")
_BY_MODEL = "Câu này do mô hình ngôn ngữ viết; từng con số trong câu đã được đối chiếu với nguồn."
FEW = 3  # words beside a large figure, less than this stay on its line
_SEVERAL = 2  # units, periods or offices that a chip names; of more it says how many


def turn_html(answer: Answer, turn: int, chosen: Chosen = Chosen(), *, pins: bool = False) -> str:  # noqa: B008  # frozen
    """The whole turn. turn: its number in the conversation, from 1; pins: whether there is a sheet to pin it to."""
    evidence = evidence_html(answer, turn)
    aside = (
        f'<aside class="evidence" aria-label="Nguồn của câu {turn}">{evidence}</aside>' if evidence else ""
    )
    return (
        f'<section class="turn" id="turn-{turn}" data-turn="{turn}" aria-label="Câu hỏi {turn}">'
        f'<h2 class="question">{escape(answer.question)}</h2>'
        f'<div class="sides"><div class="answer">{answer_html(answer, turn, chosen)}'
        f"{_actions(answer, turn, pins)}</div>{aside}</div></section>"
    )


def draft_html(answer: Answer, turn: int) -> str:
    """A turn of which a language model is still writing the answer: its words so far, marked as unchecked."""
    about = {c.n: f"{c.unit}, {c.period}, {c.page_name}" for c in answer.citations}
    words = _MARK.sub(
        lambda m: f'<span class="cite" title="{escape(about[int(m[1])])}">{m[0]}</span>',
        _BOLD.sub(r"<strong>\1</strong>", escape(answer.answer)),
    )
    return (
        f'<section class="turn" aria-label="Câu hỏi {turn}"><h2 class="question">{escape(answer.question)}</h2>'
        f'<div class="answer"><p class="unchecked">Đang viết, chưa đối chiếu…</p><p class="draft">{words}</p></div>'
        "</section>"
    )


def answer_html(answer: Answer, turn: int, chosen: Chosen = Chosen()) -> str:  # noqa: B008  # frozen
    """Chips, words with their marks, chart and table, what was computed, what must be known."""
    parts = [_chips(answer, turn, chosen)]
    understood = _understood(answer)
    if understood.casefold() not in ("", answer.question.casefold()):
        parts.append(f'<p class="understood">Hiểu là: {escape(understood)}</p>')
    parts.append(_words(answer, turn))
    if answer.table and len(answer.table.rows) > 1:
        parts += [chart_html(answer), _table(answer.table, answer, turn)]
    parts.append(_computed(answer, turn))
    notices = [_BY_MODEL] if answer.engine == "llm" else []
    parts += [f'<p class="notice">{escape(notice)}</p>' for notice in [*notices, *answer.notices]]
    if answer.suggestions:
        buttons = "".join(ask_button(question) for question in answer.suggestions)
        parts.append(f'<div class="near"><p>Báo cáo trả lời được:</p>{buttons}</div>')
    return "".join(parts)


def _understood(answer: Answer) -> str:
    """The question as read, with the names of its units as they are written."""
    text = answer.understood.text
    for unit in answer.understood.units:
        text = re.sub(rf"(?<!\w){re.escape(unit)}(?!\w)", unit, text, flags=re.IGNORECASE)
    return text[:1].upper() + text[1:]


def ask_button(question: str) -> str:
    """A button that asks its own words."""
    words = escape(question)
    return f'<button type="button" class="ask" data-act="ask" data-question="{words}">{words}</button>'


def _words(answer: Answer, turn: int) -> str:
    """The sentence; where one figure is its point, that stands large on a line of its own, "ước" beside it."""
    if answer.refused:
        return f'<p class="refusal">{_with_marks(escape(answer.answer), answer, turn)}</p>'
    bold = list(_BOLD.finditer(answer.answer))
    if answer.kind != "figure" or len(bold) != 1:
        words = _BOLD.sub(r"<strong>\1</strong>", _with_marks(escape(answer.answer), answer, turn))
        return f'<p class="words">{words}</p>'
    before, after = answer.answer[: bold[0].start()], answer.answer[bold[0].end() :].lstrip(" ,;")
    guess = bool(answer.figures) and answer.figures[0].status == "uoc"
    badge = (
        ' <span class="badge" title="Số ước thực hiện, chưa phải số chính thức">ước</span>' if guess else ""
    )
    lead = "lead short" if len(before.split()) < FEW else "lead"
    rest = "rest short" if len(_MARK.sub("", after).split()) < FEW else "rest"
    return (
        '<p class="words headline">'
        f'<span class="{lead}">{_with_marks(escape(before), answer, turn)}</span>'
        f"<strong>{escape(bold[0][1])}</strong>{badge} "
        f'<span class="{rest}">{_with_marks(escape(after), answer, turn)}</span></p>'
    )


def _with_marks(words: str, answer: Answer, turn: int) -> str:
    """Each [n] that is cited as a link to its card; words: escaped."""
    known = {c.n for c in answer.citations}

    def mark(match: re.Match[str]) -> str:
        n = int(match.group(1))
        if n not in known:
            return match.group()
        anchor = f"{turn}-{n}"
        return (
            f'<a class="cite" href="#evidence-{anchor}" aria-describedby="quote-{anchor}" '
            f'aria-label="Nguồn {n}">[{n}]</a>'
        )

    return _MARK.sub(mark, words)


def _table(table: AnswerTable, answer: Answer, turn: int) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_with_marks(escape(cell), answer, turn)}</td>" for cell in row) + "</tr>"
        for row in table.rows
    )
    made = [f"“{column}”" for column in table.columns if column == "%" or column.startswith("So với")]
    if answer.computed or "So với cùng kỳ" in table.columns:  # said apart, or as the reports print it
        made = []
    told = (
        f'<p class="computed">{escape(", ".join(made))} trong bảng: máy tính từ các số đã dẫn.</p>'
        if made
        else ""
    )
    long = len(table.rows) > ROWS
    box = f'class="scroll{" long" if long else ""}" role="region" aria-label="Bảng số liệu câu {turn}" tabindex="0"'
    return f"<div {box}><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{told}"


def _computed(answer: Answer, turn: int) -> str:
    """ "28 hộ, 3,4%: tính từ [1], [2]": what was computed, by the sources of the figures that it was computed from."""
    of = {f.value: f.citation for f in answer.figures}
    by_sources: dict[tuple[int, ...], list[str]] = {}
    for made in answer.computed:
        sources = sorted({of[value] for value in made.inputs if value in of}) or [
            c.n for c in answer.citations
        ]
        gap = "" if made.unit in ("", "%") else " "
        by_sources.setdefault(tuple(sources), []).append(f"{made.printed}{gap}{made.unit}")
    return "".join(
        f'<p class="computed">{escape(", ".join(printed))}: tính từ '
        f"{_with_marks(', '.join(f'[{n}]' for n in sources), answer, turn)}</p>"
        for sources, printed in by_sources.items()
    )


def _chips(answer: Answer, turn: int, chosen: Chosen) -> str:
    """What was understood of the scope; a click offers what else the store holds. "" where no report is meant."""
    understood = answer.understood
    if answer.reason in ("not_a_question", "unsafe") or (
        answer.reason == "no_evidence" and not understood.units
    ):
        return ""
    told = {
        "unit": _named(understood.units, "đơn vị"),
        "period": _named(understood.periods, "kỳ"),
        "issuer": _named(understood.issuers, "cơ quan"),
    }
    chips = "".join(
        f'<button type="button" class="chip{" chosen" if getattr(chosen, field) else ""}" data-act="chip" '
        f'data-turn="{turn}" data-field="{field}" aria-haspopup="dialog" title="Đổi {label.lower()}">'
        f"{label}: <b>{escape(told[field])}</b>{' (đã chọn)' if getattr(chosen, field) else ''}</button>"
        for field, label in FIELDS.items()
    )
    return f'<div class="chips" role="group" aria-label="Phạm vi đã hiểu">{chips}</div>'


def _named(names: tuple[str, ...], kind: str) -> str:
    if not names:
        return "chưa rõ"
    return ", ".join(names) if len(names) <= _SEVERAL else f"{len(names)} {kind}"


def _actions(answer: Answer, turn: int, pins: bool) -> str:
    def button(act: str, label: str, more: str = "", shown: str = "") -> str:
        named = f' aria-label="{label}" title="{label}"' if shown else ""
        data = f'data-act="{act}" data-turn="{turn}"{more}'
        return f'<button type="button" class="act" {data}{named}>{shown or label}</button>'

    buttons = []
    if not answer.refused:
        buttons = [
            button("copy", "Chép một dòng", f' data-text="{escape(one_line(answer))}"'),
            button("copy", "Chép thành câu", f' data-text="{escape(paragraph(answer))}"'),
        ]
        if pins:
            buttons.append(button("pin", "Ghim vào phiếu họp"))
    buttons += [button("good", "Câu trả lời đúng", shown="👍"), button("bad", "Câu trả lời sai", shown="👎")]
    return f'<div class="actions">{"".join(buttons)}</div>'
