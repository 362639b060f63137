//! Speakers are the person's to correct: headings merged, split, renamed, of another kind; who says it, typed.

use reportedly_tests::{Key, Page, State, visit};
use serde_json::json;

use crate::texts::{read, read_ferry, visit_ferry};

const EDITOR: &str = "[data-testid=source-editor]";

/// The headings of the panel, each with the number of its statements.
async fn headings(page: &Page) -> Vec<(String, usize)> {
    let script = "
        const groups = [...document.querySelectorAll('.reportedly-group')].filter(it => it.querySelector('.reportedly-only'));
        return groups.map(it => [it.querySelector('.reportedly-source').textContent, it.querySelectorAll('[data-statement]').length])";
    page.script(script, Vec::new()).await
}

async fn wait_for_headings(page: &Page, expected: &[(&str, usize)]) {
    let expected: Vec<(String, usize)> = expected.iter().map(|&(name, count)| (name.to_owned(), count)).collect();
    page.wait_for_equal("the headings", expected, async || headings(page).await).await;
}

/// Opens what a heading is corrected with.
async fn correct(page: &Page, name: &str) {
    let script = "
        const button = [...document.querySelectorAll('.reportedly-edit')].find(it => it.ariaLabel === 'Correct: ' + arguments[0]);
        button.focus();
        button.click()";
    page.script::<()>(script, vec![json!(name)]).await;
    page.wait_until("the fields", async || page.shows(EDITOR).await.then_some(())).await;
}

/// Sets a field of it, by what it sets: to the option with these words, or to the words.
async fn set(page: &Page, field: &str, words: &str) {
    let script = "
        const control = document.querySelector(`.reportedly-panel [data-set^='${arguments[0]} ']`);
        const option = [...(control.options ?? [])].find(it => it.text.startsWith(arguments[1]));
        control.value = option ? option.value : arguments[1];
        control.dispatchEvent(new Event('change', { bubbles: true }))";
    page.script::<()>(script, vec![json!(field), json!(words)]).await;
}

async fn is_clean(page: &Page, state: &str) {
    let violations = page.accessibility_violations().await;
    assert!(violations.is_empty(), "{state}:\n{}", violations.join("\n"));
}

const BEFORE: [(&str, usize); 2] = [("Greta Moen", 2), ("Aksel Dahl", 1)];

#[test]
fn headings_are_merged_and_undo_parts_them() {
    visit_ferry(async |page| {
        wait_for_headings(page, &BEFORE).await;
        let before = page.paragraph_bounds().await;
        correct(page, "Greta Moen").await;
        is_clean(page, "a heading that is corrected").await;
        set(page, "merge-with", "Aksel Dahl").await;
        page.click("[data-do=merge-sources]:enabled").await;
        wait_for_headings(page, &[("Aksel Dahl", 3)]).await;
        assert_eq!(page.said().await, "Merged: Greta Moen is Aksel Dahl");
        let statement = page.statements().await.swap_remove(0);
        assert!(statement.text.contains("→ Aksel Dahl (set by hand)"), "{statement:?}");
        assert_eq!(page.paragraph_bounds().await, before, "no letter has moved");
        page.press_with(Key::Control, "z").await;
        wait_for_headings(page, &BEFORE).await;
    });
}

