//! Any page is read, however it is built: without a panic, and without losing a word.

use proptest::prelude::*;
use reportedly_document::Canonical;
use reportedly_extraction::{Problem, decode, read};

/// The words of a text, in their order.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

proptest! {
    #[test]
    fn any_tags_are_read(page in "(?s)(<|>|</|p|div|td|table|h1|nav|script|template|svg|math|!--|-->|\"|=|&|#|;|x|é| |/|<p>|</div>|<b>|<a href=x>){0,80}") {
        let page = read(&page);
        for text in [page.article(), page.whole()] {
            prop_assert_eq!(Canonical::new(&text).into_text(), text);
        }
    }

    #[test]
    fn any_bytes_are_decoded(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read(&decode(&bytes).text);
    }

    /// Each paragraph is in the whole text, in its place, whatever it stands in.
    #[test]
    fn no_word_is_lost(paragraphs in proptest::collection::vec((0..12_usize, "[a-z]{1,8}( [a-z]{1,8}){0,30}[.]?"), 1..12)) {
        const AROUND: [(&str, &str); 12] = [
            ("<p>", "</p>"), ("<div>", "</div>"), ("<nav>", "</nav>"), ("<aside><p>", "</aside>"), ("<ul><li>", "</ul>"),
            ("<p hidden>", "</p>"), ("<div class=comment>", "</div>"), ("<h2>", "</h2>"), ("<p><a href=x>", "</a></p>"),
            ("<table><tr><td>", "</table>"), ("<footer>", "</footer>"), ("<p>a<b>", "</b></p>"),
        ];
        let page: String = paragraphs.iter().map(|(around, words)| [AROUND[*around].0, words, AROUND[*around].1].concat()).collect();
        let expected: Vec<String> =
            paragraphs.iter().map(|(around, words)| if *around == 11 { format!("a{words}") } else { words.clone() }).collect();
        let read = read(&page);
        let (found, expected) = (words(&read.whole()), words(&expected.join(" ")));
        prop_assert_eq!(found, expected, "{}", page);
    }
}

#[test]
fn a_hostile_page_is_read_as_it_stands() {
    let words = "Talks may resume, officials said.";
    let many = |tag: &str, count: usize| tag.repeat(count);
    let attributes: String = (0..20_000).map(|at| format!(" a{at}")).collect();
    let formats: String = (0..2_000).map(|at| format!("<p><b class=c{at}>")).collect();
    for page in [
        many("<div>", 100_000) + words,
        many("<table><tr><td>", 20_000) + words,
        many("<object><p>", 20_000) + words,
        format!("<p{attributes}>{words}"),
        format!("{formats}{words}"),
    ] {
        let read = read(&page);
        assert_eq!((read.problem(), read.whole().as_str()), (Some(Problem::Complex), words), "{}", &page[..40]);
    }
    for page in [
        format!("<p>{words}</p><script>{}", many("<p>lost</p>", 1_000)),
        format!("<p>{words}</p>{}", many("<template>", 20_000)),
        format!("<p>{words}</p><!-- {}", many("<p>lost</p>", 1_000)),
        format!("<p>{words}</p>{}", many("<br>", 20_000)),
        format!("<p>{words}</p>{}", many("<table><div>", 20_000)),
        format!("<p>{words}</p><embed src='a€youtube.com/v'><object data='€vimeo.com'></object>"),
    ] {
        assert_eq!(read(&page).whole(), words, "{}", &page[..80]);
    }
}
