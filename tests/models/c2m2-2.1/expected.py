"""C2M2 v2.1, from its published rule: expected.py ANSWERS.

A domain reaches a maturity indicator level when every practice of that level and of those below it
is fully or largely implemented; one not answered is not. There is no level for the whole. Beside
it the share of practices that are fully or largely implemented, by objective and by domain.
"""
import csv
import sys
from fractions import Fraction
from string import ascii_lowercase

# By domain and objective: how many practices at MIL1, MIL2 and MIL3. Practices are lettered in
# the order of their levels; the last objective of a domain is its management activities.
DOMAINS = {
    "ASSET": "1-4-3 1-4-3 1-3-1 2-5-2 0-2-4",
    "THREAT": "4-5-4 4-4-3 0-2-4",
    "RISK": "1-5-2 1-6-6 1-5-1 1-1-3 0-2-4",
    "ACCESS": "3-5-2 2-5-2 3-5-2 0-2-4",
    "SITUATION": "1-4-1 2-4-3 0-3-4 0-2-4",
    "RESPONSE": "1-2-3 2-5-2 3-5-4 3-9-4 0-2-4",
    "THIRD-PARTIES": "2-3-1 2-5-6 0-2-4",
    "WORKFORCE": "2-3-2 1-3-3 2-2-2 2-2-2 0-2-4",
    "ARCHITECTURE": "1-6-4 2-5-5 2-9-2 0-3-5 1-5-2 0-2-4",
    "PROGRAM": "1-6-1 1-5-4 0-2-4",
}
PRACTICES = 356
PERFORMED = ("FI", "LI")
NOT_PERFORMED = ("PI", "NI", "")


def number(value):
    """At most nine decimals, half away from zero; no value here is negative."""
    whole, nano = divmod((2 * value * 10**9 + 1) // 2, 10**9)
    return f"{whole}.{nano:09}".rstrip("0").rstrip(".")


def model():
    """domain -> objective -> [(practice, level)]"""
    table = {}
    for domain, objectives in DOMAINS.items():
        table[domain] = {}
        for place, counts in enumerate(objectives.split(), 1):
            levels = [level for level, count in enumerate(counts.split("-"), 1)
                      for _ in range(int(count))]
            objective = f"{domain}-{place}"
            table[domain][objective] = [(objective + letter, level)
                                        for letter, level in zip(ascii_lowercase, levels)]
    assert sum(len(p) for d in table.values() for p in d.values()) == PRACTICES
    return table


def performed(row, practice):
    assert row[practice] in PERFORMED + NOT_PERFORMED
    return row[practice] in PERFORMED


def indicator_level(row, practices):
    reached = 0
    for level in (1, 2, 3):
        if not all(performed(row, p) for p, own in practices if own <= level):
            break
        reached = level
    return Fraction(reached)


def share(row, practices):
    return Fraction(100 * sum(performed(row, p) for p, _ in practices), len(practices))


def main(path):
    table = model()
    print("id,dimension,area,state,value")
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            print(f"{row['id']},mil,mil,no_score,")
            for domain, objectives in table.items():
                every = [p for practices in objectives.values() for p in practices]
                print(f"{row['id']},mil,{domain},scored,{number(indicator_level(row, every))}")
            print(f"{row['id']},performed,performed,no_score,")
            for domain, objectives in table.items():
                every = [p for practices in objectives.values() for p in practices]
                print(f"{row['id']},performed,{domain},scored,{number(share(row, every))}")
                for objective, practices in objectives.items():
                    print(f"{row['id']},performed,{objective},scored,"
                          f"{number(share(row, practices))}")


main(*sys.argv[1:])
