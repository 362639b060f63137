//! Drafts: what a reload, a crash, the Back button and other tabs must not lose.

use reportedly_document::Layer;
use reportedly_tests::{Key, Page, State, Visit, visit};

use crate::texts::{FERRY, id_of, read, read_ferry, visit_empty, visit_ferry};

pub(crate) const TITLE: &str = "Ferry Company May Drop Its Night Boats";

/// Confirms the first entity with these words.
pub(crate) async fn confirm(page: &Page, words: &str) {
    page.click_mark(&id_of(page, Layer::Entity, words).await).await;
    page.click(".reportedly-card [data-do^=accept]").await;
    page.wait_until("settled", async || page.settled().await.contains(&words.to_owned()).then_some(())).await;
}

/// Waits until these drafts are listed, and no others.
pub(crate) async fn wait_for_drafts(page: &Page, titles: &[&str]) {
    let titles: Vec<String> = titles.iter().map(|&title| title.to_owned()).collect();
    page.wait_for_equal("the drafts", titles, async || page.drafts().await).await;
}

/// Opens the draft that is oldest.
async fn open_last_draft(page: &Page) {
    page.click("[data-testid=drafts] li:last-child .draft").await;
    page.wait_for(State::Ready).await;
}

/// Waits until the work of this tab is saved: the tab knows its draft.
pub(crate) async fn wait_until_saved(page: &Page) {
    let script = "return Boolean(history.state?.reportedly?.[0])";
    page.wait_until("a draft", async || page.script::<bool>(script, Vec::new()).await.then_some(())).await;
    longer_than_autosave_waits().await;
}

/// The last change is saved after a pause. Nothing on the screen says so.
pub(crate) async fn longer_than_autosave_waits() {
    tokio::time::sleep(std::time::Duration::from_millis(900)).await;
}

#[test]
fn a_reload_loses_nothing() {
    visit_ferry(async |page| {
        confirm(page, "Bergen").await;
        page.toggle(Layer::Hedge).await;
        wait_until_saved(page).await;
        page.reload().await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.settled().await, ["Bergen"]);
        assert!(!page.is_on(Layer::Hedge).await);
        page.press_with(Key::Control, "z").await;
        page.wait_for_equal("settled", Vec::<String>::new(), async || page.settled().await).await;
    });
}

#[test]
fn what_is_being_written_is_kept_too() {
    visit_empty(async |page| {
        page.type_text("It may rain.").await;
        wait_until_saved(page).await;
        page.reload().await;
        page.wait_for_equal("the box", "It may rain.".to_owned(), async || page.input().await).await;
        assert_eq!(page.state().await, Some(State::Empty));
    });
}

#[test]
fn back_leads_to_the_text_and_forward_to_its_marks() {
    visit_ferry(async |page| {
        confirm(page, "Bergen").await;
        page.back().await;
        page.wait_for(State::Empty).await;
        assert_eq!(page.input().await, FERRY);
        page.forward().await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.settled().await, ["Bergen"]);
    });
}

#[test]
fn what_is_typed_at_the_last_moment_is_kept() {
    visit_empty(async |page| {
        page.type_text("It may rain.").await;
        wait_until_saved(page).await;
        page.type_text(" Or snow.").await;
        page.reload().await;
        page.wait_for_equal("the box", "It may rain. Or snow.".to_owned(), async || page.input().await).await;
    });
}

#[test]
fn edit_leads_to_the_text_that_was_read_and_not_to_the_one_before_it() {
    const OTHER: &str = "It may rain.";
    visit_ferry(async |page| {
        wait_until_saved(page).await;
        page.begin_anew().await;
        page.type_text(OTHER).await;
        wait_for_drafts(page, &[OTHER, TITLE]).await;
        open_last_draft(page).await;
        page.edit().await;
        page.wait_for_equal("the box", FERRY.to_owned(), async || page.input().await).await;
        page.forward().await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await[0], TITLE);
    });
}

#[test]
fn back_leads_to_the_text_before() {
    visit(async |page| {
        for text in ["First text of two.", "Second text of two."] {
            read(page, text).await;
            wait_until_saved(page).await;
            if text.starts_with('F') {
                page.begin_anew().await;
            }
        }
        page.back().await;
        page.wait_for_equal("the box", "Second text of two.".to_owned(), async || page.input().await).await;
        page.back().await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["First text of two."]);
        page.back().await;
        page.wait_for_equal("the box", "First text of two.".to_owned(), async || page.input().await).await;
        for _ in 0..3 {
            page.forward().await;
        }
        page.wait_for_equal("the text", vec!["Second text of two.".to_owned()], async || page.paragraphs().await).await;
    });
}

