"""What `make deb` puts onto hosts."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

TREE = Path(__file__).parent.parent.parent
VERSION = re.search(r'^#define NSINIT_VERSION "(.*)"$',
                    (TREE / "init/base/protocol.h").read_text(), re.M)[1]
# As from a terminal: a make inside make says which folder it enters.
OUTSIDE_MAKE = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True,
                          timeout=300, env=OUTSIDE_MAKE)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The .deb of config/host.h, built in a copy."""
    for tool in ("dpkg-buildpackage", "dh", "musl-gcc"):
        if not shutil.which(tool):
            pytest.skip(f"needs {tool}")
    out = tmp_path_factory.mktemp("deb")
    run("make", "-C", TREE, f"O={out}", "deb")
    found, = (out / "deb").glob("*.deb")
    yield found
    shutil.rmtree(out)


def test_package_has_what_a_host_needs(package, tmp_path):
    assert run("dpkg-deb", "-f", package, "Package", "Version") == \
        f"Package: nsinit\nVersion: {VERSION}\n"
    run("dpkg-deb", "-x", package, tmp_path)
    there = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")}
    assert {"usr/sbin/nsinit", "usr/sbin/nsctl", "usr/include/nsinit/container.h",
            "usr/share/pkgconfig/nsinit.pc", "usr/share/man/man8/nsinit.8.gz"} <= there
    assert not [name for name in there if name.endswith(("/init", "/telinit"))]
    assert not (tmp_path / "sbin").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_program_of_the_package_knows_the_containers_of_its_config(package, tmp_path):
    run("dpkg-deb", "-x", package, tmp_path)
    done = subprocess.run([tmp_path / "usr/sbin/nsinit", "run", "bix"], capture_output=True,
                          text=True)
    assert done.returncode == 125 and "box" in done.stderr, done.stderr


@pytest.mark.skipif(not shutil.which("lintian"), reason="needs lintian")
def test_lintian_has_no_complaint(package):
    said = run("lintian", "--allow-root", "--fail-on", "error", *package.parent.glob("*.changes"))
    assert not re.search(r"^[EW]: ", said, re.M), said
