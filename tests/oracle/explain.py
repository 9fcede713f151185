"""Takes every answer on record back to its file a second time: explain.py BINARY SCHEMA_FOLDER CASES
[NAME ...]

Runs the cases of the program (tests/cases) with a wrapper around it that puts every file aside that
there is when it is started. Then every institution of every database that a case leaves behind has
all its submissions explained, and each cell that `explain` names is looked up in the file as it was
sent, by readers of another kind (sheets.py): row, column and text must be those, and the text must
be such as gives that answer. The JSON is held to its schema, and the schema to being able to say no.
"""
import glob
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import sheets
from schemas import mutants, refusals, validator

UNITS = 60  # of a round, evenly taken, where there are more
# Cases that leave a survey behind that cannot be read, or lacks an institution: what is said then.
REFUSED = {
    "a-survey-is-scored-in-other-ways-beside-its-own": "there is no configuration",
    "new-answers-are-compared-with-all-that-stand": "no longer in the register",
}
FOLDER_FILES = 400  # a case with more has a rehearsal of a whole nation in it

WRAPPER = """#!{python}
import hashlib, os, shutil, sys
aside = {aside!r}
files = [os.path.join(at, name) for at, _, names in os.walk(".") for name in names]
files += [word for word in sys.argv[1:] if os.path.isfile(word)]
for path in files[:{most}]:
    try:
        with open(path, "rb") as file:
            data = file.read(1 << 26)
    except OSError:
        continue
    into = os.path.join(aside, hashlib.sha256(data).hexdigest())
    if not os.path.exists(into):
        with open(into, "wb") as file:
            file.write(data)
os.execv({binary!r}, sys.argv)
"""

SUBMISSIONS = """
SELECT round.questionnaire, round.year, unit.id, received.sha256, received.delimiter, received.sheet,
       received.kept, submission.record, submission.superseded_by IS NULL
       AND submission.withdrawn_by IS NULL AND submission.held = 0 AND submission.draft = 0,
       received.definition, received.mapping
FROM submission JOIN unit ON unit.unit = submission.unit JOIN round USING (round)
JOIN received ON received.received = submission.received
-- A file that came as a draft and again as final is explained as it came last.
WHERE NOT EXISTS (SELECT 1 FROM submission AS again JOIN received AS same
    ON same.received = again.received WHERE again.unit = submission.unit
    AND same.sha256 = received.sha256 AND again.submission > submission.submission)
"""


def fold(text):
    text = text.replace("\u00a0", " ")
    return " ".join(text.split()).lower().lstrip("'")


def letters(column):
    text = ""
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(ord("A") + digit) + text
    return text


def means(answer, cell):
    """Whether the cell's text gives the answer, in the way that `explain` says, where that is
    plain to see."""
    text, because = fold(cell["text"]), answer["because"]
    labels = {fold(label) for label in (answer["label"] or {}).values()}
    if because == "empty":
        return text == ""
    if because == "left_blank":
        return text != "" and answer["code"] is None and text not in labels
    if answer["option_of"] or because in ("listed", "by_options", "by_whole", "not_listed"):
        return True  # by the cell of another, or by a part of it
    if because == "code":
        return text == fold(answer["code"])
    if because == "label":
        # Tools mark labels up, and end a list of one with a semicolon.
        return fold(re.sub(r"<[^>]*>", "", cell["text"])).rstrip("; ") in labels
    if because == "code_and_label":
        return text in {f"{fold(answer['code'])}: {label}" for label in labels}
    if because == "number":
        return float(text.replace(",", ".")) == answer["number"]
    return because in ("value", "synonym", "tool", "mapping", "labels", "place") and text != ""


def cell_at(rows, row, column):
    cells = rows[row - 1] if row <= len(rows) else []
    return cells[column - 1] if column <= len(cells) else ""


def names_unit(rows, cell, unit):
    """Whether the institution's number stands in the row of a cell, above it in its column, or, in
    a form, among the first rows."""
    near = rows[cell["row"] - 1] + [row[cell["column"] - 1] for row in rows[:cell["row"]]
                                    if cell["column"] <= len(row)]
    return unit.lower() in map(fold, near + sum(rows[:20], []))


def joined_unit(book, cell, unit):
    """Whether a cell of one of several joined sheets is in a row of the institution's: the first
    column that all of them have holds the same there as on the first sheet beside its number."""
    first, other = next(iter(book.values())), book[cell["sheet"]]
    shared = [name for name in map(fold, first[0])
              if name and all(name in map(fold, rows[0]) for rows in book.values())]
    if not shared:
        return False
    key, own = ([fold(name) for name in rows[0]].index(shared[0]) for rows in (first, other))
    known = {fold(row[key]) for row in first[1:] if unit.lower() in map(fold, row)}
    return fold(cell_at(other, cell["row"], own + 1)) in known


