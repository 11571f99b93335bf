"""What people keep: found by its owner alone, put back after a removal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from index_store.desk import Kept, NotKeptError
from index_store.settings import Settings
from index_store.store import Store

NOW = datetime(2024, 6, 20, 8, tzinfo=UTC)
TALK = Kept("an", "conversation", "Gieo trồng", {"turns": [{"question": "gieo trồng bao nhiêu?"}]}, "1", NOW)


def test_kept_things_outlive_the_process_and_come_newest_first(settings: Settings) -> None:
    with Store.open(settings) as store:
        store.desk.put(TALK)
        store.desk.put(
            replace(TALK, id="2", title="Thu ngân sách", body={}, changed=NOW + timedelta(seconds=1))
        )
    with Store.open(settings) as store:
        assert [kept.id for kept in store.desk.of("an", "conversation")] == ["2", "1"]
        assert store.desk.get("an", "1") == TALK
        assert store.desk.of("an", "sheet") == []


def test_words_are_found_with_and_without_diacritics(store: Store) -> None:
    store.desk.put(TALK)
    for words in ("gieo trong", "TRỒNG gieo", "bao nhieu"):
        assert store.desk.of("an", "conversation", words) == [TALK]
    assert store.desk.of("an", "conversation", "thu hoạch") == []


def test_nobody_reads_changes_or_drops_what_another_keeps(store: Store) -> None:
    store.desk.put(TALK)
    assert store.desk.of("binh", "conversation") == []
    for act in (store.desk.get, store.desk.drop):
        with pytest.raises(NotKeptError):
            act("binh", "1")
    assert store.desk.of_everyone("conversation") == [TALK]


def test_what_is_dropped_can_be_put_back(store: Store) -> None:
    store.desk.put(TALK)
    dropped = store.desk.drop("an", "1")
    assert store.desk.of("an", "conversation") == []
    store.desk.put(dropped)
    assert store.desk.get("an", "1") == TALK
