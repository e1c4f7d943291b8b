# Tests and checks. Unit tests and host tests in C are cmocka programs, built for this machine with
# the address and undefined behaviour sanitizers; pytest runs them and everything else.

T             := $(O)/tests
TEST_CONFIG   := tests/config/good/everything.h
TEST_SOURCES  := $(wildcard tests/unit/test_*.c tests/host/test_*.c)
TEST_PROGRAMS := $(TEST_SOURCES:tests/%.c=$(T)/%)
TEST_LIBRARY  := $(filter-out init/pid1/main.c init/nsctl/main.c,$(INIT_SOURCES) \
		 $(wildcard init/nsctl/*.c))
TEST_FLAGS    := $(COMMON) -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined \
		 -Iinit/include -Iinit -I$(T)
PYTEST        := $(PYTHON) -m pytest -q -rsR -p no:cacheprovider
# How often a test that failed is tried again; each is named in the summary, and counted there.
RERUNS        := 0

$(T)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(HOSTCC) $(TEST_FLAGS)' | cmp -s - $@ || echo '$(HOSTCC) $(TEST_FLAGS)' >$@
$(T)/obj/%.o: %.c $(T)/flags $(T)/uses.h
	@mkdir -p $(@D)
	$(call say,HOSTCC)$(HOSTCC) $(TEST_FLAGS) -MMD -MP -c -o $@ $<
$(T)/obj/config.o: $(TEST_CONFIG) $(T)/flags
	@mkdir -p $(@D)
	$(call say,HOSTCC)$(HOSTCC) $(TEST_FLAGS) -MMD -MP -x c -c -o $@ $<
# The checker's objects are ready then: two makes at once never build the same.
$(T)/uses.h: $(TEST_CONFIG) $(CHECK_SOURCES:%.c=$(O)/check/%.o)
	@$(MAKE) --no-print-directory B=$(T)/checker CONFIG=$(TEST_CONFIG) $(T)/checker/uses.h
	@cp $(T)/checker/uses.h $(T)/checker/definitions.h $(T)
$(T)/library.a: $(TEST_LIBRARY:%.c=$(T)/obj/%.o) $(T)/obj/config.o
	$(call say,AR)rm -f $@; ar rcs $@ $^
$(TEST_PROGRAMS): $(T)/%: $(T)/obj/tests/%.o $(T)/library.a
	@mkdir -p $(@D)
	$(call say,HOSTCC)$(HOSTCC) $(TEST_FLAGS) -o $@ $^ -lcmocka

-include $(shell find $(T)/obj -name '*.d' 2>/dev/null)

# Unit tests for BOARD's processor, run by qemu-user: of what depends on the order of bytes, on the size
# of a word or of time, or on the kernel's numbers.
M        := $(P)/tests
EMULATED := cgroup cgroup_limits clock devices keys landlock link logger_messages module_tables namespaces \
	    netlink notify partition protocol record request ring seccomp_big seccomp_native signals syscalls \
	    syslog text timer uevent
$(M)/%.o: %.c $(T)/uses.h $(B)/flags | $(CC)
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(COMMON) -O0 -ffunction-sections -fdata-sections -Itests/unit/emulated \
		-Iinit/include -Iinit -I$(T) -MMD -MP -x c -c -o $@ $<
$(M)/config.o: $(TEST_CONFIG) $(B)/flags | $(CC)
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(COMMON) -O0 -Iinit/include -MMD -MP -x c -c -o $@ $<
$(M)/library.a: $(TEST_LIBRARY:%.c=$(M)/%.o) $(M)/config.o
	$(call say,AR)rm -f $@; $(CC:gcc=ar) rcs $@ $^
$(M)/test_%: $(M)/tests/unit/test_%.o $(M)/library.a
	$(call say,CC)$(CC) -static -Wl,--gc-sections -o $@ $^
-include $(shell find $(M) -name '*.d' 2>/dev/null)
emulated: $(EMULATED:%=$(M)/test_%)
.SECONDARY: $(EMULATED:%=$(M)/tests/unit/test_%.o)

# Fuzz targets: the parsers of what others write, with clang's libFuzzer. One program for each file of
# tests/fuzz, with its seeds in tests/fuzz/corpus; what it finds besides is kept in $(F)/TARGET.
F             := $(O)/fuzz
CLANG         := clang
FUZZ_TARGETS  := $(basename $(notdir $(wildcard tests/fuzz/*.c)))
FUZZ_LIBRARY  := $(wildcard init/base/*.c) $(filter-out init/nsctl/main.c,$(wildcard init/nsctl/*.c)) \
		 $(addprefix init/kernel/,uevent.c module_tables.c) init/service/notify.c \
		 $(addprefix init/pid1/,capability.c log_follow.c log_rate.c log_text.c logger_input.c \
		 logger_messages.c request.c state.c state_check.c state_table.c syslog.c)
FUZZ_FLAGS    := $(filter-out -fsanitize=%,$(TEST_FLAGS)) \
		 -fsanitize=address,undefined -fno-sanitize-recover=all
TARGET        ?= $(FUZZ_TARGETS)
SECONDS       ?= 600

$(F)/obj/%.o: %.c $(T)/flags $(T)/uses.h
	@mkdir -p $(@D)
	$(call say,CLANG)$(CLANG) $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link -MMD -MP -c -o $@ $<
$(F)/obj/config.o: $(TEST_CONFIG) $(T)/flags
	@mkdir -p $(@D)
	$(call say,CLANG)$(CLANG) $(FUZZ_FLAGS) -MMD -MP -x c -c -o $@ $<
$(F)/library.a: $(FUZZ_LIBRARY:%.c=$(F)/obj/%.o) $(F)/obj/config.o
	$(call say,AR)rm -f $@; ar rcs $@ $^
$(FUZZ_TARGETS:%=$(F)/%/target): $(F)/%/target: $(F)/obj/tests/fuzz/%.o $(F)/library.a
	@mkdir -p $(@D)/found
	$(call say,CLANG)$(CLANG) $(FUZZ_FLAGS) -fsanitize=fuzzer $(FUZZ_LINK) -o $@ $^
# Packets and bytes come from the input: system calls are slow.
$(F)/reply/target: FUZZ_LINK := -Wl,--wrap=sys_recv,--wrap=sys_recvmsg
$(F)/syslog/target: FUZZ_LINK := -Wl,--wrap=sys_recv,--wrap=sys_read,--wrap=sys_ioctl

-include $(shell find $(F)/obj -name '*.d' 2>/dev/null)

fuzz-programs: $(FUZZ_TARGETS:%=$(F)/%/target)

fuzz: setup-test ## fuzz targets one after the other: TARGET= for one, SECONDS= for each
	+@$(MAKE) --no-print-directory fuzz-programs
	for target in $(TARGET); do \
		tests/fuzz/run.sh $(F) $$target $(SECONDS) || exit 1; \
	done

# Everything that pytest needs, once the tools are there.
test-programs: $(TEST_PROGRAMS) fuzz-programs $(B)/nsinit $(B)/nsctl

# The boot tests' kernel for the stuck start: the board's, with the fuse module.
$(O)/boot/kernel/vmlinuz: board/kernel.sh board/apt.sh tests/boot/kernel/modules
	board/kernel.sh ../tests/boot/kernel $(O)/boot/kernel

# And the one for the data store.
$(O)/boot/kernel-store/vmlinuz: board/kernel.sh board/apt.sh tests/boot/kernel-store/modules
	board/kernel.sh ../tests/boot/kernel-store $(O)/boot/kernel-store

# The boot tests' host with another PID 1.
$(O)/boot/systemd/tree: tests/boot/systemd.sh board/apt.sh
	tests/boot/systemd.sh $(O)/boot/systemd

# Built on all processors, unless the caller said how many jobs.
JOBS = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))

test: setup-test ## run every test; the last line counts them
	+@$(MAKE) --no-print-directory $(JOBS) test-programs $(IMAGE) $(O)/boot/kernel/vmlinuz \
		$(O)/boot/kernel-store/vmlinuz $(O)/boot/systemd/tree
	$(PYTEST) -n 2 --dist loadgroup --reruns $(RERUNS) tests --build $(O)

# A board whose kernel has to be built first is left out by the tests until it is.
test-boot: setup-test ## the boot tests alone, on BOARD
	+@$(if $(wildcard $(VMLINUZ) board/$(BOARD)/kernel),$(MAKE) --no-print-directory image)
	BOARD=$(BOARD) KERNEL=$(KERNEL) $(PYTEST) tests/boot --build $(O)

# Of each board what its processor, its kernel or its machine could change; on one whose kernel is not
# built all is skipped, with that reason.
BOARDS        := $(patsubst board/%/architecture,%,$(wildcard board/*/architecture))
BUILT_BOARDS  := $(foreach board,$(BOARDS),$(if $(wildcard board/$(board)/kernel \
		 $(O)/$(board)/own/vmlinuz),$(board)))
test-boards: setup-test ## on each board the boot tests that say something of it; the last line counts them
	+@for board in $(BUILT_BOARDS); do \
		$(MAKE) --no-print-directory BOARD=$$board image >&2 || exit 1; \
	done
	$(PYTHON) tests/boards.py $(O) $(BOARDS)

check: setup-check ## warnings as errors, analyzers, format, sizes
	tests/check.sh $(O)

size: $(B)/nsinit $(B)/nsctl ## sizes beside their budgets
	@tests/bench/size.sh $(B)

bench: ## sizes by config; a start against a bare program, crun, runc, bubblewrap; as root
	tests/bench/sizes.py --build $(O)
	tests/bench/start.py --build $(O)

.PHONY: test test-boot test-boards test-programs emulated fuzz-programs fuzz check size bench
