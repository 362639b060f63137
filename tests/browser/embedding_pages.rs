//! Other people's pages, as the examples have them: frameworks that render around the element, themes, other origins.

use reportedly_tests::{Page, Visit};
use serde_json::Value;

use crate::elements::inside;
use crate::sharing::{made, of};

/// What a page hears, and its workers with the kinds of what they answer.
const HEAR: &str = "
    addEventListener('ready', () => (window.ready = (window.ready ?? 0) + 1));
    addEventListener('annotated', () => (window.annotated = (window.annotated ?? 0) + 1));
    window.workers = new Set();
    window.Worker = class extends window.Worker {
        constructor(...given) {
            super(...given);
            workers.add(this);
            this.addEventListener('message', ({ data }) => (window.answers ??= []).push(data.kind));
        }
        terminate() {
            workers.delete(this);
            super.terminate();
        }
    };";

/// An example whose elements can be looked into, and that says what it hears.
fn example(path: &str) -> Visit {
    let head = |page: &str| {
        page.replace("embed/reportedly.js", "embed/reportedly.js?open").replacen(
            "<link",
            "<script src=/hear.js></script><link",
            1,
        )
    };
    Visit::of_an_example(path).with_changed(path, head).with_file("hear.js", HEAR.to_owned())
}

async fn wait(page: &Page, what: &str, condition: &str) {
    let script = format!("return Boolean({condition})");
    page.wait_until(what, async || inside::<bool>(page, &script).await.then_some(())).await;
}

const WORDS: &str = "return [...root.querySelectorAll('mark')].map(({ textContent }) => textContent)";

/// No error on the console, and no request of any other machine.
async fn is_quiet(page: &Page) {
    assert_eq!(page.console_errors().await, Vec::<String>::new());
    assert_eq!(page.asked_of_others(), Vec::<String>::new());
}

#[test]
fn react_renders_around_it() {
    example("react/index.html").run(async |page| {
        wait(page, "marks", "window.ready").await;
        let counts = "document.querySelector('#counts').innerText.includes('statements')";
        wait(page, "React has heard", counts).await;
        // A correction is the reader's, and none of React's business.
        inside::<()>(page, "root.querySelector('mark[data-parts=entity]').dispatchEvent(new PointerEvent('click', { bubbles: true }))").await;
        wait(page, "a card", "root.querySelector('.reportedly-card [data-do^=reject]')").await;
        let rejected: usize = inside(page, "const before = root.querySelectorAll('mark').length; root.querySelector('.reportedly-card [data-do^=reject]').click(); return before").await;
        wait(page, "a mark less", &format!("root.querySelectorAll('mark').length < {rejected}")).await;
        let marks: Vec<String> = inside(page, WORDS).await;
        inside::<()>(page, "root.querySelector('mark').dataset.kept = ''; return (async () => { for (let i = 0; i < 50; i += 1) { document.querySelector('#render').click(); await new Promise((go) => setTimeout(go)); } })()").await;
        wait(page, "rendered", "document.querySelector('h1').innerText.includes('51')").await;
        assert_eq!(inside::<Vec<String>>(page, WORDS).await, marks);
        assert!(inside::<bool>(page, "return Boolean(root.querySelector('[data-kept]'))").await, "nothing was drawn anew");
        page.click("#text").await;
        wait(page, "the other text", "root.querySelector('.reportedly-article').innerText.includes('Brevik') && root.querySelector('mark')").await;
        page.click("#move").await;
        wait(page, "another place", "host.closest('section') && root.querySelector('mark')").await;
        page.click("#mount").await;
        wait(page, "nothing left", "!host && workers.size === 0").await;
        page.click("#mount").await;
        wait(page, "back", "root?.querySelector('mark') && workers.size === 1").await;
        is_quiet(page).await;
    });
}

