"""Renders the invented reports into samples/reports/ and samples/traps/, their questions into samples/questions.jsonl.

python -m samples.make_samples [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

from samples.layout import Laid, lay_out
from samples.make_questions import make_questions
from samples.render import as_docx, as_pdf, as_txt, page_texts
from samples.sources import REPORTS, TRAPS, SampleReport

HERE = Path(__file__).parent
_FORMS = {"pdf": as_pdf, "docx": as_docx, "txt": as_txt}


def make_report(report: SampleReport, folder: Path) -> tuple[Laid, list[str]]:
    """Writes one report into `folder`; what was laid out, and the text of its pages."""
    laid = lay_out(report)
    data = _FORMS[report.form](laid)
    (folder / report.file_name).write_bytes(data)
    return laid, page_texts(laid, data)


def main(folder: Path) -> None:
    for shelf in ("reports", "traps"):
        (folder / shelf).mkdir(parents=True, exist_ok=True)
    for report in TRAPS:
        make_report(report, folder / "traps")
    made = {report.stem: make_report(report, folder / "reports") for report in REPORTS}
    laid = {stem: laid for stem, (laid, _) in made.items()}
    pages = {stem: texts for stem, (_, texts) in made.items()}
    (folder / "questions.jsonl").write_text(make_questions(laid, pages), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
