"""The form of the house, where import contracts and types cannot see it."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from danvan.commons import registry

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "src" / "danvan"
NAMELESS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "base",
    "misc",
    "service",
    "services",
    "manager",
    "managers",
}
LONGEST_FILE = 400
LONGEST_TEST = 600
"""A file of tests is read by its names, so it may be longer than code before it needs a second subject."""
WRITERS = re.compile(r"actions|seeds|loading|accounts|migrations|tests")
"""Parts of a path whose code may write; besides them the commons and the command line."""
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def sources() -> Iterator[Path]:
    """Every module of ours."""
    return (file for file in HOUSE.rglob("*.py") if "__pycache__" not in file.parts)


def templates() -> Iterator[Path]:
    """Every template of ours."""
    return HOUSE.rglob("templates/**/*.html")


def name_of(file: Path) -> str:
    """A file as a reader would call it."""
    return file.relative_to(HOUSE).as_posix()


def test_the_import_contracts_hold():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_every_module_says_what_it_holds():
    nameless = [name_of(file) for file in sources() if NAMELESS & {file.stem, *file.relative_to(HOUSE).parts[:-1]}]

    assert nameless == []


def test_every_room_has_its_sentence():
    without = [room for room in registry.ROOMS if not registry.sentence(f"danvan.{room}")]
    long = [room for room in registry.ROOMS if len(registry.sentence(f"danvan.{room}").splitlines()) > 1]

    assert (without, long) == ([], [])


def test_rooms_hold_nothing_but_their_sentence():
    more = [
        room for room in registry.ROOMS if len(ast.parse((HOUSE / room / "__init__.py").read_text("utf-8")).body) != 1
    ]

    assert more == []


def test_no_file_has_outgrown_its_subject():
    lengths = {file: len(file.read_text("utf-8").splitlines()) for file in sources() if "migrations" not in file.parts}

    long = {
        name_of(file): lines
        for file, lines in lengths.items()
        if lines > (LONGEST_TEST if "tests" in file.parts else LONGEST_FILE)
    }

    assert long == {}


def test_only_actions_write():
    """Querysets change in `actions`, `seeds`, `loading` and `accounts`; pages, forms, queries and figures never do."""
    written = [
        f"{name_of(file)}:{call.lineno} .{call.func.attr}("
        for file in sources()
        if name_of(file).split("/")[0] not in {"cli", "commons", "ui"} and not WRITERS.search(name_of(file))
        for call in _writing_calls(ast.parse(file.read_text("utf-8")))
    ]

    assert written == []


def _writing_calls(tree: ast.Module) -> Iterator[ast.Call]:
    """Calls that may change rows: not those of an action, nor `.update(…)` of a plain mapping, which takes one."""
    actions = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if "actions" in f"{node.module}.{alias.name}".split(".")
    }
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in WRITES:
            first = ast.unparse(call.func.value).split(".")[0]
            if first not in actions and not (call.func.attr == "update" and call.args):
                yield call


def test_migrations_import_no_code_of_ours():
    importing = [
        f"{name_of(file)}: {module}"
        for file in sources()
        if "migrations" in file.parts
        for module in _imports(file)
        if module.startswith("danvan") and not module.startswith("danvan.commons.records.ids")
    ]

    assert importing == []


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_migrations_are_named_for_what_they_mean():
    unnamed = [
        name_of(file)
        for file in HOUSE.rglob("migrations/0*.py")
        if re.search(r"_(auto|alter|initial$)|^0\d{3}_auto", file.stem) or not re.match(r"\d{4}_[a-z]", file.stem)
    ]

    assert unnamed == []


PULLED = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""")


@pytest.mark.parametrize("file", sorted(templates()), ids=name_of)
def test_templates_pull_only_from_their_own_folder_the_commons_and_ui(file):
    own = file.relative_to(next(parent for parent in file.parents if parent.name == "templates")).parts[0]
    shelves = {own, "ui"} | {folder.name for folder in HOUSE.glob("commons/*") if folder.is_dir()}
    if "commons" in file.parts:
        shelves -= {"front"}

    pulled = {path.split("#")[0] for path in PULLED.findall(file.read_text("utf-8")) if "/" in path}

    assert {path for path in pulled if path.split("/")[0] not in shelves} == set()


INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=[\"']|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE)


@pytest.mark.parametrize("file", sorted(templates()), ids=name_of)
def test_templates_carry_no_style_or_script_of_their_own(file):
    found = [match.group() for match in INLINE.finditer(file.read_text("utf-8"))]

    assert found == []
