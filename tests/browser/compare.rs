//! Articles about one event, compared: what a reader does with it, and what must not be lost.

use std::fs;
use std::path::{Path, PathBuf};

use reportedly_tests::{Key, Page, State, Visit, comparison_timing};

use crate::texts::{FERRY, read_ferry, visit_ferry};

/// Two texts about one event, with a quotation in both, one in other words, a hedge, a number and a name that differ.
pub(crate) const HERALD: &str = "\
Harwick Shuts Its Bridge

“We could not have kept it open with a clear conscience,” said Maria Okafor, the mayor of Harwick.

Okafor said the repairs would cost about $4 million and take until the spring.

A person familiar with the inspection said the cracks may have been there for years.

Karl Moss said rain had filled every cellar in Lower Street.
";
pub(crate) const COURIER: &str = "\
Cracks Close the Kessel Bridge

Mayor Maria Okafor told reporters that she could not have kept the bridge open with a clear conscience.

The repairs would cost $4.5 million and take until the spring, Okafor said.

Jonas Hale, an engineer who took part in the inspection, said the cracks had been there for years.
";

/// A text in which nobody says anything.
pub(crate) const SILENT: &str = "Rain Falls on Harwick\n\nIt rained in Harwick on Monday. The streets were wet.\n";

pub(crate) fn visit_compare<T>(test: impl AsyncFn(&Page) -> T) -> T {
    Visit::of_the_build().starting_at("compare.html").run(test)
}

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).expect("a file can be written");
    path
}

pub(crate) async fn words(page: &Page, selector: &str) -> String {
    let script = "return document.querySelector(arguments[0])?.innerText ?? ''";
    page.script(script, vec![selector.into()]).await
}

pub(crate) async fn wait_for_words(page: &Page, selector: &str, part: &str) {
    page.wait_until(part, async || words(page, selector).await.contains(part).then_some(())).await;
}

pub(crate) async fn wait_until_shown(page: &Page, selector: &str) {
    page.wait_until(selector, async || page.shows(selector).await.then_some(())).await;
}

/// Waits until a comparison of so many articles is on the screen.
pub(crate) async fn wait_for_comparison(page: &Page, articles: usize) {
    wait_for_words(page, "[data-testid=summary]", &format!("{articles} articles:")).await;
}

/// Adds texts as files, which need no open box.
pub(crate) async fn add(page: &Page, texts: &[&str]) {
    let folder = tempfile::tempdir().expect("there is a folder for files");
    let files: Vec<PathBuf> =
        texts.iter().enumerate().map(|(at, text)| file(folder.path(), &format!("text {}.txt", at + 1), text)).collect();
    wait_until_shown(page, "[data-choice=file], [data-testid=add]").await;
    let all = page.count_of("[data-testid=texts] li").await + texts.len();
    page.open_files(&files).await;
    // The files are read before the folder is gone.
    page.wait_until("the texts", async || (page.count_of("[data-testid=texts] li").await >= all).then_some(())).await;
}

pub(crate) async fn compare_two(page: &Page) {
    add(page, &[HERALD, COURIER]).await;
    wait_for_comparison(page, 2).await;
}

pub(crate) async fn is_clean(page: &Page, state: &str) {
    let violations = page.accessibility_violations().await;
    assert!(violations.is_empty(), "{state}:\n{}", violations.join("\n"));
}

/// Where the tab is kept: a draft, once there is one.
pub(crate) async fn wait_until_kept(page: &Page) -> String {
    page.wait_until("the draft in the address", async || {
        let address: String = page.script("return location.hash", Vec::new()).await;
        address.starts_with("#d=").then_some(address)
    })
    .await
}

#[test]
fn the_text_on_screen_is_the_first_that_is_compared() {
    visit_ferry(async |page| {
        page.click("[data-page=compare]").await;
        wait_for_words(page, "[data-testid=texts]", "Ferry Company May Drop Its Night Boats").await;
        wait_for_words(page, "[data-testid=summary]", "Add another text").await;
        page.paste(HERALD).await;
        wait_for_comparison(page, 2).await;
        let matrix = words(page, "[data-testid=matrix]").await;
        assert!(matrix.contains("Greta Moen") && matrix.contains("Maria Okafor"), "{matrix}");
        page.back().await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await[0], "Ferry Company May Drop Its Night Boats");
    });
}

