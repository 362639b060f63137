//! Labels and credits of pictures.

/// What stands before the words under a picture or a recording, in lower case. A longer label comes before one that it begins
/// with.
const LABELS: [&str; 21] = [
    "image caption",
    "photo caption",
    "picture caption",
    "video caption",
    "media caption",
    "figure caption",
    "image source",
    "image credit",
    "photo credit",
    "picture credit",
    "file photograph",
    "file photo",
    "file picture",
    "handout photo",
    "pictured",
    "caption",
    "photograph",
    "photo",
    "picture",
    "image",
    "video",
];

/// The labels that need no colon, as nothing else begins like this.
const PLAIN: usize = 14;

/// The words after the label of a picture: "Image caption The harbour", "Photo: the harbour". All of them where there is none.
///
/// A single word is a label with a colon only: "Video editors said" is none.
pub(crate) fn without_label(words: &str) -> &str {
    let words = words.trim_start();
    for (index, label) in LABELS.iter().enumerate() {
        let Some((begin, rest)) = words.split_at_checked(label.len()) else { continue };
        if !begin.eq_ignore_ascii_case(label) {
            continue;
        }
        let rest = match rest.trim_start().strip_prefix(':') {
            Some(after) => after,
            None if index < PLAIN && !rest.starts_with(char::is_alphanumeric) => rest,
            None => continue,
        };
        return rest.trim_start();
    }
    words
}

/// Whether a paragraph is the words under a picture, or names who made it.
pub(crate) fn is_caption(paragraph: &str) -> bool {
    let words = paragraph.trim();
    without_label(words).len() < words.len()
        || words.starts_with("FILE - ")
        || words.starts_with("FILE – ")
        || has_credit(words)
}

/// Whether it ends with the name of who made a picture: "(AP Photo/Ana Ito)", "(Photo by Ana Ito)", "Ana Ito/Getty Images".
fn has_credit(words: &str) -> bool {
    const IN_BRACKETS: [&str; 7] = ["photo/", "photo by ", "image/", "image: ", "photo: ", "picture: ", "via ap"];
    const AGENCIES: [&str; 5] = ["/Getty Images", "/AFP", "/Reuters", "/REUTERS", "/AP"];
    let words = words.trim_end_matches('.');
    let Some(before) = words.strip_suffix(')') else { return AGENCIES.iter().any(|sign| words.ends_with(sign)) };
    let last = before.rsplit(['.', '\n']).next().unwrap_or_default();
    let credit = last.rsplit_once('(').map(|(_, credit)| credit.to_ascii_lowercase());
    credit.is_some_and(|credit| IN_BRACKETS.iter().any(|sign| credit.contains(sign)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for (words, rest) in [
            ("Image caption The harbour of Tarsvik.", "The harbour of Tarsvik."),
            ("IMAGE SOURCE, NORLINK", ", NORLINK"),
            ("Photo: the harbour", "the harbour"),
            ("Photographs show the harbour", "Photographs show the harbour"),
            ("Video editors said so.", "Video editors said so."),
            ("Imagé", "Imagé"),
            ("Ünü", "Ünü"),
            ("", ""),
        ] {
            assert_eq!(without_label(words), rest);
        }
    }

    #[test]
    fn captions_and_what_is_none() {
        for caption in [
            "Image caption The harbour.",
            "FILE - Boats lie in the harbour of Tarsvik, June 3, 2020. (AP Photo/Ana Ito)",
            "Boats lie in the harbour. (Photo by Ana Ito)",
            "Boats lie in the harbour. Ana Ito/Getty Images",
        ] {
            assert!(is_caption(caption), "{caption}");
        }
        for prose in [
            "The boats (all six) stay.",
            "He worked for Norlink/AFP last year.",
            "Pictures were shown.",
            "So (it said).",
        ] {
            assert!(!is_caption(prose), "{prose}");
        }
    }
}
