################################################################################
#
# nsinit
#
################################################################################

# The tree that this folder is part of. It is copied whole: build it outside.
NSINIT_SITE = $(BR2_EXTERNAL_NSINIT_PATH)/../..
NSINIT_SITE_METHOD = local
NSINIT_LICENSE = MIT
NSINIT_LICENSE_FILES = LICENSE
NSINIT_OVERRIDE_SRCDIR_RSYNC_EXCLUSIONS = --exclude /build

NSINIT_CONFIG = $(call qstrip,$(BR2_PACKAGE_NSINIT_CONFIG))

ifeq ($(BR2_PACKAGE_NSINIT)$(BR_BUILDING),yy)
ifeq ($(wildcard $(NSINIT_CONFIG)),)
$(error BR2_PACKAGE_NSINIT_CONFIG: no such file: "$(NSINIT_CONFIG)")
endif
endif

# Its flags for size stay its own; what it must be linked for is the compiler's business.
NSINIT_MAKE_OPTS = \
	O=$(@D)/build \
	CONFIG=$(abspath $(NSINIT_CONFIG)) \
	CC="$(TARGET_CC)" \
	STRIP="$(TARGET_STRIP)" \
	HOSTCC="$(HOSTCC)"

define NSINIT_BUILD_CMDS
	$(TARGET_MAKE_ENV) $(MAKE) -C $(@D) $(NSINIT_MAKE_OPTS) all
endef

define NSINIT_INSTALL_TARGET_CMDS
	$(TARGET_MAKE_ENV) $(MAKE) -C $(@D) $(NSINIT_MAKE_OPTS) \
		DESTDIR=$(TARGET_DIR) install
endef

ifeq ($(BR2_PACKAGE_NSINIT_LINK_INIT),y)
define NSINIT_LINK_INIT
	ln -sf sbin/init $(TARGET_DIR)/init
endef
NSINIT_POST_INSTALL_TARGET_HOOKS += NSINIT_LINK_INIT
endif

# It is no part of the root: an initramfs is made of it after all images.
ifeq ($(BR2_PACKAGE_NSINIT_STAGE),y)
NSINIT_INSTALL_IMAGES = YES
define NSINIT_INSTALL_IMAGES_CMDS
	$(TARGET_MAKE_ENV) $(MAKE) -C $(@D) $(NSINIT_MAKE_OPTS) \
		DESTDIR=$(@D)/build/initramfs install-stage
	$(INSTALL) -D -m 0755 $(@D)/build/initramfs/init $(BINARIES_DIR)/nsinit-stage
endef
endif

# What a kernel must have for PID 1 to run at all, and containers in it. The whole list, with what
# single features need, is the fragment board/nsinit.config.
NSINIT_LINUX_OPTIONS = \
	BINFMT_ELF BINFMT_SCRIPT MULTIUSER TTY UNIX98_PTYS BLK_DEV_INITRD \
	FUTEX EPOLL SIGNALFD TIMERFD EVENTFD POSIX_TIMERS INOTIFY_USER SHMEM \
	PROC_FS PROC_SYSCTL SYSFS TMPFS DEVTMPFS \
	NAMESPACES UTS_NS IPC_NS PID_NS NET_NS \
	CGROUPS MEMCG CGROUP_SCHED FAIR_GROUP_SCHED CFS_BANDWIDTH CGROUP_PIDS \
	SECCOMP SECCOMP_FILTER \
	NET UNIX INET NETDEVICES NET_CORE VETH BRIDGE

define NSINIT_LINUX_CONFIG_FIXUPS
	$(foreach option,$(NSINIT_LINUX_OPTIONS),
		$(call KCONFIG_ENABLE_OPT,CONFIG_$(option))
	)
endef

$(eval $(generic-package))
