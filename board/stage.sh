#!/bin/sh
# stage.sh OUT STAGE MODULES [TREE]: packs the initramfs of a disk: STAGE as /init, the modules of the
# folder MODULES ("-" for none), and of TREE, where one is named, toybox for the rescue shell. Called by
# disk.sh and by Buildroot's post-image.sh; the same input gives the same bytes.
set -eu
board=$(cd "$(dirname "$0")" && pwd)

fail() {
	echo "stage.sh: $*" >&2
	exit 1
}

[ $# -ge 3 ] || fail "use: stage.sh OUT STAGE MODULES [TREE]"
out=$1 stage=$2 modules=$3 tree=${4:-}
for file in "$stage" ${tree:+"$tree/bin/toybox"}; do
	[ -x "$file" ] || fail "$file: not there, or no program"
done
list=$out.list.$$
trap 'rm -f "$list"' EXIT
{
	for path in proc sys dev run tmp; do
		echo "dir $path 755"
	done
	echo "node dev/console 600 c 5 1"
	echo "file init 755 $stage"
	if [ "$modules" != - ]; then
		for file in "$modules"/*.ko; do
			[ -e "$file" ] || fail "$modules: empty"
			echo "file lib/modules/boot/${file##*/} 644 $file"
		done
	fi
	if [ "$tree" ]; then
		echo "file bin/toybox 755 $tree/bin/toybox"
		find "$tree" \( -lname toybox -o -lname '*/toybox' \) -printf 'link %P %l\n' | sort
	fi
} >"$list"
"$board/cpio.py" "$out" <"$list"
