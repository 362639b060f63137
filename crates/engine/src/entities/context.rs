//! What stands around a name and tells its kind.

use std::ops::Range;

use reportedly_document::EntityKind;

use super::lexicon::LEXICON;
use crate::lexed::Lexed;
use crate::token::TokenKind;
use crate::words::{WordList, one_of, word_list};
use crate::{people, words};

/// Verbs that only a person or an organization is the subject of.
pub(super) fn is_speech_verb(norm: &str) -> bool {
    one_of(
        norm,
        word_list!(
            "said says say told tells added adds argued argues warned warns explained explains insisted \
             insists stated noted claimed claims wrote writes asked recalled recalls replied tweeted \
             stressed admitted believes thinks thought acknowledged emphasised emphasized concluded \
             lamented laughed smiled resigned testified married died"
        ),
    )
}

/// Whether what stands around the name says that it is a person's.
pub(super) fn speaks(lexed: &Lexed, sentence: &Range<usize>, name: &Range<usize>) -> bool {
    let word = |at: usize| if at < sentence.end { lexed.norm(at) } else { "" };
    let after = word(name.end);
    let age = after == ","
        && name.end + 2 < sentence.end
        && lexed.tokens()[name.end + 1].kind == TokenKind::Number
        && lexed.raw(name.end + 1).len() == 2
        && one_of(word(name.end + 2), ", . )");
    let bracketed_age = after == "("
        && name.end + 2 < sentence.end
        && lexed.raw(name.end + 1).len() == 2
        && lexed.tokens()[name.end + 1].kind == TokenKind::Number
        && word(name.end + 2) == ")";
    let who = after == "who" || (after == "," && matches!(word(name.end + 1), "who" | "whose"));
    let adverb = one_of(after, "also later himself herself");
    let verb = is_speech_verb(after)
        || (adverb && is_speech_verb(word(name.end + 1)))
        || (after == "has" || after == "had") && is_speech_verb(word(name.end + 1));
    // "…," said Zorvath.
    let inverted = name.start > sentence.start
        && is_speech_verb(lexed.norm(name.start - 1))
        && name.start > sentence.start + 1
        && matches!(lexed.tokens()[name.start - 2].kind, TokenKind::Quote | TokenKind::Punctuation);
    age || bracketed_age || who || verb || inverted || matches!(after, "himself" | "herself")
}

/// Whether the name stands where a place does.
pub(super) fn is_where(lexed: &Lexed, sentence: &Range<usize>, name: &Range<usize>) -> bool {
    let before = |back: usize| match name.start.checked_sub(back) {
        Some(at) if at >= sentence.start => lexed.norm(at),
        _ => "",
    };
    let preposition = one_of(before(1), word_list!("in near outside throughout across around inside"));
    let direction = one_of(before(1), word_list!("northern southern eastern western central downtown"));
    let area = |norm: &str| is_area(norm) && !norm.is_empty();
    let named = area(before(1)) || (before(1) == "of" && area(before(2)));
    let before_country = name.end + 1 < sentence.end
        && lexed.raw(name.end) == ","
        && LEXICON.name_at(lexed, name.end + 1, sentence.end).is_some_and(|(_, kind)| kind == EntityKind::Place);
    preposition || direction || named || before_country
}

/// Whether the name stands where an organization does: "shares of X", "the newspaper X", "X militants".
pub(super) fn is_organization(lexed: &Lexed, sentence: &Range<usize>, name: &Range<usize>) -> bool {
    let before = |back: usize| match name.start.checked_sub(back) {
        Some(at) if at >= sentence.start && !lexed.tokens()[at].capital => lexed.norm(at),
        _ => "",
    };
    let after = |ahead: usize| {
        let at = name.end + ahead;
        if at < sentence.end && !lexed.tokens()[at].capital { lexed.norm(at) } else { "" }
    };
    let owned = |norm: &str| {
        one_of(
            norm,
            word_list!(
                "shares share subsidiary division employees shareholders board ceo headquarters \
                 customers products factory stock app chairman chief co-founder founder earnings revenue \
                 profit profits website platform service newsroom"
            ),
        )
    };
    let member_of =
        before(1) == "of" && one_of(before(2), word_list!("shares subsidiary shareholders ceo founder arm"));
    let works_at = matches!(before(1), "at" | "with") && people::is_role(before(2));
    let called = one_of(
        before(1),
        word_list!(
            "company firm newspaper magazine broadcaster retailer airline startup start-up carmaker \
             automaker drugmaker giant party agency club organization organisation group daily \
             manufacturer operator developer outlet website bank union ngo"
        ),
    );
    let of_it = after(0) == "'s" && owned(after(1));
    let its = one_of(
        after(0),
        word_list!(
            "newspaper news party militants rebels militia shares airline airlines fighters spokesman \
             spokeswoman spokesperson employees executives insurgents"
        ),
    );
    member_of || works_at || called || of_it || its
}

