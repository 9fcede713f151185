#ifndef EMIT_EMIT_H
#define EMIT_EMIT_H

/* What disclosure let through, as JSON: results/<questionnaire>/<year>/national.json,
   <level>/<code>.json and institution/<id>.json, as results/schema/ describes them. The
   same view gives the same bytes. */

#include "base/output.h"
#include "base/text.h"
#include "disclosure/disclosure.h"

bool emit_reader(struct output *output, const struct disclosed *disclosed,
                 struct fault *fault) MUST_CHECK;

/* The same bytes into a text. */
bool emit_text(struct text *text, const struct disclosed *disclosed,
               struct fault *fault) MUST_CHECK;

/* Adds the reader's lines for analysts (NDJSON, one object a line, its "kind" first):
   for a unit one line with its scores and one with its answers, for the nation and each
   group one line a node and question. The caller writes them all as analysts.ndjson;
   the association's analysts are the audience. */
void emit_lines(struct text *lines, const struct disclosed *disclosed);

#endif
