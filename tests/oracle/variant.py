"""A second survey, made to be awkward: variant.py BINARY QUESTIONNAIRES_FOLDER FOLDER

What the shipped definitions do not use is used here: reversed questions, uneven weights, areas in
areas, coverage of other sizes, conditions on conditions, on several options and on several
questions, "don't know" as nothing, a scale with negative and shared values, scales in a file of
their own, rules of areas, levels of every test, areas with a range and bands, options as questions of an area, an
edition in the middle that breaks the series for some areas, a small k with few owners. The
simulated answers are then rewritten: labels in either language and any case, synonyms, options
in columns of their own, answers to questions that were not shown, columns left out, an empty row,
a second file that supersedes rows of the first.
"""
import csv
import json
import os
import random
import subprocess
import sys

from oracle import Scale, fold, read_table

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
MANY = {
    "title": {"da": "Flere", "en": "Many"},
    "kind": "several",
    "combine": "highest",
    "options": [
        {"code": "x", "value": 2.5, "label": {"da": "Den ene", "en": "The one"}},
        {"code": "y", "value": 0.25, "label": {"da": "Den; anden", "en": "The; other"}},
        {"code": "z", "value": 6, "label": {"da": "Den tredje", "en": "The third"},
         "synonyms": ["nr. 3"]},
        {"code": "vi", "state": "dont_know", "label": {"da": "Ved ikke", "en": "Don't know"}},
    ],
}
# One question of so many is kept, so that documents can be changed on purpose, number by number.
KEPT = {"municipality": 25, "school": 4}
MEASURING_POINTS = 3


def wanted(scale):
    """Answers that a follow-up is asked after: all but the lowest."""
    options = [o for o in scale["options"] if "value" in o]
    lowest = min(o["value"] for o in options)
    return [o["code"] for o in options if o["value"] > lowest] or [options[0]["code"]]


def looked_at(area):
    return [q for level in area.get("levels", []) for c in level["conditions"]
            for q in c["questions"]]


def cut(definition, step):
    """The definition with every so manyth question, those of some measuring points, and those
    that they follow; areas without any are left out."""
    questions = definition["questions"]
    by_id = {q["id"]: q for q in questions}
    points = next(d for d in definition["dimensions"] if d["id"] == "measuring-points")
    of_points = [by_id[q] for area in points["areas"][:MEASURING_POINTS]
                 for q in looked_at(area)]
    there = set()
    for question in questions[::step] + of_points:
        while question is not None:
            there.add(question["id"])
            question = by_id.get(question.get("asked_if", {}).get("question"))
    definition["questions"] = [q for q in questions if q["id"] in there]
    definition.pop("dropped", None)
    definition.pop("contradictions", None)

    def of(name):
        return name["question"] if isinstance(name, dict) else name

    def keep(area):
        if "areas" in area:
            area["areas"] = [below for below in area["areas"] if keep(below)]
            return bool(area["areas"])
        area["questions"] = [q for q in area["questions"] if of(q) in there]
        return bool(area["questions"]) and there >= set(looked_at(area))

    definition["dimensions"] = [d for d in definition["dimensions"] if keep(d)]
    sections = {q.get("section") for q in definition["questions"]}
    definition["sections"] = [s for s in definition.get("sections", []) if s["id"] in sections]


def flat(dimension):
    return all("questions" in area and "operator" not in area for area in dimension["areas"])


def gates(area, questions, scales):
    """Levels of every test over an area's own questions, rising by their values."""
    middle = [sorted({o["value"] for o in scales[q["scale"]]["options"] if "value" in o})[1]
              for q in questions]
    ids = [q["id"] for q in questions]
    area.update(operator="level", weight=3, target=4, levels=[
        {"value": 1.5, "conditions": [
            {"questions": ids, "test": "any", "at_least": min(middle)}]},
        {"value": 2, "conditions": [
            {"questions": ids[:3], "test": "mean", "at_least": 0.5},
            {"questions": ids, "test": "share", "passing": max(middle), "at_least": 0.25}]},
        {"value": 4, "title": {"da": "Næsten", "en": "Nearly"}, "conditions": [
            {"questions": ids, "test": "count", "passing": 1, "at_least": 2},
            {"questions": ids[:1], "test": "none", "at_least": 1000}]},
        {"value": 7, "conditions": [{"questions": ids[:2], "at_least": max(middle[:2])}]},
    ], bands=[{"from": 1.5, "title": {"da": "Noget", "en": "Some"}},
              {"from": 3, "title": {"da": "Meget", "en": "Much"}}])


