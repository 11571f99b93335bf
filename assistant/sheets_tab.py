"""The tab Chuẩn bị họp: passes clicks on, shows the sheet that comes back, decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from time import monotonic
from typing import Any, Final

import gradio as gr

from assistant.export_routes import sheet_url
from assistant.figures_html import LISTENS
from assistant.meeting import Meeting
from assistant.panels import fault_html, told_html
from assistant.question_list import MAX_QUESTIONS, READ, questions_in, read_questions
from assistant.routes import person
from assistant.sheet_html import removed_html, sheet_html
from assistant.sheets import Letterhead, read_sheet
from index_store.desk import Kept
from index_store.errors import ReportsError
from index_store.tabs import QUIET, Shown, on_shown

_FORMS: Final = [("Không có tiêu đề", "plain"), ("Cơ quan nhà nước", "state"), ("Cơ quan Đảng", "party")]
_ADD_HEADING: Final = "Thêm đề mục"
LISTS: Final = 4  # answered side by side
_EVERY_S: Final = 0.3  # between two words of how far a list is


def build_tab(meeting: Meeting) -> None:
    """Lay the tab out inside the current gr.Tab."""
    told = gr.HTML("", elem_id="sheet-told", js_on_load=LISTENS)
    with gr.Row(elem_classes="controls"):
        key = gr.Dropdown([], label="Phiếu đang mở", min_width=180, elem_id="sheet-key")
        title = gr.Textbox(
            label="Tên phiếu (sửa rồi nhấn Enter)", max_lines=1, min_width=180, elem_id="sheet-title"
        )
        begin = gr.Button("Phiếu mới", scale=0, min_width=110, elem_id="sheet-new")
        drop = gr.Button("Xóa phiếu", scale=0, min_width=110, elem_id="sheet-drop")
    takes = gr.HTML("", elem_id="sheet-takes")
    with gr.Accordion("Tiêu đề văn bản khi xuất ra Word", open=False, elem_id="sheet-head"):
        form = gr.Radio(_FORMS, value="plain", label="Mẫu", elem_id="sheet-form")
        with gr.Row(elem_classes="controls"):
            above = gr.Textbox(label="Cơ quan cấp trên", max_lines=1, min_width=180, elem_id="sheet-above")
            office = gr.Textbox(label="Cơ quan lập phiếu", max_lines=1, min_width=180, elem_id="sheet-office")
            place = gr.Textbox(label="Địa danh", max_lines=1, min_width=120, elem_id="sheet-place")
    shown = gr.HTML("", elem_id="entries", js_on_load=LISTENS)
    entry = gr.Textbox(visible=False)  # the heading or note that is being edited
    with gr.Row(elem_classes="controls"):
        words = gr.Textbox(
            label="Đề mục hoặc ghi chú", lines=1, max_lines=6, min_width=200, elem_id="sheet-words"
        )
        heading = gr.Button(_ADD_HEADING, scale=0, min_width=130, elem_id="sheet-heading")
        note = gr.Button("Thêm ghi chú", scale=0, min_width=130, elem_id="sheet-note")
    with gr.Accordion("Trả lời cả danh sách câu hỏi", open=False, elem_id="sheet-list"):
        pasted = gr.Textbox(
            label=f"Mỗi dòng một câu hỏi, nhiều nhất {MAX_QUESTIONS} câu",
            lines=4,
            max_lines=12,
            elem_id="sheet-pasted",
        )
        file = gr.File(
            label="Hoặc chọn tệp TXT, Word, Excel", file_types=list(READ), height=140, elem_id="sheet-file"
        )
        with gr.Row(elem_classes="controls"):
            run = gr.Button("Trả lời tất cả", variant="primary", scale=0, min_width=150, elem_id="sheet-run")
            stop = gr.Button("Dừng", scale=0, min_width=110, elem_id="sheet-stop")
        progress = gr.HTML("", elem_id="sheet-progress")

    def the(kept: Kept, owner: str, said: str = "") -> Shown:
        """The tab with this sheet open."""
        sheet = read_sheet(kept)
        head = sheet.letterhead
        choices = [(one.title, one.id) for one in meeting.sheets(owner)]
        return {
            told: said, key: gr.update(choices=choices, value=kept.id), title: kept.title,
            takes: _takes_html(kept.id), shown: sheet_html(sheet),
            form: head.form, above: head.above, office: head.office, place: head.place,
        }  # fmt: skip

    def guarded(does: Callable[..., Shown]) -> Callable[..., Shown]:
        """What the person can put right is said above the sheet."""

        def run_it(request: gr.Request, *values: Any) -> Shown:
            try:
                return does(person(request), *values)
            except ReportsError as error:
                return {told: fault_html(str(error))}

        return run_it

    def look(owner: str, now: str | None) -> Shown:
        """The sheet that is open, as other tabs left it; the newest at first."""
        mine = meeting.sheets(owner)
        return the(next((kept for kept in mine if kept.id == now), mine[0]), owner)

    def removed(owner: str, now: str) -> Shown:
        gone = meeting.drop(owner, now)
        return the(meeting.sheets(owner)[0], owner, removed_html(f"Đã xóa phiếu “{gone.title}”."))

    def added(kind: Any) -> Callable[..., Shown]:
        def add(owner: str, now: str, text: str, editing: str) -> Shown:
            kept = meeting.add(owner, now, kind, text, editing)
            return {
                **the(kept, owner),
                words: "",
                entry: "",
                heading: _ADD_HEADING,
                note: gr.update(visible=True),
            }

        return add

    def undo(owner: str) -> Shown:
        kept = meeting.undo(owner)
        if kept is None:
            return {told: fault_html("Không còn gì để hoàn tác.")}
        return the(kept, owner, told_html("Đã lấy lại."))

    def act(event: gr.EventData, request: gr.Request, now: str) -> Shown:
        """A click on an entry's buttons, or on “Hoàn tác”."""
        clicked: dict[str, str] = dict(event._data)
        return guarded(acted)(request, clicked, now)

    def acted(owner: str, clicked: dict[str, str], now: str) -> Shown:
        match clicked["do"]:
            case "undo":
                return undo(owner)
            case "edit":
                text = meeting.text_of(owner, now, clicked["key"])
                return {words: text, entry: clicked["key"], heading: "Lưu", note: gr.update(visible=False)}
            case "drop":
                kept = meeting.drop_entry(owner, now, clicked["key"])
                return the(kept, owner, removed_html("Đã bỏ một mục khỏi phiếu."))
        return the(meeting.move(owner, now, clicked["key"], -1 if clicked["do"] == "up" else 1), owner)

    def answer_all(request: gr.Request, now: str, lines: str, path: str | None) -> Iterator[Shown]:
        owner = person(request)
        try:
            questions = _questions(lines, path)
            total = min(len(questions), MAX_QUESTIONS)
            yield {progress: told_html(f"Đang trả lời {total} câu…"), file: None}
            told_at, done = monotonic(), 0
            for done in meeting.answer_all(owner, now, questions):
                # The sheet itself stands still meanwhile, and so does “Dừng”.
                if monotonic() - told_at > _EVERY_S:
                    told_at = monotonic()
                    yield {progress: told_html(f"Đã trả lời {done}/{total} câu…")}
            kept, rest = meeting.kept(owner, now), questions[done:]
            said = _ended(done, total, len(read_sheet(kept).unanswered), len(rest))
            yield {**the(kept, owner), progress: told_html(said), pasted: "\n".join(rest)}
        except ReportsError as error:
            yield {progress: fault_html(str(error)), file: None}

    def stop_it(owner: str, now: str) -> Shown:
        meeting.stop(owner, now)
        return {told: gr.skip()}

    everything = [told, key, title, takes, shown, form, above, office, place]
    on_shown(guarded(look), [key], everything)
    head_fields, edited = [form, above, office, place], [words, entry, heading, note]
    for listens, does, inputs, more in (
        (key.input, lambda owner, now: the(meeting.opened(owner, now), owner), [key], []),
        (
            title.submit,
            lambda owner, now, name: the(meeting.rename(owner, now, name), owner),
            [key, title],
            [],
        ),
        (begin.click, lambda owner: the(meeting.begin(owner), owner), [], []),
        (drop.click, removed, [key], []),
        (heading.click, added("heading"), [key, words, entry], edited),
        (note.click, added("note"), [key, words, entry], edited),
    ):
        listens(guarded(does), inputs, [*everything, *more], **QUIET)
    for listens in (
        form.input,
        above.blur,
        office.blur,
        place.blur,
        above.submit,
        office.submit,
        place.submit,
    ):
        listens(guarded(_letterhead(meeting, told)), [key, *head_fields], told, **QUIET)
    for component in (shown, told):
        component.click(act, key, [*everything, *edited], trigger_mode="multiple", **QUIET)
    run.click(
        answer_all,
        [key, pasted, file],
        [*everything, progress, file, pasted],
        **{**QUIET, "concurrency_limit": LISTS},
    )
    stop.click(guarded(stop_it), key, told, **QUIET)


