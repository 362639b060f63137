//! What a person is told of a web page that has been read.

use reportedly_extraction::Problem;

/// Some lines of a page are not in its text.
pub(crate) fn set_aside(lines: usize) -> String {
    let lines = if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
    format!("{lines} around the article set aside: navigation, advertisements, comments and the like.")
}

/// Why a page was not read as an article.
pub(crate) fn problem(problem: Problem) -> String {
    let sentence = problem.sentence();
    let mut characters = sentence.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).chain(['.']).collect()
}

/// Why the lines around an article cannot be included.
pub(crate) const NONE_LEFT: &str = "No line of that article is left in the text: the lines around it are not included.";

/// Why nothing is read of a page without words: it is a picture, or nothing that could be named.
pub(crate) fn no_words(html: &str) -> String {
    let html = html.to_ascii_lowercase();
    let has_picture = ["<img", "<picture", "<svg"].iter().any(|tag| html.contains(tag));
    if has_picture { "This is a picture without words.".to_owned() } else { String::new() }
}
