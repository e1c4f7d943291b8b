"""The nsctl program against a PID 1 that is played here: what it asks, says and exits with.

    /usr/bin/python3 -m pytest tests/unit/test_nsctl.py

The packets are packed by hand, from the layout in init/base/protocol.h. nsctl runs in a mount
namespace of its own, in which /run/nsinit is a folder of the test; the machine's is not touched.
"""

import ctypes
import errno
import fcntl
import json
import mmap
import os
import platform
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from xml.etree import ElementTree

import pytest

END, MACHINE, CONTAINER, LOGS = 1, 2, 3, 4
RING_BYTES = 16384
EVENTS_KEPT, EVENT_BYTES = 64, 128
SOURCES_AT = 8 + 8 + EVENTS_KEPT * EVENT_BYTES
SYS_FUTEX = 202 if platform.machine() == "x86_64" else 98
VERBS = "status start stop restart logs wait reboot poweroff halt exec attach pause " \
    "resume set syscalls reexec signal reload enable disable".split()
STATES = "down waiting starting up stopping killing stuck cleaning backoff done failed " \
    "preparing".split()
VERSION = 13
PATH = "/run/nsinit/control"
ENTER = f"mount -t tmpfs none /run && mkdir /run/nsinit && mount --bind $0 /run/nsinit && "


def packet(kind, body):
    return struct.pack("=II", kind, len(body)) + body


def end(result=0, text=b""):
    return packet(END, struct.pack("=i192s", result, text))


def machine(hostname=b"router", release=b"6.1.0", up_ms=61000, cgroup=2, containers=1):
    return packet(MACHINE, struct.pack("=qII64s64s", up_ms, containers, cgroup, hostname, release))


def container(name, state="up", kind=0, pid=0, restarts=0, since_ms=0, status=-1, step=0, item=0, error=0, step_name=b"", item_name=b"", reason=b"", paused=0,
              index=0, needs=0, after=0, wanted_ms=0, started_ms=0, ready_ms=0, cause=0, notice=0,
              words=b"", next_ms=0, left_out=0):
    needs, after = (places.to_bytes(16, sys.byteorder) for places in (needs, after))
    body = struct.pack("=32sIIiIqiIIi24s64s192sHHI16s16sqqqII80sq", name, STATES.index(state), kind, pid,
                       restarts, since_ms, status, step, item, error, step_name,
                       item_name, reason, paused, index, left_out, needs, after, wanted_ms, started_ms,
                       ready_ms, cause, notice, words, next_ms)
    return packet(CONTAINER, body)


BAD_MOUNT = dict(state="backoff", restarts=4, since_ms=1200, status=256, step=13, item=1,
                 error=errno.ENOSPC, step_name=b"mount", item_name=b"/tmp",
                 reason=b"web: mount[1] /tmp: No space left on device")


class Book:
    """The logger's memory, as of init/base/book.h: (name, bytes of its ring) of each source."""

    def __init__(self, *sources, count=None, size=None):
        data = struct.pack("=II", len(sources) if count is None else count, 0)
        data += bytes(SOURCES_AT - len(data))
        for name, ring in sources:
            kept = (ring + bytes(RING_BYTES))[:RING_BYTES]
            for at in range(RING_BYTES, len(ring)):
                kept = kept[:at % RING_BYTES] + ring[at:at + 1] + kept[at % RING_BYTES + 1:]
            data += struct.pack("=32sQ", name.encode(), len(ring)) + kept
        self.memory = os.memfd_create("book")
        os.write(self.memory, data[:size])
        self.mapped = None

    def add(self, source, line):
        """A record more of a source, and a turn, as the logger does it."""
        place = SOURCES_AT + source * (40 + RING_BYTES)
        written, = struct.unpack("=Q", os.pread(self.memory, 8, place + 32))
        os.pwrite(self.memory, line, place + 40 + written)
        os.pwrite(self.memory, struct.pack("=Q", written + len(line)), place + 32)
        turn, = struct.unpack("=I", os.pread(self.memory, 4, 4))
        os.pwrite(self.memory, struct.pack("=I", turn + 1), 4)
        with mmap.mmap(self.memory, 8) as shared:
            word = ctypes.addressof(ctypes.c_uint32.from_buffer(shared, 4))
            ctypes.CDLL(None).syscall(SYS_FUTEX, ctypes.c_void_p(word), 1, 2**31 - 1, None, None, 0)


