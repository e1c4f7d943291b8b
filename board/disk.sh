#!/bin/sh
# disk.sh OUT STAGE KERNELDIR TREE [--shell]: packs a disk without being root.
# OUT.slot: the appliance in TREE, which an update writes.
# OUT.disk: a GPT with two read-only slots, root-a and root-b, both with that, and an empty ext4 data,
# labelled so too.
# OUT.stage.cpio.gz: the initramfs that gets there, with STAGE as /init, the modules of
# KERNELDIR/modules-root ("-" for none), and with --shell TREE's toybox for the rescue shell.
# FILESYSTEM (squashfs, erofs), SLOT_MIB and DATA_MIB come from the environment. Called by the Makefile
# and by tests; the same input gives the same bytes.
set -eu
board=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH:/usr/sbin:/sbin

fail() {
	echo "disk.sh: $*" >&2
	exit 1
}

[ $# -ge 4 ] || fail "use: disk.sh OUT STAGE KERNELDIR TREE [--shell]"
out=$1 stage=$2 kernel=$3 tree=$4 shell=${5:-}
filesystem=${FILESYSTEM:-squashfs} slot_mib=${SLOT_MIB:-16} data_mib=${DATA_MIB:-16}
for tool in sfdisk mke2fs "$([ "$filesystem" = erofs ] && echo mkfs.erofs || echo mksquashfs)"; do
	command -v "$tool" >/dev/null || fail "$tool is missing: run board/setup.sh disk"
done
tmp=$(mktemp -d "$out.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
# Times and names of the build machine are nobody's business on the device.
export SOURCE_DATE_EPOCH=0 E2FSPROGS_FAKE_TIME=1

case $filesystem in
squashfs)
	mksquashfs "$tree" "$tmp/root" -all-root -noappend -no-progress -quiet -comp xz -no-xattrs \
		>"$tmp/log" 2>&1 || { cat "$tmp/log" >&2; fail "mksquashfs failed"; }
	;;
erofs)
	mkfs.erofs -T0 -zlz4hc --all-root -U 00000000-0000-4000-8000-000000000000 "$tmp/root" "$tree" \
		>"$tmp/log" 2>&1 || { cat "$tmp/log" >&2; fail "mkfs.erofs failed"; }
	;;
*) fail "FILESYSTEM=$filesystem: squashfs or erofs" ;;
esac
bytes=$(wc -c <"$tmp/root")
[ "$bytes" -le $((slot_mib << 20)) ] ||
	fail "the root has $bytes bytes, a slot $((slot_mib << 20)): say SLOT_MIB=$(((bytes >> 20) + 1))"

# data: its own name, by which the appliance finds it wherever the disk is.
truncate -s "${data_mib}M" "$tmp/data"
mke2fs -q -F -t ext4 -L data -U 00000000-0000-4000-8000-000000000003 \
	-E "root_owner=0:0,hash_seed=00000000-0000-4000-8000-000000000004" "$tmp/data" ||
	fail "mke2fs failed"

# A mebibyte in front and one behind, for the GPT and its copy.
truncate -s "$((2 * slot_mib + data_mib + 2))M" "$tmp/disk"
sfdisk -q "$tmp/disk" >"$tmp/log" 2>&1 <<END || { cat "$tmp/log" >&2; fail "sfdisk failed"; }
label: gpt
label-id: 00000000-0000-4000-8000-0000000000ff
start=1MiB, size=${slot_mib}MiB, name=root-a, uuid=00000000-0000-4000-8000-0000000000aa
size=${slot_mib}MiB, name=root-b, uuid=00000000-0000-4000-8000-0000000000bb
size=${data_mib}MiB, name=data, uuid=00000000-0000-4000-8000-0000000000dd
END
put() {
	dd if="$tmp/$1" of="$tmp/disk" bs=1M seek="$2" conv=notrunc,sparse status=none
}
put root 1
put root $((1 + slot_mib))
put data $((1 + 2 * slot_mib))

modules=-
[ "$kernel" = - ] || modules=$kernel/modules-root
"$board/stage.sh" "$out.stage.cpio.gz" "$stage" "$modules" ${shell:+"$tree"}
mv "$tmp/root" "$out.slot"
mv "$tmp/disk" "$out.disk"
