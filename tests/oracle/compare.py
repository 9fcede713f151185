"""Holds everything a run wrote to what it must be: compare.py SURVEY_FOLDER ...

A document passes when it is equal to the expected one throughout: every number exactly, and no
key or number more or less. The sentences of the engine's own are not foretold, but the numbers
in a label are, and a notice must be there when, and only when, something is not real.
"""
import gc
import json
import os
import re
import sys
import zlib
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal

from disclosure import Decisions
from documents import Writer, one_of
from oracle import Survey

MOST_SHOWN = 3  # differences told of one document, and documents of one job
JOB_BYTES = 40 << 20  # of documents of institutions, about
FEW = 60  # documents of a round that are all looked at
SHARE_LATEST, SHARE_EARLIER = 4, 12  # one in so many institutions
TAMPERING_PARTS = 8


class Reader:
    """json with exact numbers, counted, and no key twice."""

    def __init__(self):
        self.numbers = 0
        self.known = {}

    def number(self, token):
        self.numbers += 1
        if token not in self.known:
            self.known[token] = one_of(Decimal(token))
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
    for entry in document["comparisons"] + document.get("groups", []):
        for language, label in entry.pop("label").items():
            wrong += wrong_label(entry, language, label)
    return wrong


def wrong_label(entry, language, label):
    """A label must say how many of how many, and "national" only of a whole nation."""
    name = entry["name"][language]
    said = label[len(name) + 1:] if label.startswith(name + ":") else label
    numbers = [int(re.sub("[.,]", "", n)) for n in re.findall(r"\d[\d.,]*", said)]
    counts = [int(entry[k][1]) for k in ("answered", "eligible", "clusters_answered", "clusters")]
    # Owners are left out where units stand alone, and where there is but one.
    owners_said = counts[2:] != counts[:2] and counts[3] != 1
    if numbers != (counts if owners_said else counts[:2]):
        yield f"label.{language}", counts, label
    national = re.search("national average|landsgennemsnit", label, re.I) is not None
    if national != (entry["level"] == "nation" and counts[2] == counts[3]):
        yield f"label.{language}", "national only when every cluster answered", label


def read_document(text, reader):
    """What it says in numbers, and what is wrong with what it says in words."""
    seen = reader.read(text)
    wrong = take_sentences(seen)
    if "members" in seen:  # they stand in the order of the Danish alphabet
        seen["members"].sort(key=lambda member: member["id"].encode())
    return seen, wrong


def check_text(expected, text, reader):
    seen, wrong = read_document(text, reader)
    if expected != seen or wrong:
        wrong += list(differences(expected, seen))
    return wrong


def check_lines(writer, path, reader):
    """Lines may stand in any order; each is told by what it is about."""
    def about(line):
        return tuple(line.get(k) for k in ("kind", "unit", "level", "code", "measure"))

    expected = {about(line): line for line in writer.lines()}
    wrong = []
    if not os.path.exists(path):
        return [("", "a file", "nothing")]
    with open(path, encoding="utf-8") as file:
        for text in file:
            line = reader.read(text)
            wanted = expected.pop(about(line), None)
            if wanted != line:
                wrong += differences(wanted, line, "/".join(filter(None, about(line))))
    return wrong + [("/".join(filter(None, k)), "a line", "nothing") for k in expected]


def is_looked_at(latest, path, count):
    """All documents of groups, and of institutions where they are few; of many institutions a
    share by name, greater in the latest round. EVERY=1 in the environment looks at all."""
    if os.environ.get("EVERY") or count <= FEW or not path.startswith("institution/"):
        return True
    return zlib.crc32(path.encode()) % (SHARE_LATEST if latest else SHARE_EARLIER) == 0