class Groups:
    """The first packet of a status, with directories that hold {"web/memory.current": "4096"}."""

    def __init__(self, folder, files, count=5, **head):
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        self.packet = machine(**head)
        self.folder = os.open(folder, os.O_PATH)
        self.count = count


class Played:
    """PID 1's end: takes one connection for each answer, a list of packets, and notes requests."""

    def __init__(self, folder):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.socket.bind(str(folder / "control"))
        self.socket.listen(4)
        self.requests = []
        self.thread = None

    def answer(self, *answers):
        self.thread = threading.Thread(target=self.serve, args=(answers,), daemon=True)
        self.thread.start()

    def serve(self, answers):
        for packets in answers:
            client, _ = self.socket.accept()
            with client:
                version, verb, name = struct.unpack("=II32s", client.recv(4096))
                assert version == VERSION
                self.requests.append((VERBS[verb], name.rstrip(b"\0").decode()))
                try:
                    for one in packets:
                        if isinstance(one, Book):
                            socket.send_fds(client, [packet(LOGS, b"")], [one.memory])
                        elif isinstance(one, Groups):
                            socket.send_fds(client, [one.packet], [one.folder] * one.count)
                        else:
                            client.send(one)
                except (BrokenPipeError, ConnectionResetError):  # nsctl had enough
                    return


@pytest.fixture
def played(tmp_path):
    one = Played(tmp_path)
    yield one
    one.socket.close()


@pytest.fixture
def command(build, tmp_path):
    """The words that run nsctl, or another name of it, where /run/nsinit is the test's folder."""
    nsctl = build / "router" / "nsctl"
    assert nsctl.exists(), f"{nsctl} is not built"
    user = [] if os.geteuid() == 0 else ["--map-root-user"]

    def words(*arguments, name="nsctl"):
        program = tmp_path / name
        if not program.is_symlink():
            program.symlink_to(nsctl)
        script = ENTER + 'exec "$@"'
        return ["unshare", *user, "--mount", "sh", "-c", script, str(tmp_path), str(program),
                *arguments]

    return words


@pytest.fixture
def run(command):
    """Runs nsctl; (exit status, standard output, standard error)."""

    def run(*arguments, name="nsctl", **options):
        done = subprocess.run(command(*arguments, name=name), capture_output=True, timeout=20,
                              **options)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return run


@pytest.fixture
def groups(tmp_path):
    return tmp_path / "groups"


def test_status_is_a_table_and_reasons(played, run, groups):
    played.answer([Groups(groups, {"dns/memory.current": "2500000\n", "dns/pids.current": "2\n"},
                          containers=3),
                   container(b"dns", pid=57, since_ms=3_725_000),
                   container(b"web", **BAD_MOUNT),
                   container(b"setup", "done", kind=1, status=0, since_ms=59_999), end()])
    assert run("status") == (0, """\
NAME   STATE    SINCE  PID  RESTARTS  MEMORY  TASKS
dns    up       1h02m  57   0         2.3M    2
web    backoff  1s     -    4         -       -
setup  done     59s    -    0         -       -
web: mount[1] /tmp: No space left on device
""", "")
    assert played.requests == [("status", "")]


def test_stats_of_version_2_with_all_controllers(played, run, groups):
    files = {"memory.current": "8388608", "memory.peak": "12582912", "memory.swap.current": "0",
             "cpu.stat": "usage_usec 61000000\nnr_throttled 3\nthrottled_usec 1250000\n",
             "pids.current": "7", "io.stat": "8:0 rbytes=2048 wbytes=0\n8:16 rbytes=0 wbytes=512\n",
             "memory.events": "oom 4\noom_kill 2\n"}
    answer = [Groups(groups, {f"web/{name}": text for name, text in files.items()}),
              container(b"dns"), container(b"web"), end()]
    played.answer(answer, answer)
    assert run("stats", "web") == (0, """\
NAME  MEMORY  PEAK  SWAP  CPU    THROTTLED  TASKS  READ  WRITTEN  OOM-KILLS
web   8M      12M   0B    1m01s  1.25s      7      2K    512B     2
""", "")
    assert json.loads(run("stats", "--json")[1]) == {"up_ms": 61000, "containers": [
        {"name": "dns", "memory_bytes": None, "memory_peak_bytes": None, "swap_bytes": None,
         "cpu_us": None, "throttled_us": None, "tasks": None, "read_bytes": None,
         "written_bytes": None, "oom_kills": None},
        {"name": "web", "memory_bytes": 8388608, "memory_peak_bytes": 12582912, "swap_bytes": 0,
         "cpu_us": 61000000, "throttled_us": 1250000, "tasks": 7, "read_bytes": 2048,
         "written_bytes": 512, "oom_kills": 2}]}


