//! What may be an attribution, and what speaks for it: candidates from the net and from the rules, among which a small
//! trained model decides.

use std::ops::Range;

use reportedly_document::{Label, Stance};

use super::draft::Draft;
use super::grammar::Sentence;
use super::lexicon::lexicon;
use super::rules::{ACCUSED_OF, CITING, HEADLINE_TAIL, PASSIVE, SAID_OF, SPEAKER_TURN};
use super::speaker_labels::is_kicker;
use super::verbs::opens_adjunct;
use crate::lexicon::listed;
use crate::linear::FeatureSet;
use crate::mark::AttributionMark;
use crate::model::tagged::Structure;
use crate::rules::Rule;
use crate::token_ranges::TokenRanges;
use crate::words::{self, word_list};

/// What the page says of such a mark.
const MODEL: Rule = Rule {
    id: "attribution/model",
    why: listed!("A model that was trained on news marked by people found these words to be source, cue and content."),
};

/// Who proposes a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// The net alone.
    Net,
    /// The net, for a cue that only the rules found.
    NetForRule,
    /// The rules.
    Rule,
}

/// An attribution that may be shown.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(super) draft: Draft,
    /// The mark of the rules that it is, if it is one.
    pub(super) mark: Option<AttributionMark>,
    /// What speaks for it.
    pub(crate) features: FeatureSet,
}

/// Rules for what is too seldom on the training pages to say what it is worth. The guidelines ask for it.
const SELDOM: [Rule; 4] = [ACCUSED_OF, CITING, HEADLINE_TAIL, SPEAKER_TURN];

impl Candidate {
    /// Whether the arbiter has seen too little of its kind.
    pub(super) fn is_seldom(&self) -> bool {
        self.mark.as_ref().is_some_and(|mark| SELDOM.contains(&mark.rule))
    }

    /// Its source, its cue and its content, in tokens.
    pub(crate) fn parts(&self) -> [&[Range<usize>]; 3] {
        [&self.draft.source, &self.draft.cue, &self.draft.content]
    }
}

/// The candidates of a block, in the order of their cues. Candidates of the same cue stand beside each other.
#[inline(never)]
pub(super) fn candidates(s: &Sentence<'_>, structures: &[Structure], by_rule: &[AttributionMark]) -> Vec<Candidate> {
    let first = s.block.tokens.start;
    // For each token the structure and the rule's mark that it is a cue of.
    let mut of_net: Vec<Option<u32>> = vec![None; s.block.tokens.len()];
    let mut of_rule = of_net.clone();
    let mut inside = vec![false; of_net.len()];
    for (number, structure) in structures.iter().enumerate() {
        structure.cue.clone().for_each(|token| of_net[token - first] = Some(number as u32));
        let contents = structure.content.iter().filter(|_| structure.found);
        contents.flat_map(|(tokens, _)| tokens.clone()).for_each(|token| inside[token - first] = true);
    }
    for (number, mark) in by_rule.iter().enumerate() {
        for token in mark.cue.iter().cloned().flatten().filter(|token| s.block.tokens.contains(token)) {
            of_rule[token - first].get_or_insert(number as u32);
        }
    }
    let partner = |cue: &[Range<usize>], of: &[Option<u32>]| {
        let mut tokens = cue.iter().cloned().flatten().filter(|token| s.block.tokens.contains(token));
        tokens.find_map(|token| of[token - first]).map(|number| number as usize)
    };
    let mut found: Vec<(usize, Candidate)> = Vec::new();
    for structure in structures.iter().filter(|structure| !structure.content.is_empty()) {
        let rule = partner(std::slice::from_ref(&structure.cue), &of_rule).map(|number| &by_rule[number]);
        let origin = if structure.found { Origin::Net } else { Origin::NetForRule };
        let draft = of_structure(s, structure, rule);
        let is_label = s.is(structure.cue.start, ":") && draft.source.iter().any(|source| is_kicker(s, source));
        // A turn of a transcript goes on to the next one, whatever the model has read of it.
        let is_turn = rule.is_some_and(|rule| rule.rule == SPEAKER_TURN);
        if is_turn
            || is_label
            || is_accused(s, &draft, &structure.cue)
            || is_borrowed(s, &draft, structure.cue.start, &inside)
        {
            continue;
        }
        let features = Features { s, draft: &draft, origin, net: Some(structure), rule, inside: &inside }.all();
        found.push((structure.cue.start, Candidate { draft, mark: None, features }));
    }
    for mark in by_rule.iter().filter(|mark| !mark.cue.is_empty()) {
        let net = partner(&mark.cue, &of_net).map(|number| &structures[number]);
        let draft = of_mark(mark);
        let features =
            Features { s, draft: &draft, origin: Origin::Rule, net, rule: Some(mark), inside: &inside }.all();
        found.push((mark.cue[0].start, Candidate { draft, mark: Some(mark.clone()), features }));
    }
    crate::stable_sort::sort_by_key(&mut found, |(start, _)| *start as u64);
    found.into_iter().map(|(_, candidate)| candidate).collect()
}

