//! Links that carry a text: making them, opening them, and what can go wrong on the way.

use reportedly_document::Layer;
use reportedly_link::{Codec, Shared};
use reportedly_tests::{Key, Page, State, visit};

use crate::drafts::longer_than_autosave_waits;
use crate::texts::{FERRY, id_of, long_article, read, read_ferry, visit_empty, visit_ferry, words};

const TITLE: &str = "Ferry Company May Drop Its Night Boats";

/// Opens the dialog and waits for the link.
pub(crate) async fn share(page: &Page) -> String {
    page.ask("share").await;
    link(page).await
}

async fn link(page: &Page) -> String {
    page.wait_until("a link", async || {
        page.script::<Option<String>>("return document.querySelector('[data-link]')?.value ?? null", Vec::new()).await
    })
    .await
}

/// Another choice in the dialog, and the link that comes of it.
async fn choose(page: &Page, what: &str) -> String {
    let before = link(page).await;
    page.click(&format!("[data-share='{what}']")).await;
    page.wait_until("another link", async || Some(link(page).await).filter(|link| *link != before)).await
}

/// Opens a link in this tab, as if it had been clicked.
async fn follow(page: &Page, link: &str) {
    let fragment = link.find('#').map_or(link, |at| &link[at..]);
    page.script::<()>("location.hash = arguments[0]", vec![fragment.into()]).await;
}

pub(crate) async fn wait_for_what_came(page: &Page) -> String {
    page.wait_until("what came", async || page.shows("[data-testid=incoming]").await.then_some(())).await;
    page.wait_for(State::Ready).await;
    page.script("return document.querySelector('[data-testid=incoming]').innerText", Vec::new()).await
}

async fn confirm(page: &Page, words: &str) {
    page.click_mark(&id_of(page, Layer::Entity, words).await).await;
    page.click(".reportedly-card [data-do^=accept]").await;
    page.wait_until("settled", async || page.settled().await.contains(&words.to_owned()).then_some(())).await;
    page.press(Key::Escape).await;
}

/// Visits the page, and opens a link there.
fn visit_link<T>(shared: Shared, test: impl AsyncFn(&Page) -> T) -> T {
    visit_empty(async |page| {
        follow(page, &made(shared.clone())).await;
        wait_for_what_came(page).await;
        test(page).await
    })
}

/// A link to this text, made elsewhere.
pub(crate) fn made(shared: Shared) -> String {
    Codec::built_in().encode(&shared).expect("it goes into a link")
}

pub(crate) fn of(text: &str) -> Shared {
    Shared { text: text.into(), ..Shared::default() }
}

#[test]
fn whoever_opens_a_link_sees_what_the_sender_saw() {
    visit_ferry(async |page| {
        confirm(page, "Bergen").await;
        page.toggle(Layer::Hedge).await;
        let link = share(page).await;
        page.open_tab().await;
        follow(page, &link).await;
        let told = wait_for_what_came(page).await;
        assert!(told.contains("not from its publisher") && !told.contains("version"), "{told}");
        assert_eq!(page.paragraphs().await[0], TITLE);
        assert_eq!(page.settled().await, ["Bergen"]);
        assert!(!page.is_on(Layer::Hedge).await);
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    });
}

#[test]
fn what_a_link_brought_is_read_only_and_kept_nowhere() {
    visit_link(of("Talks in Oman."), async |page| {
        page.click_mark(&id_of(page, Layer::Entity, "Oman").await).await;
        page.wait_until("the card", async || page.shows("[data-pinned]").await.then_some(())).await;
        assert_eq!(page.count_of("[data-do^=accept], [data-do=undo], [data-handle]").await, 0);
        page.press(Key::Escape).await;
        page.type_text("x").await;
        page.wait_until_said("These marks can be read here, not corrected.").await;
        assert_eq!(words(page, Layer::Entity).await, ["Oman"]);
        longer_than_autosave_waits().await;
        page.begin_anew().await;
        assert_eq!(page.drafts().await, Vec::<String>::new());
    });
}

