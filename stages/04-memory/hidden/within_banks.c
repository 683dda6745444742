// SPDX-License-Identifier: MIT
/* The last of the checks: whether all the others have kept to the machine's memory. */
#include <linux/gfp.h>
#include <linux/mm.h>
#include <test/test.h>

CHECK(holes_untouched, "nothing was ever written to between the banks or behind the last one",
      .hint = "The linear map")
{
	ASSERT_NE(nr_free_pages(), 0, "free pages: whoever has no memory writes to none");
	EXPECT_EQ(hw_machine(MACHINE_STRAY, 0), 0, "an address outside of memory that was written to (0: none)");
}