/// What the net says, with what only the rules can say: via whom it came, and what of it is in later paragraphs.
#[inline(never)]
fn of_structure(s: &Sentence<'_>, structure: &Structure, rule: Option<&AttributionMark>) -> Draft {
    let spans = |parts: &[(Range<usize>, f32)]| parts.iter().map(|(tokens, _)| tokens.clone()).collect();
    let (cue, object) = verb_of(s, &structure.cue);
    let content = |(tokens, _): &(Range<usize>, f32)| content_start(s, tokens)..tokens.end;
    let mut draft = Draft {
        source: spans(&structure.source),
        content: structure.content.iter().map(content).collect(),
        ..Draft::new(MODEL, stance(s, &cue)).cue(cue)
    };
    // Its object is part of what was said.
    if let (Some(object), Some(first)) = (object, draft.content.first().cloned())
        && first.start >= object.end
        && first.start <= object.end + 1
    {
        let rest: Vec<Range<usize>> = draft.content.iter().skip(1).cloned().collect();
        draft.content = std::iter::once(object.start..first.end).chain(rest).collect();
    }
    if let Some(rule) = rule {
        draft.via.clone_from(&rule.via);
        draft.stance = rule.stance;
        if rule.cue.len() > 1 {
            draft.cue.clone_from(&rule.cue);
        }
        let elsewhere = |content: &&Range<usize>| !s.block.tokens.contains(&content.start);
        draft.content.extend(rule.content.iter().filter(elsewhere).cloned());
        // "denied a U-turn as MPs clashed": what says when is no part of it.
        if let ([own], [content]) = (&*rule.content, &*draft.content)
            && rule.rule == SAID_OF
            && own.start == content.start
            && own.end < content.end
            && s.is(own.end, "as amid despite after before while when")
        {
            draft.content.clone_from(&rule.content);
        }
        // By way of whom it came is in neither part.
        if meet(&draft.content, &rule.via) {
            draft.content.clone_from(&rule.content);
        }
        if meet(&draft.source, &rule.via) {
            draft.source.clone_from(&rule.source);
        }
        // The subject of "was told by" is the hearer, of whom nothing is said.
        if rule.rule == PASSIVE && draft.cue.iter().any(|cue| has_hearer(s, cue)) {
            let told: TokenRanges =
                draft.content.iter().filter(|content| content.start >= structure.cue.end).cloned().collect();
            if !told.is_empty() {
                draft.content = told;
            }
        }
    }
    draft
}

/// The verb of a cue, and what the net has taken for a part of it: "said **reports of** a split were wrong".
fn verb_of(s: &Sentence<'_>, cue: &Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let says = cue.len() > 2 && s.is(cue.start, "said says say") && s.norm(cue.end - 1) == "of";
    if says { (cue.start..cue.start + 1, Some(cue.start + 1..cue.end)) } else { (cue.clone(), None) }
}

