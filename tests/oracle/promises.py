"""What the shipped questionnaires promise, looked up in the definitions themselves and in the lists
of the frameworks, without the engine. Each promise is told of every edition, or of every edition
beside the one before, and yields what breaks it.

spoilt() makes editions that break one promise each, for definitions.py to see that it is noticed.
"""
import copy
import csv
import os
import re

FEWEST = {"municipality": 401, "school": 80, "daycare": 60}
# Measuring points of the newest edition: about twenty, and eight.
MEASURING_POINTS = {"municipality": range(18, 26), "school": range(8, 9), "daycare": range(8, 9)}
FOCUS_AREAS = 6
# What is to be met in full by the municipalities' editions, and from which one on.
MET = [
    ("iso27001-2013", {"domain": 14, "objective": 35, "control": 114, "clause": 35}, 2016),
    ("iso27001-2022", {"theme": 4, "control": 93, "clause": 41}, 2026),
    ("top-four", {"measure": 4}, 2018),
    ("nis2", {"measure": 10}, 2026),
]
# Nobody has answered these questionnaires yet: no reason may tell of what people answered.
CLAIMS = re.compile(
    r"%|percent|per cent|procent|turned out|viste sig|survey|three in four|tre af fire"
    r"|\b(answered|replied|responded|said (yes|no)|said so|was read as)\b"
    r"|\b(svarede|har svaret|sagde (ja|nej)|blev læst)\b|\b(alle|mange|fleste|nogle) sagde\b"
    r"|\b(the )?answers (showed?|tell us)\b|\bsvarene vis(er|te)\b", re.I)


def year(edition):
    return int(edition["edition"])


def walk(area):
    yield area
    for below in area.get("areas", []):
        yield from walk(below)


def dimension(edition, name):
    return next(d for d in edition["dimensions"] if d["id"] == name)


def wordings(value, path=""):
    """(where, wording) of every text in a definition."""
    if isinstance(value, dict):
        if value and set(value) <= {"da", "en"}:
            yield path, value
            return
        for key, below in value.items():
            yield from wordings(below, f"{path}.{key}")
    elif isinstance(value, list):
        for i, below in enumerate(value):
            name = below.get("id", i) if isinstance(below, dict) else i
            yield from wordings(below, f"{path}[{name}]")


def size(edition, folder):
    count = len(edition["questions"])
    if count < FEWEST[edition["id"]]:
        yield f"{count} questions, and not at least {FEWEST[edition['id']]}"


def both_languages(edition, folder):
    for where, wording in wordings(edition):
        if not all(wording.get(language, "").strip() for language in ("da", "en")):
            yield f"{where} is not in Danish and English"
    for member in "help", "evidence":
        for question in edition["questions"]:
            if member not in question:
                yield f"{question['id']} has no {member}"
    for question in edition["questions"]:
        if question["text"]["da"] == question["text"]["en"]:
            yield f"{question['id']} says the same in Danish and in English"
    for section in edition["sections"]:
        if not ("text" in section and section.get("levels")):
            yield f"section {section['id']} lacks its text or its levels"
    for part in "guide", "sections":
        if not edition.get(part):
            yield f"there is no {part}"


def one_place(edition, folder):
    """Every question in exactly one area of the dimension, which has so many."""
    told = [("focus", FOCUS_AREAS)]
    if edition["id"] == "municipality":
        told.append(("improvement", None))
    for name, many in told:
        areas = dimension(edition, name)["areas"]
        if many is not None and len(areas) != many:
            yield f"{name} has {len(areas)} areas, and not {many}"
        listed = [q for area in areas for below in walk(area) for q in below.get("questions", [])]
        for question in edition["questions"]:
            count = listed.count(question["id"])
            if count != 1:
                yield f"{question['id']} stands in {count} areas of {name}"


