#include "base/catalogue_entries.h"

/* What is wrong with survey.json. */

const struct catalogue_entry catalogue_survey[] = {
    {"cannot find", "kan ikke finde"},
    {"the seed is larger than %lld", "startværdien er større end %lld"},
    {"$: must be an object", "$: skal være et objekt"},
    {"must be \"da\" or \"en\", not \"%s\"",
     "skal være \"da\" eller \"en\", ikke \"%s\""},
    {"must be \"svg\", \"png\" or \"pdf\"", "skal være \"svg\", \"png\" eller \"pdf\""},
    {"must be \"latest\" or \"all\"", "skal være \"latest\" eller \"all\""},
    {"an id is made of at most 64 letters, digits, '-' and '_'",
     "et id består af højst 64 bogstaver, cifre, '-' og '_'"},
    {"the round \"%s\" %d stands in $.rounds[%zu] already",
     "runden \"%s\" %d står allerede i $.rounds[%zu]"},
    {"a scoring has \"rules\", a \"configuration\" of the definition, or both",
     "en beregning skal have \"rules\", en \"configuration\" fra definitionen eller "
     "begge dele"},
    {"the survey has no round of \"%s\"", "målingen har ingen runde af \"%s\""},
    {"$.scorings[%zu] of this questionnaire is published already; two ways would "
     "give answers away by subtraction",
     "$.scorings[%zu] af denne spørgeramme er allerede offentlig; med to beregninger "
     "kunne svar regnes ud ved at trække fra"},
    {"\"%s\" is $.scorings[%zu] of this questionnaire already",
     "\"%s\" er allerede $.scorings[%zu] af denne spørgeramme"},
    {0},
};
