"""The three stores as one: publishes a report whole, keeps the indexes level with the catalogue, searches."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Literal, Self

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from index_store import term_index
from index_store.catalogue import Catalogue, Contents, sqlite_url
from index_store.desk import Desk
from index_store.embedding import Embedder, load_embedder
from index_store.errors import (
    NotRemovedError,
    OtherModelError,
    StoreError,
    StoreLockedError,
    UnknownReportError,
)
from index_store.identity import (
    FORMAT_ORDER,
    appendix_titles,
    report_id,
    same_kind,
    same_number,
    same_place,
    same_text,
    shingles,
)
from index_store.lexical import LexicalIndex
from index_store.lexical import version as lexical_version
from index_store.meaning import Meaning
from index_store.records import Figure, Header, PageWords, Passage, Reading, Report, SourceFile
from index_store.reranking import Reranker, load_reranker
from index_store.settings import Settings
from index_store.vectors import VectorIndexError

CONTENTS_KEPT = 400  # reports held in memory for ranking
INDEXED_TOGETHER = 25  # publications between two commits of the indexes
TURN_S = 2.0  # vectors made anew are written in less; an upload is not waited for
ONLY_WORDS = "Tạm thời chỉ tìm theo từ."

Status = Literal["added", "replaced", "unchanged", "duplicate"]


@dataclass(frozen=True, slots=True)
class Published:
    status: Status
    report: Report


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked; remedy is "" when it is well."""

    ok: bool
    what: str
    remedy: str = ""