#[test]
fn a_copy_is_the_readers_own_and_back_leads_to_the_link() {
    visit_link(of("Talks in Oman."), async |page| {
        page.ask("copy-incoming").await;
        page.wait_until("a copy", async || (!page.shows("[data-testid=incoming]").await).then_some(())).await;
        confirm(page, "Oman").await;
        assert_eq!(page.script::<String>("return location.hash", Vec::new()).await, "");
        page.back().await;
        page.wait_for_equal("the box", "Talks in Oman.".to_owned(), async || page.input().await).await;
        page.back().await;
        wait_for_what_came(page).await;
        assert_eq!(page.settled().await, Vec::<String>::new(), "the link is as it was sent");
    });
}

#[test]
fn a_link_in_an_open_tab_takes_nothing_away() {
    visit_ferry(async |page| {
        confirm(page, "Bergen").await;
        follow(page, &made(of("Talks in Oman."))).await;
        wait_for_what_came(page).await;
        page.wait_for_equal("the text", vec!["Talks in Oman.".to_owned()], async || page.paragraphs().await).await;
        page.back().await;
        page.wait_until("the own text", async || (page.paragraphs().await[0] == TITLE).then_some(())).await;
        page.wait_for_equal("settled", vec!["Bergen".to_owned()], async || page.settled().await).await;
    });
}

#[test]
fn back_from_a_link_leads_to_a_text_that_is_kept_nowhere() {
    visit(async |page| {
        page.click("[data-choice=keeps]").await;
        read_ferry(page).await;
        confirm(page, "Bergen").await;
        follow(page, &made(of("Talks in Oman."))).await;
        wait_for_what_came(page).await;
        page.back().await;
        page.wait_until("the own text", async || (page.paragraphs().await[0] == TITLE).then_some(())).await;
        page.wait_for_equal("settled", vec!["Bergen".to_owned()], async || page.settled().await).await;
    });
}

#[test]
fn back_from_a_link_leads_to_the_empty_box() {
    visit_link(of("Talks in Oman."), async |page| {
        page.back().await;
        page.wait_for(State::Empty).await;
        assert_eq!((page.input().await, page.notices().await), (String::new(), Vec::new()));
    });
}

#[test]
fn a_new_text_leaves_the_link_where_it_was() {
    visit_link(of("Talks in Oman."), async |page| {
        page.begin_anew().await;
        page.wait_for(State::Empty).await;
        assert_eq!(page.script::<String>("return location.hash", Vec::new()).await, "");
        page.back().await;
        wait_for_what_came(page).await;
        assert_eq!(page.paragraphs().await, ["Talks in Oman."]);
    });
}

#[test]
fn what_is_no_link_after_the_address_is_left_alone() {
    visit_empty(async |page| {
        follow(page, "#readers").await;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert_eq!(page.notices().await, Vec::<String>::new());
    });
}

#[test]
fn a_dialog_gives_the_keyboard_back() {
    visit_ferry(async |page| {
        for close in ["Escape", "×"] {
            share(page).await;
            if close == "×" {
                page.ask("close-dialog").await;
            } else {
                page.press(Key::Escape).await;
            }
            page.wait_for_equal("the focus", "Share".to_owned(), async || page.focused().await.text).await;
            assert_eq!(page.count_of("dialog").await, 0);
        }
    });
}

#[test]
fn a_damaged_link_says_so_and_shows_what_arrived() {
    visit_empty(async |page| {
        let link = made(of(FERRY.trim_end()));
        follow(page, &link[..link.len() * 2 / 3]).await;
        let told = wait_for_what_came(page).await;
        assert!(told.contains("characters arrived") && told.contains("incomplete"), "{told}");
        assert_eq!(page.paragraphs().await[0], TITLE);
        assert!(page.paragraphs().await.len() < 4);
    });
}

