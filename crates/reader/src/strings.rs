//! Every sentence and label that a person can read in the reader.

mod correcting;
mod reading;
mod search;
mod source_editor;
mod summary;
mod triage;

pub(crate) use correcting::*;
pub(crate) use reading::*;
pub(crate) use search::*;
pub(crate) use source_editor::*;
pub(crate) use summary::*;
pub(crate) use triage::*;

use reportedly_document::{
    Changes, Confidence, Diagnostic, EntityKind, Evidence, Form, HedgeKind, Knowledge, Layer, Part, SourceClass,
    Stance, Voice, Weight,
};

use crate::engine::{Failure, MainThreadReason};

pub(crate) const READER: &str = "The marked text";
pub(crate) const STOP: &str = "Stop";
pub(crate) const RETRY: &str = "Try again";
pub(crate) const WORKING: &str = "Reading the text";
pub(crate) const LAYERS: &str = "What is marked";
pub(crate) const ARTICLE: &str = "Text. Use the left and right arrow keys to move from mark to mark.";
pub(crate) const PANEL: &str = "Who said what";
pub(crate) const CARD: &str = "About this mark";
pub(crate) const SAMPLE_ENTITY: &str = "name";
pub(crate) const SAMPLE_HEDGE: &str = "maybe";
pub(crate) const SAMPLE_SOURCE: &str = "who";
pub(crate) const SAMPLE_CUE: &str = "says";
pub(crate) const SAMPLE_CONTENT: &str = "what";
pub(crate) const KEY_SOURCE: &str = " who · ";
pub(crate) const KEY_CUE: &str = " says · ";
pub(crate) const KEY_CONTENT: &str = " what; ";
pub(crate) const KEY_HEDGE: &str = " not sure; ";
pub(crate) const KEY_NAME: &str = " a name; ";
pub(crate) const KEY_LIGHTER: &str = "lighter";
pub(crate) const KEY_UNSURE: &str = " = unsure";
pub(crate) const SENTENCE_SOURCE: &str = "Ada Holm";
pub(crate) const SENTENCE_CUE: &str = "said";
pub(crate) const SENTENCE_CONTENT: &str = "“the pier is safe”";
pub(crate) const SENTENCE_BETWEEN: &str = ", but it ";
pub(crate) const SENTENCE_HEDGE: &str = "may";
pub(crate) const SENTENCE_BEFORE_NAME: &str = " open late in ";
pub(crate) const SENTENCE_NAME: &str = "Tarsvik";
pub(crate) const CLOSE: &str = "Close";
pub(crate) const NO_SOURCE: &str = "Nobody named";
pub(crate) const NOT_YET: &str = "It will be listed here when the text has been read.";
pub(crate) const NO_STATEMENTS: &str = "No statements were found in this text.";
pub(crate) const STATEMENTS_HIDDEN: &str = "Attributions are switched off.";
pub(crate) const WHY: &str = "Why it is marked";
pub(crate) const WEIGHED_MOST: &str = "What weighed most";
pub(crate) const UNSURE: &str = "Low confidence";
pub(crate) const UNSURE_HINT: &str = "Drawn lighter, because it is often wrong.";
pub(crate) const ELLIPSIS: &str = " … ";

pub(crate) fn layer(layer: Layer) -> &'static str {
    match layer {
        Layer::Entity => "Entities",
        Layer::Hedge => "Hedges",
        Layer::Attribution => "Attributions",
    }
}

/// What a layer is, for those who meet the word for the first time.
pub(crate) fn layer_hint(layer: Layer) -> &'static str {
    match layer {
        Layer::Entity => "Names, dates and amounts: a tint",
        Layer::Hedge => "Words that leave room for doubt: a wave",
        Layer::Attribution => "Who (a heavy line) says (dashes) what (a bracket)",
    }
}

pub(crate) fn layer_one(layer: Layer) -> &'static str {
    match layer {
        Layer::Entity => "Entity",
        Layer::Hedge => "Hedge",
        Layer::Attribution => "Attribution",
    }
}

pub(crate) fn part(part: Part) -> &'static str {
    match part {
        Part::Entity => "Entity",
        Part::Hedge => "Hedge",
        Part::Source => "Source",
        Part::Cue => "Cue",
        Part::Content => "Content",
        Part::Via => "By way of",
    }
}

pub(crate) fn entity_kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
        EntityKind::Place => "place",
        EntityKind::Group => "group of people",
        EntityKind::Date => "date or period",
        EntityKind::Money => "amount of money",
        EntityKind::Other => "named thing or event",
    }
}