def wrong_cells(document, book, unit):
    """`book` holds rows by name of sheet, in the order they were joined in; by None where there is
    one table."""
    for answer in document["answers"]:
        where = answer["question"]
        comment = answer["comment"]
        for cell in answer["cells"] + ([comment["cell"]] if comment else []):
            if cell is None:
                yield f"{where}: the comment has no cell"
                continue
            if cell["row"] is None:
                continue  # the sheet has no such row, or what is kept is one table of several
            if cell["sheet"] not in book:
                yield f"{where}: no sheet {cell['sheet']!r}"
                continue
            rows = book[cell["sheet"]]
            sent = cell_at(rows, cell["row"], cell["column"])
            place = f"{cell['letters']}{cell['row']}"
            if cell["text"].strip(" \t") != sent:
                yield f"{where}: {place} holds {sent!r}, not {cell['text']!r}"
            if cell["letters"] != letters(cell["column"]):
                yield f"{where}: column {cell['column']} is not {cell['letters']}"
            own = names_unit(rows, cell, unit) if len(book) == 1 else joined_unit(book, cell, unit)
            if sent and not own:
                yield f"{where}: {place} is not {unit}'s"
        if comment and comment["cell"] and comment["cell"]["text"] != comment["text"]:
            yield f"{where}: another comment than {comment['text']!r}"
        # In a file with a row an answer an institution may lack the row that others have.
        if answer["state"] == "not_asked" if answer["cells"] else \
                answer["state"] not in ("not_asked", "blank"):
            yield f"{where}: {answer['state']} from {len(answer['cells'])} cells"
        if (answer["because"] == "no_cell") == bool(answer["cells"]):
            yield f"{where}: {answer['because']} from {len(answer['cells'])} cells"
        if answer["cells"] and not any(means(answer, cell) for cell in answer["cells"]):
            yield f"{where}: {answer['cells']} is no {answer['code']} by {answer['because']}"


def wrong_record(document, record, marks):
    """The answers against the marks of the record: mark -> (code, state), by question."""
    if len(record) != len(document["answers"]):
        yield f"{len(document['answers'])} answers, not {len(record)}"
    for mark, answer, known in zip(record, document["answers"], marks):
        if known.get(mark) != (answer["code"], answer["state"]):
            yield f"{answer['question']}: {answer['code']}, {answer['state']}, " \
                  f"not {known.get(mark)}"


def explained(binary, survey, row):
    questionnaire, year, unit, sha256 = row[:4]
    said = subprocess.run(
        [binary, "explain", "--lang", "en", "--round", f"{questionnaire}/{year}", "--unit", unit,
         "--file", sha256, "--format", "json", survey], capture_output=True, check=False)
    return said.returncode, said.stdout, said.stderr.decode()


def read_book(aside, row):
    """Rows by name of sheet of the file of a submission; a single sheet goes without a name."""
    with open(os.path.join(aside, row[3]), "rb") as file:
        data = file.read()
    names = (row[5] or "").split("/")
    if len(names) == 1:
        return {None: sheets.read(data, row[4], names[0])}
    return {name: sheets.read(data, row[4], name) for name in names}


def check(job):
    """What is wrong with one explained submission, and how many answers it has."""
    binary, schemas, survey, aside, marks, row = job
    _, _, unit, sha256, _, _, _, record, stands, *_ = row
    status, said, complaint = explained(binary, survey, row)
    expected = REFUSED.get(os.path.basename(survey))
    if status == 1 and expected and expected in complaint:
        return [], 0
    if status != 0:
        return [f"status {status}: {complaint.strip()}"], 0
    document = json.loads(said)
    why = list(refusals(validator(schemas, "explain"), document))
    why += document["disagreements"]
    chosen = [sent for sent in document["submissions"] if sent["explained"]]
    if [(sent["sha256"], sent["counts"]) for sent in chosen] != [(sha256, bool(stands))]:
        why.append(f"explains {chosen}")
    path = os.path.join(aside, sha256)
    if not os.path.exists(path):
        return why + [f"the file {sha256} was not put aside"], 0
    why += wrong_record(document, record, marks)
    why += wrong_cells(document, read_book(aside, row), unit)
    return why, len(document["answers"])


def self_test(job):
    """What is wrong with what is right: the schema and the checks of cells must say so."""
    binary, schemas, survey, aside, marks, row = job
    document = json.loads(explained(binary, survey, row)[1])
    document["answers"] = document["answers"][:3]
    valid = validator(schemas, "explain")
    for what, mutant in mutants(document):
        if valid.is_valid(mutant):
            yield f"takes {what}"
    book = read_book(aside, row)
    cell = next(answer for answer in document["answers"] if answer["cells"])["cells"][0]
    for key, other in ("row", cell["row"] + 1), ("column", cell["column"] + 1), \
            ("text", cell["text"] + "x"), ("letters", "ZZ"):
        mutant = json.loads(json.dumps(document))
        next(a for a in mutant["answers"] if a["cells"])["cells"][0][key] = other
        if not list(wrong_cells(mutant, book, row[2])):
            yield f"takes another {key} of a cell"
    if len(book) > 1:
        mutant = json.loads(json.dumps(document))
        cell = next(a for a in mutant["answers"] if a["cells"])["cells"][0]
        cell["sheet"] = next(name for name in book if name != cell["sheet"])
        if not list(wrong_cells(mutant, book, row[2])):
            yield "takes another sheet of a cell"
    other = ("1" if row[7][0] == "2" else "2") + row[7][1:]
    if not list(wrong_record(dict(document, answers=document["answers"][:1]), other[:1], marks)):
        yield "takes another record"


