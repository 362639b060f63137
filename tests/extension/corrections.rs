//! What a person corrects is kept by the address of the article, in this browser.

use reportedly_tests::{ExtensionVisit, Target};

use crate::pages::site;
use crate::{has_mark, in_reader, marked, wait_for_mark};

/// What the extension keeps, by its keys.
const KEYS: &str = "chrome.storage.local.get(null).then((all) => Object.keys(all))";

/// Takes the mark of this hedge away, in the panel.
fn reject(visit: &mut ExtensionVisit, tab: &Target, panel: &Target, words: &str) {
    let card = in_reader(&format!(
        "const button = root.querySelector('.reportedly-card [data-do^=reject][aria-label$=\": {words}\"]');
         button?.click();
         return Boolean(button)"
    ));
    let by_click = format!(
        "(() => {{
            const range = [...CSS.highlights.get('reportedly-hedge') ?? []].find((one) => String(one) === '{words}');
            const {{ left, top, height }} = range.getClientRects()[0];
            return [left + 3, top + height / 2];
        }})()"
    );
    let place = visit.evaluate(tab, &by_click);
    visit.click_at(tab, place);
    visit.wait_until(panel, &card);
    visit.wait_for("a mark less", |visit| (!has_mark(visit, tab, "reportedly-hedge", words)).then_some(()));
}

/// Takes the marks away, and makes them again.
fn again(visit: &mut ExtensionVisit, tab: &Target) {
    visit.click(tab);
    visit.wait_until(tab, "CSS.highlights.size === 0");
    visit.wait_for("the panel to go", |visit| (!visit.has_panel()).then_some(()));
    visit.click(tab);
    wait_for_mark(visit, tab, "reportedly-hedge", "could");
}

#[test]
fn corrections_are_there_at_the_next_visit_of_the_address_and_of_no_other() {
    let mut visit = ExtensionVisit::start(site());
    let (tab, panel) = marked(&mut visit, "plain.html");
    assert_eq!(
        visit.evaluate::<Vec<String>>(&panel, KEYS),
        Vec::<String>::new(),
        "who only reads leaves nothing behind"
    );
    reject(&mut visit, &tab, &panel, "roughly");
    let address = visit.address("plain.html");
    let key = format!("corrections {address}");
    visit.wait_until(&panel, &format!("{KEYS}.then((keys) => keys.join() === '{key}')"));
    again(&mut visit, &tab);
    assert!(!has_mark(&mut visit, &tab, "reportedly-hedge", "roughly"));
    visit.close(&tab);
    let (other, _) = marked(&mut visit, "strict.html");
    wait_for_mark(&mut visit, &other, "reportedly-hedge", "roughly");
}

#[test]
fn what_is_undone_leaves_nothing_behind() {
    let mut visit = ExtensionVisit::start(site());
    let (tab, panel) = marked(&mut visit, "plain.html");
    reject(&mut visit, &tab, &panel, "roughly");
    visit.wait_until(&panel, &format!("{KEYS}.then((keys) => keys.length === 1)"));
    let undo = in_reader("root.querySelector('[data-do=undo]').click(); return true");
    assert!(visit.evaluate::<bool>(&panel, &undo));
    wait_for_mark(&mut visit, &tab, "reportedly-hedge", "roughly");
    visit.wait_until(&panel, &format!("{KEYS}.then((keys) => keys.length === 0)"));
}

#[test]
fn what_was_corrected_moves_with_words_that_the_site_has_changed() {
    let mut visit = ExtensionVisit::start(site());
    let (tab, panel) = marked(&mut visit, "made-anew.html");
    reject(&mut visit, &tab, &panel, "roughly");
    visit.wait_until(&panel, &format!("{KEYS}.then((keys) => keys.length === 1)"));
    visit.click(&tab);
    visit.wait_until(&tab, "CSS.highlights.size === 0");
    let before = "void document.querySelector('#first').prepend('Updated at noon: nobody was hurt. ')";
    visit.evaluate::<Option<bool>>(&tab, before);
    visit.click(&tab);
    wait_for_mark(&mut visit, &tab, "reportedly-hedge", "could");
    wait_for_mark(&mut visit, &tab, "reportedly-source", "A source familiar with the talks");
    assert!(!has_mark(&mut visit, &tab, "reportedly-hedge", "roughly"));
}

