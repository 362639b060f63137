//! Correcting marks: with the card, with the pointer, with the keyboard alone.

use reportedly_document::Layer;
use reportedly_tests::{Focused, Key, Page, State, visit};
use serde_json::json;

use crate::texts::{FERRY, id_of, read, read_ferry, visit_ferry, words};

/// Pins the card of an annotation, and returns its place among the marks as the card's buttons have it.
pub(crate) async fn open_card(page: &Page, id: &str) -> String {
    page.click_mark(id).await;
    page.wait_until("the card", async || page.shows("[data-pinned]").await.then_some(())).await;
    let script = "return document.querySelector('.reportedly-card [data-do^=accept]').dataset.do.split(' ')[1]";
    page.script(script, Vec::new()).await
}

/// Puts the keyboard on an annotation.
async fn go_to(page: &Page, id: &str) -> Focused {
    let there = |focused: &Focused| focused.ids.iter().any(|one| one == id);
    page.press_until(Key::Tab, "the text", |focused| focused.element == "mark").await;
    page.press_until(Key::Right, "the mark", there).await
}

#[test]
fn a_mark_is_confirmed_and_rejected_in_its_card_and_all_can_be_undone() {
    visit_ferry(async |page| {
        let (bergen, could) = (id_of(page, Layer::Entity, "Bergen").await, id_of(page, Layer::Hedge, "could").await);
        let at = open_card(page, &bergen).await;
        page.ask(&format!("accept {at}")).await;
        page.wait_for_equal("settled", vec!["Bergen".to_owned()], async || page.settled().await).await;
        page.press(Key::Escape).await;
        let at = open_card(page, &could).await;
        page.ask(&format!("reject {at}")).await;
        page.wait_until_said("Rejected: could").await;
        assert!(!words(page, Layer::Hedge).await.contains(&"could".to_owned()));
        assert_eq!(page.count(Layer::Hedge).await, Some(3));

        page.press_with(Key::Control, "z").await;
        page.wait_until_said("Undone: 1 change").await;
        page.press_with(Key::Control, "z").await;
        page.wait_for_equal("settled", Vec::<String>::new(), async || page.settled().await).await;
        assert!(words(page, Layer::Hedge).await.contains(&"could".to_owned()));
        page.press_with_two([Key::Control, Key::Shift], "z").await;
        page.wait_for_equal("settled", vec!["Bergen".to_owned()], async || page.settled().await).await;
    });
}

#[test]
fn a_rejected_mark_stays_listed_and_can_be_brought_back() {
    visit_ferry(async |page| {
        let at = open_card(page, &id_of(page, Layer::Hedge, "could").await).await;
        page.ask(&format!("reject {at}")).await;
        page.ask("tab 5").await;
        page.wait_until("the list", async || page.panel().await.contains("Rejected").then_some(())).await;
        page.ask("restore 0").await;
        page.wait_until_said("Brought back: could").await;
        assert!(words(page, Layer::Hedge).await.contains(&"could".to_owned()));
    });
}

#[test]
fn a_mark_is_called_otherwise_and_so_are_all_of_the_same_words() {
    const TEXT: &str = "Belmora signed. Critics of Belmora said so in Belmora on Friday, and Belmora may pay.";
    visit(async |page| {
        read(page, TEXT).await;
        let first = page.annotations(Layer::Entity).await.swap_remove(0);
        assert_eq!(first.text, "Belmora");
        let at = open_card(page, &first.id).await;
        page.choose(&format!("label {at} entity"), "6").await;
        page.wait_until_said("Changed: Belmora").await;
        page.ask(&format!("same {at}")).await;
        page.wait_for_equal("settled", vec!["Belmora".to_owned(); 4], async || page.settled().await).await;
        page.press_with(Key::Control, "z").await;
        page.wait_for_equal("settled", vec!["Belmora".to_owned()], async || page.settled().await).await;
    });
}

#[test]
fn a_phrase_is_hidden_everywhere_and_shown_again() {
    visit(async |page| {
        read(page, "It may rain. It may snow. It might hail.").await;
        let at = open_card(page, &id_of(page, Layer::Hedge, "may").await).await;
        page.ask(&format!("hide {at}")).await;
        page.wait_for_equal("hedges", vec!["might".to_owned()], async || words(page, Layer::Hedge).await).await;
        page.ask("tab 5").await;
        page.ask("show 0").await;
        page.wait_for_equal("hedges", 3, async || words(page, Layer::Hedge).await.len()).await;
    });
}

