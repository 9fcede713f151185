"""Imports at once: each waits for the other, or says who holds the database; the record is that of
one import after another, each file once."""

import os
import shutil
import sqlite3
import subprocess
import sys

from common import BINARY, check, finish, run, scratch_folder
from record import content, forget, make_survey, whole_files

HELD = {"da": 'et andet program bruger databasen (proces {process}, "{name}"); opgav efter 10,0 s',
        "en": 'another program holds the database (process {process}, "{name}"); gave up after 10.0 s'}


def start(*words):
    return subprocess.Popen([BINARY, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def several(folder, count, undisturbed):
    database = os.path.join(folder, "baseline.db")
    forget(folder)
    started = [start("import", "--lang", "en", folder) for _ in range(count)]
    done = [(*process.communicate(), process.returncode) for process in started]
    for _, said, status in done:
        held = b"another program holds the database (process " in said
        check(status == 0 or (status == 3 and held), f"{count} at once: each waits or says who: {status} {said[-300:]}")
    check(any(status == 0 for _, _, status in done), f"{count} at once: one at least is done")
    whole_files(database, f"{count} at once")
    check(run("import", folder).returncode == 0, "what was left comes in")
    check(sorted(content(database)) == sorted(undisturbed) or same_but_for_order(database, undisturbed),
          f"{count} at once: the record is that of one import")


def same_but_for_order(database, undisturbed):
    """Which file came first, and so its number, is by chance."""
    connection = sqlite3.connect(database)
    answers = connection.execute("SELECT count(*) FROM answers").fetchone()
    files = connection.execute("SELECT count(*), count(DISTINCT sha256) FROM received").fetchone()
    connection.close()
    other = sqlite3.connect(":memory:")
    other.executescript("\n".join(undisturbed))
    expected = other.execute("SELECT count(*) FROM answers").fetchone()
    other.close()
    return answers == expected and files[0] == files[1] == 160


def named(folder):
    """Somebody else has begun to write and does not end."""
    database = os.path.join(folder, "baseline.db")
    forget(folder)
    one = os.path.join(folder, "answers", "school-2019", "large.csv")
    check(run("import", "--no-quality", "--round", "school/2019", folder, one).returncode == 0, "one file alone")
    before = content(database)
    holder = subprocess.Popen(
        [sys.executable, "-c",
         "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('BEGIN IMMEDIATE');"
         " print('held', flush=True); sys.stdin.read()", database],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        check(holder.stdout.readline() == b"held\n", "the database is held")
        with open(f"/proc/{holder.pid}/comm", encoding="utf-8") as file:
            name = file.read().strip()
        waiting = {language: start("import", "--lang", language, folder) for language in HELD}
        for language, process in waiting.items():
            _, said = process.communicate()
            check(process.returncode == 3, f"who waits in vain ends with status 3, not {process.returncode}")
            words = HELD[language].format(process=holder.pid, name=name)
            check(words in said.decode(), f"and says who holds it: {said.decode()}")
    finally:
        holder.stdin.close()
        holder.wait()
        holder.stdout.close()
    check(content(database) == before, "nothing was changed in vain")
    check(run("import", folder).returncode == 0, "when it is let go the import runs")


def main():
    scratch = scratch_folder()
    try:
        folder = make_survey(os.path.join(scratch, "survey"))
        check(run("import", folder).returncode == 0, "an import alone")
        undisturbed = content(os.path.join(folder, "baseline.db"))
        for count in (2, 5):
            several(folder, count, undisturbed)
        named(folder)
    finally:
        shutil.rmtree(scratch)
    finish("together")


main()
