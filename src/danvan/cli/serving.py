"""`danvan serve` and `danvan worker`: the web server and the worker of jobs, kept alive by one supervisor."""

import argparse
import os
import socket
import sys

from danvan.cli import installing
from danvan.cli.installing import say
from danvan.cli.parser import Refused, Subparsers
from danvan.cli.supervisor import Supervisor
from danvan.cli.words import _

WEB_WORKERS = 2
THREADS = 4
"""Requests that one web worker answers at once; each keeps its own database connection."""


def add(subparsers: Subparsers) -> None:
    """The commands `serve` and `worker`."""
    serve = subparsers.add_parser("serve", help=_("chạy trang web cùng bộ chạy việc nền"))
    add_address(serve)
    serve.set_defaults(run=run)
    worker = subparsers.add_parser("worker", help=_("chỉ chạy bộ chạy việc nền (khi cần thêm máy)"))
    worker.set_defaults(run=run_worker)


def add_address(parser: argparse.ArgumentParser) -> None:
    """Where the site listens."""
    port = os.environ.get("PORT", "8000")
    parser.add_argument(
        "--port",
        type=int,
        default=int(port) if port.isdigit() else 8000,
        help=_("cổng (mặc định: biến PORT, hoặc 8000)"),
    )
    parser.add_argument(
        "--host", default=os.environ.get("DANVAN_HOST", "127.0.0.1"), help=_("địa chỉ nghe (mặc định 127.0.0.1)")
    )


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    refuse_taken(args.host, args.port)
    installing.prepare_house()
    installing.refuse_demo_when_live()
    installing.learn_spread()
    with installing.house_in_use():
        supervisor = Supervisor()
        supervisor.keep("web", _web_command(args.host, args.port))
        supervisor.keep("worker", [sys.executable, "-P", "-m", "danvan.cli", "worker"])
        return supervisor.watch(ready=lambda: _tell_when_up(args.host, args.port))


def run_worker(_args: argparse.Namespace) -> int:
    """Run jobs until stopped."""
    installing.prepare_house()
    installing.refuse_demo_when_live()
    from danvan.commons.jobs import worker

    with installing.house_in_use():
        worker.run_forever()
    return 0


def refuse_taken(host: str, port: int) -> None:
    """Raises `Refused` when another program listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as taken:
            raise Refused(
                _("Không mở được cổng {port} ({reason}). Chọn cổng khác: --port SỐ.").format(port=port, reason=taken)
            ) from taken


def _web_command(host: str, port: int) -> list[str]:
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": str(port),
        "--workers": str(WEB_WORKERS),
        "--blocking-threads": str(THREADS),
        "--log-level": "warning",
        "--workers-kill-timeout": "10",
    }
    flat = [word for pair in options.items() for word in pair]
    return [sys.executable, "-P", "-m", "granian", *flat, "--respawn-failed-workers", "danvan.wsgi:application"]


def _tell_when_up(host: str, port: int) -> bool:
    """Whether the site answers by now; says so once it does."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - only compared
    try:
        socket.create_connection((near, port), timeout=1).close()
    except OSError:
        return False
    shown = f"[{near}]" if ":" in near else near
    say(_("Mở trình duyệt tại http://{host}:{port}/  (dừng: Ctrl-C)").format(host=shown, port=port))
    return True
