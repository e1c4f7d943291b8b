################################################################################
#
# toybox
#
################################################################################

# 0.8.9
TOYBOX_VERSION = c62d8a9f7471ebbb95d0bc2a6ccd6ee195719b44
TOYBOX_SITE = https://github.com/landley/toybox
TOYBOX_SITE_METHOD = git
TOYBOX_LICENSE = 0BSD
TOYBOX_LICENSE_FILES = LICENSE

TOYBOX_LINES = $(call qstrip,$(BR2_PACKAGE_TOYBOX_CONFIG))

# It writes the prefix before the compiler itself.
TOYBOX_MAKE_OPTS = \
	CROSS_COMPILE="$(TARGET_CROSS)" \
	CC=gcc \
	HOSTCC="$(HOSTCC)" \
	CFLAGS="$(TARGET_CFLAGS)" \
	LDFLAGS="$(TARGET_LDFLAGS)"

# Its own defconfig, without the lines that ours take the place of.
define TOYBOX_CONFIGURE_CMDS
	$(TARGET_MAKE_ENV) $(MAKE) -C $(@D) $(TOYBOX_MAKE_OPTS) defconfig
	sed -n 's/^# \(CONFIG_[A-Z0-9_]*\) is not set$$/\1/p; s/^\(CONFIG_[A-Z0-9_]*\)=.*/\1/p' \
		$(TOYBOX_LINES) | while read -r symbol; do \
		$(SED) "/^$$symbol=/d; /^# $$symbol is not set/d" $(@D)/.config; \
	done
	grep CONFIG_ $(TOYBOX_LINES) >>$(@D)/.config
	$(TARGET_MAKE_ENV) $(MAKE) -C $(@D) $(TOYBOX_MAKE_OPTS) oldconfig </dev/null
endef

define TOYBOX_BUILD_CMDS
	$(TARGET_MAKE_ENV) $(MAKE) -C $(@D) $(TOYBOX_MAKE_OPTS) toybox
endef

define TOYBOX_INSTALL_TARGET_CMDS
	$(TARGET_MAKE_ENV) $(MAKE) -C $(@D) $(TOYBOX_MAKE_OPTS) \
		PREFIX=$(TARGET_DIR) install
endef

# Where no other package is the shell, Buildroot removes /bin/sh at the end, the one of toybox as well.
ifeq ($(BR2_SYSTEM_BIN_SH_NONE),y)
define TOYBOX_BIN_SH
	! grep -qx CONFIG_SH=y $(TOYBOX_DIR)/.config || ln -sf toybox $(TARGET_DIR)/bin/sh
endef
TOYBOX_TARGET_FINALIZE_HOOKS += TOYBOX_BIN_SH
endif

$(eval $(generic-package))
