"""A disk that is full and a folder that may not be written to: an import says so and what to do, in
both languages; the database holds each file wholly or not at all; later the rest comes in."""

import os
import resource
import shutil
import signal
import subprocess
import tempfile

from common import BINARY, REPOSITORY, check, finish, run, scratch_folder
from record import content, forget, make_survey, whole_files

SIZES = int(os.environ.get("DISKS", "6"))
FULL = {"da": ("disken er fuld; skaf plads, og kør igen", "disken tog ikke mere: den er fuld"),
        "en": ("the disk is full; make room and run again", "the disk took no more: it is full")}
CLOSED = {"da": ("der må ikke skrives i",), "en": ("may not be written to",)}
NOBODY = 65534


def told(done):
    return done.stderr.decode("utf-8", "replace")


def look_after(folder, done, language, where):
    """After a disk was full at some point, or was large enough."""
    database = os.path.join(folder, "baseline.db")
    check(done.returncode in (0, 3), f"{where}: status 3, or 0 where there was room, not {done.returncode}: "
                                     f"{told(done)[-300:]}")
    if done.returncode == 3:
        check(any(words in told(done) for words in FULL[language]), f"{where}: says so: {told(done)[-300:]}")
        check("baseline.db" in told(done).splitlines()[-1], f"{where}: names the file")
    return whole_files(database, where) if os.path.exists(database) else 0


def import_with_limit(folder, limit, language):
    """A disk of which `limit` bytes are left for any one file."""
    def hold():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return run("import", "--no-quality", "--lang", language, folder, preexec_fn=hold)


def limited_files(folder, undisturbed, size):
    """Every size on a path from nothing to enough, the record growing with it."""
    forget(folder)
    seen = []
    limits = [0, 1, 4096, 40000, 100000, 200000, *[size * step // SIZES for step in range(1, SIZES + 3)]]
    for number, limit in enumerate(limits):
        language = ("da", "en")[number % 2]
        done = import_with_limit(folder, limit, language)
        seen.append(look_after(folder, done, language, f"no file above {limit} bytes"))
    check(seen == sorted(seen), f"with more room there is never less in the record: {seen}")
    check(len(set(seen)) > 3, f"it was full at different moments: {seen}")
    check(run("import", folder).returncode == 0, "with room the rest comes in")
    check(content(os.path.join(folder, "baseline.db")) == undisturbed, "and the record is that of an undisturbed import")


def mounted(folder, size):
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "baseline-test", folder], capture_output=True)
    return done.returncode == 0


def small_disks(scratch, survey, undisturbed, size):
    """Disks of memory, where that may be asked for."""
    disk = os.path.join(scratch, "disk")
    os.makedirs(disk)
    if not mounted(disk, 4096):
        print("disk: no disk of memory may be mounted here; only sizes of files were limited")
        return
    folder = os.path.join(disk, "survey")
    needed = sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(survey)
                 for name in names if not name.startswith("baseline.db"))
    # Every file fills whole pages.
    needed += 4096 * sum(len(names) + 1 for _, _, names in os.walk(survey))
    subprocess.run(["umount", disk], check=True)
    try:
        for number in range(SIZES):
            language = ("da", "en")[number % 2]
            more = 30000 + (2 * size) * number // SIZES
            check(mounted(disk, needed + more), "the disk is mounted")
            shutil.copytree(survey, folder, ignore=shutil.ignore_patterns("baseline.db*"))
            done = run("import", "--no-quality", "--lang", language, folder)
            look_after(folder, done, language, f"a disk with {more} bytes left")
            if number == 0:
                check(done.returncode == 3, "the smallest disk is full")
            subprocess.run(["mount", "-o", f"remount,size={needed + 10 * size}", disk], check=True)
            check(run("import", folder).returncode == 0, "with room the rest comes in")
            check(content(os.path.join(folder, "baseline.db")) == undisturbed,
                  f"{more}: and the record is that of an undisturbed import")
            if number == 0:
                closed_disk(disk, folder)
            subprocess.run(["umount", disk], check=True)
    finally:
        subprocess.run(["umount", disk], capture_output=True)


def expect_closed(done, language, where):
    check(done.returncode == 3, f"{where}: status 3, not {done.returncode}: {told(done)[:300]}")
    check(any(words in told(done) for words in CLOSED[language]), f"{where}: says so: {told(done)[:300]}")


def closed_disk(disk, folder):
    """The whole disk may only be read: what root cannot get around."""
    database = os.path.join(folder, "baseline.db")
    for there in (True, False):
        before = content(database) if there else None
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        for language in ("da", "en"):
            done = run("import", "--lang", language, folder)
            expect_closed(done, language, f"a disk that may only be read, record there: {there}")
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        check(not there or content(database) == before, "nothing is changed on a disk that may only be read")
        forget(folder)


def as_nobody():
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def closed_folder(survey):
    """A folder, and a database, of somebody else's."""
    # Everything must be open to others up to the folder itself, the program too.
    scratch = tempfile.mkdtemp()
    folder = os.path.join(scratch, "survey")
    binary = os.path.join(scratch, "baseline")
    questionnaires = os.path.join(REPOSITORY, "questionnaires")
    try:
        os.chmod(scratch, 0o755)
        shutil.copy(BINARY, binary)
        shutil.copytree(questionnaires, os.path.join(scratch, "questionnaires"))
        shutil.copytree(survey, folder, ignore=shutil.ignore_patterns("baseline.db*", "large.csv"))
        plan = os.path.join(folder, "survey.json")
        text = open(plan, encoding="utf-8").read()
        with open(plan, "w", encoding="utf-8") as file:
            file.write(text.replace(questionnaires, os.path.join(scratch, "questionnaires")))
        database = os.path.join(folder, "baseline.db")
        for there in (False, True):
            if there:
                check(run("import", folder).returncode == 0, "the import runs for its owner")
            for at, folders, names in os.walk(folder):
                for name in names:
                    os.chmod(os.path.join(at, name), 0o444)
                os.chmod(at, 0o555)
            before = open(database, "rb").read() if there else None
            for language in ("da", "en"):
                done = subprocess.run([binary, "import", "--lang", language, folder], capture_output=True,
                                      preexec_fn=as_nobody)
                expect_closed(done, language, f"a folder of somebody else's, record there: {there}")
            check(os.path.exists(database) == there, "no database is left where none was")
            check(not there or open(database, "rb").read() == before, "and none is changed")
            for at, _, _ in os.walk(folder):
                os.chmod(at, 0o755)
    finally:
        shutil.rmtree(scratch)


def main():
    scratch = scratch_folder()
    try:
        survey = make_survey(os.path.join(scratch, "survey"))
        check(run("import", survey).returncode == 0, "an import with room enough")
        database = os.path.join(survey, "baseline.db")
        undisturbed = content(database)
        size = os.path.getsize(database)
        limited_files(survey, undisturbed, size)
        small_disks(scratch, survey, undisturbed, size)
        closed_folder(survey)
    finally:
        shutil.rmtree(scratch)
    finish("disk")


main()
