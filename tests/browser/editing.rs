//! Changing the text, and going on to another.

use reportedly_document::Layer;
use reportedly_tests::{Key, State, visit};

use crate::texts::{FERRY, ferry_paragraphs, long_article, read, visit_empty, visit_ferry, with_a_slow_engine, words};

#[test]
fn edit_gives_the_text_back_to_the_letter() {
    // Nothing of this survives in the text that is read.
    const TEXT: &str = "Greta\u{a0}Moen\u{feff}  said\tso.\n\n\n\n“It may co\u{ad}me.”  \n";
    visit(async |page| {
        read(page, TEXT).await;
        assert_eq!(page.paragraphs().await, ["Greta Moen said so.", "“It may come.”"]);
        page.edit().await;
        page.wait_for(State::Empty).await;
        assert_eq!(page.input().await, TEXT);
        assert_eq!(page.focused().await.element, "textarea");
    });
}

#[test]
fn a_changed_text_is_marked_anew() {
    visit_ferry(async |page| {
        page.edit().await;
        page.wait_for(State::Empty).await;
        page.press_with(Key::Control, Key::End).await;
        page.type_text("Perhaps Norway pays.").await;
        page.read().await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, [ferry_paragraphs(), vec!["Perhaps Norway pays."]].concat());
        assert_eq!(words(page, Layer::Hedge).await.last().map(String::as_str), Some("Perhaps"));
        assert!(words(page, Layer::Entity).await.contains(&"Norway".to_owned()));
    });
}

#[test]
fn control_and_enter_do_what_the_button_does() {
    visit_empty(async |page| {
        page.type_text("It may rain in Oslo.").await;
        page.press_with(Key::Control, Key::Enter).await;
        page.wait_for(State::Ready).await;
        assert_eq!(words(page, Layer::Hedge).await, ["may"]);
    });
}

#[test]
fn a_paste_into_a_text_goes_where_the_caret_is_and_is_not_read_yet() {
    visit_empty(async |page| {
        page.type_text("It may rain.").await;
        page.press(Key::Home).await;
        page.paste("Greta Moen said: ").await;
        page.wait_for_equal("the box", "Greta Moen said: It may rain.".to_owned(), async || page.input().await).await;
        assert_eq!(page.state().await, Some(State::Empty));
    });
}

#[test]
fn a_new_text_begins_with_an_empty_box_and_the_last_can_be_brought_back() {
    visit_ferry(async |page| {
        page.begin_anew().await;
        page.wait_for(State::Empty).await;
        assert_eq!(page.input().await, "");
        assert_eq!(page.focused().await.element, "textarea");
        page.bring_back().await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ferry_paragraphs());
    });
}

#[test]
fn what_was_found_in_an_earlier_text_is_dropped() {
    with_a_slow_engine().run(async |page| {
        page.paste(&long_article(2_000_000)).await;
        page.wait_until("progress", async || page.progress().await.filter(|&progress| progress > 0.0)).await;
        page.begin_anew().await;
        read(page, "It may rain in Oslo.").await;
        assert_eq!(page.paragraphs().await, ["It may rain in Oslo."]);
        assert_eq!(words(page, Layer::Hedge).await, ["may"]);
        assert_eq!(page.count(Layer::Hedge).await, Some(1));
    });
}

#[test]
fn a_layer_that_was_switched_off_stays_off_for_the_next_text() {
    visit_ferry(async |page| {
        page.toggle(Layer::Entity).await;
        page.begin_anew().await;
        read(page, FERRY).await;
        assert!(!page.is_on(Layer::Entity).await);
        assert_eq!(page.annotations(Layer::Entity).await, []);
        assert_ne!(page.annotations(Layer::Hedge).await, []);
    });
}
