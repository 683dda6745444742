# SPDX-License-Identifier: MIT
#
# Builds a stage's kernel, and hands everything else to `python3 -m grader`.
#
# A kernel of stage N is common/ + arch/arm64/ + the student's files of stages
# 1 to N + the tests of stage N. All output goes below build/, one folder for
# each combination of stage and options, so that builds never disturb each
# other. `make help` lists the targets, `make V=1 ...` shows the commands.

# ---- what a person may set ---------------------------------------------------
STAGE		?= 1
# SOLUTION=1: all stages from the reference. BASE=reference: those below STAGE.
SOLUTION	?=
BASE		?= own
# HIDDEN=1: with the hidden tests. TESTS=0: no tests at all (`make runN`).
HIDDEN		?=
TESTS		?= 1
# PICTURE=1: for `make traceN` and `make mapN`, with what these need.
PICTURE		?=
# Ticks a second, from stage 6 on.
HZ		?=
# A course's own hidden tests: a folder with stages/NN-name/hidden/ in it.
HIDDEN_DIR	?=
# The tree that the student's files are taken from.
SUB		?= .
O		?= build/stage$(STAGE)$(if $(SOLUTION),-solution,$(if $(filter reference,$(BASE)),-reference))$(if $(HIDDEN),-hidden)$(if $(PICTURE),-picture)$(if $(filter 0,$(TESTS)),-plain)

ifeq ($(origin CROSS_COMPILE),undefined)
CROSS_COMPILE	:= $(if $(filter aarch64-% arm64-%,$(MAKE_HOST)),,aarch64-linux-gnu-)
endif
CC		:= $(CROSS_COMPILE)gcc
LD		:= $(CROSS_COMPILE)ld
OBJCOPY		:= $(CROSS_COMPILE)objcopy
PYTHON		?= python3
export CROSS_COMPILE PYTHON

Q		:= $(if $(filter 1,$(V)),,@)
MAKEFLAGS	+= --no-print-directory
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL	:= help

# ---- which files make up the kernel ------------------------------------------
# Not read for what only the grader does: it calls make once more.
ifneq ($(filter-out stage% grade% trace% map% run% debug% replay% soak% bench mutants stubs linux clean help,$(or $(MAKECMDGOALS),help)),)
stage_dirs	:= $(sort $(wildcard stages/[0-9][0-9]-*))
# The folders of stages 1 to STAGE: 01-boot 02-headers ...
stages		:= $(notdir $(wordlist 1,$(STAGE),$(stage_dirs)))
stage		:= $(lastword $(stages))
is_ref		= $(if $(SOLUTION),1,$(if $(filter reference,$(BASE)),$(filter-out $(stage),$1)))
# A student release has the reference's earlier stages as objects, and its headers in
# a form that calls into them: reference/, made by `python3 -m grader release`.
cut		:= $(if $(SOLUTION),,$(if $(filter reference,$(BASE)),$(wildcard reference)))
$(if $(SOLUTION),$(if $(wildcard stages/*/solution),,$(error the reference solution is not part of a student release)))
$(if $(cut),$(if $(HZ),$(error with the reference of a student release HZ stays what it is)))
# Where the student's files of stage folder $1 come from.
src_of		= $(if $(call is_ref,$1),$(if $(cut),reference/$1,stages/$1/solution),$(SUB:./%=%)/stages/$1)

# common/ and arch/arm64/ files that only later stages need say so in their name: NAME.sN.c.
numbers		:= 1 2 3 4 5 6 7 8 9 10
later		:= $(filter-out $(wordlist 1,$(STAGE),$(numbers)),$(numbers))
given_src	:= $(wildcard common/init/*.c common/kernel/*.c common/lib/*.c common/mm/*.c common/fs/*.c common/drivers/*/*.c \
		     arch/arm64/kernel/*.[cS] arch/arm64/lib/*.[cS] arch/arm64/mm/*.[cS])
given_src	:= $(filter-out %/asm-offsets.c %/vmlinux.lds.S %/proctor-gate.S $(foreach n,$(later),%.s$n.c %.s$n.S),$(given_src))
test_src	:= $(if $(filter 0,$(TESTS)),,common/test/run.c arch/arm64/kernel/proctor-gate.S \
		     $(sort $(wildcard stages/$(stage)/tests/*.[cS])) \
		     $(if $(HIDDEN),$(sort $(wildcard stages/$(stage)/hidden/*.[cS]))))
# Those of the course are called course/hidden/NAME.
course		:= $(if $(HIDDEN_DIR),$(HIDDEN_DIR)/stages/$(stage)/hidden)
test_src	+= $(if $(course),$(patsubst $(course)/%,course/hidden/%,$(sort $(wildcard $(course)/*.[cS]))))
# Which files a stage has is read from the given tree, never from the submission.
student_src	:= $(foreach s,$(stages),$(if $(and $(cut),$(call is_ref,$s)),,$(patsubst stages/%,%,$(sort $(wildcard stages/$s/*.[cS])))))

obj_of		= $(addprefix $(O)/,$(addsuffix .o,$(basename $1)))
objs		:= $(if $(cut),$(sort $(wildcard reference/stage$(STAGE)/*/*.o))) \
		   $(call obj_of,$(addprefix student/,$(student_src)) $(given_src) $(test_src))
