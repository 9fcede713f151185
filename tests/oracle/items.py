"""Holds the item analysis to figures that R's psych gave (items.R, items/*.expected.csv), to a count of
the answers as they stand in the files, and to its schema: items.py BINARY SCHEMA_FOLDER DATA_FOLDER
SCRATCH. Each data set is made a survey, whose owners are the municipalities, and analysed again as
one file with its rows in another order.
"""
import csv
import glob
import json
import os
import random
import subprocess
import sys

from schemas import mutants, refusals, validator

CLOSE = 1e-9  # relative; of figures near 0, absolute
WORDS = {"undefined": None, "withheld": "withheld"}


class Count:
    passed = 0
    failed = []

    def check(self, true, text):
        if true:
            self.passed += 1
        else:
            self.failed.append(text)


def run(*command):
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode != 0:
        sys.exit(f"{' '.join(command)}: {made.stdout}{made.stderr}")
    return made.stdout


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(folder, name, text):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


def survey_of(definition, answers, folder):
    """A survey folder of the data set, imported."""
    rows = table(answers)
    word = {"da": "ord", "en": "word"}
    write(folder, "units.csv", "id,name,owner,owner_name\n" + "".join(
        f"{r['id']},Unit {r['id']},{r['owner']},Owner {r['owner']}\n" for r in rows))
    write(folder, "registers.json", json.dumps({
        "format": "baseline-registers-1", "nation": {"code": "xx", "name": word},
        "levels": [{"id": "owner", "one": word, "many": word, "owner": True}],
        "registers": [{"id": "units", "file": "units.csv", "one": word, "many": word,
                       "columns": {"id": "id", "name": "name"},
                       "groups": {"owner": {"code": "owner", "name": "owner_name"}},
                       "source": "Made for this"}]}))
    name = os.path.basename(definition)[:-len(".json")]
    with open(definition, encoding="utf-8") as file:
        write(folder, "definition.json", file.read())
    with open(answers, encoding="utf-8") as file:
        write(os.path.join(folder, "answers"), "all.csv", file.read())
    write(folder, "survey.json", json.dumps({
        "format": "baseline-survey-1", "title": word, "registers": "registers.json",
        "rounds": [{"questionnaire": name, "year": 2019, "edition": "definition.json",
                    "register": "units", "answers": "answers"}]}))
    return folder


def shuffled(answers, path):
    with open(answers, encoding="utf-8") as file:
        head, *lines = file.read().splitlines()
    random.Random(6).shuffle(lines)
    write(os.path.dirname(path), os.path.basename(path), "\n".join([head] + lines) + "\n")
    return path


def near(value, wanted):
    return isinstance(value, (int, float)) and abs(value - wanted) <= CLOSE * max(abs(wanted), 1e-3)


def agrees(found, wanted):
    if wanted in WORDS:
        return found == WORDS[wanted]
    return near(found, float(wanted))


def share(found):
    if found is None:
        return "undefined"
    return found if isinstance(found, str) else f"{found['bound']} {found['count']}"


# What a figure of a scale is in the JSON.
SCALE = {
    "units": lambda s: s["units"], "questions": lambda s: s["questions"],
    "low": lambda s: s["interval_95"]["lower"], "high": lambda s: s["interval_95"]["upper"],
    "complete_n": lambda s: s["complete_cases"]["n"] if s["complete_cases"] else "no_gaps",
    "complete_alpha": lambda s: s["complete_cases"]["alpha"],
    "within": lambda s: s["alpha_within_owners"],
}


def found_figure(document, row):
    figure = row["figure"]
    if row["scale"] == "":
        question = next(q for q in document["questions"] if q["id"] == row["question"])
        return share(question[figure]) if figure in ("floor", "ceiling") else question[figure]
    scale = next(s for s in document["scales"] if s["id"] == row["scale"])
    if row["question"] == "":
        return SCALE.get(figure, lambda s: s[figure])(scale)
    item = next(i for i in scale["items"] if i["question"] == row["question"])
    return (item[figure] or "no") if figure == "left_out" else item[figure]


def compare(count, name, document, expected):
    for row in table(expected):
        found, wanted = found_figure(document, row), row["value"]
        literal = row["figure"] in ("floor", "ceiling", "left_out") or wanted == "no_gaps"
        count.check(found == wanted if literal else agrees(found, wanted),
                    f"{name} {row['scale']} {row['question']} {row['figure']}: {found}, "
                    f"R gives {wanted}")


def compare_counts(count, name, document, answers):
    rows = table(answers)
    for question in document["questions"]:
        cells = [r[question["id"]] for r in rows]
        asked = len(cells) - cells.count("ir")
        for key, counted, base in (("missing", "", asked), ("dont_know", "vi", asked),
                                   ("not_applicable", "ir", len(cells))):
            wanted = {"count": cells.count(counted), "of": base, "bound": "exact",
                      "percent": 100 * cells.count(counted) / base}
            found = question[key] or {}
            count.check(found.keys() == wanted.keys()
                        and all(near(found[k], wanted[k]) or found[k] == wanted[k] for k in wanted),
                        f"{name} {question['id']} {key}: {question[key]}, counted {wanted}")
        if question["answers"] is not None:
            count.check(sum(c["count"] for c in question["answers"]) == question["n"],
                        f"{name} {question['id']}: the cells are not all answers")
            count.check(all(c["count"] == 0 or c["count"] >= 5 for c in question["answers"]),
                        f"{name} {question['id']}: a cell of fewer than five")


def without_owners(document):
    """The same, but for what only a survey can tell."""
    kept = json.loads(json.dumps(document))
    for key in ("survey", "year", "owners"):
        del kept[key]
    for scale in kept["scales"]:
        scale.pop("alpha_within_owners", None)
    return kept


def compare_schema(count, schemas, name, document):
    valid = validator(schemas, "items")
    for why in refusals(valid, document):
        count.check(False, f"{name}{why}")
    for wrong, mutant in mutants(document):
        count.check(next(refusals(valid, mutant), None) is not None,
                    f"{name}: the schema takes a document with {wrong}")


def main():
    binary, schemas, data, scratch = sys.argv[1:]
    count = Count()
    for expected in sorted(glob.glob(data + "/*.expected.csv")):
        name = os.path.basename(expected)[:-len(".expected.csv")]
        definition, answers = (os.path.join(data, name + end) for end in (".json", ".csv"))
        survey = survey_of(definition, answers, os.path.join(scratch, name))
        run(binary, "import", "--no-quality", survey)
        text = run(binary, "items", "--format", "json", survey)
        again = run(binary, "items", "--format", "json", definition,
                    shuffled(answers, os.path.join(scratch, name, "again.csv")))
        document = json.loads(text)
        compare(count, name, document, expected)
        compare_counts(count, name, document, answers)
        compare_schema(count, schemas, name, document)
        count.check(without_owners(document) == without_owners(json.loads(again)),
                    f"{name}: other figures from the file in another order")
        for language in ("da", "en"):
            page = run(binary, "items", "--lang", language, survey)
            count.check("nan" not in page.lower().split() and "inf" not in page.lower().split(),
                        f"{name}: the page has a figure that is none")
    for failure in count.failed[:40]:
        print("  FAILED " + failure)
    print(f"items: {count.passed} passed, {len(count.failed)} failed")
    return 1 if count.failed or not count.passed else 0


if __name__ == "__main__":
    sys.exit(main())
