#!/bin/sh
# systemd.sh OUT: fetches the distribution's systemd for the boot tests, without installing it: OUT/tree
# has PID 1, systemctl, systemd-run and the libraries they load, at their own places, to be laid over
# an image. Called by the Makefile; does nothing when OUT/tree was made from the same recipe.
set -eu
board=$(cd "$(dirname "$0")/../../board" && pwd)
. "$board/apt.sh"

[ $# -eq 1 ] || fail "use: systemd.sh OUT"
mkdir -p "$1"
out=$(cd "$1" && pwd)
recipe=$(recipe_text "$0" "$board/apt.sh")
recipe_done "$out/tree" "$recipe" && exit 0

# fetch_systemd: with all that it depends on, as if nothing were installed here.
fetch_systemd() {
	apt_private apt-get -o Dir::State::status=/dev/null -o APT::Install-Recommends=false \
		-o Dir::Cache::archives="$tmp" --download-only -y install systemd
}

# take PATTERN...: what the packages have of these; each at least once.
take() {
	for pattern; do
		found=$(cd "$tmp/all" && ls -d $pattern usr/$pattern 2>/dev/null) ||
			[ "$found" ] || fail "the packages have no $pattern"
		(cd "$tmp/all" && cp -a --parents $found "$tmp/tree")
	done
}

require apt-get dpkg-deb
build_folder "$out"
mkdir -p "$tmp/partial" "$tmp/all" "$tmp/tree"
apt_open deb "$out"
apt_try systemd fetch_systemd
for package in "$tmp"/*.deb; do
	dpkg-deb -x "$package" "$tmp/all"
done
take lib/systemd/systemd lib/systemd/systemd-shutdown 'lib/*-linux-gnu/systemd/*.so' bin/systemctl \
	bin/systemd-run 'lib/*-linux-gnu/*.so*' 'lib64/ld-*'
rm -rf "$out/tree"
recipe_publish "$tmp/tree" "$out/tree" "$recipe"
