"""A second survey, made to be awkward: variant.py BINARY QUESTIONNAIRES_FOLDER FOLDER

What the shipped definitions do not use is used here: reversed questions, uneven weights, areas in
areas, coverage of other sizes, conditions on conditions, "don't know" as nothing, a scale with
negative and shared values, an edition in the middle that breaks the series for some areas, a small
k with few owners. The simulated answers are then rewritten: labels in either language and any
case, synonyms, answers to questions that were not shown, columns left out, an empty row, a second
file that supersedes rows of the first.
"""
import csv
import json
import os
import random
import subprocess
import sys

from oracle import read_table

ODD = {
    "title": {"da": "Skæv", "en": "Odd"},
    "target": 1,
    "options": [
        {"code": "a", "value": -2, "label": {"da": "Slet ikke", "en": "Not at all"}},
        {"code": "b", "value": 1, "label": {"da": "Noget", "en": "Some"}},
        {"code": "b2", "value": 1, "label": {"da": "Noget andet", "en": "Some other"}},
        {"code": "c", "value": 7, "label": {"da": "Alt på én gang", "en": "All at once"}},
        {"code": "ir", "state": "not_applicable", "label": {"da": "Ikke relevant", "en": "Not applicable"}},
        {"code": "vi", "state": "dont_know", "label": {"da": "Ved ikke", "en": "Don't know"}},
    ],
}
WANTED = {"odd": ["b", "c"], "yesno": ["1"], "maturity": ["1", "3", "4", "5"]}
SPELLINGS = {
    "1": ["ad hoc", "  TILFÆLDIGT ", "1"], "2": ["Repeated", "gentaget"], "3": ["DEFINED", "3"],
    "4": ["managed  and   measured"], "5": ["Løbende Forbedret", "continually improved"],
    "ir": ["n/a", "Ej  relevant", "NOT APPLICABLE"], "vi": ["ved ej", "Don't know"],
}


def reshape(definition, edition, middle):
    """The definition with all that is awkward in it; `middle` = the edition that differs."""
    definition["edition"] = edition
    definition["scales"] = "scales.json"
    definition["rules"] = {"dont_know": "zero"}
    questions = definition["questions"]
    parents = {q["asked_if"]["question"] for q in questions if "asked_if" in q}
    for i, question in enumerate(questions):
        question["weight"] = (1, 2, 3, 1, 7)[i % 5]
        if i % 3 == 1:
            question["reversed"] = True
        if i % 8 == 6 and question["id"] not in parents:
            question["scale"] = "odd"
    for i in range(10, len(questions) - 1, 9):  # two in a row: a condition on a condition
        for k, rest in ((0, {"when_not_asked": "floor"}), (1, {})):
            parent = questions[i + k - 1]
            wanted = WANTED[parent["scale"]]
            questions[i + k].pop("when_not_asked", None)
            questions[i + k].update({"asked_if": {"question": parent["id"], "answers": wanted}})
            questions[i + k].update(rest)
    areas = definition["dimensions"][0]["areas"]
    for i, area in enumerate(areas):
        area["weight"] = (3, 1, 2)[i % 3]
        area["minimum_coverage"] = ("1/2", "4/5", "2/3", "1/1")[i % 4]
    definition["dimensions"][0]["areas"] = [
        {"id": "first", "title": {"da": "De første", "en": "The first"}, "weight": 5,
         "minimum_coverage": "1/4", "areas": [
             {"id": "inner", "title": {"da": "Indre", "en": "Inner"}, "weight": 2,
              "minimum_coverage": "1/1", "areas": areas[:2]}] + areas[2:5]},
    ] + areas[5:]
    definition["dimensions"][0]["minimum_coverage"] = "3/4"
    if middle:
        questions[4]["weight"] = 9
        questions[9]["weight"] += 1  # a parent, whose weight is nothing to its follow-up
        areas[6]["minimum_coverage"] = "1/3"
        areas[7]["questions"] = areas[7]["questions"][:-1]
        areas[8]["title"] = {"da": "Nyt navn", "en": "A new name is no new measure"}
        questions[-1]["text"]["en"] += " (clearer)"


