//! Articles out of web pages: pasted, opened, at an element's `src`, and without a screen.

use std::fs;

use reportedly_document::Layer;
use reportedly_tests::{Key, Page, State, Visit, visit};

use crate::correcting::open_card;
use crate::elements::{inside, page_of, wait_until_heard};
use crate::files::open;
use crate::texts::{id_of, visit_empty};

/// An article with what sites have around one.
const PAGE: &str = r##"<!doctype html><html lang=en><head><meta charset=utf-8><title>Ferry may stop in winter - Norwick Herald</title></head><body>
<header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
<main><article>
<h1>Ferry may stop in winter</h1>
<p class=byline>By Ana Moen</p>
<time datetime=2026-11-03>Nov 3, 2026</time>
<figure><img src=ferry.jpg alt=""><figcaption>The ferry at the pier on Monday.</figcaption></figure>
<p>The ferry to Oslo may stop running in the winter, the harbour board said on Tuesday, because nobody has found the money for the two engines that it needs.</p>
<p>"We are probably two months from the last trip," said Greta Moen, who leads the board. She hopes that the county will pay, and expects an answer in the spring.</p>
<aside class=related><h2>Related stories</h2><ul><li><a href="/a">Fishermen want a longer pier</a></li><li><a href="/b">Bus fares will rise in May</a></li></ul></aside>
<p>The county said that it had not been asked yet. A spokesman told reporters that the money for this year was spent, and that the next budget would be discussed in January.</p>
</article></main>
<section class=comments><h2>Comments</h2><p>They have said this every single year since I moved here, and it still runs.</p></section>
<footer>About us. Imprint. Privacy.</footer></body></html>"##;

const FIRST_WORDS: &str = "The ferry to Oslo may stop running";

fn article() -> String {
    reportedly_extraction::read(PAGE).article()
}

async fn is_told(page: &Page, words: &str) {
    page.wait_until(words, async || page.notices().await.iter().any(|told| told.contains(words)).then_some(())).await;
}

async fn text(page: &Page) -> String {
    page.paragraphs().await.join("\n")
}

#[test]
fn an_opened_page_is_its_article_and_says_what_it_is_without() {
    visit(async |page| {
        open(page, "ferry.html", PAGE.as_bytes()).await;
        page.wait_for(State::Ready).await;
        let lines: Vec<String> = article().split('\n').filter(|line| !line.is_empty()).map(str::to_owned).collect();
        assert_eq!(lines[0], "Ferry may stop in winter");
        assert_eq!(page.paragraphs().await.len(), lines.len());
        let shown = text(page).await;
        for line in lines {
            assert!(shown.contains(&line), "{line}: {shown}");
        }
        assert!(!shown.contains("Bus fares") && !shown.contains("every single year"), "{shown}");
        is_told(page, "lines around the article set aside").await;
    });
}

#[test]
fn lines_around_an_article_can_be_included_and_corrections_stay() {
    visit(async |page| {
        open(page, "ferry.html", PAGE.as_bytes()).await;
        page.wait_for(State::Ready).await;
        let oslo = id_of(page, Layer::Entity, "Oslo").await;
        let at = open_card(page, &oslo).await;
        page.ask(&format!("accept {at}")).await;
        page.wait_for_equal("settled", vec!["Oslo".to_owned()], async || page.settled().await).await;
        page.press(Key::Escape).await;
        page.click(".reading .notice button").await;
        page.wait_until("all lines", async || text(page).await.contains("Bus fares will rise in May").then_some(()))
            .await;
        page.wait_for(State::Ready).await;
        let shown = text(page).await;
        assert!(shown.contains("every single year") && shown.contains("Imprint"), "{shown}");
        assert_eq!(page.notices().await, ["All lines of the page are in the text. Undo"]);
        assert_eq!(page.settled().await, ["Oslo"]);
        page.begin_anew().await;
        page.wait_until("the draft", async || (page.drafts().await.len() == 1).then_some(())).await;
    });
}

#[test]
fn a_page_that_is_pasted_whole_is_its_article_and_all_of_its_plain_text_is_at_hand() {
    let article = reportedly_extraction::read(PAGE).article();
    let plain = format!("Home News\n\n{article}\n\nAll that was selected, and its plain form.");
    visit_empty(async |page| {
        page.paste_html(PAGE, &plain).await;
        page.wait_for(State::Ready).await;
        let shown = text(page).await;
        assert!(shown.contains(FIRST_WORDS) && !shown.contains("Bus fares"), "{shown}");
        is_told(page, "set aside").await;
        page.click(".reading .notice button").await;
        page.wait_until("all of it", async || text(page).await.contains("its plain form").then_some(())).await;
        assert!(text(page).await.contains(FIRST_WORDS));
    });
}

