"""The measure of speed: every page of every system is counted, and the steps add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.speed.__main__ import SYSTEMS, steps_table
from eval.speed.stages import PUBLISHING, READING, REST, measure_stages


@pytest.fixture
def files(tmp_path: Path) -> Path:
    typst = pytest.importorskip("typst", reason="the typst package makes the test PDFs")
    folder = tmp_path / "files"
    folder.mkdir()
    for n in (1, 2):
        body = (
            f"I. KINH TẾ\n\nThu ngân sách đạt {n}.250 triệu đồng#footnote[Ước đến tháng 6.], tăng 12%.\n\n"
            * 9
        )
        (folder / f"{n}.pdf").write_bytes(
            typst.compile(f"UBND XÃ SUỐI CẠN\n\nBÁO CÁO\n\nTình hình năm 202{n}\n\n{body}".encode())
        )
    return folder


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_system_takes_its_time(files: Path, tmp_path: Path, name: str) -> None:
    assert SYSTEMS[name](files, tmp_path / "store") > 0


def test_steps_add_up_to_the_whole(files: Path, tmp_path: Path) -> None:
    reading, publishing, pages = measure_stages(sorted(files.glob("*.pdf")), tmp_path / "store")
    assert pages >= 2
    assert set(reading) == {*READING, REST}
    assert set(publishing) == {*PUBLISHING, REST}
    assert all(seconds >= 0 for seconds in (*reading.values(), *publishing.values()))
    assert steps_table("reading", reading, pages).endswith(" 100 |")
