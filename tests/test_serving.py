"""The server and its worker stay up, and go down together."""

import signal
import subprocess
import time
from pathlib import Path

from tests.houses import free_port, wait_for


def children(pid: int) -> list[int]:
    """Processes started by that one."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def test_what_dies_is_started_again_and_all_end_together(house):
    port = free_port()
    server = house.start("serve", "--port", str(port))
    address = f"http://127.0.0.1:{port}/health"
    assert "ok" in wait_for(address)
    started = children(server.pid)

    subprocess.run(["kill", "-9", *map(str, started)], check=True)
    deadline = time.monotonic() + 20
    while len(children(server.pid)) < len(started) or set(children(server.pid)) & set(started):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert "ok" in wait_for(address)

    every = [*children(server.pid), *(grandchild for child in children(server.pid) for grandchild in children(child))]
    server.send_signal(signal.SIGINT)
    server.communicate(timeout=30)
    assert server.returncode == 0
    assert [pid for pid in every if Path(f"/proc/{pid}").exists()] == []


def test_a_taken_port_is_told_in_one_line(house):
    port = free_port()
    house.done("units")
    server = house.start("serve", "--port", str(port))
    wait_for(f"http://127.0.0.1:{port}/health")
    try:
        ended = house.run("serve", "--port", str(port))
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=30)

    assert ended.returncode == 2
    assert f"{port}" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
