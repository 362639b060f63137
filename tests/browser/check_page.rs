//! What the panel says to look at again, and its numbers.

use reportedly_tests::{Page, visit};

use crate::texts::read;

/// Sentences without a source, of each rank, and statements of sources of three kinds.
const ARTICLE: &str = "Work on the pier of Tarsvik goes on\n\n\
    Who pays for all of this work?\n\n\
    The workers came back to the pier after the storm.\n\n\
    The pier will be the largest in the north, and it cost 40 million crowns.\n\n\
    The old pier, pictured here in the rain, is closed to visitors.\n\n\
    The port failed to inspect the old pier.\n\n\
    “It is a fine pier,” said Ada Holm, the mayor. “It stands well,” she said.\n\n\
    A source familiar with the talks said the work may stop. Critics said the pier was too long.";

async fn open_check(page: &Page) {
    read(page, ARTICLE).await;
    page.ask("tab 3").await;
    page.wait_until("the list", async || page.shows("[data-check=unattributed]").await.then_some(())).await;
}

/// The entries of a list: what each says, and why it stands there.
async fn entries(page: &Page, list: &str) -> Vec<(String, String)> {
    let script = "
        return [...document.querySelectorAll(`[data-check=${arguments[0]}] .reportedly-entry`)].map(entry => {
            const why = entry.querySelector('.reportedly-why')?.textContent ?? '';
            return [entry.textContent.slice(0, entry.textContent.length - why.length), why];
        })";
    page.script(script, vec![list.into()]).await
}

async fn heading(page: &Page, list: &str) -> String {
    page.script("return document.querySelector(`[data-check=${arguments[0]}] h3`).innerText", vec![list.into()]).await
}

#[test]
fn sentences_without_a_source_are_ranked_and_each_says_why() {
    visit(async |page| {
        open_check(page).await;
        let ranked = entries(page, "unattributed").await;
        let ranked: Vec<(&str, &str)> = ranked.iter().map(|(words, why)| (words.as_str(), why.as_str())).collect();
        assert_eq!(
            ranked,
            [
                (
                    "The pier will be the largest in the north, and it cost 40 million crowns.",
                    "It has a number: “40 million”. It says what will happen: “will”. \
                        It says that something is the most or the first of all: “largest”."
                ),
                ("The port failed to inspect the old pier.", "It blames: “failed to”."),
                ("The workers came back to the pier after the storm.", "It has none of these."),
                ("Who pays for all of this work?", "It is a question."),
                (
                    "The old pier, pictured here in the rain, is closed to visitors.",
                    "It describes a picture: “pictured”."
                ),
            ]
        );
        // An entry leads to its sentence.
        page.click("[data-check=unattributed] li:nth-child(2) .reportedly-entry").await;
        let violations = page.accessibility_violations().await;
        assert!(violations.is_empty(), "{}", violations.join("\n"));
    });
}

#[test]
fn anonymous_and_unspecified_sources_are_counted_as_in_the_sentence_above_the_panel() {
    visit(async |page| {
        open_check(page).await;
        let summary: String =
            page.script("return document.querySelector('[data-testid=summary]').innerText", Vec::new()).await;
        let about: String = page
            .script("return document.querySelector('[data-check=vague] .reportedly-summary').innerText", Vec::new())
            .await;
        assert_eq!(about, "1 anonymous, 1 unspecified");
        assert!(summary.contains(&about), "{summary}");
        assert_eq!(heading(page, "vague").await.split_whitespace().next_back(), Some("2"));
        assert_eq!(entries(page, "vague").await.len(), 2);
        page.click("[data-check=vague] .reportedly-summary button").await;
        let bar = async || page.shows("[data-testid=spotlight]").await.then_some(());
        page.wait_until("the anonymous source alone", bar).await;
    });
}

#[test]
fn an_article_that_rests_on_one_source_says_so() {
    visit(async |page| {
        read(page, "“It is a fine pier,” said Ada Holm.\n\n“It stands well,” said Ada Holm. The work goes on.").await;
        page.ask("tab 3").await;
        let words = async || {
            page.script::<Option<String>>(
                "return document.querySelector('[data-check=single] .reportedly-say')?.textContent",
                Vec::new(),
            )
            .await
        };
        let words = page.wait_until("the sentence", words).await;
        assert_eq!(words, "All that is said here is said by one source. Ada Holm: 2 statements.");
    });
}

#[test]
fn numbers_have_a_bar_of_sources_told_apart_without_colour_and_a_table() {
    const BARS: &str = "
        return [...document.querySelectorAll('.reportedly-shares')].map(section => {
            const bar = section.querySelector('svg[role=img]');
            const looks = [...bar.querySelectorAll('path')].map(path => getComputedStyle(path));
            const rows = [...section.querySelectorAll('tbody tr')].map(row => row.innerText.split('\\t').join('|'));
            return [bar.getAttribute('aria-label'), looks.map(it => it.strokeDasharray), looks.map(it => it.stroke), rows];
        })";
    type Bar = (String, Vec<String>, Vec<String>, Vec<String>);
    visit(async |page| {
        read(page, ARTICLE).await;
        page.ask("tab 4").await;
        page.wait_until("the numbers", async || page.shows(".reportedly-shares svg").await.then_some(())).await;
        for forced in [false, true] {
            if forced {
                page.prefer(&[("forced-colors", "active")]).await;
            }
            let bars: Vec<Bar> = page.script(BARS, Vec::new()).await;
            let (label, patterns, strokes, rows) = &bars[0];
            assert_eq!(label, "Sources by kind: 1 named, 1 anonymous, 1 unspecified.");
            assert!(
                patterns[0] != patterns[1] && patterns[1] != patterns[2] && patterns[0] != patterns[2],
                "{patterns:?}"
            );
            assert!(strokes.iter().all(|stroke| *stroke == strokes[0]), "one colour is enough: {strokes:?}");
            assert_eq!(rows, &["named|1|2", "anonymous|1|1", "unspecified|1|1"]);
            let (label, .., rows) = &bars[1];
            assert!(label.starts_with("Hedges by voice: "), "{label}");
            assert_eq!(rows.len(), 2);
        }
        let violations = page.accessibility_violations().await;
        assert!(violations.is_empty(), "{}", violations.join("\n"));
        page.resize(360, 700).await;
        assert!(!page.scrolls_sideways().await);
    });
}
