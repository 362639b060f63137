//! The list of who said what.

use reportedly_tests::{Key, State, visit};

use crate::texts::{FERRY, read_ferry};

#[test]
fn a_chosen_statement_is_brought_into_view_and_lit() {
    visit(async |page| {
        page.resize(800, 500).await;
        page.paste(&format!("{}{FERRY}", "The ferry leaves at noon and comes back at night.\n\n".repeat(40))).await;
        page.wait_for(State::Ready).await;
        for statement in page.statements().await {
            page.choose_statement(&statement.id).await;
            page.wait_for_equal("the statement's view", true, async || page.is_in_view(&statement.id).await).await;
            assert!(page.focused().await.ids.contains(&statement.id), "the keyboard goes there too");
            let lit = page.all_marks().await.into_iter().filter(|mark| !mark.lit.is_empty());
            let lit: Vec<_> = lit.filter(|mark| mark.ids.contains(&statement.id)).flat_map(|mark| mark.lit).collect();
            for part in ["source", "cue", "content"] {
                assert!(lit.iter().any(|one| one == part), "the {part} of {statement:?} is not lit");
            }
        }
    });
}

#[test]
fn a_statement_is_chosen_with_the_keyboard() {
    visit(async |page| {
        read_ferry(page).await;
        let last = page.statements().await.pop().expect("the article has statements");
        page.press_until(Key::Tab, "the last entry", |focused| focused.ids == [last.id.as_str()]).await;
        page.press(Key::Enter).await;
        let at_a_mark = async || Some(page.focused().await).filter(|focused| focused.element == "mark");
        let focused = page.wait_until("the focus in the text", at_a_mark).await;
        assert!(focused.ids.contains(&last.id), "{focused:?}");
    });
}
