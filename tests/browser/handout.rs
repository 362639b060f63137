//! Printing: the button, and a hand-out for a class.

use reportedly_tests::{Page, visit};
use serde_json::json;

use crate::texts::{read, read_ferry};

/// Has the browser note that it is to print, instead of doing it: nobody could close its dialog.
async fn note_printing(page: &Page) {
    page.script::<()>("window.printed = 0; window.print = () => { window.printed++ }", Vec::new()).await;
}

async fn print(page: &Page, layout: &str) {
    page.click("[data-page=show-print]").await;
    page.click(&format!("dialog [data-page={layout}]")).await;
    let printed = async || (page.script::<u32>("return window.printed", Vec::new()).await > 0).then_some(());
    page.wait_until("the browser to print", printed).await;
    let media = json!({ "media": "print" });
    page.session().cdp().send_raw("Emulation.setEmulatedMedia", media).await.expect("a browser can print");
}

/// The numbers in the text with the words that they stand before; the rows of the table; how many lines there are to write on; and
/// whether there is a dialog, or a line for a name.
const HANDOUT: &str = "
    const shown = selector => [...document.querySelectorAll(selector)].filter(it => it.getClientRects().length);
    return [
        shown('mark[data-number]').map(mark => getComputedStyle(mark, '::before').content.replaceAll('\"', '') + ' ' + mark.textContent.trim()),
        shown('.reportedly-print tbody tr').map(row => [...row.cells].map(cell => cell.innerText.replaceAll('\\n', ' '))),
        shown('.reportedly-line').length,
        shown('dialog').length,
        shown('.reportedly-handout-head').length,
    ]";
type Handout = (Vec<String>, Vec<Vec<String>>, usize, usize, usize);

#[test]
fn a_hand_out_has_numbers_in_text_and_table_a_legend_and_lines_to_write_on() {
    visit(async |page| {
        read_ferry(page).await;
        note_printing(page).await;
        let violations = {
            page.click("[data-page=show-print]").await;
            let violations = page.accessibility_violations().await;
            page.click("dialog [data-page=close-dialog]").await;
            violations
        };
        assert!(violations.is_empty(), "{}", violations.join("\n"));
        print(page, "print-handout").await;
        let (numbers, rows, lines, dialogs, heads) = page.script::<Handout>(HANDOUT, Vec::new()).await;
        assert_eq!((dialogs, heads), (0, 1));
        assert_eq!(lines, 9);
        let first: Vec<&str> = numbers.iter().filter_map(|words| words.split(' ').next()).collect();
        let of_rows: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(first, of_rows, "the table has the numbers of the text, in its order");
        assert!(first.len() >= 3 && first[0] == "1", "{numbers:?}");
        assert!(numbers[0].starts_with("1 “We cannot pay"), "{numbers:?}");
        assert!(rows[0][1].starts_with("Greta Moen") && rows[0][2] == "named", "{rows:?}");
        let legend =
            page.script::<String>("return document.querySelector('.reportedly-print ul').innerText", Vec::new());
        assert!(legend.await.contains("Attributions"));
        // Afterwards the page is as it was.
        page.script::<()>("dispatchEvent(new Event('afterprint'))", Vec::new()).await;
        let ended = async || (page.count_of("[data-number]").await == 0).then_some(());
        page.wait_until("the page as it was", ended).await;
        assert_eq!(page.count_of("[data-handout]").await, 0);
    });
}

#[test]
fn the_print_button_prints_the_article_without_numbers_and_without_lines() {
    visit(async |page| {
        read_ferry(page).await;
        note_printing(page).await;
        print(page, "print").await;
        let (numbers, rows, lines, dialogs, heads) = page.script::<Handout>(HANDOUT, Vec::new()).await;
        assert_eq!((numbers.len(), lines, dialogs, heads), (0, 0, 0, 0));
        assert!(rows.len() >= 3 && rows[0].len() == 4, "{rows:?}");
    });
}

#[test]
fn numbers_follow_the_filter() {
    visit(async |page| {
        read_ferry(page).await;
        note_printing(page).await;
        page.toggle(reportedly_document::Layer::Attribution).await;
        print(page, "print-handout").await;
        let (numbers, rows, ..) = page.script::<Handout>(HANDOUT, Vec::new()).await;
        assert_eq!((numbers.len(), rows.len()), (0, 0));
    });
}

#[test]
fn a_long_hand_out_is_numbered_to_its_end() {
    let article: Vec<String> =
        (1..=600).map(|number| format!("Greta Moen said that boat {number} was late.")).collect();
    visit(async |page| {
        read(page, &article.join("\n\n")).await;
        let note = "
            window.printed = 0;
            window.print = () => {
                const count = (selector) => document.querySelectorAll(selector).length;
                window.drawn = [count('.reportedly-article [data-row]'), count('mark[data-number]'), count('.reportedly-print tbody tr')];
                window.printed++;
            }";
        page.script::<()>(note, Vec::new()).await;
        print(page, "print-handout").await;
        let [rows, numbers, statements] = page.script::<[usize; 3]>("return window.drawn", Vec::new()).await;
        assert!(rows == 600 && statements > 500, "{rows} rows, {statements} statements");
        assert_eq!(numbers, statements);
    });
}

#[test]
fn printing_leaves_the_keyboard_where_it_was() {
    visit(async |page| {
        read_ferry(page).await;
        note_printing(page).await;
        page.click("[data-page=show-print]").await;
        page.click("dialog [data-page=print]").await;
        let printed = async || (page.script::<u32>("return window.printed", Vec::new()).await > 0).then_some(());
        page.wait_until("the browser to print", printed).await;
        let focused = "return document.activeElement.dataset.page ?? document.activeElement.localName";
        assert_eq!(page.script::<String>(focused, Vec::new()).await, "show-print");
    });
}