#[test]
fn words_are_marked_by_selecting_them_and_snap_to_words() {
    visit_ferry(async |page| {
        page.select_words("mpty boat", "mpty boat").await;
        assert!(
            page.card().await.is_some_and(|card| card.contains("“empty boats”")),
            "the card says what would be marked"
        );
        page.ask("add hedge 1").await;
        page.wait_until_said("Marked: empty boats").await;
        assert!(words(page, Layer::Hedge).await.contains(&"empty boats".to_owned()));
        assert!(page.card().await.is_some_and(|card| card.contains("likelihood") && card.contains("yours")));
    });
}

#[test]
fn selecting_leaves_the_browsers_own_selection_alone() {
    visit_ferry(async |page| {
        page.select_words("empty", "boats").await;
        let selected: String = page.script("return String(getSelection())", Vec::new()).await;
        assert_eq!(selected, "empty boats");
        page.press(Key::Escape).await;
        page.wait_for_equal("the toolbar", false, async || page.shows("[data-selection]").await).await;
    });
}

#[test]
fn a_statement_is_added_with_its_speaker_and_its_cue() {
    visit(async |page| {
        read(page, "Rain all week. The captain of the boat muttered it twice.").await;
        page.select_words("Rain", "week").await;
        page.ask("add").await;
        page.wait_until("what is waited for", async || page.shows("[data-testid=picking]").await.then_some(())).await;
        page.select_words("The captain", "boat").await;
        page.ask("picked").await;
        page.wait_for_equal("statements", 1, async || page.statements().await.len()).await;
        let statement = page.statements().await.swap_remove(0);
        assert!(statement.source.starts_with("The captain of the boat"), "{statement:?}");
        let at = open_card(page, &statement.id).await;
        page.ask(&format!("pick {at} cue")).await;
        page.select_words("muttered", "muttered").await;
        page.ask("picked").await;
        let has_cue = async || page.statements().await[0].text.contains("muttered").then_some(());
        page.wait_until("the cue", has_cue).await;
    });
}

#[test]
fn a_statements_speaker_is_chosen_from_a_list() {
    visit_ferry(async |page| {
        let statement = page.statements().await.into_iter().find(|one| one.source.starts_with("Aksel Dahl"));
        let id = statement.expect("he is told to have said something").id;
        let at = open_card(page, &id).await;
        let script = "
            return [...document.querySelectorAll('[data-set^=speaker] option')].find(it => it.text === 'Greta Moen').value";
        let moen: String = page.script(script, Vec::new()).await;
        page.choose(&format!("speaker {at}"), &moen).await;
        let moved = async || {
            let statements = page.statements().await;
            statements.into_iter().find(|one| one.id == id).filter(|one| one.source.starts_with("Greta Moen"))
        };
        let statement = page.wait_until("the statement to move", moved).await;
        assert!(statement.text.contains("→ Greta Moen (set by hand)"), "{statement:?}");
        page.choose(&format!("speaker {at}"), "nobody").await;
        let nobody =
            async || page.statements().await.into_iter().find(|one| one.id == id && one.source.starts_with("Nobody"));
        page.wait_until("nobody", nobody).await;
    });
}

#[test]
fn wrong_in_a_card_opens_no_other_card_and_undo_leads_back() {
    visit(async |page| {
        page.resize(1366, 768).await;
        read_ferry(page).await;
        let could = id_of(page, Layer::Hedge, "could").await;
        let at = open_card(page, &could).await;
        let scrolled = "return scrollY";
        let before: f64 = page.script(scrolled, Vec::new()).await;
        page.ask(&format!("reject {at}")).await;
        page.wait_until_said("Rejected: could").await;
        assert_eq!(page.card().await, None);
        assert_eq!(page.script::<f64>(scrolled, Vec::new()).await, before, "the page stays where it is");
        page.type_text("x").await;
        page.wait_until_said("The keyboard is at no mark. N leads to the next one.").await;
        page.press_with(Key::Control, "z").await;
        page.wait_until_said("Undone: 1 change").await;
        page.wait_until("the focus", async || page.focused().await.ids.contains(&could).then_some(())).await;
        let lit = page.all_marks().await.into_iter().filter(|mark| !mark.lit.is_empty()).map(|mark| mark.text);
        assert_eq!(lit.collect::<Vec<_>>(), ["could"]);
    });
}

