"""Log files: what is in them, their names and sizes, and what a medium that fails costs.

There is no /data at first, as on a machine whose data store is mounted later.
"""

import os
import re
import signal
import time
from pathlib import Path

import pytest

PROGRAMS = ("scribe",)
CONFIG = "logfiles"
FILE_BYTES, FILES, TOTAL_BYTES = 16384, 4, 56 * 1024
LINE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([a-z]+): (.*)")


def directory(run):
    return run.path("/data/logs")


def sizes(run):
    return {path.name: path.stat().st_size for path in directory(run).iterdir()}


def text(run, name):
    """A file's content, the empty one when there is none."""
    path = directory(run) / name
    return path.read_text() if path.exists() else ""


def everything(run, name):
    """What all files of a source have, the oldest first."""
    numbers = [f"{name}.log.{number}" for number in range(FILES - 1, 0, -1)] + [f"{name}.log"]
    return "".join(text(run, number) for number in numbers)


def said(lines):
    return [LINE.fullmatch(line)[3] for line in lines.splitlines()]


def writer(run):
    pids = run.processes_of("log-files")
    return pids[0] if len(pids) == 1 else None


def scribe(run, uid):
    """The process of a service."""
    return max(run.wait("the service", lambda: run.processes_of("scribe", uid)))


def complaints(run):
    return re.findall(r"log files: tried again and again: (.*)", run.said())


@pytest.fixture(scope="module")
def files(run):
    """The run, with a data store that came after the boot."""
    run.wait("the complaint", lambda: complaints(run))
    assert complaints(run) == ["No such file or directory"]
    os.mkdir(run.path("/data"))
    run.mount("/data", "tmpfs", "mode=0755,size=256k")
    run.wait("the files", lambda: "up\n" in text(run, "counts.log"), 60)
    return run


def test_another_image_goes_on_writing(files):
    """Where the one before ended: no line is missing, and none comes twice."""
    files.ask("reexec")
    files.wait("its first line", lambda: any(
        "goes on with 3 containers" in line for line in said(text(files, "nsinit.log"))))
    files.wait("the writer", lambda: writer(files))
    own = [line.split(" ", 1)[1] for line in files.ask("logs", "nsinit").splitlines()]
    files.wait("all lines", lambda: said(text(files, "nsinit.log"))[:len(own)] == own)


def test_what_was_said_before_the_medium_came_is_there(files):
    """The ring kept it: the boot is in the files from its first line on."""
    lines = text(files, "nsinit.log")
    assert LINE.fullmatch(lines.splitlines()[0]), lines
    assert any(line == "counts: up" for line in said(lines)), lines
    assert "log files: tried again and again: No such file or directory" in said(lines)
    assert said(text(files, "counts.log")) == ["up"]
    # Whoever did not ask for a file has none.
    assert sorted(sizes(files)) == ["counts.log", "floods.log", "nsinit.log"]


def test_times_are_those_of_the_clock(files):
    before = time.time()
    files.ask("restart", "counts")
    line = files.wait("its line", lambda: (lines := text(files, "nsinit.log").splitlines()) and
                      lines[-1].endswith("counts: up") and lines[-1])
    shown, level, _ = LINE.fullmatch(line).groups()
    assert level == "notice" or level == "info"
    seconds = time.mktime(time.strptime(shown, "%Y-%m-%dT%H:%M:%S.%fZ")) - time.timezone
    assert before - 1 <= seconds <= time.time() + 1


def test_writer_has_no_privileges_and_no_other_files(files):
    pid = files.wait("a writer", lambda: writer(files), 30)
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    for line in ("Uid:\t65534\t65534\t65534\t65534", "Gid:\t65534\t65534\t65534\t65534",
                 "Groups:\t ", "CapEff:\t" + "0" * 16, "CapPrm:\t" + "0" * 16,
                 "NoNewPrivs:\t1", "Seccomp:\t2"):
        assert line in lines, line
    assert files.descriptors(pid) == {}
    assert sorted(os.listdir(f"/proc/{pid}/root")) == sorted(sizes(files))
    assert os.stat(directory(files)).st_mode & 0o777 == 0o700
    limits = Path(f"/proc/{pid}/limits").read_text()
    assert re.search(r"^Max processes +0 +0 ", limits, re.M), limits
    assert re.search(r"^Max open files +4 +4 ", limits, re.M), limits


def test_writer_sleeps_while_nobody_says_anything(files):
    pid = files.wait("a writer", lambda: writer(files), 30)

    def switches():
        return re.findall(r"ctxt_switches:\t(\d+)", Path(f"/proc/{pid}/status").read_text())
    before = switches()
    time.sleep(0.5)
    assert switches() == before


def test_files_stay_within_their_sizes_and_lose_nothing_of_the_others(files):
    """A flood: its files turn over; what others wrote stays."""
    os.kill(scribe(files, 221), signal.SIGUSR1)
    files.wait("the end", lambda: said(text(files, "counts.log"))[-1:] == ["end"])
    counted = everything(files, "counts")
    pid = scribe(files, 222)
    os.kill(pid, signal.SIGUSR1)
    seen = set()

    def turned_over():
        now = sizes(files)
        assert all(size <= FILE_BYTES for size in now.values()), now
        # A file that is being written may be counted before the oldest is gone.
        assert sum(now.values()) <= TOTAL_BYTES + 8192, now
        stat = directory(files) / "floods.log"
        if stat.exists():
            seen.add(stat.stat().st_ino)
        return len(seen) > 6
    files.wait("seven files", turned_over)
    os.kill(pid, signal.SIGKILL)
    assert max(name for name in sizes(files) if name.startswith("floods.log.")) < "floods.log.4"
    assert everything(files, "counts").endswith(counted)
    for line in everything(files, "floods").splitlines():
        assert LINE.fullmatch(line) or line.endswith(" bytes were lost here"), line


