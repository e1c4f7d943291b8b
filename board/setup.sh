#!/bin/sh
# setup.sh [--list-only] [run|disk|test|check|kernel|all] [BOARD]: are the tools there that a purpose
# needs on a board (qemu-x86_64)? All that are missing are named, each with its package. On Debian and
# what descends from it they are then installed, by root or sudo; elsewhere, and with --list-only, the
# list is all, and the status 2. Called by the Makefile before anything is built. Tools are looked for,
# not packages: it does not matter where a tool came from, and looking is fast.
set -u

install=yes
if [ "${1-}" = --list-only ]; then
	install=no
	shift
fi
purpose=${1-all}
board=${2:-qemu-x86_64}
folder=${0%/*}/$board
[ -r "$folder/readme.md" ] || {
	echo "setup.sh: there is no board $board" >&2
	exit 1
}
PATH=$PATH:/usr/sbin:/sbin

missing= # packages to install
words=   # the same for people, one a line

# lacks WHAT PACKAGE
lacks() {
	case " $missing " in
	*" $2 "*) ;;
	*) missing="$missing $2" ;;
	esac
	words="$words$1 (package $2)
"
}

command_of() {
	command -v "$1" >/dev/null || lacks "$1" "$2"
}

file_of() {
	[ -e "$1" ] || lacks "$1" "$2"
}

# libFuzzer, a part of that compiler: it names a file that it does not have without a folder.
fuzzer_of() {
	case $("$1" -print-file-name="libclang_rt.fuzzer-$(uname -m).a" 2>/dev/null) in
	/*) ;;
	*) lacks "$1's libFuzzer" "$2" ;;
	esac
}

# Debian's own interpreter: its modules are not those of another python3 in PATH.
python_of() {
	/usr/bin/python3 -c "import importlib.util as u, sys
sys.exit(u.find_spec('$1') is None)" 2>/dev/null || lacks "python3 module $1" "$2"
}

# The board's machine, and what its compiler is made of.
need_board() {
	# By the shell itself: nothing else may be there yet.
	while read -r word rest; do
		case $word in
		qemu-system-*) qemu=$word ;;
		esac
	done <"$folder/readme.md"
	target=
	while read -r word; do
		case $word in
		target=*) target=${word#target=} ;;
		esac
	done <"$folder/architecture"
	case $qemu in
	*-x86_64) command_of "$qemu" qemu-system-x86 ;;
	*-aarch64 | *-arm) command_of "$qemu" qemu-system-arm ;;
	*-mips*) command_of "$qemu" qemu-system-mips ;;
	*) command_of "$qemu" qemu-system-misc ;;
	esac
	if [ "$target" ]; then
		command_of clang clang
		command_of ld.lld lld
		command_of llvm-ar llvm
	fi
	[ -e "$folder/kernel" ] || need_kernel
}

need_kernel() {
	command_of flex flex
	command_of bison bison
	command_of bc bc
	command_of perl perl
	command_of xz xz-utils
	file_of /usr/include/gelf.h libelf-dev
	file_of /usr/include/linux/version.h linux-libc-dev
	command_of cc build-essential
	command_of make build-essential
	command_of dpkg-deb dpkg
}

need_run() {
	need_board
	command_of musl-gcc musl-tools
	command_of cc build-essential
	command_of make build-essential
	command_of dpkg-source dpkg-dev
	command_of readelf binutils
	command_of modprobe kmod
	command_of xz xz-utils
	command_of flock util-linux
	file_of /usr/include/linux/version.h linux-libc-dev
	file_of /usr/bin/python3 python3
	python_of pexpect python3-pexpect
}

need_disk() {
	need_run
	command_of mksquashfs squashfs-tools
	command_of mkfs.erofs erofs-utils
	command_of sfdisk fdisk
	command_of mke2fs e2fsprogs
}

need_test() {
	need_disk
	file_of /usr/include/cmocka.h libcmocka-dev
	python_of pytest python3-pytest
	python_of xdist python3-pytest-xdist
	python_of pytest_rerunfailures python3-pytest-rerunfailures
	command_of ip iproute2
	command_of strace strace
	# Policies for the labels of containers.
	command_of apparmor_parser apparmor
	command_of checkpolicy checkpolicy
	# What a container of nsinit is compared with.
	command_of crun crun
	command_of bwrap bubblewrap
	# The package for hosts.
	command_of dh debhelper
	command_of dpkg-buildpackage dpkg-dev
	command_of lintian lintian
	command_of pkg-config pkgconf
	# The disk of Buildroot, and an initramfs as others pack it.
	command_of genimage genimage
	command_of cpio cpio
	# The table of system calls is compiled for every architecture; the parsers are fuzzed.
	command_of clang clang
	fuzzer_of clang libclang-rt-dev
	command_of llvm-objcopy llvm
	while read -r place package; do
		file_of "/usr/$place/include/asm/unistd.h" "linux-libc-dev-$package-cross"
	done <<-END
		aarch64-linux-gnu arm64
		arm-linux-gnueabihf armhf
		i686-linux-gnu i386
		mips-linux-gnu mips
		mipsel-linux-gnu mipsel
		riscv64-linux-gnu riscv64
	END
}

need_check() {
	command_of clang clang
	command_of clang-tidy clang-tidy
	command_of clang-format clang-format
	command_of cppcheck cppcheck
	command_of mandoc mandoc
}

case $purpose in
run) need_run ;;
disk) need_disk ;;
test) need_test ;;
check) need_check ;;
kernel) need_board && need_kernel ;;
all) need_test && need_check ;;
*)
	echo "use: setup.sh [--list-only] [run|disk|test|check|kernel|all] [BOARD]" >&2
	exit 1
	;;
esac
[ "$missing" ] || exit 0

# How this user becomes root, if at all; sudo may ask for a password on a terminal.
root=
if [ "$(id -u)" != 0 ]; then
	root=sudo
	[ -t 0 ] || root="sudo -n"
	command -v sudo >/dev/null || install=no
fi
distribution=$(. /etc/os-release 2>/dev/null && echo " ${ID-} ${ID_LIKE-} ")
case $distribution in
*" debian "* | *" ubuntu "*) command -v apt-get >/dev/null || install=no ;;
*) install=no ;;
esac

action=", installing"
[ $install = yes ] || action=
printf %s "$words" | sed "s/^/missing: /; s/\$/$action/" >&2
if [ $install = no ]; then
	echo "setup.sh: install what is missing, by root: apt-get install$missing" >&2
	exit 2
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# No questions, and nothing beyond what is needed. Another apt at work is waited for. A source that
# fails to update is no failure yet.
$root apt-get -q update >"$log" 2>&1
$root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends \
	-o DPkg::Lock::Timeout=300 $missing >>"$log" 2>&1 || {
	tail -n 20 "$log" >&2
	echo "setup.sh: apt-get could not install:$missing" >&2
	exit 2
}
rm -f "$log"
exec "$0" --list-only "$purpose" "$board"
