//! Texts that are no articles: each is shown as text, and the page says what it did.

use std::time::Duration;

use reportedly_document::Layer;
use reportedly_tests::{Key, State, Visit, visit};

#[test]
fn a_paste_of_white_space_is_answered_with_a_sentence() {
    visit(async |page| {
        page.wait_for(State::Empty).await;
        page.paste(" \n\t\n ").await;
        page.wait_for_notice("no text in it").await;
    });
}

#[test]
fn reading_nothing_is_answered_with_a_sentence() {
    visit(async |page| {
        page.wait_for(State::Empty).await;
        page.click("[data-testid=read]").await;
        page.wait_for_notice("There is no text yet").await;
    });
}

#[test]
fn of_html_the_plain_text_is_taken() {
    visit(async |page| {
        page.paste_html("<p>It <b>may</b> rain.</p><p>So it goes.</p>", Some("It may rain.\n\nSo it goes.")).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["It may rain.", "So it goes."]);
    });
}

#[test]
fn html_without_plain_text_gives_its_words_and_runs_nothing() {
    visit(async |page| {
        page.wait_for(State::Empty).await;
        page.paste_html("<h1>Rain</h1><p>It may <i>rain</i>.</p><img src=x onerror='document.title = 1'>", None).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["Rain", "It may rain."]);
        assert_ne!(page.script::<String>("return document.title", Vec::new()).await, "1");
    });
}

#[test]
fn markup_in_a_text_is_text() {
    const TEXT: &str = "It may <b>rain</b> & <img src=x onerror=alert(1)> <script>alert(2)</script>.";
    visit(async |page| {
        page.paste(TEXT).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, [TEXT]);
        let elements = "return document.querySelectorAll('[data-testid=article] :is(b, img, script)').length";
        assert_eq!(page.script::<u32>(elements, Vec::new()).await, 0);
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    });
}

#[test]
fn control_characters_are_taken_out_and_counted() {
    visit(async |page| {
        page.paste("It may\u{7} rain.\u{1b}").await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["It may rain."]);
        page.wait_for_notice("2 control characters were removed").await;
    });
}

#[test]
fn other_scripts_are_shown_to_the_letter_and_the_page_says_that_it_reads_english() {
    const TEXTS: [&str; 3] = [
        "部长周一表示，协议可能在几周内签署。",
        "قال الوزير إن الاتفاق قد يوقع خلال أسابيع.",
        "🕊\u{fe0f} e\u{301}a\u{308} 👩‍👩‍👧",
    ];
    visit(async |page| {
        page.paste(&TEXTS.join("\n\n")).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, TEXTS);
        page.wait_for_notice("does not look like English").await;
    });
}

#[test]
fn one_very_long_line_is_marked_to_its_end() {
    let text = format!("{}It may rain.", "The road is long and wide and grey. ".repeat(5_600));
    visit(async |page| {
        page.paste(&text).await;
        page.wait_for(State::Ready).await;
        let marked = async || page.marks(Layer::Hedge).await.last().map(|mark| mark.text.clone());
        page.wait_for_equal("the last hedge", Some("may".to_owned()), marked).await;
        // In pieces, which a browser lays out faster; no letter is lost.
        assert!(page.paragraphs().await.concat() == text, "the text is not as it was pasted");
    });
}

#[test]
fn five_megabytes_are_read_to_the_end_and_shown_from_the_start() {
    let paragraph = ["Somebody said that it may rain in Oslo on Monday."; 20].join(" ");
    let text = format!("{paragraph}\n\n").repeat(5_000);
    visit(async |page| {
        page.paste(&text).await;
        page.wait_for(State::Ready).await;
        let count = page.count(Layer::Hedge).await;
        assert!(count.is_some_and(|count| count >= 100_000), "{count:?}");
        assert_eq!(page.paragraphs().await[0], paragraph);
    });
}

#[test]
fn reading_can_be_stopped_by_key_and_by_button() {
    let slow = || Visit::of_the_build().with_late("engine_bg.wasm", Duration::from_secs(600));
    slow().run(async |page| {
        page.paste("It may rain.").await;
        page.wait_for(State::Working).await;
        page.press(Key::Escape).await;
        page.wait_for(State::Stopped).await;
        page.wait_for_notice("Stopped.").await;
        assert_eq!(page.paragraphs().await, ["It may rain."]);
    });
    slow().run(async |page| {
        page.paste("It may rain.").await;
        page.wait_for(State::Working).await;
        page.stop().await;
        page.wait_for(State::Stopped).await;
    });
}
