/* SPDX-License-Identifier: MIT */
/*
 * proctor.h: everything the proctor's files offer each other.
 *
 * The proctor is the firmware at EL3: it loads the kernel, watches it, and
 * writes the verdict where the kernel cannot reach. Read main.c first.
 */
#ifndef PROCTOR_H
#define PROCTOR_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <test/proctor.h>
#include "machine.h"

#define MAX_RANGES	6
#define MAX_BOOTARGS	128

/* What the tree says of the machine's memory in one entry; all zero: what QEMU's own says. */
struct machine {
	u64 nbanks;
	struct { u64 off, size; } bank[MAX_RANGES];		/* from RAM_BASE */
	u64 nreserved;
	struct { u64 off, size, kind; } reserved[MAX_RANGES];	/* enum machine_reserved */
	char bootargs[MAX_BOOTARGS];
};

/* What the grader delivers at CONFIG_OFFSET (grader/flash.py); offsets count from the delivery. */
struct config {
	u64 magic;			/* CONFIG_MAGIC */
	u64 stage;
	u64 seed;
	u64 key;			/* marks the console; the kernel never sees it */
	u64 image_off, image_len;
	u64 load_offset[2];		/* from RAM_BASE, for each entry */
	u64 entry_level[2];		/* 2 or 1; 0 in the second: one entry only */
	u64 boot_budget;		/* instructions from the entry to the tests */
	u64 case_budget;		/* instructions a case may take */
	u64 gate_off;			/* in the Image: the gate's SMC */
	u64 test_off, test_len;		/* in the Image: tests and harness */
	u64 cases_off, ncases;		/* in the Image: struct test_case[] */
	u64 image_vaddr;		/* link address of the Image's first byte */
	u64 text_len;
	u64 flags;			/* CONFIG_* */
	u64 initrd_off, initrd_len;	/* in the flash; not in memory */
	u64 data_off;			/* in the Image: where what is writable begins */
	u64 first;			/* the case to begin with; not 0 in a replay */
	struct machine machine[2];	/* for each entry */
};

#define CONFIG_MAGIC	0x315055474e495242ULL	/* "BRINGUP1", read as a little-endian word */
#define CONFIG_PLAIN	1			/* boot any arm64 Image; no tests, no watchdog */
/* For a picture, when the machine stands still for good (grader/picture/): */
#define CONFIG_STILL	2			/* behind the first case, or where that stops */
#define CONFIG_STILL_READY 4			/* with CONFIG_STILL: when the tests would begin */
#define CONFIG_STILL_SHOW 8			/* with CONFIG_STILL: at a PR_PICTURE as well */

/* Registers of the world below, as start.S saves them on the way into EL3. */
struct frame {
	u64 x[31];
	u64 elr;
	u64 spsr;
	u64 pad;
};

/* What outlives a reset of the machine. At power-on the RAM holds zeros. */
struct state {
	u64 magic;
	u64 config, text, data;		/* where delivery.c put them, */
	u64 checkpoint;			/* and where there is room behind them */
	u64 entry;			/* index into config's entry_level[] */
	u64 first;			/* the case that the next boot starts with */
	u64 plan_shown;
	u64 elapsed;			/* instructions of the boots before this one */
	u64 spinner;			/* CPU that is to spin, plus 1; all ones: it does */
	u64 frozen;			/* the other CPUs are to wait at EL3: until the next boot begins */

	/* From here on: of this boot only. */
	u64 start;			/* counter when it began */
	u64 busy;			/* a CPU is inside: others.c */
	u64 deadline;			/* counter at which the watchdog barks; 0: never */
	u64 planned;			/* the kernel reached its tests */
	u64 finished;			/* cases of this boot that ended, plus first */
	s64 running;			/* case, or -1 */
	u64 failed;			/* expectations of the running case that did not hold */
	u64 expectations;
	u64 load, fdt, ram_end;		/* physical addresses */
	u64 used_end;			/* of the image, its .bss and a margin */
	u64 snapshot_taken;
	u64 snapshot[HW_REG_COUNT];
	struct {
		u64 wanted;		/* 1: CPU_ON was called for it */
		u64 on;
		u64 held;		/* it waits at EL3 */
		u64 entry, context;
	} cpu[MAX_CPUS];
};

extern struct state state;

static inline const struct config *config(void)
{
	return (const struct config *)state.config;
}

/* start.S */
void __noreturn enter_kernel(u64 pc, u64 spsr, u64 x0);
void __noreturn resume_lower(const struct frame *f);
extern const char default_vectors[], default_vectors_end[];