/// Where what is said begins in the tokens of a content: behind what says how it was said, and behind a label.
fn content_start(s: &Sentence<'_>, content: &Range<usize>) -> usize {
    let start = content.start;
    // "said, on condition of anonymity, that …", "announced, with a smile, that …"
    if words::is_preposition(s.norm(start)) {
        let near = start + 1..content.end.min(start + 14);
        let clause = near.clone().find(|&at| s.norm(at) == "that" && s.norm(at - 1) == ",");
        if let Some(that) = clause.filter(|&that| !(start..that).any(|at| s.is_finite(at))) {
            return that;
        }
        let anonymity = near.clone().find(|&at| s.norm(at) == "anonymity" && s.is(start, "on under"));
        if let Some(at) = anonymity.filter(|at| at + 1 < content.end) {
            return at + 1;
        }
    }
    // "COURT REPORT: Man Hid Knife, Jury Told"
    let colon = (start..content.end.min(start + 6)).find(|&at| s.norm(at) == ":");
    let label = colon.filter(|&at| start == s.block.tokens.start && at + 1 < content.end && is_kicker(s, &(start..at)));
    label.map_or(start, |colon| colon + 1)
}

/// Whether the source is the accused: "Dunn is accused of fraud". The accused never is the source.
fn is_accused(s: &Sentence<'_>, draft: &Draft, cue: &Range<usize>) -> bool {
    let accusing = cue.clone().find(|&at| s.is(at, "accused blamed suspected charged alleged"));
    let start = s.block.tokens.start;
    let is_be = |at: usize| words::is_be(s.norm(at)) || s.is(at, "stands stand stood");
    let between = |at: usize| {
        let is_list = s.norm(at) == "," && at > start && s.is_adverb(at - 1);
        is_list || s.is_adverb(at) || words::is_negation(s.norm(at))
    };
    let passive = |at: usize| {
        let before = (start..at).rev().take(6).find(|&before| !between(before));
        // "is", "has not been", "stands"; but "the mayor, who is ill, alleged".
        let joined = |and: usize| {
            // "was arrested on Monday and charged with"; but "was founded in Lunden and blamed the bank".
            words::is_coordinator(s.norm(and))
                && s.is(at + 1, "of for with in by")
                && (start..and).rev().take(6).take_while(|&before| !s.is(before, "who that which ,")).any(is_be)
        };
        before.is_some_and(|before| is_be(before) || joined(before))
    };
    accusing.is_some_and(|at| passive(at) && draft.source.iter().any(|source| source.end <= at))
}

/// Whether a cue in a content has its source outside of it, and cannot: a participle ("Police say she left before voting to
/// close it"), or what somebody is said to have said ("Police told the court that Keel ran and allegedly shouted"). `inside`
/// says of each token of the block whether it is in a content.
fn is_borrowed(s: &Sentence<'_>, draft: &Draft, cue: usize, inside: &[bool]) -> bool {
    let is_inside =
        |at: usize| at.checked_sub(s.block.tokens.start).and_then(|at| inside.get(at)).is_some_and(|&is| is);
    let outer = draft.source.first().is_none_or(|source| !is_inside(source.start));
    // The content may have been cut before "and".
    let floor = s.block.tokens.start.max(cue.saturating_sub(3));
    let goes_on = (floor..cue).any(|at| words::is_coordinator(s.norm(at)) && at > floor && is_inside(at - 1));
    let alleged = s.is(cue.saturating_sub(1), "allegedly reportedly") || s.is(cue, "allegedly reportedly");
    outer && (is_inside(cue) && opens_adjunct(s, cue) || alleged && (is_inside(cue) || goes_on))
}

fn meet(a: &[Range<usize>], b: &[Range<usize>]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a.start < b.end && b.start < a.end))
}

/// Whether a cue in the passive has a hearer as its subject: "was told by", "were warned".
fn has_hearer(s: &Sentence<'_>, cue: &Range<usize>) -> bool {
    cue.clone()
        .any(|at| s.is(at, word_list!("told informed warned advised assured reminded urged asked ordered instructed")))
}

fn of_mark(mark: &AttributionMark) -> Draft {
    Draft {
        source: mark.source.clone(),
        content: mark.content.clone(),
        via: mark.via.clone(),
        cue: mark.cue.clone(),
        ..Draft::new(mark.rule, mark.stance)
    }
}

