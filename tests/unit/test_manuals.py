"""The manual pages say what there is: every verb of nsctl, every field of a config; and their
example is a config that builds."""

import re
import subprocess
from pathlib import Path

import pytest

INIT = Path(__file__).parent.parent.parent / "init"
CONFIG_PAGE = INIT / "include/nsinit/nsinit-config.5"


def test_every_verb_is_in_nsctl_1(build):
    told = subprocess.run([build / "router/nsctl", "--help"], capture_output=True, text=True,
                          check=True).stdout
    page = (INIT / "nsctl/nsctl.1").read_text()
    verbs = re.findall(r"^  ([a-z]\S*)", told, re.M)
    assert len(verbs) > 10
    named = set(re.findall(r"(?:Cm|,) ([a-z][a-z-]*)", page))
    assert [verb for verb in verbs if verb not in named] == []


def fields_of(name):
    """Members of a struct of the schema, by a look at the header."""
    header = (INIT / "include/nsinit/container.h").read_text()
    body = re.search(rf"^struct {name} {{\n(.*?)^}};", header, re.M | re.S)[1]
    body = re.sub(r"/\*.*?\*/", "", body, flags=re.S)
    return [re.search(r"(\w+)\W*$", one)[1] for line in body.split(";") if line.strip()
            for one in line.split(",")]


@pytest.mark.parametrize("name", ["container", "appliance"])
def test_every_field_is_in_nsinit_config_5(name):
    fields = fields_of(name)
    assert len(fields) > 10
    named = set(re.findall(r"^\.Li \.(\w+)", CONFIG_PAGE.read_text(), re.M))
    assert [field for field in fields if field not in named] == []


def test_no_field_is_told_that_there_is_not():
    named = set(re.findall(r"^\.Li \.(\w+)", CONFIG_PAGE.read_text(), re.M))
    assert named - set(fields_of("container")) - set(fields_of("appliance")) == set()


def test_example_of_nsinit_config_5_is_a_config(build, tmp_path):
    example = re.search(r"^\.Bd -literal.*?\n(.*?)^\.Ed", CONFIG_PAGE.read_text(), re.M | re.S)[1]
    config = tmp_path / "example.h"
    config.write_text("#include <nsinit/container.h>\n" + example)
    subprocess.run(["cc", "-std=c11", "-Wall", "-Wextra", "-Werror",
                    "-Wno-missing-field-initializers", f"-I{INIT / 'include'}", "-x", "c", "-c",
                    "-o", tmp_path / "example.o", config], check=True)
