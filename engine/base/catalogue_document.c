#include "base/catalogue_entries.h"

/* What is wrong with a definition as JSON. */

const struct catalogue_entry catalogue_document[] = {
    {"must be a number", "skal være et tal"},
    {"must have at most 6 digits after the point",
     "må højst have 6 cifre efter kommaet"},
    {"must lie from -%d to %d", "skal ligge fra -%d til %d"},
    {"must be \"%s\"", "skal være \"%s\""},
    {"must be an object", "skal være et objekt"},
    {"not JSON: %s", "er ikke JSON: %s"},
    {"values are nested more than %d deep",
     "værdier står mere end %d niveauer inde i hinanden"},
    {"a number of more than %d digits, or of too great or small a size, cannot be "
     "taken exactly",
     "et tal på mere end %d cifre, eller et der er for stort eller for lille, kan "
     "ikke læses nøjagtigt"},
    {"\"%s\" is missing", "\"%s\" mangler"},
    {"; did you mean ", "; mente I "},
    {"a string", "en tekst"},
    {"a whole number", "et heltal"},
    {"an array", "en liste"},
    {"an object with a text per language", "et objekt med en tekst for hvert sprog"},
    {"least", "mindst"},
    {"most", "højst"},
    {"must be %s", "skal være %s"},
    {"must be a string that is not empty", "skal være en tekst, der ikke er tom"},
    {"must be at %s %lld", "skal være %s %lld"},
    {"must be true or false", "skal være true eller false"},
    {"must not be empty", "må ikke være tom"},
    {"there must be a text in at least one language",
     "der skal være en tekst på mindst ét sprog"},
    {"unknown key", "ukendt navn"},
    {"unknown key; did you mean \"%s\"?", "ukendt navn; mente I \"%s\"?"},
    {0},
};
