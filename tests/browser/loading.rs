//! The page comes up, wherever it is put and however slowly, and talks to nobody else.

use reportedly_tests::{Key, Page, State, Visit, visit};

use crate::texts::{FERRY, ferry_paragraphs, read_ferry, visit_ferry};

/// The page's program, which the text box does not wait for.
const PROGRAM: &str = "reportedly-page-*_bg.wasm";

/// The sentence of `index.html` for a page whose program is missing.
const NOT_LOADED: &str = "#not-loaded";

/// All that a reader does, without a word of complaint on the console and without a question to others.
async fn all_works(page: &Page) {
    read_ferry(page).await;
    assert_ne!(page.all_marks().await, []);
    assert_eq!(page.notices().await, Vec::<String>::new());
    page.begin_anew().await;
    page.choose_example("science").await;
    page.wait_for(State::Ready).await;
    // Refusals of the content security policy are errors on the console, too.
    assert_eq!(page.console_errors().await, Vec::<String>::new());
    assert_eq!(page.asked_of_others(), Vec::<String>::new());
}

#[test]
fn all_works_without_a_word_of_complaint() {
    visit(all_works);
}

#[test]
fn all_works_under_any_path() {
    Visit::of_the_build().under("/some/where/").run(async |page| {
        all_works(page).await;
        let strays: Vec<_> = page.requests().into_iter().filter(|path| !path.starts_with("/some/where/")).collect();
        assert_eq!(strays, Vec::<String>::new());
    });
}

#[test]
fn what_is_pasted_before_the_program_is_there_is_read_when_it_comes() {
    Visit::of_the_build().with_held(PROGRAM).run(async |page| {
        // A busy browser gives it the focus a moment after it can be asked.
        let focused = async || page.focused().await.element;
        page.wait_for_equal("what has the focus", "textarea".to_owned(), focused).await;
        page.paste_here(FERRY).await;
        page.wait_for_equal("the box", FERRY.to_owned(), async || page.input().await).await;
        assert_eq!(page.state().await, None, "the program is not there yet");

        page.mend(PROGRAM);
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ferry_paragraphs());
        assert_ne!(page.all_marks().await, []);
    });
}

#[test]
fn what_is_written_while_the_program_takes_over_stays() {
    // A slow browser, and a person who writes whenever it is free, from when the program is compiled until it listens.
    const WRITES: &str = "
        const create = Document.prototype.createElement;
        Document.prototype.createElement = function (...given) {
            for (const end = performance.now() + 3; performance.now() < end; );
            return create.apply(this, given);
        };
        let started = false, listens = false;
        addEventListener('TrunkApplicationStarted', () => (started = true));
        addEventListener('reportedly-listening', () => (listens = true));
        window.written = [0, 0];
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
            if (listens) return;
            document.querySelector('#reportedly textarea').value += 'a';
            window.written[started ? 1 : 0]++;
            port2.postMessage(0);
        };
        const compile = WebAssembly.instantiateStreaming;
        WebAssembly.instantiateStreaming = (...given) => compile(...given).finally(() => port2.postMessage(0));";
    Visit::of_the_build().with_changed("boot.js", |script| format!("{WRITES}\n{script}")).run(async |page| {
        page.wait_for(State::Empty).await;
        let [before, meanwhile]: [usize; 2] = page.script("return window.written", Vec::new()).await;
        assert_eq!(page.input().await, "a".repeat(before + meanwhile));
        assert!(meanwhile > 0, "the browser was never free between the program's start and its page");
    });
}

#[test]
fn what_is_typed_before_the_program_is_there_stays_with_its_caret() {
    Visit::of_the_build().with_held(PROGRAM).run(async |page| {
        page.type_text("It may ain.").await;
        for _ in 0..4 {
            page.press(Key::Left).await;
        }
        page.mend(PROGRAM);
        page.wait_for(State::Empty).await;
        assert_eq!(page.focused().await.element, "textarea");
        page.type_text("r").await;
        page.wait_for_equal("the box", "It may rain.".to_owned(), async || page.input().await).await;
    });
}

/// A browser gives the focus to the first box with its first frame, which may come after the program.
#[test]
fn the_box_has_the_focus_where_the_program_is_there_before_the_first_frame() {
    const TOO_LATE: &str = "
        const first = document.querySelector('textarea');
        first.addEventListener('focus', () => first.blur());
        first.blur();";
    Visit::of_the_build().with_changed("boot.js", |script| format!("{TOO_LATE}\n{script}")).run(async |page| {
        page.wait_for(State::Empty).await;
        page.wait_for_equal("the focus", "textarea".to_owned(), async || page.focused().await.element).await;
    });
}

