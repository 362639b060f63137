//! Whatever the page is, its article is marked where it stands, and nothing else is.

use std::collections::BTreeMap;

use reportedly_tests::{ExtensionVisit, Target};

use crate::pages::{HEADLINE, site};
use crate::{has_mark, highlights, highlights_in, in_reader, marked, wait_for_mark};

const HTML: &str = "document.documentElement.outerHTML";

/// How much of the page's own state an extension could leave something in.
const TRACES: &str =
    "JSON.stringify([document.documentElement.outerHTML, CSS.highlights.size, document.adoptedStyleSheets.length,
    document.styleSheets.length, Object.keys(globalThis).length, localStorage.length, document.cookie])";

fn wait_until_gone(visit: &mut ExtensionVisit, tab: &Target) {
    visit.wait_until(tab, "CSS.highlights.size === 0");
    visit.wait_for("the panel to go", |visit| (!visit.has_panel()).then_some(()));
}

#[test]
fn a_click_marks_the_article_and_another_one_leaves_no_trace() {
    let mut visit = ExtensionVisit::start(site());
    let tab = visit.open_page("plain.html");
    let before: String = visit.evaluate(&tab, TRACES);
    assert!(highlights(&mut visit, &tab).is_empty(), "nothing happens without a click");
    let article = "document.querySelector('main').outerHTML";
    let text: String = visit.evaluate(&tab, article);
    visit.click(&tab);
    wait_for_mark(&mut visit, &tab, "reportedly-hedge", "could");
    wait_for_mark(&mut visit, &tab, "reportedly-entity", "Greta Moen");
    let all = highlights(&mut visit, &tab);
    // The headline stands above the article.
    assert!(all["reportedly-hedge"].contains(&"may".to_owned()), "{all:?}");
    for outside in ["Oslo", "Trondheim", "Stavanger", "Kristiansand"] {
        assert!(all.values().flatten().all(|words| !words.contains(outside)), "{outside} is no part of it: {all:?}");
    }
    assert_eq!(visit.evaluate::<String>(&tab, article), text, "the article's own nodes stay as they are");
    assert_eq!(visit.evaluate::<f64>(&tab, "scrollY"), 0.0);
    visit.click(&tab);
    wait_until_gone(&mut visit, &tab);
    assert_eq!(visit.evaluate::<String>(&tab, TRACES), before);
    assert_eq!(visit.complaints(), Vec::<String>::new());
}

/// The words of a page are searched as the command line does: names of elements alone would find no article here, and say nothing of
/// what leads elsewhere.
#[test]
fn an_article_is_told_from_what_is_around_it_without_names() {
    let mut visit = ExtensionVisit::start(site());
    let (tab, _) = marked(&mut visit, "unnamed.html");
    wait_for_mark(&mut visit, &tab, "reportedly-entity", "Greta Moen");
    visit.evaluate::<()>(&tab, "void document.querySelector('footer').scrollIntoView()");
    wait_for_mark(&mut visit, &tab, "reportedly-cue", "denied");
    let all = highlights(&mut visit, &tab);
    for outside in ["Hamar", "Elverum", "Lillehammer", "Trondheim", "Stavanger", "Kristiansand"] {
        assert!(all.values().flatten().all(|words| !words.contains(outside)), "{outside} is no part of it: {all:?}");
    }
    // What the page adds among its paragraphs is, and what it adds elsewhere is not.
    let add = "(() => {
        const line = (text) => Object.assign(document.createElement('p'), { textContent: text });
        document.querySelector('#last').after(line('A spokesman for the crews said late on Monday that the talks may go on until Friday.'));
        document.querySelector('.x').after(line('A clerk of the harbour said late on Monday that the talks may go on until Friday.'));
    })()";
    visit.evaluate::<Option<bool>>(&tab, add);
    let is_source = |all: &BTreeMap<String, Vec<String>>, beginning: &str| {
        all.get("reportedly-source").is_some_and(|all| all.iter().any(|one| one.starts_with(beginning)))
    };
    visit.wait_for("marks of the new paragraph", |visit| {
        is_source(&highlights(visit, &tab), "A spokesman").then_some(())
    });
    assert!(!is_source(&highlights(&mut visit, &tab), "A clerk"));
}