#[test]
fn one_person_under_several_names_is_one_row_and_a_cell_leads_to_both_texts() {
    visit_compare(async |page| {
        compare_two(page).await;
        let row = words(page, "[data-testid=matrix] tbody tr").await;
        assert!(row.contains("Maria Okafor"), "{row}");
        assert_eq!(page.count_of("[data-testid=matrix] tbody tr:first-child td button").await, 2);
        page.click("[data-testid=matrix] tbody tr:first-child td:last-child button").await;
        wait_until_shown(page, "[data-testid=places]").await;
        assert_eq!(page.count_of(".places-text:has(mark)").await, 2);
        let lit: Vec<String> = page
            .script("return [...document.querySelectorAll('.places-text mark')].map(it => it.innerText)", Vec::new())
            .await;
        assert!(lit.iter().any(|words| words.contains("until the spring")), "{lit:?}");
        page.press(Key::Escape).await;
        page.wait_until("the texts are closed", async || (!page.shows("[data-testid=places]").await).then_some(()))
            .await;
        assert_eq!(page.focused().await.element, "button", "the keyboard is where it was");
    });
}

#[test]
fn what_differs_stands_below_the_statements() {
    visit_compare(async |page| {
        compare_two(page).await;
        let several = words(page, "[data-testid=several]").await;
        for part in [
            "Quoted or paraphrased: quoted",
            "Different numbers: ",
            "Hedged or flat: hedged (may) in article 1; flat in article 2",
            "Named or anonymous: ",
        ] {
            assert!(several.contains(part), "{part} in {several}");
        }
        let only = words(page, "[data-testid=only]").await;
        assert!(only.contains("rain had filled every cellar"), "{only}");
        assert!(words(page, "[data-testid=summary]").await.contains("2 articles:"));
    });
}

#[test]
fn a_long_comparison_comes_in_slices_and_nothing_that_is_seen_moves() {
    const WATCH: &str = "
        window.seen = [];
        let last = '';
        const look = () => {
            const result = document.querySelector('.result'), first = result?.querySelector('.statement');
            if (first) {
                if (!seen.length) first.focus({ preventScroll: true });
                const tops = [...result.querySelectorAll('h2, tr, .statement')].slice(0, 12).map(it => Math.round(it.getBoundingClientRect().top));
                const now = [result.ariaBusy, result.querySelectorAll('.statement').length, tops.join(' '), document.activeElement === first];
                if (now.join() !== last) seen.push(now);
                last = now.join();
            }
            requestAnimationFrame(look);
        };
        look()";
    let texts: Vec<String> = (0..5).map(comparison_timing::article).collect();
    visit_compare(async |page| {
        page.script::<()>(WATCH, Vec::new()).await;
        add(page, &texts.iter().map(String::as_str).collect::<Vec<_>>()).await;
        wait_until_shown(page, ".result[aria-busy=false]").await;
        let seen: Vec<(String, usize, String, bool)> = page.script("return seen", Vec::new()).await;
        let ((first, last), rows) = (seen.first().zip(seen.last()).expect("something was seen"), seen.len());
        assert!(rows > 2 && (&*first.0, &*last.0) == ("true", "false"), "{seen:?}");
        assert!(first.1 > 10 && first.1 * 2 < last.1, "from {} to {} statements", first.1, last.1);
        assert!(seen.windows(2).all(|two| two[0].1 <= two[1].1), "{seen:?}");
        assert!(seen.iter().all(|(_, _, tops, has_focus)| *tops == first.2 && *has_focus), "{seen:?}");
        is_clean(page, "a long comparison").await;
    });
}

#[test]
fn a_comparison_is_printed_to_its_end_and_without_what_is_for_the_screen() {
    let texts: Vec<String> = (0..5).map(comparison_timing::article).collect();
    visit_compare(async |page| {
        // The browser prints what is there at once.
        let print = "
            window.print = () => {
                dispatchEvent(new Event('beforeprint'));
                Promise.resolve().then(() => (window.printed = document.querySelectorAll('.statement').length));
            };
            new MutationObserver(() => window.printed ?? document.querySelector('[data-do=print]')?.click())
                .observe(document, { childList: true, subtree: true })";
        page.script::<()>(print, Vec::new()).await;
        add(page, &texts.iter().map(String::as_str).collect::<Vec<_>>()).await;
        wait_for_comparison(page, 5).await;
        let printed = page
            .wait_until("the paper", async || {
                page.script::<Option<usize>>("return window.printed ?? null", Vec::new()).await
            })
            .await;
        let all: usize = page
            .script("return [...document.querySelectorAll('.text-counts')].reduce((sum, it) => sum + parseInt(it.innerText.split(', ')[1]), 0)", Vec::new())
            .await;
        assert_eq!(printed, all, "each statement is on the paper");
        let media = serde_json::json!({ "media": "print" });
        page.session().cdp().send_raw("Emulation.setEmulatedMedia", media).await.expect("a browser can print");
        for hidden in
            ["[data-testid=export]", "[data-testid=add]", "[data-do=remove]", ".lead", "footer select", ".all"]
        {
            assert!(!page.shows(hidden).await, "{hidden}");
        }
        for shown in ["h1", "[data-testid=summary]", ".texts li", ".matrix td", ".statement"] {
            assert!(page.shows(shown).await, "{shown}");
        }
    });
}

