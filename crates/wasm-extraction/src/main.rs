//! The article of a web page behind wasm-bindgen: HTML in, its text out, apart from what stands around it.
//!
//! A program of its own, because it brings a parser of HTML that is larger than the page: only who pastes or opens a web page
//! downloads it. What is the article says `reportedly-extraction`; here is only the way in and out, and what a person is told.

mod decoder;
mod strings;

use reportedly_document::{Canonical, KnownLines};
use reportedly_extraction::{Page, Problem, with_lines_around};
use wasm_bindgen::prelude::*;

/// Reads a page for whoever shows it: the text of its article, or all of its text where there is no article; what is known of the lines of
/// that text; all of the page's text, where some lines of it are set aside, else nothing; and what a person is told, which may be nothing.
///
/// `plain` is all of its text in the form that was pasted with it, if it was: of that, nothing is lost.
#[wasm_bindgen]
pub fn read(page: &str, plain: &str) -> Vec<String> {
    let Shown { text, known, whole, notice } = shown(page, plain);
    vec![text, known.encoded(), whole, notice]
}

/// Reads a page, for scripts: its article, or all of its text; what is known of the lines of that; how many lines of the page are not in
/// it; and what a person is told, which may be nothing.
///
/// # Errors
/// When the page has no text of its own; the error says what to do.
#[wasm_bindgen]
pub fn article(page: &str, whole: bool) -> Result<Vec<JsValue>, String> {
    let page = reportedly_extraction::read(page);
    if page.problem() == Some(Problem::Frames) {
        return Err(strings::problem(Problem::Frames));
    }
    let (text, known) =
        if whole { (page.whole(), page.known_lines_of_whole()) } else { (page.article(), page.known_lines()) };
    let set_aside = if whole { 0 } else { page.set_aside() };
    let notice = notice(&page, set_aside);
    Ok(vec![text.into(), known.encoded().into(), (set_aside as u32).into(), notice.into()])
}

/// A text with the lines of its page that are not in it, and what is known of its lines then. `known` is what is known of the lines of the
/// article, `whole` all of the page's text.
///
/// # Errors
/// When the text has no line of the article any more, as a sentence.
#[wasm_bindgen]
pub fn include(text: &str, known: &str, whole: &str) -> Result<Vec<String>, String> {
    let (text, known) = included(text, known, whole).ok_or(strings::NONE_LEFT)?;
    Ok(vec![text, known.encoded()])
}

fn included(text: &str, known: &str, whole: &str) -> Option<(String, KnownLines)> {
    let [text, whole] = [text, whole].map(|text| Canonical::new(text).into_text());
    with_lines_around(&text, &KnownLines::decoded(known), &whole)
}

/// The text of a page's bytes, and whether nothing says what it is written in.
///
/// # Errors
/// When the browser does not know the encoding.
#[wasm_bindgen]
pub fn decode(page: &[u8]) -> Result<Vec<JsValue>, JsValue> {
    decoder::decoded(page).map(|(text, is_guess)| vec![text.into(), is_guess.into()])
}

/// What is shown of a page.
struct Shown {
    text: String,
    known: KnownLines,
    whole: String,
    notice: String,
}

fn shown(html: &str, plain: &str) -> Shown {
    let page = reportedly_extraction::read(html);
    let set_aside = page.set_aside();
    let all = |plain: &str| if plain.is_empty() { page.whole() } else { plain.to_owned() };
    let (text, whole) = if set_aside > 0 {
        let article = page.article();
        // Some programs give no more than an address as the plain form, and some write lines in another way.
        let plain = if has_all_lines(plain, &article) { plain } else { "" };
        (article, all(plain))
    } else {
        (all(plain), String::new())
    };
    let notice = match notice(&page, set_aside) {
        none if none.is_empty() && text.is_empty() => strings::no_words(html),
        notice => notice,
    };
    Shown { text, known: page.known_lines(), whole, notice }
}

/// Whether each line of an article is one of a text as well.
fn has_all_lines(text: &str, article: &str) -> bool {
    let lines = KnownLines::new(article, []);
    lines.find_in(&Canonical::new(text).into_text()).len() == lines.find_in(article).len()
}

