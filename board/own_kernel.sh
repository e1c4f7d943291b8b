#!/bin/sh
# own_kernel.sh BOARD OUT [SOURCE]: builds OUT/vmlinuz without modules, from tinyconfig, the fragment
# board/nsinit.config and the board's kernel.config. SOURCE is a kernel tree, else the distribution's
# linux-source package is unpacked below OUT. Every line of the fragments must be taken, or the build
# stops and says which was not. Called by the Makefile; does nothing when it was made from the same recipe.
set -eu
board=$(cd "$(dirname "$0")" && pwd)
. "$board/apt.sh"

[ $# -ge 2 ] || fail "use: own_kernel.sh BOARD OUT [SOURCE]"
folder=$board/$1
[ -r "$folder/kernel.config" ] || fail "the board $1 has no kernel.config"
target=
. "$folder/architecture"
mkdir -p "$2"
out=$(cd "$2" && pwd)
source=${3:-}
recipe=$(echo "$source"; recipe_text "$0" "$board/apt.sh" "$board/nsinit.config" "$folder/kernel.config" \
	"$folder/architecture")
recipe_done "$out/vmlinuz" "$recipe" && exit 0

# fetch_source APT: the package names its version, and the metapackage the package.
fetch_source() {
	package=$($1 apt-cache depends linux-source | sed -n 's/^ *Depends: \(linux-source-.*\)$/\1/p')
	[ "$package" ] && cd "$tmp" && $1 apt-get download "$package"
}

# unpack_source: into $out/source, once; it is a gigabyte, and a changed fragment is built in it again.
unpack_source() {
	source=$out/source
	[ ! -e "$source/Makefile" ] || return 0
	if ! (fetch_source apt_system) >"$tmp/log" 2>&1; then
		apt_open deb "$out"
		apt_try linux-source fetch_source apt_private
	fi
	dpkg-deb -x "$tmp"/linux-source-*.deb "$tmp/package"
	mkdir "$tmp/source"
	tar -xf "$tmp"/package/usr/src/linux-source-*.tar.xz -C "$tmp/source" --strip-components=1
	mv "$tmp/source" "$source"
}

llvm=
[ -z "$target" ] || llvm="LLVM=1 LLVM_IAS=1"

# kernel_make WORD...: in a build folder of its own: the source stays as it is.
kernel_make() {
	make -C "$source" O="$out/build" ARCH="$kernel_arch" $llvm HOSTCC=cc "$@" >"$tmp/log" 2>&1 || {
		tail -20 "$tmp/log" >&2
		fail "make $*: the last lines are above"
	}
}

require make flex bison bc perl xz tar dpkg-deb
build_folder "$out"
[ "$source" ] || unpack_source
source=$(cd "$source" && pwd)
mkdir -p "$out/build"
kernel_make tinyconfig
cat "$board/nsinit.config" "$folder/kernel.config" >"$tmp/fragment"
(cd "$out/build" && "$source/scripts/kconfig/merge_config.sh" -m -O . .config "$tmp/fragment") \
	>"$tmp/log" 2>&1
kernel_make olddefconfig
refused=$(grep -E '^(# )?CONFIG_' "$tmp/fragment" | while read -r line; do
	case $line in
	*"is not set")
		symbol=${line#\# }
		symbol=${symbol%% *}
		! grep -q "^$symbol=" "$out/build/.config" || echo "$line" ;;
	*) grep -qxF "$line" "$out/build/.config" || echo "$line" ;;
	esac
done)
[ -z "$refused" ] || fail "this kernel does not take: $refused"
kernel_make -j"$(nproc)" "${kernel_image##*/}"
cp "$out/build/$kernel_image" "$tmp/image"
recipe_publish "$tmp/image" "$out/vmlinuz" "$recipe"
