/* SPDX-License-Identifier: MIT */
/*
 * Included before every kernel file that is compiled for the host: the kernel's
 * own versions of what the C library or the linker has too get names of their own, so
 * that both can be in one program.
 */
#define memset		kernel_memset
#define memcpy		kernel_memcpy
#define memmove		kernel_memmove
#define memcmp		kernel_memcmp
#define strlen		kernel_strlen
#define strnlen		kernel_strnlen
#define strcmp		kernel_strcmp
#define strncmp		kernel_strncmp
#define strchr		kernel_strchr
#define strscpy		kernel_strscpy
#define snprintf	kernel_snprintf
#define scnprintf	kernel_scnprintf
#define vsnprintf	kernel_vsnprintf

/* The linker has these of its own, whatever the program says. */
#define _edata		kernel_edata
#define _end		kernel_end
#define __bss_start	kernel_bss_start
