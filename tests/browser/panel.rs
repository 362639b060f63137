//! The list of who said what.

use reportedly_document::Layer;
use reportedly_tests::{Key, Page, State, visit};

use crate::texts::{FERRY, read, visit_ferry};

/// Enough text that any model is sure of some statements and names and not of others.
const ARTICLES: [&str; 3] = [
    include_str!("../../static/examples/business.txt"),
    include_str!("../../static/examples/diplomacy.txt"),
    // A statement inside of a statement, which the model cannot see.
    "Ada Holm said on Monday that officials believed the ferry would stop.",
];

async fn read_articles(page: &Page) {
    read(page, &ARTICLES.join("\n\n")).await;
}

#[test]
fn a_chosen_statement_is_brought_into_view_and_lit() {
    visit(async |page| {
        page.resize(800, 500).await;
        page.paste(&format!("{}{FERRY}", "The ferry leaves at noon and comes back at night.\n\n".repeat(40))).await;
        page.wait_for(State::Ready).await;
        for statement in page.statements().await {
            page.choose_statement(&statement.id).await;
            page.wait_for_equal("the statement's view", true, async || page.is_in_view(&statement.id).await).await;
            assert!(page.focused().await.ids.contains(&statement.id), "the keyboard goes there too");
            let lit = page.all_marks().await.into_iter().filter(|mark| !mark.lit.is_empty());
            let lit: Vec<_> = lit.filter(|mark| mark.ids.contains(&statement.id)).flat_map(|mark| mark.lit).collect();
            for part in ["source", "cue", "content"] {
                assert!(lit.iter().any(|one| one == part), "the {part} of {statement:?} is not lit");
            }
        }
    });
}

#[test]
fn a_statement_is_chosen_with_the_keyboard() {
    visit_ferry(async |page| {
        let last = page.statements().await.pop().expect("the article has statements");
        page.press_until(Key::Tab, "the last entry", |focused| focused.ids == [last.id.as_str()]).await;
        page.press(Key::Enter).await;
        let at_a_mark = async || Some(page.focused().await).filter(|focused| focused.element == "mark");
        let focused = page.wait_until("the focus in the text", at_a_mark).await;
        assert!(focused.ids.contains(&last.id), "{focused:?}");
    });
}

#[test]
fn a_statement_that_the_engine_is_not_sure_of_says_so_in_words() {
    visit(async |page| {
        read_articles(page).await;
        let marks = page.all_marks().await;
        // A part that a surer statement has here as well is drawn as sure.
        let alone = |id: &str| -> Vec<bool> {
            marks.iter().filter(|mark| mark.ids == [id]).map(|mark| !mark.unsure.is_empty()).collect()
        };
        let mut seen = [0, 0];
        for statement in page.statements().await {
            let drawn = alone(&statement.id);
            if drawn.is_empty() {
                continue;
            }
            let doubted = drawn.contains(&true);
            assert_eq!(statement.text.contains("Low confidence"), doubted, "{statement:?}");
            seen[usize::from(doubted)] += 1;
        }
        assert!(seen[0] > 3 && seen[1] > 0, "{seen:?}");
        let border =
            "return getComputedStyle(document.querySelector('.reportedly-tag[data-confidence]')).borderTopStyle";
        assert_eq!(page.script::<String>(border, Vec::new()).await, "dashed", "not by words alone either");
    });
}

#[test]
fn a_person_who_confirms_a_statement_makes_it_a_sure_one() {
    visit(async |page| {
        read_articles(page).await;
        let doubted = page.statements().await.into_iter().find(|one| one.text.contains("Low confidence"));
        let id = doubted.expect("some statement is doubted").id;
        page.ask("tab 5").await;
        page.ask("accept-all").await;
        let sure = async || {
            page.statements()
                .await
                .into_iter()
                .any(|one| one.id == id && !one.text.contains("Low confidence"))
                .then_some(())
        };
        page.ask("tab 0").await;
        page.wait_until("the statement to be sure", sure).await;
    });
}

