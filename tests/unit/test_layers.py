"""The layers of init/, by its #include lines; and the rules that a compiler does not know.

    /usr/bin/python3 -m pytest tests/unit/test_layers.py

A folder may include its own headers and those of the layers named beside it, nothing else of
init/. Comments and strings do not count as code.
"""

import re
from pathlib import Path

import pytest

INIT = Path(__file__).parent.parent.parent / "init"
LINES_MAX = 400

# include <- base <- kernel <- container <- pid1 <- stage; service, nsctl and check see only the first two.
LAYERS = {
    "include": set(),
    "base": {"include"},
    "kernel": {"include", "base"},
    "container": {"include", "base", "kernel"},
    "service": {"include", "base"},
    "pid1": {"include", "base", "kernel", "container", "service"},
    "stage": {"include", "base", "kernel", "container", "pid1"},
    "nsctl": {"include", "base"},
    "check": {"include", "base"},
}
DEVICE = set(LAYERS) - {"check"}
HOST_ONLY = {"stdio.h", "math.h", "malloc.h", "pwd.h", "grp.h"}
HEAP = "malloc calloc realloc free strdup asprintf".split()
LIBRARY = "getenv setenv putenv opendir readdir getpwnam getgrnam printf snprintf".split()

# Longest first: a string that holds "/*" is a string, a comment that holds a quote is a comment.
TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', re.S)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>|(\S+))', re.M)


def without_comments(text):
    """The text with its line numbers, every comment blank."""

    def blank(match):
        token = match.group(0)
        return "\n" * token.count("\n") + " " if token.startswith("/") else token

    return TOKEN.sub(blank, text)


