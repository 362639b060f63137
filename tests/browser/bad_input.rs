//! Texts that nobody expects: every one is shown, with a plain sentence about what was or was not done.

use reportedly_document::Layer;
use reportedly_tests::{Page, State, visit};

use crate::texts::{FERRY, LONG_ARTICLE_HEDGES, long_article, read, visit_empty, with_a_slow_engine, words};

/// Pastes a text and waits until it has been read.
/// Some sentence on the page contains these words.
async fn is_told(page: &Page, words: &str) {
    let told = async || page.notices().await.into_iter().find(|notice| notice.contains(words));
    page.wait_until(&format!("a sentence with {words:?}"), told).await;
}

const NOT_ENGLISH: &str = "does not look like English";

#[test]
fn no_text() {
    visit_empty(async |page| {
        page.read().await;
        is_told(page, "There is no text yet").await;
        assert_eq!(page.state().await, Some(State::Empty));
    });
}

#[test]
fn control_characters_alone_are_no_text() {
    visit_empty(async |page| {
        page.paste("\u{1}\u{2} \u{3}\n\u{7}").await;
        is_told(page, "There is no text yet").await;
        assert_eq!(page.state().await, Some(State::Empty));
    });
}

#[test]
fn white_space() {
    visit(async |page| {
        page.paste(" \n\t\u{a0}\n").await;
        is_told(page, "The clipboard has no text in it").await;
        page.type_text("   ").await;
        page.read().await;
        is_told(page, "There is no text yet").await;
        // And it is forgotten when there is one.
        page.paste(FERRY).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.notices().await, Vec::<String>::new());
    });
}

#[test]
fn no_words() {
    visit(async |page| {
        read(page, "— … ***\n\n123 !!!").await;
        assert_eq!(page.paragraphs().await, ["— … ***", "123 !!!"]);
        is_told(page, "No words were found").await;
    });
}

/// An override would have "000,001$" read as "$100,000", in the text, in the panel and in the list of drafts.
#[test]
fn words_that_are_turned_round_are_shown_as_they_are() {
    const TEXT: &str =
        "Dealer paid \u{202e}000,001$\u{202c} to Ana Moen\n\n“We paid \u{202e}000,001$\u{202c},” said Ana Moen.";
    visit(async |page| {
        read(page, TEXT).await;
        assert_eq!(page.paragraphs().await[0].matches('\u{202e}').count(), 1, "the text is what it was");
        let seen = "
            const turned = [...document.querySelectorAll('.reportedly-direction')];
            const before = turned.map((element) => getComputedStyle(element, '::before').content);
            const closed = turned.every((element) => getComputedStyle(element).unicodeBidi === 'isolate');
            return [before.join(' '), closed, document.querySelector('.reportedly-panel')?.innerText ?? ''];";
        let (before, closed, panel): (String, bool, String) = page.script(seen, Vec::new()).await;
        assert_eq!(before.matches("[U+202E]").count(), 2, "{before}");
        assert!(closed, "what comes after it is not turned");
        assert!(!panel.contains('\u{202e}') && panel.contains("[U+202E]000,001$"), "{panel}");

        page.begin_anew().await;
        page.wait_until("the draft", async || {
            let drafts = page.drafts().await;
            drafts.first().filter(|title| title.contains("[U+202E]") && !title.contains('\u{202e}')).cloned()
        })
        .await;
    });
}

#[test]
fn nothing_to_mark() {
    visit(async |page| {
        read(page, "The dog sleeps under the old table and the cat sits on it.").await;
        is_told(page, "No entities, hedges or attributions were found").await;
    });
}