def check_documents(writer, latest, part, parts, tally, said):
    """One of the parts of a round's documents; the first has the analysts' lines too, and sees
    that there is no file more."""
    reader = Reader()
    folder, documents = writer.folder, writer.paths()
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

    for path, make in list(documents.items())[part::parts]:
        if os.path.exists(os.path.join(folder, path)):
            if not is_looked_at(latest, path, len(documents)):
                tally["left"] += 1
                continue
            with open(os.path.join(folder, path), encoding="utf-8") as file:
                verdict(path, check_text(make(), file.read(), reader))
        else:
            verdict(path, [("", "a file", "nothing")])
    if part == 0:
        found = {
            os.path.relpath(os.path.join(at, name), folder)
            for at, folders, names in os.walk(folder) for name in names
            if name.endswith(("json", "ndjson"))
        }
        verdict("analysts.ndjson",
                check_lines(writer, os.path.join(folder, "analysts.ndjson"), reader))
        for path in sorted(found - set(documents) - {"analysts.ndjson"}):
            verdict(path, [("", "nothing", "a file")])
    tally["numbers"] += reader.numbers


def check_tampered(writer, path, part, parts):
    """The document once for every number in a part of it, with that one changed, and some with
    numbers missing or added: what passes is returned, as nothing may."""
    at = os.path.join(writer.folder, path)
    expected = writer.paths()[path]()
    with open(at, encoding="utf-8") as file:
        text = file.read()

    def passes(tampered):
        try:
            seen, wrong = read_document(tampered, Reader())
        except ValueError:
            return False
        return expected == seen and not wrong

    missed = [] if passes(text) else [at + ": does not pass as it is"]
    count = 0
    numbers = [token.end() for token in re.finditer(r'"(?:[^"\\]|\\.)*"|(-?[0-9.]+)', text)
               if token.group(1) is not None]
    for end in numbers[part::parts]:
        count += 1
        last = (int(text[end - 1]) + 1) % 10
        if passes(text[:end - 1] + str(last) + text[end:]):
            missed.append(f"{at}: changed number before byte {end}")
    if part > 0:
        return count, missed
    for what, old, new in (
            ("added number", '"mean": ', '"more": 1, "mean": '),
            ("key twice", '"mean": ', '"mean": 1, "mean": '),
            ("missing number", r'"mean": [0-9.]+, ', ""),
            ("number as text", r'"mean": ([0-9.]+)', r'"mean": "\1"'),
            ("number as truth", r'"depth": 1', '"depth": true'),
            ("label", r"(: )([0-9])([0-9.]* af )", r"\g<1>9\2\3"),
            ("bar missing", r'\{"from": 0[^}]*\}, ', ""),
            ("broken series", r'"comparable": true', '"comparable": false'),
            ("other code", r'"code": "', '"code": "x')):
        tampered, found = re.subn(old, new, text, count=1)
        count += found
        if found and passes(tampered):
            missed.append(f"{at}: {what}")
    return count, missed


def complements_of(round_, folder):
    """{(measure, place)} withheld to cover others, as the engine chose: the groups everybody sees
    from the analysts' lines, the owners' from the file of one of their units."""
    chosen = set()
    lines = os.path.join(folder, "analysts.ndjson")
    with open(lines, encoding="utf-8") as file:
        for line in file:
            if '"complement"' in line:
                entry = json.loads(line)
                chosen.add((entry["measure"], (entry["level"], entry["code"])))
    for (level, code), group in round_.groups.items():
        units = [u for u in group.units if u in round_.scores]
        if level != round_.population.owner or not units:
            continue
        with open(os.path.join(folder, f"institution/{units[0]}.json"), encoding="utf-8") as file:
            text = file.read()
        if '"complement"' not in text:
            continue
        document = json.loads(text)
        measures = [(f"{d['id']}/{n['id']}", n) for d in document["dimensions"]
                    for n in d["nodes"]]
        measures += [("question/" + q["id"], q) for q in document["questions"]]
        chosen |= {(measure, (level, code)) for measure, entry in measures
                   if entry["benchmarks"][level].get("withheld") == "complement"}
    return chosen


_prepared = {}  # of the questionnaire at work in this process


