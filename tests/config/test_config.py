"""Config headers against the compiler and nsinit-check.

    /usr/bin/python3 -m pytest tests/config

bad/RULE.h or bad/RULE.VARIANT.h breaks RULE of init/check/rules.h; its first comment holds the
lines that nsinit-check must print, and no others, after "expect:". bad/compiler_*.h is refused by
the compiler, at the line marked "here", with the words after "compiler:". good/*.h and config/*.h
pass; "shows:" are parts of the printed table, "uses:" all constants of uses.h that are 1.

NSINIT_CHECK_OBJECTS=DIRECTORY takes the checker's object files from there instead of building them.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TREE = HERE.parent.parent
CHECKER = TREE / "init" / "check"
# Names of calls, and the values that fields have, are no fields.
SCHEMA = [header for header in sorted((TREE / "init" / "include" / "nsinit").glob("*.h"))
          if header.name not in ("syscalls.h", "values.h")]
WARNINGS = (
    "-std=c11 -D_GNU_SOURCE -Wall -Wextra -Wconversion -Wshadow -Wvla -Werror "
    "-Wno-missing-field-initializers"
).split()
# Undefined behaviour of the checker ends it; needs no library, so any compiler can link it.
TRAPS = ["-fsanitize=undefined", "-fsanitize-undefined-trap-on-error"]
INCLUDE = [f"-I{TREE}/init/include"]
COMPILERS = ["gcc", "clang"]

BAD = sorted((HERE / "bad").glob("*.h"))
REFUSED = [header for header in BAD if header.name.startswith("compiler_")]
WRONG = [header for header in BAD if header not in REFUSED]
GOOD = sorted((HERE / "good").glob("*.h"))
CONFIGS = sorted((TREE / "config").glob("*.h"))
# Each list drives tests below, which an empty one would silently drop.
assert REFUSED and WRONG and GOOD and CONFIGS


def name_of(value):
    return value.stem if isinstance(value, Path) else None


def headers(values):
    return pytest.mark.parametrize("header", values, ids=name_of)


def run(*command):
    return subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "C"},
        timeout=120,
    )


def must(*command):
    result = run(*command)
    assert result.returncode == 0, result.stderr
    return result


def first_comment(header):
    """The lines of the first comment, without its marks."""
    text = re.match(r"/\*(.*?)\*/", header.read_text(), re.S).group(1)
    lines = [re.sub(r"^ \* ?", "", line).strip() for line in text.splitlines()]
    return [line for line in lines if line]


def expected(header):
    lines = first_comment(header)
    assert lines[0].startswith("expect:"), f"{header}: no expectation"
    return [line for line in [lines[0][len("expect:") :].strip(), *lines[1:]] if line]


@pytest.fixture(params=COMPILERS)
def compiler(request):
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    return request.param


@pytest.fixture(scope="session")
def checker_objects(tmp_path_factory):
    given = os.environ.get("NSINIT_CHECK_OBJECTS")
    if given is not None:
        objects = sorted(Path(given).glob("*.o"))
        assert objects, f"no object files in {given}"
        return objects
    folder = tmp_path_factory.mktemp("checker")
    objects = []
    for source in sorted(CHECKER.glob("*.c")):
        objects.append(folder / f"{source.stem}.o")
        must(
            "gcc", *WARNINGS, *TRAPS, *INCLUDE, f"-I{TREE}/init", "-c", source, "-o", objects[-1]
        )
    return objects


@pytest.fixture
def check(checker_objects, tmp_path):
    """check(compiler, header, *options): nsinit-check's result for a header, as a build does it."""

    def checked(with_compiler, header, *options):
        program = tmp_path / "nsinit-check"
        table = tmp_path / "config.o"
        must(with_compiler, *WARNINGS, *INCLUDE, "-c", "-x", "c", header, "-o", table)
        must(with_compiler, *checker_objects, table, "-o", program)
        return run(program, *options, "the/config.h")

    return checked