#[test]
fn settings_list_what_is_kept_and_forget_it() {
    let mut visit = ExtensionVisit::start(site());
    let (tab, panel) = marked(&mut visit, "plain.html");
    reject(&mut visit, &tab, &panel, "roughly");
    visit.wait_until(&panel, &format!("{KEYS}.then((keys) => keys.length === 1)"));
    let settings = visit.open_own("settings.html");
    let address = visit.address("plain.html");
    visit.wait_until(&settings, &format!("document.body.innerText.includes('{address}')"));
    visit.evaluate::<Option<bool>>(&settings, "void document.querySelector('#kept button').click()");
    visit.wait_until(&settings, "document.querySelector('#none').checkVisibility()");
    assert_eq!(visit.evaluate::<Vec<String>>(&settings, KEYS), Vec::<String>::new());
}

#[test]
fn a_full_storage_is_told_of_and_keeps_what_it_has() {
    let mut visit = ExtensionVisit::start(site());
    let (tab, panel) = marked(&mut visit, "plain.html");
    let fill = "(async () => {
        const room = 10 * 1024 * 1024 - await chrome.storage.local.getBytesInUse(null);
        await chrome.storage.local.set({ 'corrections https://news.example/old': { fragment: 'r1=AA', title: 'Old', saved: 1, more: 'a'.repeat(room - 300) } });
    })()";
    visit.evaluate::<Option<bool>>(&panel, fill);
    reject(&mut visit, &tab, &panel, "roughly");
    visit.wait_until(
        &panel,
        "document.querySelector('#notice').textContent.startsWith('These corrections could not be kept: the room')",
    );
    assert_eq!(visit.evaluate::<Vec<String>>(&panel, KEYS), ["corrections https://news.example/old"]);
    assert!(!has_mark(&mut visit, &tab, "reportedly-hedge", "roughly"), "it stays corrected on the screen");
}

/// A form without its script would load the page anew, and what was typed would be gone.
#[test]
fn settings_lose_nothing_that_is_typed_before_their_script_is_there() {
    let html = include_str!("../../extension/settings.html");
    let script = "<script type=\"module\" src=\"settings.js\"></script>";
    let without = html.replace(script, "");
    assert_ne!(without, html);
    let mut pages = site();
    pages.files.insert("settings.html".to_owned(), without.into_bytes());
    let mut visit = ExtensionVisit::start(pages);
    let tab = visit.open_page("settings.html");
    let place = |selector: &str| {
        format!(
            "(() => {{ const {{ left, top, width, height }} = document.querySelector('{selector}').getBoundingClientRect();
                return [left + width / 2, top + height / 2] }})()"
        )
    };
    let typed = "void (document.querySelector('#site').value = 'https://news.example/', globalThis.isSame = true)";
    visit.evaluate::<Option<bool>>(&tab, typed);
    let save = visit.evaluate(&tab, &place("#save"));
    visit.click_at(&tab, save);
    let site = visit.evaluate(&tab, &place("#site"));
    visit.click_at(&tab, site);
    visit.press_enter(&tab);
    // Something that the browser does after whatever these have begun.
    visit.evaluate::<Option<bool>>(&tab, "new Promise((done) => setTimeout(done))");
    let is_kept = "globalThis.isSame === true && document.querySelector('#site').value === 'https://news.example/'";
    assert!(visit.evaluate::<bool>(&tab, is_kept));
    assert_eq!(visit.requests().iter().filter(|path| path.starts_with("/settings.html")).count(), 1);
    let settings = visit.open_own("settings.html");
    visit.wait_until(&settings, "!document.querySelector('#save').disabled");
}

#[test]
fn links_lead_to_the_site_that_is_named() {
    let mut visit = ExtensionVisit::start(site());
    let settings = visit.open_own("settings.html");
    let name = |address: &str| {
        format!(
            "void (document.querySelector('#site').value = '{address}', document.querySelector('#form button').click())"
        )
    };
    visit.evaluate::<Option<bool>>(&settings, &name("javascript:alert(1)"));
    visit.wait_until(&settings, "document.querySelector('#status').textContent.includes('is no address of a site')");
    let site = visit.address("plain.html");
    visit.evaluate::<Option<bool>>(&settings, &name(&site));
    visit.wait_until(&settings, "document.querySelector('#status').textContent === 'Saved.'");
    let (_, panel) = marked(&mut visit, "strict.html");
    visit.evaluate::<()>(&panel, "void document.querySelector('#open').click()");
    visit.wait_for("the named site", |visit| visit.find("page", "plain.html#r1="));
}
