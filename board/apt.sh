# The distribution's packages without installing them: a private apt state below the build folder.
# Sourced by kernel.sh, toybox.sh and dnsmasq.sh. It takes the system's own sources, keys and proxy
# settings, so what it fetches is verified exactly as an installed package is, and it needs no root
# and changes nothing outside its folder.

LC_ALL=C # apt's words are read below
PATH=$PATH:/usr/sbin:/sbin # depmod and modprobe, which a user's PATH leaves out
export LC_ALL PATH
# What was said to our make is not meant for the makes of other programs.
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES CC HOSTCC CFLAGS LDFLAGS STRIP CROSS_COMPILE O CONFIG

fail() {
	echo "${0##*/}: $*" >&2
	exit 1
}

# require COMMAND...: stops unless every command is there.
require() {
	for command; do
		command -v "$command" >/dev/null || fail "$command is missing: run board/setup.sh"
	done
}

# recipe_text FILE...: what a product is made from. A product whose recipe differs is made again.
recipe_text() {
	cksum "$@" | sed 's/ [^ ]*\// /'
}

# recipe_done PRODUCT RECIPE: true when PRODUCT stands and was made from this recipe. Its time is
# renewed, since make compares times.
recipe_done() {
	[ -e "$1" ] && [ "$(cat "$1.recipe" 2>/dev/null)" = "$2" ] && touch "$1" "$1.recipe"
}

# recipe_publish MADE PRODUCT RECIPE: the product appears last, whole, by rename(2).
recipe_publish() {
	rm -f "$2" "$2.recipe"
	touch "$1"
	printf '%s\n' "$3" >"$1.recipe"
	mv "$1.recipe" "$2.recipe"
	mv "$1" "$2"
}

# apt_sources KIND DIR: the system's sources of one kind (deb or deb-src) into DIR. Where the
# system lists only the other kind, the same places are taken: an archive has both.
apt_sources() {
	rm -rf "$2"
	mkdir -p "$2"
	for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
		[ -r "$file" ] || continue
		sed -n "s/^[[:space:]]*deb\(-src\)\{0,1\}[[:space:]]/$1 /p" "$file" |
			sort -u >"$2/$(echo "$file" | tr / _)"
	done
	for file in /etc/apt/sources.list.d/*.sources; do
		[ -r "$file" ] || continue
		sed "s/^[Tt]ypes:.*/Types: $1/" "$file" >"$2/${file##*/}"
	done
}

# apt_open KIND OUT [ARCHITECTURE]: prepares the state OUT/apt-KIND; apt_private then uses it, for
# packages of another architecture too. The lock is held until the script ends, since two builds may
# share OUT.
apt_open() {
	require apt-get flock
	apt_state=$2/apt-$1
	mkdir -p "$apt_state/lists/partial" "$apt_state/cache/archives/partial"
	exec 9>"$apt_state/lock"
	flock 9
	apt_sources "$1" "$apt_state/sources"
	# Hooks of the system's configuration belong to the system's own state: they are cleared.
	cat >"$apt_state/apt.conf" <<-END
		#clear APT::Update::Pre-Invoke;
		#clear APT::Update::Post-Invoke;
		#clear APT::Update::Post-Invoke-Success;
		Dir::State "$apt_state";
		Dir::State::status "/var/lib/dpkg/status";
		Dir::Cache "$apt_state/cache";
		Dir::Etc::sourcelist "/dev/null";
		Dir::Etc::sourceparts "$apt_state/sources";
		APT::Sandbox::User "$(id -un)";
		APT::Architectures { "$(dpkg --print-architecture)"; ${3:+"$3";} };
		APT::Get::List-Cleanup "true";
		Acquire::Languages "none";
		Acquire::Retries "3";
		Acquire::http::Timeout "30";
		Acquire::https::Timeout "30";
	END
}

# apt_private TOOL ARGUMENT...: an apt tool on the private state. Given as -c, since the system's
# configuration would override APT_CONFIG (apt.conf(5)).
apt_private() {
	tool=$1
	shift
	"$tool" -q -c "$apt_state/apt.conf" "$@"
}

# apt_try PACKAGE COMMAND...: runs the command on the private lists; with fresh lists when the ones
# at hand do not lead to the package. One source of several may fail: only the package counts.
apt_try() {
	wanted=$1
	shift
	if [ -e "$apt_state/updated" ] && "$@" >"$apt_state/log" 2>&1; then
		return 0
	fi
	echo "${0##*/}: reading the distribution's package lists" >&2
	apt_private apt-get update >"$apt_state/log" 2>&1 || :
	if ! "$@" >>"$apt_state/log" 2>&1; then
		cat "$apt_state/log" >&2
		fail "the distribution's package $wanted cannot be fetched; apt's words are above"
	fi
	: >"$apt_state/updated"
}

# apt_source NAME OUT TMP [--tar-only]: fetches the source package NAME into TMP and unpacks it into
# TMP/source. apt verifies every file against the signed lists. The package's patches, security
# fixes above all, are applied; with --tar-only the original release is taken as it is.
apt_source() {
	require dpkg-source tar xz
	apt_open deb-src "$2"
	cd "$3"
	apt_try "$1" apt_private apt-get source --download-only $4 "$1"
	if [ "$4" ]; then
		mkdir source
		tar -xf ./*.orig.tar.* -C source --strip-components=1
	else
		dpkg-source --no-check -x ./*.dsc source >unpack.log 2>&1 || {
			cat unpack.log >&2
			fail "the source package $1 cannot be unpacked"
		}
	fi
	cd - >/dev/null
}

# build_folder OUT: makes $tmp below OUT; it goes with the script, however that ends.
build_folder() {
	mkdir -p "$1"
	tmp=$(mktemp -d "$1/.${0##*/}.XXXXXX")
	trap 'rm -rf "$tmp"' EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
}

# build_compiler CC: makes $tmp/cc, the compiler with the kernel's headers added last. musl's wrapper
# brings none of them; -idirafter keeps the C library's own headers in front.
build_compiler() {
	require "${1%% *}"
	headers=
	case $1 in
	*musl-gcc*)
		headers="-idirafter /usr/include -idirafter /usr/include/$(cc -print-multiarch)"
		[ -e /usr/include/linux/version.h ] || fail "kernel headers are missing: run board/setup.sh"
		;;
	esac
	printf '#!/bin/sh\nexec %s "$@" %s\n' "$1" "$headers" >"$tmp/cc"
	chmod +x "$tmp/cc"
	# What strips for that compiler; this machine's own tool knows its own programs alone.
	strip=${1%gcc}strip
	command -v "$strip" >/dev/null || strip=strip
}

# build_static BINARY: stops unless the binary needs no other file at run time.
build_static() {
	readelf -lW "$1" | grep -q INTERP && fail "${1##*/} came out dynamic: is the compiler musl's?"
	return 0
}
