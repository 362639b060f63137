//! Legend, panel, settings and print.

use reportedly_document::{Kind, Layer, RankingRule, SourceClass, Stance, Voice};

use super::{counted, entity_kind, grouped, hedge_kind, layer, source_class};
use crate::api::Style;
use crate::command::Tab;
use crate::state::SpeakerOrigin;

pub(crate) const BACK_TO_LIST: &str = "Back to the list";
pub(crate) const BACK_TO_TEXT: &str = "Back to the text";
pub(crate) const TABS: &str = "What is listed";
pub(crate) const NO_NAMES: &str = "No entities are shown.";
pub(crate) const NO_HEDGES: &str = "No hedges are shown.";
pub(crate) const BY_VOICE: &str = "By whose they are";
pub(crate) const ONLY: &str = "only";
pub(crate) const EVERYTHING: &str = "Show everything";
pub(crate) const NOTE_HINT: &str = "You have written a note about it.";
pub(crate) const UNDO: &str = "Undo (Ctrl+Z)";
pub(crate) const REDO: &str = "Redo (Ctrl+Shift+Z)";
pub(crate) const HIDE_MARKS: &str = "Plain text";
pub(crate) const PLAIN_HINT: &str = "Hides all marks, or shows them again (W)";
pub(crate) const PLAIN_ON: &str = "Marks are hidden.";
pub(crate) const PLAIN_OFF: &str = "Marks are shown.";
pub(crate) const MENU: &str = "Settings";
pub(crate) const HELP: &str = "Keys (?)";
pub(crate) const STYLE: &str = "How marks look";
pub(crate) const LETTERS: &str =
    "Letters: P person, O organization, L place, G group, D date, M money, T other things.";
pub(crate) const KEYBOARD: &str = "Keyboard and screen reader";
pub(crate) const SINGLE_KEYS: &str = "Single keys, such as N for the next mark";
pub(crate) const ANNOUNCE: &str = "Announce marks within the text";
pub(crate) const KEYS: &str = "Keys";
pub(crate) const KEYS_WHERE: &str =
    "In the text. Single keys do nothing elsewhere, and can be turned off in the settings.";
pub(crate) const ASIDE_INCLUDE: &str = "Include";
pub(crate) const ASIDE_LEAVE_OUT: &str = "Leave out";
pub(crate) const ASIDE_HINT: &str =
    "This line does not look like a part of the article, or not like English. Its marks are not shown.";
pub(crate) const ASIDE_INCLUDED_HINT: &str = "This line did not look like a part of the article.";

pub(crate) const CHECK: &str = "Places that an attentive reader might look at again. A list, not a verdict.";
pub(crate) const UNATTRIBUTED: &str = "Sentences without a source";
pub(crate) const RANKED: &str =
    "First those with a number, blame, a prediction or a superlative. Questions and captions are last.";
pub(crate) const NO_REASON: &str = "It has none of these.";
pub(crate) const BY_NOBODY: &str = "Statements of nobody who is named";
pub(crate) const VAGUE: &str = "Anonymous and unspecified sources";
pub(crate) const SINGLE: &str = "Passages that rest on one source";
pub(crate) const HEDGED: &str = "Hedged attributions";

pub(crate) const SOURCES_BY_KIND: &str = "Sources by kind";
pub(crate) const HEDGES_BY_VOICE: &str = "Hedges by voice";
pub(crate) const ALL_NUMBERS: &str = "All numbers";
pub(crate) const WORDS: &str = "Words";
pub(crate) const QUOTED_WORDS: &str = "Words in quotation marks";
pub(crate) const SENTENCES: &str = "Sentences";
pub(crate) const SOURCES: &str = "Sources";
pub(crate) const STATEMENTS: &str = "Statements";
pub(crate) const DIRECT: &str = "Quoted word for word";
pub(crate) const MIXED: &str = "Partly quoted";
pub(crate) const INDIRECT: &str = "Retold";
pub(crate) const HEDGES: &str = "Hedges";
pub(crate) const HEDGES_AUTHOR: &str = "The article’s own";
pub(crate) const HEDGES_SOURCE: &str = "Inside what somebody said";
pub(crate) const NUMBERS: &str = "Counts of the article and of the marks that are shown, without captions and lines that are set aside. They say nothing about whether it is true.";

pub(crate) const NUMBER: &str = "No.";
pub(crate) const HANDOUT_NAME: &str = "Name:";
pub(crate) const HANDOUT_DATE: &str = "Date:";
pub(crate) const HANDOUT_QUESTIONS: &str = "Questions";
pub(crate) const HANDOUT_ASKS: [&str; 3] = [
    "Which statement would you check first, and how?",
    "Who is not heard in this text?",
    "Which words leave room for doubt, and whose words are they?",
];
pub(crate) const NOTES: &str = "Notes";
pub(crate) const LEGEND: &str = "What the marks mean";
pub(crate) const WHO: &str = "Who";
pub(crate) const KIND_OF_SOURCE: &str = "Kind of source";
pub(crate) const HOW: &str = "How";
pub(crate) const WHAT: &str = "What";
pub(crate) const PRINTED: &str = "Marked by Reportedly, by rules and a trained model, which are sometimes wrong.";

