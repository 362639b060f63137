//! `<reportedly-text>` in other people's pages: the examples.

use reportedly_tests::{Key, Page, Visit};

async fn wait_for_element(page: &Page) {
    page.wait_until("the element", async || {
        let defined = "return typeof document.querySelector('reportedly-text').annotate === 'function'";
        page.script::<bool>(defined, Vec::new()).await.then_some(())
    })
    .await;
}

/// How many marks the element of the page has.
async fn count(page: &Page) -> u32 {
    wait_for_element(page).await;
    let script = "return document.querySelector('reportedly-text').getAnnotations().then((all) => all.length)";
    page.script(script, Vec::new()).await
}

#[test]
fn an_element_marks_the_text_in_it() {
    Visit::of_an_example("plain.html").run(async |page| assert!(count(page).await > 10));
}

#[test]
fn a_mark_in_an_element_is_corrected() {
    Visit::of_an_example("plain.html").run(async |page| {
        let before = count(page).await;
        let select = "
            const host = document.querySelector('reportedly-text');
            return host.getAnnotations().then(([first]) => host.select(first.id))";
        // The card closes where the model's marks come meanwhile.
        let rejected = async || {
            page.wait_until("a card", async || page.script::<bool>(select, Vec::new()).await.then_some(())).await;
            // What is in the element is closed to scripts, and not to the keyboard.
            page.press(Key::Tab).await;
            page.type_text("x").await;
            (count(page).await < before).then_some(())
        };
        page.wait_until("a mark less", rejected).await;
    });
}

#[test]
fn an_element_works_under_a_strict_policy() {
    Visit::of_an_example("policy.html").run(async |page| assert!(count(page).await > 3));
}

#[test]
fn an_element_comes_from_another_origin() {
    Visit::of_an_example("other-origin.html").run(async |page| assert!(count(page).await > 10));
}

#[test]
fn a_page_that_forbids_the_program_keeps_its_text() {
    Visit::of_an_example("blocked.html").run(async |page| {
        wait_for_element(page).await;
        let script =
            "return document.querySelector('reportedly-text').getAnnotations().then(() => '', ({ code }) => code)";
        assert_eq!(page.script::<String>(script, Vec::new()).await, "wasm-blocked");
        let height = "return document.querySelector('reportedly-text').getBoundingClientRect().height > 100";
        assert!(page.script::<bool>(height, Vec::new()).await);
    });
}

#[test]
fn an_article_is_marked_where_it_stands() {
    Visit::of_an_example("in-place.html").run(async |page| {
        let painted = "return [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0)";
        page.wait_until("highlights", async || (page.script::<u32>(painted, Vec::new()).await > 10).then_some(()))
            .await;
        // A browser that breaks over them does it when it paints them.
        for place in ["0", "document.documentElement.scrollHeight"] {
            let script = format!("scrollTo(0, {place}); return new Promise((done) => setTimeout(done, 500, 1))");
            assert_eq!(page.script::<u32>(&script, Vec::new()).await, 1);
        }
    });
}

#[test]
fn a_frame_tells_its_host() {
    Visit::of_an_example("frame.html").run(async |page| {
        let heard = "return document.querySelector('#heard').textContent";
        page.wait_until("the frame", async || {
            let heard: String = page.script(heard, Vec::new()).await;
            (!heard.starts_with("Nothing")).then_some(())
        })
        .await;
    });
}

#[test]
fn marks_are_had_without_a_screen() {
    Visit::of_an_example("headless.html").run(async |page| {
        page.click("#annotate").await;
        page.wait_until("what was found", async || {
            let found: String = page.script("return document.querySelector('#found').textContent", Vec::new()).await;
            found.contains("familiar with the plans").then_some(())
        })
        .await;
    });
}
