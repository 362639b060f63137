//! What a web page says of its lines: the same marks wherever it is read, also after an edit; and the lines around its article, which can be
//! included later.

use std::sync::Arc;

use reportedly_document::{AsideKind, Document, json};
use reportedly_engine::{Job, Model, Progress};
use reportedly_tests::{Page, State, Visit, visit};
use serde_json::{Value, json};

use crate::elements::{inside, page_of, wait_until_heard};
use crate::files::{downloaded_bytes, open, save};
use crate::texts::visit_empty;

/// Byline, date, captions of two pictures: what the second one says looks like a sentence of the article.
const NEWS: &str = r##"<!doctype html><html lang=en><title>Harbour board may close pier - Norwick Herald</title><nav><a href=/>Home</a></nav>
<main><article><p class=kicker>Harbour</p><h1>Harbour board may close pier</h1><p class=byline>By Ana Moen, who reports from Bergen</p><time datetime=2026-11-03>Nov 3, 2026</time>
<figure><img src=a.jpg alt=""><figcaption>The pier in Norwick on Monday.</figcaption></figure>
<p>The pier in Norwick may close in the winter, the harbour board said on Tuesday, because nobody has found the money for the repairs that it needs.</p>
<figure><img src=b.jpg alt=""><figcaption>Greta Moen said the pier could reopen in Bergen.</figcaption></figure>
<p>"We are probably two months from closing," said Greta Moen, who leads the board. She hopes that the county will pay, and expects an answer in the spring.</p>
<p>The county said that it had not been asked yet. A spokesman told reporters that the money for this year was spent.</p></article></main>
<section class=comments><p>They say so every single year, and it still stands there.</p></section><footer>About us. Imprint.</footer></html>"##;

/// Entries with times, and a list.
const LIVE: &str = r##"<!doctype html><html lang=en><title>Storm: what is known so far</title><header><nav><a href=/>Home</a><a href=/live>Live</a></nav></header>
<main><article><h1>Storm: what is known so far</h1><p class=byline>By Ole Berg and Ida Lund</p>
<ul><li>Schools in Norwick may stay closed on Friday, the mayor said, as the storm is expected to reach the coast in the night.</li><li>Two ferries have reportedly been damaged in the harbour of Tarsvik.</li></ul>
<h2>Power may be out for days</h2><p><time>10:42</time></p><p>About 4,000 homes could be without power until Sunday, according to the grid company, which has sent all of its crews to the coast.</p>
<h2>Mayor asks people to stay at home</h2><p><time>09:15</time></p><p>"Nobody should drive tonight," Karin Holm, the mayor of Norwick, told reporters. She said that the roads along the fjord were likely to be closed.</p></article></main>
<aside class=related><h2>More on this</h2><ul><li><a href=/a>How storms are named</a></li></ul></aside></html>"##;

/// The headline stands below the byline, and is no heading of the page.
const LATE_HEADLINE: &str = r##"<!doctype html><html lang=en><title>Minister denies talks on fishing | The Courier</title>
<div class=menu><a href=/>Front page</a> <a href=/sea>Sea</a></div><article><p class=author>Jon Vik</p><p class=date>12 October 2026</p>
<p class=title><b>Minister denies talks on fishing</b></p>
<p>The minister denied on Monday that there had been talks with Iceland on fishing, and said that none were planned before the election in the spring of next year.</p>
<p>Two officials who asked not to be named said that a meeting in Oslo had apparently been prepared since August. "It was supposed to be quiet," one of them said.</p></article>
<div class=newsletter><p>Sign up for our newsletter</p></div></html>"##;

/// The document of a page as the command line makes it (crates/cli/src/web_page.rs).
fn of_the_command_line(html: &str, model: &Arc<Model>) -> Document {
    let page = reportedly_extraction::read(html);
    let asides = page.asides().iter().map(|aside| aside.span).collect();
    let mut job = Job::with_model(page.article(), Arc::clone(model)).knowing_furniture(asides);
    while job.step() != Progress::Done {}
    Document::of_analysis(page.article(), job.finish()).expect("the marks are of the text")
}

