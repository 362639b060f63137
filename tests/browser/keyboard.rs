//! Reading without a pointer.

use reportedly_document::Layer;
use reportedly_tests::{Focused, Key, Page, State, visit};

use crate::article;

/// Presses Tab until a mark has the focus.
async fn tab_to_a_mark(page: &Page) -> Focused {
    for _ in 0..20 {
        page.press(Key::Tab).await;
        let focused = page.focused().await;
        if focused.element == "mark" {
            return focused;
        }
    }
    panic!("twenty Tabs lead to no mark");
}

#[test]
fn the_text_box_has_the_focus_from_the_start() {
    visit(async |page| {
        assert_eq!(page.focused().await.element, "textarea");
        page.wait_for(State::Empty).await;
        assert_eq!(page.focused().await.element, "textarea");
    });
}

#[test]
fn tab_leads_to_the_first_mark_and_arrows_to_the_others() {
    visit(async |page| {
        page.paste(&article()).await;
        page.wait_for(State::Ready).await;
        let first = tab_to_a_mark(page).await;
        page.press(Key::Right).await;
        let second = page.focused().await;
        assert_eq!(second.element, "mark");
        assert_ne!(second, first);
        page.press(Key::Left).await;
        assert_eq!(page.focused().await, first);
        page.press(Key::End).await;
        let last = page.focused().await;
        page.press(Key::Home).await;
        assert_eq!(page.focused().await, first);
        assert_ne!(last, first);
        page.press(Key::Tab).await;
        assert_ne!(page.focused().await.element, "mark", "the text is more than one stop of the Tab key");
    });
}

#[test]
fn the_focus_opens_a_card_and_escape_closes_it_without_losing_the_place() {
    visit(async |page| {
        page.paste("It may rain.").await;
        page.wait_for(State::Ready).await;
        let mark = tab_to_a_mark(page).await;
        assert_eq!(mark.text, "may");
        let card = page.wait_for_card().await;
        assert!(card.contains("may or might"), "{card:?}");
        page.press(Key::Escape).await;
        page.wait_for_no_card().await;
        assert_eq!(page.focused().await, mark);
    });
}

#[test]
fn enter_pins_a_card_that_stays_when_the_pointer_moves() {
    visit(async |page| {
        page.paste("It may rain.").await;
        page.wait_for(State::Ready).await;
        tab_to_a_mark(page).await;
        page.press(Key::Enter).await;
        page.wait_for_card().await;
        let may = page.marks(Layer::Hedge).await[0].ids[0].clone();
        page.point_at(&may).await;
        page.point_away().await;
        assert!(page.card().await.is_some());
    });
}
