//! The texts that the tests paste, and what is to be found in them.

use reportedly_document::Layer;
use reportedly_tests::{Page, State, Visit, visit};

/// A short article with marks of all layers that leave no room for doubt.
pub(crate) const FERRY: &str = "\
Ferry Company May Drop Its Night Boats

“We cannot pay for empty boats,” said Greta Moen, who runs the ferry company Norlink.

The island of Tarsvik could lose roughly 40 jobs, Aksel Dahl, the mayor, told reporters in Bergen on Monday.

Moen said the number was probably wrong.
";

/// Names in [`FERRY`] that any version of the engine has to find.
pub(crate) const FERRY_ENTITIES: [&str; 5] = ["Greta Moen", "Norlink", "Tarsvik", "Aksel Dahl", "Bergen"];

/// All hedges of [`FERRY`].
pub(crate) const FERRY_HEDGES: [&str; 4] = ["May", "could", "roughly", "probably"];

/// Sources and cues of [`FERRY`].
pub(crate) const FERRY_STATEMENTS: [(&str, &str); 3] =
    [("Greta Moen", "said"), ("Aksel Dahl, the mayor", "told"), ("Moen", "said")];

/// The canonical paragraphs of [`FERRY`].
pub(crate) fn ferry_paragraphs() -> Vec<&'static str> {
    FERRY.split_terminator('\n').filter(|line| !line.is_empty()).collect()
}

/// An article of about this many bytes, in paragraphs of ordinary length.
pub(crate) fn long_article(bytes: usize) -> String {
    let paragraph = format!("{}\n\n", ferry_paragraphs()[1..].join(" "));
    paragraph.repeat(bytes / paragraph.len())
}

/// Visits the page with an engine that takes a rest after every few milliseconds: on a fast machine, too, it is at work
/// on a long text when the test comes to look.
pub(crate) fn with_a_slow_engine() -> Visit {
    Visit::of_the_build().with_changed("engine-worker.js", |script| {
        let slow = script
            .replace("SLICE=30", "SLICE=1")
            .replace("await turn();", "await new Promise((resume) => setTimeout(resume, 30));");
        assert!(slow.contains("SLICE=1;") && slow.contains("setTimeout"), "the worker has changed");
        slow
    })
}

/// How many hedges each paragraph of [`long_article`] has.
pub(crate) const LONG_ARTICLE_HEDGES: usize = 3;

/// The words of every annotation that a layer marks on the screen, in the order of the text.
pub(crate) async fn words(page: &Page, layer: Layer) -> Vec<String> {
    page.annotations(layer).await.into_iter().map(|shown| shown.text).collect()
}

/// The id of the first annotation with these words.
pub(crate) async fn id_of(page: &Page, layer: Layer, words: &str) -> String {
    let found = page.annotations(layer).await.into_iter().find(|shown| shown.text == words);
    found.unwrap_or_else(|| panic!("no {layer} on the screen has the words {words:?}")).id
}

/// Pastes a text and waits until it is marked.
pub(crate) async fn read(page: &Page, text: &str) {
    page.paste(text).await;
    page.wait_for(State::Ready).await;
}

/// The same with [`FERRY`].
pub(crate) async fn read_ferry(page: &Page) {
    read(page, FERRY).await;
}

/// Visits the page, and waits until its program is there.
pub(crate) fn visit_empty<T>(test: impl AsyncFn(&Page) -> T) -> T {
    visit(async |page| {
        page.wait_for(State::Empty).await;
        test(page).await
    })
}

/// Visits the page, and has it mark [`FERRY`].
pub(crate) fn visit_ferry<T>(test: impl AsyncFn(&Page) -> T) -> T {
    visit(async |page| {
        read_ferry(page).await;
        test(page).await
    })
}

/// Whether a card has all of these words.
#[track_caller]
pub(crate) fn assert_has(card: &str, all: &[&str]) {
    for words in all {
        assert!(card.contains(words), "the card lacks {words:?}:\n{card}");
    }
}
