"""Fixtures of the tests that run nsinit on this machine, in namespaces of its own."""

import itertools
import sys
from pathlib import Path

import pytest

sys.dont_write_bytecode = True  # the tree stays as it was checked out
sys.path.insert(0, str(Path(__file__).parent))
import namespace  # noqa: E402

HERE = Path(__file__).parent


class Host:
    """Builds configs and programs, and runs them."""

    def __init__(self, build):
        self.build = build
        self._places = {}
        self._programs = {}
        self._runs = itertools.count(1)

    def program(self, name):
        """A program of payloads/."""
        if name not in self._programs:
            source = HERE / "payloads" / f"{name}.c"
            self._programs[name] = namespace.make_program(self.build, source)
        return self._programs[name]

    def place(self, config):
        """The folder with nsinit and nsctl of configs/CONFIG.h."""
        if config not in self._places:
            self._places[config] = namespace.make_config(
                self.build, HERE / "configs" / f"{config}.h")
        return self._places[config]

    def run(self, config, programs=(), hide=None):
        """A run of configs/CONFIG.h, to be used as a context; with these of payloads/ in /test, and
        without the mount `hide`."""
        folder = self.build / "host" / "runs" / f"{config}-{next(self._runs)}"
        return namespace.Namespace(
            self.place(config), self.program("enter"),
            [self.program(name) for name in ("serve", *programs)], folder, hide)


@pytest.fixture(scope="session")
def host(build):
    """Runs nsinit in namespaces; skips where that is impossible."""
    why = namespace.missing()
    if why:
        pytest.skip(why)
    return Host(build)


@pytest.fixture(scope="module")
def run(request, host):
    """The module's own run of its CONFIG, with its PROGRAMS."""
    with host.run(request.module.CONFIG, getattr(request.module, "PROGRAMS", ())) as running:
        running.run("wait")
        yield running