def rules():
    """{name: pattern of its line} from the table in rules.h."""
    text = (CHECKER / "rules.h").read_text().replace("\\\n", "\n")
    text = text[text.index("#define RULES") :]
    string = r'"((?:[^"\\]|\\.)*)"'
    rows = re.findall(rf"X\((\w+),\s*{string},\s*{string}\)", text)
    assert len(rows) == len(re.findall(r"\bX\(\w+,", text)), "a row of RULES was not understood"
    patterns = {}
    for rule, what, remedy in rows:
        line = re.escape(f"{what}; {remedy}".replace('\\"', '"'))
        patterns[rule] = re.compile(r"(.+?): (.+?: )?" + re.sub(r"%(?:ll|z)?[a-z]", ".*", line))
    return patterns


@headers(WRONG)
def test_wrong_header_gets_exactly_its_lines(compiler, header, check):
    result = check(compiler, header)
    assert result.stderr.splitlines() == [f"the/config.h: {line}" for line in expected(header)]
    assert result.returncode == 1
    assert result.stdout == ""


@headers(WRONG)
def test_wrong_header_is_named_by_its_rule(header):
    rule = header.name.split(".")[0]
    assert rule in rules(), f"no rule {rule} in rules.h"
    assert any(rules()[rule].fullmatch(line) for line in expected(header))


def test_every_rule_has_a_header():
    missing = set(rules()) - {header.name.split(".")[0] for header in WRONG}
    assert not missing, f"add tests/config/bad/RULE.h for: {', '.join(sorted(missing))}"


def test_all_mistakes_are_printed_in_one_run(check, tmp_path):
    header = tmp_path / "three.h"
    header.write_text(
        f'#include "{HERE}/base.h"\n'
        'static const struct container a = { .name = "a", HOST, USED_BY(1), LIMITED };\n'
        'static const struct container b = { .name = "b", PROGRAM, HOST, USED_BY(2) };\n'
        "LIST(&a, &b);\n"
        "const struct appliance appliance = { .schema = NSINIT_SCHEMA,"
        " .containers = CONTAINERS(containers) };\n"
    )
    result = check("gcc", header)
    assert [line.split(";")[0] for line in result.stderr.splitlines()] == [
        "the/config.h: appliance: hostname: is not given",
        "the/config.h: a: argv: is not given",
        "the/config.h: b: limits: is not given",
    ]
    assert result.returncode == 1


@headers(REFUSED)
def test_compiler_refuses_with_line_and_reason(compiler, header, tmp_path):
    lines = first_comment(header)
    assert lines[0].startswith("compiler:"), f"{header}: no expectation"
    words = lines[0][len("compiler:") :].strip()
    if not words:
        words = dict(line.split(": ", 1) for line in lines[1:])[compiler]
    text = header.read_text().splitlines()
    marked = [number for number, line in enumerate(text, 1) if "/* here */" in line]
    assert len(marked) == 1, f"{header}: mark one line"
    result = run(
        compiler, *WARNINGS, *INCLUDE, "-c", "-x", "c", header, "-o", tmp_path / "config.o"
    )
    assert result.returncode != 0
    line = rf"^{re.escape(str(header))}:{marked[0]}:\d+: error: .*{re.escape(words)}"
    assert re.search(line, result.stderr, re.M), result.stderr


def test_header_without_appliance_does_not_link(checker_objects, compiler, tmp_path):
    header = tmp_path / "empty.h"
    header.write_text("#include <nsinit/container.h>\n")
    table = tmp_path / "config.o"
    must(compiler, *WARNINGS, *INCLUDE, "-c", "-x", "c", header, "-o", table)
    result = run(compiler, *checker_objects, table, "-o", tmp_path / "nsinit-check")
    assert result.returncode != 0
    assert "undefined reference to `appliance'" in result.stderr


