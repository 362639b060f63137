//! The page without a network, and newer versions of it.

use reportedly_document::Layer;
use reportedly_tests::{Page, State, Visit, hash};

use crate::files::{downloaded_bytes, save};
use crate::sharing::share;
use crate::texts::{FERRY, FERRY_HEDGES, ferry_paragraphs, id_of, read, read_ferry, words};

const WORKER: &str = "service-worker.js";

/// A worker of another version, with the same files.
fn older(worker: &[u8]) -> Vec<u8> {
    let worker = String::from_utf8_lossy(worker);
    assert!(worker.contains("VERSION = \""), "{worker}");
    worker.replace("VERSION = \"", "VERSION = \"older ").into_bytes()
}

/// A page of another version: it has a file that this one has not.
fn older_page(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    page.replace("<title>", "<link rel=\"author\" integrity=\"sha384-older\"><title>Older ").into_bytes()
}

/// The build's site, where for the time being an older page and its worker are.
fn of_an_older_version() -> Visit {
    let visit = Visit::of_the_build().with_service_worker();
    let page = visit.content("index.html");
    let short = |file: &[u8]| hash(file)[..16].to_owned();
    let (now, before) = (short(page), short(&older_page(page)));
    let worker = |worker: &[u8]| {
        let worker = String::from_utf8(older(worker)).expect("a script is text");
        assert!(worker.contains(&now), "{worker}");
        worker.replace(&now, &before).into_bytes()
    };
    visit.with_replaced("index.html", older_page).with_replaced(WORKER, worker)
}

async fn wait_until_it_works_offline(page: &Page) {
    let active = "return navigator.serviceWorker.controller?.state === 'activated'";
    page.wait_until("a service worker", async || page.script::<bool>(active, Vec::new()).await.then_some(())).await;
}

/// The caches, by what their names end with.
async fn versions(page: &Page) -> Vec<String> {
    page.script("return caches.keys().then((names) => names.map((name) => name.split('/ ')[1]))", Vec::new()).await
}

async fn look_for_a_newer_version(page: &Page) {
    let update = "return navigator.serviceWorker.ready.then((found) => found.update()).then(() => true)";
    assert!(page.script::<bool>(update, Vec::new()).await);
}

#[test]
fn the_page_can_be_installed() {
    Visit::of_the_build().with_service_worker().run(async |page| {
        wait_until_it_works_offline(page).await;
        let missing = "return fetch(document.querySelector('link[rel=manifest]').href)
            .then((file) => file.json())
            .then(({ icons }) => Promise.all(icons.map(({ src }) => fetch(src))))
            .then((icons) => [icons.length, icons.filter((icon) => !icon.ok).length])";
        let [icons, missing]: [u32; 2] = page.script(missing, Vec::new()).await;
        assert!(icons > 0 && missing == 0, "{missing} of {icons}");
    });
}

#[test]
fn after_one_visit_everything_works_without_a_network() {
    let folder = tempfile::tempdir().expect("a directory can be made");
    Visit::of_the_build().with_service_worker().under("/some/where/").run(async |page| {
        wait_until_it_works_offline(page).await;
        page.cut_off();
        page.reload().await;
        page.wait_for(State::Empty).await;
        page.download_to(folder.path()).await;
        read_ferry(page).await;
        assert_eq!(words(page, Layer::Hedge).await, FERRY_HEDGES);
        assert_eq!(page.notices().await, Vec::<String>::new());
        page.click_mark(&id_of(page, Layer::Entity, "Bergen").await).await;
        page.click(".reportedly-card [data-do^=accept]").await;
        page.wait_for_equal("settled", vec!["Bergen".to_owned()], async || page.settled().await).await;
        for extension in ["json", "docx"] {
            save(page, extension).await;
            let (name, content) = downloaded_bytes(page, folder.path()).await;
            assert!(name.ends_with(extension) && content.len() > 500, "{name}");
            std::fs::remove_file(folder.path().join(name)).expect("it has just been read");
        }
        let link = share(page).await;
        page.click("[data-page=close-dialog]").await;
        page.begin_anew().await;
        page.script::<()>("location.hash = new URL(arguments[0]).hash", vec![link.into()]).await;
        page.wait_until("what came", async || page.shows("[data-testid=incoming]").await.then_some(())).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.settled().await, ["Bergen"]);
        page.begin_anew().await;
        page.choose_example("science").await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
        assert_eq!(page.accessibility_violations().await, Vec::<String>::new());
    });
}

