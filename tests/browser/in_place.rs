//! A page's own article, marked where it stands.

use std::collections::BTreeMap;

use reportedly_tests::{Page, Visit};

use crate::elements::{heard, inside, page_of, wait_until_heard};

const STYLE: &str = "
    body { margin: 2rem; font: 17px/1.55 serif }
    article { max-width: 20rem }
    .far { block-size: 2000px }
    ::highlight(mine) { color: green }
";

const ARTICLE: &str = "<article id=story>
    <p>The island of Tarsvik could lose
    roughly 40&nbsp;jobs, <a href='#dahl'>Aksel Dahl</a>, the mayor, told reporters in Bergen on <b>Mon</b>day.</p>
    <p style='display: none'>Nobody saw Oslo.</p>
    <p id=second>“We cannot pay for empty boats,” said Greta Moen, who runs the ferry company Norlink.</p>
    </article>";

const ELEMENT: &str = "<reportedly-text for='#story' in-place></reportedly-text>";

fn article() -> Visit {
    page_of(&[ARTICLE, ELEMENT].concat(), STYLE)
}

/// The words of every highlight.
async fn highlights(page: &Page) -> BTreeMap<String, Vec<String>> {
    let script = "
        const words = (range) => String(range).replace(/\\s+/g, ' ').trim();
        return Object.fromEntries([...CSS.highlights].map(([name, ranges]) => [name, [...ranges].map(words)]))";
    page.script(script, Vec::new()).await
}

/// Waits until these words have this highlight.
async fn wait_for_highlight(page: &Page, name: &str, words: &str) {
    page.wait_until(&format!("{words} as {name}"), async || {
        highlights(page).await.get(name).is_some_and(|all| all.iter().any(|one| one == words)).then_some(())
    })
    .await;
}

/// Clicks on the first words of the article that have this highlight.
async fn click_on(page: &Page, name: &str) {
    let script = "
        const { left, top, height } = [...CSS.highlights.get(arguments[0])][0].getClientRects()[0];
        return [left + 4, top + height / 2]";
    let at: (f64, f64) = page.script(script, vec![name.into()]).await;
    page.click_at(at).await;
}

#[test]
fn an_article_is_marked_without_a_change_of_it() {
    article().run(async |page| {
        const HTML: &str = "return document.querySelector('#story').outerHTML";
        let before: String = page.script(HTML, Vec::new()).await;
        page.script::<()>(
            "const range = new Range(); range.selectNode(document.querySelector('b')); CSS.highlights.set('mine', new Highlight(range))",
            Vec::new(),
        )
        .await;
        wait_until_heard(page, "ready").await;
        // A name in two elements is one; line ends of the source are spaces.
        wait_for_highlight(page, "reportedly-entity", "Monday").await;
        let all = highlights(page).await;
        assert!(all["reportedly-hedge"].contains(&"could".to_owned()), "{all:?}");
        assert!(all["reportedly-source"].contains(&"Greta Moen".to_owned()), "{all:?}");
        assert!(all["reportedly-cue"].contains(&"said".to_owned()), "{all:?}");
        assert!(all.values().flatten().all(|words| !words.contains("Oslo")), "what is not shown is not marked: {all:?}");
        assert_eq!(all["mine"], ["Mon"], "the page's own");
        assert!(all.keys().all(|name| name == "mine" || name.starts_with("reportedly-")), "{all:?}");
        assert_eq!(page.script::<String>(HTML, Vec::new()).await, before);
        // Legend and panel are there, and the copy that they are about is not seen.
        let seen = "return ['.reportedly-bar', '.reportedly-panel', '.reportedly-article'].map(name => root.querySelector(name).checkVisibility())";
        assert_eq!(inside::<[bool; 3]>(page, seen).await, [true, true, false]);
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    });
}

#[test]
fn a_click_on_a_mark_opens_its_card_and_one_on_a_link_is_the_pages() {
    article().run(async |page| {
        wait_until_heard(page, "ready").await;
        wait_for_highlight(page, "reportedly-hedge", "could").await;
        click_on(page, "reportedly-hedge").await;
        let selected = wait_until_heard(page, "annotation-selected").await;
        assert_eq!(selected["text"], "could");
        let card = "return root.querySelector('.reportedly-card')?.innerText ?? ''";
        assert!(inside::<String>(page, card).await.contains("Why it is marked"));
        page.click("a[href='#dahl']").await;
        page.wait_until("the link", async || {
            page.script::<bool>("return location.hash === '#dahl'", Vec::new()).await.then_some(())
        })
        .await;
        assert_eq!(heard(page, "annotation-selected").await.len(), 1);
    });
}

