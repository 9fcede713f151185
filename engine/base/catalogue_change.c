#include "base/catalogue_entries.h"

/* What `change` says of what it is asked for, and its help. */

const struct catalogue_entry catalogue_change[] = {
    {"--from takes a year, not \"%s\"", "--from tager et årstal, ikke \"%s\""},
    {"\"%s\" has no round of %s before that of %d",
     "\"%s\" har ingen runde i %s før den i %d"},
    {"\"%s\" has no answers of a round before that of %d",
     "\"%s\" har ingen svar fra en runde før den i %d"},
    {"the survey scores \"%s\" in no way called \"%s\"",
     "målingen beregner ikke \"%s\" på nogen måde, der hedder \"%s\""},
    {"a page to read, JSON, or a table of all figures",
     "en side at læse, JSON eller en tabel med alle tal"},
    {"score all rounds in this way of the survey's",
     "beregn alle runder på denne af målingens måder"},
    {"the round to compare with (otherwise the one before)",
     "runden at sammenligne med (ellers den forrige)"},
    {"what has changed since another round, and how sure that is",
     "hvad der har ændret sig siden en anden runde, og hvor sikkert det er"},
    {"whose own change is judged beside", "hvis egen ændring vurderes ved siden af"},
    {0},
};
