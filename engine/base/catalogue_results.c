#include "base/catalogue_entries.h"

/* What scoring, frameworks, forms and charts say. */

const struct catalogue_entry catalogue_results[] = {
    {"a text of more than the %d characters that a cell of a workbook may hold; CSV "
     "has no such limit",
     "en tekst på mere end de %d tegn, der kan stå i en celle i en projektmappe; CSV "
     "har ingen sådan grænse"},
    {"cannot write the workbook: %s", "kan ikke skrive projektmappen: %s"},
    {"\"%s\" stands here twice", "\"%s\" står her to gange"},
    {"has no column \"%s\"", "har ingen kolonne \"%s\""},
    {"the parent \"%s\" does not stand above it",
     "det overordnede punkt \"%s\" står ikke over det"},
    {"there are more than %d items", "der er mere end %d punkter"},
    {"this row has no \"%s\"", "rækken har intet \"%s\""},
    {"\"%s\" has no item of the kind \"%s\"",
     "\"%s\" har intet punkt af slagsen \"%s\""},
    {"no question meets \"%s\"", "intet spørgsmål dækker \"%s\""},
    {"the question \"%s\" refers to \"%s\", which \"%s\" has not",
     "spørgsmålet \"%s\" henviser til \"%s\", som ikke findes i \"%s\""},
    {"there are more than %d kinds of items", "der er mere end %d slags punkter"},
    {"cannot hear", "kan ikke læse svaret fra"},
    {"gnuplot does not answer", "gnuplot svarer ikke"},
    {"gnuplot: %s", "gnuplot melder: %s"},
    {"cannot rename", "kan ikke omdøbe"},
    {"cannot connect to", "kan ikke få forbindelse til"},
    {"cannot start", "kan ikke starte"},
    {"gnuplot was not found: install the package gnuplot-nox",
     "gnuplot blev ikke fundet: installér pakken gnuplot-nox"},
    {"cannot look at", "kan ikke se på"},
    {"cannot convert text", "kan ikke omsætte tekst"},
    {"no subset of the questions is given for \"%s\" in the column \"%s\"",
     "der er ikke angivet nogen delmængde af spørgsmålene for \"%s\" i kolonnen "
     "\"%s\""},
    {"there is no level and no column \"%s\", by which questions apply",
     "der er intet niveau og ingen kolonne \"%s\", som afgør, hvilke spørgsmål der "
     "gælder"},
    {"the pools by \"%s\" have weights too large for exact arithmetic",
     "puljerne efter \"%s\" har vægte, der er for store til at regne nøjagtigt med"},
    {"the area \"%s\" has weights too large for exact arithmetic",
     "området \"%s\" har vægte, der er for store til at regne nøjagtigt med"},
    {"the ranges of the scales and the weights have no common measure that 64 bits "
     "hold",
     "skalaernes spænd og vægtene har intet fælles mål, som 64 bit kan rumme"},
    {"what was found for the area \"%s\" does not hold when it is scored again; "
     "nothing is told of it",
     "det, der blev fundet for området \"%s\", holder ikke, når det beregnes igen; intet "
     "siges om det"},
    {"what would move its areas takes fractions too large for exact arithmetic",
     "det kræver for store brøker til eksakt regning at finde, hvad der kan løfte "
     "dens områder"},
    {0},
};