#[test]
fn the_colours_hold_before_the_program_is_there() {
    const SCHEME: &str = "return getComputedStyle(document.documentElement).colorScheme";
    Visit::of_the_build().with_held(PROGRAM).run(async |page| {
        page.choose("theme", "dark").await;
        page.reload().await;
        assert_eq!(page.script::<String>(SCHEME, Vec::new()).await, "dark");
        let chosen = "return document.getElementById('theme').value";
        page.wait_for_equal("the choice", "dark".to_owned(), async || page.script(chosen, Vec::new()).await).await;
    });
}

#[test]
fn an_example_that_is_chosen_too_early_comes_with_the_program() {
    Visit::of_the_build().with_held(PROGRAM).run(async |page| {
        page.choose_example("business").await;
        page.mend(PROGRAM);
        page.wait_for(State::Ready).await;
        assert!(page.article().await.contains("Harlow Robotics"));
    });
}

#[test]
fn the_button_that_is_pressed_too_early_is_not_forgotten() {
    Visit::of_the_build().with_held(PROGRAM).run(async |page| {
        page.type_text("It may rain in Oslo.").await;
        page.read().await;
        page.mend(PROGRAM);
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["It may rain in Oslo."]);
    });
}

/// The sentence of `index.html` for who was too early.
const WAITING: &str = ".waiting";

#[test]
fn what_is_asked_for_too_early_is_told_to_wait() {
    for what in ["the button", "the keys", "an example", "a paste"] {
        Visit::of_the_build().with_held(PROGRAM).run(async |page| {
            let focused = async || page.focused().await.element;
            page.wait_for_equal("what has the focus", "textarea".to_owned(), focused).await;
            assert!(!page.shows(WAITING).await, "nothing has been asked for yet");
            if what.starts_with("the ") {
                page.type_text("It may rain in Oslo.").await;
            }
            match what {
                "the button" => page.read().await,
                "the keys" => page.press_with(Key::Control, Key::Enter).await,
                "an example" => page.choose_example("science").await,
                _ => page.paste_here(FERRY).await,
            }
            page.wait_for_equal(&format!("a sign after {what}"), true, async || page.shows(WAITING).await).await;
            page.mend(PROGRAM);
            page.wait_for(State::Ready).await;
            assert_eq!(page.count_of(WAITING).await, 0);
        });
    }
}

#[test]
fn a_file_that_is_chosen_too_early_is_opened_when_the_program_comes() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let path = directory.path().join("rain.txt");
    std::fs::write(&path, "It may rain in Oslo.").expect("a file can be written");
    Visit::of_the_build().with_held(PROGRAM).run(async |page| {
        page.open_file(&path).await;
        page.wait_for_equal("a sign", true, async || page.shows(WAITING).await).await;
        page.mend(PROGRAM);
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["It may rain in Oslo."]);
    });
}

/// `choose()` is what a dialog does that was opened before the program was there: its box gets a file. No driver can choose in a
/// dialog that is open.
const EARLY_DIALOG: &str = "
    const early = document.querySelector('[type=file]');
    window.choose = () => {
        const chosen = new DataTransfer();
        chosen.items.add(new File(['It may rain in Oslo.'], 'rain.txt'));
        early.files = chosen.files;
        early.dispatchEvent(new Event('change', { bubbles: true }));
    };";

#[test]
fn a_file_that_is_chosen_in_a_dialog_from_before_the_program_is_opened() {
    Visit::of_the_build().with_held(PROGRAM).run(async |page| {
        page.script::<()>(EARLY_DIALOG, Vec::new()).await;
        page.mend(PROGRAM);
        page.wait_for(State::Empty).await;
        page.script::<()>("choose()", Vec::new()).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["It may rain in Oslo."]);
    });
}

#[test]
fn a_file_that_is_chosen_while_the_program_takes_over_is_opened() {
    // The box is gone, and nobody listens to the one that takes its place.
    const BETWEEN: &str = "
        new MutationObserver((_, watch) => {
            if (early.isConnected) return;
            watch.disconnect();
            choose();
        }).observe(document.body, { childList: true, subtree: true });";
    Visit::of_the_build().with_held(PROGRAM).run(async |page| {
        page.script::<()>(&[EARLY_DIALOG, BETWEEN].concat(), Vec::new()).await;
        page.mend(PROGRAM);
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["It may rain in Oslo."]);
    });
}

