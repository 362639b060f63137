//! Legend, panel, filter, overview, print: ways to look at what was found.

use reportedly_document::Layer;
use reportedly_tests::{Key, State, visit};
use serde_json::json;

use crate::texts::{FERRY, id_of, long_article, read, read_ferry, visit_empty, visit_ferry, words};

#[test]
fn statements_are_grouped_by_speaker() {
    visit_ferry(async |page| {
        let listed: Vec<_> = page.statements().await.into_iter().map(|one| (one.source, one.text)).collect();
        let find = |words: &str| listed.iter().find(|(_, text)| text.contains(words)).expect("it is listed");
        for words in ["We cannot pay", "the number was probably wrong"] {
            let (source, _) = find(words);
            assert!(
                source.starts_with("Greta Moen") && source.contains("who runs the ferry company Norlink"),
                "{source}"
            );
        }
        let (source, text) = find("could lose roughly 40 jobs");
        assert!(source.starts_with("Aksel Dahl") && source.contains("mayor") && source.contains("named"), "{source}");
        assert!(text.contains("told"), "{text}");
    });
}

#[test]
fn a_pronoun_is_shown_with_whom_it_stands_for() {
    visit(async |page| {
        read(page, "Greta Moen said it may rain. She said the boats would stay.").await;
        let statements = page.statements().await;
        assert!(statements.iter().all(|one| one.source.starts_with("Greta Moen")), "{statements:?}");
        assert!(statements[1].text.contains("→ Greta Moen?"), "{statements:?}");
    });
}

#[test]
fn one_filter_for_marks_panel_and_counts() {
    visit_ferry(async |page| {
        page.ask("fold hedge").await;
        page.ask("only-kind hedge 5").await;
        page.wait_for_equal("hedges", vec!["roughly".to_owned()], async || words(page, Layer::Hedge).await).await;
        assert_eq!(page.all_marks().await.len(), 1, "only this");
        assert_eq!(page.statements().await, []);
        page.press(Key::Escape).await;
        page.ask("tab 2").await;
        page.wait_until("the list", async || page.panel().await.contains("roughly").then_some(())).await;
        assert!(!page.panel().await.contains("probably"));
        page.ask("fold hedge").await;
        page.ask("everything").await;
        page.wait_for_equal("hedges", 4, async || words(page, Layer::Hedge).await.len()).await;
        page.ask("kind voice 1").await;
        let own = ["May"].map(str::to_owned).to_vec();
        page.wait_for_equal("the article's own hedges", own, async || words(page, Layer::Hedge).await).await;
    });
}

#[test]
fn what_is_copied_has_the_marks_that_are_shown() {
    const COPIED: &str = "
        getSelection().selectAllChildren(document.querySelector('[data-testid=article]'));
        const box = document.createElement('div');
        box.append(getSelection().getRangeAt(0).cloneContents());
        getSelection().removeAllRanges();
        return [...box.querySelectorAll('mark')].map(mark => mark.dataset.parts).filter(part => part === 'hedge').length";
    visit_ferry(async |page| {
        assert!(page.script::<u32>(COPIED, Vec::new()).await > 0);
        page.toggle(Layer::Hedge).await;
        page.wait_for_equal("copied hedges", 0, async || page.script::<u32>(COPIED, Vec::new()).await).await;
    });
}

#[test]
fn hiding_all_marks_with_one_key_moves_no_text() {
    const LINES: &str =
        "return [...document.querySelectorAll('[data-row]')].map(row => row.getBoundingClientRect().height)";
    visit_ferry(async |page| {
        let before: Vec<f64> = page.script(LINES, Vec::new()).await;
        page.press_until(Key::Tab, "the text", |focused| focused.element == "mark").await;
        page.type_text("w").await;
        page.wait_for_equal("marks", 0, async || page.all_marks().await.len()).await;
        assert_eq!(page.script::<Vec<f64>>(LINES, Vec::new()).await, before);
        page.type_text("w").await;
        page.wait_until("marks", async || (!page.all_marks().await.is_empty()).then_some(())).await;
        assert_eq!(page.script::<Vec<f64>>(LINES, Vec::new()).await, before);
    });
}

