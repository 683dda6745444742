/* SPDX-License-Identifier: MIT */
/* Between the files of grader/host. */
#ifndef GRADER_HOST_H
#define GRADER_HOST_H

/* End the program with a message; runner.c, which has the host's own library. */
void __attribute__((noreturn)) host_die(const char *what, const char *text, int line);

/* Memory of exactly @size bytes, so that ASan sees any access behind it. */
void *host_alloc(unsigned long size);
void host_free(void *p);

/* How often printk() was called. */
extern unsigned long host_printed;

/* grader/host/pages.c: what is in use, and how much may still be asked for (-1: anything). */
extern unsigned long host_in_use;
extern long host_allocations_left;

/* Called before the first test, if a stage has it. */
void host_setup(void);

#endif
