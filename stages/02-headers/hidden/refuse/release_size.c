/*
 * title: smp_store_release() of a struct of 12 bytes is refused
 * error: Need native word sized
 * hint: barrier.h
 */
#include <asm/barrier.h>

struct three {
	int a, b, c;
};

void publish(struct three *p, struct three v, int *q);
void publish(struct three *p, struct three v, int *q)
{
#ifdef WRONG
	smp_store_release(p, v);
#else
	smp_store_release(q, v.a + p->a);
#endif
}
