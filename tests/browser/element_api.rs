//! What the page around a `<reportedly-text>` can ask, set, hear and refuse.

use reportedly_link::{Codec, Shared};
use reportedly_tests::{Page, Visit};
use serde_json::{Value, json};

use crate::elements::{heard, inside, page_of, wait_until_heard};

const ARTICLE: &str = "<main><h1>The Courier</h1><reportedly-text>
    <p>The island of Tarsvik could lose roughly 40 jobs, Aksel Dahl, the mayor, told reporters in Bergen on Monday.</p>
    <p>“We cannot pay for empty boats,” said Greta Moen, who runs the ferry company Norlink.</p>
    </reportedly-text></main>";

fn article() -> Visit {
    page_of(ARTICLE, "")
}

/// A page whose scripts refuse some events.
fn refusing(names: &str) -> Visit {
    let script = format!(
        "for (const name of '{names}'.split(' ')) addEventListener('before-' + name, (event) => event.preventDefault());"
    );
    page_of(&["<script src=refuse.js></script>", ARTICLE].concat(), "").with_file("refuse.js", script)
}

/// The id of the mark of these words.
async fn id_of(page: &Page, words: &str) -> String {
    let script = format!(
        "return [...root.querySelectorAll('mark')].find(({{ textContent }}) => textContent === '{words}').dataset.ids.split(' ')[0]"
    );
    inside(page, &script).await
}

const WORDS: &str = "return [...root.querySelectorAll('mark')].map(({ textContent }) => textContent)";

/// Rejects the mark of these words in its card, as a reader would.
async fn reject(page: &Page, words: &str) {
    let id = id_of(page, words).await;
    assert!(inside::<bool>(page, &format!("return host.select('{id}')")).await);
    let reject = "const button = root.querySelector('.reportedly-card [data-do^=reject]'); button?.click(); return Boolean(button)";
    page.wait_until("a card", async || inside::<bool>(page, reject).await.then_some(())).await;
}

#[test]
fn a_correction_is_announced_and_then_told() {
    article().run(async |page| {
        wait_until_heard(page, "ready").await;
        reject(page, "Bergen").await;
        let removed = wait_until_heard(page, "annotation-removed").await;
        assert_eq!(heard(page, "before-annotation-removed").await, std::slice::from_ref(&removed));
        assert_eq!((&removed["text"], &removed["layer"]), (&json!("Bergen"), &json!("entity")));
        let text: String = page.script("return document.querySelector('reportedly-text').text", Vec::new()).await;
        let (start, end) = (removed["start"].as_u64().unwrap_or(0), removed["end"].as_u64().unwrap_or(0));
        let words: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
        assert_eq!(words, "Bergen", "offsets are code points of the text");
        inside::<()>(page, "return host.undo()").await;
        assert_eq!(wait_until_heard(page, "annotation-created").await, removed);
        inside::<()>(page, "return host.redo()").await;
        page.wait_until("it again", async || (heard(page, "annotation-removed").await.len() == 2).then_some(())).await;
    });
}

#[test]
fn a_page_refuses_what_it_does_not_want() {
    refusing("annotation-removed filterchange").run(async |page| {
        wait_until_heard(page, "ready").await;
        reject(page, "Bergen").await;
        wait_until_heard(page, "before-annotation-removed").await;
        inside::<()>(page, "root.querySelector(\"[data-do='layer hedge']\").click()").await;
        wait_until_heard(page, "before-filterchange").await;
        assert!(inside::<Vec<String>>(page, WORDS).await.contains(&"Bergen".to_owned()));
        assert_eq!(inside::<String>(page, "return root.querySelector('[data-layer=hedge]').ariaPressed").await, "true");
        assert!(inside::<bool>(page, "return root.querySelector('[data-do=undo]').disabled").await);
        for name in ["annotation-removed", "filterchange"] {
            assert_eq!(heard(page, name).await, Vec::<Value>::new());
        }
    });
}

