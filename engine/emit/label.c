#include "emit/label.h"

struct phrases {
    const char *complete;
    const char *participants;
    const char *of;
    const char *in;
    char thousands;
};

static const struct phrases phrases[LANGUAGE_COUNT] = {
    [LANGUAGE_DA] = {"Landsgennemsnit", "Gennemsnit af deltagende", " af ", " i ", '.'},
    [LANGUAGE_EN] = {"National average", "Average of participants", " of ", " in ",
                     ','},
};

static void add_count(struct text *label, uint32_t count, char thousands)
{
    if (count >= 1000) {
        add_count(label, count / 1000, thousands);
        text_add_character(label, thousands);
        text_print(label, "%03u", (unsigned)(count % 1000));
    } else {
        text_print(label, "%u", (unsigned)count);
    }
}

static void add_share(struct text *label, uint32_t part, uint32_t whole,
                      const struct wording *counted, enum language language)
{
    add_count(label, part, phrases[language].thousands);
    text_add(label, phrases[language].of);
    add_count(label, whole, phrases[language].thousands);
    text_add_character(label, ' ');
    text_add(label, wording_in(counted, language));
}

void label_add(struct text *label, const struct disclosed *disclosed,
               const struct shown_comparison *comparison, bool broadest,
               enum language language)
{
    const struct phrases *words = &phrases[language];
    if (!broadest)
        text_add(label, wording_in(&comparison->name, language));
    else
        text_add(label, comparison->complete ? words->complete : words->participants);
    text_add(label, ": ");
    bool single = comparison->eligible == 1;
    add_share(label, comparison->answered, comparison->eligible,
              single ? &disclosed->unit_one : &disclosed->unit_many, language);
    /* Units that are their own clusters are counted already, and a group that is one
       cluster says so by its name. */
    if (comparison->clusters == comparison->eligible || comparison->clusters <= 1)
        return;
    text_add(label, words->in);
    add_share(label, comparison->clusters_answered, comparison->clusters,
              &disclosed->cluster_many, language);
}

bool notice_of(struct wording *notice, const struct disclosed *disclosed)
{
    static const struct wording of_both = {
        {[LANGUAGE_DA] = "Simulerede svar fra opdigtede enheder til generalprøve: ikke "
                         "virkelige tal",
         [LANGUAGE_EN] = "Simulated answers of invented units for a rehearsal: not "
                         "real figures"}};
    static const struct wording of_simulated = {
        {[LANGUAGE_DA] = "Simulerede svar til generalprøve: ikke virkelige tal",
         [LANGUAGE_EN] = "Simulated answers for a rehearsal: not real figures"}};
    static const struct wording of_generated = {
        {[LANGUAGE_DA] = "Opdigtede enheder: registeret er ikke virkeligt",
         [LANGUAGE_EN] = "Invented units: the register is not real"}};
    if (disclosed->simulated)
        *notice = disclosed->generated ? of_both : of_simulated;
    else
        *notice = of_generated;
    return disclosed->simulated || disclosed->generated;
}
