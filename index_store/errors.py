"""Every error that a person can meet: one base class, Vietnamese messages that say what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

_SHOWN = 10  # names in one message


class ReportsError(Exception):
    """Something the person can put right; `str(error)` is the Vietnamese text they read."""


class FileRefusedError(ReportsError):
    """A file that cannot be taken; the rest of the batch goes on."""

    def __init__(self, path: Path, fact: str, remedy: str) -> None:
        self.path, self.fact, self.remedy = path, fact, remedy
        super().__init__(f"{path.name}: {fact} {remedy}")


class MissingPathError(FileRefusedError):
    """A path given on the command line is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "không tìm thấy tệp hoặc thư mục này.", "Hãy kiểm tra lại đường dẫn.")


class StoreError(ReportsError):
    """The store cannot be opened, written or trusted."""


class StoreLockedError(StoreError):
    """Another process is writing to the store."""

    def __init__(self, store: Path, holder: str) -> None:
        self.store, self.holder = store, holder
        super().__init__(f"Kho {store} đang được ghi bởi {holder}. Hãy đợi lượt nạp đó xong rồi chạy lại.")


class UnknownReportError(StoreError):
    """No live report has this id or file name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"Không có báo cáo nào tên “{name}”. Chạy `tracuu reports` để xem danh sách.")


class NotRemovedError(StoreError):
    """No removed report has this id or file name. removed: the file names of those there are."""

    def __init__(self, name: str, removed: Sequence[str]) -> None:
        self.name, self.removed = name, tuple(removed)
        there = "; ".join(self.removed[:_SHOWN]) + ("…" if len(self.removed) > _SHOWN else "")
        rest = f"Lấy lại được: {there}." if there else "Kho không giữ báo cáo nào đã bỏ."
        super().__init__(f"Trong các báo cáo đã bỏ không có “{name}”. {rest}")


class CorrectionError(ReportsError):
    """A header field that cannot be set to what was given. field: its name for people, "" for none in particular."""

    def __init__(self, field: str, value: str, remedy: str) -> None:
        self.field, self.value = field, value
        fact = f"{field.capitalize()} “{value}” không dùng được. " if value else ""
        super().__init__(f"{fact}{remedy}")


class OtherModelError(StoreError):
    """The vectors in use were made by another embedding model than the one that is set."""

    def __init__(self, found: str, wanted: str) -> None:
        self.found, self.wanted = found, wanted
        super().__init__(
            f"Chỉ mục nghĩa được tạo bằng mô hình “{found}”, nay cài đặt là “{wanted}”. Mở `tracuu chat` (tự lập lại "
            "chỉ mục trong lúc vẫn trả lời) hoặc chạy `tracuu check --repair`; hoặc đặt lại TRACUU_EMBEDDING_MODEL."
        )


class SettingError(ReportsError):
    """A setting that cannot work."""

    def __init__(self, name: str, value: object, remedy: str) -> None:
        self.name, self.value = name, value
        super().__init__(f"Cài đặt {name} = {value!r} không dùng được. {remedy}")


class MergedUnitsError(ReportsError):
    """The table of merged units has rows that cannot be used; every one is named."""

    def __init__(self, path: Path, faults: list[str]) -> None:
        self.path, self.faults = path, faults
        super().__init__(f"{path.name}: {' '.join(faults[:20])} Hãy sửa tệp {path} rồi hỏi lại.")


class ModelError(ReportsError):
    """The language model or the embedding model cannot be reached or loaded."""


class QuestionSetError(ReportsError):
    """A question set or a batch file with faults; every faulty line is named.

    faults: sentences, each with the lines that it is about; lines: how many of them there are.
    """

    def __init__(self, path: Path, faults: list[str], lines: int = 0) -> None:
        self.path, self.faults = path, faults
        count = f"{lines} dòng có lỗi. " if lines else ""
        super().__init__(f"{path.name}: {count}{' '.join(faults)}")