def prepared(folder, name):
    """{year: Writer} of all rounds of a questionnaire."""
    if (folder, name) not in _prepared:
        _prepared.clear()
        survey = Survey(folder)
        rounds = survey.rounds(name)
        folders = [os.path.join(survey.results, name, str(r.year)) for r in rounds]
        decisions = [Decisions(*pair) for pair in
                     zip(rounds, map(complements_of, rounds, folders))]
        writers = {}
        for n, round_ in enumerate(rounds, 1):
            writers[round_.year] = Writer(rounds[:n], decisions[:n])
            writers[round_.year].folder = folders[n - 1]
        _prepared[folder, name] = writers
    return _prepared[folder, name]


def check_job(folder, name, year, task, part, parts):
    """A part of one round's work, the earlier rounds standing in it too."""
    gc.disable()  # hardly anything here is in circles, and there is a great deal of it
    tally, said = Counter(), []
    try:
        writers = prepared(folder, name)
        writer = writers[year]
    except (OSError, ValueError, KeyError) as error:
        return Counter(failed=1), [f"FAILED {folder} {name}: {error!r}"]
    if task == "documents":
        check_documents(writer, year == max(writers), part, parts, tally, said)
    elif task == "decisions":
        check_decisions(writer, tally, said)
    else:
        for path in ("national.json", f"institution/{next(iter(writer.round.scores))}.json"):
            count, missed = check_tampered(writer, path, part, parts)
            tally["tampered"] += count
            tally["failed" if missed else "passed"] += 1
            said += ["FAILED unnoticed in " + where for where in missed[:MOST_SHOWN]]
    return tally, said


def check_decisions(writer, tally, said):
    decisions = writer.decisions[writer.round.year]
    leaks = list(decisions.leaks())
    tally["failed" if leaks else "passed"] += 1
    said += [f"FAILED {writer.folder}: leak: {leak}" for leak in leaks[:MOST_SHOWN]]
    if len(leaks) > MOST_SHOWN:
        said.append(f"       … and {len(leaks) - MOST_SHOWN} more leaks")
    tally.update("withheld " + reason for reason in decisions.reason.values() if reason)
    for answers in writer.round.said.values():
        tally.update("answers " + answer.state for answer in answers.values())


def jobs_of(folder):
    """Those of one questionnaire follow each other, so that a process need not go back to it."""
    survey = Survey(folder)
    for name, plans in survey.plans.items():
        for plan in plans:
            units = os.path.join(survey.results, name, str(plan["year"]), "institution")
            size = sum(entry.stat().st_size for entry in os.scandir(units))
            parts = 1 + size // JOB_BYTES
            for part in range(parts):
                yield folder, name, plan["year"], "documents", part, parts
            yield folder, name, plan["year"], "decisions", 0, 1
    for part in range(TAMPERING_PARTS):
        yield folder, name, plan["year"], "tampering", part, TAMPERING_PARTS


def listed(total, kind):
    return ", ".join(f"{v} {k[len(kind):]}" for k, v in sorted(total.items())
                     if k.startswith(kind))


def main(folders):
    jobs = [job for folder in folders for job in jobs_of(folder)]
    # Documents are changed on purpose in the last survey alone, which has small ones.
    jobs = [job for job in jobs if job[3] != "tampering" or job[0] == folders[-1]]
    total = Counter()
    with ProcessPoolExecutor() as pool:
        for tally, said in pool.map(check_job, *zip(*jobs)):
            total += tally
            for line in said:
                print(line)
    print(f"  answers: {listed(total, 'answers ')}")
    print(f"  withheld figures: {listed(total, 'withheld ')}")
    print(f"  {total['numbers']} numbers read; each of them was foretold, or its document failed")
    print(f"  {total['tampered']} changes made to documents on purpose, to be noticed")
    print(f"  {total['left']} documents of institutions were only seen to be there (EVERY=1: none)")
    print(f"oracle: {total['passed']} passed, {total['failed']} failed")
    return total["failed"] > 0 or total["passed"] == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