/* uart.c: text on the verdict channel; console_* goes to the kernel's UART. */
void uart_init(void);
void say(const char *text);
void say_hex(const char *label, u64 val);		/* "label0x1f" */
void say_dec(const char *label, u64 val);
void say_escaped(const char *text, u64 len);		/* %XX for blanks, %, non-ASCII */
void console_mark(const char *what, s64 number);
void uart_listen(bool on);				/* for a byte of the grader */
bool uart_heard(void);
bool uart_console_full(void);
void uart_reset_console(void);

/* gic.c */
void gic_init_distributor(void);
void gic_init_cpu(unsigned int cpu);
unsigned int gic_ack_group0(void);
void gic_end_group0(unsigned int intid);
struct gic_input {		/* how a shared interrupt was set up */
	u32 group, enabled, config;
	u8 priority;
	u64 route;
};
void gic_take_input(unsigned int intid, struct gic_input *was);
void gic_give_back(unsigned int intid, const struct gic_input *was);
bool gic_pend(u64 intid);
bool gic_has_frame(u64 pa);

/* others.c: the other CPUs */
struct silenced {		/* interrupts and timers of the world below, as they were */
	u64 group1, cntp, cntv, cnthp, watchdog;
};
void silence_cpu(struct silenced *s);
void restore_cpu(const struct silenced *s);
void wait_for_call(void);
void call_cpu(unsigned int cpu);
unsigned int cpus(void);
void align_clock(void);
void let_one_spin(void);
void hold_others(void);
void release_others(void);
void be_held(void);
void enter_alone(void);
void leave_alone(void);

/* stimulus.c: the outside world, on request of a test */
bool stimulus_type(u64 byte);
void stimulus_press_power(void);
bool stimulus_let_pass(u64 ns);
bool stimulus_pend(u64 intid);
bool device_register(u64 pa);

/* watchdog.c */
u64 instructions(void);
void watchdog_arm(u64 budget);
void watchdog_disarm(void);
bool watchdog_due(void);
void watchdog_postpone(u64 ticks);

/* delivery.c */
bool take_delivery(void);		/* false: there is none */
const void *pristine(u64 offset);	/* the Image as it was delivered */

/* load.c */
#define POISON		0x5a5a5a5a5a5a5a5aULL
#define MARGIN		0x10000ULL	/* poisoned around the image */
void load_kernel(void);
bool test_code_intact(void);

/* tree.c */
void keep_tree(u64 src);
struct tree_info {
	u64 ram_end;
	unsigned int cpus;
};
struct tree_info read_tree(u64 src);
u64 make_tree(u64 dst, u64 src, u64 initrd, u64 initrd_len, const struct machine *m);

/* banks.c */
const struct machine *machine(void);
void poison_holes(void);
u64 machine_fact(enum machine_fact what, u64 index);

/* lower.c: the exception levels below, set up and described. */
void lower_init(unsigned int level);
u64 lower_spsr(unsigned int level);
unsigned int frame_level(const struct frame *f);
u64 frame_sp(const struct frame *f);
u64 read_hw(const struct frame *f, enum hw_reg reg);

/* walk.c */
u64 walk(u64 va, enum walk_what what);
u64 to_physical(const struct frame *f, u64 va);
bool copy_from_lower(const struct frame *f, void *dst, u64 va, u64 n);
u64 copy_string(const struct frame *f, char *dst, u64 va, u64 max);
bool in_ram(u64 pa, u64 n);

/* rollback.c */
bool rollback_possible(void);
void rollback_prepare(const struct frame *f);
void __noreturn rollback(u64 next);

/* report.c */
void say_result(bool ok);
void __noreturn stop(const char *kind, const struct frame *f, u64 pc, const char *text, u64 len);
void __noreturn stop_void(const struct frame *f, const char *reason);
void __noreturn stop_frozen(void);
void __noreturn stop_bad_image(const char *reason, u64 seen, u64 expected);
void __noreturn finish(void);

/* calls.c, psci.c: SMC from below */
void handle_test_call(struct frame *f);
void begin_at(u64 first);
bool handle_psci(struct frame *f);
void secondary_wait(unsigned int cpu);

/* main.c */
void proctor_main(unsigned int cpu);
void say_boot(void);
void __noreturn next_entry(void);
void handle_sync(struct frame *f, u64 esr);
void handle_fiq(struct frame *f);
void __noreturn handle_unexpected(struct frame *f, u64 esr);
void __noreturn power_off(void);
void __noreturn reset_machine(void);
unsigned int this_cpu(void);

/* memory.c */
u64 str_len(const char *s);
void *memcpy(void *dst, const void *src, size_t n);
void *memset(void *dst, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);
void fill64(u64 dst, u64 end, u64 val);
void copy64(u64 dst, const void *src, u64 n);

static inline u32 mmio_read(u64 addr)
{
	return *(volatile u32 *)addr;
}

static inline void mmio_write(u64 addr, u32 val)
{
	*(volatile u32 *)addr = val;
}

#endif /* PROCTOR_H */
