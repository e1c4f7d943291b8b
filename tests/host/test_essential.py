"""Containers that the machine is nothing without: a boot is confirmed by them, and the machine
starts again, or is left to its console, when one has failed for good."""

import os
import re
import signal
import time

CONFIG = "essential"
GRACE_S = 1
OK_AFTER_S = 0.5


def lines(run):
    """[(seconds since boot, text)] of what nsinit said."""
    return [(float(line.split(" ", 1)[0]), line.split(" ", 1)[1])
            for line in run.ask("logs", "nsinit").splitlines()]


def at(run, pattern):
    """When it first said something that begins with this."""
    return next(when for when, text in lines(run) if re.match(pattern, text))


def test_boot_is_confirmed_once_all_were_up_long_enough(run):
    run.wait_state("mark", "done")
    run.wait("the line", lambda: any(text.startswith("boot confirmed after ")
                                     for _, text in lines(run)))
    up = max(at(run, "once: done"), at(run, "daemon: up"))
    assert at(run, "mark: starting") - up > OK_AFTER_S - 0.01
    assert at(run, "mark: done") <= at(run, r"boot confirmed after \d+ ms$")
    assert run.status("revert")["state"] == "down"
    assert not any(text.startswith("revert:") for _, text in lines(run))


def test_who_is_stopped_by_people_is_missed_by_nobody(run):
    run.ask("stop", "daemon")
    time.sleep(1.5 * GRACE_S)
    run.ask("start", "daemon")
    run.wait_state("daemon", "up")
    assert not any("essential" in text for _, text in lines(run))


def test_watchdog_starves_until_who_failed_is_back(run):
    """There is no watchdog in a namespace, which tests/boot/test_watchdog.py has."""
    for times in (1, 2):
        daemon, = run.processes_of("serve")
        os.kill(daemon, signal.SIGKILL)
        run.wait_state("daemon", "failed")
        run.ask("start", "daemon")
        texts = [text for _, text in lines(run)]
        order = ["daemon: is essential, and has failed for good", "watchdog: is fed no more",
                 "watchdog: is fed again"]
        assert [texts.count(words) for words in order] == [times] * 3
        last = [len(texts) - texts[::-1].index(words) for words in order]
        assert last == sorted(last)
    # The boot was a good one.
    assert not any(text.startswith(("revert:", "boot failed")) for text in texts)


def test_who_fails_for_good_starts_the_machine_again(host):
    with host.run("lost") as run:
        assert run.wait_end() == 3
        assert run.said().count("stay: is essential, and has failed for good") == 1


def test_unproven_boot_is_repaired_and_then_rescued(host):
    """It is up for a moment again and again, which is no health."""
    with host.run("unproven") as run:
        run.wait_state("other", "up")
        run.wait("the rescue", lambda: run.status("other")["state"] == "down")
        said = lines(run)
        texts = [text for _, text in said]
        order = ["crash: backoff", "revert: starting", "revert: done", "boot failed after",
                 "crash: is essential, and has failed for good", "rescue: all others are stopped",
                 "other: down"]
        found = [next(i for i, text in enumerate(texts) if text.startswith(words))
                 for words in order]
        assert found == sorted(found), texts
        assert re.fullmatch(r"boot failed after \d+ ms, without crash", texts[found[3]])
        assert said[found[1]][0] - said[0][0] > GRACE_S - 0.01
        assert texts.count("crash: is essential, and has failed for good") == 1
        assert run.process.poll() is None


def test_failed_boot_is_followed_by_another(host):
    """When what the config has for it is done."""
    with host.run("unready") as run:
        assert run.wait_end() == 3
        said = run.said()
        order = ["revert: done", "boot failed after", "late: stopping"]
        found = [said.find(words) for words in order]
        assert -1 not in found and found[0] < found[2] and found[1] < found[2], said
