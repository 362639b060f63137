//! What the element's methods, attributes and events promise to the page around it.

use reportedly_link::{Codec, Shared};
use reportedly_tests::{Page, Visit};
use serde_json::Value;
use thirtyfour::Key;

use crate::elements::{heard, inside, page_of, wait_until_heard};

const ARTICLE: &str = "<reportedly-text loading=eager><p>The island of Tarsvik could lose roughly 40 jobs, Aksel Dahl, the mayor, told reporters in Bergen on Monday.</p></reportedly-text>";

const WORDS: &str = "return [...root.querySelectorAll('mark')].map(({ textContent }) => textContent)";

const LAYERS: &str =
    "return [...new Set([...root.querySelectorAll('mark')].flatMap(({ dataset }) => dataset.parts.split(' ')))]";

async fn warnings(page: &Page) -> usize {
    page.console().await.into_iter().filter(|line| line.contains("is none of")).count()
}

#[test]
fn methods_answer_about_the_text_that_was_set_last() {
    page_of(ARTICLE, "").run(async |page| {
        wait_until_heard(page, "ready").await;
        let answers = "
            const words = async () => (await host.exportAs('csv')).includes('Oslo');
            host.text = 'It may snow in Oslo, Ana Diaz said.';
            const first = await host.getAnnotations();
            host.text = 'Perhaps it will rain in Malmo, Ola Berg said.';
            host.text = 'It might rain in Oslo.';
            return [first.map(({ layer }) => layer).sort(), await words(), (await host.getAnnotations()).length];";
        let answers: (Vec<String>, bool, usize) = page.script(&asynchronous(answers), Vec::new()).await;
        assert!(answers.0.contains(&"attribution".to_owned()) && answers.0.len() < 7, "{answers:?}");
        assert_eq!((answers.1, answers.2), (true, 2), "the last of several");
        let nothing = "
            host.text = '';
            const all = await host.getAnnotations();
            return [all.length, await host.exportAs('csv').catch(({ code }) => code)];";
        let nothing: (usize, String) = page.script(&asynchronous(nothing), Vec::new()).await;
        assert_eq!(nothing, (0, "not-annotated".into()));
        let own = "
            host.text = null;
            return [(await host.getAnnotations()).length, host.text.includes('Tarsvik')];";
        let own: (usize, bool) = page.script(&asynchronous(own), Vec::new()).await;
        assert!(own.0 > 3 && own.1, "{own:?}");
    });
}

/// A script with `await` in it.
fn asynchronous(body: &str) -> String {
    format!("const host = document.querySelector('reportedly-text'); return (async () => {{ {body} }})()")
}

#[test]
fn annotate_rejects_where_a_text_cannot_be_marked() {
    let missing = "<reportedly-text loading=eager src=nowhere.txt><p>As it was.</p></reportedly-text>";
    page_of(missing, "").run(async |page| {
        wait_until_heard(page, "error").await;
        let codes = "
            const code = (attempt) => attempt.then(() => 'done', (error) => error instanceof Error ? error.code : 'none');
            const first = await code(host.annotate());
            host.removeAttribute('src');
            const second = await code(host.annotate());
            host.src = 'nowhere.txt';
            const third = [await code(host.annotate()), await code(host.getAnnotations())];
            const gone = document.createElement('reportedly-text');
            document.body.append(gone);
            const waits = code(gone.exportAs('csv'));
            gone.remove();
            return [first, second, ...third, await waits];";
        let codes: Vec<String> = page.script(&asynchronous(codes), Vec::new()).await;
        assert_eq!(codes, ["source-failed", "done", "source-failed", "source-failed", "not-annotated"]);
    });
}

#[test]
fn a_filter_is_asked_for_once_and_applied_whole_or_not_at_all() {
    let script = "addEventListener('before-filterchange', (event) => window.refuses && event.preventDefault());";
    let page = ["<script src=refuse.js></script>", ARTICLE].concat();
    page_of(&page, "").with_file("refuse.js", script.to_owned()).run(async |page| {
        wait_until_heard(page, "ready").await;
        inside::<()>(page, "return host.setFilter({ layers: ['hedge'] })").await;
        page.wait_until("hedges", async || (inside::<Vec<String>>(page, LAYERS).await == ["hedge"]).then_some(()))
            .await;
        let told = heard(page, "filterchange").await;
        assert_eq!((heard(page, "before-filterchange").await.len(), told.len()), (1, 1));
        assert_eq!(told[0]["layers"], serde_json::json!(["hedge"]));
        let refused = "window.refuses = true; return host.setFilter({ layers: ['entity', 'attribution'] })";
        inside::<()>(page, refused).await;
        assert_eq!(inside::<Vec<String>>(page, LAYERS).await, ["hedge"], "nothing of it is applied");
        assert_eq!(heard(page, "before-filterchange").await.len(), 2);
        assert_eq!(heard(page, "filterchange").await.len(), 1);
    });
}

