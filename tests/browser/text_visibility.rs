//! The reader takes the place of a page's own text, and hides no word of it.

use reportedly_tests::{Page, Visit};
use serde_json::json;

use crate::elements::{inside, moved, page_of, wait_until_heard};

const WORDS: &str = "
    <h2>Ferry cuts may hit island jobs</h2>
    <p>The island of Tarsvik could lose roughly 40&nbsp;jobs if the night ferry ends, <a href='#after'>Aksel Dahl</a>, the mayor, told reporters in <em>Bergen</em> on <b>Mon</b>day.</p>
    <blockquote>“We cannot pay for empty boats,” said Greta Moen, who runs the ferry company Norlink.</blockquote>
    <ul><li>A person familiar with the talks said a decision was likely before Easter.</li><li>It may rain.</li></ul>
    <p>Officials said it would.<br>Others denied that the harbour was ever closed.</p>";

const AFTER: &str =
    "<p id=after>More news: the harbour opens again, and whoever reads this line does not want it to jump.</p>";

/// The words that somebody who looks at the page does not see: nothing else may lie over the middle of a word, and no box may cut
/// it off.
const UNSEEN: &str = "
    const reader = root.querySelector('[part=reader]');
    // Seen are the reader's words, or else the page's own.
    const covers = reader.checkVisibility({ visibilityProperty: true });
    const seen = covers ? root.querySelector('.reportedly-article') : host;
    const unseen = [];
    const walker = document.createTreeWalker(seen, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        for (const word of node.data.matchAll(/\\S+/g)) {
            const range = new Range();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            for (const { left, right, top, bottom } of range.getClientRects()) {
                const [x, y] = [(left + right) / 2, (top + bottom) / 2];
                const hit = covers ? root.elementFromPoint(x, y) : document.elementFromPoint(x, y);
                if (!hit || !(hit.contains(node) && seen.contains(hit))) unseen.push(`${word[0]} at ${Math.round(x)}, ${Math.round(y)}`);
            }
        }
    }";

/// What somebody who looks at the page does not see, and how the reader is there.
async fn unseen(page: &Page) -> (Vec<String>, Option<String>) {
    inside(page, &[UNSEEN, "return [unseen, reader.dataset.held ?? null];"].concat()).await
}

async fn is_marked(page: &Page) {
    wait_until_heard(page, "ready").await;
    let ready = "return root.querySelector('[data-state=ready]') !== null";
    page.wait_until("the model", async || inside::<bool>(page, ready).await.then_some(())).await;
}

/// Shows the page as it is printed.
async fn print(page: &Page) {
    let cdp = page.session().cdp();
    cdp.send_raw("Emulation.setEmulatedMedia", json!({ "media": "print" })).await.expect("a browser can print");
}

fn column(font: &str) -> Visit {
    let style = format!("body {{ margin: 8px }} #column {{ font: 17px/1.5 {font} }}");
    page_of(&format!("<div id=column><reportedly-text>{WORDS}</reportedly-text></div>{AFTER}"), &style)
}

#[test]
fn no_word_is_hidden_at_any_width_font_or_height_of_lines() {
    for font in ["'Liberation Serif', serif", "'DejaVu Sans', sans-serif", "'Liberation Mono', monospace"] {
        column(font).run(async |page| {
            page.resize(1300, 1400).await;
            is_marked(page).await;
            for line_height in ["1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "normal"] {
                for width in (0..16).map(|step| 280 + step * 1000 / 15) {
                    let change = format!(
                        "Object.assign(document.querySelector('#column').style, {{ width: '{width}px', lineHeight: '{line_height}' }});
                        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))"
                    );
                    page.script::<Option<()>>(&change, Vec::new()).await;
                    let place = format!("{font} {line_height} {width}");
                    assert_eq!(unseen(page).await, (Vec::new(), Some("fits".to_owned())), "{place}");
                }
            }
        });
    }
}