#[test]
fn a_plain_form_without_the_article_takes_nothing_from_it() {
    visit_empty(async |page| {
        page.paste_html(PAGE, "https://news.example/harbour").await;
        page.wait_for(State::Ready).await;
        is_told(page, "set aside").await;
        page.click(".reading .notice button").await;
        page.wait_until("all of it", async || text(page).await.contains("Bus fares").then_some(())).await;
        assert!(text(page).await.contains(FIRST_WORDS));
    });
}

#[test]
fn a_passage_is_what_was_selected() {
    let html = "<p>Read more: <a href=x>Bus fares will rise in May</a></p><p>It may <b>rain</b>, Greta Moen said.</p><div class=comment>So she said.</div>";
    let plain = "Read more: Bus fares will rise in May\n\nIt may rain, Greta Moen said.\n\nSo she said.";
    visit_empty(async |page| {
        page.paste_html(html, plain).await;
        page.wait_for(State::Ready).await;
        assert_eq!(text(page).await, plain.replace("\n\n", "\n"));
        assert!(!page.requests().iter().any(|path| path.contains("extraction")), "nothing is loaded for it");
    });
}

#[test]
fn a_page_says_what_it_is_written_in() {
    let declared = PAGE.replace("charset=utf-8", "charset=windows-1252").replace("Greta Moen", "Greta Møen");
    let latin: Vec<u8> = declared.chars().map(|c| c as u8).collect();
    let wide: Vec<u8> = declared.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let russian = [
        b"<meta charset=koi8-r><p>".as_slice(),
        &[0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4],
        b", said Greta Moen in the only sentence of this page.</p>",
    ];
    for (bytes, words) in [(latin, "Greta Møen"), (wide, "Greta Møen"), (russian.concat(), "Привет")] {
        visit(async |page| {
            open(page, "ferry.html", &bytes).await;
            page.wait_for(State::Ready).await;
            let shown = text(page).await;
            assert!(shown.contains(words), "{words}: {shown}");
            assert!(!page.notices().await.iter().any(|told| told.contains("Windows-1252")), "nothing was guessed");
        });
    }
}

#[test]
fn a_page_without_an_article_is_read_whole_and_says_so() {
    let links: String = (0..30).map(|at| format!("<li><a href=x>A headline of number {at}</a></li>")).collect();
    let front = format!("<nav>Home</nav><ul>{links}</ul>");
    let wall = include_str!("../../crates/extraction/tests/pages/consent.html");
    for (bytes, told, words) in [
        (&*front, "No article was found in this page", "A headline of number 29"),
        (wall, "This page asks for consent to cookies", "We value your privacy"),
    ] {
        visit(async |page| {
            open(page, "page.html", bytes.as_bytes()).await;
            is_told(page, told).await;
            let shown = text(page).await;
            assert!(shown.contains(words), "{shown}");
        });
    }
}

#[test]
fn what_is_no_page_is_refused_and_the_box_keeps_its_own() {
    let frames = "<html><frameset cols=2><frame src=a><frame src=b></frameset></html>";
    for (bytes, told) in [
        (frames.as_bytes(), "This page shows other pages in frames and has no text of its own"),
        (b"%PDF-1.7\n%\xe2\xe3", "page.html is a PDF, not a text."),
        (b"<title>Nothing</title>", "page.html has no text in it."),
    ] {
        visit_empty(async |page| {
            page.type_text("Mine.").await;
            open_beside(page, bytes).await;
            is_told(page, told).await;
            assert_eq!(page.input().await, "Mine.");
        });
    }
}

async fn open_beside(page: &Page, bytes: &[u8]) {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let path = directory.path().join("page.html");
    fs::write(&path, bytes).expect("a file can be written");
    page.open_file(&path).await;
    page.wait_until("an answer", async || (!page.notices().await.is_empty()).then_some(())).await;
}

#[test]
fn without_the_program_all_words_are_read_and_the_person_is_told() {
    Visit::of_the_build().without("extraction_bg.wasm").run(async |page| {
        open(page, "ferry.html", PAGE.as_bytes()).await;
        page.wait_for(State::Ready).await;
        is_told(page, "The article could not be told from what is around it (extraction_bg.wasm").await;
        let shown = text(page).await;
        for words in [FIRST_WORDS, "Bus fares will rise in May", "By Ana Moen"] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        assert!(!shown.contains("Home") && !shown.contains('<'), "{shown}");
    });
}

