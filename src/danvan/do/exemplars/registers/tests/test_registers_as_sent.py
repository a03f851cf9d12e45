"""The lists of the shared data folder, read as their truth says."""

import json
from collections import Counter
from pathlib import Path

import pytest

from danvan.commons.exchange.limits import FileRefused
from danvan.do.exemplars.registers.recognise import recognise

FOLDER = Path(__file__).resolve().parents[7] / "shared" / "data" / "registers"
TRUTH = json.loads((FOLDER / "truth.json").read_text()) if (FOLDER / "truth.json").exists() else {}

pytestmark = pytest.mark.skipif(not TRUTH, reason="shared/data/registers is not beside this repository")


@pytest.mark.parametrize("name", sorted(name for name, truth in TRUTH.items() if "by_field" in truth))
def test_a_list_is_read_whole(name):
    truth = TRUTH[name]

    register = recognise((FOLDER / name).read_bytes(), name, year=2026)

    assert register.refusals == []
    assert register.rows == truth["rows"]
    assert register.by_field == truth["by_field"]
    assert register.individual == truth["individuals"]
    assert register.collective == truth["rows"] - truth["individuals"]
    assert (register.first, register.last) == (truth.get("first", register.first), truth.get("last", register.last))
    if "by_unit" in truth:
        assert Counter(entry.unit for entry in register.entries) == truth["by_unit"]


@pytest.mark.parametrize("name", sorted(name for name, truth in TRUTH.items() if "bad" in truth))
def test_bad_rows_are_refused_at_their_cells_and_no_others(name):
    truth = TRUTH[name]

    register = recognise((FOLDER / name).read_bytes(), name, year=2026)

    assert [[fault.row, fault.column] for fault in register.refusals] == truth["bad"]
    assert register.rows == truth["rows"]
    assert len(register.entries) == truth["rows"] - len(truth["bad"])


@pytest.mark.parametrize("name", sorted(name for name, truth in TRUTH.items() if truth.get("refused_file")))
def test_a_locked_file_is_refused_as_a_whole(name):
    with pytest.raises(FileRefused) as refused:
        recognise((FOLDER / name).read_bytes(), name, year=2026)

    assert "mật khẩu" in refused.value.reason
