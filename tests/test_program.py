"""The command line as a person meets it."""

import pytest

PASSWORD = "Giữ-nhà-cẩn-thận-2026\n"


def test_help_is_in_vietnamese_and_needs_no_house(empty_house):
    ended = empty_house.run("--help", DANVAN_HOME="/proc/nowhere")

    assert ended.returncode == 0
    assert ended.stdout.startswith("Cách dùng: ./danvan")
    for command in (
        "demo",
        "serve",
        "worker",
        "import",
        "report",
        "units",
        "audit",
        "backup",
        "restore",
        "upgrade",
        "test",
    ):
        assert f"\n    {command} " in ended.stdout


def test_help_can_be_had_in_english(empty_house):
    ended = empty_house.run("--lang", "en", "--help")

    assert ended.stdout.startswith("Usage: ./danvan")


REFUSED = [
    (),
    ("lam-gi-do",),
    ("units", "--as-of", "31-12-2025"),
    ("units", "--sai"),
    ("serve", "--port", "chín"),
    ("audit",),
    ("import", "exemplars"),
    ("restore", "khong-co.tar.gz"),
]


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_what_cannot_be_done_is_told_in_one_line(empty_house, words):
    ended = empty_house.run(*words)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert len(ended.stderr.splitlines()) == 1
    assert "Traceback" not in ended.stderr


def test_vietnamese_comes_out_whole_under_any_locale(empty_house):
    ended = empty_house.run("--help", LC_ALL="C", LANG="C", PYTHONIOENCODING="ascii")

    assert "phần mềm mở cho công tác dân vận" in ended.stdout


def test_json_stands_alone_on_standard_output(house):
    units = house.json("units", "--as-of", "2025-07-01")

    assert [unit["code"] for unit in units if unit.get("root")] == ["CT"]


def test_the_city_is_another_body_before_the_merger(house):
    before = house.json("units", "--as-of", "2025-06-30")
    after = house.json("units", "--as-of", "2025-07-01")

    (old,) = [unit for unit in before if unit.get("root")]
    (new,) = [unit for unit in after if unit.get("root")]
    assert new["code"] in old["successors"]
    assert old["to"] == "2025-06-30"


def test_an_intact_history_is_reported_so(house):
    assert house.json("audit", "verify") == {"records": 0, "events": 0, "broken": [], "seal": None}


def test_a_history_that_is_no_longer_what_was_sealed_is_reported(house):
    (house.home / "seals.jsonl").write_text('{"day": "2026-01-02"}\n')

    ended = house.run("audit", "verify")

    assert ended.returncode == 1
    assert "2026-01-02" in ended.stdout


def test_the_first_administrator_can_be_made_and_the_password_set_anew(house):
    made = house.run("admin", "Lan", typed=PASSWORD)
    again = house.run("admin", "Lan", typed="Một-mật-khẩu-khác-2027\n")

    assert (made.returncode, again.returncode) == (0, 0)
    assert made.stdout == again.stdout


@pytest.mark.parametrize("password", ["", "1234567890123"])
def test_a_weak_password_is_refused(house, password):
    ended = house.run("admin", "Lan", typed=f"{password}\n")

    assert (ended.returncode, ended.stdout) == (2, "")


def test_a_live_site_never_starts_on_invented_rows(demo):
    for command in ("serve", "worker", "upgrade", "demo"):
        ended = demo.run(command, DANVAN_SITE_URL="https://danvan.example")
        assert (command, ended.returncode) == (command, 2)
        assert "minh họa" in ended.stderr.splitlines()[-1]


def test_invented_rows_never_go_among_real_ones(house):
    house.run("admin", "Lan", typed=PASSWORD)

    ended = house.run("demo", "--no-serve")

    assert ended.returncode == 2
    assert "người dùng thật" in ended.stderr