/// What has to be the same: the text, its asides, and the marks outside of these. Where asides can be included, they have marks of their own.
fn marks(document: &Value) -> Value {
    let asides = document["asides"].as_array().map(Vec::as_slice).unwrap_or_default();
    let is_outside = |mark: &&Value| {
        let start = mark["start"].as_u64().or_else(|| mark["cue"][0][0].as_u64()).expect("a mark begins somewhere");
        let has = |aside: &Value| aside[0].as_u64() <= Some(start) && Some(start) < aside[1].as_u64();
        !asides.iter().any(has)
    };
    let marks: Vec<&Value> = document["annotations"].as_array().into_iter().flatten().filter(is_outside).collect();
    json!([document["text"], marks, asides])
}

fn read(file: &[u8]) -> Value {
    serde_json::from_slice(file).expect("it is JSON")
}

async fn saved(page: &Page) -> Value {
    let folder = tempfile::tempdir().expect("a directory can be made");
    page.download_to(folder.path()).await;
    save(page, "json").await;
    read(&downloaded_bytes(page, folder.path()).await.1)
}

/// Waits for the marks of the model, and returns the document with these.
async fn with_model(page: &Page) -> Value {
    page.wait_for(State::Ready).await;
    page.wait_until("the model", async || (!page.engine().await.contains("rules")).then_some(())).await;
    saved(page).await
}

/// The words of the document's asides.
fn asides(document: &Value) -> Vec<String> {
    let document = json::read(&document.to_string()).expect("it is a document");
    let furniture = document.asides.iter().filter(|aside| aside.why == AsideKind::Furniture);
    furniture.map(|aside| aside.span.of(&document.text).to_owned()).collect()
}

#[test]
fn a_page_has_the_same_marks_wherever_it_is_read() {
    let model = Model::read(include_bytes!("../../static/news.model")).map(Arc::new).expect("it is a model");
    let main = "import { annotateHtml } from './embed/headless.js'; window.ask = async (html) => (await annotateHtml(html)).document;";
    for (html, headline, aside) in [
        (NEWS, "Harbour board may close pier", Some("Greta Moen said the pier could reopen in Bergen.")),
        (LIVE, "Storm: what is known so far", Some("By Ole Berg and Ida Lund")),
        // What stands above the headline is outside of the text.
        (LATE_HEADLINE, "Minister denies talks on fishing", None),
    ] {
        let expected = read(json::write(&of_the_command_line(html, &model)).as_bytes());
        assert!(aside.is_none_or(|aside| asides(&expected).iter().any(|line| line == aside)), "{expected}");
        assert!(expected["annotations"].as_array().is_some_and(|marks| marks.len() > 5), "{expected}");
        let of_page = visit(async |page| {
            open(page, "page.html", html.as_bytes()).await;
            let document = with_model(page).await;
            assert_eq!(document["id"], headline);
            document
        });
        assert_eq!(marks(&of_page), marks(&expected), "the page");
        let body = "<reportedly-text src=news.html></reportedly-text>";
        let of_element: String = page_of(body, "").with_file("news.html", html.to_owned()).run(async |page| {
            wait_until_heard(page, "ready").await;
            let by_rules = "return root.querySelector('[data-engine]').dataset.engine";
            let is_there = async || (!inside::<String>(page, by_rules).await.contains("rules")).then_some(());
            page.wait_until("the model", is_there).await;
            inside(page, "return host.exportAs('json')").await
        });
        assert_eq!(marks(&read(of_element.as_bytes())), marks(&expected), "the element");
        let visit = Visit::of_the_build()
            .with_file(
                "index.html",
                "<!doctype html><title>A page</title><script type=module src=main.js></script>".to_owned(),
            )
            .with_file("main.js", main.to_owned());
        let headless: Value = visit.run(async |page| {
            let is_there = async || page.script::<bool>("return 'ask' in window", Vec::new()).await.then_some(());
            page.wait_until("the script", is_there).await;
            page.script("return window.ask(arguments[0])", vec![html.into()]).await
        });
        assert_eq!(marks(&headless), marks(&expected), "without a screen");
    }
}

/// Puts a text into the box as a person does who edits it, and reads it.
async fn change(page: &Page, from: &str, to: &str) {
    page.edit().await;
    page.wait_for(State::Empty).await;
    let edit =
        "const box = document.querySelector('textarea'); box.value = box.value.replace(arguments[0], arguments[1]);
        box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))";
    page.script::<()>(edit, vec![from.into(), to.into()]).await;
    page.read().await;
    page.wait_for(State::Ready).await;
}

