"""Holds what `baseline lift` prints to its schema and to itself: lift.py BINARY SCHEMA_FOLDER SURVEY

For some institutions of every round: the JSON is held to its schema, and the schema to being able to
say no; the changes are those counted, in order, from one answer to another; an area that can be
lifted comes to its target, and one that cannot does not; and asked for by itself an area says the same.
"""
import json
import os
import subprocess
import sys

from schemas import mutants, refusals, validator

UNITS = 3  # of a round


def said(binary, *words):
    made = subprocess.run((binary, "lift", *words, "--format", "json"), capture_output=True, text=True)
    if made.returncode != 0:
        sys.exit(f"lift {' '.join(words)}: {made.stdout}{made.stderr}")
    return json.loads(made.stdout)


def faults(area):
    changes = area["changes"]
    if area["answers"] != len(changes) or area["steps"] != sum(c["steps"] for c in changes):
        yield "the changes are not those counted"
    if any(c["from"] == c["to"] or c["to"]["state"] != "answered" for c in changes):
        yield "a change is none"
    if changes and changes[-1]["after"] != area["reached"]:
        yield "the last change does not lead to what is reached"
    if not changes and area["now"] != area["reached"]:
        yield "it moves without a change"
    value, target = area["reached"]["value"], area["target"]
    if area["state"] in ("there", "possible") and not value >= target - 1e-9:
        yield "the target is not reached"
    if area["state"] == "out_of_reach" and value is not None and value >= target:
        yield "the target is reached"
    if area["state"] == "possible" and area["now"]["value"] is not None \
            and area["now"]["value"] >= target:
        yield "nothing had to move"


def main():
    binary, schemas, survey = sys.argv[1:4]
    with open(os.path.join(survey, "survey.json"), encoding="utf-8") as file:
        rounds = json.load(file)["rounds"]
    check = validator(schemas, "lift")
    passed, failed, document = 0, [], None
    for plan in rounds:
        name = f"{plan['questionnaire']}/{plan['year']}"
        folder = os.path.join(survey, "results", plan["questionnaire"], str(plan["year"]), "institution")
        units = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        for unit in [u[:-5] for u in units[:: max(1, len(units) // UNITS)][:UNITS]]:
            if "%" in unit:
                continue
            words = (survey, "--round", name, "--unit", unit)
            document = said(binary, *words)
            wrong = [e.message for e in check.iter_errors(document)]
            wrong += [f"{a['dimension']}/{a['area']}: {f}" for a in document["areas"] for f in faults(a)]
            area = document["areas"][len(document["areas"]) // 2]
            alone = said(binary, *words, "--area", f"{area['dimension']}/{area['area']}")
            if alone["areas"] != [area]:
                wrong.append(f"{area['area']} alone is another")
            passed += not wrong
            failed += [f"{name} {unit}: {w}" for w in wrong[:5]]
    if document is not None:
        document["areas"] = [a for a in document["areas"] if a["changes"]][:2]
        taken = [why for why, mutant in mutants(document)
                 if next(refusals(check, mutant), None) is None]
        passed += not taken
        failed += [f"the schema takes {t}" for t in taken[:10]]
    for text in failed:
        print("FAILED", text)
    print(f"oracle: {passed} of what would move areas passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
