"""The store on disk: identity, versions, other processes, damage, and a writer that is killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from index_store.errors import NotRemovedError, StoreLockedError, UnknownReportError
from index_store.identity import same_place
from index_store.language.periods import months
from index_store.records import Header, Unit
from index_store.settings import Settings, read_settings
from index_store.store import Store
from ingest.load import ingest
from ingest.read import read_report

ROOT = Path(__file__).resolve().parents[2]
WriteReport = Callable[..., Path]
NAMES = ("An Bình", "Bản Mù", "Cao Sơn", "Đông Hà")


def ingest_command(settings: Settings, *paths: Path) -> list[str]:
    return [sys.executable, "tracuu.py", "--store", str(settings.store), "ingest", *map(str, paths)]


def ingest_elsewhere(settings: Settings, *paths: Path) -> subprocess.CompletedProcess[str]:
    """`tracuu ingest` in a process of its own."""
    return subprocess.run(
        ingest_command(settings, *paths), cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120
    )


def found_words(store: Store, text: str) -> list[str]:
    return [p.text for p in store.passages([key for key, _ in store.search_lexical(text, None, 3)])]


def found_meaning(store: Store, text: str) -> list[str]:
    return [p.text for p in store.passages([key for key, _ in store.search_dense(text, None, 3)])]


def test_what_is_published_is_found_by_words_and_by_meaning(store: Store, write_report: WriteReport) -> None:
    published = store.publish(read_report(write_report("a.txt")))
    assert published.status == "added"
    assert any("1.250 ha" in text for text in found_words(store, "diện tích gieo trồng"))
    assert any("1.250 ha" in text for text in found_words(store, "dien tich gieo trong"))
    assert any("1.250 ha" in text for text in found_meaning(store, "diện tích gieo trồng của xã"))
    assert store.report("a.txt").id == published.report.id
    assert (
        store.original(published.report).read_bytes() == (Path(published.report.files[0].path)).read_bytes()
    )
    assert store.degraded is None


def test_the_same_bytes_under_another_name_are_one_report_with_two_files(
    store: Store, write_report: WriteReport
) -> None:
    first = store.publish(read_report(write_report("a.txt")))
    second = store.publish(read_report(write_report("b.txt")))
    assert second.status == "duplicate"
    assert [report.id for report in store.reports()] == [first.report.id]
    assert {Path(f.path).name for f in store.report("b.txt").files} == {"a.txt", "b.txt"}


def test_an_unchanged_file_changes_nothing(store: Store, write_report: WriteReport) -> None:
    reading = read_report(write_report("a.txt"))
    store.publish(reading)
    sequence = store.sequence
    assert store.publish(reading).status == "unchanged"
    assert store.sequence == sequence


def test_a_changed_file_takes_the_place_of_what_it_was(store: Store, write_report: WriteReport) -> None:
    first = store.publish(read_report(write_report("a.txt")))
    second = store.publish(read_report(write_report("a.txt", area="1.399")))
    assert (second.status, second.report.id) == ("replaced", first.report.id)
    texts = found_words(store, "diện tích gieo trồng")
    assert any("1.399 ha" in text for text in texts)
    assert not any("1.250 ha" in text for text in texts)
    assert all(finding.ok for finding in store.check())


def test_a_file_in_which_one_figure_changed_is_read_anew(store: Store, write_report: WriteReport) -> None:
    store.publish(read_report(write_report("a.txt")))
    assert store.publish(read_report(write_report("a.txt", poor=91))).status == "replaced"
    assert any("91 hộ" in text for text in found_words(store, "hộ nghèo"))


@pytest.mark.parametrize(
    ("number", "one"), [("409/BC-CCTK", False), ("82/BC-UBND", True), ("82/BC", True), ("", True)]
)
def test_an_office_that_is_not_known_is_told_apart_by_its_number(number: str, one: bool) -> None:
    """Or the paper of a branch office would take the place of the district's own."""
    own = Header(
        unit=Unit("Khe Trăm", "huyện"), issuer="UBND huyện", period=months(2023, 1, 12), number="12/BC-UBND"
    )
    assert same_place(own, replace(own, issuer="", number=number)) is one


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("Khe Tràm", "Khe Trăm", False),
        ("Suối Hoa", "Suối Hòa", False),
        ("Suối Hoà", "Suối Hòa", True),
        ("Khe Trăm", "Khe Tram", False),  # read from a text without marks
    ],
)
def test_names_that_differ_in_a_mark_are_two_units(first: str, second: str, one: bool) -> None:
    year = months(2023, 1, 12)
    headers = [Header(unit=Unit(name, "huyện"), issuer="UBND huyện", period=year) for name in (first, second)]
    assert same_place(*headers) is one


