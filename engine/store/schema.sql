-- The record of a survey: everything received, what it was answered to, and the figures
-- made of it. Open it in the sqlite3 shell and ask the views at the end: answers,
-- submissions, scores, benchmarks, missing, turnout, units, files, refusals.
--
--     SELECT * FROM answers WHERE year = 2024 AND unit = '101001';
--
-- Conventions: a table's key bears the table's name. Flags are 0 or 1. Times are UTC,
-- written 2024-05-31T12:00:00Z. `round` is one edition put to one population in one year.

PRAGMA application_id = 1114852462; -- the letters BsLn

CREATE TABLE edition (
    -- One frozen version of a questionnaire.
    edition       INTEGER PRIMARY KEY,
    hash          TEXT NOT NULL UNIQUE, -- SHA-256 of the definition, 64 hexadecimal digits
    questionnaire TEXT NOT NULL,        -- id, the same for all its editions
    name          TEXT NOT NULL,        -- what the edition is called, as in the definition
    title_da      TEXT,                 -- NULL where there is no text in the language
    title_en      TEXT,
    definition    TEXT NOT NULL         -- JSON, whole, with its scales
) STRICT;

CREATE TABLE question (
    edition  INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 1), -- 1 = the first; place in submission.record
    id       TEXT NOT NULL,                          -- for life: the same id is the same question
    scale    TEXT NOT NULL,                          -- id of the scale it is answered on
    weight   INTEGER NOT NULL CHECK (weight >= 1),
    reversed INTEGER NOT NULL CHECK (reversed IN (0, 1)), -- 1 = a high value is bad
    text_da  TEXT,
    text_en  TEXT,
    PRIMARY KEY (edition, position),
    UNIQUE (edition, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE option (
    -- The answers of a scale, and the two ways of not answering.
    edition  INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    scale    TEXT NOT NULL,
    mark     TEXT NOT NULL CHECK (length(mark) = 1), -- as in submission.record; '.' blank, '_' not asked
    code     TEXT,    -- as in answer files; NULL = no answer
    value    INTEGER, -- a step of the scale; NULL = none
    state    TEXT NOT NULL
             CHECK (state IN ('answered', 'dont_know', 'not_applicable', 'blank', 'not_asked')),
    label_da TEXT,
    label_en TEXT,
    PRIMARY KEY (edition, scale, mark)
) STRICT, WITHOUT ROWID;

CREATE TABLE round (
    round         INTEGER PRIMARY KEY,
    questionnaire TEXT NOT NULL,
    year          INTEGER NOT NULL,
    edition       INTEGER NOT NULL REFERENCES edition,
    population    TEXT NOT NULL,    -- id of the register
    generated     INTEGER NOT NULL CHECK (generated IN (0, 1)), -- 1 = the register's units are invented
    fingerprint   INTEGER NOT NULL, -- hash of the population as last seen: unchanged = nothing to do
    UNIQUE (questionnaire, year)
) STRICT;

CREATE TABLE unit (
    -- An institution that may answer in a round.
    unit       INTEGER PRIMARY KEY,
    round      INTEGER NOT NULL REFERENCES round,
    id         TEXT NOT NULL, -- as in the register
    name       TEXT NOT NULL,
    registered INTEGER NOT NULL CHECK (registered IN (0, 1)), -- 0 = answered, and has left the register
    UNIQUE (round, id)
) STRICT;

CREATE TABLE unit_group (
    -- A group of units: the nation, a region, an owner; as the register has them.
    unit_group INTEGER PRIMARY KEY,
    round      INTEGER NOT NULL REFERENCES round,
    depth      INTEGER NOT NULL, -- 0 = the nation, then from broad to narrow
    level      TEXT NOT NULL,    -- what kind of group
    code       TEXT NOT NULL,
    name_da    TEXT,
    name_en    TEXT,
    UNIQUE (round, level, code)
) STRICT;

CREATE TABLE unit_in_group (
    unit       INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE,
    unit_group INTEGER NOT NULL REFERENCES unit_group,
    PRIMARY KEY (unit, unit_group)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_in_group_by_group ON unit_in_group (unit_group);

CREATE TABLE received (
    -- An answer file as it came. Never changed, never removed.
    received    INTEGER PRIMARY KEY,
    round       INTEGER NOT NULL REFERENCES round,
    definition  TEXT NOT NULL,    -- hash of the edition it was read by
    sha256      TEXT NOT NULL,    -- of its bytes, 64 hexadecimal digits
    name        TEXT NOT NULL,    -- the file's name, without folders
    size        INTEGER NOT NULL, -- bytes
    encoding    TEXT NOT NULL,    -- found out when it was read
    delimiter   TEXT NOT NULL,
    row_total   INTEGER NOT NULL, -- rows below the header, blank lines left out
    taken       INTEGER NOT NULL, -- rows that became submissions
    refused     INTEGER NOT NULL, -- rows that could not be taken; see `refused`
    simulated   INTEGER NOT NULL CHECK (simulated IN (0, 1)), -- 1 = made up for a rehearsal
    imported_at TEXT NOT NULL,    -- UTC
    UNIQUE (round, sha256, definition)
) STRICT;

CREATE TABLE received_part (
    -- The file's bytes; its parts in order, put together, are the file.
    received INTEGER NOT NULL REFERENCES received,
    part     INTEGER NOT NULL CHECK (part >= 0), -- 0 = the first
    bytes    BLOB NOT NULL,                      -- 1 MiB, the last one shorter
    PRIMARY KEY (received, part)
) STRICT;

CREATE TABLE submission (
    -- One unit's answers in one file. Never changed, never removed; a later one supersedes it.
    submission    INTEGER PRIMARY KEY,
    unit          INTEGER NOT NULL REFERENCES unit,
    received      INTEGER NOT NULL REFERENCES received,
    source_row    INTEGER NOT NULL, -- row in the file, 1 = its first record
    record        TEXT NOT NULL,    -- one mark a question, in order of position
    superseded_by INTEGER REFERENCES received -- the file whose answers replaced these; NULL = they stand
) STRICT;
-- At most one submission of a unit stands.
CREATE UNIQUE INDEX submission_of_unit ON submission (unit, ifnull(superseded_by, 0));

CREATE TABLE refused (
    -- A row that could not be taken, verbatim.
    refused  INTEGER PRIMARY KEY,
    received INTEGER NOT NULL REFERENCES received,
    row      INTEGER NOT NULL, -- in the file, 1 = its first record
    reason   TEXT NOT NULL,
    cells    TEXT NOT NULL     -- as read, with tabs between
) STRICT;
CREATE INDEX refused_of_file ON refused (received, row);

CREATE TABLE area (
    -- A node of a dimension that figures are kept for.
    area      INTEGER PRIMARY KEY,
    round     INTEGER NOT NULL REFERENCES round,
    dimension TEXT NOT NULL, -- id
    id        TEXT NOT NULL, -- unique within its dimension
    UNIQUE (round, dimension, id)
) STRICT;

CREATE TABLE result (
    -- When a round's figures were made; new answers remove figures made without them.
    round     INTEGER PRIMARY KEY REFERENCES round,
    made_at   TEXT NOT NULL,                                -- UTC
    simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)) -- 1 = any answer behind them is made up
) STRICT;

