"""Rim: old Word (.doc), OpenDocument (.odt) and RTF → DOCX by LibreOffice, which is then read like any other."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from index_store.errors import FileRefusedError
from ingest.lines import Source
from ingest.read_docx import read_docx

CONVERT_SECONDS = 120
_SAVE = "hoặc mở tệp bằng Word rồi lưu lại thành .docx."


class NoOfficeProgramError(FileRefusedError):
    """LibreOffice, which reads such files, is not installed."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            "là tệp Word đời cũ, ODT hoặc RTF; máy này chưa cài LibreOffice nên chưa đọc được.",
            f"Hãy nhờ người quản trị cài libreoffice-writer rồi nạp lại, {_SAVE}",
        )


class ConversionError(FileRefusedError):
    """LibreOffice could not open the file, or did not end in time."""


def read_office(path: Path) -> Source:
    """Lines and notes of one file that LibreOffice opens. Raises NoOfficeProgramError, ConversionError."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise NoOfficeProgramError(path)
    with tempfile.TemporaryDirectory(prefix="tracuu-") as folder:
        # Under a plain name: some of its versions trip over odd ones, and its exit status is 0 either way.
        given = Path(folder, f"given{path.suffix.lower()}")
        shutil.copyfile(path, given)
        _convert(program, given, path)
        made = Path(folder, "given.docx")
        if not made.exists():
            fact = "LibreOffice không mở được tệp (tệp hỏng, bị cắt cụt hoặc có mật khẩu)."
            raise ConversionError(path, fact, f"Hãy xin lại bản gốc, {_SAVE}")
        source = read_docx(made)
    told = "Tệp được LibreOffice chuyển sang .docx trước khi đọc."
    return replace(source, warnings=(told, *source.warnings))


def _convert(program: str, given: Path, path: Path) -> None:
    command = [
        program, "--headless", "--norestore", "--nologo", f"-env:UserInstallation={Path(_profile().name).as_uri()}",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(given.parent), str(given),
    ]  # fmt: skip
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(CONVERT_SECONDS)
    except subprocess.TimeoutExpired as error:
        fact = f"LibreOffice mở quá {CONVERT_SECONDS} giây chưa xong."
        raise ConversionError(path, fact, f"Hãy tách nhỏ tệp, {_SAVE}") from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)  # the program is a script that starts others
            process.wait()


@cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    """LibreOffice's own folder, one for each process of ours: two that run side by side must not share it."""
    return tempfile.TemporaryDirectory(prefix="tracuu-libreoffice-")