#[test]
fn no_style_and_no_layer_moves_the_text() {
    const PLACES: &str = "
        return [...document.querySelectorAll('[data-row]')].map(row => {
            const box = row.getBoundingClientRect();
            return [box.x, box.y + scrollY, box.width, box.height].map(Math.round).join(' ');
        })";
    visit_ferry(async |page| {
        page.ask("menu").await;
        let before: Vec<String> = page.script(PLACES, Vec::new()).await;
        for style in ["lines", "labels", "letters", "full"] {
            page.ask(&format!("style {style}")).await;
            let styled = async || {
                page.script::<bool>(
                    "return Boolean(document.querySelector(arguments[0]))",
                    vec![json!(format!("[data-style={style}]"))],
                )
                .await
            };
            page.wait_for_equal("the style", true, styled).await;
            assert_eq!(page.script::<Vec<String>>(PLACES, Vec::new()).await, before, "{style}");
        }
        page.press(Key::Escape).await;
        for layer in [Layer::Entity, Layer::Hedge, Layer::Attribution] {
            page.toggle(layer).await;
            page.wait_for_equal("the layer", false, async || page.is_on(layer).await).await;
            assert_eq!(page.script::<Vec<String>>(PLACES, Vec::new()).await, before, "{layer}");
        }
    });
}

#[test]
fn names_are_listed_once_with_all_mentions() {
    visit_ferry(async |page| {
        page.ask("tab 1").await;
        let panel =
            page.wait_until("names", async || Some(page.panel().await).filter(|it| it.contains("Greta Moen"))).await;
        assert_eq!(panel.matches("Moen").count(), 1, "“Moen” is Greta Moen:\n{panel}");
        page.click(".reportedly-entry").await;
        let lit = async || page.all_marks().await.into_iter().filter(|mark| !mark.lit.is_empty()).count();
        page.wait_until("lit marks", async || (lit().await > 0).then_some(())).await;
    });
}

#[test]
fn the_check_lists_places_and_gives_no_verdict() {
    const TEXT: &str = "The talks began in Oslo on Friday.\n\nA person familiar with the talks said they may fail. \
        Many say the plan is weak.\n\nGreta Moen reportedly said the boats would stay.";
    visit(async |page| {
        read(page, TEXT).await;
        page.ask("tab 3").await;
        let section = async |name: &str| -> String {
            page.script(
                "return document.querySelector(`[data-check=${arguments[0]}]`)?.innerText ?? ''",
                vec![name.into()],
            )
            .await
        };
        page.wait_until("the list", async || section("unattributed").await.contains("began in Oslo").then_some(()))
            .await;
        let vague = section("vague").await;
        assert!(vague.contains("A person familiar") && vague.contains("Many"), "{vague}");
        assert!(section("hedged").await.contains("Greta Moen"));
        assert!(!page.panel().await.to_lowercase().contains("score"));
    });
}

#[test]
fn the_strip_leads_to_its_place() {
    visit(async |page| {
        page.resize(1280, 600).await;
        page.paste(&format!("{}{FERRY}", "The boat leaves at noon and comes back at night.\n\n".repeat(60))).await;
        page.wait_for(State::Ready).await;
        let script = "
            const strip = document.querySelector('[data-testid=strip]'), box = strip.getBoundingClientRect();
            strip.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: box.x + 2, clientY: box.bottom - 1 }));";
        page.script::<()>(script, Vec::new()).await;
        let last = id_of(page, Layer::Hedge, "probably").await;
        page.wait_for_equal("the last mark's view", true, async || page.is_in_view(&last).await).await;
        page.resize(700, 600).await;
        assert!(!page.shows("[data-testid=strip]").await, "there is no room for it on a narrow page");
    });
}

