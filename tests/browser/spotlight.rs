//! The sentence above the panel, and looking at some marks alone.

use reportedly_tests::{Key, Page, visit};

use crate::texts::{FERRY, read, read_ferry, visit_ferry};

const BAR: &str = "[data-testid=spotlight]";

/// The words of all marks that stand out.
async fn lit(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.reportedly-article mark[data-lit]')].map(mark => mark.textContent.trim())";
    page.script(script, Vec::new()).await
}

/// What the bar says: the name, and which one of how many.
async fn bar(page: &Page) -> String {
    page.script("return document.querySelector(arguments[0])?.querySelector('p').innerText ?? ''", vec![BAR.into()])
        .await
}

/// The heading of the source with most statements: its name, and how many it has.
async fn speaker(page: &Page) -> (String, usize) {
    let script = "
        const groups = [...document.querySelectorAll('.reportedly-group')].filter(it => it.querySelector('.reportedly-only'));
        const count = group => group.querySelectorAll('[data-statement]').length;
        groups.sort((one, other) => count(other) - count(one));
        groups[0].querySelector('.reportedly-only').dataset.most = '';
        return [groups[0].querySelector('.reportedly-source').textContent, count(groups[0])]";
    page.script(script, Vec::new()).await
}

#[test]
fn what_one_speaker_says_is_looked_at_alone_and_escape_ends_it() {
    visit_ferry(async |page| {
        let (name, count) = speaker(page).await;
        let before = page.paragraph_bounds().await;
        page.click(".reportedly-only[data-most]").await;
        page.wait_for_equal("the bar", format!("{name} 1 of {count}"), async || bar(page).await).await;
        assert_eq!(page.said().await, format!("{name}: 1 of {count}."));
        assert_eq!(page.paragraph_bounds().await, before, "no letter has moved");
        let parts = lit(page).await;
        assert!(!parts.is_empty() && parts.iter().all(|words| !words.is_empty()), "{parts:?}");
        // What others say has stepped back: another colour, and no mark of a layer.
        let seen: Vec<(bool, String, String)> = page
            .script(
                "return [...document.querySelectorAll('.reportedly-article mark')].map(mark => {
                    const { color, backgroundColor } = getComputedStyle(mark);
                    return [mark.dataset.lit !== undefined, color, backgroundColor];
                })",
                Vec::new(),
            )
            .await;
        let (lit, others): (Vec<_>, Vec<_>) = seen.into_iter().partition(|(is_lit, ..)| *is_lit);
        assert!(
            lit.iter().all(|(_, colour, _)| others.iter().all(|(_, other, _)| colour != other)),
            "{lit:?} {others:?}"
        );
        assert!(others.iter().all(|(.., tint)| tint == "rgba(0, 0, 0, 0)"), "{others:?}");
        let violations = page.accessibility_violations().await;
        assert!(violations.is_empty(), "{}", violations.join("\n"));

        page.press(Key::Escape).await;
        page.wait_for_equal("the bar", String::new(), async || bar(page).await).await;
        assert_eq!(page.said().await, "All marks again.");
    });
}

#[test]
fn a_key_looks_at_a_speaker_and_others_lead_through_what_is_said() {
    visit_ferry(async |page| {
        let (name, count) = speaker(page).await;
        assert!(count > 1, "{name} says {count}");
        page.click(".reportedly-only[data-most]").await;
        for number in (2..=count).chain([1]) {
            page.type_text("n").await;
            page.wait_for_equal("the bar", format!("{name} {number} of {count}"), async || bar(page).await).await;
        }
        page.type_text("p").await;
        page.wait_for_equal("the bar", format!("{name} {count} of {count}"), async || bar(page).await).await;
        page.press(Key::Escape).await;
        page.wait_for_equal("the bar", String::new(), async || bar(page).await).await;
        page.type_text("o").await;
        page.wait_for_equal("the bar", format!("{name} 1 of {count}"), async || bar(page).await).await;
    });
}

