#include "answers/tools.h"

#include "base/text.h"

#include <string.h>

/* LimeSurvey's by their codes and by their titles, those of Google Forms and Microsoft
   Forms in both languages, SurveyXact's and Enalyzer's. */
static const struct tool_name known[] = {
    {"id", TOOL_ID, false, false},
    {"response id", TOOL_ID, false, false},
    {"svar-id", TOOL_ID, false, false},
    {"svar id", TOOL_ID, false, false},
    {"respondentid", TOOL_UNREAD, false, false},
    {"respondent id", TOOL_UNREAD, false, false},
    {"respondent-id", TOOL_UNREAD, false, false},
    {"stato_1", TOOL_UNREAD, true, false},
    {"stato_2", TOOL_UNREAD, true, false},
    {"stato_3", TOOL_UNREAD, true, false},
    {"stato_4", TOOL_UNREAD, true, false},
    {"stato_5", TOOL_UNREAD, true, false},
    {"lastpage", TOOL_UNREAD, true, false},
    {"last page", TOOL_UNREAD, true, false},
    {"sidste side", TOOL_UNREAD, true, false},
    {"startlanguage", TOOL_UNREAD, true, false},
    {"start language", TOOL_UNREAD, true, false},
    {"startsprog", TOOL_UNREAD, true, false},
    {"seed", TOOL_UNREAD, true, false},
    {"token", TOOL_UNREAD, false, false},
    {"access code", TOOL_UNREAD, false, false},
    {"adgangskode", TOOL_UNREAD, false, false},
    {"refurl", TOOL_UNREAD, true, false},
    {"referrer url", TOOL_UNREAD, true, false},
    {"interviewtime", TOOL_UNREAD, true, false},
    {"submitdate", TOOL_SUBMITTED, true, false},
    {"date submitted", TOOL_SUBMITTED, true, false},
    {"dato indsendt", TOOL_SUBMITTED, true, true},
    {"timestamp", TOOL_FINISHED, true, false},
    {"tidsstempel", TOOL_FINISHED, true, true},
    {"completion time", TOOL_FINISHED, true, false},
    {"fuldf\xc3\xb8relsestidspunkt", TOOL_FINISHED, true, true},
    {"f\xc3\xa6rdigg\xc3\xb8relsestidspunkt", TOOL_FINISHED, true, true},
    {"sluttidspunkt", TOOL_FINISHED, true, true},
    {"datestamp", TOOL_CHANGED, true, false},
    {"date last action", TOOL_CHANGED, true, false},
    {"last modified time", TOOL_CHANGED, true, false},
    {"tidspunkt for seneste \xc3\xa6ndring", TOOL_CHANGED, true, true},
    {"startdate", TOOL_BEGUN, true, false},
    {"date started", TOOL_BEGUN, true, false},
    {"start time", TOOL_BEGUN, true, false},
    {"starttidspunkt", TOOL_BEGUN, true, true},
    {"status", TOOL_STATE, false, false},
    {"tilstand", TOOL_STATE, false, false},
    {"ipaddr", TOOL_PERSONAL, true, false},
    {"ip address", TOOL_PERSONAL, false, false},
    {"ip-adresse", TOOL_PERSONAL, false, false},
    {"email", TOOL_PERSONAL, false, false},
    {"e-mail", TOOL_PERSONAL, false, false},
    {"mail", TOOL_PERSONAL, false, false},
    {"email address", TOOL_PERSONAL, false, false},
    {"e-mail address", TOOL_PERSONAL, false, false},
    {"mailadresse", TOOL_PERSONAL, false, false},
    {"e-mailadresse", TOOL_PERSONAL, false, false},
    {"phone", TOOL_PERSONAL, false, false},
    {"phone number", TOOL_PERSONAL, false, false},
    {"mobile", TOOL_PERSONAL, false, false},
    {"telefon", TOOL_PERSONAL, false, false},
    {"telefonnummer", TOOL_PERSONAL, false, false},
    {"telefonnr.", TOOL_PERSONAL, false, false},
    {"tlf", TOOL_PERSONAL, false, false},
    {"tlf.", TOOL_PERSONAL, false, false},
    {"tlf.nr.", TOOL_PERSONAL, false, false},
    {"mobil", TOOL_PERSONAL, false, false},
    {"mobilnummer", TOOL_PERSONAL, false, false},
    {"cpr", TOOL_PERSONAL, false, false},
    {"cpr-nr.", TOOL_PERSONAL, false, false},
    {"cpr-nr", TOOL_PERSONAL, false, false},
    {"cpr-nummer", TOOL_PERSONAL, false, false},
    {"cprnr", TOOL_PERSONAL, false, false},
    {"cprnummer", TOOL_PERSONAL, false, false},
    {"personnummer", TOOL_PERSONAL, false, false},
    {"kontaktperson", TOOL_PERSONAL, false, false},
    {"contact person", TOOL_PERSONAL, false, false},
    {"udfyldt af", TOOL_PERSONAL, false, false},
    {"filled in by", TOOL_PERSONAL, false, false},
    {"username", TOOL_PERSONAL, false, false},
    {"brugernavn", TOOL_PERSONAL, false, false},
    {"name", TOOL_PERSONAL, false, false},
    {"navn", TOOL_PERSONAL, false, false},
    {"full name", TOOL_PERSONAL, false, false},
    {"fulde navn", TOOL_PERSONAL, false, false},
    {"firstname", TOOL_PERSONAL, false, false},
    {"first name", TOOL_PERSONAL, false, false},
    {"fornavn", TOOL_PERSONAL, false, false},
    {"lastname", TOOL_PERSONAL, false, false},
    {"last name", TOOL_PERSONAL, false, false},
    {"efternavn", TOOL_PERSONAL, false, false},
};

const struct tool_name *tool_name_find(const char *folded)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(folded, known[i].name) == 0)
            return &known[i];
    return NULL;
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
