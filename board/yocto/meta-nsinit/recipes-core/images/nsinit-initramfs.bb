SUMMARY = "The initramfs of a disk: it leads to the root that root= names"
LICENSE = "MIT"

# Its program as /init, and where that mounts; modules by PACKAGE_INSTALL:append.
PACKAGE_INSTALL = "nsinit-stage"
IMAGE_FSTYPES = "${INITRAMFS_FSTYPES}"
IMAGE_NAME_SUFFIX ?= ""
IMAGE_LINGUAS = ""
IMAGE_FEATURES = ""

inherit image

nsinit_initramfs() {
    for place in dev proc run sys tmp; do
        install -d ${IMAGE_ROOTFS}/$place
    done
    ln -sf .${base_sbindir}/nsinit-stage ${IMAGE_ROOTFS}/init
}
IMAGE_PREPROCESS_COMMAND += "nsinit_initramfs"
