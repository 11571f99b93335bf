"""The tab Đánh giá: a question set run, its figures and failures, earlier runs, feedback made into questions.

Shows, decides nothing.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.ask import ReportQueryEngine
from eval.archive import RUNS, Kept, kept_runs, load, made_of
from eval.background import Job, Runner
from eval.case_files import ACCEPTED
from eval.figures_view import passed_over_words, verdict_html
from eval.held import HeldReports
from eval.page import body
from eval.page_pictures import addresses
from eval.provenance import without_folders
from eval.review import Review
from eval.run import compare
from eval.run_routes import PROPOSED, run_url
from eval.sets import QuestionSets
from eval.summary import right_by_id
from eval.template import template
from index_store.errors import ReportsError
from index_store.tabs import QUIET

TICK_S = 1.0
NO_RUN, NO_OTHER = "(chưa chấm lần nào)", "(không so)"
_ABOUT = (
    "<h2>Chấm câu trả lời bằng những câu hỏi đã biết lời đáp</h2><p>Chọn một bộ câu hỏi rồi bấm Chấm. Chương trình "
    "tự hỏi từng câu, so với lời đáp đúng, và chỉ ra từng câu sai kèm chỗ cần xem. Trong lúc chấm vẫn hỏi đáp bình "
    "thường.</p>"
)


def build_tab(engine: ReportQueryEngine) -> None:
    """Lay the tab out inside the current gr.Blocks."""
    store = engine.store
    runner = Runner(engine, store.folder / RUNS)
    sets = QuestionSets(store.folder / "question-sets")
    gr.HTML(_ABOUT)
    with gr.Row(elem_classes="controls"):
        chosen = gr.Dropdown(
            [], label="Bộ câu hỏi", scale=3, min_width=280, filterable=False, elem_id="chosen-set"
        )
        start = gr.Button("Chấm", variant="primary", scale=0, min_width=110, elem_id="start-run")
        stop = gr.Button("Dừng", visible=False, scale=0, min_width=110, elem_id="stop-run")
    all_ways = gr.Checkbox(
        False,
        label="Hỏi thêm mỗi câu theo cách gõ khác: không dấu, nửa dấu, gõ nhầm",
        container=False,
        elem_id="ways",
    )
    status = gr.HTML("", elem_id="run-status")
    with gr.Accordion("Thêm bộ câu hỏi của mình", open=False, elem_id="own-set"):
        gr.HTML(_beginnings())
        upload = gr.File(label="Tệp XLSX, CSV, JSONL", height=130, elem_id="set-upload")
        taken = gr.HTML("", elem_id="set-taken")
    review = Review(store, sets)
    gr.HTML("<h2>Kết quả</h2>")
    with gr.Row(elem_classes="controls"):
        shown = gr.Dropdown([], label="Lần chấm", min_width=280, filterable=False, elem_id="shown-run")
        against = gr.Dropdown([], label="So với lần", min_width=280, filterable=False, elem_id="against-run")
    result = gr.HTML("", elem_id="result")
    clock = gr.Timer(TICK_S, active=False)
    running = [status, start, stop, clock]
    results = [shown, against, result]

    def named(run: Kept) -> tuple[str, str]:
        day, hour = f"{run.started[8:10]}/{run.started[5:7]}/{run.started[:4]}", run.started[11:16]
        return f"{day} {hour} · đúng {run.right}/{run.n} · {sets.title(run.questions)}", run.folder.name

    def look(name: str | None, other: str | None) -> str:
        """The figures of a kept run, beside another one."""
        if not name:
            return '<p class="empty">Chưa có lần chấm nào. Chọn bộ câu hỏi ở trên rồi bấm Chấm.</p>'
        try:
            folder = runner.root / Path(name).name
            rows, source = load(folder), without_folders(made_of(folder))
            versus = None
            if other:
                earlier = right_by_id(load(runner.root / Path(other).name))
                versus = compare(earlier, right_by_id(rows))
        except ReportsError as error:
            return f'<p class="refusal">{escape(str(error))}</p>'
        pictures = addresses(store, HeldReports(store))
        return verdict_html(rows) + body(rows, source, versus, pictures)

    def choices(name: str | None) -> dict[Any, Any]:
        """The kept runs to choose from, one of them shown beside others of its set; name: None for the newest."""
        found = kept_runs(runner.root)
        here = next((run for run in found if name in (None, "", run.folder.name)), None)
        alike = [run for run in found if here and run != here and run.questions == here.questions]
        return {
            shown: gr.update(
                choices=[*map(named, found)] or [(NO_RUN, "")], value=here.folder.name if here else ""
            ),
            against: gr.update(choices=[(NO_OTHER, ""), *map(named, alike)], value=""),
            result: look(here.folder.name if here else None, None),
        }

    def state(job: Job | None) -> dict[Any, Any]:
        going = job is not None and not job.over
        return {
            status: status_html(job),
            start: gr.update(interactive=not going),
            stop: gr.update(visible=going),
            clock: gr.Timer(active=going),
        }

    def begin(name: str, ways: bool) -> dict[Any, Any]:
        try:
            runner.start(name, sets.path(name), all_ways=ways)
        except ReportsError as error:
            return {status: f'<p class="refusal">{escape(str(error))}</p>'}
        return state(runner.job)

    def follow() -> dict[Any, Any]:
        job = runner.job
        ended = job.folder.name if job and job.over and job.folder else None
        return state(job) | (choices(ended) if ended else {})

    def enter() -> dict[Any, Any]:
        names = list(sets.paths())
        first = gr.update(choices=names, value=names[0] if names else None)
        return {chosen: first, **state(runner.job), **choices(None)}

    def take(path: str | None) -> dict[Any, Any]:
        if not path:
            return {upload: None}
        try:
            name, questions = sets.keep(Path(path))
        except ReportsError as error:
            faults = getattr(error, "faults", ())
            lines = "".join(f"<li>{escape(fault)}</li>" for fault in faults)
            told = f"<ul>{lines}</ul>" if lines else escape(str(error))
            return {
                upload: None,
                taken: f'<div class="refusal">Chưa nhận {escape(Path(path).name)}. Hãy sửa rồi tải lại: {told}</div>',
            }
        finally:  # what is not kept does not stay in Gradio's cache, which anyone may read
            Path(path).unlink(missing_ok=True)
        count = f"{len(questions.cases)} câu{passed_over_words(questions.passed_over)}"
        said = f'<p class="waiting">Đã nhận {escape(name)}: {count}. Bấm Chấm để chấm bộ này.</p>'
        return {upload: None, taken: said, chosen: gr.update(choices=list(sets.paths()), value=name)}

    start.click(begin, [chosen, all_ways], running, **QUIET)
    stop.click(runner.stop, None, None, **QUIET)
    clock.tick(follow, None, [*running, *results], **QUIET)
    upload.upload(take, upload, [upload, taken, chosen], **QUIET)
    shown.input(lambda name: choices(name), shown, results, **QUIET)
    against.input(look, [shown, against], result, **QUIET)
    review.added.then(lambda: gr.update(choices=list(sets.paths())), None, chosen, **QUIET)
    gr.on(None, enter, None, [chosen, *running, *results], **QUIET)


def status_html(job: Job | None) -> str:
    """How far the run is, or how it ended; "" before the first one."""
    if job is None:
        return ""
    name = escape(job.name)
    if job.fault:
        return f'<p class="refusal">{escape(job.fault)}</p>'
    if not job.over:
        words = "Đang dừng" if job.stopping else "Đang chấm"
        return (
            f'<p class="waiting">{words} “{name}”: {job.done}/{job.total or "…"} câu</p>'
            f'<progress max="{job.total or 1}" value="{job.done}" aria-label="Tiến độ chấm"></progress>'
        )
    if job.folder is None:
        return f'<p class="waiting">Đã dừng “{name}” sau {job.done}/{job.total} câu; lần này không lưu.</p>'
    return (
        f'<p class="waiting">Đã chấm xong “{name}”: {job.total} câu. '
        f'<a href="{escape(run_url(job.folder))}" download>Tải trang kết quả để gửi đi</a></p>'
    )


def _beginnings() -> str:
    """What to begin a set with: an empty one, or one proposed from the reports."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    data = b64encode(template()).decode("ascii")
    return (
        f'<p><a download="bo-cau-hoi-mau.xlsx" href="data:{kind};base64,{data}">Tải tệp mẫu để điền (Excel)</a>: '
        "có ví dụ và trang “Cách điền”. Tệp có lỗi thì từng dòng lỗi được nêu ra, không nhận nửa chừng.</p>"
        "<p>Hoặc bắt đầu bằng câu hỏi mà chương trình viết sẵn từ số liệu trong kho, mỗi câu kèm lời đáp và nguyên "
        f"văn. So từng câu, ghi “có” vào cột “{ACCEPTED}” của câu dùng được, rồi tải tệp lên đây; chỉ những câu ấy "
        "được chấm.</p>"
        f'<p class="takes"><a class="take" href="{PROPOSED}">Tải câu hỏi đề xuất (Excel)</a></p>'
    )