#[test]
fn the_strip_ends_with_the_text_and_says_where_one_is() {
    const SEEN: &str = "
        const seen = document.querySelector('.reportedly-seen');
        return [+seen.getAttribute('y'), +seen.getAttribute('height')];";
    visit(async |page| {
        page.resize(1280, 1000).await;
        read_ferry(page).await;
        let frame = async || page.script::<(f64, f64)>(SEEN, Vec::new()).await;
        page.wait_for_equal("all of a short text", (0.0, 500.0), frame).await;
        let (strip, article) =
            (page.bounds("[data-testid=strip]").await[0], page.bounds("[data-testid=article]").await[0]);
        assert!(strip.height <= article.height + 1.0, "{strip:?} is longer than {article:?}");
        page.begin_anew().await;
        read(page, &long_article(30_000)).await;
        let (from, height) =
            page.wait_until("a part of the text", async || Some(frame().await).filter(|it| it.1 < 400.0)).await;
        assert!(from < 5.0 && height > 5.0, "{from}, {height}");
        page.script::<()>("scrollTo({ top: document.body.scrollHeight / 2, behavior: 'instant' })", Vec::new()).await;
        let half = async || Some(frame().await.0).filter(|from| (150.0..350.0).contains(from));
        page.wait_until("the middle of the text", half).await;
    });
}

#[test]
fn pointing_at_an_entry_lights_its_marks() {
    visit_ferry(async |page| {
        let statement = page.statements().await.pop().expect("there are statements");
        let script = "document.querySelector(`[data-statement='${arguments[0]}']`).dispatchEvent(
            new PointerEvent('pointerover', { bubbles: true }))";
        page.script::<()>(script, vec![json!(statement.id)]).await;
        page.wait_until("light", async || {
            page.all_marks()
                .await
                .iter()
                .any(|mark| !mark.lit.is_empty() && mark.ids.contains(&statement.id))
                .then_some(())
        })
        .await;
    });
}

#[test]
fn paper_has_legend_notes_and_a_table_of_statements() {
    visit_ferry(async |page| {
        page.click_mark(&id_of(page, Layer::Entity, "Norlink").await).await;
        page.wait_for_card().await;
        let at: String = page
            .script(
                "return document.querySelector('.reportedly-card [data-do^=accept]').dataset.do.split(' ')[1]",
                Vec::new(),
            )
            .await;
        page.choose(&format!("note {at}"), "Who owns it?").await;
        page.script::<()>("dispatchEvent(new Event('beforeprint'))", Vec::new()).await;
        let cdp = page.session().cdp();
        cdp.send_raw("Emulation.setEmulatedMedia", json!({ "media": "print" })).await.expect("a browser can print");
        let text = page.wait_until("what is printed", async || {
            Some(page.script::<String>("return document.body.innerText", Vec::new()).await)
                .filter(|text| text.contains("Who owns it?"))
        });
        let text = text.await;
        for words in ["What the marks mean", "Notes", "Who said what", "Aksel Dahl", "probably wrong"] {
            assert!(text.contains(words), "{words} is not printed:\n{text}");
        }
        assert!(!text.contains("Plain text") && !page.shows("[data-testid=panel]").await, "controls are not printed");
        let note = "return getComputedStyle(document.querySelector('mark[data-note]'), '::after').content";
        assert!(page.script::<String>(note, Vec::new()).await.contains('['), "the note's number stands at its mark");
    });
}