def _ended(done: int, total: int, missing: int, left: int) -> str:
    said = f"Xong {done} câu." if done == total else f"Đã dừng sau {done}/{total} câu."
    said += f" {left} câu còn lại vẫn ở ô trên, bấm “Trả lời tất cả” để làm tiếp." if left else ""
    return f"{said} Trên phiếu có {missing} câu chưa trả lời được, liệt kê ở cuối." if missing else said


def _letterhead(meeting: Meeting, told: Any) -> Callable[..., Shown]:
    def keep(owner: str, now: str, form: Any, above: str, office: str, place: str) -> Shown:
        meeting.set_letterhead(owner, now, Letterhead(form, above.strip(), office.strip(), place.strip()))
        return {told: gr.skip()}

    return keep


def _takes_html(key: str) -> str:
    docx, xlsx = escape(sheet_url(key, "docx")), escape(sheet_url(key, "xlsx"))
    return (
        f'<p class="takes"><a class="take" href="{docx}" download>Xuất Word</a> '
        f'<a class="take" href="{xlsx}" download>Xuất Excel</a></p>'
    )


def _questions(lines: str, path: str | None) -> list[str]:
    """Those of the file, which is removed from Gradio's cache, and those pasted. Raises ReportsError."""
    questions = questions_in(lines.splitlines())
    if path:
        try:
            questions = list(dict.fromkeys([*questions, *read_questions(Path(path))]))
        finally:
            Path(path).unlink(missing_ok=True)
    if not questions:
        raise ReportsError("Chưa có câu hỏi nào. Hãy dán mỗi dòng một câu hỏi, hoặc chọn tệp.")
    return questions
