"""Files far larger than the memory that is left to read them: what an import needs depends
on the register and the questionnaire, not on the size of a file or on what stands in it.

BOUNDED_MB: size of each file; BOUNDED_UNITS: of the register; both may be raised by hand."""

import os
import resource
import shutil
import sqlite3
import subprocess
import tempfile
import time

from common import BINARY, REPOSITORY, check, finish, unpacked

SIZE = int(os.environ.get("BOUNDED_MB", "128")) << 20
UNITS = int(os.environ.get("BOUNDED_UNITS", "2000"))
ITEMS = 100
# What the program may use: the same whatever SIZE is. A unit and its answers have some 600 bytes.
ROOM = (int(os.environ.get("BOUNDED_ROOM_MB", "320")) << 20) + 600 * UNITS
LIMIT = 1000000 + UNITS  # rows that are not taken


def survey(folder):
    """A survey of UNITS institutions and ITEMS questions; its own answers are not used."""
    script = os.path.join(REPOSITORY, "tests/bench/make-round.awk")
    subprocess.run(["awk", "-v", "folder=" + folder, "-v", f"units={UNITS}", "-v", f"items={ITEMS}",
                    "-f", script], check=True)
    os.unlink(os.path.join(folder, "answers.csv"))
    with open(os.path.join(folder, "survey.json"), "w", encoding="utf-8") as file:
        file.write('{"format": "baseline-survey-1", "title": {"en": "Large"}, '
                   '"registers": "registers.json", "rounds": [{"questionnaire": "bench", "year": 2026, '
                   '"edition": "definition.json", "register": "units", "answers": "answers"}]}')
    with open(os.path.join(folder, "units.csv"), encoding="utf-8") as file:
        next(file)
        return [line.replace(",", ";").split(";", 1)[0] for line in file]


QUESTIONS = ";".join(f"Q{number}" for number in range(1, ITEMS + 1))
ANSWERS = ";".join(str(number % 5 + 1) for number in range(ITEMS))


