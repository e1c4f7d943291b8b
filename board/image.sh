#!/bin/sh
# image.sh OUT_FILE NSINIT NSCTL TOYBOX KERNELDIR [DNSMASQ] [--overlay DIR]...
# Packs the appliance: an initramfs of the skeleton, nsinit as /init, the tools, and the kernel's
# modules in KERNELDIR/modules, "-" for none. Each overlay is laid over it in turn. A name ending in
# .gz is compressed, one ending in / is a folder. MODULES names another folder of KERNELDIR. Called by
# the Makefile and by tests; the same input gives the same bytes.
set -eu
board=$(cd "$(dirname "$0")" && pwd)

fail() {
	echo "image.sh: $*" >&2
	exit 1
}

[ $# -ge 5 ] || fail "use: image.sh OUT_FILE NSINIT NSCTL TOYBOX KERNELDIR [DNSMASQ]" \
	"[--overlay DIR]..."
out=$1 nsinit=$2 nsctl=$3 toybox=$4 kernel=$5
shift 5
dnsmasq=
if [ $# -gt 0 ] && [ "$1" != --overlay ]; then
	dnsmasq=$1
	shift
fi
for file in "$nsinit" "$nsctl" "$toybox" $dnsmasq; do
	[ -x "$file" ] || fail "$file: not there, or no program"
done
modules=$kernel/${MODULES:-modules}
[ "$kernel" = - ] || [ -d "$modules" ] || fail "$modules: not there"

# mount_points: what is empty in the image. Git keeps no empty directories.
mount_points() {
	echo "dir . 755"
	for path in proc sys dev run root data sys/fs/cgroup containers/dns/proc containers/dns/sys \
		containers/dns/dev containers/dns/run; do
		echo "dir $path 755"
	done
	echo "dir tmp 1777"
	echo "dir containers/dns/tmp 1777"
}

# skeleton: its files with modes that do not depend on the umask of whoever checked them out.
skeleton() {
	cd "$board/../rootfs-skel"
	find . -type f | while read -r path; do
		mode=644
		[ ! -x "$path" ] || mode=755
		echo "file ${path#./} $mode $PWD/$path"
	done
	cd - >/dev/null
}

programs() {
	echo "file sbin/nsinit 755 $nsinit"
	echo "file sbin/nsctl 755 $nsctl"
	# What `nsctl config` shows, where the build left it.
	words=${nsctl%/*}/config.txt
	[ ! -f "$words" ] || echo "file usr/share/nsinit/config.txt 644 $words"
	echo "link init sbin/nsinit"
	echo "link sbin/init nsinit"
	echo "link sbin/telinit nsctl"
	echo "file bin/toybox 755 $toybox"
	# "usr/bin/nc" becomes a link to ../../bin/toybox, good in any root that has the tree.
	# What it goes by stands beside it, or is asked of it.
	{ cat "$toybox.links" 2>/dev/null || "$toybox" --long; } | tr ' ' '\n' | awk 'NF { up = $1
		gsub(/[^\/]*\//, "../", up)
		sub(/[^\/]*$/, "", up)
		print "link", $1, up "bin/toybox" }'
	[ -z "$dnsmasq" ] || echo "file containers/dns/usr/sbin/dnsmasq 755 $dnsmasq"
}

modules() {
	for file in "$modules"/*.ko; do
		[ -e "$file" ] || fail "$modules: empty"
		echo "file lib/modules/boot/${file##*/} 644 $file"
	done
}

# What is left of the arguments become the folders alone.
left=$#
while [ "$left" -gt 0 ]; do
	if [ "$1" != --overlay ] || [ "$left" -lt 2 ]; then
		fail "$1: not understood; --overlay DIR?"
	fi
	set -- "$@" "$2"
	shift 2
	left=$((left - 2))
done

list=${out%/}.list.$$
trap 'rm -f "$list"' EXIT
{
	mount_points
	# PID 1's descriptors 0 to 2 come from this node, opened by the kernel before it starts.
	echo "node dev/console 600 c 5 1"
	skeleton
	programs
	[ "$kernel" = - ] || modules
} >"$list"
"$board/cpio.py" "$out" "$@" <"$list"
