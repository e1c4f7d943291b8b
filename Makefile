# nsinit: `make help` lists the targets and the variables.

CONFIG ?= config/router.h
BOARD  ?= qemu-x86_64
O      ?= build
HOSTCC ?= cc
PREFIX ?= /usr
PYTHON ?= /usr/bin/python3
APPEND ?=
# Whoever names the folder in another way means the same files, and what they depend on.
override O := $(abspath $(O))

# The device's compiler: CC as given, else that of CROSS_COMPILE, else the board's own, which is built
# below $(O), else musl's wrapper when it is here.
BOARD_TARGET := $(shell sed -n 's/^target=//p' board/$(BOARD)/architecture 2>/dev/null)
ifeq ($(origin CC),default)
ifneq ($(CROSS_COMPILE),)
CC := $(CROSS_COMPILE)gcc
else ifneq ($(BOARD_TARGET),)
TOOLCHAIN := $(abspath $(O))/$(BOARD)/toolchain
CC := $(TOOLCHAIN)/bin/$(BOARD_TARGET)-gcc
STRIP ?= $(TOOLCHAIN)/bin/$(BOARD_TARGET)-strip
else
CC := $(shell command -v musl-gcc || echo gcc)
endif
endif
STRIP ?= $(CROSS_COMPILE)strip
# musl's wrapper does not see the kernel's headers, which every other toolchain brings, also one whose
# compiler is called so: those of this machine are not for its programs.
ifneq ($(findstring musl-gcc,$(CC)),)
ifneq ($(shell echo | $(CC) -include linux/version.h -E - >/dev/null 2>&1 || echo unseen),)
UAPI := -idirafter /usr/include -idirafter /usr/include/$(shell gcc -print-multiarch)
endif
endif

# What this compiler can do for size. Across files it leaves out what was made for other callers;
# musl is no part of that. clang without its linker plugin does not, and old ones have no -Oz. A jump
# table is larger than the comparisons of any switch here; x86 aligns data for vectors by default; the expensive
# optimizations cost bytes too (600 of 61000 on x86_64).
can       = $(shell echo 'int main(void) { return 0; }' | \
	    $(CC) -Werror $(1) -static -x c -o /dev/null - 2>/dev/null && echo '$(1)')
ifeq ($(origin CFLAGS),undefined)
CFLAGS   := $(or $(call can,-Oz),-Os) $(call can,-fno-jump-tables) $(call can,-malign-data=abi) \
	    $(call can,-fno-expensive-optimizations)
endif
SHRINK   := $(call can,-flto -flto-partition=one -fno-inline-functions-called-once)
WARNINGS := -Wall -Wextra -Wconversion -Wshadow -Wvla -Wno-missing-field-initializers
COMMON   := -std=c11 -D_GNU_SOURCE $(WARNINGS) $(if $(WERROR),-Werror)
# A container that no list has is a mistake.
LISTED   := -Werror=unused-const-variable
DEVICE   := $(COMMON) -Iinit/include -Iinit $(UAPI) -ffunction-sections -fdata-sections \
	    -fno-asynchronous-unwind-tables -fno-pie $(SHRINK) $(CFLAGS)
# norelro: a static musl program never protects that page, and its alignment costs most of 4 KiB.
# common-page-size: with one near that of a page ld pads the file to the next one, to save one of memory.
LINK     := -static -no-pie -Wl,--gc-sections -Wl,-z,noseparate-code -Wl,-z,norelro \
	    -Wl,-z,common-page-size=512 -Wl,--build-id=none $(LDFLAGS)

# Everything that depends on the config, the compiler or its flags is below $(B); another of them
# rebuilds what it must, by the file `flags`. A board with its own compiler has its own $(B).
NAME := $(basename $(notdir $(CONFIG)))
B    := $(O)/$(if $(BOARD_TARGET),$(BOARD)/)$(NAME)

