#!/bin/sh
# toolchain.sh BOARD OUT: makes the board's cross compiler, OUT/bin/TARGET-gcc, -strip, -ar, -ld ...:
# clang and lld with a static musl from the distribution's source package, and the kernel's headers
# and libgcc of its cross packages. BOARD names a folder here whose file `architecture` says for what.
# Nothing is installed. Called by the Makefile; does nothing when it was made from the same recipe.
set -eu
board=$(cd "$(dirname "$0")" && pwd)
. "$board/apt.sh"

[ $# -eq 2 ] || fail "use: toolchain.sh BOARD OUT"
settings=$board/$1/architecture
grep -qs ^target= "$settings" || fail "the board $1 has no compiler of its own"
. "$settings"
mkdir -p "$2"
out=$(cd "$2" && pwd)
product=$out/bin/$target-gcc
recipe=$(recipe_text "$0" "$board/apt.sh" "$settings")
recipe_done "$product" "$recipe" && exit 0

# fetch_parts APT: the cross packages are of no architecture: any machine's lists have them.
fetch_parts() {
	cd "$tmp/debs" && $1 apt-get download "linux-libc-dev-$debian-cross" "libgcc-12-dev-$debian-cross"
}

# libc HEADERS: musl, static, below $out. Its configure asks the compiler for what it can do.
libc() {
	apt_source musl "$out" "$tmp" ""
	cd "$tmp/source"
	./configure --target="$target" --prefix="$out" --disable-shared --disable-wrapper \
		CC="$tmp/cc" AR=llvm-ar RANLIB=llvm-ranlib LIBCC="$out/lib/libgcc.a" CFLAGS=-Os
	make -j"$(nproc)" install
	cd - >/dev/null
}

# tool NAME LINE...: a program of the toolchain that is a script of these lines.
tool() {
	name=$tmp/bin/$target-$1
	shift
	printf '#!/bin/sh\n' >"$name"
	printf '%s\n' "$@" >>"$name"
	chmod 755 "$name"
}

require apt-get dpkg-deb clang ld.lld llvm-ar llvm-strip make
build_folder "$out"
mkdir "$tmp/debs" "$tmp/bin"
if ! (fetch_parts apt_system) >"$tmp/log" 2>&1; then
	apt_open deb "$out"
	apt_try "cross packages for $debian" fetch_parts apt_private
fi
for package in "$tmp"/debs/*.deb; do
	dpkg-deb -x "$package" "$tmp/tree"
done
rm -rf "$out/bin" "$out/lib" "$out/include" "$out/kernel"
mkdir -p "$out/lib"
cp "$tmp/tree/usr/lib/gcc-cross/$gnu/12/libgcc.a" "$out/lib/"
mv "$tmp/tree/usr/$gnu/include" "$out/kernel"

compiler="clang --target=$target $flags -Qunused-arguments -nostdinc"
headers="-isystem \"\$(clang -print-resource-dir)/include\""
tool gcc "exec $compiler \"\$@\""
printf '#!/bin/sh\nexec %s "$@"\n' "$compiler $headers" >"$tmp/cc"
chmod 755 "$tmp/cc"
libc >"$tmp/log" 2>&1 || { tail -20 "$tmp/log" >&2; fail "musl cannot be built for $target"; }

# The kernel's headers come last: musl's own are in front. What is only compiled is not linked; all
# that is linked is static, which is what this toolchain is for. It finds its files from where it is.
tool gcc \
	'here=$(cd "$(dirname "$0")/.." && pwd)' \
	'compile() {' \
	"	exec $compiler -isystem \"\$here/include\" \\" \
	"		$headers -isystem \"\$here/kernel\" \"\$@\"" \
	'}' \
	'for word; do' \
	'	case $word in' \
	'	-c | -S | -E | -M | -MM | -fsyntax-only | --version | -dumpmachine | -print-*)' \
	'		compile "$@" ;;' \
	'	esac' \
	'done' \
	'compile -static -fuse-ld=lld -nostdlib "$here/lib/crt1.o" "$here/lib/crti.o" "$@" \' \
	'	-L"$here/lib" -Wl,--start-group -lc -lgcc -Wl,--end-group "$here/lib/crtn.o"'
tool strip 'exec llvm-strip "$@"'
tool ar 'exec llvm-ar "$@"'
tool ranlib 'exec llvm-ranlib "$@"'
tool nm 'exec llvm-nm "$@"'
tool objcopy 'exec llvm-objcopy "$@"'
tool ld 'exec ld.lld "$@"'
ln -s "$target-gcc" "$tmp/bin/$target-cc"
mkdir -p "$out/bin"
mv "$tmp"/bin/* "$out/bin/"
cp "$product" "$tmp/product"
recipe_publish "$tmp/product" "$product" "$recipe"
