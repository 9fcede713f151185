"""kill -9 at any moment of an import: the database opens, checks, and holds each file wholly or
not at all; a later import brings in the rest."""

import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time

from common import BINARY, check, finish, rehearse, run, unpacked

KILLS = int(os.environ.get("KILLS", "60"))


def whole_files(database):
    """The files in the database; every one of them must be whole."""
    connection = sqlite3.connect(database)
    check(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok", "the database is whole")
    check(not connection.execute("PRAGMA foreign_key_check").fetchall(), "every reference holds")
    try:
        files = connection.execute("SELECT received, sha256, size, taken FROM received").fetchall()
    except sqlite3.OperationalError:
        return 0  # killed before the schema stood
    broken = 0
    for received, sha256, size, taken in files:
        parts = connection.execute(
            "SELECT bytes, packed FROM received_part WHERE received = ? ORDER BY part", (received,)).fetchall()
        data = b"".join(unpacked(*part) for part in parts)
        rows, = connection.execute(
            "SELECT count(*) FROM submission WHERE received = ?", (received,)).fetchone()
        broken += len(data) != size or hashlib.sha256(data).hexdigest() != sha256 or rows != taken
    check(broken == 0, "every file in the database is there wholly")
    connection.close()
    return len(files)


def main():
    scratch = tempfile.mkdtemp()
    chance = random.Random(20191123)
    seen = set()
    try:
        folder = rehearse(os.path.join(scratch, "survey"), [
            ("municipality", 2019, "municipalities", 98), ("school", 2020, "schools", 60)])
        database = os.path.join(folder, "baseline.db")
        started = time.monotonic()
        run("import", folder)
        length = time.monotonic() - started
        total = whole_files(database)
        check(total == 158, "an import that is let alone takes every file")
        for number in range(KILLS):
            if number % 4 == 0:
                for name in os.listdir(folder):
                    if name.startswith("baseline.db"):
                        os.unlink(os.path.join(folder, name))
            process = subprocess.Popen([BINARY, "import", folder],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.random() * length * 0.8)
            process.send_signal(signal.SIGKILL)
            process.wait()
            if os.path.exists(database):
                seen.add(whole_files(database))
        check(len(seen) > 5, "the kills fell at different moments")
        check(run("import", folder).returncode == 0, "the import goes on where it was stopped")
        check(whole_files(database) == total, "in the end every file is there once")
    finally:
        shutil.rmtree(scratch)
    finish("kill")


main()
