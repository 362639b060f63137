//! Reading with a mouse.

use reportedly_document::Layer;
use reportedly_tests::visit;

use crate::texts::{id_of, read_ferry};

#[test]
fn the_card_opens_over_a_mark_and_closes_beside_it() {
    visit(async |page| {
        read_ferry(page).await;
        page.point_at(&id_of(page, Layer::Entity, "Bergen").await).await;
        let card = page.wait_for_card().await;
        assert!(card.contains("Bergen") && card.contains("place"), "{card}");
        page.point_away().await;
        page.wait_for_equal("the card", None, async || page.card().await).await;
    });
}

#[test]
fn the_card_explains_all_marks_at_its_place() {
    visit(async |page| {
        read_ferry(page).await;
        // A hedge inside of what the mayor said.
        page.point_at(&id_of(page, Layer::Hedge, "could").await).await;
        let card = page.wait_for_card().await;
        for words in ["Hedge", "may or might", "Attribution", "Aksel Dahl, the mayor"] {
            assert!(card.contains(words), "the card lacks {words:?}:\n{card}");
        }
    });
}

#[test]
fn a_click_pins_the_card() {
    visit(async |page| {
        read_ferry(page).await;
        page.click_mark(&id_of(page, Layer::Entity, "Bergen").await).await;
        let pinned = page.wait_for_card().await;
        // Another mark on the way, and then the far corner.
        page.point_at(&id_of(page, Layer::Entity, "Norlink").await).await;
        page.point_away().await;
        page.point_at(&id_of(page, Layer::Entity, "Tarsvik").await).await;
        assert_eq!(page.card().await, Some(pinned));
        page.click("[data-testid=card] button").await;
        page.wait_for_equal("the card", None, async || page.card().await).await;
    });
}
