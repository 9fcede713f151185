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
    {"\"%s\" is no question of %s %s; this column holds question ids such as \"%s\"",
     "\"%s\" er ikke et spørgsmål i %s %s; i denne kolonne står numre på spørgsmål "
     "som \"%s\""},
    {"\"%s\" is no question of %s %s; take the column out, let a mapping say null of it, "
     "or head it by a question's id, such as \"%s\"",
     "\"%s\" er ikke et spørgsmål i %s %s; fjern kolonnen, lad en mapping sige null om "
     "den, eller giv den et spørgsmåls nummer, fx \"%s\""},
    {"row", "række"},
    {"column", "kolonne"},
    {"\"%s\" stands in two rows", "\"%s\" står i to rækker"},
    {"\"%s\" stands in the header twice", "\"%s\" står to gange i overskriftsrækken"},
    {"\"%s\" is nothing that a file with a row an answer has; take the column out, or "
     "say null of it in a mapping",
     "\"%s\" hører ikke hjemme i en fil med en række pr. svar; fjern kolonnen, eller "
     "skriv null om den i en mapping"},
    {"\"%s\" does not say which institution it is from; put a column of comments "
     "beside each, to its right",
     "\"%s\" siger ikke, hvilken institution den er fra; sæt en kolonne med "
     "bemærkninger til højre for hver"},
    {"this row is a header again, as where files were pasted together; send each by "
     "itself",
     "denne række er en overskriftsrække igen, som hvor filer er sat sammen; send dem "
     "hver for sig"},
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
    {"\"%s\" is the survey tool's own number of a response and no institution; name "
     "the column that is \"%s\", or say it with \"unit\" in a mapping",
     "\"%s\" er surveyværktøjets eget nummer for en besvarelse og ingen institution; "
     "kald den kolonne, der er det, \"%s\", eller angiv den med \"unit\" i en mapping"},
    {"\"%s\" is the survey tool's own number of a response and no institution; say with "
     "\"unit\" in a mapping which column is",
     "\"%s\" er surveyværktøjets eget nummer for en besvarelse og ingen institution; "
     "angiv med \"unit\" i en mapping, hvilken kolonne der er det"},
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
    {"\"%s\" holds no institution of the register \"%s\", and \"%s\" does; say with "
     "\"unit\": \"%s\" in a mapping that this is the column of the institutions (import "
     "--suggest-mapping drafts one)",
     "\"%s\" har ingen institutioner fra registret \"%s\", og det har \"%s\"; skriv "
     "\"unit\": \"%s\" i en mapping, så det er institutionernes kolonne (import "
     "--suggest-mapping laver et udkast)"},
    {"\"%s\" is the survey tool's own number of a response and no institution; say with "
     "\"unit\" in a mapping which column is: \"unit\": \"%s\", if the tokens are the "
     "institutions' numbers",
     "\"%s\" er værktøjets eget nummer på en besvarelse og ingen institution; skriv med "
     "\"unit\" i en mapping, hvilken kolonne der er: \"unit\": \"%s\", hvis "
     "adgangskoderne er institutionernes numre"},
    {"the whole line stands in quotation marks and is therefore one cell, \"%s\"; the "
     "lines must stand without quotation marks around them: save the file anew from the "
     "program that made it, or in a spreadsheet part the column at every %s",
     "hele linjen står i anførselstegn og er derfor én celle, \"%s\"; linjerne skal stå "
     "uden anførselstegn om sig: gem filen igen fra det program, der lavede den, eller "
     "opdel kolonnen ved hvert %s i et regneark"},
    {"tab", "tabulator"},
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
    {"%s: the tool's labels do not say which answer \"%s\" is",
     "%s: værktøjets etiketter siger ikke, hvilket svar \"%s\" er"},
    {"is larger than a survey's lists of variables and labels",
     "er større end en undersøgelses lister over variabler og etiketter"},
    {"this row of the structure names no variable",
     "denne række i strukturfilen nævner ingen variabel"},
    {"the variable \"%s\" stands in the structure twice",
     "variablen \"%s\" står to gange i strukturfilen"},
    {"a row of the labels is a variable, a code and its text",
     "en række med etiketter er en variabel, en kode og dens tekst"},
    {"\"%s\" is how the texts of %s and %s begin; export the headers as codes or "
     "as whole texts",
     "\"%s\" er begyndelsen på teksterne til både %s og %s; eksportér "
     "overskrifterne som koder eller som hele tekster"},
    {"\"%s\" is how the texts of several questions begin; export the headers as "
     "codes or as whole texts",
     "\"%s\" er begyndelsen på teksterne til flere spørgsmål; eksportér "
     "overskrifterne som koder eller som hele tekster"},
    {"\"%s\", which asks \"%s\", is no question of %s %s; a mapping can say which "
     "it is, or that it is none",
     "\"%s\", der spørger \"%s\", er ikke et spørgsmål i %s %s; en mapping kan "
     "sige, hvilket det er, eller at det ikke er et"},
    {"no column stands on every sheet of the dataset, so that nothing says which "
     "of their rows belong together",
     "ingen kolonne står på alle datasættets ark, så intet siger, hvilke af deres "
     "rækker der hører sammen"},
    {"the respondent \"%s\" has two rows on the sheet \"%s\"",
     "respondenten \"%s\" har to rækker på arket \"%s\""},
    {"the respondent \"%s\" stands on the sheet \"%s\" and not on \"%s\"",
     "respondenten \"%s\" står på arket \"%s\" og ikke på \"%s\""},
    {"the respondent \"%s\" stands on the sheet \"%s\" and not on \"%s\"; what is "
     "asked there is blank",
     "respondenten \"%s\" står på arket \"%s\" og ikke på \"%s\"; det, der spørges om "
     "dér, er ubesvaret"},
    {"%zu respondents stand on the sheet \"%s\" and not on \"%s\" (the first is "
     "\"%s\"); what is asked there is blank",
     "%zu respondenter står på arket \"%s\" og ikke på \"%s\" (den første er \"%s\"); "
     "det, der spørges om dér, er ubesvaret"},
    {"the row is wider than the header", "rækken er bredere end overskriftsrækken"},
    {"the sheet \"%s\" is empty", "arket \"%s\" er tomt"},
    {"must be \"codes\" or \"places\"", "skal være \"codes\" eller \"places\""},
    {"must be \"day-month\" or \"month-day\"",
     "skal være \"day-month\" eller \"month-day\""},
    {"must be ';', ',', '|' or tab", "skal være ';', ',', '|' eller tab"},
    {"must be UTF-8, UTF-16LE, UTF-16BE or Windows-1252",
     "skal være UTF-8, UTF-16LE, UTF-16BE eller Windows-1252"},
    {"\"%s\" is no answer to %s; cells with the code %s cannot be read",
     "\"%s\" er ikke et svar på %s; celler med koden %s kan ikke læses"},
    {"the code %s of \"%s\" stands for two answers",
     "koden %s i \"%s\" står for to svar"},
    {"the variable \"%s\" has the name of %s and the text of %s; a mapping can say "
     "which it is",
     "variablen \"%s\" hedder som %s og har teksten til %s; en mapping kan sige, "
     "hvilket det er"},
    {"numbers in this file are the survey tool's own codes (first under %s), and no "
     "labels say what they stand for; put the file of labels beside it, or say with "
     "\"numbers\" in a mapping what they are",
     "tal i denne fil er surveyværktøjets egne koder (først under %s), og ingen etiketter "
     "siger, hvad de står for; læg filen med etiketter ved siden af, eller angiv med "
     "\"numbers\" i en mapping, hvad de er"},
    {"%s: a number here may be a code or a place in the list of answers (%s is "
     "\"%s\" or \"%s\"); \"numbers\" in a mapping says which",
     "%s: et tal her kan være en kode eller en plads på listen over svar (%s er "
     "\"%s\" eller \"%s\"); \"numbers\" i en mapping siger hvilken"},
    {"%s: the numbers here are no codes and are read as places in the list of "
     "answers (1 is \"%s\")",
     "%s: tallene her er ikke koder og læses som pladser på listen over svar (1 er "
     "\"%s\")"},
    {"\"%s\" heads %zu columns (%s) and is the text of %zu questions (%s); a "
     "mapping can say which column is which, the second one as \"… #2\"",
     "\"%s\" står over %zu kolonner (%s) og er teksten på %zu spørgsmål (%s); en "
     "mapping kan sige, hvilken kolonne der er hvilken, den anden som \"… #2\""},
    {"\"%s\" is the text of %zu questions of the tool (%s) and of %zu here (%s); a "
     "mapping can say which variable is which",
     "\"%s\" er teksten på %zu spørgsmål i værktøjet (%s) og på %zu her (%s); en "
     "mapping kan sige, hvilken variabel der er hvilken"},
    {"\"%s\" (%s) stands in row %u already, and which is newer hangs on whether "
     "their times begin with the day or the month; \"dates\" in a mapping says it",
     "\"%s\" (%s) står allerede i række %u, og hvilken der er nyest, afhænger af, "
     "om deres tider begynder med dagen eller måneden; \"dates\" i en mapping "
     "siger det"},
    {0},
};