/// The stance of the first word of the cue that the lists know.
pub(super) fn stance(s: &Sentence<'_>, cue: &Range<usize>) -> Stance {
    let known = |at: usize| {
        if s.is(at, "according") {
            return Some(Stance::Evidential);
        }
        let verb = lexicon().verbs.longest_at(s.lexed, at, cue.end).map(|(_, verb)| verb.stance);
        verb.or_else(|| lexicon().nouns.longest_at(s.lexed, at, cue.end).map(|(_, noun)| noun.stance))
    };
    cue.clone().find_map(known).unwrap_or(Stance::Neutral)
}

/// The share of the tokens of both lists that is common to both; two empty lists have all in common.
pub(super) fn overlap(a: &[Range<usize>], b: &[Range<usize>]) -> f32 {
    let size = |spans: &[Range<usize>]| spans.iter().map(Range::len).sum::<usize>();
    let common = |a: &Range<usize>, b: &Range<usize>| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let both: usize = a.iter().flat_map(|a| b.iter().map(move |b| common(a, b))).sum();
    let all = size(a) + size(b) - both;
    if all == 0 { 1.0 } else { both as f32 / all as f32 }
}

/// What the features of a candidate are worked out from.
struct Features<'a> {
    s: &'a Sentence<'a>,
    draft: &'a Draft,
    origin: Origin,
    net: Option<&'a Structure>,
    rule: Option<&'a AttributionMark>,
    /// For each token of the block whether it is in a content that the net found.
    inside: &'a [bool],
}

/// Ten steps of probability, finer at the ends.
fn probability(value: f32) -> i32 {
    [0.02, 0.06, 0.15, 0.3, 0.5, 0.7, 0.85, 0.94, 0.98].partition_point(|&limit| limit <= value) as i32
}

fn length(tokens: usize) -> i32 {
    [1, 2, 3, 5, 8, 13, 21, 34, 55].partition_point(|&limit| limit <= tokens) as i32
}

fn share(value: f32) -> i32 {
    [0.01, 0.5, 0.9, 1.0].partition_point(|&limit| limit <= value) as i32
}

