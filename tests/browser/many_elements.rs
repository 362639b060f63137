//! Many elements on one page share what is large.

use reportedly_tests::{Page, Visit};

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
    // What one element costs can be measured only where no other site's page shares the process.
    Visit::of_an_example("ten.html")
        .with_changed("ten.html", few)
        .with_file("hear.js", "window.ready = 0; addEventListener('ready', () => (window.ready += 1))".to_owned())
        .with_header("ten.html", "Cross-Origin-Opener-Policy", "same-origin")
        .with_header("ten.html", "Cross-Origin-Embedder-Policy", "require-corp")
        .with_header("embed/engine-worker.js", "Cross-Origin-Embedder-Policy", "require-corp")
}

/// The bytes of the page and its workers, programs of wasm among them, as the browser counts them when it next tidies up.
async fn memory(page: &Page, elements: u32) -> f64 {
    page.wait_for_equal("the elements", elements, async || page.script("return window.ready ?? 0", Vec::new()).await)
        .await;
    let measure = "performance.measureUserAgentSpecificMemory().then(({ bytes }) => (window.bytes = bytes))";
    page.script::<()>(measure, Vec::new()).await;
    page.wait_until("a measurement", async || {
        page.script::<Option<f64>>("return window.bytes ?? null", Vec::new()).await
    })
    .await
}

#[test]
fn ten_elements_take_little_more_memory_than_one() {
    let of = |elements: u32| page_with(elements as usize).run(async |page| memory(page, elements).await);
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
