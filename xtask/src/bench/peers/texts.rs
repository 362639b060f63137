//! The texts: paragraphs of the examples, again and again. `web/bench/texts.js` makes the same ones.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::workspace;

/// How many bytes of UTF-8 a text has at most.
pub(super) const SIZES: [usize; 3] = [4_000, 100_000, 1_000_000];

/// A text as a file.
pub(super) struct Text {
    pub(super) path: PathBuf,
    pub(super) content: String,
}

/// Writes a text of each size into a folder.
pub(super) fn write(folder: &Path) -> Result<Vec<Text>> {
    let examples = workspace::root().join("static/examples");
    let files = workspace::files_below(&examples)?;
    let read = |file: &PathBuf| String::from_utf8(workspace::read(&examples.join(file))?).context("no text");
    let examples = files.iter().map(read).collect::<Result<Vec<_>>>()?;
    let write = |size: usize| {
        let content = text_of(&examples, size);
        ensure!(!content.is_empty(), "the examples have no paragraph of less than {size} bytes");
        let path = folder.join(format!("{size}.txt"));
        fs::write(&path, &content).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Text { path, content })
    };
    SIZES.into_iter().map(write).collect()
}

/// As many paragraphs as fit into this many bytes.
fn text_of(examples: &[String], size: usize) -> String {
    let paragraphs = examples.iter().flat_map(|example| example.split('\n')).map(str::trim);
    let paragraphs: Vec<&str> = paragraphs.filter(|paragraph| !paragraph.is_empty()).collect();
    let mut text = String::with_capacity(size);
    for paragraph in paragraphs.iter().cycle() {
        if text.len() + paragraph.len() + 2 > size {
            break;
        }
        text.push_str(paragraph);
        text.push_str("\n\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_come_again_and_again_while_they_fit() {
        let examples = ["One.\n\n Two. \n".to_owned(), "Three.\n".to_owned()];
        assert_eq!(text_of(&examples, 27), "One.\n\nTwo.\n\nThree.\n\nOne.\n\n".get(..26).unwrap());
        assert_eq!(text_of(&examples, 25), "One.\n\nTwo.\n\nThree.\n\n");
        assert_eq!(text_of(&[], 25), "");
    }

    #[test]
    fn texts_are_nearly_as_long_as_they_may_be() {
        let folder = tempfile::tempdir().unwrap();
        for (text, size) in write(folder.path()).unwrap().iter().zip(SIZES) {
            assert!((size - 500..=size).contains(&text.content.len()), "{}", text.content.len());
            assert_eq!(fs::read_to_string(&text.path).unwrap(), text.content);
        }
    }
}
