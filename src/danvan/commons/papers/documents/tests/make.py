"""Documents for tests: a yearly report of a Party body, and the same of a people's committee."""

from dataclasses import replace
from datetime import date
from typing import Any

from danvan.commons.papers.documents.document import (
    Acting,
    Annex,
    Band,
    Bullets,
    Column,
    Document,
    Heading,
    Issuer,
    Paragraph,
    Run,
    Signature,
    Table,
)
from danvan.commons.papers.documents.styles import System

PARTY_BODY = Issuer("Thành ủy Cần Thơ", "Ban Tuyên giáo và Dân vận", System.PARTY)
STATE_BODY = Issuer("Ủy ban nhân dân thành phố Cần Thơ", "Ủy ban nhân dân phường Cái Khế", System.STATE)
FIGURES = Table(
    (Column("Chỉ tiêu", 3), Column("Năm 2023", align="right"), Column("Năm 2022", align="right")),
    (("Đăng ký", 2642, 2515), ("Công nhận", 2391, None)),
    caption="Số liệu chính",
    note="Dữ liệu minh họa.",
)


def report(**changes: Any) -> Document:
    """Give a report numbered 15 of 5 January 2024, changed as asked."""
    document = Document(
        issuer=PARTY_BODY,
        kind="Báo cáo",
        kind_code="BC",
        body_code="BTGDVTU",
        summary="Kết quả công tác dân vận năm 2023",
        place="Cần Thơ",
        number=15,
        on=date(2024, 1, 5),
        blocks=(
            Heading(1, "I. TÌNH HÌNH NHÂN DÂN"),
            Paragraph((Run("Năm 2023, "), Run("đăng ký", bold=True), Run(" 2.642 mô hình.", italic=True))),
            Bullets(("Kinh tế: 697 mô hình;", "Văn hóa - xã hội: 1.434 mô hình.")),
            FIGURES,
        ),
        recipients=("Thường trực Thành ủy", "Đảng ủy các xã, phường;", "- Lưu."),
        signature=Signature((Acting("TM", "Ban Thường vụ"),), "Phó Bí thư", "Họ và tên"),
        annexes=(Annex("Kết quả theo đơn vị", (by_unit(3),), landscape=True),),
    )
    return replace(document, **changes)


def by_unit(rows: int) -> Table:
    """Give a table of units under two rows of heads."""
    columns = (
        Column("STT", 0.6, "center"),
        Column("Đơn vị", 4),
        *(Column(title, 1, "right", group) for group in ("Đăng ký", "Công nhận") for title in ("Tập thể", "Cá nhân")),
        Column("Cộng", 1, "right"),
    )
    return Table(
        columns,
        (Band("I. Khối xã, phường"), *((at, f"Đơn vị số {at}", 12, 1434, 9, 3, 2642) for at in range(1, rows + 1))),
        total=("", "Cộng", 12, 1434, 9, 3, 2642),
    )