/// The letter that stands for a kind of names in the style "letters".
pub(crate) fn entity_letter(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "P",
        EntityKind::Organization => "O",
        EntityKind::Place => "L",
        EntityKind::Group => "G",
        EntityKind::Date => "D",
        EntityKind::Money => "M",
        EntityKind::Other => "T",
    }
}

pub(crate) fn hedge_kind(kind: HedgeKind) -> &'static str {
    match kind {
        HedgeKind::Modal => "may or might",
        HedgeKind::Likelihood => "likelihood",
        HedgeKind::Hearsay => "hearsay",
        HedgeKind::Appearance => "appearance",
        HedgeKind::Belief => "belief",
        HedgeKind::Approximation => "approximation",
        HedgeKind::Condition => "condition",
        HedgeKind::Tentative => "tentative tone",
    }
}

pub(crate) fn hedge_meaning(kind: HedgeKind) -> &'static str {
    match kind {
        HedgeKind::Modal => "It may be so, or not.",
        HedgeKind::Likelihood => "How probable it is, or that the outcome is open.",
        HedgeKind::Hearsay => "The claim is passed on without being confirmed.",
        HedgeKind::Appearance => "The claim rests on how things look.",
        HedgeKind::Belief => "Somebody thinks so, which is less than knowing it.",
        HedgeKind::Approximation => "The number or amount is not exact.",
        HedgeKind::Condition => "It holds only if something else does.",
        HedgeKind::Tentative => "The stance itself is softened.",
    }
}

pub(crate) fn voice(voice: Voice) -> &'static str {
    match voice {
        Voice::Author => "The doubt is the article’s own.",
        Voice::Source => "The doubt is inside what somebody else is said to have said.",
    }
}

pub(crate) fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "Quoted word for word",
        Form::Mixed => "Partly quoted, partly retold",
        Form::Indirect => "Retold in the article’s words",
    }
}

pub(crate) fn source_class(class: SourceClass) -> &'static str {
    match class {
        SourceClass::Named => "Named source",
        SourceClass::Document => "A document speaks",
        SourceClass::Official => "An office or institution, nobody by name",
        SourceClass::Anonymous => "Anonymous source",
        SourceClass::Unspecified => "Unnamed people",
        SourceClass::Pronoun => "A pronoun stands for the source",
        SourceClass::None => "No source is given",
    }
}

pub(crate) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Neutral => "The cue takes no side",
        Stance::Doubtful => "The cue casts doubt on the claim",
        Stance::Assertive => "The cue treats the claim as true",
        Stance::Negative => "The cue denies or blames",
        Stance::Evidential => "The cue names where the claim comes from",
        Stance::Mental => "The cue tells of a thought, a wish or a feeling",
    }
}

pub(crate) fn form_tag(form: Form) -> &'static str {
    match form {
        Form::Direct => "quoted",
        Form::Mixed => "partly quoted",
        Form::Indirect => "retold",
    }
}

pub(crate) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => UNSURE,
        Confidence::Medium => "Medium confidence",
        Confidence::High => "High confidence",
    }
}

/// What a confidence means: the same for the marks of every layer. MODEL_CARD.md has what was measured.
pub(crate) fn precision(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "About half of such marks are right.",
        Confidence::Medium => "About two of three such marks are right, or more.",
        Confidence::High => "About nine of ten such marks are right, or more.",
    }
}

/// The most kinds of knowledge that are told of a mark: more would be read by nobody.
const MOST_LISTED: usize = 2;

/// From this probability on, the model finds a mark likely; below [`DOUBTED`] it doubts it.
const LIKELY: f32 = 0.7;
const DOUBTED: f32 = 0.4;

/// What the model thinks of a mark of this layer.
pub(crate) fn verdict(layer: Layer, probability: f32) -> String {
    // Hedges are marked by rule, whatever the model thinks: those that it doubts are right nearly as often as the others.
    let (who, what) = match layer {
        Layer::Entity => ("The model", "this"),
        Layer::Hedge => ("A rule decides here; the model", "this"),
        Layer::Attribution => ("The model", "the cue"),
    };
    let share = percent(probability);
    if probability >= LIKELY {
        format!("{who} finds {what} likely ({share}).")
    } else if probability >= DOUBTED {
        format!("{who} is not sure of {what} ({share}).")
    } else {
        format!("{who} doubts {what} ({share}).")
    }
}

/// What weighed most for the model, to go below [`WEIGHED_MOST`].
pub(crate) fn weighed_most(evidence: &Evidence) -> String {
    let weight = |weight: &Weight| format!("{} ({} without)", knowledge(weight.knowledge), percent(weight.without));
    let listed: Vec<_> = evidence.weights.iter().take(MOST_LISTED).map(weight).collect();
    match &*listed {
        [] => "Nothing weighed much by itself.".into(),
        listed => format!("Of what the model knows: {}.", listed.join(" and ")),
    }
}

