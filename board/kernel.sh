#!/bin/sh
# kernel.sh BOARD OUT: fetches the distribution's kernel for a board, without installing it:
# OUT/vmlinuz, and OUT/modules/NNN-name.ko in the order in which they are to be loaded.
# BOARD names a folder here: its file `kernel` names the metapackage, `modules` what is wanted. Where it
# has `modules-root` and `modules-disk` there are folders of these names too: see disk.sh.
# Called by the Makefile; does nothing when OUT/vmlinuz was made from the same recipe.
set -eu
board=$(cd "$(dirname "$0")" && pwd)
. "$board/apt.sh"

[ $# -eq 2 ] || fail "use: kernel.sh BOARD OUT"
folder=$board/$1
[ -r "$folder/kernel" ] || fail "there is no board $1"
mkdir -p "$2"
out=$(cd "$2" && pwd)
recipe=$(recipe_text "$0" "$board/apt.sh" "$folder/kernel" "$folder"/modules*)
[ -d "$out/modules" ] && recipe_done "$out/vmlinuz" "$recipe" && exit 0

# words FILE: its words, without comments.
words() {
	sed 's/#.*//; /^[[:space:]]*$/d' "$1"
}

# fetch_kernel APT: the metapackage depends on the kernel of the day, whose name has its version.
# APT is how an apt tool is called.
fetch_kernel() {
	package=$($1 apt-cache depends "$metapackage" |
		sed -n 's/^ *Depends: \(linux-image-[^ ]*\)$/\1/p' | head -n 1)
	[ "$package" ] && cd "$tmp" && $1 apt-get download "$package"
}

# The system's own lists do, when they are there and lead to a file that still exists.
apt_system() {
	tool=$1
	shift
	"$tool" -q -o APT::Sandbox::User="$(id -un)" "$@"
}

# modules_collect RELEASE LIST: copies what modprobe would load for the words of LIST, each once, numbered
# in that order.
modules_collect() {
	mkdir "$tmp/$2"
	for module in $(words "$folder/$2"); do
		# -C: what this machine's administrator configured is not the appliance's.
		modprobe -C /dev/null -d "$tmp/tree" -S "$1" --show-depends "$module" ||
			fail "the kernel $1 has no module $module"
	done >"$tmp/order"
	number=100
	for file in $(awk '$1 == "insmod" && !seen[$2]++ { print $2 }' "$tmp/order"); do
		name=${file##*/}
		name=$tmp/$2/$number-${name%%.ko*}.ko
		case $file in
		*.ko) cp "$file" "$name" ;;
		*.ko.xz) xz -dc "$file" >"$name" ;;
		*.ko.gz) gzip -dc "$file" >"$name" ;;
		*.ko.zst) zstd -qdc "$file" >"$name" ;;
		*) fail "${file##*/}: compressed in an unknown way" ;;
		esac
		number=$((number + 1))
	done
}

require apt-get apt-cache dpkg-deb depmod modprobe
metapackage=$(words "$folder/kernel" | head -n 1)
build_folder "$out"
# "linux-image-arm64:arm64" is of an architecture that the system's own lists leave out.
architecture=$(expr "$metapackage" : '[^:]*:\(.*\)' || :)
if [ "$architecture" ] || ! fetch_kernel apt_system >"$tmp/log" 2>&1; then
	apt_open deb "$out" "$architecture"
	apt_try "$metapackage" fetch_kernel apt_private
fi
dpkg-deb -x "$tmp"/linux-image-*.deb "$tmp/tree"
# A merged /usr keeps the modules below usr/lib; depmod looks in lib.
[ -e "$tmp/tree/lib" ] || ln -s usr/lib "$tmp/tree/lib"
release=$(ls "$tmp/tree/lib/modules")
depmod -b "$tmp/tree" "$release"
for list in "$folder"/modules*; do
	list=${list##*/}
	modules_collect "$release" "$list"
	rm -rf "$out/$list"
	mv "$tmp/$list" "$out/$list"
done
# Some architectures boot an ELF file, which is called vmlinux.
recipe_publish "$tmp/tree/boot"/vmlinu[xz]-"$release" "$out/vmlinuz" "$recipe"
