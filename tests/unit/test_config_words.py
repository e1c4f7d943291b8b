"""`nsctl config`: the config in words, from the build's checker to the device."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

TREE = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def root(build, tmp_path_factory):
    """A device's root with nothing but nsctl and what the build of the demo wrote."""
    folder = tmp_path_factory.mktemp("root")
    place = folder / "usr/share/nsinit"
    place.mkdir(parents=True)
    shutil.copy2(build / "router/nsctl", folder / "nsctl")
    shutil.copy2(build / "router/config.txt", place)
    return folder


def config(root, *words):
    """(status, stdout, stderr)"""
    done = subprocess.run(["chroot", root, "/nsctl", "config", *words], capture_output=True,
                          text=True)
    return done.returncode, done.stdout, done.stderr


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="chroot(2) needs root")


@needs_root
def test_one_container(root):
    status, told, complaints = config(root, "dns")
    assert (status, complaints) == (0, "")
    assert [line.split(None, 1) for line in told.splitlines()][:2] == [
        ["name", "dns"], ["kind", "service"]]
    assert 'program           "/usr/sbin/dnsmasq" "--keep-in-foreground"\n' in told
    assert "mounts            /run tmpfs 256 KiB\n" in told
    assert told.endswith("system calls      network service\n")


@needs_root
def test_all(root):
    assert config(root) == (0, (root / "usr/share/nsinit/config.txt").read_text(), "")


@needs_root
def test_what_it_cannot_show(root, tmp_path):
    status, told, complaints = config(root, "dn")
    assert (status, told) == (1, "") and complaints.startswith("nsctl: dn: no such container\n")
    assert config(root, "service")[0] == 1  # not any word of it
    assert config(root, "dns", "web")[0] == 2
    shutil.copy2(root / "nsctl", tmp_path)
    status, told, complaints = config(tmp_path, "dns")
    assert (status, told) == (1, "")
    assert complaints == "nsctl: /usr/share/nsinit/config.txt: No such file or directory\n"


def test_words_are_those_of_the_summary(build, tmp_path):
    """Each line of it that is of a container is in that one's block; the others stand at the end."""
    header = TREE / "tests/config/good/everything.h"
    subprocess.run(["make", "-s", "-C", TREE, f"O={build}", f"B={build}/words", f"CONFIG={header}",
                    f"{build}/words/nsinit-check"], check=True, capture_output=True,
                   env={**os.environ, "MAKEFLAGS": "", "MAKELEVEL": "0"})
    said = subprocess.run([build / "words/nsinit-check", "--words", tmp_path / "words", header],
                          check=True, capture_output=True, text=True).stdout.splitlines()
    *blocks, rest = (tmp_path / "words").read_text().split("\n\n")
    found = {block.split(None, 2)[1]: block.splitlines() for block in blocks}
    names = [line.split()[0] for line in said[2:2 + len(blocks)]]
    assert list(found) == names and len(names) > 10
    others = []
    for line in said[2 + len(blocks):]:
        owned = re.fullmatch(rf"([^:]*) of ({'|'.join(names)}): (.*)", line)
        if owned:
            assert f"{owned[1]:<18}{owned[3]}" in found[owned[2]]
        else:
            others.append(line)
    assert rest.splitlines() == others and others
    titles = said[1].split()
    for name, line in zip(names, said[2:]):
        assert [row.split()[0] for row in found[name][:len(titles)]] == titles
        assert found[name][len(titles) - 1].split(None, 1)[1] == line[said[1].index("program"):]
