//! Files that a reader opens.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use reportedly_document::{Layer, json};
use reportedly_tests::{Page, State, Visit, visit};

use crate::texts::{FERRY, id_of, read_ferry, visit_empty, visit_ferry};

/// Opens a file with these bytes.
pub(crate) async fn open(page: &Page, name: &str, bytes: &[u8]) {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let path = directory.path().join(name);
    fs::write(&path, bytes).expect("a file can be written");
    page.wait_for(State::Empty).await;
    page.open_file(&path).await;
    // The browser reads it in its own time.
    page.wait_until("an answer", async || {
        let state = page.state().await;
        (state == Some(State::Ready) || !page.notices().await.is_empty()).then_some(())
    })
    .await;
}

#[test]
fn texts_of_common_encodings() {
    for (bytes, guessed) in [
        ("It may rain in Zürich.".as_bytes().to_vec(), false),
        ([&[0xef, 0xbb, 0xbf], "It may rain in Zürich.".as_bytes()].concat(), false),
        (
            [0xff, 0xfe]
                .into_iter()
                .chain("It may rain in Zürich.".encode_utf16().flat_map(u16::to_le_bytes))
                .collect(),
            false,
        ),
        (
            [0xfe, 0xff]
                .into_iter()
                .chain("It may rain in Zürich.".encode_utf16().flat_map(u16::to_be_bytes))
                .collect(),
            false,
        ),
        (b"It may rain in Z\xfcrich.".to_vec(), true),
    ] {
        visit(async |page| {
            open(page, "rain.txt", &bytes).await;
            page.wait_for(State::Ready).await;
            assert_eq!(page.paragraphs().await, ["It may rain in Zürich."]);
            let told = page.notices().await.iter().any(|words| words.contains("Windows-1252"));
            assert_eq!(told, guessed);
        });
    }
}

#[test]
fn of_a_web_page_its_words() {
    visit(async |page| {
        open(page, "rain.html", b"<title>No</title><h1>Rain</h1><script>alert(1)</script><p>It <b>may</b> rain.</p>")
            .await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["Rain", "It may rain."]);
    });
}

/// `crates/formats/src/html_text.rs` reads the same page in its tests.
#[test]
fn of_a_web_page_the_words_that_the_command_line_reads() {
    visit(async |page| {
        let file = b"<nav>Home</nav><news-title>Rain</news-title>It <u>may<svg><path/></svg></u> <button>?</button>rain.<pre>In Oslo\nIn Bergen</pre>";
        open(page, "rain.html", file).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["Rain", "It may rain.", "In Oslo", "In Bergen"]);
    });
}

#[test]
fn what_is_no_text_is_refused_and_the_box_keeps_its_own() {
    for (name, bytes, words) in [
        ("picture.txt", b"\x89PNG\0\0\x01\x02".to_vec(), "picture.txt is not a text file."),
        ("program.txt", (0..2000).map(|at| at as u8 % 31 + 1).collect(), "program.txt is not a text file."),
        ("empty.txt", Vec::new(), "empty.txt has no text in it."),
        (
            "broken.json",
            b"{\n  \"text\": ]".to_vec(),
            "broken.json cannot be opened: the file is not valid JSON: expected value at line 2 column 11.",
        ),
        (
            "later.json",
            br#"{"format": "reportedly/9", "text": "It may rain."}"#.to_vec(),
            "later.json cannot be opened: the format is \"reportedly/9\"; this version reads \"reportedly/1\".",
        ),
        ("large.txt", vec![b'a'; 9 << 20], "large.txt is too large: it has 9.0 MB, and at most 8.0 MB can be read."),
    ] {
        visit_empty(async |page| {
            page.type_text("Mine.").await;
            open(page, name, &bytes).await;
            page.wait_for_equal("the notice", vec![words.to_owned()], async || page.notices().await).await;
            assert_eq!(page.input().await, "Mine.");
        });
    }
}

