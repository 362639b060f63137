//! Whom a pronoun or a short name stands for: a small trained model ranks those whom the text has named before.
//!
//! "I" and "we" in a quotation are its speaker. Training: `crates/trainer/src/reference.rs`.

mod cast;
mod features;
mod gender;

use std::ops::Range;
use std::sync::LazyLock;

use hashbrown::HashSet;
use reportedly_document::SourceClass;
use rustc_hash::FxBuildHasher;

use crate::lexed::Lexed;
use crate::linear::{FeatureSet, Linear};
use crate::mark::{AttributionMark, EntityMark, Referent};
use crate::stable_sort::{both, sort_by_key};
use crate::words::{WordList, one_of, word_list};
use cast::{Cast, Mention, Sort};
use features::Context;
use gender::Gender;

/// The name of the model's weights.
pub(crate) const WEIGHTS: &str = "reference";

static MODEL: LazyLock<Linear> = LazyLock::new(|| Linear::named(WEIGHTS));

/// Below this logarithm of the odds, in thousandths, nobody is named.
const NOBODY_BELOW: i32 = 0;
/// How far back, in tokens, a pronoun reaches.
const REACH: usize = 500;
/// How many candidates there are at most: those who were mentioned last. This keeps the pass linear.
const CANDIDATES: usize = 12;

/// Somebody who may be meant.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    member: usize,
    pub(crate) features: FeatureSet,
    /// The words that say most about them.
    pub(crate) words: Range<usize>,
}

/// Sets `refers_to` of sources that are a pronoun or a short name.
#[inline(never)]
pub(super) fn resolve(lexed: &Lexed, entities: &[EntityMark], attributions: &mut [AttributionMark]) {
    let referents = walk(lexed, entities, attributions, |_, _, candidates| {
        let scores = candidates.iter().map(|candidate| MODEL.score(&candidate.features));
        let (best, score) = scores.enumerate().max_by_key(|&(at, score)| (score, std::cmp::Reverse(at)))?;
        (score > MODEL.score_of(NOBODY_BELOW)).then_some(best)
    });
    for (attribution, referent) in attributions.iter_mut().zip(referents) {
        attribution.refers_to = referent;
    }
    inherit_anonymity(lexed, attributions);
}

/// "the people" after "two people briefed on the talks": they are anonymous, too.
#[inline(never)]
fn inherit_anonymity(lexed: &Lexed, attributions: &mut [AttributionMark]) {
    let mut order: Vec<(usize, usize)> =
        (0..attributions.len()).filter_map(|at| Some((attributions[at].source.first()?.start, at))).collect();
    sort_by_key(&mut order, |&(start, at)| both(start, at));
    let mut called: HashSet<&str, FxBuildHasher> = HashSet::default();
    let singular = |at: usize| match lexed.norm(at) {
        "people" | "persons" => "person",
        word => word.trim_end_matches('s'),
    };
    for (_, at) in order {
        let source = &attributions[at].source[0];
        let definite = source.len() <= 3 && lexed.is(source.start, "the these those both");
        match attributions[at].source_class {
            SourceClass::Anonymous => called.extend(source.clone().take(4).map(singular)),
            SourceClass::Unspecified if definite && called.contains(singular(source.end - 1)) => {
                attributions[at].source_class = SourceClass::Anonymous;
            }
            _ => {}
        }
    }
}

