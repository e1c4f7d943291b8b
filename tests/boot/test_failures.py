"""Starts that fail, and what follows each end: words, traces, delays, rules, needs."""

import errno
import time

import pytest

CONFIG = "failures"

# name: step, index and item of the failure, and the words after its name.
FAILURES = {
    "bad-root": ("root", 0, "/containers/none", "root /containers/none: No such file or directory"),
    "bad-program": ("exec", 0, "/test/missing", "exec /test/missing: No such file or directory"),
    "bad-mount": ("mount", 1, "/no/such/place",
                  "mount[1] /no/such/place: No such file or directory"),
}
# What Landlock lacks before a version of Linux: its documentation, "Previous limitations".
LANDLOCK = {
    (6, 2): "LANDLOCK_TRUNCATE (ABI 3)", (6, 7): "TCP ports (ABI 4)",
    (6, 10): "LANDLOCK_IOCTL_DEV (ABI 5)", (6, 12): "signals and abstract sockets (ABI 6)",
}
failing = pytest.mark.parametrize("name", FAILURES)


@failing
def test_status_names_step_item_and_errno(machine, name):
    step, index, item, words = FAILURES[name]
    now = machine.wait_state(name, "backoff")
    assert now["failure"] == {"step": step, "index": index, "item": item, "errno": errno.ENOENT,
                              "text": f"{name}: {words}"}
    assert now["pid"] is None and now["restarts"] >= 1
    assert f"{name}: {words}" in machine.ask("nsctl status").splitlines()


@failing
def test_logs_name_step_item_and_errno(machine, name):
    line = f"{name}: {FAILURES[name][3]}"
    assert line in machine.texts("nsinit")
    kernel = machine.ask(f"dmesg | grep -F '{name}: '").splitlines()
    assert f"nsinit: {line}" in [text.split("] ", 1)[-1] for text in kernel]


def test_end_of_the_boot_names_who_is_missing(machine):
    told, = (text for text in machine.texts("nsinit") if text.startswith("boot finished after "))
    missing = told.split(" without ")[1].split(", ")
    assert set(FAILURES) <= set(missing), told


def test_failure_is_seen_on_the_console(machine):
    """As with `quiet`: errors and nothing less."""
    seen = len(machine.console_text())
    machine.send("dmesg -n 4; nsctl restart bad-mount; dmesg -n 1\r")
    machine.expect(r"nsinit: bad-mount: mount\[1\] /no/such/place: No such file or directory", 10)
    machine.wait_state("bad-mount", "backoff")
    assert "bad-mount: cleaning" not in machine.console_text()[seen:]


@failing
def test_failed_start_leaves_nothing(machine, name):
    machine.shell(f"nsctl restart {name}")
    machine.wait_state(name, "backoff")
    assert machine.traces(name) == []
    # Nobody is left of its user.
    uid = {"bad-root": 201, "bad-program": 202, "bad-mount": 203}[name]
    assert machine.shell(f"ps -A -o uid=,comm= | grep -w {uid}") == (1, "", "")


def test_command_waits_for_a_failure_and_tells_it(machine):
    status, out, err = machine.shell("nsctl start bad-program")
    assert (status, out) == (1, "")
    assert err == ("nsctl: bad-program: not every container is up\n"
                   "bad-program: backoff: exec /test/missing: No such file or directory\n")


def test_landlock_that_the_kernel_lacks_is_named(machine):
    release = tuple(int(part) for part in machine.ask("uname -r").split(".")[:2])
    missing = [words for since, words in LANDLOCK.items() if release < since]
    now = machine.wait_state("whole-landlock", "failed" if missing else "up")
    assert now["failure"] is None or now["failure"]["text"] == (
        f"whole-landlock: landlock {missing[0]}: Not supported")


def test_time_that_the_kernel_lacks_is_named(machine):
    """Of 32 bits, which a program for 64 has no use for."""
    line = "CONFIG_COMPAT_32BIT_TIME is missing: every program"
    narrow = machine.ask("od -An -tu1 -j4 -N1 /sbin/nsctl").split() == ["1"]  # elf(5): EI_CLASS
    assert line not in machine.shell("nsctl check-kernel")[1].splitlines()
    said = machine.shell("/test/without_time32 nsctl check-kernel")[1].splitlines()
    assert (line in said) == narrow, said


def test_landlock_of_an_older_kernel(machine):
    """Its first version, which is asked for, is in force: against uid 0 with all files."""
    assert machine.wait_state("least-landlock", "done")["failure"] is None
    texts = machine.texts("least-landlock")
    assert texts[0].startswith("root:") and texts[-2:] == ["denied", "end"], texts