#[test]
fn a_link_that_says_nothing_leaves_the_box_as_it_is() {
    visit_empty(async |page| {
        page.type_text("It may rain.").await;
        follow(page, "#r1=AQ").await;
        let told = async || page.notices().await.into_iter().find(|words| words.contains("could not be opened"));
        page.wait_until("a notice", told).await;
        assert_eq!(page.input().await, "It may rain.");
    });
}

#[test]
fn a_link_that_lost_a_character_shows_no_words_that_were_not_sent() {
    visit_empty(async |page| {
        let link = made(of(FERRY.trim_end()));
        let at = link.len() * 3 / 4;
        follow(page, &[&link[..at], &link[at + 1..]].concat()).await;
        let told = wait_for_what_came(page).await;
        assert!(told.contains("characters arrived") && told.contains("as it was sent"), "{told}");
        let (mut sent, shown) = (FERRY.lines().filter(|line| !line.is_empty()), page.paragraphs().await);
        assert!(!shown.is_empty() && shown.iter().all(|line| sent.next().is_some_and(|sent| sent.starts_with(line))));
    });
}

/// Links with right checksums and marks that are outside of the text, inside of a character, and of nothing.
const NONSENSE: [&str; 3] = [
    "r1=AgFAGRKIZqwBg_Zg8XmD_PTmLMe9AbQH22a0f___8xn3eMg",
    "r1=AgFAGRKIsVr0dPZg8XmD_PTmLMe9AbQIFINwn___8xn3eMg",
    "r1=AgFAGRKIXYwem_Zg8XmD_PTmLMe9Aa5pcJ________9MWAM",
];

#[test]
fn a_link_with_marks_outside_of_its_text_is_refused_and_the_page_goes_on() {
    for link in NONSENSE {
        visit_empty(async |page| {
            page.type_text("Mine.").await;
            follow(page, &["#", link].concat()).await;
            let told = async || page.notices().await.into_iter().find(|words| words.contains("makes no sense"));
            page.wait_until("a notice", told).await;
            assert_eq!(page.input().await, "Mine.", "nothing is lost");
            let address: String = page.script("return location.hash", Vec::new()).await;
            assert_eq!(address, "", "a reload does not open it again");
            page.read().await;
            page.wait_for(State::Ready).await;
            assert_eq!(page.paragraphs().await, ["Mine."]);
            assert_eq!(page.console_errors().await, Vec::<String>::new());
        });
    }
}

#[test]
fn a_mangled_link_is_repaired_wherever_it_is_pasted() {
    let link = made(of("Talks in Oman."));
    let mangled = format!("https://example.org/page#{}).\n", link.replace('_', "%5F").replace('-', "%252D"));
    let broken = format!("https://example.org/#{}\n{}", &link[..20], &link[20..]);
    for given in [mangled, broken] {
        visit(async |page| {
            page.paste(&given).await;
            wait_for_what_came(page).await;
            assert_eq!(page.paragraphs().await, ["Talks in Oman."]);
        });
        visit(async |page| {
            page.click("[data-choice=link]").await;
            page.paste_here(&given).await;
            wait_for_what_came(page).await;
            assert_eq!(page.paragraphs().await, ["Talks in Oman."]);
        });
    }
}

#[test]
fn a_link_that_is_pasted_into_a_text_is_a_part_of_it() {
    visit_empty(async |page| {
        let link = format!("https://example.org/#{}", made(of("Talks in Oman.")));
        page.type_text("He wrote: ").await;
        page.paste_here(&link).await;
        page.wait_for_equal("the box", format!("He wrote: {link}"), async || page.input().await).await;
        assert_eq!(page.count_of("[data-testid=incoming]").await, 0);
        let width = page.bounds("[data-choice=link]").await[0].width;
        assert!(width > 150.0, "a link has to be seen where it is pasted: {width}");
    });
}

