//! The entry without a screen, in a page's own thread and in a worker. What it finds is tested in Node (tests/package).

use reportedly_tests::{Page, Visit};
use serde_json::Value;

use crate::texts::FERRY;

const PAGE: &str = "<!doctype html><html lang=en><meta charset=utf-8>
    <meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'\">
    <title>A page</title><script type=module src=main.js></script></html>";

const MAIN: &str = "
    import { annotate, encodeLink } from './embed/headless.js';
    const worker = new Worker('worker.js', { type: 'module' });
    window.ask = async (text) => {
        const answer = new Promise((go) => (worker.onmessage = ({ data }) => go(data)));
        worker.postMessage(text);
        const here = await annotate(text);
        return { here, there: await answer, link: await encodeLink(here) };
    };";

const WORKER: &str = "
    import { annotate } from './embed/headless.js';
    onmessage = async ({ data }) => postMessage(await annotate(data));";

fn page() -> Visit {
    Visit::of_the_build()
        .with_file("index.html", PAGE.to_owned())
        .with_file("main.js", MAIN.to_owned())
        .with_file("worker.js", WORKER.to_owned())
}

async fn ask(page: &Page, text: &str) -> Value {
    page.wait_until("the script", async || {
        page.script::<bool>("return 'ask' in window", Vec::new()).await.then_some(())
    })
    .await;
    page.script("return window.ask(arguments[0])", vec![text.into()]).await
}

#[test]
fn a_page_and_a_worker_find_the_same_under_a_strict_policy() {
    page().run(async |page| {
        let answer = ask(page, FERRY).await;
        assert_eq!(answer["here"], answer["there"]);
        assert!(answer["here"]["annotations"].as_array().is_some_and(|all| all.len() > 8), "{answer}");
        assert!(answer["link"].as_str().is_some_and(|link| link.starts_with("r1=")));
        let errors: Vec<String> =
            page.console_errors().await.into_iter().filter(|line| !line.contains("favicon")).collect();
        assert_eq!(errors, Vec::<String>::new());
    });
}

#[test]
fn a_long_text_leaves_the_page_its_turns() {
    page().run(async |page| {
        let turns = "
            const text = arguments[0];
            return (async () => {
                let turns = 0, over = false;
                const look = () => {
                    turns += 1;
                    if (!over) setTimeout(look);
                };
                look();
                await ask(text);
                over = true;
                return turns;
            })()";
        ask(page, "It may rain.").await;
        // As many as there are slices of 30 ms in some seconds of work, or thereabouts.
        let turns: u32 = page.script(turns, vec![FERRY.repeat(150).into()]).await;
        assert!(turns > 5, "the page had {turns} turns");
    });
}
