"""Ten containers: what they cost at rest, what a start leaves behind, who dies and comes back."""

import re
import time

import pytest

CONFIG = "full"
RESTARTS = 30
REST_S = 60
RSS_LIMIT_KIB = 160


def change_image(folder):
    """A root of its own for `full`."""
    root = folder / "containers" / "full"
    for path in ("test", "tmp", "proc", "sys", "dev", "srv"):
        (root / path).mkdir(parents=True)
    (root / "test" / "stay").write_bytes((folder / "test" / "stay").read_bytes())
    (root / "test" / "stay").chmod(0o755)


def logger_pid(machine):
    return machine.ask("pgrep -P 1 -x logger").strip()


def switches(machine, *pids):
    """How often each process was taken from the processor, by itself and by others."""
    return [re.findall(r"ctxt_switches:\s*(\d+)", machine.ask(f"cat /proc/{pid}/status"))
            for pid in pids]


def test_every_container_is_up(machine):
    assert {one["state"] for one in machine.status().values()} == {"up"}


def test_pid_1_is_small(machine, record_property):
    rss_kib = machine.rss_kib()
    record_property("rss_kib", rss_kib)
    print(f"PID 1 with ten containers: {rss_kib} KiB")
    assert 0 < rss_kib <= RSS_LIMIT_KIB
    maps = machine.ask("cat /proc/1/maps")
    assert "/sbin/nsinit" in maps and "[stack]" in maps and "[heap]" not in maps


def test_binary_is_not_kept_twice(machine):
    """The initramfs was left, and the running binary is a file of the root that is there."""
    assert machine.ask("readlink /proc/1/exe") == "/sbin/nsinit\n"
    assert machine.ask("ls -i /sbin/nsinit | cut -d ' ' -f 1") == machine.ask(
        "ls -iL /proc/1/exe | cut -d ' ' -f 1")
    assert machine.shell("touch /sbin/nsinit")[0] == 1


def test_idle_machine_makes_no_call(machine):
    pids = ["1", logger_pid(machine)]
    time.sleep(5)
    before = switches(machine, *pids)
    time.sleep(REST_S if machine.cgroup == "v2" else 5)
    assert switches(machine, *pids) == before
    # The numbers do move when there is something to do.
    machine.status()
    assert switches(machine, "1") != before[:1]


def test_restarts_leave_nothing(machine):
    machine.ask("nsctl restart full")
    before, rss_kib = machine.held(), machine.rss_kib()
    pid = machine.status("full")["pid"]
    machine.ask(f"for i in $(seq {RESTARTS}); do nsctl restart full || exit 1; done")
    assert machine.status("full")["pid"] >= pid + RESTARTS
    after = machine.held()
    for what in before:
        assert after[what] == before[what], what
    assert machine.rss_kib() <= rss_kib


def test_stop_leaves_nothing(machine):
    machine.ask("nsctl stop full")
    try:
        assert machine.traces("full") == []
        assert machine.shell("ps -A -o uid= | grep -w 201")[0] == 1
    finally:
        machine.ask("nsctl start full")
    assert len(machine.traces("full")) == (1 if machine.cgroup == "v2" else 3) + 2


def test_neighbours_find_it_again(machine):
    """With another address after a restart, others would go on sending to the old one."""
    def addresses():
        root = f"/proc/{machine.status('full')['pid']}/root/sys/class/net"
        return machine.ask(f"cat {root}/eth0/address {root}/eth1/address")
    before = addresses()
    assert before.count(":") == 10
    machine.ask("nsctl restart full")
    assert addresses() == before


def say(machine, name):
    machine.ask(f"kill -USR1 {machine.status(name)['pid']}")


