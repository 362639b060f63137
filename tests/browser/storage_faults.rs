//! A storage that is silent, blocked or full of junk, a tab that is closed, a page in another site's frame: drafts stay whole, and what
//! cannot be done is told.

use reportedly_document::Layer;
use reportedly_tests::{Page, State, Visit};

use crate::drafts::{TITLE, longer_than_autosave_waits, wait_for_drafts};
use crate::texts::{FERRY, id_of, read_ferry, visit_empty};

const RAIN: &str = "It may rain.";

/// What a script has to do with the page's database first.
const DATABASE: &str = "
    const done = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const store = (base, name) => base.transaction(name, 'readwrite').objectStore(name);
    const open = async (work) => {
        const base = await done(indexedDB.open('reportedly'));
        try { return await work(base); } finally { base.close(); }
    };";

async fn in_database<T: serde::de::DeserializeOwned>(page: &Page, work: &str) -> T {
    page.script(&format!("{DATABASE} return open(async (base) => {{ {work} }})"), Vec::new()).await
}

async fn wait_for_notice(page: &Page, words: &str) -> String {
    let told = async || page.notices().await.into_iter().find(|notice| notice.contains(words));
    page.wait_until(&format!("a sentence with {words:?}"), told).await
}

async fn text_of(page: &Page, selector: &str) -> String {
    page.script("return document.querySelector(arguments[0])?.innerText ?? ''", vec![selector.into()]).await
}

#[test]
fn a_storage_that_never_answers_is_told_and_the_text_survives_a_reload() {
    const SILENT: &str = "indexedDB.open = () => ({});\n";
    Visit::of_the_build().with_changed("boot.js", |script| format!("{SILENT}{script}")).run(async |page| {
        page.wait_for(State::Empty).await;
        page.type_text(RAIN).await;
        let told = wait_for_notice(page, "the browser does not answer").await;
        assert!(told.contains("Save a file"), "{told}");
        assert!(text_of(page, "[data-testid=unlisted]").await.contains("cannot be shown"));
        page.ask("save").await;
        page.wait_until("the formats", async || page.shows("dialog [data-page=save-as]").await.then_some(())).await;
        page.ask("close-dialog").await;
        page.reload().await;
        page.wait_for_equal("the box", RAIN.to_owned(), async || page.input().await).await;
    });
}

#[test]
fn an_upgrade_that_another_tab_blocks_is_told_and_goes_on_when_that_tab_lets_go() {
    const OLD: &str = "
        return (async () => {
            await done(indexedDB.deleteDatabase('reportedly'));
            const request = indexedDB.open('reportedly', 1);
            request.onupgradeneeded = () => request.result.createObjectStore('drafts', { keyPath: 'id' });
            window.base = await done(request);
            const draft = { format: 1, id: 'old', title: 'An old draft', words: 3, text: 'It may rain.', version: 4 };
            await done(store(window.base, 'drafts').put({ ...draft, work: new Uint8Array(), when: Date.now() }));
        })()";
    // A page of the same site that holds the database.
    let holder = "<!doctype html><html lang=en><title>Holder</title><link rel=icon href='data:,'>";
    Visit::of_the_build().with_file("holder.html", holder.to_owned()).starting_at("holder.html").run(async |page| {
        page.script::<()>(&format!("{DATABASE} {OLD}"), Vec::new()).await;
        page.open_tab().await;
        let told = async || text_of(page, "[data-testid=unlisted]").await.contains("another tab").then_some(());
        page.wait_until("a sentence", told).await;
        page.go_to_tab(0).await;
        page.script::<()>("base.close()", Vec::new()).await;
        page.go_to_tab(1).await;
        wait_for_drafts(page, &["An old draft"]).await;
        assert_eq!(text_of(page, "[data-testid=unlisted]").await, "");
    });
}

#[test]
fn bad_records_are_listed_as_such_and_the_others_are_there() {
    const JUNK: &str = "
        const drafts = store(base, 'drafts');
        await done(drafts.put({ id: 'a' }));
        await done(drafts.put({ id: 'b', title: 'No date', words: 2, when: NaN, version: 1 }));
        await done(drafts.put({ id: 'c', title: { no: 'text' }, words: 'many', when: 1e300, version: {} }));
        await done(drafts.put({ id: 7, title: 'A number', words: 2, when: 5, version: 1 }));
        await done(store(base, 'texts').put({ id: 'b', text: 'It may snow.', work: new Uint8Array() }));";
    visit_empty(async |page| {
        page.type_text(RAIN).await;
        wait_for_drafts(page, &[RAIN]).await;
        in_database::<()>(page, JUNK).await;
        page.reload().await;
        let titled = async || {
            let mut drafts = page.drafts().await;
            drafts.sort();
            drafts
        };
        let all = ["A draft without a title", "A draft without a title", "A number", RAIN, "No date"];
        page.wait_for_equal("the drafts", all.map(str::to_owned).to_vec(), titled).await;
        assert_eq!(text_of(page, "[data-testid=drafts]").await.matches("damaged").count(), 4);
        // What can be opened is opened; of the rest it is said.
        page.click("[data-testid=drafts] [data-id='b'] .draft").await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["It may snow."]);
        page.begin_anew().await;
        page.click("[data-testid=drafts] [data-id='a'] .draft").await;
        wait_for_notice(page, "cannot be opened").await;
        for id in ["a", "c", "key 1"] {
            page.click(&format!("[data-testid=drafts] [data-id='{id}'] [data-page=delete]")).await;
            let gone =
                async || (page.count_of(&format!("[data-testid=drafts] [data-id='{id}']")).await == 0).then_some(());
            page.wait_until("one less", gone).await;
        }
        page.wait_for_equal("the drafts", vec![RAIN.to_owned(), "No date".to_owned()], titled).await;
    });
}

