"""Which files to read: those given, those of folders, and those packed in a ZIP, unpacked within limits."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from index_store.errors import FileRefusedError, MissingPathError
from ingest.sniff import MAX_FILE_BYTES, TooLargeFileError

READ = {".pdf", ".docx", ".xlsx", ".txt", ".doc", ".odt", ".rtf", ".zip"}
# Found in a folder, these are probably reports that we cannot read: named, not passed over in silence.
SUSPECTED = {".docm", ".xls", ".rar", ".7z"}
MAX_MEMBERS = 2000
MAX_UNPACKED_BYTES = 2 * 2**30  # of all files in one ZIP
_PACKED_TIGHT = 300  # times smaller than unpacked: no document packs like that
_BLOCK = 2**20
_NAME_LETTERS = 120  # of the longest name that every file system takes, in UTF-8 too
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]')


class ZipRefusedError(FileRefusedError):
    """A ZIP, or a file in one, that is damaged, locked, or larger than its limits."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: what it is called and where its bytes are, which differ for a file of a ZIP."""

    path: Path  # "bao-cao.zip/quy-1/a.docx"
    place: Path


def collect(paths: Iterable[Path], unpacked: Path) -> Iterator[Found | FileRefusedError]:
    """The files to read, each once, folders searched in sorted order; an error for what cannot be had.

    Hidden files and Word's lock files ("~$…") in folders are left out, and so are files of other kinds.
    unpacked: a folder that takes the files of ZIPs and lives until they are read.
    """
    told: set[Path] = set()
    for path in paths:
        if path.is_dir():
            files = sorted(
                file for file in path.rglob("*") if _is_candidate(file.relative_to(path)) and file.is_file()
            )
        elif path.is_file():
            files = [path]
        else:
            yield MissingPathError(path)
            continue
        for file in files:
            if (real := file.resolve()) in told:
                continue
            told.add(real)
            if file.suffix.lower() == ".zip":
                yield from _unpack(file, unpacked)
            else:
                yield Found(file, file)


def _is_candidate(inside: Path | PurePosixPath) -> bool:
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in inside.parts)
    return not hidden and inside.suffix.lower() in READ | SUSPECTED


def _unpack(file: Path, unpacked: Path) -> Iterator[Found | FileRefusedError]:
    """The reports in a ZIP, written below `unpacked` under their own last names alone: no path leads out."""
    try:
        with zipfile.ZipFile(file) as package:
            members = [(member, _name(member)) for member in package.infolist() if not member.is_dir()]
            wanted = sorted((pair for pair in members if _is_candidate(pair[1])), key=lambda pair: pair[1])
            if len(members) > MAX_MEMBERS:
                raise ZipRefusedError(
                    file,
                    f"có {len(members)} tệp bên trong, quá giới hạn {MAX_MEMBERS}.",
                    "Hãy chia nhỏ tệp nén.",
                )
            if not wanted:
                raise ZipRefusedError(
                    file,
                    "không có báo cáo nào bên trong (PDF, Word, Excel, TXT).",
                    "Hãy kiểm tra lại tệp nén.",
                )
            left = MAX_UNPACKED_BYTES
            for member, name in wanted:
                shown = Path(file, *name.parts)
                folder = unpacked / f"{len(list(unpacked.iterdir())):05}"
                folder.mkdir()
                place = folder / _FORBIDDEN.sub("_", name.stem)[:_NAME_LETTERS]
                place = place.with_name(place.name + name.suffix)
                try:
                    left -= _write(package, member, place, shown, left)
                except FileRefusedError as error:
                    yield error
                else:
                    yield Found(shown, place)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            reason = f"không giải nén được ({error.strerror})."
            yield ZipRefusedError(file, reason, "Hãy kiểm tra quyền đọc và chỗ trống trên đĩa.")
        else:
            yield ZipRefusedError(file, "là tệp nén bị hỏng.", "Hãy xin lại bản gốc rồi nạp lại.")
    except FileRefusedError as error:
        yield error


def _name(member: zipfile.ZipInfo) -> PurePosixPath:
    """The member's path, for showing only. Old programs write UTF-8 without saying so."""
    name = member.filename
    if not member.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return PurePosixPath(*(part for part in re.split(r"[/\\]", name) if part not in ("", ".", "..")))


def _write(package: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path, shown: Path, left: int) -> int:
    """Unpack one file, counting real bytes, since what a ZIP declares may lie; how many there were."""
    if place.suffix.lower() == ".zip":
        raise ZipRefusedError(shown, "là tệp nén nằm trong tệp nén.", "Hãy giải nén rồi nạp riêng.")
    if member.flag_bits & 1:
        raise ZipRefusedError(shown, "nằm trong tệp nén có mật khẩu.", "Hãy giải nén rồi nạp từng tệp.")
    written = 0
    try:
        with package.open(member) as packed, place.open("wb") as stream:
            while block := packed.read(_BLOCK):
                written += len(block)
                if written > MAX_FILE_BYTES:
                    raise TooLargeFileError(shown, written)
                if written > _BLOCK and written > _PACKED_TIGHT * max(member.compress_size, 1):
                    raise ZipRefusedError(
                        shown, "phình to bất thường khi giải nén, có thể là tệp phá hoại.", "Hãy bỏ tệp này."
                    )
                if written > left:
                    limit = MAX_UNPACKED_BYTES // 2**30
                    raise ZipRefusedError(
                        shown, f"làm tệp nén vượt {limit} GB khi giải nén.", "Hãy chia nhỏ tệp nén."
                    )
                stream.write(block)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ZipRefusedError(shown, "bị hỏng trong tệp nén.", "Hãy xin lại bản gốc rồi nạp lại.") from error
    return written
