#!/bin/sh
# size.sh DIRECTORY [BUDGET]: sizes of the device's binaries beside their budgets in bytes: those of the
# demo, or for the config `everything` its own. Fails when one is over. Called by `make size` and `make check`.
set -eu

directory=$1
case ${directory##*/} in
everything) nsinit_budget=${2-204800} nsctl_budget=65536 ;;
*) nsinit_budget=${2-65536} nsctl_budget=49152 ;;
esac
over=0

# figure NAME BUDGET
figure() {
	bytes=$(wc -c <"$directory/$1")
	word=fits
	[ "$bytes" -le "$2" ] || {
		word=OVER
		over=1
	}
	printf '%-8s %7d bytes of %7d  %s\n' "$1" "$bytes" "$2" "$word"
}

figure nsinit "$nsinit_budget"
figure nsctl "$nsctl_budget"
exit $over
