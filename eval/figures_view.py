"""A run's figures as HTML: the verdict, each measure in plain words, groups, causes, an earlier run beside. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from eval.causes import CAUSES
from eval.intervals import Share
from eval.measures import Summary, summarise
from eval.provenance import Provenance
from eval.run import Comparison, Row
from eval.summary import Group, ProofSummary, by_typing, funnel, groups, summarise_proof
from eval.words import COLUMNS, group, mean, percent, plain

NOT_MEASURED = (
    "Chưa đo: câu văn có dễ đọc không, biểu đồ, tệp Word và Excel xuất ra, báo cáo có nói đúng sự thật không. "
    "Câu hỏi của bộ này chỉ đại diện cho những gì bộ này hỏi."
)


def verdict_html(rows: Sequence[Row], at_least: float | None = None) -> str:
    """One sentence. at_least: the percentage of right answers that was demanded."""
    marks = [row.marks for row in rows]
    summary, proof = summarise(marks), summarise_proof(rows)
    if summary.right is None:
        return '<p class="verdict">Chưa có câu nào được chấm.</p>'
    whole, _, interval = percent(summary.right).partition(";")[0].partition(" (")
    told = f"Đúng {summary.right.hits}/{summary.right.n} câu: {whole} (khoảng tin cậy 95 %: {interval})."
    if proof.right_by_report and proof.right_by_report.n > 1:
        low, high = (
            f"{100 * x:.1f}".replace(".", ",")
            for x in (proof.right_by_report.low, proof.right_by_report.high)
        )
        told += f" Xét cả việc nhiều câu cùng hỏi một báo cáo: {low}-{high}."
    if at_least is not None:
        passed = 100 * summary.right.value >= at_least
        told = f"{'ĐẠT' if passed else 'KHÔNG ĐẠT'} mức {at_least:g} %. {told}"
    return f'<p class="verdict">{escape(told)}</p>'


def further(summary: Summary) -> list[tuple[str, str]]:
    """What a table of groups does not show, each with its name."""
    return [
        ("Đúng, câu có lời đáp", percent(summary.right_answerable)),
        ("Từ chối đúng chỗ", percent(summary.refusal_precision)),
        ("Câu không có lời đáp được từ chối", percent(summary.refusal_recall)),
        ("Số liệu không có trong trích dẫn", f"{summary.unsupported}/{summary.figures}"),
        ("Số từ một câu trả lời (trung vị)", plain(summary.words_median)),
        ("Thời gian p50 / p95 (ms)", f"{plain(summary.p50_ms)} / {plain(summary.p95_ms)}"),
    ]


def proofs(proof: ProofSummary) -> list[tuple[str, str]]:
    """What answers prove, each measure with its name."""
    return [
        ("Đoạn cần tìm: đứng đầu", percent(proof.recall_1)),
        ("Đoạn cần tìm: trong 5 đoạn", percent(proof.recall_5)),
        ("Đoạn cần tìm: trong 10 đoạn", percent(proof.recall_10)),
        ("Thứ hạng nghịch đảo trung bình (MRR; 1 là luôn đứng đầu)", mean(proof.mrr)),
        ("Thứ tự các đoạn tìm được (nDCG@10; 1 là tốt nhất)", mean(proof.ndcg)),
        ("Số chính đúng cả trị số, đơn vị tính, báo cáo", percent(proof.exact)),
        ("Đúng vai: thực hiện, kế hoạch, tăng giảm…", percent(proof.role)),
        ("Nói đúng là ước hay đã thực hiện", percent(proof.status)),
        ("Trích đúng trang", percent(proof.page)),
        ("Trích dẫn cần thiết, trong mọi trích dẫn", percent(proof.citation_precision)),
        ("Câu có số được chính trích dẫn của nó chứng minh", percent(proof.citation_recall)),
        ("Lời trích nguyên văn", percent(proof.verbatim)),
        ("Có trích báo cáo khác báo cáo được hỏi", percent(proof.wrong_source)),
        ("Câu cần nhiều báo cáo: trích đủ mọi báo cáo", percent(proof.covered)),
    ]


def measures_html(rows: Sequence[Row]) -> str:
    """Every measure of all questions, with its interval."""
    summary = summarise([row.marks for row in rows])
    lines = [(name, percent(getattr(summary, field))) for field, name in COLUMNS]
    lines += proofs(summarise_proof(rows)) + further(summary)
    body = "".join(f"<tr><td>{escape(n)}</td><td class=n>{escape(v)}</td></tr>" for n, v in lines)
    return (
        "<p>Trong ngoặc: khoảng tin cậy 95 %, rồi số câu (hoặc số trích dẫn) đúng trên tổng số đo được. "
        f'Dấu “–”: bộ này không có câu nào để đo.</p><table>{body}</table><p class="note">{NOT_MEASURED}</p>'
    )


def groups_html(rows: Sequence[Row], versus: Comparison | None) -> str:
    """The measures of each group of questions, and what became of it since an earlier run."""
    found = groups(rows)
    return "".join(_group_table(kind, members, versus) for kind, members in found.items())


def _group_table(kind: str, members: Sequence[Group], versus: Comparison | None) -> str:
    """One row a group; measures that apply to none of them are left out."""
    columns = [(name, [getattr(g.summary, field) for g in members]) for field, name in COLUMNS]
    columns.append(("Số chính đúng hẳn", [g.proof.exact for g in members]))
    cells = [(name, [_share(part) for part in shares]) for name, shares in columns if any(shares)]
    if versus:
        cells.append(("So với lần trước", [_change(g, versus) for g in members]))
    head = "".join(f"<th>{escape(name)}</th>" for name in (kind, "Câu", *(name for name, _ in cells)))
    body = "".join(
        f'<tr><td class="name">{escape(group(g.name))}</td><td class=n>{g.summary.n}</td>'
        + "".join(f"<td class=n>{column[n]}</td>" for _, column in cells)
        + "</tr>"
        for n, g in enumerate(members)
    )
    return f'<div class="scroll" tabindex="0"><table><tr>{head}</tr>{body}</table></div>'


def _share(part: Share | None) -> str:
    """The share, with its interval and count below."""
    whole, _, rest = percent(part).partition(" (")
    return f"{whole}<br><small>{rest.rstrip(')')}</small>" if rest else whole


def _change(members: Group, versus: Comparison) -> str:
    """ "+2 −1": two answers right now that were wrong before, one the other way round; "–" for none."""
    ids = {row.case.id for row in members.rows}
    gained, lost = (len(ids.intersection(changed)) for changed in (versus.gained, versus.lost))
    return " ".join([f"+{gained}"] * bool(gained) + [f"−{lost}"] * bool(lost)) or "–"


def typing_html(rows: Sequence[Row]) -> str:
    """Each way of typing beside the questions as they came, pair by pair; "" where they were asked one way only."""
    items = "".join(
        f"<li>{escape(group(way))}: {escape(versus_words(pairs))}</li>"
        for way, pairs in by_typing(rows).items()
    )
    head = "<h3>Gõ cách khác thì sao</h3><p>So từng câu với chính câu ấy như trong bộ câu hỏi.</p>"
    return f"{head}<ul>{items}</ul>" if items else ""


def funnel_html(rows: Sequence[Row]) -> str:
    """How many wrong answers got lost at which step; "" where none is wrong."""
    counts = funnel(rows)
    most = max(counts.values())
    if not most:
        return ""
    body = "".join(
        f"<tr><td>{escape(CAUSES[name])}</td><td class=n>{count}</td>"
        f'<td class="bar"><meter min="0" max="{most}" value="{count}">{count}</meter></td></tr>'
        for name, count in counts.items()
    )
    return f"<h3>Câu sai, theo bước để lạc mất lời đáp</h3><table>{body}</table>"


def versus_html(versus: Comparison | None, rows: Sequence[Row]) -> str:
    """The questions that flipped since an earlier run; "" without one."""
    if versus is None:
        return ""
    asked = {row.case.id: row.case.question for row in rows}
    flipped = f"{_flipped('Nay đúng', versus.gained, asked)}{_flipped('Nay sai', versus.lost, asked)}"
    changed = flipped if versus.gained or versus.lost else ""
    return f"<h3>So với lần trước</h3><p>{escape(versus_line(versus))}</p>{changed}"


def _flipped(name: str, ids: Iterable[str], asked: dict[str, str]) -> str:
    items = "".join(f"<li>{escape(asked[key])} <small>{escape(key)}</small></li>" for key in ids)
    return f"<p><b>{name}</b></p><ul>{items}</ul>" if items else f"<p><b>{name}</b>: không có câu nào.</p>"


def versus_line(versus: Comparison) -> str:
    """Two runs, in one sentence for people."""
    apart = f" {versus.apart} câu chỉ có ở một lần." if versus.apart else ""
    return f"{versus_words(versus)}{apart}"


def versus_words(versus: Comparison) -> str:
    """What changed where both were asked."""
    if not versus.gained and not versus.lost:
        return f"Không câu nào đổi đúng sai trong {versus.same} câu."
    p = "p < 0,001" if versus.p < 0.001 else f"p = {versus.p:.3f}".replace(".", ",")
    sure = "khác nhau rõ" if versus.p < 0.05 else "chưa đủ để nói là khác"
    return (
        f"Thêm {len(versus.gained)} câu đúng, thêm {len(versus.lost)} câu sai, {versus.same} câu như cũ "
        f"(McNemar, {p}: {sure})."
    )


def passed_over_words(count: int) -> str:
    """What is added of proposals that nobody accepted; "" for none."""
    return f" · bỏ qua {count} câu đề xuất chưa được nhận" if count else ""


def provenance_html(made_of: Provenance) -> str:
    """What the run was made of, and the command that repeats it."""
    started = datetime.fromisoformat(made_of.started)
    lines = (
        (
            "Bộ câu hỏi",
            f"{made_of.questions} · {made_of.questions_hash}{passed_over_words(made_of.passed_over)}",
        ),
        ("Báo cáo", f"{made_of.reports} báo cáo · {made_of.corpus_hash}"),
        ("Chỉ mục", made_of.index),
        ("Chương trình", made_of.code_hash),
        ("Máy", made_of.machine),
        ("Lúc", f"{started:%H:%M %d/%m/%Y}, trong {made_of.seconds:.0f} giây"),
    )
    body = "".join(f"<tr><td>{name}</td><td><code>{escape(value)}</code></td></tr>" for name, value in lines)
    return (
        f'<table class="made-of">{body}</table><p>Chấm lại bằng lệnh:</p>'
        f'<pre class="scroll" tabindex="0">{escape(made_of.command)}</pre>'
    )
