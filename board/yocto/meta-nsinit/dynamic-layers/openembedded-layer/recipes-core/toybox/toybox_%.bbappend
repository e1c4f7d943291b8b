# The shell and what else the appliance's toybox has beyond its defconfig, in a distribution whose init
# nsinit is.
FILESEXTRAPATHS:prepend := "${THISDIR}/../../../../../..:"
NSINIT_TOYBOX = "${@'toybox.config' if d.getVar('INIT_MANAGER') == 'nsinit' else ''}"
SRC_URI:append = "${@' file://' + d.getVar('NSINIT_TOYBOX') if d.getVar('NSINIT_TOYBOX') else ''}"

# Its lines take the place of those which are there.
do_configure:append() {
    if [ -n "${NSINIT_TOYBOX}" ]; then
        lines=${UNPACKDIR}/${NSINIT_TOYBOX}
        sed -n 's/^# \(CONFIG_[A-Z0-9_]*\) is not set$/\1/p; s/^\(CONFIG_[A-Z0-9_]*\)=.*/\1/p' $lines |
        while read -r symbol; do
            sed -i "/^$symbol=/d; /^# $symbol is not set/d" .config
        done
        grep CONFIG_ $lines >>.config
        oe_runmake oldconfig </dev/null
    fi
}
