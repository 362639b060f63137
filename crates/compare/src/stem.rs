//! What the forms of a word have in common: a light stemmer, which rather leaves two forms apart than joins two words.

/// Irregular forms that news has often, each with the form that stands for it.
const IRREGULAR: &[(&str, &str)] = &[
    ("began", "begin"),
    ("begun", "begin"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("bought", "buy"),
    ("caught", "catch"),
    ("children", "child"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("dead", "die"),
    ("death", "die"),
    ("deaths", "die"),
    ("died", "die"),
    ("dies", "die"),
    ("dying", "die"),
    ("drove", "drive"),
    ("driven", "drive"),
    ("fell", "fall"),
    ("fallen", "fall"),
    ("felt", "feel"),
    ("fought", "fight"),
    ("found", "find"),
    ("gave", "give"),
    ("given", "give"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("held", "hold"),
    ("injuries", "injure"),
    ("injury", "injure"),
    ("kept", "keep"),
    ("knew", "know"),
    ("known", "know"),
    ("led", "lead"),
    ("lost", "lose"),
    ("meant", "mean"),
    ("men", "man"),
    ("met", "meet"),
    ("paid", "pay"),
    ("ran", "run"),
    ("rose", "rise"),
    ("risen", "rise"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("shook", "shake"),
    ("sold", "sell"),
    ("spent", "spend"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("stood", "stand"),
    ("taken", "take"),
    ("thought", "think"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("took", "take"),
    ("understood", "understand"),
    ("women", "woman"),
    ("won", "win"),
    ("wrote", "write"),
    ("written", "write"),
];

/// The stem of a word in lower case. Words with other letters than a to z are their own stems.
pub(crate) fn stem(word: &str) -> String {
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let known = IRREGULAR.iter().find(|(form, _)| *form == word).map_or(word, |&(_, base)| base);
    let singular = without_plural(known);
    let base = without_ending(&singular);
    match base.strip_suffix('e') {
        Some(rest) if rest.len() > 2 => rest.to_owned(),
        _ => base,
    }
}

fn without_plural(word: &str) -> String {
    if let Some(rest) = word.strip_suffix("ies").filter(|rest| rest.len() > 1) {
        return format!("{rest}y");
    }
    let sibilant = |rest: &&str| ["s", "x", "z", "ch", "sh"].iter().any(|end| rest.ends_with(end));
    if let Some(rest) = word.strip_suffix("es").filter(sibilant) {
        return rest.to_owned();
    }
    match word.strip_suffix('s') {
        Some(rest) if rest.len() > 2 && !rest.ends_with(['s', 'u', 'i']) => rest.to_owned(),
        _ => word.to_owned(),
    }
}

fn without_ending(word: &str) -> String {
    if let Some(rest) = word.strip_suffix("ied").filter(|rest| rest.len() > 1) {
        return format!("{rest}y");
    }
    let is_stem = |rest: &&str| rest.len() > 2 && rest.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    match word.strip_suffix("ing").or_else(|| word.strip_suffix("ed")).filter(is_stem) {
        Some(rest) => single_end(rest).to_owned(),
        None => word.to_owned(),
    }
}

/// "planned" is of "plan", "called" of "call".
fn single_end(word: &str) -> &str {
    let bytes = word.as_bytes();
    match bytes {
        [.., a, b] if a == b && !matches!(b, b'l' | b's' | b'z' | b'e') => &word[..word.len() - 1],
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_have_one_stem() {
        for forms in [
            "close closes closed closing",
            "plan plans planned planning",
            "injury injuries injured injure",
            "house houses housed",
            "carry carries carried carrying",
            "death died dead dies die",
            "call calls called calling",
            "worker workers",
        ] {
            let stems: Vec<String> = forms.split(' ').map(stem).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{forms}: {stems:?}");
        }
    }

    #[test]
    fn other_words_stay_apart() {
        for (one, other) in [("bus", "bu"), ("police", "policy"), ("thing", "th"), ("red", "r"), ("this", "thi")] {
            assert_ne!(stem(one), stem(other));
        }
        assert_eq!(stem("été"), "été");
        assert_eq!(stem(""), "");
    }
}
