"""Counts who has answered in a survey a second time, from the record by SQL, and holds what `status`
writes as JSON to that and to its schema, and the schema to being able to say no:
status.py BINARY SCHEMA_FOLDER SURVEY_FOLDER ...
"""
import json
import os
import sqlite3
import subprocess
import sys
from fractions import Fraction

from schemas import mutants, refusals, validator

# A unit's state by the scores on record in the areas below the headline, and by its answers.
STATES = """
SELECT unit.id,
       EXISTS (SELECT 1 FROM answers WHERE answers.questionnaire = round.questionnaire
               AND answers.year = round.year AND answers.unit = unit.id
               AND answers.state NOT IN ('blank', 'not_asked')),
       (SELECT count(*) FROM score JOIN area USING (area) WHERE score.unit = unit.unit
        AND area.dimension = :dimension AND area.id <> :dimension AND score.state = 'scored'),
       (SELECT count(*) FROM score JOIN area USING (area) WHERE score.unit = unit.unit
        AND area.dimension = :dimension AND area.id <> :dimension
        AND score.state = 'too_few_answers'),
       (SELECT group_concat(code) FROM unit_in_group JOIN unit_group USING (unit_group)
        WHERE unit_in_group.unit = unit.unit AND unit_group.level = :owner)
FROM unit JOIN round USING (round)
WHERE round.questionnaire = :questionnaire AND round.year = :year AND unit.registered = 1
"""


def state_of(given, scored, lacking):
    if not given:
        return "not_started"
    if not lacking:
        return "complete"
    return "partial" if scored else "too_few_answers"


def count(record, survey, told):
    """id -> state of a round's units, by the record."""
    with open(os.path.join(survey, "survey.json"), encoding="utf-8") as file:
        plans = json.load(file)["rounds"]
    plan = next(p for p in plans if p["questionnaire"] == told["questionnaire"]
                and p["year"] == told["year"])
    with open(os.path.join(survey, plan["edition"]), encoding="utf-8") as file:
        definition = json.load(file)
    dimension = definition.get("overall", definition["dimensions"][0]["id"])
    owner = told["owners"] and told["owners"]["level"]
    rows = record.execute(STATES, {
        "dimension": dimension, "owner": owner, "questionnaire": told["questionnaire"],
        "year": told["year"]}).fetchall()
    states = {unit: state_of(*found) for unit, *found, _ in rows}
    taking_part = {owner for unit, *_, owner in rows if states[unit] != "not_started"}
    if told["owners"]:
        for unit, *_, owner in rows:
            if owner not in taking_part:
                states[unit] = "not_taking_part"
    return states


def differences(told, states):
    counts = {state: list(states.values()).count(state) for state in
              ("complete", "partial", "too_few_answers", "not_started", "not_taking_part")}
    for state, expected in counts.items():
        if told["dispositions"][state] != expected:
            yield f"{state}: {told['dispositions'][state]}, not {expected}"
    listed = {unit["id"]: unit["state"] for unit in told["reminders"]}
    if listed != {unit: state for unit, state in states.items() if state != "complete"}:
        yield "reminders are others"
    invited = len(states) - counts["not_taking_part"]
    both = counts["complete"] + counts["partial"]
    for name, above, below in (("rr1", counts["complete"], invited), ("rr2", both, invited),
                               ("rr5", counts["complete"], invited), ("rr6", both, invited),
                               ("invited", invited, len(states))):
        percent = below and round(float(Fraction(100 * above, below)), 9)
        expected = {"numerator": above, "denominator": below,
                    "percent": percent if below else None}
        if told["rates"][name] != expected:
            yield f"{name}: {told['rates'][name]}, not {expected}"
    for level in told["levels"]:
        sums = [sum(group[key] for group in level["groups"])
                for key in ("eligible", "complete", "begun", "missing")]
        if sums != [len(states), counts["complete"],
                    counts["partial"] + counts["too_few_answers"],
                    counts["not_started"] + counts["not_taking_part"]]:
            yield f"{level['level']}: sums to {sums}"


def main(binary, schemas, *surveys):
    valid = validator(schemas, "status")
    wrong, passed = [], 0
    for survey in surveys:
        said = subprocess.run([binary, "status", "--format", "json", survey], check=True,
                              capture_output=True)
        document = json.loads(said.stdout)
        why = list(refusals(valid, document)) + (["no rounds"] if not document["rounds"] else [])
        small = dict(document, rounds=[dict(told, reminders=told["reminders"][:3])
                                       for told in document["rounds"][-1:]])
        why += [f"takes {what}" for what, mutant in mutants(small) if valid.is_valid(mutant)]
        record = sqlite3.connect(f"file:{survey}/baseline.db?mode=ro", uri=True)
        for told in document["rounds"]:
            why += [f"{told['questionnaire']}/{told['year']}: {what}"
                    for what in differences(told, count(record, survey, told))]
        record.close()
        passed += not why
        wrong += [f"{survey}: {what}" for what in why]
    for why in wrong[:20]:
        print("FAILED " + why)
    print(f"status: {passed} passed, {len(wrong)} failed")
    return len(wrong) > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
