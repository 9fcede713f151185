"""Every text of every edition against hunspell and the lists of own terms."""

import json
import pathlib
import re
import subprocess
import sys

DICTIONARY = {"da": "da_DK", "en": "en_GB"}


def texts(value, language, path="$"):
    """Every wording's text in the language, with its path."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from texts(item, language, f"{path}[{number}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == language and isinstance(item, str):
                yield path, item
            else:
                yield from texts(item, language, f"{path}.{key}")


def unknown(words, language):
    """The words that the dictionary does not know, without regard to the own terms."""
    said = subprocess.run(
        ["hunspell", "-i", "utf-8", "-d", DICTIONARY[language], "-l"],
        # Danish endings stand behind an apostrophe, which the dictionary does not take.
        input="\n".join(word.split("'")[0] if language == "da" else word
                        for word in sorted(words)), capture_output=True, text=True, check=True)
    return {word for word in said.stdout.split() if any(map(str.isalnum, word))}


def stands_in(word, text):
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def words_of(text):
    found = re.findall(r"[^\W_]+(?:[-'.][^\W_]+)*", text.replace("’", "'"))
    return [word for word in found if not re.match(r"[A-Z]\d", word)]  # ids of questions


def main():
    here, questionnaires = map(pathlib.Path, sys.argv[1:])
    passed = failed = 0
    # A dictionary that finds nothing wrong would be no test.
    assert unknown({"missstavet"}, "da") and unknown({"misspeltt"}, "en")
    for language in DICTIONARY:
        own = set((here / f"{language}.txt").read_text(encoding="utf-8").split())
        used = set()
        for path in sorted(questionnaires.glob("*-20*.json")):
            definition = json.loads(path.read_text(encoding="utf-8"))
            found = list(texts(definition, language))
            assert len(found) > 200, path
            words = {word for _, text in found for word in words_of(text)}
            used |= {word for word in own
                     if any(stands_in(word, text) for _, text in found)}
            # A part of a compound may be an own term as well.
            wrong = unknown(words - own, language) - own
            for word in sorted(wrong):
                place, text = next((item for item in found if stands_in(word, item[1])),
                                   ("somewhere", "part of a longer word"))
                print(f"{path.name}: {place}: {language}: {word}: {text}")
            passed += not wrong
            failed += bool(wrong)
        for word in sorted(own - used):
            print(f"{language}.txt: \"{word}\" stands in no text")
        passed += own == used
        failed += own != used
    print(f"spelling: {passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
