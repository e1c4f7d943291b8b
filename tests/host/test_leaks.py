"""Two hundred restarts of a container that uses everything leave what there was before."""

import time

CONFIG = "starts"
NAME = "full"
RESTARTS = 200
RSS_SLACK_KIB = 8  # pages of the stack that are touched for the first time


def restart(run, count):
    """How many milliseconds each took, with nsctl."""
    began = time.monotonic()
    for _ in range(count):
        run.ask("restart", NAME)
    assert run.status(NAME)["state"] == "up"
    return (time.monotonic() - began) * 1000 / count


def test_restarts(run):
    restart(run, 10)  # what is touched once is touched now
    before, rss_before_kib = run.snapshot(), run.rss_kib()
    pid = run.status(NAME)["pid"]
    took_ms = restart(run, RESTARTS)
    run.check_snapshot(before, f"{RESTARTS} restarts")
    rss_kib = run.rss_kib()
    print(f"\n{took_ms:.1f} ms a restart; PID 1 has {rss_kib} KiB, had {rss_before_kib}")
    assert run.status(NAME)["pid"] > pid
    assert rss_kib <= rss_before_kib + RSS_SLACK_KIB
    assert run.said().count(f"{NAME}: up") == RESTARTS + 11