#[test]
fn no_word_is_hidden_in_a_dialog_or_on_paper() {
    let dialog = format!(
        "<dialog id=d style='width: 500px'><reportedly-text>{WORDS}</reportedly-text>{AFTER}</dialog><script src=open.js></script>"
    );
    let dialog = || page_of(&dialog, "body { font: 17px/1.5 serif }").with_file("open.js", "d.showModal()".to_owned());
    dialog().run(async |page| {
        is_marked(page).await;
        assert_eq!(unseen(page).await.0, Vec::<String>::new());
        assert_eq!(moved(page).await, 0.0);
    });
    for width in [360, 700] {
        column("serif").run(async |page| {
            page.resize(width, 1800).await;
            is_marked(page).await;
            print(page).await;
            page.wait_until("paper", async || {
                let printed = "return !root.querySelector('[part=more]').checkVisibility()";
                inside::<bool>(page, printed).await.then_some(())
            })
            .await;
            assert_eq!(unseen(page).await.0, Vec::<String>::new(), "on paper, {width}");
            let whole = "const reader = root.querySelector('[part=reader]'); return reader.scrollHeight <= reader.clientHeight + 1 && reader.querySelectorAll('mark').length > 8";
            assert!(inside::<bool>(page, whole).await, "it has the room that it needs");
        });
    }
}

#[test]
fn a_text_that_cannot_be_covered_stays_and_a_button_offers_its_marks() {
    // Rows of one width cannot stand for lines of several.
    let style = "body { font: 17px/1.5 serif } #column { columns: 3; inline-size: 700px }";
    let page = format!("<div id=column><reportedly-text>{WORDS}</reportedly-text></div>{AFTER}");
    page_of(&page, style).run(async |page| {
        is_marked(page).await;
        assert_eq!(unseen(page).await, (Vec::new(), Some("waits".to_owned())));
        let offer = "return root.querySelector('[part=more]').textContent";
        assert_eq!(inside::<String>(page, offer).await, "Show who said what");
        inside::<()>(page, "root.querySelector('[part=more]').click()").await;
        let seen = "return [...root.querySelectorAll('mark')].some((mark) => mark.checkVisibility({ visibilityProperty: true }))";
        page.wait_until("marks", async || inside::<bool>(page, seen).await.then_some(())).await;
    });
}

#[test]
fn letters_that_come_late_hide_no_word_either() {
    column("serif").run(async |page| {
        // Words below the window cannot be hit.
        page.resize(1300, 1400).await;
        is_marked(page).await;
        let wider = "document.querySelector('#column').style.font = '21px/1.4 monospace'";
        page.script::<()>(wider, Vec::new()).await;
        page.wait_until("the reader in these letters", async || {
            let size = "return getComputedStyle(root.querySelector('.reportedly-article p[data-row]')).fontSize";
            (inside::<String>(page, size).await == "21px").then_some(())
        })
        .await;
        // Rows are measured once the letters are there.
        let fits = (Vec::new(), Some("fits".to_owned()));
        page.wait_for_equal("hidden words", fits, async || unseen(page).await).await;
    });
}

#[test]
fn neither_card_nor_list_is_cut_off_by_a_box_of_the_page() {
    let style = "body { font: 17px/1.5 serif } .box { inline-size: 500px; block-size: 420px; overflow: hidden; transform: translate(0) }";
    let page = format!("<div class=box><reportedly-text>{WORDS}</reportedly-text></div>{AFTER}");
    page_of(&page, style).run(async |page| {
        is_marked(page).await;
        assert_eq!(unseen(page).await.0, Vec::<String>::new());
        // Corner and corner of it lie over everything else.
        let is_whole = |selector: &str| {
            format!(
                "const box = root.querySelector('{selector}'), {{ left, right, top, bottom }} = box.getBoundingClientRect();
                const hit = (x, y) => box.contains(root.elementFromPoint(x, y));
                return hit(left + 4, top + 4) && hit(right - 4, bottom - 4) && right - left > 200 && bottom - top > 30"
            )
        };
        let last = "return [...root.querySelectorAll('mark[data-parts~=hedge]')].at(-1).dataset.ids.split(' ')[0]";
        let id: String = inside(page, last).await;
        inside::<bool>(page, &format!("return host.select('{id}')")).await;
        page.wait_until("a card that can be seen", async || {
            let there = format!("if (!root.querySelector('.reportedly-card')) return false; {}", is_whole(".reportedly-card"));
            inside::<bool>(page, &there).await.then_some(())
        })
        .await;
        inside::<()>(page, "root.querySelector('[part=more]').click()").await;
        page.wait_until("a list that can be seen", async || {
            inside::<bool>(page, &is_whole("[part=reader]")).await.then_some(())
        })
        .await;
        assert!(inside::<bool>(page, "return root.querySelector('.reportedly-panel').checkVisibility()").await);
        // A mark was scrolled to.
        let back = "root.querySelector('[part=toggle]').click(); document.querySelector('.box').scrollTop = 0; scrollTo(0, 0)";
        inside::<()>(page, back).await;
        assert_eq!(unseen(page).await, (Vec::new(), Some("fits".to_owned())), "and back");
    });
}
