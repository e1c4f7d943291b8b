#!/bin/sh
# post-image.sh BINARIES_DIR BOARD: writes run-qemu.sh beside the images, with the command of the
# board's readme, which is the one that nsinit's own tree boots it by. Called by Buildroot.
# shellcheck disable=SC2016 # what is quoted is for the script that is written, or marks of the readme
set -eu

external=$(cd "$(dirname "$0")" && pwd)
images=$1
readme=$external/../$2/readme.md

[ -r "$readme" ] || {
	echo "post-image.sh: $2: no such board" >&2
	exit 1
}
for kernel in bzImage Image zImage vmlinux; do
	[ ! -e "$images/$kernel" ] || break
done
[ -e "$images/$kernel" ] || {
	echo "post-image.sh: $images: no kernel" >&2
	exit 1
}

{
	echo "#!/bin/sh"
	echo "# Boots the image beside it. Ports of this machine lead to the containers, as below."
	echo 'cd "$(dirname "$0")" || exit 1'
	# The block "sh" on one line, with what stands in braces filled in.
	sed -n '/^```sh$/,/^```$/{/^```/!p}' "$readme" | tr '\n' ' ' | sed \
		-e 's/{accel}/tcg/' -e "s/{kernel}/$kernel/" -e 's/{image}/rootfs.cpio.gz/' \
		-e 's/ {append}//' -e "s/{forwards}/$(
			sed -n '/^```forwards$/,/^```$/{/^```/!p}' "$readme" | while read -r _ from kind to port; do
				printf 'hostfwd=%s:127.0.0.1:%s-%s:%s\n' "$kind" "$from" "$to" "$port"
			done | paste -s -d , -
		)/"
	echo
} >"$images/run-qemu.sh"
chmod 755 "$images/run-qemu.sh"
