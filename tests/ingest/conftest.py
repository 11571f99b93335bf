"""Small real reports made on the spot: DOCX written as XML, PDF by typst, TXT as extractions leave it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import pypdfium2
import pytest
from PIL import Image

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

WriteDocx = Callable[..., Path]
WritePdf = Callable[..., Path]
ScanPages = Callable[..., Path]


def _runs(text: str) -> str:
    """Word runs; "[^3]" in the text becomes the mark of footnote 3, and words are split at odd places."""
    parts = []
    for at, piece in enumerate(re.split(r"\[\^(\d+)\]", text)):
        if at % 2:
            parts.append(f'<w:r><w:footnoteReference w:id="{piece}"/></w:r>')
            continue
        for share in (piece[: len(piece) // 3], piece[len(piece) // 3 :]):
            parts.append(f'<w:r><w:t xml:space="preserve">{escape(share)}</w:t></w:r>' if share else "")
    return "".join(parts)


def _block(block: str | Sequence[Sequence[str]]) -> str:
    if not isinstance(block, str):
        cells = ("".join(f"<w:tc><w:tcPr/>{_block(cell)}</w:tc>" for cell in row) for row in block)
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
    return block if block.startswith("<w:") else f"<w:p>{_runs(block)}</w:p>"


@pytest.fixture
def write_docx(tmp_path: Path) -> WriteDocx:
    """write_docx(blocks, notes, numbering=…, name=…): a DOCX with real footnotes, in tmp_path.

    A block is a paragraph's text with "[^1]" for a mark, the rows of a table, or raw XML ("<w:p>…").
    """

    def write(
        blocks: Sequence[str | Sequence[Sequence[str]]],
        notes: Sequence[str] = (),
        *,
        numbering: str = "",
        name: str = "bao-cao.docx",
    ) -> Path:
        body = "".join(map(_block, blocks))
        inside = "".join(
            f'<w:footnote w:id="{n}">{_block(text)}</w:footnote>' for n, text in enumerate(notes, 1)
        )
        separator = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        parts = {
            "_rels/.rels": _relations(officeDocument="word/document.xml"),
            "word/_rels/document.xml.rels": _relations(footnotes="footnotes.xml", numbering="numbering.xml"),
            "word/document.xml": f"<w:document {_NS}><w:body>{body}<w:sectPr/></w:body></w:document>",
            "word/footnotes.xml": f"<w:footnotes {_NS}>{separator}{inside}</w:footnotes>",
            "word/numbering.xml": f"<w:numbering {_NS}>{numbering}</w:numbering>",
        }
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for part, xml in parts.items():
                package.writestr(part, xml)
        return path

    return write


def _relations(**targets: str) -> str:
    inside = "".join(
        f'<Relationship Id="r{kind}" Type="{_REL}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'


@pytest.fixture
def write_pdf(tmp_path: Path) -> WritePdf:
    """write_pdf(typst_markup, name=…): a PDF in tmp_path, set in the faces that come with typst."""
    typst = pytest.importorskip("typst", reason="the typst package makes the test PDFs")

    def write(markup: str, name: str = "bao-cao.pdf") -> Path:
        path = tmp_path / name
        path.write_bytes(typst.compile(markup.encode()))
        return path

    return write


@pytest.fixture
def scan(write_pdf: Callable[..., Path], tmp_path: Path) -> ScanPages:
    """scan(markup, angle, name): the pages as a scanner gives them: leaning, grey, noisy, without a text layer."""

    def make(markup: str, angle: float = 0.4, name: str = "quet.pdf") -> Path:
        document = pypdfium2.PdfDocument(write_pdf(markup, "goc.pdf"))
        noise = np.random.default_rng(1)
        pictures = []
        for page in document:
            grey = page.render(scale=200 / 72, grayscale=True).to_pil()
            leaning = grey.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255, expand=abs(angle) > 45)
            pixels = np.asarray(leaning, dtype=np.float64) * 0.93 + noise.normal(0, 5, leaning.size[::-1])
            pictures.append(Image.fromarray(pixels.clip(0, 255).astype(np.uint8)))
        document.close()
        path = tmp_path / name
        pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=200)
        return path

    return make


@pytest.fixture
def tesseract(require_program: Callable[..., str]) -> str:
    return require_program("tesseract")
