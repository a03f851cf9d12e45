"""The command that brings in a list, as a person runs it: dữ liệu minh họa."""

import argparse
import json

import pytest

from danvan.do.exemplars import commands
from danvan.do.exemplars.registers.tests.making import HEADER, ROWS, excel
from danvan.do.exemplars.tests import make

pytestmark = pytest.mark.django_db

LIST = [["DANH SÁCH NĂM 2025"], HEADER, *ROWS, [4, "Tổ may, gọi 0912.345.678", "KT", "Hội LHPN xã", "Ấp 1"]]


@pytest.fixture
def told(tmp_path, capsys):
    parser = argparse.ArgumentParser()
    commands.add(parser.add_subparsers())
    file = tmp_path / "ds.xlsx"
    file.write_bytes(excel(LIST))

    def run(*more: str, year: str = "2026", code: int = 0) -> str:
        args = parser.parse_args(["exemplars", str(file), "--unit", make.COMMUNE, "--year", year, *more])
        assert args.run(args) == code
        return capsys.readouterr().out

    return run


def test_what_is_taken_refused_and_doubted_is_printed(told):
    make.year()

    said = json.loads(told("--json"))

    assert (said["rows"], said["accepted"], said["first"], said["last"]) == (4, 3, ROWS[0][1], ROWS[2][1])
    assert [(row["row"], row["column"]) for row in said["refused"]] == [(6, "name")]
    assert said["warnings"] == ["Tiêu đề ghi năm 2025, đang nhập cho năm 2026."]


def test_without_json_each_refusal_and_warning_is_a_line(told):
    make.year()

    lines = told().splitlines()

    assert any(line.startswith("  Sheet1 · 6 · name · Tổ may") for line in lines)
    assert "  Tiêu đề ghi năm 2025, đang nhập cho năm 2026." in lines


@pytest.mark.parametrize("year", ["-1", "0", "2024", "10000", "99999999999"])
def test_a_year_in_which_the_unit_did_not_stand_is_refused(told, year):
    assert "không hoạt động" in json.loads(told("--json", year=year, code=1))["refused"]


def test_a_year_that_takes_no_list_is_told_in_the_preview(told):
    assert json.loads(told("--json", year="9999"))["warnings"][-1].startswith("Chưa có năm thi đua 9999.")


def test_what_was_saved_before_is_sent_when_asked(told):
    make.year()
    told("--commit")

    said = json.loads(told("--commit", "--send", "--json"))

    assert (said["new"], said["same"], said["list"]) == (0, 3, "Đã gửi")
