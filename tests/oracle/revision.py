"""Holds what `diff` writes as JSON to its schema, and the schema to being able to say no:
revision.py BINARY SCHEMA_FOLDER OLD NEW
"""
import json
import subprocess
import sys

from schemas import mutants, refusals, validator


def main(binary, schemas, old, new):
    valid = validator(schemas, "revision")
    wrong, passed = [], 0
    for pair in (old, new), (new, old), (old, old):
        said = subprocess.run([binary, "diff", "--format", "json", *pair], check=True,
                              capture_output=True)
        document = json.loads(said.stdout)
        why = [f"{pair}{why}" for why in refusals(valid, document)]
        why += [f"{pair}: takes {what}" for what, mutant in mutants(document)
                if valid.is_valid(mutant)]
        passed += not why
        wrong += why
    for why in wrong:
        print("FAILED " + why)
    print(f"revision: {passed} passed, {len(wrong)} failed")
    return len(wrong) > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
