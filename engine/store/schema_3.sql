-- From version 2 of the record to version 3: what was written beside answers. Nothing that
-- was received is changed.

CREATE TABLE comment (
    -- What a person wrote beside an answer. Never changed, never removed.
    submission INTEGER NOT NULL REFERENCES submission,
    position   INTEGER NOT NULL CHECK (position >= 1), -- the question's, in the edition
    text       TEXT NOT NULL,
    PRIMARY KEY (submission, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER comment_stays BEFORE DELETE ON comment
BEGIN SELECT RAISE(ABORT, 'what was received is never removed'); END;
CREATE TRIGGER comment_stays_as_it_is BEFORE UPDATE ON comment
BEGIN SELECT RAISE(ABORT, 'what was received is never changed'); END;

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
WHERE submission.superseded_by IS NULL;

PRAGMA user_version = 3;
