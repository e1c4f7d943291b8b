"""Images that rename while they are started, thousands of times.

The containers have next to nothing of their own but their mounts, and start side by side, so that
as many starts as it takes fit into a test: the point is the race of their targets (CVE-2021-30465).
"""

import collections
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

CONFIG = "race"
NAMES = ("race1", "race2", "race3", "race4")
STARTS = 500  # of each
LIMIT_S = 100


def make_image(run, name):
    image = run.root / "containers" / name
    for folder in ("proc", "sys", "dev", "test", "swap/there"):
        (image / folder).mkdir(parents=True)
    shutil.copy2(run.root / "test" / "where", image / "test" / "where")
    (image / "swap" / "mask").write_text("masked\n")
    (image / "other").symlink_to("../../../outside")
    return image


@pytest.fixture(scope="module")
def run(host):
    running = host.run(CONFIG, ("where", "again"))
    for name in NAMES:
        make_image(running, name)
    outside = running.root / "outside"
    (outside / "there").mkdir(parents=True)
    (outside / "mask").write_text("outside\n")
    os.chmod(outside, 0o777)
    with running:
        running.run("wait")
        yield running


def machine(run):
    """Mounts of PID 1 and of this machine, and what lies outside of the images."""
    folder = run.root / "outside"
    return run.mounts(), Path("/proc/self/mountinfo").read_text(), \
        sorted(str(path.relative_to(folder)) for path in folder.rglob("*")), \
        (folder / "mask").read_text()


def start_all(run):
    """What the clients say of STARTS starts of each container."""
    started = [subprocess.Popen(
        ["nsenter", "-t", str(run.pid), "-a", "-r", "/test/again", str(STARTS), str(LIMIT_S),
         "/sbin/nsctl", "start", name], stdout=subprocess.PIPE, text=True) for name in NAMES]
    said = [one.communicate()[0].splitlines() for one in started]
    assert not any(one.returncode for one in started)
    return said


def test_renamed_directory_leads_nowhere(run, host):
    """A program that ran has found its mounts inside; else a step has failed. Nothing is outside."""
    for name in NAMES:
        run.ask("start", name)
    before, there = run.snapshot(), machine(run)
    pairs = [run.root / "containers" / name / word for name in NAMES for word in ("swap", "other")]
    with subprocess.Popen([host.program("renamer"), *pairs]) as renamer:
        try:
            said = start_all(run)
        finally:
            assert renamer.poll() is None, "it ended by itself"
            renamer.kill()
    runs, good = (sum(numbers) for numbers in zip(*(
        map(int, re.fullmatch(r"(\d+) runs, (\d+) good", lines[-1]).groups()) for lines in said)))
    # One that ran and found a mount astray has a status instead of a step.
    steps = collections.Counter(re.sub(r"^race\d: failed: (\w*).*$", r"\1", line)
                                for lines in said for line in lines if ": failed: " in line)
    print(f"\n{good} of {runs} starts went through, others failed in {dict(steps)}")
    assert runs == STARTS * len(NAMES), f"only {runs} in {LIMIT_S} s"
    assert good > 0 and steps and set(steps) <= {"mount", "paths"}
    assert good + sum(steps.values()) == runs
    assert machine(run) == there
    run.check_snapshot(before, "a race left something")
