//! The panel over the page: what leads from a mark to its entry and back.

use reportedly_tests::ExtensionVisit;

use crate::pages::site;
use crate::{in_reader, marked, wait_for_mark};

/// Where the first words are that have this highlight, in pixels.
fn place_of(words: &str) -> String {
    format!(
        "(() => {{
            const range = [...CSS.highlights.get('reportedly-hedge')].find((one) => String(one) === '{words}');
            const {{ left, top, height }} = range.getClientRects()[0];
            return [left + 3, top + height / 2];
        }})()"
    )
}

#[test]
fn a_click_on_a_mark_opens_its_card() {
    let mut visit = ExtensionVisit::start(site());
    let (tab, panel) = marked(&mut visit, "plain.html");
    let place = visit.evaluate(&tab, &place_of("roughly"));
    visit.click_at(&tab, place);
    let card = in_reader("return root.querySelector('.reportedly-card')?.innerText ?? ''");
    visit.wait_until(&panel, &format!("{card}.includes('The number is not exact')"));
    assert_eq!(visit.evaluate::<String>(&panel, "document.body.dataset.shape"), "list");
}

#[test]
fn an_entry_leads_to_its_words() {
    let mut visit = ExtensionVisit::start(site());
    let (tab, panel) = marked(&mut visit, "plain.html");
    assert!(visit.evaluate::<bool>(&tab, "document.querySelector('#last').getBoundingClientRect().top > innerHeight"));
    let choose = in_reader(
        "const entries = [...root.querySelectorAll('.reportedly-panel [data-do^=choose]')];
         entries.find(({ innerText }) => innerText.includes('denied')).click()",
    );
    visit.evaluate::<Option<bool>>(&panel, &choose);
    let is_seen = "document.querySelector('#last').getBoundingClientRect().top < innerHeight";
    visit.wait_until(&tab, is_seen);
    wait_for_mark(&mut visit, &tab, "reportedly-cue", "denied");
    wait_for_mark(&mut visit, &tab, "reportedly-lit", "denied");
}

#[test]
fn on_a_narrow_window_the_panel_is_a_button_until_it_is_wanted() {
    let mut visit = ExtensionVisit::start(site());
    let tab = visit.open_page("plain.html");
    visit.resize(&tab, 360, 640);
    visit.click(&tab);
    wait_for_mark(&mut visit, &tab, "reportedly-hedge", "could");
    let panel = visit.panel();
    visit.wait_until(&panel, "document.querySelector('#toggle').textContent === 'Who said what' && innerHeight < 60");
    visit.evaluate::<()>(&panel, "void document.querySelector('#toggle').click()");
    visit.wait_until(&panel, "innerHeight > 300 && innerWidth <= 328");
    visit.evaluate::<()>(&panel, "void document.querySelector('#toggle').click()");
    visit.wait_until(&panel, "innerHeight < 60");
}

#[test]
fn the_pages_scripts_and_styles_do_not_reach_the_panel() {
    let mut visit = ExtensionVisit::start(site());
    let tab = visit.open_page("plain.html");
    let hostile = "(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('* { display: none !important; opacity: 0 !important } p { display: block !important; opacity: 1 !important }');
        globalThis.restore = () => (document.adoptedStyleSheets = []);
        addEventListener('message', () => (globalThis.heard = true));
        document.adoptedStyleSheets = [sheet];
        document.adoptedStyleSheets = [];
    })()";
    visit.evaluate::<Option<bool>>(&tab, hostile);
    visit.click(&tab);
    wait_for_mark(&mut visit, &tab, "reportedly-hedge", "could");
    let panel = visit.panel();
    // Whatever a page sends to the frames in it, the panel has no ear for it; and it says nothing to the page.
    visit.evaluate::<Option<bool>>(
        &tab,
        "void [...Array(frames.length).keys()].forEach((at) => frames[at].postMessage({ what: 'close' }, '*'))",
    );
    let host = "[...document.documentElement.children].at(-1)";
    assert!(visit.evaluate::<bool>(&tab, &format!("{host}.shadowRoot === null && {host}.localName === 'div'")));
    visit.wait_until(&panel, "document.querySelector('#toggle').checkVisibility()");
    assert!(visit.evaluate::<bool>(&tab, "globalThis.heard === undefined && CSS.highlights.size > 0"));
}

#[test]
fn the_panel_is_dark_where_the_page_is() {
    let mut visit = ExtensionVisit::start(site());
    let tab = visit.open_page("plain.html");
    visit.evaluate::<Option<bool>>(&tab, "void (document.body.style.cssText = 'color: #ddd; background: #111')");
    visit.click(&tab);
    wait_for_mark(&mut visit, &tab, "reportedly-hedge", "could");
    let panel = visit.panel();
    visit.wait_until(&panel, "getComputedStyle(document.documentElement).colorScheme === 'dark'");
}