/// Goes through all sources; `choose` is told the number of a statement, what its source is (a pronoun as `asked` calls it, or
/// "noun") and who may be meant, and says who is.
pub(crate) fn walk(
    lexed: &Lexed,
    entities: &[EntityMark],
    statements: &[AttributionMark],
    mut choose: impl FnMut(usize, &str, &[Candidate]) -> Option<usize>,
) -> Vec<Option<Referent>> {
    let mut cast = Cast::new(lexed, entities, statements);
    let around = enclosing(statements);
    let mut order: Vec<(usize, usize)> =
        (0..statements.len()).filter_map(|at| Some((statements[at].source.first()?.start, at))).collect();
    sort_by_key(&mut order, |&(start, at)| both(start, at));
    let mut context = Context::new(lexed, cast.members.len());
    let mut next = 0;
    for &(start, at) in &order {
        while let Some(mention) = cast.mentions.get(next).filter(|mention| mention.tokens.start < start) {
            context.see(mention);
            next += 1;
        }
        let source = &statements[at].source[0];
        let Some(asked) = asked(lexed, source, &statements[at], &cast, at) else { continue };
        if matches!(asked.0.as_str(), FIRST_PERSON) {
            continue;
        }
        let outer = around[at].and_then(|outer| cast.of_statement[outer]);
        let mut candidates = candidates(lexed, &asked, &cast, &context, outer, at);
        let quoting = quoting(lexed, statements, &around, at);
        candidates.retain(|candidate| {
            let quoted = quoting.iter().any(|&by| cast.of_statement[by] == Some(candidate.member));
            !(quoted || asked.0 != "noun" && cast.names_within(candidate.member, &statements[at].content))
        });
        let chosen = if candidates.is_empty() { None } else { choose(at, &asked.0, &candidates) };
        if let Some(chosen) = chosen {
            let member = candidates[chosen].member;
            cast.of_statement[at] = Some(member);
            context.see(&Mention { tokens: source.clone(), member, statement: Some(at) });
            context.learn_gender(member, &asked.0);
        } else {
            context.unknown();
        }
    }
    // The speaker of a quotation is known when all others are.
    for &(_, at) in &order {
        let source = &statements[at].source[0];
        if asked(lexed, source, &statements[at], &cast, at).is_some_and(|asked| asked.0 == FIRST_PERSON) {
            cast.of_statement[at] = around[at].and_then(|outer| cast.of_statement[outer]);
        }
    }
    (0..statements.len())
        .map(|at| {
            let (referent, tokens, _) = &cast.members[cast.of_statement[at]?].best;
            // Who is named in full refers to nobody.
            let own = statements[at].source.first()?;
            let itself = *referent == Referent::Attribution(at) || own.start <= tokens.start && tokens.end <= own.end;
            (!itself).then_some(*referent)
        })
        .collect()
}

/// How [`asked`] calls "I" and "we".
const FIRST_PERSON: &str = "i";

/// What a source is that stands for somebody else: a pronoun, or a noun phrase without a name.
fn asked(
    lexed: &Lexed,
    source: &Range<usize>,
    statement: &AttributionMark,
    cast: &Cast,
    at: usize,
) -> Option<(String, Range<usize>)> {
    if statement.source_class == SourceClass::Pronoun {
        let pronoun = source.clone().find_map(|at| {
            Some(match lexed.norm(at) {
                "he" | "him" | "his" | "himself" => "he",
                "she" | "her" | "hers" | "herself" => "she",
                "they" | "them" | "their" | "both" => "they",
                "it" | "its" => "it",
                "i" | "me" | "my" | "we" | "us" | "our" => FIRST_PERSON,
                "who" | "which" => "who",
                _ => return None,
            })
        })?;
        return Some((pronoun.to_owned(), source.clone()));
    }
    // "Keel's mother" is somebody of her own.
    let relative = lexed.is(source.end - 1, RELATIVES) && source.clone().any(|at| lexed.is(at, "'s ' his her their"));
    if relative {
        return None;
    }
    let member = cast.of_statement[at]?;
    let is_phrase = matches!(cast.members[member].kind, Sort::Phrase | Sort::Document);
    let definite = source.len() <= 5 && one_of(lexed.norm(source.start), "the this that both these those your");
    (is_phrase && definite).then(|| ("noun".to_owned(), source.clone()))
}

/// Whoever is somebody's is not that somebody, nor anybody else who was named.
const RELATIVES: &WordList = word_list!(
    "mother father parents wife husband widow son daughter sons daughters brother sister partner friend friends \
     family neighbour neighbor lawyer lawyers attorney attorneys colleague colleagues boss aide aides agent relatives supporters \
     critics opponents"
);

/// Who may be meant: those who were mentioned last, and the speaker around.
#[inline(never)]
fn candidates(
    lexed: &Lexed,
    asked: &(String, Range<usize>),
    cast: &Cast,
    context: &Context<'_>,
    outer: Option<usize>,
    statement: usize,
) -> Vec<Candidate> {
    let own = cast.of_statement[statement];
    let start = asked.1.start;
    let wanted = Gender::wanted(lexed, asked);
    // A country says "it".
    let may_be = |member: usize| cast.members[member].kind != Sort::Place || matches!(asked.0.as_str(), "it" | "they");
    let mut members = context.latest(CANDIDATES, start.saturating_sub(REACH), may_be);
    members.extend(outer.filter(|outer| !members.contains(outer)));
    let known = members.clone();
    // "The draft" is no newspaper that has seen it.
    let is_document = |member: usize| cast.members[member].kind == Sort::Document;
    members.retain(|&member| {
        Some(member) != own
            && context.agrees(cast, wanted, member)
            && !context.is_of_other_gender(cast, wanted, member, start, &known)
            && own.is_none_or(|own| is_document(own) == is_document(member))
    });
    let candidate = |(rank, &member): (usize, &usize)| Candidate {
        member,
        features: context.features(cast, asked, wanted, member, rank, outer == Some(member)),
        words: cast.members[member].best.1.clone(),
    };
    members.iter().enumerate().map(candidate).collect()
}

