-- From version 3 of the record to version 4: answers that are withdrawn, drafts, rounds that are
-- frozen and answers that come late; files that are kept packed, or without what is about persons,
-- what it takes to read them again, and what is told of them. Nothing that was received is changed.
-- Foreign keys are off while this runs.

DROP VIEW answers;
DROP VIEW submissions;
DROP VIEW scores;
DROP VIEW comments;
DROP VIEW missing;
DROP VIEW units;
DROP VIEW turnout;
DROP VIEW benchmarks;
DROP VIEW files;
DROP VIEW refusals;

CREATE TABLE mapping (
    -- What the columns and answers of files are, as it was said when they were read. Never changed,
    -- never removed.
    mapping INTEGER PRIMARY KEY,
    sha256  TEXT NOT NULL UNIQUE, -- of its bytes, 64 hexadecimal digits
    json    TEXT NOT NULL
) STRICT;
CREATE TRIGGER mapping_stays BEFORE DELETE ON mapping
BEGIN SELECT RAISE(ABORT, 'what was received is never removed'); END;
CREATE TRIGGER mapping_stays_as_it_is BEFORE UPDATE ON mapping
BEGIN SELECT RAISE(ABORT, 'what was received is never changed'); END;

ALTER TABLE refused ADD COLUMN unit TEXT; -- id of whom the row is from; NULL = it does not say

CREATE TABLE withdrawal (
    -- A unit's answers no longer count, and why. Never changed, never removed.
    withdrawal   INTEGER PRIMARY KEY,
    reason       TEXT NOT NULL CHECK (trim(reason) <> ''),
    withdrawn_at TEXT NOT NULL -- UTC
) STRICT;

CREATE TABLE freeze (
    -- The answers of a round that stand are those of an edition of results: what comes later is
    -- late. Never removed; lifted once, and history from then on.
    freeze        INTEGER PRIMARY KEY,
    round         INTEGER NOT NULL REFERENCES round,
    reason        TEXT,             -- NULL = none was given
    rules         TEXT NOT NULL,    -- hash of how the figures are made, besides the edition
    answered      INTEGER NOT NULL, -- units whose answers stood
    frozen_at     TEXT NOT NULL,    -- UTC
    reopened_at   TEXT,             -- UTC; NULL = the round is frozen
    reopen_reason TEXT CHECK (trim(reopen_reason) <> ''),
    CHECK ((reopened_at IS NULL) = (reopen_reason IS NULL))
) STRICT;
CREATE UNIQUE INDEX freeze_of_round ON freeze (round) WHERE reopened_at IS NULL;

CREATE TABLE tool_list (
    -- What a survey tool put beside its answers, as it came: which question a variable is of, or
    -- which answers its codes are. Never changed, never removed.
    tool_list INTEGER PRIMARY KEY,
    sha256    TEXT NOT NULL UNIQUE, -- of its bytes, 64 hexadecimal digits
    name      TEXT NOT NULL,        -- the file's name, without folders
    bytes     BLOB NOT NULL
) STRICT;
CREATE TRIGGER tool_list_stays BEFORE DELETE ON tool_list
BEGIN SELECT RAISE(ABORT, 'what was received is never removed'); END;
CREATE TRIGGER tool_list_stays_as_it_is BEFORE UPDATE ON tool_list
BEGIN SELECT RAISE(ABORT, 'what was received is never changed'); END;

