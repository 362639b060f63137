//! An engine that breaks or stops answering: it costs its own text a sentence at most, and no other text anything.

use reportedly_document::Layer;
use reportedly_tests::{Page, State, Visit, at_each_text};

use crate::elements::{inside, page_of};
use crate::texts::{FERRY, FERRY_HEDGES, read, read_ferry, words};

const OTHER: &str = "It may rain in Oslo.";

async fn the_next_text_is_marked(page: &Page) {
    page.begin_anew().await;
    read(page, OTHER).await;
    assert_eq!(words(page, Layer::Hedge).await, ["may"]);
    assert_eq!(page.notices().await, Vec::<String>::new());
}

/// Whether a text is marked, and nothing else is said, where a worker does this at each text.
#[track_caller]
fn is_replaced(does: &'static str) {
    Visit::of_the_build().with_workers_that(does).run(async |page| {
        read_ferry(page).await;
        assert_eq!(words(page, Layer::Hedge).await, FERRY_HEDGES);
        page.wait_for_equal("sentences", Vec::<String>::new(), async || page.notices().await).await;
    });
}

#[test]
fn a_worker_that_hangs_is_replaced_and_the_text_is_marked() {
    is_replaced("if (self.name === '0') await new Promise(() => {});");
}

#[test]
fn a_worker_that_is_closed_by_the_browser_is_replaced_and_the_text_is_marked() {
    is_replaced("if (self.name === '0') { self.close(); await new Promise(() => {}); }");
}

#[test]
fn a_text_over_which_every_worker_hangs_gets_a_sentence_and_the_next_one_its_marks() {
    Visit::of_the_build().with_workers_that("if (text.includes('Norlink')) await new Promise(() => {});").run(
        async |page| {
            page.paste(FERRY).await;
            page.wait_for(State::Failed).await;
            let notices = page.notices().await;
            assert!(notices.len() == 1 && notices[0].contains("the engine stopped answering"), "{notices:?}");
            the_next_text_is_marked(page).await;
        },
    );
}

#[test]
fn after_a_stop_a_worker_that_hangs_does_not_keep_the_next_text_waiting() {
    Visit::of_the_build().with_workers_that("if (text.includes('Norlink')) await new Promise(() => {});").run(
        async |page| {
            page.paste(FERRY).await;
            page.wait_for(State::Working).await;
            page.stop().await;
            page.wait_for(State::Stopped).await;
            the_next_text_is_marked(page).await;
        },
    );
}

#[test]
fn a_text_that_breaks_the_rules_is_marked_when_the_model_comes() {
    let visit = Visit::of_the_build()
        .with_workers_that("if (!this.#model) throw new WebAssembly.RuntimeError('unreachable');")
        .with_held("news.model");
    visit.run(async |page| {
        page.paste(FERRY).await;
        // Longer than it waits for the model.
        tokio::time::sleep(std::time::Duration::from_millis(2_500)).await;
        assert_eq!(page.state().await, Some(State::Working));
        page.mend("news.model");
        page.wait_for(State::Ready).await;
        assert_eq!(words(page, Layer::Hedge).await, FERRY_HEDGES);
        assert_eq!(page.notices().await, Vec::<String>::new());
    });
}

#[test]
fn a_text_that_breaks_the_model_is_marked_by_rules_with_one_sentence() {
    const BREAKS: &str =
        "if (this.#model && !rules && text.includes('Norlink')) throw new WebAssembly.RuntimeError('unreachable');";
    Visit::of_the_build().with_workers_that(BREAKS).run(async |page| {
        read_ferry(page).await;
        assert_eq!(words(page, Layer::Hedge).await, FERRY_HEDGES);
        let told = async || page.notices().await;
        page.wait_until("a sentence", async || {
            told().await.iter().any(|sentence| sentence.starts_with("Marked by rules only")).then_some(())
        })
        .await;
        assert_eq!(told().await.len(), 1);
        the_next_text_is_marked(page).await;
        assert!(!page.engine().await.ends_with("+rules"), "the next text is read with the model");
    });
}