#[test]
fn another_yew_program_and_the_element_keep_their_clicks() {
    // As it is for readers: its root is closed, which is what keeps the two apart.
    Visit::of_an_example("yew/index.html").run(async |page| {
        page.wait_until("the host", async || page.shows("#count").await.then_some(())).await;
        let ready = "return document.querySelector('reportedly-text').getAnnotations().then(all => all.length)";
        assert!(page.script::<u32>(ready, Vec::new()).await > 3);
        let count = async || page.script::<String>("return document.querySelector('#count').innerText", Vec::new()).await;
        page.click("#count").await;
        page.click("#count").await;
        page.wait_for_equal("the count", "Count: 2".to_owned(), count).await;
        // All over the element, its buttons among it.
        let frame = "const { x, y, width, height } = document.querySelector('reportedly-text').getBoundingClientRect(); return [x, y, width, height]";
        let [x, y, width, height]: [f64; 4] = page.script(frame, Vec::new()).await;
        // Beside the last line, or below it.
        page.click_at((x + width - 20.0, y + height + 8.0)).await;
        page.click_at((x + width - 20.0, y + height - 8.0)).await;
        page.wait_until("the legend", async || {
            page.script::<[f64; 4]>(frame, Vec::new()).await.last().is_some_and(|now| *now > height + 100.0).then_some(())
        })
        .await;
        for down in [30.0, 40.0, 130.0, 150.0] {
            for along in [0.05, 0.1, 0.3, 0.6, 0.9] {
                page.click_at((x + width * along, y + down)).await;
            }
        }
        page.wait_for_equal("the count", "Count: 2".to_owned(), count).await;
        page.click("#count").await;
        page.wait_for_equal("the count", "Count: 3".to_owned(), count).await;
        page.click("#mount").await;
        page.wait_until("nothing left", async || {
            page.script::<bool>("return !document.querySelector('reportedly-text')", Vec::new()).await.then_some(())
        })
        .await;
        page.click("#mount").await;
        page.wait_until("back", async || page.shows("reportedly-text").await.then_some(())).await;
        assert!(page.script::<u32>(ready, Vec::new()).await > 3);
        is_quiet(page).await;
    });
}

#[test]
fn a_theme_and_the_element_leave_each_other_alone() {
    let theme = "
        return ['h1', '.menu a', '.widget a', '#comment', '.submit'].map((selector) => {
            const { font, color, letterSpacing, backgroundColor, transitionDuration } = getComputedStyle(document.querySelector(selector));
            return [font, color, letterSpacing, backgroundColor, transitionDuration];
        })";
    let storage = "return [localStorage.length, sessionStorage.length, document.cookie]";
    let globals = "return Object.keys(window).filter((name) => !['ready', 'annotated', 'workers', 'Worker', 'answers'].includes(name)).sort()";
    example("wordpress/index.html").run(async |page| {
        let before: Value = page.script(theme, Vec::new()).await;
        let names: Vec<String> = page.script(globals, Vec::new()).await;
        wait(page, "marks", "window.ready").await;
        wait(page, "the button", "root.querySelector('[part=more]').checkVisibility()").await;
        // Where it can be seen: the theme has taken the element's own position away.
        let seen = "const { left, top } = root.querySelector('[part=more]').getBoundingClientRect(); return document.elementFromPoint(left + 5, top + 5) === host";
        assert!(inside::<bool>(page, seen).await);
        inside::<()>(page, "root.querySelector('[part=more]').click()").await;
        let styles = "
            return ['.reportedly-bar button', '[data-row]', '.reportedly-panel', 'mark'].map((selector) => {
                const { fontSize, fontStyle, letterSpacing, wordSpacing, textTransform, color } = getComputedStyle(root.querySelector(selector));
                return [parseFloat(fontSize) > 12 && fontStyle === 'normal', letterSpacing, wordSpacing, textTransform, color === 'rgb(0, 102, 0)'];
            })";
        let clean = serde_json::json!([true, "normal", "0px", "none", false]);
        assert_eq!(inside::<Vec<Value>>(page, styles).await, vec![clean; 4]);
        assert_eq!(page.script::<Value>(theme, Vec::new()).await, before);
        assert_eq!(page.script::<Vec<String>>(globals, Vec::new()).await, names);
        assert_eq!(page.script::<(u32, u32, String)>(storage, Vec::new()).await, (0, 0, String::new()));
        assert_eq!(page.script::<u32>("return indexedDB.databases().then(all => all.length)", Vec::new()).await, 0);
        // Keys are the page's outside of the element, and the element's inside.
        let press = "
            const press = (target, key) => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
            return [press(document.body, 'j'), press(document.body, 'n'), document.documentElement.dataset.keys]";
        assert_eq!(page.script::<(bool, bool, String)>(press, Vec::new()).await, (true, true, "jn".to_owned()));
        is_quiet(page).await;
        let outside = page.requests().into_iter().filter(|path| !path.starts_with("/embed/") && !path.starts_with("/wordpress/"));
        assert_eq!(outside.collect::<Vec<_>>(), ["/hear.js"]);
    });
}