#[test]
fn five_megabytes_can_be_stopped_and_the_page_answers_meanwhile() {
    let text = long_article(5_000_000);
    with_a_slow_engine().run(async |page| {
        page.paste(&text).await;
        page.wait_until("progress", async || page.progress().await.filter(|&progress| progress > 0.0)).await;
        page.toggle(Layer::Hedge).await;
        page.wait_for_equal("the switch", false, async || page.is_on(Layer::Hedge).await).await;
        assert_eq!(page.state().await, Some(State::Working), "it is not over yet");

        page.stop().await;
        page.wait_for(State::Stopped).await;
        is_told(page, "Stopped. What had been found by then is marked").await;
        assert!(page.paragraphs().await[0].starts_with("“We cannot pay"));
        page.edit().await;
        page.wait_for_equal("the text's length", text.encode_utf16().count(), async || {
            page.script("return document.querySelector('textarea').value.length", Vec::new()).await
        })
        .await;
    });
}

#[test]
fn what_was_found_before_the_stop_is_marked() {
    with_a_slow_engine().run(async |page| {
        page.paste(&long_article(1_000_000)).await;
        page.wait_until("half of the work", async || page.progress().await.filter(|&progress| progress > 50.0)).await;
        page.stop().await;
        page.wait_for(State::Stopped).await;
        // The engine answers a moment later.
        page.wait_until("marks", async || page.count(Layer::Hedge).await.filter(|&count| count > 0)).await;
        assert!(page.count_of("mark").await > 0);
    });
}

#[test]
fn five_megabytes_are_read_to_their_end() {
    let text = long_article(5_000_000);
    visit(async |page| {
        page.paste(&text).await;
        page.wait_for(State::Ready).await;
        let paragraphs = text.matches("\n\n").count();
        assert_eq!(page.count(Layer::Hedge).await, Some((LONG_ARTICLE_HEDGES * paragraphs) as u32));
        assert_eq!(page.notices().await, Vec::<String>::new());
        // It is drawn bit by bit.
        page.wait_for_equal("the paragraphs", paragraphs, async || page.count_of("[data-testid=article] p").await)
            .await;
        let hedges = "mark[data-parts~=hedge]";
        page.wait_for_equal("the hedges", LONG_ARTICLE_HEDGES * paragraphs, async || page.count_of(hedges).await).await;
    });
}

#[test]
fn more_lines_than_can_be_shown() {
    let text = "x\n".repeat(60_000);
    visit(async |page| {
        read(page, &text).await;
        is_told(page, "Only its beginning is shown and marked").await;
        page.edit().await;
        page.wait_for_equal("the box", text.clone(), async || page.input().await).await;
    });
}

#[test]
fn one_line_of_200_000_characters() {
    let line = "the boats stop and the island may stop too, ".repeat(200_000 / 44 + 1);
    visit(async |page| {
        read(page, &line).await;
        assert_eq!(page.article().await, line.trim_end());
        is_told(page, "A very long paragraph is shown in pieces").await;
        is_told(page, "This text has very long sentences").await;
        assert!(words(page, Layer::Hedge).await.len() > 1_000);
    });
}

#[test]
fn one_word_of_200_000_characters() {
    let word = "boat".repeat(50_000);
    visit(async |page| {
        read(page, &word).await;
        assert_eq!(page.article().await, word);
        is_told(page, "A very long paragraph is shown in pieces").await;
        assert!(!page.scrolls_sideways().await);
    });
}

#[test]
fn control_characters() {
    visit(async |page| {
        read(page, "Greta\u{1} Moen\u{7} may\u{0} come\u{1b}[31m, she said.").await;
        assert_eq!(page.paragraphs().await, ["Greta Moen may come[31m, she said."]);
        is_told(page, "4 control characters were removed").await;
        assert_eq!(words(page, Layer::Hedge).await, ["may"]);
    });
}

#[test]
fn lone_surrogates() {
    let units: Vec<u16> = "Greta Moen may \u{fffd} come.".encode_utf16().collect();
    let units: Vec<u16> = units.into_iter().map(|unit| if unit == 0xfffd { 0xd83d } else { unit }).collect();
    visit(async |page| {
        page.paste_utf16(&units).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["Greta Moen may \u{fffd} come."]);
        is_told(page, "1 character was unreadable already").await;
        assert_eq!(words(page, Layer::Hedge).await, ["may"]);
    });
}