def test_killed_writer_goes_on_where_it_was(files):
    before = everything(files, "counts")
    os.kill(scribe(files, 221), signal.SIGUSR1)
    files.wait("some lines", lambda: len(everything(files, "counts")) > len(before) + 500)
    os.kill(writer(files), signal.SIGKILL)
    files.wait("the end", lambda: said(everything(files, "counts"))[-1:] == ["end"])
    numbers = [int(line) for line in said(everything(files, "counts"))[-650:] if line.isdigit()]
    last = len(numbers) - numbers[::-1].index(1) - 1
    # A piece of records that was written but not noted may come twice; none is left out.
    assert sorted(set(numbers[last:])) == list(range(1, 601))


def test_full_medium_is_told_once_and_costs_nobody_anything(files):
    """Services write on, the control socket answers; what fits is kept in memory."""
    # Far from the limit of all files, which would make room.
    for name in sizes(files):
        if not name.endswith(".log"):
            (directory(files) / name).unlink()
    before = writer(files)
    os.kill(before, signal.SIGKILL)
    files.wait("another writer", lambda: writer(files) not in (None, before))
    told = len(complaints(files))
    filler = files.path("/data/filler")
    with open(filler, "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    before = everything(files, "counts")
    os.kill(scribe(files, 221), signal.SIGUSR1)
    files.wait("the complaint", lambda: len(complaints(files)) > told)
    files.wait("the service to end its story", lambda: files.ask(
        "logs", "counts", "-n", "1").endswith(" end\n"))
    time.sleep(4)  # it is tried again after one second, and after two
    assert complaints(files)[told:] == ["No space left on device"]
    # Nothing is torn, and what was there stays.
    assert everything(files, "counts").startswith(before)
    assert all(text(files, name)[-1:] in ("", "\n") for name in sizes(files))
    filler.unlink()
    files.wait("the rest", lambda: said(text(files, "counts.log"))[-1:] == ["end"], 90)
    # All of it: the ring held it meanwhile.
    numbers = [int(line) for line in said(everything(files, "counts")) if line.isdigit()]
    assert numbers[-600:] == list(range(1, 601))


def test_what_a_power_cut_or_an_earlier_config_left_is_put_in_order(files):
    """Half a line gets its end; a rotation that was interrupted costs no file, since the free name
    in the row is filled first; files of more than there may be now go, and nobody else's."""
    pid = files.wait("a writer", lambda: writer(files), 30)
    os.kill(pid, signal.SIGSTOP)
    for number in range(1, 6):
        (directory(files) / f"counts.log.{number}").write_text(f"{number}\n")
    (directory(files) / "counts.log.1").unlink()
    (directory(files) / "other.log").write_text("not ours\n")
    (directory(files) / "counts.log").write_text("x" * (FILE_BYTES - 10) + "\n")
    with open(directory(files) / "nsinit.log", "ab") as file:
        file.write(b"2026-01-01T00:00:00.000Z info: ha")
    os.kill(pid, signal.SIGKILL)
    files.wait("another writer", lambda: writer(files) not in (None, pid))
    files.ask("restart", "counts")
    files.wait("its line", lambda: text(files, "counts.log").endswith(" info: up\n"))
    assert text(files, "counts.log.1").startswith("xxx")
    assert [text(files, f"counts.log.{number}") for number in range(2, 6)] == ["2\n", "3\n", "", ""]
    assert text(files, "other.log") == "not ours\n"
    assert "ha" in said(text(files, "nsinit.log"))


def test_link_in_the_place_of_a_file_is_not_followed(files):
    told = len(complaints(files))
    path = directory(files) / "counts.log"
    path.rename(directory(files) / "aside")
    path.symlink_to("floods.log")
    before = text(files, "floods.log")
    files.ask("restart", "counts")
    files.wait("the complaint", lambda: len(complaints(files)) > told, 30)
    assert "up" not in said(text(files, "floods.log")[len(before):])
    path.unlink()
    (directory(files) / "aside").rename(path)
    files.wait("its line", lambda: path.read_text().endswith(" info: up\n"), 90)


def test_last_words_are_in_the_files(host):
    """Also what was in the pipes when everybody, the logger too, was ended."""
    with host.run(CONFIG, PROGRAMS) as run:
        os.mkdir(run.path("/data"))
        run.wait("the files", lambda: writer(run) and "up\n" in text(run, "counts.log"), 60)
        run.run("wait")
        where = Path(run.root) / "data" / "logs"
        os.kill(run.wait("a logger", lambda: run.processes_of("logger"))[0], signal.SIGSTOP)
        run.run("poweroff")
        assert run.wait_end() == 0
        lines = said((where / "nsinit.log").read_text())
        assert "stopping every container" in lines
        assert set(lines[-6:]) >= {"counts: down", "floods: down", "apart: down"}, lines