#[test]
fn the_filter_and_corrections_are_those_of_the_panel() {
    article().run(async |page| {
        wait_until_heard(page, "ready").await;
        wait_for_highlight(page, "reportedly-hedge", "could").await;
        inside::<()>(page, "return host.setFilter({ layers: ['entity'] })").await;
        page.wait_until("names alone", async || {
            let all = highlights(page).await;
            all.keys().all(|name| name.ends_with("entity")).then_some(())
        })
        .await;
        inside::<()>(page, "return host.setFilter({ layers: ['entity', 'hedge', 'attribution'] })").await;
        wait_for_highlight(page, "reportedly-hedge", "could").await;
        click_on(page, "reportedly-hedge").await;
        let reject = "root.querySelector('.reportedly-card [data-do^=reject]')?.click()";
        page.wait_until("a mark less", async || {
            inside::<()>(page, reject).await;
            let all = highlights(page).await;
            (!all["reportedly-hedge"].contains(&"could".to_owned())).then_some(())
        })
        .await;
    });
}

#[test]
fn what_is_chosen_in_the_panel_is_shown_in_the_page() {
    let far = [ARTICLE.replace("<p id=second>", "<div class=far></div><p id=second>").as_str(), ELEMENT].concat();
    page_of(&far, STYLE).run(async |page| {
        wait_until_heard(page, "ready").await;
        wait_for_highlight(page, "reportedly-hedge", "could").await;
        let second = "return document.querySelector('#second').getBoundingClientRect().top < innerHeight";
        assert!(!page.script::<bool>(second, Vec::new()).await);
        let all = highlights(page).await;
        assert!(!all.values().flatten().any(|words| words.contains("Moen")), "far away, nothing is painted: {all:?}");
        let choose = "[...root.querySelectorAll('.reportedly-panel [data-do^=choose]')].find(({ innerText }) => innerText.includes('Moen')).click()";
        inside::<()>(page, choose).await;
        page.wait_until("the paragraph", async || page.script::<bool>(second, Vec::new()).await.then_some(())).await;
        wait_for_highlight(page, "reportedly-lit", "Greta Moen").await;
    });
}

#[test]
fn the_mark_that_was_chosen_is_painted_alone_when_it_is_looked_at_alone() {
    article().run(async |page| {
        wait_until_heard(page, "ready").await;
        wait_for_highlight(page, "reportedly-hedge", "could").await;
        inside::<()>(page, "root.querySelector('[data-do=\"tab 2\"]').click()").await;
        let choose = "
            const entry = [...root.querySelectorAll('.reportedly-panel [data-do^=choose]')].find(({ innerText }) => innerText.includes('could'));
            entry?.click();
            return Boolean(entry)";
        page.wait_until("the entry", async || inside::<bool>(page, choose).await.then_some(())).await;
        wait_for_highlight(page, "reportedly-lit", "could").await;
        // Of its kind there is no other: what stands out is the same.
        let alone = "
            const group = root.querySelector('.reportedly-panel [aria-current]').closest('section');
            group.querySelector('[data-do^=spotlight]').click()";
        inside::<()>(page, alone).await;
        page.wait_until("this mark alone", async || {
            let mut all = highlights(page).await;
            all.retain(|_, words| !words.is_empty());
            (!all.is_empty() && all.values().flatten().all(|words| words == "could")).then_some(())
        })
        .await;
    });
}

#[test]
fn words_without_a_box_of_their_own_are_marked() {
    let style = [STYLE, "#story, #second { display: contents }"].concat();
    page_of(&[ARTICLE, ELEMENT].concat(), &style).run(async |page| {
        wait_for_highlight(page, "reportedly-source", "Greta Moen").await;
    });
}

#[test]
fn highlights_lie_over_each_other_as_they_were_registered() {
    article().run(async |page| {
        wait_for_highlight(page, "reportedly-hedge", "could").await;
        let priorities = "return [...CSS.highlights.values()].map(({ priority }) => priority)";
        let priorities: Vec<i32> = page.script(priorities, Vec::new()).await;
        assert!(!priorities.is_empty() && priorities.iter().all(|&priority| priority == 0), "{priorities:?}");
        // A page that clears the registry takes nothing away for longer than until the next change.
        let clear = "const before = [...CSS.highlights.keys()]; CSS.highlights.clear(); return before";
        let before: Vec<String> = page.script(clear, Vec::new()).await;
        page.script::<()>("document.querySelector('#second').append(' It may end.')", Vec::new()).await;
        wait_for_highlight(page, "reportedly-hedge", "may").await;
        let after: Vec<String> = page.script("return [...CSS.highlights.keys()]", Vec::new()).await;
        assert_eq!(after, before, "in the same order");
    });
}

