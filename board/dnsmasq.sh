#!/bin/sh
# dnsmasq.sh OUT [CC]: builds OUT/dnsmasq, the name server of the demo's dns container: one static
# binary, DNS alone, from the distribution's source package with its security fixes.
# Called by the Makefile; does nothing when OUT/dnsmasq was made from the same recipe.
set -eu
board=$(cd "$(dirname "$0")" && pwd)
. "$board/apt.sh"

[ $# -ge 1 ] || fail "use: dnsmasq.sh OUT [CC]"
mkdir -p "$1"
out=$(cd "$1" && pwd)
compiler=${2:-musl-gcc}
recipe=$(echo "$compiler"; recipe_text "$0" "$board/apt.sh")
recipe_done "$out/dnsmasq" "$recipe" && exit 0

require make cc
build_folder "$out"
build_compiler "$compiler"
apt_source dnsmasq "$out" "$tmp" ""

without=
for part in DHCP DHCP6 TFTP SCRIPT AUTH IPSET LOOP DUMPFILE INOTIFY; do
	without="$without -DNO_$part"
done
make -C "$tmp/source" -j"$(nproc)" CC="$tmp/cc" COPTS="$without" \
	CFLAGS="-Os -ffunction-sections -fdata-sections" \
	LDFLAGS="-static -s -Wl,--gc-sections" >"$tmp/log" 2>&1 ||
	{ tail -20 "$tmp/log" >&2; fail "dnsmasq does not compile; the last lines are above"; }
build_static "$tmp/source/src/dnsmasq"
recipe_publish "$tmp/source/src/dnsmasq" "$out/dnsmasq" "$recipe"
