"""A folder of broken files: each has a line of its own that says what is wrong, and the good ones are taken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from index_store.settings import read_settings
from index_store.store import Store
from ingest.load import ingest
from ingest.word_parts import MAX_PART_BYTES

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
WriteReport = Callable[..., Path]


def _zip(**members: bytes | str) -> bytes:
    """A ZIP of the given members; "__" in a name stands for "/", "___" for ".", as keywords have neither."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name.replace("___", ".").replace("__", "/"), data)
    return stream.getvalue()


def _pdf(pages: int = 1, password: str = "", loop: bool = False) -> bytes:
    """A PDF of blank pages. loop: the tree of its pages holds itself."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if loop:
        tree = writer._root_object["/Pages"]
        assert isinstance(tree, DictionaryObject)
        tree[NameObject("/Kids")] = ArrayObject([writer._root_object.raw_get("/Pages")])
        tree[NameObject("/Count")] = NumberObject(1)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _locked(data: bytes) -> bytes:
    """A ZIP with the flag of encryption set on its one member."""
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + offset
        data = data[:at] + bytes([data[at] | 1]) + data[at + 1 :]
    return data


WORD = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
BROKEN: dict[str, tuple[bytes, str]] = {
    # name: content, what its line says
    "trong.txt": (b"", "trống"),
    "trang.docx": (b" \r\n" * 20, "trống"),
    "ngan.txt": ("Báo cáo ngắn.".encode(), "chỉ đọc được 3 chữ"),
    "tho.txt": (("Trời xanh mây trắng nắng vàng gió thổi. " * 20).encode(), "không thấy tên đơn vị, kỳ báo cáo"),
    "nga.txt": ("Отчёт о работе за первое полугодие".encode("koi8-r"), "không nhận ra bảng mã"),
    "nhi-phan.txt": (bytes(range(256)) * 20, "không phải PDF, Word"),
    "anh.pdf": (b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\x11" * 500, "là tệp ảnh"),
    "dau.pdf": (b"%PDF-1.7\n", "bị hỏng hoặc bị cắt cụt"),
    "cut.pdf": (_pdf(3)[:300], "bị hỏng hoặc bị cắt cụt"),
    "khoa.pdf": (_pdf(password="bi-mat"), "mật khẩu"),
    "khong-trang.pdf": (_pdf(0), "bị hỏng hoặc bị cắt cụt"),
    "giay-trang.pdf": (_pdf(), "chỉ đọc được 0 chữ"),
    "vong.pdf": (_pdf(loop=True), "bị hỏng hoặc bị cắt cụt"),
    "html.pdf": (b"<!DOCTYPE html><html><body>404</body></html>", "trang web"),
    "cut.docx": (_zip(word__document___xml=WORD)[:60], "bị hỏng hoặc bị cắt cụt"),
    "thieu.docx": (_zip(word__styles___xml="<a/>"), "bị hỏng hoặc bị cắt cụt"),
    "xml.docx": (_zip(word__document___xml=WORD + "<w:body>"), "bị hỏng hoặc bị cắt cụt"),
    "doctype.docx": (_zip(word__document___xml=f"<!DOCTYPE a>{WORD}<w:body/></w:document>"), "DOCTYPE"),
    "bom.docx": (_zip(word__document___xml=b" " * (MAX_PART_BYTES + 1)), "lớn quá 64 MB"),
    "khoa.docx": (OLE + "EncryptedPackage".encode("utf-16-le") * 2, "mật khẩu"),
    "khoa.doc": (OLE + b"\xec\xa5" + b"\0" * 9 + b"\x01" + "WordDocument".encode("utf-16-le"), "mật khẩu"),
    "la.doc": (OLE + b"\0" * 600, "không phải tệp Word"),
    "cu.xls": (OLE + "Workbook".encode("utf-16-le"), "Excel"),
    "hong.xlsx": (_zip(xl__workbook___xml="<a/>")[:50], "bị hỏng"),
    "html.doc": (b"<html><body>Word cannot say so</body></html>", "trang web"),
    "hong.zip": (_zip(a___txt="x" * 500)[:80], "tệp nén bị hỏng"),
    "rong.zip": (_zip(anh___jpg="x"), "không có báo cáo nào"),
    "khoa.zip": (_locked(_zip(a___txt="x")), "mật khẩu"),
    "long.zip": (_zip(trong___zip=_zip(a___txt="x")), "nằm trong tệp nén"),
    "bom.zip": (_zip(a___txt=b"0" * 3_000_000), "phình to bất thường"),
    "nen.rar": (b"Rar!\x1a\x07\x01\x00" + b"\x07" * 300, "không phải PDF, Word"),
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(read_settings(store=tmp_path / "kho"))


def test_every_broken_file_has_its_line_and_the_good_ones_are_taken(
    store: Store, write_report: WriteReport, tmp_path: Path
) -> None:
    good = write_report("tot.txt", name="Suối Cạn")
    packed = write_report("trong-zip.txt", name="Nậm Pha", area="2.318", number=77)
    folder = good.parent
    with zipfile.ZipFile(folder / "lot.zip", "w") as package:
        package.write(packed, "../../../thoat/quý I/báo cáo.txt")
        package.writestr("anh.jpg", b"left out, as in a folder")
    packed.unlink()
    for name, (data, _) in BROKEN.items():
        (folder / name).write_bytes(data)
    assert len(BROKEN) >= 25
    result = ingest([folder], store)
    rows = {str(Path(row.file).relative_to(folder)): row for row in result.files}
    assert {name for name, row in rows.items() if row.status == "added"} == {
        "tot.txt",
        "lot.zip/thoat/quý I/báo cáo.txt",
    }
    for name, (_, says) in BROKEN.items():
        [row] = [row for shown, row in rows.items() if shown.partition("/")[0] == name]
        assert row.status == "refused"
        assert says in row.reason, (name, row.reason)
        assert row.reason.startswith(Path(row.file).name)
        assert "chưa lường trước" not in row.reason
    assert not (tmp_path / "thoat").exists()
    assert len(rows) == len(BROKEN) + 2


def test_reports_of_a_zip_are_known_again_and_kept(
    store: Store, write_report: WriteReport, tmp_path: Path
) -> None:
    path = write_report("a.txt")
    package = tmp_path / "nam.zip"
    with zipfile.ZipFile(package, "w") as packed:
        packed.write(path, "6-thang.txt")
    [first] = ingest([package], store).files
    [again] = ingest([package], store).files
    assert (first.status, again.status) == ("added", "unchanged")
    assert Path(first.file) == package / "6-thang.txt"
    assert store.original(store.report(first.report)).read_bytes() == path.read_bytes()


def test_the_old_version_stays_when_the_new_one_cannot_be_read(
    store: Store, write_report: WriteReport
) -> None:
    path = write_report("a.txt")
    [first] = ingest([path], store).files
    path.write_bytes(b"%PDF-1.7 cut")
    [second] = ingest([path], store).files
    assert second.status == "refused"
    assert [report.id for report in store.reports()] == [first.report]
    assert any("1.250 ha" in passage.text for passage in store.contents(first.report).passages)


def test_a_broken_pdf_here_is_broken_in_the_way_it_says() -> None:
    """The files above are what they claim: pypdf reads the blank one, and asks a password of the locked one."""
    assert len(PdfReader(io.BytesIO(BROKEN["giay-trang.pdf"][0])).pages) == 1
    assert PdfReader(io.BytesIO(BROKEN["khoa.pdf"][0])).is_encrypted