pub(crate) fn tab(tab: Tab) -> &'static str {
    match tab {
        Tab::Statements => "Who said what",
        Tab::Names => "Names",
        Tab::Hedges => "Hedges",
        Tab::Review => "Check",
        Tab::Statistics => "Numbers",
        Tab::Changes => "Your changes",
    }
}

pub(crate) fn style(style: Style) -> &'static str {
    match style {
        Style::Full => "Tints and lines",
        Style::Lines => "Lines only",
        Style::Labels => "With labels",
        Style::Letters => "Letters for names",
    }
}

pub(crate) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Entity(kind) => entity_kind(kind),
        Kind::Hedge(kind) => hedge_kind(kind),
        Kind::Voice(voice) => voice_of(voice),
        Kind::Source(class) => source_class(class),
    }
}

pub(crate) fn voice_of(voice: Voice) -> &'static str {
    match voice {
        Voice::Author => "the article’s own",
        Voice::Source => "a source’s",
    }
}

pub(crate) fn stance_tag(stance: Stance) -> &'static str {
    match stance {
        Stance::Neutral => "neutral",
        Stance::Doubtful => "doubtful cue",
        Stance::Assertive => "assertive cue",
        Stance::Negative => "denies or blames",
        Stance::Evidential => "evidence",
        Stance::Mental => "thought or wish",
    }
}

/// How a source is identified, in a word or two, for the panel. Nothing where the source speaks for itself.
pub(crate) fn source_tag(class: SourceClass) -> Option<&'static str> {
    match class {
        SourceClass::None => None,
        SourceClass::Named => Some("named"),
        SourceClass::Pronoun => Some("pronoun"),
        SourceClass::Document => Some("document"),
        SourceClass::Official => Some("official"),
        SourceClass::Anonymous => Some("anonymous"),
        SourceClass::Unspecified => Some("unspecified"),
    }
}

pub(crate) fn kinds_of(of: Layer) -> String {
    format!("Kinds of {}", layer(of).to_ascii_lowercase())
}

pub(crate) fn only(kind: &str) -> String {
    format!("Only {kind}")
}

pub(crate) fn only_layer(of: Layer) -> String {
    format!("Only {}", layer(of).to_ascii_lowercase())
}

pub(crate) fn position(number: usize, all: usize) -> String {
    format!("{number} of {all}")
}

/// Whose a statement is, beside a source that does not say it; and who says so, where that is known.
pub(crate) fn refers_to(name: &str, origin: SpeakerOrigin) -> String {
    let origin = match origin {
        SpeakerOrigin::Engine => "?",
        SpeakerOrigin::Person => " (set by hand)",
        SpeakerOrigin::Unknown => "",
    };
    format!(" → {name}{origin}")
}

pub(crate) fn mention(number: &str) -> String {
    format!("Mention {number}")
}

pub(crate) fn one_source(name: &str, statements: usize) -> String {
    let name = if name.is_empty() { super::NO_SOURCE } else { name };
    [name, ": ", &super::statements(statements)].concat()
}

pub(crate) fn only_source(name: &str, statements: usize) -> String {
    ["All that is said here is said by one source. ", &one_source(name, statements), "."].concat()
}

/// Why a sentence stands where it does, with the words: "It has a number: “40 million”."
pub(crate) fn ranking_reason(rule: &RankingRule, words: &str) -> String {
    if words.is_empty() {
        return rule.why.to_owned();
    }
    [rule.why.trim_end_matches('.'), ": “", words, "”."].concat()
}

/// "12 of 47 (26%)", in whole per cents.
pub(crate) fn share(part: u32, all: u32) -> String {
    if all == 0 {
        return grouped(part);
    }
    let percent = (u64::from(part) * 200 / u64::from(all)).div_ceil(2);
    format!("{} of {} ({percent}%)", grouped(part), grouped(all))
}

/// "12 (1.5 per 100 words)".
pub(crate) fn per_hundred(part: u32, words: u32) -> String {
    if words == 0 {
        return grouped(part);
    }
    let tenths = (u64::from(part) * 2_000 / u64::from(words)).div_ceil(2);
    format!("{} ({}.{} per 100 words)", grouped(part), tenths / 10, tenths % 10)
}

pub(crate) fn quoted_share(quoted: u32, words: u32) -> String {
    format!("{}: {}.", QUOTED_WORDS, share(quoted, words))
}

pub(crate) fn conflicts(count: usize) -> String {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let what = counted(count, "of your corrections no longer fits", "of your corrections no longer fit");
    format!("{what} the text. “Your changes” lists them.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded() {
        assert_eq!(share(1, 3), "1 of 3 (33%)");
        assert_eq!(share(2, 3), "2 of 3 (67%)");
        assert_eq!(share(0, 0), "0");
        assert_eq!(per_hundred(3, 200), "3 (1.5 per 100 words)");
    }
}
