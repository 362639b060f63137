//! Names whose kind a word in them tells: "Ministry of Health", "Zarra River", "Clean Water Act".

use std::ops::Range;

use reportedly_document::EntityKind;

use super::lexicon::LEXICON;
use crate::lexed::Lexed;
use crate::words::{one_of, word_list};

/// The kind that the last word of a range makes.
pub(super) fn kind_at_end(lexed: &Lexed, range: &Range<usize>) -> Option<EntityKind> {
    if range.is_empty() { None } else { LEXICON.head(lexed.norm(range.end - 1)) }
}

/// Where a name with a head ends that begins at a token of a run, and its kind.
pub(super) fn headed(lexed: &Lexed, at: usize, end: usize) -> Option<(usize, EntityKind)> {
    let norm = |token: usize| lexed.norm(token);
    if end - at < 2 {
        return None;
    }
    let of = (at + 1..end).find(|&token| lexed.is(token, "of for on &"));
    if let Some(of) = of
        && let Some(kind) = LEXICON.head(norm(of - 1))
    {
        // "the Assembly of First Nations Cindy Lund": a given name after an ordinary word begins another name.
        let other = (of + 2..end.saturating_sub(1)).find(|&token| {
            LEXICON.is_given_name(lexed.raw(token))
                && !LEXICON.is_common(norm(token))
                && LEXICON.is_common(norm(token - 1))
                && LEXICON.name_at(lexed, token, end).is_none()
        });
        return Some((other.unwrap_or(end), kind));
    }
    if is_leading_place(norm(at)) {
        return Some((end, EntityKind::Place));
    }
    if is_leading_organization(lexed.raw(at)) {
        return Some((end, EntityKind::Organization));
    }
    let last = (at + 1..end).rev().find(|&token| LEXICON.head(norm(token)).is_some())?;
    let kind = match LEXICON.head(norm(last))? {
        EntityKind::Place if lexed.is(last, "district") && lexed.is(last - 1, "school") => EntityKind::Organization,
        kind => kind,
    };
    let given = LEXICON.is_given_name(lexed.raw(at)) && !LEXICON.is_common(norm(at));
    let area = (at + 1..last).any(|token| lexed.is(token, "county city state district"));
    if given && is_surname_head(norm(last)) && !area {
        return None;
    }
    // A head in the middle ends the name only where it is sure: "Acme Corp. Lund".
    (last + 1 == end || kind == EntityKind::Organization).then_some((last + 1, kind))
}

fn is_leading_place(norm: &str) -> bool {
    one_of(
        norm,
        word_list!(
            "mount mt. lake port fort cape san santa são saint st. camp villa puerto monte hotel gulf \
             rio río ras umm wadi"
        ),
    )
}

fn is_leading_organization(raw: &str) -> bool {
    one_of(
        raw,
        word_list!(
            "Radio Bank FC AC AS CD SC FK NK RB Real Dynamo Dinamo Atletico Atlético Deportivo Sporting \
             Club Banco Grupo Universidad Partido Instituto Ministerio Movimiento HMS USS"
        ),
    )
}

/// Words that make places but are surnames as well: "Grace Hill".
fn is_surname_head(norm: &str) -> bool {
    one_of(
        norm,
        word_list!(
            "hill hills hall lake park field fields forest woods house rivers river marsh bridge castle \
             temple tower church day land street barrows price west north post law bill cove court banks \
             bank lane peak sound capital ford pass police book storm wall range case cup post-master"
        ),
    )
}
