//! A reader comes into a page without moving anything in it.

use std::time::Duration;

use crate::elements::{inside, moved, page_of, wait_until_heard};
use crate::sharing::{made, of};
use crate::texts::long_article;

const STYLE: &str = "
    body { max-width: 40rem; margin: 2rem auto; font: 17px/1.55 serif }
    .far { block-size: 3000px }
";

const ARTICLE: &str = "<reportedly-text>
    <h2>Ferry cuts may hit island jobs</h2>
    <p>The island of Tarsvik could lose roughly 40 jobs if the night ferry ends, <a href='#after'>Aksel Dahl</a>, the mayor, told reporters in Bergen on Monday.</p>
    <p>“We cannot pay for empty boats,” said Greta Moen, who runs the ferry company Norlink. A person familiar with the talks said a decision was likely before Easter.</p>
    </reportedly-text>";

const AFTER: &str =
    "<p id=after>More news: the harbour opens again, and whoever reads this line does not want it to jump.</p>";

const LEGEND: &str = "return root.querySelector('.reportedly-bar')?.checkVisibility() ?? false";

/// As much time as a late shift would need: the model has come by then, and what is drawn with it.
async fn settled(page: &reportedly_tests::Page) {
    let ready = "return root.querySelector('[data-state=ready]') !== null";
    page.wait_until("the model", async || inside::<bool>(page, ready).await.then_some(())).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
}

#[test]
fn what_stands_below_a_short_text_stays_where_it_is() {
    page_of(&[ARTICLE, AFTER].concat(), STYLE).run(async |page| {
        let place = "return document.querySelector('#after').getBoundingClientRect().top";
        let before: f64 = page.script(place, Vec::new()).await;
        wait_until_heard(page, "ready").await;
        settled(page).await;
        assert_eq!(page.script::<f64>(place, Vec::new()).await, before);
        assert_eq!(moved(page).await, 0.0);
        // The whole text can be read, with its marks.
        let text = "
            const reader = root.querySelector('[part=reader]');
            return [reader.dataset.held, root.querySelectorAll('mark').length > 8]";
        assert_eq!(inside::<(String, bool)>(page, text).await, ("fits".to_owned(), true));
        assert!(!inside::<bool>(page, LEGEND).await);
        let button =
            "const { x, y } = root.querySelector('[part=more]').getBoundingClientRect(); return [x + 8, y + 8]";
        let at: (f64, f64) = inside(page, button).await;
        page.click_at(at).await;
        page.wait_until("the legend", async || inside::<bool>(page, LEGEND).await.then_some(())).await;
        let after: f64 = page.script(place, Vec::new()).await;
        assert!(after > before + 100.0, "now there is room for the list: {before}, {after}");
        // Somebody has asked for that.
        assert_eq!(moved(page).await, 0.0);
    });
}

#[test]
fn margins_and_layouts_are_kept_to_the_pixel() {
    let text = "<p>The island could lose roughly 40 jobs, the mayor told reporters on Monday.</p>";
    let short = |before: &str, inside: &str| format!("{before}<reportedly-text>{inside}</reportedly-text>{AFTER}");
    let long =
        |inside: &str| format!("<h1>News</h1><reportedly-text>{inside}{}</reportedly-text>{AFTER}", text.repeat(60));
    let cases = [
        short("", text),
        short("<h1>News</h1>", "<h2>Ferry May Stop</h2>"),
        short("<p>Before.</p>", &format!("<h1>Ferry May Stop</h1>{text}<h1>More</h1>")),
        short("", "<p class=wide>It may rain, officials said.</p>"),
        format!(
            "<div class=row>{}<aside>Beside it.</aside></div>{AFTER}",
            short("", &text.repeat(3)).replace(AFTER, "")
        ),
        long(""),
        long("<p class=wide>It may rain, officials said.</p>"),
        long("<h2>Ferry May Stop</h2>"),
    ];
    let style = [STYLE, ".row { display: flex; align-items: center; gap: 1rem } .wide { margin: 70px 0 }"].concat();
    for page in cases {
        page_of(&page, &style).run(async |page| {
            let places = "
                const place = (element) => [element.getBoundingClientRect().left, element.getBoundingClientRect().top];
                return [...document.querySelectorAll('reportedly-text, #after, aside')].map(place)";
            let before: Vec<[f64; 2]> = page.script(places, Vec::new()).await;
            wait_until_heard(page, "ready").await;
            settled(page).await;
            let after: Vec<[f64; 2]> = page.script(places, Vec::new()).await;
            // What lies below the window may be further below.
            let seen = before.iter().zip(&after).filter(|([_, top], _)| *top < 1000.0);
            for (before, after) in seen {
                assert!(
                    (before[0] - after[0]).abs() < 0.1 && (before[1] - after[1]).abs() < 0.1,
                    "{before:?} {after:?}"
                );
            }
            assert_eq!(moved(page).await, 0.0);
        });
    }
}