#[test]
fn work_that_cannot_be_read_is_told_and_never_written_over() {
    const SPOIL: &str = "
        const [body] = await done(store(base, 'texts').getAll());
        body.work = Uint8Array.of(255, 254, 253);
        await done(store(base, 'texts').put(body));";
    const WORKS: &str = "
        const all = await done(store(base, 'texts').getAll());
        return all.map(({ work }) => [...work].slice(0, 3).join()).sort();";
    visit_empty(async |page| {
        read_ferry(page).await;
        page.wait_until("it is kept", async || {
            let kept = "return Boolean(history.state?.reportedly?.[0])";
            page.script::<bool>(kept, Vec::new()).await.then_some(())
        })
        .await;
        longer_than_autosave_waits().await;
        in_database::<()>(page, SPOIL).await;
        page.reload().await;
        page.wait_for(State::Ready).await;
        wait_for_notice(page, "cannot be read").await;
        page.click_mark(&id_of(page, Layer::Entity, "Bergen").await).await;
        page.click(".reportedly-card [data-do^=accept]").await;
        page.wait_until("settled", async || page.settled().await.contains(&"Bergen".to_owned()).then_some(())).await;
        page.begin_anew().await;
        page.wait_for_equal("drafts", 2, async || page.drafts().await.len()).await;
        assert!(page.drafts().await.iter().any(|title| title.ends_with("(2)")), "{:?}", page.drafts().await);
        let works: Vec<String> = in_database(page, WORKS).await;
        assert!(works.contains(&"255,254,253".to_owned()), "what could not be read is there as it was: {works:?}");
        // And what was done is there as well.
        page.click("[data-testid=drafts] li:first-child .draft").await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.settled().await, ["Bergen"]);
    });
}

#[test]
fn what_was_typed_just_before_the_tab_was_closed_is_kept() {
    visit_empty(async |page| {
        page.type_text(RAIN).await;
        wait_for_drafts(page, &[RAIN]).await;
        page.open_tab().await;
        page.go_to_tab(0).await;
        page.click("textarea").await;
        page.type_text(" Or snow, perhaps.").await;
        page.session().close_window().await.expect("a tab can be closed");
        page.go_to_tab(0).await;
        page.reload().await;
        wait_for_drafts(page, &["It may rain. Or snow, perhaps."]).await;
        // The list is shown as soon as the draft is saved, and what was put aside is removed after that.
        let put_aside = async || page.script::<u32>("return localStorage.length", Vec::new()).await;
        page.wait_for_equal("what is put aside", 0, put_aside).await;
    });
}

#[test]
fn a_new_text_that_was_typed_just_before_the_tab_was_closed_is_kept() {
    visit_empty(async |page| {
        page.open_tab().await;
        page.wait_for(State::Empty).await;
        page.type_text(RAIN).await;
        page.session().close_window().await.expect("a tab can be closed");
        page.go_to_tab(0).await;
        page.reload().await;
        wait_for_drafts(page, &[RAIN]).await;
    });
}

#[test]
fn another_site_s_frame_shows_no_drafts() {
    let host = "<!doctype html><html lang=en><title>Another site</title><link rel=icon href='data:,'><iframe src='{{other}}index.html' width=900 height=700></iframe>";
    let visit = Visit::of_the_build().with_neighbour().with_file("host.html", host.to_owned());
    visit.run(async |page| {
        let hosted: String = page.script("return new URL('host.html', location.href).href", Vec::new()).await;
        page.session().goto(hosted.clone()).await.expect("a page can be visited");
        let framed: String = page.script("return document.querySelector('iframe').src", Vec::new()).await;
        // Its own drafts, where it is by itself.
        page.session().goto(framed).await.expect("a page can be visited");
        page.wait_for(State::Empty).await;
        page.type_text(RAIN).await;
        wait_for_drafts(page, &[RAIN]).await;
        page.session().goto(hosted).await.expect("a page can be visited");
        page.session().enter_frame(0).await.expect("there is a frame");
        page.wait_until("a sentence", async || page.shows("[data-testid=framed]").await.then_some(())).await;
        longer_than_autosave_waits().await;
        assert_eq!(page.drafts().await, Vec::<String>::new());
        assert_eq!(page.count_of("[data-page=delete], [data-page=open]").await, 0);
        // It reads texts, and keeps none.
        let read = "
            const box = document.querySelector('textarea');
            box.value = 'It may snow.';
            box.dispatchEvent(new Event('input', { bubbles: true }));
            document.querySelector('[data-testid=read]').click();";
        page.script::<()>(read, Vec::new()).await;
        page.wait_for(State::Ready).await;
        longer_than_autosave_waits().await;
        assert_eq!(in_database::<u32>(page, "return (await done(store(base, 'drafts').getAll())).length").await, 1);
        page.session().enter_default_frame().await.expect("there is a page around it");
    });
}