/// Without the program that searches, what is found at a glance is marked.
#[test]
fn an_article_that_cannot_be_searched_is_marked_as_it_is_seen_at_a_glance() {
    let mut visit = ExtensionVisit::start(site());
    let tab = visit.open_page("plain.html");
    // More than a page may have to be searched, where nobody sees it.
    let long = "void document.querySelector('footer').append('It may rain. '.repeat(400_000))";
    visit.evaluate::<Option<bool>>(&tab, long);
    visit.click(&tab);
    wait_for_mark(&mut visit, &tab, "reportedly-hedge", "could");
    wait_for_mark(&mut visit, &tab, "reportedly-entity", "Greta Moen");
}

#[test]
fn names_and_lines_are_painted_and_move_no_word() {
    let mut visit = ExtensionVisit::start(site());
    let tab = visit.open_page("plain.html");
    let places = "JSON.stringify([...document.querySelectorAll('h1, p')].map((one) => one.getBoundingClientRect()))";
    let before: String = visit.evaluate(&tab, places);
    visit.click(&tab);
    wait_for_mark(&mut visit, &tab, "reportedly-entity", "Tarsvik");
    let style = |name: &str, property: &str| {
        format!("getComputedStyle(document.querySelector('p'), '::highlight(reportedly-{name})').{property}")
    };
    let background: String = visit.evaluate(&tab, &style("entity", "backgroundColor"));
    assert!(background != "rgba(0, 0, 0, 0)", "{background}");
    let lines: [String; 2] = [style("hedge", "textDecorationStyle"), style("cue", "textDecorationStyle")]
        .map(|script| visit.evaluate(&tab, &script));
    assert_eq!(lines, ["wavy", "dashed"], "told apart without colours");
    assert_eq!(visit.evaluate::<String>(&tab, places), before);
}

#[test]
fn a_strict_policy_does_not_matter() {
    let mut visit = ExtensionVisit::start(site());
    let (tab, panel) = marked(&mut visit, "strict.html");
    // The page's own policy holds still.
    let refused = "fetch('/plain.html').then(() => 'came', () => 'refused')";
    assert_eq!(visit.evaluate::<String>(&tab, refused), "refused");
    assert!(visit.evaluate::<bool>(&panel, "document.querySelector('#toggle').checkVisibility()"));
    let before = visit.asked_for();
    assert_eq!(before, Vec::<String>::new(), "nothing leaves");
    visit.click(&tab);
    wait_until_gone(&mut visit, &tab);
}

/// A browser minds sandboxes and embedder policies for frames of extensions as well.
#[test]
fn where_no_frame_can_be_the_panel_has_a_window() {
    for page in ["isolated.html", "sandboxed.html"] {
        let mut visit = ExtensionVisit::start(site());
        let tab = visit.open_page(page);
        let before: String = visit.evaluate(&tab, HTML);
        visit.click(&tab);
        wait_for_mark(&mut visit, &tab, "reportedly-hedge", "could");
        let panel = visit.find("page", "panel.html#").expect("the panel is a page of its own");
        visit.wait_until(&panel, "document.body.dataset.shape === 'list'");
        assert_eq!(visit.evaluate::<String>(&tab, HTML), before, "{page}");
        visit.click(&tab);
        wait_until_gone(&mut visit, &tab);
    }
}