def test_dead_logger_is_replaced(machine):
    say(machine, "quiet-1")
    machine.wait_log("quiet-1", "heard")
    old = machine.log("quiet-1")
    pid = logger_pid(machine)
    machine.ask(f"kill -9 {pid}")
    # Said while nobody reads: it waits in the pipe.
    say(machine, "quiet-1")
    end = time.monotonic() + 10
    while (lines := machine.log("quiet-1")) == old and time.monotonic() < end:
        time.sleep(0.2)
    assert lines[:len(old)] == old
    assert [text for _, text in lines[len(old):]] == ["heard"]
    assert logger_pid(machine) not in ("", pid)
    assert "the logger died" in machine.texts("nsinit")
    say(machine, "quiet-2")
    machine.wait_log("quiet-2", "heard")


def test_logger_has_no_privileges(machine):
    status = machine.ask(f"cat /proc/{logger_pid(machine)}/status")
    for line in ("Uid:\t65534\t65534\t65534\t65534", "Gid:\t65534\t65534\t65534\t65534",
                 "Groups:\t ", "CapEff:\t" + "0" * 16, "CapPrm:\t" + "0" * 16,
                 "NoNewPrivs:\t1", "Seccomp:\t2"):
        assert line in status.splitlines(), line


def test_dead_shell_comes_again(machine):
    machine.send("exit\r")
    machine.wait_shell(10)
    assert machine.ask("echo again") == "again\n"


def test_signals_of_faults_are_ignored_from_outside(machine):
    before = machine.status("quiet-3")
    machine.ask("for s in SEGV BUS ILL FPE ABRT TRAP HUP QUIT PIPE ALRM CHLD WINCH KILL STOP; do "
                "kill -s $s 1; done")
    # All at once: their frames must not lie on one stack together.
    machine.ask("for i in 1 2 3; do /test/burst 1; done")
    after = machine.status("quiet-3")
    assert (after["state"], after["pid"]) == ("up", before["pid"])
    assert machine.ask("cat /proc/1/comm") == "nsinit\n"


@pytest.mark.parametrize("of_init", [True, False], ids=["init", "service"])
def test_killed_container_comes_again(machine, of_init):
    before = machine.status("full")
    pid = before["pid"] if of_init else machine.ask(f"pgrep -P {before['pid']}").strip()
    held = machine.held()
    machine.ask(f"kill -9 {pid}")
    now = machine.wait_pid("full", before["pid"])
    assert now["restarts"] == before["restarts"] + 1
    after = machine.held()
    for what in held:
        assert after[what] == held[what], what
    machine.ask("nsctl restart full")


def test_killed_launcher_is_no_loss(machine):
    """Killed at any moment of starts that go on: each is cleaned and tried again."""
    machine.ask("nsctl restart full")
    held = machine.held()
    # Starts go on until enough of them were hit: how long one lasts is the machine's affair.
    machine.ask("/test/snipe 5 60000 >/run/sniped &")
    while machine.shell("nsctl restart full; test -s /run/sniped")[0] != 0:
        pass
    assert int(machine.ask("cat /run/sniped; rm /run/sniped")) >= 5
    # What is said depends on the moment: before the clone, while the child that it does not release
    # any more ends or is killed, or nothing after the release.
    words = {text for text in machine.texts("nsinit") if text.startswith("full: ")}
    said = {text for text in words if text.count(": ") > 1 or " killed " in text}
    assert said <= {"full: launcher killed by signal 9", "full: release: Operation canceled",
                    "full: child killed by signal 9"}
    machine.wait_state("full", "up", limit_s=30)
    machine.ask("nsctl restart full")
    after = machine.held()
    for what in held:
        assert after[what] == held[what], what


def test_only_root_reaches_the_socket(machine):
    assert machine.ask("stat -c '%a %u' /run/nsinit/control") == "600 0\n"
    # Past the modes: whoever got there is asked who it is.
    machine.ask("chmod 711 /run/nsinit; chmod 666 /run/nsinit/control")
    try:
        status, out, _ = machine.shell("/test/as 201 nsctl status")
        assert status in (1, 3) and out == ""
        assert machine.shell("/test/as 201 nsctl stop quiet-5")[0] in (1, 3)
    finally:
        machine.ask("chmod 700 /run/nsinit; chmod 600 /run/nsinit/control")
    assert machine.status("quiet-5")["state"] == "up"