@headers(GOOD + CONFIGS)
def test_good_header_passes_and_shows_its_table(compiler, header, check):
    result = check(compiler, header)
    assert (result.returncode, result.stderr) == (0, "")
    table = re.sub(r" +", " ", result.stdout)
    assert table.startswith("the/config.h: ")
    assert table.splitlines()[1].split() == (
        "name kind needs after root identity caps network memory cpu processes program".split()
    )
    shown = [line[len("shows:") :].strip() for line in first_comment(header) if "shows:" in line]
    assert shown or header in CONFIGS
    for part in shown:
        assert part in table


def defines(file):
    return dict(re.findall(r"^#define (\w+) (\d+)$", file.read_text(), re.M))


@headers(GOOD)
def test_uses_names_what_the_config_uses(header, check, tmp_path):
    file = tmp_path / "uses.h"
    assert check("gcc", header, "--uses", file).returncode == 0
    found = defines(file)
    containers = found.pop("NSINIT_CONTAINERS")
    listed = re.search(r"LIST\((.*)\)|containers\[\] = {([^}]*)}", header.read_text()).group(0)
    assert int(containers) == listed.count("&")
    assert set(found.values()) <= {"0", "1"}
    lines = [line for line in first_comment(header) if line.startswith("uses:")]
    words = {word for line in lines for word in line[len("uses:") :].split()}
    assert {name for name, value in found.items() if value == "1"} == {
        f"NSINIT_USES_{word}" for word in words
    }


def test_every_constant_of_uses_is_1_and_0_in_some_good_header(check, tmp_path):
    values = {}
    for header in GOOD:
        check("gcc", header, "--uses", tmp_path / "uses.h")
        for name, value in defines(tmp_path / "uses.h").items():
            values.setdefault(name, set()).add(value)
    del values["NSINIT_CONTAINERS"]
    assert all(found == {"0", "1"} for found in values.values()), values


def test_uses_can_be_included(check, tmp_path, compiler):
    check("gcc", HERE / "good" / "everything.h", "--uses", tmp_path / "uses.h")
    source = tmp_path / "source.c"
    source.write_text(
        '#include "uses.h"\n#include "uses.h"\n_Static_assert(NSINIT_CONTAINERS > 0, "");\n'
    )
    must(compiler, *WARNINGS, "-c", source, "-o", tmp_path / "source.o")


def test_uses_is_replaced_only_by_other_content(check, tmp_path):
    file = tmp_path / "uses.h"
    check("gcc", HERE / "good" / "everything.h", "--uses", file)
    os.utime(file, (1000, 1000))
    check("gcc", HERE / "good" / "everything.h", "--uses", file)
    assert file.stat().st_mtime == 1000
    for stale in ("", file.read_text() + "\n", file.read_text()[:-1]):
        content = file.read_text()
        file.write_text(stale)
        os.utime(file, (1000, 1000))
        check("gcc", HERE / "good" / "everything.h", "--uses", file)
        assert file.read_text() == content
        assert file.stat().st_mtime > 1000
    assert not list(tmp_path.glob("uses.h.*"))


def test_uses_is_not_written_for_a_wrong_header(check, tmp_path):
    result = check("gcc", HERE / "bad" / "argv_missing.h", "--uses", tmp_path / "uses.h")
    assert result.returncode == 1
    assert not (tmp_path / "uses.h").exists()


DEFINED = """#include "%s/base.h"
static const struct container one = {
	.name = "one", PROGRAM, HOST, USED_BY(101),
	.environment = ENVIRONMENT("A=B", "C=%s"),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(4) },
		{ MOUNT_BIND, .source = "/srv/%s", .target = "/srv" }),
	.limits = LIMITS(.memory_bytes = MiB(%s), .processes = 8),
	.stop = { .limit_ms = %s },
};
static const struct container two = { .name = "two", ORDINARY(102), .needs = NEEDS(&one) };
LIST(&one, &two);
const struct appliance appliance = { ORDINARY_MACHINE };
"""


