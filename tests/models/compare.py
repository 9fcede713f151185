"""One expected file against what `evaluate` printed: compare.py NAME EXPECTED EVALUATED.

Every row of the expected file is one test: the unit's area must have its state, and its value to
the last of the nine digits printed. A value that a publication gives with fewer digits is written
with "~" before it; the program's is then rounded, half away from zero, to the digits given. Further
columns (points, band, ...) are compared where the expected file has them, as is `kind`, "unit"
where there is no such column. An area that was evaluated and not expected fails too, unless
nothing of its dimension is expected. Prints a line a failure and last the two counts.
"""
import csv
import sys
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

KEYS = ("kind", "id", "dimension", "area")
WORDS = ("state", "band")


def rows(path):
    """The rows by their key, in order."""
    table = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            row.setdefault("kind", "unit")
            key = tuple(row[name] for name in KEYS)
            if key in table:
                raise SystemExit(f"{path}: {' '.join(key)} is there twice")
            table[key] = row
    return table


def same(column, wanted, got):
    if column in WORDS or wanted == "" or got == "":
        return wanted == got
    try:
        if not wanted.startswith("~"):
            return Decimal(wanted) == Decimal(got)
        step = Decimal(1).scaleb(Decimal(wanted[1:]).as_tuple().exponent)
        return Decimal(wanted[1:]) == Decimal(got).quantize(step, ROUND_HALF_UP)
    except InvalidOperation:
        return False


def differences(wanted, got):
    if got is None:
        return ["is missing"]
    return [f"{column} is {got.get(column)!r}, expected {text!r}"
            for column, text in wanted.items()
            if column not in KEYS and not same(column, text, got.get(column) or "")]


def main(name, expected_path, evaluated_path):
    expected = rows(expected_path)
    evaluated = rows(evaluated_path)
    failed = 0
    for key, wanted in expected.items():
        found = differences(wanted, evaluated.get(key))
        if found:
            failed += 1
            print(f"FAILED {name}: {' '.join(key[1:])}: {'; '.join(found)}")
    passed = len(expected) - failed
    asked = {(key[0], key[2]) for key in expected}
    for key in evaluated:
        if (key[0], key[2]) in asked and key not in expected:
            failed += 1
            print(f"FAILED {name}: {' '.join(key[1:])}: was not expected")
    if not expected:
        failed += 1
        print(f"FAILED {name}: expects nothing")
    print(passed, failed)


main(*sys.argv[1:])