#[test]
fn undoing_a_merge_leads_back_to_the_heading_that_it_restored() {
    // Far down in a long list, beside the text and below it.
    let article = |count: usize| {
        let names = ["Ada", "Bo", "Cleo", "Dag", "Eva", "Finn", "Gerda", "Hugo", "Ida", "Jon", "Karen", "Lars"];
        let said =
            |at: usize| format!("{} {}berg said the harbour would open on Monday.", names[at % 12], names[at / 12]);
        (0..count).map(said).collect::<Vec<_>>().join("\n\n")
    };
    for width in [1280, 360] {
        visit(async |page| {
            page.resize(width, 740).await;
            read(page, &article(36)).await;
            let all = headings(page).await;
            assert!(all.len() > 20, "{all:?}");
            let (restored, with) = (&all[all.len() - 2].0, &all[0].0);
            correct(page, restored).await;
            set(page, "merge-with", with).await;
            page.click("[data-do=merge-sources]:enabled").await;
            page.wait_for_equal("a heading less", all.len() - 1, async || headings(page).await.len()).await;
            // While the page still scrolls away from where the heading will be.
            let undo = "
                const panel = document.querySelector('.reportedly-panel');
                document.activeElement.blur();
                [...panel.querySelectorAll('.reportedly-group')].at(-2).scrollIntoView({ behavior: 'instant' });
                panel.scrollTop = 0;
                const key = new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true });
                requestAnimationFrame(() => {
                    scrollTo({ top: 0, behavior: 'smooth' });
                    requestAnimationFrame(() => document.body.dispatchEvent(key));
                });";
            page.script::<()>(undo, Vec::new()).await;
            page.wait_for_equal("the headings", all.clone(), async || headings(page).await).await;
            // It is seen when the page rests, in the window and in the list, and the keyboard is there.
            let there = "
                const button = document.activeElement, box = button.getBoundingClientRect();
                const { x, y, width, height } = box;
                const seen = document.elementFromPoint(x + width / 2, y + height / 2)?.closest('button') === button;
                return seen ? button.ariaLabel : ''";
            page.wait_for_equal("the keyboard", format!("Correct: {restored}"), async || {
                page.scrolled().await;
                page.script::<String>(there, Vec::new()).await
            })
            .await;
        });
    }
}

#[test]
fn a_statement_gets_a_heading_of_its_own_and_a_name_by_keyboard() {
    visit_ferry(async |page| {
        correct(page, "Greta Moen").await;
        set(page, "split-off", "the number was probably wrong").await;
        page.click("[data-do=split-source]:enabled").await;
        wait_for_headings(page, &[("Greta Moen", 1), ("Aksel Dahl", 1), ("Moen", 1)]).await;
        let in_the_name = "return document.activeElement.matches('[data-set^=source-name]')";
        page.wait_until("the name", async || page.script::<bool>(in_the_name, Vec::new()).await.then_some(())).await;
        page.press_with(Key::Control, "a").await;
        page.type_text("Lars Moen").await;
        page.press(Key::Enter).await;
        wait_for_headings(page, &[("Greta Moen", 1), ("Aksel Dahl", 1), ("Lars Moen", 1)]).await;
        assert_eq!(page.said().await, "Renamed: Lars Moen");
        page.press(Key::Escape).await;
        page.wait_for_equal("the fields", false, async || page.shows(EDITOR).await).await;
        let at_its_button = "return document.activeElement.ariaLabel";
        page.wait_for_equal("the focus", "Correct: Lars Moen".to_owned(), async || {
            page.script::<String>(at_its_button, Vec::new()).await
        })
        .await;
    });
}

#[test]
fn a_name_that_is_empty_or_taken_is_a_sentence_and_the_merge_is_offered() {
    visit_ferry(async |page| {
        let problem = async || {
            let script = "return document.querySelector('[data-testid=source-problem]')?.innerText ?? ''";
            page.script::<String>(script, Vec::new()).await
        };
        correct(page, "Greta Moen").await;
        set(page, "source-name", "").await;
        page.wait_until("the sentence", async || {
            problem().await.starts_with("A heading needs a name. It is called as before.").then_some(())
        })
        .await;
        is_clean(page, "an empty name").await;
        set(page, "source-name", "Aksel Dahl").await;
        page.wait_until("the sentence", async || {
            problem().await.starts_with("There is a heading “Aksel Dahl” already.").then_some(())
        })
        .await;
        is_clean(page, "a name that is taken").await;
        wait_for_headings(page, &BEFORE).await;
        page.click("[data-testid=source-problem] button").await;
        wait_for_headings(page, &[("Aksel Dahl", 3)]).await;
    });
}

