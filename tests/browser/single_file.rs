//! The page as one file, opened from a disk.

use std::path::Path;

use reportedly_document::Layer;
use reportedly_tests::{Page, State, Visit};
use tempfile::TempDir;

use crate::drafts::{confirm, wait_until_saved};
use crate::files::{downloaded_bytes, save};
use crate::sharing::{share, wait_for_what_came};
use crate::texts::{FERRY, FERRY_HEDGES, ferry_paragraphs, read_ferry, words};

fn folder() -> TempDir {
    tempfile::Builder::new().prefix("a folder ").tempdir().expect("a directory can be made")
}

fn from_disk(folder: &Path) -> Visit {
    Visit::of_the_single_file(folder, |page| page)
}

/// Nothing was asked of any server, and nothing went wrong.
async fn assert_alone(page: &Page) {
    assert_eq!(page.requests(), Vec::<String>::new());
    assert_eq!(page.asked_of_others(), Vec::<String>::new());
    let loaded = "return performance.getEntriesByType('resource').map(({ name }) => name.split(':')[0])";
    let schemes: Vec<String> = page.script(loaded, Vec::new()).await;
    assert!(schemes.iter().all(|scheme| ["blob", "data"].contains(&scheme.as_str())), "{schemes:?}");
    assert_eq!(page.console_errors().await, Vec::<String>::new());
}

#[test]
fn a_page_from_a_disk_marks_corrects_saves_and_opens_its_links() {
    let (place, files) = (folder(), folder());
    from_disk(place.path()).run(async |page| {
        page.wait_for(State::Empty).await;
        page.download_to(files.path()).await;
        read_ferry(page).await;
        assert_eq!(words(page, Layer::Hedge).await, FERRY_HEDGES);
        assert_eq!(page.notices().await, Vec::<String>::new());
        confirm(page, "Bergen").await;
        for extension in ["json", "html", "docx"] {
            save(page, extension).await;
            let (name, content) = downloaded_bytes(page, files.path()).await;
            assert!(name.ends_with(extension) && content.len() > 500, "{name}");
            std::fs::remove_file(files.path().join(name)).expect("it has just been read");
        }
        let link = share(page).await;
        assert!(link.starts_with("file:///") && link.contains("reportedly.html#r1="), "{link}");
        page.click("[data-page=close-dialog]").await;
        page.begin_anew().await;
        page.session().goto(&link).await.expect("a link can be opened");
        wait_for_what_came(page).await;
        assert_eq!(page.paragraphs().await, ferry_paragraphs());
        assert_eq!(page.settled().await, ["Bergen"]);
        page.begin_anew().await;
        page.choose_example("science").await;
        page.wait_for(State::Ready).await;
        assert_alone(page).await;
        assert_eq!(page.accessibility_violations().await, Vec::<String>::new());
    });
}

#[test]
fn a_draft_of_a_page_from_a_disk_is_there_after_a_reload() {
    let place = folder();
    from_disk(place.path()).run(async |page| {
        read_ferry(page).await;
        confirm(page, "Bergen").await;
        wait_until_saved(page).await;
        page.reload().await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.settled().await, ["Bergen"]);
        page.begin_anew().await;
        page.wait_for_equal("drafts", 1, async || page.drafts().await.len()).await;
        assert_alone(page).await;
    });
}

#[test]
fn a_page_from_a_disk_shows_no_button_that_leads_nowhere() {
    let place = folder();
    from_disk(place.path()).run(async |page| {
        read_ferry(page).await;
        assert!(page.shows("[data-page=share]").await && !page.shows("[data-page=compare]").await);
        share(page).await;
        for button in ["copy-code", "send-link", "enlarge-code"] {
            assert!(!page.shows(&format!("[data-page={button}]")).await, "{button}");
        }
        let dialog: String = page.script("return document.querySelector('dialog').innerText", Vec::new()).await;
        assert!(dialog.contains("on this device only"), "{dialog}");
        assert_eq!(page.accessibility_violations().await, Vec::<String>::new());
    });
}

#[test]
fn links_of_a_page_from_a_disk_lead_to_the_public_page_where_one_is_known() {
    const PUBLIC: &str = "<meta name=\"reportedly-public-url\" content=\"https://example.org/read/\">";
    let place = folder();
    let visit = Visit::of_the_single_file(place.path(), |page| {
        page.replacen("<meta name=\"reportedly-programs\"", &format!("{PUBLIC}<meta name=\"reportedly-programs\""), 1)
    });
    visit.run(async |page| {
        read_ferry(page).await;
        let link = share(page).await;
        assert!(link.starts_with("https://example.org/read/#r1="), "{link}");
        assert!(page.shows("[data-page=copy-code]").await && page.shows("[data-page=enlarge-code]").await);
        assert_eq!(page.asked_of_others(), Vec::<String>::new());
    });
}

#[test]
fn a_page_from_a_disk_can_connect_to_nothing() {
    let place = folder();
    from_disk(place.path()).run(async |page| {
        page.wait_for(State::Empty).await;
        let refused =
            "return Promise.all(arguments[0].map((address) => fetch(address).then(() => address, () => 'refused')))";
        let addresses = ["http://127.0.0.1:9/", "https://example.org/", "reportedly.html", "data:text/javascript,a"];
        let answers: Vec<String> = page.script(refused, vec![addresses.as_slice().into()]).await;
        assert_eq!(answers, ["refused"; 4]);
        let violations =
            "return Promise.all(arguments[0].map((address) => import(address).then(() => address, () => 'refused')))";
        let answers: Vec<String> = page.script(violations, vec![addresses.as_slice().into()]).await;
        assert_eq!(answers, ["refused"; 4]);
        assert_eq!((page.requests(), page.asked_of_others()), (Vec::new(), Vec::new()));
    });
}

#[test]
fn a_program_that_broke_is_started_anew_from_a_disk() {
    let place = folder();
    from_disk(place.path()).run(async |page| {
        read_ferry(page).await;
        let script =
            "return import(document.querySelector('meta[name=reportedly-programs]').content).then(async (loader) => {
            const [first, same] = [await loader.program('links'), await loader.program('links')];
            loader.forget('links');
            const second = await loader.program('links');
            return [first === same, first === second, typeof second.Links];
        })";
        let (is_same, is_old, kind): (bool, bool, String) = page.script(script, Vec::new()).await;
        assert_eq!((is_same, is_old, kind.as_str()), (true, false, "function"));
        assert_alone(page).await;
    });
}

#[test]
fn a_page_from_a_disk_that_is_not_whole_says_so_and_takes_a_text() {
    let place = folder();
    // As a copy that ended too early.
    let visit = Visit::of_the_single_file(place.path(), |page| {
        page.split("data-file=\"news.model\"").next().unwrap_or_default().to_owned()
    });
    visit.run(async |page| {
        page.wait_until("the sentence", async || page.shows("#not-loaded").await.then_some(())).await;
        page.type_text(FERRY).await;
        assert_eq!(page.input().await, FERRY);
    });
}