CREATE TABLE received_4 (
    -- An answer file as it came. Never changed, never removed.
    received       INTEGER PRIMARY KEY,
    round          INTEGER NOT NULL REFERENCES round,
    definition     TEXT NOT NULL,    -- hash of the edition it was read by
    sha256         TEXT NOT NULL,    -- of its bytes, 64 hexadecimal digits
    name           TEXT NOT NULL,    -- the file's name, without folders
    size           INTEGER NOT NULL, -- bytes
    encoding       TEXT NOT NULL,    -- found out when it was read
    delimiter      TEXT NOT NULL,
    row_total      INTEGER NOT NULL, -- rows below the header, blank lines left out
    taken          INTEGER NOT NULL, -- rows that became submissions
    refused        INTEGER NOT NULL, -- rows that could not be taken; see `refused`
    simulated      INTEGER NOT NULL CHECK (simulated IN (0, 1)), -- 1 = made up for a rehearsal
    imported_at    TEXT NOT NULL,    -- UTC
    draft          INTEGER NOT NULL DEFAULT 0 CHECK (draft IN (0, 1)), -- 1 = imported as a draft, all of it
    -- What the parts of it are: its own bytes; or 'without_personal' the same rows and columns as CSV
    -- (UTF-8, `;`) in which the cells about persons are empty, of a workbook those of `sheet`.
    kept           TEXT NOT NULL DEFAULT 'as_sent' CHECK (kept IN ('as_sent', 'without_personal')),
    kept_sha256    TEXT, -- of the parts; NULL = they are the file as it was sent
    sheet          TEXT, -- of a workbook: the one that was read
    mapping        INTEGER REFERENCES mapping, -- it was read by; NULL = none
    -- What was told of it; NULL in a record from before version 4.
    layout         TEXT CHECK (layout IN ('rows', 'form', 'long', 'across')),
    answered       INTEGER, -- answers by state, in the rows taken
    dont_know      INTEGER,
    not_applicable INTEGER,
    blank          INTEGER,
    not_asked      INTEGER,
    unchanged      INTEGER NOT NULL DEFAULT 0, -- rows that say what stood already: no submissions
    stale          INTEGER, -- answers to questions that were not to be asked
    personal       INTEGER, -- columns about persons, left out
    errors         INTEGER,
    warnings       INTEGER,
    structure      INTEGER REFERENCES tool_list, -- it was read by, as by the next
    labels         INTEGER REFERENCES tool_list,
    reading        TEXT NOT NULL DEFAULT '', -- hash of mapping, lists and what was forced; '' = nothing
    UNIQUE (round, sha256, definition, draft, reading)
) STRICT;
INSERT INTO received_4 (received, round, definition, sha256, name, size, encoding, delimiter,
                        row_total, taken, refused, simulated, imported_at)
SELECT received, round, definition, sha256, name, size, encoding, delimiter, row_total, taken,
       refused, simulated, imported_at
FROM received;
DROP TABLE received;
ALTER TABLE received_4 RENAME TO received;

CREATE TRIGGER received_stays BEFORE DELETE ON received
BEGIN SELECT RAISE(ABORT, 'what was received is never removed'); END;
CREATE TRIGGER received_stays_as_it_is BEFORE UPDATE ON received
BEGIN SELECT RAISE(ABORT, 'what was received is never changed'); END;

-- A submission is the unit's own as long as it is neither superseded nor withdrawn, and it is never
-- both; at most one is. It stands, and is scored, when it is no draft and not held.
ALTER TABLE submission ADD COLUMN withdrawn_by INTEGER REFERENCES withdrawal;

-- Why it is superseded: the other is final and this a draft, was given later, or came last. The
-- other may have come before it. NULL in a record from before version 4.
ALTER TABLE submission ADD COLUMN superseded_rule TEXT
    CHECK (superseded_rule IN ('final', 'time', 'last'));
ALTER TABLE submission ADD COLUMN draft INTEGER NOT NULL DEFAULT 0 CHECK (draft IN (0, 1));

-- When it was given, as the file says it, whatever clock that was; NULL = it does not say. Where
-- day and month could change places, the other reading too.
ALTER TABLE submission ADD COLUMN answered_at TEXT;
ALTER TABLE submission ADD COLUMN answered_or TEXT;

-- The freeze that it came too late for. held = 1 as long as that freeze lasts: it does not count.
ALTER TABLE submission ADD COLUMN late_in INTEGER REFERENCES freeze;
ALTER TABLE submission ADD COLUMN held INTEGER NOT NULL DEFAULT 0
    CHECK (held IN (0, 1) AND (held = 0 OR late_in IS NOT NULL));

DROP INDEX submission_of_unit;
CREATE UNIQUE INDEX submission_of_unit ON submission
    (unit, CASE WHEN superseded_by IS NULL AND withdrawn_by IS NULL AND held = 0 THEN 0
                ELSE submission END);

DROP TRIGGER submission_stays_as_it_is;
CREATE TRIGGER submission_stays_as_it_is
BEFORE UPDATE OF submission, unit, received, source_row, record, numbers, draft, answered_at,
                 answered_or, late_in