#[test]
fn without_the_program_nobody_is_told_to_wait() {
    Visit::of_the_build().without(PROGRAM).run(async |page| {
        page.wait_for_equal("the sentence", true, async || page.shows(NOT_LOADED).await).await;
        page.type_text("It may rain.").await;
        page.read().await;
        assert!(!page.shows(WAITING).await);
    });
}

#[test]
fn on_a_phone_every_choice_and_the_promise_are_seen_without_scrolling() {
    for with_program in [false, true] {
        let visit = Visit::of_the_build();
        let visit = if with_program { visit } else { visit.with_held(PROGRAM) };
        visit.run(async |page| {
            page.resize(360, 640).await;
            if with_program {
                page.wait_for(State::Empty).await;
            }
            for what in ["h1", ".lead", ".privacy", "textarea", "[data-testid=read]", ".file", "[data-example]"] {
                let bounds = page.bounds(what).await;
                assert!(!bounds.is_empty(), "{what}");
                for it in bounds {
                    assert!(it.y >= 0.0 && it.y + it.height <= 640.0, "{what} is at {it:?}");
                }
            }
            assert_eq!(page.bounds("[data-example]").await.len(), 3);
            assert!(!page.scrolls_sideways().await);
        });
    }
}

#[test]
fn after_reading_the_page_begins_at_its_top_with_its_buttons() {
    for (width, height) in [(1280, 720), (360, 640)] {
        visit(async |page| {
            page.resize(width, height).await;
            read_ferry(page).await;
            let top = async |page: &Page| {
                // It would be scrolled with the next frame.
                tokio::time::sleep(std::time::Duration::from_millis(300)).await;
                assert_eq!(page.script::<f64>("return scrollY", Vec::new()).await, 0.0);
                for it in page.bounds(".reading > .actions button").await {
                    assert!(it.y >= 0.0 && it.y + it.height <= f64::from(height), "{it:?}");
                }
            };
            top(page).await;
            assert_eq!(page.focused().await.element, "div", "the keyboard is at the text");
            // From the foot of one text to the beginning of another.
            page.script::<()>("scrollTo({ top: 9_999, behavior: 'instant' })", Vec::new()).await;
            page.begin_anew().await;
            page.choose_example("science").await;
            page.wait_for(State::Ready).await;
            top(page).await;
        });
    }
}

#[test]
fn without_the_program_the_box_takes_the_text_and_a_sentence_says_what_is_wrong() {
    Visit::of_the_build().without(PROGRAM).run(async |page| {
        page.wait_for_equal("the sentence", true, async || page.shows(NOT_LOADED).await).await;
        page.paste(FERRY).await;
        page.wait_for_equal("the box", FERRY.to_owned(), async || page.input().await).await;
        page.read().await;
        assert_eq!(page.input().await, FERRY, "the button does not lead away");
    });
}

#[test]
fn without_any_one_of_its_files_the_page_keeps_the_text() {
    let files = ["boot.js", "program-loader.js", "page-*.css", "reportedly-page-*.js", PROGRAM];
    for file in files {
        Visit::of_the_build().without(file).run(async |page| {
            page.paste(FERRY).await;
            let there = "return document.querySelector('textarea').value || document.querySelector('[data-testid=article]')?.innerText || ''";
            let text = async || page.script::<String>(there, Vec::new()).await.contains("Greta Moen").then_some(());
            page.wait_until(&format!("the text without {file}"), text).await;
        });
    }
}

#[test]
fn a_flipped_bit_in_the_page_s_program_is_no_program_and_the_text_stays() {
    for file in [PROGRAM, "reportedly-page-*.js"] {
        Visit::of_the_build().with_flipped_bit(file).run(async |page| {
            page.wait_for_equal("the sentence", true, async || page.shows(NOT_LOADED).await).await;
            page.paste(FERRY).await;
            page.wait_for_equal("the box", FERRY.to_owned(), async || page.input().await).await;
        });
    }
}

#[test]
fn a_browser_without_webassembly_keeps_the_text_and_says_so() {
    Visit::of_the_build().with_changed("boot.js", |script| format!("delete window.WebAssembly;\n{script}")).run(
        async |page| {
            page.wait_for_equal("the sentence", true, async || page.shows(NOT_LOADED).await).await;
            page.paste(FERRY).await;
            page.wait_for_equal("the box", FERRY.to_owned(), async || page.input().await).await;
        },
    );
}

#[test]
fn the_page_s_program_is_downloaded_once() {
    visit_ferry(async |page| {
        let asked =
            page.requests().into_iter().filter(|path| path.contains("_bg.wasm") && path.contains("reportedly-page"));
        assert_eq!(asked.count(), 1);
    });
}