#[test]
fn a_text_that_breaks_a_model_that_comes_late_keeps_its_marks_by_rules() {
    const BREAKS: &str =
        "if (this.#model && !rules && text.includes('Norlink')) throw new WebAssembly.RuntimeError('unreachable');";
    Visit::of_the_build().with_workers_that(BREAKS).with_held("news.model").run(async |page| {
        page.paste(FERRY).await;
        page.wait_for(State::Provisional).await;
        page.mend("news.model");
        page.wait_for(State::Ready).await;
        // The next worker has its model, too; it is of no use to this text.
        tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
        assert_eq!(page.state().await, Some(State::Ready));
        assert_eq!(words(page, Layer::Hedge).await, FERRY_HEDGES);
        let notices = page.notices().await;
        assert!(notices.len() == 1 && notices[0].starts_with("Marked by rules only"), "{notices:?}");
        the_next_text_is_marked(page).await;
    });
}

#[test]
fn a_text_that_breaks_the_engine_on_the_main_thread_costs_the_next_one_nothing() {
    // As Rust leaves it: whatever is asked of it afterwards fails.
    const BREAKS: &str = "if (broken) throw new Error('recursive use of an object'); \
        if (String(arguments[0]).includes('Norlink')) { broken = true; throw new WebAssembly.RuntimeError('unreachable'); }";
    let breaking = |script: &str| {
        let broken = ["constructor(", "static withModel("].iter().fold(script.to_owned(), |script, function| {
            let mut parts = script.split(*function);
            let first = parts.next().unwrap_or_default().to_owned();
            let broken: Vec<String> = parts.map(|part| part.replacen('{', &format!("{{ {BREAKS}"), 1)).collect();
            assert!(!broken.is_empty(), "the engine's script has changed");
            [vec![first], broken].concat().join(function)
        });
        format!("let broken = false;\n{broken}")
    };
    let visit = Visit::of_the_build().with_changed("boot.js", |script| format!("delete window.Worker;\n{script}"));
    visit.with_changed("engine.js", breaking).run(async |page| {
        page.paste(FERRY).await;
        page.wait_for(State::Failed).await;
        assert_eq!(page.notices().await.len(), 1, "{:?}", page.notices().await);
        page.begin_anew().await;
        read(page, OTHER).await;
        assert_eq!(words(page, Layer::Hedge).await, ["may"]);
        assert!(!page.engine().await.ends_with("+rules"), "the next text is read with the model");
    });
}

#[test]
fn an_element_whose_text_breaks_the_engine_leaves_the_others_alone() {
    let articles = ["Norlink may go, said Ana Diaz.", OTHER, "It might snow in Oslo, said Ana Diaz."];
    let elements: String =
        articles.iter().map(|text| format!("<reportedly-text loading=eager><p>{text}</p></reportedly-text>")).collect();
    let breaking = |script: &str| {
        at_each_text(script, "if (text.includes('Norlink')) throw new WebAssembly.RuntimeError('unreachable');")
    };
    page_of(&elements, "").with_changed("embed/engine-worker.js", breaking).run(async |page| {
        const MARKS: &str = "return [...document.querySelectorAll('reportedly-text')].map(({ shadowRoot }) => shadowRoot.querySelectorAll('mark').length > 0)";
        page.wait_for_equal("marks", vec![false, true, true], async || inside(page, MARKS).await).await;
        let own = "return document.querySelector('reportedly-text').innerText";
        assert!(page.script::<String>(own, Vec::new()).await.contains("Norlink"), "its own text stays");
    });
}

#[test]
fn a_flipped_bit_in_a_file_of_the_engine_is_named_and_can_be_tried_again() {
    for file in ["engine_bg.wasm", "engine.words"] {
        Visit::of_the_build().with_flipped_bit(file).run(async |page| {
            page.paste(FERRY).await;
            page.wait_for(State::Failed).await;
            let notices = page.notices().await;
            assert!(notices.len() == 1 && notices[0].contains(&format!("{file} is damaged")), "{notices:?}");
            page.mend(file);
            page.try_again().await;
            page.wait_for(State::Ready).await;
            assert_eq!(words(page, Layer::Hedge).await, FERRY_HEDGES);
            assert_eq!(page.notices().await, Vec::<String>::new());
        });
    }
}