@pytest.mark.parametrize("count", [0, 1, 4])
def test_other_descriptors_than_the_groups_are_not_believed(played, run, groups, count):
    files = {"web/memory.current": "4096"}
    played.answer([Groups(groups, files, count), container(b"web"), end()])
    assert run("stats", "web")[1].splitlines()[1].split() == ["web"] + ["-"] * 9


def test_status_of_one(played, run):
    played.answer([machine(), container(b"dns"), end()])
    status, out, err = run("status", "dns")
    assert (status, err, len(out.splitlines())) == (0, "", 2)
    assert played.requests == [("status", "dns")]


@pytest.mark.parametrize("words", [["--json"], ["--json", "web"], ["web", "--json"]])
def test_json_has_every_member(played, run, groups, words):
    files = {"web/memory.usage_in_bytes": "4096\n", "web/pids.current": "1\n",
             "web/cpu.stat": "nr_periods 0\n", "web/cpuacct.usage": "7001999\n"}
    played.answer([Groups(groups, files), container(b"web", pid=9, **BAD_MOUNT), end()])
    status, out, err = run("status", *words)
    assert (status, err) == (0, "")
    assert json.loads(out) == {
        "hostname": "router", "release": "6.1.0", "up_ms": 61000, "cgroup": "v2",
        "containers": [{
            "name": "web", "state": "backoff", "kind": "service", "pid": 9, "since_ms": 1200,
            "restarts": 4, "memory_bytes": 4096, "tasks": 1, "cpu_us": 7001, "exit": {"status": 1},
            "failure": {"step": "mount", "index": 1, "item": "/tmp", "errno": errno.ENOSPC,
                        "text": "web: mount[1] /tmp: No space left on device"},
            "cause": "", "reason": "", "notice": "", "words": ""}]}
    assert played.requests == [("status", "web" if "web" in words else "")]


@pytest.mark.parametrize("words", [["status"], ["status", "--json"]])
@pytest.mark.parametrize("state, word", [("up", "paused"), ("stopping", "stopping")])
def test_paused_is_a_word_of_one_that_is_up(played, run, words, state, word):
    played.answer([machine(), container(b"web", state, paused=1), end()])
    assert word in run(*words)[1]


@pytest.mark.parametrize("words", [["pause", "web"], ["resume", "web"]])
def test_verb_that_the_config_does_not_allow(played, run, words):
    played.answer([end(errno.ENOSYS)])
    assert run(*words) == (1, "", f"nsctl: web: the config does not allow it: .pause\n")
    assert played.requests == [tuple(words)]


@pytest.mark.parametrize("status, expected", [
    (-1, None), (0, {"status": 0}), (143 << 8, {"status": 143}), (9, {"signal": 9}),
    (11 | 0x80, {"signal": 11})])
def test_json_of_an_exit_and_of_nothing(played, run, status, expected):
    played.answer([machine(cgroup=0), container(b"once", "down", kind=1, status=status), end()])
    whole = json.loads(run("status", "--json")[1])
    assert whole["cgroup"] == "none"
    (one,) = whole["containers"]
    assert one["exit"] == expected and one["kind"] == "oneshot"
    assert (one["pid"], one["memory_bytes"], one["tasks"], one["failure"]) == (None,) * 4


@pytest.mark.parametrize("raw, text", [
    (b'"\\/', '"\\/'), (bytes(range(1, 32)), "".join(map(chr, range(1, 32)))), (b"\x7f", "\x7f"),
    ("grün €".encode(), "grün €"), ("\U0001f980".encode(), "\U0001f980"),
    (b"a\xffb", "a\ufffdb"), (b"cut \xe2\x82", None), (b"\xed\xa0\x80", None), (b"\xc0\xaf", None)])
