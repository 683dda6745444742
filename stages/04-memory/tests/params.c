// SPDX-License-Identifier: MIT
/* The words of the command line. */
#include <asm/setup.h>
#include <linux/init.h>
#include <linux/string.h>
#include <test/test.h>

static char text[64];
static unsigned int calls;

static int take_text(char *value)
{
	calls++;
	strscpy(text, value ? value : "(none)", sizeof(text));
	return 0;
}
early_param("checked", take_text);

static int take_again(char *value)
{
	return take_text(value);
}
early_param("checked_twice", take_again);

CHECK(words_are_cut, "next_arg() splits a line at blanks and at the first equals sign",
      .hint = "Early parameters")
{
	char line[] = "  one=1 two  three=a=b ", *p = line, *name, *value;

	p = next_arg(p, &name, &value);
	EXPECT_STREQ(name, "one", "the first word's name");
	ASSERT_NE(value, 0, "it has a value");
	EXPECT_STREQ(value, "1", "the first word's value");
	p = next_arg(p, &name, &value);
	EXPECT_STREQ(name, "two", "the second word's name");
	EXPECT_EQ(value, 0, "it has no value");
	p = next_arg(p, &name, &value);
	EXPECT_STREQ(name, "three", "the third word's name");
	ASSERT_NE(value, 0, "it has a value");
	EXPECT_STREQ(value, "a=b", "the third word's value");
}

CHECK(quotes_hold_words, "a blank between double quotes does not end a word",
      .hint = "Early parameters")
{
	char line[] = "checked=\"two words\" next", *p = line, *name, *value;

	p = next_arg(p, &name, &value);
	EXPECT_STREQ(name, "checked", "the name");
	ASSERT_NE(value, 0, "it has a value");
	EXPECT_STREQ(value, "two words", "the value, without the quotes");
	next_arg(p, &name, &value);
	EXPECT_STREQ(name, "next", "the word behind it");
}

CHECK(early_params_called, "early_param() functions are called with their values",
      .hint = "Early parameters")
{
	char line[] = "unknown=5 checked=yes checkedx=no quiet";

	calls = 0;
	parse_early_options(line);
	EXPECT_EQ(calls, 1, "calls for `checked`");
	EXPECT_STREQ(text, "yes", "its value");
}

CHECK(dashes_end_options, "behind two dashes nothing is for the kernel",
      .hint = "Early parameters")
{
	char line[] = "--x=1 checked=first -- checked=second";

	calls = 0;
	parse_early_options(line);
	EXPECT_EQ(calls, 1, "calls for `checked`");
	EXPECT_STREQ(text, "first", "its value");
}

CHECK(dash_is_underscore, "in a name a dash and an underscore are the same",
      .hint = "Early parameters")
{
	char line[] = "checked-twice=1 checked_twice=2";

	calls = 0;
	parse_early_options(line);
	EXPECT_EQ(calls, 2, "calls for `checked_twice`");
}

CHECK(sizes_are_read, "memparse() reads K, M, G and hexadecimal",
      .hint = "Early parameters")
{
	char *end;

	EXPECT_EQ(memparse("12", &end), 12, "12");
	EXPECT_EQ(memparse("64M", &end), 64 << 20, "64M");
	EXPECT_EQ(*end, 0, "all of it was read");
	EXPECT_EQ(memparse("0x10k,rest", &end), 0x4000, "0x10k,rest");
	EXPECT_EQ(*end, ',', "up to the comma");
	EXPECT_EQ(memparse("8G", &end), 8UL << 30, "8G");
}
