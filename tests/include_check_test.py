#!/usr/bin/env python3
"""The include check must find an include that runs back up, one between rooms that are blind to each other, and an unknown room."""
import pathlib
import sys
import tempfile

from include_check import faults

with tempfile.TemporaryDirectory() as folder:
    source = pathlib.Path(folder)
    for name, include in (("page/a.cpp", "events/events.h"), ("times/b.cpp", "actors/actors.h"), ("page/c.cpp", "helpers/x.h"),
                          ("events/good.cpp", "page/page.h"), ("engine.cpp", "report/record.h")):
        file = source / "src" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'#include "{include}"\n', encoding="utf-8")
    found = list(faults(source))
assert len(found) == 3, found
assert not any("good.cpp" in fault or "engine.cpp" in fault for fault in found), found
print("the include check finds what it should")
sys.exit(0)
