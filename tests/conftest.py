"""Options and fixtures of all tests."""

from pathlib import Path

import pytest


def pytest_addoption(parser):
    parser.addoption("--build", default="build", help="folder of `make test-programs image`")


@pytest.fixture(scope="session")
def build(request):
    """The folder with what make built, as an absolute path."""
    return Path(request.config.getoption("--build")).resolve()
