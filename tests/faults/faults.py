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
SHARED = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "cases", "shared")
RUNS = int(os.environ.get("FAULT_RUNS", "150"))

def run(words, folder, fail_at):
    environment = dict(os.environ, LC_ALL="C")
    if fail_at:
        environment["BASELINE_FAIL_ALLOCATION"] = str(fail_at)
    return subprocess.run([BINARY, *words], capture_output=True, cwd=folder, env=environment)


def fresh(scratch):
    folder = os.path.join(scratch, "work")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SHARED, folder)
    return folder


def is_whole(folder):
    for at, _, names in os.walk(folder):
        if any(name.endswith(".part") for name in names):
            return False
    database = os.path.join(folder, "baseline.db")
    if not os.path.exists(database):
        return True
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
        check(done.returncode == 3 and "memory" in told and "Sanitizer" not in told,
              f"{name}: status {done.returncode}: {told[-400:]}")
        check(is_whole(folder), f"{name}: something is half written")


def main():
    scratch = tempfile.mkdtemp()
    try:
        for words in (["check", "."], ["import", "."], ["run", "--no-charts", "."], ["run", "."],
                      ["simulate", ".", "rehearsal"], ["convert", "tiny.json", "tiny.xlsx"],
                      ["convert", "tiny.json", "tables"]):
            try_command(words, scratch)
    finally:
        shutil.rmtree(scratch)
    finish("faults")


main()
