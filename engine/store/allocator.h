#ifndef STORE_ALLOCATOR_H
#define STORE_ALLOCATOR_H

/* SQLite's memory taken through base/memory.h. Has no effect once SQLite is in use in
   the process. */

void allocator_install(void);

#endif
