"""What holds for every template of the house: strict policy, and no pulling from another room."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2]
TEMPLATES = sorted(SOURCE.glob("**/templates/**/*.html"))
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}", re.DOTALL)
PULLED = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""")
INLINE = re.compile(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on|\sjs:", re.IGNORECASE)
SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE)


def name(file: Path) -> str:
    """How a template is known to the tests."""
    return str(file.relative_to(SOURCE))


def text(file: Path) -> str:
    """What of a template reaches a reader."""
    return COMMENT.sub("", file.read_text())


@pytest.mark.parametrize("file", TEMPLATES, ids=name)
def test_no_style_or_script_is_written_into_a_page(file: Path) -> None:
    assert INLINE.findall(text(file)) == []
    assert SCRIPT.findall(text(file)) == []


@pytest.mark.parametrize("file", TEMPLATES, ids=name)
def test_templates_pull_from_their_own_folder_the_commons_or_ui(file: Path) -> None:
    home = file.relative_to(SOURCE).parts
    own = home[home.index("templates") + 1]
    commons = {folder.name for folder in (SOURCE / "commons").glob("*/templates/*")}
    allowed = {own, "ui"} | (commons if home[0] != "ui" else set())

    strangers = [pulled for pulled in PULLED.findall(text(file)) if pulled.split("/")[0] not in allowed]

    assert [pulled for pulled in strangers if "/" in pulled] == []