#[test]
fn the_kind_of_a_source_is_set_and_a_link_and_a_draft_carry_it() {
    let kind = "
        const group = [...document.querySelectorAll('.reportedly-group')].find(it => it.innerText.includes('Gerda Moen'));
        return group?.querySelector('h3 .reportedly-tag')?.textContent ?? ''";
    visit_ferry(async |page| {
        correct(page, "Greta Moen").await;
        set(page, "source-name", "Gerda Moen").await;
        wait_for_headings(page, &[("Gerda Moen", 2), ("Aksel Dahl", 1)]).await;
        set(page, "source-class", "Anonymous source").await;
        let kind_of = async || page.script::<String>(kind, Vec::new()).await;
        page.wait_for_equal("the kind", "anonymous".to_owned(), kind_of).await;
        page.ask("share").await;
        page.wait_until("a link", async || page.shows("[data-link]").await.then_some(())).await;
        let link = page.script::<String>("return document.querySelector('[data-link]').value", Vec::new()).await;
        page.press(Key::Escape).await;
        page.begin_anew().await;
        page.wait_until("the draft", async || (!page.drafts().await.is_empty()).then_some(())).await;
        page.paste(&link).await;
        page.wait_for(State::Ready).await;
        wait_for_headings(page, &[("Gerda Moen", 2), ("Aksel Dahl", 1)]).await;
        page.wait_for_equal("the kind", "anonymous".to_owned(), kind_of).await;
        assert_eq!(page.count_of(".reportedly-edit").await, 0, "a link is read, not corrected");
    });
}

#[test]
fn who_says_it_is_typed_and_whom_it_is_by_now_comes_first() {
    visit_ferry(async |page| {
        let statement = page.statements().await.into_iter().find(|one| one.text.contains("probably wrong"));
        let statement = statement.expect("it is said");
        assert!(statement.text.contains("Moen → Greta Moen?"), "{statement:?}");
        page.click_mark(&statement.id).await;
        page.wait_until("the card", async || page.shows("[data-pinned]").await.then_some(())).await;
        let first = "return document.querySelector('.reportedly-card [data-set^=speaker] option').text";
        assert_eq!(page.script::<String>(first, Vec::new()).await, "Greta Moen");
        is_clean(page, "the card").await;
        page.script::<()>("document.querySelector('[data-set^=typed-speaker]').focus()", Vec::new()).await;
        page.type_text("Lars Moen").await;
        page.press(Key::Enter).await;
        wait_for_headings(page, &[("Greta Moen", 1), ("Aksel Dahl", 1), ("Lars Moen", 1)]).await;
        let statement = page.statements().await.into_iter().find(|one| one.id == statement.id).expect("it is there");
        assert!(statement.text.contains("→ Lars Moen (set by hand)"), "{statement:?}");
        assert_eq!(page.script::<String>(first, Vec::new()).await, "Lars Moen");
    });
}

#[test]
fn a_speakers_name_that_is_being_typed_survives_the_pointer_leaving_its_card() {
    visit_ferry(async |page| {
        let statement = page.statements().await.into_iter().find(|one| one.text.contains("probably wrong"));
        page.click_mark(&statement.expect("it is said").id).await;
        page.wait_until("the card", async || page.shows("[data-pinned]").await.then_some(())).await;
        page.click("[data-set^=typed-speaker]").await;
        page.type_text("Lars").await;
        let in_box = async || {
            let value = "return document.querySelector('[data-set^=typed-speaker]').value";
            page.script::<String>(value, Vec::new()).await
        };
        page.point_away().await;
        // The pointer's card would have closed by now.
        let later = "return new Promise(resume => setTimeout(resume, 600))";
        page.script::<()>(later, Vec::new()).await;
        assert_eq!(in_box().await, "Lars");
        page.type_text(" Moen").await;
        page.press(Key::Enter).await;
        wait_for_headings(page, &[("Greta Moen", 1), ("Aksel Dahl", 1), ("Lars Moen", 1)]).await;
        assert_eq!(in_box().await, "Lars Moen");
    });
}