def test_a_corrected_report_answers_and_its_removal_brings_the_earlier_one_back(
    store: Store, write_report: WriteReport
) -> None:
    store.publish(read_report(write_report("a.txt")))
    corrected = write_report(
        "b.txt", number=61, day=20, area="1.399", poor=91, subtitle="\n(Thay thế Báo cáo số 52/BC-UBND)"
    )
    assert store.publish(read_report(corrected)).status == "added"
    assert [report.file_name for report in store.reports()] == ["b.txt"]
    assert [r.file_name for r in store.reports(all_versions=True)] == ["a.txt", "b.txt"]
    assert store.report("b.txt").version == 2
    assert any("1.399 ha" in text for text in found_words(store, "diện tích gieo trồng"))
    store.remove("b.txt")
    assert [report.file_name for report in store.reports()] == ["a.txt"]
    assert any("1.250 ha" in text for text in found_words(store, "diện tích gieo trồng"))


def test_contents_tell_of_the_report_as_it_is_listed_now(store: Store, write_report: WriteReport) -> None:
    first = store.publish(read_report(write_report("a.txt"))).report
    assert store.contents(first.id).report.current
    store.publish(read_report(write_report("a-copy.txt")))
    later = write_report(
        "b.txt", number=61, day=20, area="1.399", subtitle="\n(Thay thế Báo cáo số 52/BC-UBND)"
    )
    store.publish(read_report(later))
    held = store.contents(first.id).report
    assert (held.current, len(held.files)) == (False, 2)
    assert held == store.report(first.id)


def test_a_removed_report_leaves_nothing_to_be_found(store: Store, write_report: WriteReport) -> None:
    published = store.publish(read_report(write_report("a.txt")))
    store.remove(published.report.id)
    assert store.reports() == []
    assert found_words(store, "diện tích gieo trồng") == []
    assert found_meaning(store, "diện tích gieo trồng") == []
    with pytest.raises(UnknownReportError):
        store.contents(published.report.id)
    with pytest.raises(UnknownReportError):
        store.remove("a.txt")
    assert all(finding.ok for finding in store.check())


def test_a_removed_report_comes_back_as_it_was(store: Store, write_report: WriteReport) -> None:
    kept = store.publish(read_report(write_report("a.txt"))).report
    store.remove(kept.id)
    assert all(finding.ok for finding in store.check(repair=True)), (
        "a repair does not throw the original away"
    )
    [(aside, _)] = store.removed()
    assert aside == kept
    assert store.restore(kept.id) == kept
    assert store.removed() == []
    assert any("1.250 ha" in text for text in found_words(store, "diện tích gieo trồng"))
    assert any("1.250 ha" in text for text in found_meaning(store, "diện tích gieo trồng"))
    assert store.original(kept).is_file()
    assert all(finding.ok for finding in store.check())
    with pytest.raises(NotRemovedError):
        store.restore(kept.id)


def test_a_report_that_comes_back_takes_its_place_among_the_versions(
    store: Store, write_report: WriteReport
) -> None:
    store.publish(read_report(write_report("a.txt")))
    later = write_report(
        "b.txt", number=61, day=20, area="1.399", subtitle="\n(Thay thế Báo cáo số 52/BC-UBND)"
    )
    newer = store.publish(read_report(later)).report
    store.remove(newer.id)
    assert [report.file_name for report in store.reports()] == ["a.txt"]
    store.restore(newer.id)
    assert [report.file_name for report in store.reports()] == ["b.txt"]


def test_a_removed_file_that_was_taken_in_again_is_not_put_back_beside_itself(
    store: Store, write_report: WriteReport
) -> None:
    path = write_report("a.txt")
    first = store.publish(read_report(path)).report
    store.correct(first, replace(store.reading(first), header=replace(first.header, issuer="Đảng ủy xã")))
    store.remove(first.id)
    again = store.publish(read_report(path))
    assert again.status == "added"
    assert store.removed() == [], "it stands in the removed one's place, under the same id"
    assert all(finding.ok for finding in store.check())


def test_what_another_process_publishes_is_found_after_a_look(
    store: Store, settings: Settings, write_report: WriteReport
) -> None:
    store.publish(read_report(write_report("a.txt")))
    found_meaning(store, "hộ nghèo")  # Chroma is open from here on
    done = ingest_elsewhere(settings, write_report("b.txt", name="Nậm Pha", area="2.318", number=77))
    assert done.returncode == 0, done.stderr
    assert store.refresh()
    assert not store.refresh()
    key = store.report("b.txt").id
    assert any("2.318 ha" in t for t in found_words(store, "diện tích gieo trồng Nậm Pha"))
    assert any(hit.startswith(key) for hit, _ in store.search_dense("diện tích gieo trồng", [key], 3))
    assert store.degraded is None


def test_a_second_writer_is_told_who_writes(
    store: Store, settings: Settings, write_report: WriteReport
) -> None:
    path = write_report("a.txt")
    with store.writing():
        with Store.open(settings, store.embedder) as other, pytest.raises(StoreLockedError) as caught:
            other.publish(read_report(path))
        assert str(os.getpid()) in str(caught.value)
        done = ingest_elsewhere(settings, path)
    assert done.returncode == 2, done.stdout
    assert str(os.getpid()) in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert store.publish(read_report(path)).status == "added"