#[test]
fn emoji_and_combining_marks() {
    // A family of one sign, a flag of two, a letter of two and one of four.
    let text = "👩\u{200d}👩\u{200d}👦 Zoe\u{308} Moen said 🇳🇴 may win. Z\u{327}\u{301}\u{30c} 🕊\u{fe0f} may not.";
    visit(async |page| {
        read(page, text).await;
        assert_eq!(page.paragraphs().await, [text]);
        assert_eq!(words(page, Layer::Hedge).await, ["may", "may"]);
        assert!(page.statements().await[0].source.contains("Zoe\u{308} Moen"));
    });
}

#[test]
fn a_text_from_right_to_left() {
    const TEXT: &str = "השרה אמרה כי ההסכם קרוב מאוד, אך ייתכן שלא ייחתם השבוע.\n\nGreta Moen said it may come.";
    visit(async |page| {
        read(page, TEXT).await;
        assert_eq!(page.paragraphs().await, TEXT.split("\n\n").collect::<Vec<_>>());
        let script = "
            return [...document.querySelectorAll('[data-testid=article] p')].map(it => getComputedStyle(it).direction)";
        assert_eq!(page.script::<Vec<String>>(script, Vec::new()).await, ["rtl", "ltr"]);
    });
}

#[test]
fn a_text_in_another_language() {
    const HEBREW: &str = "השרה אמרה כי ההסכם קרוב מאוד, אך ייתכן שלא ייחתם השבוע.";
    const CHINESE: &str = "部长星期一表示,协议已经非常接近,但本周可能不会签署。";
    const SPANISH: &str = "La ministra dijo el lunes que el acuerdo está muy cerca, pero que quizá se firme la próxima \
        semana, porque varios partidos creen todavía que cuesta demasiado.";
    visit(async |page| {
        for text in [HEBREW, CHINESE, SPANISH] {
            read(page, text).await;
            assert_eq!(page.paragraphs().await, [text]);
            is_told(page, NOT_ENGLISH).await;
            page.begin_anew().await;
            page.wait_for(State::Empty).await;
        }
    });
}

#[test]
fn html_beside_its_text() {
    visit(async |page| {
        page.paste_html("<p>Greta Moen said it <b>may</b> rain.</p>", "Greta Moen said it may rain.").await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["Greta Moen said it may rain."]);
    });
}

#[test]
fn html_alone() {
    const HTML: &str = "<h1>It may rain</h1><script>document.title = 'ran'</script><img src=x onerror=\"document.title = 'ran'\">\
        <p>Greta Moen <b>said</b><br>so.<style>p { color: red }</style><iframe src=y></iframe></p>";
    visit(async |page| {
        page.paste_only_html(HTML).await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["It may rain", "Greta Moen said", "so."]);
        only_text_was_written(page).await;
    });
}

#[test]
fn a_text_that_looks_like_html() {
    const TEXT: &str =
        "<img src=x onerror=\"document.title = 'ran'\"> &amp; <b>may</b> <script>document.title = 'ran'</script>";
    visit(async |page| {
        read(page, TEXT).await;
        assert_eq!(page.paragraphs().await, [TEXT]);
        only_text_was_written(page).await;
    });
}

async fn only_text_was_written(page: &Page) {
    let elements = page.article_elements().await;
    assert!(elements.iter().all(|name| ["div", "h2", "mark", "p"].contains(&name.as_str())), "{elements:?}");
    assert_ne!(page.script::<String>("return document.title", Vec::new()).await, "ran");
    let strays = page.requests().into_iter().filter(|path| ["/x", "/y"].contains(&path.as_str()));
    assert_eq!(strays.collect::<Vec<_>>(), Vec::<String>::new());
}
