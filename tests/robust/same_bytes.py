"""Two runs give the same bytes, and so do shuffled rows: JSON and SVG."""

import os
import random
import shutil
import sys
import tempfile

from common import check, finish, files_below, rehearse, run

ROUNDS = [
    ("municipality", 2018, "municipalities", 98),
    ("municipality", 2019, "municipalities", 98),
    ("school", 2019, "schools", 12),
    ("school", 2020, "schools", 14),
]
CHARTS = {"formats": ["svg"], "rounds": "latest", "groups": True, "units": False, "units_of": []}


def shuffle(path, chance):
    """Puts the rows of an answer file in another order, in the file's own encoding."""
    raw = open(path, "rb").read()
    encoding = "utf-16" if raw[:2] == b"\xff\xfe" else "utf-8-sig" if raw[:3] == b"\xef\xbb\xbf" else "cp1252"
    rows = raw.decode(encoding).split("\r\n")
    assert rows[-1] == "" and not any('"' in row and row.count('"') % 2 for row in rows)
    header, body = rows[0], rows[1:-1]
    chance.shuffle(body)
    with open(path, "w", encoding=encoding, newline="") as file:
        file.write("\r\n".join([header, *body, ""]))


def results(folder):
    done = run("run", folder)
    check(done.returncode == 0, "the run succeeds: " + done.stderr.decode()[:300])
    return files_below(os.path.join(folder, "results"))


def main():
    scratch = tempfile.mkdtemp()
    try:
        first = rehearse(os.path.join(scratch, "first"), ROUNDS, charts=CHARTS)
        again = rehearse(os.path.join(scratch, "again"), ROUNDS, charts=CHARTS)
        check(files_below(os.path.join(first, "answers")) == files_below(os.path.join(again, "answers")),
              "the same seed simulates the same bytes")
        one = results(first)
        two = results(again)
        check(len(one) > 300, "there are results to compare")
        check(any(name.endswith(".svg") for name in one), "there are charts to compare")
        check(one == two, "two runs give the same bytes")
        shuffled = os.path.join(scratch, "shuffled")
        shutil.copytree(os.path.join(first, "answers"), os.path.join(shuffled, "answers"))
        shutil.copy(os.path.join(first, "survey.json"), shuffled)
        chance = random.Random(1)
        for at, _, names in os.walk(os.path.join(shuffled, "answers")):
            for name in sorted(names):
                shuffle(os.path.join(at, name), chance)
        check(files_below(os.path.join(shuffled, "answers")) != files_below(os.path.join(first, "answers")),
              "the rows were shuffled")
        check(one == results(shuffled), "shuffled rows give the same bytes")
        before = files_below(os.path.join(first, "results"))
        check(before == results(first), "a run over the same folder changes nothing")
    finally:
        shutil.rmtree(scratch)
    finish("same-bytes")


main()