#[test]
fn the_folder_may_lie_on_another_origin() {
    Visit::of_an_example("other-origin.html").run(async |page| {
        let marks = "return customElements.whenDefined('reportedly-text').then(() => document.querySelector('reportedly-text').getAnnotations()).then(all => all.length)";
        assert!(page.script::<u32>(marks, Vec::new()).await > 10);
        let link = "return document.querySelector('reportedly-text').toLink()";
        assert!(page.script::<String>(link, Vec::new()).await.starts_with("r1="));
        let elsewhere = page.requests_elsewhere();
        assert!(elsewhere.iter().any(|path| path.contains("engine-worker.js")), "{elsewhere:?}");
        let warned: Vec<String> = page.console().await.into_iter().filter(|line| line.contains("background")).collect();
        assert_eq!(warned, Vec::<String>::new(), "the worker is not refused");
        assert!(page.requests().iter().all(|path| !path.contains("/embed/")), "{:?}", page.requests());
        is_quiet(page).await;
    });
}

#[test]
fn a_frame_is_as_high_as_its_text_and_says_what_happens_in_it() {
    Visit::of_an_example("frame.html").run(async |page| {
        page.wait_until("the frame's counts", async || {
            let heard = "return document.querySelector('#heard').innerText";
            page.script::<String>(heard, Vec::new()).await.starts_with("The frame says: 4 names").then_some(())
        })
        .await;
        let height =
            async || page.script::<f64>("return document.querySelector('iframe').clientHeight", Vec::new()).await;
        page.wait_until("its height", async || (height().await > 520.0).then_some(())).await;
        // Whoever says the same from elsewhere is not heard: here the page itself, and a frame of this origin.
        let lie = "
            window.lies = 0;
            document.querySelector('iframe').addEventListener('share', () => (lies += 1));
            const lie = { reportedly: 1, height: 200, event: 'share', detail: {} };
            postMessage(lie, '*');
            const other = document.createElement('iframe');
            document.body.append(other);
            const script = other.contentDocument.createElement('script');
            script.textContent = `parent.postMessage(${JSON.stringify(lie)}, '*')`;
            other.contentDocument.body.append(script);";
        let before = height().await;
        page.script::<()>(lie, Vec::new()).await;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert_eq!(height().await, before);
        assert_eq!(page.script::<u32>("return lies", Vec::new()).await, 0);
        is_quiet(page).await;
    });
}

#[test]
fn a_frame_that_was_greeted_too_early_tells_its_host() {
    // As in WebKit, where a frame has loaded before its modules have run.
    let early =
        "<script>document.addEventListener('load', (event) => event.stopImmediatePropagation(), true);</script>";
    let visit = Visit::of_an_example("frame.html")
        .with_changed("frame.html", |page| page.replacen("<script", &format!("{early}<script"), 1));
    visit.run(async |page| {
        page.wait_until("an event of the frame", async || {
            let heard: String = page.script("return document.querySelector('#heard').textContent", Vec::new()).await;
            heard.starts_with("The frame says").then_some(())
        })
        .await;
    });
}

