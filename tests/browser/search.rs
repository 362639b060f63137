//! Looking for words in text and panel.

use reportedly_tests::{Key, Page, visit};

use crate::elements::{inside, page_of, wait_until_heard};
use crate::speakers::ARTICLES;
use crate::texts::{FERRY, long_article, read, visit_ferry};

/// Every word that is painted, those that were found and the one that was led to.
const PAINTED: &str = "return ['reportedly-found', 'reportedly-found-current'].map(name =>
    [...CSS.highlights.get(name) ?? []].map(range => range.toString()))";

async fn painted(page: &Page) -> (Vec<String>, Vec<String>) {
    page.script(PAINTED, Vec::new()).await
}

async fn count(page: &Page) -> String {
    page.script("return document.querySelector('.reportedly-search-count')?.textContent ?? 'no search'", Vec::new())
        .await
}

async fn look_for(page: &Page, words: &str) {
    page.wait_until("the box", async || page.focused().await.element.starts_with("input").then_some(())).await;
    page.press_with(Key::Control, "a").await;
    page.type_text(words).await;
}

#[test]
fn words_of_text_and_panel_are_counted_led_through_and_painted() {
    visit_ferry(async |page| {
        page.press_until(Key::Tab, "the text", |focused| focused.element == "mark").await;
        let before = (page.focused().await, page.paragraph_bounds().await);
        page.type_text("/").await;
        look_for(page, "MOEN").await;
        // Twice in the text; the panel has the headings, and what she said.
        let in_panel = "
            const texts = document.createTreeWalker(document.querySelector('.reportedly-panel'), NodeFilter.SHOW_TEXT);
            let all = 0;
            while (texts.nextNode()) all += texts.currentNode.data.split('Moen').length - 1;
            return all";
        let all = 2 + page.script::<usize>(in_panel, Vec::new()).await;
        assert!(all > 2, "the panel has the name");
        page.wait_for_equal("the count", format!("1 of {all}"), async || count(page).await).await;
        for step in 2..=all {
            page.press(Key::Enter).await;
            let place = if step > 2 { ", in the panel" } else { "" };
            page.wait_for_equal("the count", format!("{step} of {all}{place}"), async || count(page).await).await;
        }
        page.wait_until_said(&format!("{all} of {all}, in the panel")).await;
        page.press(Key::Enter).await;
        page.wait_for_equal("the count", format!("1 of {all}"), async || count(page).await).await;
        page.press_with(Key::Shift, Key::Enter).await;
        page.press(Key::Enter).await;
        page.wait_for_equal("the count", format!("1 of {all}"), async || count(page).await).await;
        let (found, current) = painted(page).await;
        assert_eq!((found.len(), current), (all - 1, vec!["Moen".to_owned()]), "{found:?}");
        assert!(found.iter().all(|words| words == "Moen"), "{found:?}");
        assert_eq!(page.paragraph_bounds().await, before.1, "no letter has moved");
        let violations = page.accessibility_violations().await;
        assert!(violations.is_empty(), "{}", violations.join("\n"));

        page.press(Key::Escape).await;
        page.wait_for_equal("the bar", "no search".to_owned(), async || count(page).await).await;
        assert_eq!(page.focused().await, before.0, "the mark that had the focus has it again");
        assert_eq!(painted(page).await, (vec![], vec![]));
        assert_eq!(page.said().await, "The search is over.");
    });
}

#[test]
fn case_quotes_and_soft_hyphens_do_not_matter_and_nothing_found_is_said() {
    visit(async |page| {
        read(page, "Ada Holm said it’s a “Night Ferry”, and the co\u{ad}operative is hers.").await;
        page.ask("find").await;
        for words in ["it's a \"night FERRY\"", "COOPERATIVE"] {
            look_for(page, words).await;
            page.wait_until("the place", async || count(page).await.starts_with("1 of ").then_some(())).await;
        }
        look_for(page, "night harbour").await;
        page.wait_until_said("Neither in the text nor in the panel.").await;
        assert_eq!(painted(page).await, (vec![], vec![]));
        let disabled = page.script::<bool>("return document.querySelector('[data-do=find-next]').disabled", Vec::new());
        assert!(disabled.await);
    });
}