def test_failed_oneshot(machine):
    now = machine.wait_state("bad-end", "failed")
    assert (now["exit"], now["failure"], now["restarts"]) == ({"status": 3}, None, 0)
    assert "bad-end: exited with status 3" in machine.ask("nsctl status").splitlines()
    assert machine.traces("bad-end") == []


def test_need_that_failed_holds_back(machine):
    machine.wait_state("bad-end", "failed")
    assert machine.status("needs-bad")["state"] == "waiting"
    assert machine.shell("nsctl wait needs-bad")[0] == 1
    assert "needs-bad: starting" not in machine.texts("nsinit")


def test_others_run(machine):
    found = machine.status()
    for name in ("second", "third", "bystander"):
        assert found[name]["state"] == "up" and found[name]["restarts"] == 0
    assert found["first"]["state"] == "done"


def test_delays_double_up_to_the_limit(machine):
    """Each try is a line "tries: up"; between two are the delay and the time of a start."""
    assert machine.shell("nsctl stop tries")[0] == 0
    mark = machine.now()
    machine.shell("nsctl start tries")
    time.sleep(4)
    lines = [line for line in machine.kernel_log("tries") if line[0] >= mark]
    backoff = [at for at, text in lines if text == "tries: backoff"]
    again = [at for at, text in lines if text == "tries: starting"][1:]
    delays = [round(after - before, 3) for before, after in zip(backoff, again)]
    assert len(delays) >= 4, lines
    for delay, wanted in zip(delays, [0.1, 0.2, 0.4, 0.8, 0.8]):
        # The timer counts whole milliseconds.
        assert wanted - 0.003 <= delay < wanted + 0.25, delays
    assert machine.status("tries")["restarts"] >= 4


def test_delays_begin_anew_after_a_command(machine):
    machine.wait_state("tries", "backoff")
    machine.shell("nsctl restart tries")
    assert machine.status("tries")["restarts"] <= 2


@pytest.mark.parametrize("name, state, restarts, code", [
    ("good-failure", "done", 0, 0),
    ("good-always", "backoff", 1, 0),
    ("good-never", "done", 0, 0),
    ("bad-failure", "backoff", 1, 9),
    ("bad-always", "backoff", 1, 9),
    ("bad-never", "failed", 0, 9),
])
def test_rule_of_restart(machine, name, state, restarts, code):
    machine.shell(f"nsctl restart {name}")
    machine.wait_state(name, state)
    time.sleep(0.3)
    now = machine.status(name)
    assert (now["state"], now["restarts"], now["exit"]) == (state, restarts, {"status": code})


def test_killed_service_is_a_failure(machine):
    """The container's init, and the service below it, from outside: both end the run."""
    for of_init in (True, False):
        before = machine.status("bystander")
        pid = before["pid"]
        if not of_init:
            pid = machine.ask(f"pgrep -P {pid}").strip()
        machine.ask(f"kill -9 {pid}")
        now = machine.wait_pid("bystander", before["pid"])
        assert now["exit"] == ({"signal": 9} if of_init else {"status": 137})
        assert now["restarts"] == before["restarts"] + 1
    machine.ask("nsctl restart bystander")


def test_stop_is_no_failure(machine):
    """RESTART_ALWAYS does not bring back what somebody stopped."""
    machine.ask("nsctl stop bystander")
    time.sleep(1)
    now = machine.status("bystander")
    assert (now["state"], now["exit"], now["failure"]) == ("down", {"status": 0}, None)
    assert machine.texts("bystander")[-1] == "told to end"
    machine.ask("nsctl start bystander")
    assert machine.status("bystander")["restarts"] == 0


def test_oneshot_comes_before_what_needs_it(machine):
    own = machine.texts("nsinit")
    order = ["first: starting", "first: done", "second: starting", "second: up",
             "third: starting", "third: up"]
    # Of the boot: the first time each is said.
    assert sorted(order, key=own.index) == order


def test_start_takes_needs_along_and_stop_those_that_need_it(machine):
    machine.ask("nsctl stop first")
    assert [machine.status(name)["state"] for name in ("first", "second", "third")] == ["down"] * 3
    mark = machine.now()
    machine.ask("nsctl start third")
    assert [machine.status(name)["state"] for name in ("first", "second", "third")] == [
        "done", "up", "up"]
    own = machine.own_since(mark)
    order = ["first: starting", "first: done", "second: starting", "second: up",
             "third: starting", "third: up"]
    assert sorted(order, key=own.index) == order


def test_stop_goes_against_the_order(machine):
    mark = machine.now()
    machine.ask("nsctl stop second")
    own = machine.own_since(mark)
    assert own.index("third: down") < own.index("second: stopping") < own.index("second: down")
    assert machine.status("first")["state"] == "done"
    machine.ask("nsctl start third")