#[test]
fn paper_has_nothing_over_the_headline_no_traces_of_the_keyboard_and_all_columns() {
    const TEXT: &str = "Harbour Talks\n\nAna Diaz, speaking to the Harbour Post, said that nobody objected.\n\n\
        A person familiar with the talks said they may fail.";
    const LOOK: &str = "
        const seen = (selector) => [...document.querySelectorAll(selector)].filter((it) => it.getClientRects().length).length;
        const focused = getComputedStyle(document.activeElement);
        const lit = document.querySelector('mark[data-lit]');
        return {
            controls: seen('.reportedly-key, .reportedly-jump, .reportedly button, .actions button, footer, dialog'),
            outline: document.activeElement.localName === 'mark' ? focused.outlineStyle : 'no mark has the focus',
            lit: lit ? getComputedStyle(lit).getPropertyValue('--wash').includes('transparent') : 'no mark is lit',
            ink: getComputedStyle(document.querySelector('[data-testid=article]')).color,
            head: [...document.querySelectorAll('.reportedly-print th')].map((cell) => cell.innerText),
            rows: [...document.querySelectorAll('.reportedly-print tbody tr')].map((row) =>
                [...row.cells].map((cell) => cell.innerText.replaceAll('\\n', ' '))),
        };";
    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Look {
        controls: u32,
        outline: String,
        lit: serde_json::Value,
        ink: String,
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    }
    visit(async |page| {
        page.prefer(&[("prefers-color-scheme", "dark")]).await;
        read(page, TEXT).await;
        let id = page.statements().await.first().expect("there are statements").id.clone();
        page.choose_statement(&id).await;
        page.wait_until("its mark", async || (page.focused().await.element == "mark").then_some(())).await;
        // With the keyboard, so that the browser shows where it is.
        page.type_text("n").await;
        page.type_text("p").await;
        page.script::<()>("dispatchEvent(new Event('beforeprint'))", Vec::new()).await;
        let print = json!({ "media": "print", "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
        page.session().cdp().send_raw("Emulation.setEmulatedMedia", print).await.expect("a browser can print");
        let look = page
            .wait_until("what is printed", async || {
                Some(page.script::<Look>(LOOK, Vec::new()).await).filter(|look| look.rows.len() == 2)
            })
            .await;
        assert_eq!((look.controls, &*look.outline, &*look.ink), (0, "none", "rgb(0, 0, 0)"), "{look:?}");
        assert_eq!(look.lit, json!(true), "{look:?}");
        assert_eq!(look.head, ["Who", "Kind of source", "How", "What"]);
        assert!(
            look.rows[0][0].contains("Ana Diaz") && look.rows[0][0].contains("by way of the Harbour Post"),
            "{look:?}"
        );
        assert!(look.rows[0][1].starts_with("named") && look.rows[1][1].starts_with("anonymous"), "{look:?}");
    });
}

#[test]
fn a_text_without_an_article_says_so_and_its_lines_can_be_included() {
    visit(async |page| {
        read(page, "Home\n\nNews\n\nSubscribe\n\nAdvertisement\n\nShare this article").await;
        assert_eq!(page.count_of(".reportedly-aside").await, 5);
        let notices = page.notices().await;
        assert!(notices.len() == 1 && notices[0].starts_with("No line of this text"), "{notices:?}");
        page.click(".reportedly-sheet > :first-child button").await;
        let included = async || page.count_of(".reportedly-aside[data-included]").await;
        page.wait_for_equal("lines that are included", 1, included).await;
    });
}

#[test]
fn lines_that_are_not_the_articles_are_set_aside_and_can_be_included() {
    const TEXT: &str = "Ferry talks\n\nBy Greta Moen\n\nIt may rain in Oslo.\n\nRead more: Storm may hit Bergen";
    visit(async |page| {
        read(page, TEXT).await;
        assert_eq!(words(page, Layer::Hedge).await, ["may"]);
        assert_eq!(page.count(Layer::Hedge).await, Some(1));
        // The byline is a part of the article, and so is a headline of few words.
        assert_eq!(page.count_of(".reportedly-aside").await, 1);
        page.click(".reportedly-sheet > :last-child button").await;
        page.wait_for_equal("hedges", 2, async || words(page, Layer::Hedge).await.len()).await;
        assert_eq!(page.count(Layer::Hedge).await, Some(2));
    });
}

#[test]
fn a_paragraph_in_another_language_is_set_aside() {
    let text = format!(
        "{FERRY}\nDer Minister hat gestern gesagt, dass die Gespräche bald wieder aufgenommen werden sollen und niemand \
         weiß, wie lange das in Bergen noch dauern wird."
    );
    visit(async |page| {
        read(page, &text).await;
        assert_eq!(page.count_of(".reportedly-aside").await, 1);
        assert_eq!(page.count_of(".reportedly-aside mark").await, 0);
    });
}

#[test]
fn the_colours_are_the_persons_choice() {
    const SCHEME: &str = "return getComputedStyle(document.documentElement).colorScheme";
    visit_empty(async |page| {
        page.choose("theme", "dark").await;
        page.wait_for_equal("the colours", "dark".to_owned(), async || page.script::<String>(SCHEME, Vec::new()).await)
            .await;
        page.reload().await;
        page.wait_for_equal("the colours", "dark".to_owned(), async || page.script::<String>(SCHEME, Vec::new()).await)
            .await;
    });
}

#[test]
fn a_long_list_comes_in_parts() {
    visit(async |page| {
        read(page, &long_article(60_000)).await;
        let listed = page.statements().await.len();
        assert_eq!(listed, 100);
        page.ask("more").await;
        page.wait_for_equal("statements", 200, async || page.statements().await.len()).await;
    });
}
