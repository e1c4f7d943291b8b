#!/bin/sh
# run.sh BUILD TARGET SECONDS: one fuzz target for that long, from its seeds in the tree and from what
# it found before, which is kept in BUILD/TARGET/found. An input that breaks it is written to
# BUILD/TARGET/crash-*, and the status is not 0. Called by `make fuzz` and tests/fuzz/test_fuzz.py.
set -eu

out=$1/$2
seeds=${0%/*}/corpus/$2
[ -d "$seeds" ] || {
	echo "run.sh: no seeds in $seeds" >&2
	exit 1
}
mkdir -p "$out/found"
exec "$out/target" -max_total_time="$3" -max_len=8192 -entropic_scale_per_exec_time=1 \
	-timeout=10 -rss_limit_mb=1024 \
	-artifact_prefix="$out/" -print_final_stats=1 "$out/found" "$seeds"
