"""Invented reports that are hard to read: marks and notes in every place that offices put them.

A paper is one of the shelf's reports with harder sentences put between its own; its style says how its notes
are numbered, where they stand, and what else is on the page. Everything follows from the seed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from eval.shelf.pages import mark
from eval.shelf.reports import Report, make_reports
from eval.shelf.world import World, draw, make_places, pick
from eval.shelf.write import Written, write

Kind = Literal["letterhead", "title", "heading", "paragraph", "closing"]
MARK = re.compile("\N{INVISIBLE SEPARATOR}(\\d+)")
RUNNING_HEAD = "Báo cáo của đơn vị hư cấu - tài liệu minh họa"
_SYMBOLS = ("*", "†", "‡", "§")
_HARD = 26  # sentences put into one paper
# ^ is a mark. Where a clause ends is the same for every numbering; the last ones are for a file's odd corners.
_SENTENCES = (
    "Tổng diện tích gieo trồng cả vụ đạt 4.812^, vượt khung thời vụ đã định.",
    "Nhiều chỉ tiêu đã hoàn thành sớm so với năm 2023^.",
    "Diện tích tưới tiết kiệm nước tăng thêm 36 ha^, tập trung ở các xã phía Tây.",
    "Thu hồi phần đất lấn chiếm rộng 1.250m2^ để làm sân chơi cho thiếu nhi.",
    "Giải ngân vốn đầu tư công đạt 64,1%^, cao hơn mặt bằng chung.",
    "Hỗ trợ sửa nhà cho hộ khó khăn (ngoài kế hoạch đầu năm)^ được nhân dân đồng tình.",
    "Phong trào “Ngõ sạch, vườn xanh”^ lan tỏa tới từng khu dân cư.",
    "Công tác khuyến nông^, khuyến lâm^ và thú y^ được duy trì đều đặn.",
    "Tổ chức tiếp công dân định kỳ^; giải quyết kịp thời đơn thư^; không để phát sinh điểm nóng^.",
    "Đội ngũ cộng tác viên dân số được kiện toàn đủ số lượng ^.",
    "Việc cấp giấy chứng nhận quyền sử dụng đất được đẩy nhanh.^",
    "Chuyển đổi số trong cơ quan nhà nước có bước tiến^ nhưng chưa đều giữa các xã.",
    "Thực hiện Nghị quyết của HĐND^ về thu hút nhân lực y tế, các trạm đã đủ bác sĩ.",
    "Đường giao thông nội đồng được cứng hóa^, đi lại thuận tiện hơn trước.",
    "Kiểm tra an toàn thực phẩm dịp lễ, tết^ không phát hiện vụ ngộ độc nào.",
    "Số hộ dùng nước sạch tăng từ 88,5% lên 92%^ chỉ sau một năm.",
    "Đến hết tháng 6^, mọi thôn đều có nhà văn hóa.",
    "Tuyển quân đạt 100% chỉ tiêu^ và bảo đảm chất lượng.",
    "Bưu chính, viễn thông phát triển ổn định: mạng 5G phủ trung tâm^, cáp quang tới thôn^.",
    "Hệ thống loa truyền thanh ở 12 thôn^ được thay mới toàn bộ.",
)
_PLAIN = (
    "Các phòng, ban phối hợp chặt chẽ, rà soát từng đầu việc, phân công rõ người, rõ thời hạn hoàn thành.",
    "Trong kỳ có 03 đợt mưa lớn, 17 hộ phải di dời tạm thời, đến nay đã trở về nơi ở cũ an toàn.",
    "Hội nghị ngày 12/4/2024 đã thống nhất 05 nhóm giải pháp, giao 02 đơn vị theo dõi, đôn đốc hằng tuần.",
    "Lực lượng chức năng tuần tra 46 lượt trên tuyến quốc lộ 27, nhắc nhở 118 trường hợp dừng đỗ sai quy định.",
)
_NOTES = (
    "Kế hoạch số {a}/KH-UBND giao từ đầu năm.",
    "Trong đó {a} trường hợp đã giải quyết xong, {b} trường hợp đang xem xét.",
    "{a} hộ tại thôn Một, {b} hộ tại thôn Hai; còn lại ở thôn Ba.",
    "Gồm: {a} công trình chuyển tiếp, {b} công trình khởi công mới.",
    "Bằng {a},{c}% so với cùng kỳ năm trước (cùng kỳ: {b}).",
    "Thu hồi {a}m2 của {b} hộ, đã bàn giao cho đơn vị thi công.",
    "0{c} tháng đầu năm có {a} lượt người được hỗ trợ, nhiều hơn {b} lượt so với cùng kỳ.",
    "(Quyết định số {a}/QĐ-UBND, thay cho Quyết định số {b}/QĐ-UBND)",
    "Các xã Bản Mới, Suối Cạn, Đồi Thông có tỷ lệ cao; xã Đá Dựng còn {a} hộ chưa thực hiện",
)
_LONG = (
    "Đợt {k} hỗ trợ {a} hộ với {b} triệu đồng, chi trả tại nhà văn hóa thôn, có đại diện nhân dân giám sát."
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a paper looks. number: how notes are counted; restart: where the count begins anew."""

    number: Literal["1", "(1)", "*"] = "1"
    restart: Literal["", "page", "section"] = ""
    place: Literal["foot", "end"] = "foot"
    running_head: bool = False
    page_number: Literal["top", "bottom"] = "bottom"
    body_pt: float = 14.0
    note_pt: float = 10.0
    variant: int = 0  # what a producer does one way or another: faces, figures, pieces


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: Kind
    text: str  # marks as MARK


