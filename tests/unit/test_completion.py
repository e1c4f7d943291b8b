"""What bash offers behind `nsctl`, by its own completion, with the demo's nsctl and a status that is
played."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent.parent / "init/nsctl/nsctl.bash"
STATUS = """NAME  STATE  SINCE  PID  RESTARTS  MEMORY  TASKS
web   up     1s     12   0         -       -
dns   down   1s     -    0         -       -
dns: exited with status 3
"""

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


@pytest.fixture
def offers(build, tmp_path):
    """What is offered for the last word of a line."""
    program = tmp_path / "nsctl"
    (tmp_path / "status").write_text(STATUS)
    program.write_text(f'#!/bin/sh\n[ "$1" != status ] || exec cat {tmp_path}/status\n'
                       f'exec {build}/router/nsctl "$@"\n')
    program.chmod(0o755)

    def ask(*words):
        line = f'. {SCRIPT}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); ' \
               '$(complete -p nsctl | sed "s/.*-F \\([^ ]*\\) .*/\\1/"); printf "%s\\n" "${COMPREPLY[@]}"'
        done = subprocess.run(["bash", "-c", line, "bash", "nsctl", *words], capture_output=True,
                              text=True, env={**os.environ, "PATH": f"{tmp_path}:/usr/bin:/bin"})
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.split()
    return ask


def test_every_verb_is_offered(build, offers):
    told = subprocess.run([build / "router/nsctl", "--help"], capture_output=True, text=True,
                          check=True).stdout
    assert offers("") == re.findall(r"^  ([a-z]\S*)", told, re.M)
    assert offers("rest") == ["restart"] and offers("re") == ["restart", "reboot", "resume",
                                                              "reexec", "reload"]


@pytest.mark.parametrize("words, expected", [
    (["start", ""], ["web", "dns"]), (["stop", "w"], ["web"]), (["logs", "web", "d"], ["dns"]),
    (["reboot", ""], []), (["check-kernel", ""], []), (["nothing", ""], []),
    (["logs", "--"], ["--since", "--json"]), (["status", "-"], ["--json"]),
    (["top", "-"], ["-n"]), (["exec", "-"], ["-t", "--detach-key"]),
    (["signal", ""], ["web", "dns"]), (["signal", "web", "U"], ["USR1", "USR2"]),
    (["set", "d"], ["dns"]), (["set", "web", "cpu"], ["cpu=", "cpu-weight="])])
def test_what_a_verb_takes(offers, words, expected):
    assert offers(*words) == expected
