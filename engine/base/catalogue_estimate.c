#include "base/catalogue_entries.h"

/* What estimates lack, and what is wrong with what they are made from. */

const struct catalogue_entry catalogue_estimate[] = {
    {"nobody has a value", "ingen har en værdi"},
    {"the weights add up to nothing", "vægtene giver nul tilsammen"},
    {"one unit only", "kun én enhed"},
    {"one cluster only", "kun én klynge"},
    {"all alike", "alle ens"},
    {"everybody is counted", "alle er med"},
    {"one in each stratum only", "kun én i hvert stratum"},
    {"two only", "kun to"},
    {"%.0f units have answered of %.0f that should; the register is out of date",
     "%.0f enheder har svaret ud af %.0f; registret er forældet"},
    {"units of %.0f clusters have answered of %.0f that there are; the register is out "
     "of date",
     "enheder fra %.0f klynger har svaret, men der er kun %.0f; registret er forældet"},
    {"post-stratum %u has %.0f units in all, and those that answered weigh %.0f; merge "
     "it with another",
     "efterstratum %u har %.0f enheder i alt, og de svar, der er, vejer %.0f; slå det "
     "sammen med et andet"},
    {0},
};
