#include "cli/compare_phrases.h"
#include "cli/tree.h"
bool compare_write_json(struct text *out, struct compare_report *report,
                        struct fault *fault)
{
    (void)report;
    return tree_write(out, json_object(), 12, fault);
}
