//! What the model thinks of a mark, in the mark's card. What it thinks is not asked here.

use reportedly_document::Layer;
use reportedly_tests::{Key, Page, State, Visit, replaced, visit};

use crate::texts::{FERRY, id_of, read, read_ferry, words};

const MODEL: &str = "news.model";

/// How an opinion of a hedge begins, which rules mark.
const OF_HEDGE: &str = "A rule decides here; the model ";

/// Opens the card of a hedge.
async fn look_at(page: &Page, hedge: &str) {
    page.click_mark(&id_of(page, Layer::Hedge, hedge).await).await;
    page.wait_for_card().await;
}

/// An opinion is a verdict, and is told to all readers. Of what a rule has found alone, the model is not asked.
async fn opinions_are_told(page: &Page) {
    read_ferry(page).await;
    look_at(page, "could").await;
    let of_hedge = told(page).await;
    assert_eq!(of_hedge.iter().filter(|opinion| opinion.starts_with(OF_HEDGE)).count(), 1, "{of_hedge:?}");
    page.press(Key::Escape).await;
    page.click_mark(&id_of(page, Layer::Entity, "Norlink").await).await;
    page.wait_for_card().await;
    let of_name = told(page).await;
    assert!(of_name.iter().any(|opinion| opinion.starts_with("The model ")), "{of_name:?}");
}

/// The opinions in the open card, each of which a screen reader says as well.
async fn told(page: &Page) -> Vec<String> {
    let opinions = page.wait_for_opinions().await;
    let description = page.description().await;
    for opinion in &opinions {
        assert!(opinion.ends_with("%)."), "{opinion}");
        assert!(description.contains(opinion), "a screen reader says {description:?}, not {opinion:?}");
    }
    opinions
}

/// An engine that thinks for a while, so that a test can look before it has answered.
fn with_slow_opinions() -> Visit {
    let slow =
        |script: &str| replaced(script, "this.#explain(request)", "setTimeout(() => this.#explain(request), 1_500)");
    Visit::of_the_build().with_changed("engine-worker.js", slow)
}

#[test]
fn the_card_says_what_the_model_thinks() {
    visit(opinions_are_told);
}

#[test]
fn the_page_itself_can_be_asked_as_well() {
    let visit = Visit::of_the_build().with_changed("boot.js", |script| format!("delete window.Worker;\n{script}"));
    visit.run(opinions_are_told);
}

async fn nothing_moves(page: &Page) {
    const EVERYTHING: &str = "[data-testid=card], [data-testid=card] *";
    read_ferry(page).await;
    for hedge in ["could", "probably"] {
        look_at(page, hedge).await;
        let (before, opinions) = (page.bounds(EVERYTHING).await, page.opinions().await);
        assert!(opinions.concat().is_empty(), "it has answered before the test looked: {opinions:?}");
        page.wait_for_opinions().await;
        let after = page.bounds(EVERYTHING).await;
        let moved: Vec<_> = before.iter().filter(|place| !after.contains(place)).collect();
        assert!(moved.is_empty(), "{hedge}: {moved:?}");
        page.press(Key::Escape).await;
    }
}

#[test]
fn the_card_does_not_move_when_the_model_answers() {
    with_slow_opinions().run(nothing_moves);
}

#[test]
fn the_card_on_a_telephone_does_not_move_either() {
    with_slow_opinions().run(async |page| {
        page.resize(320, 640).await;
        nothing_moves(page).await;
    });
}

#[test]
fn an_opinion_stays_while_the_text_does() {
    with_slow_opinions().run(async |page| {
        read_ferry(page).await;
        look_at(page, "probably").await;
        let opinions = page.wait_for_opinions().await;
        page.press(Key::Escape).await;
        look_at(page, "probably").await;
        assert_eq!(page.opinions().await, opinions, "at once");
    });
}

#[test]
fn an_answer_for_an_earlier_text_is_dropped() {
    with_slow_opinions().run(async |page| {
        read_ferry(page).await;
        look_at(page, "probably").await;
        page.begin_anew().await;
        read(page, "It may rain in Oslo.").await;
        look_at(page, "may").await;
        assert_eq!(page.opinions().await, [""]);
        assert!(page.wait_for_opinions().await[0].starts_with(OF_HEDGE));
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    });
}

#[test]
fn rules_alone_have_neither_confidence_nor_opinion() {
    Visit::of_the_build().without(MODEL).run(async |page| {
        read_ferry(page).await;
        look_at(page, "could").await;
        assert_eq!(page.count_of("[data-testid=opinion], [data-confidence]").await, 0);
        assert!(page.all_marks().await.iter().all(|mark| mark.unsure.is_empty()));
    });
}

#[test]
fn the_model_is_asked_about_an_open_card_when_it_comes() {
    Visit::of_the_build().with_held(MODEL).run(async |page| {
        page.paste(FERRY).await;
        page.wait_for(State::Provisional).await;
        look_at(page, "probably").await;
        assert_eq!(page.opinions().await, Vec::<String>::new());
        page.mend(MODEL);
        page.wait_for(State::Ready).await;
        page.wait_for_opinions().await;
    });
}

#[test]
fn an_engine_that_breaks_over_a_question_leaves_the_marks_and_reads_the_next_text() {
    let broken = |script: &str| replaced(script, "this.#last.job.evidence(why)", "null.too.cold");
    Visit::of_the_build().with_changed("engine-worker.js", broken).run(async |page| {
        read_ferry(page).await;
        let marks = page.all_marks().await;
        look_at(page, "probably").await;
        let told = async || page.console().await.iter().any(|line| line.contains("Reportedly's engine broke"));
        page.wait_for_equal("a line on the console", true, told).await;
        assert_eq!(page.opinions().await.concat(), "");
        page.press(Key::Escape).await;
        page.point_away().await;
        page.wait_for_equal("the card", None, async || page.card().await).await;
        assert_eq!(page.all_marks().await, marks);
        assert_eq!(page.state().await, Some(State::Ready));

        page.begin_anew().await;
        read(page, "It may rain in Oslo.").await;
        assert_eq!(words(page, Layer::Hedge).await, ["may"]);
    });
}
