"""`danvan backup`, `restore` and `upgrade`: data and attachments in one file, written beside and then renamed."""

import argparse
from pathlib import Path

from danvan.cli import archive, installing
from danvan.cli.installing import say
from danvan.cli.parser import Refused, Subparsers
from danvan.cli.words import _


def add(subparsers: Subparsers) -> None:
    """The commands `backup`, `restore` and `upgrade`."""
    backup = subparsers.add_parser("backup", help=_("sao lưu dữ liệu và tệp đính kèm vào một tệp .tar.gz"))
    backup.add_argument("file", metavar=_("TỆP"), type=Path)
    backup.set_defaults(run=run_backup)
    restore = subparsers.add_parser("restore", help=_("phục hồi từ tệp sao lưu; dữ liệu đang có được giữ sang bên"))
    restore.add_argument("file", metavar=_("TỆP"), type=Path)
    restore.add_argument("--yes", action="store_true", help=_("đồng ý thay dữ liệu đang có"))
    restore.set_defaults(run=run_restore)
    upgrade = subparsers.add_parser("upgrade", help=_("nâng cấp: sao lưu, cập nhật cơ sở dữ liệu, tệp tĩnh, danh mục"))
    upgrade.add_argument("--no-backup", action="store_true", help=_("không sao lưu trước (đã có bản sao lưu khác)"))
    upgrade.set_defaults(run=run_upgrade)


def run_backup(args: argparse.Namespace) -> int:
    """Write everything into one file; the site may go on running."""
    installing.prepare_django()
    installing.finish_restore()
    if not installing.has_tables():
        raise Refused(_("Chưa có dữ liệu để sao lưu."))
    archive.write(args.file, at=installing.now())
    say(_("Đã sao lưu vào {file}").format(file=args.file))
    return 0


def run_restore(args: argparse.Namespace) -> int:
    """Check the file whole, then exchange; what was there is kept aside."""
    installing.prepare_django()
    installing.finish_restore()
    archive.verify(args.file)
    if installing.has_tables() and not args.yes:
        raise Refused(_("Đang có dữ liệu. Thêm --yes để thay; dữ liệu cũ được giữ sang bên."))
    with installing.house_in_use(alone=True):
        aside = archive.exchange(args.file, at=installing.now())
    say(_("Đã phục hồi từ {file}.").format(file=args.file))
    if aside:
        say(_("Dữ liệu cũ nằm trong {folder}").format(folder=aside))
    if installing.behind():
        say(_("Bản sao lưu thuộc bản cũ hơn: chạy ./danvan upgrade."))
    return 0


def run_upgrade(args: argparse.Namespace) -> int:
    """Back up what is there, then bring tables, static files and units up to this version."""
    from django.conf import settings

    installing.prepare_django()
    installing.finish_restore()
    installing.refuse_demo_when_live()
    if installing.has_tables() and not args.no_backup:
        at = installing.now()
        file = settings.HOME / "backups" / f"{at:%Y%m%dT%H%M%SZ}.tar.gz"
        archive.write(file, at=at)
        say(_("Đã sao lưu vào {file}").format(file=file))
    installing.install()
    say(_("Đã nâng cấp xong."))
    return 0
