/* SPDX-License-Identifier: MIT */
/* Constants that C and assembly share: the assembler knows no UL. */
#ifndef _LINUX_CONST_H
#define _LINUX_CONST_H

#ifdef __ASSEMBLY__
#define _AC(x, suffix)	x
#else
#define __AC(x, suffix)	(x##suffix)
#define _AC(x, suffix)	__AC(x, suffix)
#endif

#define UL(x)		_AC(x, UL)
#define _BITUL(n)	(UL(1) << (n))

#endif /* _LINUX_CONST_H */