@pytest.mark.parametrize("damage", ["cut", "garbage", "gone"])
def test_a_damaged_vector_index_is_made_anew_at_opening(
    settings: Settings, write_report: WriteReport, damage: str
) -> None:
    path = write_report("a.txt")
    assert ingest_elsewhere(settings, path).returncode == 0
    for file in sorted((settings.store / "chroma").rglob("*")):
        if file.is_file():
            if damage == "gone":
                file.unlink()
            else:
                file.write_bytes(file.read_bytes()[:100] if damage == "cut" else b"\x07" * 5000)
    with Store.open(settings) as store:
        assert any("1.250 ha" in text for text in found_words(store, "diện tích gieo trồng"))
        assert any("1.250 ha" in text for text in found_meaning(store, "diện tích gieo trồng của xã"))
        assert store.degraded is None
        assert all(finding.ok for finding in store.check())


def state(settings: Settings) -> dict[str, object]:
    """All that the store holds and finds, without the numbers that tell in which order it came."""
    with Store.open(settings) as store:
        reports = store.reports(all_versions=True)
        contents = {r.id: store.contents(r.id) for r in reports}
        assert [finding for finding in store.check() if not finding.ok] == []
        return {
            "reports": {r.id: (r.header, [f.sha256 for f in r.files], r.version, r.current) for r in reports},
            "passages": {key: c.passages for key, c in contents.items()},
            "figures": {key: c.figures for key, c in contents.items()},
            "footnotes": {key: c.footnotes for key, c in contents.items()},
            "words": {
                r.id: {hit for hit, _ in store.search_lexical("diện tích rừng hộ nghèo", [r.id], 50)}
                for r in reports
            },
            "meaning": {
                r.id: {hit for hit, _ in store.search_dense("hộ nghèo", [r.id], 50)} for r in reports
            },
        }


def sequence_on_disk(settings: Settings) -> int:
    """How many changes are committed; 0 while there is no catalogue yet."""
    try:
        database = sqlite3.connect(f"file:{settings.store / 'catalogue.sqlite3'}?mode=ro", uri=True)
    except sqlite3.OperationalError:
        return 0
    try:
        return int(database.execute("SELECT coalesce(max(sequence), 0) FROM changes").fetchone()[0])
    except sqlite3.OperationalError:  # the tables are being made
        return 0
    finally:
        database.close()


def test_a_killed_ingest_run_again_ends_as_if_undisturbed(tmp_path: Path, write_report: WriteReport) -> None:
    """SIGKILL when so many reports are committed: at the first, half way, and before the indexes follow the last."""
    for n, name in enumerate(NAMES):
        folder = write_report(f"{n}.txt", name=name, area=f"1.{200 + n}", poor=60 + n, number=10 + n).parent
    undisturbed = read_settings(store=tmp_path / "yen")
    ingest_all(folder, undisturbed)
    expected = state(undisturbed)
    for moment in (1, len(NAMES) // 2, len(NAMES)):
        killed = read_settings(store=tmp_path / f"kho-{moment}")
        kill_an_ingest(folder, killed, moment)
        ingest_all(folder, killed)
        assert state(killed) == expected, f"killed when {moment} were committed"


def ingest_all(folder: Path, settings: Settings) -> None:
    with Store.open(settings) as store:
        assert not ingest([folder], store, workers=1).refused


def kill_an_ingest(folder: Path, killed: Settings, moment: int) -> None:
    """Start `tracuu ingest`, and end it without warning as soon as `moment` reports are committed."""
    [python, *arguments] = ingest_command(killed, folder)
    said = folder.parent / f"said-{moment}.txt"
    with said.open("w") as errors:
        process = subprocess.Popen(
            [python, "-X", "faulthandler", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors
        )
        deadline = time.monotonic() + 60
        while sequence_on_disk(killed) < moment and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
        late = sequence_on_disk(killed) < moment
        process.send_signal(
            signal.SIGABRT if late else signal.SIGKILL
        )  # faulthandler tells where it is stuck
        process.wait()
    assert not late, said.read_text("utf-8")


def test_an_appendix_by_itself_replaces_neither_its_report_nor_another_appendix(
    store: Store, tmp_path: Path, write_report: WriteReport
) -> None:
    report = store.publish(read_report(write_report("a.txt"))).report
    unit, period = report.header.unit, report.header.period
    assert period
    published: list[str] = []
    for n, name in ((1, "THU NGÂN SÁCH"), (2, "HỘ NGHÈO"), (1, "THU NGÂN SÁCH")):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append([f"UBND {unit.full_name.upper()}"])
        sheet.append([f"PHỤ LỤC 0{n}"])
        sheet.append([f"{name} {period.label.upper()} CỦA {unit.full_name.upper()}"])
        sheet.append(["STT", "Chỉ tiêu", "Kế hoạch", "Thực hiện"])
        for row in range(1, 9):
            sheet.append([row, f"Khoản {name.lower()} thứ {row}", row * 100, row * 10 + len(published)])
        path = tmp_path / f"phu-luc-{len(published)}.xlsx"
        book.save(path)
        published.append(store.publish(read_report(path)).report.id)
    current = {r.id: r.current for r in store.reports(all_versions=True)}
    assert current == {report.id: True, published[0]: False, published[1]: True, published[2]: True}
    store.remove(published[2])
    assert all(r.current for r in store.reports(all_versions=True))