/// Adds two texts about one event as files, and waits for their comparison.
async fn compare_two(page: &Page) {
    let texts =
        [FERRY, "Ferry Company Drops Boats\n\nGreta Moen, who runs Norlink, said the night boats may end in May.\n"];
    let folder = tempfile::tempdir().expect("a directory can be made");
    let files = [0, 1].map(|at| folder.path().join(format!("text {at}.txt")));
    for (file, text) in files.iter().zip(texts) {
        std::fs::write(file, text).expect("a file can be written");
    }
    page.wait_until("the page", async || page.shows("[data-testid=add]").await.then_some(())).await;
    page.open_files(&files).await;
    wait_for_comparison(page).await;
}

async fn wait_for_comparison(page: &Page) {
    let summary = "return document.querySelector('[data-testid=summary]')?.innerText ?? ''";
    page.wait_until("the comparison", async || {
        page.script::<String>(summary, Vec::new()).await.contains("2 articles:").then_some(())
    })
    .await;
}

#[test]
fn after_a_visit_of_the_page_texts_are_compared_without_a_network() {
    Visit::of_the_build().with_service_worker().under("/some/where/").run(async |page| {
        wait_until_it_works_offline(page).await;
        page.cut_off();
        page.script::<()>("location.assign('compare.html')", Vec::new()).await;
        compare_two(page).await;
        assert!(page.count_of(".statement").await > 0);
        page.wait_until("the draft", async || {
            page.script::<bool>("return location.hash.startsWith('#d=')", Vec::new()).await.then_some(())
        })
        .await;
        page.reload().await;
        wait_for_comparison(page).await;
        // A link of it is made by a program of its own.
        page.click("[data-do=link]").await;
        page.wait_until("a link", async || page.shows("[data-link]").await.then_some(())).await;
        let link: String = page.script("return document.querySelector('[data-link]').value", Vec::new()).await;
        page.script::<()>("location.hash = new URL(arguments[0]).hash", vec![link.into()]).await;
        page.wait_until("what came", async || page.shows("[data-testid=incoming]").await.then_some(())).await;
        wait_for_comparison(page).await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
        assert_eq!(page.accessibility_violations().await, Vec::<String>::new());
    });
}

#[test]
fn after_a_visit_of_a_comparison_alone_both_pages_work_without_a_network() {
    Visit::of_the_build().with_service_worker().starting_at("compare.html").run(async |page| {
        wait_until_it_works_offline(page).await;
        page.cut_off();
        page.reload().await;
        compare_two(page).await;
        page.click("h1 a").await;
        page.wait_for(State::Empty).await;
        read_ferry(page).await;
        assert_eq!(words(page, Layer::Hedge).await, FERRY_HEDGES);
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    });
}

#[test]
fn nothing_but_the_page_is_touched() {
    Visit::of_the_build().with_service_worker().run(async |page| {
        wait_until_it_works_offline(page).await;
        page.cut_off();
        for (file, is_there) in
            [("./", true), ("index.html?a", true), ("boot.js", false), ("embed/reportedly.js", false)]
        {
            let fetched = "return fetch(arguments[0]).then(({ ok }) => ok, () => false)";
            assert_eq!(page.script::<bool>(fetched, vec![file.into()]).await, is_there, "{file}");
        }
    });
}

#[test]
fn the_page_comes_from_the_network_where_there_is_one() {
    of_an_older_version().run(async |page| {
        wait_until_it_works_offline(page).await;
        let title = async || page.script::<String>("return document.title", Vec::new()).await;
        assert!(title().await.starts_with("Older "));
        page.mend("index.html");
        page.reload().await;
        page.wait_for(State::Empty).await;
        assert!(title().await.starts_with("Reportedly"));
    });
}

#[test]
fn a_newer_version_is_offered_and_the_text_is_there_again() {
    of_an_older_version().run(async |page| {
        wait_until_it_works_offline(page).await;
        read_ferry(page).await;
        assert!(!page.shows("#newer").await);
        let before = versions(page).await;
        assert!(before.len() == 1 && before[0].starts_with("older "), "{before:?}");
        page.mend("index.html");
        page.mend(WORKER);
        look_for_a_newer_version(page).await;
        page.wait_until("the offer", async || page.shows("#newer").await.then_some(())).await;
        assert_eq!(page.accessibility_violations().await, Vec::<String>::new());
        page.click("#load-newer").await;
        page.wait_until("a reload", async || (!page.shows("#newer").await).then_some(())).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ferry_paragraphs());
        // Another tab may show the older one.
        let newer = vec![before[0].clone(), before[0].trim_start_matches("older ").to_owned()];
        page.wait_for_equal("versions", newer, async || versions(page).await).await;
    });
}

