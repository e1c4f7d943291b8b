"""Landlock: what its rules allow and deny, with a program in each container that tries.

Needs a kernel with Landlock, and says so; version 6 of it, the newest that a config can ask for.
An older one is tested by tests/boot/test_full.py.
"""

import errno
import shutil

import pytest

import starts

CONFIG = "landlock"
PROGRAMS = ("landlock",)
WHOLE = 6
OK, ACCESS, PERM, CROSS = 0, errno.EACCES, errno.EPERM, errno.EXDEV


@pytest.fixture(scope="module")
def run(host):
    abi = starts.landlock_abi()
    if abi < WHOLE:
        pytest.skip(f"needs Landlock of version {WHOLE}, the kernel has {abi or 'none'}")
    made = host.run(CONFIG, PROGRAMS)
    for name in ("read", "write", "full", "also", "still", "one", "none"):
        folder = made.root / "srv" / name
        folder.mkdir()
        folder.chmod(0o777)
        (folder / "file").write_text("text")
        (folder / "file").chmod(0o666)
        shutil.copy2(host.program("landlock"), folder / "program")
    (made.root / "srv" / "link").symlink_to("full")
    with made as running:
        running.run("wait")
        yield running


def tries(run, name, *what):
    """{what: errno} of the program in the container, entered by `nsctl exec`."""
    run.wait_state(name, "up")
    lines = run.ask("exec", name, "--", "/test/landlock", *what).splitlines()
    assert lines[-1] == "end", lines
    found = dict(line.rsplit(" ", 1) for line in lines[:-1])
    return {word: int(found[word]) for word in what}


def check(run, name, expected):
    assert tries(run, name, *expected) == expected


def test_nothing_is_in_the_way_but_landlock(run):
    """Without it each of these works, so a refusal below is a rule's."""
    check(run, "without", {
        "read:/srv/none/file": OK, "list:/srv/none": OK, "write:/srv/none/file": OK,
        "make:/srv/none/new": OK, "unlink:/srv/none/new": OK, "execute:/srv/none/program": OK,
        "truncate:/srv/write/file": OK, "move:/srv/still/file:/srv/also/new": OK,
        "ioctl:/dev/zero": OK, "bind:8082": OK, "connect:8082": OK})


def test_what_no_line_allows_is_denied(run):
    check(run, "files", {
        "read:/srv/none/file": ACCESS, "list:/srv/none": ACCESS, "write:/srv/none/file": ACCESS,
        "make:/srv/none/new": ACCESS, "unlink:/srv/none/file": ACCESS, "list:/": ACCESS,
        "mkdir:/srv/none/new": ACCESS, "execute:/srv/none/program": ACCESS,
        "read:/proc/self/status": ACCESS, "read:/dev/null": ACCESS})


def test_read(run):
    check(run, "files", {
        "read:/srv/read/file": OK, "list:/srv/read": OK, "write:/srv/read/file": ACCESS,
        "make:/srv/read/new": ACCESS, "unlink:/srv/read/file": ACCESS,
        "truncate:/srv/read/file": ACCESS, "execute:/srv/read/program": ACCESS})


def test_write_without_truncation(run):
    check(run, "files", {
        "write:/srv/write/file": OK, "truncate:/srv/write/file": ACCESS,
        "make:/srv/write/new": ACCESS})


def test_change_through_a_link(run):
    """The rule is for what the link leads to, by whatever name it is used."""
    check(run, "files", {
        "make:/srv/full/new": OK, "truncate:/srv/full/new": OK, "unlink:/srv/full/new": OK,
        "mkdir:/srv/full/new": OK, "node:/srv/full/new": OK, "link:/srv/full/new": OK,
        "execute:/srv/full/program": ACCESS, "read:/srv/link/file": OK})


def test_move_needs_refer_on_both_sides(run):
    check(run, "files", {
        "move:/srv/full/file:/srv/also/new": OK, "move:/srv/still/file:/srv/also/new": CROSS,
        "move:/srv/full/file:/srv/still/new": CROSS})


def test_rule_of_a_file_is_of_that_file(run):
    """Rights of directories in it do not count, and those of a file do."""
    check(run, "files", {
        "read:/srv/one/file": OK, "write:/srv/one/file": OK, "truncate:/srv/one/file": OK,
        "unlink:/srv/one/file": ACCESS, "list:/srv/one": ACCESS, "read:/srv/one/program": ACCESS})


def test_ioctl_of_a_device(run):
    check(run, "files", {"ioctl:/dev/zero": ACCESS, "ioctl:/dev/full": OK, "read:/dev/zero": OK})


def test_tcp_ports(run):
    check(run, "files", {
        "bind:8080": OK, "bind:0": OK, "bind:8081": ACCESS, "connect:8081": OK,
        "connect:8080": ACCESS})


def test_any_port_and_no_path(run):
    check(run, "ports", {"bind:8080": OK, "connect:8081": OK, "read:/srv": ACCESS})


def test_no_port_is_said(run):
    check(run, "owner", {"bind:8080": ACCESS, "bind:0": ACCESS, "connect:8080": ACCESS})


def test_uid_0_with_all_files_is_bound_too(run):
    check(run, "owner", {"read:/srv/read/file": OK, "write:/srv/read/file": ACCESS,
                        "read:/srv/none/file": ACCESS})


def test_with_set_user_id_programs(run):
    check(run, "setuid", {"read:/proc/self/status": OK, "read:/srv": ACCESS})


def test_in_a_user_namespace(run):
    check(run, "apart", {"read:/srv/read/file": OK, "read:/srv/none/file": ACCESS})


def test_signals_and_abstract_sockets_stay_inside(run):
    """PID 1 of the appliance is in sight, and CAP_KILL would do."""
    run.wait_state("listens", "up")
    run.wait("the listener", lambda: "up" in run.ask("logs", "listens"))
    check(run, "outer", {"signal:1": PERM, "abstract:outside": PERM})
    check(run, "open", {"signal:1": OK, "abstract:outside": OK})


def test_the_container_itself_is_bound(run):
    """Not only what enters."""
    run.wait_state("itself", "done")
    lines = [line.split(" ", 1)[1] for line in run.ask("logs", "itself").splitlines()]
    assert lines == ["read:/srv/read/file 0", f"read:/srv/none/file {ACCESS}", "end"]


def test_a_stop_reaches_the_program(run):
    """Its init, which forwards the signal, is in one domain with it."""
    run.ask("stop", "ports")
    assert "down" in run.ask("logs", "ports").splitlines()[-1]
    run.ask("start", "ports")


def test_as_much_as_there_is(run):
    check(run, "available", {"read:/srv/none/file": ACCESS, "bind:8080": ACCESS})


@pytest.mark.parametrize("name, text", [
    ("missing", "landlock /srv/nowhere: No such file or directory"),
    ("file-right", "landlock /test/serve: Not a directory"),
    ("no-program", "exec /test/serve: Permission denied")])
def test_what_cannot_be_had_is_named(run, name, text):
    assert run.wait_state(name, "failed")["failure"]["text"] == f"{name}: {text}"
