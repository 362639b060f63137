//! The page: reading, correcting, coming back, sharing.

use std::fs;

use reportedly_document::Layer;
use reportedly_tests::{Key, Page, Shown, State, Visit, visit};

const ARTICLE: &str = "\
The harbour of Larsund may close for roughly two weeks, people familiar with the plans said on Monday.

“It is only a crane,” said Mira Holt, who runs the harbour.
";

async fn read(page: &Page) {
    page.paste(ARTICLE).await;
    page.wait_for(State::Ready).await;
    // It is drawn a frame later.
    first(page, Layer::Hedge).await;
}

/// The first annotation of a layer that is drawn.
async fn first(page: &Page, layer: Layer) -> Shown {
    page.wait_until("an annotation", async || page.annotations(layer).await.into_iter().next()).await
}

/// The parts that some mark has, and that have a line or a tint of their own.
const DRAWN: &str = "
    const drawn = {
        hedge: ({ textDecorationLine, textDecorationStyle }) => `${textDecorationLine} ${textDecorationStyle}` === 'underline wavy',
        source: ({ borderBottomStyle }) => borderBottomStyle !== 'none',
        cue: ({ borderBottomStyle }) => borderBottomStyle === 'dashed',
        content: ({ borderBottomStyle }) => borderBottomStyle !== 'none',
        entity: ({ backgroundColor }) => backgroundColor !== 'rgba(0, 0, 0, 0)',
    };
    return Object.keys(drawn).filter((part) => {
        const marks = [...document.querySelectorAll(`mark[data-parts~=${part}]`)];
        return marks.length > 0 && marks.every((mark) => drawn[part](getComputedStyle(mark)));
    })";

#[test]
fn a_text_is_marked_in_all_layers() {
    visit(async |page| {
        read(page).await;
        assert!(!page.engine().await.ends_with("+rules"), "the model is used");
        for layer in [Layer::Entity, Layer::Hedge, Layer::Attribution] {
            assert!(!page.marks(layer).await.is_empty(), "no {layer}");
        }
        assert!(page.panel().await.contains("people familiar with the plans"));
        // Safari drops a declaration of which it does not understand all.
        let drawn: Vec<String> = page.script(DRAWN, Vec::new()).await;
        assert_eq!(drawn, ["hedge", "source", "cue", "content", "entity"]);
    });
}

#[test]
fn a_mark_is_explained_and_corrected() {
    visit(async |page| {
        read(page).await;
        let hedge = first(page, Layer::Hedge).await;
        page.click_mark(&hedge.id).await;
        let card = page.wait_for_card().await;
        assert!(card.contains("Why it is marked"), "{card}");
        page.click(".reportedly-card [data-do^=reject]").await;
        page.wait_until_said(&format!("Rejected: {}", hedge.text)).await;
        page.press_with(Key::Control, "z").await;
        page.wait_until_said("Undone: 1 change").await;
    });
}

#[test]
fn words_are_marked_by_selecting_them() {
    visit(async |page| {
        read(page).await;
        page.select_words("crane", "crane").await;
        page.click("[data-selection] [data-do='add entity 2']").await;
        page.wait_for_equal("settled", vec!["crane".to_owned()], async || page.settled().await).await;
    });
}

#[test]
fn what_was_corrected_outlives_the_page() {
    visit(async |page| {
        read(page).await;
        let place = first(page, Layer::Entity).await;
        page.click_mark(&place.id).await;
        page.click(".reportedly-card [data-do^=accept]").await;
        page.wait_for_equal("settled", vec![place.text.clone()], async || page.settled().await).await;
        page.wait_until("a draft", async || {
            let is_kept = "return Boolean(history.state?.reportedly?.[0])";
            page.script::<bool>(is_kept, Vec::new()).await.then_some(())
        })
        .await;
        page.reload().await;
        page.wait_for_equal("settled", vec![place.text.clone()], async || page.settled().await).await;
    });
}

#[test]
fn a_link_carries_the_text_and_its_marks() {
    visit(async |page| {
        read(page).await;
        let sent = page.all_marks().await;
        page.ask("share").await;
        let link = "return document.querySelector('[data-link]')?.value ?? null";
        let link: String = page.wait_until("a link", async || page.script(link, Vec::new()).await).await;
        for address in ["about:blank", &link] {
            page.go_to(address).await;
        }
        page.wait_for(State::Ready).await;
        page.wait_for_equal("what came", sent, async || page.all_marks().await).await;
        let here = "return performance.getEntriesByType('resource').some(({ name }) => name.includes('links_bg.wasm'))";
        assert!(!page.script::<bool>(here, Vec::new()).await, "a worker has opened it");
    });
}

#[test]
fn a_file_is_opened() {
    let folder = tempfile::tempdir().expect("a directory can be made");
    let file = folder.path().join("harbour.txt");
    fs::write(&file, ARTICLE).expect("the file can be written");
    visit(async |page| {
        page.open_file(&file).await;
        page.wait_for(State::Ready).await;
        assert!(page.panel().await.contains("people familiar with the plans"));
    });
}

#[test]
fn what_is_printed_has_the_text_and_who_said_what() {
    // What a browser does, but for its dialog, which nobody could close.
    const PRINT: &str = "window.print = () => {
        dispatchEvent(new Event('beforeprint'));
        window.printed = document.body.textContent;
        dispatchEvent(new Event('afterprint'));
    }";
    visit(async |page| {
        read(page).await;
        page.script::<()>(PRINT, Vec::new()).await;
        page.ask("show-print").await;
        page.click("dialog [data-page=print]").await;
        let printed = "return window.printed ?? null";
        let printed: String =
            page.wait_until("the browser to print", async || page.script(printed, Vec::new()).await).await;
        for words in ["The harbour of Larsund", "What the marks mean", "Who said what", "Mira Holt"] {
            assert!(printed.contains(words), "{words} is not printed:\n{printed}");
        }
    });
}

#[test]
fn what_is_pasted_before_the_program_is_there_is_read_when_it_comes() {
    const PROGRAM: &str = "reportedly-page-*_bg.wasm";
    Visit::of_the_build().with_held(PROGRAM).run(async |page| {
        page.paste(ARTICLE).await;
        page.wait_for_equal("the box", ARTICLE.to_owned(), async || page.input().await).await;
        assert_eq!(page.state().await, None, "the program is not there yet");
        page.mend(PROGRAM);
        page.wait_for(State::Ready).await;
        assert!(page.article().await.contains("It is only a crane"));
        assert_eq!(page.notices().await, Vec::<String>::new());
    });
}

#[test]
fn the_page_as_one_file_works_from_a_disk() {
    let folder = tempfile::tempdir().expect("a directory can be made");
    Visit::of_the_single_file(folder.path(), |page| page).run(async |page| {
        read(page).await;
        assert!(!page.engine().await.ends_with("+rules"), "the model is used");
        assert_eq!(page.notices().await, Vec::<String>::new());
        page.ask("share").await;
        let link = "return document.querySelector('[data-link]')?.value ?? null";
        let link = page.wait_until("a link", async || page.script::<Option<String>>(link, Vec::new()).await).await;
        assert!(link.starts_with("file:///") && link.contains("#r1="), "{link}");
        page.click("[data-page=close-dialog]").await;
        let saved = "return Boolean(history.state?.reportedly?.[0])";
        page.wait_until("a draft", async || page.script::<bool>(saved, Vec::new()).await.then_some(())).await;
        page.reload().await;
        page.wait_for(State::Ready).await;
        assert!(page.article().await.contains("It is only a crane"));
    });
}
