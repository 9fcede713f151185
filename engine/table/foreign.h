#ifndef TABLE_FOREIGN_H
#define TABLE_FOREIGN_H

#include "base/source.h"

/* False, with a fault that says so, when a file is a workbook that is no archive: an
   old one, or one with a password. */
bool foreign_refuse_workbook(const struct source *source,
                             struct fault *fault) MUST_CHECK;

/* The same of whatever else is no table of text: a PDF, a picture, a web page. */
bool foreign_refuse(const struct source *source, struct fault *fault) MUST_CHECK;

#endif
