//! Reading with the keyboard alone.

use reportedly_document::{Label, Layer};
use reportedly_tests::{Focused, Key, Page};

use crate::texts::{assert_has, id_of, visit_ferry};

/// Presses Tab until the focus is on a mark: past the switches of the layers, which come before the text.
async fn tab_into_the_text(page: &Page) -> Focused {
    page.press_until(Key::Tab, "the text", |focused| focused.element == "mark").await
}

/// Opens the card of the mark that the keyboard is at, and returns its text.
async fn open_card(page: &Page) -> String {
    page.press(Key::Enter).await;
    page.wait_until("the card", async || page.shows("[data-pinned]").await.then_some(())).await;
    page.wait_for_card().await
}

/// Puts the keyboard on the first annotation with these words.
async fn go_to(page: &Page, layer: Layer, words: &str) {
    let id = id_of(page, layer, words).await;
    tab_into_the_text(page).await;
    page.press_until(Key::Right, words, |focused| focused.ids.contains(&id)).await;
}

#[test]
fn after_a_paste_tab_leads_to_the_first_mark() {
    visit_ferry(async |page| {
        let first = page.all_marks().await.swap_remove(0);
        assert_eq!(tab_into_the_text(page).await.ids, first.ids);
    });
}

#[test]
fn arrows_and_letters_and_home_and_end_move_from_mark_to_mark() {
    visit_ferry(async |page| {
        let first = tab_into_the_text(page).await;
        page.press(Key::Right).await;
        let second = page.focused().await;
        assert_ne!(second, first);
        page.type_text("n").await;
        let third = page.focused().await;
        assert!(third != first && third != second, "{third:?}");

        page.press(Key::Left).await;
        assert_eq!(page.focused().await, second);
        page.type_text("p").await;
        assert_eq!(page.focused().await, first);
        page.press(Key::Left).await;
        assert_eq!(page.focused().await, first, "there is nothing before the first");

        page.press(Key::End).await;
        assert_eq!(page.focused().await.text, "probably");
        page.press(Key::Home).await;
        assert_eq!(page.focused().await, first);
    });
}

#[test]
fn every_annotation_can_be_reached() {
    visit_ferry(async |page| {
        let mut reached = tab_into_the_text(page).await.ids;
        loop {
            let before = page.focused().await;
            page.press(Key::Right).await;
            let now = page.focused().await;
            if now == before {
                break;
            }
            reached.extend(now.ids);
        }
        for layer in Layer::ALL.iter().copied() {
            for shown in page.annotations(layer).await {
                assert!(reached.contains(&shown.id), "{layer} {:?} is not reached", shown.text);
            }
        }
    });
}

#[test]
fn tab_comes_back_to_the_mark_that_was_left() {
    visit_ferry(async |page| {
        tab_into_the_text(page).await;
        page.press(Key::Right).await;
        page.press(Key::Right).await;
        let left = page.focused().await;
        page.press(Key::Tab).await;
        assert_ne!(page.focused().await.element, "mark", "one Tab leads out of the text");
        page.press_with(Key::Shift, Key::Tab).await;
        assert_eq!(page.focused().await, left);
    });
}

#[test]
fn the_card_of_an_entity_says_what_it_is_and_why() {
    visit_ferry(async |page| {
        go_to(page, Layer::Entity, "Bergen").await;
        let card = open_card(page).await;
        assert_has(&card, &["Entity", "place", "Bergen", "Why it is marked"]);
    });
}

#[test]
fn the_card_of_a_hedge_says_whose_doubt_it_is() {
    visit_ferry(async |page| {
        go_to(page, Layer::Hedge, "probably").await;
        let card = open_card(page).await;
        assert_has(
            &card,
            &["Hedge", "likelihood", "probably", "somebody else is said to have said", "Why it is marked"],
        );
    });
}

#[test]
fn source_cue_and_content_light_up_together() {
    visit_ferry(async |page| {
        tab_into_the_text(page).await;
        let statement = page.statements().await.swap_remove(0);
        page.press_until(Key::Right, "the statement", |focused| focused.ids.contains(&statement.id)).await;
        let lit = page.wait_until("three parts to light up", async || {
            let lit: Vec<_> = page.all_marks().await.into_iter().filter(|mark| !mark.lit.is_empty()).collect();
            (!lit.is_empty()).then_some(lit)
        });
        let lit: Vec<_> = lit.await.into_iter().map(|mark| (mark.text, mark.lit.join(" "))).collect();
        let expected = [
            ("“We cannot pay for empty boats,”", "content"),
            ("said", "cue"),
            // The names inside of the source are marks of their own.
            ("Greta Moen", "source"),
            (", who runs the ferry company ", "source"),
            ("Norlink", "source"),
        ];
        assert_eq!(lit, expected.map(|(text, part)| (text.to_owned(), part.to_owned())));
        let card = open_card(page).await;
        assert_has(
            &card,
            &["Attribution", "Source", "Greta Moen", "Cue", "said", "Content", "We cannot pay", "Quoted"],
        );
    });
}

#[test]
fn escape_closes_the_card_and_leaves_the_focus_where_it_is() {
    visit_ferry(async |page| {
        let focused = tab_into_the_text(page).await;
        page.wait_for_card().await;
        page.press(Key::Escape).await;
        page.wait_for_equal("the card", None, async || page.card().await).await;
        assert_eq!(page.focused().await, focused);
    });
}

#[test]
fn a_card_goes_with_the_focus_unless_enter_has_pinned_it() {
    visit_ferry(async |page| {
        tab_into_the_text(page).await;
        page.wait_for_card().await;
        page.press(Key::Tab).await;
        page.wait_for_equal("the card", None, async || page.card().await).await;

        page.press_with(Key::Shift, Key::Tab).await;
        page.wait_for_card().await;
        let card = open_card(page).await;
        page.press(Key::Tab).await;
        assert_ne!(page.focused().await.element, "mark");
        assert_eq!(page.card().await.as_ref(), Some(&card));
        assert!(card.contains("Right"), "what can be done:\n{card}");
        page.press(Key::Escape).await;
        page.wait_for_equal("the card", None, async || page.card().await).await;
    });
}
