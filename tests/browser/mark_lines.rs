//! The lines of a statement: one height for who, says and what, in the page, in a saved page and in place.

use reportedly_tests::{Page, Visit, visit};

use crate::elements::{page_of, wait_until_heard};
use crate::files::saved;
use crate::texts::{read, read_ferry, visit_ferry};

/// A part of a statement in one line of the text, and the line below it.
#[derive(Debug, serde::Deserialize)]
struct PartLine {
    part: String,
    /// How far below the top of its line of the text it is, in CSS pixels.
    height: f64,
    style: String,
    width: f64,
}

const PART_LINES: &str = "
    return [...document.querySelectorAll('p > mark[data-parts]')].flatMap((mark) => {
        const part = ['cue', 'source', 'via', 'content'].find((part) => mark.dataset.parts.split(' ').includes(part));
        if (!part) return [];
        const { borderBottomStyle: style, borderBottomWidth } = getComputedStyle(mark);
        const width = parseFloat(borderBottomWidth), paragraph = mark.parentElement;
        const top = paragraph.getBoundingClientRect().top, step = parseFloat(getComputedStyle(paragraph).lineHeight);
        return [...mark.getClientRects()].map(({ bottom }) => ({ part, style, width, height: (bottom - width - top) % step }));
    })";

/// Finds that all lines of statements are at one height, and differ by weight and dash.
async fn one_height(page: &Page, place: &str) {
    let lines: Vec<PartLine> = page.script(PART_LINES, Vec::new()).await;
    for part in ["source", "cue", "content"] {
        assert!(lines.iter().any(|line| line.part == part), "{place}: no {part} in {lines:?}");
    }
    for line in &lines {
        assert!((line.height - lines[0].height).abs() < 0.7, "{place}: {line:?} is not where {:?} is", lines[0]);
        let drawn = (line.style.as_str(), line.width);
        let expected = match line.part.as_str() {
            "source" => ("solid", 2.0),
            "cue" => ("dashed", 2.0),
            "via" | "content" => ("solid", 1.0),
            part => panic!("{part}"),
        };
        assert_eq!(drawn, expected, "{place}: {}", line.part);
    }
}

#[test]
fn who_says_and_what_stand_at_one_height() {
    visit(async |page| {
        for width in [1280, 360] {
            page.resize(width, 800).await;
            if width == 1280 {
                read_ferry(page).await;
            }
            one_height(page, &format!("{width} pixels")).await;
        }
        page.prefer(&[("forced-colors", "active")]).await;
        one_height(page, "forced colours").await;
    });
}

#[test]
fn they_do_so_in_a_saved_page() {
    let (_, file) = saved("html", true);
    Visit::of_the_build().with_file("index.html", file).run(async |page| {
        let marks = "return document.querySelectorAll('main mark').length > 8";
        page.wait_until("the marks", async || page.script::<bool>(marks, Vec::new()).await.then_some(())).await;
        for width in [1280, 360] {
            page.resize(width, 800).await;
            one_height(page, &format!("a saved page, {width} pixels")).await;
        }
    });
}

/// Which marks of the first content in quotation marks have a raised end: at the left, at the right.
const ENDS: &str = "
    const marks = [...document.querySelectorAll('p > mark[data-parts~=content]')];
    const first = marks.findIndex(({ textContent }) => textContent.includes('The island')), last = marks.findIndex(({ textContent }) => textContent.includes(' jobs'));
    return marks.slice(first, last + 1).map((mark) => {
        const [start, end] = getComputedStyle(mark).backgroundImage.split(/, (?=none|linear)/);
        return [start !== 'none', end !== 'none'];
    })";

#[test]
fn what_is_said_has_a_bracket_below_it_with_two_ends_in_all() {
    visit_ferry(async |page| {
        let ends: Vec<(bool, bool)> = page.script(ENDS, Vec::new()).await;
        let (first, last) = (ends[0], ends[ends.len() - 1]);
        assert!(ends.len() > 2 && first == (true, false) && last == (false, true), "{ends:?}");
        assert!(ends[1..ends.len() - 1].iter().all(|end| *end == (false, false)), "{ends:?}");
    });
}

