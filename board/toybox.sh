#!/bin/sh
# toybox.sh OUT [CC]: builds OUT/toybox, the appliance's shell and tools: one static binary, from
# the distribution's source package and board/toybox.config. CC is musl-gcc unless said. The names it
# goes by are in OUT/toybox.links, since this machine may not be able to run it.
# Called by the Makefile; does nothing when OUT/toybox was made from the same recipe.
set -eu
board=$(cd "$(dirname "$0")" && pwd)
. "$board/apt.sh"

[ $# -ge 1 ] || fail "use: toybox.sh OUT [CC]"
mkdir -p "$1"
out=$(cd "$1" && pwd)
compiler=${2:-musl-gcc}
recipe=$(echo "$compiler"; recipe_text "$0" "$board/apt.sh" "$board/toybox.config")
recipe_done "$out/toybox" "$recipe" && exit 0

require make cc
build_folder "$out"
build_compiler "$compiler"
# The archive's patches to toybox are about packaging alone.
apt_source toybox "$out" "$tmp" --tar-only

# defconfig with our lines in place of its own. What the configuration then refuses is an error.
configure() {
	make defconfig HOSTCC=cc CC="$tmp/cc"
	sed -n 's/^# \(CONFIG_[A-Z0-9_]*\) is not set$/\1/p; s/^\(CONFIG_[A-Z0-9_]*\)=.*/\1/p' \
		"$board/toybox.config" | while read -r symbol; do
		sed -i "/^$symbol=/d; /^# $symbol is not set/d" .config
	done
	grep CONFIG_ "$board/toybox.config" >>.config
	make oldconfig HOSTCC=cc CC="$tmp/cc" </dev/null
}

cd "$tmp/source"
configure >"$tmp/log" 2>&1 || { tail -20 "$tmp/log" >&2; fail "toybox cannot be configured"; }
grep CONFIG_ "$board/toybox.config" | while read -r line; do
	grep -qxF "$line" .config || fail "toybox does not take: $line"
done
make -j"$(nproc)" toybox HOSTCC=cc CC="$tmp/cc" STRIP="$strip" CFLAGS=-Os LDFLAGS=-static >"$tmp/log" 2>&1 ||
	{ tail -20 "$tmp/log" >&2; fail "toybox does not compile; the last lines are above"; }
build_static toybox
cc -I . -o "$tmp/names" scripts/install.c
"$tmp/names" long | tr ' ' '\n' | sed '/^$/d' >"$out/toybox.links"
chmod 755 toybox
recipe_publish toybox "$out/toybox" "$recipe"