#[test]
fn an_article_that_is_made_anew_is_marked_anew() {
    let mut visit = ExtensionVisit::start(site());
    let (tab, panel) = marked(&mut visit, "made-anew.html");
    assert!(!has_mark(&mut visit, &tab, "reportedly-source", "A spokesman for Norlink"));
    visit.evaluate::<()>(&tab, "void again()");
    // The last paragraphs are far below the window, and nothing is painted there.
    visit.evaluate::<()>(&tab, "void document.querySelector('article p:last-child').scrollIntoView()");
    wait_for_mark(&mut visit, &tab, "reportedly-cue", "said");
    visit.wait_for("marks of the new paragraph", |visit| {
        let all = highlights(visit, &tab);
        all.get("reportedly-source")
            .is_some_and(|all| all.iter().any(|one| one.starts_with("A spokesman")))
            .then_some(())
    });
    visit.evaluate::<()>(&tab, "void empty()");
    visit.wait_until(&tab, "CSS.highlights.size === 0");
    visit.wait_until(&panel, "document.querySelector('#notice').textContent.startsWith('The article is gone')");
    visit.evaluate::<()>(&tab, "void again()");
    visit.evaluate::<()>(&tab, "void scrollTo(0, 0)");
    wait_for_mark(&mut visit, &tab, "reportedly-hedge", "could");
    visit.wait_until(&panel, "document.querySelector('#notice').textContent === ''");
}

#[test]
fn of_an_endless_page_the_article_that_is_read_is_marked() {
    let mut visit = ExtensionVisit::start(site());
    let (tab, panel) = marked(&mut visit, "endless.html");
    let of_article = "[...new Set([...CSS.highlights.values()].flatMap((one) => [...one])
        .map((range) => range.startContainer.parentElement.closest('article').id))].join()";
    assert_eq!(visit.evaluate::<String>(&tab, of_article), "story");
    let count = "document.querySelectorAll('article').length";
    visit.evaluate::<()>(&tab, "void scrollTo(0, document.documentElement.scrollHeight)");
    visit.wait_until(&tab, &format!("{count} === 2"));
    // Those that come are not marked, and nothing of them is in the list.
    visit.evaluate::<()>(&tab, "void scrollTo(0, 0)");
    wait_for_mark(&mut visit, &tab, "reportedly-hedge", "could");
    assert_eq!(visit.evaluate::<String>(&tab, of_article), "story");
    visit.click(&tab);
    wait_until_gone(&mut visit, &tab);
    drop(panel);
    // Whoever has scrolled on and clicks means the one that is in the window.
    visit.evaluate::<()>(&tab, "void document.querySelector('#story-1').scrollIntoView()");
    visit.click(&tab);
    wait_for_mark(&mut visit, &tab, "reportedly-hedge", "could");
    assert_eq!(visit.evaluate::<String>(&tab, of_article), "story-1");
}

#[test]
fn an_article_in_a_frame_is_marked_there() {
    let mut visit = ExtensionVisit::start(site());
    let tab = visit.open_page("in-a-frame.html");
    visit.wait_until(&tab, "frames[0].document.readyState === 'complete' && frames[0].location.href !== 'about:blank'");
    visit.click(&tab);
    visit.wait_for("marks in the frame", |visit| {
        highlights_in(visit, &tab, "frames[0]")
            .get("reportedly-hedge")
            .is_some_and(|all| all.contains(&"could".to_owned()))
            .then_some(())
    });
    assert!(highlights(&mut visit, &tab).is_empty());
    assert!(visit.has_panel(), "the panel is over the whole page");
    visit.click(&tab);
    visit.wait_until(&tab, "frames[0].CSS.highlights.size === 0");
}