/// A frame of this origin, whose inside can be looked into.
fn frame(query: &str, style: &str, width: u32) -> Visit {
    let text = "Ferry Cuts May Hit Island Jobs\n\nThe island could lose roughly 40 jobs, Aksel Dahl told reporters in Bergen on Monday. “We cannot pay for empty boats,” said Greta Moen.";
    let link = made(of(text));
    let page = format!(
        "<!doctype html><meta charset=utf-8><title>A page</title><link rel=icon href='data:,'><link rel=stylesheet href=page.css>
        <script type=module src=embed/frame.js></script><iframe src='embed/embed.html{query}#{link}' width={width} height=480></iframe>"
    );
    Visit::of_the_build().with_file("index.html", page).with_file("page.css", style.to_owned())
}

async fn wait_for_frame(page: &Page) {
    page.wait_until("the frame's marks", async || {
        let there = "const text = document.querySelector('iframe').contentDocument?.querySelector('reportedly-text'); return Boolean(text?.text) && text.getBoundingClientRect().height > 250";
        page.script::<bool>(there, Vec::new()).await.then_some(())
    })
    .await;
}

#[test]
fn a_frame_that_has_been_given_its_height_has_no_scroll_bar() {
    // The height of a box is that of its content, or with borders.
    let cases = [
        ("", "iframe { border: 0 }"),
        ("?density=compact", "iframe { border: 0 }"),
        ("?theme=dark&panel=off", "* { box-sizing: border-box } iframe { border: 5px solid; padding: 3px }"),
    ];
    for (query, style) in cases {
        for width in [320, 600, 1000] {
            frame(query, style, width).run(async |page| {
                wait_for_frame(page).await;
                let inside = "const { clientHeight, scrollHeight } = document.querySelector('iframe').contentDocument.documentElement; return scrollHeight - clientHeight";
                page.wait_for_equal("what is to be scrolled", 0, async || page.script::<i64>(inside, Vec::new()).await).await;
                tokio::time::sleep(std::time::Duration::from_millis(400)).await;
                assert_eq!(page.script::<i64>(inside, Vec::new()).await, 0, "{query} {width}");
            });
        }
    }
}

#[test]
fn the_line_above_the_text_of_a_frame_has_the_theme_of_the_frame() {
    for (theme, is_dark) in [("dark", true), ("light", false)] {
        frame(&format!("?theme={theme}"), "", 600).run(async |page| {
            page.prefer(&[("prefers-color-scheme", if is_dark { "light" } else { "dark" })]).await;
            wait_for_frame(page).await;
            let colours = "
                const page = document.querySelector('iframe').contentDocument;
                return [page.body, page.querySelector('#origin')].map((one, at) => getComputedStyle(one)[at ? 'color' : 'backgroundColor'].match(/\\d+/g).slice(0, 3).map(Number).reduce((sum, channel) => sum + channel))";
            let [paper, line]: [u32; 2] = page.script(colours, Vec::new()).await;
            assert_eq!(paper < line, is_dark, "{theme}: {paper} and {line}");
        });
    }
}

#[test]
fn a_page_that_forbids_wasm_has_its_article() {
    example("blocked.html").run(async |page| {
        wait(page, "the notice", "root?.querySelector('[part=notice]').checkVisibility()").await;
        let told: String = inside(page, "return root.querySelector('[part=notice]').textContent").await;
        assert!(told.contains("'wasm-unsafe-eval'"), "{told}");
        let warned = page.console().await.iter().filter(|line| line.contains("'wasm-unsafe-eval'")).count();
        assert_eq!(warned, 1, "who made the page looks at the console");
        let reads = "return host.innerText.includes('Nora Feld') && host.querySelector('p').checkVisibility()";
        assert!(inside::<bool>(page, reads).await);
        let fetched = page.requests().into_iter().filter(|path| path.contains("/embed/"));
        assert_eq!(fetched.collect::<Vec<_>>(), ["/embed/reportedly.js?open"], "there is no use in more");
    });
}

