#include "base/catalogue_entries.h"

/* Doubts about a definition. */

const struct catalogue_entry catalogue_lint[] = {
    {"no question is answered on this scale",
     "intet spørgsmål besvares på denne skala"},
    {"the area above makes nothing of this weight",
     "området over bruger ikke denne vægt"},
    {"the codes \"%s\" and \"%s\" are both \"%s\"",
     "koderne \"%s\" og \"%s\" er begge \"%s\""},
    {"the question \"%s\" stands in no dimension",
     "spørgsmålet \"%s\" står ikke i nogen dimension"},
    {"the scale \"%s\" has the same name", "skalaen \"%s\" har samme navn"},
    {"the weight of a dimension has no effect",
     "en dimensions vægt har ingen virkning"},
    {"the wording is not that of edition \"%s\" under the same id; say in "
     "\"replaces\" whether answers can be compared",
     "ordlyden er en anden end i udgave \"%s\" under samme id; skriv i \"replaces\", "
     "om svarene kan sammenlignes"},
    {"there is no text in \"%s\"", "der mangler en tekst på \"%s\""},
    {"this weight has no effect anywhere", "denne vægt har ingen virkning noget sted"},
    {"no answer can meet this condition, so neither this level nor one above it can "
     "be reached",
     "intet svar kan opfylde denne betingelse, så hverken dette niveau eller et "
     "højere kan nås"},
    {"no answer gives this value", "intet svar giver denne værdi"},
    {"no answer reaches this band", "intet svar når dette bånd"},
    {"no question bears on this level, so it is never awarded",
     "intet spørgsmål har betydning for dette niveau, så det bliver aldrig givet"},
    {"\"%s\" is replaced, and so not dropped",
     "\"%s\" er erstattet og derfor ikke udgået"},
    {"edition \"%s\" does not ask \"%s\"", "udgave \"%s\" stiller ikke \"%s\""},
    {"no question of the section is answered \"%s\"",
     "intet spørgsmål i afsnittet kan besvares med \"%s\""},
    {"no question stands in this section", "der står intet spørgsmål i dette afsnit"},
    {"the question \"%s\" is new; say why in \"reason\"",
     "spørgsmålet \"%s\" er nyt; skriv hvorfor i \"reason\""},
    {"the question \"%s\" of edition \"%s\" is gone; say why in \"dropped\"",
     "spørgsmålet \"%s\" fra udgave \"%s\" er væk; skriv hvorfor i \"dropped\""},
    {"the question is not new: edition \"%s\" asks it",
     "spørgsmålet er ikke nyt: udgave \"%s\" stiller det"},
    {"answers to several questions cannot be made into one, so none is comparable",
     "svar på flere spørgsmål kan ikke gøres til ét, så ingen af dem kan sammenlignes"},
    {0},
};