ON submission
BEGIN SELECT RAISE(ABORT, 'what was received is never changed'); END;
DROP TRIGGER submission_is_superseded_once;
CREATE TRIGGER submission_is_superseded_once
BEFORE UPDATE OF superseded_by, superseded_rule ON submission
WHEN old.superseded_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a submission is superseded once'); END;
CREATE TRIGGER submission_is_held_from_the_start BEFORE UPDATE OF held ON submission
WHEN old.held = 0
BEGIN SELECT RAISE(ABORT, 'a submission is held from the start or not at all'); END;
CREATE TRIGGER what_is_held_is_not_withdrawn BEFORE UPDATE OF withdrawn_by ON submission
WHEN old.held = 1
BEGIN SELECT RAISE(ABORT, 'what came late is not withdrawn while the round is frozen'); END;
CREATE TRIGGER freeze_stays BEFORE DELETE ON freeze
BEGIN SELECT RAISE(ABORT, 'a freeze is never removed'); END;
CREATE TRIGGER freeze_stays_as_it_is
BEFORE UPDATE OF freeze, round, reason, rules, answered, frozen_at ON freeze
BEGIN SELECT RAISE(ABORT, 'a freeze is never changed'); END;
CREATE TRIGGER freeze_is_lifted_once BEFORE UPDATE OF reopened_at, reopen_reason ON freeze
WHEN old.reopened_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a freeze is lifted once'); END;
CREATE TRIGGER withdrawal_stays BEFORE DELETE ON withdrawal
BEGIN SELECT RAISE(ABORT, 'a withdrawal is never removed'); END;
CREATE TRIGGER withdrawal_stays_as_it_is BEFORE UPDATE ON withdrawal
BEGIN SELECT RAISE(ABORT, 'a withdrawal is never changed'); END;
CREATE TRIGGER submission_is_withdrawn_once BEFORE UPDATE OF withdrawn_by ON submission
WHEN old.withdrawn_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a submission is withdrawn once'); END;
CREATE TRIGGER only_what_stands_is_withdrawn BEFORE UPDATE OF withdrawn_by ON submission
WHEN old.superseded_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what is superseded is not withdrawn'); END;
CREATE TRIGGER only_what_stands_is_superseded BEFORE UPDATE OF superseded_by ON submission
WHEN old.withdrawn_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what is withdrawn is not superseded'); END;

-- 1 = `bytes` is a Zstandard frame (RFC 8878) of the part's bytes. The parts of such a file put
-- together are what the command `zstd -d` makes the file of.
ALTER TABLE received_part ADD COLUMN packed INTEGER NOT NULL DEFAULT 0 CHECK (packed IN (0, 1));

CREATE VIEW answers AS
    -- One row an answer that stands. `value` is the number, or the value of the option; of a
    -- question that takes several options each has a row of its own, with the value 1 or 0.
    -- `state` is of the answer alone: 'answered', 'dont_know', 'not_applicable', 'blank' (shown,
    -- left empty) or 'not_asked' (not in what was sent out). A follow-up question that its
    -- condition rules out keeps the answer it was given.
SELECT round.questionnaire, round.year, unit.id AS unit, unit.name AS unit_name,
       question.id AS question, question.position, option.code,
       iif(question.number IS NULL, option.value,
           json_extract(submission.numbers, '$[' || question.number || ']')) AS value,
       option.state, option.label_da, option.label_en, question.text_da, question.text_en,
       received.simulated
FROM submission
JOIN unit ON unit.unit = submission.unit
JOIN round ON round.round = unit.round
JOIN received ON received.received = submission.received
JOIN question ON question.edition = round.edition
JOIN option ON option.edition = question.edition AND option.scale = question.scale
           AND option.mark = substr(submission.record, question.position, 1)
WHERE submission.superseded_by IS NULL AND submission.withdrawn_by IS NULL
  AND submission.held = 0 AND submission.draft = 0;

CREATE VIEW submissions AS
    -- One row a unit and file it answered in. standing = 1: these answers count. A draft counts
    -- nowhere, and neither does what came late for a frozen round, until the round is reopened.