fn notice(page: &Page, set_aside: usize) -> String {
    match page.problem() {
        Some(problem) => strings::problem(problem),
        None if set_aside > 0 => strings::set_aside(set_aside),
        None => String::new(),
    }
}

fn main() {}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = "<p>The ferry to Oslo may stop running in the winter, the harbour board said on Tuesday, because \
        nobody has found the money for the two engines that it needs.</p>";

    #[test]
    fn what_is_set_aside_is_counted_and_kept() {
        let page = format!("<nav>Home</nav><article>{ARTICLE}</article>");
        let Shown { text, whole, notice, .. } = shown(&page, "");
        assert!(text.starts_with("The ferry") && whole.starts_with("Home\n\nThe ferry"), "{text} {whole}");
        assert_eq!(notice, "1 line around the article set aside: navigation, advertisements, comments and the like.");
        // To the letter as it was pasted, where the article is in it.
        let pasted = format!("Home \n{text}\nAs it was pasted\n");
        assert_eq!(shown(&page, &pasted).whole, pasted);
        assert_eq!(shown(&page, "https://news.example/ferry").whole, whole);
    }

    #[test]
    fn of_a_page_that_is_an_article_there_is_nothing_to_tell() {
        let Shown { text, whole, notice, .. } = shown(ARTICLE, "");
        assert_eq!((text, &*whole, &*notice), (reportedly_extraction::read(ARTICLE).article(), "", ""));
        let Shown { text, whole, notice, .. } = shown(ARTICLE, "As it was pasted");
        assert_eq!([&*text, &*whole, &*notice], ["As it was pasted", "", ""]);
    }

    #[test]
    fn a_page_without_an_article_says_so() {
        let links: String = (0..30).map(|at| format!("<li><a href=x>A headline of number {at}</a>")).collect();
        let Shown { text, whole, notice, known, .. } = shown(&format!("<nav>Home</nav><ul>{links}</ul>"), "");
        assert_eq!(notice, "No article was found in this page: all of its text is read.");
        assert!(text.contains("number 29") && whole.is_empty(), "{text} {whole}");
        assert_eq!(known, KnownLines::default());
        let Shown { text, notice, .. } = shown("<frameset><frame src=a></frameset>", "");
        assert!(text.is_empty() && notice.starts_with("This page shows other pages in frames"), "{text} {notice}");
    }

    #[test]
    fn a_page_without_words_says_what_it_has() {
        for (page, told) in [
            ("<meta charset=utf-8><img src=ferry.jpg>", "This is a picture without words."),
            ("<svg><path d=M0></svg>", "This is a picture without words."),
            ("<title>Nothing</title><div></div>", ""),
        ] {
            let Shown { text, notice, .. } = shown(page, "");
            assert_eq!([&*text, &*notice], ["", told], "{page}");
        }
    }

    #[test]
    fn lines_that_are_read_apart_are_known() {
        let page = format!("<h1>Ferries may stop</h1><p class=byline>By Ana Moen</p>{ARTICLE}<footer>Imprint</footer>");
        let Shown { text, known, whole, .. } = shown(&page, "");
        let (all, known_of_all) = included(&text, &known.encoded(), &whole).unwrap();
        let asides = |known: &KnownLines, text: &str| {
            let asides = known.find_in(text).into_iter().filter(|line| line.is_aside);
            asides.map(|line| line.span.of(text).to_owned()).collect::<Vec<String>>()
        };
        assert_eq!(asides(&known, &text), ["By Ana Moen"]);
        assert_eq!(asides(&known_of_all, &all), ["By Ana Moen", "Imprint"]);
        assert_eq!(shown("It may rain.", "").known, KnownLines::default());
    }

    #[test]
    fn what_was_set_aside_can_be_included_in_an_edited_text() {
        let Shown { text, known, whole, .. } = shown(&format!("<nav>Home</nav>{ARTICLE}"), "");
        let all = |text: &str| included(text, &known.encoded(), &whole).map(|(all, _)| all);
        assert_eq!(all(&text), Some(whole.clone()));
        assert_eq!(all(&format!("Mine.\r\n{text}")), Some(format!("Mine.\n\nHome\n\n{text}")));
        assert_eq!(all("Mine."), None);
    }
}