#[test]
fn the_key_works_in_the_panel_and_leaves_ctrl_f_to_the_browser() {
    visit_ferry(async |page| {
        page.press_until(Key::Tab, "the panel", |focused| {
            focused.element.starts_with("button") && focused.text == "Numbers"
        })
        .await;
        let before = page.focused().await;
        // What the browser does is left to it: nobody takes the event.
        let script = "return document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', ctrlKey: true, bubbles: true, cancelable: true }))";
        assert!(page.script::<bool>(script, Vec::new()).await);
        assert_eq!(count(page).await, "no search");
        page.type_text("/").await;
        look_for(page, "ferry").await;
        page.wait_until("the place", async || count(page).await.starts_with("1 of ").then_some(())).await;
        page.press(Key::Escape).await;
        page.wait_for_equal("the focus", before, async || page.focused().await).await;
    });
}

#[test]
fn on_a_phone_a_button_opens_the_search_and_what_is_found_is_seen() {
    visit(async |page| {
        page.resize(360, 700).await;
        read(page, &format!("{}The night boats are gone for good.\n\n{FERRY}", long_article(12_000))).await;
        let before = page.paragraph_bounds().await;
        page.click("[data-testid=search-open]").await;
        look_for(page, "gone for good").await;
        page.wait_for_equal("the count", "1 of 1".to_owned(), async || count(page).await).await;
        let is_seen = "
            const [range] = CSS.highlights.get('reportedly-found-current');
            const { top, bottom } = range.getBoundingClientRect();
            const bar = document.querySelector('.reportedly-search .reportedly-spotlight-bar').getBoundingClientRect();
            return top > bar.bottom && bottom < innerHeight && bar.top >= 0 && bar.left >= 0 && bar.right <= innerWidth";
        page.wait_until("the words", async || page.script::<bool>(is_seen, Vec::new()).await.then_some(())).await;
        assert_eq!(page.paragraph_bounds().await.len(), before.len());
        assert!(!page.scrolls_sideways().await);
        page.click("[data-do=find-end]").await;
        page.wait_for_equal("the bar", "no search".to_owned(), async || count(page).await).await;
    });
}

#[test]
fn the_place_that_was_led_to_is_told_apart_without_colour() {
    // How light a colour is, from 0 to 1.
    const LIGHT: &str = "
        const canvas = document.createElement('canvas').getContext('2d');
        const light = colour => {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
            return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
        };
        const word = CSS.highlights.get('reportedly-found-current').values().next().value.startContainer.parentElement;
        return ['reportedly-found', 'reportedly-found-current'].flatMap(name => {
            const { color, backgroundColor } = getComputedStyle(word, `::highlight(${name})`);
            return [light(color), light(backgroundColor)];
        })";
    visit_ferry(async |page| {
        page.ask("find").await;
        look_for(page, "the").await;
        page.wait_until("the place", async || count(page).await.starts_with("1 of ").then_some(())).await;
        for scheme in ["light", "dark"] {
            page.prefer(&[("prefers-color-scheme", scheme)]).await;
            let light: Vec<f64> = page.script(LIGHT, Vec::new()).await;
            let [letters, ground, current_letters, current_ground] = light[..] else { panic!("{light:?}") };
            assert!((letters - ground).abs() > 0.4 && (current_letters - current_ground).abs() > 0.4, "{light:?}");
            assert!((ground - current_ground).abs() > 0.3, "{scheme}: {light:?}");
        }
    });
}