/// Drops a file on what a selector finds; returns the hint that was there while it was held, and whether the page has
/// taken care of the file.
async fn drop_on(page: &Page, selector: &str) -> (String, bool) {
    let script = "
        const [selector, done] = arguments;
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['It may rain.'], 'rain.md'));
        const to = (type) => document.querySelector(selector).dispatchEvent(
            new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        to('dragover');
        setTimeout(() => {
            const hint = document.querySelector('.drop')?.innerText ?? '';
            done([hint, !to('drop')]);
        }, 300);";
    let returned = page.session().execute_async(script, vec![selector.into()]).await.expect("a script can be run");
    returned.convert().expect("a script returns what it says")
}

#[test]
fn a_file_is_dropped_anywhere() {
    for place in [".lead", "textarea", "footer", "html"] {
        visit_empty(async |page| {
            assert_eq!(drop_on(page, place).await, ("Drop a file to open it".to_owned(), true), "{place}");
            page.wait_for(State::Ready).await;
            assert_eq!(page.paragraphs().await, ["It may rain."]);
            assert_eq!(page.count_of(".drop").await, 0);
        });
    }
}

#[test]
fn a_file_that_is_dropped_on_a_text_is_another_text() {
    visit_ferry(async |page| {
        drop_on(page, "mark").await;
        page.wait_for_equal("the text", vec!["It may rain.".to_owned()], async || page.paragraphs().await).await;
        page.edit().await;
        page.wait_for_equal("the box", "It may rain.".to_owned(), async || page.input().await).await;
        page.back().await;
        page.wait_for(State::Ready).await;
        assert_ne!(page.paragraphs().await, ["It may rain."]);
    });
}

/// Saves what is shown as a file of the format whose files end so.
pub(crate) async fn save(page: &Page, extension: &str) {
    page.ask("save").await;
    page.click(&format!("[data-format='{extension}']")).await;
}

/// Waits until the browser has put a text into this folder, and returns its name and content.
async fn downloaded(page: &Page, folder: &Path) -> (String, String) {
    let (name, content) = downloaded_bytes(page, folder).await;
    (name, String::from_utf8(content).expect("the file is text"))
}

/// Waits until the browser has put a file into this folder, and returns its name and content.
pub(crate) async fn downloaded_bytes(page: &Page, folder: &Path) -> (String, Vec<u8>) {
    page.wait_until("a file", async || {
        let file = fs::read_dir(folder).ok()?.flatten().next()?;
        let name = file.file_name().into_string().ok()?;
        // While it is being written it has another name.
        if name.ends_with(".crdownload") || name.starts_with('.') {
            return None;
        }
        // Its place is taken before there is anything in it.
        let content = fs::read(file.path()).ok().filter(|content| !content.is_empty())?;
        Some((name, content))
    })
    .await
}

const NAME: &str = "Ferry Company May Drop Its Night Boats";

/// Saves the ferry article, of which a mark has been confirmed, in this format, with or without its hedges. Returns the file's
/// name and content.
pub(crate) fn saved(extension: &str, with_hedges: bool) -> (String, String) {
    let (name, content) = saved_bytes(extension, with_hedges);
    (name, String::from_utf8(content).expect("the file is text"))
}

fn saved_bytes(extension: &str, with_hedges: bool) -> (String, Vec<u8>) {
    let folder = tempfile::tempdir().expect("a directory can be made");
    visit(async |page| {
        page.download_to(folder.path()).await;
        read_ferry(page).await;
        page.click_mark(&id_of(page, Layer::Entity, "Bergen").await).await;
        page.click(".reportedly-card [data-do^=accept]").await;
        page.wait_until("settled", async || (!page.settled().await.is_empty()).then_some(())).await;
        if !with_hedges {
            page.toggle(Layer::Hedge).await;
        }
        save(page, extension).await;
        let saved = downloaded_bytes(page, folder.path()).await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
        saved
    })
}