class Store:
    """Reports, found and cited. Thread-safe for reading; one process writes at a time."""

    def __init__(self, settings: Settings, embedder: Embedder | None = None) -> None:
        """Open, or make, the store of the settings. Raises StoreError when it cannot be used."""
        self.folder = settings.store
        self._settings = settings
        self._lock = RLock()
        self._embedder = embedder
        self._reranker: Reranker | None = None
        self._turn = RLock()  # threads of this process that write wait a moment for one another
        self._contents: OrderedDict[tuple[str, int], Contents] = OrderedDict()
        self._pending = 0
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / "originals").mkdir(exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"Không ghi được vào kho {self.folder} ({error.strerror}). Chọn thư mục khác bằng --store "
                "hoặc biến TRACUU_STORE."
            ) from error
        self._writer = FileLock(self.folder / "writer.lock", timeout=0)
        self._catalogue = Catalogue(settings.database_url or sqlite_url(self.folder), str(self.folder))
        self.desk = Desk(self._catalogue)
        self._lexical = LexicalIndex(self.folder / "lexical")
        self._meaning = Meaning(self._catalogue, self.folder / "chroma", settings.chroma_url)
        self.degraded: str | None = None  # what to tell a person when meaning is not searched
        self.renewing = ""  # how far the vectors are being made anew, for people; "" when they are not
        sequence, self._model = self._catalogue.state()
        self._fits_at: tuple[int, str] | None = None  # the state in which the vectors were this model's
        self._reread(sequence)

    @classmethod
    def open(cls, settings: Settings, embedder: Embedder | None = None) -> Self:
        """The store, its indexes caught up with the catalogue when no other process is writing."""
        store = cls(settings, embedder)
        store._catch_up_if_free()
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._catalogue.close()
        self._lexical.close()
        self._meaning.close()

    @property
    def embedder(self) -> Embedder:
        """Loaded at the first need: listing reports never imports torch."""
        with self._lock:
            if self._embedder is None:
                self._embedder = load_embedder(self._settings.embedding_model, self._settings.embedding)
            return self._embedder

    @property
    def reranker(self) -> Reranker | None:
        """What puts found passages in order, where one is set; loaded at the first need."""
        with self._lock:
            if self._reranker is None and self._settings.reranker:
                self._reranker = load_reranker(self._settings.reranker, self._settings.embedding)
            return self._reranker

    # -- reading ------------------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Look whether another process published, or took another model; True when what is searched has changed."""
        state = self._catalogue.state()
        if state == (self.sequence, self._model):
            return False
        with self._lock:
            self._lexical.reload()
            self._meaning.close()
            self._reread(state[0])
            self._model = state[1]
            self.degraded = None
        return True

    def _reread(self, sequence: int) -> None:
        self._reports = self._catalogue.reports()
        self._by_id = {r.id: r for r in self._reports}
        self.sequence = sequence

    def reports(self, *, all_versions: bool = False) -> list[Report]:
        """Published reports in order of publication; earlier versions only when asked for."""
        return [r for r in self._reports if all_versions or r.current]

    def report(self, name: str) -> Report:
        """By id, or by the name of any of its files. Raises UnknownReportError."""
        report = next((r for r in reversed(self._reports) if _is_named(r, name)), None)
        if report is None:
            raise UnknownReportError(name)
        return report

    def known(self, sha256: str, parser_version: str) -> Report | None:
        """The report of a file with these bytes, read by this parser; None when it must be read."""
        found = self._catalogue.report_of_file(sha256, parser_version)
        return self.report(found) if found else None

    def contents(self, report: str) -> Contents:
        """All of one report; its record as `reports` lists it. Raises UnknownReportError."""
        listed = self._by_id.get(report)
        if listed is None:
            raise UnknownReportError(report)
        with self._lock:
            found = self._contents.get((report, listed.sequence))
            if found:
                self._contents.move_to_end((report, listed.sequence))
        if found is None:
            found = self._catalogue.contents(report)
            if found is None:
                raise UnknownReportError(report)
            self._keep(found)
        if found.report is not listed and found.report.sequence == listed.sequence:
            found = replace(found, report=listed)  # a later version or another file change the record alone
            self._keep(found)
        return found

    def _keep(self, contents: Contents) -> None:
        """Hold a report in memory, in place of the one that was not asked for longest."""
        with self._lock:
            self._contents[contents.report.id, contents.report.sequence] = contents
            if len(self._contents) > CONTENTS_KEPT:
                self._contents.popitem(last=False)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """The live passages of these ids, order kept; ids the catalogue does not hold are dropped."""
        held = self._held(ids)
        found = (held[_report_of(i)].by_id.get(i) for i in ids if _report_of(i) in held)
        return [passage for passage in found if passage is not None]

    def _held(self, ids: Collection[str]) -> dict[str, Contents]:
        """The live reports of these passages."""
        return {r: self.contents(r) for r in set(map(_report_of, ids)) if r in self._by_id}

    def figures_of(self, ids: Collection[str]) -> dict[str, tuple[Figure, ...]]:
        """The figures of these passages, by passage, in order of place."""
        held = self._held(ids)
        found = {i: held[_report_of(i)].figures_of.get(i, ()) for i in ids if _report_of(i) in held}
        return {i: figures for i, figures in found.items() if figures}

    def original(self, report: Report) -> Path:
        """The kept copy of the file that was read."""
        return self._original(report.files[0].sha256, report.files[0].format)

    def kept_file(self, file: SourceFile) -> Path:
        """The kept copy of any of a report's files."""
        return self._original(file.sha256, file.format)

    def _original(self, sha256: str, suffix: str) -> Path:
        return self.folder / "originals" / f"{sha256}.{suffix}"

    def page_words(self, file: SourceFile, page: int) -> PageWords | None:
        """Where the words stand on a scanned page of a file; None for any other page."""
        return next(iter(self._catalogue.page_words(file.sha256, page)), None)

    def search_lexical(
        self, text: str, reports: Collection[str] | None, limit: int
    ) -> list[tuple[str, float]]:
        """Passage ids by words; reports: ids to look in, None for all current ones."""
        return self._lexical.search(text, self._live(reports), limit)

    def search_dense(self, text: str, reports: Collection[str] | None, limit: int) -> list[tuple[str, float]]:
        """Passage ids by meaning, nearest first, with cosines on one scale for every model (Embedder.scale).

        [] with `degraded` set when they cannot be asked for.
        """
        if self.degraded:
            return []
        wanted = self._live(reports)
        if not wanted:
            return []
        if not self.fits():
            self.degraded = (
                f"{self.renewing or OtherModelError(self._model, self.embedder.fingerprint)} {ONLY_WORDS}"
            )
            return []
        slope, offset = self.embedder.scale
        try:
            vector = self.embedder.encode_query(text)
            found = self._meaning.search(vector, self._reports, wanted, limit, self._model)
        except VectorIndexError as error:
            self.degraded = f"{error} {ONLY_WORDS}"
            return []
        return [(key, slope * cosine + offset) for key, cosine in found]

    def _live(self, reports: Collection[str] | None) -> set[str]:
        if reports is not None:
            return set(reports)
        return {r.id for r in self._reports if r.current}

    def fits(self) -> bool:
        """Whether all vectors are of the model that is set; asked of the catalogue once for each state of it."""
        state = (self.sequence, self._model)
        if self._fits_at != state:
            model = self.embedder.fingerprint
            if self._model not in ("", model) or self._catalogue.outdated(model):
                return False
            self._fits_at = state
        return True

    # -- writing ------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock; the indexes are level with the catalogue at the end. Raises StoreLockedError."""
        with self._locked():
            try:
                if self._writer.lock_counter == 1:
                    self._follow()
                yield
            finally:
                if self._writer.lock_counter == 1 and self._pending:
                    self._follow()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the writer's lock, having looked what others wrote. Raises StoreLockedError."""
        holder = self.folder / "writer.json"
        if not self._turn.acquire(timeout=TURN_S):
            raise StoreLockedError(self.folder, _holder_words(holder))
        try:
            try:
                self._writer.acquire()
            except Timeout as error:
                raise StoreLockedError(self.folder, _holder_words(holder)) from error
            try:
                if self._writer.lock_counter == 1:
                    me = {"pid": os.getpid(), "since": f"{datetime.now():%H:%M:%S}", "command": sys.argv[0]}
                    holder.write_text(json.dumps(me), "utf-8")
                    self.refresh()
                yield
            finally:
                self._writer.release()
        finally:
            self._turn.release()

    def publish(self, reading: Reading, place: Path | None = None) -> Published:
        """Take a reading in: a new report, another file of one, a changed file, or a later version of one.

        place: where the file's bytes are, when that is not its path (it came in a ZIP).
        """
        with self.writing():
            self._keep_original(reading, place or Path(reading.file.path))
            known = self._catalogue.report_of_file(reading.file.sha256)
            at_path = self._catalogue.report_of_path(reading.file.path)
            if known and known == at_path:
                report = self.report(known)
                if self._catalogue.report_of_file(reading.file.sha256, reading.parser_version):
                    return Published("unchanged", report)
                if report.files[0].sha256 != reading.file.sha256:
                    with self._catalogue.transaction() as connection:
                        self._catalogue.put_page_words(connection, reading.file.sha256, reading.page_words)
                    return Published("unchanged", report)
                return Published("replaced", self._replace(reading, report, shingles(reading.passages)))
            marks = shingles(reading.passages)
            twin = self.report(known) if known else self._twin(reading.header, marks)
            if twin is not None:
                return self._add_file(reading, twin, marks)
            if at_path is not None:
                earlier = self.report(at_path)
                if len(earlier.files) == 1:
                    return Published("replaced", self._replace(reading, earlier, marks))
                rest = tuple(f for f in earlier.files if f.path != reading.file.path)
                with self._catalogue.transaction() as connection:
                    self._catalogue.update_report(connection, replace(earlier, files=rest))
                self._reread(self._catalogue.sequence)
            return Published("added", self._put(reading, None, marks))

    def corrected(self, reading: Reading) -> Report | None:
        """The report that a file as read belongs to, where its header was corrected by hand; else None.

        By its bytes, by what it says, or by its place, in this order.
        """
        if not any(report.as_read for report in self._reports):
            return None
        found = self._catalogue.report_of_file(reading.file.sha256)
        if found is None:
            twin = self._twin(reading.header, shingles(reading.passages))
            found = twin.id if twin else self._catalogue.report_of_path(reading.file.path)
        report = self.report(found) if found else None
        return report if report and report.as_read else None

    def reading(self, report: Report) -> Reading:
        """What was read of a report, as it was published. Raises UnknownReportError."""
        held = self.contents(report.id)
        return Reading(
            file=report.files[0],
            header=report.header,
            pages=report.pages,
            sections=held.sections,
            footnotes=held.footnotes,
            tables=held.tables,
            passages=tuple(replace(p, id=_own(p.id), report="") for p in held.passages),
            figures=tuple(replace(f, passage=_own(f.passage)) for f in held.figures),
            warnings=report.warnings,
            parser_version=self._catalogue.parser_version(report.id),
            ocr_pages=report.ocr_pages,
            page_words=self._catalogue.page_words(report.files[0].sha256),
            paging=report.paging,
            as_read=report.as_read,
            corrections=report.corrections,
        )

    def correct(self, report: Report, reading: Reading) -> Report:
        """Publish a report again under another header: same id, same files. Raises UnknownReportError."""
        with self.writing():
            return self._put(reading, self.report(report.id), shingles(reading.passages))

    def _twin(self, header: Header, marks: NDArray[np.uint32]) -> Report | None:
        """The report that a reading is another file of, by its header as it stands or as it was read."""
        for report in reversed(self._reports):
            held = (report.header, report.as_read) if report.as_read else (report.header,)
            if any(same_place(other, header) and same_number(other, header) for other in held):
                if same_text(self._catalogue.shingles(report.id), marks):
                    return report
        return None

    def _add_file(self, reading: Reading, report: Report, marks: NDArray[np.uint32]) -> Published:
        others = tuple(f for f in report.files if f.path != reading.file.path)
        if report.files[0].path == reading.file.path:  # the file that was read has changed a little
            return Published("replaced", self._put(reading, replace(report, files=others), marks))
        if FORMAT_ORDER[reading.file.format] < FORMAT_ORDER[report.files[0].format]:
            return Published("duplicate", self._put(reading, replace(report, files=others), marks))
        with self._catalogue.transaction() as connection:
            self._catalogue.update_report(connection, replace(report, files=(*others, reading.file)))
            self._catalogue.put_page_words(connection, reading.file.sha256, reading.page_words)
        self._reread(self._catalogue.sequence)
        return Published("duplicate", self.report(report.id))

    def _versions(self, key: str, header: Header, titles: frozenset[str]) -> list[Report]:
        """The other reports of the same unit, issuer and period, and of the same appendix where it is one."""
        return [
            other
            for other in self._reports
            if other.id != key
            and same_place(other.header, header)
            and same_kind(titles, self._appendix_titles(other.id))
        ]

    def _appendix_titles(self, report: str) -> frozenset[str]:
        contents = self.contents(report)
        return appendix_titles(contents.passages, contents.tables)

    def _replace(self, reading: Reading, report: Report, marks: NDArray[np.uint32]) -> Report:
        """Publish in place of a report; of its files those stay that have the same bytes."""
        same = tuple(f for f in report.files if f.sha256 == reading.file.sha256)
        return self._put(reading, replace(report, files=same), marks)

    def _put(self, reading: Reading, place: Report | None, marks: NDArray[np.uint32]) -> Report:
        """Publish in one transaction: content, vectors, files, and which version is current.

        place: the report whose id and files it takes over; None for a new one. marks: its shingles.
        Raises OtherModelError where the vectors are of another model and are not being made anew.
        """
        model = self.embedder.fingerprint
        if not (self.fits() or self.renewing):
            raise OtherModelError(self._model, model)
        if not self._model:
            self._catalogue.set_meta(embedding=model)
            self._model = model
        key = place.id if place else report_id(reading.header, reading.file.sha256)
        passages = tuple(replace(p, id=f"{key}:{p.id}", report=key) for p in reading.passages)
        figures = tuple(replace(f, passage=f"{key}:{f.passage}") for f in reading.figures)
        vectors = self.embedder.encode_passages([_embedded(p) for p in passages])
        files = tuple(f for f in (place.files if place else ()) if f.path != reading.file.path)
        titles = appendix_titles(reading.passages, reading.tables)
        versions = self._versions(key, reading.header, titles)
        left = self._versions(key, place.header, titles) if place and place.current else []
        left = [other for other in left if other not in versions]
        stays = place is not None and same_place(place.header, reading.header)
        with self._catalogue.transaction() as connection:
            report = Report(
                id=key,
                header=reading.header,
                files=(reading.file, *files),
                pages=reading.pages,
                footnotes=len(reading.footnotes),
                footnotes_linked=sum(bool(f.anchor) for f in reading.footnotes),
                tables=len(reading.tables),
                passages=len(passages),
                figures=len(figures),
                version=place.version if place and stays else len(versions) + 1,
                current=True,
                sequence=self._catalogue.next_sequence(connection, key),
                warnings=reading.warnings,
                as_read=reading.as_read,
                corrections=reading.corrections,
                words=sum(map(_words, (*(s.heading for s in reading.sections), *(p.text for p in passages)))),
                sections=len(reading.sections),
                table_rows=sum(len(t.rows) for t in reading.tables),
                ocr_pages=reading.ocr_pages,
                paging=reading.paging,
            )
            newest = _newest([report, *versions])
            report = replace(report, current=newest.id == report.id)
            words = term_index.build(passages, figures)
            contents = Contents(
                report, reading.sections, reading.footnotes, reading.tables, passages, figures, words
            )
            self._catalogue.put_report(connection, contents, marks, vectors, model, reading.parser_version)
            self._catalogue.put_page_words(connection, reading.file.sha256, reading.page_words)
            for version in versions:
                if version.current != (version.id == newest.id):
                    changed = replace(version, current=version.id == newest.id)
                    self._catalogue.update_report(connection, changed)
            if left:  # the versions of what it was before it changed its unit or period
                self._catalogue.update_report(connection, replace(_newest(left), current=True))
            if place and place.header.unit != report.header.unit:
                self._catalogue.put_move(connection, report, place.header.unit)
        self._keep(contents)
        self._changed(report.sequence)
        return report

    def remove(self, name: str) -> Report:
        """Put a report aside; the version before it answers again. Raises UnknownReportError."""
        with self.writing():
            report = self.report(name)
            titles = self._appendix_titles(report.id)
            with self._catalogue.transaction() as connection:
                sequence = self._catalogue.next_sequence(connection, report.id)
                self._catalogue.remove_report(connection, report.id)
                rest = self._versions(report.id, report.header, titles)
                if report.current and rest:
                    self._catalogue.update_report(connection, replace(_newest(rest), current=True))
            self._changed(sequence)
            return report

    def removed(self) -> list[tuple[Report, datetime]]:
        """Reports put aside, each with when (UTC); the last removed first."""
        return self._catalogue.removed()

    def restore(self, name: str) -> Report:
        """Put a removed report back as it was, corrections and all. name: its id, or that of any of its files, of
        which the last removed comes back.

        Raises NotRemovedError for one that is not among the removed, StoreError where one of its files was taken in
        again meanwhile.
        """
        with self.writing():
            report = next((r for r, _ in self._catalogue.removed() if _is_named(r, name)), None)
            held = self._catalogue.contents(report.id) if report else None
            if report is None or held is None:
                raise NotRemovedError(name, [r.file_name for r, _ in self._catalogue.removed()])
            for file in report.files:
                if again := self._catalogue.report_of_file(file.sha256):
                    raise StoreError(
                        f"{report.file_name}: tệp này đã được nạp lại sau khi bỏ, báo cáo {again} đang dùng. "
                        "Không cần lấy lại nữa."
                    )
            versions = self._versions(report.id, report.header, appendix_titles(held.passages, held.tables))
            newest = _newest([report, *versions]).id
            with self._catalogue.transaction() as connection:
                sequence = self._catalogue.next_sequence(connection, report.id)
                report = replace(report, current=report.id == newest)
                self._catalogue.restore_report(connection, report)
                for other in versions:
                    if other.current != (other.id == newest):
                        changed = replace(other, current=other.id == newest)
                        self._catalogue.update_report(connection, changed)
            self._changed(sequence)
            return report

    def _keep_original(self, reading: Reading, given: Path) -> None:
        place = self._original(reading.file.sha256, reading.file.format)
        if not place.exists() and given.exists():
            part = place.with_suffix(".part")
            try:
                shutil.copyfile(given, part)
                part.replace(place)
            except OSError as error:
                raise StoreError(
                    f"Không lưu được bản gốc của {reading.file.path} vào {place.parent} ({error.strerror}). "
                    "Kiểm tra chỗ trống trên đĩa rồi nạp lại."
                ) from error

    def _changed(self, sequence: int) -> None:
        self._reread(sequence)
        self._pending += 1
        if self._pending >= INDEXED_TOGETHER:
            self._follow()

    # -- the indexes follow ------------------------------------------------------------------------------

    def _catch_up_if_free(self) -> None:
        try:
            with self.writing():
                pass
        except StoreLockedError:
            return  # the writer itself brings the indexes level

    def _follow(self) -> None:
        """Bring both indexes level with the catalogue; each records how far it is."""
        self._pending = 0
        target = self._catalogue.sequence
        reached, version = self._lexical.mark
        if reached != target or version != lexical_version():
            if version not in ("", lexical_version()) or reached > target:
                self._lexical.clear()
                reached = 0
            changed = self._catalogue.changed_since(reached)
            live = {r.id for r in self._reports}
            added = (p for key in changed if key in live for p in self.contents(key).passages)
            self._lexical.update(changed, added, target)
        try:
            self._meaning.follow(self._reports, target)
            self.degraded = None
        except VectorIndexError as error:
            self.degraded = f"{error} {ONLY_WORDS}"

    # -- another model -------------------------------------------------------------------------------

    def outdated(self) -> list[str]:
        """Ids of reports, removed ones too, whose vectors another model made than the one that is set."""
        return self._catalogue.outdated(self.embedder.fingerprint)

    def embed_again(self, key: str) -> None:
        """A report's vectors anew, by the model that is set; nothing where it was published again meanwhile.

        Embedded without the writer's lock, which is held for an instant. Raises StoreLockedError.
        """
        held = self._catalogue.contents(key)
        if held is None:
            return
        vectors = self.embedder.encode_passages([_embedded(p) for p in held.passages])
        with self._locked():
            now = self._catalogue.contents(key)
            if now and now.report.sequence == held.report.sequence:
                ids = [p.id for p in held.passages]
                self._catalogue.put_vectors(key, ids, vectors, self.embedder.fingerprint)

    def take_over(self) -> bool:
        """Search the set model's vectors from now on; False while a report lacks them.

        Raises StoreLockedError, VectorIndexError.
        """
        with self._locked():
            if self.outdated():
                return False
            self._meaning.take_over(self._reports, self.embedder.fingerprint)
            self.refresh()
            self.degraded = None
            return True

    # -- checking -----------------------------------------------------------------------------------

    def check(self, *, repair: bool = False) -> list[Finding]:
        """Whether the store is whole; with repair, what can be made anew is."""
        if repair:
            self._repair()
        fault = self._catalogue.integrity_fault()
        found = [_finding("Danh mục", fault, "Khôi phục từ bản sao lưu, hoặc nạp lại vào một kho mới.")]
        held = {p.id for r in self._reports for p in self.contents(r.id).passages}
        lost = len(held ^ self._lexical.ids())
        mend = "Chạy `tracuu check --repair`."
        found.append(_finding("Chỉ mục từ", f"lệch {lost} đoạn" if lost else "", mend))
        outdated = len(self.outdated())
        try:
            fault = "" if outdated else self._meaning.fault(self._reports)
            found.append(_finding("Chỉ mục vectơ", fault, mend))
        except VectorIndexError as error:
            found.append(_finding("Chỉ mục vectơ", str(error), mend))
        other = (
            ""
            if self.fits()
            else f"vectơ của {outdated} báo cáo do mô hình khác tạo, đang dùng {self._model}"
        )
        found.append(_finding("Mô hình nhúng", other, mend))
        missing = [r.file_name for r in self._reports if not self.original(r).exists()]
        found.append(_finding("Bản gốc", ", ".join(missing[:5]), "Nạp lại các tệp này."))
        return found

    def _repair(self) -> None:
        with self.writing():
            for report in self.outdated():
                self.embed_again(report)
            self._meaning.rebuild(self._reports, self.embedder.fingerprint)
            self.refresh()
            self._lexical.clear()
            every = (p for r in self._reports for p in self.contents(r.id).passages)
            self._lexical.update((), every, self._catalogue.sequence)
            removed = (report for report, _ in self._catalogue.removed())
            kept = {f.sha256 for r in (*self._reports, *removed) for f in r.files}
            for file in (self.folder / "originals").iterdir():
                if file.stem not in kept:
                    file.unlink()
            self.degraded = None


