//! Pasting an article and reading it.

use reportedly_document::{Label, Layer};
use reportedly_tests::{Page, State, Visit, visit};

use crate::texts::{
    FERRY, FERRY_ENTITIES, FERRY_HEDGES, FERRY_STATEMENTS, ferry_paragraphs, visit_empty, visit_ferry, words,
};

#[test]
fn a_paste_needs_no_click_before_and_no_button_after() {
    visit_empty(async |page| {
        assert_eq!(page.focused().await.element, "textarea");
        page.paste_here(FERRY).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ferry_paragraphs());
        assert_eq!(page.notices().await, Vec::<String>::new());
    });
}

#[test]
fn the_words_of_all_three_layers_are_marked() {
    visit_ferry(async |page| {
        let entities = words(page, Layer::Entity).await;
        for name in FERRY_ENTITIES {
            assert!(entities.iter().any(|entity| entity == name), "{name} is not among {entities:?}");
        }
        assert_eq!(words(page, Layer::Hedge).await, FERRY_HEDGES);
        let attributions = words(page, Layer::Attribution).await;
        assert_eq!(attributions.len(), FERRY_STATEMENTS.len(), "{attributions:?}");
        let first = "“We cannot pay for empty boats,”saidGreta Moen, who runs the ferry company Norlink";
        assert_eq!(attributions[0], first);
    });
}

#[test]
fn the_legend_counts_what_is_marked() {
    visit_ferry(async |page| {
        for layer in Layer::ALL.iter().copied() {
            assert!(page.is_on(layer).await);
            assert_eq!(page.count(layer).await, Some(page.annotations(layer).await.len() as u32), "{layer}");
        }
    });
}

async fn text_stays_where_it_is(page: &Page, width: u32) {
    page.resize(width, 600).await;
    page.paste(FERRY).await;
    page.wait_for(State::Working).await;
    assert_eq!(page.paragraphs().await, ferry_paragraphs());
    assert_eq!(page.all_marks().await, []);
    let before = page.paragraph_bounds().await;

    page.mend("engine_bg.wasm");
    page.wait_for(State::Ready).await;
    assert_ne!(page.all_marks().await, []);
    assert_eq!(page.paragraph_bounds().await, before);
}

#[test]
fn the_text_is_there_before_its_marks_and_does_not_move_when_they_come() {
    Visit::of_the_build().with_held("engine_bg.wasm").run(async |page| text_stays_where_it_is(page, 1200).await);
}

#[test]
fn the_text_does_not_move_on_a_narrow_page_either() {
    for width in [320, 480, 800] {
        Visit::of_the_build().with_held("engine_bg.wasm").run(async |page| text_stays_where_it_is(page, width).await);
    }
}

#[test]
fn a_layer_is_switched_off_and_on_without_moving_the_text() {
    visit_ferry(async |page| {
        let bounds = page.paragraph_bounds().await;
        for layer in Layer::ALL.iter().copied() {
            let (all, own) = (page.all_marks().await, page.annotations(layer).await);
            assert_ne!(own, [], "{layer}");

            page.toggle(layer).await;
            page.wait_for_equal("the layer to go", vec![], async || page.annotations(layer).await).await;
            assert!(!page.is_on(layer).await);
            assert_ne!(page.all_marks().await, [], "the other layers stay");
            assert_eq!(page.count(layer).await, Some(own.len() as u32), "what there is, shown or not");
            assert_eq!(page.paragraph_bounds().await, bounds);

            page.toggle(layer).await;
            page.wait_for_equal("all marks to be back", all, async || page.all_marks().await).await;
            assert_eq!(page.paragraph_bounds().await, bounds);
        }
    });
}

#[test]
fn attributions_that_are_switched_off_are_not_listed_either() {
    visit_ferry(async |page| {
        let statements = page.statements().await;
        page.toggle(Layer::Attribution).await;
        page.wait_for_equal("the panel to be empty", vec![], async || page.statements().await).await;
        page.toggle(Layer::Attribution).await;
        page.wait_for_equal("the panel to be filled", statements, async || page.statements().await).await;
    });
}

async fn example_is_dense(page: &Page, name: &str) {
    page.choose_example(name).await;
    page.wait_for(State::Ready).await;
    for layer in Layer::ALL.iter().copied() {
        let found = words(page, layer).await;
        assert!(found.len() >= 5, "{name} has few marks of {layer}: {found:?}");
    }
    assert_eq!(page.notices().await, Vec::<String>::new());
}

#[test]
fn every_example_has_marks_of_every_layer() {
    visit(async |page| {
        for name in ["diplomacy", "science", "business"] {
            example_is_dense(page, name).await;
            page.begin_anew().await;
            page.wait_for(State::Empty).await;
        }
    });
}
