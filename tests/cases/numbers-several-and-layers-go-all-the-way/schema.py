"""Holds all results of the given folders to the schemas: schema.py SCHEMA_FOLDER RESULTS ..."""
import glob
import json
import sys

from jsonschema import Draft202012Validator

schemas, *folders = sys.argv[1:]
count = 0
for kind in "national", "group", "institution", "line":
    with open(f"{schemas}/{kind}.schema.json", encoding="utf-8") as file:
        valid = Draft202012Validator(json.load(file))
    pattern = {"national": "*/*/national.json", "institution": "*/*/institution/*.json",
               "group": "*/*/[!i]*/*.json", "line": "*/*/analysts.ndjson"}[kind]
    for folder in folders:
        for path in sorted(glob.glob(f"{folder}/{pattern}")):
            with open(path, encoding="utf-8") as file:
                documents = map(json.loads, file if kind == "line" else [file.read()])
                for document in documents:
                    count += 1
                    for error in valid.iter_errors(document):
                        print(path, list(error.absolute_path), error.message[:200])
print("documents held to the schemas:", count)
