"""Images that want a container's working directory or terminal to be one of the appliance."""

import os
from pathlib import Path

import pytest

CONFIG = "escape"
NAME = "wanders"
DESCRIPTORS = range(3, 48)  # more than a start ever has open


@pytest.fixture
def image(run):
    """The root of the container, as the host sees it."""
    run.run("stop", NAME)
    yield run.root / "containers" / "full"
    run.run("stop", NAME)


def lead(image, target):
    """The working directory is where this link leads."""
    link = image / "link"
    link.unlink(missing_ok=True)
    link.symlink_to(target)


def tell(run):
    """What the container's program said of where it is, or None when it was not started."""
    if run.run("start", NAME)[0] != 0:
        return None
    lines = run.wait(f"{NAME} to say up", lambda: (
        found := [line.split(" ", 1)[1] for line in run.ask("logs", NAME).splitlines()]
    ) and found[-1] == "up" and found)
    return next(line for line in reversed(lines) if line.startswith("pid ")), lines[-2]


def test_directory_is_no_descriptor_of_the_start(run, image):
    """
    None of the appliance's directories is open when a container chooses its own (CVE-2024-21626):
    what a link leads to is inside, or the start fails as it is chosen.
    """
    inside = []
    for fd in DESCRIPTORS:
        lead(image, f"/proc/self/fd/{fd}")
        if told := tell(run):
            inside.append(told[0].split(" in ")[1])
            # What lies outside of the root has a name that begins with "(unreachable)", getcwd(3).
            assert inside[-1].startswith("/"), inside
            service, = run.processes_of("serve")
            here, root = (os.stat(f"/proc/{service}/{name}") for name in ("cwd", "root"))
            assert inside[-1] != "/" or os.path.samestat(here, root)
        else:
            assert run.status(NAME)["failure"]["step"] == "directory"
        run.run("stop", NAME)
    print(f"\ninside: {inside}")


def test_directory_is_not_of_another_process(run, image):
    for target in ("/proc/1/cwd/..", "/proc/self/root/../..", "/proc/self/cwd/../../.."):
        lead(image, target)
        told = tell(run)
        assert told is None or told[0].endswith(" in /"), told
        run.run("stop", NAME)


def test_terminal_is_of_its_own_devpts(run, image):
    """Its name is not looked up, so that what an image has there is not found (CVE-2025-52565)."""
    lead(image, "/tmp")
    outside = image / "outside"
    outside.write_text("untouched\n")
    (image / "dev" / "pts").mkdir(exist_ok=True)
    for name in ("console", "ptmx", "pts/0", "pts/ptmx", "tty"):
        (image / "dev" / name).symlink_to("/outside")
    told = tell(run)
    assert told[1] == "terminal /dev/pts/0"
    service, = run.processes_of("serve")
    numbers = [os.stat(f"/proc/{service}/root/dev/{name}").st_rdev for name in ("console", "pts/0")]
    assert numbers[0] == numbers[1] == os.stat(f"/proc/{service}/fd/0").st_rdev
    assert outside.read_text() == "untouched\n"
    assert sorted(path.name for path in Path(image / "dev").iterdir()) == [
        "console", "ptmx", "pts", "tty"]
