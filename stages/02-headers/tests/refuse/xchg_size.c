/*
 * title: xchg() of a value of 16 bytes is refused
 * error: xchg and cmpxchg work on 1, 2, 4 or 8 bytes
 * hint: atomic.h and cmpxchg.h
 */
#include <asm/cmpxchg.h>

#ifdef WRONG
typedef unsigned __int128 value_t;
#else
typedef u64 value_t;
#endif

value_t swap(value_t *p);
value_t swap(value_t *p)
{
	return xchg(p, 0);
}
