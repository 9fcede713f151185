"""Holds everything a run wrote to what it must be: compare.py SURVEY_FOLDER

A document passes when it is equal to the expected one throughout: every number exactly, and no
key or number more or less. The sentences of the engine's own are not foretold, but the numbers
in a label are, and a notice must be there when, and only when, something is not real.
"""
import json
import os
import re
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal

from disclosure import Decisions
from documents import Writer
from oracle import Survey

MOST_SHOWN = 5  # differences told of one document, and documents of one round


class Reader:
    """json with exact numbers, counted, and no key twice."""

    def __init__(self):
        self.numbers = 0
        self.known = {}

    def number(self, token):
        self.numbers += 1
        if token not in self.known:
            self.known[token] = ("#", Decimal(token))
        return self.known[token]

    @staticmethod
    def object(pairs):
        made = dict(pairs)
        if len(made) != len(pairs):
            raise ValueError("a key stands twice: " + ", ".join(k for k, _ in pairs))
        return made

    @staticmethod
    def constant(token):
        raise ValueError(token + " is no number")

    def read(self, text):
        return json.loads(text, parse_int=self.number, parse_float=self.number,
                          parse_constant=self.constant, object_pairs_hook=self.object)


def differences(expected, seen, path=""):
    if isinstance(expected, dict) and isinstance(seen, dict):
        for key in list(expected) + [k for k in seen if k not in expected]:
            at = f"{path}.{key}"
            if key not in seen:
                yield at, expected[key], "nothing"
            elif key not in expected:
                yield at, "nothing", seen[key]
            else:
                yield from differences(expected[key], seen[key], at)
    elif isinstance(expected, list) and isinstance(seen, list):
        if len(expected) != len(seen):
            yield path + ".length", len(expected), len(seen)
        for i, (a, b) in enumerate(zip(expected, seen)):
            yield from differences(a, b, f"{path}[{i}]")
    elif type(expected) is not type(seen) or expected != seen:
        yield path, expected, seen


def show(value):
    if isinstance(value, tuple):
        return str(value[1])
    return json.dumps(value, ensure_ascii=False, default=lambda t: str(t))[:160]


def take_sentences(document):
    """Removes what is said in words and returns what is wrong with it."""
    wrong = []
    unreal = document["simulated"] or document["generated_register"]
    if ("notice" in document) != unreal:
        wrong.append(("notice", unreal, document.get("notice")))
    document.pop("notice", None)
    if not re.fullmatch("[0-9a-f]{64}", document["questionnaire"].pop("definition_sha256")):
        wrong.append(("questionnaire.definition_sha256", "64 digits", "something else"))
    document.pop("engine")
    for rule in ("mean", "quartiles", "rounding"):
        document["rules"].pop(rule)
    clusters_are_units = document["comparisons"][-1]["clusters"] == \
        document["comparisons"][-1]["eligible"] and document["kind"] != "group"
    for entry in document["comparisons"] + document.get("groups", []):
        for language, label in entry.pop("label").items():
            wrong += wrong_label(entry, language, label, clusters_are_units)
    return wrong


def wrong_label(entry, language, label, clusters_are_units):
    """A label must say how many of how many, and "national" only of a whole nation."""
    name = entry["name"][language]
    said = label[len(name) + 1:] if label.startswith(name + ":") else label
    numbers = [int(re.sub("[.,]", "", n)) for n in re.findall(r"\d[\d.,]*", said)]
    counts = [int(entry[k][1]) for k in ("answered", "eligible", "clusters_answered", "clusters")]
    if numbers not in (counts, counts[:2]) or (numbers == counts[:2] and counts[2:] != counts[:2]
                                               and counts[3] != 1):
        yield f"label.{language}", counts, label
    national = re.search("national average|landsgennemsnit", label, re.I) is not None
    if national != (entry["level"] == "nation" and counts[2] == counts[3]):
        yield f"label.{language}", "national only when every cluster answered", label


def check_document(expected, path, reader):
    with open(path, encoding="utf-8") as file:
        seen = reader.read(file.read())
    wrong = take_sentences(seen)
    if "members" in seen:  # they stand in the order of the Danish alphabet
        seen["members"].sort(key=lambda member: member["id"].encode())
    if expected != seen or wrong:
        wrong += list(differences(expected, seen))
    return wrong


def check_lines(writer, path, reader):
    """Lines may stand in any order; each is told by what it is about."""
    def about(line):
        return tuple(line.get(k) for k in ("kind", "unit", "level", "code", "measure"))

    expected = {about(line): line for line in writer.lines()}
    wrong = []
    with open(path, encoding="utf-8") as file:
        for text in file:
            line = reader.read(text)
            wanted = expected.pop(about(line), None)
            if wanted != line:
                wrong += differences(wanted, line, "/".join(filter(None, about(line))))
    return wrong + [("/".join(filter(None, k)), "a line", "nothing") for k in expected]


def check_round(writer, folder, tally, said):
    reader = Reader()
    found = {
        os.path.relpath(os.path.join(at, name), folder)
        for at, folders, names in os.walk(folder) for name in names
        if name.endswith(("json", "ndjson"))
    }
    shown = 0

    def verdict(path, wrong):
        nonlocal shown
        tally["failed" if wrong else "passed"] += 1
        if wrong and shown < MOST_SHOWN:
            shown += 1
            for at, expected, seen in wrong[:MOST_SHOWN]:
                said.append(f"FAILED {os.path.join(folder, path)} {at}: expected {show(expected)}, "
                            f"seen {show(seen)}")
            if len(wrong) > MOST_SHOWN:
                said.append(f"       … and {len(wrong) - MOST_SHOWN} more in it")

    for path, make in writer.paths().items():
        if path in found:
            verdict(path, check_document(make(), os.path.join(folder, path), reader))
        else:
            verdict(path, [("", "a file", "nothing")])
    verdict("analysts.ndjson",
            check_lines(writer, os.path.join(folder, "analysts.ndjson"), reader))
    for path in sorted(found - set(writer.paths()) - {"analysts.ndjson"}):
        verdict(path, [("", "nothing", "a file")])
    tally["numbers"] += reader.numbers


def check_questionnaire(folder, name):
    survey = Survey(folder)
    rounds = survey.rounds(name)
    decisions = [Decisions(round_) for round_ in rounds]
    tally, said, reasons = Counter(), [], Counter()
    for i, round_ in enumerate(rounds):
        reasons.update(r for r in decisions[i].reason.values() if r)
        check_round(Writer(rounds[: i + 1], decisions[: i + 1]),
                    os.path.join(survey.results, name, str(round_.year)), tally, said)
    for round_ in rounds:
        for states in round_.states.values():
            tally.update("answers " + state for state, _, _ in states.values())
    return tally, said, reasons


def main(folder):
    names = list(Survey(folder).plans)
    total, reasons = Counter(), Counter()
    with ProcessPoolExecutor() as pool:
        for tally, said, why in pool.map(check_questionnaire, [folder] * len(names), names):
            total += tally
            reasons += why
            for line in said:
                print(line)
    states = ", ".join(f"{v} {k[8:]}" for k, v in sorted(total.items()) if k.startswith("answers"))
    print(f"  answers: {states}")
    print(f"  withheld: {', '.join(f'{v} {k}' for k, v in sorted(reasons.items()))}")
    print(f"  {total['numbers']} numbers compared, none of them left unforetold")
    print(f"oracle: {total['passed']} passed, {total['failed']} failed")
    return total["failed"] > 0 or total["passed"] == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