#[test]
fn each_number_of_the_sentence_leads_to_what_it_counts() {
    visit(async |page| {
        read(page, &format!("{FERRY}\n\nThe ferry leaves at noon and comes back at night.")).await;
        let summary =
            || page.script::<String>("return document.querySelector('[data-testid=summary]').innerText", Vec::new());
        let sentence = summary().await;
        for words in ["statements by", "sources: ", "named", "without a source", "hedges", "of them the article’s own."]
        {
            assert!(sentence.contains(words), "{sentence}");
        }
        let click = async |words: &str| {
            let script = "[...document.querySelectorAll('[data-testid=summary] button')].find(it => it.textContent.includes(arguments[0])).click()";
            page.script::<()>(script, vec![words.into()]).await;
        };
        let title =
            || page.script::<String>("return document.querySelector('.reportedly-panel h2').textContent", Vec::new());
        for (words, expected) in [("hedges", "Hedges"), ("without a source", "Check"), ("statements", "Who said what")]
        {
            click(words).await;
            page.wait_for_equal("the page of the panel", expected.to_owned(), title).await;
        }
        click("named").await;
        page.wait_until("the bar", async || bar(page).await.starts_with("Sources: named 1 of ").then_some(())).await;
        click("the article’s own").await;
        page.wait_until("the bar", async || {
            bar(page).await.starts_with("The article’s own hedges 1 of ").then_some(())
        })
        .await;
        assert_eq!(
            lit(page).await.len().to_string(),
            sentence.split(" of them").next().unwrap().split(' ').next_back().unwrap()
        );
    });
}

#[test]
fn the_keyboard_is_seen_on_a_mark_that_has_stepped_back() {
    visit_ferry(async |page| {
        page.click("[data-do='spotlight own 0']").await;
        page.wait_until("the bar", async || (!bar(page).await.is_empty()).then_some(())).await;
        page.press(Key::End).await;
        let outline = "
            const mark = document.activeElement;
            return mark.matches('mark:not([data-lit])') ? getComputedStyle(mark).outlineColor : ''";
        let seen = async || page.script::<String>(outline, Vec::new()).await;
        let colour = page.wait_until("the last mark", async || Some(seen().await).filter(|it| !it.is_empty())).await;
        assert_ne!(colour, "rgba(0, 0, 0, 0)");
    });
}

#[test]
fn on_a_phone_a_source_that_was_chosen_in_the_list_leads_back_to_it() {
    visit(async |page| {
        page.resize(360, 700).await;
        read_ferry(page).await;
        speaker(page).await;
        page.click(".reportedly-only[data-most]").await;
        page.wait_until("the bar", async || (!bar(page).await.is_empty()).then_some(())).await;
        page.back().await;
        let at_the_name = "return document.activeElement.matches('.reportedly-only[data-most]')";
        page.wait_until("the name in the list", async || {
            page.script::<bool>(at_the_name, Vec::new()).await.then_some(())
        })
        .await;
        assert!(!bar(page).await.is_empty(), "it is looked at alone still");
    });
}

#[test]
fn on_a_phone_the_bar_is_seen_wherever_the_text_is_and_takes_no_room() {
    visit(async |page| {
        page.resize(360, 700).await;
        page.prefer(&[("prefers-color-scheme", "dark")]).await;
        read_ferry(page).await;
        let before = page.paragraph_bounds().await;
        let (name, _) = speaker(page).await;
        page.click(".reportedly-only[data-most]").await;
        page.wait_until("the bar", async || bar(page).await.starts_with(&name).then_some(())).await;
        assert_eq!(page.paragraph_bounds().await, before);
        let is_seen = "const { top, bottom, left, right } = document.querySelector('.reportedly-spotlight-bar').getBoundingClientRect();
            return top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth";
        page.wait_until("the bar in the window", async || page.script::<bool>(is_seen, Vec::new()).await.then_some(()))
            .await;
        assert!(!page.scrolls_sideways().await);
    });
}

#[test]
fn no_line_of_the_sentence_begins_with_a_comma() {
    visit_ferry(async |page| {
        let script = "
            const sentence = document.querySelector('[data-testid=summary]'), bad = [];
            for (let width = 120; width < 420; width += 3) {
                sentence.style.inlineSize = `${width}px`;
                for (const button of sentence.querySelectorAll('button')) {
                    const mark = button.nextSibling ?? button.parentNode.nextSibling, range = new Range();
                    if (!mark?.data || mark.data.startsWith(' ')) continue;
                    range.setStart(mark, 0);
                    range.setEnd(mark, 1);
                    if (range.getBoundingClientRect().top >= button.getBoundingClientRect().bottom - 1) bad.push(width);
                }
            }
            return bad";
        assert_eq!(page.script::<Vec<u32>>(script, Vec::new()).await, Vec::<u32>::new());
    });
}