def items(folder, framework):
    with open(os.path.join(folder, framework["file"]), encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def met(edition, folder):
    """Every item of the frameworks has a question that refers to it or to one below it."""
    known = {f["id"]: items(folder, f) for f in edition["frameworks"]}
    reached = {name: set() for name in known}
    for question in edition["questions"]:
        for name, ids in question.get("references", {}).items():
            for item in ids:
                if item not in known.get(name, {}):
                    yield f"{question['id']} refers to {item}, which is not in {name}"
                while item in known.get(name, {}):
                    reached[name].add(item)
                    item = known[name][item]["parent"]
    for name, kinds, since in MET:
        if edition["id"] != "municipality" or year(edition) < since:
            continue
        for kind, many in kinds.items():
            of_kind = {i for i, row in known.get(name, {}).items() if row["kind"] == kind}
            if len(of_kind) != many:
                yield f"{name} has {len(of_kind)} of the kind {kind}, and not {many}"
            for item in sorted(of_kind - reached.get(name, set())):
                yield f"no question meets {kind} {item} of {name}"


def measuring_points(edition, folder):
    """The newest edition has as many as was said; each is met or not, and says what it takes."""
    points = dimension(edition, edition["presentation"]["measuring_points"])
    if edition["edition"] == "2026" and len(points["areas"]) not in MEASURING_POINTS[edition["id"]]:
        yield f"{len(points['areas'])} measuring points"
    for point in points["areas"]:
        if point["operator"] != "level" or len(point["levels"]) != 1 or "text" not in point:
            yield f"{point['id']} is no measuring point"


def claims(edition, folder):
    said = [(q["id"], q["reason"]) for q in edition["questions"] if "reason" in q]
    said += [(q["id"], r["reason"]) for q in edition["questions"]
             for r in q.get("replaces", []) if "reason" in r]
    said += [(d["question"], d["reason"]) for d in edition.get("dropped", [])]
    for name, reason in said:
        for text in reason.values():
            if CLAIMS.search(text):
                yield f"{name} tells of answers that nobody has given: {text}"


def revised(before, edition):
    """Whatever differs between neighbouring editions says so, and says why."""
    old = {q["id"]: q for q in before["questions"]}
    new = {q["id"]: q for q in edition["questions"]}
    dropped = {d["question"] for d in edition.get("dropped", [])}
    replaced = {r["question"] for q in new.values() for r in q.get("replaces", [])}
    for name, question in new.items():
        named = {r["question"] for r in question.get("replaces", [])}
        if name not in old and not named and "reason" not in question:
            yield f"{name} is new and does not say why"
        if name in old and name not in named:
            for member in "text", "scale", "asked_if", "when_not_asked":
                if question.get(member) != old[name].get(member):
                    yield f"{name} has another {member} and does not say so"
            if options(before, old[name]) != options(edition, question):
                yield f"{name} has other options and does not say so"
        if name in named and question["text"] == old[name]["text"]:
            yield f"{name} says that it was revised, and asks the same"
        for gone in named - set(old):
            yield f"{name} replaces {gone}, which was not there"
        if any("reason" not in r for r in question.get("replaces", [])):
            yield f"{name} replaces something and does not say why"
    for name in old:
        if name not in new and name not in dropped | replaced:
            yield f"{name} is gone without a word"
    for name in dropped & set(new):
        yield f"{name} is dropped, and is asked"
    for name in dropped - set(old):
        yield f"{name} is dropped, and was not there"
    cores = [{area["id"]: sorted(area["questions"]) for area in dimension(e, "core")["areas"]}
             for e in (before, edition)]
    if cores[0] != cores[1]:
        yield "the common core is another"
    for area in dimension(edition, "core")["areas"]:
        for name in area["questions"]:
            if any(not r["comparable"] for r in new[name].get("replaces", [])):
                yield f"{name} is of the common core, and cannot be compared"


def options(edition, question):
    return edition["scales"][question["scale"]]["options"]


ALONE = [size, both_languages, one_place, met, measuring_points, claims]


def broken(before, edition, folder):
    """(promise, what breaks it) of an edition; there is none before the first."""
    for promise in ALONE:
        for why in promise(edition, folder):
            yield promise.__name__, why
    if before is not None:
        for why in revised(before, edition):
            yield "revised", why


def spoilt(before, edition):
    """(what is wrong, promise that is broken, edition) with one thing wrong each."""
    old = {q["id"] for q in before["questions"]}

    def change(what, promise, do):
        made = copy.deepcopy(edition)
        do(made)
        return what, promise, made

    def area(made, name, place):
        return dimension(made, name)["areas"][place]

    def kept(made):
        """A question that goes on as it was."""
        return next(q for q in made["questions"] if not q.get("replaces") and q["id"] in old)

    def new(made):
        return next(q for q in made["questions"]
                    if q["id"] not in old and "reason" in q and not q.get("replaces"))

    def claim(made):
        new(made)["reason"]["da"] += " Næsten alle svarede ja."

    def drop(made):
        gone = kept(made)
        made["questions"] = [q for q in made["questions"] if q is not gone]

    few = FEWEST[edition["id"]] - 1
    yield change("too few", "size", lambda m: m.update(questions=m["questions"][:few]))
    for part in "guide", "sections":
        yield change(f"a text of {part} in one language", "both_languages",
                     lambda m, p=part: m[p][0]["text"].pop("en"))
    for member in "text", "help", "evidence":
        yield change(f"{member} in one language", "both_languages",
                     lambda m, p=member: m["questions"][3][p].update(da=" "))
    yield change("no evidence", "both_languages", lambda m: m["questions"][3].pop("evidence"))
    yield change("a label in one language", "both_languages",
                 lambda m: options(m, m["questions"][0])[0]["label"].pop("da"))
    yield change("a level in one language", "both_languages",
                 lambda m: m["sections"][0]["levels"][0]["text"].pop("da"))
    yield change("an area in one language", "both_languages",
                 lambda m: area(m, "core", 0)["title"].pop("da"))
    yield change("a question in no focus area", "one_place",
                 lambda m: area(m, "focus", 2)["questions"].pop())
    yield change("a question in two focus areas", "one_place",
                 lambda m: area(m, "focus", 2)["questions"].append(
                     area(m, "focus", 1)["questions"][0]))
    yield change("a reference to nothing", "met",
                 lambda m: m["questions"][0]["references"].update({"iso27001-2022": ["A.9.99"]}))
    yield change("a measuring point of two levels", "measuring_points",
                 lambda m: area(m, "measuring-points", 0)["levels"].append({}))
    yield change("few measuring points", "measuring_points",
                 lambda m: dimension(m, "measuring-points")["areas"].__delitem__(slice(7, None)))
    yield change("a claim", "claims", claim)
    yield change("another wording", "revised", lambda m: kept(m)["text"].update(da="Hvad?"))
    yield change("other options", "revised",
                 lambda m: options(m, kept(m))[0]["label"].update(da="Måske"))
    yield change("no reason", "revised", lambda m: new(m).pop("reason"))
    yield change("no word on what was dropped", "revised", lambda m: m["dropped"].pop())
    yield change("dropped and asked", "revised",
                 lambda m: m["dropped"][0].update(question=kept(m)["id"]))
    yield change("gone without a word", "revised", drop)
    yield change("another core", "revised", lambda m: area(m, "core", 0)["questions"].pop())
    if edition["id"] == "municipality":
        yield change("a question in no improvement area", "one_place",
                     lambda m: area(m, "improvement", 0)["questions"].pop())
        for framework, _, _ in MET:
            yield change(f"an item of {framework} that nobody asks about", "met",
                         lambda m, f=framework: forget_item(m, f))


def forget_item(made, framework):
    """Takes away every reference to the item that fewest questions refer to."""
    ids = [i for q in made["questions"] for i in q.get("references", {}).get(framework, [])]
    rarest = min(set(ids), key=lambda i: (ids.count(i), i))
    for question in made["questions"]:
        of = question.get("references", {})
        if framework in of:
            of[framework] = [i for i in of[framework] if i != rarest]
