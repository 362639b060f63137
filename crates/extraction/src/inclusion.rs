//! The lines around an article, put back into its text, which may have been edited meanwhile.

use std::collections::BTreeMap;
use std::iter;

use reportedly_document::{KnownLines, Span};

/// The text of an article with the lines of its page that are not in it, and what is known of its lines then; nothing where no line of the
/// article is left in the text.
///
/// `article` is what is known of the lines that the article had when it was read, `whole` all of the page's text. Lines that a person has
/// changed, added or removed stay so; what was set aside stands before the line of the article that it stood before in the page. All
/// texts are canonical.
///
/// ```
/// let page = reportedly_extraction::read("<nav>Home</nav><article><p>Talks may resume.</p><p>Rain came.</p></article><footer>Imprint</footer>");
/// let edited = "Talks will resume.\n\nRain came.";
/// let all = reportedly_extraction::with_lines_around(edited, &page.known_lines(), &page.whole());
/// assert_eq!(all.unwrap().0, "Talks will resume.\n\nHome\n\nRain came.\n\nImprint");
/// ```
pub fn with_lines_around(text: &str, article: &KnownLines, whole: &str) -> Option<(String, KnownLines)> {
    let known = article.clone().with_other_lines_as_asides(whole);
    if article.are_all_of(text) {
        return Some((whole.to_owned(), known));
    }
    let in_article: Vec<_> = article.find_in(whole).into_iter().map(|line| line.span.start).collect();
    let page: Vec<PageLine<'_>> = lines(whole)
        .map(|span| PageLine { words: span.of(whole), is_outside: in_article.binary_search(&span.start).is_err() })
        .collect();
    // Where each line of the article is in the page; the first place last.
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, line) in page.iter().enumerate().rev().filter(|(_, line)| !line.is_outside) {
        places.entry(line.words).or_default().push(at);
    }
    let mut all = String::new();
    let (mut next, mut is_left) = (0, false);
    for line in text.split('\n') {
        let places = places.get_mut(line.trim());
        let at = places.and_then(|places| iter::from_fn(|| places.pop()).find(|at| *at >= next));
        if let Some(at) = at {
            push_outside(&mut all, &page[next..at]);
            next = at + 1;
            is_left = true;
        }
        all.push_str(line);
        all.push('\n');
    }
    push_outside(&mut all, &page[next..]);
    is_left.then(|| (all.trim_end().to_owned(), known))
}

struct PageLine<'p> {
    words: &'p str,
    /// It is not in the article.
    is_outside: bool,
}

/// Adds what of these lines is not in the article, each as a paragraph.
fn push_outside(all: &mut String, lines: &[PageLine<'_>]) {
    for line in lines.iter().filter(|line| line.is_outside) {
        if !all.is_empty() && !all.ends_with("\n\n") {
            all.push('\n');
        }
        all.push_str(line.words);
        all.push_str("\n\n");
    }
}

fn lines(text: &str) -> impl Iterator<Item = Span<reportedly_document::Byte>> {
    KnownLines::new(text, []).find_in(text).into_iter().map(|line| line.span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Page, read};

    const PAGE: &str = "<nav>Home</nav><h1>Ferries may stop</h1><p class=byline>By Ana Moen</p><p>The ferry may stop, she said.</p>\
        <aside class=related>Bus fares will rise</aside><p>Nobody has found the money for it yet, and nobody will, she thinks, \
        before the county has met in the spring, which may be too late.</p><footer>Imprint</footer>";

    fn included(edit: impl Fn(&str) -> String) -> Option<String> {
        let page: Page = read(PAGE);
        assert_eq!((page.problem(), page.set_aside()), (None, 3), "{page:?}");
        let all = with_lines_around(&edit(&page.article()), &page.known_lines(), &page.whole());
        all.map(|(text, known)| {
            let asides = known.find_in(&text).into_iter().filter(|line| line.is_aside);
            let asides: Vec<&str> = asides.map(|line| line.span.of(&text)).collect();
            assert!(["Home", "Bus fares will rise", "Imprint"].iter().all(|line| asides.contains(line)), "{asides:?}");
            text
        })
    }

    #[test]
    fn of_a_text_that_nobody_has_changed_it_is_the_whole_page() {
        assert_eq!(included(str::to_owned), Some(read(PAGE).whole()));
    }

    #[test]
    fn what_a_person_has_changed_stays() {
        let all = included(|text| text.replace("By Ana Moen\n\n", "").replace("ferry may", "boat may")).unwrap();
        let lines: Vec<&str> = all.split("\n\n").collect();
        let [first, second, third, related, last, imprint] = lines[..] else { panic!("{lines:?}") };
        assert_eq!([first, second, third], ["Home", "Ferries may stop", "The boat may stop, she said."]);
        assert!(last.starts_with("Nobody has found"), "{last}");
        assert_eq!([related, imprint], ["Bus fares will rise", "Imprint"]);
    }

    /// The same line again and again, in the article and in the text.
    #[test]
    fn equal_lines_are_those_of_the_page_in_their_order() {
        let page = read(
            "<nav>Home</nav><article><p>Rain came.</p><aside class=related>Fares</aside><p>Rain came.</p><p>Wind came.</p></article>",
        );
        let all = |text: &str| with_lines_around(text, &page.known_lines(), &page.whole()).map(|(text, _)| text);
        let edited = "Rain came.\n\nRain came.\n\nRain came.\n\nNo wind.";
        assert_eq!(all(edited).unwrap(), "Home\n\nRain came.\n\nFares\n\nRain came.\n\nRain came.\n\nNo wind.");
    }

    #[test]
    fn of_another_text_there_is_nothing_to_include() {
        assert_eq!(included(|_| "It rains.".to_owned()), None);
        assert_eq!(included(|_| String::new()), None);
    }
}