#[test]
fn a_page_may_show_a_card_of_its_own() {
    refusing("annotation-selected").run(async |page| {
        wait_until_heard(page, "ready").await;
        let id = id_of(page, "Bergen").await;
        inside::<bool>(page, &format!("return host.select('{id}')")).await;
        let wanted = wait_until_heard(page, "before-annotation-selected").await;
        assert_eq!(wanted["id"], json!(id));
        // What the focus opens is none of what was refused: it closes by itself.
        inside::<()>(page, "root.activeElement.blur()").await;
        page.wait_until("no card", async || {
            inside::<bool>(page, "return root.querySelector('.reportedly-card') === null").await.then_some(())
        })
        .await;
        assert_eq!(heard(page, "annotation-selected").await, Vec::<Value>::new());
    });
}

#[test]
fn annotations_of_a_page_are_shown_in_the_place_of_the_machines() {
    article().run(async |page| {
        wait_until_heard(page, "ready").await;
        inside::<()>(page, "return host.setAnnotations([{ layer: 'entity', start: 4, end: 10, kind: 'place', origin: 'person' }])").await;
        assert_eq!(inside::<Vec<String>>(page, WORDS).await, ["island"]);
        let back = "return host.getAnnotations().then(all => all.map(({ layer, origin }) => [layer, origin]))";
        assert_eq!(inside::<Vec<[String; 2]>>(page, back).await, [["entity", "person"]]);
        inside::<()>(page, "return host.setAnnotations(null)").await;
        assert!(inside::<Vec<String>>(page, WORDS).await.contains(&"could".to_owned()));
        let whole = "return host.setAnnotations({ format: 'reportedly/1', text: 'It may rain.', annotations: [] })";
        inside::<()>(page, whole).await;
        assert_eq!(inside::<String>(page, "return host.text").await, "It may rain.");
        let refused = "return host.setAnnotations([{ layer: 'hedge', start: 9, end: 900, kind: 'modal' }]).then(() => '', String)";
        let told: String = inside(page, refused).await;
        assert!(told.contains("[9, 900) is outside the text"), "{told}");
    });
}

#[test]
fn a_mark_is_scrolled_to() {
    let far = ARTICLE
        .replace("<main>", "<main><p style='height: 3000px'>")
        .replace("<reportedly-text>", "<reportedly-text loading=eager>");
    page_of(&far, "").run(async |page| {
        wait_until_heard(page, "ready").await;
        let id = id_of(page, "Bergen").await;
        assert!(inside::<bool>(page, &format!("return host.scrollTo('{id}')")).await);
        assert!(!inside::<bool>(page, "return host.scrollTo('nothing')").await);
        let seen =
            "const { top } = root.querySelector('mark').getBoundingClientRect(); return top > 0 && top < innerHeight";
        assert!(inside::<bool>(page, seen).await);
        // As every element's.
        inside::<()>(page, "host.scrollTo({ top: 1 }); host.scrollTo(0, 0)").await;
    });
}

#[test]
fn a_link_is_shared_unless_the_page_refuses() {
    article().run(async |page| {
        wait_until_heard(page, "ready").await;
        inside::<()>(page, "root.querySelector('[data-share]').click()").await;
        let shared = wait_until_heard(page, "share").await;
        let url = shared["url"].as_str().unwrap_or_default();
        assert!(url.contains("/embed/embed.html#r1="), "{url}");
        let opened = Codec::built_in().decode(url).expect("it is a link");
        assert!(opened.shared.text.contains("Tarsvik"));
        // A browser without a window may refuse the clipboard: then the link is in a box.
        let told = "const told = root.querySelector('.reportedly-shared'); return told.innerText + (told.querySelector('input')?.value ?? '')";
        let told: String = inside(page, told).await;
        assert!(told.starts_with("Copied") || told.ends_with(url), "{told}");
        inside::<()>(page, "host.share = 'off'").await;
        assert!(!inside::<bool>(page, "return root.querySelector('[data-share]').checkVisibility()").await);
    });
    refusing("share").run(async |page| {
        wait_until_heard(page, "ready").await;
        inside::<()>(page, "root.querySelector('[data-share]').click()").await;
        assert!(
            wait_until_heard(page, "before-share").await["fragment"].as_str().is_some_and(|it| it.starts_with("r1="))
        );
        assert_eq!(heard(page, "share").await, Vec::<Value>::new());
    });
}

