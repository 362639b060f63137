//! Takes comments out of the scripts and style sheets that visitors download.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::{integrity, workspace};

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

/// Takes the comments out of these files of a folder, and gives the page the hashes of what is left.
///
/// # Errors
/// When a file cannot be read or written.
pub(crate) fn strip_files(html: &str, folder: &Path, files: &[&Path]) -> Result<String> {
    let mut html = html.to_owned();
    for &file in files {
        let path = folder.join(file);
        let source = String::from_utf8(workspace::read(&path)?).context("a script is text")?;
        let before = integrity::hash(folder, file)?;
        fs::write(&path, strip(&source)).with_context(|| format!("cannot write {}", path.display()))?;
        html = html.replace(&before, &integrity::hash(folder, file)?);
    }
    Ok(html)
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
    fn the_page_has_the_hashes_of_what_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let file = Path::new("a.css");
        fs::write(folder.path().join(file), "/* Red. */\np {}\n").unwrap();
        let page = format!("<link integrity=\"{}\">", integrity::hash(folder.path(), file).unwrap());
        let page = strip_files(&page, folder.path(), &[file]).unwrap();
        assert_eq!(page, format!("<link integrity=\"{}\">", integrity::hash(folder.path(), file).unwrap()));
        assert_eq!(fs::read_to_string(folder.path().join(file)).unwrap(), "p {}\n");
    }
}