SELECT round.questionnaire, round.year, unit.id AS unit, unit.name AS unit_name,
       received.name AS file, submission.source_row, received.imported_at,
       submission.superseded_by IS NULL AND submission.withdrawn_by IS NULL
       AND submission.held = 0 AND submission.draft = 0 AS standing,
       submission.draft, submission.answered_at, submission.answered_or,
       submission.late_in IS NOT NULL AS late, submission.held, other.name AS superseded_by,
       submission.superseded_rule,
       max(other.imported_at, received.imported_at) AS superseded_at,
       withdrawal.withdrawn_at, withdrawal.reason, submission.record, submission.numbers,
       received.sha256, received.simulated
FROM submission
JOIN unit ON unit.unit = submission.unit
JOIN round ON round.round = unit.round
JOIN received ON received.received = submission.received
LEFT JOIN received AS other ON other.received = submission.superseded_by
LEFT JOIN withdrawal ON withdrawal.withdrawal = submission.withdrawn_by;

CREATE VIEW withdrawals AS
    -- One row a submission that was withdrawn. answered = 1: the unit has answered anew since.
SELECT round.questionnaire, round.year, unit.id AS unit, unit.name AS unit_name,
       withdrawal.reason, withdrawal.withdrawn_at, received.name AS file,
       submission.source_row, received.imported_at,
       EXISTS (SELECT 1 FROM submission AS standing WHERE standing.unit = unit.unit
               AND standing.superseded_by IS NULL AND standing.withdrawn_by IS NULL
               AND standing.held = 0 AND standing.draft = 0) AS answered,
       received.sha256, received.simulated
FROM submission
JOIN withdrawal ON withdrawal.withdrawal = submission.withdrawn_by
JOIN unit ON unit.unit = submission.unit
JOIN round ON round.round = unit.round
JOIN received ON received.received = submission.received;

CREATE VIEW scores AS
    -- One row a unit and area. points: 0 to 100, NULL = no score; value: the same as the area's own
    -- value, on its own range; answered and relevant: weights; coverage: the share of what applies
    -- to the unit that it answered.
SELECT round.questionnaire, round.year, unit.id AS unit, unit.name AS unit_name,
       area.dimension, area.id AS area, score.points / 1e9 AS points, score.value / 1e9 AS value,
       score.state,
       iif(score.answered % edition.weight_unit = 0, score.answered / edition.weight_unit,
           score.answered * 1.0 / edition.weight_unit) AS answered,
       iif(score.relevant % edition.weight_unit = 0, score.relevant / edition.weight_unit,
           score.relevant * 1.0 / edition.weight_unit) AS relevant,
       score.answered * 1.0 / nullif(score.relevant, 0) AS coverage,
       ifnull(received.simulated, 0) AS simulated
FROM score
JOIN unit ON unit.unit = score.unit
JOIN round ON round.round = unit.round
JOIN edition ON edition.edition = round.edition
JOIN area ON area.area = score.area
LEFT JOIN submission ON submission.unit = score.unit AND submission.superseded_by IS NULL
                    AND submission.withdrawn_by IS NULL AND submission.held = 0
                    AND submission.draft = 0
LEFT JOIN received ON received.received = submission.received;

CREATE VIEW comments AS
    -- One row a comment on an answer that stands. Comments are for the unit itself and for who
    -- runs the survey; no result shows them.
SELECT round.questionnaire, round.year, unit.id AS unit, unit.name AS unit_name,
       question.id AS question, comment.text AS comment, question.text_da, question.text_en,
       received.name AS file, received.simulated
FROM comment
JOIN submission ON submission.submission = comment.submission
JOIN unit ON unit.unit = submission.unit
JOIN round ON round.round = unit.round
JOIN received ON received.received = submission.received
JOIN question ON question.edition = round.edition AND question.position = comment.position
WHERE submission.superseded_by IS NULL AND submission.withdrawn_by IS NULL
  AND submission.held = 0 AND submission.draft = 0;

CREATE VIEW units AS
    -- One row a unit and group it belongs to; WHERE depth = 0 gives every unit once.
