/* SPDX-License-Identifier: MIT */
/* A memblock of the test's own: the kernel's is put aside, and put back by the teardown. */
#include <linux/memblock.h>
#include <linux/string.h>

static struct memblock kept;
static struct memblock_region kept_memory[INIT_MEMBLOCK_REGIONS];
static struct memblock_region kept_reserved[INIT_MEMBLOCK_REGIONS];

static __maybe_unused void begin_scratch(void)
{
	kept = memblock;
	memcpy(kept_memory, memblock.memory.regions, sizeof(kept_memory));
	memcpy(kept_reserved, memblock.reserved.regions, sizeof(kept_reserved));
	memblock.memory.cnt = memblock.reserved.cnt = 0;
	memblock.memory.total_size = memblock.reserved.total_size = 0;
	memblock.current_limit = MEMBLOCK_ALLOC_ANYWHERE;
}

static __maybe_unused void end_scratch(void)
{
	memcpy(kept.memory.regions, kept_memory, sizeof(kept_memory));
	memcpy(kept.reserved.regions, kept_reserved, sizeof(kept_reserved));
	memblock = kept;
}
