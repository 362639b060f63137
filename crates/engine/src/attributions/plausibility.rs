//! What a cue and its source must be like: who can speak, who can show something, and where nothing was said.

use std::ops::Range;

use reportedly_document::SourceClass;

use super::cue::Cue;
use super::grammar::Sentence;
use super::source_class::{class, has_source_noun, head_noun};
use crate::people::is_role;
use crate::words::{self, WordList, one_of, word_list};

/// "declined to comment", "refused to say", "did not disclose how many": nothing was said.
pub(super) fn gives_no_answer(s: &Sentence<'_>, cue: &Cue) -> bool {
    let refuses = s.is(cue.head, "refuse refuses refused refusing") && s.norm(cue.tokens.end) == "to";
    let negated = cue.tokens.clone().any(|at| words::is_negation(s.norm(at)));
    refuses && s.is(cue.tokens.end + 1, ANSWERS) || negated && s.is(cue.head, ANSWERS)
}

/// Modal verbs that leave open whether anybody says or wants it.
pub(super) const HYPOTHETICAL: &str = "can could may might would should must ca";

/// What people decline to do who do not answer.
const ANSWERS: &WordList = word_list!(
    "comment say answer discuss disclose elaborate speak respond reveal talk give provide identify name \
     confirm explain specify mention detail release reply"
);

/// Whether words in this place can be a source at all: nobody says nothing, "you" are the reader, and "I" and "we" are the
/// author unless somebody else speaks.
pub(super) fn has_voice(s: &Sentence<'_>, source: &Range<usize>, spoken: bool) -> bool {
    let first = s.norm(source.start);
    if source.len() == 1 {
        return !(s
            .is(source.start, word_list!("you what that this these those there nothing none nobody anyone anybody"))
            || !spoken && s.is(source.start, "i we"));
    }
    let navigation = source.clone().filter(|&at| s.is(at, NAVIGATION) && s.lexed.tokens()[at].capital).count();
    !one_of(first, "no nobody nothing none neither if unless") && navigation < 2
}

/// What the menus of news sites have.
const NAVIGATION: &WordList = word_list!(
    "home news business sport sports politics world tech entertainment opinion video weather lifestyle \
     culture menu search"
);

/// Whether these words can suggest or show something to somebody: not "this", "the rise" or "the case".
pub(super) fn can_show(s: &Sentence<'_>, source: &Range<usize>) -> bool {
    source.len() == 1 && s.norm(source.start) == "it" || can_speak(s, source) || is_role(head_noun(s, source))
}

/// Whether these words can be the source of what a finding shows: not "this" or "the rise".
pub(super) fn can_speak(s: &Sentence<'_>, source: &Range<usize>) -> bool {
    match class(s, Some(source)) {
        SourceClass::Pronoun => s.is(source.start, "he she they we i you who"),
        SourceClass::Unspecified | SourceClass::None => has_source_noun(s, source),
        _ => true,
    }
}