def known_marks(database, questionnaire, year):
    """mark -> (code, state) of each question of a round, in their order."""
    found = database.execute(
        "SELECT question.position, option.mark, option.code, option.state FROM round "
        "JOIN question USING (edition) JOIN option ON option.edition = question.edition "
        "AND option.scale = question.scale WHERE questionnaire = ? AND year = ?",
        (questionnaire, year)).fetchall()
    marks = [{} for _ in range(max((position for position, *_ in found), default=0))]
    for position, mark, code, state in found:
        marks[position - 1][mark] = (code, state)
    return marks


def jobs_of(binary, schemas, path, aside):
    """One for each submission of a database; [] where there is no survey beside it any more."""
    survey = os.path.dirname(path)
    if not os.path.exists(os.path.join(survey, "survey.json")):
        return
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        rows = database.execute(SUBMISSIONS).fetchall()
        rounds = {}
        for row in rows:
            rounds.setdefault(row[:2], []).append(row)
        for (questionnaire, year), sent in rounds.items():
            marks = known_marks(database, questionnaire, year)
            units = sorted({row[2] for row in sent})
            some = set(units[::max(1, len(units) // UNITS)])
            for row in sent:
                if row[2] in some:
                    yield binary, schemas, survey, aside, marks, row
    except sqlite3.DatabaseError:
        pass  # a case about a database that is none
    finally:
        database.close()


def run_case(binary, case, scratch):
    """Runs a case in a folder of its own, as tests/cases/run does."""
    work = os.path.join(scratch, "work", os.path.basename(case))
    aside = os.path.join(scratch, "aside", os.path.basename(case))
    os.makedirs(aside)
    inside = os.path.join(case, "in")
    if os.path.isdir(inside):
        shutil.copytree(inside, work, symlinks=True)
    else:
        os.makedirs(work)
    wrapper = os.path.join(aside, "baseline")
    with open(wrapper, "w", encoding="utf-8") as file:
        file.write(WRAPPER.format(python=sys.executable, aside=aside, binary=binary,
                                  most=FOLDER_FILES))
    os.chmod(wrapper, 0o755)
    cases = os.path.dirname(case)
    environment = dict(os.environ, BASELINE=wrapper, CASES=cases, LC_ALL="C",
                       REPOSITORY=os.path.dirname(os.path.dirname(cases)))
    subprocess.run(["sh", os.path.join(case, "cmd")], cwd=work, env=environment, check=False,
                   stdin=subprocess.DEVNULL, capture_output=True)
    return work, aside


def main(binary, schemas, cases, *names):
    binary, cases = os.path.realpath(binary), os.path.realpath(cases)
    scratch = tempfile.mkdtemp()
    passed, wrong, answers = 0, [], 0
    done, tested = set(), set()
    try:
        with ThreadPoolExecutor(2) as pool:
            for case in sorted(glob.glob(cases + "/*/cmd")):
                case = os.path.dirname(case)
                if names and os.path.basename(case) not in names:
                    continue
                work, aside = run_case(binary, case, scratch)
                jobs = [job for path in sorted(glob.glob(work + "/**/*.db", recursive=True))
                        for job in jobs_of(binary, schemas, path, aside)]
                # The tiny survey stands in many cases; what is the same in all is done once.
                jobs = [job for job in jobs if job[5] not in done]
                done.update(job[5] for job in jobs)
                for job, (why, count) in zip(jobs, pool.map(check, jobs)):
                    answers += count
                    passed += not why
                    wrong += [f"{os.path.basename(case)}: {'/'.join(map(str, job[5][:3]))} "
                              f"{job[5][3][:12]}: {what}" for what in why[:3]]
                    joined = "/" in (job[5][5] or "") and job[5][6] == "as_sent"
                    if count and not why and joined not in tested:
                        wrong += self_test(job)
                        tested.add(joined)
                subprocess.run(["chmod", "-R", "u+w", work], check=False)
                shutil.rmtree(work, ignore_errors=True)
                shutil.rmtree(aside, ignore_errors=True)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    for why in wrong[:40]:
        print("FAILED " + why)
    print(f"  {answers} answers taken back to their cells")
    print(f"explain: {passed} passed, {len(wrong)} failed")
    return len(wrong) > 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