def test_json_is_valid_whatever_a_reason_holds(played, run, raw, text):
    played.answer([machine(), container(b"web", **{**BAD_MOUNT, "reason": raw}), end()])
    status, out, _ = run("status", "--json")
    got = json.loads(out)["containers"][0]["failure"]["text"]
    assert status == 0
    if text is None:
        assert "\ufffd" in got
    else:
        assert got == text


def test_the_table_drives_no_terminal(played, run):
    evil = b"web\x1b[2J\x07\xc2\x9b"
    played.answer([machine(), container(evil, **{**BAD_MOUNT, "reason": evil}), end()])
    status, out, _ = run("status")
    assert status == 0
    assert all(c == "\n" or c.isprintable() for c in out), repr(out)
    assert "web?[2J??" in out


@pytest.mark.parametrize("verb", ["start", "stop", "restart", "wait", "reboot", "poweroff", "halt"])
def test_a_verb_that_went_well_says_nothing(played, run, verb):
    name = ["dns"] if verb in ("start", "stop", "restart") else []
    played.answer([end()])
    assert run(verb, *name) == (0, "", "")
    assert played.requests == [(verb, "".join(name))]


def test_wait_names_those_that_failed(played, run):
    played.answer([end(errno.EIO, b"not every container is up")],
                  [machine(), container(b"dns"), container(b"setup", "done", kind=1),
                   container(b"web", **BAD_MOUNT), container(b"shop", "waiting"),
                   container(b"bad", "failed", status=11),
                   container(b"nobody", "down"), end()])
    status, out, err = run("wait")
    assert (status, out) == (1, "")
    assert err.splitlines() == [
        "nsctl: not every container is up",
        "web: backoff: mount[1] /tmp: No space left on device",
        "shop: waiting",
        "bad: failed: killed by SIGSEGV",
        "nobody: down"]
    assert played.requests == [("wait", ""), ("status", "")]


@pytest.mark.parametrize("verb, state", [
    ("start", "backoff"), ("restart", "backoff"), ("stop", "stuck")])
def test_a_change_that_failed_is_explained(played, run, verb, state):
    web = container(b"web", **{**BAD_MOUNT, "state": state})
    played.answer([end(errno.EIO, b"it is not there")], [machine(), web, end()])
    assert run(verb, "web") == (1, "", "nsctl: web: it is not there\n"
                                f"web: {state}: mount[1] /tmp: No space left on device\n")
    assert played.requests == [(verb, "web"), ("status", "web")]


@pytest.mark.parametrize("verb", ["status", "start", "stop", "restart", "wait"])
def test_a_refusal_is_told(played, run, verb):
    played.answer([end(errno.ENOENT, b"no container has this name")],
                  [machine(), container(b"web"), end()])
    assert run(verb, "nix") == (1, "", "nsctl: nix: no container has this name\n")
    assert played.requests == [(verb, "nix"), ("status", "")]


def test_a_near_name_is_suggested(played, run):
    played.answer([end(errno.ENOENT, b"no container has this name")],
                  [machine(containers=2), container(b"dns"), container(b"web"), end()])
    assert run("stop", "wbe") == (1, "", "nsctl: wbe: no container has this name\n"
                                  "nsctl: did you mean web?\n")


@pytest.mark.parametrize("word, meant", [("frobnicate", None), ("strat", "start"), ("depz", "deps")])
def test_a_near_verb_is_suggested(run, word, meant):
    status, out, err = run(word)
    assert (status, out) == (2, "")
    assert ("did you mean" in err) == bool(meant)
    assert meant is None or f"nsctl: did you mean {meant}?\n" in err


# One that was up at once, one that took its time after it, one that comes after both, one that
# waits for ever, and a task that nobody wanted.
BOOTED = [machine(up_ms=10_000, containers=5),
          container(b"prepare", "done", 1, index=0, wanted_ms=500, started_ms=500, ready_ms=700),
          container(b"dns", index=1, needs=1, wanted_ms=500, started_ms=710, ready_ms=2710),
          container(b"web", index=2, needs=2, after=3, wanted_ms=500, started_ms=2720,
                    ready_ms=2800),
          container(b"late", "waiting", index=3, needs=4, wanted_ms=500),
          container(b"tool", "down", kind=2, index=4), end()]


def test_deps(played, run):
    played.answer(BOOTED)
    assert run("deps") == (0, """prepare:
dns: needs prepare
web: needs dns; after prepare, dns
late: needs web
tool:
""", "")
    assert played.requests == [("status", "")]