def code_only(text):
    """Without comments, strings and #include lines."""
    text = INCLUDE.sub("", without_comments(text))
    return re.sub(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', '""', text)


def included(text):
    """(line, path, is a macro) of each #include."""
    text = without_comments(text).replace("\\\n", " \n")
    for match in INCLUDE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        quoted, angled, macro = match.groups()
        yield line, quoted or angled or macro, macro is not None


def layer_of(path, source, init):
    """The layer that holds an included file, as the compiler finds it; None outside of init/."""
    if path.startswith("nsinit/") and (init / "include" / path).is_file():
        return "include"
    for folder in (source.parent, init, init / "include"):
        found = Path(folder, path).resolve()
        if found.is_file() and init.resolve() in found.parents:
            return found.relative_to(init.resolve()).parts[0]
    first = path.split("/")[0]
    return first if first in LAYERS else None


def sources(init):
    return sorted(path for end in ("*.c", "*.h", "*.S") for path in init.rglob(end))


def faults(init):
    """A line "FILE:LINE: what is wrong" for each break of a rule below a folder like init/."""
    for source in sources(init):
        name = source.relative_to(init)
        layer = name.parts[0]
        if layer not in LAYERS or len(name.parts) < 2:
            yield f"{name}:1: is in no layer"
            continue
        text = source.read_text()
        for line, path, macro in included(text):
            other = layer_of(path, source, init)
            if macro:
                yield f"{name}:{line}: includes a macro, {path}"
            elif other is not None and other != layer and other not in LAYERS[layer]:
                yield f"{name}:{line}: {layer} must not include {other} ({path})"
            elif other is None and layer in DEVICE and path in HOST_ONLY:
                yield f"{name}:{line}: <{path}> is for host tools"
        code = code_only(text)
        for number, line in enumerate(code.splitlines(), 1):
            words = set(re.findall(r"\w+", line))
            if "errno" in words and layer not in ("base", "check"):
                yield f"{name}:{number}: reads errno outside of base"
            for call in re.findall(r"\b(\w+)\s*\(", line):
                if layer in DEVICE and call in HEAP:
                    yield f"{name}:{number}: {call}() uses the heap"
                if layer in DEVICE and call in LIBRARY:
                    yield f"{name}:{number}: {call}() is for host tools"
        if len(text.splitlines()) > LINES_MAX:
            yield f"{name}:{LINES_MAX + 1}: has {len(text.splitlines())} lines"


def test_init_keeps_its_layers():
    assert len(sources(INIT)) >= 10, f"no sources below {INIT}"
    found = list(faults(INIT))
    assert not found, "\n".join(found)


def test_every_folder_of_init_is_a_layer():
    assert {path.name for path in INIT.iterdir() if path.is_dir()} <= set(LAYERS)


@pytest.fixture
def tree(tmp_path):
    """A small init/ that keeps all rules; write(path, text) adds to it."""
    init = tmp_path / "init"

    def write(path, text):
        file = init / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    write("include/nsinit/container.h", "struct container;\n")
    write("base/text.h", "#include <nsinit/container.h>\n")
    write("base/text.c", '#include "base/text.h"\nint e(void) { return errno; }\n')
    write("kernel/netlink.h", '#include "base/text.h"\n')
    write("container/root.c", '#include "kernel/netlink.h"\n#include <base/text.h>\n')
    write("container/root.h", "struct root;\n")
    write("service/service.h", '#include "base/text.h"\n')
    write("pid1/main.c", '#include "container/root.h"\n#include "service/service.h"\n')
    write("check/main.c", "#include <stdio.h>\n#include <errno.h>\nint e(void) { return errno; }\n")
    write.init = init
    return write


def test_a_tree_that_keeps_the_rules_has_no_fault(tree):
    tree("pid1/words.c", '/* errno */ char *w = "errno /* free( "; // malloc(1)\nint errnos;\n')
    tree("kernel/full.c", "\n" * LINES_MAX)
    assert list(faults(tree.init)) == []


BROKEN = [
    ("kernel/a.c", '#include "container/root.h"', "kernel/a.c:1: kernel must not include"),
    ("base/a.c", "\n#include <kernel/netlink.h>", "base/a.c:2: base must not include kernel"),
    ("base/a.c", '#include "../kernel/netlink.h"', "base/a.c:1: base must not include kernel"),
    ("include/nsinit/a.h", '#include "base/text.h"', "include/nsinit/a.h:1: include must not"),
    ("service/a.c", '#include "kernel/netlink.h"', "service/a.c:1: service must not include"),
    ("nsctl/a.c", '#include "service/service.h"', "nsctl/a.c:1: nsctl must not include service"),
    ("check/a.c", '#include "kernel/netlink.h"', "check/a.c:1: check must not include kernel"),
    ("container/a.c", '  #  include\t"pid1/none.h"', "container/a.c:1: container must not include"),
    ("container/a.c", '/*\n*/ /**/ #include "service/service.h"', "container/a.c:2: container"),
    ("kernel/a.c", "#include HEADER", "kernel/a.c:1: includes a macro"),
    ("kernel/a.c", "#include <stdio.h>", "kernel/a.c:1: <stdio.h> is for host tools"),
    ("kernel/a.c", "int f(void)\n{\n\treturn -errno;\n}", "kernel/a.c:3: reads errno"),
    ("nsctl/a.h", "static inline int f(void) { return errno; }", "nsctl/a.h:1: reads errno"),
    ("base/a.c", "void *f(void) { return malloc (1); }", "base/a.c:1: malloc() uses the heap"),
    ("pid1/a.c", "\nvoid *f(void) { return opendir(x); }", "pid1/a.c:2: opendir() is for"),
    ("check/a.c", "\n" * (LINES_MAX + 1), f"check/a.c:{LINES_MAX + 1}: has {LINES_MAX + 1} lines"),
    ("helper/a.c", "", "helper/a.c:1: is in no layer"),
    ("a.c", "", "a.c:1: is in no layer"),
]


@pytest.mark.parametrize("path, text, fault", BROKEN)
def test_a_broken_rule_is_found(tree, path, text, fault):
    tree(path, text)
    found = list(faults(tree.init))
    assert len(found) == 1 and found[0].startswith(fault), found
