# The appliance on a board. The kernel and the tools come from the distribution, once for all
# configs. KERNEL names another kernel: a file without modules, or a folder with vmlinuz and
# modules/; `own` is the one of `make kernel`, which is that of a board without the file `kernel`.
# TOYBOX names another binary. FORMAT=disk is a disk with two slots and data, see disk.sh, and a small
# initramfs that gets there.

P       := $(O)/$(BOARD)
KERNEL  ?= $(if $(wildcard board/$(BOARD)/kernel),$(P),own)
ifeq ($(KERNEL),own)
override KERNEL := $(P)/own/vmlinuz
endif
TOYBOX  ?= $(P)/toybox
DNSMASQ ?= $(P)/dnsmasq
FORMAT  ?= initramfs
FILESYSTEM ?= squashfs
SLOT_MIB   ?= 16
DATA_MIB   ?= 16
ifeq ($(filter initramfs disk,$(FORMAT)),)
$(error FORMAT=$(FORMAT): initramfs or disk)
endif
DISK    := $(if $(filter disk,$(FORMAT)),$(B)/$(BOARD).disk)
IMAGE   := $(B)/$(BOARD)$(if $(DISK),.stage.cpio.gz,.cpio)
README  := board/$(BOARD)/readme.md
LONE    := $(if $(wildcard $(KERNEL)/.),,$(filter-out $(P),$(KERNEL)))
VMLINUZ := $(or $(LONE),$(KERNEL)/vmlinuz)

ifneq ($(TOOLCHAIN),)
$(CC): board/toolchain.sh board/apt.sh board/$(BOARD)/architecture
	board/toolchain.sh $(BOARD) $(TOOLCHAIN)
endif
$(P)/vmlinuz: board/kernel.sh board/apt.sh board/$(BOARD)/kernel $(wildcard board/$(BOARD)/modules*)
	board/kernel.sh $(BOARD) $(P)
$(P)/own/vmlinuz: board/own_kernel.sh board/apt.sh board/nsinit.config \
		$(wildcard board/$(BOARD)/kernel.config) board/$(BOARD)/architecture
	board/own_kernel.sh $(BOARD) $(P)/own $(KERNEL_SRC)
$(P)/toybox: board/toybox.sh board/apt.sh board/toybox.config | $(if $(TOOLCHAIN),$(CC))
	board/toybox.sh $(P) "$(CC)"
$(P)/dnsmasq: board/dnsmasq.sh board/apt.sh | $(if $(TOOLCHAIN),$(CC))
	board/dnsmasq.sh $(P) "$(CC)"

# Another kernel or tool packs another image, however old it is.
$(B)/image-inputs: FORCE
	@mkdir -p $(@D)
	@echo '$(IMAGE_INPUTS)' | cmp -s - $@ || echo '$(IMAGE_INPUTS)' >$@
IMAGE_INPUTS = $(KERNEL) $(TOYBOX) $(DNSMASQ) $(FILESYSTEM) $(SLOT_MIB) $(DATA_MIB)

PACKED  := $(B)/image-inputs $(B)/nsinit $(B)/nsctl $(TOYBOX) $(VMLINUZ) $(DNSMASQ) board/image.sh \
	   board/cpio.py $(shell find rootfs-skel 2>/dev/null)
PROGRAMS := $(B)/nsinit $(B)/nsctl $(TOYBOX) $(if $(LONE),-,$(KERNEL)) $(DNSMASQ)
$(B)/$(BOARD).cpio: $(PACKED)
	board/image.sh $@ $(PROGRAMS)
$(B)/$(BOARD).disk: $(PACKED) $(B)/nsinit-stage board/disk.sh board/stage.sh
	MODULES=modules-disk board/image.sh $(B)/$(BOARD).root/ $(PROGRAMS)
	FILESYSTEM=$(FILESYSTEM) SLOT_MIB=$(SLOT_MIB) DATA_MIB=$(DATA_MIB) board/disk.sh \
		$(B)/$(BOARD) $(B)/nsinit-stage $(if $(LONE),-,$(KERNEL)) $(B)/$(BOARD).root \
		$(if $(shell grep -s 'CONSOLE_SHELL 1' $(B)/uses.h),--shell)
$(B)/$(BOARD).stage.cpio.gz: $(B)/$(BOARD).disk ;

# Nobody asks for it who only wants the image booted.
WEIGHED = $(VMLINUZ) $(if $(DISK),$(B)/$(BOARD).root stage=$(B)/nsinit-stage packed-stage=$(IMAGE) \
	  packed-root=$(B)/$(BOARD).slot,$(IMAGE))

# The compiler may come with setup-run, so what needs it is made by a second make. Its words go to
# stderr: stdout belongs to the command.
image: $(if $(DISK),setup-disk,setup-run) ## pack the appliance for BOARD, as FORMAT says
	+@$(MAKE) --no-print-directory $(IMAGE) >&2
	@$(if $(filter image,$(MAKECMDGOALS)),board/weigh.py $(WEIGHED) >&2)

kernel: setup-kernel ## build BOARD's own kernel, from the distribution's source or KERNEL_SRC
	+@$(MAKE) --no-print-directory $(P)/own/vmlinuz >&2

RUN := board/run.py --readme $(README) --kernel $(VMLINUZ) --image $(IMAGE) --append "$(APPEND)" \
       $(if $(DISK),--disk $(DISK))
ifeq ($(value CMD),)
run: image ## boot the appliance on BOARD, or run one command there: make run CMD='nsctl status'
	@$(RUN)
else
# The command reaches run.py as it was typed, past make and the shell, and its status comes back
# past make, which knows only 0 and 2; a make that cannot load objects says 2.
STATUS := $(B)/run-status
run: run-command
	@$(if $(filter-out 0,$(file <$(STATUS))),$(eval -load $(O)/exit_with.so)$(exit-with $(file <$(STATUS))))
	@exit $(file <$(STATUS))
run-command: export RUN_COMMAND = $(value CMD)
run-command: image
	+@$(MAKE) --no-print-directory $(O)/exit_with.so >&2
	@$(RUN) --cmd "$$RUN_COMMAND"; echo $$? >$(STATUS)
endif
$(O)/exit_with.so: board/exit_with.c
	-$(call say,HOSTCC)$(HOSTCC) -shared -fPIC -o $@ $<

.PHONY: image kernel run run-command
