//! Pages with `<reportedly-text>` in them, for all tests of it.

use reportedly_tests::{Page, Visit};

const PAGE: &str = include_str!("../../examples/policy.html");
pub(crate) const STYLE: &str = include_str!("../../examples/policy.css");

/// What a page hears of its elements, and a way into their roots.
const HEAR: &str = "
    addEventListener('error', (event) => (window.heard ??= []).push(['error', event.detail?.code ?? String(event.message)]));
    for (const name of ['ready', 'annotated', 'annotation-created', 'annotation-updated', 'annotation-removed', 'annotation-selected', 'filterchange', 'share'])
        for (const said of [name, 'before-' + name])
            addEventListener(said, (event) => (window.heard ??= []).push([said, event.detail]));
    // How far things have moved that nobody has asked to move: https://web.dev/articles/cls
    window.moved = 0;
    window.shifts = [];
    new PerformanceObserver((list) => {
        const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
        const shift = ({ node, previousRect, currentRect }) =>
            `${node?.nodeName} ${node?.id ?? ''} from ${box(previousRect)} to ${box(currentRect)}`;
        for (const { hadRecentInput, value, startTime, sources } of list.getEntries()) {
            if (hadRecentInput) continue;
            window.moved += value;
            window.shifts.push(`after ${Math.round(startTime)} ms: ${sources.map(shift).join(', ')}`);
        }
    }).observe({ type: 'layout-shift', buffered: true });
";

/// Visits a page that has elements: the example, changed.
pub(crate) fn page_with(change: impl Fn(String) -> String) -> Visit {
    let page = PAGE.replace("embed/reportedly.js", "embed/reportedly.js?open");
    let page = page.replace("<script type", "<script src=\"hear.js\"></script>\n    <script type");
    Visit::of_the_build()
        .with_file("index.html", change(page))
        .with_file("policy.css", STYLE.to_owned())
        .with_file("hear.js", HEAR.to_owned())
}

pub(crate) async fn heard(page: &Page, name: &str) -> Vec<serde_json::Value> {
    let script =
        "return (window.heard ?? []).filter(([name]) => name === arguments[0]).map(([, detail]) => detail ?? null)";
    page.script(script, vec![name.into()]).await
}

pub(crate) async fn wait_until_heard(page: &Page, name: &str) -> serde_json::Value {
    page.wait_until(name, async || heard(page, name).await.pop()).await
}

/// What a script says of the first element's root, as `root`.
pub(crate) async fn inside<T: serde::de::DeserializeOwned>(page: &Page, script: &str) -> T {
    let script = format!("const host = document.querySelector('reportedly-text'), root = host?.shadowRoot; {script}");
    page.script(&script, Vec::new()).await
}

/// The page of these words, with the loader and what hears it, and a style of this page's own.
pub(crate) fn page_of(body: &str, style: &str) -> Visit {
    let head = "<!doctype html><html lang=en><meta charset=utf-8><title>A page</title><meta name=viewport content='width=device-width'>\
        <link rel=expect blocking=render href='#end'><link rel=icon href='data:,'><link rel=stylesheet href=page.css><script src=hear.js></script><script type=module src='embed/reportedly.js?open'></script>";
    Visit::of_the_build()
        // Nothing is painted before all is there: a scroll bar that comes with the rest would move what was.
        .with_file("index.html", [head, body, "<template id=end></template>"].concat())
        .with_file("page.css", style.to_owned())
        .with_file("hear.js", HEAR.to_owned())
}

/// How far things have moved that nobody has asked to move, as the browser sums it up. What it was is said where the test fails.
#[expect(clippy::print_stderr, reason = "a test's output is shown when it fails")]
pub(crate) async fn moved(page: &Page) -> f64 {
    for shift in page.script::<Vec<String>>("return window.shifts", Vec::new()).await {
        eprintln!("moved {shift}");
    }
    page.script("return window.moved", Vec::new()).await
}