def _embedded(passage: Passage) -> str:
    """What of a passage becomes its vector: where it stands, and its words."""
    return f"{passage.context}. {passage.text}"


def _finding(what: str, fault: str, remedy: str) -> Finding:
    return Finding(not fault, f"{what}: {fault}" if fault else f"{what}: tốt", remedy if fault else "")


def _words(text: str) -> int:
    """How many words a person would count: what has a letter or a digit between two blanks."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _report_of(passage: str) -> str:
    return passage.partition(":")[0]


def _own(key: str) -> str:
    """A passage's id within its report."""
    return key.partition(":")[2]


def _is_named(report: Report, name: str) -> bool:
    """Whether a name is a report's id, or one of its files, by name or by path."""
    return name == report.id or any(name in (Path(file.path).name, file.path) for file in report.files)


def _newest(versions: Sequence[Report]) -> Report:
    """The version that answers: not replaced by another, latest date, latest publication."""
    replaced = {r.header.replaces for r in versions if r.header.replaces}
    standing = [r for r in versions if not r.header.number or r.header.number not in replaced]
    return max(
        standing or versions,
        key=lambda r: (r.header.date.toordinal() if r.header.date else 0, r.sequence),
    )


def _holder_words(holder: Path) -> str:
    try:
        found = json.loads(holder.read_text("utf-8"))
    except (OSError, ValueError):
        return "một tiến trình khác"
    return f"tiến trình {found['pid']} (từ {found['since']})"