#[test]
fn a_long_page_is_read_beside_the_thread_of_the_page() {
    let paragraph = "<p>The ferry may stop, said Greta Moen, who leads the board of the harbour and of the pier.</p>\n";
    let long = PAGE.replace("<aside", &format!("{}<aside", paragraph.repeat(20_000)));
    visit(async |page| {
        open(page, "long.html", long.as_bytes()).await;
        is_told(page, "set aside").await;
        let loaded =
            "return performance.getEntriesByType('resource').some(({ name }) => name.includes('extraction_bg'))";
        assert!(!page.script::<bool>(loaded, Vec::new()).await);
    });
}

#[test]
fn an_element_shows_the_article_of_the_page_at_its_source() {
    let body = "<reportedly-text src=ferry.html></reportedly-text>";
    page_of(body, "").with_file("ferry.html", PAGE.to_owned()).run(async |page| {
        wait_until_heard(page, "ready").await;
        assert_eq!(inside::<String>(page, "return host.text").await, article());
        let told = "return root.querySelector('[part=page-notice]').textContent";
        assert!(inside::<String>(page, told).await.contains("lines around the article set aside"));
        inside::<()>(page, "root.querySelector('[part=page-notice] button').click()").await;
        let whole = reportedly_extraction::read(PAGE).whole();
        page.wait_for_equal("all lines", whole, async || inside::<String>(page, "return host.text").await).await;
        assert!(inside::<bool>(page, "return !root.querySelector('[part=page-notice]')").await);
    });
}

#[test]
fn an_element_without_the_program_shows_all_words() {
    let body = "<reportedly-text src=ferry.html></reportedly-text>";
    let visit = page_of(body, "").with_file("ferry.html", PAGE.to_owned()).without("embed/extraction_bg.wasm");
    visit.run(async |page| {
        wait_until_heard(page, "ready").await;
        let shown: String = inside(page, "return host.text").await;
        assert!(shown.contains(FIRST_WORDS) && shown.contains("Bus fares"), "{shown}");
        let told = "return root.querySelector('[part=page-notice]').textContent";
        assert!(inside::<String>(page, told).await.contains("could not be told from what is around it"));
    });
}

#[test]
fn without_a_screen_a_page_gives_the_document_of_the_command_line() {
    let main = "import { annotateHtml } from './embed/headless.js';
        window.ask = (page, options) => annotateHtml(page, options).catch(({ code, message }) => ({ code, message }));
        window.bytes = (page, options) => ask(new TextEncoder().encode(page), options);";
    let visit = Visit::of_the_build()
        .with_file(
            "index.html",
            "<!doctype html><title>A page</title><script type=module src=main.js></script>".to_owned(),
        )
        .with_file("main.js", main.to_owned());
    visit.run(async |page| {
        page.wait_until("the script", async || {
            page.script::<bool>("return 'ask' in window", Vec::new()).await.then_some(())
        })
        .await;
        let read = reportedly_extraction::read(PAGE);
        for (call, whole) in [("ask", false), ("ask", true), ("bytes", false)] {
            let script = format!("return window.{call}(arguments[0], {{ wholePage: {whole}, model: false }})");
            let answer: serde_json::Value = page.script(&script, vec![PAGE.into()]).await;
            let (text, asides) = match whole {
                true => (read.whole(), read.asides_of_whole()),
                false => (read.article(), read.asides()),
            };
            assert_eq!(answer["document"]["text"], text.as_str(), "{call} {whole}");
            let spans: Vec<[u32; 2]> = asides.iter().map(|aside| [aside.span.start, aside.span.end]).collect();
            let of = |aside: &serde_json::Value| [&aside[0], &aside[1]].map(|at| at.as_u64().unwrap() as u32);
            let found: Vec<[u32; 2]> = answer["document"]["asides"].as_array().unwrap().iter().map(of).collect();
            assert_eq!(found, spans, "the page's text is ASCII: {answer}");
            assert_eq!(answer["setAside"], if whole { 0 } else { read.set_aside() });
        }
        let frames = "return window.ask('<frameset><frame src=a></frameset>')";
        let refused: serde_json::Value = page.script(frames, Vec::new()).await;
        assert_eq!(refused["code"], "bad-page", "{refused}");
    });
}
