# The rest of peer.sql, which needs one term a column: awk -v items=M -f peer-columns.awk
BEGIN {
    print "CREATE TEMP TABLE score(unit, area, points);"
    for (area = 0; area < 10; area++) {
        sum = weight = ""
        for (item = area * items / 10 + 1; item <= (area + 1) * items / 10; item++) {
            valid = "(Q" item " NOT IN ('', 'x'))"
            sum = sum (sum == "" ? "" : "+") valid "*(CAST(Q" item " AS INTEGER)-1)"
            weight = weight (weight == "" ? "" : "+") valid
        }
        print "INSERT INTO score SELECT id, " area ", 25.0*(" sum ")/(" weight ") FROM raw WHERE (" weight ") > 0;"
    }
    print "CREATE TEMP TABLE placed AS SELECT s.unit, s.area, s.points, 'n' AS grp FROM score s"
    print "UNION ALL SELECT s.unit, s.area, s.points, 'o' || u.owner FROM score s JOIN units u ON u.id = s.unit"
    print "UNION ALL SELECT s.unit, s.area, s.points, 'r' || o.region FROM score s JOIN units u ON u.id = s.unit JOIN owners o ON o.id = u.owner;"
    print "CREATE TEMP TABLE ranked AS SELECT *, row_number() OVER w AS i, rank() OVER w AS low, count(*) OVER (PARTITION BY grp, area) AS n, count(*) OVER (PARTITION BY grp, area, points) AS ties FROM placed WINDOW w AS (PARTITION BY grp, area ORDER BY points);"
    print ".output peer-figures.csv"
    print "SELECT grp, area, count(*), avg(points), sqrt((sum(points*points)-sum(points)*sum(points)/count(*))/(count(*)-1)),"
    for (q = 1; q <= 3; q++)
        print "max(CASE WHEN i = 1 + (n-1)*" q "/4 THEN points END) + ((n-1)*" q "%4)/4.0 * (max(CASE WHEN i = min(n, 2 + (n-1)*" q "/4) THEN points END) - max(CASE WHEN i = 1 + (n-1)*" q "/4 THEN points END))" (q < 3 ? "," : "")
    print "FROM ranked GROUP BY grp, area;"
    print ".output peer-ranks.csv"
    print "SELECT unit, area, grp, points, 100.0*(low-1+ties/2.0)/n FROM ranked;"
}
