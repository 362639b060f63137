//! A legend that explains itself: the line of examples, the words of chips, the sample of the empty page, letters for names.

use reportedly_tests::{Key, Page, visit};

use crate::texts::{read, visit_ferry};

async fn key(page: &Page) -> String {
    page.script("return document.querySelector('[data-testid=key]')?.innerText ?? ''", Vec::new()).await
}

#[test]
fn one_line_explains_the_lines_with_words_of_the_text() {
    visit_ferry(async |page| {
        let words = key(page).await;
        assert_eq!(
            words,
            "Greta Moen, who… who · said says · “We cannot pay for… what; May not sure; Greta Moen a name; lighter = unsure"
        );
        // Each sample is drawn as in the text.
        let script = "
            const look = it => { const { borderBottomStyle, textDecorationStyle, backgroundColor } = getComputedStyle(it); return [borderBottomStyle, textDecorationStyle, backgroundColor].join(); };
            return ['source', 'cue', 'content', 'hedge'].map(part => {
                const alone = part === 'hedge' ? `[data-parts~=${part}]` : `[data-parts=${part}]`;
                const sample = document.querySelector(`[data-testid=key] [data-parts=${part}]`);
                const mark = document.querySelector(`.reportedly-article mark${alone}:not([data-unsure])`);
                return part === 'hedge' ? getComputedStyle(mark).textDecorationStyle === getComputedStyle(sample).textDecorationStyle : look(sample) === look(mark);
            })";
        assert_eq!(page.script::<Vec<bool>>(script, Vec::new()).await, [true; 4]);
    });
}

#[test]
fn the_line_is_as_high_before_the_marks_are_there() {
    for width in [1280, 800, 360] {
        visit(async |page| {
            page.resize(width, 700).await;
            let height = "return document.querySelector('.reportedly-key-line').offsetHeight";
            page.paste("It rains.").await;
            page.wait_until("the line", async || (!key(page).await.is_empty()).then_some(())).await;
            let before = page.script::<u32>(height, Vec::new()).await;
            read(page, crate::texts::FERRY).await;
            let script = "const key = document.querySelector('.reportedly-key-line'); return [key.offsetHeight, key.scrollHeight]";
            let [after, all] = page.script::<[u32; 2]>(script, Vec::new()).await;
            assert_eq!(before, after, "at {width}");
            assert!(all <= after + 2, "nothing is cut off at {width}: {all} of {after}");
            assert!(!page.scrolls_sideways().await);
        });
    }
}

#[test]
fn chips_say_what_they_mean_to_pointer_and_keyboard() {
    visit(async |page| {
        read(page, "Ada Holm claimed that the ferry was late. “It was not,” said Bo Lund.").await;
        let chips: Vec<(String, String)> = page
            .script(
                "return [...document.querySelectorAll('.reportedly-panel .reportedly-tag')].map(it => [it.textContent, it.title])",
                Vec::new(),
            )
            .await;
        let meaning = |chip: &str| chips.iter().find(|(words, _)| words == chip).map(|(_, means)| means.as_str());
        assert_eq!(meaning("doubtful cue"), Some("The cue casts doubt on the claim"), "{chips:?}");
        assert!(chips.iter().all(|(_, means)| !means.is_empty()), "{chips:?}");
        // A panel that can be scrolled takes the focus, too.
        let is_entry = |focused: &reportedly_tests::Focused| {
            focused.element.starts_with("button") && focused.text.contains("doubtful cue")
        };
        page.press_until(Key::Tab, "the entry", is_entry).await;
        let told = "return [...document.querySelectorAll('.reportedly-panel .reportedly-tag')].map(it =>
            getComputedStyle(it, '::after').content).filter(content => content !== 'none')";
        let told: Vec<String> = page.script(told, Vec::new()).await;
        assert!(told.len() == 1 && told[0].contains("The cue casts doubt on the claim"), "{told:?}");
    });
}

#[test]
fn the_empty_page_shows_a_marked_sentence_and_says_that_pasting_is_enough() {
    visit(async |page| {
        let sample: String =
            page.script("return document.querySelector('[data-testid=sample]').innerText", Vec::new()).await;
        assert!(
            sample.contains("Ada Holm said “the pier is safe”") && sample.ends_with("Pasting it is enough."),
            "{sample}"
        );
        let drawn = "return ['source', 'cue', 'content'].map(part =>
            getComputedStyle(document.querySelector(`[data-testid=sample] [data-parts=${part}]`)).borderBottomStyle)";
        assert_eq!(page.script::<Vec<String>>(drawn, Vec::new()).await, ["solid", "dashed", "solid"]);
        let violations = page.accessibility_violations().await;
        assert!(violations.is_empty(), "{}", violations.join("\n"));
        page.resize(360, 700).await;
        assert!(!page.scrolls_sideways().await);
    });
}

#[test]
fn kinds_of_names_can_have_letters_that_move_nothing() {
    const LETTERS: &str = "
        return [...document.querySelectorAll('.reportedly-article mark[data-kinds]')].flatMap(mark => {
            const { content, color, backgroundColor } = getComputedStyle(mark, '::after');
            return content === 'none' ? [] : [[mark.textContent.trim(), content[1], color === backgroundColor ? 'unseen' : 'seen']];
        })";
    visit_ferry(async |page| {
        let before = page.paragraph_bounds().await;
        page.ask("menu").await;
        page.ask("style letters").await;
        page.wait_until("the letters", async || page.shows("[data-style=letters]").await.then_some(())).await;
        assert_eq!(page.paragraph_bounds().await, before, "no letter of the text has moved");
        for forced in [false, true] {
            if forced {
                page.prefer(&[("forced-colors", "active")]).await;
            }
            let letters: Vec<(String, String, String)> = page.script(LETTERS, Vec::new()).await;
            for (name, letter) in
                [("Greta Moen", "P"), ("Norlink", "O"), ("Tarsvik", "L"), ("Bergen", "L"), ("Monday", "D")]
            {
                let is = |it: &&(String, String, String)| it.0 == name;
                let found = letters.iter().find(is).unwrap_or_else(|| panic!("{name} has no letter: {letters:?}"));
                assert_eq!((&*found.1, &*found.2), (letter, "seen"), "{name}");
            }
            assert!(letters.iter().all(|(name, ..)| name != "could"), "a hedge is no name");
        }
        let violations = page.accessibility_violations().await;
        assert!(violations.is_empty(), "{}", violations.join("\n"));
    });
}
