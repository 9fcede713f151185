"""Holds what a run wrote to the schemas, and the schemas to being able to say no:
schemas.py SCHEMA_FOLDER SURVEY_FOLDER ...

Every national file whole; of every file of a level with few groups, and of a sample of the others,
a sample of the nodes, questions and members where there are many; a sample of the lines; then
documents that are wrong in one place each, all of which must be refused.
"""
import copy
import glob
import json
import os
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from jsonschema import Draft202012Validator

GROUPS, UNITS, LINES = 50, 200, 500
FEW = 80  # files of a level, in all rounds, up to which all of them are read
PARTS = 8  # nodes of a dimension, questions or members of a file that is not national
MAY_BE_MISSING = {"notice", "groups", "members", "percentile_rank", "en", "da", "value", "values",
                  "range", "band", "number", "measuring_points"}
# Beside what a member may be missing, where elsewhere it must be: a unit without a name has none in
# its lines, and an area may have no text.
OPTIONAL = (("name", "unit"), ("text", "depth"))
COUNTS = {"n", "answered", "eligible", "clusters", "clusters_answered", "count",
          "minimum_units", "depth"}
WEIGHTS = {"answered_weight", "relevant_weight"}
POINTS = {"points", "mean", "q1", "median", "q3", "low", "high", "percentile_rank"}


