#include "base/catalogue_entries.h"

/* What is wrong with answers. */

const struct catalogue_entry catalogue_answers[] = {
    {"more than %zu rows cannot be taken; is it the right file, and the right "
     "register?",
     "mere end %zu rækker kan ikke tages med; er det den rigtige fil og det rigtige "
     "register?"},
    {"no header is found in the first %d MiB",
     "der er ingen overskrifter i de første %d MiB"},
    {"the file holds more than the register and the questionnaire have room for; send it "
     "as a row an institution",
     "filen rummer mere, end registret og spørgerammen har plads til; send den med en "
     "række pr. institution"},
    {"the file is empty", "filen er tom"},
    {"the file has a header and no answers",
     "filen har en overskriftsrække og ingen svar"},
    {"%zu answers to follow-up questions that were not to be asked; they are kept "
     "and not counted",
     "%zu svar på opfølgende spørgsmål, der ikke skulle stilles; de gemmes og tælles "
     "ikke med"},
    {" or ", " eller "},
    {".", ","},
    {"a number", "et tal"},
    {"a number from %s to %s", "et tal fra %s til %s"},
    {"%s: \"%s\" is no answer to this question; did you mean \"%s\"?",
     "%s: \"%s\" er ikke et gyldigt svar på dette spørgsmål; mente I \"%s\"?"},
    {"%s: \"%s\" is no answer to this question; has a spreadsheet made a date of "
     "\"%s\"?",
     "%s: \"%s\" er ikke et gyldigt svar på dette spørgsmål; har et regneark lavet "
     "\"%s\" om til en dato?"},
    {"%s: \"%s\" is no answer to this question; it takes %s",
     "%s: \"%s\" er ikke et gyldigt svar på dette spørgsmål; svaret skal være %s"},
    {"%s: \"%s\" is no answer to this question; its number has no decimals",
     "%s: \"%s\" er ikke et gyldigt svar på dette spørgsmål; tallet skal være uden "
     "decimaler"},
    {"%s: \"%s\" is no answer to this question; its number has at most %d decimal",
     "%s: \"%s\" er ikke et gyldigt svar på dette spørgsmål; tallet må højst have %d "
     "decimal"},
    {"%s: \"%s\" is no answer to this question; its number has at most %d decimals",
     "%s: \"%s\" er ikke et gyldigt svar på dette spørgsmål; tallet må højst have %d "
     "decimaler"},
    {"%s: \"%s\" cannot stand beside other answers to this question",
     "%s: \"%s\" kan ikke stå sammen med andre svar på dette spørgsmål"},
    {"%s.%s: \"%s\" does not say whether this was chosen; it takes 1 or 0",
     "%s.%s: \"%s\" siger ikke, om denne mulighed er valgt; skriv 1 eller 0"},
    {"this sheet asks the questions of %s %s; the round asks those of %s %s",
     "skemaet stiller spørgsmålene fra %s %s; runden stiller dem fra %s %s"},
    {"\"%s\" is an answer in a row without a number of a question",
     "\"%s\" er et svar i en række uden nummer på et spørgsmål"},
    {"\"%s\" stands in a row without a number of a question; it is not kept among "
     "the comments",
     "\"%s\" står i en række uden nummer på et spørgsmål og gemmes ikke som "
     "bemærkning"},
    {"no row above the questions says which institution it is from; one must begin "
     "with \"%s\"",
     "ingen række over spørgsmålene siger, hvilken institution skemaet er fra; en af "
     "dem skal begynde med \"%s\""},
    {"the sheet does not say which institution it is from; write its number beside "
     "\"%s\"",
     "skemaet siger ikke, hvilken institution det er fra; skriv institutionens "
     "nummer ud for \"%s\""},
    {"\"%s\" is no question of %s %s; did you mean \"%s\"?",
     "\"%s\" er ikke et spørgsmål i %s %s; mente I \"%s\"?"},
    {"\"%s\" is no question of %s %s; %s question ids such as \"%s\"",
     "\"%s\" er ikke et spørgsmål i %s %s; %s numre på spørgsmål som \"%s\""},
    {"this column holds", "i denne kolonne står"},
    {"the header holds", "i overskriftsrækken står"},
    {"row", "række"},
    {"column", "kolonne"},
    {"\"%s\" stands in two rows", "\"%s\" står i to rækker"},
    {"\"%s\" stands in the header twice", "\"%s\" står to gange i overskriftsrækken"},
    {"\"%s\" is a second column that says which institution a row is from",
     "\"%s\" er endnu en kolonne, der siger, hvilken institution en række er fra"},
    {"\"%s\" is of a question that has a column for all its options and columns for "
     "some; one or the other",
     "\"%s\" hører til et spørgsmål, der både har én kolonne til alle svarmuligheder "
     "og kolonner til nogle af dem; brug enten det ene eller det andet"},
    {"%zu options have no %s here, though others of their question have (the first "
     "is \"%s\"); they count as not asked",
     "%zu svarmuligheder har ingen %s her, selv om andre af spørgsmålets har (den "
     "første er \"%s\"); de tæller, som om der ikke er spurgt til dem"},
    {"no column of this file is a question of %s %s",
     "ingen kolonne i filen er et spørgsmål i %s %s"},
    {"%zu of %zu questions have no %s here (the first is \"%s\"); they count as not "
     "asked",
     "%zu af %zu spørgsmål har ingen %s her (det første er \"%s\"); de tæller, som "
     "om de ikke er stillet"},
    {"this column has no name in the header",
     "kolonnen har intet navn i overskriftsrækken"},
    {"no column says which institution a row is from; one must be named \"%s\"",
     "ingen kolonne siger, hvilken institution en række er fra; en af dem skal hedde "
     "\"%s\""},
    {"\"%s\" (%s) stands in row %u already; one row an institution",
     "\"%s\" (%s) står allerede i række %u; der skal være én række pr. institution"},
    {"\"%s\" is no institution in the register \"%s\"",
     "\"%s\" er ikke en institution i registret \"%s\""},
    {"\"%s\" is no institution in the register \"%s\"; did you mean \"%s\" (%s)?",
     "\"%s\" er ikke en institution i registret \"%s\"; mente I \"%s\" (%s)?"},
    {"\"%s\" is no institution in the register \"%s\"; %s",
     "\"%s\" er ikke en institution i registret \"%s\"; %s"},
    {"a spreadsheet has shortened the number; make the cells text and write the "
     "numbers in full",
     "et regneark har forkortet nummeret; gør cellerne til tekst, og skriv numrene helt "
     "ud"},
    {"the column was too narrow when it was saved",
     "kolonnen var for smal, da filen blev gemt"},
    {"both sheet \"%s\" and sheet \"%s\" hold answers; send a file for each",
     "både arket \"%s\" og arket \"%s\" har svar; send en fil for hvert"},
    {"\"%s\" has an answer from \"%s\" in row %zu already",
     "\"%s\" har allerede et svar fra \"%s\" i række %zu"},
    {"columns of the mapping that are not here: %zu (the first is \"%s\")",
     "kolonner i mappingen, som ikke findes her: %zu (den første er \"%s\")"},
    {"this row holds answers already; the row above them must name the columns: "
     "\"%s\" and question ids such as \"%s\"",
     "rækken indeholder allerede svar; rækken over dem skal navngive kolonnerne: "
     "\"%s\" og numre på spørgsmål som \"%s\""},
    {"the first row is one cell, \"%s\"; a semicolon, a comma or a tab must stand "
     "between cells",
     "den første række er én celle, \"%s\"; der skal stå semikolon, komma eller "
     "tabulator mellem cellerne"},
    {"no row names the columns; one must hold \"%s\" and question ids such as \"%s\"",
     "ingen række navngiver kolonnerne; en af dem skal have \"%s\" og numre på "
     "spørgsmål som \"%s\""},
    {"this row has %zu cell and the header %zu; is a delimiter or a quotation mark "
     "missing or too much?",
     "rækken har %zu celle og overskriftsrækken %zu; mangler der et skilletegn eller "
     "et anførselstegn, eller er der et for meget?"},
    {"\"%s\" stands in a column that has no name",
     "\"%s\" står i en kolonne uden navn"},
    {"this row has %zu cells and the header %zu; is a delimiter or a quotation mark "
     "missing or too much?",
     "rækken har %zu celler og overskriftsrækken %zu; mangler der et skilletegn "
     "eller et anførselstegn, eller er der et for meget?"},
    {"this row does not say which institution it is from",
     "rækken siger ikke, hvilken institution den er fra"},
    {"\"%s\" (%s) answered again later, in row %zu; this response is kept with the "
     "file and does not count",
     "\"%s\" (%s) har svaret igen senere, i række %zu; denne besvarelse gemmes med "
     "filen og tæller ikke"},
    {"\"%s\" is the text of more than one question; write the id of the one it is "
     "before it",
     "\"%s\" er teksten på mere end ét spørgsmål; skriv nummeret på det rigtige foran"},
    {"what is about persons is no answer, and is kept only with --keep-personal: %s",
     "det, der handler om personer, er ikke svar og gemmes kun med --keep-personal: %s"},
    {"this cell seems to hold a CPR number; it is kept as it stands, so take it out and "
     "send the file again, unless it is none",
     "cellen ser ud til at indeholde et CPR-nummer; den gemmes, som den er, så fjern det, "
     "og send filen igen, medmindre det ikke er et"},
    {"%s: the mapping does not say what the answer \"%s\" is",
     "%s: mappingen siger ikke, hvad svaret \"%s\" betyder"},
    {"\"%.80s\" cannot be an answer", "\"%.80s\" kan ikke være et svar"},
    {"\"%.80s\" cannot be the header of a column",
     "\"%.80s\" kan ikke være overskrift på en kolonne"},
    {"\"%.80s\" is no question of %s %s", "\"%.80s\" er ikke et spørgsmål i %s %s"},
    {"\"%s\" is no question of %s %s", "\"%s\" er ikke et spørgsmål i %s %s"},
    {"%zu columns and answers are guessed (the first is \"%.80s\"); look at each and "
     "take it off this list",
     "%zu kolonner og svar er gættet (det første er \"%.80s\"); se på hvert enkelt, "
     "og fjern det fra denne liste"},
    {"must be the code of an answer to %s", "skal være koden på et svar på %s"},
    {"must be the id of a question, or null",
     "skal være nummeret på et spørgsmål eller null"},
    {"the sheet is empty: no question is answered",
     "skemaet er tomt: intet spørgsmål er besvaret"},
    {"\"%s\" has a row of its own, and that of its question names options too; one or the other",
     "\"%s\" har sin egen række, og spørgsmålets række nævner også valgmuligheder; kun én af delene"},
    {0},
};