def comments(ids):
    """Every institution once, with as long a comment as makes the file so large."""
    yield f"id;{QUESTIONS};Q1.comment;Q2.comment\n"
    words = "what was written beside the answer; at length. "
    length = max(2, SIZE // len(ids) // 2 - len(ANSWERS) // 2)
    words = (words * (length // len(words) + 1))[:length]
    for unit in ids:
        yield f'{unit};{ANSWERS};"{words}";"{words}"\n'


def responses(ids):
    """The same institutions again and again, each time later."""
    yield f"id;submitdate;{QUESTIONS}\n"
    row = len(ANSWERS) + 30
    for number in range(SIZE // row):
        day, second = divmod(number, 86400)
        at = f"20{10 + day // 336:02}-{1 + day // 28 % 12:02}-{1 + day % 28:02} " \
             f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
        yield f"{ids[number % len(ids)]};{at};{ANSWERS}\n"


def wrong(ids):
    """No row is of an institution that is known."""
    yield f"id;{QUESTIONS}\n"
    for number in range(SIZE // (len(ANSWERS) + 10)):
        yield f"none{number};{ANSWERS}\n"


def cell(ids):
    """One cell without an end."""
    yield f'id;{QUESTIONS}\n{ids[0]};"'
    for _ in range(SIZE >> 16):
        yield "x" * 65536


def line(ids):
    """One row without an end."""
    yield "id;Q1"
    for _ in range(SIZE >> 16):
        yield ";x" * 32768


def latin(ids):
    """Every institution once, in Windows-1252, and a wide column that is personal."""
    yield f"id;{QUESTIONS};Ip address\n"
    length = min(max(1, SIZE // len(ids) - len(ANSWERS)), 500000)
    for unit in ids:
        yield f"{unit};{ANSWERS};{'æ' * length}\n"


def write(path, pieces, encoding):
    block = []
    size = 0
    with open(path, "wb") as file:
        for piece in pieces:
            block.append(piece)
            size += len(piece)
            if size > 1 << 20:
                file.write("".join(block).encode(encoding))
                block, size = [], 0
        file.write("".join(block).encode(encoding))


def limit():
    """The sanitizers need more room than there is, so their builds are run without."""
    if "asan" not in BINARY:
        resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))


def forget(folder):
    for name in os.listdir(folder):
        if name.startswith("baseline.db"):
            os.unlink(os.path.join(folder, name))


def words(folder, path):
    return [BINARY, "import", "--lang", "en", "--no-quality", folder, "--round", "bench/2026", path]


def whole(folder, kind, files, path):
    """The database is sound, and keeps so many files wholly, each the one at the path."""
    connection = sqlite3.connect(os.path.join(folder, "baseline.db"))
    ask = lambda sql: connection.execute(sql).fetchall()
    check(ask("PRAGMA journal_mode") == [("wal",)], kind + ": the log is turned on again")
    check(ask("PRAGMA quick_check") == [("ok",)], kind + ": the database is sound")
    check(not ask("PRAGMA foreign_key_check"), kind + ": every reference holds")
    check(ask("SELECT count(*), ifnull(sum(taken), 0) FROM received")
          == [(files, ask("SELECT count(*) FROM submission")[0][0])], kind + ": files are kept wholly")
    parts = connection.execute("SELECT bytes, packed FROM received_part ORDER BY received, part")
    if kind == "latin":
        kept = sum(len(unpacked(*part)) for part in parts)
        check(0 < kept < os.path.getsize(path) // 2, kind + ": the file is kept without what is personal")
    else:
        with open(path, "rb") as file:
            same = all(unpacked(*part) == file.read(1 << 20) for part in parts)
            check(same and file.tell() == (os.path.getsize(path) if files else 0),
                  kind + ": the file is kept byte for byte")
    if kind == "comments" and files:
        asked = ask("SELECT count(*), count(DISTINCT submission), min(length(text)) FROM comment")
        check(asked[0][:2] == (2 * UNITS, UNITS) and asked[0][2] > 0, kind + ": every comment is kept")
    connection.close()


def kill(folder, ids):
    """A large import that is killed leaves nothing of itself, and can be made once more."""
    path = os.path.join(folder, "comments.csv")
    write(path, comments(ids), "utf-8")
    forget(folder)
    subprocess.run([BINARY, "import", "--no-quality", folder], capture_output=True)
    journal = os.path.join(folder, "baseline.db-journal")
    for pause in (0, 0.05, 0.2):
        process = subprocess.Popen(words(folder, path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and not os.path.exists(journal):
            time.sleep(0.001)
        time.sleep(pause)
        process.kill()
        process.wait()
        subprocess.run([BINARY, "status", folder], capture_output=True)
        if process.returncode != 0:
            whole(folder, "killed", 0, path)
    done = subprocess.run(words(folder, path), capture_output=True, text=True)
    check(done.returncode == 0, "killed: imported after all: " + done.stdout + done.stderr)
    whole(folder, "comments", 1, path)
    os.unlink(path)


def take(folder, kind, ids, status, message):
    path = os.path.join(folder, kind.__name__ + ".csv")
    write(path, kind(ids), "cp1252" if kind is latin else "utf-8")
    # Beside times of a survey tool "id" would be the tool's own number of a response.
    with open(os.path.join(folder, "mapping.json"), "w", encoding="utf-8") as mapping:
        mapping.write('{"format": "baseline-mapping-1", "unit": "id"}')
    forget(folder)
    process = subprocess.Popen(words(folder, path), preexec_fn=limit, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True)
    output = process.stdout.read()
    _, code, used = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(code)
    process.returncode = code
    said = (output.strip().splitlines() or [""])[-8:]
    check(code == status and message in output,
          f"{kind.__name__}: {kind.__doc__} status {code}, not {status}; it said: " + " / ".join(said))
    if os.environ.get("BOUNDED_MB"):
        print(f"  {kind.__name__}: {os.path.getsize(path) >> 20} MiB, status {code}, "
              f"{used.ru_utime + used.ru_stime:.1f} s of processor, peak {used.ru_maxrss >> 10} MiB; "
              + " / ".join(said)[-160:])
    if code == 0:
        whole(folder, kind.__name__, 1, path)
    os.unlink(path)


def main():
    folder = tempfile.mkdtemp(dir=os.environ.get("BOUNDED_FOLDER"))
    wanted = os.environ.get("BOUNDED_KINDS", "").split()
    too_many = f"more than {LIMIT} rows cannot be taken"
    many = SIZE // (len(ANSWERS) + 10) > LIMIT
    try:
        ids = survey(folder)
        for kind, status, message in (
                (comments, 0, ""),
                (responses, 1 if many else 0, too_many if many else "answered again later"),
                (wrong, 1, too_many if many else "is no institution in the register"),
                (cell, 1, "a cell of more than 1048576 bytes"),
                (line, 1, "a row of more than 131072 cells"),
                (latin, 0, "")):
            if not wanted or kind.__name__ in wanted:
                take(folder, kind, ids, status, message)
        if not wanted or "kill" in wanted:
            kill(folder, ids)
    finally:
        shutil.rmtree(folder)
    finish("bounded")


main()
