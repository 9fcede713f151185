#include "base/catalogue_entries.h"

/* What the C library says of its errors. */

const struct catalogue_entry catalogue_system[] = {
    {"No such file or directory", "filen eller mappen findes ikke"},
    {"Permission denied", "adgang nægtet"},
    {"Operation not permitted", "det er ikke tilladt"},
    {"File exists", "filen findes allerede"},
    {"Not a directory", "er ikke en mappe"},
    {"Is a directory", "er en mappe"},
    {"Invalid argument", "ugyldigt argument"},
    {"Too many open files in system", "der er for mange åbne filer i systemet"},
    {"Too many open files", "der er for mange åbne filer"},
    {"File too large", "filen er for stor"},
    {"No space left on device", "der er ikke mere plads på disken"},
    {"Read-only file system", "filsystemet kan kun læses"},
    {"Broken pipe", "modtageren har lukket forbindelsen"},
    {"File name too long", "filnavnet er for langt"},
    {"Directory not empty", "mappen er ikke tom"},
    {"Too many levels of symbolic links", "for mange symbolske henvisninger"},
    {"Input/output error", "fejl ved læsning eller skrivning"},
    {"Cannot allocate memory", "der er ikke mere hukommelse"},
    {"Disk quota exceeded", "diskkvoten er brugt op"},
    {"No such device or address", "enheden eller adressen findes ikke"},
    {"Device or resource busy", "enheden eller filen er i brug"},
    {"Text file busy", "filen er ved at blive kørt"},
    {"Invalid cross-device link", "filerne ligger på hver sin disk"},
    {"Resource temporarily unavailable", "er midlertidigt ikke til rådighed"},
    {"Interrupted system call", "systemkaldet blev afbrudt"},
    {"Stale file handle", "filen er forsvundet fra netværksdrevet"},
    {"Invalid or incomplete multibyte or wide character", "ugyldigt tegn"},
    {0},
};
