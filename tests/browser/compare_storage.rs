//! What a comparison keeps, whatever happens to its texts, drafts and links meanwhile.

use reportedly_tests::{State, Visit};

use crate::compare::{
    COURIER, HERALD, SILENT, add, compare_two, is_clean, visit_compare, wait_for_comparison, wait_for_words,
    wait_until_kept, wait_until_shown,
};
use crate::texts::{FERRY, visit_ferry};

#[test]
fn what_is_removed_while_it_is_read_is_compared_when_it_comes_back() {
    Visit::of_the_build().starting_at("compare.html").with_held("engine_bg.wasm").run(async |page| {
        add(page, &[HERALD, COURIER]).await;
        page.click("[data-testid=texts] li:last-child [data-do=remove]").await;
        wait_for_words(page, "[data-testid=removed]", "Cracks Close the Kessel Bridge").await;
        assert_eq!(page.focused().await.text, "Bring back", "the keyboard has a place");
        page.mend("engine_bg.wasm");
        wait_for_words(page, "[data-testid=summary]", "Add another text").await;
        page.click("[data-testid=removed] [data-do=bring-back]").await;
        wait_for_comparison(page, 2).await;
    });
}

#[test]
fn what_a_link_brought_is_kept_when_a_person_changes_it() {
    visit_compare(async |page| {
        compare_two(page).await;
        wait_until_kept(page).await;
        page.click("[data-do=link]").await;
        wait_until_shown(page, "[data-link]").await;
        let link: String =
            page.script("return new URL(document.querySelector('[data-link]').value).hash", Vec::new()).await;
        page.script::<()>("location.hash = arguments[0]", vec![link.into()]).await;
        wait_until_shown(page, "[data-testid=incoming]").await;
        add(page, &[FERRY]).await;
        wait_for_comparison(page, 3).await;
        wait_until_kept(page).await;
        assert!(!page.shows("[data-testid=incoming]").await);
    });
}

#[test]
fn words_in_the_box_stay_there_when_there_is_no_more_room_and_pasted_lines_are_taken_from_it() {
    visit_compare(async |page| {
        add(page, &[HERALD, COURIER, FERRY]).await;
        wait_for_comparison(page, 3).await;
        page.click("[data-testid=add] summary").await;
        page.paste("One line, Ada Holm said.\r\nAnother one.\r\n").await;
        wait_for_comparison(page, 4).await;
        assert_eq!(page.input().await, "", "what was added is no longer in the box");
        page.script::<()>("document.querySelector('[data-text]').value = 'Half a sentence'", Vec::new()).await;
        add(page, &[SILENT]).await;
        wait_until_shown(page, ".full").await;
        page.click("[data-testid=texts] li:last-child [data-do=remove]").await;
        wait_until_shown(page, "[data-testid=add]").await;
        assert_eq!(page.input().await, "Half a sentence");
    });
}

#[test]
fn what_is_pasted_before_the_program_is_there_is_added_when_it_comes() {
    Visit::of_the_build().starting_at("compare.html").with_held("compare_bg.wasm").run(async |page| {
        page.paste(HERALD).await;
        page.mend("compare_bg.wasm");
        wait_for_words(page, "[data-testid=texts]", "Harwick Shuts Its Bridge").await;
        assert_eq!(page.input().await, "");
    });
}

#[test]
fn a_draft_that_is_deleted_meanwhile_costs_the_comparison_nothing() {
    visit_ferry(async |page| {
        page.click("[data-page=compare]").await;
        wait_for_words(page, "[data-testid=summary]", "Add another text").await;
        page.paste(HERALD).await;
        wait_for_comparison(page, 2).await;
        wait_until_kept(page).await;
        page.click("h1 a").await;
        page.wait_for(State::Empty).await;
        page.wait_until("the drafts", async || (page.drafts().await.len() == 2).then_some(())).await;
        page.click("[data-testid=drafts] li:has(button.draft) [data-page=delete]").await;
        page.wait_until("one draft", async || (page.drafts().await.len() == 1).then_some(())).await;
        page.click("[data-testid=drafts] .draft").await;
        wait_for_comparison(page, 2).await;
        wait_for_words(page, "[data-testid=texts]", "was deleted. Its text is kept here, and compared as it was.")
            .await;
        is_clean(page, "a draft that was deleted").await;
    });
}

#[test]
fn a_comparison_that_is_gone_or_damaged_is_said_plainly_and_left_alone() {
    visit_compare(async |page| {
        page.script::<u32>("location.hash = '#d=nothing'; return 1", Vec::new()).await;
        wait_for_words(page, "[data-testid=notice]", "This comparison is no longer on this device.").await;
        compare_two(page).await;
        let address = wait_until_kept(page).await;
        let damage = "
            const [id, done] = arguments;
            const request = indexedDB.open('reportedly');
            request.onsuccess = () => {
                const store = request.result.transaction('texts', 'readwrite').objectStore('texts');
                store.get(id).onsuccess = ({ target }) => {
                    store.put({ ...target.result, work: new Uint8Array([255, 1]) }).onsuccess = () => done(1);
                };
            };";
        page.session()
            .execute_async(damage, vec![address.trim_start_matches("#d=").into()])
            .await
            .expect("it is damaged");
        page.reload().await;
        wait_for_words(page, "[data-testid=notice]", "This comparison cannot be read").await;
        compare_two(page).await;
        assert_ne!(wait_until_kept(page).await, address, "what cannot be read is not written over");
    });
}

#[test]
fn without_drafts_a_comparison_is_kept_for_the_tab() {
    visit_compare(async |page| {
        page.script::<u32>("localStorage.setItem('reportedly-keeps', 'no'); return 1", Vec::new()).await;
        page.reload().await;
        compare_two(page).await;
        page.reload().await;
        wait_for_comparison(page, 2).await;
        assert_eq!(page.script::<String>("return location.hash", Vec::new()).await, "");
    });
}

#[test]
fn a_second_text_that_is_to_be_compared_comes_beside_the_first() {
    visit_ferry(async |page| {
        page.click("[data-page=compare]").await;
        wait_for_words(page, "[data-testid=summary]", "Add another text").await;
        // The same one once more is no second one.
        for (text, shown) in [(FERRY, "Add another text"), (HERALD, "2 articles:")] {
            page.script::<()>("location.assign('./')", Vec::new()).await;
            page.wait_for(State::Empty).await;
            page.paste(text).await;
            page.wait_for(State::Ready).await;
            page.click("[data-page=compare]").await;
            wait_for_words(page, "[data-testid=summary]", shown).await;
        }
        wait_until_kept(page).await;
    });
}
