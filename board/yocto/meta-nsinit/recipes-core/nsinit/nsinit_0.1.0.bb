SUMMARY = "PID 1 for appliances, every service in a container of its own"
DESCRIPTION = "The containers are defined in a C header, checked when it is built, and compiled \
into one static binary. NSINIT_CONFIG names the header of the product."
SECTION = "base"
LICENSE = "MIT"
LIC_FILES_CHKSUM = "file://LICENSE;md5=a1d084011105df027b640410e9e9f160"

# The tree that this layer is part of, as far as `make install` reads it.
FILESEXTRAPATHS:prepend := "${THISDIR}/../../../../..:"
SRC_URI = " \
    file://LICENSE \
    file://Makefile \
    file://init \
    file://config \
    file://board/board.mk \
    file://board/nsinit.pc.in \
    file://tests/tests.mk \
"
S = "${UNPACKDIR}"

# The header that defines the appliance: a path that is absolute.
NSINIT_CONFIG ??= "${S}/config/minimal.h"
# A changed header builds it again.
do_compile[file-checksums] += "${@'' if d.getVar('NSINIT_CONFIG').startswith(d.getVar('S')) else d.getVar('NSINIT_CONFIG') + ':True'}"
do_compile[vardeps] += "NSINIT_CONFIG"

inherit pkgconfig

B = "${WORKDIR}/build"

EXTRA_OEMAKE = " \
    -C ${S} \
    O=${B} \
    CONFIG=${NSINIT_CONFIG} \
    PREFIX=${prefix} \
    'CC=${CC}' \
    'STRIP=${STRIP}' \
    'HOSTCC=${BUILD_CC}' \
"

do_configure() {
    [ -r "${NSINIT_CONFIG}" ] || bbfatal "NSINIT_CONFIG: no such file: ${NSINIT_CONFIG}"
}

# Its flags for size stay its own; what it must be built for is in CC.
do_compile() {
    unset CFLAGS CPPFLAGS LDFLAGS
    oe_runmake all stage
}

# /init is for an image that is an initramfs.
do_install() {
    unset CFLAGS CPPFLAGS LDFLAGS
    oe_runmake DESTDIR=${D} install
    if [ "${base_sbindir}" != /sbin ]; then
        install -d ${D}${base_sbindir}
        mv ${D}/sbin/* ${D}${base_sbindir}/
        rmdir ${D}/sbin
    fi
    ln -s .${base_sbindir}/nsinit ${D}/init
    oe_runmake DESTDIR=${B}/initramfs install-stage
    install -m 755 ${B}/initramfs/init ${D}${base_sbindir}/nsinit-stage
}

# The program of the initramfs of a disk, for nsinit-initramfs.
PACKAGE_BEFORE_PN = "${PN}-bash-completion ${PN}-stage"
SUMMARY:${PN}-stage = "The program of an initramfs that leads to a root on a disk"
FILES:${PN}-stage = "${base_sbindir}/nsinit-stage"
INSANE_SKIP:${PN}-stage += "already-stripped"

# For who has bash on the device.
SUMMARY:${PN}-bash-completion = "Completion of nsctl for bash"
FILES:${PN}-bash-completion = "${datadir}/bash-completion"

FILES:${PN} += "/init"
FILES:${PN}-dev += "${datadir}/pkgconfig"
RCONFLICTS:${PN} = "sysvinit systemd"

# The Makefile strips: what a static program does not need is beyond what the packaging takes away.
INSANE_SKIP:${PN} += "already-stripped"
