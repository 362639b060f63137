//! Reading an article: marks, legend, card and panel.

use reportedly_document::Layer;
use reportedly_tests::{Key, Mark, Page, State, visit};

use crate::{ARTICLE, article};

async fn read(page: &Page, text: &str) {
    page.paste(text).await;
    page.wait_for(State::Ready).await;
}

async fn words(page: &Page, layer: Layer) -> Vec<String> {
    page.marks(layer).await.into_iter().map(|mark| mark.text).collect()
}

/// The id of the annotation whose mark has exactly these words.
async fn id_of(page: &Page, layer: Layer, words: &str) -> String {
    let marks: Vec<Mark> = page.marks(layer).await;
    let mark = marks.iter().find(|mark| mark.text == words).unwrap_or_else(|| panic!("{words:?} is not in {marks:?}"));
    let index = mark.parts.iter().position(|part| part == layer_part(layer)).expect("the mark is of this layer");
    mark.ids[index].clone()
}

fn layer_part(layer: Layer) -> &'static str {
    match layer {
        Layer::Entity => "entity",
        Layer::Hedge => "hedge",
        Layer::Attribution => "cue",
    }
}

#[test]
fn a_pasted_article_is_marked_where_it_stands() {
    visit(async |page| {
        read(page, &article()).await;
        assert_eq!(page.paragraphs().await, ARTICLE);
        let (entities, hedges) = (words(page, Layer::Entity).await, words(page, Layer::Hedge).await);
        for name in ["Maria Keller", "Monday", "Denmark"] {
            assert!(entities.iter().any(|entity| entity == name), "{name} is not in {entities:?}");
        }
        for hedge in ["may", "about", "could"] {
            assert!(hedges.iter().any(|found| found == hedge), "{hedge} is not in {hedges:?}");
        }
        let said = id_of(page, Layer::Attribution, "said").await;
        assert_eq!(page.words_of(&said).await, "The harbour deal may be signed within weeksMaria Kellersaid");
    });
}

#[test]
fn every_example_has_marks_of_every_layer() {
    visit(async |page| {
        for name in ["diplomacy", "science", "business"] {
            page.choose_example(name).await;
            page.wait_for(State::Ready).await;
            for &layer in <Layer as reportedly_document::Label>::ALL {
                assert!(page.marks(layer).await.len() >= 5, "{name} has next to no marks of {layer}");
            }
            page.begin_anew().await;
            page.wait_for(State::Empty).await;
        }
    });
}

#[test]
fn the_legend_switches_a_layer_off_and_on_and_leaves_the_others() {
    visit(async |page| {
        read(page, &article()).await;
        let (entities, hedges) = (words(page, Layer::Entity).await, words(page, Layer::Hedge).await);
        let count = page.count(Layer::Hedge).await;
        assert!(count.is_some_and(|count| count >= 3), "{count:?}");

        page.toggle(Layer::Hedge).await;
        page.wait_for_equal("the hedges", Vec::new(), async || words(page, Layer::Hedge).await).await;
        assert!(!page.is_on(Layer::Hedge).await);
        assert_eq!(words(page, Layer::Entity).await, entities);
        assert_eq!(page.paragraphs().await, ARTICLE);

        page.toggle(Layer::Hedge).await;
        page.wait_for_equal("the hedges", hedges, async || words(page, Layer::Hedge).await).await;
        assert!(page.is_on(Layer::Hedge).await);
        assert_eq!(page.count(Layer::Hedge).await, count);
    });
}

#[test]
fn without_attributions_the_panel_has_no_entries() {
    visit(async |page| {
        read(page, &article()).await;
        assert!(!page.statements().await.is_empty());
        page.toggle(Layer::Attribution).await;
        page.wait_for_equal("the panel's entries", Vec::new(), async || page.statements().await).await;
    });
}

#[test]
fn pointing_at_a_mark_opens_its_card_and_leaving_closes_it() {
    visit(async |page| {
        read(page, &article()).await;
        let may = id_of(page, Layer::Hedge, "may").await;
        page.point_at(&may).await;
        let card = page.wait_for_card().await;
        for sentence in ["may or might", "It may be so, or not.", "Why it is marked"] {
            assert!(card.contains(sentence), "{sentence:?} is not in {card:?}");
        }
        page.point_away().await;
        page.wait_for_no_card().await;
    });
}

#[test]
fn a_cue_lights_up_with_its_source_and_its_content() {
    visit(async |page| {
        read(page, &article()).await;
        let said = id_of(page, Layer::Attribution, "said").await;
        page.click_mark(&said).await;
        let lit = async || page.lit().await.concat();
        let statement = "The harbour deal may be signed within weeksMaria Kellersaid".to_owned();
        page.wait_for_equal("what is lit", statement, lit).await;
    });
}

#[test]
fn the_panel_lists_who_said_what_and_leads_there() {
    visit(async |page| {
        page.resize(1000, 500).await;
        let filler = "The road along the water is long and wide and grey. ".repeat(60);
        let text = format!("“It is late,” said Ann Berg.\n\n{filler}\n\n“We are close,” said Maria Keller.");
        read(page, &text).await;
        let statements = page.statements().await;
        assert_eq!(statements.len(), 2, "{statements:?}");
        assert!(statements[0].text.contains("Ann Berg") && statements[0].text.contains("It is late"));
        assert!(statements[1].text.contains("Maria Keller") && statements[1].text.contains("We are close"));

        let last = &statements[1].id;
        assert!(!page.is_in_view(last).await, "the text is too short to be scrolled");
        page.choose_statement(last).await;
        let seen = async || page.is_in_view(last).await.then_some(());
        page.wait_until("the statement to be in view", seen).await;
        let lit = page.lit().await.concat();
        assert!(lit.contains("We are close") && lit.contains("Maria Keller"), "{lit:?}");
    });
}

#[test]
fn the_text_can_be_edited_thrown_away_and_brought_back() {
    visit(async |page| {
        read(page, &article()).await;
        page.edit().await;
        assert_eq!(page.input().await, article());
        page.press_with(Key::Control, "a").await;
        read(page, "It may rain.").await;
        page.begin_anew().await;
        assert_eq!(page.input().await, "");
        page.bring_back().await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["It may rain."]);
    });
}

#[test]
fn a_newer_text_replaces_one_that_is_still_being_read() {
    visit(async |page| {
        page.paste(&"Somebody said that it may rain in Oslo.\n\n".repeat(25_000)).await;
        page.wait_for(State::Working).await;
        page.begin_anew().await;
        read(page, "It could snow.").await;
        assert_eq!(words(page, Layer::Hedge).await, ["could"]);
        assert_eq!(page.paragraphs().await, ["It could snow."]);
    });
}
