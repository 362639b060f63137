//! Going through the unsure marks one by one: right, wrong, skip, and the way back.

use reportedly_document::Layer;
use reportedly_tests::{Key, Page, visit};

use crate::texts::{id_of, read, read_ferry};

/// Enough text that any model is not sure of some marks.
const ARTICLE: &str = concat!(
    include_str!("../../static/examples/diplomacy.txt"),
    "\n\n",
    include_str!("../../static/examples/science.txt")
);

const BAR: &str = "[data-testid=triage]";
const START: &str = "[data-do=triage]";

/// How many marks the button offers to review.
async fn read_article(page: &Page) -> usize {
    read(page, ARTICLE).await;
    let label: String = page.script("return document.querySelector(arguments[0]).innerText", vec![START.into()]).await;
    let number = label.split(' ').nth(1).and_then(|number| number.parse().ok()).unwrap_or_default();
    assert!(number >= 4, "there is enough to review: {label}");
    number
}

/// What the bar says above its buttons.
async fn sentence(page: &Page) -> String {
    let script = "return document.querySelector('[data-testid=triage-sentence]')?.innerText ?? ''";
    page.script(script, Vec::new()).await
}

async fn toast(page: &Page) -> String {
    page.script("return document.querySelector('[data-testid=toast] span')?.innerText ?? ''", Vec::new()).await
}

async fn wait_for_number(page: &Page, number: usize, all: usize) {
    let expected = format!("{number} of {all} ");
    page.wait_until(&expected, async || sentence(page).await.starts_with(&expected).then_some(())).await;
}

/// The ids of the marks that stand out.
async fn lit(page: &Page) -> Vec<String> {
    let script = "
        const all = [...document.querySelectorAll('.reportedly-article mark[data-lit]')].map(mark => mark.dataset.ids.split(' '));
        return all.reduce((some, ids) => some.filter(id => ids.includes(id)), all[0] ?? [])";
    page.script(script, Vec::new()).await
}

async fn is_clean(page: &Page, state: &str) {
    let violations = page.accessibility_violations().await;
    assert!(violations.is_empty(), "{state}:\n{}", violations.join("\n"));
}

#[test]
fn unsure_marks_are_reviewed_by_keyboard_alone() {
    visit(async |page| {
        let all = read_article(page).await;
        page.press_until(Key::Tab, "the text", |focused| focused.element == "mark").await;
        page.press(Key::End).await;
        let started_at = page.wait_until("the focus", async || Some(page.focused().await.ids)).await;
        page.type_text("r").await;
        wait_for_number(page, 1, all).await;
        assert!(page.said().await.starts_with(&format!("1 of {all}: ")), "{}", page.said().await);
        let first = lit(page).await;
        assert!(page.focused().await.ids.iter().any(|id| first.contains(id)), "the keyboard is at the mark");
        is_clean(page, "a mark to decide").await;

        page.type_text("a").await;
        wait_for_number(page, 2, all).await;
        page.wait_until("the toast", async || toast(page).await.starts_with("Confirmed: ").then_some(())).await;
        assert!(page.said().await.starts_with("Confirmed: ") && page.said().await.contains(&format!("2 of {all}: ")));
        is_clean(page, "the toast").await;
        page.type_text("x").await;
        wait_for_number(page, 3, all).await;
        page.wait_until("the toast", async || toast(page).await.starts_with("Rejected: ").then_some(())).await;
        page.type_text("n").await;
        wait_for_number(page, 4, all).await;
        page.type_text("p").await;
        wait_for_number(page, 3, all).await;

        page.press(Key::Escape).await;
        page.wait_until_said(&format!("Ended. Reviewed: 1 right, 1 wrong, {} left unsure.", all - 2)).await;
        assert!(!page.shows(BAR).await);
        page.wait_for_equal("the focus", started_at, async || page.focused().await.ids).await;
    });
}

