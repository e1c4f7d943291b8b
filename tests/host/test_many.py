"""A hundred containers: the order of their starts and stops, and what they cost PID 1."""

import re
import time
from pathlib import Path

CONFIG = "many"
CHAIN = [f"link{number}" for number in range(300, 320)]
COUNT = 100
RSS_LIMIT_KIB = 256
REST_S = 60
UP_LIMIT_S = 120


def events(run, *words):
    """The names of the chain in the order in which one of these words was said of them."""
    pattern = re.compile(rf" (link\d+): (?:{'|'.join(words)})$")
    found = (pattern.search(line) for line in run.ask("logs", "nsinit").splitlines())
    return [match[1] for match in found if match]


def all_up(run):
    return all(one["state"] == "up" for one in run.status().values())


def test_all_come_up_and_the_chain_in_its_order(run):
    run.wait("all to be up", lambda: all_up(run), UP_LIMIT_S)
    found = run.status()
    assert len(found) == COUNT and len({one["pid"] for one in found.values()}) == COUNT
    run.ask("restart", CHAIN[0])
    run.ask("stop", CHAIN[0])
    run.ask("start", CHAIN[-1])
    assert events(run, "starting")[-len(CHAIN):] == CHAIN
    assert events(run, "up")[-len(CHAIN):] == CHAIN
    assert events(run, "stopping")[-len(CHAIN):] == CHAIN[::-1]


def test_the_last_needs_are_told(run):
    """Places beyond the first 64 are in the answers too."""
    lines = run.ask("deps").splitlines()
    assert len(lines) == COUNT
    for before, name in zip(CHAIN, CHAIN[1:]):
        assert f"{name}: needs {before}" in lines
    assert "lone239:" in lines


def test_pid_1_is_small(run):
    status = Path(f"/proc/{run.pid}/status").read_text()
    rss_kib = int(re.search(r"^VmRSS:\s+(\d+) kB", status, re.M)[1])
    print(f"PID 1 with {COUNT} containers: {rss_kib} KiB")
    assert 0 < rss_kib <= RSS_LIMIT_KIB


def test_idle_machine_is_not_woken(run):
    def switches():
        text = Path(f"/proc/{run.pid}/status").read_text()
        return sum(int(number) for number in re.findall(r"ctxt_switches:\s+(\d+)", text))

    run.wait("all to be up", lambda: all_up(run), UP_LIMIT_S)
    time.sleep(1)
    before = switches()
    time.sleep(REST_S)
    assert switches() == before
    run.status()
    assert switches() > before  # the numbers do move when there is something to do