#[test]
fn a_link_points_at_a_mark() {
    visit_ferry(async |page| {
        page.click_mark(&id_of(page, Layer::Entity, "Bergen").await).await;
        page.click(".reportedly-card [data-do^=share]").await;
        let link = link(page).await;
        assert!(link.contains("&m="), "{link}");
        let passage = choose(page, "passage").await;
        assert!(passage.len() < link.len());
        page.open_tab().await;
        follow(page, &link).await;
        wait_for_what_came(page).await;
        page.wait_until("the mark", async || (page.focused().await.text == "Bergen").then_some(())).await;
        page.wait_until_said("The link leads to this mark: Bergen").await;
        follow(page, &passage).await;
        page.wait_until("a passage", async || (page.paragraphs().await.len() == 1).then_some(())).await;
        let told = wait_for_what_came(page).await;
        assert!(told.contains("passage of a longer text"), "{told}");
        page.wait_until("the mark", async || (page.focused().await.text == "Bergen").then_some(())).await;
        follow(page, &link.replace("&m=", "&m=e0")).await;
        let told = async || page.notices().await.into_iter().find(|words| words.contains("not among these"));
        page.wait_until("a notice", told).await;
    });
}

#[test]
fn frozen_marks_are_as_they_were_whatever_the_engine() {
    visit_empty(async |page| {
        let other = Shared { engine: "0.0.1".into(), ..of("Talks in Oman.") };
        follow(page, &made(other.clone())).await;
        let told = wait_for_what_came(page).await;
        assert!(told.contains("made with version 0.0.1"), "{told}");
        assert_eq!(page.count(Layer::Entity).await, Some(1));
        follow(page, &made(Shared { frozen: Some(Vec::new()), ..other })).await;
        page.wait_until("no marks", async || (page.count(Layer::Entity).await == Some(0)).then_some(())).await;
        let told = wait_for_what_came(page).await;
        assert!(!told.contains("version"), "{told}");
    });
}

#[test]
fn in_a_class_the_reader_marks_first() {
    visit_ferry(async |page| {
        share(page).await;
        let link = choose(page, "reader-first").await;
        page.open_tab().await;
        follow(page, &link).await;
        let told = wait_for_what_came(page).await;
        assert!(told.contains("hidden until you have marked"), "{told}");
        assert_eq!(page.count_of("mark[data-ids]").await, 0);
        page.ask("copy-incoming").await;
        page.wait_until("the question", async || page.shows("[data-testid=answers]").await.then_some(())).await;
        page.select_words("Bergen", "Bergen").await;
        page.ask("add entity 2").await;
        page.wait_until_said("Marked: Bergen").await;
        page.press(Key::Escape).await;
        assert_eq!(words(page, Layer::Entity).await, ["Bergen"]);
        // Nothing of it is lost by a reload.
        longer_than_autosave_waits().await;
        page.reload().await;
        page.wait_until("the question", async || page.shows("[data-testid=answers]").await.then_some(())).await;
        page.ask("answers").await;
        page.wait_until("a comparison", async || page.panel().await.contains("1 in both, 0 only yours").then_some(()))
            .await;
        assert!(words(page, Layer::Entity).await.contains(&"Norlink".to_owned()));
    });
}

