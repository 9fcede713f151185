"""The engine against the page: compare.py BINARY [COUNT] [SEED]

Draws COUNT definitions with answers, seeds SEED and up, and holds every row that `evaluate` writes
to the reference, as text. A definition passes when all of its configurations do. What differs is
kept aside: the files, both tables, and the same difference made as small as it gets.
"""
import csv
import io
import os
import subprocess
import sys
import tempfile
from collections import Counter

import draw
import reference
import shrink
from areas import Definition
from files import write
from reading import configured

COUNT = 500  # some twenty seconds
SHOWN = 5  # definitions told of in full and made smaller
TIMEOUT = 30  # seconds of one run of the engine


def run_engine(binary, folder, configuration):
    """(rows, what is wrong or None)"""
    command = [binary, "evaluate"]
    if configuration is not None:
        command += ["--configuration", configuration]
    command += [os.path.join(folder, "definition.json"), os.path.join(folder, "answers.csv")]
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        return [], f"no answer in {TIMEOUT} s"
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode != 0:
        return [], f"status {done.returncode}: " + "\n    ".join(said.splitlines()[:5])
    return list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8")))), None


def expected_rows(folder, configuration):
    return list(reference.evaluate(reference.load(os.path.join(folder, "definition.json")),
                                   reference.read_answers(os.path.join(folder, "answers.csv")),
                                   configuration))


def key(row):
    return tuple(row.get(column) for column in ("kind", "id", "dimension", "area"))


def first_difference(expected, seen):
    """(row, column, expected, seen), or None when all is the same."""
    for want, have in zip(expected, seen):
        if key(want) != key(have):
            return want, "row", " ".join(key(want)), " ".join(str(k) for k in key(have))
        for column in reference.COLUMNS:
            if want[column] != have.get(column):
                return want, column, want[column], have.get(column)
    if len(expected) != len(seen):
        longer = expected if len(expected) > len(seen) else seen
        row = longer[min(len(expected), len(seen))]
        return row, "rows", str(len(expected)), str(len(seen))
    return None


def difference(binary, texts, configuration, folder):
    """(row, column, expected, seen) of a definition; column "status" when it was refused."""
    write(texts, folder)
    expected = expected_rows(folder, configuration)
    seen, wrong = run_engine(binary, folder, configuration)
    if wrong:
        return expected[0], "status", "done", wrong
    return first_difference(expected, seen)


def operator_of(folder, configuration, row):
    raw = reference.load(os.path.join(folder, "definition.json"))
    definition = Definition(configured(raw, configuration))
    return definition.find(f"{row['dimension']}/{row['area']}").operator


def keep(binary, texts, configuration, folder):
    """Files, expected.csv and seen.csv in a folder that stays."""
    write(texts, folder)
    rows, _ = run_engine(binary, folder, configuration)
    for name, table in (("expected.csv", expected_rows(folder, configuration)),
                        ("seen.csv", rows)):
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, reference.COLUMNS, lineterminator="\n",
                                    extrasaction="ignore")
            writer.writeheader()
            writer.writerows(table)


def tell(where, found, operator):
    row, column, want, have = found
    print(f"  {where}")
    if column == "status":
        print(f"    {have}")
        return
    print(f"    {row['kind']} {row['id']} {row['dimension']}/{row['area']} ({operator}) "
          f"{column}: expected {want or 'nothing'}, seen {have or 'nothing'}")


def report(binary, texts, configuration, found, aside, seed):
    """Says what differs in one definition, keeps it, and makes it smaller."""
    folder = os.path.join(aside, str(seed))
    keep(binary, texts, configuration, folder)
    print(f"FAILED seed {seed}, configuration {configuration or 'none'}")
    tell(folder, found, operator_of(folder, configuration, found[0]))
    if found[1] in ("status", "row", "rows"):
        return
    small = os.path.join(aside, f"{seed}-small")

    def same_column(smaller):
        try:
            again = difference(binary, smaller, configuration, small)
        except Exception:  # the smaller definition is no definition any more
            return False
        return again is not None and again[1] == found[1]

    smaller = shrink.shrink(texts, configuration, same_column)
    found = difference(binary, smaller, configuration, small)
    keep(binary, smaller, configuration, small)
    tell(small, found, operator_of(small, configuration, found[0]))


def main(binary, count=COUNT, first_seed=1):
    passed, failed = 0, 0
    causes = Counter()
    aside = None
    with tempfile.TemporaryDirectory(prefix="property-") as scratch:
        for seed in range(first_seed, first_seed + count):
            texts, configurations = draw.draw(seed)
            found = None
            for configuration in configurations:
                folder = os.path.join(scratch, str(seed))
                found = difference(binary, texts, configuration, folder)
                if found:
                    break
            if not found:
                passed += 1
                continue
            failed += 1
            operator = operator_of(folder, configuration, found[0])
            causes[found[0]["kind"], operator, found[1]] += 1
            aside = aside or tempfile.mkdtemp(prefix="property-failed-")
            if failed <= SHOWN:
                report(binary, texts, configuration, found, aside, seed)
            else:
                keep(binary, texts, configuration, os.path.join(aside, str(seed)))
    for (kind, operator, column), times in causes.most_common():
        print(f"  {times} times first in a {kind}'s {operator}, {column}")
    print(f"property: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(os.path.realpath(sys.argv[1]), *(int(n) for n in sys.argv[2:4])))
