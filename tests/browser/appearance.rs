//! What the page looks like where it is narrow, dark or without colours of its own.

use reportedly_document::Layer;
use reportedly_tests::{Bounds, Key, Page, State, Visit, visit};

use crate::texts::{id_of, read, read_ferry, visit_ferry};

const WIDTH: u32 = 320;
const HEIGHT: u32 = 640;

/// The least width and height of something that a finger has to hit, in CSS pixels (WCAG 2.2, 2.5.8).
const FINGER: f64 = 24.0;

async fn fits(page: &Page) {
    assert!(!page.scrolls_sideways().await);
    for Bounds { width, height, .. } in page.bounds("button").await {
        assert!(width >= FINGER && height >= FINGER, "a button of {width} × {height}");
    }
}

#[test]
fn a_telephone_has_room_for_everything() {
    visit(async |page| {
        page.resize(WIDTH, HEIGHT).await;
        page.wait_for(State::Empty).await;
        fits(page).await;
        read_ferry(page).await;
        fits(page).await;
        page.click_mark(&id_of(page, Layer::Hedge, "could").await).await;
        page.wait_for_card().await;
        fits(page).await;
    });
}

#[test]
fn on_a_telephone_the_card_is_a_sheet_at_the_lower_edge() {
    visit(async |page| {
        page.resize(WIDTH, HEIGHT).await;
        read_ferry(page).await;
        for word in ["May", "could", "probably"] {
            let id = id_of(page, Layer::Hedge, word).await;
            page.click_mark(&id).await;
            page.wait_until(word, async || page.card().await.filter(|card| card.contains(word))).await;
            let card = page.bounds("[data-testid=card]").await[0];
            // Beside the scroll bar, where there is one.
            let width: f64 = page.script("return document.documentElement.clientWidth", Vec::new()).await;
            assert_eq!((card.x, card.width), (0.0, width));
            assert_eq!(card.y + card.height, f64::from(HEIGHT));
            assert!(card.y > 0.0);
            page.wait_for_equal("the mark's view", true, async || page.is_in_view(&id).await).await;
        }
    });
}

/// What tells a kind of mark from another without its colour.
#[derive(Debug, PartialEq, serde::Deserialize)]
struct Shape {
    decoration: String,
    border: String,
    image: bool,
    tinted: bool,
}

/// The shape of the first mark that has this part and no other.
async fn shape(page: &Page, part: &str) -> Shape {
    let script = "
        const clear = color => ['rgba(0, 0, 0, 0)', getComputedStyle(document.body).backgroundColor].includes(color);
        const mark = document.querySelector(`mark[data-parts='${arguments[0]}']`);
        if (!mark) throw new Error(`no mark is just ${arguments[0]}`);
        const style = getComputedStyle(mark);
        const images = style.backgroundImage.match(/rgba?\\([^)]*\\)/g) ?? [];
        return {
            decoration: `${style.textDecorationLine} ${style.textDecorationStyle}`,
            border: `${style.borderBottomStyle} ${style.borderBottomWidth}`,
            image: images.some(color => !clear(color)),
            tinted: !clear(style.backgroundColor),
        };";
    page.script(script, vec![part.into()]).await
}

async fn every_part_has_a_shape_of_its_own(page: &Page) {
    let mut shapes = Vec::new();
    for part in ["entity", "hedge", "source", "cue", "content"] {
        let shape = shape(page, part).await;
        assert!(!shapes.contains(&shape), "{part} looks like another part: {shape:?}, {shapes:?}");
        shapes.push(shape);
    }
    let plain = Shape { decoration: "none solid".into(), border: "none 0px".into(), image: false, tinted: false };
    assert!(!shapes.contains(&plain), "{shapes:?}");
}

#[test]
fn layers_are_told_apart_by_shape() {
    visit_ferry(async |page| {
        every_part_has_a_shape_of_its_own(page).await;
    });
}

#[test]
fn layers_are_told_apart_in_the_dark() {
    visit(async |page| {
        page.prefer(&[("prefers-color-scheme", "dark")]).await;
        read_ferry(page).await;
        every_part_has_a_shape_of_its_own(page).await;
    });
}

#[test]
fn layers_are_told_apart_in_forced_colors() {
    visit(async |page| {
        page.prefer(&[("forced-colors", "active")]).await;
        read_ferry(page).await;
        every_part_has_a_shape_of_its_own(page).await;
    });
}