#[test]
fn the_statements_of_one_speaker_can_be_looked_at_alone() {
    visit_compare(async |page| {
        compare_two(page).await;
        let all = page.count_of(".statement").await;
        page.click("[data-testid=matrix] tbody tr:first-child th button").await;
        wait_for_words(page, ".filter", "Only Maria Okafor.").await;
        let of_one = page.count_of(".statement").await;
        assert!(of_one > 0 && of_one < all, "{of_one} of {all}");
        page.click(".filter button").await;
        page.wait_for_equal("all statements", all, async || page.count_of(".statement").await).await;
    });
}

#[test]
fn groups_are_stepped_through_and_a_phone_shows_one_text_at_a_time() {
    visit_compare(async |page| {
        page.resize(360, 740).await;
        compare_two(page).await;
        assert!(!page.scrolls_sideways().await);
        page.click("[data-testid=several] .sides .statement:last-child").await;
        wait_until_shown(page, "[data-testid=places]").await;
        // The one that was asked for.
        assert_eq!(words(page, ".places-switch [aria-pressed=true]").await, "Article 2");
        assert!(!page.shows(".places-side:first-child").await && page.shows(".places-side:last-child mark").await);
        page.click(".places-switch button:first-child").await;
        wait_until_shown(page, ".places-side:first-child mark").await;
        assert!(!page.shows(".places-side:last-child").await);
        is_clean(page, "one text on a phone").await;
        let before = words(page, ".places-side:first-child mark").await;
        page.click(".places-steps button:last-child").await;
        page.wait_until("another statement", async || {
            (words(page, ".places-side:first-child mark").await != before).then_some(())
        })
        .await;
        page.resize(1280, 800).await;
        assert!(page.shows(".places-side:first-child").await && page.shows(".places-side:last-child").await);
    });
}

#[test]
fn a_comparison_is_one_draft_that_a_reload_and_the_list_open() {
    visit_compare(async |page| {
        compare_two(page).await;
        let address = wait_until_kept(page).await;
        page.reload().await;
        wait_for_comparison(page, 2).await;
        assert_eq!(page.script::<String>("return location.hash", Vec::new()).await, address);
        page.click("h1 a").await;
        page.wait_for(State::Empty).await;
        page.wait_for_equal("the drafts", vec!["Harwick Shuts Its Bridge, and 1 other text".to_owned()], async || {
            page.drafts().await
        })
        .await;
        assert!(words(page, "[data-testid=drafts] li").await.contains("Comparison"));
        page.click("[data-testid=drafts] .draft").await;
        wait_for_comparison(page, 2).await;
        assert!(words(page, "[data-testid=texts]").await.contains("Cracks Close the Kessel Bridge"));
    });
}

#[test]
fn drafts_are_added_and_a_comparison_is_not_offered_as_a_text() {
    visit_ferry(async |page| {
        page.wait_until("the draft", async || {
            page.script::<bool>("return Boolean(history.state?.reportedly?.[0])", Vec::new()).await.then_some(())
        })
        .await;
        page.begin_anew().await;
        page.wait_until("the list", async || (!page.drafts().await.is_empty()).then_some(())).await;
        page.paste(HERALD).await;
        page.wait_for(State::Ready).await;
        page.click("[data-page=compare]").await;
        wait_until_shown(page, "[data-testid=drafts] .draft").await;
        page.click("[data-testid=drafts] .draft").await;
        wait_for_comparison(page, 2).await;
        wait_until_kept(page).await;
        page.click("[data-testid=add] summary").await;
        page.wait_until("no comparison among the drafts", async || {
            (!words(page, "[data-testid=add]").await.contains("other text")).then_some(())
        })
        .await;
    });
}

