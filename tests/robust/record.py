"""What the suites ask of a record after something went wrong with an import."""

import hashlib
import json
import os
import re
import sqlite3

from common import REPOSITORY, check, rehearse, unpacked

TIME = re.compile(r"'\d{4}-\d\d-\d\d[T ]\d\d:\d\d[^']*'")
# Pages that were freed are no difference, nor are SQLite's own statistics of how full they are.
PASSED_OVER = re.compile(r'INSERT INTO "?sqlite_stat')


def whole_files(database, after=""):
    """The number of files in the database; every one of them must be whole."""
    connection = sqlite3.connect(database)
    check(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok", f"{after}: the database is whole")
    check(not connection.execute("PRAGMA foreign_key_check").fetchall(), f"{after}: every reference holds")
    try:
        files = connection.execute("SELECT received, sha256, size, taken FROM received").fetchall()
    except sqlite3.OperationalError:
        connection.close()
        return 0  # stopped before the schema stood
    broken = 0
    for received, sha256, size, taken in files:
        parts = connection.execute(
            "SELECT bytes, packed FROM received_part WHERE received = ? ORDER BY part", (received,)).fetchall()
        data = b"".join(unpacked(*part) for part in parts)
        rows, = connection.execute(
            "SELECT count(*) FROM submission WHERE received = ?", (received,)).fetchone()
        broken += len(data) != size or hashlib.sha256(data).hexdigest() != sha256 or rows != taken
    check(broken == 0, f"{after}: every file in the database is there wholly")
    connection.close()
    return len(files)


def content(database):
    """All that the record holds, but for when it was received."""
    connection = sqlite3.connect(database)
    lines = [TIME.sub("'(time)'", line) for line in connection.iterdump() if not PASSED_OVER.match(line)]
    connection.close()
    return lines


def forget(folder):
    """Takes the record of a survey away, and what it published."""
    for name in os.listdir(folder):
        if name.startswith("baseline.db"):
            os.unlink(os.path.join(folder, name))


def make_large(folder, megabytes):
    """A file of the round school/2019: every school of the register, with long comments."""
    with open(os.path.join(REPOSITORY, "questionnaires", "school-2019.json"), encoding="utf-8") as file:
        school = json.load(file)
    with open(os.path.join(REPOSITORY, "questionnaires", "registers", "schools-dk.csv"), encoding="utf-8") as file:
        units = [line.split(",")[0] for line in file.read().splitlines()[1:]]
    questions = [question["id"] for question in school["questions"]]
    first = [school["scales"][question["scale"]]["options"][0]["code"] for question in school["questions"]]
    room = (megabytes << 20) // len(units)
    comment = "Hvad der blev skrevet ved siden af. " * (room // 36)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "large.csv"), "w", encoding="utf-8") as file:
        file.write(";".join(["id", "baseline-simulated", *questions, questions[0] + ".comment"]) + "\n")
        for unit in units:
            file.write(";".join([unit, "1", *first, comment]) + "\n")


def make_survey(folder):
    """A rehearsal of three rounds with many small files, and a large one among them."""
    rehearse(folder, [("municipality", 2019, "municipalities", 98), ("school", 2019, "schools", 1),
                      ("school", 2020, "schools", 60)])
    make_large(os.path.join(folder, "answers", "school-2019"), 6)
    return folder