#[test]
fn a_document_that_was_saved_is_opened_with_its_corrections() {
    let (name, file) = saved("json", true);
    assert_eq!(name, format!("{NAME}.json"));
    let document = json::read(&file).expect("what is saved can be read");
    assert_eq!(document.id, NAME);
    assert!(document.text.starts_with(NAME) && document.engine.is_some());
    assert_eq!(document.edits.len(), 1);
    assert!(document.annotations.len() > 10);
    visit(async |page| {
        open(page, "ferry.json", file.as_bytes()).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.settled().await, ["Bergen"]);
        page.begin_anew().await;
        page.wait_for_equal("the drafts", vec![NAME.to_owned()], async || page.drafts().await).await;
    });
}

#[test]
fn corrections_of_an_untidy_text_stay_where_they_were() {
    const FILE: &str = r#"{"text": "It  may\u00a0 rain\r\n\r\n\r\nin  Oman.", "edits": [
        {"op": "add", "layer": "entity", "kind": "place", "start": 23, "end": 27}]}"#;
    visit(async |page| {
        open(page, "oman.json", FILE.as_bytes()).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.settled().await, ["Oman"]);
    });
}

#[test]
fn without_the_formats_the_text_is_saved() {
    for (program, extension) in [("files_bg.wasm", "json"), ("office_bg.wasm", "docx")] {
        let folder = tempfile::tempdir().expect("a directory can be made");
        Visit::of_the_build().without(program).run(async |page| {
            page.download_to(folder.path()).await;
            read_ferry(page).await;
            save(page, extension).await;
            assert_eq!(downloaded(page, folder.path()).await, (format!("{NAME}.txt"), FERRY.to_owned()));
            let told =
                async || page.notices().await.into_iter().find(|words| words.starts_with("Only the text was saved"));
            let told = page.wait_until("a notice", told).await;
            assert!(told.contains(program), "{told}");
        });
    }
}

/// The text of a part of an archive.
fn part(archive: &[u8], path: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("it is an archive");
    let mut text = String::new();
    archive.by_name(path).expect("it has this part").read_to_string(&mut text).expect("a part is text");
    text
}

#[test]
fn a_document_for_word_processors_is_saved_with_what_is_shown() {
    let (name, file) = saved_bytes("docx", true);
    assert_eq!(name, format!("{NAME}.docx"));
    let text = part(&file, "word/document.xml");
    assert!(text.contains("Who said what") && text.contains("<w:rStyle w:val=\"content-hedge\"/>"), "{text}");
    let comments = part(&file, "word/comments.xml");
    assert!(comments.contains("Said by: Greta Moen"), "{comments}");
    let text = part(&saved_bytes("docx", false).1, "word/document.xml");
    assert!(!text.contains("content-hedge") && text.contains("(0): words that leave room for doubt"), "{text}");
}

#[test]
fn a_workbook_is_saved_with_a_row_for_each_mark_that_is_shown() {
    let (name, file) = saved_bytes("xlsx", false);
    assert_eq!(name, format!("{NAME}.xlsx"));
    let rows = |sheet: usize| part(&file, &format!("xl/worksheets/sheet{sheet}.xml"));
    assert!(rows(1).contains("Greta Moen") && rows(1).matches("<row ").count() > 2, "{}", rows(1));
    assert_eq!(rows(2).matches("<row ").count(), 1, "hedges are hidden: {}", rows(2));
    assert!(rows(3).contains("confirmed"), "{}", rows(3));
}

#[test]
fn what_is_saved_is_what_is_shown() {
    for (extension, there) in [
        ("csv", "Aksel Dahl"),
        ("md", "Greta Moen"),
        ("quotes.md", "Greta Moen"),
        ("html", "<mark"),
        ("citron.json", "Greta Moen"),
    ] {
        let (name, file) = saved(extension, false);
        assert_eq!(name, format!("{NAME}.{extension}"));
        assert!(file.contains(there), "{extension}: {file}");
        // The word itself is in the text; its mark is not.
        assert!(!file.contains("approximator") && !file.contains("Hedge"), "{extension}: {file}");
        assert!(!file.contains("<script"), "{extension}");
    }
}