CREATE TABLE score (
    unit     INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE,
    area     INTEGER NOT NULL REFERENCES area,
    points   INTEGER,          -- 1e-9 points, 0 to 100 points; NULL = no score
    state    TEXT NOT NULL,    -- why there is one, or none
    answered INTEGER NOT NULL, -- weight of the answers it rests on …
    relevant INTEGER NOT NULL, -- … and of the questions that apply to the unit
    PRIMARY KEY (unit, area)
) STRICT, WITHOUT ROWID;

CREATE TABLE benchmark (
    -- A group's figures in an area; all in 1e-9 points, NULL = undefined.
    unit_group     INTEGER NOT NULL REFERENCES unit_group ON DELETE CASCADE,
    area           INTEGER NOT NULL REFERENCES area,
    n              INTEGER NOT NULL, -- units with a score
    eligible       INTEGER NOT NULL, -- units in the group
    mean           INTEGER,          -- every unit counts once
    sd             INTEGER,
    lower_quartile INTEGER,
    median         INTEGER,
    upper_quartile INTEGER,
    PRIMARY KEY (unit_group, area)
) STRICT, WITHOUT ROWID;

-- What was received is never lost or changed, not even by hand.
CREATE TRIGGER received_stays BEFORE DELETE ON received
BEGIN SELECT RAISE(ABORT, 'what was received is never removed'); END;
CREATE TRIGGER received_stays_as_it_is BEFORE UPDATE ON received
BEGIN SELECT RAISE(ABORT, 'what was received is never changed'); END;
CREATE TRIGGER received_part_stays BEFORE DELETE ON received_part
BEGIN SELECT RAISE(ABORT, 'what was received is never removed'); END;
CREATE TRIGGER received_part_stays_as_it_is BEFORE UPDATE ON received_part
BEGIN SELECT RAISE(ABORT, 'what was received is never changed'); END;
CREATE TRIGGER refused_stays BEFORE DELETE ON refused
BEGIN SELECT RAISE(ABORT, 'what was received is never removed'); END;
CREATE TRIGGER refused_stays_as_it_is BEFORE UPDATE ON refused
BEGIN SELECT RAISE(ABORT, 'what was received is never changed'); END;
CREATE TRIGGER submission_stays BEFORE DELETE ON submission
BEGIN SELECT RAISE(ABORT, 'what was received is never removed'); END;
CREATE TRIGGER submission_stays_as_it_is
BEFORE UPDATE OF submission, unit, received, source_row, record ON submission
BEGIN SELECT RAISE(ABORT, 'what was received is never changed'); END;
CREATE TRIGGER submission_is_superseded_once BEFORE UPDATE OF superseded_by ON submission
WHEN old.superseded_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a submission is superseded once'); END;

