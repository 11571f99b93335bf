"""Old Word files and their like, through LibreOffice: marks and notes come along; and a machine without it."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.read import read_report
from ingest.read_office import ConversionError, NoOfficeProgramError, read_office

# Invented, like every report here.
HEAD = [
    "UBND XÃ SUỐI CẠN",
    "Số: 52/BC-UBND",
    "BÁO CÁO",
    "Tình hình kinh tế - xã hội 6 tháng đầu năm 2024",
    "I. KẾT QUẢ ĐẠT ĐƯỢC",
]
MARKED = "Diện tích gieo trồng của xã Suối Cạn ước đạt 1.250 ha, bằng 64% kế hoạch"
REST = ". Chăn nuôi ổn định; công tác quản lý, bảo vệ rừng được tăng cường, kiểm lâm phối hợp với các thôn tuần tra."
NOTE = "Trong đó lúa 800 ha, ngô 450 ha."


def write_doc(path: Path, soffice: str) -> None:
    made = path.with_name("goc.odt")
    write_odt(made)
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [soffice, "--headless", profile, "--convert-to", "doc", "--outdir", str(path.parent), str(made)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (path.parent / "goc.doc").rename(path)


def write_rtf(path: Path) -> None:
    def escaped(text: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)

    note = rf"{{\super\chftn{{\footnote \chftn {escaped(NOTE)}}}}}"
    body = "".join(rf"{escaped(line)}\par " for line in HEAD)
    path.write_text(rf"{{\rtf1\ansi {body}{escaped(MARKED)}{note}{escaped(REST)}\par}}", "ascii")


def write_odt(path: Path) -> None:
    names = "office text"
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names.split()
    )
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body><text:p>{NOTE}</text:p></text:note-body></text:note>"
    )
    body = "".join(f"<text:p>{line}</text:p>" for line in (*HEAD, f"{MARKED}{note}{REST}"))
    kind = "application/vnd.oasis.opendocument.text"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<m:file-entry m:full-path="{place}" m:media-type="{form}"/>'
        for place, form in (("/", kind), ("content.xml", "text/xml"))
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", kind)
        package.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}">{entries}</m:manifest>')
        package.writestr(
            "content.xml",
            f'<office:document-content {spaces} office:version="1.2"><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>",
        )


@pytest.mark.parametrize("form", ["doc", "rtf", "odt"])
def test_a_file_that_libreoffice_opens_keeps_its_footnotes(
    form: str, tmp_path: Path, require_program: Callable[..., str]
) -> None:
    soffice = require_program("soffice", "libreoffice")
    path = tmp_path / f"bao-cao.{form}"
    if form == "doc":
        write_doc(path, soffice)
    else:
        {"rtf": write_rtf, "odt": write_odt}[form](path)
    reading = read_report(path)
    assert reading.file.format == form
    assert (reading.header.unit.name, reading.header.number) == ("Suối Cạn", "52/BC-UBND")
    assert [(n.n, n.text, n.anchor) for n in reading.footnotes] == [(1, NOTE, f"{MARKED}.")]
    assert {"1.250 ha", "800 ha"} <= {figure.printed for figure in reading.figures}
    assert not any("đuôi" in warning for warning in reading.warnings)


def test_a_file_that_libreoffice_cannot_open_says_so(
    tmp_path: Path, require_program: Callable[..., str]
) -> None:
    require_program("soffice", "libreoffice")
    path = tmp_path / "hong.odt"
    path.write_bytes(b"PK\x03\x04 nothing that could be unpacked")
    with pytest.raises(ConversionError, match="không mở được"):
        read_office(path)


def test_without_libreoffice_the_person_is_told_whom_to_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cu.rtf"
    write_rtf(path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoOfficeProgramError, match=r"người quản trị cài libreoffice-writer"):
        read_report(path)
