#include "base/catalogue_entries.h"

/* What is said of drafts, of answers that come again or late, and of rounds that are
   frozen. */

const struct catalogue_entry catalogue_submissions[] = {
    {"\"%s\" does not say whether this is a draft or final; write draft or final",
     "\"%s\" siger ikke, om dette er en kladde eller endeligt; skriv kladde eller "
     "endelig"},
    {"this response was begun and not sent in; it is kept as a draft and does not "
     "count",
     "denne besvarelse er begyndt og ikke sendt ind; den gemmes som kladde og tæller "
     "ikke"},
    {"%zu draft; it is kept and does not count until it is sent as final",
     "%zu kladde; den gemmes og tæller ikke, før den sendes som endelig"},
    {"%zu drafts; they are kept and do not count until they are sent as final",
     "%zu kladder; de gemmes og tæller ikke, før de sendes som endelige"},
    {"\"%s\" (%s) has a row and not one answer in it; the row is kept with the file and "
     "takes no answers' place",
     "\"%s\" (%s) har en række uden et eneste svar; rækken gemmes med filen og "
     "erstatter ingen svar"},
    {"\"%s\" (%s) is final in row %zu; this draft is kept with the file and does not "
     "count",
     "\"%s\" (%s) er endelig i række %zu; denne kladde gemmes med filen og tæller "
     "ikke"},
    {"\"%s\" (%s) has a draft again in row %zu; this one is kept with the file and "
     "does not count",
     "\"%s\" (%s) har en kladde igen i række %zu; denne gemmes med filen og tæller "
     "ikke"},
    {"\"%s\" (%s) is final in \"%s\", row %zu; this draft is kept and does not count",
     "\"%s\" (%s) er endelig i \"%s\", række %zu; denne kladde gemmes og tæller ikke"},
    {"\"%s\" (%s) has a draft in \"%s\" too, row %zu; this row is final and stands",
     "\"%s\" (%s) har også en kladde i \"%s\", række %zu; denne række er endelig og "
     "gælder"},
    {"\"%s\" (%s) answered in \"%s\" too, row %zu; this row was given earlier, is kept "
     "and does not count",
     "\"%s\" (%s) har også svaret i \"%s\", række %zu; denne række er givet før, "
     "gemmes og tæller ikke"},
    {"\"%s\" (%s) answered in \"%s\" too, row %zu; this row was given later and stands",
     "\"%s\" (%s) har også svaret i \"%s\", række %zu; denne række er givet senere og "
     "gælder"},
    {"\"%s\" (%s) answered in \"%s\" too, row %zu; nothing says which was given later, "
     "and this row stands: its file has the later name",
     "\"%s\" (%s) har også svaret i \"%s\", række %zu; intet siger, hvad der er givet "
     "sidst, og denne række gælder: filens navn kommer sidst"},
    {"\"%s\" (%s) answered in \"%s\" too, row %zu; which was given later hangs on whether "
     "their times begin with the day or the month, and this row stands: its file has "
     "the later name; \"dates\" in a mapping says it",
     "\"%s\" (%s) har også svaret i \"%s\", række %zu; hvad der er givet sidst, afhænger "
     "af, om tiderne begynder med dagen eller måneden, og denne række gælder: filens "
     "navn kommer sidst; \"dates\" i en mapping siger det"},
    {"the round is frozen: the answers of %zu institution are kept as late and do not "
     "count until it is reopened",
     "runden er frosset: svarene fra %zu institution gemmes som kommet for sent og "
     "tæller ikke, før den åbnes igen"},
    {"the round is frozen: the answers of %zu institutions are kept as late and do not "
     "count until it is reopened",
     "runden er frosset: svarene fra %zu institutioner gemmes som kommet for sent og "
     "tæller ikke, før den åbnes igen"},
    {"%s is frozen since %.10s, and its register is no longer what it was; give the "
     "round the register it had and the changed one an id of its own, or reopen it: "
     "baseline freeze SURVEY --round %s --reopen --reason TEXT",
     "%s er frosset siden %.10s, og rundens register er ikke længere det samme; giv "
     "runden det register, den havde, og det ændrede et id for sig, eller åbn runden "
     "igen: baseline freeze MÅLING --round %s --reopen --reason TEKST"},
    {"%s is frozen since %.10s, and nothing is withdrawn from it; reopen it first: "
     "baseline freeze SURVEY --round %s --reopen --reason TEXT",
     "%s er frosset siden %.10s, og intet trækkes tilbage fra den; åbn den først "
     "igen: baseline freeze MÅLING --round %s --reopen --reason TEKST"},
    {"%s is frozen since %.10s, and its figures would no longer be made as they were: "
     "the smallest group shown, the published scoring, its rules or the rounds before "
     "it are others; give survey.json what it had, or reopen the round: baseline freeze "
     "SURVEY --round %s --reopen --reason TEXT",
     "%s er frosset siden %.10s, og tallene ville ikke længere blive beregnet på samme "
     "måde: den mindste gruppe, der vises, den offentliggjorte beregning, dens regler "
     "eller rundens tidligere runder er andre; giv survey.json det, den havde, eller "
     "åbn runden igen: baseline freeze MÅLING --round %s --reopen --reason TEKST"},
    {"%s is frozen too, and its results show those of the rounds before it; reopen that "
     "one first",
     "%s er også frosset, og dens resultater viser dem fra runderne før; åbn den "
     "først igen"},
    {"say why the round is reopened: --reason TEXT; it is kept on record",
     "skriv, hvorfor runden åbnes igen: --reason TEKST; det gemmes"},
    {"%s is frozen already, since %.10s", "%s er allerede frosset, siden %.10s"},
    {"%s has no answers to freeze", "%s har ingen svar at fryse"},
    {"%s/%d is not frozen", "%s/%d er ikke frosset"},
    {"the file was imported before and is kept without what is about persons; what is "
     "kept is never changed, so that --keep-personal does nothing here: keep the file "
     "itself, or import into a new database (\"database\" in survey.json)",
     "filen er importeret før og er gemt uden det, der handler om personer; det gemte "
     "ændres aldrig, så --keep-personal gør intet her: gem selv filen, eller importér "
     "til en ny database (\"database\" i survey.json)"},
    {"--receipts takes a file that ends in .json, .csv or .txt, not \"%s\"",
     "--receipts skal være en fil, der ender på .json, .csv eller .txt, ikke \"%s\""},
    {"--limit takes a whole number, not \"%s\"",
     "--limit skal være et helt tal, ikke \"%s\""},
    {"and %zu more error", "og %zu fejl mere"},
    {"and %zu more errors", "og %zu fejl mere"},
    {"and %zu more warning", "og %zu advarsel mere"},
    {"and %zu more warnings", "og %zu advarsler mere"},
    {0},
};