/// The statements in whose quotations a source stands: whoever is quoted says "I" of themselves, and never "she".
#[inline(never)]
fn quoting(lexed: &Lexed, statements: &[AttributionMark], around: &[Option<usize>], statement: usize) -> Vec<usize> {
    let start = statements[statement].source[0].start;
    let Some(quotation) = lexed.quotation_around(start) else { return Vec::new() };
    let outer = std::iter::successors(around[statement], |&outer| around[outer]).take(MOST_AROUND);
    // The source of a statement that the quotation itself tells of stands in it, too.
    outer.filter(|&outer| statements[outer].source.first().is_some_and(|own| !quotation.contains(&own.start))).collect()
}

/// More statements around one are not looked at.
const MOST_AROUND: usize = 8;

/// For each statement the innermost other one in whose content its source stands.
#[inline(never)]
fn enclosing(statements: &[AttributionMark]) -> Vec<Option<usize>> {
    let mut events: Vec<(usize, usize, usize)> = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        events.extend(statement.content.iter().map(|content| (content.start, content.end, at)));
    }
    sort_by_key(&mut events, |&(start, end, _)| both(start, u32::MAX as usize - end));
    let mut order: Vec<(usize, usize)> =
        (0..statements.len()).filter_map(|at| Some((statements[at].source.first()?.start, at))).collect();
    sort_by_key(&mut order, |&(start, _)| start as u64);
    let mut found = vec![None; statements.len()];
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut next = 0;
    for (start, at) in order {
        while let Some(&(_, end, owner)) = events.get(next).filter(|event| event.0 <= start) {
            open.retain(|&(open_end, _)| open_end > start);
            open.push((end, owner));
            next += 1;
        }
        found[at] = open.iter().rev().find(|&&(end, owner)| end > start && owner != at).map(|&(_, owner)| owner);
    }
    found
}

#[cfg(test)]
mod tests {
    use reportedly_document::{Body, SourceClass};

