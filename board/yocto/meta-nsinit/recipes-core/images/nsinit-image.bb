SUMMARY = "An appliance: nsinit, the containers of NSINIT_CONFIG, and a shell"
LICENSE = "MIT"

inherit core-image

IMAGE_INSTALL = " \
    base-files \
    base-passwd \
    ${VIRTUAL-RUNTIME_base-utils} \
    ${VIRTUAL-RUNTIME_init_manager} \
    ${CORE_IMAGE_EXTRA_INSTALL} \
"
IMAGE_LINGUAS = ""

# Without its packages' lists: nothing is installed on the device.
IMAGE_FEATURES:remove = "package-management"
