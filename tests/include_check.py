#!/usr/bin/env python3
"""Holds the order of the rooms: a file may include only its own room and rooms that stand above it.

usage: include_check.py SOURCE_FOLDER
"""
import pathlib
import re
import sys

ROOMS = ["base", "intake", "fetch", "world", "page", "grammar", "actors", "places", "times", "quotes", "events", "doubts", "report",
         "engine", "stories", "archive", "export", "watch"]
BLIND = {"actors", "places", "times"}  # blind to each other
CORRIDOR = {"engine", "knowledge"}     # src/engine.*, src/knowledge.*


def room_of(path):
    head = path.split("/")[0]
    stem = head.split(".")[0].split("_")[0]
    return "engine" if "/" not in path and stem in CORRIDOR else head


def faults(source):
    for file in sorted((source / "src").rglob("*")):
        if file.suffix not in (".h", ".cpp"):
            continue
        own = room_of(file.relative_to(source / "src").as_posix())
        if own not in ROOMS:
            yield f"{file}: the room '{own}' has no place in the order; add it to {__file__}"
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            found = re.match(r'#include "([^"]+)"', line)
            generated = found and found[1].endswith(".inc") and "/" not in found[1]  # a table laid into its own room by the build
            if not found or generated or found[1].startswith("vedette/"):
                continue
            other = room_of(found[1])
            if other not in ROOMS:
                yield f"{file}:{number}: includes '{found[1]}', which is in no room"
            elif ROOMS.index(other) > ROOMS.index(own):
                yield f"{file}:{number}: {own} includes {other}, which stands below it"
            elif other != own and {own, other} <= BLIND:
                yield f"{file}:{number}: {own} and {other} are blind to each other"


def main():
    found = list(faults(pathlib.Path(sys.argv[1])))
    print(*found, sep="\n") if found else print("every include runs down the corridor")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
