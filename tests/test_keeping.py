"""A house can be kept: backed up while it runs, restored whole, upgraded."""

import shutil
import tarfile

import pytest

PASSWORD = "Giữ-nhà-cẩn-thận-2026\n"


@pytest.fixture
def kept(house):
    """A house with an administrator and one attachment."""
    assert house.run("admin", "lan", typed=PASSWORD).returncode == 0
    (house.home / "files" / "2026").mkdir(parents=True)
    (house.home / "files" / "2026" / "ke-hoach.pdf").write_bytes(b"%PDF-1.7 minh hoa")
    return house


def admins(house) -> int:
    """How many rows a probe of the data finds: `admin` of the same name changes nothing that counts."""
    return int("lan là quản trị" in house.run("admin", "lan", typed=PASSWORD).stdout)


def test_a_backup_brings_back_data_and_attachments(kept, tmp_path):
    file = tmp_path / "sao-luu.tar.gz"
    kept.done("backup", file)
    units_before = kept.json("units")
    (kept.home / "files" / "2026" / "ke-hoach.pdf").write_bytes(b"overwritten by mistake")
    (kept.home / "files" / "thua.pdf").write_bytes(b"later")

    kept.done("restore", file, "--yes")

    assert kept.json("units") == units_before
    assert (kept.home / "files" / "2026" / "ke-hoach.pdf").read_bytes() == b"%PDF-1.7 minh hoa"
    assert not (kept.home / "files" / "thua.pdf").exists()
    (aside,) = kept.home.glob("before-restore-*")
    assert (aside / "files" / "thua.pdf").read_bytes() == b"later"
    assert [path for path in aside.iterdir() if path.is_file()] != []
    assert kept.json("audit", "verify")["broken"] == []


def test_a_backup_can_be_restored_into_an_empty_house(kept, tmp_path):
    file = tmp_path / "sao-luu.tar.gz"
    kept.done("backup", file)
    units = kept.json("units")
    if "DANVAN_DATABASE_URL" not in kept.env:
        shutil.rmtree(kept.home)
        kept.home.mkdir()

    kept.done("restore", file, "--yes")

    assert kept.json("units") == units
    assert (kept.home / "files" / "2026" / "ke-hoach.pdf").exists()


def test_data_are_never_replaced_unasked(kept, tmp_path):
    file = tmp_path / "sao-luu.tar.gz"
    kept.done("backup", file)

    ended = kept.run("restore", file)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "--yes" in ended.stderr
    assert list(kept.home.glob("before-restore-*")) == []


@pytest.mark.parametrize("damage", ["cut", "changed", "nothing", "text", "foreign"])
def test_a_damaged_backup_changes_nothing(kept, tmp_path, damage):
    file = tmp_path / "sao-luu.tar.gz"
    kept.done("backup", file)
    _damage(file, damage)

    ended = kept.run("restore", file, "--yes")

    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert list(kept.home.glob("before-restore-*")) == []
    assert list(kept.home.glob(".danvan-*")) == []
    assert admins(kept) == 1


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
    worker = kept.start("worker")
    try:
        while not (kept.home / "in-use.lock").exists():
            assert worker.poll() is None

        ended = kept.run("restore", file, "--yes")
    finally:
        worker.kill()
        worker.communicate()

    assert ended.returncode == 2
    assert "đang chạy" in ended.stderr


def test_a_backup_is_readable_by_its_owner_only(kept, tmp_path):
    kept.done("backup", tmp_path / "sao-luu.tar.gz")

    assert (tmp_path / "sao-luu.tar.gz").stat().st_mode & 0o077 == 0


def test_an_upgrade_backs_up_first(kept):
    kept.done("upgrade")

    (file,) = (kept.home / "backups").glob("*.tar.gz")
    with tarfile.open(file) as tar:
        assert {"database", "files/2026/ke-hoach.pdf", "manifest.json"} == set(tar.getnames())


def test_an_empty_house_has_nothing_to_back_up(house, tmp_path):
    ended = house.run("backup", tmp_path / "sao-luu.tar.gz")

    assert ended.returncode == 2
    assert not (tmp_path / "sao-luu.tar.gz").exists()
