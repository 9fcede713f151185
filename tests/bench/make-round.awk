# Inputs for the benchmark: awk -v folder=F -v units=N -v items=M -f make-round.awk
# A definition with M items in ten areas on 1-5, a register of N units in 98 owners in 5
# regions, and one answer file with plausible gaps. The same bytes on every machine: the numbers
# come from Park and Miller's minimal standard generator (1988), which fits in a double.
function draw(limit) {
    state = (state * 16807) % 2147483647
    return int(state / 2147483647 * limit)
}
function both(text) { return "{\"da\": \"" text "\", \"en\": \"" text "\"}" }
BEGIN {
    state = 20191123
    definition = folder "/definition.json"
    print "{\"format\": \"baseline-questionnaire-1\", \"id\": \"bench\", \"edition\": \"1\"," > definition
    print "\"title\": " both("Bench") ", \"identified_by\": [\"id\"], \"scales\": {\"five\": {" > definition
    print "\"title\": " both("1-5") ", \"target\": 3, \"options\": [" > definition
    for (value = 1; value <= 5; value++)
        print "{\"code\": \"" value "\", \"value\": " value ", \"label\": " both("level " value) "}," > definition
    print "{\"code\": \"x\", \"state\": \"not_applicable\", \"label\": " both("none") "}]}}," > definition
    print "\"questions\": [" > definition
    for (item = 1; item <= items; item++)
        print "{\"id\": \"Q" item "\", \"scale\": \"five\", \"text\": " both("Q" item) "}" (item < items ? "," : "") > definition
    print "], \"dimensions\": [{\"id\": \"areas\", \"title\": " both("Areas") ", \"areas\": [" > definition
    for (area = 0; area < 10; area++) {
        printf "{\"id\": \"A%d\", \"title\": %s, \"questions\": [", area, both("A" area) > definition
        first = 1
        for (item = area * items / 10 + 1; item <= (area + 1) * items / 10; item++) {
            printf "%s\"Q%d\"", (first ? "" : ", "), item > definition
            first = 0
        }
        print "]}" (area < 9 ? "," : "") > definition
    }
    print "]}]}" > definition
    descriptor = folder "/registers.json"
    print "{\"format\": \"baseline-registers-1\", \"nation\": {\"code\": \"n\", \"name\": " both("Nation") "}," > descriptor
    print "\"levels\": [{\"id\": \"region\", \"one\": " both("region") ", \"many\": " both("regions") "}," > descriptor
    print "{\"id\": \"owner\", \"one\": " both("owner") ", \"many\": " both("owners") ", \"owner\": true}]," > descriptor
    print "\"registers\": [{\"id\": \"owners\", \"file\": \"owners.csv\", \"one\": " both("owner") ", \"many\": " both("owners") "," > descriptor
    print "\"columns\": {\"id\": \"id\", \"name\": \"name\"}, \"groups\": {\"region\": {\"code\": \"region\", \"name\": \"region_name\"}}, \"source\": \"made\"}," > descriptor
    print "{\"id\": \"units\", \"file\": \"units.csv\", \"one\": " both("unit") ", \"many\": " both("units") "," > descriptor
    print "\"columns\": {\"id\": \"id\", \"name\": \"name\"}, \"groups\": {\"owner\": {\"code\": \"owner\", \"register\": \"owners\"}}, \"source\": \"made\"}]}" > descriptor
    print "id,name,region,region_name" > (folder "/owners.csv")
    for (owner = 101; owner < 199; owner++)
        print owner ",Owner " owner "," owner % 5 ",Region " owner % 5 > (folder "/owners.csv")
    print "id,name,owner" > (folder "/units.csv")
    for (unit = 0; unit < units; unit++)
        print 1000000 + unit ",Unit " unit "," 101 + unit % 98 > (folder "/units.csv")
    answers = folder "/answers.csv"
    printf "id" > answers
    for (item = 1; item <= items; item++)
        printf ";Q%d", item > answers
    print "" > answers
    for (unit = 0; unit < units; unit++) {
        level = draw(3)
        line = 1000000 + unit
        for (item = 1; item <= items; item++) {
            chance = draw(100)
            line = line ";" (chance < 2 ? "" : chance < 4 ? "x" : 1 + level + draw(3))
        }
        print line > answers
    }
}