#[test]
fn back_after_new_text_returns_to_the_article() {
    visit(async |page| {
        for keeps in [true, false] {
            if !keeps {
                page.begin_anew().await;
                page.click("[data-choice=keeps]").await;
            }
            read_ferry(page).await;
            confirm(page, "Bergen").await;
            page.begin_anew().await;
            page.wait_for(State::Empty).await;
            assert_eq!(page.input().await, "");
            page.back().await;
            page.wait_for(State::Ready).await;
            page.wait_for_equal("settled", vec!["Bergen".to_owned()], async || page.settled().await).await;
            assert_eq!(page.notices().await, Vec::<String>::new());
            page.forward().await;
            page.wait_for(State::Empty).await;
            page.back().await;
            page.wait_for(State::Ready).await;
            assert_eq!(page.paragraphs().await[0], TITLE);
        }
    });
}

#[test]
fn what_stands_above_the_headline_is_not_the_title() {
    const HEADLINE: &str =
        "return [...document.querySelectorAll('[data-testid=article] h2')].map(line => line.innerText)";
    for above in ["Home", "Tweet", "Updated 2 hours ago", "By Ana Diaz\n\n3 min read", "Support our journalism"] {
        visit(async |page| {
            read(page, &format!("{above}\n\n{FERRY}")).await;
            page.wait_for_equal("the headline", vec![TITLE.to_owned()], async || {
                page.script(HEADLINE, Vec::new()).await
            })
            .await;
            wait_until_saved(page).await;
            page.begin_anew().await;
            wait_for_drafts(page, &[TITLE]).await;
        });
    }
}

#[test]
fn a_text_that_is_brought_back_is_the_same_draft() {
    visit_ferry(async |page| {
        wait_until_saved(page).await;
        // Not saved yet when the text is left.
        confirm(page, "Bergen").await;
        page.begin_anew().await;
        page.bring_back().await;
        page.wait_for(State::Ready).await;
        confirm(page, "Tarsvik").await;
        wait_until_saved(page).await;
        assert_eq!(page.notices().await, Vec::<String>::new());
        page.begin_anew().await;
        wait_for_drafts(page, &[TITLE]).await;
        page.ask("open").await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.settled().await, ["Tarsvik", "Bergen"]);
    });
}

#[test]
fn what_is_deleted_while_it_is_open_can_be_gone_on_with() {
    visit_empty(async |page| {
        page.type_text("It may rain.").await;
        wait_for_drafts(page, &["It may rain."]).await;
        page.ask("delete").await;
        wait_for_drafts(page, &[]).await;
        page.click("textarea").await;
        page.type_text(" Or snow.").await;
        wait_for_drafts(page, &["It may rain. Or snow."]).await;
    });
}

#[test]
fn drafts_are_listed_opened_renamed_and_deleted() {
    visit_ferry(async |page| {
        wait_until_saved(page).await;
        page.begin_anew().await;
        wait_for_drafts(page, &[TITLE]).await;
        page.ask("rename").await;
        page.wait_until("the box", async || (page.focused().await.element == "input").then_some(())).await;
        page.press_with(Key::Control, "a").await;
        page.type_text("Ferries").await;
        page.press(Key::Enter).await;
        wait_for_drafts(page, &["Ferries"]).await;
        page.wait_for_equal("the focus", "Ferries".to_owned(), async || page.focused().await.text).await;
        page.ask("rename").await;
        page.type_text("Boats").await;
        page.press(Key::Escape).await;
        page.wait_for_equal("the focus", "Ferries".to_owned(), async || page.focused().await.text).await;
        page.ask("open").await;
        page.wait_for(State::Ready).await;
        page.begin_anew().await;
        page.ask("delete").await;
        wait_for_drafts(page, &[]).await;
        page.wait_for_equal("the focus", "Bring back".to_owned(), async || page.focused().await.text).await;
        page.press(Key::Enter).await;
        wait_for_drafts(page, &["Ferries"]).await;
    });
}

#[test]
fn drafts_of_the_first_version_are_still_there() {
    const AS_IT_WAS: &str = "
        const done = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
        return (async () => {
            await done(indexedDB.deleteDatabase('reportedly'));
            const request = indexedDB.open('reportedly', 1);
            request.onupgradeneeded = () => request.result.createObjectStore('drafts', { keyPath: 'id' });
            const base = await done(request);
            const draft = { format: 1, id: 'old', title: 'An old draft', words: 3, text: 'It may rain.', version: 4 };
            const store = base.transaction('drafts', 'readwrite').objectStore('drafts');
            await done(store.put({ ...draft, work: new Uint8Array(), when: Date.now() }));
            base.close();
        })()";
    visit_empty(async |page| {
        page.script::<()>(AS_IT_WAS, Vec::new()).await;
        page.reload().await;
        wait_for_drafts(page, &["An old draft"]).await;
        page.ask("open").await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["It may rain."]);
    });
}

