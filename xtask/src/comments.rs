//! Takes comments out of the scripts and style sheets that visitors download.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::workspace;

/// A script or a style sheet without the comments that have lines of their own. What stands behind code stays, so that nothing has
/// to be known of strings.
pub(crate) fn strip(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut is_inside = false;
    for line in source.split_inclusive('\n') {
        let words = line.trim();
        if is_inside || words.starts_with("/*") {
            is_inside = !words.contains("*/");
            // Code behind the end of a comment.
            if !is_inside && !words.ends_with("*/") {
                code.push_str(line);
            }
        } else if !words.starts_with("//") {
            code.push_str(line);
        }
    }
    code
}

/// Takes the comments out of a file.
///
/// # Errors
/// When it cannot be read or written, or is no text.
pub(crate) fn strip_file(path: &Path) -> Result<()> {
    let source = String::from_utf8(workspace::read(path)?).context("a script is text")?;
    fs::write(path, strip(&source)).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_comments_are_gone() {
        let script = "// Loads.\nconst a = 1; // One.\n/**\n * Two.\n */\nconst url = `\nhttps://example.org`;\n  // Three.\n/* b */ c();\n";
        assert_eq!(strip(script), "const a = 1; // One.\nconst url = `\nhttps://example.org`;\n/* b */ c();\n");
        assert_eq!(
            strip("/* Red. */\np {\n  color: red;\n}\n\n/* Two\n   lines. */\na {}"),
            "p {\n  color: red;\n}\n\na {}"
        );
    }

    #[test]
    fn a_file_is_written_again_without_its_comments() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.css");
        fs::write(&path, "/* Red. */\np {}\n").unwrap();
        strip_file(&path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "p {}\n");
        assert!(strip_file(&folder.path().join("b.css")).is_err());
    }
}
