"""The catalogue's vectors in Chroma: brought level with it, made anew from it, searched within reports.

One model's vectors are in use at a time, the one the catalogue names. Another's are made ready beside them, in
collections of their own, and taken into use by one write to the catalogue.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index_store.catalogue import Catalogue
from index_store.records import Report
from index_store.vectors import VectorIndex, VectorIndexError, VectorRows, collection_name, is_of

COLLECTIONS_SEARCHED = 12  # units whose vectors are asked when a question is about all of them


class Meaning:
    """Chroma as far as the catalogue stands behind it. Raises VectorIndexError."""

    def __init__(self, catalogue: Catalogue, folder: Path, url: str) -> None:
        self._catalogue, self._folder, self._url = catalogue, folder, url
        self._vectors = VectorIndex(folder, url)

    def close(self) -> None:
        self._vectors.close()

    def search(
        self,
        vector: NDArray[np.float32],
        reports: Sequence[Report],
        wanted: Collection[str],
        limit: int,
        model: str,
    ) -> list[tuple[str, float]]:
        """Passage ids of the wanted reports with cosine, nearest first; [] when they are of too many units.

        model: the one in use, whose vector it is.
        """
        units: dict[str, set[str]] = {}
        for report in reports:
            if report.id in wanted:
                units.setdefault(collection_name(report.header.unit, model), set()).add(report.id)
        if len(units) > COLLECTIONS_SEARCHED:
            return []
        found = [hit for name, ids in units.items() for hit in self._vectors.search(name, vector, ids, limit)]
        return sorted(found, key=lambda hit: -hit[1])[:limit]

    def follow(self, reports: Sequence[Report], target: int) -> None:
        """Bring Chroma level with the catalogue; what cannot be mended is made anew.

        Left as it is while the vectors are being made anew by another model: nothing is asked of it then.
        """
        model = self._catalogue.meta("embedding")
        if self._catalogue.outdated(model):
            return
        try:
            reached = int(self._catalogue.meta("chroma_sequence") or 0)
            if reached != target:
                self._fill(reports, reached, model)
                self._catalogue.set_meta(chroma_sequence=str(target))
            elif self.fault(reports):
                self.rebuild(reports, model)
        except VectorIndexError:
            self.rebuild(reports, model)

    def _fill(self, reports: Sequence[Report], reached: int, model: str) -> None:
        """Take in what was published, moved or removed after a sequence."""
        units = {r.id: collection_name(r.header.unit, model) for r in reports}
        for report, left in self._catalogue.moved_since(reached):
            self._vectors.replace(collection_name(left, model), {report: []})
        of_unit: dict[str, VectorRows] = {}
        for report in self._catalogue.changed_since(reached):
            if report in units:
                of_unit.setdefault(units[report], {})[report] = self._catalogue.vectors(report)
            else:  # removed: its unit is no longer known
                for name in self._vectors.names():
                    self._vectors.replace(name, {report: []})
        for name, rows in of_unit.items():
            self._vectors.replace(name, rows)

    def fault(self, reports: Sequence[Report]) -> str:
        """What Chroma lacks of the catalogue's vectors; "" when counts agree and vectors find themselves."""
        model = self._catalogue.meta("embedding")
        counts = self._catalogue.passage_counts()
        wanted: dict[str, int] = {}
        sample: dict[str, str] = {}
        for report in reports:
            name = collection_name(report.header.unit, model)
            wanted[name] = wanted.get(name, 0) + counts.get(report.id, 0)
            sample[name] = report.id
        names = self._vectors.names()
        for name, count in wanted.items():
            if name not in names or self._vectors.count(name) != count:
                return f"{name}: thiếu"
            rows = self._catalogue.vectors(sample[name])
            if rows:
                key, vector = rows[len(rows) // 2]
                hits = self._vectors.search(name, vector.astype(np.float32), None, 5)
                if not any(i == key or score > 0.999 for i, score in hits):
                    return f"{name}: không tìm lại được"
        return ""

    def rebuild(self, reports: Sequence[Report], model: str) -> None:
        """All of Chroma anew from the catalogue's vectors, which are this model's, and put in use; none is embedded."""
        if not self._url:
            self._vectors.close()
            shutil.rmtree(self._folder, ignore_errors=True)
        for name in self._vectors.names():
            self._vectors.drop(name)
        self._put_in_use(reports, model)

    def take_over(self, reports: Sequence[Report], model: str) -> None:
        """Put another model's vectors, all of them in the catalogue by now, in the place of those in use."""
        try:
            for name in self._vectors.names():
                if is_of(name, model):  # left by a take-over that did not come to its end
                    self._vectors.drop(name)
            self._put_in_use(reports, model)
            for name in self._vectors.names():
                if not is_of(name, model):
                    self._vectors.drop(name)
        except VectorIndexError:
            self.rebuild(reports, model)

    def _put_in_use(self, reports: Sequence[Report], model: str) -> None:
        """Fill this model's collections, a unit in one call, and only then say that they are the ones to ask."""
        of_unit: dict[str, list[str]] = {}
        for report in reports:
            of_unit.setdefault(collection_name(report.header.unit, model), []).append(report.id)
        for name, own in of_unit.items():
            self._vectors.replace(name, {report: self._catalogue.vectors(report) for report in own})
        self._catalogue.set_meta(embedding=model, chroma_sequence=str(self._catalogue.sequence))