/// The lines of statements, as the style sheet of page, saved page and element has them, and as they are drawn in place.
const IN_PLACE: &str = "
    const reader = document.querySelector('reportedly-text').shadowRoot.querySelector('.reportedly'), words = document.querySelector('#story p');
    return ['source', 'via', 'cue', 'content'].map((part) => {
        const drawn = getComputedStyle(words, `::highlight(reportedly-${part})`);
        const unsure = getComputedStyle(words, `::highlight(reportedly-unsure-${part})`);
        const line = ({ textDecorationThickness, textDecorationStyle, textUnderlineOffset }) =>
            [`${textDecorationThickness} ${textDecorationStyle}`, textUnderlineOffset];
        const token = getComputedStyle(reader).getPropertyValue(`--line-${part}`);
        return [token, ...line(drawn), ...line(unsure), drawn.textDecorationColor === unsure.textDecorationColor];
    })";

const NESTED: &str = "<article id=story><p>Ada Holm said on Monday that officials believed the ferry would stop. “It may be late,” she said.</p></article>\
    <reportedly-text for='#story' in-place></reportedly-text>";

/// How often a letter has the lines of two parts below it.
const DOUBLED: &str = "
    const ranges = ['source', 'via', 'cue', 'content'].flatMap((part) => [part, `unsure-${part}`].map((name) => [part, name]))
        .flatMap(([part, name]) => [...(CSS.highlights.get(`reportedly-${name}`) ?? [])].map((range) => [part, range]));
    const overlap = (one, other) => one.compareBoundaryPoints(Range.END_TO_START, other) < 0 && one.compareBoundaryPoints(Range.START_TO_END, other) > 0;
    const pairs = ranges.flatMap(([part, one], at) => ranges.slice(at + 1).filter(([name, other]) => name !== part && overlap(one, other)).map(([name, other]) => `${part} ${one}, ${name} ${other}`));
    return [ranges.length, pairs]";

#[test]
fn they_do_so_in_place_and_no_letter_has_two_lines() {
    page_of(NESTED, "body { font: 17px/1.55 serif }").run(async |page| {
        wait_until_heard(page, "ready").await;
        page.wait_until("marks", async || {
            page.script::<bool>("return CSS.highlights.has('reportedly-cue')", Vec::new()).await.then_some(())
        })
        .await;
        type Drawn = (String, String, String, String, String, bool);
        let drawn: Vec<Drawn> = page.script(IN_PLACE, Vec::new()).await;
        for (token, line, offset, unsure, unsure_offset, same_colour) in &drawn {
            assert_eq!((line, unsure), (token, token), "the page's own line");
            assert_eq!((offset, unsure_offset), (&drawn[0].2, &drawn[0].2), "one height: {drawn:?}");
            assert!(!same_colour, "what is unsure is lighter: {drawn:?}");
        }
        let (ranges, doubled): (usize, Vec<String>) = page.script(DOUBLED, Vec::new()).await;
        assert!(ranges > 4 && doubled.is_empty(), "{ranges}: {doubled:?}");
    });
}

#[test]
fn in_a_statement_within_a_statement_each_letter_has_one_line() {
    visit(async |page| {
        read(page, "Ada Holm said on Monday that officials believed the ferry would stop.").await;
        let nested = "
            return [...document.querySelectorAll('p > mark')].filter(({ dataset }) => /content/.test(dataset.parts) && /cue|source/.test(dataset.parts)).map((mark) => {
                const { borderBottomStyle, backgroundSize } = getComputedStyle(mark);
                return [mark.dataset.parts, borderBottomStyle];
            })";
        let nested: Vec<(String, String)> = page.script(nested, Vec::new()).await;
        assert!(!nested.is_empty());
        for (parts, style) in nested {
            assert_eq!(style, if parts.contains("cue") { "dashed" } else { "solid" }, "{parts}");
        }
    });
}

#[test]
fn marks_move_no_letter() {
    visit(async |page| {
        for width in [1280, 360] {
            page.resize(width, 800).await;
            if width == 1280 {
                read_ferry(page).await;
            }
            let marked = page.paragraph_bounds().await;
            page.ask("plain").await;
            page.wait_for_equal("marks", 0, async || page.count_of("p > mark[data-parts]").await).await;
            assert_eq!(page.paragraph_bounds().await, marked, "at {width}");
            page.ask("plain").await;
        }
    });
}
