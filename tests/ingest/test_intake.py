"""Uploads taken in one after another in the background: progress, waiting turns, what is refused."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index_store.settings import Settings
from index_store.store import Store
from ingest.children import read_in_children
from ingest.intake import MAX_FILES, Batch, Intake, TooManyFilesError
from ingest.intake_view import batch_html
from ingest.load import FileResult
from ingest.page_progress import PagesRead
from ingest.read import read_report

ROOT = Path(__file__).resolve().parents[2]
WriteReport = Callable[..., Path]


def wait_for(done: Callable[[], object]) -> None:
    for _ in range(600):
        if done():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to an end within a minute")


def test_files_are_taken_out_of_their_place_and_published(store: Store, write_report: WriteReport) -> None:
    intake = Intake(store)
    paths = [write_report("a.txt"), write_report("b.txt", name="Nậm Pha", number=77)]
    bad = paths[0].with_name("hong.pdf")
    bad.write_bytes(b"%PDF-1.7 nothing")
    batch = intake.give("an", [*paths, bad])
    wait_for(lambda: batch.stage == "done")
    assert [r.status for r in batch.results] == ["added", "added", "refused"]
    assert not any(path.exists() for path in (*paths, bad))
    assert {r.header.unit.name for r in store.reports()} == {"Suối Cạn", "Nậm Pha"}
    html = batch_html(intake.of("an"), intake.busy())
    assert "2 tệp đã nạp; 1 tệp không nhận" in html
    assert "hong.pdf" in html
    intake.put_away("an")
    assert intake.of("an") is None


def test_more_files_than_a_batch_takes_are_refused_whole(store: Store, tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(MAX_FILES + 1)]
    for path in paths:
        path.touch()
    intake = Intake(store)
    with pytest.raises(TooManyFilesError, match=rf"chỉ nạp được {MAX_FILES} tệp, vừa chọn {MAX_FILES + 1}"):
        intake.give("an", paths)
    assert not any(path.exists() for path in paths)
    assert intake.of("an") is None


def test_who_comes_second_waits_for_the_first_and_is_told(store: Store, write_report: WriteReport) -> None:
    intake = Intake(store)
    with store.writing():  # as a long upload does; held here, in another thread than the intake's
        first = intake.give("an", [write_report("a.txt")])
        wait_for(lambda: first.held_up)
        second = intake.give("binh", [write_report("b.txt", name="Nậm Pha", number=77)])
        mine = intake.of("binh")
        assert mine is second
        assert (mine.stage, mine.ahead) == ("waiting", 1)
        assert "còn 1 lượt nạp trước" in batch_html(mine, intake.busy())
        assert "Người khác đang nạp 1 tệp" in batch_html(intake.of("cuc"), intake.busy())
    wait_for(lambda: second.stage == "done")
    assert [r.status for batch in (first, second) for r in batch.results] == ["added", "added"]
    assert first.held_up == ""


def test_what_another_process_writes_is_waited_for(
    store: Store, settings: Settings, write_report: WriteReport
) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom index_store.settings import read_settings\n"
        "from index_store.store import Store\n"
        f"with Store(read_settings(store=Path({str(settings.store)!r}))).writing():\n"
        "    print('held', flush=True)\n    sys.stdin.readline()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        intake = Intake(store)
        batch = intake.give("an", [write_report("a.txt")])
        wait_for(lambda: batch.held_up)
        assert "nạp từ nơi khác" in batch_html(intake.of("an"), intake.busy())
        assert batch.stage == "reading"
        other.communicate("go\n")
    wait_for(lambda: batch.stage == "done")
    assert [r.status for r in batch.results] == ["added"]


def test_two_files_of_one_name_are_both_read(store: Store, write_report: WriteReport, tmp_path: Path) -> None:
    first = write_report("a.txt")
    other = tmp_path / "khac" / "a.txt"
    other.parent.mkdir()
    other.write_text(first.read_text("utf-8").replace("Suối Cạn", "Nậm Pha").replace("SUỐI CẠN", "NẬM PHA"))
    intake = Intake(store)
    batch = intake.give("an", [first, other])
    wait_for(lambda: batch.stage == "done")
    assert [r.unit for r in batch.results] == ["xã Suối Cạn", "xã Nậm Pha"]


def test_a_child_tells_how_many_pages_it_has_read(samples: Path) -> None:
    told: list[tuple[int, PagesRead]] = []
    paths = [samples / "may-ngan-2022-6-thang.pdf", samples / "cua-tram-2023-9-thang.pdf"]
    outcomes = list(read_in_children(read_report, paths, 1, lambda at, read: told.append((at, read))))
    assert all(outcome.reading for outcome in outcomes)
    assert {at for at, _ in told} == {0, 1}
    for at, read in told:
        reading = outcomes[at].reading
        assert reading is not None
        assert 1 <= read.page <= read.pages == reading.pages


def test_progress_is_said_by_file_and_page() -> None:
    batch = Batch("an", ("a.pdf", "b.pdf"), "reading", total=2)
    batch.results.append(FileResult("a.pdf", "refused", reason="a.pdf: tệp <hỏng>."))
    batch.reading["b.pdf"] = PagesRead(3, 12)
    html = batch_html(batch, batch)
    assert "Đã nạp 1/2 tệp" in html
    assert "b.pdf: đang đọc trang 3/12" in html
    assert 'value="1.25"' in html
    assert "&lt;hỏng&gt;" in html
    batch.reading["b.pdf"] = PagesRead(2, 5, scanned=True)
    assert "b.pdf: đang nhận dạng trang quét 2/5" in batch_html(batch, batch)