SELECT round.questionnaire, round.year, unit.id AS unit, unit.name AS unit_name,
       unit_group.depth, unit_group.level, unit_group.code AS group_code,
       unit_group.name_da AS group_name,
       EXISTS (SELECT 1 FROM submission WHERE submission.unit = unit.unit
               AND submission.superseded_by IS NULL AND submission.withdrawn_by IS NULL
               AND submission.held = 0 AND submission.draft = 0) AS answered,
       EXISTS (SELECT 1 FROM submission WHERE submission.unit = unit.unit
               AND submission.superseded_by IS NULL AND submission.withdrawn_by IS NULL
               AND submission.held = 0 AND submission.draft = 1) AS draft,
       round.generated, EXISTS (SELECT 1 FROM received WHERE received.round = round.round
               AND received.simulated = 1) AS simulated
FROM unit
JOIN round ON round.round = unit.round
JOIN unit_in_group ON unit_in_group.unit = unit.unit
JOIN unit_group ON unit_group.unit_group = unit_in_group.unit_group
WHERE unit.registered = 1;

CREATE VIEW missing AS
    -- Who has not answered, or has withdrawn: one row a unit and group it belongs to; WHERE
    -- depth = 0 gives every missing unit once. draft = 1: it has sent a draft.
SELECT questionnaire, year, unit, unit_name, depth, level, group_code, group_name, draft,
       generated, simulated
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
                    AND submission.withdrawn_by IS NULL AND submission.held = 0
                    AND submission.draft = 0
GROUP BY unit_group.unit_group;

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

CREATE VIEW files AS
    -- One row an answer file. kept = 'without_personal': what is about persons is not in the parts
    -- that are kept of it, and they have a hash of their own. structure and labels: the hashes of
    -- the survey tool's lists that it was read by; see tool_list.
SELECT round.questionnaire, round.year, received.name AS file, received.size,
       received.encoding, received.delimiter, received.sheet, received.row_total, received.taken,
       received.refused, received.imported_at, received.sha256, received.kept,
       ifnull(received.kept_sha256, received.sha256) AS kept_sha256, mapping.json AS mapping,
       structure.sha256 AS structure, labels.sha256 AS labels, received.simulated
FROM received
JOIN round ON round.round = received.round
LEFT JOIN mapping ON mapping.mapping = received.mapping
LEFT JOIN tool_list AS structure ON structure.tool_list = received.structure
LEFT JOIN tool_list AS labels ON labels.tool_list = received.labels;

CREATE VIEW refusals AS
    -- One row a row of a file that could not be taken, and why.
SELECT round.questionnaire, round.year, refused.unit, received.name AS file, refused.row,
       refused.reason, refused.cells, received.imported_at, received.sha256, received.simulated
FROM refused
JOIN received ON received.received = refused.received
JOIN round ON round.round = received.round;

CREATE VIEW receipts AS
    -- One row an answer file, with what is told to whoever sent it. Answers by state are those of
    -- the rows taken. unchanged: institutions whose row says what was known already; of such no
    -- comments are counted.
SELECT round.questionnaire, round.year, received.name AS file, received.sha256, received.size,
       received.encoding, received.delimiter, received.layout, received.row_total AS rows,
       received.taken + received.unchanged AS institutions, received.unchanged,
       received.answered, received.dont_know, received.not_applicable, received.blank, received.not_asked,
       (SELECT count(*) FROM submission JOIN comment ON comment.submission = submission.submission
        WHERE submission.received = received.received) AS comments,
       ifnull(sent.drafts, 0) AS drafts, ifnull(sent.late, 0) AS late,
       (SELECT count(*) FROM submission AS earlier WHERE earlier.superseded_by = received.received
        AND earlier.received < received.received AND earlier.draft = 0) AS superseded,
       received.refused, received.stale, received.personal, received.errors, received.warnings,
       received.draft AS all_drafts, received.imported_at, received.simulated
FROM received
JOIN round ON round.round = received.round
LEFT JOIN (SELECT received, sum(draft) AS drafts, sum(late_in IS NOT NULL) AS late
           FROM submission GROUP BY received) AS sent ON sent.received = received.received;

CREATE VIEW freezes AS
    -- One row a freeze of a round. reopened_at IS NULL: it is frozen now. late: answers that came
    -- while it was.
SELECT round.questionnaire, round.year, freeze.reason, freeze.answered, freeze.frozen_at,
       freeze.reopened_at, freeze.reopen_reason,
       (SELECT count(*) FROM submission WHERE late_in = freeze.freeze) AS late
FROM freeze
JOIN round ON round.round = freeze.round;

PRAGMA user_version = 4;
