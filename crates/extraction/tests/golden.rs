//! What is found in pages of each kind: every line of the page with what it is taken for. The pages are written for this test.

use std::fs;
use std::path::Path;

use reportedly_extraction::{Part, Problem, decode, read};

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new("tests/pages").join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Every line of a page, with what it is.
fn listing(name: &str) -> String {
    // A file that is not in UTF-8 is called by its encoding.
    let bytes = file(&if name == "encoded" { "encoded.windows-1252".to_owned() } else { format!("{name}.html") });
    let page = read(&decode(&bytes).text);
    let mut listing = page.problem().map(|problem| format!("{problem:?}\n")).unwrap_or_default();
    for line in page.lines() {
        let words = if line.part == Part::SetAside { &line.all } else { &line.text };
        listing += &format!("{:8} | {words}\n", format!("{:?}", line.part));
    }
    listing
}

macro_rules! golden {
    ($($name:ident),*) => { $(
        #[test]
        fn $name() {
            insta::assert_snapshot!(listing(stringify!($name)));
        }
    )* };
}

golden!(
    news,
    divisions,
    tables,
    live,
    interview,
    list,
    consent,
    front,
    hidden,
    mathematics,
    unclosed,
    comments,
    selection,
    letter,
    gallery,
    encoded
);

#[test]
fn a_page_of_frames_says_so() {
    let page = read(&decode(&file("frames.html")).text);
    assert_eq!((page.problem(), page.whole().as_str()), (Some(Problem::Frames), ""));
}

#[test]
fn byline_and_date_are_the_asides_of_an_article() {
    let page = read(&decode(&file("news.html")).text);
    let of = |text: &str, asides: Vec<reportedly_document::Aside>| -> Vec<String> {
        asides.iter().map(|aside| aside.span.of(text).to_owned()).collect()
    };
    assert_eq!(of(&page.article(), page.asides()), ["By Ana Ito", "3 May 2026"]);
    let whole = of(&page.whole(), page.asides_of_whole());
    assert_eq!((whole.len(), whole[0].as_str()), (page.set_aside() + 2, "Skip to content"));
}

#[test]
fn of_captions_the_first_is_read_with_the_article() {
    let page = read(&decode(&file("gallery.html")).text);
    let text = page.article();
    let asides: Vec<&str> = page.asides().iter().map(|aside| aside.span.of(&text)).collect();
    assert_eq!(asides, ["By Nora Fell, Staff Writer", "The barn in Norvik where Moss was found."]);
}

#[test]
fn a_page_of_our_own_is_read_without_legend_and_notes() {
    let page = "<!DOCTYPE html><html><body><main data-reportedly=\"article\"><p>It <mark>may</mark><sup>1</sup> rain.</p></main>\
        <section><h2>What the marks mean</h2></section></body></html>";
    assert_eq!(read(page).whole(), "It may rain.");
}

#[test]
fn nothing_that_somebody_copied_is_set_aside_from_a_few_words() {
    assert_eq!(read("<p>Talks <b>may</b> resume.</p>").article(), "Talks may resume.");
    assert_eq!(read("Talks may resume.").article(), "Talks may resume.");
    assert_eq!(read("").whole(), "");
    let page = "<nav>Home</nav><news-title>Rain</news-title>It <u>may<svg><path/></svg></u> <button>?</button>rain.<pre>In Oslo\nIn Bergen</pre>";
    assert_eq!(read(page).article(), "Rain\n\nIt may rain.\n\nIn Oslo\nIn Bergen");
    assert_eq!(read("<ul><li>Oslo<li>Bergen</ul>").article(), "Oslo\n\nBergen");
}
