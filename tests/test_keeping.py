"""A house can be kept: backed up while it runs, restored whole, upgraded."""

import fcntl
import tarfile

import pytest

PASSWORD = "Giữ-nhà-cẩn-thận-2026\n"


@pytest.fixture
def kept(house):
    """A house with one attachment."""
    (house.home / "files" / "2026").mkdir(parents=True)
    (house.home / "files" / "2026" / "ke-hoach.pdf").write_bytes(b"%PDF-1.7 minh hoa")
    return house


def test_a_backup_brings_back_data_and_attachments(kept, tmp_path):
    file = tmp_path / "sao-luu.tar.gz"
    kept.done("backup", file)
    assert kept.run("admin", "lan", typed=PASSWORD).returncode == 0
    (kept.home / "files" / "2026" / "ke-hoach.pdf").write_bytes(b"overwritten by mistake")
    (kept.home / "files" / "thua.pdf").write_bytes(b"later")
    (kept.home / "seals.jsonl").write_text('{"day": "2026-01-02"}\n')

    kept.done("restore", file, "--yes")

    assert "Lan Mới" in kept.run("admin", "lan", "--name", "Lan Mới", typed=PASSWORD).stdout
    assert (kept.home / "files" / "2026" / "ke-hoach.pdf").read_bytes() == b"%PDF-1.7 minh hoa"
    assert not (kept.home / "files" / "thua.pdf").exists()
    (aside,) = kept.home.glob("before-restore-*")
    assert (aside / "files" / "thua.pdf").read_bytes() == b"later"
    assert (aside / "seals.jsonl").exists()
    assert [path for path in aside.iterdir() if path.is_file()] != []
    assert kept.json("audit", "verify")["broken"] == []


def test_a_backup_can_be_restored_into_an_empty_house(kept, empty_house, tmp_path):
    file = tmp_path / "sao-luu.tar.gz"
    kept.done("backup", file)
    units = kept.json("units")

    empty_house.done("restore", file)

    assert empty_house.json("units") == units
    assert (empty_house.home / "files" / "2026" / "ke-hoach.pdf").exists()
    assert list(empty_house.home.glob("before-restore-*")) == []


def test_data_are_never_replaced_unasked(kept, tmp_path):
    file = tmp_path / "sao-luu.tar.gz"
    kept.done("backup", file)

    ended = kept.run("restore", file)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "--yes" in ended.stderr
    assert list(kept.home.glob("before-restore-*")) == []


def test_a_damaged_backup_changes_nothing(kept, tmp_path):
    file = tmp_path / "sao-luu.tar.gz"
    kept.done("backup", file)
    whole = file.read_bytes()
    before = sorted(path.name for path in kept.home.iterdir())

    for damage in ("cut", "changed", "nothing", "text", "foreign"):
        file.write_bytes(whole)
        _damage(file, damage)
        ended = kept.run("restore", file, "--yes")

        assert (damage, ended.returncode, len(ended.stderr.splitlines())) == (damage, 2, 1)
    assert sorted(path.name for path in kept.home.iterdir()) == before


def _damage(file, how):
    content = file.read_bytes()
    if how == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif how == "changed":
        middle = len(content) // 2
        file.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    elif how == "nothing":
        file.write_bytes(b"")
    elif how == "text":
        file.write_text("không phải tệp sao lưu")
    else:
        with tarfile.open(file, "w:gz") as tar:
            tar.add(__file__, "../../escaped.py")


def test_a_house_in_use_is_not_exchanged(kept, tmp_path):
    file = tmp_path / "sao-luu.tar.gz"
    kept.done("backup", file)
    with (kept.home / "in-use.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)

        ended = kept.run("restore", file, "--yes")

    assert file.stat().st_mode & 0o077 == 0  # a backup is its owner's only
    assert ended.returncode == 2
    assert "đang chạy" in ended.stderr


def test_an_upgrade_backs_up_first(kept):
    kept.done("upgrade")

    (file,) = (kept.home / "backups").glob("*.tar.gz")
    with tarfile.open(file) as tar:
        assert {"database", "files/2026/ke-hoach.pdf", "manifest.json"} == set(tar.getnames())


def test_an_empty_house_has_nothing_to_back_up(empty_house, tmp_path):
    ended = empty_house.run("backup", tmp_path / "sao-luu.tar.gz")

    assert ended.returncode == 2
    assert not (tmp_path / "sao-luu.tar.gz").exists()
