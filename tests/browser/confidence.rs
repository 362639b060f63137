//! How sure the engine is of a mark: in the text, in the legend and in the card.

use std::collections::BTreeSet;

use reportedly_tests::{Key, Mark, Page, visit};

use crate::texts::{read, read_ferry, visit_ferry};

/// Enough text that any model is sure of some marks and not of others.
const ARTICLES: [&str; 4] = [
    include_str!("../../static/examples/business.txt"),
    include_str!("../../static/examples/diplomacy.txt"),
    include_str!("../../static/examples/science.txt"),
    // A statement inside of a statement, which the model cannot see.
    "Ada Holm said on Monday that officials believed the ferry would stop.",
];

const PARTS: [&str; 5] = ["entity", "hedge", "source", "cue", "content"];

/// Makes every mark one that the engine is not sure of, or none of them.
async fn doubt_all(page: &Page, doubt: bool) {
    let script = "
        for (const mark of document.querySelectorAll('mark')) {
            if (arguments[0]) mark.dataset.unsure = mark.dataset.parts; else delete mark.dataset.unsure;
        }";
    page.script::<()>(script, vec![doubt.into()]).await;
}

/// What the first mark that is just this part looks like, colours aside: only whether there is one.
async fn shape(page: &Page, part: &str) -> String {
    let script = r"
        const mark = document.querySelector(`mark[data-parts='${arguments[0]}']`);
        if (!mark) throw new Error(`no mark is just ${arguments[0]}`);
        const style = getComputedStyle(mark);
        const clear = color => ['rgba(0, 0, 0, 0)', getComputedStyle(document.body).backgroundColor].includes(color);
        const uncoloured = text => text.replace(/rgba?\([^)]*\)/g, color => clear(color) ? 'none' : 'some');
        return [
            style.textDecorationLine, style.textDecorationStyle, style.textDecorationThickness,
            style.borderBottomStyle, style.borderBottomWidth, style.outlineStyle,
            uncoloured(style.backgroundImage), uncoloured(style.backgroundColor),
        ].join('; ');";
    page.script(script, vec![part.into()]).await
}

async fn doubt_has_a_shape_of_its_own(page: &Page) {
    read_ferry(page).await;
    doubt_all(page, false).await;
    let mut shapes = BTreeSet::new();
    for doubt in [false, true] {
        doubt_all(page, doubt).await;
        for part in PARTS {
            let shape = shape(page, part).await;
            assert!(shapes.insert(shape.clone()), "{part}, doubted: {doubt}, looks like another mark: {shape}");
        }
    }
}

#[test]
fn doubt_is_told_apart_by_shape() {
    visit(doubt_has_a_shape_of_its_own);
}

#[test]
fn doubt_is_told_apart_in_forced_colors() {
    visit(async |page| {
        page.prefer(&[("forced-colors", "active")]).await;
        doubt_has_a_shape_of_its_own(page).await;
    });
}

#[test]
fn doubt_moves_nothing() {
    visit(async |page| {
        for width in [1280, 360] {
            page.resize(width, 800).await;
            if width == 1280 {
                read_ferry(page).await;
            }
            doubt_all(page, false).await;
            let (places, marks) = (page.paragraph_bounds().await, page.bounds_on_page("mark").await);
            doubt_all(page, true).await;
            assert_eq!(page.paragraph_bounds().await, places);
            // The line below a mark may be thinner; where its letters are does not change.
            let place =
                |marks: &[reportedly_tests::Bounds]| marks.iter().map(|it| (it.x, it.y, it.width)).collect::<Vec<_>>();
            assert_eq!(place(&page.bounds_on_page("mark").await), place(&marks));
        }
    });
}

#[test]
fn the_legend_explains_what_is_drawn_lighter() {
    visit_ferry(async |page| {
        let legend: String =
            page.script("return document.querySelector('.reportedly-unsure').innerText", Vec::new()).await;
        assert!(legend.ends_with("Low confidence"), "{legend}");
        assert!(page.count_of(".reportedly-unsure [data-unsure]").await > 0);
    });
}

/// The card of a mark.
async fn card_of(page: &Page, mark: &Mark) -> String {
    page.click_mark(&mark.ids[0]).await;
    let card = page.wait_for_card().await;
    page.press(Key::Escape).await;
    // The pointer has just come to the mark, which opens a card as well.
    page.point_away().await;
    page.wait_for_equal("the card", None, async || page.card().await).await;
    card
}

#[test]
fn card_and_text_agree_on_what_is_doubted() {
    visit(async |page| {
        read(page, &ARTICLES.join("\n\n")).await;
        let marks = page.all_marks().await;
        let alone = |mark: &&Mark| mark.ids.len() == 1;
        let (doubted, sure): (Vec<&Mark>, Vec<&Mark>) =
            marks.iter().filter(alone).partition(|mark| !mark.unsure.is_empty());
        // Of these the card explains nothing else.
        let sure: Vec<_> =
            sure.into_iter().filter(|mark| mark.parts == ["entity"] || mark.parts == ["hedge"]).collect();
        assert!(!doubted.is_empty() && !sure.is_empty(), "{} and {}", doubted.len(), sure.len());
        for mark in doubted.iter().take(3) {
            let card = card_of(page, mark).await;
            assert!(card.contains("Low confidence") && card.contains("such marks are right"), "{card}");
        }
        for mark in sure.iter().take(3) {
            let card = card_of(page, mark).await;
            assert!(["Medium", "High"].iter().any(|word| card.contains(&format!("{word} confidence"))), "{card}");
        }
    });
}
