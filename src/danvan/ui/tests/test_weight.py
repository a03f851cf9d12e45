import gzip
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import RequestFactory

from danvan.ui.tests import guide

STATIC = Path(__file__).parents[1] / "static" / "ui"
LIMITS = {".css": (40_000, 9_000), ".js": (12_000, 4_500)}
"""Octets of all files of a kind, as they are and packed."""


@pytest.mark.parametrize("ending", LIMITS)
def test_styles_and_scripts_stay_light(ending: str) -> None:
    whole = b"".join(file.read_bytes() for file in sorted(STATIC.glob(f"*{ending}")))
    plain, packed = LIMITS[ending]

    assert len(whole) <= plain
    assert len(gzip.compress(whole)) <= packed


def test_an_empty_page_of_citizens_leaves_most_of_its_100_kilobytes_to_what_it_says(rf: RequestFactory) -> None:
    page = get_template("ui/public.html").render(guide.BARE | {"title": "Trang của bà con"}, rf.get("/")).encode()
    loaded = [file for file in STATIC.iterdir() if file.name.encode() in page]

    assert {file.name for file in loaded} == {"tokens.css", "components.css", "print.css", "icon.svg", "shortcuts.js"}
    assert len(page) + sum(file.stat().st_size for file in loaded) <= 50_000