#[test]
fn whoever_keeps_no_drafts_is_not_offered_to_lose_the_text() {
    of_an_older_version().run(async |page| {
        wait_until_it_works_offline(page).await;
        page.click("[data-choice=keeps]").await;
        read(page, FERRY).await;
        page.mend("index.html");
        page.mend(WORKER);
        look_for_a_newer_version(page).await;
        page.wait_until("the offer", async || page.shows("#newer").await.then_some(())).await;
        assert!(!page.shows("#load-newer").await);
        page.click("#stay").await;
        assert!(!page.shows("#newer").await);
    });
}

/// The page comes from the network: it may be the new one before its worker is.
#[test]
fn nobody_is_offered_the_version_that_is_there() {
    Visit::of_the_build().with_service_worker().with_replaced(WORKER, older).run(async |page| {
        wait_until_it_works_offline(page).await;
        page.mend(WORKER);
        look_for_a_newer_version(page).await;
        let waits = "return navigator.serviceWorker.ready.then(({ waiting }) => waiting !== null)";
        page.wait_until("a worker that waits", async || page.script::<bool>(waits, Vec::new()).await.then_some(()))
            .await;
        // The page has been told by then.
        page.script::<()>("return new Promise((done) => setTimeout(done, 300))", Vec::new()).await;
        assert!(!page.shows("#newer").await);
    });
}

#[test]
fn a_file_that_is_not_the_built_one_is_not_stored() {
    let other = |file: &[u8]| [file, b"\n"].concat();
    Visit::of_the_build().with_service_worker().with_replaced("links.js", other).run(async |page| {
        let told = async || page.console().await.into_iter().find(|line| line.contains("needs a network here"));
        let stored = "return caches.match(arguments[0], { ignoreSearch: true }).then((found) => found !== undefined)";
        let line = page.wait_until("a word in the console", told).await;
        assert!(line.contains("could be stored"), "{line}");
        assert!(!page.script::<bool>(stored, vec!["links.js".into()]).await);
        page.mend("links.js");
        page.reload().await;
        wait_until_it_works_offline(page).await;
        assert!(page.script::<bool>(stored, vec!["links.js".into()]).await);
    });
}

#[test]
fn a_damaged_copy_in_the_cache_is_replaced_and_a_program_that_is_started_anew_is_the_same_file() {
    Visit::of_the_build().with_service_worker().run(async |page| {
        wait_until_it_works_offline(page).await;
        let damage = "
            const [name] = await caches.keys();
            const cache = await caches.open(name);
            const { url } = (await cache.keys()).find(({ url }) => url.includes('engine.words'));
            await cache.put(url, new Response('damaged'));
            return url";
        let address: String = page.script(&format!("return (async () => {{ {damage} }})()"), Vec::new()).await;
        page.reload().await;
        read_ferry(page).await;
        assert_eq!(page.notices().await, Vec::<String>::new());
        page.cut_off();
        let content = "return fetch(arguments[0] + '&start=1').then((answer) => answer.text())";
        assert_ne!(page.script::<String>(content, vec![address.into()]).await, "damaged");
        page.reload().await;
        read_ferry(page).await;
    });
}

#[test]
fn a_build_without_a_worker_removes_the_one_before() {
    let removing = include_str!("../../web/offline/no-service-worker.js");
    let visit = Visit::of_the_build().with_service_worker();
    let built = visit.content(WORKER).to_owned();
    visit.with_file(WORKER, removing.to_owned()).with_replaced(WORKER, |_| built.clone()).run(async |page| {
        wait_until_it_works_offline(page).await;
        page.mend(WORKER);
        look_for_a_newer_version(page).await;
        page.wait_for_equal("versions", Vec::<String>::new(), async || versions(page).await).await;
        let registered = "return navigator.serviceWorker.getRegistrations().then((found) => found.length)";
        page.wait_for_equal("workers", 0, async || page.script::<u32>(registered, Vec::new()).await).await;
    });
}

#[test]
fn a_worker_that_cannot_be_had_costs_nothing_but_that() {
    Visit::of_the_build().with_service_worker().without(WORKER).run(async |page| {
        let told = async || page.console().await.into_iter().find(|line| line.contains("needs a network here"));
        page.wait_until("a word in the console", told).await;
        read_ferry(page).await;
        assert_eq!(words(page, Layer::Hedge).await, FERRY_HEDGES);
    });
}
