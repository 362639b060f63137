//! Bad luck that no other file of tests has: a process that is killed, a clock that jumps, a file full of tricks. `docs/faults.md` says
//! which tests hold what.

use std::time::Duration;

use reportedly_tests::{Page, State, Visit};

use crate::drafts::wait_for_drafts;
use crate::texts::visit_empty;

const RAIN: &str = "It may rain.";

#[test]
fn a_tab_whose_process_is_killed_has_its_text_again() {
    Visit::of_the_build().alone().run(async |page| {
        page.wait_for(State::Empty).await;
        page.type_text(RAIN).await;
        wait_for_drafts(page, &[RAIN]).await;
        // Another site's page, which has a process of its own.
        let tab = page.session().new_tab().await.expect("a tab can be opened");
        let crash = page.session().cdp();
        // The browser has nobody left to answer it.
        let _ =
            tokio::time::timeout(Duration::from_secs(10), crash.send_raw("Page.crash", serde_json::json!({}))).await;
        page.session().switch_to_window(tab).await.expect("the other tab is there");
        page.open_tab().await;
        wait_for_drafts(page, &[RAIN]).await;
        page.ask("open").await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, [RAIN]);
    });
}

/// A browser whose clock can be put forward and back.
const CLOCK: &str = "
    const Right = Date;
    const shift = () => Number(sessionStorage.getItem('shift') ?? 0);
    window.Date = class extends Right {
        constructor(...given) {
            if (given.length === 0) super(Right.now() + shift()); else super(...given);
        }
        static now() { return Right.now() + shift(); }
    };";

#[test]
fn a_clock_that_jumps_loses_no_draft_and_shows_no_nonsense() {
    const YEARS: i64 = 365 * 24 * 3600 * 1000;
    let put = async |page: &Page, years: i64| {
        let script = "sessionStorage.setItem('shift', arguments[0])";
        page.script::<()>(script, vec![(years * YEARS).to_string().into()]).await;
    };
    Visit::of_the_build().with_changed("boot.js", |script| format!("{CLOCK}\n{script}")).run(async |page| {
        page.wait_for(State::Empty).await;
        page.type_text(RAIN).await;
        wait_for_drafts(page, &[RAIN]).await;
        // Far back, before there were computers; and far ahead.
        for (years, more) in [(-80, " Or snow."), (170, " Or hail.")] {
            put(page, years).await;
            page.reload().await;
            page.wait_until("the text", async || page.input().await.starts_with(RAIN).then_some(())).await;
            page.script::<()>(
                "const box = document.querySelector('textarea'); box.setSelectionRange(9999, 9999)",
                Vec::new(),
            )
            .await;
            page.click("textarea").await;
            page.press(reportedly_tests::Key::End).await;
            page.type_text(more).await;
            let saved =
                async || page.drafts().await.first().is_some_and(|title| title.ends_with(more.trim())).then_some(());
            page.wait_until("the draft", saved).await;
            assert_eq!(page.drafts().await.len(), 1, "it is the same draft");
        }
        put(page, 0).await;
        page.reload().await;
        let all = [RAIN, " Or snow.", " Or hail."].concat();
        page.wait_for_equal("the box", all, async || page.input().await).await;
        let list = "return document.querySelector('[data-testid=drafts]').innerText";
        let list: String = page.script(list, Vec::new()).await;
        assert!(!list.contains("NaN") && !list.contains("Invalid") && !list.contains("damaged"), "{list}");
    });
}

#[test]
fn a_file_full_of_tricks_is_a_sentence_and_becomes_no_element() {
    let folder = tempfile::tempdir().expect("a directory can be made");
    let deep = ["{\"text\": ", &"[".repeat(200_000)].concat();
    let numbers =
        r#"{"text": "It may rain.", "annotations": [{"layer": "hedge", "start": 1e300, "end": -1, "kind": "modal"}]}"#;
    let prototype = r#"{"__proto__": {"text": "x"}, "constructor": {"prototype": {}}, "annotations": []}"#;
    for (name, content) in [("deep.json", deep.as_str()), ("numbers.json", numbers), ("prototype.json", prototype)] {
        let path = folder.path().join(name);
        std::fs::write(&path, content).expect("a file can be written");
        visit_empty(async |page| {
            page.type_text(RAIN).await;
            page.open_file(&path).await;
            page.wait_until("a sentence", async || (!page.notices().await.is_empty()).then_some(())).await;
            assert!(!page.shows("dialog[open]").await, "{name}");
            assert_eq!(page.script::<String>("return typeof ({}).text", Vec::new()).await, "undefined");
            assert_eq!(page.console_errors().await, Vec::<String>::new(), "{name}");
            // What was typed is there, beside what could be read of the file.
            let typed = async || page.input().await == RAIN || page.drafts().await.iter().any(|title| title == RAIN);
            page.wait_until("what was typed", async || typed().await.then_some(())).await;
        });
    }
}
