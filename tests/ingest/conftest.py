"""Small real reports made on the spot: DOCX written as XML, PDF by typst, TXT as extractions leave it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

WriteDocx = Callable[..., Path]
WritePdf = Callable[..., Path]


def run(text: str, properties: str = "") -> str:
    """A Word run; "[^3]" in the text becomes the mark of footnote 3."""
    parts = []
    for at, piece in enumerate(text.replace("]", "[^").split("[^")):
        if at % 2:
            parts.append(f'<w:r><w:footnoteReference w:id="{piece}"/></w:r>')
        elif piece:
            rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
            parts.append(f'<w:r>{rpr}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>')
    return "".join(parts)


def para(text: str, properties: str = "", run_properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text, run_properties)}</w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(f"<w:tc><w:tcPr/>{para(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


@pytest.fixture
def write_docx(tmp_path: Path) -> WriteDocx:
    """write_docx(body_xml, notes, numbering=…, name=…): a DOCX with real footnotes, in tmp_path."""

    def write(body: str, notes: Sequence[str] = (), *, numbering: str = "", name: str = "bao-cao.docx") -> Path:
        document = f"<w:document {_NS}><w:body>{body}<w:sectPr/></w:body></w:document>"
        inside = "".join(
            f'<w:footnote w:id="{n}">{para(text)}</w:footnote>' for n, text in enumerate(notes, 1)
        )
        separator = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        relations = "".join(
            f'<Relationship Id="r{kind}" Type="{_REL}/{kind}" Target="{kind}.xml"/>'
            for kind in ("footnotes", "numbering")
        )
        rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr(
                "_rels/.rels",
                f'{rels}<Relationship Id="r1" Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>',
            )
            package.writestr("word/_rels/document.xml.rels", f"{rels}{relations}</Relationships>")
            package.writestr("word/document.xml", document)
            package.writestr("word/footnotes.xml", f"<w:footnotes {_NS}>{separator}{inside}</w:footnotes>")
            package.writestr("word/numbering.xml", f"<w:numbering {_NS}>{numbering}</w:numbering>")
        return path

    return write


@pytest.fixture
def write_pdf(tmp_path: Path) -> WritePdf:
    """write_pdf(typst_markup, name=…): a PDF in tmp_path, set in the faces that come with typst."""
    typst = pytest.importorskip("typst", reason="the typst package makes the test PDFs")

    def write(markup: str, name: str = "bao-cao.pdf") -> Path:
        path = tmp_path / name
        path.write_bytes(typst.compile(markup.encode()))
        return path

    return write
