# Holds engine/ to engine/ROOMS: awk -f layers.awk engine/ROOMS engine/*/*.[ch]
# A room includes only rooms named before it and, of those, only the public header (base, the
# toolbox, has several) and what ROOMS names in full; a library header of the list only where
# ROOMS names it.
FNR == 1 { split(FILENAME, path, "/"); from = path[2] }
NR == FNR {
    sub(/#.*/, "")
    if (split($0, side, ":") < 2)
        next
    known[side[1]]
    n = split(side[2], use, " ")
    for (i = 1; i <= n; i++) {
        may[side[1], use[i]]
        if (use[i] ~ /^</)
            guarded[use[i]]
        else if (use[i] != "*" && use[i] !~ /\// && !(use[i] in known))
            fail(side[1] " uses " use[i] ", which comes later")
    }
    next
}
!(from in known) { fail("the room " from " is not in engine/ROOMS"); nextfile }
/^#include </ {
    if ($2 in guarded && !((from, $2) in may))
        fail(from " may not use " $2)
}
/^#include "/ {
    split($2, part, /["\/]/)
    to = part[2]
    if (to == from)
        next
    if (!((from, to) in may) && !((from, "*") in may))
        fail(from " may not include " to)
    else if (to != "base" && part[3] != to ".h" && !((from, to "/" part[3]) in may))
        fail(part[3] " is private to " to)
}
function fail(text) { print FILENAME ":" FNR ": " text; bad = 1 }
END { exit bad }