const CAPTION: &str = "Greta Moen said the pier could reopen in Bergen.";

#[test]
fn what_is_known_of_a_line_stays_as_long_as_the_line_and_survives_a_reload() {
    visit(async |page| {
        open(page, "page.html", NEWS.as_bytes()).await;
        page.wait_for(State::Ready).await;
        change(page, "in the winter", "in the autumn").await;
        assert!(asides(&saved(page).await).contains(&CAPTION.to_owned()));
        page.begin_anew().await;
        page.wait_until("the draft", async || (page.drafts().await.len() == 1).then_some(())).await;
        page.back().await;
        page.wait_for(State::Ready).await;
        page.reload().await;
        page.wait_for(State::Ready).await;
        assert!(asides(&saved(page).await).contains(&CAPTION.to_owned()));
        change(page, "could reopen in Bergen", "might reopen in Bergen").await;
        let document = saved(page).await;
        assert!(!asides(&document).iter().any(|words| words.contains("reopen")), "its words decide");
        assert!(asides(&document).iter().any(|words| words.starts_with("By Ana Moen")), "{document}");
    });
}

const REMEDY: &str = ".reading .notice button";

async fn is_told(page: &Page, words: &str) {
    page.wait_until(words, async || page.notices().await.iter().any(|told| told.contains(words)).then_some(())).await;
}

async fn shows(page: &Page, words: &str, is_shown: bool) {
    let shown = async || page.paragraphs().await.iter().any(|line| line.contains(words));
    page.wait_for_equal(words, is_shown, shown).await;
}

#[test]
fn lines_are_included_after_a_reload_and_an_edit_and_taken_out_again() {
    visit(async |page| {
        open(page, "page.html", NEWS.as_bytes()).await;
        page.wait_for(State::Ready).await;
        change(page, "because nobody has", "as nobody has").await;
        page.reload().await;
        is_told(page, "lines around the article set aside").await;
        page.click(REMEDY).await;
        shows(page, "every single year", true).await;
        shows(page, "as nobody has found", true).await;
        is_told(page, "All lines of the page are in the text.").await;
        page.click(REMEDY).await;
        shows(page, "every single year", false).await;
        shows(page, "as nobody has found", true).await;
        is_told(page, "lines around the article set aside").await;
        page.wait_for(State::Ready).await;
        page.click(REMEDY).await;
        shows(page, "every single year", true).await;
        page.wait_for(State::Ready).await;
        let included = saved(page).await;
        assert!(asides(&included).iter().any(|line| line.contains("every single year")), "they are not the article");
        page.begin_anew().await;
        page.wait_until("one draft", async || (page.drafts().await.len() == 1).then_some(())).await;
    });
}

#[test]
fn nothing_is_included_in_another_text() {
    visit(async |page| {
        open(page, "page.html", NEWS.as_bytes()).await;
        page.wait_for(State::Ready).await;
        page.edit().await;
        page.wait_for(State::Empty).await;
        let replace = "const box = document.querySelector('textarea'); box.value = 'It may rain in Oslo.';
            box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))";
        page.script::<()>(replace, Vec::new()).await;
        page.read().await;
        page.wait_for(State::Ready).await;
        page.click(REMEDY).await;
        is_told(page, "No line of that article is left in the text").await;
        assert_eq!(page.paragraphs().await, ["It may rain in Oslo."]);
    });
}

/// Where there is no room, the lines around an article are all that is lost.
#[test]
fn a_full_storage_loses_the_lines_around_an_article_and_says_so() {
    const FULL: &str = "const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (record, ...rest) {
            if (record.origin?.whole) throw new DOMException('There is no room.', 'QuotaExceededError');
            return put.call(this, record, ...rest);
        };\n";
    Visit::of_the_build().with_changed("boot.js", |script| format!("{FULL}{script}")).run(async |page| {
        open(page, "page.html", NEWS.as_bytes()).await;
        page.wait_for(State::Ready).await;
        is_told(page, "lines around the article set aside").await;
        page.begin_anew().await;
        page.wait_until("the draft", async || (page.drafts().await.len() == 1).then_some(())).await;
        page.back().await;
        page.wait_for(State::Ready).await;
        page.reload().await;
        is_told(page, "too many to be stored").await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.count_of(REMEDY).await, 0);
        assert!(asides(&saved(page).await).contains(&CAPTION.to_owned()), "what is known of the lines is there");
    });
}