def test_deps_as_a_graph(played, run):
    played.answer(BOOTED)
    assert run("deps", "--dot") == (0, """digraph nsinit {
\trankdir=LR;
\tnode [shape=box];
\t"prepare";
\t"dns";
\t"dns" -> "prepare";
\t"web";
\t"web" -> "dns";
\t"web" -> "prepare" [style=dashed];
\t"late";
\t"late" -> "web";
\t"tool";
}
""", "")


def test_blame(played, run):
    played.answer(BOOTED)
    assert run("blame") == (0, "2.000s dns\n0.200s prepare\n0.080s web\n- late\n- tool\n", "")


def plotted(text):
    """({name: is it critical}, [(class, x, y, width)]) of the rows below the axis."""
    svg = "{http://www.w3.org/2000/svg}"
    root = ElementTree.fromstring(text)
    names = {one.text.split()[0]: one.get("class") == "critical"
             for one in root.iter(f"{svg}text") if int(one.get("y")) > 30}
    bars = [(one.get("class"), int(one.get("x")), int(one.get("y")), int(one.get("width")))
            for one in root.iter(f"{svg}rect")]
    return names, bars


def test_plot(played, run):
    played.answer(BOOTED)
    status, out, err = run("plot")
    assert (status, err) == (0, "")
    names, bars = plotted(out)
    assert names == {"prepare": True, "dns": True, "web": True, "late": False, "tool": False}
    assert list(names) == ["prepare", "dns", "web", "late", "tool"]
    # 800 pixels are the 10 s until now, since one is not ready; each bar begins where its time is.
    assert bars == [
        ("wait", 280, 30, 1), ("start", 280, 30, 16), ("ready", 296, 30, 758),
        ("wait", 280, 50, 16), ("start", 296, 50, 160), ("ready", 456, 50, 598),
        ("wait", 280, 70, 177), ("start", 457, 70, 7), ("ready", 464, 70, 590),
        ("wait", 280, 90, 760)]


def test_plot_of_nothing_and_of_strange_names(played, run):
    played.answer([machine(containers=0), end()])
    assert plotted(run("plot")[1]) == ({}, [])
    played.answer([machine(), container(b"<a&b>\xff\x01", index=127, needs=2 ** 128 - 1,
                                        after=2 ** 128 - 1, wanted_ms=1, started_ms=2,
                                        ready_ms=10 ** 14 - 1), end()])
    status, out, _ = run("plot")
    assert status == 0 and "?a?b>??" in plotted(out)[0]


@pytest.mark.parametrize("broken", [dict(index=128), dict(ready_ms=-1), dict(started_ms=10 ** 14)])
def test_numbers_out_of_bounds_are_refused(played, run, broken):
    played.answer([machine(), container(b"web", **broken), end()])
    status, out, err = run("plot")
    assert (status, out) == (1, "") and "an answer that nsctl does not know" in err


@pytest.mark.parametrize("words", [["deps", "--json"], ["deps", "web"], ["blame", "--dot"],
                                   ["plot", "-o"], ["deps", "--dot", "--dot"]])
def test_charts_take_nothing_else(run, words):
    status, out, err = run(*words)
    assert (status, out) == (2, "") and words[-1] in err


def test_a_refusal_without_words_has_those_of_its_number(played, run):
    played.answer([end(errno.EBUSY)])
    status, out, err = run("halt")
    assert (status, out) == (1, "")
    assert err in ("nsctl: Resource busy\n", "nsctl: Device or resource busy\n")  # musl, glibc


TWO = [("web", b"1.000 30 one\n3.500 27 three\n"), ("nsinit", b"2.250 29 web: up\n")]


def test_logs_of_all_are_in_the_order_of_their_times(played, run):
    played.answer([Book(*TWO)])
    assert run("logs") == (0, "1.000 web: one\n2.250 nsinit: web: up\n3.500 web: three\n", "")
    assert played.requests == [("logs", "")]