#[test]
fn a_class_is_told_that_the_marks_are_hidden_and_nothing_that_is_not_true() {
    const UNTRUE: [&str; 6] = ["were found", "no longer fit", "are shown", "0 marks", "doubt", "switched off"];
    visit_ferry(async |page| {
        confirm(page, "Bergen").await;
        page.select_words("reporters", "reporters").await;
        page.ask("add entity 6").await;
        page.wait_until_said("Marked: reporters").await;
        page.press(Key::Escape).await;
        share(page).await;
        let link = choose(page, "reader-first").await;
        page.open_tab().await;
        follow(page, &link).await;
        wait_for_what_came(page).await;
        let is_true = async |page: &Page| {
            assert_eq!(page.count_of("mark[data-ids]").await, 0, "not even what the sender has added");
            for tab in 0..4 {
                page.ask(&format!("tab {tab}")).await;
                let panel = page.panel().await;
                assert!(panel.contains("hidden until you have marked"), "page {tab}: {panel}");
                assert!(!UNTRUE.iter().any(|words| panel.contains(words)), "page {tab}: {panel}");
            }
            page.ask("tab 5").await;
            assert!(!page.panel().await.contains("doubt"), "{}", page.panel().await);
            let told = [page.notices().await, vec![page.said().await]].concat();
            assert!(!told.iter().any(|told| UNTRUE.iter().any(|words| told.contains(words))), "{told:?}");
        };
        is_true(page).await;
        page.ask("copy-incoming").await;
        page.wait_until("the question", async || page.shows("[data-testid=answers]").await.then_some(())).await;
        is_true(page).await;
        page.ask("answers").await;
        let added = async || words(page, Layer::Entity).await.contains(&"reporters".to_owned());
        page.wait_for_equal("what the sender added", true, added).await;
    });
}

/// The width of the QR code's squares in CSS pixels, and of the whole code.
async fn code_of(page: &Page) -> (f64, f64) {
    let script = "
        const svg = document.querySelector('.code svg');
        const { width } = svg.getBoundingClientRect();
        return [width / svg.viewBox.baseVal.width, width];";
    page.script(script, Vec::new()).await
}

#[test]
fn a_code_opens_as_large_as_the_window_and_escape_leads_back() {
    visit(async |page| {
        page.resize(360, 640).await;
        read(page, "Talks may resume in Oman, said Ana Diaz.").await;
        share(page).await;
        page.ask("enlarge-code").await;
        page.wait_until("the code", async || page.shows("dialog[data-large] .code svg").await.then_some(())).await;
        let (square, width) = code_of(page).await;
        assert!(square >= 4.0 && width <= 360.0, "squares of {square}, {width} in all");
        assert_eq!(square.fract(), 0.0, "sharp edges");
        assert_eq!(page.count_of("[data-testid=fine-code]").await, 0);
        assert!(!page.scrolls_sideways().await);
        page.press(Key::Escape).await;
        page.wait_until("the link", async || page.shows("[data-link]").await.then_some(())).await;
        page.press(Key::Escape).await;
        page.wait_for_equal("dialogs", 0, async || page.count_of("dialog").await).await;
    });
}

#[test]
fn a_code_that_is_too_fine_for_the_window_says_so_and_fits_a_larger_one() {
    for (width, height, is_fine) in [(360, 640, true), (1280, 1000, false)] {
        visit(async |page| {
            page.prefer(&[("prefers-color-scheme", "dark")]).await;
            page.resize(width, height).await;
            page.choose_example("science").await;
            page.wait_for(State::Ready).await;
            let link = share(page).await;
            assert!(link.len() > 700, "a link of {} characters", link.len());
            page.ask("enlarge-code").await;
            page.wait_until("the code", async || page.shows("dialog[data-large] .code svg").await.then_some(())).await;
            let (square, side) = code_of(page).await;
            assert_eq!(square < 4.0, is_fine, "squares of {square}");
            assert_eq!(page.shows("[data-testid=fine-code]").await, is_fine);
            assert!(side <= f64::from(width.min(height)));
            let back: String = page
                .script("return getComputedStyle(document.querySelector('.code')).backgroundColor", Vec::new())
                .await;
            assert_eq!(back, "rgb(255, 255, 255)", "in the dark, too");
        });
    }
}

