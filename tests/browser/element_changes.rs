//! Texts, annotations and elements that change while something is being waited for.

use std::time::Duration;

use reportedly_tests::{Page, at_each_text};

use crate::elements::{heard, inside, page_of, wait_until_heard};

const ARTICLE: &str = "<reportedly-text loading=eager><p>The island of Tarsvik could lose roughly 40 jobs, Aksel Dahl, the mayor, told reporters in Bergen on Monday.</p></reportedly-text>";

const WORDS: &str = "return [...root.querySelectorAll('mark')].map(({ textContent }) => textContent)";

/// What a promise comes to: "done", or the code of the error.
const CODE: &str = "const code = (attempt) => attempt.then(() => 'done', (error) => error instanceof Error ? String(error.code) : 'none');";

/// What a script with `await` in it returns.
async fn answer<T: serde::de::DeserializeOwned>(page: &Page, body: &str) -> T {
    inside(page, &format!("{CODE} return (async () => {{ {body} }})()")).await
}

/// Begins something that ends later; [`outcome`] is what comes of it.
async fn begin(page: &Page, attempt: &str) {
    inside::<()>(page, &format!("{CODE} window.attempt = code({attempt})")).await;
}

async fn outcome(page: &Page) -> String {
    page.script("return window.attempt", Vec::new()).await
}

/// Time for what is not to happen.
async fn rest(page: &Page) {
    page.script::<()>("return new Promise((go) => setTimeout(go, 300))", Vec::new()).await;
}

async fn has_notice(page: &Page) -> bool {
    inside(page, "return root.querySelector('[part=notice]').checkVisibility()").await
}

#[test]
fn an_engine_that_cannot_be_fetched_keeps_nobody_waiting() {
    const ENGINE: &str = "embed/engine_bg.wasm";
    page_of(ARTICLE, "").without(ENGINE).run(async |page| {
        assert_eq!(wait_until_heard(page, "error").await, "load-failed");
        let codes =
            "return [await code(host.annotate()), await code(host.annotate()), await code(host.exportAs('csv'))]";
        assert_eq!(answer::<Vec<String>>(page, codes).await, ["load-failed"; 3]);
        assert!(has_notice(page).await);
        assert!(
            inside::<bool>(page, "return host.querySelector('p').checkVisibility()").await,
            "the page's text is seen"
        );
        page.mend(ENGINE);
        assert_eq!(answer::<String>(page, "return code(host.annotate())").await, "done", "the next call tries again");
        assert!(!has_notice(page).await);
    });
}

#[test]
fn a_text_that_breaks_the_engine_rejects_and_the_next_one_does_not() {
    let breaks = |script: &str| at_each_text(script, "if (text.includes('Norlink')) throw new Error('no');");
    page_of(ARTICLE, "").with_changed("embed/engine-worker.js", breaks).run(async |page| {
        wait_until_heard(page, "ready").await;
        let broken = "
            host.text = 'Norlink may sail.';
            const first = [await code(host.annotate()), await code(host.getAnnotations())];
            host.text = 'Norlink may sail.';
            return [...first, await code(host.annotate())];";
        assert_eq!(answer::<Vec<String>>(page, broken).await, ["program-failed"; 3]);
        assert_eq!(heard(page, "error").await, ["program-failed"; 2], "once for each time that it was set");
        assert!(has_notice(page).await);
        let next = "host.text = 'It may rain in Oslo.'; return code(host.annotate())";
        assert_eq!(answer::<String>(page, next).await, "done");
        assert_eq!(inside::<Vec<String>>(page, WORDS).await, ["may", "Oslo"]);
        assert!(!has_notice(page).await);
    });
}

#[test]
fn what_is_set_while_the_first_source_is_fetched_is_shown() {
    let slow = |body: &str| page_of(body, "").with_file("slow.txt", "It might snow in Bergen.".to_owned());
    slow("<reportedly-text loading=eager src=slow.txt></reportedly-text>").with_held("slow.txt").run(async |page| {
        let is_loaded =
            "return performance.getEntriesByType('resource').some(({ name }) => name.includes('widget_bg.wasm'))";
        page.wait_until("the program", async || page.script::<bool>(is_loaded, Vec::new()).await.then_some(())).await;
        rest(page).await;
        inside::<()>(page, "host.text = 'It may rain in Oslo.'").await;
        wait_until_heard(page, "ready").await;
        assert_eq!(inside::<Vec<String>>(page, WORDS).await, ["may", "Oslo"]);
        assert_eq!(
            answer::<String>(page, "return code(host.annotate())").await,
            "done",
            "nobody waits for what is not wanted"
        );
        page.mend("slow.txt");
        rest(page).await;
        assert_eq!(inside::<String>(page, "return host.text").await, "It may rain in Oslo.", "nor is it shown later");
    });
    // One that fails counts only if nothing else is wanted by then.
    slow("<reportedly-text loading=eager src=slow.txt></reportedly-text>")
        .with_late("embed/widget_bg.wasm", Duration::from_secs(1))
        .without("slow.txt")
        .run(async |page| {
            begin(page, "customElements.whenDefined('reportedly-text').then(() => host.annotate())").await;
            rest(page).await;
            inside::<()>(page, "host.removeAttribute('src'); host.text = 'It may rain in Oslo.'").await;
            assert_eq!(outcome(page).await, "done");
            assert_eq!(heard(page, "error").await, Vec::<serde_json::Value>::new());
        });
}