#[test]
fn every_answer_is_undone_by_its_toast_which_leads_back() {
    visit(async |page| {
        let all = read_article(page).await;
        page.click(START).await;
        wait_for_number(page, 1, all).await;
        let first = lit(page).await;
        for (command, words) in [("right", "Confirmed: "), ("wrong", "Rejected: "), ("skip", "Skipped: ")] {
            page.ask(&format!("triage-{command}")).await;
            wait_for_number(page, 2, all).await;
            assert!(toast(page).await.starts_with(words), "{}", toast(page).await);
            page.ask("triage-undo").await;
            wait_for_number(page, 1, all).await;
            page.wait_for_equal("the mark", first.clone(), async || lit(page).await).await;
            assert_eq!(toast(page).await, "");
        }
        page.ask("triage-wrong").await;
        wait_for_number(page, 2, all).await;
        page.press_with(Key::Control, "z").await;
        wait_for_number(page, 1, all).await;
    });
}

#[test]
fn it_ends_with_a_sentence_and_the_button_has_the_focus_again() {
    visit(async |page| {
        page.resize(1280, 900).await;
        let all = read_article(page).await;
        page.script::<()>("document.querySelector(arguments[0]).focus()", vec![START.into()]).await;
        page.press(Key::Enter).await;
        for number in 1..=all {
            wait_for_number(page, number, all).await;
            page.type_text(if number == 1 { "a" } else { "n" }).await;
        }
        let expected = format!("Reviewed: 1 right, 0 wrong, {} left unsure.", all - 1);
        page.wait_for_equal("the sentence", expected, async || sentence(page).await).await;
        let has_focus = "return document.activeElement.matches(arguments[0])";
        page.wait_until("the focus", async || page.script::<bool>(has_focus, vec![START.into()]).await.then_some(()))
            .await;
        is_clean(page, "the end").await;
        page.press(Key::Escape).await;
        page.wait_for_equal("the bar", false, async || page.shows(BAR).await).await;
        page.click(START).await;
        wait_for_number(page, 1, all - 1).await;
    });
}

#[test]
fn what_was_decided_is_a_correction_that_a_link_carries() {
    visit(async |page| {
        let all = read_article(page).await;
        page.click(START).await;
        wait_for_number(page, 1, all).await;
        page.ask("triage-wrong").await;
        wait_for_number(page, 2, all).await;
        page.ask("triage-end").await;
        page.ask("share").await;
        page.wait_until("a link", async || page.shows("[data-link]").await.then_some(())).await;
        let link = page.script::<String>("return document.querySelector('[data-link]').value", Vec::new()).await;
        page.press(Key::Escape).await;
        page.begin_anew().await;
        page.paste(&link).await;
        page.wait_for(reportedly_tests::State::Ready).await;
        page.ask("tab 5").await;
        page.wait_until("the list", async || page.panel().await.contains("Rejected").then_some(())).await;
        assert_eq!(page.count_of(START).await, 0, "a link is read, not reviewed");
    });
}

#[test]
fn with_no_unsure_mark_it_says_so() {
    visit(async |page| {
        read(page, "Rain.").await;
        page.click(START).await;
        let expected = "There is no unsure mark here: nothing is left to review.";
        page.wait_for_equal("the sentence", expected.to_owned(), async || sentence(page).await).await;
        assert_eq!(page.said().await, expected);
        is_clean(page, "nothing to review").await;
    });
}

async fn on_a_phone(page: &Page) -> usize {
    page.resize(360, 700).await;
    let all = read_article(page).await;
    page.click(START).await;
    wait_for_number(page, 1, all).await;
    all
}

/// Upper and left edges and sizes of the bar's buttons.
async fn buttons(page: &Page) -> Vec<[i32; 4]> {
    let script = "
        return [...document.querySelectorAll('[data-testid=triage] .reportedly-actions button')].map(button => {
            const { top, left, width, height } = button.getBoundingClientRect();
            return [top, left, width, height].map(Math.round);
        })";
    page.script(script, Vec::new()).await
}