#[test]
fn annotations_of_the_web_are_opened_as_they_were_saved() {
    let (_, file) = saved("jsonld", false);
    visit(async |page| {
        open(page, "ferry.jsonld", file.as_bytes()).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.settled().await, ["Bergen"]);
        assert_eq!(page.count(Layer::Hedge).await, Some(0), "the file's marks are shown, not new ones");
        assert_eq!(page.paragraphs().await[0], NAME);
    });
}

/// Of a line that is set aside here, marks are not shown; they are in the file all the same.
#[test]
fn marks_of_a_file_in_lines_that_are_set_aside_are_saved_again() {
    const FILE: &str = r#"{"text": "It may rain in Oman.\n\nRead more: It may snow in Oslo\n\nIt may be.", "annotations": [
        {"layer": "hedge", "id": "h1", "start": 3, "end": 6, "kind": "modal"},
        {"layer": "hedge", "id": "h2", "start": 36, "end": 39, "kind": "modal"},
        {"layer": "hedge", "id": "h3", "start": 56, "end": 59, "kind": "modal"}]}"#;
    let folder = tempfile::tempdir().expect("a directory can be made");
    visit(async |page| {
        page.download_to(folder.path()).await;
        open(page, "rain.json", FILE.as_bytes()).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.count_of(".reportedly-aside").await, 1);
        save(page, "jsonld").await;
        let (_, file) = downloaded(page, folder.path()).await;
        assert_eq!(file.matches("hedge: modal").count(), 3, "{file}");
    });
}

#[test]
fn a_page_that_was_saved_here_is_opened_without_its_table_and_legend() {
    let (_, file) = saved("html", true);
    assert!(file.contains("Who said what"));
    visit(async |page| {
        open(page, "ferry.html", file.as_bytes()).await;
        page.wait_for(State::Ready).await;
        let lines: Vec<&str> = FERRY.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(page.paragraphs().await, lines);
    });
}

#[test]
fn a_spreadsheet_takes_the_table_for_utf_8() {
    let (_, file) = saved("csv", true);
    assert!(file.starts_with("\u{feff}id,"), "{file}");
}

#[test]
fn a_file_of_marks_over_marks_is_opened_with_as_many_as_can_be_shown() {
    let text = "a ".repeat(5_000);
    let mark = |at: usize| format!(r#"{{"layer":"hedge","start":{at},"end":{},"kind":"modal"}}"#, 9_999 - at);
    let marks = (0..4_000).map(mark).collect::<Vec<_>>().join(",");
    let file = format!(r#"{{"text":"{}","annotations":[{marks}]}}"#, text.trim_end());
    visit(async |page| {
        open(page, "nested.json", file.as_bytes()).await;
        page.wait_for(State::Ready).await;
        let told = async || {
            let said = page.notices().await;
            said.into_iter().find(|words| words.contains("as many marks as can be shown") && words.contains(" more"))
        };
        page.wait_until("a list of what is not shown", told).await;
        assert_eq!(page.paragraphs().await[0].len(), text.trim_end().len());
    });
}

#[test]
fn marks_that_have_no_place_are_listed_and_attached_by_hand() {
    const FILE: &str = r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "id": "urn:x:1",
        "motivation": "classifying", "body": [{"type": "TextualBody", "value": "place", "purpose": "tagging"},
            {"type": "TextualBody", "value": "Where?", "purpose": "commenting"}],
        "target": {"source": "urn:x", "selector": {"type": "TextQuoteSelector", "exact": "the port of Aalesund"}}}"#;
    visit_ferry(async |page| {
        let directory = tempfile::tempdir().expect("a directory can be made");
        let path = directory.path().join("marks.jsonld");
        fs::write(&path, FILE).expect("a file can be written");
        page.open_file(&path).await;
        let told = async || page.notices().await.into_iter().find(|words| words.contains("the port of Aalesund"));
        page.wait_until("a list", told).await;
        assert_eq!(page.paragraphs().await[0], NAME, "the text stays");
        page.ask("attach").await;
        page.select_words("reporters", "reporters").await;
        page.click("[data-selection] [data-do=attach]").await;
        page.wait_until_said("Marked: reporters").await;
        assert_eq!(page.settled().await, ["reporters"]);
        let listed = async || page.notices().await.iter().any(|words| words.contains("Aalesund"));
        page.wait_for_equal("the list", false, listed).await;
    });
}

#[test]
fn what_is_pasted_and_cannot_be_opened_stays_in_the_box() {
    const NO_DOCUMENT: &str = r#"{"quotes": "He said it may rain"}"#;
    visit(async |page| {
        page.paste(NO_DOCUMENT).await;
        let told = async || page.notices().await.into_iter().find(|words| words.contains("cannot be opened"));
        page.wait_until("a notice", told).await;
        assert_eq!(page.input().await, NO_DOCUMENT);
    });
}

#[test]
fn a_file_that_is_pasted_is_opened() {
    visit(async |page| {
        page.paste(
            r#" {"format": "reportedly/1", "text": "Talks in Oman.", "edits": [
            {"op": "add", "layer": "entity", "kind": "place", "start": 9, "end": 13}]}"#,
        )
        .await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.settled().await, ["Oman"]);
        assert_eq!(page.paragraphs().await, ["Talks in Oman."]);
    });
}

