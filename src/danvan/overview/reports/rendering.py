"""A report in the forms in which it leaves the house; the same for a draft and for a frozen version."""

import json

from danvan.commons.exchange.writing import EXCEL
from danvan.commons.papers.documents.pdf import pdf
from danvan.commons.papers.documents.word import word
from danvan.overview.reports.content import Content, as_answer
from danvan.overview.reports.documents import document
from danvan.overview.reports.sheets import workbook

MIMES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": EXCEL,
    "json": "application/json",
}


def rendered(content: Content, form: str, mark: str = "") -> bytes:
    """Word, PDF, Excel annexes or JSON; without a mark (the fingerprint) it is a draft."""
    if form == "docx":
        return word(document(content, fingerprint=mark))
    if form == "pdf":
        return pdf(document(content, fingerprint=mark))
    if form == "xlsx":
        return workbook(content, fingerprint=mark)
    answer = as_answer(content, fingerprint=mark, by_unit=True)
    return (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode()


def file_name(content: Content, form: str, *, frozen: bool) -> str:
    """A name that says what, when, whose and which version."""
    which = f"ban-{content.edition}" if frozen else "du-thao"
    return f"bao-cao-{content.outline_key}-{content.period}-{content.unit}-{which}.{form}".lower()
