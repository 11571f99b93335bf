"""Another embedding model over a store that is in use: answers by words meanwhile, then by the new vectors."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from assistant.ask import open_engine
from index_store.errors import OtherModelError
from index_store.renewal import renew, renewed
from index_store.settings import Embedding, Settings, read_settings
from index_store.store import ONLY_WORDS, Store
from index_store.vectors import VectorIndex
from ingest.read import read_report
from tests.conftest import ROOT, WriteReport, report_written

NAMES = ("Suối Cạn", "Nậm Pha", "Bản Chanh")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three reports, the last of them removed."""
    place = tmp_path_factory.mktemp("renewal")
    with Store.open(read_settings(store=place / "kho")) as store:
        for n, name in enumerate(NAMES):
            store.publish(
                read_report(report_written(place, f"{n}.txt", name=name, poor=80 + n, number=50 + n))
            )
        store.remove("2.txt")
    return place / "kho"


@pytest.fixture
def old(filled: Path, settings: Settings) -> Settings:
    shutil.copytree(filled, settings.store)
    return settings


@pytest.fixture
def new(old: Settings) -> Settings:
    """The same store, its vectors cut: a real other model that costs nothing to load."""
    return old.model_copy(update={"embedding": Embedding(dimension=64)})


@pytest.fixture
def store(new: Settings) -> Iterator[Store]:
    with Store.open(new) as opened:
        yield opened


def by_meaning(store: Store) -> set[str]:
    return {key.partition(":")[0] for key, _ in store.search_dense("hộ nghèo", None, 60)}


def every(store: Store) -> set[str]:
    return {r.id for r in store.reports()}


def test_questions_are_answered_by_words_and_say_so(store: Store, new: Settings) -> None:
    answer = open_engine(store, new).answer("Suối Cạn có bao nhiêu hộ nghèo?")
    assert "80 hộ" in answer.answer.replace("**", "")
    assert any(ONLY_WORDS in notice and "tracuu check --repair" in notice for notice in answer.notices)
    assert by_meaning(store) == set()


def test_the_new_vectors_are_taken_into_use_when_all_are_there(store: Store, new: Settings) -> None:
    renew(store, Event())
    assert by_meaning(store) == every(store)
    assert (store.degraded, store.renewing) == (None, "")
    assert [f for f in store.check() if not f.ok] == []
    names = VectorIndex(new.store / "chroma").names()
    assert len(names) == 2, "a collection for each unit, none of the old model"
    answer = open_engine(store, new).answer("Suối Cạn có bao nhiêu hộ nghèo?")
    assert not any(ONLY_WORDS in notice for notice in answer.notices)


def test_a_removed_report_comes_back_with_new_vectors(store: Store) -> None:
    renew(store, Event())
    [(removed, _)] = store.removed()
    store.restore(removed.id)
    assert removed.id in by_meaning(store)


def test_who_still_has_the_old_model_searches_the_old_vectors_to_the_end(store: Store, old: Settings) -> None:
    with Store.open(old) as reader:
        assert by_meaning(reader) == every(reader)
        for report in store.outdated():
            assert by_meaning(reader) == every(reader)
            store.embed_again(report)
        assert store.take_over()
        assert reader.refresh()
        assert by_meaning(reader) == set()
        assert ONLY_WORDS in (reader.degraded or "")


def test_what_is_published_meanwhile_has_the_new_vectors(store: Store, write_report: WriteReport) -> None:
    reading = read_report(write_report("d.txt", name="Pa Trầu", number=99))
    with pytest.raises(OtherModelError, match=r"tracuu chat.*TRACUU_EMBEDDING_MODEL"):
        store.publish(reading)
    store.embed_again(store.outdated()[0])
    assert not store.take_over(), "two reports have no new vectors yet"
    store.renewing = "…"  # as renew sets it
    store.publish(reading)
    assert len(store.outdated()) == 2
    renew(store, Event())
    assert by_meaning(store) == every(store)
    assert len(every(store)) == 3


def test_the_work_goes_on_where_it_was_stopped(store: Store, new: Settings, old: Settings) -> None:
    stop = Event()
    stop.set()
    renew(store, stop)
    assert len(store.outdated()) == 3
    store.embed_again(store.outdated()[0])
    store.close()
    with Store.open(old) as before:  # the old model again: one report of three is another's by now
        assert len(before.outdated()) == 1
        assert by_meaning(before) == set()
        renew(before, Event())
        assert by_meaning(before) == every(before)
    with Store.open(new) as after:
        assert len(after.outdated()) == 3


def test_it_is_done_beside_the_answering(store: Store) -> None:
    deadline = time.monotonic() + 30
    with renewed(store):
        while by_meaning(store) != every(store) and time.monotonic() < deadline:
            assert store.search_lexical("hộ nghèo", None, 5)
            time.sleep(0.01)
    assert by_meaning(store) == every(store)


def test_check_repair_does_it_at_once(store: Store) -> None:
    assert [f.what.partition(":")[0] for f in store.check() if not f.ok] == ["Mô hình nhúng"]
    assert [f for f in store.check(repair=True) if not f.ok] == []
    assert by_meaning(store) == every(store)


KILLED = """
import os, signal, sys
from threading import Event
from index_store.catalogue import Catalogue
from index_store.renewal import renew
from index_store.settings import read_settings
from index_store.store import Store
Catalogue.set_meta = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
renew(Store(read_settings(store=sys.argv[1])), Event())
"""


def test_killed_before_the_new_vectors_are_in_use_it_ends_well_the_next_time(
    new: Settings, old: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SIGKILL when Chroma holds all new vectors and the catalogue still names the old ones."""
    monkeypatch.setenv("TRACUU_EMBEDDING__DIMENSION", "64")
    run = subprocess.run([sys.executable, "-c", KILLED, str(new.store)], cwd=ROOT, check=False)
    assert run.returncode == -9
    with Store.open(new) as store:
        assert store.outdated() == []
        assert store.search_lexical("hộ nghèo", None, 5)
        assert by_meaning(store) == set()
        renew(store, Event())
        assert by_meaning(store) == every(store)
        assert [f for f in store.check() if not f.ok] == []


def test_a_store_of_an_earlier_program_is_read_as_of_the_model_it_names(old: Settings) -> None:
    import sqlite3

    with sqlite3.connect(Path(old.store) / "catalogue.sqlite3") as database:
        database.execute("DROP TABLE embedded")
    with Store.open(read_settings(store=old.store)) as store:
        assert store.outdated() == []
        assert by_meaning(store) == every(store)