def reshape(definition, edition, middle):
    """The definition with all that is awkward in it; `middle` = the edition that differs. The
    scales go to a file of their own and are returned."""
    definition["edition"] = edition
    scales = dict(definition["scales"], odd=ODD, many=MANY)
    definition["scales"] = f"{definition['id']}-scales.json"
    definition["rules"] = {"dont_know": "zero"}
    questions = definition["questions"]
    for section in definition.get("sections", []):
        section.pop("levels", None)
    in_gates = {q for d in definition["dimensions"] for a in d["areas"] for q in looked_at(a)}
    parents = {q["asked_if"]["question"] for q in questions if "asked_if" in q}
    for i, question in enumerate(questions):
        question.pop("replaces", None)
        question["weight"] = (1, 2, 3, 1, 7, 0.5)[i % 6]
        if i % 3 == 1:
            question["reversed"] = True
        if question["id"] in parents | in_gates:
            continue
        if i % 8 == 6:
            question["scale"] = "odd"
        elif i % 16 == 11:
            question["scale"] = "many"
    for i in range(10, len(questions) - 1, 9):  # two in a row: a condition on a condition
        for k, rest in ((0, {"when_not_asked": "floor"}), (1, {})):
            parent = questions[i + k - 1]
            condition = {"question": parent["id"], "answers": wanted(scales[parent["scale"]])}
            questions[i + k].pop("when_not_asked", None)
            questions[i + k].update({"asked_if": condition})
            questions[i + k].update(rest)
        if i >= 19:  # on two at once
            questions[i]["asked_if"] = [questions[i]["asked_if"], {
                "question": questions[i - 4]["id"],
                "answers": wanted(scales[questions[i - 4]["scale"]])}]
    shape_areas(definition, scales, middle)
    return scales


def shape_areas(definition, scales, middle):
    questions = definition["questions"]
    by_id = {q["id"]: q for q in questions}
    root = max(filter(flat, definition["dimensions"]), key=lambda d: len(d["areas"]))
    definition["overall"] = root["id"]
    areas = root["areas"]
    for i, area in enumerate(areas):
        area["weight"] = (3, 1, 2, 0.25)[i % 4]
        area["minimum_coverage"] = ("1/2", "4/5", "2/3", "1/1")[i % 4]
    areas[2].update(range=[1, 5], target=3, bands=[
        {"from": 1, "title": {"da": "Lav", "en": "Low"}},
        {"from": 2.75, "title": {"da": "Høj", "en": "High"}}])
    areas[0]["rules"] = {"blank": "floor", "not_applicable": "zero"}
    areas[2]["rules"] = {"dont_know": "skip", "blank": "zero"}
    areas[4]["rules"] = {"blank": "block"}
    several = next(q for q in questions if scales[q["scale"]].get("kind") == "several")
    areas[3]["questions"] = areas[3]["questions"] + [
        {"question": f"{several['id']}.{o['code']}", "weight": 1.5}
        for o in scales[several["scale"]]["options"] if "value" in o]
    gated = next(area for area in areas[-3:] if len(area["questions"]) > 2)
    choices = [by_id[q] for q in gated["questions"]
               if scales[by_id[q]["scale"]].get("kind", "choice") == "choice"]
    gates(gated, choices, scales)
    root["areas"] = [
        {"id": "first", "title": {"da": "De første", "en": "The first"}, "weight": 5,
         "minimum_coverage": "1/4", "areas": [
             {"id": "inner", "title": {"da": "Indre", "en": "Inner"}, "weight": 2,
              "over": "questions", "minimum_coverage": "1/1", "areas": areas[:2]}]
         + areas[2:4]},
    ] + areas[4:]
    root["minimum_coverage"] = "3/4"
    if middle:
        first = next(q for q in questions if q["id"] in areas[0]["questions"])
        first["weight"] = 9
        questions[9]["weight"] += 1  # a parent, whose weight is nothing to its follow-up
        areas[1]["minimum_coverage"] = "1/3"
        areas[-1]["questions"] = areas[-1]["questions"][:-1]
        areas[4]["title"] = {"da": "Nyt navn", "en": "A new name is no new measure"}
        points = next(d for d in definition["dimensions"] if d["id"] == "measuring-points")
        points["areas"][0]["levels"][0]["conditions"][0]["at_least"] -= 0.5
        points["areas"][-1]["levels"][0]["title"] = {"da": "Klaret", "en": "Done"}
        questions[-1]["text"]["en"] += " (clearer)"