    /// Each source that refers to another, as `source → what names it`.
    fn check(text: &str, expected: &[&str]) {
        let analysis = crate::annotate(text);
        let words = |id| {
            let named = analysis.annotations.iter().find(|a| a.id == id).expect("what is referred to is there");
            match &named.body {
                Body::Attribution(attribution) => attribution.source[0].of(text),
                Body::Entity(entity) => entity.span.of(text),
                Body::Hedge(_) => unreachable!("a hedge is no source"),
            }
        };
        let found: Vec<String> = analysis
            .annotations
            .iter()
            .filter_map(|a| a.attribution())
            .filter_map(|a| Some(format!("{} → {}", a.source[0].of(text), words(a.refers_to.clone()?))))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn pronouns() {
        check("Nora Arlen said the talks had failed. She added that she was tired.", &["She → Nora Arlen"]);
        check(
            "Mr. David Bell met Nora Arlen on Friday. She said the talks had failed. He denied that they had.",
            &["She → Nora Arlen", "He → David Bell"],
        );
        check("Mr. David Bell said it rained. George Cole denied it. “It was dry,” he said.", &["he → George Cole"]);
        check("Officials said the road was closed. They warned that it was unsafe.", &["They → Officials"]);
        check("It said nothing. He said that it rained.", &[]);
    }

    #[test]
    fn those_who_stand_for_somebody_anonymous_are_anonymous() {
        let text = "Two people briefed on the talks said the port would close. The people said it was sold.";
        let classes: Vec<_> = crate::annotate(text)
            .annotations
            .iter()
            .filter_map(|mark| mark.attribution().map(|attribution| attribution.source_class))
            .collect();
        assert_eq!(classes, [Some(SourceClass::Anonymous); 2]);
    }

    #[test]
    fn first_names_that_are_words_tell_as_much_as_others() {
        check(
            "Mark Adan said it rained. Det. Will Marsh told the court that it had not. “It was dry,” he said.",
            &["he → Will Marsh"],
        );
        check(
            "Grace Lund said it rained. Will Marsh told the court that it had not. “I am sure,” she wrote.",
            &["she → Grace Lund"],
        );
    }

    #[test]
    fn a_surname_is_no_first_name() {
        check(
            "Ilhan Warren, the mayor, spoke on Monday. Warren told the court that it rained. “It was dry,” she said.",
            &["Warren → Ilhan Warren", "she → Ilhan Warren"],
        );
    }

    #[test]
    fn countries_are_it() {
        check("Norway signed the treaty on Monday. It said that the talks had failed.", &["It → Norway"]);
        check("Odd Vik lives in Norway. He said that the talks had failed.", &["He → Odd Vik"]);
    }

    #[test]
    fn one_person_is_neither_several_nor_an_institution() {
        check("Mayor Ann Lund said it rained. They said it was dry.", &[]);
        check("Ann Lund spoke on Monday. The agency said it rained. The coaches said it was dry.", &[]);
        check("Odd Vik defended the plan. Most viewers said it rained. He said that it was dry.", &["He → Odd Vik"]);
        check("The Harbour Board closed the port. The agency said it rained.", &["The agency → Harbour Board"]);
    }

    #[test]
    fn an_institution_and_what_describes_it_are_one() {
        check(
            "The Harbour Board, the owner of the port, said it rained. It also said that the port would close.",
            &["It → The Harbour Board, the owner of the port"],
        );
    }

    #[test]
    fn letters_behind_a_name_make_nobody_else_of_it() {
        check("Mark Adan KC said the talks had failed. “We tried,” Mr Adan said.", &["Mr Adan → Mark Adan KC"]);
    }

    #[test]
    fn a_pronoun_of_the_other_gender_says_what_somebody_is() {
        check("Hanne Vik said it rained. Her brother disagrees: the room, he says, was dry.", &[]);
        check("Odd Vik said it rained. His sister disagrees: the room, she says, was dry.", &[]);
        check("Hanne Vik said it rained. Her brother disagrees: she says it was dry.", &["she → Hanne Vik"]);
        check(
            "Nora Arlen said it snowed. Hanne Vik said it rained. Her brother disagrees: the room, he says, was dry.",
            &[],
        );
        check("Odd Vik defended her in court. He said it was dry.", &["He → Odd Vik"]);
        check("Odd Vik met Nora Arlen on Friday. Her brother was there, he said.", &["he → Odd Vik"]);
        check("Nora Arlen met Odd Vik on Friday. Her brother was there, he said.", &["he → Odd Vik"]);
    }

    #[test]
    fn whom_a_statement_names_has_not_made_it() {
        check("Lena Moss said it was dry. She said that Roth had lied.", &["She → Lena Moss"]);
        check("Lena Moss said it was dry. She said that Moss had lied.", &[]);
    }

    #[test]
    fn relatives_and_colleagues_are_others() {
        check("Ida Roth was hurt. “She is well,” the woman’s mother said.", &[]);
        check("Mark Bell was not involved. Bell and colleagues said that it was true.", &[]);
    }

    #[test]
    fn surnames_of_several_words() {
        check(
            "Ida Roth-Lund said it rained. Ms. Roth-Lund added that it was cold.",
            &["Ms. Roth-Lund → Ida Roth-Lund"],
        );
        check(
            "Jan van der Berg said it rained. Mr. van der Berg added that it was cold.",
            &["Mr. van der Berg → Jan van der Berg"],
        );
        check("Ida Roth-Lund said it rained. Ana Diaz-Lund denied it.", &[]);
    }

    #[test]
    fn short_names() {
        check(
            "Nora Arlen, the mayor, said the talks had failed. “We tried,” Ms. Arlen said.",
            &["Ms. Arlen → Nora Arlen, the mayor"],
        );
    }

    #[test]
    fn whoever_is_quoted_is_nobody_else_in_their_quotation() {
        check("Nora Arlen spoke. “She wanted to leave, and she said so,” Lena Moss recalled.", &["She → Nora Arlen"]);
        check("“They said that on Monday, too!” Lena Moss wrote.", &[]);
        check("Nora Arlen said she feared the worst.", &["she → Nora Arlen"]);
        check("“Ida Roth said she feared the worst,” Lena Moss recalled.", &["she → Ida Roth"]);
    }

    #[test]
    fn the_speaker_of_a_quotation_says_i() {
        check("“I think the talks have failed,” Nora Arlen said.", &["I → Nora Arlen"]);
    }
}