#[test]
fn undo_works_in_a_list_of_kinds_and_the_list_shows_what_is_so() {
    visit_ferry(async |page| {
        let at = open_card(page, &id_of(page, Layer::Entity, "Bergen").await).await;
        let list = format!("[data-set='label {at} entity']");
        let script = "return document.querySelector(arguments[0]).selectedOptions[0].text";
        let shown = async || page.script::<String>(script, vec![list.clone().into()]).await;
        let before = shown().await;
        page.script::<()>("document.querySelector(arguments[0]).focus()", vec![list.clone().into()]).await;
        page.press(Key::Down).await;
        page.wait_until_said("Changed: Bergen").await;
        assert_ne!(shown().await, before);
        page.press_with(Key::Control, "z").await;
        page.wait_until_said("Undone: 1 change").await;
        page.wait_for_equal("the choice", before, shown).await;
        assert_eq!(page.focused().await.element, "select", "to choose again");
    });
}

#[test]
fn a_source_is_picked_by_clicking_it_and_only_that_is_taken() {
    visit_ferry(async |page| {
        let statements = page.statements().await;
        let [moen, dahl] = ["Greta Moen", "Aksel Dahl"]
            .map(|name| statements.iter().find(|one| one.source.starts_with(name)).expect("it is listed").id.clone());
        let at = open_card(page, &moen).await;
        page.ask(&format!("pick {at} source")).await;
        page.press(Key::Escape).await;
        page.wait_until_said("Ended. The statement is as it was.").await;
        page.ask(&format!("pick {at} source")).await;
        // Beside the name that is in it.
        let script = "
            const marks = [...document.querySelectorAll(`mark[data-ids~='${arguments[0]}']`)];
            return marks.find(mark => mark.textContent.includes('the mayor')).dataset.at";
        let mayor: String = page.script(script, vec![dahl.into()]).await;
        page.click(&format!("mark[data-at='{mayor}']")).await;
        let of_mayor = async || {
            page.statements()
                .await
                .into_iter()
                .find(|one| one.source.starts_with("Aksel Dahl") && one.text.contains("We cannot pay"))
        };
        let statement = page.wait_until("the statement to move", of_mayor).await;
        assert!(!statement.text.contains("told") && !statement.source.contains("could lose"), "{statement:?}");
    });
}

#[test]
fn what_is_waited_for_is_seen_until_it_is_cancelled() {
    visit_ferry(async |page| {
        let at = open_card(page, &page.statements().await[0].id.clone()).await;
        page.ask(&format!("pick {at} source")).await;
        page.wait_until("the hint", async || page.shows("[data-testid=picking]").await.then_some(())).await;
        page.click("header").await;
        page.wait_for_equal("the card", None, async || page.card().await).await;
        assert!(page.shows("[data-testid=picking]").await, "what is waited for is seen without the card");
        page.click("[data-testid=picking] button").await;
        page.wait_until_said("Ended. The statement is as it was.").await;
        assert!(!page.shows("[data-testid=picking]").await);
    });
}

#[test]
fn a_note_is_kept_as_plain_text() {
    const NOTE: &str = "<b>Ask</b> them";
    visit_ferry(async |page| {
        let at = open_card(page, &id_of(page, Layer::Entity, "Norlink").await).await;
        page.choose(&format!("note {at}"), NOTE).await;
        page.wait_until_said("Note kept: Norlink").await;
        page.ask("tab 5").await;
        page.wait_until("the note", async || page.panel().await.contains(NOTE).then_some(())).await;
        assert_eq!(page.count_of("mark[data-note='1']").await, 1);
    });
}

/// Types a note into the card of an annotation, in which letters are letters and not keys.
async fn write_note(page: &Page, words: &str, note: &str) {
    open_card(page, &id_of(page, Layer::Entity, words).await).await;
    page.press_until(Key::Tab, "the note", |focused| focused.element == "summary").await;
    page.press(Key::Enter).await;
    page.press_until(Key::Tab, "the box", |focused| focused.element == "textarea").await;
    page.type_text(note).await;
}