@pytest.mark.parametrize("words, lines", [
    (["web"], "1.000 one\n3.500 three\n"), (["nsinit"], "2.250 web: up\n"),
    (["web", "nsinit"], "1.000 web: one\n2.250 nsinit: web: up\n3.500 web: three\n"),
    (["-n", "2"], "2.250 nsinit: web: up\n3.500 web: three\n"), (["-n", "0"], ""),
    (["web", "-n", "1"], "3.500 three\n"), (["-n", "9", "web"], "1.000 one\n3.500 three\n"),
    (["--since", "2.25"], "2.250 nsinit: web: up\n3.500 web: three\n"),
    (["--since", "1.001", "-n", "1"], "3.500 web: three\n"),
    (["--since", "4"], ""), (["--since", "0s"], ""), (["--since", "0"],
     "1.000 web: one\n2.250 nsinit: web: up\n3.500 web: three\n")], ids=str)
def test_logs_are_chosen(played, run, words, lines):
    played.answer([Book(*TWO)])
    assert run("logs", *words) == (0, lines, "")


def test_logs_of_nobody(played, run):
    played.answer([Book(*TWO)])
    assert run("logs", "web", "nix") == (1, "", "nsctl: nix: no container has this name\n")


def test_logs_as_json(played, run):
    played.answer([Book(("web", b'1.005 27 a "b\\ \xff\n'))])
    status, out, _ = run("logs", "--json")
    before = time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)
    one = json.loads(out)
    assert abs(one.pop("realtime_ms") / 1000 - before - 1.005) < 30
    assert (status, one) == (0, {"time_ms": 1005, "name": "web", "level": "error", "facility": 3,
                                 "text": 'a "b\\ \ufffd'})


def test_logs_do_not_drive_a_terminal(played, run, command):
    played.answer([Book(("web", b"1.000 30 a\x1b[31m \x9b \xc2\x9b \xc3\xbc\tb\n"))])
    done = subprocess.run(command("logs", "web"), capture_output=True, timeout=20)
    assert done.stdout == "1.000 a?[31m ? ? \u00fc\tb\n".encode()


def test_logs_of_a_ring_that_went_round(played, run):
    lines = [b"%d.000 30 line %d\n" % (number, number) for number in range(3000)]
    played.answer([Book(("web", b"".join(lines)))])
    status, out, _ = run("logs", "web")
    shown = [int(line.split()[-1]) for line in out.splitlines()]
    assert status == 0 and len(shown) > 500 and shown == list(range(3000 - len(shown), 3000))


STRANGE = [b"x" * 5000, b"\n" * 5000, b"1 30 a", b"1.00 30 a", b"-1.000 30 a", b"1.000 192 a",
           b"1.000 30", b"99999999999999999999.000 30 a", bytes(5000)]


@pytest.mark.parametrize("ring", STRANGE, ids=range(len(STRANGE)))
def test_what_is_no_record_is_left_out(played, run, ring):
    played.answer([Book(("web", ring + b"\n1.000 30 good\n1.000 30 no end"))])
    assert run("logs", "web") == (0, "1.000 good\n", "")


@pytest.mark.parametrize("book", [
    dict(size=0), dict(size=7), dict(count=2), dict(count=2**32 - 1), dict(count=67)], ids=str)
def test_a_book_that_is_none_is_refused(played, run, book):
    played.answer([Book(("web", b"1.000 30 one\n"), **book)])
    status, out, err = run("logs")
    assert (status, out) == (1, "") and "does not know" in err


def test_logs_follow(played, command):
    book = Book(*TWO)
    played.answer([book])
    with subprocess.Popen(command("logs", "-f", "-n", "1"), stdout=subprocess.PIPE) as nsctl:
        assert nsctl.stdout.readline() == b"3.500 web: three\n"
        for number in range(4, 8):
            book.add(number % 2, b"%d.000 30 more\n" % number)
            assert nsctl.stdout.readline().endswith(b"more\n")
        nsctl.kill()


def test_logs_without_a_book(played, run):
    played.answer([end(errno.ENOMEM)])
    status, out, err = run("logs")
    assert (status, out) == (1, "") and "memory" in err


