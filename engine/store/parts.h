#ifndef STORE_PARTS_H
#define STORE_PARTS_H

#define PART_BYTES (1u << 20) /* of a file, in one part of it */
/* The quickest that packs answers well: they become a fifth or less. */
#define PACKING_LEVEL 1

#endif
