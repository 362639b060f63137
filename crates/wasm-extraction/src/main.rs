//! The article of a web page behind wasm-bindgen: HTML in, its text out, apart from what stands around it.
//!
//! A program of its own, because it brings a parser of HTML that is larger than the page: only who pastes or opens a web page
//! downloads it. What is the article says `reportedly-extraction`; here is only the way in and out, and what a person is told.

mod decoder;
mod strings;

use js_sys::Uint32Array;
use reportedly_extraction::{Page, Part, Problem};
use wasm_bindgen::prelude::*;

/// Reads a page for whoever shows it: the text of its article, or all of its text where there is no article; all of its text, where
/// some lines of it are set aside, else nothing; and what a person is told, which may be nothing.
///
/// `plain` is all of its text in the form that was pasted with it, if it was: of that, nothing is lost.
#[wasm_bindgen]
pub fn read(page: &str, plain: &str) -> Vec<String> {
    shown(&reportedly_extraction::read(page), plain).into()
}

/// Reads a page, for scripts: its article, or all of its text; the lines of it that are read apart, in pairs of bytes, where the
/// page says so; how many lines are not in it; and what a person is told, which may be nothing.
///
/// # Errors
/// When the page has no text of its own; the error says what to do.
#[wasm_bindgen]
pub fn article(page: &str, whole: bool) -> Result<Vec<JsValue>, String> {
    let page = reportedly_extraction::read(page);
    if page.problem() == Some(Problem::Frames) {
        return Err(strings::problem(Problem::Frames));
    }
    let text = if whole { page.whole() } else { page.article() };
    let set_aside = if whole { 0 } else { page.set_aside() };
    let notice = notice(&page, set_aside);
    let asides = known_asides(&page, whole).map_or(JsValue::UNDEFINED, |asides| Uint32Array::from(&*asides).into());
    Ok(vec![text.into(), asides, (set_aside as u32).into(), notice.into()])
}

/// The text of a page's bytes, and whether nothing says what it is written in.
///
/// # Errors
/// When the browser does not know the encoding.
#[wasm_bindgen]
pub fn decode(page: &[u8]) -> Result<Vec<JsValue>, JsValue> {
    decoder::decoded(page).map(|(text, is_guess)| vec![text.into(), is_guess.into()])
}

fn shown(page: &Page, plain: &str) -> [String; 3] {
    let set_aside = page.set_aside();
    let all = || if plain.is_empty() { page.whole() } else { plain.to_owned() };
    let (text, whole) = if set_aside > 0 { (page.article(), all()) } else { (all(), String::new()) };
    [text, whole, notice(page, set_aside)]
}

fn notice(page: &Page, set_aside: usize) -> String {
    match page.problem() {
        Some(problem) => strings::problem(problem),
        None if set_aside > 0 => strings::set_aside(set_aside),
        None => String::new(),
    }
}

/// The lines that are read apart. Where there is no article, the engine looks for one by the words.
fn known_asides(page: &Page, whole: bool) -> Option<Vec<u32>> {
    let is_article = page.problem().is_none() && page.lines().iter().any(|line| line.part != Part::Body);
    let asides = || if whole { page.asides_of_whole() } else { page.asides() };
    is_article.then(|| asides().into_iter().flat_map(|aside| [aside.span.start, aside.span.end]).collect())
}

fn main() {}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = "<p>The ferry to Oslo may stop running in the winter, the harbour board said on Tuesday, because \
        nobody has found the money for the two engines that it needs.</p>";

    #[test]
    fn what_is_set_aside_is_counted_and_kept() {
        let page = reportedly_extraction::read(&format!("<nav>Home</nav><article>{ARTICLE}</article>"));
        let [text, whole, notice] = shown(&page, "");
        assert!(text.starts_with("The ferry") && whole.starts_with("Home\n\nThe ferry"), "{text} {whole}");
        assert_eq!(notice, "1 line around the article set aside: navigation, advertisements, comments and the like.");
        assert_eq!(shown(&page, "As it was pasted")[1], "As it was pasted");
    }

    #[test]
    fn of_a_page_that_is_an_article_there_is_nothing_to_tell() {
        let page = reportedly_extraction::read(ARTICLE);
        let [text, whole, notice] = shown(&page, "");
        assert_eq!((text, &*whole, &*notice), (page.article(), "", ""));
        assert_eq!(shown(&page, "As it was pasted"), ["As it was pasted", "", ""]);
    }

    #[test]
    fn a_page_without_an_article_says_so() {
        let links: String = (0..30).map(|at| format!("<li><a href=x>A headline of number {at}</a>")).collect();
        let front = format!("<nav>Home</nav><ul>{links}</ul>");
        let [text, whole, notice] = shown(&reportedly_extraction::read(&front), "");
        assert_eq!(notice, "No article was found in this page: all of its text is read.");
        assert!(text.contains("number 29") && whole.is_empty(), "{text} {whole}");
        let [text, _, notice] = shown(&reportedly_extraction::read("<frameset><frame src=a></frameset>"), "");
        assert!(text.is_empty() && notice.starts_with("This page shows other pages in frames"), "{text} {notice}");
    }

    #[test]
    fn lines_that_are_read_apart_are_known_by_their_bytes() {
        let page = format!("<h1>Ferries may stop</h1><p class=byline>By Ana Moen</p>{ARTICLE}");
        let page = reportedly_extraction::read(&page);
        let asides = known_asides(&page, false).unwrap();
        let [start, end] = asides[..] else { panic!("{asides:?}") };
        assert_eq!(&page.article()[start as usize..end as usize], "By Ana Moen");
        assert_eq!(known_asides(&reportedly_extraction::read("It may rain."), false), None);
    }
}