def test_definition_is_all_that_is_said(check, tmp_path, compiler):
    """Also at the far end of a list, and in a number; one that is needed is only a name."""
    header, found = tmp_path / "defined.h", {}
    plain = ("d", "s", "8", "100")
    for place in range(-1, len(plain)):
        words = [word + "0" * (index == place) for index, word in enumerate(plain)]
        header.write_text(DEFINED % (HERE, *words))
        must(compiler, *INCLUDE, "-x", "c", "-c", header, "-o", tmp_path / "defined.o")
        result = check("gcc", header, "--definitions", tmp_path / "made.h", tmp_path / "defined.o")
        assert result.returncode == 0, result.stderr
        found[place] = re.findall(r"0x[0-9a-f]{8}", (tmp_path / "made.h").read_text())
    assert len({one for one, _ in found.values()}) == len(plain) + 1
    assert len({two for _, two in found.values()}) == 1


def test_definitions_of_what_is_no_object_fail_the_build(check, tmp_path):
    header = HERE / "good" / "nothing.h"
    result = check("gcc", header, "--definitions", tmp_path / "made.h", header)
    assert result.returncode == 1 and "no relocatable object" in result.stderr
    assert not (tmp_path / "made.h").exists()


def test_uses_that_cannot_be_written_fails_the_build(check, tmp_path):
    file = tmp_path / "nowhere" / "uses.h"
    result = check("gcc", HERE / "good" / "nothing.h", "--uses", file)
    assert result.returncode == 1
    assert f"{file}: No such file or directory" in result.stderr


def test_quiet_prints_no_table(check):
    result = check("gcc", HERE / "good" / "nothing.h", "--quiet")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    result = check("gcc", HERE / "bad" / "argv_missing.h", "--quiet")
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith("the/config.h: beat: argv: ")


@pytest.mark.parametrize("options", [["--loud"], ["second.h"], ["--uses"]])
def test_wrong_usage_is_no_success(check, options):
    result = check("gcc", HERE / "good" / "nothing.h", *options)
    # "--uses" swallows the config's name, so that none is left.
    assert result.returncode == 2
    assert result.stderr.startswith("usage: nsinit-check")


def test_everything_uses_every_field_and_value_of_the_schema():
    schema = "".join(header.read_text() for header in SCHEMA)
    schema = re.sub(r"/\*.*?\*/", "", schema, flags=re.S)
    text = (HERE / "good" / "everything.h").read_text()
    macros = {"items", "count"}  # written by CONTAINERS()
    fields = set()
    for body in re.findall(r"^struct \w+ {(.*?)^};", schema, re.M | re.S):
        for member in body.split(";"):
            fields |= set(re.findall(r"(\w+)\s*(?:,|$)", member.strip()))
    assert {"argv", "uid", "gid", "gateway", "start_limit_ms", "schema"} <= fields
    missing = {f for f in fields - macros if not re.search(rf"\.{f} =", text)}
    assert not missing, f"good/everything.h lacks {sorted(missing)}"
    values = {
        value
        for body in re.findall(r"^enum \w+ {(.*?)^};", schema, re.M | re.S)
        for value in re.findall(r"^\s*(\w+)", body, re.M)
    }
    implied = {"IDENTITY_ROOT", "RESTART_ON_FAILURE", "CONSOLE_NONE", "FAULT_REBOOT"}  # ROOT_USER; not said
    values = {v for v in values - implied if not v.endswith(("_END", "_UNSET"))}
    assert {"MOUNT_BIND", "NETWORK_HOST"} <= values
    # Of what is said once for the machine, one config has one value.
    text = "".join(header.read_text() for header in GOOD)
    missing = {value for value in values if not re.search(rf"\b{value}\b", text)}
    assert not missing, f"good/ lacks {sorted(missing)}"


def test_checker_compiles_clean(compiler, tmp_path):
    for source in sorted(CHECKER.glob("*.c")):
        must(
            compiler, *WARNINGS, *INCLUDE, f"-I{TREE}/init", "-c", source, "-o", tmp_path / "a.o"
        )