/// A page whose text was typed, and whose storage does not do what it should: that is told, and the text is there.
async fn is_told_and_the_text_is_there(page: &Page) {
    page.wait_for(State::Empty).await;
    page.type_text(RAIN).await;
    wait_for_notice(page, "Drafts cannot be kept").await;
    assert_eq!(page.input().await, RAIN);
    page.reload().await;
    page.wait_for_equal("the box", RAIN.to_owned(), async || page.input().await).await;
}

#[test]
fn a_storage_that_aborts_every_save_is_told() {
    const ABORTS: &str = "
        const transaction = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (stores, mode) {
            const begun = transaction.call(this, stores, mode);
            if (mode === 'readwrite') setTimeout(() => begun.abort());
            const put = IDBObjectStore.prototype.put;
            IDBObjectStore.prototype.put = function (...given) {
                const request = put.apply(this, given);
                this.transaction.abort();
                return request;
            };
            return begun;
        };";
    let visit = Visit::of_the_build().with_changed("boot.js", |script| format!("{ABORTS}\n{script}"));
    visit.run(is_told_and_the_text_is_there);
}

#[test]
fn a_headline_that_is_found_while_the_draft_is_saved_is_its_title() {
    // What is written is written when the test says so.
    const SLOW: &str = "
        const transaction = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (stores, mode) {
            const begun = transaction.call(this, stores, mode);
            const store = begun.objectStore(begun.objectStoreNames[0]);
            const wait = () => window.isFast || (store.count().onsuccess = wait);
            if (mode === 'readwrite') {
                window.isSaving = true;
                wait();
            }
            return begun;
        };";
    const ENGINE: &str = "engine_bg.wasm";
    let visit = Visit::of_the_build().with_changed("boot.js", |script| format!("{SLOW}\n{script}"));
    visit.with_held(ENGINE).run(async |page| {
        page.paste(&format!("Support our journalism\n\n{FERRY}")).await;
        let saving = "return window.isSaving === true";
        page.wait_until("a draft", async || page.script::<bool>(saving, Vec::new()).await.then_some(())).await;
        page.mend(ENGINE);
        page.wait_for(State::Ready).await;
        page.script::<()>("window.isFast = true; return null", Vec::new()).await;
        page.begin_anew().await;
        wait_for_drafts(page, &[TITLE]).await;
    });
}

#[test]
fn a_storage_of_a_later_version_of_the_page_is_told_and_left_alone() {
    const LATER: &str = "
        const open = indexedDB.open.bind(indexedDB);
        const later = open('reportedly', 9);
        later.onupgradeneeded = () => later.result.createObjectStore('later');
        later.onsuccess = () => later.result.close();";
    let visit = Visit::of_the_build().with_changed("boot.js", |script| format!("{LATER}\n{script}"));
    visit.run(async |page| {
        is_told_and_the_text_is_there(page).await;
        let version = "return indexedDB.databases().then(([base]) => base.version)";
        assert_eq!(page.script::<u32>(version, Vec::new()).await, 9);
    });
}

#[test]
fn a_storage_that_is_deleted_while_the_page_is_open_is_filled_again() {
    visit_empty(async |page| {
        page.type_text(RAIN).await;
        wait_for_drafts(page, &[RAIN]).await;
        let delete = format!("{DATABASE} return done(indexedDB.deleteDatabase('reportedly')).then(() => 1)");
        page.script::<u32>(&delete, Vec::new()).await;
        page.click("textarea").await;
        page.type_text(" Or snow.").await;
        wait_for_drafts(page, &["It may rain. Or snow."]).await;
    });
}

#[test]
fn five_tabs_with_one_draft_keep_every_last_edit() {
    visit_empty(async |page| {
        page.type_text(RAIN).await;
        wait_for_drafts(page, &[RAIN]).await;
        for _ in 1..5 {
            page.open_tab().await;
            wait_for_drafts(page, &[RAIN]).await;
            page.ask("open").await;
            page.wait_for(State::Ready).await;
            page.edit().await;
            page.wait_for_equal("the box", RAIN.to_owned(), async || page.input().await).await;
        }
        for tab in 0..5 {
            page.go_to_tab(tab).await;
            page.script::<()>(
                "const box = document.querySelector('textarea'); box.focus(); box.setSelectionRange(0, 0)",
                Vec::new(),
            )
            .await;
            page.type_text(&format!("Tab {tab}. ")).await;
        }
        let bodies = "return (await done(store(base, 'texts').getAll())).map(({ text }) => text).sort()";
        let all: Vec<String> = (0..5).map(|tab| format!("Tab {tab}. {RAIN}")).collect();
        page.wait_for_equal("all that was typed", all, async || in_database(page, bodies).await).await;
    });
}
