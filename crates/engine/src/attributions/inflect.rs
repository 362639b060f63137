//! The forms of English verbs: regular ones by rule, irregular ones as the list gives them.

use crate::words::{one_of, word_list};

/// A form of a verb. Where two forms are alike, the first of this order stands for both ("read", "said").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "said", and of regular verbs the participle too.
    Past,
    /// "say"
    Base,
    /// "says"
    Third,
    /// "known", where it differs from the past.
    Participle,
    /// "saying"
    Ing,
}

/// All forms of a verb. `past` and `participle` are given where they are irregular.
pub(super) fn forms(lemma: &str, past: Option<&str>, participle: Option<&str>) -> Vec<(Form, String)> {
    let regular = || {
        if lemma.ends_with('e') {
            format!("{lemma}d")
        } else if let Some(stem) = ends_in_consonant_y(lemma) {
            format!("{stem}ied")
        } else {
            format!("{lemma}ed")
        }
    };
    let past_form = past.map_or_else(regular, str::to_owned);
    let mut all = vec![(Form::Past, past_form.clone()), (Form::Base, lemma.to_owned()), (Form::Third, third(lemma))];
    all.push((Form::Ing, ing(lemma, &past_form)));
    if let Some(participle) = participle.filter(|&participle| participle != past_form) {
        all.push((Form::Participle, participle.to_owned()));
    }
    all
}

fn ends_in_consonant_y(lemma: &str) -> Option<&str> {
    lemma.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
}

fn third(lemma: &str) -> String {
    match lemma {
        "have" => return "has".to_owned(),
        "go" | "do" => return format!("{lemma}es"),
        _ => {}
    }
    if let Some(stem) = ends_in_consonant_y(lemma) {
        format!("{stem}ies")
    } else if lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("ch") || lemma.ends_with("sh") {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    }
}

fn ing(lemma: &str, past: &str) -> String {
    if let Some(stem) = lemma.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    if lemma.ends_with('e') && !lemma.ends_with("ee") && !lemma.ends_with("oe") {
        return format!("{}ing", &lemma[..lemma.len() - 1]);
    }
    // "planned" says that the last letter is doubled; a few verbs with an irregular past double it too.
    let last = &lemma[lemma.len() - 1..];
    let doubled = past.strip_suffix("ed").is_some_and(|stem| stem == format!("{lemma}{last}"));
    let short = one_of(lemma, word_list!("forget put get let cut hit run win sit set begin shut spin"));
    if doubled || short { format!("{lemma}{last}ing") } else { format!("{lemma}ing") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lemma: &str, past: Option<&str>, participle: Option<&str>, expected: &str) {
        let all = forms(lemma, past, participle);
        assert_eq!(all.iter().map(|(_, form)| form.as_str()).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn regular() {
        check("note", None, None, "noted note notes noting");
        check("deny", None, None, "denied deny denies denying");
        check("stress", None, None, "stressed stress stresses stressing");
        check("convey", None, None, "conveyed convey conveys conveying");
        check("agree", None, None, "agreed agree agrees agreeing");
        check("lie", None, None, "lied lie lies lying");
    }

    #[test]
    fn irregular() {
        check("plan", Some("planned"), None, "planned plan plans planning");
        check("say", Some("said"), None, "said say says saying");
        check("know", Some("knew"), Some("known"), "knew know knows knowing known");
        check("forget", Some("forgot"), Some("forgotten"), "forgot forget forgets forgetting forgotten");
    }
}
