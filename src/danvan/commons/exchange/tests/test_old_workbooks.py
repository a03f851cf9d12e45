"""Old workbooks are read in a process of their own, so that none can take this one with it."""

from pathlib import Path

import pytest

from danvan.commons.exchange.limits import FileRefused
from danvan.commons.exchange.reading import read_sheets

OLD = Path(__file__).resolve().parents[6] / "shared" / "data" / "registers" / "danh_sach_excel_cu.xls"


@pytest.mark.skipif(not OLD.exists(), reason="shared/data/registers is not beside this repository")
def test_damaged_old_workbooks_are_read_or_refused():
    whole = OLD.read_bytes()

    assert len(read_sheets(whole, "x.xls")[0].rows) > 50
    for at in range(600, len(whole), len(whole) // 12):
        damaged = whole[:at] + b"\xff" * 8 + whole[at + 8 :]
        try:
            assert read_sheets(damaged, "x.xls")
        except FileRefused as refused:
            assert refused.reason  # noqa: PT017 - either is right
        with pytest.raises(FileRefused):
            read_sheets(whole[: at // 2], "x.xls")
