#!/usr/bin/env python3
"""Fits the confidence of events (lexicon/confidence.tsv) on judged events, and says how far it can be trusted. Needs numpy.

usage: fit.py VEDETTE EVENT_FEATURES DATA SHARED [WEIGHTS.tsv]

VEDETTE and EVENT_FEATURES are the built programs, DATA the folder of model, world and lexicon (share/vedette of the build folder), SHARED
the folder of the corpora. judged.tsv beside this file says of events that an earlier version found what readers found right in them and
what would have been right; what is found now is held against that. The weights are fitted by maximum likelihood with a ridge
(Hoerl and Kennard 1970) on the reports of ECB+ and of the Groningen Meaning Bank; those of PolNeAR, which may not train what is
shipped, only measure. With WEIGHTS.tsv its rows but `least` and `least_ahead` are written anew.
"""
import csv
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
POINTS = ("type", "source", "target", "status")
FITTED = ("ecbplus", "gmb")
RIDGE = 6
FOLDS = 10
WINDOW = 8  # sentences of the Groningen Meaning Bank that are read as one report


def prepared(shared, scorer, gold):
    done = subprocess.run([sys.executable, shared / "eval" / scorer, "prepare", shared / "data" / gold], capture_output=True, text=True, check=True)
    return {article["id"]: article["text"] for article in map(json.loads, done.stdout.splitlines())}


def as_printed(words):
    text = re.sub(r" ([,.;:?!%)\]])", r"\1", " ".join(words))
    text = re.sub(r"([(\[$]) ", r"\1", text)
    text = re.sub(r" ('s|n't|'re|'ve|'ll|'d|')\b", r"\1", text)
    return re.sub(r'" ([^"]*?) "', r'"\1"', text)


def meaning_bank(shared, wanted):
    """The windows whose first sentence's number stands in their id, with the number of sentences where that is not WINDOW."""
    archive = zipfile.ZipFile(shared / "data/ner/gmb-silver.csv.zip")
    rows = csv.reader(io.TextIOWrapper(archive.open(archive.namelist()[0]), encoding="latin-1"))
    next(rows)
    sentences = []
    for row in rows:
        if row[0] or not sentences:
            sentences.append([])
        sentences[-1].append(row[1])
    texts = {}
    for name in wanted:
        first, count = (int(part) for part in (*name.split("-")[1:], WINDOW)[:2])
        half = first + (count + 1) // 2
        halves = (sentences[first:half], sentences[half:first + count])
        texts[name] = "\n\n".join(" ".join(map(as_printed, half)) for half in halves)
    return texts


def words_of(text):
    return set(re.findall(r"[a-z0-9]+", text.lower())) - {"the", "of", "a", "and", "s", "mr", "ms", "mrs"}


def names_right(names, better):
    """Whether these actors are those that a reader named."""
    parts = [part for part in better.split(";") if part.strip()]
    if not parts or better.strip().lower() == "none":
        return not names
    met = sum(any(words_of(part) & words_of(name) for name in names) for part in parts)
    return met == len(parts)


def verdict(row, event, names):
    """1 right, 0 wrong, None where the readers' words do not tell."""
    for side in ("source", "target"):
        now, then = sorted(names[actor] for actor in event[side]), sorted(filter(None, row[side].split("; ")))
        if now == then:
            right = row[side + "_right"] == "1"
        elif row[side + "_right"] == "1":
            if not (now and then and words_of(" ".join(now)) & words_of(" ".join(then))):
                return None
            right = True
        else:
            right = names_right(now, row["better_" + side])
        if not right:
            return 0
    for point in ("type", "status"):
        right = row[point + "_right"] == "1" and event[point] == row[point] or row[point + "_right"] == "0" and event[point] == row["better_" + point]
        if not right:
            return 0
    return 1


