# Makes the GENERATED register of Danish day-care institutions.
#
#   LC_ALL=C awk -f make-daycares.awk municipalities-dk.csv institution-counts-dk.csv > daycares-dk-generated.csv
#
# Not one institution in the result is real: only the numbers are. Country totals, October 2019:
# 2791 municipal, 520 self-owning, 553 private, 51 pool schemes, together 3915. A municipality with
# counts in institution-counts-dk.csv gets exactly those; what is left of each owner type is spread
# over the others by population (largest remainder, ties to the lower code). A municipality that would
# get no municipal unit gets one, and the rest is spread again among the others.
# Names: a kind and a word taken in a fixed step, so no name comes twice in one municipality.
# Tried with mawk (Debian's awk). Whole numbers only, no random numbers, nothing that depends on locale.

BEGIN {
    FS = ","
    nt = split("municipal selfowning private pool", owner, " ")
    total[1] = 2791; total[2] = 520; total[3] = 553; total[4] = 51

    nk = split("Børnehuset Børnehaven Vuggestuen Dagtilbuddet Børnegården Naturbørnehaven Institutionen", kind, " ")

    w = "Solsikken Mælkebøtten Blåklokken Kløveren Anemonen Åkanden Tusindfryd Lærken Svalen Mågen"
    w = w " Spurven Stæren Solsorten Ørnen Uglen Storken Tranen Isfuglen Gærdesmutten Rødkælken"
    w = w " Egernet Grævlingen Ræven Haren Pindsvinet Hjorten Bæveren Odderen Sælen Hvalen"
    w = w " Søstjernen Muslingen Krabben Søhesten Tudsen Frøen Firbenet Mariehønen Sommerfuglen Humlebien"
    w = w " Guldsmeden Græshoppen Myretuen Sneglen Regnbuen Solstrålen Månestrålen Stjerneskuddet Snefnugget Dråben"
    w = w " Bækken Kilden Åen Søen Fjorden Strandengen Klitten Heden Mosen Engen"
    w = w " Lunden Skovbrynet Bøgelunden Egelunden Birkelunden Hasselhegnet Rønnebærret Æbletræet Pæretræet Kirsebærhaven"
    w = w " Brombærkrattet Jordbærmarken Rugmarken Byghøsten Møllehøj Bakketoppen Højvangen Østervang Vestervang Nørrevang"
    w = w " Søndervang Fyrtårnet Havnegården Smedehuset Stationsbyen Åhaven Kærgården Ådalen Lyngbakken"
    nw = split(w, word, " ")
}

FNR == 1 { file++; next }          # the head line of each file

file == 1 { code[++n] = $1; people[n] = $5; at[$1] = n }

file == 2 && $5 != "" {
    i = at[$1]
    known[i] = 1
    for (t = 1; t <= nt; t++) { units[i, t] = $(4 + t) + 0; total[t] -= units[i, t] }
}

# Spreads total[t] over the municipalities without counts.
function spread(t, least,    i, k, best, sum, left, part, zeros, done, rest) {
    for (i = 1; i <= n; i++) done[i] = (i in known)
    do {
        sum = 0; left = total[t]; zeros = 0
        for (i = 1; i <= n; i++) {
            if (!done[i]) sum += people[i]
            else if (!(i in known)) left -= units[i, t]
        }
        part = left
        for (i = 1; i <= n; i++) if (!done[i]) {
            units[i, t] = int(part * people[i] / sum)
            rest[i] = part * people[i] - units[i, t] * sum
            left -= units[i, t]
        }
        for (k = 1; k <= left; k++) {
            best = 0
            for (i = 1; i <= n; i++)
                if (!done[i] && rest[i] >= 0 && (best == 0 || rest[i] > rest[best])) best = i
            units[best, t]++
            rest[best] = -1
        }
        if (least) for (i = 1; i <= n; i++) if (!done[i] && units[i, t] < least) {
            units[i, t] = least; done[i] = 1; zeros++
        }
    } while (zeros)
}

END {
    spread(1, 1); spread(2, 0); spread(3, 0); spread(4, 0)
    print "id,name,municipality_code,owner,generated"
    for (i = 1; i <= n; i++) {
        no = 0
        for (t = 1; t <= nt; t++) for (u = 1; u <= units[i, t]; u++) {
            k = (t == nt) ? "Puljeordningen" : kind[(code[i] + no) % nk + 1]
            v = word[(code[i] * 5 + no * 31) % nw + 1]
            no++
            printf "G%s-%03d,%s %s (genereret),%s,%s,yes\n", code[i], no, k, v, code[i], owner[t]
        }
    }
}
