"""Holds every definition to the schema of the format and to what it promises, and both to being
able to say no: definitions.py QUESTIONNAIRES

The definitions, the example of the reference and one that uses every member; then the same with
one thing wrong in each place, all of which must be refused. The promises (promises.py) are kept by
every edition, and not by the newest ones once they are spoilt.
"""
import copy
import glob
import json
import os
import re
import sys

import promises
from jsonschema import Draft202012Validator

PLAIN = {
    "id": "some-id.1", "string": "text", "wording": {"da": "tekst"}, "decimal": -0.5,
    "weight": 0.5, "digits": 6, "fraction": "2/3",
}


def resolve(schema, part):
    while "$ref" in part:
        part = schema["$defs"][part["$ref"].rsplit("/", 1)[1]]
    return part


def instance(schema, part, depth=0):
    """A value with every member that the schema allows, areas within areas only once."""
    name = part.get("$ref", "").rsplit("/", 1)[-1]
    if name in PLAIN:
        return PLAIN[name]
    part = resolve(schema, part)
    if "const" in part:
        return part["const"]
    if "enum" in part:
        return part["enum"][-1]
    if "anyOf" in part:
        return instance(schema, part["anyOf"][0], depth)
    if part["type"] == "boolean":
        return True
    if part["type"] == "array":
        return [instance(schema, part["items"], depth + 1)] * part.get("minItems", 1)
    more = part["additionalProperties"]
    if more is not False:
        return {"key": instance(schema, more, depth + 1)}
    return {key: instance(schema, value, depth + 1)
            for key, value in part["properties"].items()
            if depth < 8 or key in part.get("required", [])}


def mutants(value, change):
    """Copies of the document with one thing wrong; `change` makes one from a new value."""
    yield change(None)
    if isinstance(value, dict):
        for key in value:
            def below(new, key=key):
                return change({**value, key: new})
            yield from mutants(value[key], below)
    elif isinstance(value, list):
        for i in range(len(value)):
            def item(new, i=i):
                return change(value[:i] + [new] + value[i + 1:])
            yield from mutants(value[i], item)
        yield change({"0": value})
    else:
        yield change([value])
        if isinstance(value, str):
            yield change("")
        elif not isinstance(value, bool):
            yield change(1000001)
            yield change(str(value))


def surplus(schema, document):
    """Copies with one unknown member, in every object that is not keyed by data."""
    for found in objects(schema, schema, document, ()):
        made = copy.deepcopy(document)
        at = made
        for key in found:
            at = at[key]
        at["more"] = 1
        yield made


def objects(schema, part, value, path):
    part = resolve(schema, part)
    for way in part.get("anyOf", [part]):
        way = resolve(schema, way)
        if isinstance(value, dict) and way.get("type") == "object":
            if way["additionalProperties"] is False:
                yield path
            for key, below in value.items():
                inner = way.get("properties", {}).get(key, way["additionalProperties"])
                yield from objects(schema, inner, below, path + (key,))
        elif isinstance(value, list) and way.get("type") == "array":
            for i, below in enumerate(value):
                yield from objects(schema, way["items"], below, path + (i,))


def check_schema(folder, schema, shipped):
    """(passed, failed)"""
    valid = Draft202012Validator(schema)
    with open(os.path.join(folder, "FORMAT.md"), encoding="utf-8") as file:
        example = json.loads(re.search(r"```json\n(.*?)```", file.read(), re.S)[1])
    good = {"the example": example, "every member": instance(schema, schema), **shipped}
    passed = failed = count = 0
    for name, document in good.items():
        error = next(valid.iter_errors(document), None)
        passed, failed = passed + (error is None), failed + (error is not None)
        if error is not None:
            print(f"FAILED {name} at {list(error.absolute_path)}: {error.message[:200]}")
    for name in "the example", "every member":
        wrong = list(mutants(good[name], lambda new: new)) + list(surplus(schema, good[name]))
        wrong += [{k: v for k, v in good[name].items() if k != key} for key in schema["required"]]
        count += len(wrong)
        taken = [document for document in wrong if valid.is_valid(document)]
        passed, failed = passed + (not taken), failed + bool(taken)
        for document in taken[:3]:
            print(f"FAILED {name}: takes {json.dumps(document)[:2000]}")
    print(f"  {len(good)} definitions looked at, {count} wrong ones to be refused")
    return passed, failed


def check_promises(folder, shipped):
    """(passed, failed)"""
    with open(os.path.join(folder, "rehearsal.json"), encoding="utf-8") as file:
        rounds = [r["edition"] for r in json.load(file)["rounds"]]
    passed, failed = int(sorted(rounds) == sorted(shipped)), int(sorted(rounds) != sorted(shipped))
    if failed:
        print("FAILED rehearsal.json: " + ", ".join(set(rounds) ^ set(shipped)))
    editions = {}
    for _, edition in sorted(shipped.items()):
        editions.setdefault(edition["id"], []).append(edition)
    spoilt = 0
    for series in editions.values():
        for before, edition in zip([None] + series[:-1], series):
            name = f"{edition['id']}-{edition['edition']}"
            wrong = list(promises.broken(before, edition, folder))
            passed, failed = passed + (not wrong), failed + bool(wrong)
            for promise, why in wrong[:5]:
                print(f"FAILED {name}: {promise}: {why}")
        before, edition = series[-2:]
        for what, promise, made in promises.spoilt(before, edition):
            spoilt += 1
            found = any(promise == of for of, _ in promises.broken(before, made, folder))
            passed, failed = passed + found, failed + (not found)
            if not found:
                print(f"FAILED unnoticed in {edition['id']}: {what}")
    print(f"  {len(shipped)} editions kept to their promises, and {spoilt} spoilt ones noticed")
    return passed, failed


def main(folder):
    with open(os.path.join(folder, "definition.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    shipped = {}
    for path in sorted(glob.glob(os.path.join(folder, "*-20*.json"))):
        with open(path, encoding="utf-8") as file:
            shipped[os.path.basename(path)] = json.load(file)
    told = [check_schema(folder, schema, shipped), check_promises(folder, shipped)]
    passed, failed = (sum(column) for column in zip(*told))
    print(f"definitions: {passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
