#include "answers/tools.h"

#include "answers/wordings.h"
#include "base/text.h"

#include <string.h>

/* LimeSurvey's by their codes and by their titles, those of Google Forms and Microsoft
   Forms in both languages, SurveyXact's and Enalyzer's. */
static const struct tool_name known[] = {
    {"id", TOOL_ID, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"response id", TOOL_ID, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"svar-id", TOOL_ID, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"svar id", TOOL_ID, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"respondentid", TOOL_UNREAD, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"respondent id", TOOL_UNREAD, false, DATE_UNTOLD, TOOL_CODES_PLACES},
    {"respondent-id", TOOL_UNREAD, false, DATE_UNTOLD, TOOL_CODES_PLACES},
    {"stato_1", TOOL_UNREAD, true, DATE_UNTOLD, TOOL_CODES_LISTED},
    {"stato_2", TOOL_UNREAD, true, DATE_UNTOLD, TOOL_CODES_LISTED},
    {"stato_3", TOOL_UNREAD, true, DATE_UNTOLD, TOOL_CODES_LISTED},
    {"stato_4", TOOL_COMPLETED, true, DATE_UNTOLD, TOOL_CODES_LISTED},
    {"stato_5", TOOL_UNREAD, true, DATE_UNTOLD, TOOL_CODES_LISTED},
    {"lastpage", TOOL_UNREAD, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"last page", TOOL_UNREAD, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"sidste side", TOOL_UNREAD, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"startlanguage", TOOL_UNREAD, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"start language", TOOL_UNREAD, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"startsprog", TOOL_UNREAD, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"seed", TOOL_UNREAD, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"token", TOOL_UNREAD, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"access code", TOOL_UNREAD, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"adgangskode", TOOL_UNREAD, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"refurl", TOOL_UNREAD, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"referrer url", TOOL_UNREAD, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"interviewtime", TOOL_UNREAD, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"submitdate", TOOL_SUBMITTED, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"date submitted", TOOL_SUBMITTED, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"dato indsendt", TOOL_SUBMITTED, true, DATE_DAY_FIRST, TOOL_CODES_OWN},
    {"timestamp", TOOL_FINISHED, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"tidsstempel", TOOL_FINISHED, true, DATE_DAY_FIRST, TOOL_CODES_OWN},
    {"completion time", TOOL_FINISHED, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"fuldf\xc3\xb8relsestidspunkt", TOOL_FINISHED, true, DATE_DAY_FIRST,
     TOOL_CODES_OWN},
    {"f\xc3\xa6rdigg\xc3\xb8relsestidspunkt", TOOL_FINISHED, true, DATE_DAY_FIRST,
     TOOL_CODES_OWN},
    {"sluttidspunkt", TOOL_FINISHED, true, DATE_DAY_FIRST, TOOL_CODES_OWN},
    {"datestamp", TOOL_CHANGED, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"date last action", TOOL_CHANGED, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"last modified time", TOOL_CHANGED, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"tidspunkt for seneste \xc3\xa6ndring", TOOL_CHANGED, true, DATE_DAY_FIRST,
     TOOL_CODES_OWN},
    {"startdate", TOOL_BEGUN, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"date started", TOOL_BEGUN, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"start time", TOOL_BEGUN, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"starttidspunkt", TOOL_BEGUN, true, DATE_DAY_FIRST, TOOL_CODES_OWN},
    {"status", TOOL_STATE, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"tilstand", TOOL_STATE, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"ipaddr", TOOL_PERSONAL, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"ip address", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"ip-adresse", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"email", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"e-mail", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"mail", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"email address", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"e-mail address", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"mailadresse", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"e-mailadresse", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"phone", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"phone number", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"mobile", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"telefon", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"telefonnummer", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"telefonnr.", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"tlf", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"tlf.", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"tlf.nr.", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"mobil", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"mobilnummer", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"cpr", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"cpr-nr.", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"cpr-nr", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"cpr-nummer", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"cprnr", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"cprnummer", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"personnummer", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"kontaktperson", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"contact person", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"udfyldt af", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"filled in by", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"username", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"brugernavn", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"name", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"navn", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"full name", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"fulde navn", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"firstname", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"first name", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"fornavn", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"lastname", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"last name", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"efternavn", TOOL_PERSONAL, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"responde", TOOL_UNREAD, true, DATE_UNTOLD, TOOL_CODES_LISTED},
    {"closetim", TOOL_FINISHED, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"starttim", TOOL_BEGUN, true, DATE_UNTOLD, TOOL_CODES_OWN},
    {"modified", TOOL_CHANGED, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"survey", TOOL_OWN, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"organiza", TOOL_OWN, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"created", TOOL_OWN, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"difftime", TOOL_OWN, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"response", TOOL_OWN, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"numberof", TOOL_OWN, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"importgr", TOOL_OWN, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"distribu", TOOL_OWN, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"digitald", TOOL_OWN, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"digit_1", TOOL_OWN, false, DATE_UNTOLD, TOOL_CODES_OWN},
    {"lang", TOOL_OWN, false, DATE_UNTOLD, TOOL_CODES_OWN},
};