refuse_src	:= $(if $(filter 0,$(TESTS)),,$(wildcard stages/$(stage)/tests/refuse/*.c $(if $(HIDDEN),stages/$(stage)/hidden/refuse/*.c)) \
		     $(if $(course),$(wildcard $(course)/refuse/*.c)))
refuse		:= $(foreach f,$(basename $(notdir $(refuse_src))),$(O)/refuse/$f.ok $(O)/refuse/$f.wrong)

# ---- how they are compiled ---------------------------------------------------
includes	:= $(foreach s,$(stages),$(addprefix -I,$(wildcard $(call src_of,$s)/include $(call src_of,$s)/include/uapi))) \
		   -I$(O)/generated -Iarch/arm64/include -Iarch/arm64/include/uapi \
		   -Icommon/include -Icommon/include/uapi
cppflags	:= -nostdinc $(includes) -DCONFIG_STAGE=$(STAGE) $(if $(SOLUTION)$(if $(cut),,$(filter reference,$(BASE))),-DSOLUTION) $(if $(HZ),-DCONFIG_HZ=$(HZ)) $(if $(PICTURE),-DCONFIG_PICTURE) \
		   -ffile-prefix-map=$(SUB)/= -ffile-prefix-map=$(CURDIR)=. \
		   $(if $(HIDDEN_DIR),-ffile-prefix-map=$(HIDDEN_DIR)/=course/)
cflags		:= $(cppflags) -std=gnu11 -O2 -g -Wall -Wextra -ffreestanding -fno-pic -fno-common \
		   -fno-strict-aliasing -fno-strict-overflow -fno-delete-null-pointer-checks \
		   -fno-omit-frame-pointer -fno-optimize-sibling-calls -fno-asynchronous-unwind-tables \
		   -march=armv8-a -mgeneral-regs-only -mno-outline-atomics \
		   -fstack-protector-strong -mstack-protector-guard=sysreg \
		   -mstack-protector-guard-reg=sp_el0 -mstack-protector-guard-offset=0
asflags		:= $(cppflags) -D__ASSEMBLY__ -g -Wa,--fatal-warnings
# A loop in memcpy() must not become a call of memcpy().
$(O)/common/lib/string.o: cflags += -fno-tree-loop-distribute-patterns
# Cases run in the order in which they stand in the file.
$(O)/stages/$(stage)/%.o $(O)/course/%.o: cflags += -fno-toplevel-reorder
$(O)/stages/$(stage)/hidden/%.o $(O)/course/%.o: cflags += -DTEST_HIDDEN
$(O)/course/%.o: cflags += -iquote stages/$(stage)/tests

# Warnings are errors in our own code. With a student's headers or files in it
# they are only warnings: a warning must not keep anybody from a verdict.
werror		:= $(if $(SOLUTION),-Werror)
say		= @$(if $(filter 1,$(V)),:,$(if $(findstring s,$(firstword -$(MAKEFLAGS))),:,printf '  %-7s %s\n' $1 $@))

define compile_rules
$(O)/$(1)%.o: $(2)%.c $(O)/.flags | $(O)/.headers
	$$(call say,CC)
	$$(Q)$$(CC) $$(cflags) $$(werror) -MMD -MP -c -o $$@ $$<
$(O)/$(1)%.o: $(2)%.S $(O)/.flags | $(O)/.headers
	$$(call say,AS)
	$$(Q)$$(CC) $$(asflags) $$(werror) -MMD -MP -c -o $$@ $$<
endef
$(foreach s,$(stages),$(eval $(call compile_rules,student/$s/,$(call src_of,$s)/)))
$(foreach d,common/ arch/ stages/$(stage)/,$(eval $(call compile_rules,$d,$d)))
$(if $(course),$(eval $(call compile_rules,course/hidden/,$(course)/)))

# The headers that stage 2's wrappers are decided by: which exist, not what they say.
kbuild_src	:= $(if $(filter 02-headers,$(stages)),$(call src_of,02-headers)/include/asm)
kbuild_in	:= $(wildcard $(addsuffix /*,$(kbuild_src)) common/include/asm-generic/*)

# Everything is compiled again when the flags or the files of a stage change.
flags_text	:= $(strip $(CC) $(cflags) $(foreach s,$(stages),$(call src_of,$s)) $(objs) $(kbuild_in))
ifneq ($(file <$(O)/.flags),$(flags_text))
$(O)/.flags: FORCE
endif
$(O)/.flags:
	$(Q)mkdir -p $(sort $(dir $@ $(objs) $(refuse)) $(O)/generated/asm); printf '%s\n' '$(flags_text)' >$@

# ---- generated headers -------------------------------------------------------
# generic-y and mandatory-y as in Linux's Kbuild: a wrapper around asm-generic/.
$(O)/.wrappers: $(filter %/Kbuild,$(kbuild_in)) $(O)/.flags
	$(if $(kbuild_src),$(Q)$(PYTHON) -m grader.kbuild $(O)/generated/asm --arch $(kbuild_src) \
		--arch arch/arm64/include/asm --kbuild $(kbuild_src)/Kbuild \
		--generic common/include/asm-generic $(if $(call is_ref,02-headers),--solution))
	$(Q)touch $@

# Rewritten only when an offset has changed: assembly depends on it.
$(O)/.offsets: arch/arm64/kernel/asm-offsets.c $(O)/.wrappers
	$(Q)$(CC) $(cflags) $(werror) -MMD -MP -MF $(O)/asm-offsets.d -MT $@ -S -o $(O)/asm-offsets.s $<
	$(Q){ echo '/* Generated from arch/arm64/kernel/asm-offsets.c. */'; \
	  sed -n 's/^.*"->\([A-Z0-9_]*\) [#$$]*\(-*[0-9]*\)".*/#define \1 \2/p' $(O)/asm-offsets.s; } >$(O)/offsets.new; \
	  cmp -s $(O)/offsets.new $(O)/generated/asm/asm-offsets.h || cp $(O)/offsets.new $(O)/generated/asm/asm-offsets.h
	$(Q)touch $@

$(O)/generated/asm/asm-offsets.h: $(O)/.offsets ;
$(O)/.headers: $(O)/.offsets
	$(Q)touch $@

# ---- the first programs (from stage 8 on) --------------------------------------
user_flags	:= -nostdinc -std=gnu11 -O2 -g -Wall -Wextra -Werror -ffreestanding -fno-pic -fno-pie -fno-stack-protector \
		   -fno-asynchronous-unwind-tables -fno-ipa-icf -march=armv8-a -mno-outline-atomics -ffile-prefix-map=$(CURDIR)=.
user_link	:= -nostdlib -static -no-pie -Wl,--build-id=none -Wl,-z,max-page-size=65536 -Wl,-z,noexecstack
user_names	:= $(basename $(notdir $(wildcard common/user/*.c)))
user_elfs	:= $(user_names:%=$(O)/user/%)
$(O)/user/crt0.o: common/user/crt0.S $(O)/.flags
	$(Q)mkdir -p $(@D) && $(CC) $(user_flags) -c -o $@ $<
$(user_elfs): $(O)/user/%: common/user/%.c common/user/user.h common/user/user.lds $(O)/user/crt0.o
	$(call say,USER)
	$(Q)$(CC) $(user_flags) $(user_link) -T common/user/user.lds -o $@.dbg $(O)/user/crt0.o $< && $(OBJCOPY) -S $@.dbg $@
$(O)/initramfs.cpio: $(user_elfs)
	$(Q)$(PYTHON) -m grader.cpio $@ dev/ bin/ $(foreach n,$(user_names),$(if $(filter init,$n),,bin/)$n=$(O)/user/$n)
$(O)/arch/arm64/kernel/initramfs_data.s8.o: $(O)/initramfs.cpio
$(O)/arch/arm64/kernel/initramfs_data.s8.o: asflags += -DINITRAMFS='"$(O)/initramfs.cpio"'

# ---- linking -----------------------------------------------------------------
$(O)/vmlinux.lds: arch/arm64/kernel/vmlinux.lds.S $(O)/.flags
	$(Q)$(CC) -E -P $(cppflags) -D__ASSEMBLY__ -MMD -MP -MF $@.d -MT $@ -x assembler-with-cpp -o $@ $<

$(O)/vmlinux: $(objs) $(O)/vmlinux.lds
	$(call say,LD)
	$(Q)$(LD) -T $(O)/vmlinux.lds -nostdlib --build-id=none -z noexecstack -o $@ $(objs)

$(O)/Image: $(O)/vmlinux
	$(call say,IMAGE)
	$(Q)$(PYTHON) -m grader.image $< $@

# What must not compile: the exit status and the compiler's words, with and without -DWRONG.
vpath %.c $(sort $(dir $(refuse_src)))
refuse_cc	= $(CC) $(cflags) -Werror $1 -MMD -MP -MF $@.d -MT $@ -S -o /dev/null $< 2>$@.tmp; \
		  { echo $$?; cat $@.tmp; } >$@; rm -f $@.tmp
$(O)/refuse/%.ok: %.c $(O)/.flags | $(O)/.headers
	$(Q)$(call refuse_cc,)
$(O)/refuse/%.wrong: %.c $(O)/.flags | $(O)/.headers
	$(Q)$(call refuse_cc,-DWRONG)

deps		:= $(sort $(wildcard $(objs:.o=.d) $(refuse:=.d) $(O)/*.d))
# Nothing makes these; without a rule of their own, `run%` below would try to.
$(deps) common/test/run.c common/kernel/trace.s7.c common/include/linux/trace.h: ;
-include $(deps)

.PHONY: image kernel words FORCE
FORCE:
# For the grader, which compiles and links strangers' files itself: grader/handin/sealed.py.
words:
	@printf '%s\n' '$(CC)' '$(LD)' '$(cflags)' '$(objs:$(O)/%=%)'
kernel: $(O)/vmlinux $(refuse)
image: kernel $(O)/Image

include grader/proctor/proctor.mk
endif
# Read only when asked for: it costs as much time as a small build.
ifneq ($(filter unit% test build/host/%,$(MAKECMDGOALS)),)
include grader/host/host.mk
endif

# ---- what a person types -----------------------------------------------------
grader_args	= $(if $(SOLUTION),--solution) $(if $(filter reference,$(BASE)),--base reference) $(if $(SEED),--seed $(SEED))
run_args	= $(grader_args) $(foreach v,ICOUNT SMP MEM APPEND ENTRY INITRAMFS,$(if $($v),--$(shell echo $v | tr A-Z a-z) '$($v)'))
picture_args	= $(if $(CHECK),--check '$(CHECK)') $(if $(SMP),--smp '$(SMP)')
machine_args	= $(if $(MEM),--mem '$(MEM)') $(if $(HZ),--hz '$(HZ)') $(if $(SMP),--smp '$(SMP)')
n		= $(patsubst $1%,%,$@)

# From an edit to its verdict every millisecond counts: no site packages, no search for a module to
# run, and byte code always, in build/ for those who want none next to the sources.
quick		= $(PYTHON) -S -X pycache_prefix=build/pycache -c 'from grader.__main__ import main; main()'
stage% grade%: export PYTHONDONTWRITEBYTECODE :=

stage%: ## check stage N's visible tests [SOLUTION=1] [BASE=reference] [SEED=n] [MEM=size] [HZ=n] [SMP=cpus]
	@$(quick) stage $(call n,stage) $(grader_args) $(machine_args)
grade%: ## the same with the hidden tests
	@$(quick) grade-stage $(call n,grade) $(grader_args) $(machine_args)
run%: ## boot stage N's kernel with your terminal as its console (Ctrl-a x ends)
	@$(PYTHON) -m grader run $(call n,run) $(run_args)
debug%: ## the same, stopped at the first instruction, with gdb attached
	@$(PYTHON) -m grader debug $(call n,debug) $(run_args)
trace%: ## draw the schedule of a check, from stage 7 on [CHECK=name] [SMP=cpus]
	@$(PYTHON) -m grader trace $(call n,trace) $(grader_args) $(picture_args)
map%: ## draw the page tables, and from stage 8 on the programs' areas [CHECK=name] [SMP=cpus]
	@$(PYTHON) -m grader map $(call n,map) $(grader_args) $(picture_args)
replay%: ## step backwards through the last failing run of stage N
	@$(PYTHON) -m grader replay $(call n,replay) $(grader_args)

soak%: ## stage N (7 on) on CPUs that run at the same time, one minute [SMP=cpus] [SECONDS=n]
	@$(PYTHON) -m grader soak $(call n,soak) $(grader_args) $(if $(SMP),--smp '$(SMP)') $(if $(SECONDS),--seconds '$(SECONDS)')

.PHONY: help grade submit compdb clean
grade: ## all stages, with the hidden tests, 10 points each
	@$(PYTHON) -m grader grade $(SUB) $(grader_args)
submit: ## submission.tar.gz, to hand in: the files that you wrote
	@$(PYTHON) -m grader submit
-include grader/staff.mk
compdb: ## build/compile_commands.json, for clangd
	@mkdir -p build; $(MAKE) -Bn V=1 kernel | $(PYTHON) -m grader.compdb >build/compile_commands.json
clean: ## remove build/
	$(Q)rm -rf build
help: ## this list
	@sed -n 's/^\([a-z%]*\):[^#]*## \(.*\)/  make \1	\2/p' Makefile grader/host/host.mk $(wildcard grader/staff.mk) | sed 's/%/N/' | expand -t 20
