"""A laid-out report as PDF (typst), DOCX (real Word footnotes) or TXT (as an extraction leaves it).

The same report always gives the same bytes: no clock, no system font, no random number.
"""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from xml.sax.saxutils import escape

import typst
from pypdf import PdfReader

from samples.layout import Block, Laid, Run

DISCLAIMER = "Tài liệu minh họa, đơn vị và số liệu hư cấu"
STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY = ("ĐẢNG CỘNG SẢN VIỆT NAM", "")
_LONG_AGO = datetime(2024, 1, 1)

# ---------------------------------------------------------------- PDF
_SETUP = """#set page(paper: "a4", margin: (left: 3cm, right: 2cm, top: 2cm, bottom: 2cm), numbering: "1",
  footer: context [#align(center, text(size: 10pt, counter(page).display("1")))])
#set text(font: "Libertinus Serif", size: 14pt, lang: "vi")
#set par(justify: true, leading: 0.75em, spacing: 0.9em)
#show footnote.entry: set text(size: 10pt)
#show table: set par(justify: false)
"""


def as_pdf(laid: Laid) -> bytes:
    """A4, two-column letterhead, footnotes at the foot of their page, page numbers below them."""
    out = [_SETUP, "#set document(date: none)\n", _pdf_columns(*_letterhead(laid), ("center", "center"))]
    out += [f"#align(center)[{_bold(laid.report.kind)}]\n"]
    out += [f"#align(center)[{_bold(line)}]\n" for line in laid.report.title]
    out += ["#align(center)[#line(length: 4cm, stroke: 0.5pt)]\n"]
    out += [_pdf_block(laid, block) for block in laid.body]
    out += [_pdf_columns(*_closing(laid), ("left", "center"))]
    out += [f'#align(center)[#text(size: 8.5pt, style: "italic")[{_lit(DISCLAIMER)}]]\n']
    if laid.appendix:
        out += ["#pagebreak()\n", *(_pdf_block(laid, block) for block in laid.appendix)]
    data = typst.compile(
        "\n".join(out).encode(),
        ignore_system_fonts=True,
        timestamp=int(_LONG_AGO.timestamp()),
        pdf_tags=False,
    )
    if not isinstance(data, bytes):
        raise TypeError("typst gave no single PDF")
    return data


def _lit(text: str) -> str:
    """A typst string literal in markup: nothing in it is read as markup."""
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '";' if text else ""


def _bold(text: str) -> str:
    return f"#strong[{_lit(text)}]"


def _pdf_columns(left: Sequence[str], right: Sequence[str], align: tuple[str, str]) -> str:
    def cell(lines: Sequence[str]) -> str:
        return "[" + " #linebreak() ".join(_bold(x) if x.isupper() else _lit(x) for x in lines) + "]"

    return (
        "#block(above: 1.2em, below: 1.2em, breakable: false, text(size: 12pt, grid(columns: (1fr, 1.25fr), "
        f"align: ({align[0]}, {align[1]}), {cell(left)}, {cell(right)})))\n"
    )


def _pdf_runs(laid: Laid, runs: Sequence[Run]) -> str:
    return "".join(
        _lit(run.text) + (f"#footnote[{_lit(laid.notes[run.note - 1])}]" if run.note else "") for run in runs
    )


def _pdf_block(laid: Laid, block: Block) -> str:
    if block.kind == "table":
        widths = ", ".join(
            "1.2cm" if at == 0 else "1fr" if at > 1 else "2.4fr" for at in range(len(block.rows[0]))
        )
        cells = [
            f"[{_bold(cell) if not at else _lit(cell)}]" for at, row in enumerate(block.rows) for cell in row
        ]
        return f"#text(size: 11pt, table(columns: ({widths}), stroke: 0.5pt, {', '.join(cells)}))\n"
    if block.kind in ("part", "caption"):
        return f"#align(center)[{_bold(block.runs[0].text)}]\n"
    inside = _pdf_runs(laid, block.runs)
    return (
        f"#block(sticky: true)[#strong[{inside}]]\n"
        if block.kind == "heading"
        else f"#par(first-line-indent: (amount: 1cm, all: true))[{inside}]\n"
    )