#[test]
fn a_text_whose_end_cannot_be_seen_has_all_at_once() {
    let paragraphs: String = long_article(6_000).lines().map(|line| format!("<p>{line}</p>")).collect();
    let long = ["<reportedly-text>", &paragraphs, "</reportedly-text>", AFTER].concat();
    page_of(&long, STYLE).run(async |page| {
        wait_until_heard(page, "ready").await;
        assert!(inside::<bool>(page, LEGEND).await);
        settled(page).await;
        assert_eq!(moved(page).await, 0.0);
    });
}

#[test]
fn a_text_that_is_scrolled_to_is_there_already() {
    page_of(&["<div class=far></div>", ARTICLE, AFTER].concat(), STYLE).run(async |page| {
        for _ in 0..12 {
            page.script::<()>("scrollBy({ top: 250, behavior: 'instant' })", Vec::new()).await;
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
        wait_until_heard(page, "ready").await;
        settled(page).await;
        assert_eq!(moved(page).await, 0.0);
    });
}

#[test]
fn nothing_moves_for_a_text_that_comes_from_elsewhere() {
    let text = "Ferry Cuts May Hit Island Jobs\nThe island of Tarsvik could lose roughly 40 jobs if the night ferry ends, Aksel Dahl, the mayor, told reporters in Bergen on Monday.\n\n“We cannot pay for empty boats,” said Greta Moen, who runs the ferry company Norlink. A person familiar with the talks said a decision was likely before Easter.";
    let link = made(of(text));
    let other = ARTICLE.replace("reportedly-text", "article").replace("<article>", "<article id=story>");
    let cases = [
        // Scripts that are read before the loader set what it finds.
        ("text", "<reportedly-text id=e></reportedly-text><script src=text.js></script>".to_owned(), ""),
        ("for", "<reportedly-text for='#story'></reportedly-text>".to_owned(), other.as_str()),
        ("link", format!("<reportedly-text link='{link}'></reportedly-text>"), ""),
        ("src", format!("<reportedly-text src=text.txt length={}></reportedly-text>", text.chars().count()), ""),
    ];
    for (name, element, other) in cases {
        // Rendering waits for the loader, which keeps the room.
        let page = page_of(&[&element, AFTER, other].concat(), STYLE)
            .with_changed("index.html", |page| {
                page.replace("<script type=module", "<script blocking=render type=module")
            })
            .with_file("text.js", format!("e.text = {}", serde_json::json!(text)))
            .with_file("text.txt", text.to_owned());
        page.run(async |page| {
            wait_until_heard(page, "ready").await;
            settled(page).await;
            assert_eq!(moved(page).await, 0.0, "{name}");
            let shown = "return root.querySelectorAll('mark').length > 8 && root.querySelector('mark').checkVisibility({ visibilityProperty: true })";
            assert!(inside::<bool>(page, shown).await, "{name}");
        });
    }
}

#[test]
fn a_page_may_have_legend_and_list_at_once() {
    let full = ARTICLE.replace("<reportedly-text>", "<reportedly-text size=full>");
    page_of(&[&full, AFTER].concat(), STYLE).run(async |page| {
        wait_until_heard(page, "ready").await;
        assert!(inside::<bool>(page, LEGEND).await);
    });
    // As it is where the page has kept enough room.
    let roomy = [STYLE, "reportedly-text { display: block; min-block-size: 1400px } html { scrollbar-gutter: stable }"]
        .concat();
    page_of(&[ARTICLE, AFTER].concat(), &roomy).run(async |page| {
        page.resize(1000, 1600).await;
        wait_until_heard(page, "ready").await;
        settled(page).await;
        assert!(inside::<bool>(page, LEGEND).await);
        assert_eq!(moved(page).await, 0.0);
    });
}

#[test]
fn a_shorter_text_takes_less_room() {
    let long = ARTICLE.replace(
        "</reportedly-text>",
        &"<p>It may rain in Bergen, officials said on Monday, and snow in the north.</p>".repeat(30),
    );
    page_of(&[&long, "</reportedly-text>", AFTER].concat(), STYLE).run(async |page| {
        wait_until_heard(page, "ready").await;
        let height = async || inside::<f64>(page, "return host.getBoundingClientRect().height").await;
        let before = height().await;
        inside::<()>(page, "host.text = 'It may rain.'").await;
        page.wait_until("less height", async || (height().await < before / 2.0).then_some(())).await;
    });
}

#[test]
fn a_failure_moves_nothing_either() {
    let page = page_of(&[ARTICLE, AFTER].concat(), STYLE);
    page.without("embed/widget_bg.wasm").run(async |page| {
        assert_eq!(wait_until_heard(page, "error").await, "load-failed");
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(inside::<bool>(page, "return root.querySelector('summary').checkVisibility()").await);
        assert_eq!(moved(page).await, 0.0);
    });
}

#[test]
fn nothing_moves_where_an_article_is_marked_in_place() {
    let beside =
        "<article id=story><p>The island could lose roughly 40 jobs, the mayor told reporters on Monday.</p></article>
        <reportedly-text for='#story' in-place></reportedly-text>";
    page_of(&[beside, AFTER].concat(), STYLE).run(async |page| {
        wait_until_heard(page, "ready").await;
        settled(page).await;
        assert_eq!(moved(page).await, 0.0);
    });
}