#[test]
fn files_of_several_people_are_opened_as_one() {
    let of = |edits: &str| {
        format!(r#"{{"format": "reportedly/1", "text": "Talks in Oman.", "annotations": [], "edits": [{edits}]}}"#)
    };
    let ann = of(r#"{"op": "add", "layer": "entity", "kind": "place", "start": 9, "end": 13}"#);
    let directory = tempfile::tempdir().expect("a directory can be made");
    let paths = [("Ann.json", ann), ("Ben.json", of(""))].map(|(name, file)| {
        let path = directory.path().join(name);
        fs::write(&path, file).expect("a file can be written");
        path
    });
    visit_empty(async |page| {
        page.open_files(&paths).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.settled().await, ["Oman"]);
        page.click_mark(&id_of(page, Layer::Entity, "Oman").await).await;
        let note = "return document.querySelector('.reportedly-card textarea').value";
        page.wait_for_equal("the note", "Marked by Ann (1 of 2)".to_owned(), async || {
            page.script(note, Vec::new()).await
        })
        .await;
    });
}

/// Writes files into a folder.
fn files_in<const N: usize>(folder: &Path, files: [(&str, &[u8]); N]) -> [std::path::PathBuf; N] {
    files.map(|(name, content)| {
        let path = folder.join(name);
        fs::write(&path, content).expect("a file can be written");
        path
    })
}

#[test]
fn files_that_have_no_plain_text_say_what_helps_whatever_they_are_called() {
    for (name, content, words) in [
        (
            "report.pdf",
            &b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"[..],
            "report.pdf is a PDF, not a text. Open it, select the article",
        ),
        ("report.txt", b"%PDF-1.4\n1 0 obj\n", "report.txt is a PDF"),
        (
            "talks.docx",
            b"PK\x03\x04\x14\0\0\0[Content_Types].xml\0word/document.xml",
            "talks.docx is a document of a word processor",
        ),
        (
            "talks.html",
            b"PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.opendocument.text",
            "is a document of a word processor",
        ),
        ("talks.rtf", b"{\\rtf1\\ansi It may rain.}", "is a document of a word processor"),
        ("quay.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "quay.jpg is a picture"),
    ] {
        visit_empty(async |page| {
            page.type_text("Mine.").await;
            open(page, name, content).await;
            let told = async || page.notices().await.iter().any(|told| told.contains(words)).then_some(());
            page.wait_until(words, told).await;
            assert_eq!(page.input().await, "Mine.");
        });
    }
    // A text is one, whatever it is called.
    visit(async |page| {
        open(page, "rain.docx", b"It may rain in Oslo.").await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["It may rain in Oslo."]);
    });
}

#[test]
fn several_articles_are_several_drafts() {
    let folder = tempfile::tempdir().expect("a directory can be made");
    let paths = files_in(
        folder.path(),
        [
            ("one.txt", b"Rain in Oslo\n\nIt may rain in Oslo."),
            ("two.html", b"<title>No</title><h1>Snow in Bergen</h1><p>It may snow in Bergen.</p>"),
            (
                "three.json",
                br#"{"text": "Talks in Oman.", "edits": [
                {"op": "add", "layer": "entity", "kind": "place", "start": 9, "end": 13}]}"#,
            ),
            ("four.pdf", b"%PDF-1.7\n"),
        ],
    );
    visit_empty(async |page| {
        page.open_files(&paths).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await[0], "Rain in Oslo");
        let told = page.notices().await.join(" ");
        assert!(told.contains("3 texts were opened"), "{told}");
        assert!(told.contains("“Snow in Bergen”, “Talks in Oman.”") && told.contains("four.pdf is a PDF"), "{told}");
        page.click(".reading .notice button").await;
        let drafts = ["Rain in Oslo", "Snow in Bergen", "Talks in Oman."].map(str::to_owned).to_vec();
        page.wait_for_equal("the drafts", drafts, async || page.drafts().await).await;
        page.click("[data-testid=drafts] li:last-child .draft").await;
        page.wait_for(State::Ready).await;
        page.wait_for_equal("settled", vec!["Oman".to_owned()], async || page.settled().await).await;
    });
}

