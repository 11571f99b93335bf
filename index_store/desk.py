"""What people keep for themselves beside the reports: conversations, meeting sheets, answers they found wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import uuid4

import sqlalchemy as sa

from index_store.catalogue import Catalogue
from index_store.errors import ReportsError
from index_store.language.text import fold

Kind = Literal["conversation", "sheet", "feedback"]

_METADATA = sa.MetaData()
_KEPT = sa.Table(
    "kept",
    _METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("owner", sa.String, nullable=False, index=True),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),  # JSON
    sa.Column("changed", sa.String, nullable=False),  # ISO 8601 in UTC, sorts as text
)


class NotKeptError(ReportsError):
    """The person keeps no such thing (any more)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One kept thing. owner: whose it is; body: what JSON can hold, its shape is its kind's own matter."""

    owner: str
    kind: Kind
    title: str
    body: dict[str, Any]
    id: str = field(default_factory=lambda: uuid4().hex)
    changed: datetime = field(default_factory=lambda: datetime.now(UTC))


class Desk:
    """Kept things of all people, in the catalogue's database. Nobody reaches another's by its id."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        with catalogue.transaction() as connection:
            _METADATA.create_all(connection)

    def put(self, kept: Kept) -> None:
        """Keep it, in place of what the same person kept under its id."""
        row = {
            "id": kept.id,
            "owner": kept.owner,
            "kind": kept.kind,
            "title": kept.title,
            "body": json.dumps(kept.body, ensure_ascii=False),
            "changed": kept.changed.isoformat(timespec="microseconds"),
        }
        with self._catalogue.transaction() as connection:
            connection.execute(sa.delete(_KEPT).where(_KEPT.c.id == kept.id, _KEPT.c.owner == kept.owner))
            connection.execute(sa.insert(_KEPT).values(row))

    def get(self, owner: str, key: str) -> Kept:
        """Raises NotKeptError for what is not there or is another's."""
        found = self._rows(_KEPT.c.id == key, _KEPT.c.owner == owner)
        if not found:
            raise NotKeptError("Mục này không còn được lưu. Hãy tải lại trang để xem danh sách mới nhất.")
        return found[0]

    def of(self, owner: str, kind: Kind, find: str = "") -> list[Kept]:
        """A person's things of a kind, newest first; find: beginnings of words, with or without diacritics, that each
        must hold."""
        kept = self._rows(_KEPT.c.owner == owner, _KEPT.c.kind == kind)
        begun = [re.compile(rf"(?<!\w){re.escape(word)}") for word in fold(find).split()]
        return [k for k in kept if all(word.search(_searched(k)) for word in begun)] if begun else kept

    def of_everyone(self, kind: Kind) -> list[Kept]:
        """Newest first."""
        return self._rows(_KEPT.c.kind == kind)

    def drop(self, owner: str, key: str) -> Kept:
        """Forget it; what is returned can be put back. Raises NotKeptError."""
        kept = self.get(owner, key)
        with self._catalogue.transaction() as connection:
            connection.execute(sa.delete(_KEPT).where(_KEPT.c.id == key, _KEPT.c.owner == owner))
        return kept

    def _rows(self, *where: sa.ColumnElement[bool]) -> list[Kept]:
        query = sa.select(_KEPT).where(*where).order_by(_KEPT.c.changed.desc())
        with self._catalogue.transaction() as connection:
            rows: Sequence[Any] = connection.execute(query).all()
        return [
            Kept(r.owner, r.kind, r.title, json.loads(r.body), r.id, datetime.fromisoformat(r.changed))
            for r in rows
        ]


def _searched(kept: Kept) -> str:
    return fold(f"{kept.title} {json.dumps(kept.body, ensure_ascii=False)}")
