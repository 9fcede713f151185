#ifndef BASE_CATALOGUE_ENTRIES_H
#define BASE_CATALOGUE_ENTRIES_H

/* The Danish of every message, a table a room; each ends with an entry of NULL. */

struct catalogue_entry {
    const char *english;
    const char *danish;
};

extern const struct catalogue_entry catalogue_answers[];
extern const struct catalogue_entry catalogue_table[];
extern const struct catalogue_entry catalogue_population[];
extern const struct catalogue_entry catalogue_survey[];
extern const struct catalogue_entry catalogue_store[];
extern const struct catalogue_entry catalogue_submissions[];
extern const struct catalogue_entry catalogue_cli[];
extern const struct catalogue_entry catalogue_change[];
extern const struct catalogue_entry catalogue_usage[];
extern const struct catalogue_entry catalogue_quality[];
extern const struct catalogue_entry catalogue_estimate[];
extern const struct catalogue_entry catalogue_document[];
extern const struct catalogue_entry catalogue_figure[];
extern const struct catalogue_entry catalogue_scales[];
extern const struct catalogue_entry catalogue_areas[];
extern const struct catalogue_entry catalogue_lint[];
extern const struct catalogue_entry catalogue_sheets[];
extern const struct catalogue_entry catalogue_results[];
/* What the C library says of its errors. */
extern const struct catalogue_entry catalogue_system[];

#endif
