//! The speaker of a statement as a person calls them: the field `speaker` of an annotation.
//!
//! It is held as text among the fields of a file, so that drafts and links of every version hold it.

use crate::annotation::Annotation;
use crate::direction::changes_direction;
use crate::search::is_unseen;

/// The name of the field.
const FIELD: &str = "speaker";

impl Annotation {
    /// The speaker of this statement, as a person calls them; it goes before what the text says. None of another layer, and where
    /// the field holds no name.
    ///
    /// ```
    /// use reportedly_document::{Annotation, Attribution};
    ///
    /// let mut said = Annotation::machine(Attribution::default(), "test");
    /// assert_eq!(said.speaker(), None);
    /// said.set_speaker(Some("Ana \"Ito\""));
    /// assert_eq!(said.speaker().as_deref(), Some("Ana \"Ito\""));
    /// ```
    pub fn speaker(&self) -> Option<String> {
        self.attribution()?;
        let (_, json) = self.extra.0.iter().find(|(name, _)| name == FIELD)?;
        of_json(json).filter(|name| is_name(name))
    }

    /// Sets the speaker, or leaves it to the text.
    pub fn set_speaker(&mut self, name: Option<&str>) {
        self.extra.0.retain(|(field, _)| field != FIELD);
        if let Some(name) = name {
            self.extra.0.push((FIELD.to_owned(), to_json(name)));
        }
    }
}

/// Whether words can be a name: one of their characters is seen.
pub(crate) fn is_name(words: &str) -> bool {
    words.chars().any(|c| !c.is_whitespace() && !c.is_control() && !is_unseen(c) && !changes_direction(c))
}

fn to_json(words: &str) -> String {
    let mut json = String::from('"');
    for c in words.chars() {
        match c {
            '"' | '\\' => json.extend(['\\', c]),
            // A name is one line.
            c if c.is_control() => json.push(' '),
            c => json.push(c),
        }
    }
    json.push('"');
    json
}

/// The words of a JSON string; none of any other value.
fn of_json(json: &str) -> Option<String> {
    let mut words = String::new();
    let mut letters = json.strip_prefix('"')?.strip_suffix('"')?.chars();
    while let Some(c) = letters.next() {
        words.push(match (c, if c == '\\' { letters.next() } else { None }) {
            ('\\', Some(sign @ ('"' | '\\' | '/'))) => sign,
            // Other escapes are of control characters: JSON libraries write all else as it is.
            ('\\', Some('u')) => {
                letters.nth(3);
                ' '
            }
            ('\\', _) => ' ',
            (c, _) => c,
        });
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_was_written() {
        for name in ["Ana Ito", "Ö “x” \"y\" \\ z", "\\", "\"", "/"] {
            assert_eq!(of_json(&to_json(name)).as_deref(), Some(name));
        }
        assert_eq!(of_json("\"a\\n\\u0007b\\/\"").as_deref(), Some("a  b/"));
    }

    #[test]
    fn words_that_nobody_sees_are_no_name() {
        for words in ["", " ", "\u{7}", "\n\t\u{1b}", "\u{200b}\u{feff}", "\u{ad} \u{202e}"] {
            assert!(!is_name(words), "{words:?}");
        }
        assert!(is_name("\u{7}Ito") && is_name("李"));
    }

    #[test]
    fn what_is_no_name_is_none() {
        for json in ["", "\"", "5", "null", "{\"a\":\"b\"}", "[\"a\"]"] {
            assert_eq!(of_json(json), None, "{json}");
        }
    }
}
