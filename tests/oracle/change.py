"""Holds the changes between rounds to figures that R's survey gave (change.R, change/expected.csv) and
to their schema: change.py BINARY SCHEMA_FOLDER DATA_FOLDER SCRATCH. The same answers with their rows
in another order must give the same bytes, and every split must close to the last digit.
"""
import csv
import json
import os
import random
import shutil
import subprocess
import sys
from decimal import Decimal

from schemas import mutants, refusals, validator

CLOSE = 1e-9  # relative
POINTS = 1e-8  # absolute, of figures in points: scores are whole numbers of 1e-9
WORD = {"da": "ord", "en": "word"}
YEARS = {"2017": "e1", "2018": "e1", "2019": "e2", "2020": "e3"}
PROBABILITIES = {"p", "adjusted_p"}


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


def survey_of(data, folder, chance=None):
    """A survey folder of the data, whose answers stand in another order where chance is given."""
    os.makedirs(folder)
    for name in ("e1.json", "e2.json", "e3.json", "units.csv"):
        shutil.copy(os.path.join(data, name), folder)
    for year in YEARS:
        with open(os.path.join(data, year + ".csv"), encoding="utf-8") as file:
            head, *lines = file.read().splitlines()
        if chance:
            chance.shuffle(lines)
        os.makedirs(os.path.join(folder, "answers", year))
        with open(os.path.join(folder, "answers", year, "all.csv"), "w", encoding="utf-8") as file:
            file.write("\n".join([head] + lines) + "\n")
    level = {"one": WORD, "many": WORD}
    documents = {
        "registers.json": {
            "format": "baseline-registers-1", "nation": {"code": "xx", "name": WORD},
            "levels": [{"id": "region", **level}, {"id": "owner", **level, "owner": True}],
            "registers": [{"id": "units", "file": "units.csv", **level,
                           "columns": {"id": "id", "name": "name"},
                           "groups": {"region": {"code": "region", "name": "region_name"},
                                      "owner": {"code": "owner", "name": "owner_name"}},
                           "source": "Made for this"}]},
        "survey.json": {
            "format": "baseline-survey-1", "title": WORD, "registers": "registers.json",
            "rounds": [{"questionnaire": "moving", "year": int(year), "edition": edition + ".json",
                        "register": "units", "answers": "answers/" + year}
                       for year, edition in YEARS.items()]}}
    for name, document in documents.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            json.dump(document, file)
    return folder


def change(binary, survey, years):
    before, now = years.split()
    return run(binary, "change", "--round", "moving/" + now, "--from", before, "--unit", "u001",
               "--format", "json", survey)


def look_up(document, path):
    for step in path.split("."):
        document = document[int(step) if isinstance(document, list) else step]
    return document


def found_figure(document, row):
    node = next(n for n in document["nodes"] if n["id"] == row["node"])
    figure = row["figure"]
    if figure.startswith("tenth."):
        _, number, key = figure.split(".")
        return node["regression"]["tenths"][int(number) - 1][key]
    of_node = ("comparability", "break", "linking_error", "questions.", "regression.", "unit.")
    if figure.startswith(of_node):
        return look_up(node, figure)
    group = next((g for g in node["groups"]
                  if (g["level"], g["code"]) == (row["level"], row["code"])), None)
    if group is None:
        return "left out"
    if figure.startswith("series."):
        _, year, key = figure.split(".")
        return next(p for p in group["series"] if str(p["year"]) == year)[key]
    return look_up(group, figure)


def agrees(found, row):
    wanted = row["value"]
    if found == "left out":  # nobody in the group has a score on the node
        return wanted in ("undefined", "0", "no_units", "not_sure", "none") or row["figure"].endswith("base")
    if wanted == "undefined":
        return found is None
    if wanted == "none":
        return found is None
    try:
        number = float(wanted)
    except ValueError:
        return found == wanted
    if not isinstance(found, (int, float)):
        return False
    room = CLOSE * abs(number)
    if row["figure"] not in PROBABILITIES:
        room = max(room, POINTS)
    elif abs(number) < 1e-6:
        room = 1e-14
    else:
        room = max(room, 1e-8 * number)
    return abs(found - number) <= room


def compare(count, documents, data):
    with open(os.path.join(data, "expected.csv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = found_figure(documents[row["run"]], row)
            count.check(agrees(found, row), " ".join(row.values()) + f": found {found}")


def check_splits(count, text, name):
    """cross = real + entries - exits, and published = real + weights + questions, as they are
    printed."""
    document = json.loads(text, parse_float=Decimal)
    for node in document["nodes"]:
        for group in node["groups"]:
            split = group["split"]
            if split["real"] is not None:
                count.check(split["cross"] == split["real"] + split["entries"] - split["exits"],
                            f"{name} {node['id']} {group['code']}: the split does not close")
            effects = group["effects"]
            if effects is not None:
                parts = effects["real"] + effects["weights"] + effects["questions"]
                count.check(effects["published"] == parts,
                            f"{name} {node['id']} {group['code']}: the effects do not close")


def check_schema(count, schemas, document):
    valid = validator(schemas, "change")
    for why in refusals(valid, document):
        count.check(False, f"the schema refuses{why}")
    small = dict(document, nodes=[dict(n, groups=n["groups"][:2]) for n in document["nodes"][:2]])
    for wrong, mutant in mutants(small):
        count.check(not valid.is_valid(mutant), f"the schema takes a document with {wrong}")


def main(binary, schemas, data, scratch):
    count = Count()
    survey = survey_of(data, os.path.join(scratch, "survey"))
    shuffled = survey_of(data, os.path.join(scratch, "shuffled"), random.Random(7))
    for folder in (survey, shuffled):
        run(binary, "import", folder)
    texts = {years: change(binary, survey, years)
             for years in ("2017 2018", "2018 2019", "2019 2020", "2017 2020")}
    documents = {years: json.loads(text) for years, text in texts.items()}
    compare(count, documents, data)
    for years, text in texts.items():
        check_splits(count, text, years)
        count.check(text == change(binary, shuffled, years), f"{years}: rows in another order")
        count.check(not any(word in text for word in ("nan", "inf,", "Infinity")), f"{years}: NaN")
    check_schema(count, schemas, documents["2018 2019"])
    for text in count.failed[:40]:
        print("  FAILED", text)
    print(f"changes: {count.passed} passed, {len(count.failed)} failed")
    return 1 if count.failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5]))
