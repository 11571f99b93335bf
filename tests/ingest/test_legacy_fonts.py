"""Text typed for TCVN3 and VNI fonts: every letter of both cases, by the font's name and by the letters."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from ingest import legacy_fonts
from ingest.encodings import EncodingRefusedError, read_text
from ingest.legacy_fonts import Encoding, decoded, encoding_of, guess_encoding, in_unicode
from ingest.lines import RAISED
from ingest.read import read_report
from ingest.read_docx import read_docx
from ingest.read_pdf import read_pdf

TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
VOWELS = "aăâeêioôơuưy"
LETTERS = "".join(unicodedata.normalize("NFC", v + tone) for v in VOWELS for tone in TONES) + "đ"
# Invented; the letters of the alphabet come from LETTERS.
SENTENCE = (
    "Huyện Mây Ngàn báo cáo: sáu tháng đầu năm 2024, tổng diện tích gieo trồng ước đạt 36.340 ha, "
    "bằng 64,1% kế hoạch; đàn lợn tăng mạnh; thuở trước người nghèo đông, nay còn 1.204 hộ, giảm 3 lần."
)


def typed(text: str, encoding: Encoding) -> str:
    """Unicode as it was typed for a legacy font; letters the font lacks (TCVN3 capitals with tones) as small ones."""
    table = legacy_fonts._TCVN3 if encoding == "tcvn3" else legacy_fonts._VNI
    back = {shown: letter for letter, shown in reversed(table.items())}
    return "".join(back.get(c, back.get(c.lower(), c)) for c in text)


def test_the_tcvn3_table_is_that_of_the_standard() -> None:
    """Spot checks against words seen in print: a wrong pair of the table would pass a round trip."""
    assert decoded("Céng hßa x· héi chñ nghÜa ViÖt Nam", "tcvn3") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert decoded("§éc lËp - Tù do - H¹nh phóc", "tcvn3") == "Độc lập - Tự do - Hạnh phúc"
    assert decoded("B¶o Th¾ng, M\u00ad\u00eang Kh\u00ad\u00acng, ®¹t 36.340 ha", "tcvn3") == (
        "Bảo Thắng, Mường Khương, đạt 36.340 ha"
    )
    assert decoded("céng hßa x· héi", "tcvn3", capitals=True) == "CỘNG HÒA XÃ HỘI"


def test_the_vni_table_is_that_of_the_manual() -> None:
    assert decoded("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "vni") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert decoded("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "vni") == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert decoded("Ñoäc laäp, naêm, thuôû, ñöôøng, UÛy ban, Yù kieán", "vni") == (
        "Độc lập, năm, thuở, đường, Ủy ban, Ý kiến"
    )


def test_every_letter_of_both_cases_comes_back() -> None:
    assert len(LETTERS) == 73
    for encoding in ("tcvn3", "vni"):
        assert decoded(typed(LETTERS, encoding), encoding) == LETTERS
    assert decoded(typed(LETTERS.upper(), "vni"), "vni") == LETTERS.upper()
    assert decoded(typed(LETTERS.upper(), "tcvn3"), "tcvn3", capitals=True) == LETTERS.upper()


@given(st.lists(st.text(LETTERS + "bcdghklmnpqrstvx", min_size=1, max_size=7), min_size=1, max_size=9))
def test_words_of_any_letters_come_back(words: list[str]) -> None:
    text = " ".join(words)
    assert decoded(typed(text, "tcvn3"), "tcvn3") == text


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_the_encoding_is_told_by_the_letters(encoding: Encoding) -> None:
    assert guess_encoding(typed(SENTENCE, encoding)) == encoding
    assert guess_encoding(SENTENCE) is None
    assert guess_encoding("Thu ngân sách") is None
    assert guess_encoding("Le résumé à côté du café «déjà» où l'été naïf brûlait") is None


def test_fonts_are_told_by_name() -> None:
    assert [encoding_of(name) for name in (".VnTimeH", "/ABCDEE+.VnArial,Bold", "VNI-Times", "Times")] == [
        "tcvn3", "tcvn3", "vni", None,
    ]  # fmt: skip


def test_a_letter_cut_in_two_by_runs_is_whole_again() -> None:
    pieces = [("Coäng ho", "VNI-Times"), ("øa", "VNI-Times"), (" và Việt", "Times New Roman")]
    assert in_unicode(pieces, None) == ["Cộng hò", "a", " và Việt"]


@pytest.mark.parametrize("by_name", [True, False])
@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_a_word_file_in_legacy_fonts_reads_like_one_in_unicode(
    write_docx: Callable[..., Path], encoding: Encoding, by_name: bool
) -> None:
    heading = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    path = write_docx(
        [typed(heading, encoding), typed(SENTENCE, encoding) + "[^1]"], [typed(SENTENCE, encoding)]
    )
    if by_name:
        _set_fonts(path, {"tcvn3": (".VnTimeH", ".VnTime"), "vni": ("VNI-Times", "VNI-Times")}[encoding])
    source = read_docx(path)
    assert [RAISED.sub("", line.text) for line in source.lines] == [heading, SENTENCE]
    assert source.notes[0].text == SENTENCE
    assert any("chuyển sang Unicode" in warning for warning in source.warnings)


def _set_fonts(path: Path, fonts: tuple[str, str]) -> None:
    """The first paragraph's runs in the first font, all others in the second."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    capital, small = (f'<w:r><w:rPr><w:rFonts w:ascii="{f}" w:hAnsi="{f}"/></w:rPr><w:t' for f in fonts)
    first, cut, rest = parts["word/document.xml"].partition("</w:p>")
    parts["word/document.xml"] = first.replace("<w:r><w:t", capital) + cut + rest.replace("<w:r><w:t", small)
    parts["word/footnotes.xml"] = parts["word/footnotes.xml"].replace("<w:r><w:t", small)
    with zipfile.ZipFile(path, "w") as package:
        for name, xml in parts.items():
            package.writestr(name, xml)


