/* SPDX-License-Identifier: MIT */
/* Numbers of signals, and why: what ends a process until stage 10. Linux: uapi/asm-generic/signal.h, siginfo.h. */
#ifndef _LINUX_SIGNAL_NR_H
#define _LINUX_SIGNAL_NR_H

#define SIGILL		4
#define SIGTRAP		5
#define SIGBUS		7
#define SIGFPE		8
#define SIGKILL		9
#define SIGSEGV		11
#define SIGSYS		31

#define SEGV_MAPERR	1	/* there is nothing */
#define SEGV_ACCERR	2	/* not for that */
#define BUS_ADRALN	1	/* the address is not aligned */
#define BUS_ADRERR	2	/* behind the end of the file */
#define ILL_ILLOPC	1
#define TRAP_BRKPT	1
#define FPE_FLTUNK	14

#endif /* _LINUX_SIGNAL_NR_H */