@cache
def validator(schemas, kind):
    with open(os.path.join(schemas, kind + ".schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def documents(survey, share, chance):
    """(schema, path) of what is looked at in a survey's results: a share of the samples."""
    results = os.path.join(survey, "results")
    for path in sorted(glob.glob(results + "/*/*/national.json")):
        yield "national", path
    for path in sorted(glob.glob(results + "/*/*/analysts.ndjson")):
        yield "line", path
    folders = sorted(glob.glob(results + "/*/*/*/"))
    for level in sorted({os.path.basename(os.path.dirname(f)) for f in folders} - {"charts"}):
        paths = sorted(glob.glob(f"{results}/*/*/{level}/*.json"))
        some = UNITS if level == "institution" else GROUPS
        some = len(paths) if len(paths) <= FEW else min(some // share, len(paths))
        for path in chance.sample(paths, some):
            yield "institution" if level == "institution" else "group", path


def refusals(valid, document):
    error = next(valid.iter_errors(document), None)
    if error is not None:
        at = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in error.absolute_path)
        yield f"{at}: {error.message[:200]}"


def thin(document, chance):
    """Another choice of the many like parts in every file."""
    lists = [(d, "nodes") for d in document["dimensions"]] + [(document, "questions")]
    if "members" in document:
        lists.append((document, "members"))
    for at, key in lists:
        if len(at[key]) > PARTS:
            at[key] = chance.sample(at[key], PARTS)


def check(job):
    schemas, kind, path = job
    valid = validator(schemas, kind)
    with open(path, encoding="utf-8") as file:
        if kind != "line":
            document = json.load(file)
            if kind != "national":
                thin(document, random.Random("/".join(path.split("/")[-4:])))
            return [f"{path}{why}" for why in refusals(valid, document)]
        lines = file.readlines()
    step = max(1, len(lines) // LINES)
    return [f"{path}:{i + 1}{why}" for i in range(0, len(lines), step)
            for why in refusals(valid, json.loads(lines[i]))][:3]


def places(value, path=()):
    """Every object and number, one for each shape of path."""
    seen = set()

    def walk(value, path, shape):
        if shape not in seen and not isinstance(value, (str, type(None))):
            seen.add(shape)
            yield path, value
        items = value.items() if isinstance(value, dict) else \
            enumerate(value) if isinstance(value, list) else ()
        for key, below in items:
            kind = tuple(sorted(below)) if isinstance(below, dict) else ()
            step = "[]" if isinstance(key, int) else key.split("/")[0]
            yield from walk(below, path + (key,), shape + (step, kind))

    yield from walk(value, path, ())


def changed(document, path, change):
    made = copy.deepcopy(document)
    if not path:
        change(made, None)
        return made
    at = made
    for key in path[:-1]:
        at = at[key]
    change(at, path[-1])
    return made


def mutants(document):
    """(what is wrong, document) with one thing wrong each."""
    for path, value in places(document):
        name = "/".join(map(str, path))
        key = path[-1] if path else ""
        # Keys that name measures, years or levels are data, and may be any.
        data = key in ("scores", "values", "figures", "answers", "states", "groups",
                       "benchmarks")
        if isinstance(value, dict):
            def below(at, key):
                return at if key is None else at[key]

            yield f"{name} no object", changed(
                {"": document}, ("",) + path, lambda at, key: at.update({key: "text"})
                if isinstance(at, dict) else at.__setitem__(key, "text")).get("")
            if not data:
                yield f"{name} with more", changed(
                    document, path, lambda at, key: below(at, key).update({"more": 1}))
                for inner in value:
                    if inner not in MAY_BE_MISSING and not any(
                            inner == key and beside in value for key, beside in OPTIONAL):
                        yield f"{name} without {inner}", changed(
                            document, path, lambda at, key: below(at, key).pop(inner))
        elif isinstance(value, (int, float)):
            def put(new):
                return changed(document, path, lambda at, key: at.__setitem__(key, new))
            yield f"{name} as text", put(str(value))
            yield f"{name} as list", put([value])
            if isinstance(value, bool):
                yield f"{name} as number", put(1)
            elif key in COUNTS:
                yield f"{name} negative", put(-1)
                yield f"{name} broken", put(1.5)
            elif key in WEIGHTS:
                yield f"{name} negative", put(-0.000000001)
            elif key in POINTS:
                yield f"{name} negative", put(-0.000000001)
                yield f"{name} above all", put(100.000000001)
    if "kind" in document:
        yield "another kind", dict(document, kind="other")
    if "format" in document:
        yield "another format", dict(document, format="baseline-result-2")
    for old, new in ('"scored"', '"scorned"'), ('"few_units"', '"few"'), ('"answered"', '"said"'):
        text = json.dumps(document)
        if f": {old}" in text:
            yield f"{old} as {new}", json.loads(text.replace(f": {old}", f": {new}", 1))


def short(document):
    """The document with few of its many like parts, so that hundreds of mutants are quick."""
    made = copy.deepcopy(document)
    for dimension in made["dimensions"]:
        dimension["nodes"] = dimension["nodes"][:3]
        for node in dimension["nodes"]:
            if node["distribution"]:
                node["distribution"] = node["distribution"][:2]
    made["dimensions"] = made["dimensions"][:1]
    made["questions"] = made["questions"][:2]
    for key, by_measure in ("members", "scores"), ("groups", "figures"):
        made[key] = made.get(key, [])[:2]
        for entry in made[key]:
            if entry[by_measure]:
                entry[by_measure] = dict(list(entry[by_measure].items())[:4])
        if not made[key]:
            del made[key]
    return made


def check_mutants(job):
    schemas, kind, path = job
    valid = validator(schemas, kind)
    with open(path, encoding="utf-8") as file:
        if kind == "line":
            by_kind = {}
            for text in file:
                line = json.loads(text)
                by_kind.setdefault((line["kind"], "withheld" in line), line)
            originals = list(by_kind.values())
        else:
            originals = [short(json.load(file))]
    count, wrong = 0, []
    for original in originals:
        wrong += [f"mutants of {path}{why}" for why in refusals(valid, original)]
        for what, mutant in mutants(original):
            count += 1
            if valid.is_valid(mutant):
                wrong.append(f"{path}: takes {what}")
    return count, wrong


def main(schemas, *surveys):
    chance = random.Random(1)
    jobs = [(schemas,) + found for i, survey in enumerate(surveys)
            for found in documents(survey, 1 if i == 0 else 5, chance)]
    last = {}
    for job in jobs:
        level = os.path.basename(os.path.dirname(job[2]))
        last[job[1], level if job[1] == "group" else ""] = job
    passed = failed = count = 0
    with ProcessPoolExecutor() as pool:
        for wrong in pool.map(check, jobs, chunksize=8):
            passed, failed = passed + (not wrong), failed + bool(wrong)
            for why in wrong:
                print("FAILED " + why)
        for mutants_, wrong in pool.map(check_mutants, last.values()):
            count += mutants_
            passed, failed = passed + (not wrong), failed + bool(wrong)
            for why in wrong:
                print("FAILED " + why)
    print(f"  {len(jobs)} files looked at, {count} wrong documents to be refused")
    print(f"schema: {passed} passed, {failed} failed")
    return failed > 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
