#!/usr/bin/env python3
"""Learns model/lemmas.tsv: endings and exceptions by kind of word, from CoNLL-U files and WordNet's lists of base forms.

  lemmas.py --wordnet /usr/share/wordnet TRAIN.conllu... > model/lemmas.tsv

Every base form of WordNet is inflected by rule and by WordNet's exception lists; the pairs (form, lemma) of the treebanks weigh
more. For each kind an ending gets a row where its commonest edit differs from that of the shorter ending; a word that its ending
would lead astray gets a row of its own. A row: kind, ending ("-ied") or whole word ("^went"), what stands in its place.
"""
import argparse
import os
import sys
from collections import Counter, defaultdict

TREEBANK, LONGEST, GAIN = 20, 6, 3
VOWELS = "aeiou"


def kind_of(upos, xpos):
    """The same table stands in src/grammar/lemmas.cpp."""
    if upos == "VERB":
        return {"VBD": "verb_past", "VBN": "verb_past", "VBG": "verb_ing", "VBZ": "verb_s"}.get(xpos, "verb")
    if upos == "NOUN":
        return "noun_plural" if xpos == "NNS" else "noun"
    if upos == "PROPN":
        return "name_plural" if xpos == "NNPS" else "name"
    if upos in ("ADJ", "ADV"):
        if xpos in ("NNP", "NNPS"):
            return "name"
        degree = {"R": "_more", "S": "_most"}.get(xpos[2:3], "") if xpos[:2] in ("JJ", "RB") else ""
        return upos.lower() + degree
    if upos == "AUX":
        return "modal" if xpos == "MD" else "aux"
    if upos == "PRON":
        return "pron_poss" if xpos == "PRP$" else "pron"
    return {"DET": "det", "PART": "part", "NUM": "num", "ADP": "adp", "SCONJ": "adp", "CCONJ": "cconj", "INTJ": "intj",
            "PUNCT": "punct"}.get(upos, "other")


INFLECTED = ("verb_past", "verb_ing", "verb_s", "noun_plural", "adj_more", "adj_most", "adv_more", "adv_most")


def read_treebanks(paths, pairs):
    for path in paths:
        for line in open(path, encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 10 or not cells[0].isdigit() or cells[2] == "_" or ("Typo=Yes" in cells[5] and cells[3] not in ("AUX", "PART")):
                continue
            kind, form, lemma = kind_of(cells[3], cells[4]), cells[1], cells[2]
            if kind == "name_plural":
                kind, lemma = "noun_plural", lemma.lower()
            if kind == "punct" or (kind != "name" and kind != "other" and form.lower() != form and not form.isupper()) or form.lower() == form:
                pairs[kind][form.lower()][lemma] += TREEBANK
            elif kind != "name" and kind != "other":
                pairs[kind][form.lower()][lemma] += 1


def exceptions(folder, name):
    irregular = defaultdict(list)
    for line in open(os.path.join(folder, name + ".exc")):
        form, *lemmas = line.split()
        for lemma in lemmas:
            if "_" not in form and "-" not in form:
                irregular[lemma].append(form)
    return irregular


def base_forms(folder, name):
    for line in open(os.path.join(folder, "index." + name)):
        cells = line.split()
        if line[0] != " " and cells[0].isalpha() and cells[0].isascii():
            pointers = int(cells[3])
            yield cells[0], 1 + int(cells[5 + pointers])


def plural(word):
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def third_person(word):
    return word + "es" if word.endswith("o") and word[-2:-1] not in VOWELS else plural(word)


def suffixed(word, ending):
    if word.endswith("e") and ending[0] == "e":
        return word + ending[1:]
    if word.endswith("y") and word[-2:-1] not in VOWELS and ending[0] == "e":
        return word[:-1] + "i" + ending
    if ending == "ing" and word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return word[:-1] + "ing"
    return word + ending


def read_wordnet(folder, pairs):
    irregular = exceptions(folder, "verb")
    for word, weight in base_forms(folder, "verb"):
        pairs["verb_s"][third_person(word)][word] += weight
        for ending, kind in (("ed", "verb_past"), ("ing", "verb_ing")):
            known = [f for f in irregular.get(word, []) if f.endswith("ing") == (ending == "ing") and not f.endswith("s")]
            regular = [] if any(f.endswith(ending) for f in known) else [suffixed(word, ending)]
            for form in known + regular:
                pairs[kind][form][word] += weight
    irregular = exceptions(folder, "noun")
    nouns = dict(base_forms(folder, "noun"))
    for word, weight in nouns.items():
        for form in irregular.get(word, []) or [plural(word)]:
            pairs["noun_plural"][form][word] += weight
    for word, weight in nouns.items():  # "series", "headquarters"
        if weight > 1 and word.endswith("s") and word not in pairs["noun_plural"]:
            pairs["noun_plural"][word][word] += weight
    irregular = exceptions(folder, "adj")
    for word, weight in base_forms(folder, "adj"):
        for ending, kind in (("er", "adj_more"), ("est", "adj_most")):
            known = [f for f in irregular.get(word, []) if f.endswith(ending)]
            if known or len(word) <= 6 or word.endswith("y"):
                for form in known or [suffixed(word, ending)]:
                    pairs[kind][form][word] += weight


def edit(form, lemma):
    same = len(os.path.commonprefix([form, lemma]))
    return len(form) - same, lemma[same:]


def apply(form, change):
    return form[:len(form) - change[0]] + change[1]


def learn_endings(best):
    """{ending: edit}, longest match wins."""
    counts = defaultdict(Counter)
    for form, lemma in best.items():
        change = edit(form, lemma)
        for size in range(min(LONGEST, len(form) - 1) + 1):
            if change[0] <= size:
                counts[form[len(form) - size:]][change] += 1
    rules = {}
    for ending in sorted(counts, key=lambda e: (len(e), e)):
        inherited = next((rules[ending[k:]] for k in range(1, len(ending) + 1) if ending[k:] in rules), (0, ""))
        change, number = min(counts[ending].items(), key=lambda item: (-item[1], item[0]))
        if change != inherited and number - counts[ending][inherited] >= GAIN:
            rules[ending] = change
    return rules


def by_rules(rules, form):
    for size in range(min(LONGEST, len(form) - 1), -1, -1):
        change = rules.get(form[len(form) - size:])
        if change:
            return apply(form, change)
    return form


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", required=True)
    parser.add_argument("conllu", nargs="+")
    args = parser.parse_args()
    pairs = defaultdict(lambda: defaultdict(Counter))
    read_treebanks(args.conllu, pairs)
    attested = {kind: {form for form, lemmas in forms.items()} for kind, forms in pairs.items()}
    read_wordnet(args.wordnet, pairs)
    print("kind\tfrom\tto")
    for kind in sorted(pairs):
        best = {form: min(lemmas.items(), key=lambda item: (-item[1], not item[0].endswith("e"), item[0]))[0]
                for form, lemmas in pairs[kind].items()}
        rules = learn_endings(best) if kind in INFLECTED else {}
        for ending in sorted(rules):
            strip, add = rules[ending]
            print(f"{kind}\t-{ending}\t-{ending[:len(ending) - strip]}{add}")
        for form in sorted(best):
            if by_rules(rules, form) != best[form] and "\t" not in form and (form in attested.get(kind, ()) or form.isascii()):
                print(f"{kind}\t^{form}\t{best[form]}")


if __name__ == "__main__":
    sys.exit(main())
