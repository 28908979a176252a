#pragma once
// Closed lists that the tokenizer looks into; each is sorted, lower case and checked by tokens_test.cpp.

#include <algorithm>
#include <array>
#include <string_view>

namespace vedette {

// Written with a full stop that is part of the word. Single letters, and letters with stops between, need no entry.
inline constexpr auto kAbbreviations = std::to_array<std::string_view>(
    {"adm", "al", "amb", "approx", "apr", "arrv", "assn", "asst", "attn", "atty", "aug", "ave", "bldg", "blvd", "brig",
     "bros", "ca", "calif", "capt", "cf", "ch", "cmdr", "co", "col", "colo", "comdr", "conn", "corp", "cpl", "cpt", "dec",
     "dept", "det", "div", "dr", "drs", "ed", "eds", "eg", "eng", "esq", "est", "etc", "feb", "ff", "fig", "fla", "fri",
     "ft", "gen", "gens", "gov", "govs", "hon", "hwy", "ie", "ill", "inc", "ing", "insp", "jan", "jr", "jul", "jun",
     "kan", "lt", "ltd", "maj", "mar", "mass", "md", "messrs", "mgr", "mich", "minn", "mlle", "mme", "mo", "mon", "mr",
     "mrs", "ms", "mt", "mts", "no", "nos", "nov", "oct", "okla", "ont", "op", "ore", "pa", "ph", "pl", "pp", "pres",
     "prof", "profs", "pt", "pte", "pts", "pvt", "rd", "rep", "reps", "rev", "rt", "sat", "sen", "sens", "sep", "sept",
     "sfc", "sgt", "spc", "spec", "sq", "sr", "ssgt", "st", "ste", "sts", "sun", "supt", "tech", "tenn", "tex", "thu",
     "thur", "thurs", "tue", "tues", "univ", "usu", "va", "viz", "vol", "vols", "vs", "wash", "wed", "wis"});

// Of these the stop belongs to the word only before a digit ("No. 5", "Mar. 3") or, for names of states and
// weekdays, where a sentence could hardly end: before a comma, a digit or a small letter.
inline constexpr auto kSometimesAbbreviations = std::to_array<std::string_view>(
    {"co", "ed", "eg", "fig", "fri", "ill", "ing", "jul", "jun", "mar", "mass", "md", "mo", "mon", "no", "nos", "op",
     "ore", "pa", "ph", "pl", "pt", "sat", "sep", "spec", "sun", "tech", "wash", "wed"});

// First parts that stay with the word behind their hyphen ("anti-war", "mid-July").
inline constexpr auto kPrefixes = std::to_array<std::string_view>(
    {"ante", "anti", "arch", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "hyper", "infra", "inter", "intra",
     "macro", "mega", "meta", "micro", "mid", "mini", "mis", "multi", "neo", "non", "omni", "over", "pan", "para", "post",
     "pre", "pro", "proto", "pseudo", "psycho", "quasi", "re", "semi", "sub", "super", "supra", "trans", "tri", "ultra",
     "un", "under"});

// Letters that a number carries without a space ("10am", "$5bn", "35mm") and that make a word of their own.
inline constexpr auto kUnits = std::to_array<std::string_view>(
    {"am", "b", "bn", "cm", "ft", "gb", "hr", "hrs", "k", "kg", "km", "kph", "lb", "lbs", "m", "mb", "mg", "mi", "min", "ml", "mm",
     "mn", "mph", "mw", "pm", "sec", "tn"});

// Two words written as one; the second begins at `cut`.
struct Fused {
  std::string_view form;
  std::size_t cut;
};
inline constexpr auto kFused = std::to_array<Fused>(
    {{"aint", 2},   {"arent", 3},  {"cannot", 3},  {"couldnt", 5}, {"didnt", 3},  {"doesnt", 4}, {"dont", 2},  {"dunno", 2},
     {"gimme", 3},  {"gonna", 3},  {"gotta", 3},   {"hadnt", 3},   {"hasnt", 3},  {"havent", 4}, {"im", 1},    {"isnt", 2},
     {"ive", 1},    {"lemme", 3},  {"shouldnt", 6}, {"thats", 4},  {"theyre", 4}, {"wanna", 3},  {"wasnt", 3}, {"werent", 4},
     {"wouldnt", 5}, {"youre", 3}, {"youve", 3}});

// What ends an address that has no scheme ("example.org", "report.doc").
inline constexpr auto kAddressEndings = std::to_array<std::string_view>(
    {"au", "biz", "ca", "com", "de", "doc", "docx", "edu", "eu", "exe", "fr", "gov", "htm", "html", "info", "int", "io", "jpg", "mil",
     "net", "org", "pdf", "png", "ru", "tv", "txt", "uk", "us", "xls", "xlsx", "zip"});

// Old short forms that open with an apostrophe.
inline constexpr auto kApostropheWords =
    std::to_array<std::string_view>({"bout", "cause", "em", "n", "round", "scopes", "til", "till", "tis", "twas"});

template <class List>
bool in_list(const List& list, std::string_view word) {
  return std::binary_search(list.begin(), list.end(), word);
}

}  // namespace vedette