/// Whether the name is that of a company by its pronoun: "X said it had cut costs", "X said its sales fell".
pub(super) fn is_company(lexed: &Lexed, sentence: &Range<usize>, name: &Range<usize>) -> bool {
    let norm = |at: usize| if at < sentence.end { lexed.norm(at) } else { "" };
    let verb = name.end;
    if verb < sentence.end && lexed.tokens()[verb].capital {
        return false;
    }
    let shares = name.start > sentence.start + 1
        && lexed.is(name.start - 1, "of in at")
        && lexed.is(name.start - 2, "shares stock subsidiary shareholders ceo cfo");
    if shares {
        return true;
    }
    if !(is_speech_verb(norm(verb))
        || one_of(norm(verb), word_list!("announced announces expects plans reported reports confirmed")))
    {
        return false;
    }
    let business = (verb + 1..verb + 4)
        .any(|at| one_of(norm(at), word_list!("results earnings revenue profit profits sales dividend layoffs")));
    if one_of(norm(verb), "reported reports announced announces") && business {
        return true;
    }
    let adverbs = (verb + 1..verb + 4).take_while(|&at| {
        one_of(norm(at), "on in that , also late early") || words::is_weekday(norm(at)) || words::is_month(norm(at))
    });
    let pronoun = verb + 1 + adverbs.count();
    if norm(pronoun) == "its" {
        return true;
    }
    // "it was late" is said by people; "it took action" is said of who says it.
    let after = norm(pronoun + 1);
    let next = norm(pronoun + 2);
    let will = one_of(after, "will would has had")
        && !(words::is_auxiliary(next)
            || words::is_determiner(next)
            || words::is_negation(next)
            || one_of(next, "take taken happened become"));
    let is = one_of(after, "is was has")
        && (next.len() > 5 && next.ends_with("ing")
            || one_of(next, word_list!("aware committed pleased confident cooperating")));
    let acts = one_of(
        after,
        word_list!(
            "took expects expected plans planned received sold bought hired launched intends aims hopes believes cut closed employs employed operates operated opened reviewed suspended fired regrets complied cooperated"
        ),
    );
    norm(pronoun) == "it" && (will || is || acts)
}

/// Whether a noun for an area follows in lower case: "Sichuan province".
pub(super) fn is_before_area(lexed: &Lexed, sentence: &Range<usize>, name: &Range<usize>) -> bool {
    name.end < sentence.end && is_area(lexed.norm(name.end)) && !lexed.tokens()[name.end].capital
}

/// Whether the name is the subject of a verb, or stands where persons do more than others.
pub(super) fn acts(lexed: &Lexed, sentence: &Range<usize>, name: &Range<usize>) -> bool {
    let after = if name.end < sentence.end { lexed.norm(name.end) } else { "" };
    let before = if name.start > sentence.start { lexed.norm(name.start - 1) } else { "" };
    let verb = words::is_auxiliary(after) || (after.ends_with("ed") && after.len() > 3) || matches!(after, "'s" | "'");
    verb || one_of(after, word_list!("made took went came won became met began also as"))
        || one_of(
            before,
            word_list!(
                "that when but which if while before after both how where against like with for about \
                 accused said says because asked named praised thanked"
            ),
        )
}

/// Whether the name stands where one goes to or comes from.
pub(super) fn goes_to(lexed: &Lexed, sentence: &Range<usize>, name: &Range<usize>) -> bool {
    name.start > sentence.start && lexed.is(name.start - 1, "at from reach towards visited visit via")
}

/// What an unknown name may be: the kind that was given, unless the word before the name speaks against it.
pub(super) fn likely_kind(
    lexed: &Lexed,
    sentence: &Range<usize>,
    name: &Range<usize>,
    kind: EntityKind,
) -> Option<EntityKind> {
    let before = if name.start > sentence.start { lexed.norm(name.start - 1) } else { "" };
    if words::is_determiner(before) {
        None
    } else if goes_to(lexed, sentence, name) {
        Some(EntityKind::Place)
    } else {
        Some(kind)
    }
}

fn is_area(norm: &str) -> bool {
    one_of(
        norm,
        word_list!(
            "city town village province region district county island islands river valley mountains \
             peninsula desert prefecture municipality suburb neighborhood neighbourhood township airport \
             port border coast settlement governorate hamlet lake capital upazila"
        ),
    )
}

/// Whether an office or a profession stands in lower case before the name: "activist David Kato".
pub(super) fn follows_role(lexed: &Lexed, sentence: &Range<usize>, at: usize) -> bool {
    if at == sentence.start || lexed.tokens()[at - 1].kind != TokenKind::Word || lexed.tokens()[at - 1].capital {
        return false;
    }
    let norm = lexed.norm(at - 1);
    let plural = norm.ends_with('s') && !norm.ends_with("ss");
    people::is_role(norm) && !plural && !one_of(norm, NOT_OF_ONE_PERSON)
}

/// Roles that stand before other names too ("the official Xinhua", "rival Acme").
#[rustfmt::skip]
const NOT_OF_ONE_PERSON: &WordList = word_list!("official local model rival fellow member major general key head host star forward guard chair \
     people customer supplier developer publisher broadcaster retailer government regime opposition \
     authority administration");

/// Whether the name stands where a report says where it was written: "NASHUA, N.H. —", "VELT, Karvania (Reuters) -".
pub(super) fn is_dateline(lexed: &Lexed, sentence: &Range<usize>, name: &Range<usize>) -> bool {
    let until = sentence.end.min(sentence.start + 10);
    let dash = (sentence.start + 1..until).find(|&at| {
        let mark = lexed.raw(at);
        one_of(mark, "— – --") || (mark == "-" && !lexed.tokens()[at].glued)
    });
    let Some(dash) = dash else { return false };
    let head = lexed.tokens()[sentence.start];
    let only_names = (sentence.start..dash).all(|at| {
        let token = lexed.tokens()[at];
        token.capital || token.kind != TokenKind::Word
    });
    head.upper && name.end <= dash && only_names && (name.start == sentence.start || lexed.raw(name.start - 1) == ",")
}