#[test]
fn a_comparison_is_saved_as_table_and_markdown() {
    visit_compare(async |page| {
        let folder = tempfile::tempdir().expect("there is a folder for files");
        page.download_to(folder.path()).await;
        compare_two(page).await;
        page.click("[data-do=csv]").await;
        let saved = async |name: &str| {
            let path = folder.path().join(name);
            page.wait_until(name, async || fs::read_to_string(&path).ok().filter(|text| !text.is_empty())).await
        };
        let table = saved("comparison.csv").await;
        assert!(table.starts_with("\u{feff}article,title,"), "{table}");
        assert!(table.contains("Different numbers"), "{table}");
        page.click("[data-do=markdown]").await;
        let file = saved("comparison.md").await;
        assert!(file.contains("| Maria Okafor (the mayor of Harwick) |"), "{file}");
        wait_for_words(page, "[data-testid=notice]", "Saved as comparison.md.").await;
    });
}

#[test]
fn a_link_shows_the_comparison_and_keeps_nothing_until_it_is_asked_to() {
    visit_compare(async |page| {
        compare_two(page).await;
        wait_until_kept(page).await;
        page.click("[data-do=link]").await;
        wait_until_shown(page, "[data-link]").await;
        is_clean(page, "a link").await;
        let link: String = page.script("return document.querySelector('[data-link]').value", Vec::new()).await;
        assert!(link.contains("compare.html#r1=") && link.contains("&r1="), "{link}");
        page.script::<u32>(
            "location.hash = arguments[0]; return 1",
            vec![link.split_once('#').expect("it has one").1.into()],
        )
        .await;
        wait_until_shown(page, "[data-testid=incoming]").await;
        wait_for_comparison(page, 2).await;
        assert!(words(page, "[data-testid=several]").await.contains("Different numbers"));
        is_clean(page, "what a link brought").await;
        page.click("[data-do=keep]").await;
        wait_until_kept(page).await;
        assert!(!page.shows("[data-testid=incoming]").await);
    });
}

#[test]
fn a_pasted_link_adds_its_texts() {
    visit_compare(async |page| {
        compare_two(page).await;
        page.click("[data-do=link]").await;
        wait_until_shown(page, "[data-link]").await;
        let link: String = page.script("return document.querySelector('[data-link]').value", Vec::new()).await;
        page.click("[data-testid=add] summary").await;
        page.paste(&link).await;
        wait_for_comparison(page, 4).await;
        wait_for_words(page, "[data-testid=notes]", "Articles 1 and 3 have the same text").await;
    });
}

#[test]
fn a_damaged_link_says_so_and_costs_nothing() {
    visit_compare(async |page| {
        compare_two(page).await;
        page.click("[data-testid=add] summary").await;
        page.paste("https://example.org/compare.html#r1=AQxxxxxxxxxxxxxxxx").await;
        wait_for_words(page, "[data-testid=notice]", "could not be opened").await;
        wait_for_comparison(page, 2).await;
    });
}

#[test]
fn five_times_the_same_text_and_a_sixth_text_are_said_plainly() {
    visit_compare(async |page| {
        add(page, &[HERALD; 5]).await;
        wait_for_comparison(page, 5).await;
        wait_for_words(page, "[data-testid=notes]", "Articles 1, 2, 3, 4 and 5 have the same text").await;
        assert!(words(page, ".full").await.contains("5 texts are the most"), "nothing else can be added");
        page.resize(360, 740).await;
        let wide = "const { scrollWidth, clientWidth } = document.documentElement; return scrollWidth - clientWidth";
        assert_eq!(page.script::<i32>(wide, Vec::new()).await, 0, "five columns scroll in their own frame");
        page.resize(1280, 800).await;
        is_clean(page, "five texts").await;
        page.click("[data-testid=texts] li:last-child [data-do=remove]").await;
        wait_for_comparison(page, 4).await;
        page.click("[data-testid=removed] [data-do=bring-back]").await;
        wait_for_comparison(page, 5).await;
        page.click("[data-testid=texts] li:last-child [data-do=remove]").await;
        wait_for_comparison(page, 4).await;
        page.click("[data-testid=add] summary").await;
        let folder = tempfile::tempdir().expect("there is a folder for files");
        let files = [file(folder.path(), "fifth.txt", COURIER), file(folder.path(), "sixth.txt", FERRY)];
        page.open_files(&files).await;
        wait_for_words(page, "[data-testid=notice]", "Left out: “sixth.txt”").await;
        wait_for_comparison(page, 5).await;
    });
}