#[test]
fn a_link_to_the_page_of_links_does_not_say_where_others_lead() {
    let link = Codec::built_in()
        .encode(&Shared { text: "Talks may resume in Oman.".into(), ..Shared::default() })
        .expect("it goes into a link");
    let page = |share: &str| {
        Visit::of_the_build()
            .with_changed("embed/embed.js", |script| script.replace("./reportedly.js", "./reportedly.js?open"))
            .starting_at(&format!("embed/embed.html?mode=read&share={share}#{link}"))
    };
    let has_marks = "return root?.querySelectorAll('mark').length > 1";
    let shared = "
        const shared = new Promise((go) => addEventListener('before-share', ({ detail }) => go(detail.url)));
        root.querySelector('[data-share]').click();
        return shared";
    for share in
        ["https%3A%2F%2Felsewhere.example%2Fembed.html", "%2F%2Felsewhere.example%2Fa.html", "javascript%3Aa.b"]
    {
        page(share).run(async |page| {
            page.wait_until("marks", async || inside::<bool>(page, has_marks).await.then_some(())).await;
            let shared: String = inside(page, shared).await;
            let here: String = page.script("return location.origin + location.pathname", Vec::new()).await;
            assert!(shared.starts_with(&format!("{here}#r1=")), "{shared}");
        });
    }
    page("off").run(async |page| {
        page.wait_until("marks", async || inside::<bool>(page, has_marks).await.then_some(())).await;
        assert!(!inside::<bool>(page, "return root.querySelector('[data-share]').checkVisibility()").await);
    });
}

#[test]
fn a_mark_is_shared_from_its_card() {
    article().run(async |page| {
        wait_until_heard(page, "ready").await;
        let id = id_of(page, "Bergen").await;
        inside::<()>(page, &format!("host.select('{id}')")).await;
        let share = ".reportedly-card [data-do^=share]";
        page.wait_until("the card's button", async || {
            inside::<bool>(page, &format!("return root.querySelector('{share}') !== null")).await.then_some(())
        })
        .await;
        inside::<()>(page, &format!("root.querySelector('{share}').click()")).await;
        assert!(wait_until_heard(page, "share").await["url"].as_str().is_some_and(|it| it.contains("#r1=")));
    });
}

#[test]
fn what_a_framework_set_before_there_was_an_element_counts() {
    let early = "<script src=early.js></script>";
    // A module runs when the page has been read, and this script before.
    let script = "
        const element = document.createElement('reportedly-text');
        Object.assign(element, { text: 'It may rain in Oslo, Ana Diaz said.', mode: 'read', layers: 'hedge', loading: 'eager', density: 'compact' });
        document.documentElement.append(element);";
    page_of(early, "").with_file("early.js", script.to_owned()).run(async |page| {
        wait_until_heard(page, "ready").await;
        assert_eq!(inside::<Vec<String>>(page, WORDS).await, ["may"]);
        let read = "return [host.mode, host.getAttribute('density'), root.querySelector('[data-do=undo]') === null]";
        assert_eq!(inside::<(String, String, bool)>(page, read).await, ("read".into(), "compact".into(), true));
        inside::<()>(page, "host.text = 'It might snow.'").await;
        page.wait_until("the other text", async || {
            (inside::<Vec<String>>(page, WORDS).await == ["might"]).then_some(())
        })
        .await;
        inside::<()>(page, "host.mode = 'edit'").await;
        page.wait_until("the buttons", async || {
            inside::<bool>(page, "return root.querySelector('[data-do=undo]') !== null").await.then_some(())
        })
        .await;
        assert_eq!(inside::<String>(page, "return host.text").await, "It might snow.");
    });
}

#[test]
fn words_that_the_page_writes_into_the_element_are_marked() {
    article().run(async |page| {
        wait_until_heard(page, "ready").await;
        inside::<()>(page, "host.querySelector('p').textContent = 'Perhaps it will rain in Oslo, Ana Diaz said.'")
            .await;
        page.wait_until("the other words", async || {
            inside::<Vec<String>>(page, WORDS).await.contains(&"Ana Diaz".to_owned()).then_some(())
        })
        .await;
    });
}