impl Features<'_> {
    fn all(&self) -> FeatureSet {
        let mut features = FeatureSet::default();
        self.of_proposal(&mut features);
        self.of_words(&mut features);
        features
    }

    /// Who proposes it, how sure the net is, and how far net and rules agree.
    fn of_proposal(&self, f: &mut FeatureSet) {
        let origin = self.origin as i32;
        let product = |parts: &[(Range<usize>, f32)]| parts.iter().map(|(_, probability)| probability).product::<f32>();
        f.add_number("origin", origin);
        let by_rule = self.rule.map_or("", |rule| rule.rule.id);
        f.add_pair("rule", by_rule, if self.origin == Origin::Rule { "own" } else { "other" });
        f.add_pair("rule, found", by_rule, if self.net.is_some_and(|net| net.found) { "found" } else { "" });
        match self.net {
            Some(net) => {
                let (source, content) = (product(&net.source), product(&net.content));
                let content = if net.content.is_empty() { 0.0 } else { content };
                f.add_number("cue probability", 4 * probability(net.probability) + origin);
                f.add_number("content probability", 4 * probability(content) + origin);
                let sourced = i32::from(net.source.is_empty());
                f.add_number("source probability", 4 * (2 * probability(source) + sourced) + origin);
                f.add_number("probability", 4 * probability(net.probability * source * content) + origin);
                let sides = 16 * probability(net.probability) + probability(source.min(content));
                f.add_number("cue and parts", 4 * sides + origin);
                if let Some(rule) = self.rule {
                    let spans =
                        |parts: &[(Range<usize>, f32)]| parts.iter().map(|part| part.0.clone()).collect::<Vec<_>>();
                    let content = share(overlap(&spans(&net.content), &rule.content));
                    let source = share(overlap(&spans(&net.source), &rule.source));
                    f.add_number("agreement", 4 * (8 * content + source) + origin);
                    f.add_number("agreement, content", 4 * content + origin);
                    f.add_number("agreement, source", 4 * source + origin);
                    if self.origin == Origin::Rule {
                        f.add_pair("rule, agreement", by_rule, ["0", "1", "2", "3", "4"][content.clamp(0, 4) as usize]);
                    }
                } else {
                    f.add_number("net alone", probability(net.probability));
                }
            }
            None => f.add_pair("rule alone", by_rule, ""),
        }
    }

    /// Which words it is made of, and how they lie.
    fn of_words(&self, f: &mut FeatureSet) {
        let Features { s, draft, .. } = self;
        let origin = self.origin as i32;
        let Some(cue) = draft.cue.first() else { return };
        let sentence = s.sentence_of(cue.start);
        let finished = Draft::clone(draft).finish(s);
        let first = s.block.tokens.start;
        let size = |spans: &[Range<usize>]| spans.iter().map(Range::len).sum::<usize>();
        let word = |at: usize| if s.block.tokens.contains(&at) { s.lexed.norm(at) } else { "" };
        f.add("cue begins", word(cue.start));
        f.add("cue ends", word(cue.end - 1));
        f.add("behind the cue", word(cue.end));
        f.add("before the cue", word(cue.start.wrapping_sub(1)));
        f.add_number("cue length", length(cue.len()));
        f.add_number("content length", 4 * length(size(&draft.content)) + origin);
        f.add_number("source length", 4 * length(size(&draft.source)) + origin);
        f.add_pair("class", finished.source_class.label(), finished.form.label());
        f.add_pair("stance", finished.stance.label(), finished.form.label());
        f.add_number("contents", 4 * draft.content.len().min(3) as i32 + origin);
        f.add_if("inside", self.inside[cue.start - first]);
        f.add_number("quoted", i32::from(s.lexed.quotation_at(s.block, cue.start).is_some()) * 4 + origin);
        f.add_number("sentence begins", length(cue.start - sentence.start));
        if let (Some(content), Some(last)) = (draft.content.first(), draft.content.last()) {
            f.add("content begins", word(content.start));
            f.add("before the content", word(content.start.wrapping_sub(1)));
            f.add("content ends", word(last.end - 1));
            f.add("behind the content", word(last.end));
            let side = i32::from(content.start < cue.start) + 2 * i32::from(last.start >= cue.end);
            f.add_number("side", 4 * side + origin);
            let gap = if last.start >= cue.end { last.start - cue.end } else { cue.start.saturating_sub(content.end) };
            f.add_number("gap", 4 * (4 * length(gap) + side) + origin);
            let ends = s.sentence_of(content.end - 1).end;
            let closes = [",", ".", ";", "\"", "”", "and", "but", "as", "while", "after"];
            f.add_if("content ends its sentence", last.end + 1 >= ends);
            f.add_number(
                "content ends",
                closes.iter().position(|&word| word == s.lexed.norm(last.end - 1)).map_or(-1, |at| at as i32),
            );
        }
        match draft.source.first() {
            Some(source) => {
                let before = source.end <= cue.start;
                let gap = if before { cue.start - source.end } else { source.start.saturating_sub(cue.end) };
                f.add_number("source gap", 4 * (2 * length(gap) + i32::from(before)) + origin);
                f.add("source begins", word(source.start));
                f.add("source ends", word(source.end - 1));
                f.add("before the source", word(source.start.wrapping_sub(1)));
                f.add("behind the source", word(source.end));
                f.add_if("source begins its sentence", source.start == sentence.start);
                f.add_if("source elsewhere", source.start < sentence.start || source.start >= sentence.end);
            }
            None => {
                f.add_number("no source", origin);
                f.add("no source, cue", word(cue.end - 1));
            }
        }
        // A headline begins the text, and has no full stop; a passage that somebody pasted has one.
        let last = s.lexed.raw(s.block.tokens.end - 1);
        let whole = i32::from(last.ends_with(['.', '!', '?', '"', '”', '’', '\'']));
        f.add_number("block", 2 * length(s.block.tokens.len()) + whole);
        f.add_number("first block", 2 * i32::from(first == 0) + whole);
    }
}