@dataclass(slots=True)
class Paper:
    """The report, ready to be set. notes[k - 1]: of mark k; anchors likewise, the sentence without marks."""

    stem: str
    report: Report
    style: Style
    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)

    def parts(self) -> list[Paragraph | list[tuple[str, str]]]:
        """The paragraphs in order, with those of letterhead and closing as rows of two columns."""
        parts: list[Paragraph | list[tuple[str, str]]] = []
        before = ""
        for paragraph in self.paragraphs:
            if paragraph.kind in ("letterhead", "closing"):
                if paragraph.kind != before:
                    parts.append([])
                left, _, right = re.sub(" {2,}", "\t", paragraph.text).partition("\t")
                rows = parts[-1]
                assert isinstance(rows, list)
                rows.append((left, right))
            else:
                parts.append(paragraph)
            before = paragraph.kind
        return parts

    def labels(self) -> list[str]:
        """How each note's mark is printed; a count by page is the producer's own."""
        labels, count = [], 0
        for paragraph in self.paragraphs:
            if paragraph.kind == "heading" and self.style.restart == "section":
                count = 0
            for _ in MARK.findall(paragraph.text):
                count += 1
                labels.append(label(self.style, count))
        return labels


def label(style: Style, count: int) -> str:
    if style.number == "*":
        return _SYMBOLS[(count - 1) % 4] * ((count - 1) // 4 + 1)
    return f"({count})" if style.number == "(1)" else str(count)


_STYLES = (
    Style(),
    Style(running_head=True, page_number="top", variant=1),
    Style(restart="page", body_pt=13.0, note_pt=9.0, variant=2),
    Style(number="(1)", variant=3),
    Style(number="*", restart="page", variant=0),
    Style(restart="section", page_number="top", variant=1),
    Style(place="end", running_head=True, variant=2),
    Style(body_pt=12.0, note_pt=10.0, page_number="top", variant=3),
    Style(number="(1)", restart="page", running_head=True, body_pt=13.0, variant=1),
    Style(running_head=True, body_pt=13.0, note_pt=11.0, variant=0),
)  # fmt: skip


def make_papers(count: int, seed: int) -> list[Paper]:
    """`count` papers, styles in turn, every one of another report."""
    world = World(seed)
    reports = make_reports(make_places(-(-count // 3) + 1, seed), 3, seed)[:count]
    return [_paper(write(report, world), n, seed) for n, report in enumerate(reports)]


def _paper(written: Written, n: int, seed: int) -> Paper:
    paper = Paper(f"bc-{n + 1:03d}", written.report, _STYLES[n % len(_STYLES)])
    own = list(_own(written))
    body = [k for k, p in enumerate(own) if p.kind == "paragraph"]
    hard = {body[int(draw(seed, n, k, "where") * len(body))]: k for k in range(_HARD)}
    for k, paragraph in enumerate(own):
        _add(paper, paragraph.kind, [paragraph.text], written.notes, (seed, n, k))
        if k in hard:
            names = (seed, n, k, "hard")
            sentences = [pick(_PLAIN, *names, 1), pick(_SENTENCES, *names, 2), pick(_PLAIN, *names, 3)]
            sentences = [*sentences, pick(_SENTENCES, *names, 4)] if draw(*names, 5) < 0.5 else sentences
            _add(
                paper, "paragraph", ["- " * (draw(*names, 6) < 0.5) + sentences[0], *sentences[1:]], (), names
            )
    return paper


def _own(written: Written) -> Iterator[Paragraph]:
    """The report's own paragraphs, up to its closing; tables are another matter."""
    part: Kind = "letterhead"
    for text in written.paragraphs:
        if text.startswith("PHỤ LỤC"):
            return
        part = "title" if text == "BÁO CÁO" else "closing" if text.startswith("Nơi nhận:") else part
        heading = part == "paragraph" and re.match(r"(?:[IVX]+|\d+(?:\.\d+)*)\. ", text)
        if text:
            yield Paragraph("heading" if heading else part, text)
        if text == "-----":
            part = "paragraph"


def _add(
    paper: Paper, kind: Kind, sentences: Sequence[str], notes: Sequence[str], names: tuple[object, ...]
) -> None:
    """One paragraph of sentences; marks get the next numbers, notes their words."""
    parts: list[str] = []
    for s, sentence in enumerate(sentences):
        anchor = re.sub(r" ?(?:\^|\N{INVISIBLE SEPARATOR}\d+)", "", sentence).removeprefix("- ")

        def number(found: re.Match[str], s: int = s, anchor: str = anchor) -> str:
            at = (*names, s, len(paper.notes))
            own = notes[int(found[1]) - 1] if found[1] else _note(at)
            paper.notes.append(own)
            paper.anchors.append(anchor)
            return mark(len(paper.notes))

        parts.append(re.sub("\\^|\N{INVISIBLE SEPARATOR}(\\d+)", number, sentence))
    paper.paragraphs.append(Paragraph(kind, " ".join(parts)))


def _note(names: tuple[object, ...]) -> str:
    a, b, c = (int(draw(*names, x) * size) + 11 for x, size in (("a", 300), ("b", 80), ("c", 9)))
    if draw(*names, "long") < 0.06:
        return " ".join(_LONG.format(k=k, a=a + 3 * k, b=b + k) for k in range(1, c))
    return pick(_NOTES, *names, "words").format(a=a, b=b, c=c % 9 + 1)
