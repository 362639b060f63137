//! Markdown: quotations by speaker, then hedges and names, with a person's notes as footnotes.

use reportedly_document::{Body, EntityKind, Label, ViewedDocument, with_direction_signs};

use crate::strings;
use crate::wording::{Wording, label};

/// Writes what is shown.
///
/// ```
/// use reportedly_document::{Document, View, json, ViewedDocument};
/// use reportedly_formats::{markdown};
///
/// let document = json::read(r#"{"text": "He said *no*.", "annotations": [{"layer": "attribution",
///     "source": [[0, 2]], "cue": [[3, 7]], "content": [[8, 12]], "form": "indirect"}]}"#)?;
/// let file = markdown::write(&ViewedDocument::new(&document, &[], &View::default()));
/// assert!(file.contains("### He\n\n- \\*no\\* (said; indirect; paragraph 1)\n"), "{file}");
/// # Ok::<(), json::Error>(())
/// ```
pub fn write(article: &ViewedDocument<'_>) -> String {
    let mut file = format!("## {}\n", strings::WHO_SAID_WHAT);
    statements(article, &mut file);
    hedges(article, &mut file);
    names(article, &mut file);
    let engine = article.document().engine.as_deref();
    file.push_str(&format!("\n---\n\n{}. {}\n", escaped(&article.engine()), strings::caveat(engine)));
    let mut notes = String::new();
    for (number, _, note) in article.notes() {
        // Without these words, a note of one word would be an address for programs that know no footnotes.
        notes.push_str(&format!("[^{number}]: {}: {}\n", strings::A_NOTE, escaped(note)));
    }
    if !notes.is_empty() {
        file.push('\n');
        file.push_str(&notes);
    }
    file
}

fn statements(article: &ViewedDocument<'_>, file: &mut String) {
    for source in article.sources() {
        let name = if source.name.is_empty() { strings::NOBODY.to_owned() } else { escaped(&source.name) };
        file.push_str(&format!("\n### {name}"));
        if !source.role.is_empty() {
            file.push_str(&format!(" ({})", escaped(&source.role)));
        }
        file.push_str("\n\n");
        for &at in &source.statements {
            let mark = &article.marks()[at as usize];
            let Some(attribution) = mark.attribution() else { continue };
            let paragraph = format!("paragraph {}", article.paragraph(mark));
            let facts = [&escaped(&article.words(&attribution.cue)), label(attribution.form), &paragraph];
            let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
            item(article, at as usize, &facts.join("; "), file);
        }
    }
}

fn hedges(article: &ViewedDocument<'_>, file: &mut String) {
    let mut headed = false;
    for (at, mark) in article.shown() {
        let Body::Hedge(hedge) = &mark.body else { continue };
        if !headed {
            file.push_str(&format!("\n## {}\n\n", strings::HEDGES));
            headed = true;
        }
        let mut facts = hedge.kind.label().to_owned();
        if let Some(voice) = hedge.voice {
            facts.push_str("; ");
            facts.push_str(strings::voice(voice));
        }
        item(article, at, &facts, file);
    }
}

fn names(article: &ViewedDocument<'_>, file: &mut String) {
    let mut headed = false;
    for &kind in EntityKind::ALL {
        for name in article.shown_names().iter().filter(|name| name.kind == kind) {
            if !headed {
                file.push_str(&format!("\n## {}\n\n", strings::NAMES));
                headed = true;
            }
            let first = &article.marks()[name.first as usize];
            let mut line = format!("- {} ({kind}; {})", escaped(&article.marked(first)), name.mentions.len());
            for number in name.mentions.iter().filter_map(|&at| article.note(at as usize)) {
                line.push_str(&format!("[^{number}]"));
            }
            file.push_str(&line);
            file.push('\n');
        }
    }
}

fn item(article: &ViewedDocument<'_>, at: usize, facts: &str, file: &mut String) {
    let words = escaped(&article.marked(&article.marks()[at]));
    file.push_str(&format!("- {words} ({facts})"));
    if let Some(number) = article.note(at) {
        file.push_str(&format!("[^{number}]"));
    }
    file.push('\n');
}

/// Text that no Markdown program takes for markup, in one line.
///
/// A backslash stands before all punctuation that means something in CommonMark, in GitHub's dialect, or in
/// extensions for mathematics and comments. Where it stands inside a word and can mean nothing, it is left alone, so
/// that "Iranian-backed" stays readable.
///
/// Programs that make links of addresses, and of people's names after an "@", do so after backslashes have been read.
/// A hair space, which is hardly seen, stands where such an address would go on.
pub fn escaped(text: &str) -> String {
    let text = with_direction_signs(text);
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let after = rest.clone().next().unwrap_or(' ');
        let in_word = before.is_alphanumeric() && after.is_alphanumeric();
        let means = match c {
            '-' => !in_word,
            // "1. " begins a list, and "www." an address.
            '.' | ')' => before.is_ascii_digit() && after.is_whitespace() || matches!(before, 'w' | 'W'),
            ',' | ';' | '\'' | '"' | '?' | '/' | '(' => false,
            c => c.is_ascii_punctuation(),
        };
        if means {
            escaped.push('\\');
        }
        escaped.push(if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c });
        let goes_on = match c {
            '@' => after.is_alphanumeric(),
            '/' => before == '/' && after.is_alphanumeric(),
            // "example.org", but neither "3.5" nor "U.S."
            '.' => before.is_alphanumeric() && is_end_of_host(rest.as_str()),
            _ => false,
        };
        if goes_on {
            escaped.push(HAIR_SPACE);
        }
        before = c;
    }
    escaped
}

const HAIR_SPACE: char = '\u{200a}';

/// Whether a text begins with what the name of a host can end with: two letters or more.
fn is_end_of_host(text: &str) -> bool {
    text.chars().take(2).filter(|c| c.is_alphabetic()).count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_is_escaped_and_words_stay_readable() {
        assert_eq!(escaped("Iranian-backed, 3.5 (so?)"), "Iranian-backed, 3.5 (so?)");
        assert_eq!(
            escaped("a | b `c` [d](e) <f> **g** _h_"),
            "a \\| b \\`c\\` \\[d\\](e) \\<f\\> \\*\\*g\\*\\* \\_h\\_"
        );
        assert_eq!(escaped("- x\n# y\n1. z\n2) z\n+ w"), "\\- x \\# y 1\\. z 2\\) z \\+ w");
        assert_eq!(
            escaped("http://x www.x &amp; $y$ %% ~~"),
            "http\\://\u{200a}x www\\.x \\&amp; \\$y\\$ \\%\\% \\~\\~"
        );
        assert_eq!(escaped("name@example.org @name"), "name\\@\u{200a}example.\u{200a}org \\@\u{200a}name");
        assert_eq!(escaped("example.co.uk, 3.5 U.S. e.g."), "example.\u{200a}co.\u{200a}uk, 3.5 U.S. e.g.");
        assert_eq!(escaped("\u{202e}1$"), "\\[U\\+202E\\]1\\$");
        assert_eq!(escaped("]]> \\ ^1"), "\\]\\]\\> \\\\ \\^1");
    }
}