#[test]
fn a_text_without_a_statement_and_one_in_another_language_are_said_plainly() {
    const GERMAN: &str = "Harwick sperrt seine Brücke\n\nDie Brücke ist seit Dienstag gesperrt, weil Fachleute Risse \
        gefunden haben. Die Bürgermeisterin sagte, niemand habe das gewollt, und die Arbeiten dauern bis zum Frühjahr.\n";
    visit_compare(async |page| {
        add(page, &[HERALD, SILENT, GERMAN]).await;
        wait_for_comparison(page, 3).await;
        let notes = words(page, "[data-testid=notes]").await;
        assert!(notes.contains("Article 2 has no statement"), "{notes}");
        assert!(notes.contains("Article 3 does not look like English"), "{notes}");
    });
}

#[test]
fn an_empty_text_and_a_broken_file_are_said_plainly_and_nothing_is_lost() {
    visit_compare(async |page| {
        compare_two(page).await;
        page.click("[data-testid=add] summary").await;
        let folder = tempfile::tempdir().expect("there is a folder for files");
        let pdf = file(folder.path(), "paper.txt", "%PDF-1.7\n");
        let broken = file(folder.path(), "marks.json", "{\"format\": \"reportedly/1\", ");
        let empty = file(folder.path(), "empty.txt", " \n");
        page.open_files(&[pdf, broken, empty]).await;
        wait_for_words(page, "[data-testid=notice]", "paper.txt is a PDF").await;
        let notice = words(page, "[data-testid=notice]").await;
        assert!(notice.contains("marks.json cannot be opened") && notice.contains("empty.txt has no text"), "{notice}");
        page.click("[data-testid=add] [type=submit]").await;
        wait_for_words(page, "[data-testid=notice]", "There is no text in it, so nothing was added.").await;
        wait_for_comparison(page, 2).await;
        assert_eq!(page.count_of("[data-testid=texts] li").await, 2);
    });
}

#[test]
fn everything_works_by_keyboard() {
    visit_compare(async |page| {
        compare_two(page).await;
        page.press_until(Key::Tab, "a statement", |focused| focused.text.starts_with("Article 1")).await;
        page.press(Key::Enter).await;
        wait_until_shown(page, "[data-testid=places]").await;
        page.press_until(Key::Tab, "the next group", |focused| focused.text == "Next").await;
        page.press(Key::Enter).await;
        wait_for_words(page, ".places-steps", "2 of").await;
        page.press(Key::Escape).await;
        page.wait_until("the texts are closed", async || (!page.shows("[data-testid=places]").await).then_some(()))
            .await;
        assert!(page.focused().await.text.starts_with("Article 1"));
    });
}

#[test]
fn every_state_is_accessible_light_and_dark_wide_and_narrow() {
    visit_compare(async |page| {
        wait_until_shown(page, "[data-testid=add]").await;
        is_clean(page, "no text").await;
        compare_two(page).await;
        for (width, colours) in [(1280, "light"), (360, "dark")] {
            page.resize(width, 800).await;
            page.prefer(&[("prefers-color-scheme", colours)]).await;
            is_clean(page, &format!("a comparison, {width} {colours}")).await;
            page.click("[data-testid=several] .statement").await;
            wait_until_shown(page, "[data-testid=places]").await;
            is_clean(page, &format!("two texts, {width} {colours}")).await;
            page.press(Key::Escape).await;
            page.click("[data-testid=matrix] th button").await;
            is_clean(page, &format!("one speaker, {width} {colours}")).await;
            page.click(".filter button").await;
        }
    });
}

#[test]
fn the_page_fetches_nothing_of_it_before_it_is_asked_for_and_nothing_from_elsewhere() {
    const FETCHED: &str = "return performance.getEntriesByType('resource').map(it => it.name)";
    Visit::of_the_build().run(async |page| {
        read_ferry(page).await;
        // What the service worker fetches for later is not in this list.
        let fetched: Vec<String> = page.script(FETCHED, Vec::new()).await;
        assert!(fetched.iter().any(|path| path.contains("engine")), "{fetched:?}");
        assert!(!fetched.iter().any(|path| path.contains("compare")), "{fetched:?}");
        page.click("[data-page=compare]").await;
        wait_for_words(page, "[data-testid=summary]", "Add another text").await;
        let fetched: Vec<String> = page.script(FETCHED, Vec::new()).await;
        assert!(fetched.iter().any(|path| path.contains("compare_bg.wasm")), "{fetched:?}");
        assert_eq!(page.asked_of_others(), Vec::<String>::new());
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    });
}

#[test]
fn a_program_that_is_missing_is_said_plainly() {
    Visit::of_the_build().starting_at("compare.html").without("compare_bg.wasm").run(async |page| {
        wait_until_shown(page, "#not-loaded").await;
    });
}