#[test]
fn a_frame_that_goes_elsewhere_takes_its_marks_along_and_the_panel_says_so() {
    let mut visit = ExtensionVisit::start(site());
    let tab = visit.open_page("in-a-frame.html");
    visit.wait_until(&tab, "frames[0].document.readyState === 'complete' && frames[0].location.href !== 'about:blank'");
    visit.click(&tab);
    visit.wait_until(&tab, "frames[0].CSS.highlights.size > 0");
    let panel = visit.panel();
    visit.wait_until(&panel, "document.querySelector('#toggle').textContent !== 'Reading the article'");
    visit.evaluate::<()>(&tab, "void (frames[0].location.href = '/empty.html')");
    visit.wait_until(&panel, "document.querySelector('#notice').textContent.startsWith('The article is gone')");
    // What the reader draws has nowhere to go.
    let switch = in_reader("root.querySelector('[data-layer=hedge]').click(); return true");
    assert!(visit.evaluate::<bool>(&panel, &switch));
    visit.click(&tab);
    wait_until_gone(&mut visit, &tab);
    assert_eq!(visit.complaints(), Vec::<String>::new());
}

#[test]
fn an_article_behind_a_shadow_root_is_marked_with_its_colours() {
    let mut visit = ExtensionVisit::start(site());
    let (tab, _) = marked(&mut visit, "in-shadow.html");
    let background = "getComputedStyle(storyRoot.querySelector('p'), '::highlight(reportedly-entity)').backgroundColor";
    assert_ne!(visit.evaluate::<String>(&tab, background), "rgba(0, 0, 0, 0)");
    visit.click(&tab);
    wait_until_gone(&mut visit, &tab);
    assert_eq!(visit.evaluate::<u32>(&tab, "storyRoot.adoptedStyleSheets.length"), 0);
}

#[test]
fn a_page_without_an_article_is_told_of_in_a_sentence() {
    let mut visit = ExtensionVisit::start(site());
    for page in ["list.html", "empty.html"] {
        let tab = visit.open_page(page);
        visit.click(&tab);
        let panel = visit.panel();
        visit.wait_until(&panel, "document.querySelector('#reason').checkVisibility()");
        let sentence: String = visit.evaluate(&panel, "document.querySelector('#reason').textContent");
        assert!(sentence.starts_with("No article was found on this page"), "{page}: {sentence}");
        assert!(highlights(&mut visit, &tab).is_empty());
        visit.evaluate::<()>(&panel, "void document.querySelector('#dismiss').click()");
        wait_until_gone(&mut visit, &tab);
        visit.close(&tab);
    }
}

#[test]
fn on_a_page_of_the_browser_the_button_says_that_it_cannot_be_read() {
    let mut visit = ExtensionVisit::start(site());
    let tab = visit.open("chrome://version/");
    visit.click(&tab);
    let background = visit.background();
    let state = "chrome.tabs.query({ active: true }).then(async ([{ id: tabId }]) => [await chrome.action.getBadgeText({ tabId }), await chrome.action.getTitle({ tabId })])";
    let title = visit.wait_for("a sentence on the button", |visit| {
        let [sign, title]: [String; 2] = visit.evaluate(&background, state);
        (sign == "!").then_some(title)
    });
    assert!(title.starts_with("Reportedly cannot read this page"), "{title}");
}

#[test]
fn nothing_leaves_and_nothing_is_asked_of_the_site() {
    let mut visit = ExtensionVisit::start(site());
    let (tab, panel) = marked(&mut visit, "plain.html");
    visit.evaluate::<()>(&panel, "void document.querySelector('#open').click()");
    let opened = visit.wait_for("the page", |visit| visit.find("page", "page/index.html#r1="));
    visit.wait_until(
        &opened,
        &format!(
            "Boolean(document.body?.innerText.includes('{HEADLINE}')) && document.querySelectorAll('mark').length > 5"
        ),
    );
    assert_eq!(visit.asked_for(), Vec::<String>::new());
    let requests = visit.requests();
    assert!(requests.iter().all(|path| path == "/plain.html" || path == "/favicon.ico"), "{requests:?}");
    // Its own policy holds that as well.
    let refused = format!("fetch('{}').then(() => 'came', () => 'refused')", visit.address("list.html"));
    assert_eq!(visit.evaluate::<String>(&panel, &refused), "refused");
    assert_eq!(visit.evaluate::<String>(&opened, &refused), "refused");
    visit.close(&tab);
}