#[test]
fn lines_below_words_end_above_the_letters_of_the_next_line() {
    for line_height in ["normal", "1", "1.2", "1.4", "1.6"] {
        let style = [STYLE, &format!("body {{ font: 17px/{line_height} serif }}")].concat();
        page_of(&[ARTICLE, ELEMENT].concat(), &style).run(async |page| {
            wait_for_highlight(page, "reportedly-source", "Greta Moen").await;
            // From the baseline to the letters of the next line, as most fonts have them; and what is drawn in between.
            let room = "
                const paragraph = document.querySelector('#second');
                const line = document.createElement('div');
                line.textContent = 'x';
                document.querySelector('#story').append(line);
                const room = line.getBoundingClientRect().height - 0.75 * 17;
                line.remove();
                return ['source', 'content', 'cue', 'via', 'hedge'].map((name) => {
                    const { textUnderlineOffset, textDecorationThickness } = getComputedStyle(paragraph, `::highlight(reportedly-${name})`);
                    return room - parseFloat(textUnderlineOffset) - parseFloat(textDecorationThickness);
                })";
            let left: Vec<f64> = page.script(room, Vec::new()).await;
            assert!(left.iter().all(|left| *left >= -0.5), "{line_height}: {left:?}");
        });
    }
}

#[test]
fn a_list_is_not_cut_off_by_a_box_that_holds_what_is_fixed() {
    let style =
        [STYLE, ".box { transform: translate(30px, 30px); overflow: hidden; inline-size: 300px; block-size: 250px }"]
            .concat();
    page_of(&["<div class=box>", ARTICLE, ELEMENT, "</div>"].concat(), &style).run(async |page| {
        page.resize(1000, 700).await;
        wait_until_heard(page, "ready").await;
        let whole = "
            const list = root.querySelector('[part=reader]'), { left, right, top, bottom } = list.getBoundingClientRect();
            const hit = (x, y) => list.contains(root.elementFromPoint(x, y));
            return hit(left + 4, top + 10) && hit(right - 4, bottom - 10) && bottom - top > 300 && left > 330";
        page.wait_until("all of the list", async || inside::<bool>(page, whole).await.then_some(())).await;
    });
}

#[test]
fn buttons_are_not_printed_with_an_article() {
    for width in [1000, 400] {
        article().run(async |page| {
            page.resize(width, 700).await;
            wait_until_heard(page, "ready").await;
            let seen = "return root.querySelector('[part=reader]').checkVisibility()";
            page.wait_until("list or button", async || inside::<bool>(page, seen).await.then_some(())).await;
            let cdp = page.session().cdp();
            let media = serde_json::json!({ "media": "print" });
            cdp.send_raw("Emulation.setEmulatedMedia", media).await.expect("a browser can print");
            page.wait_until("none of it", async || (!inside::<bool>(page, seen).await).then_some(())).await;
            let article = "return document.querySelector('#story').checkVisibility({ visibilityProperty: true })";
            assert!(page.script::<bool>(article, Vec::new()).await);
        });
    }
}

#[test]
fn a_page_that_changes_its_article_is_followed() {
    article().run(async |page| {
        wait_until_heard(page, "ready").await;
        wait_for_highlight(page, "reportedly-entity", "Bergen").await;
        let change = "document.querySelector('#second').textContent = 'The ferry will perhaps end, Karen Lund said.'";
        page.script::<()>(change, Vec::new()).await;
        wait_for_highlight(page, "reportedly-hedge", "perhaps").await;
        assert!(!highlights(page).await.values().flatten().any(|words| words.contains("Moen")));
        // An article that looks the same, in other nodes, as a framework may make it.
        let again = "const story = document.querySelector('#story'); story.replaceWith(story.cloneNode(true))";
        page.script::<()>(again, Vec::new()).await;
        page.wait_until("marks in the new nodes", async || {
            let there = "return [...(CSS.highlights.get('reportedly-hedge') ?? [])].filter(range => document.querySelector('#story').contains(range.startContainer)).length > 1";
            page.script::<bool>(there, Vec::new()).await.then_some(())
        })
        .await;
    });
}