#[test]
fn a_link_is_shown_and_a_damaged_one_as_far_as_it_goes() {
    let text = "Talks may resume in Oman, Ana Diaz said on Monday. Nobody else would say anything about it, for now.";
    let link =
        Codec::built_in().encode(&Shared { text: text.into(), ..Shared::default() }).expect("it goes into a link");
    page_of(&format!("<reportedly-text link='{link}'></reportedly-text>"), "").run(async |page| {
        wait_until_heard(page, "ready").await;
        assert!(inside::<Vec<String>>(page, WORDS).await.contains(&"Oman".to_owned()));
        let cut = &link[..link.len() - 12];
        inside::<()>(page, &format!("host.link = '{cut}'")).await;
        assert_eq!(wait_until_heard(page, "error").await, "link-damaged");
        let begins = "return root.querySelector('.reportedly-article').textContent";
        page.wait_until("the beginning", async || {
            let begins = inside::<String>(page, begins).await;
            (begins.len() < text.len() && begins.starts_with("Talks may")).then_some(())
        })
        .await;
        assert!(inside::<bool>(page, "return root.querySelector('[part=notice]').checkVisibility()").await);
    });
}

#[test]
fn what_is_not_there_is_refused_with_a_code() {
    article().run(async |page| {
        wait_until_heard(page, "ready").await;
        let refused = "
            const tries = [() => host.toLink('nope'), () => host.exportAs('pptx'), () => host.setFilter({ layers: ['verbs'] }), () => host.setFilter(), () => host.setAnnotations([{ layer: 'hedge' }])];
            return Promise.all(tries.map((attempt) => attempt().then(() => 'done', ({ code }) => code ?? 'none')))";
        let codes: Vec<String> = inside(page, refused).await;
        assert_eq!(codes, ["unknown-annotation", "unknown-format", "unknown-layer", "unknown-layer", "bad-document"]);
        let id = id_of(page, "Bergen").await;
        let link: String = inside(page, &format!("return host.toLink('{id}')")).await;
        assert!(link.contains("&m="), "{link}");
        assert!(!inside::<Vec<String>>(page, WORDS).await.is_empty(), "all layers are there");
    });
}

#[test]
fn english_is_read_from_left_to_right_on_a_page_that_is_not() {
    let page = format!(
        "<div dir=rtl>{ARTICLE}</div><article id=story dir=rtl><p>The island could lose jobs, the mayor told reporters.</p></article><div dir=rtl><reportedly-text for='#story' in-place></reportedly-text></div>"
    );
    page_of(&page, "").run(async |page| {
        page.wait_until("both", async || (heard(page, "ready").await.len() == 2).then_some(())).await;
        let directions = "
            const roots = [...document.querySelectorAll('reportedly-text')].map(({ shadowRoot }) => shadowRoot);
            return roots.flatMap((root) => ['.reportedly-panel', '.reportedly-bar', '.reportedly-foot', '[part=notice]', '[part=more]', '[part=toggle]'].map((name) => root.querySelector(name)).filter(Boolean).map((one) => getComputedStyle(one).direction))";
        let directions: Vec<String> = page.script(directions, Vec::new()).await;
        assert!(directions.len() >= 8 && directions.iter().all(|direction| direction == "ltr"), "{directions:?}");
    });
}

#[test]
fn a_link_that_cannot_be_read_at_all_keeps_nobody_waiting() {
    page_of("<reportedly-text link='r1=nonsense'><p>As it was.</p></reportedly-text>", "").run(async |page| {
        assert_eq!(wait_until_heard(page, "error").await, "link-damaged");
        inside::<()>(page, "return host.annotate()").await;
        assert!(inside::<bool>(page, "return host.innerText === 'As it was.'").await);
    });
}

#[test]
fn an_empty_text_keeps_nobody_waiting() {
    page_of("<reportedly-text></reportedly-text>", "").run(async |page| {
        let waits =
            "return customElements.whenDefined('reportedly-text').then(() => host.annotate()).then(() => 'over')";
        assert_eq!(inside::<String>(page, waits).await, "over");
        let refused = "return host.toLink().then(() => '', ({ code }) => code)";
        assert_eq!(inside::<String>(page, refused).await, "not-annotated");
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    });
}

