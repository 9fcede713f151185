"""Hostile input: a clear error or a harmless label, never a crash, never a file outside the
output folder."""

import csv
import io
import json
import os
import resource
import shutil
import subprocess
import tempfile

from common import BINARY, REPOSITORY, check, finish, files_below

NAMES = [
    "`touch x`; system(\"id\")",
    "$(touch x)",
    "@touch x",
    "\"; !touch x; \"",
    "EOD",
    "<script>alert(1)</script> & \"co\"",
    "'; DROP TABLE unit; --",
    "=cmd|' /C calc'!A0",
    "Børnehuset \\n Ærø \\\\ %s%n",
    "\u202eÅben\u202c",
]
IDS = ["../../x", "/etc/passwd", "a b", "..", "CON", "x'y", "æøå", "`touch x`", "a/b", "%2e%2e"]


def definition():
    return json.load(open(os.path.join(REPOSITORY, "questionnaires", "school-2019.json"), encoding="utf-8"))


def make_survey(folder, answers):
    """A survey of ten units with hostile names and ids; `answers` is the bytes of one file."""
    both = {"da": "x", "en": "x"}
    os.makedirs(os.path.join(folder, "answers"))
    with open(os.path.join(folder, "units.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "region", "region_name"])
        for number, (unit, name) in enumerate(zip(IDS, NAMES)):
            writer.writerow([unit, name, "r`%d" % (number % 2), "Region `id` \" %d" % (number % 2)])
    json.dump({"format": "baseline-registers-1", "nation": {"code": "n", "name": both},
               "levels": [{"id": "region", "one": both, "many": both}],
               "registers": [{"id": "units", "file": "units.csv", "one": both, "many": both,
                              "columns": {"id": "id", "name": "name"},
                              "groups": {"region": {"code": "region", "name": "region_name"}},
                              "source": "made"}]},
              open(os.path.join(folder, "registers.json"), "w"))
    json.dump({"format": "baseline-survey-1", "title": both, "language": "en", "registers": "registers.json",
               "charts": {"units": True},
               "rounds": [{"questionnaire": "school", "year": 2019, "register": "units", "answers": "answers",
                           "edition": os.path.join(REPOSITORY, "questionnaires", "school-2019.json")}]},
              open(os.path.join(folder, "survey.json"), "w"))
    open(os.path.join(folder, "answers", "a.csv"), "wb").write(answers)


def limited():
    """512 MiB of address space: what reads a 100 MB cell must do it in bounded memory.
    The sanitizers need more, so their builds are run without."""
    if "asan" not in BINARY:
        resource.setrlimit(resource.RLIMIT_AS, (512 << 20, 512 << 20))


def run_survey(scratch, name, answers, command="run"):
    folder = os.path.join(scratch, name, "survey")
    make_survey(folder, answers)
    before = set(files_below(os.path.join(scratch, name)))
    done = subprocess.run([BINARY, command, folder], capture_output=True, cwd=os.path.join(scratch, name),
                          preexec_fn=limited)
    new = set(files_below(os.path.join(scratch, name))) - before
    outside = [path for path in new
               if not path.startswith("survey/results/") and not path.startswith("survey/baseline.db")]
    check(not outside, f"{name}: no file outside the output folder, but {outside}")
    check(done.returncode in (0, 1, 3), f"{name}: no crash (status {done.returncode})")
    check(b"ERROR: " not in done.stderr, f"{name}: no sanitizer speaks: {done.stderr[:600]}")
    return folder, done


def first_code(school, question):
    """The first answer the question takes."""
    return school["scales"][question["scale"]]["options"][0]["code"]


def rows(cell=None):
    school = definition()
    questions = school["questions"]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["id", *[question["id"] for question in questions]])
    for unit in IDS:
        writer.writerow([unit, *[cell or first_code(school, question) for question in questions]])
    return text.getvalue()


def main():
    scratch = tempfile.mkdtemp()
    try:
        folder, done = run_survey(scratch, "names", rows().encode())
        check(done.returncode == 0, "hostile names: the run succeeds: " + done.stderr.decode()[:300])
        made = files_below(os.path.join(folder, "results"))
        units = [path for path in made if path.startswith("school/2019/institution/")]
        check(len(units) == len(IDS), f"one file a unit, each under its own name: {sorted(units)}")
        told = [json.loads(made[path])["reader"]["name"] for path in units]
        names = sorted(name["da"] if isinstance(name, dict) else name for name in told)
        check(names == sorted(NAMES), f"names stand as they are in the JSON: {names}")
        charts = {path: text.decode() for path, text in made.items() if path.endswith(".svg")}
        check(len(charts) > 20, "the charts of hostile names are drawn")
        check(not any("uid=" in text for text in charts.values()), "no command ran in a chart")
        check(not any("<script>" in text for text in charts.values()), "no script stands in a chart")

        for name, answers, told in [
            ("nul", rows().encode().replace(b";1;", b";\0;", 1), "a NUL byte"),
            ("unclosed-quote", rows().encode() + b'../../x;"3;3', "is never closed"),
            ("huge-cell", b"id;S01\r\n../../x;" + b"3" * (100 << 20) + b"\r\n", "a cell of more than"),
            ("huge-quoted-cell", b'id;S01\r\n../../x;"' + b"3\n" * (50 << 20), "a cell of more than"),
            ("truncated-utf16", b"\xff\xfe" + rows().encode("utf-16-le")[:-1], "in the middle of a character"),
            ("lone-surrogate", b"\xff\xfe" + rows("\ud800").encode("utf-16-le", "surrogatepass"), "is not text in UTF-16LE"),
            ("broken-utf8-with-bom", b"\xef\xbb\xbf" + rows().encode() + b"\xff;3\r\n", "is not UTF-8"),
            ("formula", rows('=cmd|"/C calc"!A0').encode(), "is no answer to this question"),
            ("empty", b"", "the file is empty"),
            ("only-bom", b"\xef\xbb\xbf", "the file is empty"),
            ("binary", bytes(range(256)) * 64, "error: "),
            ("million-columns", b"id" + b";S01" * 1000000 + b"\r\n", "a row of more than 131072 cells"),
            ("million-rows-of-nobody", b"id;S01\r\n" + b"nobody;3\r\n" * 1000000, "is no institution"),
        ]:
            folder, done = run_survey(scratch, name, answers, "import")
            check(done.returncode == 1, f"{name}: status 1, not {done.returncode}")
            check(told in done.stderr.decode("utf-8", "replace"), f"{name}: says so: {done.stderr[:300]}")
            check(b"a.csv" in done.stderr, f"{name}: names the file")
            check(len(done.stderr) < 200000, f"{name}: does not drown its reader: {len(done.stderr)} bytes")
            shutil.rmtree(os.path.join(scratch, name))
    finally:
        shutil.rmtree(scratch)
    finish("hostile")


main()
