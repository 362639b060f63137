//! How sure the engine is of a mark: in the text, in the legend and in the card.

use reportedly_tests::{Key, Mark, Page, visit};

use crate::appearance::CONTRAST;
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

/// What the first mark that is just this part looks like, colours aside, and the contrast of its tint or line with the paper.
async fn appearance(page: &Page, part: &str) -> (String, f64) {
    let script = r"
        const mark = document.querySelector(`mark[data-parts='${arguments[0]}']`);
        if (!mark) throw new Error(`no mark is just ${arguments[0]}`);
        const style = getComputedStyle(mark), paper = getComputedStyle(document.body).backgroundColor;
        const uncoloured = text => text.replace(/(rgba?|color)\([^)]*\)/g, color => color === 'rgba(0, 0, 0, 0)' ? 'none' : 'some');
        const shape = [
            style.textDecorationLine, style.textDecorationStyle, style.textDecorationThickness,
            style.borderBottomStyle, style.borderBottomWidth, style.outlineStyle,
            uncoloured(style.backgroundImage), uncoloured(style.backgroundColor),
        ].join('; ');
        const colour = { entity: style.backgroundColor, hedge: style.textDecorationColor }[arguments[0]] ?? style.borderBottomColor;
        return [shape, contrast([paper], [paper, colour])]";
    page.script(&[CONTRAST, script].concat(), vec![part.into()]).await
}

/// The contrast that a line needs with what is behind it (WCAG 2.2, 1.4.11).
const LINE: f64 = 3.0;
/// What a tint behind letters has at least: it is quiet, and names are read without it. Who asks for more has a frame around it
/// (`appearance.rs`).
const TINT: f64 = 1.1;
/// The same of the system's colours, which may be yellow on white.
const SYSTEM_TINT: f64 = 1.02;

async fn doubt_is_lighter_and_no_other_shape(page: &Page, tint: f64) {
    read_ferry(page).await;
    for part in PARTS {
        doubt_all(page, false).await;
        let (shape, contrast) = appearance(page, part).await;
        doubt_all(page, true).await;
        let (doubted_shape, doubted) = appearance(page, part).await;
        assert_eq!(doubted_shape, shape, "{part}");
        let (least, lighter) = if part == "entity" { (tint, tint) } else { (LINE, 1.8) };
        assert!(doubted >= least && contrast / doubted >= lighter, "{part}: {doubted} of {contrast}");
    }
}

#[test]
fn what_is_doubted_is_lighter_and_no_other_shape() {
    visit(async |page| doubt_is_lighter_and_no_other_shape(page, TINT).await);
}

#[test]
fn what_is_doubted_is_lighter_in_the_dark() {
    visit(async |page| {
        page.prefer(&[("prefers-color-scheme", "dark")]).await;
        doubt_is_lighter_and_no_other_shape(page, TINT).await;
    });
}

#[test]
fn what_is_doubted_is_lighter_in_forced_colors() {
    visit(async |page| {
        for scheme in ["light", "dark"] {
            page.prefer(&[("forced-colors", "active"), ("prefers-color-scheme", scheme)]).await;
            if scheme == "light" {
                doubt_is_lighter_and_no_other_shape(page, SYSTEM_TINT).await;
            }
            for doubt in [false, true] {
                doubt_all(page, doubt).await;
                let contrast: f64 = page.script(&[CONTRAST, LETTERS].concat(), Vec::new()).await;
                assert!(contrast >= 4.5, "letters of a name, doubted: {doubt}, {scheme}: {contrast}");
            }
        }
    });
}

/// The contrast of a name's letters with its tint.
const LETTERS: &str = "
    const style = getComputedStyle(document.querySelector('p > mark[data-parts=entity]'));
    const paper = getComputedStyle(document.body).backgroundColor;
    return contrast([style.color], [paper, style.backgroundColor])";

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
            page.script("return document.querySelector('.reportedly-key').innerText", Vec::new()).await;
        assert!(legend.ends_with("lighter = unsure"), "{legend}");
        assert!(page.count_of(".reportedly-key [data-unsure]").await > 0);
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