const MENUS: [&str; 3] = ["entity", "hedge", "attribution"];

#[test]
fn a_list_of_kinds_opens_under_its_own_button() {
    visit(async |page| {
        for width in [1280, 700, 360] {
            page.resize(width, 700).await;
            if width == 1280 {
                read_ferry(page).await;
            }
            for menu in MENUS {
                page.ask(&format!("fold {menu}")).await;
                page.wait_until("the list", async || page.shows("[data-testid=over]").await.then_some(())).await;
                let (list, button) = (
                    page.bounds("[data-testid=over]").await[0],
                    page.bounds(&format!("[data-do='fold {menu}']")).await[0],
                );
                let what = format!("{menu} at {width}: {list:?}, {button:?}");
                assert!(list.x <= button.x && button.x < list.x + list.width, "not under its button: {what}");
                assert!(list.x >= 0.0 && list.x + list.width <= f64::from(width), "outside of the window: {what}");
                if width == 1280 {
                    let switch = page.bounds(&format!("[data-layer={menu}]")).await[0];
                    assert!((list.x - switch.x).abs() < 2.0, "it begins where its button does: {what}");
                }
                page.press(Key::Escape).await;
            }
        }
    });
}

#[test]
fn what_is_chosen_is_told_apart_in_forced_colors() {
    const COLOURS: &str = "
        return [...document.querySelectorAll(arguments[0])].map(it => {
            const { backgroundColor, color } = getComputedStyle(it);
            return [it.getAttribute('aria-pressed'), backgroundColor, color];
        })";
    visit(async |page| {
        page.prefer(&[("forced-colors", "active")]).await;
        read_ferry(page).await;
        page.ask("menu").await;
        for choice in [".reportedly-tabs button", ".reportedly-over [data-do^=style]"] {
            let all: Vec<(String, String, String)> = page.script(COLOURS, vec![choice.into()]).await;
            let of = |pressed: &str| {
                all.iter().filter(|one| one.0 == pressed).map(|one| (&one.1, &one.2)).collect::<Vec<_>>()
            };
            let (chosen, others) = (of("true"), of("false"));
            assert_eq!(chosen.len(), 1);
            assert!(!others.is_empty() && !others.contains(&chosen[0]), "{choice}: {all:?}");
        }
    });
}

/// A function of scripts: the contrast of two stacks of colours, each painted over the one before it (WCAG 2.2, 1.4.3).
pub(crate) const CONTRAST: &str = "
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const luminance = colours => {
        for (const colour of colours) {
            context.fillStyle = colour;
            context.fillRect(0, 0, 1, 1);
        }
        const linear = it => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4);
        const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map(it => linear(it / 255));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (...stacks) => {
        const [dark, bright] = stacks.map(luminance).sort((one, other) => one - other);
        return (bright + 0.05) / (dark + 0.05);
    };";

/// The contrast of the frame around a name, doubted or not, with the page behind it (WCAG 2.2, 1.4.11).
const FRAME: &str = "
    const mark = document.querySelector('p > mark[data-parts=entity]');
    if (arguments[0]) mark.dataset.unsure = 'entity'; else delete mark.dataset.unsure;
    const style = getComputedStyle(mark), paper = getComputedStyle(document.body).backgroundColor;
    return [style.outlineStyle, contrast([paper, style.outlineColor], [paper])];";

/// Finds that a name has a frame that is seen, doubted or not.
async fn names_have_frames(page: &Page, place: &str) {
    for doubted in [false, true] {
        let (style, contrast): (String, f64) = page.script(&[CONTRAST, FRAME].concat(), vec![doubted.into()]).await;
        assert!(style == "dotted" && contrast >= 3.0, "{place}, doubted: {doubted}: {style}, {contrast}");
    }
}

#[test]
fn names_have_frames_for_those_who_ask_for_contrast_or_lines() {
    visit(async |page| {
        read_ferry(page).await;
        for feature in [("prefers-contrast", "more"), ("forced-colors", "active")] {
            for scheme in ["light", "dark"] {
                page.prefer(&[("prefers-color-scheme", scheme), feature]).await;
                names_have_frames(page, &format!("{feature:?}, {scheme}")).await;
            }
        }
        page.ask("menu").await;
        page.ask("style lines").await;
        for scheme in ["light", "dark"] {
            page.prefer(&[("prefers-color-scheme", scheme)]).await;
            names_have_frames(page, &format!("lines, {scheme}")).await;
        }
    });
}