#[test]
fn switching_names_off_changes_nobodys_statements() {
    visit(async |page| {
        read_articles(page).await;
        let listed = async || page.statements().await.into_iter().map(|one| (one.source, one.text)).collect::<Vec<_>>();
        let before = listed().await;
        page.toggle(Layer::Entity).await;
        page.wait_for_equal("the names", vec![], async || page.annotations(Layer::Entity).await).await;
        assert_eq!(listed().await, before);
    });
}

/// Of each heading with its entries: whether it is in view while one of its entries is; and whether its count stands on the
/// first line of its name.
const HEADINGS: &str = "
    const panel = document.querySelector('[data-testid=panel]').getBoundingClientRect();
    const bar = document.querySelector('.reportedly-bar');
    const fixed = getComputedStyle(bar).position === 'sticky' ? bar.getBoundingClientRect().bottom : 0;
    const top = Math.max(panel.top, fixed, 0), bottom = Math.min(panel.bottom, innerHeight);
    return [...document.querySelectorAll('.reportedly-group')].flatMap(group => {
        const heading = group.querySelector('h3');
        const entries = [...group.querySelectorAll('li')].filter(entry => !entry.closest('details:not([open])'))
            .map(entry => entry.getBoundingClientRect());
        const seen = entries.some(box => box.bottom > top + 60 && box.top < bottom);
        const box = heading.getBoundingClientRect();
        const name = heading.firstElementChild.getClientRects()[0], count = heading.lastElementChild.getBoundingClientRect();
        const inView = box.top >= top - 2 && box.bottom <= bottom + 2;
        return [[seen && entries[0].top < bottom - 60, inView, Math.abs(count.top - name.top) < 8]];
    });";

async fn headings_stay(page: &Page, scroll: &str) {
    let mut stuck = 0;
    for step in 1..6 {
        page.script::<()>(scroll, vec![(step * 170).into()]).await;
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        for (seen, in_view, one_line) in page.script::<Vec<(bool, bool, bool)>>(HEADINGS, Vec::new()).await {
            assert!(one_line, "a count is on a line of its own");
            assert!(!seen || in_view, "entries are in view and their heading is not, after {step} steps");
            stuck += usize::from(seen);
        }
    }
    assert!(stuck > 4, "no group was in view");
}

#[test]
fn a_heading_stays_with_its_entries_and_its_count_with_its_name() {
    const IN_PANEL: &str = "document.querySelector('[data-testid=panel]').scrollTop = arguments[0]";
    const IN_PAGE: &str = "
        const panel = document.querySelector('[data-testid=panel]').getBoundingClientRect();
        scrollTo({ top: panel.top + scrollY + arguments[0], behavior: 'instant' })";
    visit(async |page| {
        page.resize(1280, 600).await;
        read_articles(page).await;
        headings_stay(page, IN_PANEL).await;
        for width in [700, 360] {
            page.resize(width, 640).await;
            headings_stay(page, IN_PAGE).await;
        }
    });
}

/// Captions and lines that are set aside, around two sentences of ten words and a headline of five.
const AROUND: &str = "Ferry Talks Go On Today\n\nShare\n\nImage caption The harbour of Tarsvik on Monday.\n\n\
    The ferry stays. The mayor of Tarsvik was in Bergen.\n\nRead more: Storm may hit Bergen";

#[test]
fn numbers_leave_out_what_is_set_aside_captions_and_buttons() {
    visit(async |page| {
        read(page, AROUND).await;
        page.ask("tab 4").await;
        let script = "
            const terms = [...document.querySelectorAll('.reportedly-numbers th[scope=row]')];
            return Object.fromEntries(terms.map(term => [term.textContent, term.nextElementSibling.textContent]))";
        let numbers: std::collections::BTreeMap<String, String> = page.script(script, Vec::new()).await;
        assert_eq!((&*numbers["Words"], &*numbers["Sentences"]), ("15", "2"), "{numbers:?}");
        page.ask("tab 3").await;
        let panel = page.wait_until("the list", async || {
            Some(page.panel().await).filter(|panel| panel.contains("Sentences without a source"))
        });
        let panel = panel.await;
        assert!(
            panel.contains("The mayor of Tarsvik") && !panel.contains("harbour") && !panel.contains("Storm"),
            "{panel}"
        );
    });
}
