#!/bin/sh
# check.sh BUILD: what a compiler, an analyzer or a tool can find without running the appliance.
# Every finding is an error here; an ordinary build only warns. Called by `make check`.
set -eu

out=$1/check
everything=tests/config/good/everything.h
c_files=$(find init tests -name '*.c')
h_files=$(find init tests/unit tests/host tests/fuzz -name '*.h')
failed=0

# step NAME COMMAND...: runs it, says how it went, shows its words when it failed.
step() {
	name=$1
	shift
	mkdir -p "$out"
	if "$@" >"$out/log" 2>&1; then
		echo "  ok      $name"
	else
		echo "  FAILED  $name"
		tail -n 40 "$out/log"
		failed=1
	fi
}

builds() {
	make --no-print-directory -j "$(nproc)" WERROR=1 O="$out/$1" CONFIG="$2" $3 all stage
}

no_heap() {
	for binary in nsinit nsctl nsinit-stage; do
		if nm "$out/gcc/router/$binary.full" | grep -wE 'malloc|calloc|realloc|free|printf'; then
			echo "$binary has it"
			return 1
		fi
	done
}

# Kernel headers and the config's uses.h are what the analyzers need besides the tree.
flags="-std=c11 -D_GNU_SOURCE -Iinit/include -Iinit -I$out/everything/everything"
device=$(find init/base init/kernel init/container init/service init/pid1 init/stage init/nsctl -name '*.c')

# each FILES-AT-ONCE COMMAND...: of all files of the device, on all processors; "$@" is the files.
each() {
	count=$1
	shift
	printf '%s\n' $device | xargs -P "$(nproc)" -n "$count" sh -c "$*" sh
}

analyzer() {
	each 1 gcc $flags -O1 -fanalyzer -Werror -c -o /dev/null '"$@"'
}

tidy() {
	each 8 clang-tidy --quiet "--warnings-as-errors='*'" '"$@"' -- $flags
}

step "gcc, musl, warnings are errors: router" builds gcc config/router.h ""
step "gcc, musl, warnings are errors: minimal" builds minimal config/minimal.h ""
step "gcc, musl, warnings are errors: everything" builds everything $everything ""
step "gcc, glibc" builds glibc config/router.h CC=gcc
step "clang" builds clang config/router.h "CC=clang HOSTCC=clang"
step "no heap, no stdio" no_heap
step "gcc -fanalyzer" analyzer
step "clang-tidy" tidy
step "cppcheck" cppcheck -q -j "$(nproc)" --error-exitcode=1 --enable=warning,portability --inline-suppr \
	--suppress=missingIncludeSystem --suppress=uninitvar --suppress=ctuuninitvar \
	--std=c11 -D__x86_64__ $(echo $flags | sed "s/-std=c11//") init
step "clang-format" clang-format --dry-run --Werror $c_files $h_files
step "mandoc" mandoc -T lint -W warning $(find init -name '*.[158]')
step "size: router" tests/bench/size.sh "$out/gcc/router" 65536
step "size: everything" tests/bench/size.sh "$out/everything/everything" 204800
[ "$failed" = 0 ] || exit 1