#[test]
fn all_are_deleted_only_after_a_question() {
    visit(async |page| {
        for text in ["First text of two.", "Second text of two."] {
            read(page, text).await;
            wait_until_saved(page).await;
            page.begin_anew().await;
        }
        wait_for_drafts(page, &["Second text of two.", "First text of two."]).await;
        page.ask("delete-all").await;
        page.ask("not-sure").await;
        page.ask("delete-all").await;
        page.click("[data-page=delete][data-draft='']").await;
        wait_for_drafts(page, &[]).await;
    });
}

#[test]
fn nothing_is_kept_where_that_is_not_wanted() {
    visit(async |page| {
        page.click("[data-choice=keeps]").await;
        let told =
            async || page.script::<String>("return document.querySelector('.drafts').innerText", Vec::new()).await;
        page.wait_until("a sentence", async || told().await.contains("nothing is kept").then_some(())).await;
        read_ferry(page).await;
        longer_than_autosave_waits().await;
        page.open_tab().await;
        page.wait_for(State::Empty).await;
        wait_for_drafts(page, &[]).await;
        assert!(page.script::<bool>("return document.querySelector('[data-choice=keeps]').checked", Vec::new()).await);
    });
}

#[test]
fn what_was_done_just_before_another_text_began_is_kept() {
    visit_ferry(async |page| {
        wait_until_saved(page).await;
        confirm(page, "Bergen").await;
        page.begin_anew().await;
        read(page, "Another text.").await;
        wait_until_saved(page).await;
        page.begin_anew().await;
        wait_for_drafts(page, &["Another text.", TITLE]).await;
        open_last_draft(page).await;
        assert_eq!(page.settled().await, ["Bergen"]);
    });
}

#[test]
fn an_example_is_not_a_draft_until_it_is_changed() {
    visit(async |page| {
        page.choose_example("science").await;
        page.wait_for(State::Ready).await;
        longer_than_autosave_waits().await;
        page.begin_anew().await;
        wait_for_drafts(page, &[]).await;
        page.choose_example("science").await;
        page.wait_for(State::Ready).await;
        confirm(page, "Sweden").await;
        wait_until_saved(page).await;
        page.begin_anew().await;
        page.wait_until("a draft", async || (page.drafts().await.len() == 1).then_some(())).await;
    });
}

#[test]
fn two_tabs_do_not_destroy_each_others_work() {
    visit_ferry(async |page| {
        wait_until_saved(page).await;
        page.open_tab().await;
        wait_for_drafts(page, &[TITLE]).await;
        page.ask("open").await;
        page.wait_for(State::Ready).await;
        confirm(page, "Bergen").await;
        wait_until_saved(page).await;
        page.go_to_tab(0).await;
        confirm(page, "Tarsvik").await;
        let told = async || page.notices().await.iter().any(|words| words.starts_with("Another tab")).then_some(());
        page.wait_until("a notice", told).await;
        page.begin_anew().await;
        wait_for_drafts(page, &[&format!("{TITLE} (2)"), TITLE]).await;
        open_last_draft(page).await;
        assert_eq!(page.settled().await, ["Bergen"]);
    });
}

#[test]
fn to_look_at_a_draft_in_another_tab_is_no_change_of_it() {
    visit_ferry(async |page| {
        wait_until_saved(page).await;
        page.open_tab().await;
        wait_for_drafts(page, &[TITLE]).await;
        page.ask("open").await;
        page.wait_for(State::Ready).await;
        longer_than_autosave_waits().await;
        page.go_to_tab(0).await;
        confirm(page, "Tarsvik").await;
        wait_until_saved(page).await;
        page.begin_anew().await;
        wait_for_drafts(page, &[TITLE]).await;
    });
}

#[test]
fn a_full_storage_says_so_and_offers_a_file() {
    Visit::of_the_build().with_full_storage().run(async |page| {
        read_ferry(page).await;
        let told = async || page.notices().await.into_iter().find(|words| words.starts_with("Drafts cannot be kept"));
        let words = page.wait_until("a notice", told).await;
        assert!(words.contains("it is full") && words.contains("Save a file"), "{words}");
        assert_eq!(page.annotations(Layer::Hedge).await.len(), 4, "reading goes on");
    });
}

#[test]
fn a_refused_storage_says_so_and_the_page_works() {
    Visit::of_the_build().with_refused_storage().run(async |page| {
        read_ferry(page).await;
        let told = async || page.notices().await.into_iter().find(|words| words.contains("it is refused"));
        page.wait_until("a notice", told).await;
        page.edit().await;
        page.wait_for(State::Empty).await;
        assert_eq!(page.input().await, FERRY);
    });
}
