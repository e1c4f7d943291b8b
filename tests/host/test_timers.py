"""Containers that the clock starts. What a clock does that is set is a matter of tests/boot."""

import datetime
import re
import time

CONFIG = "timers"


def said(run, words):
    """When nsinit said these words, in seconds."""
    return [float(line.split(" ", 1)[0]) for line in run.ask("logs", "nsinit").splitlines()
            if line.endswith(f" {words}")]


def switches(run):
    """How often PID 1 was taken from the processor, by itself and by others."""
    with open(f"/proc/{run.pid}/status", encoding="ascii") as file:
        return [line for line in file if "ctxt_switches" in line]


def line_of(run, name):
    """What the status says of it below the table."""
    return next((line for line in run.ask("status").splitlines() if line.startswith(f"{name}: ")),
                None)


def test_runs_again_and_again(run):
    run.wait("four runs", lambda: len(said(run, "often: starting")) >= 4)
    starts = said(run, "often: starting")
    assert starts[3] - starts[0] > 3 * 0.7 / 2  # a slow machine's log shifts each


def test_boot_does_not_wait_for_it(run):
    assert said(run, "often: waiting")[0] - said(run, "need: starting")[0] > 0.3
    assert run.status("rare")["state"] == "down" and said(run, "rare: starting") == []
    assert run.run("wait", "rare")[0] == 0


def test_last_exit_stays_visible(run):
    run.wait("its rest after a run", lambda: re.fullmatch(
        r"often: exited with status 3; next run in 0s.*", line_of(run, "often")))
    run.wait("the next run", lambda: run.status("often")["state"] != "failed")
    assert run.status("often")["exit"] == {"status": 3}
    assert run.status("often")["kind"] == "timer"


def test_run_that_is_on_leaves_the_next_out(run):
    pid = run.wait_state("stays", "up")["pid"]
    run.wait("a time to pass", lambda: run.status("stays")["left_out"] >= 2)
    now = run.status("stays")
    assert (now["state"], now["pid"]) == ("up", pid)
    words = "stays: a run is left out: the last one is still on"
    assert len(said(run, words)) >= now["left_out"] - 1
    assert int(re.search(r", left out: (\d+)$", line_of(run, "stays"))[1]) >= now["left_out"]


def test_another_image_keeps_the_times(run):
    """What is planned stays planned, and who is on runs on."""
    on = run.wait_state("stays", "up")
    before = run.status("rare")["next_ms"]
    run.ask("reexec")
    assert before - 30_000 < run.status("rare")["next_ms"] <= before  # of up to half an hour by chance
    assert run.status("stays")["pid"] == on["pid"]
    run.wait("a time to pass", lambda: run.status("stays")["left_out"] > on["left_out"])


def test_stopped_timer_does_not_run(run):
    run.ask("stop", "often")
    count = len(said(run, "often: starting"))
    assert run.status("often")["next_ms"] is None
    assert line_of(run, "often").startswith("often: no next run, the last exited with status 3")
    time.sleep(1.6)  # two of its times
    assert len(said(run, "often: starting")) == count
    # It is started at once, and its times come again.
    assert run.run("start", "often")[0] == 1  # as its run went
    assert len(said(run, "often: starting")) > count
    run.wait("its next time", lambda: len(said(run, "often: starting")) >= count + 2)


def test_stop_of_a_need_stops_its_times(run):
    run.ask("stop", "need")
    assert run.status("often")["next_ms"] is None
    run.ask("start", "need")
    assert run.status("often")["next_ms"] is None
    run.run("start", "often")
    run.wait("its next time", lambda: run.status("often")["next_ms"])


def test_start_is_a_run_of_its_own(run):
    before = run.status("rare")
    assert 0 < before["next_ms"] <= 5_400_000
    run.ask("start", "rare")
    after = run.status("rare")
    assert (after["state"], after["exit"]) == ("done", {"status": 0})
    assert 0 < after["next_ms"] <= 5_400_000
    assert re.fullmatch(r"rare: next run in (5\dm\d\ds|1h\d\dm), the last exited with status 0",
                        line_of(run, "rare"))


def test_calendar_is_in_utc(run):
    now = datetime.datetime.now(datetime.timezone.utc)
    leaps = (datetime.datetime(year, 2, 29, 12, tzinfo=datetime.timezone.utc)
             for year in range(now.year, now.year + 9)
             if year % 4 == 0 and (year % 100 or year % 400 == 0))
    left_s = next((leap - now).total_seconds() for leap in leaps if leap > now)
    assert abs(run.status("leap")["next_ms"] / 1000 - left_s) < 60


def test_nothing_runs_between(host):
    """With a clock that wakes PID 1 when it is set, and a time that is an hour away."""
    with host.run(CONFIG) as run:
        run.ask("wait")
        run.ask("stop", "often")
        run.ask("stop", "stays")
        time.sleep(1)
        before = switches(run)
        time.sleep(3)
        assert switches(run) == before
        run.status()
        assert switches(run) != before
        # The calendar has its own timer, which the kernel cancels when the clock is set.
        infos = [run.path(f"/proc/1/fdinfo/{fd}").read_text() for fd in run.descriptors()]
        clocks = [info for info in infos if "clockid: 0\n" in info]
        assert len(clocks) == 1 and "settime flags: 03\n" in clocks[0]