@pytest.mark.parametrize(("font", "encoding"), [(".VnTime", "tcvn3"), ("VNI-Times", "vni"), ("F1", "tcvn3")])
def test_a_pdf_in_legacy_fonts_reads_in_unicode(tmp_path: Path, font: str, encoding: Encoding) -> None:
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    face = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/TrueType"),
            NameObject("/BaseFont"): NameObject(f"/ABCDEF+{font}"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            NameObject("/FirstChar"): NumberObject(32),
            NameObject("/LastChar"): NumberObject(255),
            NameObject("/Widths"): ArrayObject(
                NumberObject({" ": 250, "-": 333}.get(chr(code), 500)) for code in range(32, 256)
            ),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(face)})}
    )
    drawing = DecodedStreamObject()
    lines = wrap(typed(SENTENCE + " Xã - phường 2024-2025.", encoding), 65, break_on_hyphens=False)
    shown = b" 0 -20 Td ".join(b"(" + line.encode("latin-1") + b") Tj" for line in lines)
    drawing.set_data(b"BT /F1 13 Tf 60 700 Td " + shown + b" ET")
    page[NameObject("/Contents")] = writer._add_object(drawing)
    path = tmp_path / "cu.pdf"
    writer.write(path)
    source = read_pdf(path)
    assert " ".join(line.text for line in source.lines) == SENTENCE + " Xã - phường 2024-2025."
    [warning] = source.warnings
    assert warning.startswith(f"Trang 1 dùng phông {'VNI' if encoding == 'vni' else 'TCVN3 (ABC)'};")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (typed(SENTENCE, "tcvn3").encode("latin-1"), "TCVN3"),
        (typed(SENTENCE, "vni").encode("latin-1"), "VNI"),
        (typed(SENTENCE, "vni").encode("utf-8"), "VNI"),
        (b"\xff\xfe" + SENTENCE.encode("utf-16-le"), ""),
        (SENTENCE.encode("utf-16-be"), ""),
        (SENTENCE.encode("utf-16-le"), ""),
        (SENTENCE.encode("utf-8-sig"), ""),
    ],
    ids=["tcvn3", "vni", "vni in utf-8", "utf-16 with mark", "utf-16-be", "utf-16-le", "utf-8 with mark"],
)
def test_a_text_file_of_any_encoding_reads_in_unicode(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "cu.txt"
    path.write_bytes(data)
    text, warnings = read_text(path)
    assert text == SENTENCE
    assert told in "".join(warnings)
    assert bool(warnings) == bool(told)


def test_windows_1258_reads_in_unicode(tmp_path: Path) -> None:
    path = tmp_path / "cu.txt"
    path.write_bytes(windows_1258(SENTENCE))
    text, warnings = read_text(path)
    assert text == SENTENCE
    assert "Windows-1258" in warnings[0]


def windows_1258(text: str) -> bytes:
    """Letters with their hook, breve or horn as one, the tone behind it, as Windows writes them."""
    data = bytearray()
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in apart if c in TONES[1:])
        base = unicodedata.normalize("NFC", "".join(c for c in apart if c not in TONES[1:]))
        data += (base + tone).encode("cp1258")
    return bytes(data)


def test_bytes_of_no_known_encoding_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "la.txt"
    path.write_bytes("Отчёт о работе за первое полугодие текущего года".encode("koi8-r"))
    with pytest.raises(EncodingRefusedError, match="UTF-8"):
        read_text(path)


def test_a_report_in_tcvn3_has_its_unit_and_period(write_report: Callable[..., Path]) -> None:
    path = write_report("cu.txt")
    path.write_bytes(typed(path.read_text("utf-8"), "tcvn3").encode("latin-1"))
    reading = read_report(path)
    assert (reading.header.unit.name, reading.header.unit.level) == ("Suối Cạn", "xã")
    assert reading.header.period
    assert reading.header.issuer == "UBND xã"
    assert "1.250 ha" in [figure.printed for figure in reading.figures]
