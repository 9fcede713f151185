-- The same work by the sqlite3 shell: answers in, a score per unit and area, and per area and
-- group n, mean, sd, quartiles (type 7) and every unit's percentile rank.
.mode csv
.separator ;
.import answers.csv raw
.separator ,
.import units.csv units
.import owners.csv owners
CREATE TEMP TABLE question AS
SELECT name AS id, (cid - 1) / (SELECT count(*) / 10 FROM pragma_table_info('raw') WHERE cid > 0) AS area
FROM pragma_table_info('raw') WHERE cid > 0;
