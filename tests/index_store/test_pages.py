"""Pages drawn from real PDFs, with quotes that stand there and others that do not."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import typst
from PIL import Image
from pypdf import PdfReader, PdfWriter

from index_store import pages
from index_store.errors import UnknownReportError
from index_store.pages import NoPageError, PagePicture, PagePictures, draw_page
from index_store.settings import read_settings
from index_store.store import Store
from ingest.read import read_report

SETUP = '#set page(width: 12cm, height: 9cm, margin: 1cm)\n#set text(size: 11pt, lang: "vi")\n'
PROSE = "Toàn huyện gieo trồng 1.136 ha lúa nước#footnote[Tăng 36 ha.], đạt 36% kế hoạch. Đàn bò có 136 con."
TABLE = (
    "#table(columns: 4, [TT],[Chỉ tiêu],[KH],[TH],[1],[Lúa nước vụ Đông Xuân],[36],[30],[2],[Ngô],[30],[36])"
)


@pytest.fixture
def write_pdf(tmp_path: Path) -> Callable[[str], Path]:
    def write(body: str, name: str = "bao-cao.pdf") -> Path:
        data = typst.compile((SETUP + body).encode(), ignore_system_fonts=True)
        assert isinstance(data, bytes)
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return write


def yellow(picture: PagePicture) -> int:
    """How many pixels of the picture are marked."""
    image = Image.open(io.BytesIO(picture.png)).convert("RGB")
    colours = image.getcolors(image.width * image.height) or []
    return sum(count for count, (r, g, b) in colours if r > 200 and g > 180 and b < 150)  # type: ignore[misc]


def test_a_quote_is_marked_past_the_mark_of_a_footnote(write_pdf: Callable[[str], Path]) -> None:
    path = write_pdf(PROSE)
    plain, marked = draw_page(path, 1), draw_page(path, 1, "gieo trồng 1.136 ha lúa nước, đạt 36% kế hoạch.")
    assert (plain.marked, yellow(plain)) == ((), 0)
    assert 1 <= len(marked.marked) <= 2
    assert yellow(marked) > 500


@pytest.mark.parametrize(
    "quote",
    ["gieo trồng 1.137 ha lúa nước", "136 ha lúa", "Đàn bò có 13", "đạt 3,6% kế hoạch", "đàn trâu", "  "],
)
def test_what_differs_in_one_digit_or_is_part_of_another_number_is_not_marked(
    write_pdf: Callable[[str], Path], quote: str
) -> None:
    assert draw_page(write_pdf(PROSE), 1, quote).marked == ()


def test_the_cells_of_a_row_are_marked_beside_each_other(write_pdf: Callable[[str], Path]) -> None:
    path = write_pdf(TABLE)
    picture = draw_page(path, 1, "2 | Ngô | 30 | 36")
    tops = {top for _, top, _, _ in picture.marked}
    assert len(picture.marked) >= 3
    assert max(tops) - min(tops) < 8
    assert draw_page(path, 1, "2 | Ngô | 36 | 30").marked == ()


def test_a_quote_over_the_end_of_a_page_is_marked_up_to_there(
    write_pdf: Callable[[str], Path],
) -> None:
    sentence = "Các xã tiếp tục chăm sóc " + "diện tích lúa đã gieo trồng trong vụ này " * 6 + "đạt 99 ha."
    path = write_pdf("#v(5.3cm)\n" + sentence)
    assert len(PdfReader(path).pages) == 2
    assert draw_page(path, 1, sentence).marked
    assert draw_page(path, 1, sentence.replace("99", "98")).marked == ()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_drawn_upright_and_marked_where_the_words_are(
    write_pdf: Callable[[str], Path], tmp_path: Path, turn: int
) -> None:
    writer = PdfWriter(clone_from=write_pdf(PROSE))
    writer.pages[0].rotate(turn)
    writer.write(tmp_path / "xoay.pdf")
    upright = draw_page(tmp_path / "bao-cao.pdf", 1, "Đàn bò có 136 con.").marked[0]
    turned = draw_page(tmp_path / "xoay.pdf", 1, "Đàn bò có 136 con.").marked[0]
    area = [(x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in (upright, turned)]
    assert area[1] == pytest.approx(area[0], rel=0.2)
    assert (turned[2] - turned[0] > turned[3] - turned[1]) == (turn == 180)


def test_a_page_is_drawn_in_time(write_pdf: Callable[[str], Path]) -> None:
    path = write_pdf(PROSE + "\n" + "Xã Suối Vàng thực hiện tốt các nhiệm vụ. " * 12)
    best = float("inf")
    for _ in range(5):
        started = time.perf_counter()
        draw_page(path, 1, "Đàn bò có 136 con.")
        best = min(best, time.perf_counter() - started)
    assert best < 0.2


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(read_settings(store=tmp_path / "kho"))


def test_pictures_come_from_the_kept_file_and_stay_within_bounds(
    store: Store, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store:
        store.publish(read_report(samples / "may-ngan-2022-6-thang.pdf"))
        pictures = PagePictures(store)
        first = pictures.picture("may-ngan-2022-6-thang.pdf", 1)
        assert pictures.picture("may-ngan-2022-6-thang.pdf", 1) is first
        monkeypatch.setattr(pages, "CACHE_BYTES", len(first.png))
        pictures.picture("may-ngan-2022-6-thang.pdf", 2)
        assert pictures.picture("may-ngan-2022-6-thang.pdf", 1) is not first
        with pytest.raises(NoPageError, match="không có trang 99"):
            pictures.picture("may-ngan-2022-6-thang.pdf", 99)
        with pytest.raises(UnknownReportError):
            pictures.picture("khac.pdf", 1)


@pytest.mark.parametrize(
    ("name", "kind"), [("doi-sim-2024-6-thang.docx", "Word"), ("may-ngan-2022-nam.txt", "văn bản")]
)
def test_a_file_without_pages_says_so(store: Store, samples: Path, name: str, kind: str) -> None:
    with store:
        store.publish(read_report(samples / name))
        with pytest.raises(NoPageError, match=f"tệp {kind}.*bản PDF"):
            PagePictures(store).picture(name, 1)


def test_a_note_is_marked_though_its_own_raised_number_touches_it(samples: Path) -> None:
    """Some typefaces have raised digits of their own, in the size of the text."""
    said = "Tổng thu ngân sách trên địa bàn 498,7 tỷ đồng, đạt 77,9% dự toán; so với cùng kỳ tăng 9,5%."
    picture = draw_page(samples / "cua-tram-2024-9-thang.pdf", 2, said)
    assert len(picture.marked) == 1
    assert 0.7 < picture.mark_at < 0.9
    assert not draw_page(samples / "cua-tram-2024-9-thang.pdf", 2, said.replace("498,7", "98,7")).marked