def respell(option, chance):
    """One of the ways to write an answer, in any case and with any spaces."""
    ways = [option.code] + option.spellings
    said = chance.choice(ways)
    if ";" in said:
        return option.code
    said = chance.choice([said, said.upper(), f"  {said} "])
    return chance.choice([said, "  ".join(said.split(" "))])


def reanswer(cell, scale, chance):
    """The cell again, or another one where it is empty: to a question that was not shown."""
    if cell == "":
        given = [o for o in scale.options if o.state == "value"]
        return chance.choice(given).code if chance.random() < .3 else ""
    if chance.random() < .5:
        return cell
    whole = scale.by_text.get(fold(cell))
    parts = [whole] if whole else [scale.by_text[fold(p)] for p in cell.split(";")]
    if scale.kind == "several":
        chance.shuffle(parts)
    return chance.choice(";|").join(respell(part, chance) for part in parts)


def in_columns(header, rows, name, scale):
    """Options of a question in columns of their own, where everybody gave some or nothing."""
    at = header.index(name)
    given = [o for o in scale.options if o.state == "value"]
    made = []
    for row in rows:
        parts = [scale.by_text.get(fold(p)) for p in row[at].split(";") if fold(p)]
        if any(part is None or part.state != "value" for part in parts):
            return
        made.append([str(int(o in parts)) if parts else "" for o in given])
    header[at:at + 1] = [f"{name}.{o.code}" for o in given]
    for row, cells in zip(rows, made):
        row[at:at + 1] = cells


def rewrite(path, definition, scales, chance, drop):
    """Reads a simulated file and writes it again, awkwardly."""
    header, *rows = read_table(path)
    scale = {q["id"]: scales[q["scale"]] for q in definition["questions"]}
    for row in rows:
        for i, name in enumerate(header):
            if name in scale:
                row[i] = reanswer(row[i], scale[name], chance)
    if len(rows) > 2:
        rows[1][3:] = [""] * len(rows[1][3:])
    simple = header, [list(row) for row in rows]
    header = list(header)
    for name in [n for n in header if n in scale and scale[n].kind == "several"][drop::2]:
        in_columns(header, rows, name, scale[name])
    keep = [i for i, name in enumerate(header)
            if name != "" and (not drop or i < 3 or i % 7)]
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t" if drop else ",")
        writer.writerow([header[i] for i in keep] + ["Bemærkninger"])
        for n, row in enumerate(rows):
            writer.writerow([row[i] for i in keep] + ['to "linjer"\r\nog, mere' if n == 0 else ""])
    return simple


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
    scales = {}
    rounds = []
    for name, register, participants in (
            ("municipality", "municipalities", 11), ("school", "schools", 9)):
        for edition, middle in (("outer", False), ("middle", True)):
            with open(os.path.join(questionnaires, name + "-2019.json"),
                      encoding="utf-8") as file:
                definition = json.load(file)
            cut(definition, KEPT[name])
            made = reshape(definition, edition, middle)
            scales[name] = {key: Scale(key, scale) for key, scale in made.items()}
            with open(os.path.join(definitions, definition["scales"]), "w") as file:
                json.dump(made, file)
            with open(os.path.join(definitions, f"{name}-{edition}.json"), "w") as file:
                json.dump(definition, file)
        for year, edition in ((2018, "outer"), (2019, "middle"), (2020, "outer")):
            rounds.append({
                "questionnaire": name, "year": year, "edition": f"{name}-{edition}.json",
                "register": register, "answers": f"answers/{name}-{year}",
                "participants": participants})
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
        known = scales[plan["questionnaire"]]
        written = [rewrite(os.path.join(at, name), definition, known, chance, drop=i == 2)
                   for i, name in enumerate(sorted(os.listdir(at)))]
        supersede(at, *max(written, key=lambda w: len(w[1])))


if __name__ == "__main__":
    make(*sys.argv[1:4])