#[test]
fn an_element_that_is_taken_out_and_put_back_while_it_loads_is_marked() {
    const INSIDE: &str = "embed/controller.js";
    page_of(ARTICLE, "").with_held(INSIDE).run(async |page| {
        begin(page, "customElements.whenDefined('reportedly-text').then(() => host.getAnnotations())").await;
        rest(page).await;
        let moved = "host.remove(); return new Promise((go) => setTimeout(go)).then(() => document.body.append(host))";
        inside::<()>(page, moved).await;
        page.mend(INSIDE);
        assert_eq!(outcome(page).await, "done");
        begin(page, "host.exportAs('csv')").await;
        inside::<()>(page, "host.remove()").await;
        assert!(["done", "not-annotated"].contains(&&*outcome(page).await));
    });
}

#[test]
fn the_article_that_was_named_last_is_marked_in_place() {
    const SCRIPT: &str = "embed/in-place.js";
    let stories =
        "<article id=one><p>It may rain in Oslo.</p></article><article id=two><p>It might snow in Bergen.</p></article>
        <reportedly-text loading=eager for='#one' in-place></reportedly-text>";
    page_of(stories, "").with_held(SCRIPT).run(async |page| {
        let is_loaded = "return performance.getEntriesByType('resource').some(({ name }) => name.includes('widget_bg.wasm'))";
        page.wait_until("the program", async || page.script::<bool>(is_loaded, Vec::new()).await.then_some(())).await;
        rest(page).await;
        inside::<()>(page, "host.for = '#two'").await;
        rest(page).await;
        page.mend(SCRIPT);
        wait_until_heard(page, "ready").await;
        let painted = "return [...CSS.highlights.values()].flatMap((one) => [...one]).map((range) => range.startContainer.parentElement.closest('article').id)";
        let painted = async || page.script::<Vec<String>>(painted, Vec::new()).await;
        page.wait_until("marks", async || (!painted().await.is_empty()).then_some(())).await;
        assert!(painted().await.iter().all(|id| id == "two"));
        // The other article is looked at by nobody any more.
        page.script::<()>("document.querySelector('#one p').textContent = 'It could hail in Malmo.'", Vec::new()).await;
        page.script::<()>("return new Promise((go) => setTimeout(go, 900))", Vec::new()).await;
        assert_eq!(inside::<String>(page, "return host.text.trim()").await, "It might snow in Bergen.");
        assert_eq!(inside::<u32>(page, "return root.querySelectorAll('[part=toggle]').length").await, 1);
    });
}

#[test]
fn annotations_are_of_the_text_that_they_were_given_for_or_of_none() {
    const FILES: &str = "embed/files_bg.wasm";
    const GIVEN: &str = "host.setAnnotations([{ layer: 'entity', start: 4, end: 10, kind: 'place' }])";
    /// What is done before the annotations are shown, and what there is to see of it.
    const CHANGES: [(&str, &str); 3] =
        [("host.text = 'It may rain in Oslo.'", "Oslo"), ("host.remove()", ""), ("host.setAnnotations(null)", "could")];
    for (change, word) in CHANGES {
        page_of(ARTICLE, "").with_held(FILES).run(async |page| {
            wait_until_heard(page, "ready").await;
            begin(page, GIVEN).await;
            rest(page).await;
            inside::<()>(page, change).await;
            page.mend(FILES);
            assert_eq!(outcome(page).await, "not-annotated", "{change}");
            if !word.is_empty() {
                assert_eq!(answer::<String>(page, "return code(host.annotate())").await, "done", "{change}");
                assert!(inside::<Vec<String>>(page, WORDS).await.contains(&word.to_owned()), "{change}");
            }
        });
    }
}

#[test]
fn the_attribute_text_says_what_the_text_is_at_first_only() {
    let page =
        "<reportedly-text loading=eager text='It may rain in Oslo.'><p>It might snow in Bergen.</p></reportedly-text>";
    page_of(page, "").run(async |page| {
        wait_until_heard(page, "ready").await;
        assert_eq!(inside::<Vec<String>>(page, WORDS).await, ["may", "Oslo"]);
        let again = "
            host.text = null;
            host.remove();
            await new Promise((go) => setTimeout(go));
            document.body.append(host);
            return code(host.annotate());";
        assert_eq!(answer::<String>(page, again).await, "done");
        assert_eq!(inside::<Vec<String>>(page, WORDS).await, ["might", "Bergen"]);
    });
}