#[test]
fn a_note_that_is_being_typed_is_not_lost_by_what_else_happens() {
    visit_ferry(async |page| {
        write_note(page, "Bergen", "why? axn").await;
        page.point_at(&id_of(page, Layer::Hedge, "May").await).await;
        page.point_away().await;
        tokio::time::sleep(std::time::Duration::from_millis(700)).await;
        page.type_text(" me").await;
        assert_eq!(page.focused().await.text, "why? axn me");
        page.press(Key::Escape).await;
        page.wait_for_equal("marks with notes", 1, async || page.count_of("mark[data-note]").await).await;
        page.ask("tab 5").await;
        page.wait_until("the note", async || page.panel().await.contains("why? axn me").then_some(())).await;
    });
}

#[test]
fn undoing_works_when_the_keyboard_is_nowhere() {
    visit_ferry(async |page| {
        let at = open_card(page, &id_of(page, Layer::Hedge, "could").await).await;
        page.ask(&format!("reject {at}")).await;
        page.wait_until_said("Rejected: could").await;
        page.script::<()>("document.activeElement.blur()", Vec::new()).await;
        page.press_with(Key::Control, "z").await;
        page.wait_until_said("Undone: 1 change").await;
    });
}

#[test]
fn a_mark_is_resized_by_its_handle() {
    visit_ferry(async |page| {
        open_card(page, &id_of(page, Layer::Hedge, "roughly").await).await;
        page.drag_to_words("[data-handle=end]", " 40 jo").await;
        page.wait_until_said("Resized: roughly").await;
        page.wait_until("the mark", async || {
            words(page, Layer::Hedge).await.contains(&"roughly 40 jobs".to_owned()).then_some(())
        })
        .await;
    });
}

#[test]
fn correcting_with_the_keyboard_alone() {
    visit_ferry(async |page| {
        let roughly = id_of(page, Layer::Hedge, "roughly").await;
        go_to(page, &roughly).await;
        page.press_with(Key::Shift, Key::Right).await;
        page.wait_until("the mark to grow", async || {
            words(page, Layer::Hedge).await.contains(&"roughly 40".to_owned()).then_some(())
        })
        .await;
        page.press_with(Key::Shift, Key::Left).await;
        page.wait_until("the mark to shrink", async || {
            words(page, Layer::Hedge).await.contains(&"roughly".to_owned()).then_some(())
        })
        .await;
        page.type_text("2").await;
        page.wait_until_said("Changed: roughly").await;
        page.wait_until("the focus", async || Some(page.focused().await).filter(|it| it.ids.contains(&roughly))).await;
        page.type_text("x").await;
        page.wait_until_said("Rejected: roughly").await;
        assert_eq!(page.focused().await.element, "mark", "the next mark has the focus");
        page.type_text("a").await;
        page.wait_until("confirmed", async || page.said().await.starts_with("Confirmed").then_some(())).await;
    });
}

#[test]
fn words_are_selected_and_marked_with_the_keyboard_alone() {
    visit(async |page| {
        read(page, "Rain fell in Oslo. It stopped.").await;
        page.press_until(Key::Tab, "the text", |focused| focused.element == "mark").await;
        page.press(Key::Home).await;
        page.type_text("c").await;
        page.wait_until("the toolbar", async || page.shows("[data-selection]").await.then_some(())).await;
        page.press(Key::Right).await;
        page.press_with(Key::Shift, Key::Right).await;
        page.wait_for_equal("the selection", "It stopped".to_owned(), async || {
            page.script::<String>("return String(getSelection())", Vec::new()).await
        })
        .await;
        page.type_text("7").await;
        page.wait_until_said("Marked: It stopped").await;
        assert!(words(page, Layer::Entity).await.contains(&"It stopped".to_owned()));
    });
}

#[test]
fn the_end_of_a_selection_that_the_keyboard_moves_is_seen() {
    let text = (1..40).map(|number| format!("Rain fell in Oslo on day {number}. It stopped.")).collect::<Vec<_>>();
    visit(async |page| {
        read(page, &text.join("\n\n")).await;
        page.press_until(Key::Tab, "the text", |focused| focused.element == "mark").await;
        page.type_text("c").await;
        // How far the end that moves is outside of the window.
        let outside = "
            const selection = getSelection(), node = arguments[0] ? selection.anchorNode : selection.focusNode;
            const { top, bottom } = node.parentElement.getBoundingClientRect();
            return Math.max(-top, bottom - innerHeight, 0)";
        for (key, is_backward) in [(Key::Down, false), (Key::Up, true)] {
            if is_backward {
                page.press(Key::Right).await;
            }
            for _ in 0..35 {
                page.press_with(Key::Shift, key.clone()).await;
            }
            page.wait_for_equal("the end in the window", 0.0, async || {
                page.scrolled().await;
                page.script::<f64>(outside, vec![json!(is_backward)]).await
            })
            .await;
            assert!((page.scrolled().await > 700.0) != is_backward);
        }
    });
}

