"""`danvan demo`: a house filled with invented rows, ready to look at."""

import argparse

from danvan.cli import installing, serving
from danvan.cli.installing import say
from danvan.cli.parser import Refused, Subparsers
from danvan.cli.words import _


def add(subparsers: Subparsers) -> None:
    """The command `demo`."""
    demo = subparsers.add_parser("demo", help=_("dựng bản trình diễn có dữ liệu minh họa rồi mở trang"))
    serving.add_address(demo)
    demo.add_argument("--no-serve", action="store_true", help=_("chỉ dựng dữ liệu, không mở trang"))
    demo.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Install, fill once, serve. Repeating it keeps what is there."""
    if not args.no_serve:
        serving.refuse_taken(args.host, args.port)
    installing.prepare_django()
    installing.finish_restore()
    _refuse_real_house()
    installing.install()
    fill()
    say(_("Bản trình diễn đã sẵn sàng."))
    return 0 if args.no_serve else serving.run(args)


def fill() -> None:
    """Mark the database as a demo, lay down the cast, then each process's data in the order of the rooms."""
    from danvan.commons import registry
    from danvan.commons.people import cast
    from danvan.commons.records import demo

    demo.mark()
    at = installing.now()
    cast.lay_down(at=at)
    for card in registry.cards():
        if card.seeds:
            say(_("Dữ liệu minh họa: {process} ...").format(process=card.label))
            card.seeds(at=at, say=say)
    installing.learn_spread()


def _refuse_real_house() -> None:
    """Invented rows never go among real ones, nor on a live site. Raises `Refused`."""
    from django.conf import settings

    from danvan.commons.people.models import Seat
    from danvan.commons.records import demo

    if settings.LIVE:
        raise Refused(_("DANVAN_SITE_URL đang đặt: trang thật không nhận dữ liệu minh họa."))
    if installing.has_tables() and not installing.behind() and not demo.is_marked() and Seat.objects.exists():
        raise Refused(
            _("Cơ sở dữ liệu này đã có người dùng thật. Đặt DANVAN_HOME sang thư mục khác để dựng bản trình diễn.")
        )