#[test]
fn wrong_values_are_told_once_each() {
    let wrong = "<reportedly-text loading=eager theme=blue lang=de layers='entity verbs' density=tight><p>It may rain.</p></reportedly-text>";
    page_of(wrong, "").run(async |page| {
        wait_until_heard(page, "ready").await;
        for _ in 0..2 {
            inside::<()>(page, "host.theme = 'red'; host.layers = 'nouns hedge'; host.density = 'loose'").await;
        }
        let warnings: Vec<String> =
            page.console().await.into_iter().filter(|line| line.contains("is none of")).collect();
        assert_eq!(warnings.len(), 4, "{warnings:#?}");
        page.wait_until("the layer that is known", async || {
            (inside::<Vec<String>>(page, WORDS).await == ["may"]).then_some(())
        })
        .await;
    });
}

#[test]
fn a_page_chooses_colours_and_styles_parts() {
    let style = "
        reportedly-text { --reportedly-entity: rgb(1, 2, 3); --reportedly-sans: monospace }
        reportedly-text::part(panel) { border-block-start: 3px solid rgb(4, 5, 6) }";
    page_of(ARTICLE, style).run(async |page| {
        wait_until_heard(page, "ready").await;
        let styles = "
            const of = (selector) => getComputedStyle(root.querySelector(selector));
            return [of('mark[data-parts=entity]:not([data-unsure])').backgroundColor, of('.reportedly-bar').fontFamily, of('.reportedly-panel').borderBlockStartColor]";
        assert_eq!(inside::<[String; 3]>(page, styles).await, ["rgb(1, 2, 3)", "monospace", "rgb(4, 5, 6)"]);
        let parts = "return ['reader', 'bar', 'article', 'panel', 'notice'].map((part) => root.querySelectorAll(`[part=${part}]`).length)";
        assert_eq!(inside::<[u32; 5]>(page, parts).await, [1; 5]);
    });
}

#[test]
fn the_inside_is_accessible() {
    async fn is_clean(page: &Page, state: &str) {
        // What is being faded in has less contrast.
        let rests = "return root.getAnimations().every(({ playState }) => playState !== 'running')";
        page.wait_until("rest", async || inside::<bool>(page, rests).await.then_some(())).await;
        let violations = page.accessibility_violations().await;
        assert!(violations.is_empty(), "{state}:\n{}", violations.join("\n"));
    }
    for dark in ["", "html { color-scheme: dark; background: #111; color: #eee } a { color: #9cf }"] {
        page_of(&[ARTICLE.trim_end_matches("</main>"), "<p>More news.</p></main>"].concat(), dark).run(async |page| {
            wait_until_heard(page, "ready").await;
            is_clean(page, "as high as the text").await;
            inside::<()>(page, "root.querySelector('[part=more]').click()").await;
            is_clean(page, "with legend and list").await;
            let id = id_of(page, "Bergen").await;
            inside::<bool>(page, &format!("return host.select('{id}')")).await;
            let answer = "return root.querySelector('.reportedly-answer') !== null";
            page.wait_until("an opinion", async || inside::<bool>(page, answer).await.then_some(())).await;
            is_clean(page, "a card").await;
        });
        let story = "<main><h1>The Courier</h1><article id=story><p>The island could lose jobs, the mayor told reporters.</p></article><reportedly-text for='#story' in-place></reportedly-text></main>";
        page_of(story, dark).run(async |page| {
            wait_until_heard(page, "ready").await;
            is_clean(page, "in place").await;
            inside::<()>(page, "root.querySelector('[part=toggle]')?.click()").await;
            is_clean(page, "in place, the other way").await;
        });
    }
    page_of(ARTICLE, "").without("embed/widget.js").run(async |page| {
        wait_until_heard(page, "error").await;
        is_clean(page, "what failed").await;
        inside::<()>(page, "root.querySelector('summary').click()").await;
        is_clean(page, "why it failed").await;
    });
}
