# What the cases of broken files share; $CASES is where the cases are.

broken="$CASES/broken-files-are-told-of-and-change-nothing"

# The trial survey, which two schools have answered, and what its record holds.
trial() {
    cp -R "$broken/in/." .
    "$BASELINE" import . --round trial/2026 good.csv >/dev/null
    record >before.txt
    cp baseline.db start.db
}

# All that is in the record.
record() {
    sqlite3 baseline.db .dump
}

# send OPTION ... FILE: imports the file alone, with the mapping beside it, and shows what is told of it.
send() {
    for file in "$@"; do :; done
    mapping=${file%.*}.json
    [ ! -f "$mapping" ] || set -- --mapping "$mapping" "$@"
    echo "== ${file##*/}"
    "$BASELINE" import . --round trial/2026 "$@" 2>told.txt >summary.txt
    status=$?
    sed "s|^${file%/*}/||" told.txt
}

# refused OPTION ... FILE: the same, of a file that must be refused and change nothing in the record.
refused() {
    send "$@"
    [ $status -eq 1 ] || echo "STATUS $status"
    [ -s told.txt ] || echo "NOTHING IS TOLD"
    record | cmp -s before.txt - && return
    echo "THE RECORD IS ANOTHER"
    cp start.db baseline.db
}
