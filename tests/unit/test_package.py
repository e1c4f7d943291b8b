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


# In a chroot of this machine's own files, which are not written: what changes is in $1/upper.
ON_A_HOST = """set -e
mount -t tmpfs tmpfs $1
mkdir $1/upper $1/work $1/root
mount -t overlay overlay -o lowerdir=/,upperdir=$1/upper,workdir=$1/work $1/root || exit 77
for name in proc sys dev; do mount --rbind /$name $1/root/$name; done
mount -t tmpfs tmpfs $1/root/run
cp $2 $1/root/run/nsinit.deb
chroot $1/root sh -c '
try() { dpkg --no-triggers $1 >/run/said 2>&1 || { cat /run/said; exit 1; }; }
run() { /usr/sbin/nsinit run box -- /bin/sh -c "exit 3" 2>&1; echo run $?; }
try "-i /run/nsinit.deb"; run
try "-i /run/nsinit.deb"; dpkg --verify nsinit; run
try "-r nsinit"
try "-P nsinit"
rm /run/nsinit.deb /run/said; find /run -mindepth 1; find /sys/fs/cgroup -name "nsinit-box*"'
cd $1/upper
find . ! -type d ! -path "./var/lib/dpkg/*" ! -path ./var/log/dpkg.log
find . -name "*nsinit*"
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_installed_run_upgraded_and_purged(package, tmp_path):
    """And nothing of it is left: no file, directory, user or control group."""
    done = subprocess.run(["unshare", "--mount", "sh", "-c", ON_A_HOST, "sh", tmp_path, package],
                          capture_output=True, text=True, timeout=120)
    if done.returncode == 77:
        pytest.skip(f"an overlay of this machine's files: {done.stderr}")
    assert (done.stdout, done.stderr, done.returncode) == ("run 3\nrun 3\n", "", 0)


@pytest.mark.skipif(not shutil.which("lintian"), reason="needs lintian")
def test_lintian_has_no_complaint(package):
    said = run("lintian", "--allow-root", "--fail-on", "error", *package.parent.glob("*.changes"))
    assert not re.search(r"^[EW]: ", said, re.M), said