# ---------------------------------------------------------------- DOCX
_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{0}.document.main+xml"/>
<Override PartName="/word/footnotes.xml" ContentType="{0}.footnotes+xml"/>
<Override PartName="/word/styles.xml" ContentType="{0}.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="{0}.settings+xml"/>
</Types>""".format("application/vnd.openxmlformats-officedocument.wordprocessingml")
_STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"
 w:cs="Times New Roman"/><w:sz w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>
<w:rPr><w:sz w:val="20"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>"""
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"'
    ' w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
)
_MARK = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{}</w:r>'


def as_docx(laid: Laid) -> bytes:
    """word/document.xml with footnotes in word/footnotes.xml; letterhead and signature are tables."""
    body = [_docx_columns(*_letterhead(laid)), _p(laid.report.kind, bold=True, align="center")]
    body += [_p(line, bold=True, align="center") for line in laid.report.title]
    body += [_p("-----", align="center")]
    body += [_docx_block(block) for block in laid.body]
    body += [_docx_columns(*_closing(laid), "left"), _p(DISCLAIMER, align="center", size=17)]
    if laid.appendix:
        body += [
            '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
            *(_docx_block(block) for block in laid.appendix),
        ]
    notes = [
        f'<w:footnote w:id="{n}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{_MARK.format("<w:footnoteRef/>")}'
        f"{_r(' ' + text)}</w:p></w:footnote>"
        for n, text in enumerate(laid.notes, 1)
    ]
    rule = "".join(
        f'<w:footnote w:type="{kind}" w:id="{at}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for at, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _relations(
            "footnotes", "footnotes.xml", "styles", "styles.xml", "settings", "settings.xml"
        ),
        "word/document.xml": f"<w:document {_NS}><w:body>{''.join(body)}{_PAGE}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {_NS}>{rule}{''.join(notes)}</w:footnotes>",
        "word/styles.xml": f"<w:styles {_NS}>{_STYLES}</w:styles>",
        "word/settings.xml": f"<w:settings {_NS}/>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, xml in parts.items():
            entry = zipfile.ZipInfo(name, date_time=_LONG_AGO.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}')
    return out.getvalue()