/// Where the labels of the marks are, each with the middle of the letters that its mark's line begins with; and where lines
/// below marks are.
const LABELS: &str = "
    return [...document.querySelectorAll('p > mark[data-kinds]')].filter(mark => mark.getClientRects().length === 1).map(mark => {
        const box = mark.getClientRects()[0], label = getComputedStyle(mark, '::after');
        const x = box.x + parseFloat(label.left), y = box.y + parseFloat(label.top);
        const { fontSize, paddingBottom, borderBottomWidth } = getComputedStyle(mark);
        const size = parseFloat(fontSize), below = parseFloat(paddingBottom) + parseFloat(borderBottomWidth);
        return {
            x, y, width: parseFloat(label.width), height: parseFloat(label.height),
            letters: box.y + (box.height - below) - size * 0.24 - size * 0.73, words: mark.textContent,
        };
    });";

#[derive(Debug, serde::Deserialize)]
struct LabelOnMark {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    /// Where capital letters begin in the marked words.
    letters: f64,
    words: String,
}

#[test]
fn labels_lie_over_neither_letters_nor_each_other() {
    visit(async |page| {
        for width in [1280, 360] {
            page.resize(width, 700).await;
            if width == 1280 {
                read(page, include_str!("../../static/examples/diplomacy.txt")).await;
                page.ask("menu").await;
                page.ask("style labels").await;
                page.press(Key::Escape).await;
            }
            let labels: Vec<LabelOnMark> = page.script(LABELS, Vec::new()).await;
            assert!(labels.len() > 10);
            for (at, label) in labels.iter().enumerate() {
                // Capital letters, which end a fifth above the lower edge of their line.
                assert!(
                    label.y + label.height * 0.85 <= label.letters + 1.0,
                    "over the letters of {:?} at {width}: {label:?}",
                    label.words
                );
                for other in &labels[at + 1..] {
                    let apart = label.x + label.width <= other.x + 0.5
                        || other.x + other.width <= label.x + 0.5
                        || label.y + label.height <= other.y
                        || other.y + other.height <= label.y;
                    assert!(apart, "over each other at {width}: {label:?}, {other:?}");
                }
            }
        }
    });
}

const WITH_ASIDES: &str = "Ferry talks\n\nIt may rain in Oslo.\n\nRead more: Storm may hit Bergen\n\nThe boats stay, Greta Moen said.\n\n\
    Der Minister hat gestern gesagt, dass die Gespräche bald wieder aufgenommen werden sollen und niemand weiß, wie lange das \
    in Bergen noch dauern wird.\n\nShe said that it would rain again, and that the boats would stay in the harbour for a week.";

#[test]
fn the_button_of_a_line_that_is_set_aside_stands_at_the_line_and_nothing_moves_for_it() {
    for width in [1280, 360] {
        Visit::of_the_build().with_held("engine_bg.wasm").run(async |page| {
            page.resize(width, 700).await;
            page.paste(WITH_ASIDES).await;
            page.wait_for(State::Working).await;
            let before = page.paragraph_bounds().await;
            page.mend("engine_bg.wasm");
            page.wait_for(State::Ready).await;
            let after = page.paragraph_bounds().await;
            let place = |all: &[Bounds]| all.iter().map(|it| (it.x, it.y, it.height)).collect::<Vec<_>>();
            assert_eq!(place(&after), place(&before), "the text moved at {width}");
            let buttons = page.bounds(".reportedly-aside button").await;
            let lines = page.bounds(".reportedly-aside [data-row]").await;
            assert!(!buttons.is_empty() && buttons.len() == lines.len());
            for (button, line) in buttons.iter().zip(&lines) {
                let (top, end) = (button.y - line.y, button.y - (line.y + line.height));
                assert!(
                    (0.0..8.0).contains(&top) || (-1.0..8.0).contains(&end),
                    "it floats at {width}: {button:?}, {line:?}"
                );
                let beside = button.x >= line.x + line.width;
                assert!(beside || end >= -1.0, "it lies over the line at {width}: {button:?}, {line:?}");
            }
        });
    }
}