#[test]
fn a_listener_may_ask_the_element_and_change_it() {
    let listens = "
        window.answers = [];
        host.addEventListener('before-filterchange', () => {
            if (answers.length > 0) return;
            answers.push(host.getAnnotations().then((all) => all.length > 5, String));
            host.setFilter({ layers: ['hedge'] });
        });
        root.querySelector('[data-layer=entity]').click()";
    page_of(ARTICLE, "").run(async |page| {
        wait_until_heard(page, "ready").await;
        inside::<()>(page, listens).await;
        page.wait_until("hedges", async || (inside::<Vec<String>>(page, LAYERS).await == ["hedge"]).then_some(()))
            .await;
        let answers: Vec<Value> = page.script("return Promise.all(answers)", Vec::new()).await;
        assert_eq!(answers, [true]);
    });
}

#[test]
fn a_wrong_value_of_layers_is_the_default_at_load_and_later() {
    let wrong = ARTICLE.replace("loading=eager", "loading=eager layers=hedges");
    page_of(&wrong, "").run(async |page| {
        wait_until_heard(page, "ready").await;
        let all = async || inside::<Vec<String>>(page, LAYERS).await.len() > 2;
        assert!(all().await, "at load");
        inside::<()>(page, "host.layers = 'hedge'").await;
        page.wait_until("hedges", async || (!all().await).then_some(())).await;
        inside::<()>(page, "host.layers = 'nouns'").await;
        page.wait_until("all of them", async || all().await.then_some(())).await;
        assert_eq!(warnings(page).await, 1);
    });
}

#[test]
fn layers_count_for_a_link_too() {
    let text = "Talks may resume in Oman, Ana Diaz said on Monday.";
    let link =
        Codec::built_in().encode(&Shared { text: text.into(), ..Shared::default() }).expect("it goes into a link");
    page_of(&format!("<reportedly-text loading=eager layers=hedge link='{link}'></reportedly-text>"), "").run(
        async |page| {
            wait_until_heard(page, "ready").await;
            assert_eq!(inside::<Vec<String>>(page, WORDS).await, ["may"]);
        },
    );
}

#[test]
fn an_error_event_is_no_error_of_a_script() {
    let script = "window.errors = []; window.onerror = (...given) => { errors.push(String(given[0])); };";
    let page = "<script src=errors.js></script><reportedly-text loading=eager src=nowhere.txt></reportedly-text>";
    page_of(page, "").with_file("errors.js", script.to_owned()).run(async |page| {
        assert_eq!(wait_until_heard(page, "error").await, "source-failed", "whoever listens hears it");
        assert_eq!(page.script::<Vec<String>>("return window.errors", Vec::new()).await, Vec::<String>::new());
        let real = "setTimeout(() => { throw new Error('a real one') }); return new Promise((go) => setTimeout(() => go(errors.length), 50))";
        assert_eq!(page.script::<usize>(real, Vec::new()).await, 1);
    });
}

#[test]
fn escape_in_a_dialog_closes_the_card_alone() {
    let page = format!("<dialog>{ARTICLE}<button>Close</button></dialog><script src=open.js></script>");
    let visit: Visit =
        page_of(&page, "").with_file("open.js", "document.querySelector('dialog').showModal()".to_owned());
    visit.run(async |page| {
        wait_until_heard(page, "ready").await;
        inside::<bool>(page, "return host.select(root.querySelector('mark').dataset.ids.split(' ')[0])").await;
        let card = "return root.querySelector('.reportedly-card') !== null";
        page.wait_until("a card", async || inside::<bool>(page, card).await.then_some(())).await;
        let is_open = "return document.querySelector('dialog').open";
        page.press(Key::Escape).await;
        page.wait_until("no card", async || (!inside::<bool>(page, card).await).then_some(())).await;
        assert!(page.script::<bool>(is_open, Vec::new()).await, "the dialog is open still");
        // And what is looked at alone.
        inside::<()>(page, "root.querySelector('.reportedly-only').click()").await;
        let bar = "return root.querySelector('[data-testid=spotlight]') !== null";
        page.wait_until("the bar", async || inside::<bool>(page, bar).await.then_some(())).await;
        page.press(Key::Escape).await;
        page.wait_until("no bar", async || (!inside::<bool>(page, bar).await).then_some(())).await;
        assert!(page.script::<bool>(is_open, Vec::new()).await, "the dialog is open still");
        page.press(Key::Escape).await;
        page.wait_until("no dialog", async || (!page.script::<bool>(is_open, Vec::new()).await).then_some(())).await;
    });
}

#[test]
fn a_card_that_the_page_refuses_is_not_shown() {
    let script = "addEventListener('before-annotation-selected', (event) => event.preventDefault());";
    let page = ["<script src=refuse.js></script>", ARTICLE].concat();
    page_of(&page, "").with_file("refuse.js", script.to_owned()).run(async |page| {
        wait_until_heard(page, "ready").await;
        let chosen = "return host.select(root.querySelector('mark').dataset.ids.split(' ')[0])";
        assert!(inside::<bool>(page, chosen).await, "there is such a mark");
        wait_until_heard(page, "before-annotation-selected").await;
        let cards =
            "return new Promise((go) => setTimeout(() => go(root.querySelectorAll('.reportedly-card').length), 300))";
        assert_eq!(inside::<usize>(page, cards).await, 0);
        assert_eq!(heard(page, "annotation-selected").await, Vec::<Value>::new());
    });
}
