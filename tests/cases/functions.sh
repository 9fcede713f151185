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
