"""What the robustness suites share: a small rehearsal, and counting."""

import ctypes
import json
import os
import subprocess
import sys
import tempfile

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.path.abspath(sys.argv[1])

passed = 0
failed = 0


def check(holds, sentence):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print("FAILED: " + sentence)


def finish(suite):
    print(f"{suite}: {passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


def scratch_folder():
    """In memory where there is such a place: a kill loses nothing that was written either way."""
    return tempfile.mkdtemp(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)


def run(*words, **options):
    return subprocess.run([BINARY, *words], capture_output=True, **options)


def plan(folder, rounds, **more):
    """Writes a survey.json whose rounds are (questionnaire, year, register, participants)."""
    questionnaires = os.path.join(REPOSITORY, "questionnaires")
    survey = {
        "format": "baseline-survey-1",
        "title": {"da": "Prøve", "en": "Trial"},
        "registers": os.path.join(questionnaires, "registers", "denmark.json"),
        "rounds": [
            {
                "questionnaire": questionnaire,
                "year": year,
                "edition": os.path.join(questionnaires, questionnaire + "-2019.json"),
                "register": register,
                "answers": f"answers/{questionnaire}-{year}",
                "participants": participants,
            }
            for questionnaire, year, register, participants in rounds
        ],
        **more,
    }
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "survey.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(survey, file)
    return path


def rehearse(folder, rounds, seed=7, **more):
    """A rehearsal in `folder`, planned in `folder`-plan."""
    path = plan(folder + "-plan", rounds, **more)
    done = run("simulate", "--seed", str(seed), path, folder)
    if done.returncode != 0:
        sys.exit("simulate failed: " + done.stderr.decode())
    return folder


def unpacked(part, packed):
    """The bytes of a part of a file that the database keeps, packed by zstd or not."""
    if not packed:
        return part
    room = ctypes.create_string_buffer(1 << 20)
    decompress = ctypes.CDLL("libzstd.so.1").ZSTD_decompress
    decompress.restype = ctypes.c_size_t
    size = decompress(room, ctypes.c_size_t(len(room)), part, ctypes.c_size_t(len(part)))
    return room.raw[:size] if size <= len(room) else b""


def files_below(folder):
    found = {}
    for at, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(at, name)
            found[os.path.relpath(path, folder)] = open(path, "rb").read()
    return found
