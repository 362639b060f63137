//! The colours of marks in a word processor, as `static/layers.css` has them.

/// Where all colours of layers are.
const SHEET: &str = include_str!("../../../static/layers.css");

/// What is behind a statement in a word processor.
pub(crate) const COPIED_CONTENT: &str = up_to(behind(SHEET, "--content: "), b';');

/// What is behind a name in a word processor.
#[cfg(feature = "office")]
pub(crate) const ENTITY: &str = up_to(behind(SHEET, "--r-entity: var(--reportedly-entity, light-dark("), b',');

/// The text behind the first place that reads so. Where there is none, nothing compiles.
const fn behind(text: &'static str, words: &str) -> &'static str {
    let mut start = 0;
    while start + words.len() <= text.len() {
        let mut same = 0;
        while same < words.len() && text.as_bytes()[start + same] == words.as_bytes()[same] {
            same += 1;
        }
        if same == words.len() {
            return text.split_at(start + same).1;
        }
        start += 1;
    }
    panic!("static/layers.css has no such colour")
}

/// The text before the first of these characters.
const fn up_to(text: &'static str, end: u8) -> &'static str {
    let mut length = 0;
    while text.as_bytes()[length] != end {
        length += 1;
    }
    text.split_at(length).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_colours() {
        for colour in [COPIED_CONTENT, ENTITY] {
            assert!(colour.len() == 7 && colour.starts_with('#'), "{colour:?}");
        }
    }
}