#[test]
fn what_nobody_can_see_in_the_panel_is_not_found() {
    visit_ferry(async |page| {
        let open = "[...document.querySelectorAll('.reportedly-edit')].find(it => it.ariaLabel.endsWith('Greta Moen')).click()";
        page.script::<()>(open, Vec::new()).await;
        page.wait_until("lists", async || page.shows("[data-testid=source-editor]").await.then_some(())).await;
        page.ask("find").await;
        // A button beside each heading, and an option of a list.
        for unseen in ["Correct", "Anonymous source"] {
            let script = "return document.querySelector('.reportedly-panel').textContent.includes(arguments[0])";
            assert!(page.script::<bool>(script, vec![unseen.into()]).await, "{unseen}");
            look_for(page, unseen).await;
            let nowhere = "Neither in the text nor in the panel.".to_owned();
            page.wait_for_equal("the count", nowhere, async || count(page).await).await;
        }
    });
}

#[test]
fn what_is_folded_in_the_panel_is_unfolded_when_it_is_led_to() {
    visit(async |page| {
        read(page, &ARTICLES.join("\n\n")).await;
        page.ask("find").await;
        let folded = "
            const words = document.querySelector('.reportedly-folded:not([open]) .reportedly-content').textContent;
            return words.replace(/\\s+/g, ' ').slice(0, 30).trim()";
        let words = page.script::<String>(folded, Vec::new()).await;
        look_for(page, &words).await;
        page.wait_until("the place", async || count(page).await.starts_with("1 of ").then_some(())).await;
        let open = "
            const range = [...CSS.highlights.get('reportedly-found-current') ?? []][0];
            const entry = range?.startContainer.parentElement.closest('.reportedly-folded');
            const { top, bottom } = range?.getBoundingClientRect() ?? {};
            return Boolean(entry?.open) && bottom > top && top >= 0 && bottom <= innerHeight";
        page.wait_until("the place in the panel", async || {
            page.press(Key::Enter).await;
            page.script::<bool>(open, Vec::new()).await.then_some(())
        })
        .await;
    });
}

/// Looks for words in an element.
async fn look_for_inside(page: &Page, words: &str) {
    inside::<()>(page, "root.querySelector('[data-testid=search-open]').click()").await;
    let is_open =
        async || inside::<bool>(page, "return Boolean(root.querySelector('[data-find]'))").await.then_some(());
    page.wait_until("the box", is_open).await;
    let typed = format!(
        "const box = root.querySelector('[data-find]');
        box.value = {words:?};
        box.dispatchEvent(new Event('input', {{ bubbles: true, composed: true }}))"
    );
    inside::<()>(page, &typed).await;
}

#[test]
fn a_panel_that_is_switched_off_is_not_searched_and_an_element_that_goes_takes_its_places_along() {
    let said = "<p>The island could lose its ferry, Aksel Dahl said in Bergen.</p>";
    page_of(&format!("<reportedly-text panel=off>{said}</reportedly-text>"), "").run(async |page| {
        wait_until_heard(page, "ready").await;
        look_for_inside(page, "Dahl").await;
        let counted = "return root.querySelector('.reportedly-search-count')?.textContent ?? ''";
        let count = async || inside::<String>(page, counted).await;
        page.wait_for_equal("the count", "1 of 1".to_owned(), count).await;
        page.wait_for_equal("the words found", (vec![], vec!["Dahl".to_owned()]), async || painted(page).await).await;
        inside::<()>(page, "host.panel = 'on'").await;
        look_for_inside(page, "Dah").await;
        page.wait_until("the panel", async || {
            (count().await.starts_with("1 of ") && count().await != "1 of 1").then_some(())
        })
        .await;
        // With it goes what it would have done about a selection, after a while.
        let remove = "
            document.dispatchEvent(new Event('selectionchange'));
            document.querySelector('reportedly-text').remove();
            return new Promise((done) => setTimeout(done, 400, null))";
        page.script::<()>(remove, Vec::new()).await;
        page.wait_for_equal("nothing that is painted", (vec![], vec![]), async || painted(page).await).await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    });
}