INIT_SOURCES  := $(wildcard $(addprefix init/,$(addsuffix /*.c,base kernel container service pid1)))
STAGE_SOURCES := $(wildcard init/stage/*.c)
CTL_SOURCES   := $(wildcard init/base/*.c init/nsctl/*.c)
CHECK_SOURCES := $(wildcard init/check/*.c)
INIT_OBJECTS  := $(INIT_SOURCES:%.c=$(B)/%.o) $(B)/config.o
STAGE_OBJECTS := $(STAGE_SOURCES:%.c=$(B)/%.o) $(filter-out $(B)/init/pid1/main.o,$(INIT_OBJECTS))
CTL_OBJECTS   := $(CTL_SOURCES:%.c=$(B)/%.o)

# `make V=1` shows the commands.
Q   := $(if $(V),,@)
say  = $(if $(V),,@printf '  %-7s %s\n' $(1) $(subst $(O)/,,$@);)

all: $(B)/nsinit $(B)/nsctl ## build nsinit and nsctl for CONFIG, after checking it

stage: $(B)/nsinit-stage ## build the program of a disk's initramfs for CONFIG

$(B)/nsinit: $(INIT_OBJECTS)
$(B)/nsctl: $(CTL_OBJECTS)
$(B)/nsinit-stage: $(STAGE_OBJECTS)
$(B)/nsinit $(B)/nsctl $(B)/nsinit-stage: $(B)/flags
	$(call say,LD)$(CC) $(SHRINK) $(CFLAGS) $(LINK) -o $@.full $(filter %.o,$^)
	$(Q)$(STRIP) -s -R .comment -o $@ $@.full

$(B)/%.o: %.c $(B)/flags $(B)/uses.h | $(if $(TOOLCHAIN),$(CC))
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(DEVICE) -I$(B) -MMD -MP -c -o $@ $<
$(B)/config.o: $(CONFIG) $(B)/flags $(B)/checked | $(if $(TOOLCHAIN),$(CC))
	$(call say,CC)$(CC) $(DEVICE) $(LISTED) -MMD -MP -x c -c -o $@ $<

# The checker runs on the build machine, with the same config compiled for it; the rest of it is the
# same for all configs.
$(O)/check/%.o: %.c $(O)/check/flags
	@mkdir -p $(@D)
	$(call say,HOSTCC)$(HOSTCC) $(COMMON) -O1 -Iinit/include -Iinit -MMD -MP -c -o $@ $<
$(O)/check/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(HOSTCC) $(COMMON)' | cmp -s - $@ || echo '$(HOSTCC) $(COMMON)' >$@
$(B)/check/config.o: $(CONFIG) $(B)/flags
	@mkdir -p $(@D)
	$(call say,HOSTCC)$(HOSTCC) $(COMMON) $(LISTED) -O1 -Iinit/include -MMD -MP -x c -c -o $@ $<
$(B)/nsinit-check: $(CHECK_SOURCES:%.c=$(O)/check/%.o) $(B)/check/config.o
	$(call say,HOSTLD)$(HOSTCC) -o $@ $^
$(B)/checked: $(B)/nsinit-check
	$(Q)$(B)/nsinit-check --uses $(B)/uses.h --definitions $(B)/definitions.h $(B)/check/config.o \
		--words $(B)/config.txt $(CONFIG)
	@touch $@
$(B)/uses.h $(B)/definitions.h $(B)/config.txt: $(B)/checked ;

FLAGS_NOW := $(CC) $(DEVICE) $(LINK) $(HOSTCC) $(CONFIG)
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(FLAGS_NOW)' | cmp -s - $@ || echo '$(FLAGS_NOW)' >$@

-include $(shell find $(B) $(O)/check -name '*.d' 2>/dev/null)

include board/board.mk
include tests/tests.mk

SETUPS := setup-run setup-disk setup-test setup-check setup-kernel
$(SETUPS): setup-%:
	@board/setup.sh $* $(BOARD)

VERSION := $(shell sed -n 's/^\#define NSINIT_VERSION "\(.*\)"$$/\1/p' init/base/protocol.h)
MANUALS := init/nsctl/nsctl.1 init/include/nsinit/nsinit-config.5 init/pid1/nsinit.8

install: all $(B)/config.txt ## put programs, the config in words, schema, manuals and completion below DESTDIR
	install -d $(DESTDIR)/sbin $(DESTDIR)$(PREFIX)/include/nsinit
	install -m 755 $(B)/nsinit $(B)/nsctl $(DESTDIR)/sbin
	install -D -m 644 $(B)/config.txt $(DESTDIR)/usr/share/nsinit/config.txt
	ln -sf nsinit $(DESTDIR)/sbin/init
	ln -sf nsctl $(DESTDIR)/sbin/telinit
	install -m 644 init/include/nsinit/*.h $(DESTDIR)$(PREFIX)/include/nsinit
	for page in $(MANUALS); do \
		install -D -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/} || exit 1; \
	done
	install -D -m 644 init/nsctl/nsctl.bash \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/nsctl
	install -d $(DESTDIR)$(PREFIX)/share/pkgconfig
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' board/nsinit.pc.in \
		>$(DESTDIR)$(PREFIX)/share/pkgconfig/nsinit.pc

# What is installed here is the whole initramfs but for modules and a shell.
install-stage: $(B)/nsinit-stage ## make DESTDIR the root of a disk's initramfs, with nsinit-stage as /init
	$(if $(DESTDIR),,$(error install-stage: DESTDIR= names no folder; it becomes the root of an initramfs))
	install -d $(addprefix $(DESTDIR)/,dev proc run sys tmp)
	install -m 755 $(B)/nsinit-stage $(DESTDIR)/init

# A package is built in a folder named after it, with its files in debian/ there.
DEB_CONFIG = $(if $(filter file,$(origin CONFIG)),config/host.h,$(CONFIG))
deb: ## build a Debian package for `nsinit run` on hosts, of CONFIG=config/host.h unless said
	rm -rf $(O)/deb
	mkdir -p $(O)/deb/nsinit-$(VERSION)
	cp -R LICENSE Makefile README.md board config init rootfs-skel tests $(O)/deb/nsinit-$(VERSION)
	cp -R board/debian $(O)/deb/nsinit-$(VERSION)/debian
	cd $(O)/deb/nsinit-$(VERSION) && NSINIT_CONFIG=$(abspath $(DEB_CONFIG)) env -u MAKEFLAGS -u MAKELEVEL -u MAKEOVERRIDES \
		dpkg-buildpackage -us -uc -b

clean: ## remove the build folder
	rm -rf $(O)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "Variables: CONFIG=$(CONFIG) BOARD=$(BOARD) O=$(O) CC=$(CC) HOSTCC=$(HOSTCC)"
	@echo "  FORMAT=initramfs-or-disk FILESYSTEM=squashfs-or-erofs SLOT_MIB= DATA_MIB="
	@echo "  KERNEL=file-or-folder-or-own KERNEL_SRC= TOYBOX= CROSS_COMPILE= CFLAGS= LDFLAGS= DESTDIR= APPEND= CMD= HTTP_PORT= DNS_PORT="

FORCE:
.PHONY: all stage install install-stage deb clean help FORCE $(SETUPS)
.DELETE_ON_ERROR:
