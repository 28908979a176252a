#pragma once
// The tag sets: UD v2 parts of speech and relations, Penn tags. Source: universaldependencies.org; Marcus et al. 1993.

#include <cstdint>
#include <optional>
#include <string_view>

namespace vedette {

enum class Upos : std::uint8_t { adj, adp, adv, aux, cconj, det, intj, noun, num, part, pron, propn, punct, sconj, sym, verb, x };

// Order matters only for the model file; names are those of the English treebanks.
enum class Xpos : std::uint8_t {
  other, cc, cd, dt, ex, fw, in, jj, jjr, jjs, ls, md, nn, nns, nnp, nnps, pdt, pos, prp, prps, rb, rbr, rbs, rp, sym, to, uh,
  vb, vbd, vbg, vbn, vbp, vbz, wdt, wp, wps, wrb, left_bracket, right_bracket, comma, colon, period, open_quote, close_quote,
  dollar, hash, afx, add, nfp, gw, hyph, xx
};

// Relations with the subtypes that English uses; `base` strips the subtype.
enum class Relation : std::uint8_t {
  root, acl, acl_relcl, advcl, advcl_relcl, advmod, amod, appos, aux, aux_pass, case_, cc, cc_preconj, ccomp, clf, compound,
  compound_prt, conj, cop, csubj, csubj_outer, csubj_pass, dep, det, det_predet, discourse, dislocated, expl, fixed, flat, goeswith, iobj,
  list, mark, nmod, nmod_desc, nmod_poss, nmod_unmarked, nsubj, nsubj_outer, nsubj_pass, nummod, obj, obl, obl_agent,
  obl_unmarked, orphan, parataxis, punct, reparandum, vocative, xcomp
};

std::string_view name_of(Upos upos);          // "NOUN"
std::string_view name_of(Xpos xpos);          // "NN"
std::string_view name_of(Relation relation);  // "nsubj:pass"
std::optional<Upos> upos_of(std::string_view name);
std::optional<Xpos> xpos_of(std::string_view name);
std::optional<Relation> relation_of(std::string_view name);  // an unknown subtype gives its base relation
Relation base(Relation relation);                            // nsubj:pass to nsubj

}  // namespace vedette