def labelled(vedette, features_of, data, shared):
    rows = list(csv.DictReader(open(HERE / "judged.tsv", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    texts = {"ecbplus": prepared(shared, "stories.py", "stories/ecbplus"), "polnear-train": prepared(shared, "quotes.py", "quotes/polnear/train"),
             "gmb": meaning_bank(shared, {row["article"] for row in rows if row["corpus"] == "gmb"})}
    found = []
    with tempfile.TemporaryDirectory() as folder:
        every = pathlib.Path(folder, "data")
        shutil.copytree(data, every)
        table = every / "lexicon/confidence.tsv"
        table.write_text(re.sub(r"^(least\w*)\t.*$", r"\1\t0", table.read_text(), flags=re.M))
        for corpus, of in texts.items():
            mine = {row["article"] for row in rows if row["corpus"] == corpus}
            day = {"published": "2006-06-15"} if corpus == "gmb" else {}
            articles = "".join(json.dumps({"id": name, "text": of[name], **day}) + "\n" for name in sorted(mine))
            path = pathlib.Path(folder, corpus + ".jsonl")
            path.write_text(articles)
            reports = subprocess.run([vedette, "read", "--data", every, "--format", "jsonl", "--threads", "2", path], capture_output=True, text=True).stdout
            reports = {r["article"]["given"]["id"]: r for r in map(json.loads, reports.splitlines())}
            known = subprocess.run([features_of, every], input=articles, capture_output=True, text=True, check=True).stdout
            known = {r["id"]: {tuple(e["trigger"]): e["features"] for e in r["events"]} for r in map(json.loads, known.splitlines())}
            for row in (row for row in rows if row["corpus"] == corpus):
                report = reports[row["article"]]
                trigger = [int(row["begin"]), int(row["end"])]
                event = next((e for e in report["events"] if e["trigger"]["span"] == trigger), None)
                features = known[row["article"]].get(tuple(trigger))
                right = verdict(row, event, {a["id"]: a["name"] for a in report["actors"]}) if event and features else None
                if right is not None:
                    found.append((corpus, row["article"], features, right, event["status"] in ("scheduled", "pledged")))
    return found


def fit(x, y, free):
    w, ridge = np.zeros(x.shape[1]), np.full(x.shape[1], float(RIDGE))
    ridge[free] = 1e-6
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge), x.T @ (y - p) - ridge * w)
        w += step
        if abs(step).max() < 1e-6:
            break
    return w


def main():
    vedette, features_of, data, shared = map(pathlib.Path, sys.argv[1:5])
    rows = labelled(vedette, features_of, data, shared)
    names = sorted({name for row in rows for name in row[2]})
    x = np.array([[row[2].get(name, 0) for name in names] for row in rows], float)
    y = np.array([row[3] for row in rows], float)
    corpus = np.array([row[0] for row in rows])
    fitted = np.isin(corpus, FITTED)
    articles = sorted({row[1] for row in rows})
    folds = np.random.default_rng(3).integers(0, FOLDS, len(articles))
    fold = np.array([folds[articles.index(row[1])] for row in rows])
    p = np.zeros(len(y))
    for k in range(FOLDS):  # each tenth of the articles by what the others say
        p[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ fit(x[fitted & (fold != k)], y[fitted & (fold != k)], names.index("always"))))
    for name in sorted(set(corpus)):
        print(f"{name}: {(corpus == name).sum()} events, {100 * y[corpus == name].mean():.1f} % right")
    for low in np.arange(0.1, 1, 0.1):
        bin_ = (p >= low) & (p < low + 0.1)
        if bin_.any():
            print(f"  {low:.1f} to {low + .1:.1f}: {bin_.sum():4d} events, {100 * y[bin_].mean():3.0f} % right")
    for least in (0.3, 0.4, 0.42, 0.45, 0.5, 0.6, 0.7):
        kept = p >= least
        print(f"  from {least:.2f}: {100 * kept.mean():3.0f} % of the events, of them " +
              ", ".join(f"{name} {100 * y[kept & (corpus == name)].mean():.1f}" for name in sorted(set(corpus))) + " % right")
    if len(sys.argv) > 5:
        table = pathlib.Path(sys.argv[5])
        kept = [line for line in table.read_text().splitlines() if line.startswith("least")]
        w = dict(zip(names, fit(x[fitted], y[fitted], names.index("always"))))
        order = ["always"] + [name for name in names if name != "always" and abs(w[name]) >= 0.005]
        table.write_text("\n".join(["feature\tweight", *kept, *(f"{name}\t{w[name]:.2f}" for name in order)]) + "\n")


if __name__ == "__main__":
    main()
