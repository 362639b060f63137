//! Memory: many elements on one page share what is large, and many texts in one visit leave nothing behind.

use std::ops::Range;

use reportedly_tests::{Page, State, Visit};

use crate::texts::long_article;

/// What a browser asks for before it says how much memory a page has: no page of another site in its process.
fn alone_in_its_process(visit: Visit, page: &str) -> Visit {
    let visit = visit.with_header(page, "Cross-Origin-Opener-Policy", "same-origin");
    visit.with_header(page, "Cross-Origin-Embedder-Policy", "require-corp")
}

/// The example with ten elements, of which so many are there, all marked at once.
fn page_with(elements: usize) -> Visit {
    let few = |page: &str| {
        let mut page = page.replace("<reportedly-text>", "<reportedly-text loading=eager>");
        while page.matches("<reportedly-text").count() > elements {
            let from = page.rfind("<reportedly-text").expect("there is one more");
            let to = page.rfind("</reportedly-text>").expect("it ends") + "</reportedly-text>".len();
            page.replace_range(from..to, "");
        }
        page.replacen("<script", "<script src=hear.js></script><script", 1)
    };
    let example = Visit::of_an_example("ten.html")
        .with_changed("ten.html", few)
        .with_file("hear.js", "window.ready = 0; addEventListener('ready', () => (window.ready += 1))".to_owned());
    let example = alone_in_its_process(example, "ten.html");
    example.with_header("embed/engine-worker.js", "Cross-Origin-Embedder-Policy", "require-corp")
}

/// The bytes of the page and its workers, as the browser counts them when it next tidies up. What programs of
/// wasm have is not among them.
async fn memory(page: &Page) -> f64 {
    let measure =
        "window.bytes = null; performance.measureUserAgentSpecificMemory().then(({ bytes }) => (window.bytes = bytes))";
    page.script::<()>(measure, Vec::new()).await;
    page.wait_until("a measurement", async || {
        page.script::<Option<f64>>("return window.bytes ?? null", Vec::new()).await
    })
    .await
}

#[test]
fn ten_elements_take_little_more_memory_than_one() {
    let of = |elements: usize| {
        page_with(elements).run(async |page| {
            let ready = async || page.script("return window.ready ?? 0", Vec::new()).await;
            page.wait_for_equal("the elements", elements, ready).await;
            memory(page).await
        })
    };
    let (one, ten) = (of(1), of(10));
    assert!(ten < 1.3 * one, "one takes {one} bytes, ten take {ten}");
    assert!(ten > one, "what is measured is not what is shown: {one}, {ten}");
}

#[test]
fn ten_elements_have_one_engine() {
    page_with(10).run(async |page| {
        page.wait_for_equal("the elements", 10, async || page.script("return window.ready ?? 0", Vec::new()).await).await;
        for file in ["engine-worker.js", "engine_bg.wasm", "news.model", "widget_bg.wasm"] {
            let asked = page.requests().iter().filter(|path| path.contains(file)).count();
            assert_eq!(asked, 1, "{file}");
        }
        let marks = "return Promise.all([...document.querySelectorAll('reportedly-text')].map((one) => one.getAnnotations().then((all) => all.length)))";
        let marks: Vec<u32> = page.script(marks, Vec::new()).await;
        assert!(marks.len() == 10 && marks.iter().all(|count| *count > 5), "{marks:?}");
    });
}

/// What tells how much memory the programs of wasm have, in the window and in its workers: it is in no other measure.
const COUNTING: &str = "
    const memories = [];
    for (const way of ['instantiate', 'instantiateStreaming']) {
        const made = WebAssembly[way];
        WebAssembly[way] = async (...given) => {
            const result = await made.apply(WebAssembly, given);
            memories.push((result.instance ?? result).exports.memory);
            return result;
        };
    }
    const owned = () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
    const asked = new BroadcastChannel('asked'), answered = new BroadcastChannel('answered');
    asked.onmessage = () => answered.postMessage(owned());
    globalThis.askForMemory = () => {
        globalThis.wasm = [owned()];
        answered.onmessage = ({ data }) => globalThis.wasm.push(data);
        asked.postMessage(null);
    };";

/// The bytes of all programs of wasm: the page's own, and the engine's in its worker.
async fn memory_of_programs(page: &Page) -> f64 {
    page.script::<()>("askForMemory()", Vec::new()).await;
    let told: Vec<f64> = page
        .wait_until("two programs", async || {
            page.script::<Option<Vec<f64>>>("return wasm.length === 2 ? wasm : null", Vec::new()).await
        })
        .await;
    told.iter().sum()
}

/// Reads so many texts in turn, none of them like another, each in the place of the one before.
async fn read_in_turn(page: &Page, numbers: Range<u32>) {
    const READ: &str = "
        const [article, from, to] = arguments;
        const until = async (state) => {
            while (!document.querySelector(`[data-state=${state}]`)) await new Promise((resume) => setTimeout(resume, 5));
        };
        const reading = (async () => {
            for (let number = from; number < to; number += 1) {
                const clipboardData = new DataTransfer();
                clipboardData.setData('text/plain', `Ferry number ${number} may be late.\\n\\n${article}`);
                const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
                document.querySelector('textarea').dispatchEvent(paste);
                await until('ready');
                document.querySelector('[data-testid=new]').click();
                await until('empty');
            }
        })();
        reading.then(() => (window.read = to));";
    page.wait_for(State::Empty).await;
    // A few at a time, each of which may take as long as anything that is waited for.
    for from in numbers.clone().step_by(20) {
        let to = numbers.end.min(from + 20);
        page.script::<()>(READ, vec![long_article(4_000).into(), from.into(), to.into()]).await;
        page.wait_for_equal("the last text", to, async || page.script("return window.read ?? 0", Vec::new()).await)
            .await;
    }
}

#[test]
fn two_hundred_texts_in_one_visit_leave_next_to_nothing_in_memory() {
    let visit = Visit::of_the_build()
        .with_changed("boot.js", |script| format!("{COUNTING}\n{script}"))
        .with_changed("engine-worker.js", |script| format!("{COUNTING}\n{script}"));
    alone_in_its_process(visit.starting_at("index.html"), "index.html").run(async |page| {
        let mut measured = Vec::new();
        for numbers in [0..20, 20..200] {
            read_in_turn(page, numbers).await;
            page.collect_garbage().await;
            measured.push((memory(page).await, memory_of_programs(page).await));
        }
        let (before, after) = (measured[0], measured[1]);
        // The draft of each text is in the list below the box.
        const DRAFT: f64 = 6e3;
        assert!(after.0 < before.0 + 180.0 * DRAFT, "of scripts and elements: {measured:?}");
        assert!(after.1 < 1.25 * before.1, "of programs: {measured:?}");
    });
}
