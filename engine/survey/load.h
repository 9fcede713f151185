#ifndef SURVEY_LOAD_H
#define SURVEY_LOAD_H

#include "base/fault.h"
#include "document/document.h"
#include "survey/survey.h"

/* The survey.json meant by the path of a folder or of the file itself, and the folder
   it stands in ("" for the present one). Both are released by the caller. */
bool survey_find_file(const char *path, char **file, char **folder,
                      struct fault *fault);

/* The member "quality" of a survey. */
void survey_read_quality(struct quality_plan *plan, const struct part *root);

/* The member "change". */
void survey_read_change(struct change_plan *plan, const struct part *root);

#endif