def _relations(*pairs: str) -> str:
    inside = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{pairs[at]}" Target="{pairs[at + 1]}"/>'
        for at in range(0, len(pairs), 2)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def _r(text: str, *, bold: bool = False, size: int = 0) -> str:
    look = ("<w:b/>" if bold else "") + (f'<w:sz w:val="{size}"/>' if size else "")
    return (
        f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def _p(text: str, *, bold: bool = False, align: str = "both", size: int = 0) -> str:
    return f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{_r(text, bold=bold, size=size)}</w:p>'


def _docx_columns(left: Sequence[str], right: Sequence[str], left_align: str = "center") -> str:
    def cell(lines: Sequence[str], width: int, align: str) -> str:
        inside = "".join(_p(x, bold=x.isupper(), align=align, size=26) for x in lines)
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'

    cells = cell(left, 4000, left_align) + cell(right, 5400, "center")
    return f"<w:tbl><w:tblPr/><w:tr>{cells}</w:tr></w:tbl><w:p/>"


def _docx_block(block: Block) -> str:
    if block.kind == "table":
        side = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        edges = "".join(side.format(x) for x in ("top", "left", "bottom", "right", "insideH", "insideV"))
        rows = "".join(
            "<w:tr>"
            + ("<w:trPr><w:tblHeader/></w:trPr>" if at == 0 else "")
            + "".join(
                f"<w:tc><w:tcPr/>{_p(cell, bold=at == 0, align='left', size=24)}</w:tc>" for cell in row
            )
            + "</w:tr>"
            for at, row in enumerate(block.rows)
        )
        return f"<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>{rows}</w:tbl><w:p/>"
    if block.kind in ("part", "caption"):
        return _p(block.runs[0].text, bold=True, align="center")
    bold = block.kind == "heading"
    inside = "".join(
        _r(run.text, bold=bold)
        + (_MARK.format(f'<w:footnoteReference w:id="{run.note}"/>') if run.note else "")
        for run in block.runs
    )
    indent = '<w:spacing w:after="120"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>'
    return f"<w:p><w:pPr>{indent}</w:pPr>{inside}</w:p>"


# ---------------------------------------------------------------- TXT
_BODY_WIDTH, _NOTE_WIDTH, _PAGE_LINES = 80, 132, 38.0
_NOTE_HEIGHT = 0.65
_ZONE = " " * 48
_SIGN = "\N{INVISIBLE SEPARATOR}"  # around a mark while lines are broken: which digits are a mark


def as_txt(laid: Laid) -> bytes:
    """An empty line after every body line, marks glued to words, and a page's notes after a line of 48 blanks."""
    return "".join(_txt_pages(laid)).encode()


def _txt_lines(laid: Laid) -> Iterator[tuple[str, list[int]]]:
    for left, right in _pairs(*_letterhead(laid)):
        yield f"{left:<36}  {right}".strip(), []
    yield "", []
    for line in (laid.report.kind, *laid.report.title, "-----"):
        yield from ((part, []) for part in textwrap.wrap(line, _BODY_WIDTH))
    for block in (*laid.body, *laid.appendix):
        text = "".join(run.text + (f"{_SIGN}{run.note}{_SIGN}" if run.note else "") for run in block.runs)
        indent = "" if block.kind in ("part", "heading") else " " * 4
        for row in textwrap.wrap(
            text, _BODY_WIDTH, initial_indent=indent, break_long_words=False, break_on_hyphens=False
        ):
            notes = [int(n) for n in re.findall(rf"{_SIGN}(\d+){_SIGN}", row)]
            yield row.lstrip().replace(_SIGN, ""), notes
    for left, right in _pairs(*_closing(laid)):
        yield f"{left:<48}  {right}".strip(), []
    yield DISCLAIMER, []


def _txt_pages(laid: Laid) -> Iterator[str]:
    body: list[str] = []
    notes: list[int] = []
    height, first_page = 0.0, True

    def page(first: bool) -> str:
        lines = [("" if first or at else " ") + line for at, line in enumerate(body)]
        text = "".join(f"{line} \n\n" for line in lines)
        if notes:
            text = (
                text.removesuffix("\n")
                + "\n"
                + _ZONE
                + "\n"
                + "".join(_txt_note(n, laid.notes[n - 1]) for n in notes)
            )
        return text if notes else text.removesuffix("\n")

    for line, marks in _txt_lines(laid):
        more = 1 + sum(_NOTE_HEIGHT * _txt_note(n, laid.notes[n - 1]).count("\n") for n in marks)
        if body and height + more > _PAGE_LINES:
            yield page(first_page)
            body, notes, height, first_page = [], [], 0.0, False
        body.append(line)
        notes += marks
        height += more
    yield page(first_page)


def _txt_note(n: int, text: str) -> str:
    rows = textwrap.wrap(text, _NOTE_WIDTH, break_long_words=False, break_on_hyphens=False)
    # now and then the number stands alone on its line, as extractions leave it
    return (f"{n}\n " if n % 5 == 1 else f"{n} ") + "".join(f"{row} \n" for row in rows)


def _pairs(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at in range(max(len(left), len(right))):
        yield left[at] if at < len(left) else "", right[at] if at < len(right) else ""


# ---------------------------------------------------------------- shared by all forms
def page_texts(laid: Laid, data: bytes) -> list[str]:
    """The text of each page of a rendered report; [] for Word, which breaks pages when it opens the file."""
    match laid.report.form:
        case "pdf":
            return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
        case "txt":
            return list(_txt_pages(laid))
    return []


def _letterhead(laid: Laid) -> tuple[list[str], list[str]]:
    report = laid.report
    party = report.letterhead[0].startswith(("ĐẢNG BỘ", "HUYỆN ỦY"))
    month = f"{report.date.month:02d}" if report.date.month < 3 else f"{report.date.month}"
    day = f"{report.unit.seat}, ngày {report.date.day:02d} tháng {month} năm {report.date.year}"
    left = [*report.letterhead, f"Số: {report.number}"]
    return (left, [PARTY[0], "", day]) if party else (left, [*STATE, day])


def _closing(laid: Laid) -> tuple[list[str], list[str]]:
    report = laid.report
    return ["Nơi nhận:", *(f"- {name};" for name in report.recipients), "- Lưu: VT."], [
        *report.on_behalf_of,
        "",
        "",
        report.signer,
    ]