#[test]
fn a_code_is_saved_as_a_file() {
    let folder = tempfile::tempdir().expect("a directory can be made");
    visit(async |page| {
        page.download_to(folder.path()).await;
        read_ferry(page).await;
        share(page).await;
        page.ask("save-code").await;
        let file = page
            .wait_until("a file", async || {
                let path = folder.path().join(format!("{TITLE}.svg"));
                std::fs::read_to_string(path).ok().filter(|file| file.ends_with("</svg>\n"))
            })
            .await;
        assert!(file.starts_with("<svg xmlns") && file.contains("fill=\"#fff\""), "{file}");
        let said = "return document.querySelector('dialog .said').innerText";
        page.wait_for_equal("the sentence", format!("Saved as {TITLE}.svg."), async || {
            page.script(said, Vec::new()).await
        })
        .await;
    });
}

#[test]
fn the_meter_says_where_a_link_fits() {
    visit_ferry(async |page| {
        let before =
            "return performance.getEntriesByType('resource').filter(({ name }) => name.includes('/links')).length";
        assert_eq!(page.script::<u32>(before, Vec::new()).await, 0, "nobody has asked for a link yet");
        share(page).await;
        let meter = "return document.querySelector('[data-testid=meter]').innerText";
        let told: String = page.script(meter, Vec::new()).await;
        assert!(told.contains("characters: fits Discord"), "{told}");
        assert_eq!(page.count_of(".code svg path").await, 1);
        let whole = link(page).await;
        assert!(choose(page, "passage").await.len() < whole.len(), "a paragraph is shorter");
    });
}

#[test]
fn a_text_that_is_too_long_for_a_link_is_offered_as_a_file() {
    visit(async |page| {
        let mut text = long_article(400_000);
        // So that it does not say the same again and again.
        for (at, number) in (0..400_000).step_by(40).zip(10_007_u64..) {
            if text.is_char_boundary(at) {
                text.insert_str(at, &format!(" {} ", number.wrapping_mul(6_364_136_223_846_793_005)));
            }
        }
        read(page, &text).await;
        page.ask("share").await;
        let told = async || {
            let script = "return document.querySelector('dialog .link')?.innerText ?? ''";
            page.script::<String>(script, Vec::new()).await
        };
        page.wait_until("a sentence", async || told().await.contains("too long for a link").then_some(())).await;
        page.click("dialog .link [data-page=save]").await;
        page.wait_until("the formats", async || page.shows("[data-format=json]").await.then_some(())).await;
    });
}

#[test]
fn code_for_another_page_shows_the_text_in_a_frame() {
    visit_ferry(async |page| {
        let link = share(page).await;
        // What would go to the clipboard, which a browser without a window may refuse.
        let caught = "
            window.copied = [];
            navigator.clipboard.writeText = async (words) => void copied.push(words);";
        page.script::<()>(caught, Vec::new()).await;
        page.ask("copy-code").await;
        let code: String = page
            .wait_until("the code", async || {
                page.script::<Option<String>>("return copied[0] ?? null", Vec::new()).await
            })
            .await;
        let fragment = &link[link.find('#').expect("it is a link")..];
        assert!(
            code.starts_with("<iframe src=\"http://127.0.0.1:")
                && code.contains(&format!("/embed/embed.html{fragment}\" title=\"{TITLE}\"")),
            "{code}"
        );
        // The page's own policy allows no frames: the address itself is opened.
        let address = code.split('"').nth(1).expect("it has an address").to_owned();
        page.script::<()>("location.href = arguments[0]", vec![address.into()]).await;
        page.wait_until("the text", async || {
            let there =
                "return location.pathname.endsWith('embed.html') && document.querySelector('reportedly-text') !== null";
            page.script::<bool>(there, Vec::new()).await.then_some(())
        })
        .await;
        let marks = "return customElements.whenDefined('reportedly-text').then(() => document.querySelector('reportedly-text').getAnnotations()).then((all) => all.length)";
        assert!(page.script::<u32>(marks, Vec::new()).await > 8);
        let told: String = page.script("return document.body.innerText", Vec::new()).await;
        assert!(told.contains("not from its publisher"), "{told}");
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    });
}