#[test]
fn a_headings_name_that_is_being_typed_survives_that_the_panel_is_drawn_anew() {
    const LONG: &str = "Greta Moen of the Northern Ferry and Island Transport Company";
    visit_ferry(async |page| {
        correct(page, "Greta Moen").await;
        page.click(".reportedly-panel [data-set^=source-name]").await;
        page.press_with(Key::Control, "a").await;
        page.type_text(&LONG[..30]).await;
        // As a list that changes does: without a pointer that would end the typing.
        page.script::<()>("document.querySelector('button[data-layer=hedge]').click()", Vec::new()).await;
        page.wait_until("no hedges", async || {
            page.annotations(reportedly_document::Layer::Hedge).await.is_empty().then_some(())
        })
        .await;
        page.type_text(&LONG[30..]).await;
        page.press(Key::Enter).await;
        wait_for_headings(page, &[(LONG, 2), ("Aksel Dahl", 1)]).await;
        let in_box = "return document.querySelector('.reportedly-panel [data-set^=source-name]').value";
        assert_eq!(page.script::<String>(in_box, Vec::new()).await, LONG, "all of it");
    });
}

#[test]
fn lists_of_a_heading_show_what_is_so_after_undo_and_redo() {
    visit_ferry(async |page| {
        correct(page, "Greta Moen").await;
        let chosen = async || {
            let script = "
                const list = document.querySelector('.reportedly-panel [data-set^=source-class]');
                return [list.selectedOptions[0].text, list.querySelector('[selected]').text]";
            page.script::<[String; 2]>(script, Vec::new()).await
        };
        let [before, _] = chosen().await;
        set(page, "source-class", "Anonymous source").await;
        let anonymous = || ["Anonymous source".to_owned(), "Anonymous source".to_owned()];
        page.wait_for_equal("the kind", anonymous(), chosen).await;
        page.press_with(Key::Control, "z").await;
        page.wait_for_equal("the kind before", [before.clone(), before], chosen).await;
        page.press_with(Key::Control, "y").await;
        page.wait_for_equal("the kind again", anonymous(), chosen).await;
    });
}

/// Enough text that any model is not sure of some statements.
pub(crate) const ARTICLES: [&str; 3] = [
    include_str!("../../static/examples/business.txt"),
    include_str!("../../static/examples/diplomacy.txt"),
    include_str!("../../static/examples/science.txt"),
];

#[test]
fn unsure_statements_are_folded_below_the_sure_ones() {
    visit(async |page| {
        read(page, &ARTICLES.join("\n\n")).await;
        let mixed = "
            const unsure = entry => entry.querySelector('[data-confidence=low]') !== null;
            const wrong = [...document.querySelectorAll('.reportedly-panel [data-statement]')]
                .filter(entry => unsure(entry) !== (entry.closest('details') !== null));
            const folds = [...document.querySelectorAll('.reportedly-folded')].map(it => [
                it.open, it.querySelector('summary').innerText, it.querySelectorAll('[data-statement]').length]);
            return [wrong.length, folds]";
        let (wrong, folds): (usize, Vec<(bool, String, usize)>) = page.script(mixed, Vec::new()).await;
        assert_eq!(wrong, 0, "none is mixed with the others");
        assert!(!folds.is_empty(), "there are unsure statements");
        for (is_open, words, count) in folds {
            assert_eq!((is_open, words), (false, format!("{count} unsure")));
        }
        page.script::<()>("document.querySelector('.reportedly-folded summary').click()", Vec::new()).await;
        is_clean(page, "unfolded").await;
    });
}

#[test]
fn on_a_phone_and_in_the_dark_a_heading_is_corrected_without_scrolling_sideways() {
    visit(async |page| {
        page.prefer(&[("prefers-color-scheme", "dark")]).await;
        page.resize(360, 700).await;
        read_ferry(page).await;
        correct(page, "Greta Moen").await;
        assert!(!page.scrolls_sideways().await);
        is_clean(page, "on a phone").await;
        let sizes = "return [...document.querySelectorAll('[data-testid=source-editor] :is(button, select, input), .reportedly-edit')]
            .every(it => it.getBoundingClientRect().height >= 24)";
        assert!(page.script::<bool>(sizes, Vec::new()).await);
    });
}