/// The longest that [`verdict`] can be.
pub(crate) fn longest_verdict(layer: Layer) -> String {
    verdict(layer, 1.0)
}

/// What a model can know, to be listed by [`weighed_most`].
fn knowledge(knowledge: Knowledge) -> &'static str {
    match knowledge {
        Knowledge::Surroundings => "the words around it",
        Knowledge::Words => "the words themselves",
        Knowledge::Spelling => "the spelling",
        Knowledge::Place => "where it stands",
        Knowledge::Elsewhere => "its use elsewhere",
        Knowledge::Names => "known names",
        Knowledge::Rules => "what the rules mark",
    }
}

/// A probability, in whole per cents. What is not certain is not called so.
fn percent(probability: f32) -> String {
    match (probability * 100.0).round() as u32 {
        0 => "under 1%".into(),
        share if share < 100 => format!("{share}%"),
        _ => "over 99%".into(),
    }
}

pub(crate) fn via(source: &str) -> String {
    format!("by way of {source}")
}

pub(crate) fn more(left: usize) -> String {
    format!("Show more ({} left)", grouped(u32::try_from(left).unwrap_or(u32::MAX)))
}

pub(crate) fn stands_for(pronoun: &str, name: &str) -> String {
    format!("{pronoun} → {name}?")
}

pub(crate) fn speaker_set_by_hand(name: &str) -> String {
    format!("The speaker was set by hand: {name}")
}

pub(crate) fn spoken_entity(kind: EntityKind) -> String {
    format!("Entity: {}.", entity_kind(kind))
}

pub(crate) fn spoken_hedge(kind: HedgeKind, whose: Option<Voice>) -> String {
    let whose = match whose {
        Some(Voice::Author) => ", the article’s own",
        Some(Voice::Source) => ", a source’s",
        None => "",
    };
    format!("Hedge: {}{whose}.", hedge_kind(kind))
}

pub(crate) fn spoken_attribution(here: Part, source: &str) -> String {
    let source = if source.is_empty() { "nobody named" } else { source };
    format!("Attribution: {} of a statement by {source}.", part(here).to_ascii_lowercase())
}

pub(crate) const NO_MARKS: &str = "No entities, hedges or attributions were found.";
pub(crate) const CUT: &str =
    "This text is very long. Only its beginning is shown and marked; “Edit text” still has all of it.";
pub(crate) const SPLIT_PARAGRAPH: &str =
    "A very long paragraph is shown in pieces, with line breaks that the text does not have.";
pub(crate) const STOPPED: &str = "Stopped. What had been found by then is marked; the rest of the text is not.";
pub(crate) fn on_main_thread(why: &MainThreadReason) -> String {
    let why = match why {
        MainThreadReason::Refused => "This browser refuses background workers".to_owned(),
        MainThreadReason::NotLoaded(message) => format!("The background worker could not be loaded ({message})"),
    };
    why + ", so the page itself does the work. Long texts may feel slow."
}

pub(crate) const MODEL_COMES: &str = "Marked by rules so far. The trained model, which is better, is still on its way.";

/// Why a text is read without the trained model. `message` says what is wrong with it.
pub(crate) fn by_rules_only(message: &str) -> String {
    format!("Marked by rules only, because the trained model cannot be used: {message}.")
}

pub(crate) fn failed(failure: &Failure) -> String {
    match failure {
        Failure::Unsupported => "This browser is too old to mark texts: Chrome and Edge can since version 91, Firefox \
            since version 89, Safari since version 16.4 (what is missing is WebAssembly SIMD). Your text is here, \
            unchanged."
            .into(),
        Failure::NotLoaded(message) => {
            format!("The text could not be marked: {message}. Your text is here, unchanged.")
        }
        Failure::Silent => "The text could not be marked: the engine stopped answering, and once more when it was \
            started again. Your text is here, unchanged."
            .into(),
        Failure::Broke(message) => {
            let detail = if message.is_empty() { String::new() } else { format!(" (The browser says: {message})") };
            format!("The text could not be marked, because the engine failed. Your text is here, unchanged.{detail}")
        }
    }
}

pub(crate) fn failure_reason(failure: &Failure) -> String {
    match failure {
        Failure::Unsupported => "this browser is too old: it has no WebAssembly SIMD".into(),
        Failure::NotLoaded(message) => message.clone(),
        Failure::Silent => "the engine stopped answering".into(),
        Failure::Broke(message) if message.is_empty() => "the engine broke over this text".into(),
        Failure::Broke(message) => format!("the engine broke over this text ({message})"),
    }
}

