"""Options and fixtures of all tests, and which of them may run side by side.

Two workers (pytest-xdist) take groups of tests. Host tests share the machine's cgroups and network,
boot tests the images, and a machine has to come up in time: each kind is one group, and the other
tests fill what is left of the time. Without the plugin all run in one row.
"""

from pathlib import Path

import pytest


def pytest_addoption(parser):
    parser.addoption("--build", default="build", help="folder of `make test-programs image`")
    parser.addoption("--every-board", action="store_true",
                     help="of the boot tests only those that boot/every_board.py names")


def pytest_configure(config):
    config.addinivalue_line("markers", "xdist_group(name): run by one worker, in order")


def group_of(item):
    """Its folder, where that is one row; else its file, or the program that it is a test of."""
    source = item.callspec.params.get("source") if hasattr(item, "callspec") else None
    path = source if isinstance(source, Path) else item.path
    return path.parent.name if path.parent.name in ROWS else path.stem


ROWS = ("boot", "host")  # the longest: they start first


@pytest.hookimpl(tryfirst=True)  # the plugin reads the markers in its own
def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.xdist_group(group_of(item)))
    items.sort(key=lambda item: item.get_closest_marker("xdist_group").args[0] not in ROWS)


@pytest.fixture(scope="session")
def build(request):
    """The folder with what make built, as an absolute path."""
    return Path(request.config.getoption("--build")).resolve()
