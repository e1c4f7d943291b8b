"""Each test of the cmocka programs in tests/unit and tests/host, as a test of its own.

A program runs once; its results are read from its TAP output. A test that the source names and
the output does not is a failure: the program crashed, or the test was forgotten.
"""

import functools
import os
import re
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NAMES = re.compile(r"cmocka_unit_test(?:_\w+)?\(\s*(\w+)")
LINE = re.compile(r"^(ok|not ok) \d+ (?:- |# (SKIP) )(\w+)", re.M)


def names_in(source):
    return [name for name in NAMES.findall(source.read_text()) if not name.startswith("_")]


SOURCES = sorted([*HERE.glob("unit/test_*.c"), *HERE.glob("host/test_*.c")])
TESTS = [(source, name) for source in SOURCES for name in names_in(source)]
assert TESTS


@functools.lru_cache(maxsize=None)
def results_of(program):
    """All that a program said, and {test: "ok", "not ok" or "SKIP"}."""
    run = subprocess.run(
        [program],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "CMOCKA_MESSAGE_OUTPUT": "TAP"},
    )
    said = run.stdout + run.stderr
    return said, {name: skip or verdict for verdict, skip, name in LINE.findall(said)}


@pytest.mark.parametrize(
    "source, name", TESTS, ids=[f"{source.stem}.{name}" for source, name in TESTS]
)
def test_program(source, name, build):
    program = build / "tests" / source.relative_to(HERE).with_suffix("")
    said, results = results_of(program)
    assert name in results, f"{program.name} did not reach it:\n{said[-4000:]}"
    if results[name] == "SKIP":
        reason = re.search(rf"{name}: skipped: (.*)", said)
        pytest.skip(reason.group(1) if reason else "the program gives no reason")
    assert results[name] == "ok", said[-4000:]
