#!/bin/sh
# post-image.sh BINARIES_DIR BOARD: writes run-qemu.sh beside the images, with the command of the
# board's readme, which is the one that nsinit's own tree boots it by. Where nsinit-stage is among
# them, it makes its initramfs, stage.cpio.gz, and the command is that of disk.img, which genimage
# makes later. Called by Buildroot.
# shellcheck disable=SC2016 # what is quoted is for the script that is written, or marks of the readme
set -eu

external=$(cd "$(dirname "$0")" && pwd)
images=$1
readme=$external/../$2/readme.md

fail() {
	echo "post-image.sh: $*" >&2
	exit 1
}

# block NAME: the lines of that block of the readme.
block() {
	sed -n '/^```'"$1"'$/,/^```$/{/^```/!p}' "$readme"
}

[ -r "$readme" ] || fail "$2: no such board"
for kernel in bzImage Image zImage vmlinux; do
	[ ! -e "$images/$kernel" ] || break
done
[ -e "$images/$kernel" ] || fail "$images: no kernel"

image=rootfs.cpio.gz append='' disk=''
if [ -e "$images/nsinit-stage" ]; then
	image=stage.cpio.gz append=" root=PARTLABEL=root-a" disk=$(block disk)
	[ "$disk" ] || fail "$2: its readme says no command of a disk"
	# The shell of the demo is toybox; the rescue shell is the same.
	set --
	[ ! -x "$TARGET_DIR/bin/toybox" ] || set -- "$TARGET_DIR"
	"$external/../stage.sh" "$images/$image" "$images/nsinit-stage" - "$@"
fi

{
	echo "#!/bin/sh"
	echo "# Boots the image beside it. Ports of this machine lead to the containers, as below."
	echo 'cd "$(dirname "$0")" || exit 1'
	# The block "sh" on one line, with what stands in braces filled in.
	printf '%s %s' "$(block sh | tr '\n' ' ')" "$disk" | sed \
		-e 's/{accel}/tcg/' -e "s/{kernel}/$kernel/" -e "s/{image}/$image/" \
		-e "s/ {append}/$append/" -e 's/{disk}/disk.img/' -e "s/{forwards}/$(
			block forwards | while read -r _ from kind to port; do
				printf 'hostfwd=%s:127.0.0.1:%s-%s:%s\n' "$kind" "$from" "$to" "$port"
			done | paste -s -d , -
		)/"
	echo
} >"$images/run-qemu.sh"
chmod 755 "$images/run-qemu.sh"