#[test]
fn a_page_that_is_pasted_before_the_program_is_there_is_its_article() {
    const PROGRAM: &str = "reportedly-page-*_bg.wasm";
    for html in [NEWS, "<p>Greta Moen said it may rain.</p>"] {
        Visit::of_the_build().with_held(PROGRAM).run(async |page| {
            let focused = async || page.focused().await.element;
            page.wait_for_equal("what has the focus", "textarea".to_owned(), focused).await;
            page.paste_html(html, "Home\n\nAs it was copied.").await;
            page.wait_until("the box", async || page.input().await.contains("As it was copied").then_some(())).await;
            page.mend(PROGRAM);
            page.wait_for(State::Ready).await;
            let shown = page.paragraphs().await.join("\n");
            assert_eq!(shown.contains("The pier in Norwick may close"), html == NEWS, "{shown}");
            assert_eq!(shown.contains("As it was copied"), html != NEWS, "{shown}");
            page.begin_anew().await;
            page.wait_until("one draft", async || (page.drafts().await.len() == 1).then_some(())).await;
        });
    }
}

#[test]
fn a_page_is_told_by_its_content() {
    let wide = |page: &str| page.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let latin = |page: &str| page.chars().map(|letter| letter as u8).collect::<Vec<u8>>();
    let norwegian = NEWS.replace("Greta Moen", "Greta Møen");
    let declared = norwegian.replace("<title>", "<meta charset=windows-1252><title>");
    let formula = NEWS.replace("expects an answer", "expects <math><mi>x</mi><mo>=</mo><mn>2</mn></math> answers");
    for (name, bytes, words) in [
        ("page.txt", NEWS.as_bytes().to_vec(), "Greta Moen"),
        ("page", NEWS.as_bytes().to_vec(), "Greta Moen"),
        ("page.xhtml", [b"<?xml version='1.0'?>\n", NEWS.as_bytes()].concat(), "Greta Moen"),
        ("page", latin(&norwegian), "Greta Møen"),
        ("page.txt", latin(&declared), "Greta Møen"),
        ("page", wide(&norwegian), "Greta Møen"),
        ("page.htm", wide(&["\u{feff}", &norwegian].concat()), "Greta Møen"),
        ("page.html", formula.into_bytes(), "x=2"),
    ] {
        visit(async |page| {
            open(page, name, &bytes).await;
            page.wait_for(State::Ready).await;
            let shown = page.paragraphs().await.join("\n").replace(' ', "");
            assert!(shown.contains(&words.replace(' ', "")), "{name} {words}: {shown}");
            assert!(!shown.contains("Imprint") && !shown.contains('<'), "{name}: {shown}");
        });
    }
}

#[test]
fn what_has_no_words_says_what_it_is() {
    for (name, bytes, told) in [
        ("page.html", &b"%PDF-1.7\n%\xe2\xe3"[..], "page.html is a PDF, not a text."),
        ("page.html", b"\x89PNG\r\n\x1a\n\0\0", "page.html is a picture, not a text."),
        ("page.mhtml", b"From: <Saved>\r\nContent-Type: multipart/related;\r\n", "a web page saved in one file"),
        ("page.txt", b"<frameset cols=2><frame src=a></frameset>", "This page shows other pages in frames"),
        ("page", b"<html><img src=ferry.jpg></html>", "This is a picture without words."),
    ] {
        visit(async |page| {
            open(page, name, bytes).await;
            is_told(page, told).await;
        });
    }
    visit_empty(async |page| {
        page.type_text("Mine.").await;
        page.paste_only_html("<img src=ferry.jpg>").await;
        is_told(page, "This is a picture without words.").await;
        let paste = "const clipboardData = new DataTransfer();
            clipboardData.items.add(new File(['x'], 'image.png', { type: 'image/png' }));
            document.querySelector('textarea').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))";
        page.script::<()>(paste, Vec::new()).await;
        is_told(page, "The clipboard holds a picture or a file, no words.").await;
        assert_eq!(page.input().await, "Mine.");
    });
}
