"""Rim: the XML parts of a DOCX, opened with limits: a report is read, a bomb is refused."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from index_store.errors import FileRefusedError

MAX_PART_BYTES = 64 * 2**20  # of one part, unpacked: a long report's text takes 2–3 MiB
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class BrokenDocxError(FileRefusedError):
    """The file is no whole DOCX: truncated, damaged, too large when unpacked, or with forbidden XML."""

    def __init__(self, path: Path, fact: str = "tệp Word bị hỏng hoặc bị cắt cụt, không đọc được.") -> None:
        super().__init__(path, fact, "Hãy mở bằng Word, lưu lại thành .docx mới rồi nạp lại.")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a DOCX that hold text or say how it is shown; None for one it does not have."""

    body: etree._Element
    footnotes: etree._Element | None
    endnotes: etree._Element | None
    numbering: etree._Element | None
    styles: etree._Element | None
    pages_told: int  # by the program that wrote the file; 0 when it does not say


def read_parts(path: Path) -> Parts:
    """The parts of one DOCX. Raises BrokenDocxError."""
    try:
        with zipfile.ZipFile(path) as package:
            main = _target(package, path, "_rels/.rels", "/officeDocument") or "word/document.xml"
            folder, _, name = main.rpartition("/")
            rels = f"{folder}/_rels/{name}.rels".lstrip("/")
            document, footnotes, endnotes, numbering, styles, app = (
                _part(package, path, target)
                for target in (
                    main,
                    *(
                        _target(package, path, rels, f"/{k}")
                        for k in ("footnotes", "endnotes", "numbering", "styles")
                    ),
                    "docProps/app.xml",
                )
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise BrokenDocxError(path) from error
    body = document.find(W + "body") if document is not None else None
    if body is None:
        raise BrokenDocxError(path)
    counts = app.iter("{*}Pages") if app is not None else ()
    told = next((int(count.text) for count in counts if (count.text or "").isdigit()), 0)
    return Parts(body, footnotes, endnotes, numbering, styles, told)


def _part(package: zipfile.ZipFile, path: Path, name: str | None) -> etree._Element | None:
    """One XML part, None when absent. Real bytes are counted, since a ZIP's declared sizes may lie."""
    if name is None or name not in package.namelist():
        return None
    with package.open(name) as stream:
        data = stream.read(MAX_PART_BYTES + 1)
    if len(data) > MAX_PART_BYTES:
        raise BrokenDocxError(path, f"phần {name} sau khi giải nén lớn quá {MAX_PART_BYTES // 2**20} MB.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BrokenDocxError(path) from error
    if root.getroottree().docinfo.doctype:
        raise BrokenDocxError(path, "tệp Word chứa khai báo DOCTYPE, không an toàn để đọc.")
    return root


def _target(package: zipfile.ZipFile, path: Path, rels: str, kind: str) -> str | None:
    """The part that the relations file `rels` names for a kind of relation ("/footnotes")."""
    root = _part(package, path, rels)
    for relation in root if root is not None else ():
        if str(relation.get("Type", "")).endswith(kind) and relation.get("TargetMode") != "External":
            target = str(relation.get("Target", ""))
            folder = rels.partition("_rels/")[0]
            return target.lstrip("/") if target.startswith("/") else folder + target
    return None
