# What cases share; `. "$CASES/functions.sh"` in a cmd.

# The tiny survey: 6 questions, 14 schools of 6 municipalities in 2 regions, 2 rounds.
tiny() {
    cp -R "$CASES/shared/." .
}

# The tiny survey before anybody has answered.
tiny_unanswered() {
    tiny
    rm -r answers
}

# Runs the program, both streams together as at a terminal, then its exit status.
try() {
    echo "\$ baseline $*"
    "$BASELINE" "$@" 2>&1
    echo "[$?]"
}

# How much the record holds, to see that nothing was added.
counts() {
    sqlite3 baseline.db "SELECT (SELECT count(*) FROM files) || ' files, '
        || (SELECT count(*) FROM submissions) || ' submissions, '
        || (SELECT count(*) FROM answers) || ' answers, '
        || (SELECT count(*) FROM refusals) || ' refusals'"
}

# The chart scripts of this repository, wherever the program was built.
plots() {
    ln -s "$REPOSITORY/plots" plots
}

# A contradiction in the tiny definition, and thresholds that so few questions can reach.
doubting() {
    sed -i 's|"dimensions": \[|"contradictions": [{"id": "followed",\
  "if": {"question": "T01", "at_most": 1}, "and": {"question": "T02", "at_least": 4},\
  "text": {"da": "Regler, der ikke er skrevet ned, bliver målt",\
           "en": "Rules that are not written down are measured"}}],\
"dimensions": [|' tiny.json
    sed -i 's|"rounds": \[|"quality": {"same_answer_questions": 4, "identical_answers": 5,\
  "state_answers": 5, "dont_know_percent": 50},\
"rounds": [|' survey.json
}

# What the tiny survey's register tells of its schools beside their place: a kind of each,
# pupils of all but one, and from a file beside it whether their owner lies on an island.
with_background() {
    awk -F, -v OFS=, 'NR == 1 { print $0, "kind", "pupils"; next }
        { pupils = 37 * NR % 260; if (NR == 5) pupils = ""
          print $0, NR % 3 ? "small" : "large", pupils }' units.csv >units.new
    mv units.new units.csv
    printf '%s\n' 'owner;coast' '101;island' '102;inland' '103;island' '201;inland' '202;' >coast.csv
    sed -i 's|"source": "Made for these cases"|"source": "Made for these cases",\
     "background": {\
       "categories": [\
         {"id": "kind", "one": {"da": "slags", "en": "kind"}, "many": {"da": "slags", "en": "kinds"}, "column": "kind",\
          "values": {"small": {"da": "lille skole", "en": "small school"}}},\
         {"id": "coast", "one": {"da": "beliggenhed", "en": "place"}, "many": {"da": "beliggenheder", "en": "places"},\
          "column": "coast", "of": "owner", "file": "coast.csv", "key": "owner"}],\
       "numbers": [{"id": "pupils", "one": {"da": "elev", "en": "pupil"}, "many": {"da": "elever", "en": "pupils"}, "column": "pupils"}],\
       "classes": [{"id": "size", "one": {"da": "størrelse", "en": "size"}, "many": {"da": "størrelser", "en": "sizes"},\
                    "number": "pupils", "limits": [50, 150]}],\
       "size": "pupils", "similar": {"by": ["pupils"], "count": 3}}|' registers.json
}