def read_slowly(words):
    """What a command writes into a pipe of one page that does not block: each write of more than
    a page is short, and many are refused; and its exit status."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    with subprocess.Popen(words, stdout=writer) as nsctl, open(reader, "rb", 0) as pipe:
        os.close(writer)
        got = b""
        while piece := pipe.read(3000):
            got += piece
        return got, nsctl.wait(20)


def test_logs_wait_for_a_slow_reader(played, command):
    lines = [b"1.000 30 %0200d\n" % number for number in range(70)]
    played.answer([Book(("web", b"".join(lines)))])
    assert read_slowly(command("logs", "web")) == (b"".join(lines).replace(b" 30", b""), 0)


def test_a_long_status_waits_for_a_slow_reader(played, command):
    names = [f"container-{number}" for number in range(64)]
    played.answer([machine(), *(container(name.encode(), **BAD_MOUNT) for name in names), end()])
    got, status = read_slowly(command("status", "--json"))
    assert status == 0 and len(got) > 3 * 4096
    assert [one["name"] for one in json.loads(got)["containers"]] == names


@pytest.mark.parametrize("ignored", [False, True])
def test_logs_end_quietly_when_nobody_reads(played, command, ignored):
    played.answer([Book(("web", b"1.000 30 x\n" * 1000))])
    reader, writer = os.pipe()
    os.close(reader)
    disposition = signal.SIG_IGN if ignored else signal.SIG_DFL
    done = subprocess.run(command("logs"), stdout=writer, stderr=subprocess.PIPE, timeout=20,
                          restore_signals=False,
                          preexec_fn=lambda: signal.signal(signal.SIGPIPE, disposition))
    os.close(writer)
    assert done.returncode == (1 if ignored else -signal.SIGPIPE)
    assert done.stderr == b""


@pytest.mark.parametrize("words", [["status"], ["status", "--json"], ["logs"], ["--help"]])
def test_a_full_disk_is_told(played, command, words):
    played.answer([machine(), end()] if "status" in words else [Book(*TWO)])
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command(*words), stdout=full, stderr=subprocess.PIPE, timeout=20)
    assert done.returncode == 1
    assert done.stderr == b"nsctl: standard output: No space left on device\n"


OTHER_BUILD = [
    packet(END, bytes(195)), packet(END, bytes(197)), packet(9, bytes(196)), b"", b"short",
    struct.pack("=II", END, 4) + bytes(196), packet(LOGS, b"x"),
    packet(CONTAINER, bytes(367))]


@pytest.mark.parametrize("strange", OTHER_BUILD, ids=range(len(OTHER_BUILD)))
@pytest.mark.parametrize("verb", ["status", "logs", "wait"])
def test_an_answer_of_another_build_is_refused(played, run, verb, strange):
    played.answer([machine(), strange] if verb == "status" else [strange])
    status, out, err = run(verb)
    assert out == ""
    if strange == b"":  # an empty packet reads as the end of the connection
        assert status == 3
    else:
        assert (status, err) == (1, f"nsctl: {PATH}: an answer that nsctl does not know; "
                                    "nsctl and nsinit are of different builds\n")


@pytest.mark.parametrize("verb, packets", [
    ("logs", [machine(), end()]), ("wait", [machine(), end()]), ("status", [Book(*TWO)]), ("logs", [packet(LOGS, b"")]),
    ("status", [end()]), ("status", [container(b"web"), machine(), end()])])
def test_an_answer_to_another_question_is_refused(played, run, verb, packets):
    played.answer(packets)
    status, out, err = run(verb)
    assert (status, out) == (1, "") and "does not know" in err


def test_another_version_of_the_request_is_explained_by_pid_1(played, run):
    words = b"nsctl and nsinit are of different builds"
    played.answer([end(errno.EPROTO, words)])
    assert run("status") == (1, "", f"nsctl: {words.decode()}\n")


def test_nobody_answers(run):
    assert run("status") == (
        3, "", f"nsctl: cannot reach PID 1 at {PATH}: No such file or directory\n")


def test_a_socket_that_nobody_serves(played, run):
    played.socket.close()
    assert run("status") == (
        3, "", f"nsctl: cannot reach PID 1 at {PATH}: Connection refused\n")


@pytest.mark.parametrize("verb, packets", [
    ("status", []), ("status", [machine()]), ("logs", []), ("wait", []), ("halt", [])])
def test_pid_1_hangs_up(played, run, verb, packets):
    played.answer(packets)
    assert run(verb) == (
        3, "", f"nsctl: cannot reach PID 1 at {PATH}: Connection reset by peer\n")


@pytest.mark.parametrize("words", [
    [], ["nix"], [""], ["status", "a", "b"], ["status", ""], ["status", "--yaml"], ["--json"],
    ["start"], ["stop"], ["restart"], ["start", "a", "b"], ["start", "--json", "a"],
    ["stats", "--yaml"], ["stats", ""], ["logs", "--yaml"], ["logs", "-n"], ["logs", "-n", "x"], ["logs", "-n", "-1"], ["logs", ""],
    ["logs", "--since"], ["logs", "--since", "1y"], ["logs", "--since", "1ms"], ["reboot", "now"], ["poweroff", "-f"], ["halt", "a"], ["wait", "a", "b"]])
def test_what_is_no_command_is_told_and_not_sent(run, words):
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert err.endswith("nsctl: try `nsctl --help`\n")


def test_a_name_that_is_too_long_is_nobodys(run):
    name = "a" * 32
    assert run("stop", name) == (1, "", f"nsctl: {name}: no container has this name\n")


@pytest.mark.parametrize("words", [[], [""], ["web"], ["web", "--"], ["web", ""], ["-x", "web", "a"],
                                   ["-t"], ["-t", "web"], ["-t", "--detach-key"],
                                   ["-t", "--detach-key", "ctrl-p,", "web", "a"],
                                   ["--detach-key", "a", "web", "a"]])
def test_exec_has_a_status_of_its_own_for_mistakes(run, words):
    """Any other could be the program's."""
    status, out, err = run("exec", *words)
    assert (status, out) == (125, "") and err.endswith("nsctl: try `nsctl --help`\n")