/* SurveyXact's "stat_19", "statc_2" and so on: how the collecting went. */
static bool is_status(const char *folded)
{
    if (strncmp(folded, "stat", 4) != 0)
        return false;
    folded += 4;
    folded += *folded >= 'a' && *folded <= 'z';
    if (*folded++ != '_' || *folded == '\0')
        return false;
    while (*folded >= '0' && *folded <= '9')
        folded++;
    return *folded == '\0';
}

const struct tool_name *tool_name_find(const char *folded)
{
    static const struct tool_name status = {"stat", TOOL_OWN, false, DATE_UNTOLD,
                                            TOOL_CODES_OWN};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(folded, known[i].name) == 0)
            return &known[i];
    return is_status(folded) ? &status : NULL;
}

bool is_name_of_limesurvey(const char *folded)
{
    static const char *const name[] = {
        "lastpage",       "last page",  "sidste side", "startlanguage",
        "start language", "startsprog", "seed",        "refurl",
        "referrer url",   "submitdate", "datestamp",   "date submitted",
        "dato indsendt",  "startdate",  "ipaddr",      "date last action",
    };
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (strcmp(folded, name[i]) == 0)
            return true;
    return false;
}

bool is_unshown(const char *cell, size_t length)
{
    char folded[8];
    return text_fold(folded, sizeof folded, cell, length) < sizeof folded
           && strcmp(folded, "n/a") == 0;
}

bool is_unshown_on(const struct scale *scale, const char *cell, size_t length)
{
    enum spelling spelling;
    if (!is_unshown(cell, length) || scale_find_option(scale, "yes", 3) < 0
        || scale_find_option(scale, "no", 2) < 0)
        return false;
    return scale_find_spelling(scale, cell, length, &spelling) < 0
           || spelling == SPELLING_SYNONYM;
}

int scale_find_for_tool(const struct scale *scale, const char *cell, size_t length)
{
    static const struct {
        const char *said;
        const char *meant[3];
    } own[] = {
        {"y", {"yes", "ja"}},
        {"j", {"ja", "yes"}},
        {"n", {"no", "nej"}},
        {"-oth-", {"other", "andet", "andre"}},
    };
    char folded[8];
    if (text_fold(folded, sizeof folded, cell, length) >= sizeof folded)
        return -1;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (strcmp(folded, own[i].said) != 0)
            continue;
        for (size_t m = 0; m < 3 && own[i].meant[m] != NULL; m++) {
            const char *meant = own[i].meant[m];
            int option = scale_find_option(scale, meant, strlen(meant));
            if (option >= 0)
                return option;
        }
    }
    return -1;
}

int scale_find_marked_up(const struct scale *scale, const char *cell, size_t length)
{
    char folded[WORDING_BYTES];
    if (memchr(cell, '<', length) == NULL && memchr(cell, '&', length) == NULL)
        return -1;
    enum spelling spelling;
    size_t plain = wording_fold(folded, sizeof folded, cell, length);
    int option = plain == 0 || plain >= sizeof folded
                     ? -1
                     : scale_find_spelling(scale, folded, plain, &spelling);
    return option >= 0 && spelling == SPELLING_LABEL ? option : -1;
}