#[test]
fn the_engine_has_a_worker_under_the_documented_policy_and_a_refusal_is_told_in_the_console() {
    // Own origin and another one; as a header, which also counts for what the page's markup does not.
    for folder in ["embed/", "{{other}}embed/"] {
        let trusted = "blob:; require-trusted-types-for 'script'; trusted-types reportedly";
        for (workers, is_allowed) in [("blob:", true), (trusted, true), ("'self' {{origin}}", false)] {
            let origin = if folder.starts_with('{') { "{{other}}" } else { "'self'" };
            let policy = format!(
                "default-src 'none'; script-src 'self' {origin} 'wasm-unsafe-eval'; worker-src {}; connect-src {origin}",
                workers.replace("{{origin}}", origin)
            );
            let page = format!(
                "<!doctype html><html lang=en><meta charset=utf-8><title>A page</title><meta http-equiv=Content-Security-Policy content=\"{policy}\">
                <script src=hear.js></script><script type=module src='{folder}reportedly.js?open'></script>
                <reportedly-text><p>The island could lose roughly 40 jobs, Aksel Dahl told reporters in Bergen.</p></reportedly-text>"
            );
            let visit = Visit::of_the_build()
                .with_neighbour()
                .with_file("index.html", page)
                .with_file("hear.js", HEAR.to_owned());
            visit.run(async |page| {
                wait(page, "marks", "window.ready && root.querySelectorAll('mark').length > 3").await;
                let works = "return (window.answers ?? []).includes('done')";
                assert_eq!(page.script::<bool>(works, Vec::new()).await, is_allowed, "{folder} {workers}");
                let told = page.console().await.iter().filter(|line| line.contains("`worker-src blob:`")).count();
                assert_eq!(told, usize::from(!is_allowed), "{folder} {workers}");
            });
        }
    }
}

#[test]
fn the_policy_of_the_example_is_the_one_that_is_documented() {
    let policy = include_str!("../../examples/policy.html");
    let documented = include_str!("../../docs/embedding.md");
    let documented =
        documented.split("```").find(|block| block.contains("script-src")).expect("there is a policy").trim();
    // The element needs no style of the page's, which has a sheet of its own.
    let own = format!("default-src 'none'; {documented}; style-src 'self'");
    assert!(policy.contains(&format!("content=\"{own}\"")), "{own}");
    // From another origin.
    let policy = include_str!("../../examples/other-origin.html");
    let elsewhere =
        own.replace("script-src 'self'", "script-src {{other}}").replace("connect-src 'self'", "connect-src {{other}}");
    assert!(policy.contains(&format!("content=\"{elsewhere}\"")), "{elsewhere}");
    let documented = elsewhere
        .replace("default-src 'none'; ", "")
        .replace("; style-src 'self'", "")
        .replace("{{other}}", "https://news.example");
    assert!(include_str!("../../docs/embedding.md").contains(&documented), "{documented}");
}

#[test]
fn every_example_is_listed_and_marks_its_text() {
    let listed = include_str!("../../examples/index.html");
    for path in [
        "plain.html",
        "in-place.html",
        "policy.html",
        "ten.html",
        "headless.html",
        "wordpress/",
        "react/",
        "yew/",
        "other-origin.html",
        "frame.html",
        "blocked.html",
    ] {
        assert!(listed.contains(&format!("href=\"{path}\"")), "{path}");
    }
    for path in ["plain.html", "in-place.html", "policy.html"] {
        example(path).run(async |page| {
            wait(page, path, "window.ready && root.querySelectorAll('mark').length > 5").await;
            is_quiet(page).await;
        });
    }
    Visit::of_an_example("headless.html").run(async |page| {
        page.click("#annotate").await;
        page.wait_until("data", async || {
            page.script::<bool>(
                "return document.querySelector('#found').innerText.includes('\"layer\": \"attribution\"')",
                Vec::new(),
            )
            .await
            .then_some(())
        })
        .await;
        is_quiet(page).await;
    });
}

#[test]
fn the_page_of_a_frame_says_what_is_wrong_with_a_link() {
    let told = async |page: &Page| page.script::<String>("return document.body.innerText", Vec::new()).await;
    Visit::of_an_example("embed/embed.html").run(async |page| {
        assert!(told(page).await.contains("carries no text"));
        page.script::<()>("location.hash = 'r1=nonsense'", Vec::new()).await;
        page.wait_until("what is wrong", async || told(page).await.contains("could not be shown").then_some(())).await;
        assert!(!told(page).await.contains("publisher"), "there is no text");
    });
}
