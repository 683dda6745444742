# SPDX-License-Identifier: MIT
# The tests that run on this machine, under cmocka with ASan and UBSan; included
# by the top Makefile. `make unitN` checks a student's own stage N in a second.

host_cc		:= gcc
host_san	:= -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
# Which stages have tests of pure C, and which: stage.toml's `host = [...]`.
host_list	= $(shell sed -n '/^host = \[/{:a;/\]/!{N;ba};p}' stages/$1/stage.toml | grep -o '"[^"]*"' | tr -d '"')
host_stages	:= $(foreach s,$(notdir $(stage_dirs)),$(if $(call host_list,$s),$s))
# The kernel's own C that the tests stand on.
host_lib	:= common/lib/bitmap.s2.c common/lib/find_bit.s2.c common/lib/string.c common/lib/vsprintf.c

# $1: build folder, $2: folder of stage 2's headers, $3: more flags.
host_flags	= -nostdinc -include grader/host/names.h -DTEST_HOST -DCONFIG_STAGE=3 $3 -I$2/include \
		  -I$2/include/uapi -Ibuild/host/generated -Iarch/arm64/include -Icommon/include \
		  -std=gnu11 -Wall -Wextra -Wno-format -Wno-format-overflow -ffreestanding -fno-builtin $(host_san)
# $1: program, $2: sources of kernel C, $3: folder of stage 2's headers, $4: flags, $5: its name
define host_program
$(1): $(2) $(wildcard grader/host/* common/include/*/*.h $(3)/include/asm/*)
	$$(Q)mkdir -p $$(@D)/o && rm -f $$(@D)/o/*
	$$(Q)n=0; for f in $(2); do n=$$$$((n+1)); \
		h=; case $$$$f in */hidden/*) h=-DTEST_HIDDEN;; esac; \
		$$(host_cc) $$(call host_flags,$$(@D),$(3),$(4)) $$$$h -c -o $$(@D)/o/$$$$n.o $$$$f || exit 1; done
	$$(Q)$$(host_cc) -DTEST_HOST -DSUITE='"$(5)"' -Icommon/include -Wall -Wextra -Werror $(host_san) \
		-c -o $$(@D)/o/runner.o grader/host/runner.c
	$$(Q)$$(host_cc) $(host_san) -o $$@ $$(@D)/o/*.o -lcmocka
endef

ref_headers	:= stages/02-headers/solution
own_headers	:= $(if $(SOLUTION),$(ref_headers),$(SUB)/stages/02-headers)
own_tag		:= $(if $(SOLUTION),solution,own)
host_tests	= $(foreach f,$(call host_list,$1),$(wildcard stages/$1/$f))
host_visible	= $(foreach f,$(filter tests/%,$(call host_list,$1)),$(wildcard stages/$1/$f))

# Of the project: common/ with the reference's headers, and every stage's tests on the reference.
$(eval $(call host_program,build/host/common/test,$(wildcard grader/tests/host/*.c) $(host_lib) common/kernel/kallsyms.s3.c,$(ref_headers),-DSOLUTION -Werror,common))
$(foreach s,$(host_stages),$(eval $(call host_program,build/host/$s-solution/test,$(call host_tests,$s) $(host_lib),$(ref_headers),-DSOLUTION -Werror,$s)))
$(if $(SOLUTION),,$(foreach s,$(host_stages),$(eval $(call host_program,build/host/$s-own/test,$(call host_visible,$s) $(host_lib),$(own_headers),,$s))))

host_projects	:= build/host/common/test $(foreach s,$(host_stages),build/host/$s-solution/test)
.PHONY: unit-run
unit-run: $(host_projects)
	@for t in $(host_projects); do ./$$t || exit 1; done
unit: unit-run

host_stage	= $(filter $(shell printf %02d $(patsubst unit%,%,$@))-%,$(host_stages))
unit%: ## check stage N's tests of pure C on this machine, without QEMU
	@$(if $(host_stage),,echo "stage $* has no tests of pure C" >&2; exit 2)
	@$(MAKE) -s build/host/$(host_stage)-$(own_tag)/test && build/host/$(host_stage)-$(own_tag)/test
