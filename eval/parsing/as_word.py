"""A paper as a Word file with real notes, and as LibreOffice prints it."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from eval.parsing.paper import MARK, RUNNING_HEAD, Paper, Paragraph

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_SECONDS = 300


def save_word(paper: Paper, path: Path) -> None:
    """The DOCX."""
    style = paper.style
    kind = "endnote" if style.place == "end" else "footnote"
    body = "".join(
        _columns(part) if isinstance(part, list) else _paragraph(paper, part, kind) for part in paper.parts()
    )
    before, after = _brackets(paper)
    notes = "".join(
        f'<w:{kind} w:id="{k + 1}"><w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr>'
        f"{before}<w:r>{_RAISED}<w:{kind}Ref/></w:r>{after}{_run(' ' + note)}</w:p></w:{kind}>"
        for k, note in enumerate(paper.notes, 1)
    )
    rules = "".join(
        f'<w:{kind} w:type="{name}" w:id="{at}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for at, name in enumerate(("separator", "continuationSeparator"))
    )
    parts = {
        "[Content_Types].xml": _types(kind),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            *((name, f"{name}.xml") for name in (f"{kind}s", "styles", "settings")),
            ("header", "header1.xml"),
            ("footer", "footer1.xml"),
        ),
        "word/document.xml": f"<w:document {_NS}><w:body>{body}{_section(paper, kind)}</w:body></w:document>",
        f"word/{kind}s.xml": f"<w:{kind}s {_NS}>{rules}{notes}</w:{kind}s>",
        "word/styles.xml": _styles(paper),
        "word/settings.xml": f"<w:settings {_NS}/>",
        "word/header1.xml": f"<w:hdr {_NS}>{''.join(_edge(paper, 'top'))}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {_NS}>{''.join(_edge(paper, 'bottom'))}</w:ftr>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}')


def print_with_libreoffice(files: Sequence[Path], out: Path, profile: Path) -> None:
    """OUT/STEM.pdf for every Word file. Raises subprocess.CalledProcessError."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile.resolve()}", "--headless", "--convert-to", "pdf",
         "--outdir", out, *files],
        check=True, capture_output=True, timeout=_SECONDS,
    )  # fmt: skip


def _paragraph(paper: Paper, paragraph: Paragraph, kind: str) -> str:
    bold = paragraph.kind in ("title", "heading")
    before, after = _brackets(paper)
    runs = []
    for at, part in enumerate(MARK.split(paragraph.text)):
        if at % 2:
            reference = f'<w:{kind}Reference w:id="{int(part) + 1}"/>'
            runs.append(f"{before}<w:r>{_RAISED}{reference}</w:r>{after}")
        elif part:
            cut = len(part) // 3  # Word splits words anywhere
            runs += [_run(share, bold) for share in (part[:cut], part[cut:]) if share]
    align = "center" if paragraph.kind == "title" else "both"
    keep = "<w:keepNext/>" if paragraph.kind == "heading" else ""
    look = f'{keep}<w:spacing w:after="80"/><w:jc w:val="{align}"/>{_break(paper, paragraph, kind)}'
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(runs)}</w:p>"


def _brackets(paper: Paper) -> tuple[str, str]:
    """What offices type around Word's own number where they want "(1)"."""
    if paper.style.number != "(1)":
        return "", ""
    before, after = (f"<w:r>{_RAISED}<w:t>{bracket}</w:t></w:r>" for bracket in "()")
    return before, after


def _columns(rows: Sequence[tuple[str, str]]) -> str:
    """Letterhead and closing stand in tables without rules."""
    left, right = ("".join(f"<w:p>{_run(row[at])}</w:p>" for row in rows) for at in (0, 1))
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in ((4200, left), (5000, right))
    )
    return f"<w:tbl><w:tblPr/><w:tr>{cells}</w:tr></w:tbl><w:p/>"


def _break(paper: Paper, paragraph: Paragraph, kind: str) -> str:
    """The end of a Word section: numbering begins anew behind it, before the next main heading."""
    if paper.style.restart != "section":
        return ""
    following = paper.paragraphs[paper.paragraphs.index(paragraph) + 1 :][:1]
    return _section(paper, kind) if following and following[0].kind == "heading" else ""


def _section(paper: Paper, kind: str) -> str:
    style = paper.style
    restart = {"page": "eachPage", "section": "eachSect", "": "continuous"}[style.restart]
    form = "chicago" if style.number == "*" else "decimal"
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="r4"/><w:footerReference w:type="default" r:id="r5"/>'
        f'<w:{kind}Pr><w:numFmt w:val="{form}"/><w:numRestart w:val="{restart}"/></w:{kind}Pr>'
        '<w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="600" w:footer="600"/></w:sectPr>'
    )


def _edge(paper: Paper, place: str) -> list[str]:
    """The paragraphs of the page's head or foot."""
    center = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{name}"/></w:r>' for name in ("begin", "end"))
    number = f"<w:p>{center}{begin}<w:r><w:instrText>PAGE</w:instrText></w:r>{end}</w:p>"
    head = f"<w:p>{center}{_run(RUNNING_HEAD)}</w:p>"
    found = [number] if paper.style.page_number == place else []
    return [*found, head] if paper.style.running_head and place == "top" else found or ["<w:p/>"]


def _run(text: str, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _styles(paper: Paper) -> str:
    face = ("Liberation Serif", "Noto Sans", "Noto Serif", "DejaVu Serif")[paper.style.variant]
    body, note = (round(2 * size) for size in (paper.style.body_pt, paper.style.note_pt))
    return (
        f'<w:styles {_NS}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{face}" w:hAnsi="{face}"/>'
        f'<w:sz w:val="{body}"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="footnote text"/>'
        f'<w:rPr><w:sz w:val="{note}"/></w:rPr></w:style></w:styles>'
    )


def _types(kind: str) -> str:
    parts = (("document", "document.main"), (f"{kind}s", f"{kind}s"), ("styles", "styles"), ("settings", "settings"),
             ("header1", "header"), ("footer1", "footer"))  # fmt: skip
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_PART}.{form}+xml"/>'
            for name, form in parts
        )
        + "</Types>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