pub(crate) fn diagnostic(diagnostic: Diagnostic) -> &'static str {
    match diagnostic {
        Diagnostic::NoWords => "No words were found in this text, so nothing is marked.",
        Diagnostic::NotEnglish => {
            "This does not look like English. Reportedly reads English only: marks may be wrong or missing."
        }
        Diagnostic::NoArticle => {
            "No line of this text seems to belong to an article: all are set aside. “Include” marks a line all the same."
        }
        Diagnostic::Capitals => {
            "This text is in capitals, which do not show where a name is: names and statements may be wrong or missing."
        }
        Diagnostic::LongSentence => {
            "This text has very long sentences. They were cut for the analysis, so marks in them may be missing."
        }
    }
}

/// What a person should know of the changes that normalising made.
pub(crate) fn removed(changes: Changes) -> Option<String> {
    let removed = counted(changes.controls, "control character was removed.", "control characters were removed.");
    (changes.controls > 0).then_some(removed)
}

pub(crate) fn unreadable(changes: Changes) -> Option<String> {
    let count = counted(changes.unreadable, "character was", "characters were");
    (changes.unreadable > 0)
        .then(|| format!("{count} unreadable already when the text was pasted, and shown as “\u{fffd}”."))
}

/// What was tidied without any loss; said quietly.
pub(crate) fn tidied(changes: Changes) -> Option<String> {
    let parts = [
        (changes.line_ends, "line ends"),
        // One run is at the end of almost every text that is copied.
        (changes.spaces + changes.shortened.saturating_sub(1), "spaces and empty lines"),
        (changes.invisible, "invisible characters"),
    ];
    let parts: Vec<_> = parts.iter().filter(|(count, _)| *count > 0).map(|(_, what)| *what).collect();
    (!parts.is_empty()).then(|| format!("Tidied: {}.", parts.join(", ")))
}

/// A number, and the word for so many: "1 mark", "1,200 marks".
pub fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// A number with its digits in groups of three.
pub(crate) fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::Label;

    #[test]
    fn numbers() {
        assert_eq!(["0", "999", "1,000", "12,345,678"].map(String::from), [0, 999, 1000, 12_345_678].map(grouped));
        assert_eq!(counted(1, "mark", "marks"), "1 mark");
        assert_eq!(counted(1200, "mark", "marks"), "1,200 marks");
    }

    #[test]
    fn what_a_model_thinks() {
        let weight = |knowledge, without| Weight { knowledge, without };
        let weights = vec![
            weight(Knowledge::Surroundings, 0.118),
            weight(Knowledge::Names, 0.4),
            weight(Knowledge::Spelling, 0.8),
        ];
        assert_eq!(verdict(Layer::Entity, 0.91), "The model finds this likely (91%).");
        assert_eq!(verdict(Layer::Attribution, 0.996), "The model finds the cue likely (over 99%).");
        assert_eq!(verdict(Layer::Hedge, 0.004), "A rule decides here; the model doubts this (under 1%).");
        assert_eq!(verdict(Layer::Hedge, 0.5), "A rule decides here; the model is not sure of this (50%).");
        let weighed = |weights| weighed_most(&Evidence { probability: 0.9, weights });
        assert_eq!(
            weighed(weights),
            "Of what the model knows: the words around it (12% without) and known names (40% without)."
        );
        assert_eq!(weighed(Vec::new()), "Nothing weighed much by itself.");
    }

    #[test]
    fn there_is_room_for_whatever_a_model_thinks() {
        for layer in Layer::ALL {
            let room = longest_verdict(*layer).chars().count();
            for probability in [0.001, 0.39, 0.41, 0.69, 0.7, 0.999] {
                let said = verdict(*layer, probability);
                assert!(said.chars().count() <= room, "{said}");
            }
        }
    }

    #[test]
    fn a_confidence_means_the_same_for_every_layer() {
        let all = Confidence::ALL.iter().map(|&one| precision(one)).collect::<Vec<_>>();
        assert!(all.iter().all(|words| words.contains("such marks are right")), "{all:?}");
        assert!(all[0] != all[1] && all[1] != all[2], "{all:?}");
    }

    #[test]
    fn changes_in_words() {
        let changes = Changes { spaces: 2, invisible: 1, controls: 1, ..Changes::default() };
        assert_eq!(tidied(changes).as_deref(), Some("Tidied: spaces and empty lines, invisible characters."));
        assert_eq!(removed(changes).as_deref(), Some("1 control character was removed."));
        assert_eq!(unreadable(changes), None);
    }
}
