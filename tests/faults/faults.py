"""Every command again with the Nth allocation and all after it failing: status 3 and one line that
says so, no leak, no sanitizer's word, no half-written result, and a database that is whole."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "robust"))
from common import check, finish  # noqa: E402

BINARY = os.path.abspath(sys.argv[1])
CASES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "cases")
SHARED = os.path.join(CASES, "shared")
# A definition with every kind of question, pools, subsets and configurations, and answers to it.
KINDS = os.path.join(CASES, "a-group-is-pooled-by-mean-or-by-its-lowest-answers", "in")
# Two editions with guide, sections, evidence and reasons, two definitions with frameworks (one of
# them with mistakes), and answers with comments, as text and as a workbook.
EDITIONS = os.path.join(CASES, "an-edition-says-why-questions-came-and-went", "in")
MET = os.path.join(CASES, "check-counts-what-of-a-framework-is-met", "in")
COMMENTED = os.path.join(CASES, "a-workbook-of-answers-is-taken-as-its-csv", "in")
# A record of three rounds whose questionnaire was revised.
REVISED = os.path.join(CASES, "a-revised-questionnaire-is-linked-and-breaks-where-it-should", "in")
COMMANDS = (
    ["status", "answered"], ["status", "--format", "json", "answered"],
    ["status", "--format", "csv", "answered"],
    ["items", "--round", "tiny/2019", "answered"],
    ["items", "--round", "tiny/2019", "--format", "json", "answered"],
    ["items", "--format", "csv", "definition.json", "answers.csv"],
    ["explain", "--round", "tiny/2019", "--unit", "101001", "--area", "areas", "answered"],
    ["explain", "--round", "tiny/2019", "--group", "region:N", "--area", "rules", "--format", "json", "answered"],
    ["explain", "--figure", "answered/results/tiny/2019/institution/101001.json#/dimensions/0/nodes/0/own/points",
     "answered"],
    ["explain", "--figure", "answered/results/tiny/2019/national.json#/comparisons/0/answerd", "answered"],
    ["change", "answered"], ["change", "--format", "json", "answered"],
    ["change", "--from", "2018", "--unit", "u1", "--level", "owner", "revised"],
    ["change", "--format", "csv", "revised"],
    ["check", "."], ["check", "--messages", "csv", "."], ["import", "."],
    ["withdraw", "--round", "tiny/2019", "--unit", "101001", "--reason", "why", "answered"],
    ["run", "--no-charts", "."], ["run", "."],
    ["simulate", ".", "rehearsal"],
    ["check", "tiny.json"], ["check", "definition.json", "joint.json"],
    ["check", "old.json", "new.json"], ["check", "met/definition.json"], ["check", "met/wrong.json"],
    ["import", "--good-rows", "commented"],
    ["convert", "tiny.json", "tiny.xlsx"], ["convert", "tiny.json", "tables"],
    ["convert", "definition.json", "definition.xlsx"], ["convert", "book.xlsx", "book.json"],
    ["diff", "tiny.json", "later.json"], ["diff", "--format", "json", "tiny.json", "later.json"],
    ["diff", "old.json", "new.json"], ["convert", "new.json", "new.xlsx"], ["convert", "new.json", "parts"],
    ["evaluate", "tiny.json", "answers/tiny-2019/north.csv"],
    ["evaluate", "--rules", "later.json", "tiny.json", "answers/tiny-2019/north.csv"],
    ["evaluate", "definition.json", "answers.csv"],
    ["evaluate", "--configuration", "grouped", "joint.json", "answers.csv"],
    ["evaluate", "definition.json", "wrong.csv"],
)
# What these print is their result, so that none of it may come alone.
PRINTING = ("change", "diff", "evaluate", "explain", "items", "status")
RUNS = int(os.environ.get("FAULT_RUNS", "150"))

def run(words, folder, fail_at):
    environment = dict(os.environ, LC_ALL="C")
    if fail_at:
        environment["BASELINE_FAIL_ALLOCATION"] = str(fail_at)
    return subprocess.run([BINARY, *words], capture_output=True, cwd=folder, env=environment)


def fresh(scratch):
    """A folder to run in, with a workbook and a record of answers made once."""
    folder = os.path.join(scratch, "work")
    book = os.path.join(scratch, "book.xlsx")
    if not os.path.exists(book):
        run(["convert", os.path.join(KINDS, "definition.json"), book], scratch, 0)
    answered = os.path.join(scratch, "answered")
    if not os.path.exists(answered):
        shutil.copytree(SHARED, answered)
        run(["import", answered], scratch, 0)
        run(["score", answered], scratch, 0)
    revised = os.path.join(scratch, "revised")
    if not os.path.exists(revised):
        shutil.copytree(REVISED, revised)
        run(["import", "--no-quality", revised], scratch, 0)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SHARED, folder)
    shutil.copytree(answered, os.path.join(folder, "answered"))
    shutil.copytree(revised, os.path.join(folder, "revised"))
    shutil.copytree(KINDS, folder, dirs_exist_ok=True)
    shutil.copytree(EDITIONS, folder, dirs_exist_ok=True)
    shutil.copytree(MET, os.path.join(folder, "met"))
    shutil.copytree(SHARED, os.path.join(folder, "commented"), ignore=shutil.ignore_patterns("*.csv"))
    shutil.copy(os.path.join(SHARED, "units.csv"), os.path.join(folder, "commented"))
    shutil.copytree(COMMENTED, os.path.join(folder, "commented", "answers", "tiny-2019"), dirs_exist_ok=True)
    shutil.copy(book, folder)
    change(folder, "definition.json", "joint.json", '"rule": "mean"', '"rule": "all"')
    change(folder, "answers.csv", "wrong.csv", ";0;vi;a|b;", ";9;vi;a|x;")
    change(folder, "tiny.json", "later.json", '"weight": 2, ', "")
    return folder


def change(folder, old, new, text, other):
    """A copy of a file of the folder with one thing other in it."""
    with open(os.path.join(folder, old), encoding="utf-8") as file:
        content = file.read()
    assert text in content, f"{old} has no {text}"
    with open(os.path.join(folder, new), "w", encoding="utf-8") as file:
        file.write(content.replace(text, other))


def is_whole(folder):
    for at, _, names in os.walk(folder):
        if any(name.endswith(".part") for name in names):
            return False
        if "baseline.db" in names and not is_sound(os.path.join(at, "baseline.db")):
            return False
    return True


def is_sound(database):
    connection = sqlite3.connect(database)
    try:
        return connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    finally:
        connection.close()


def allocations(words, scratch):
    """The number of the last allocation that the command cannot do without."""
    wanted = run(words, fresh(scratch), 0).returncode
    low, high = 1, 2
    while run(words, fresh(scratch), high).returncode != wanted:
        low, high = high, high * 2
    while low + 1 < high:
        middle = (low + high) // 2
        if run(words, fresh(scratch), middle).returncode != wanted:
            low = middle
        else:
            high = middle
    return low


def names_below(folder):
    return sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names
                  if not name.startswith("baseline.db"))


def try_command(words, scratch):
    last = allocations(words, scratch)
    whole = run(words, fresh(scratch), 0)
    made = names_below(os.path.join(scratch, "work"))
    # The first ones and the last ones one by one, the long middle in even steps.
    step = max(1, last // RUNS)
    tried = sorted(set(range(1, min(last, 30))) | set(range(1, last, step)) | set(range(max(1, last - 20), last)))
    for number in tried:
        folder = fresh(scratch)
        done = run(words, folder, number)
        name = f"{' '.join(words)}, allocation {number} of {last}"
        told = done.stderr.decode("utf-8", "replace")
        # How often a chart's data is waited for is chance, so the last few allocations of a run
        # with charts may not be reached: then all of it must be there.
        if done.returncode == whole.returncode and done.stderr == whole.stderr:
            check(names_below(folder) == made, f"{name}: done, but not all of it")
            continue
        check(done.returncode == 3 and ("memory" in told or "hukommelse" in told) and "Sanitizer" not in told,
              f"{name}: status {done.returncode}: {told[-400:]}")
        check(is_whole(folder), f"{name}: something is half written")
        check(words[0] not in PRINTING or not done.stdout, f"{name}: half of it is printed")


def main():
    scratch = tempfile.mkdtemp()
    try:
        for words in COMMANDS:
            try_command(words, scratch)
    finally:
        shutil.rmtree(scratch)
    finish("faults")


main()