#[test]
fn of_several_articles_the_first_is_opened_where_nothing_is_kept() {
    let folder = tempfile::tempdir().expect("a directory can be made");
    let paths = files_in(folder.path(), [("one.txt", b"It may rain in Oslo."), ("two.txt", b"It may snow in Bergen.")]);
    visit(async |page| {
        page.click("[data-choice=keeps]").await;
        page.open_files(&paths).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["It may rain in Oslo."]);
        let told = page.notices().await.join(" ");
        assert!(told.contains("Only the first text was opened") && told.contains("two.txt"), "{told}");
    });
}

#[test]
fn documents_about_several_texts_are_several_drafts() {
    let folder = tempfile::tempdir().expect("a directory can be made");
    let paths = files_in(
        folder.path(),
        [("one.json", br#"{"text": "Talks in Oman."}"#), ("two.json", br#"{"text": "Rain in Oslo."}"#)],
    );
    visit_empty(async |page| {
        page.open_files(&paths).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["Talks in Oman."]);
        let told = page.notices().await.join(" ");
        assert!(told.contains("2 texts were opened") && !told.contains("another text"), "{told}");
    });
}

#[test]
fn a_copy_has_a_rich_form_and_a_plain_one() {
    const HEAR: &str = "
        navigator.clipboard.write = async ([item]) => {
            const form = async (type) => (await item.getType(type)).text();
            window.copied = [await form('text/html'), await form('text/plain')];
        };";
    visit_ferry(async |page| {
        page.script::<()>(HEAR, Vec::new()).await;
        page.ask("save").await;
        page.ask("copy-marked").await;
        let copied = async || page.script::<Option<[String; 2]>>("return window.copied ?? null", Vec::new()).await;
        let [rich, plain] = page.wait_until("a copy", copied).await;
        assert!(rich.contains("<u") || rich.contains("underline"), "{rich}");
        assert!(plain.starts_with(NAME) && !plain.contains('<'), "{plain}");
        let told = async || page.notices().await.iter().any(|words| words.starts_with("Copied")).then_some(());
        page.wait_until("a sentence", told).await;
    });
}
