# What nsinit needs of a kernel, in a distribution whose init it is.
FILESEXTRAPATHS:prepend := "${THISDIR}/files:"
SRC_URI:append = "${@' file://nsinit.cfg' if d.getVar('INIT_MANAGER') == 'nsinit' else ''}"