#[test]
fn single_keys_can_be_turned_off_and_do_nothing_outside_of_the_text() {
    visit_ferry(async |page| {
        let hedges = words(page, Layer::Hedge).await;
        page.press_until(Key::Tab, "the legend", |focused| focused.element == "button").await;
        page.type_text("x").await;
        assert_eq!(words(page, Layer::Hedge).await, hedges);
        page.ask("menu").await;
        page.ask("keys").await;
        page.press(Key::Escape).await;
        page.press_until(Key::Tab, "the text", |focused| focused.element == "mark").await;
        let before = page.focused().await;
        page.type_text("n").await;
        page.type_text("x").await;
        assert_eq!((page.focused().await, words(page, Layer::Hedge).await), (before, hedges));
    });
}

#[test]
fn confirming_all_is_one_step() {
    visit_ferry(async |page| {
        page.toggle(Layer::Entity).await;
        page.ask("tab 5").await;
        page.ask("accept-all").await;
        page.wait_until("confirmed", async || (!page.settled().await.is_empty()).then_some(())).await;
        page.toggle(Layer::Entity).await;
        let entities = page.all_marks().await.into_iter().filter(|mark| mark.parts == ["entity"]).count();
        assert!(entities > 0);
        assert_eq!(page.count_of("mark[data-parts=entity][data-settled]").await, 0, "what was hidden is not confirmed");
        page.ask("undo").await;
        page.wait_for_equal("settled", Vec::<String>::new(), async || page.settled().await).await;
    });
}

#[test]
fn editing_the_text_keeps_the_marks_that_still_fit_and_lists_the_others() {
    visit_ferry(async |page| {
        for words in ["Bergen", "Tarsvik"] {
            let at = open_card(page, &id_of(page, Layer::Entity, words).await).await;
            page.ask(&format!("accept {at}")).await;
        }
        page.edit().await;
        page.wait_for(State::Empty).await;
        let changed = FERRY.replace("Tarsvik", "Sarsvik").replace("“We", "At last: “We");
        page.script::<()>(
            "const box = document.querySelector('textarea'); box.value = arguments[0]; box.dispatchEvent(
            new InputEvent('input', { bubbles: true, inputType: 'insertText' }))",
            vec![changed.into()],
        )
        .await;
        page.read().await;
        page.wait_for(State::Ready).await;
        page.wait_for_equal("settled", vec!["Bergen".to_owned()], async || page.settled().await).await;
        page.ask("tab 5").await;
        let doubts = async || page.panel().await.contains("Tarsvik (the text no longer has these words)").then_some(());
        page.wait_until("the doubt", doubts).await;
        page.ask("forget 0").await;
        page.wait_until("no doubt", async || (!page.panel().await.contains("in doubt")).then_some(())).await;
    });
}

#[test]
fn words_are_found_and_marked_by_typing_them() {
    const TEXT: &str = "Belmora signed. Talks went on in the small ferry town and in the Small ferry Town.";
    visit(async |page| {
        read(page, TEXT).await;
        page.press_until(Key::Tab, "the text", |focused| focused.element == "mark").await;
        page.type_text("f").await;
        page.wait_until("the box", async || page.focused().await.element.starts_with("input").then_some(())).await;
        page.type_text("small harbour").await;
        page.wait_until_said("Neither in the text nor in the panel.").await;
        assert_eq!(page.count_of("[data-selection]").await, 0);
        page.press_with(Key::Control, "a").await;
        page.type_text("small ferry tow").await;
        page.wait_until_said("1 of 2").await;
        page.press(Key::Enter).await;
        page.wait_until_said("2 of 2").await;
        page.click("[data-do=find-mark]").await;
        page.wait_until("the choice", async || page.shows("[data-selection]").await.then_some(())).await;
        page.type_text("3").await;
        page.wait_until_said("Marked: Small ferry Town").await;
        assert_eq!(page.settled().await, ["Small ferry Town"]);
    });
}
