"""kill -9 at any moment of an import, or of a run: the database opens, checks, and holds each file
wholly or not at all; a later import brings in the rest, as if nothing had happened."""

import os
import random
import shutil
import signal
import subprocess
import time

from common import BINARY, check, finish, run, scratch_folder
from record import content, forget, make_survey, whole_files

KILLS = int(os.environ.get("KILLS", "40"))
FRESH = 5  # kills until it starts with an empty folder again


def took(*words):
    started = time.monotonic()
    done = run(*words)
    check(done.returncode == 0, f"{words}: {done.stderr[:300]}")
    return time.monotonic() - started


def kill(words, after):
    process = subprocess.Popen([BINARY, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


def main():
    scratch = scratch_folder()
    chance = random.Random(20191123)
    seen = set()
    try:
        folder = make_survey(os.path.join(scratch, "survey"))
        database = os.path.join(folder, "baseline.db")
        ways = {("import", folder): 0, ("run", "--no-charts", folder): 0}
        for words in ways:
            forget(folder)
            ways[words] = took(*words)
        forget(folder)
        took("import", folder)
        undisturbed = content(database)
        total = whole_files(database, "let alone")
        check(total == 160, f"an import that is let alone takes every file, not {total}")
        for number in range(KILLS):
            if number % FRESH == 0:
                forget(folder)
            words = chance.choice(list(ways))
            kill(words, chance.random() * ways[words] * 0.9)
            if os.path.exists(database):
                seen.add(whole_files(database, f"kill {number} of {words[0]}"))
        check(len(seen) > min(KILLS, 60) // 8, f"the kills fell at different moments: {sorted(seen)}")
        forget(folder)
        for number in range(3):
            kill(("import", folder), ways["import", folder] * (0.2 + 0.2 * number))
        check(run("import", folder).returncode == 0, "the import goes on where it was stopped")
        check(whole_files(database, "in the end") == total, "in the end every file is there once")
        check(content(database) == undisturbed, "and the record is that of an import that was let alone")
    finally:
        shutil.rmtree(scratch)
    finish("kill")


main()
