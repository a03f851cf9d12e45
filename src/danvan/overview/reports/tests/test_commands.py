"""`./danvan report`: the same numbers for programs and offices, and refusals in plain words."""

import argparse
import json

import pytest

from danvan.overview.reports import commands
from danvan.overview.reports.tests import make

pytestmark = pytest.mark.django_db


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    commands.add(parser.add_subparsers())
    args = parser.parse_args(["report", *words])
    return int(args.run(args))


def answer(capsys, *words: str) -> dict:
    assert run("--unit", "CT", "--period", "2026", *words) == 0
    return json.loads(capsys.readouterr().out)


def test_json_has_values_and_the_lengths_of_their_lists(capsys):
    make.records()

    told = answer(capsys)

    assert (told["unit"], told["unit_name"], told["period"]) == ("CT", "Thành ủy Cần Thơ", "2026")
    assert (told["from"], told["to"]) == ("2026-01-01", "2026-12-31")
    assert {code: (one["value"], one["records"]) for code, one in told["figures"].items() if one["value"]} == {
        "exemplars.registered": (3, 3),
        "exemplars.registered.kinh_te": (1, 1),
        "exemplars.registered.van_hoa_xa_hoi": (1, 1),
        "exemplars.registered.quoc_phong_an_ninh": (1, 1),
        "exemplars.registered.new": (3, 3),
        "exemplars.registered.collective": (3, 3),
        "exemplars.recognised": (2, 2),
        "exemplars.recognised.kinh_te": (1, 1),
        "exemplars.recognised.van_hoa_xa_hoi": (1, 1),
    }
    assert "by_unit" not in told


@pytest.mark.parametrize("as_of", [(), ("--as-of", "2025-06-30"), ("--as-of", "today"), ("--as-of", "01/7/2025")])
def test_by_unit_adds_up(capsys, as_of):
    make.records()

    rows = answer(capsys, "--by-unit", *as_of)["by_unit"]

    assert sum(row["registered"] for row in rows) == 3
    assert sum(row["recognised"] for row in rows) == 2
    assert {"code", "name", "registered", "recognised"} <= rows[0].keys()


@pytest.mark.parametrize(("form", "head"), [("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK"), ("json", b"{")])
def test_every_form_is_written_to_its_file(tmp_path, form, head):
    out = tmp_path / f"bao-cao.{form}"

    assert run("--unit", make.COMMUNE, "--period", "2026", "--format", form, "--out", str(out)) == 0
    assert out.read_bytes().startswith(head)


@pytest.mark.parametrize("template", ["cong-tac-dan-van", "dan-van-kheo"])
def test_a_template_is_chosen(capsys, template):
    assert answer(capsys, "--template", template)["template"] == template


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--unit", "CT99", "--period", "2026"), "Không có đơn vị nào mang mã “CT99”."),
        (("--unit", "CT", "--period", "26"), "Kỳ báo cáo ghi như 2023, 2023-Q1"),
        (("--unit", "CT", "--period", "0000"), "Kỳ báo cáo ghi như"),
        (("--unit", "CT", "--period", "2099"), "Chưa đến năm 2099"),
        (("--unit", "CT04", "--period", "2026"), "hoạt động đến ngày 30/06/2025"),
        (("--unit", "CT", "--period", "2026", "--as-of", "31/02/2026"), "không phải là ngày"),
        (("--unit", "CT", "--period", "2026", "--format", "pdf"), "cần --out TỆP"),
        (("--unit", "CT", "--period", "2026", "--out", "/khong/co/tep.json"), "Không ghi được tệp"),
    ],
)
def test_refusals_say_what_is_wrong(capsys, words, said):
    assert run(*words) == 1
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.out == ""


def test_an_unknown_form_is_misuse(capsys):
    with pytest.raises(SystemExit) as stopped:
        run("--unit", "CT", "--period", "2026", "--format", "doc")
    assert stopped.value.code == 2
