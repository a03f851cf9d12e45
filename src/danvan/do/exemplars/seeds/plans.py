"""The demo's years: what each adds up to. 2023 is the base document's (13-06-2024); all other totals are invented."""

from dataclasses import dataclass
from datetime import date

from danvan.do.exemplars.kinds import Field


@dataclass(frozen=True)
class YearPlan:
    """One demo year: the root unit's code, totals by field (registered, recognised), and its days."""

    year: int
    root: str
    fields: dict[str, tuple[int, int]]
    theme: str
    plan_date: date
    communes_by: date
    decided_on: date | None
    closed: bool = True


def fields(*numbers: tuple[int, int]) -> dict[str, tuple[int, int]]:
    """Numbers in the order of the four fields."""
    return dict(zip(Field.values, numbers, strict=True))


YEARS = (
    YearPlan(2022, "CT04", fields((735, 655), (1502, 1342), (170, 156), (108, 95)), "Khéo trong vận động, hiệu quả trong việc làm",
             date(2022, 2, 21), date(2022, 4, 29), date(2022, 12, 12)),
    YearPlan(2023, "CT04", fields((771, 697), (1583, 1434), (167, 151), (121, 109)), "Dân vận khéo xây dựng nông thôn mới, đô thị văn minh",
             date(2023, 2, 13), date(2023, 4, 28), date(2023, 12, 11)),
    YearPlan(2024, "CT04", fields((802, 733), (1611, 1469), (182, 167), (136, 125)), "Dân vận khéo trong chuyển đổi số, cải cách hành chính",
             date(2024, 2, 19), date(2024, 4, 26), date(2024, 12, 9)),
    YearPlan(2025, "CT", fields((1120, 1004), (2283, 2051), (301, 276), (236, 214)), "Gần dân, sát dân sau sắp xếp",
             date(2025, 7, 21), date(2025, 9, 15), date(2025, 12, 15)),
    YearPlan(2026, "CT", fields((1174, 0), (2391, 0), (322, 0), (263, 0)), "Mỗi xã, phường có việc khéo đo được",
             date(2026, 2, 9), date(2026, 11, 20), None, closed=False),
)  # fmt: skip