#[test]
fn an_element_that_is_removed_takes_its_marks_along_and_no_others() {
    let two = [ARTICLE, &ARTICLE.replace("story", "other"), ELEMENT, &ELEMENT.replace("story", "other")].concat();
    // The cue of the last paragraph, of which each article has one.
    let said = |marks: &BTreeMap<String, Vec<String>>| {
        marks.get("reportedly-cue").map_or(0, |cues| cues.iter().filter(|cue| *cue == "said").count())
    };
    page_of(&two, STYLE).run(async |page| {
        wait_until_heard(page, "ready").await;
        page.wait_until("two", async || {
            let marks = highlights(page).await;
            (said(&marks) == 2).then_some(())
        })
        .await;
        page.script::<()>("document.querySelector('reportedly-text').remove()", Vec::new()).await;
        page.wait_until("one", async || (said(&highlights(page).await) == 1).then_some(())).await;
        page.script::<()>("document.querySelector('reportedly-text').remove()", Vec::new()).await;
        page.wait_until("none", async || highlights(page).await.is_empty().then_some(())).await;
        assert_eq!(page.script::<u32>("return document.adoptedStyleSheets.length", Vec::new()).await, 0);
    });
}

#[test]
fn a_browser_without_highlights_shows_a_copy() {
    page_of(&["<script src=old.js></script>", ARTICLE, ELEMENT].concat(), STYLE)
        .with_file("old.js", "delete window.Highlight".to_owned())
        .run(async |page| {
            wait_until_heard(page, "ready").await;
            let seen = "return root.querySelector('.reportedly-article mark').checkVisibility()";
            assert!(inside::<bool>(page, seen).await);
        });
}

#[test]
fn an_article_is_marked_in_place_from_now_on_or_no_longer() {
    page_of(&format!("<reportedly-text>{ARTICLE}</reportedly-text>"), STYLE).run(async |page| {
        wait_until_heard(page, "ready").await;
        let seen = "return [document.querySelector('#story').checkVisibility({ visibilityProperty: true }), root.querySelector('.reportedly-article').checkVisibility()]";
        assert_eq!(inside::<[bool; 2]>(page, seen).await, [false, true], "a copy");
        inside::<()>(page, "host.inPlace = true").await;
        wait_for_highlight(page, "reportedly-cue", "said").await;
        assert_eq!(inside::<[bool; 2]>(page, seen).await, [true, false], "the article itself");
        inside::<()>(page, "host.inPlace = false").await;
        page.wait_until("the copy again", async || (inside::<[bool; 2]>(page, seen).await == [false, true]).then_some(())).await;
        assert!(highlights(page).await.is_empty());
    });
}

#[test]
fn a_list_beside_an_article_does_not_come_to_lie_over_it() {
    article().run(async |page| {
        page.resize(1000, 700).await;
        wait_until_heard(page, "ready").await;
        let over = "
            const list = root.querySelector('[part=reader]').getBoundingClientRect(), story = document.querySelector('#story').getBoundingClientRect();
            return [root.querySelector('.reportedly-panel').checkVisibility(), list.left < story.right && list.top < story.bottom]";
        page.wait_until("the list", async || (inside::<[bool; 2]>(page, over).await == [true, false]).then_some(())).await;
        page.resize(400, 700).await;
        page.wait_until("a button", async || (!inside::<[bool; 2]>(page, over).await[0]).then_some(())).await;
        inside::<()>(page, "root.querySelector('[part=toggle]').click()").await;
        assert!(inside::<[bool; 2]>(page, over).await[0], "it is there when it is asked for");
    });
}

#[test]
fn words_that_are_looked_for_are_painted_in_the_article_and_led_to() {
    let far = [ARTICLE.replace("<p id=second>", "<div class=far></div><p id=second>").as_str(), ELEMENT].concat();
    page_of(&far, STYLE).run(async |page| {
        wait_until_heard(page, "ready").await;
        wait_for_highlight(page, "reportedly-hedge", "could").await;
        let found = async |name: &str| {
            let name = format!("reportedly-in-place-{name}");
            highlights(page).await.remove(&name).unwrap_or_default()
        };
        inside::<()>(page, "root.querySelector('[data-do=find]').click()").await;
        let look_for = "const input = root.querySelector('[data-find]'); input.value = 'the';
            input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))";
        inside::<()>(page, look_for).await;
        page.wait_for_equal("the first word", vec!["The".to_owned()], async || found("found-current").await).await;
        assert_eq!(found("found").await, ["the"], "the third one is far away");
        let next = "root.querySelector('[data-do=find-next]').click()";
        inside::<()>(page, next).await;
        inside::<()>(page, next).await;
        let second = "return document.querySelector('#second').getBoundingClientRect().top < innerHeight";
        page.wait_until("the paragraph", async || page.script::<bool>(second, Vec::new()).await.then_some(())).await;
        page.wait_for_equal("the last word", vec!["the".to_owned()], async || found("found-current").await).await;
        inside::<()>(page, "root.querySelector('[data-do=find-end]').click()").await;
        page.wait_for_equal("words", Vec::<String>::new(), async || found("found-current").await).await;
        wait_for_highlight(page, "reportedly-source", "Greta Moen").await;
    });
}
