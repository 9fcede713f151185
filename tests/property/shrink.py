"""The smallest definition and answers that still show the same difference."""
import csv
import io
import itertools
import json
import time
from fractions import Fraction

from files import csv_text, json_text

SECONDS = 20
NEEDED = {"format", "id", "edition", "title", "languages", "identified_by", "scale", "text", "code",
          "label"}


def places(value, path=()):
    """Every place in the definition, the large before what is in it."""
    if isinstance(value, dict):
        for member in value:
            if member not in NEEDED:
                yield path + (member,)
            yield from places(value[member], path + (member,))
    elif isinstance(value, list):
        for n in reversed(range(len(value))):
            yield path + (n,)
        for n, item in enumerate(value):
            yield from places(item, path + (n,))


def without(value, path):
    if len(path) == 1:
        if isinstance(value, dict):
            return {m: v for m, v in value.items() if m != path[0]}
        return [v for n, v in enumerate(value) if n != path[0]]
    if isinstance(value, dict):
        return {m: without(v, path[1:]) if m == path[0] else v for m, v in value.items()}
    return [without(v, path[1:]) if n == path[0] else v for n, v in enumerate(value)]


def known_columns(raw, scales):
    """The headers that the definition still has a use for."""
    known = {"group", "organisation", *raw["identified_by"], *raw.get("other_columns", [])}
    for question in raw["questions"]:
        known.add(question["id"])
        known.update(f"{question['id']}.{layer}" for layer in question.get("layers", []))
        known.update(f"{question['id']}.{option['code']}"
                     for option in scales.get(question["scale"], {}).get("options", []))
    return known


def fitting(raw, table, scales):
    """The table without the columns of questions that are gone."""
    known = known_columns(raw, scales)
    wanted = [n for n, header in enumerate(table[0]) if header in known]
    return [[row[n] for n in wanted] for row in table]


def steps(raw, table):
    """What can be tried, as (place in the definition, row, column): rows, members, cells."""
    for n in reversed(range(1, len(table))):
        yield None, n, None
    for path in places(raw):
        yield path, None, None
    for n in range(1, len(table)):
        for m in range(1, len(table[0])):
            if table[n][m].strip():
                yield None, n, m


def taken(raw, table, step):
    path, n, m = step
    if path is not None:
        less = without(raw, path)
        return less, fitting(less, table, less["scales"])
    row = [] if m is None else [table[n][:m] + [""] + table[n][m + 1:]]
    return raw, table[:n] + row + table[n + 1:]


def shrink(texts, configuration, still):
    """`texts` made smaller step by step while still(texts)."""
    def load(text):
        return json.loads(text, parse_float=Fraction, parse_int=Fraction)

    def made(raw, table):
        return {**texts, "definition.json": json_text(raw) + "\n", "answers.csv": csv_text(table)}

    raw = load(texts["definition.json"])
    if isinstance(raw["scales"], str):
        raw["scales"] = load(texts["scales.json"])
    table = list(csv.reader(io.StringIO(texts["answers.csv"])))
    kept = [c for c in raw.get("configurations", []) if c["id"] == configuration]
    start = {**raw, "configurations": kept}
    if still(made(start, table)):
        raw = start
    end = time.monotonic() + SECONDS
    at, found = 0, False
    while time.monotonic() < end:
        step = next(itertools.islice(steps(raw, table), at, None), None)
        if step is None and not found:
            break
        if step is None:
            at, found = 0, False
            continue
        try:
            less, rows = taken(raw, table, step)
            better = still(made(less, rows))
        except (KeyError, TypeError):
            better = False  # without that member it is no definition
        if better:
            raw, table, found = less, rows, True
        else:
            at += 1
    return made(raw, table)
