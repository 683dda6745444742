// SPDX-License-Identifier: MIT
/* The oops: what a person reads when the kernel has made a mistake. */
#include <asm/memory.h>
#include <linux/compiler.h>
#include <linux/sections.h>
#include <test/test.h>

/*
 * Assembly, so that the compiler does not reason about the address. It claims
 * to change x30, so that the function keeps a frame record, as a leaf would not.
 */
static noinline void load_from(u64 address)
{
	asm volatile("ldr xzr, [%0]" : : "r" (address) : "x30", "memory");
}

static noinline void store_to(u64 address)
{
	asm volatile("str xzr, [%0]" : : "r" (address) : "memory");
}

CHECK(bad_address_dies, "a load from an unmapped address ends in an oops that names the address",
      .hint = "Decoding the syndrome", .panics = true)
{
	load_from(PAGE_OFFSET + 0x12345678);
	EXPECT_TRUE(false, "nothing behind the load runs");
}
CONSOLE(bad_address_dies, has, "^Unable to handle kernel paging request at virtual address ffffff8012345678");
CONSOLE(bad_address_dies, has, "^Internal error: Oops: 000000009600000[4567] .#1. SMP");

CHECK(oops_names_function, "the oops names the function, its size and the place in it",
      .hint = "The oops, line by line", .panics = true)
{
	load_from(PAGE_OFFSET);
	EXPECT_TRUE(false, "nothing behind the load runs");
}
CONSOLE(oops_names_function, has, "^pc : load_from.0x[0-9a-f]+/0x[0-9a-f]+");
CONSOLE(oops_names_function, has, "^lr : test_oops_names_function.0x[0-9a-f]+/0x[0-9a-f]+");

CHECK(oops_shows_registers, "the oops prints x0 to x29, sp and pstate as they were",
      .hint = "The oops, line by line", .panics = true)
{
	asm volatile("movz x0, #0x1111, lsl #48\n\tmovz x9, #0x9999, lsl #16\n\t"
		     "mov x19, #0x1919\n\tmov x28, #0x2828\n\tbrk #0x123"
		     : : : "x0", "x9", "x19", "x28", "memory");
	EXPECT_TRUE(false, "nothing behind the BRK runs");
}
CONSOLE(oops_shows_registers, has, "x28: 0000000000002828");
CONSOLE(oops_shows_registers, has, "x19: 0000000000001919");
CONSOLE(oops_shows_registers, has, "x9 : 0000000099990000");
CONSOLE(oops_shows_registers, has, "x0 : 1111000000000000");
CONSOLE(oops_shows_registers, has, "^sp : ffffffc008[0-9a-f]{6}");
CONSOLE(oops_shows_registers, has, "^pstate: [0-9a-f]{8} .([nN][zZ][cC][vV]) DAIF");

static noinline void innermost(void)
{
	load_from(PAGE_OFFSET);
	barrier();
}

static noinline void middle(void)
{
	innermost();
	barrier();
}

CHECK(oops_has_backtrace, "the oops says who called whom, innermost first",
      .hint = "The oops, line by line", .panics = true)
{
	middle();
	EXPECT_TRUE(false, "nothing behind the load runs");
}
CONSOLE(oops_has_backtrace, has,
	"^Call trace:\\\\s+load_from.0x\\\\S+\\\\s+innermost.0x\\\\S+\\\\s+middle.0x\\\\S+\\\\s+test_oops_has_backtrace.0x\\\\S+\\\\s+run_tests.0x\\\\S+\\\\s+start_kernel.0x");

CHECK(oops_shows_code, "the oops shows the last instructions, the faulting one in parentheses",
      .hint = "The oops, line by line", .panics = true)
{
	asm volatile("nop\n\tnop\n\tbrk #0x124");
	EXPECT_TRUE(false, "nothing behind the BRK runs");
}
CONSOLE(oops_shows_code, has, "^Code:( [0-9a-f]{8}){0,2} d503201f d503201f .d4202480.");

CHECK(null_pointer_dies, "a null pointer is called one", .hint = "Decoding the syndrome", .panics = true)
{
	load_from(8);
	EXPECT_TRUE(false, "nothing behind the load runs");
}
CONSOLE(null_pointer_dies, has, "^Unable to handle kernel NULL pointer dereference at virtual address 0000000000000008");

CHECK(read_only_dies, "a store to the kernel's own code is called a write to read-only memory",
      .hint = "Decoding the syndrome", .panics = true)
{
	store_to((u64)_stext);
	EXPECT_TRUE(false, "nothing behind the store runs");
}
CONSOLE(read_only_dies, has, "^Unable to handle kernel write to read-only memory at virtual address ffffffc008");
CONSOLE(read_only_dies, has, "WnR = 1");

CHECK(undefined_instruction_dies, "an undefined instruction ends in an oops",
      .hint = "Decoding the syndrome", .panics = true)
{
	asm volatile(".inst 0x00000000");
	EXPECT_TRUE(false, "nothing behind the instruction runs");
}
CONSOLE(undefined_instruction_dies, has, "^Internal error: Oops - Undefined instruction: 0000000002000000");
