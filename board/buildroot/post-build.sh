#!/bin/sh
# post-build.sh TARGET_DIR BOARD: what the demo's image has beyond its packages. The container dns
# has a root of its own with dnsmasq in it, and the places that are mounted on. /data is where a config
# with a store keeps it; a root that is read-only must have it already. Called by Buildroot.
set -eu

target=$1
dns=$target/containers/dns
install -D -m 755 "$target/usr/sbin/dnsmasq" "$dns/usr/sbin/dnsmasq"
for place in proc sys dev run tmp; do
	mkdir -p "$dns/$place"
done
chmod 1777 "$dns/tmp"
mkdir -p "$target/sys/fs/cgroup" "$target/data"