@pytest.mark.parametrize("words", [[], [""], ["-t", "web"], ["web", "a"], ["--detach-key", "a"],
                                   ["--detach-key", "ctrl", "web"]])
def test_so_has_attach(run, words):
    status, out, err = run("attach", *words)
    assert (status, out) == (125, "") and err.endswith("nsctl: try `nsctl --help`\n")


def test_exec_without_pid_1(run):
    status, _, err = run("exec", "web", "a")
    assert status == 125 and "cannot reach PID 1" in err


@pytest.mark.parametrize("reply, expected, words", [
    (end(errno.ESRCH, b"it is not up"), 125, "nsctl: web: it is not up\n"),
    (end(0), 125, "different builds"),
    (packet(6, struct.pack("=i192s", 127, b"web: exec a: none")), 127, "web: exec a: none\n"),
    (packet(6, struct.pack("=i192s", 0, b"")), 0, ""),
    (packet(6, b""), 125, "different builds"),
    (packet(5, b""), 125, "different builds"),  # without descriptors
    (packet(LOGS, b""), 125, "different builds"),
])
def test_exec_says_what_pid_1_says(tmp_path, run, reply, expected, words):
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listening.bind(str(tmp_path / "control"))
    listening.listen(1)
    asked = []

    def serve():
        client, _ = listening.accept()
        with client:
            asked.append(client.recv(8192))
            client.send(reply)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    status, out, err = run("exec", "web", "--", "/bin/a", "", "b c")
    thread.join(5)
    listening.close()
    assert (status, out) == (expected, "") and words in err
    assert asked == [struct.pack("=II32sIIIHH32s", VERSION, VERBS.index("exec"), b"web", 3, 12, 0,
                                 0, 0, b"") + b"/bin/a\0\0b c\0"]


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_has_every_verb(run, option):
    status, out, err = run(option)
    assert (status, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()[1:len(VERBS) + 1]] == VERBS
    assert max(map(len, out.splitlines())) <= 80


def test_version(run):
    status, out, err = run("--version")
    assert (status, err) == (0, "")
    assert out.startswith("nsctl ") and out.count("\n") == 1 and out.split()[1][0].isdigit()


@pytest.mark.parametrize("level, verb", [("0", "poweroff"), ("6", "reboot")])
def test_telinit(played, run, level, verb):
    played.answer([end()])
    assert run(level, name="telinit") == (0, "", "")
    assert played.requests == [(verb, "")]


@pytest.mark.parametrize("level", ["q", "Q"])
def test_telinit_has_nothing_to_reload(run, level):
    status, out, err = run(level, name="telinit")
    assert (status, err) == (0, "") and "nothing to reload" in out


@pytest.mark.parametrize("words", [[], ["1"], ["0", "6"], [""], ["status"], ["--help"]])
def test_telinit_takes_nothing_else(run, words):
    status, out, err = run(*words, name="telinit")
    assert (status, out) == (2, "") and "telinit" in err
