# SPDX-License-Identifier: MIT
# Builds the proctor, included by the top Makefile: build/proctor/proctor.bin.

pr_src	:= $(wildcard grader/proctor/*.c grader/proctor/*.S)
pr_obj	:= $(patsubst grader/proctor/%,build/proctor/%.o,$(pr_src))
pr_flags := -nostdinc -Icommon/include -Iarch/arm64/include -Igrader/proctor -g -ffreestanding -fno-pic \
	   -march=armv8-a -ffile-prefix-map=$(CURDIR)=. -MMD -MP
pr_cflags := $(pr_flags) -std=gnu11 -O2 -Wall -Wextra -Werror -mgeneral-regs-only -mstrict-align -mno-outline-atomics \
	   -fno-common -fno-strict-aliasing -fno-stack-protector -fno-asynchronous-unwind-tables \
	   -fno-tree-loop-distribute-patterns

build/proctor/%.c.o: grader/proctor/%.c grader/proctor/proctor.mk
	$(call say,CC)
	$(Q)mkdir -p $(@D) && $(CC) $(pr_cflags) -c -o $@ $<
build/proctor/%.S.o: grader/proctor/%.S grader/proctor/proctor.mk
	$(call say,AS)
	$(Q)mkdir -p $(@D) && $(CC) $(pr_flags) -D__ASSEMBLY__ -Wa,--fatal-warnings -c -o $@ $<
build/proctor/proctor.elf: $(pr_obj) grader/proctor/proctor.lds
	$(call say,LD)
	$(Q)$(LD) -T grader/proctor/proctor.lds -nostdlib --build-id=none -z noexecstack -o $@ $(pr_obj)
build/proctor/proctor.bin: build/proctor/proctor.elf
	$(Q)$(OBJCOPY) -O binary $< $@

-include $(pr_obj:.o=.d)
