//! Names as they are shown: a text may have one of a megabyte.

use std::borrow::Cow;

/// The most characters of a name, or of what is said of somebody, that are shown.
const MOST: usize = 300;

/// A name, a description or a role as it is shown: of a very long one the beginning, with an ellipsis.
///
/// A name stands in a row or a line for each of its statements, so that a file with one that is long would grow with both.
///
/// ```
/// use reportedly_document::shortened;
///
/// assert_eq!(shortened("Janet Yellen"), "Janet Yellen");
/// let long = shortened(&"a ".repeat(1000)).into_owned();
/// assert!(long.ends_with("a…") && long.chars().count() <= 300);
/// ```
pub fn shortened(words: &str) -> Cow<'_, str> {
    // No character has less than a byte.
    if words.len() <= MOST || words.chars().nth(MOST).is_none() {
        return Cow::Borrowed(words);
    }
    let end = words.char_indices().nth(MOST - 1).map_or(words.len(), |(end, _)| end);
    Cow::Owned([words[..end].trim_end(), "…"].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_characters_as_are_shown_are_not_cut() {
        let most = "é".repeat(MOST);
        assert_eq!(shortened(&most), most);
        assert_eq!(shortened(&format!("{most}é")), "é".repeat(MOST - 1) + "…");
    }
}
