"""`nsctl disable` and `enable`: kept over a boot, told in the status, refused with the reason."""

import os
import shutil

import pytest

CONFIG = "enable"


def boot(host, store):
    """A run with this folder's content as its store."""
    run = host.run(CONFIG)
    shutil.copytree(store, run.root / "srv", dirs_exist_ok=True)
    for file in (run.root / "srv").iterdir():
        file.chmod(0o600)
    return run


def line_of(run, name):
    return [line for line in run.ask("status").splitlines() if line.startswith(f"{name}: ")]


@pytest.fixture(scope="module")
def kept(host, tmp_path_factory):
    """What a run leaves on its store after base and often were disabled, and vital was tried."""
    store = tmp_path_factory.mktemp("store")
    with host.run(CONFIG) as run:
        run.ask("wait")
        for name in ("base", "often", "ground"):
            status, _, err = run.run("disable", name)
            assert (status, err) == ((1, "nsctl: ground: it is essential, or one that is needs it\n")
                                     if name == "ground" else (0, ""))
        assert run.status("base")["state"] == "up"  # it goes on
        assert line_of(run, "base") == ["base: disabled from the next boot on"]
        shutil.copytree(run.root / "srv", store, dirs_exist_ok=True)
    return store


@pytest.fixture(scope="module")
def run(host, kept):
    """The boot after that."""
    with boot(host, kept) as running:
        running.ask("wait", "vital")
        yield running


def test_a_disabled_one_is_not_started_and_who_needs_it_says_so(run):
    assert [run.status(name)["state"] for name in ("base", "middle", "top", "vital")] == [
        "down", "waiting", "waiting", "up"]
    assert line_of(run, "base") == ["base: disabled"]
    for name in ("middle", "top"):
        assert line_of(run, name) == [f"{name}: needs base, which is disabled"]
    assert line_of(run, "often")[0].startswith("often: disabled")
    assert run.status("often")["state"] == "down" and run.ask("logs", "often") == ""


def test_wait_is_about_the_others(run):
    assert run.ask("wait", "base") == ""
    assert run.run("wait", "middle")[0] == 1


def test_it_can_be_started_all_the_same(run):
    run.ask("start", "base")
    run.wait_state("top", "up")
    assert line_of(run, "base") == ["base: disabled from the next boot on"]
    run.ask("stop", "base")


@pytest.mark.parametrize("name, reason", [
    ("vital", "it is essential, or one that is needs it"),
    ("chore", "nobody starts it at boot"), ("bse", "no container has this name")])
def test_what_cannot_be_disabled(run, name, reason):
    status, out, err = run.run("disable", name)
    assert (status, out) == (1, "") and err.startswith(f"nsctl: {name}: {reason}\n")


def test_a_store_that_takes_nothing_is_told(run):
    """And what was kept before stays."""
    os.mkdir(run.root / "srv/disabled.new")
    status, _, err = run.run("disable", "middle")
    os.rmdir(run.root / "srv/disabled.new")
    assert status == 1 and err.startswith("nsctl: middle: /srv: ")
    assert not any("middle: disabled" in line for line in line_of(run, "middle"))
    assert (run.root / "srv/disabled").read_bytes() == b"base\0often\0"


def test_enabled_again_is_kept_and_survives_a_replacement(run):
    run.ask("reexec")
    assert line_of(run, "base") == ["base: disabled"]
    run.ask("enable", "base")
    assert line_of(run, "base") == []
    assert (run.root / "srv/disabled").read_bytes() == b"often\0"
    assert os.listdir(run.root / "srv") == ["disabled"]


def test_what_the_file_says_is_believed_as_far_as_the_config_lets(host, tmp_path):
    """Of an older config, or edited by hand: names that there are not, and an essential one."""
    (tmp_path / "disabled").write_bytes(b"vital\0nobody\0ground\0\0\0base")
    with boot(host, tmp_path) as run:
        run.ask("wait")
        assert [run.status(name)["state"] for name in ("vital", "base")] == ["up", "up"]


def test_without_its_store_nothing_is_kept(host):
    run = host.run(CONFIG)
    os.rmdir(run.root / "srv")
    with run:
        run.ask("wait")
        assert run.run("disable", "base") == (
            1, "", "nsctl: base: the data store is not there\n")
