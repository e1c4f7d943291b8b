#!/usr/bin/python3
"""sizes.py --build DIRECTORY: what configs that say little, more and everything cost in bytes.

uses.h has one constant for each mechanism that a config can ask for; what is 0 there is no part of
the binary. Beside them the programs of the distribution that start containers, without the
libraries that they load. Fails when more mechanisms do not cost more, or a budget is broken.
"""

import argparse
import re
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # the tree stays as it was checked out
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "host"))
import namespace  # noqa: E402

TESTS = namespace.TREE / "tests" / "config" / "good"
# In the order of what they ask for, with their budgets.
CONFIGS = [(TESTS / "nothing.h", 65536), (namespace.TREE / "config" / "minimal.h", 65536),
           (namespace.TREE / "config" / "router.h", 65536), (TESTS / "everything.h", 204800)]


def uses(place):
    """(How many mechanisms the config uses, of how many)"""
    values = re.findall(r"^#define NSINIT_USES_\w+ ([01])", (place / "uses.h").read_text(), re.M)
    return values.count("1"), len(values)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default="build", type=Path)
    build = parser.parse_args().build.resolve()
    print("config        mechanisms   nsinit   nsctl   budget")
    sizes, failed = [], False
    for config, budget in CONFIGS:
        place = namespace.make_config(build, config)
        used, known = uses(place)
        size, client = ((place / name).stat().st_size for name in ("nsinit", "nsctl"))
        word = "fits" if size <= budget else "OVER"
        print(f"  {config.stem:12} {used:3} of {known:2} {size:9} {client:7} {budget:8}  {word}")
        failed |= size > budget
        sizes.append(size)
    for name in filter(shutil.which, ("bwrap", "crun", "runc")):
        print(f"  {name:22} {Path(shutil.which(name)).stat().st_size:9}")
    return failed or sizes != sorted(set(sizes))


if __name__ == "__main__":
    sys.exit(main())
