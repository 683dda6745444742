# SPDX-License-Identifier: MIT
# The tests that run on this machine, under cmocka with ASan and UBSan; included
# by the top Makefile. `make unitN` checks a student's own stage N in a second.

host_cc		:= gcc
host_san	:= -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
# A list of stage $1's stage.toml: `host` are its tests of pure C, `host_sources` what they test.
host_list	= $(shell sed -n '/^$2 = \[/{:a;/\]/!{N;ba};p}' stages/$1/stage.toml 2>/dev/null | grep -o '"[^"]*"' | tr -d '"')
host_stages	:= $(foreach s,$(notdir $(stage_dirs)),$(if $(call host_list,$s,host),$s))
# The kernel's own C that all of them stand on.
host_lib	:= common/lib/bitmap.s2.c common/lib/find_bit.s2.c common/lib/string.c common/lib/vsprintf.c

# $1: folder of stage 2's headers, $2: more flags, $3: stage. From stage 4 on the
# machine's headers are those of grader/host/include: the code is compiled for this machine.
host_flags	= -nostdinc -include grader/host/names.h -DTEST_HOST -DCONFIG_STAGE=$3 $2 \
		  $(if $(filter 1 2 3,$3),,-Igrader/host/include) -I$1/include -I$1/include/uapi \
		  -Iarch/arm64/include -Icommon/include -Igrader/host \
		  -std=gnu11 -Wall -Wextra -Wno-format -Wno-format-overflow -ffreestanding -fno-builtin -fno-toplevel-reorder $(host_san)

# $1: folder, $2: source, $3: flags
define host_object
$(1)/o/$(subst /,_,$(basename $(2))).o: $(2) $(1)/.flags
	$$(Q)$$(host_cc) $(3) -MMD -MP -c -o $$@ $$<
endef
# $1: folder, $2: sources of kernel C, $3: folder of stage 2's headers, $4: flags, $5: its name, $6: stage
define host_program
$(foreach f,$(2),$(call host_object,$(1),$f,$(call host_flags,$(3),$(4) $(if $(findstring /hidden/,$f),-DTEST_HIDDEN),$(6)))
)
$(1)/.flags: $(if $(findstring =$(sort $(2))=,=$(file <$(1)/.flags)=),,FORCE)
	$$(Q)mkdir -p $(1)/o && printf '%s' '$(sort $(2))' >$$@
$(1)/test: $(foreach f,$(2),$(1)/o/$(subst /,_,$(basename $f)).o) grader/host/runner.c
	$$(Q)$$(host_cc) -DTEST_HOST -DSUITE='"$(5)"' -Icommon/include -Igrader/host -Wall -Wextra -Werror $(host_san) \
		-c -o $(1)/o/runner.o grader/host/runner.c
	$$(Q)$$(host_cc) $(host_san) -o $$@ $(foreach f,$(2),$(1)/o/$(subst /,_,$(basename $f)).o) $(1)/o/runner.o -lcmocka
-include $(wildcard $(1)/o/*.d)
endef

ref_headers	:= stages/02-headers/solution
# A student release has no reference to compile for this machine: the own ones, then.
own_headers	:= $(if $(SOLUTION)$(if $(wildcard $(ref_headers)),$(filter reference,$(BASE))),$(ref_headers),$(SUB)/stages/02-headers)
own_tag		:= $(if $(SOLUTION),solution,own)
host_number	= $(patsubst 0%,%,$(firstword $(subst -, ,$1)))
# What stage $1's tests need besides themselves; a name without a folder is the student's, in folder $2.
host_sources	= $(host_lib) $(foreach f,$(call host_list,$1,host_sources),$(if $(findstring /,$f),$f,$2/$f))
host_tests	= $(foreach f,$(call host_list,$1,host),$(wildcard stages/$1/$f))
host_visible	= $(foreach f,$(filter tests/%,$(call host_list,$1,host)),$(wildcard stages/$1/$f))

# Of the project: common/ with the reference's headers, and every stage's tests on the reference.
$(eval $(call host_program,build/host/common,$(wildcard grader/tests/host/*.c) $(host_lib) common/kernel/kallsyms.s3.c,$(ref_headers),-DSOLUTION -Werror,common,3))
$(foreach s,$(host_stages),$(eval $(call host_program,build/host/$s-solution,$(call host_tests,$s) $(call host_sources,$s,stages/$s/solution),$(ref_headers),-DSOLUTION -Werror,$s,$(call host_number,$s))))
$(if $(SOLUTION),,$(foreach s,$(host_stages),$(eval $(call host_program,build/host/$s-own,$(call host_visible,$s) $(call host_sources,$s,$(SUB:./%=%)/stages/$s),$(own_headers),,$s,$(call host_number,$s)))))

# The device tree as structs, with an allocator that gives each struct memory of its own.
of_sources	:= $(host_lib) common/lib/fdt.s4.c $(wildcard common/drivers/of/*.c) common/kernel/resource.s4.c \
		   grader/tests/of/given.c grader/host/kernel.c grader/host/memory_array.c \
		   $(addprefix stages/04-memory/solution/,fdt_scan.c memblock.c)
of_tests	:= $(filter-out %/given.c,$(wildcard grader/tests/of/*.c))
$(eval $(call host_program,build/host/of,$(of_tests) $(of_sources),$(ref_headers),-DSOLUTION -Werror,of,5))

# Damaged device trees, 150,000 in about four seconds of one CPU; QEMU's own one, made here, among them.
$(eval $(call host_program,build/host/fuzz,$(wildcard grader/tests/fuzz/*.c) $(of_sources),$(ref_headers),-DSOLUTION -Werror,fuzz,5))
build/host/fuzz/o/grader_tests_fuzz_fdt.o: build/host/virt.dtb
build/host/virt.dtb:
	$(Q)mkdir -p $(@D) && qemu-system-aarch64 -M virt,dtb-randomness=off,dumpdtb=$@ -m 128M -nodefaults -display none 2>/dev/null

# What processes are made of: areas, archives, executables; with damaged ones of each.
$(eval $(call host_program,build/host/process,$(wildcard grader/tests/process/*.c) $(host_lib) common/mm/vma_tree.s8.c common/fs/ramfs.s8.c common/fs/namei.s8.c common/fs/elf_check.s8.c common/init/initramfs.s8.c grader/host/kernel.c grader/host/pages.c grader/host/memory_array.c,$(ref_headers),-DSOLUTION -Werror,process,8))

host_projects	:= $(if $(wildcard stages/*/solution),build/host/common/test build/host/of/test build/host/fuzz/test build/host/process/test $(foreach s,$(host_stages),build/host/$s-solution/test))
.PHONY: unit-run
unit-run: $(host_projects)
	@for t in $(host_projects); do ./$$t || exit 1; done
unit: unit-run

host_stage	= $(filter $(shell printf %02d $(patsubst unit%,%,$@))-%,$(host_stages))
unit%: ## check stage N's tests of pure C on this machine, without QEMU
	@$(if $(host_stage),,echo "stage $* has no tests of pure C" >&2; exit 2)
	@$(MAKE) -s build/host/$(host_stage)-$(own_tag)/test && build/host/$(host_stage)-$(own_tag)/test
