# Inputs for the measurement over the rounds: awk -v folder=F -v units=N -v first=Y -v last=Y
# -v editions=FOLDER -f make-survey.awk
# A register of N units in 98 owners in 5 regions, and a survey with the municipality edition
# of every year as a round. The same bytes on every machine.
function both(text) { return "{\"da\": \"" text "\", \"en\": \"" text "\"}" }
function said(one, many) { return "\"one\": " both(one) ", \"many\": " both(many) }
BEGIN {
    survey = folder "/survey.json"
    printf "{\"format\": \"baseline-survey-1\", \"title\": %s, \"registers\": \"registers.json\",\n", both("Bench") > survey
    printf "\"rehearsal\": {\"seed\": 5}, \"rounds\": [" > survey
    for (year = first; year <= last; year++)
        printf "%s\n{\"questionnaire\": \"municipality\", \"year\": %d, \"edition\": \"%s/municipality-%d.json\", \"register\": \"units\", \"answers\": \"answers-%d\", \"participants\": 90}", \
            (year > first ? "," : ""), year, editions, year, year > survey
    print "]}" > survey
    descriptor = folder "/registers.json"
    print "{\"format\": \"baseline-registers-1\", \"nation\": {\"code\": \"n\", \"name\": " both("Nation") "}," > descriptor
    print "\"levels\": [{\"id\": \"region\", " said("region", "regions") "}," > descriptor
    print "{\"id\": \"owner\", " said("owner", "owners") ", \"owner\": true}]," > descriptor
    print "\"registers\": [{\"id\": \"owners\", \"file\": \"owners.csv\", " said("owner", "owners") "," > descriptor
    print "\"columns\": {\"id\": \"id\", \"name\": \"name\"}, \"groups\": {\"region\": {\"code\": \"region\", \"name\": \"region_name\"}}, \"source\": \"made\"}," > descriptor
    print "{\"id\": \"units\", \"file\": \"units.csv\", \"generated\": true, " said("unit", "units") "," > descriptor
    print "\"columns\": {\"id\": \"id\", \"name\": \"name\"}, \"groups\": {\"owner\": {\"code\": \"owner\", \"register\": \"owners\"}}, \"source\": \"made\"}]}" > descriptor
    owners = folder "/owners.csv"
    print "id,name,region,region_name" > owners
    for (owner = 0; owner < 98; owner++)
        printf "%03d,Owner %03d,R%d,Region %d\n", owner, owner, owner % 5, owner % 5 > owners
    register = folder "/units.csv"
    print "id,name,owner" > register
    for (unit = 0; unit < units; unit++)
        printf "%07d,Unit %07d,%03d\n", unit, unit, unit % 98 > register
}
