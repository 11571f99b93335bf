"""The truth: reports, files, passages, figures and vectors in SQL; everything else is derived from it.

A report version is published in one transaction. Each change has a number in a growing sequence, by which the derived
indexes, and other processes, learn what they lack.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from pydantic import TypeAdapter
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from index_store import page_words, term_index
from index_store.errors import StoreError
from index_store.records import Figure, Footnote, PageWords, Passage, Report, Section, Table, Unit
from index_store.term_index import TermIndex

SCHEMA_VERSION = "1"

T = TypeVar("T")
_METADATA = sa.MetaData()
_META = sa.Table(
    "meta", _METADATA, sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.String)
)
_REPORTS = sa.Table(
    "reports",
    _METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("data", sa.Text, nullable=False),  # Report
    sa.Column("sections", sa.Text, nullable=False),
    sa.Column("footnotes", sa.Text, nullable=False),
    sa.Column("tables", sa.Text, nullable=False),
    sa.Column("shingles", sa.LargeBinary, nullable=False),  # hashes for the identity rule, uint32
    sa.Column("parser_version", sa.String, nullable=False),
)
_FILES = sa.Table(
    "files",
    _METADATA,
    sa.Column("sha256", sa.String, primary_key=True),
    sa.Column("path", sa.String, primary_key=True),
    sa.Column("report", sa.String, nullable=False, index=True),
)
_PASSAGES = sa.Table(
    "passages",
    _METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("report", sa.String, nullable=False, index=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("data", sa.Text, nullable=False),  # Passage
    sa.Column("vector", sa.LargeBinary, nullable=False),  # float16
)
_EMBEDDED = sa.Table(
    "embedded",  # reports of earlier programs have no row: their vectors are of the model in use
    _METADATA,
    sa.Column("report", sa.String, primary_key=True),
    sa.Column("model", sa.String, nullable=False),  # fingerprint of what made its vectors
)
_FIGURES = sa.Table(
    "figures",
    _METADATA,
    sa.Column("key", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("report", sa.String, nullable=False, index=True),
    sa.Column("passage", sa.String, nullable=False, index=True),
    sa.Column("data", sa.Text, nullable=False),  # Figure
)
_TERMS = sa.Table(
    "terms",
    _METADATA,
    sa.Column("report", sa.String, primary_key=True),
    sa.Column("version", sa.String, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),  # TermIndex
)
_PAGE_WORDS = sa.Table(
    "page_words",
    _METADATA,
    sa.Column("sha256", sa.String, primary_key=True),  # of a file with scanned pages
    sa.Column("page", sa.Integer, primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),  # PageWords
)
_CHANGES = sa.Table(
    "changes",
    _METADATA,
    sa.Column("sequence", sa.Integer, primary_key=True),
    sa.Column("report", sa.String, nullable=False),
)
_MOVES = sa.Table(
    "moves",
    _METADATA,
    sa.Column("sequence", sa.Integer, primary_key=True),
    sa.Column("report", sa.String, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),  # Unit, that the report was of before
)
_REMOVED = sa.Table(
    "removed",
    _METADATA,
    sa.Column("report", sa.String, primary_key=True),
    sa.Column("at", sa.String, nullable=False),  # ISO 8601 in UTC, sorts as text
)
_STATE = sa.select(
    sa.select(sa.func.max(_CHANGES.c.sequence)).scalar_subquery(),
    sa.select(_META.c.value).where(_META.c.name == "embedding").scalar_subquery(),
)

_REPORT: TypeAdapter[Report] = TypeAdapter(Report)
_PASSAGE: TypeAdapter[Passage] = TypeAdapter(Passage)
_FIGURE: TypeAdapter[Figure] = TypeAdapter(Figure)
_UNIT: TypeAdapter[Unit] = TypeAdapter(Unit)
_SECTION_LIST: TypeAdapter[tuple[Section, ...]] = TypeAdapter(tuple[Section, ...])
_FOOTNOTE_LIST: TypeAdapter[tuple[Footnote, ...]] = TypeAdapter(tuple[Footnote, ...])
_TABLE_LIST: TypeAdapter[tuple[Table, ...]] = TypeAdapter(tuple[Table, ...])


def _dump(adapter: TypeAdapter[T], value: T) -> str:
    return adapter.dump_json(value).decode("utf-8")


@dataclass(frozen=True)
class Contents:
    """Everything of one report, in reading order."""

    report: Report
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    tables: tuple[Table, ...]
    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...]
    terms: TermIndex
    _kept: dict[Callable[[Contents], Any], Any] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    # -- made at first use -------------------------------------------------------------------------

    def kept_once(self, make: Callable[[Contents], T]) -> T:
        """What a function makes of this report alone: made at the first call, kept as long as the report is."""
        if make not in self._kept:
            self._kept[make] = make(self)
        made: T = self._kept[make]
        return made

    @cached_property
    def by_id(self) -> dict[str, Passage]:
        return {p.id: p for p in self.passages}

    @cached_property
    def figures_of(self) -> dict[str, tuple[Figure, ...]]:
        """The figures of each passage that has any, in order of place."""
        found: dict[str, list[Figure]] = {}
        for figure in self.figures:
            found.setdefault(figure.passage, []).append(figure)
        return {key: tuple(value) for key, value in found.items()}


class Catalogue:
    """The SQL side of the store. Raises StoreError for whatever the database says."""

    def __init__(self, url: str, place: str) -> None:
        self.place = place
        self._engine = sa.create_engine(url)
        if url.startswith("sqlite"):
            sa.event.listen(self._engine, "connect", _sqlite_pragmas)
        with self._errors(), self._engine.begin() as connection:
            _METADATA.create_all(connection)
            found = connection.scalar(sa.select(_META.c.value).where(_META.c.name == "schema"))
            if found is None:
                connection.execute(sa.insert(_META).values(name="schema", value=SCHEMA_VERSION))
        if found not in (None, SCHEMA_VERSION):
            self.close()
            raise StoreError(
                f"Kho {place} thuộc phiên bản {found}, chương trình này dùng phiên bản {SCHEMA_VERSION}. "
                "Hãy nạp lại các báo cáo vào một kho mới (--store THƯ_MỤC_MỚI) hoặc dùng đúng phiên bản chương trình."
            )

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, SQLAlchemyError) as error:
            cause = getattr(error, "orig", None) or error
            raise StoreError(
                f"Không đọc hoặc ghi được kho {self.place} ({cause}). Kiểm tra quyền ghi và chỗ trống trên đĩa, "
                "rồi chạy `tracuu check`."
            ) from error

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """One transaction: all of it or nothing."""
        with self._errors(), self._engine.begin() as connection:
            yield connection

    # -- reading ------------------------------------------------------------------------------------

    @property
    def sequence(self) -> int:
        """The number of the last publication or removal; 0 for a new store."""
        with self.transaction() as connection:
            return connection.scalar(sa.select(sa.func.max(_CHANGES.c.sequence))) or 0

    def state(self) -> tuple[int, str]:
        """What tells a reader that something has changed: the sequence, and the model whose vectors are in use."""
        with self.transaction() as connection:
            sequence, model = connection.execute(_STATE).one()
        return sequence or 0, model or ""

    def meta(self, name: str) -> str:
        with self.transaction() as connection:
            return connection.scalar(sa.select(_META.c.value).where(_META.c.name == name)) or ""

    def set_meta(self, **values: str) -> None:
        """All of them or none."""
        with self.transaction() as connection:
            connection.execute(sa.delete(_META).where(_META.c.name.in_(values)))
            connection.execute(sa.insert(_META), [{"name": n, "value": v} for n, v in values.items()])

    def outdated(self, model: str) -> list[str]:
        """Ids of reports, removed ones too, whose vectors another model made; in order of publication."""
        in_use = sa.select(_META.c.value).where(_META.c.name == "embedding").scalar_subquery()
        query = (
            sa.select(_REPORTS.c.id)
            .outerjoin(_EMBEDDED, _EMBEDDED.c.report == _REPORTS.c.id)
            .where(sa.func.coalesce(_EMBEDDED.c.model, in_use) != model)
            .order_by(_REPORTS.c.sequence)
        )
        with self.transaction() as connection:
            return list(connection.scalars(query))

    def reports(self) -> list[Report]:
        """Every version that was not removed, in order of publication."""
        live = _REPORTS.c.id.not_in(sa.select(_REMOVED.c.report))
        with self.transaction() as connection:
            rows = connection.scalars(sa.select(_REPORTS.c.data).where(live).order_by(_REPORTS.c.sequence))
            return [_REPORT.validate_json(row) for row in rows]

    def removed(self) -> list[tuple[Report, datetime]]:
        """Removed reports, which can be put back, each with when it was; the last removed first."""
        query = sa.select(_REPORTS.c.data, _REMOVED.c.at).join(_REMOVED, _REMOVED.c.report == _REPORTS.c.id)
        with self.transaction() as connection:
            rows = connection.execute(query.order_by(_REMOVED.c.at.desc())).all()
            return [(_REPORT.validate_json(data), datetime.fromisoformat(at)) for data, at in rows]

    def report_of_file(self, sha256: str, parser_version: str | None = None) -> str | None:
        """The report that a file of these bytes belongs to; None when unknown or read by another parser."""
        query = (
            sa.select(_REPORTS.c.id)
            .join(_FILES, _FILES.c.report == _REPORTS.c.id)
            .where(_FILES.c.sha256 == sha256)
        )
        if parser_version is not None:
            query = query.where(_REPORTS.c.parser_version == parser_version)
        with self.transaction() as connection:
            return connection.scalar(query.limit(1))

    def report_of_path(self, path: str) -> str | None:
        with self.transaction() as connection:
            return connection.scalar(sa.select(_FILES.c.report).where(_FILES.c.path == path).limit(1))

    def contents(self, report: str) -> Contents | None:
        """All of one report, a removed one too."""
        with self.transaction() as connection:
            row = connection.execute(sa.select(_REPORTS).where(_REPORTS.c.id == report)).mappings().first()
            if row is None:
                return None
            passages = connection.scalars(
                sa.select(_PASSAGES.c.data).where(_PASSAGES.c.report == report).order_by(_PASSAGES.c.place)
            ).all()
            figures = connection.scalars(
                sa.select(_FIGURES.c.data).where(_FIGURES.c.report == report).order_by(_FIGURES.c.key)
            ).all()
            kept = connection.scalar(
                sa.select(_TERMS.c.data).where(
                    _TERMS.c.report == report, _TERMS.c.version == term_index.version()
                )
            )
        read = tuple(_PASSAGE.validate_json(p) for p in passages)
        counted = tuple(_FIGURE.validate_json(f) for f in figures)
        return Contents(
            _REPORT.validate_json(row["data"]),
            _SECTION_LIST.validate_json(row["sections"]),
            _FOOTNOTE_LIST.validate_json(row["footnotes"]),
            _TABLE_LIST.validate_json(row["tables"]),
            read,
            counted,
            term_index.loads(kept) if kept else term_index.build(read, counted),
        )

    def page_words(self, sha256: str, page: int | None = None) -> tuple[PageWords, ...]:
        """Where the words of a file's scanned pages stand, in order; of one page, where `page` is given."""
        query = (
            sa.select(_PAGE_WORDS.c.data).where(_PAGE_WORDS.c.sha256 == sha256).order_by(_PAGE_WORDS.c.page)
        )
        if page is not None:
            query = query.where(_PAGE_WORDS.c.page == page)
        with self.transaction() as connection:
            return tuple(page_words.loads(data) for data in connection.scalars(query))

    def shingles(self, report: str) -> NDArray[np.uint32]:
        with self.transaction() as connection:
            found = connection.scalar(sa.select(_REPORTS.c.shingles).where(_REPORTS.c.id == report))
        return np.frombuffer(found or b"", dtype=np.uint32)

    def vectors(self, report: str) -> list[tuple[str, NDArray[np.float16]]]:
        """Passage ids with their vectors, in reading order."""
        query = (
            sa.select(_PASSAGES.c.id, _PASSAGES.c.vector)
            .where(_PASSAGES.c.report == report)
            .order_by(_PASSAGES.c.place)
        )
        with self.transaction() as connection:
            return [(i, np.frombuffer(v, dtype=np.float16)) for i, v in connection.execute(query)]

    def passage_counts(self) -> dict[str, int]:
        """Report id → how many passages it has."""
        query = sa.select(_PASSAGES.c.report, sa.func.count()).group_by(_PASSAGES.c.report)
        with self.transaction() as connection:
            return {report: count for report, count in connection.execute(query)}

    def changed_since(self, sequence: int) -> list[str]:
        """Ids of reports published or removed after `sequence`, each once, oldest first."""
        query = (
            sa.select(_CHANGES.c.report).where(_CHANGES.c.sequence > sequence).order_by(_CHANGES.c.sequence)
        )
        with self.transaction() as connection:
            return list(dict.fromkeys(connection.scalars(query)))

    def moved_since(self, sequence: int) -> list[tuple[str, Unit]]:
        """Ids of reports that changed their unit after `sequence`, each with the unit it left."""
        query = sa.select(_MOVES.c.report, _MOVES.c.unit).where(_MOVES.c.sequence > sequence)
        with self.transaction() as connection:
            return [(report, _UNIT.validate_json(unit)) for report, unit in connection.execute(query)]

    def parser_version(self, report: str) -> str:
        """Of the parser that read a report; "" for an unknown one."""
        with self.transaction() as connection:
            query = sa.select(_REPORTS.c.parser_version).where(_REPORTS.c.id == report)
            return connection.scalar(query) or ""

    def integrity_fault(self) -> str:
        """What SQLite finds wrong with its file; "" when all is well or another database is used."""
        if self._engine.dialect.name != "sqlite":
            return ""
        with self.transaction() as connection:
            found = connection.scalar(sa.text("PRAGMA integrity_check"))
        return "" if found == "ok" else str(found)

    # -- writing (inside a transaction) -------------------------------------------------------------

    def next_sequence(self, connection: sa.Connection, report: str) -> int:
        last = connection.scalar(sa.select(sa.func.max(_CHANGES.c.sequence))) or 0
        connection.execute(sa.insert(_CHANGES).values(sequence=last + 1, report=report))
        return last + 1

    def put_move(self, connection: sa.Connection, report: Report, left: Unit) -> None:
        """Note that with this publication the report is of another unit than it was."""
        values = {"sequence": report.sequence, "report": report.id, "unit": _dump(_UNIT, left)}
        connection.execute(sa.insert(_MOVES).values(values))

    def put_report(
        self,
        connection: sa.Connection,
        contents: Contents,
        shingles: NDArray[np.uint32],
        vectors: NDArray[np.float32],
        model: str,
        parser_version: str,
    ) -> None:
        """Write a report in place of what stood under its id. vectors: one row a passage; model: what made them."""
        report = contents.report
        self._drop_report(connection, report.id)
        connection.execute(
            sa.insert(_REPORTS).values(
                id=report.id,
                sequence=report.sequence,
                data=_dump(_REPORT, report),
                sections=_dump(_SECTION_LIST, contents.sections),
                footnotes=_dump(_FOOTNOTE_LIST, contents.footnotes),
                tables=_dump(_TABLE_LIST, contents.tables),
                shingles=shingles.tobytes(),
                parser_version=parser_version,
            )
        )
        self._put_files(connection, report)
        half = vectors.astype(np.float16)
        if contents.passages:
            connection.execute(
                sa.insert(_PASSAGES),
                [
                    {
                        "id": p.id,
                        "report": report.id,
                        "place": n,
                        "data": _dump(_PASSAGE, p),
                        "vector": half[n].tobytes(),
                    }
                    for n, p in enumerate(contents.passages)
                ],
            )
        if contents.figures:
            connection.execute(
                sa.insert(_FIGURES),
                [
                    {"report": report.id, "passage": f.passage, "data": _dump(_FIGURE, f)}
                    for f in contents.figures
                ],
            )

        connection.execute(sa.insert(_EMBEDDED).values(report=report.id, model=model))
        terms = {"report": report.id, "version": term_index.version(), "data": contents.terms.dumps()}
        connection.execute(sa.insert(_TERMS).values(terms))

    def put_page_words(self, connection: sa.Connection, sha256: str, pages: Sequence[PageWords]) -> None:
        """In place of those of the same file; call it when the file is in its report's record."""
        connection.execute(sa.delete(_PAGE_WORDS).where(_PAGE_WORDS.c.sha256 == sha256))
        rows = [{"sha256": sha256, "page": p.page, "data": page_words.dumps(p)} for p in pages]
        if rows:
            connection.execute(sa.insert(_PAGE_WORDS), rows)
        self.drop_page_words(connection)

    def put_vectors(self, report: str, ids: Sequence[str], vectors: NDArray[np.float32], model: str) -> None:
        """New vectors for all passages of a report, or for none. ids: of its passages, in the order of the rows."""
        half = vectors.astype(np.float16)
        statement = (
            sa.update(_PASSAGES)
            .where(_PASSAGES.c.id == sa.bindparam("key"))
            .values(vector=sa.bindparam("new"))
        )
        with self.transaction() as connection:
            if ids:
                connection.execute(
                    statement, [{"key": i, "new": half[n].tobytes()} for n, i in enumerate(ids)]
                )
            connection.execute(sa.delete(_EMBEDDED).where(_EMBEDDED.c.report == report))
            connection.execute(sa.insert(_EMBEDDED).values(report=report, model=model))

    def update_report(self, connection: sa.Connection, report: Report) -> None:
        """Only the record itself: its files, whether it is current."""
        connection.execute(
            sa.update(_REPORTS)
            .where(_REPORTS.c.id == report.id)
            .values(data=_dump(_REPORT, report), sequence=report.sequence)
        )
        connection.execute(sa.delete(_FILES).where(_FILES.c.report == report.id))
        self._put_files(connection, report)

    def _put_files(self, connection: sa.Connection, report: Report) -> None:
        rows = [{"sha256": f.sha256, "path": f.path, "report": report.id} for f in report.files]
        connection.execute(sa.insert(_FILES), rows)

    def remove_report(self, connection: sa.Connection, report: str) -> None:
        """Put a report aside whole; its files may come again as new ones."""
        connection.execute(sa.delete(_FILES).where(_FILES.c.report == report))
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        connection.execute(sa.insert(_REMOVED).values(report=report, at=at))

    def restore_report(self, connection: sa.Connection, report: Report) -> None:
        """Put a removed report back as it was, its record as given."""
        connection.execute(sa.delete(_REMOVED).where(_REMOVED.c.report == report.id))
        self.update_report(connection, report)

    def _drop_report(self, connection: sa.Connection, report: str) -> None:
        connection.execute(sa.delete(_REPORTS).where(_REPORTS.c.id == report))
        for table in (_FILES, _PASSAGES, _EMBEDDED, _FIGURES, _TERMS, _REMOVED):
            connection.execute(sa.delete(table).where(table.c.report == report))

    def drop_page_words(self, connection: sa.Connection) -> None:
        """Those of files that no report has any more, removed ones included."""
        removed = sa.select(_REPORTS.c.data).join(_REMOVED, _REMOVED.c.report == _REPORTS.c.id)
        aside = {f.sha256 for row in connection.scalars(removed) for f in _REPORT.validate_json(row).files}
        kept = _PAGE_WORDS.c.sha256.in_(sa.select(_FILES.c.sha256)) | _PAGE_WORDS.c.sha256.in_(aside)
        connection.execute(sa.delete(_PAGE_WORDS).where(~kept))


def _sqlite_pragmas(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # a DBAPI connection has no typed face
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.close()


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'catalogue.sqlite3'}"