CREATE VIEW answers AS
    -- One row an answer that stands. `state` is of the answer alone: 'answered', 'dont_know',
    -- 'not_applicable', 'blank' (shown, left empty) or 'not_asked' (not in what was sent out).
    -- A follow-up question that its condition rules out keeps the answer it was given.
SELECT round.questionnaire, round.year, unit.id AS unit, unit.name AS unit_name,
       question.id AS question, question.position, option.code, option.value, option.state,
       option.label_da, option.label_en, question.text_da, question.text_en,
       received.simulated
FROM submission
JOIN unit ON unit.unit = submission.unit
JOIN round ON round.round = unit.round
JOIN received ON received.received = submission.received
JOIN question ON question.edition = round.edition
JOIN option ON option.edition = question.edition AND option.scale = question.scale
           AND option.mark = substr(submission.record, question.position, 1)
WHERE submission.superseded_by IS NULL;

CREATE VIEW submissions AS
    -- One row a unit and file it answered in. standing = 1: these answers count.
SELECT round.questionnaire, round.year, unit.id AS unit, unit.name AS unit_name,
       received.name AS file, submission.source_row, received.imported_at,
       submission.superseded_by IS NULL AS standing, later.name AS superseded_by,
       later.imported_at AS superseded_at, submission.record, received.sha256,
       received.simulated
FROM submission
JOIN unit ON unit.unit = submission.unit
JOIN round ON round.round = unit.round
JOIN received ON received.received = submission.received
LEFT JOIN received AS later ON later.received = submission.superseded_by;

CREATE VIEW scores AS
    -- One row a unit and area. points: 0 to 100, NULL = no score; coverage: the share of what
    -- applies to the unit that it answered, by weight.
SELECT round.questionnaire, round.year, unit.id AS unit, unit.name AS unit_name,
       area.dimension, area.id AS area, score.points / 1e9 AS points, score.state,
       score.answered, score.relevant,
       score.answered * 1.0 / nullif(score.relevant, 0) AS coverage,
       ifnull(received.simulated, 0) AS simulated
