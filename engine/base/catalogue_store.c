#include "base/catalogue_entries.h"

/* What the record cannot do. */

const struct catalogue_entry catalogue_store[] = {
    {"the round's edition is no longer the one the file was read by (definition "
     "%.12s)",
     "rundens udgave er ikke længere den, som filen blev læst efter (definition "
     "%.12s)"},
    {"a score for \"%s\", which is not in the round's register",
     "et resultat for \"%s\", som ikke står i rundens register"},
    {"figures for %s \"%s\", which is not in the round's register",
     "tal for %s \"%s\", som ikke står i rundens register"},
    {"%s %d was answered with edition \"%s\" (definition %.12s), and the one given "
     "is \"%.64s\" (%.12s); give the round the definition it was answered with, or "
     "use another database for the changed one",
     "%s %d er besvaret efter udgave \"%s\" (definition %.12s), og nu er angivet "
     "\"%.64s\" (%.12s); angiv den definition, runden er besvaret efter, eller brug "
     "en anden database til den ændrede"},
    {"\"%s\" has answered and is no longer in the register; put it back there",
     "\"%s\" har svaret og står ikke længere i registret; sæt den ind igen"},
    {"the database is damaged: the record of \"%s\" %s",
     "databasen er beskadiget: posten for \"%s\" %s"},
    {"the database is damaged: the bytes of received file %lld are not those that "
     "came",
     "databasen er beskadiget: indholdet af den modtagne fil %lld er ikke det, der "
     "kom"},
    {"the database is damaged: there is no place for more submissions",
     "databasen er beskadiget: der er ikke plads til flere besvarelser"},
    {"does not go with its numbers", "passer ikke til sine tal"},
    {"has not one mark a question", "har ikke ét mærke pr. spørgsmål"},
    {"holds a mark that is no answer", "har et mærke, der ikke er et svar"},
    {"stands more than once", "står mere end én gang"},
    {"another program holds the database; gave up after %d.%d s",
     "et andet program bruger databasen; opgav efter %d,%d s"},
    {"cannot make the database or its log: the folder is missing or may not be "
     "written to",
     "kan ikke oprette databasen eller dens log: mappen mangler, eller der må ikke "
     "skrives i den"},
    {"cannot open the database or its log", "kan ikke åbne databasen eller dens log"},
    {"is not a Baseline database; nothing was changed in it",
     "er ikke en Baseline-database; intet i den er ændret"},
    {"the database failed: %s", "databasen fejlede: %s"},
    {"the database is damaged: %s", "databasen er beskadiget: %s"},
    {"the database or its folder may not be written to",
     "der må ikke skrives i databasen eller dens mappe"},
    {"another program holds the database (process %ld, \"%s\"); gave up after %d.%d s; "
     "run again when it is done",
     "et andet program bruger databasen (proces %ld, \"%s\"); opgav efter %d,%d s; kør "
     "igen, når det er færdigt"},
    {"the disk took no more: it is full, a quota is used up, or it is broken; make room "
     "and run again: what was taken before is kept, the file at hand is not",
     "disken tog ikke mere: den er fuld, en kvote er brugt op, eller den er i stykker; "
     "skaf plads, og kør igen: det, der er læst ind, er gemt, men ikke den fil, det skete "
     "ved"},
    {"the disk is full; make room and run again: what was taken before is kept, the "
     "file at hand is not",
     "disken er fuld; skaf plads, og kør igen: det, der er læst ind, er gemt, men ikke "
     "den fil, det skete ved"},
    {"cannot open the database", "kan ikke åbne databasen"},
    {"is another program's database; nothing was changed in it",
     "er et andet programs database; intet i den er ændret"},
    {"is not a file", "er ikke en fil"},
    {"this disk cannot keep a write-ahead log",
     "denne disk kan ikke have databasens log (write-ahead log)"},
    {"was made by a newer Baseline (version %lld of the database, this one knows "
     "%d); nothing was changed in it",
     "er lavet af en nyere Baseline (databasens version er %lld, denne kender %d); "
     "intet i den er ændret"},
    {"\"%s\" is not in the round's register in the database",
     "\"%s\" står ikke i rundens register i databasen"},
    {"the answers of \"%s\" in this file were withdrawn on %.10s (%s) and still do not "
     "count; sent with another answer, comment or time they do",
     "svarene fra \"%s\" i denne fil blev trukket tilbage %.10s (%s) og tæller stadig "
     "ikke; sendt med et andet svar, en anden bemærkning eller et andet tidspunkt gør "
     "de"},
    {0},
};