def respell(cell, chance):
    return chance.choice(SPELLINGS[cell]) if cell in SPELLINGS and chance.random() < .5 else cell


def rewrite(path, definition, chance, drop):
    """Reads a simulated file and writes it again, awkwardly."""
    header, *rows = read_table(path)
    scale = {q["id"]: q["scale"] for q in definition["questions"]}
    with open(os.path.join(os.path.dirname(__file__), "..", "..", "questionnaires",
                           "scales.json"), encoding="utf-8") as file:
        labels = {option["label"]["da"]: option["code"] for s in json.load(file).values()
                  for option in s["options"]}
    for row in rows:
        for i, name in enumerate(header):
            if name not in scale:
                continue
            code = labels.get(row[i], row[i])
            if scale[name] == "odd":
                row[i] = {"Noget andet": "SOME  other"}.get(row[i], row[i])
            elif scale[name] == "maturity":
                row[i] = respell(code, chance)
            if row[i] == "" and chance.random() < .3:
                row[i] = {"odd": "c", "yesno": "ja", "maturity": "4"}[scale[name]]
    if len(rows) > 2:
        rows[1][3:] = [""] * len(rows[1][3:])
    keep = [i for i, name in enumerate(header)
            if name != "" and (not drop or i < 3 or i % 7)]
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t" if drop else ",")
        writer.writerow([header[i] for i in keep] + ["Bemærkninger"])
        for n, row in enumerate(rows):
            writer.writerow([row[i] for i in keep] + ['to "linjer"\r\nog, mere' if n == 0 else ""])
    return header, rows


def supersede(folder, header, rows):
    """A later file with other answers of the same units, the columns the other way round."""
    turned = [[row[0]] + row[3:][::-1] + row[2:3] for row in rows[:2]]
    with open(os.path.join(folder, "zz-later.csv"), "w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([header[0]] + header[3:][::-1] + header[2:3])
        writer.writerows(turned)


def make(binary, questionnaires, folder):
    definitions = os.path.join(folder, "definitions")
    survey = os.path.join(folder, "survey")
    os.makedirs(definitions)
    with open(os.path.join(questionnaires, "scales.json"), encoding="utf-8") as file:
        scales = dict(json.load(file), odd=ODD)
    rounds = []
    for name, register, participants in (
            ("municipality", "municipalities", 11), ("school", "schools", 9)):
        for edition, middle in (("outer", False), ("middle", True)):
            with open(os.path.join(questionnaires, name + "-2019.json"),
                      encoding="utf-8") as file:
                definition = json.load(file)
            reshape(definition, edition, middle)
            with open(os.path.join(definitions, f"{name}-{edition}.json"), "w") as file:
                json.dump(definition, file)
        for year, edition in ((2018, "outer"), (2019, "middle"), (2020, "outer")):
            rounds.append({
                "questionnaire": name, "year": year, "edition": f"{name}-{edition}.json",
                "register": register, "answers": f"answers/{name}-{year}",
                "participants": participants})
    with open(os.path.join(definitions, "scales.json"), "w") as file:
        json.dump(scales, file)
    with open(os.path.join(definitions, "survey.json"), "w") as file:
        json.dump({
            "format": "baseline-survey-1", "title": {"da": "Skæv", "en": "Odd"}, "language": "da",
            "registers": os.path.abspath(os.path.join(questionnaires, "registers/denmark.json")),
            "rehearsal": {"seed": 7}, "disclosure": {"minimum_units": 3}, "rounds": rounds}, file)
    subprocess.run([binary, "simulate", os.path.join(definitions, "survey.json"), survey],
                   check=True, stdout=subprocess.DEVNULL)
    chance = random.Random(1)
    for plan in rounds:
        at = os.path.join(survey, plan["answers"])
        with open(os.path.join(definitions, plan["edition"]), encoding="utf-8") as file:
            definition = json.load(file)
        written = [rewrite(os.path.join(at, name), definition, chance, drop=i == 2)
                   for i, name in enumerate(sorted(os.listdir(at)))]
        supersede(at, *max(written, key=lambda w: len(w[1])))


if __name__ == "__main__":
    make(*sys.argv[1:4])