FROM score
JOIN unit ON unit.unit = score.unit
JOIN round ON round.round = unit.round
JOIN area ON area.area = score.area
LEFT JOIN submission ON submission.unit = score.unit AND submission.superseded_by IS NULL
LEFT JOIN received ON received.received = submission.received;

CREATE VIEW benchmarks AS
    -- One row a group and area: figures over the n units that have a score, in points 0 to 100.
    -- Not made for publishing: small groups are here too.
SELECT round.questionnaire, round.year, unit_group.level, unit_group.code AS group_code,
       unit_group.name_da AS group_name, area.dimension, area.id AS area, benchmark.n,
       benchmark.eligible, benchmark.mean / 1e9 AS mean, benchmark.sd / 1e9 AS sd,
       benchmark.lower_quartile / 1e9 AS lower_quartile, benchmark.median / 1e9 AS median,
       benchmark.upper_quartile / 1e9 AS upper_quartile, result.simulated
FROM benchmark
JOIN unit_group ON unit_group.unit_group = benchmark.unit_group
JOIN round ON round.round = unit_group.round
JOIN area ON area.area = benchmark.area
JOIN result ON result.round = round.round;

CREATE VIEW units AS
    -- One row a unit and group it belongs to; WHERE depth = 0 gives every unit once.
SELECT round.questionnaire, round.year, unit.id AS unit, unit.name AS unit_name,
       unit_group.depth, unit_group.level, unit_group.code AS group_code,
       unit_group.name_da AS group_name,
       EXISTS (SELECT 1 FROM submission WHERE submission.unit = unit.unit) AS answered,
       round.generated, EXISTS (SELECT 1 FROM received WHERE received.round = round.round
               AND received.simulated = 1) AS simulated
FROM unit
JOIN round ON round.round = unit.round
JOIN unit_in_group ON unit_in_group.unit = unit.unit
JOIN unit_group ON unit_group.unit_group = unit_in_group.unit_group
WHERE unit.registered = 1;

CREATE VIEW missing AS
    -- Who has not answered: one row a unit and group it belongs to; WHERE depth = 0 gives every
    -- missing unit once.
SELECT questionnaire, year, unit, unit_name, depth, level, group_code, group_name, generated,
       simulated
FROM units
WHERE answered = 0;

CREATE VIEW turnout AS
    -- One row a group: how many of its units may answer, and how many have.
SELECT round.questionnaire, round.year, unit_group.depth, unit_group.level,
       unit_group.code AS group_code, unit_group.name_da AS group_name,
       count(*) AS eligible, count(submission.unit) AS answered,
       count(submission.unit) * 100.0 / count(*) AS percent,
       round.generated, EXISTS (SELECT 1 FROM received WHERE received.round = round.round
               AND received.simulated = 1) AS simulated
FROM unit_group
JOIN round ON round.round = unit_group.round
JOIN unit_in_group ON unit_in_group.unit_group = unit_group.unit_group
JOIN unit ON unit.unit = unit_in_group.unit AND unit.registered = 1
LEFT JOIN submission ON submission.unit = unit.unit AND submission.superseded_by IS NULL
GROUP BY unit_group.unit_group;

CREATE VIEW files AS
    -- One row an answer file.
SELECT round.questionnaire, round.year, received.name AS file, received.size,
       received.encoding, received.delimiter, received.row_total, received.taken,
       received.refused, received.imported_at, received.sha256, received.simulated
FROM received
JOIN round ON round.round = received.round;

CREATE VIEW refusals AS
    -- One row a row of a file that could not be taken, and why.
SELECT round.questionnaire, round.year, received.name AS file, refused.row, refused.reason,
       refused.cells, received.imported_at, received.sha256, received.simulated
FROM refused
JOIN received ON received.received = refused.received
JOIN round ON round.round = received.round;

PRAGMA user_version = 1;