#[test]
fn a_flipped_bit_in_a_script_of_the_engine_is_named() {
    Visit::of_the_build().with_flipped_bit("engine-worker.js").run(async |page| {
        read_ferry(page).await;
        let notices = page.notices().await;
        assert!(notices.len() == 1 && notices[0].contains("engine-worker.js is damaged"), "{notices:?}");
    });
    let visit = Visit::of_the_build().with_changed("boot.js", |script| format!("delete window.Worker;\n{script}"));
    visit.with_flipped_bit("engine.js").run(async |page| {
        page.paste(FERRY).await;
        page.wait_for(State::Failed).await;
        let notices = page.notices().await;
        assert!(notices.iter().any(|notice| notice.contains("engine.js is damaged")), "{notices:?}");
        page.mend("engine.js");
        page.try_again().await;
        page.wait_for(State::Ready).await;
        assert_eq!(words(page, Layer::Hedge).await, FERRY_HEDGES);
    });
}

#[test]
fn a_damaged_copy_in_the_browser_s_cache_is_fetched_anew() {
    // The first answer is damaged, as a cache may hand it out for ever.
    const CACHE: &str = "
        const ask = fetch;
        const damaged = new Set();
        window.fetch = async (address, options = {}) => {
            const file = new URL(address, location.href).pathname;
            if (!file.endsWith('engine.words')) return ask(address, options);
            if (options.cache === 'reload') damaged.add(file);
            if (!damaged.has(file)) throw new TypeError('Failed to fetch');
            return ask(address, options);
        };";
    Visit::of_the_build().with_changed("boot.js", |script| format!("{CACHE}\n{script}")).run(async |page| {
        read_ferry(page).await;
        assert_eq!(page.notices().await, Vec::<String>::new());
    });
}

#[test]
fn a_flipped_bit_in_what_writes_files_and_links_is_named() {
    for (file, button) in
        [("files_bg.wasm", "save"), ("links_bg.wasm", "share"), ("news-1.txt", "share"), ("links.js", "share")]
    {
        Visit::of_the_build().with_flipped_bit(file).run(async |page| {
            read_ferry(page).await;
            page.ask(button).await;
            if button == "save" {
                page.click("[data-page=copy-marked]").await;
            }
            let shown = "return document.querySelector('#reportedly').innerText";
            let named = async || page.script::<String>(shown, Vec::new()).await.contains(&format!("{file} is damaged"));
            page.wait_until("a sentence", async || named().await.then_some(())).await;
        });
    }
}

#[test]
fn a_flipped_bit_in_the_element_s_program_is_named() {
    let article = "<reportedly-text loading=eager><p>It may rain in Oslo.</p></reportedly-text>";
    for file in ["embed/widget_bg.wasm", "embed/widget.js"] {
        page_of(article, "").with_flipped_bit(file).run(async |page| {
            let told = async || {
                let notice = "return root?.querySelector('[part=notice]').innerText ?? ''";
                inside::<String>(page, notice).await
            };
            page.wait_until("a notice", async || told().await.contains("could not be marked").then_some(())).await;
            let why = inside::<String>(page, "return root.querySelector('[part=notice] p').textContent").await;
            assert!(why.contains("widget") && why.contains("is damaged"), "{why}");
        });
    }
}

#[test]
fn what_needs_the_network_when_there_is_none_says_so() {
    // The network goes when the page has been loaded: the worker that is to load the programs has none.
    const OFFLINE: &str = "
        if (!globalThis.document) {
          globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
          Object.defineProperty(navigator, 'onLine', { get: () => false });
        }";
    Visit::of_the_build().with_changed("program-loader.js", |script| format!("{OFFLINE}\n{script}")).run(
        async |page| {
            read_ferry(page).await;
            for button in ["share", "save"] {
                page.ask(button).await;
                if button == "save" {
                    page.click("[data-page=copy-marked]").await;
                }
                let shown = "return document.querySelector('#reportedly').innerText";
                let told = async || page.script::<String>(shown, Vec::new()).await.contains("this device is offline");
                page.wait_until("a sentence", async || told().await.then_some(())).await;
                page.script::<()>("document.querySelector('dialog')?.close()", Vec::new()).await;
            }
        },
    );
}
