"""Reading in child processes: what a file that crashes, hangs or eats memory costs, which is itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index_store.records import Reading
from ingest import children
from ingest.children import read_in_children
from ingest.read import read_report

resource = pytest.importorskip("resource", reason="this system cannot limit a process")

ROOT = Path(__file__).resolve().parents[2]
WriteReport = Callable[..., Path]


def read_or_misbehave(path: Path) -> Reading:
    """Stands in for parsers that fail in ways no file at hand makes them fail, by the file's name."""
    match path.stem:
        case "sap":
            os._exit(9)
        case "treo":
            used = resource.getrusage(resource.RUSAGE_SELF).ru_utime
            resource.setrlimit(resource.RLIMIT_CPU, (int(used) + 1, resource.RLIM_INFINITY))
            while True:
                pass
        case "phinh":
            assert bytearray(children.FILE_BYTES + 1)
        case "loi":
            raise SystemExit("a parser that ends the process")
    return read_report(path)


def test_a_bad_file_costs_only_itself_and_the_order_is_kept(write_report: WriteReport) -> None:
    names = ["a", "sap", "treo", "b", "phinh", "loi", "c"]
    paths = [write_report(f"{name}.txt") for name in names]
    outcomes = dict(zip(names, read_in_children(read_or_misbehave, paths, 2), strict=True))
    assert [name for name in names if outcomes[name].reading] == ["a", "b", "c"]
    assert "dừng đột ngột" in outcomes["sap"].reason
    assert "dừng đột ngột" in outcomes["loi"].reason
    assert "giây chưa xong" in outcomes["treo"].reason
    assert "bộ nhớ" in outcomes["phinh"].reason


def test_children_end_with_a_parent_that_is_killed(write_report: WriteReport, tmp_path: Path) -> None:
    """They hold the parent's standard output: one that lives on keeps whoever reads it waiting for ever."""
    path = write_report("a.txt")
    code = (
        "import sys, time\nfrom pathlib import Path\n"
        "from ingest.children import read_in_children\nfrom ingest.read import read_report\n"
        f"for _ in read_in_children(read_report, [Path({str(path)!r})] * 3, 2):\n"
        "    print('read', flush=True)\n    time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "read\n"
        parent.send_signal(signal.SIGKILL)
        started = time.monotonic()
        assert parent.stdout.read() == ""
        assert time.monotonic() - started < 20
