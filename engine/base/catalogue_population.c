#include "base/catalogue_entries.h"

/* What is wrong with registers. */

const struct catalogue_entry catalogue_population[] = {
    {"\"%s\" cannot name a folder; use a small letter and then at most 63 small "
     "letters, digits and '-'",
     "\"%s\" kan ikke være navn på en mappe; brug et lille bogstav og derefter højst "
     "63 små bogstaver, cifre og '-'"},
    {"\"%s\" is a folder of the engine's own",
     "\"%s\" er en mappe, som programmet selv bruger"},
    {"; did you mean \"%.80s\"?", "; mente I \"%.80s\"?"},
    {"has either a \"name\" or a \"register\" beside its \"code\"",
     "skal have enten \"name\" eller \"register\" ved siden af \"code\""},
    {"the level \"%s\" is given here and by another register",
     "niveauet \"%s\" er angivet både her og af et andet register"},
    {"the level \"%s\" stands twice", "niveauet \"%s\" står to gange"},
    {"the register \"%s\" has groups at the level \"%s\" and cannot name those of "
     "\"%s\"",
     "registret \"%s\" har grupper på niveauet \"%s\" og kan ikke angive dem på "
     "niveauet \"%s\""},
    {"the register \"%s\" stands twice", "registret \"%s\" står to gange"},
    {"there are more than %d levels", "der er mere end %d niveauer"},
    {"there is no level \"%s\"%s", "niveauet \"%s\" findes ikke%s"},
    {"there is no register \"%s\"%s", "registret \"%s\" findes ikke%s"},
    {"%s \"%s\" %s \"%s\" here and \"%s\" in row %zu",
     "%s \"%s\" %s \"%s\" her og \"%s\" i række %zu"},
    {"is called", "hedder"},
    {"lies in", "ligger i"},
    {"\"%s\" has more than %zu bytes", "\"%s\" har mere end %zu bytes"},
    {"\"%s\" holds a control character", "\"%s\" indeholder et styretegn"},
    {"\"%s\" is empty", "\"%s\" er tom"},
    {"\"%s\" is not in the register \"%s\"%s", "\"%s\" står ikke i registret \"%s\"%s"},
    {"%zu cells where the header has %zu",
     "%zu celler, hvor overskriftsrækken har %zu"},
    {"a cell beyond the %zu columns of the header",
     "en celle uden for overskriftsrækkens %zu kolonner"},
    {"the column \"%s\" stands twice", "kolonnen \"%s\" står to gange"},
    {"the id \"%s\" stands in row %zu already",
     "id'et \"%s\" står allerede i række %zu"},
    {"the register is empty", "registret er tomt"},
    {"there is no column \"%s\"", "kolonnen \"%s\" mangler"},
    {"\"%s\" names something else already", "\"%s\" er allerede navn på noget andet"},
    {"a \"file\" has a \"key\" beside it: the column with the ids",
     "\"file\" står sammen med \"key\": kolonnen med id'erne"},
    {"the groups of the level \"%s\" stand in no register, so that the column needs a "
     "\"file\"",
     "grupperne på niveauet \"%s\" står ikke i noget register, så kolonnen skal have "
     "en \"file\""},
    {"there is no number \"%s\"%s", "tallet \"%s\" findes ikke%s"},
    {"must be above the limit before it", "skal være over grænsen før den"},
    {"none of the register's \"%s\" stands in the file",
     "ingen af registrets \"%s\" står i filen"},
    {"\"%s\" is no number, such as 12.5", "\"%s\" er ikke et tal som 12.5"},
    {"\"%s\" is no whole number, as a size must be",
     "\"%s\" er ikke et helt tal, som en størrelse skal være"},
    {0},
};
