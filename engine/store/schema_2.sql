-- From version 1 of the record, which schema.sql makes, to version 2: questions that are
-- answered by a number, questions that take several options, values and weights that are
-- decimals. Nothing that was received is changed.

ALTER TABLE edition ADD COLUMN weight_unit INTEGER NOT NULL DEFAULT 1
    CHECK (weight_unit >= 1); -- score.answered and score.relevant count in 1 / weight_unit

ALTER TABLE score ADD COLUMN value INTEGER; -- 1e-9 of the area's own value; NULL = no score

-- The numbers of a submission: a JSON array, in order of question.number, null where no
-- number was given. NULL in an edition without such questions.
ALTER TABLE submission ADD COLUMN numbers TEXT;

DROP TRIGGER submission_stays_as_it_is;
CREATE TRIGGER submission_stays_as_it_is
BEFORE UPDATE OF submission, unit, received, source_row, record, numbers ON submission
BEGIN SELECT RAISE(ABORT, 'what was received is never changed'); END;

DROP VIEW answers;
DROP VIEW submissions;
DROP VIEW scores;

CREATE TABLE question_2 (
    -- What has an answer of its own: a question, a layer of one, or an option of one that
    -- takes several (answered 1 when it was chosen, else 0).
    edition  INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 1), -- 1 = the first; place in submission.record
    id       TEXT NOT NULL,                          -- for life: the same id is the same question
    scale    TEXT NOT NULL,                          -- id of the scale it is answered on
    weight   ANY NOT NULL CHECK (typeof(weight) IN ('integer', 'real') AND weight > 0),
    reversed INTEGER NOT NULL CHECK (reversed IN (0, 1)), -- 1 = a high value is bad
    number   INTEGER CHECK (number >= 0), -- place in submission.numbers, 0 = the first; NULL = none
    text_da  TEXT,
    text_en  TEXT,
    PRIMARY KEY (edition, position),
    UNIQUE (edition, id)
) STRICT, WITHOUT ROWID;
INSERT INTO question_2 (edition, position, id, scale, weight, reversed, text_da, text_en)
SELECT edition, position, id, scale, weight, reversed, text_da, text_en FROM question;
DROP TABLE question;
ALTER TABLE question_2 RENAME TO question;

CREATE TABLE option_2 (
    -- The answers of a scale, and the two ways of not answering.
    edition  INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    scale    TEXT NOT NULL,
    mark     TEXT NOT NULL CHECK (length(mark) = 1), -- as in submission.record; '.' blank, '_' not asked
    code     TEXT,    -- as in answer files; NULL = no answer, or one that is no option
    value    ANY CHECK (typeof(value) IN ('integer', 'real', 'null')), -- NULL = none, or elsewhere
    state    TEXT NOT NULL
             CHECK (state IN ('answered', 'dont_know', 'not_applicable', 'blank', 'not_asked')),
    label_da TEXT,
    label_en TEXT,
    PRIMARY KEY (edition, scale, mark)
) STRICT, WITHOUT ROWID;
INSERT INTO option_2 SELECT * FROM option;
DROP TABLE option;
ALTER TABLE option_2 RENAME TO option;

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
WHERE submission.superseded_by IS NULL;

CREATE VIEW submissions AS
    -- One row a unit and file it answered in. standing = 1: these answers count.
SELECT round.questionnaire, round.year, unit.id AS unit, unit.name AS unit_name,
       received.name AS file, submission.source_row, received.imported_at,
       submission.superseded_by IS NULL AS standing, later.name AS superseded_by,
       later.imported_at AS superseded_at, submission.record, submission.numbers,
       received.sha256, received.simulated
FROM submission
JOIN unit ON unit.unit = submission.unit
JOIN round ON round.round = unit.round
JOIN received ON received.received = submission.received
LEFT JOIN received AS later ON later.received = submission.superseded_by;

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
LEFT JOIN received ON received.received = submission.received;

PRAGMA user_version = 2;