#[test]
fn on_a_phone_thumbs_find_the_buttons_where_they_were_and_no_letter_moves() {
    visit(async |page| {
        page.prefer(&[("prefers-color-scheme", "dark")]).await;
        page.resize(360, 700).await;
        read(page, ARTICLE).await;
        let before = page.paragraph_bounds().await;
        let all = on_a_phone(page).await;
        let places =
            page.wait_until("the buttons", async || Some(buttons(page).await).filter(|it| it.len() == 4)).await;
        assert!(
            places.iter().all(|[top, _, _, height]| *height >= 44 && top + height <= 700 && *top > 500),
            "{places:?}"
        );
        for number in 2..5 {
            page.ask(if number % 2 == 0 { "triage-right" } else { "triage-skip" }).await;
            wait_for_number(page, number, all).await;
            page.wait_for_equal("the buttons", places.clone(), async || buttons(page).await).await;
            // The mark is seen clear of the bar.
            let is_seen = "
                const mark = document.querySelector('.reportedly-article mark[data-lit]').getBoundingClientRect();
                const bar = document.querySelector('.reportedly-triage').getBoundingClientRect();
                return mark.top >= 0 && mark.top < bar.top";
            page.wait_until("the mark", async || page.script::<bool>(is_seen, Vec::new()).await.then_some(())).await;
        }
        assert_eq!(page.paragraph_bounds().await, before, "no letter has moved");
        assert!(!page.scrolls_sideways().await);
        is_clean(page, "on a phone, in the dark").await;
    });
}

#[test]
fn on_a_phone_the_end_leads_back_to_the_button_in_the_list() {
    visit(async |page| {
        on_a_phone(page).await;
        page.ask("triage-end").await;
        let at_the_button = "
            const box = document.activeElement.getBoundingClientRect();
            return document.activeElement.matches(arguments[0]) && box.top >= 0 && box.bottom <= innerHeight";
        page.wait_until("the button", async || {
            page.script::<bool>(at_the_button, vec![START.into()]).await.then_some(())
        })
        .await;
    });
}

#[test]
fn the_mark_to_decide_is_told_apart_in_forced_colors_and_nothing_of_it_is_printed() {
    visit(async |page| {
        page.prefer(&[("forced-colors", "active")]).await;
        let all = read_article(page).await;
        page.click(START).await;
        wait_for_number(page, 1, all).await;
        let colours = "
            const colour = selector => getComputedStyle(document.querySelector('.reportedly-article ' + selector)).color;
            return [colour('mark[data-lit]'), colour('mark:not([data-lit])')]";
        let [lit, other]: [String; 2] = page.script(colours, Vec::new()).await;
        assert_ne!(lit, other);
        let edge = "return getComputedStyle(document.querySelector('.reportedly-triage')).borderTopWidth";
        assert_ne!(page.script::<String>(edge, Vec::new()).await, "0px");
    });
}

#[test]
fn outside_of_it_wrong_leaves_the_reader_where_they_are_and_undo_leads_back() {
    visit(async |page| {
        page.resize(1366, 768).await;
        read_ferry(page).await;
        let could = id_of(page, Layer::Hedge, "could").await;
        page.press_until(Key::Tab, "the text", |focused| focused.element == "mark").await;
        page.press_until(Key::Right, "the mark", |focused| focused.ids.contains(&could)).await;
        let scrolled = "return scrollY";
        let before: f64 = page.script(scrolled, Vec::new()).await;
        page.type_text("x").await;
        page.wait_until_said("Rejected: could").await;
        assert_eq!(page.script::<f64>(scrolled, Vec::new()).await, before);
        assert!(!page.shows(BAR).await);
        page.press_with(Key::Control, "z").await;
        page.wait_until("the focus", async || page.focused().await.ids.contains(&could).then_some(())).await;
    });
}
