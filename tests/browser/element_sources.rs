//! Texts that a `<reportedly-text>` fetches.

use reportedly_tests::Visit;

use crate::elements::{heard, inside, page_of, wait_until_heard};

const WORDS: &str = "return [...root.querySelectorAll('mark')].map(({ textContent }) => textContent)";

#[test]
fn the_text_of_a_page_is_read_and_not_its_tags() {
    let page = "<html><head><title>No</title><style>p { color: red }</style></head><body><nav>Home</nav><p>It <b>may</b> rain in Oslo&nbsp;now, Ana D&iacute;az said.</p></body></html>";
    let old = page.replace("text/html", "").replace("&iacute;", "\u{ed}");
    let kinds = [
        ("page.html", "text/html", page.as_bytes().to_vec()),
        ("page.xhtml", "application/xhtml+xml", page.as_bytes().to_vec()),
        ("old.html", "text/html; charset=\"ISO-8859-1\"", old.chars().map(|c| c as u8).collect()),
    ];
    for (name, kind, content) in kinds {
        let visit =
            page_of(&format!("<reportedly-text src={name}></reportedly-text>"), "").with_file(name, String::new());
        visit.with_replaced(name, |_| content.clone()).with_header(name, "Content-Type", kind).run(async |page| {
            wait_until_heard(page, "ready").await;
            let text: String = inside(page, "return host.text").await;
            assert!(text.contains("It may rain in Oslo now, Ana Díaz said."), "{name}: {text}");
            assert!(!text.contains('<') && !text.contains("color"), "{name}: {text}");
        });
    }
}

#[test]
fn what_cannot_be_a_source_is_called_one_that_failed() {
    let script = "a { color: red }".to_owned();
    for address in ["http://[", "style.css", "unknown.txt"] {
        let page = page_of(&format!("<reportedly-text src='{address}'><p>As it was.</p></reportedly-text>"), "")
            .with_file("style.css", script.clone())
            .with_file("unknown.txt", script.clone())
            .with_header("unknown.txt", "Content-Type", "text/plain; charset=nonsense");
        page.run(async |page| {
            assert_eq!(wait_until_heard(page, "error").await, "source-failed", "{address}");
            let kept = "return host.querySelector('p').checkVisibility({ visibilityProperty: true })";
            assert!(inside::<bool>(page, kept).await, "{address}");
        });
    }
}

#[test]
fn a_source_is_a_text_of_at_most_a_mebibyte() {
    let cases = [
        ("large.txt", "x ".repeat((1 << 19) + 1), "too-long"),
        ("page.json", "{}".to_owned(), "source-failed"),
        ("nowhere.txt", String::new(), "source-failed"),
    ];
    for (name, content, code) in cases {
        let page = page_of(&format!("<reportedly-text src={name}><p>As it was.</p></reportedly-text>"), "");
        let page = if content.is_empty() { page } else { page.with_file(name, content) };
        page.run(async |page| {
            assert_eq!(wait_until_heard(page, "error").await, code, "{name}");
            let failed = "return host.exportAs('csv').then(() => '', ({ code }) => code)";
            assert_eq!(inside::<String>(page, failed).await, code, "a method says so, too");
            assert!(inside::<bool>(page, "return host.checkVisibility() && !root.querySelector('slot').hidden").await);
        });
    }
    let text = "It may rain in Oslo, Ana Diaz said.".to_owned();
    page_of("<reportedly-text src=small.txt></reportedly-text>", "").with_file("small.txt", text).run(async |page| {
        wait_until_heard(page, "ready").await;
        assert!(inside::<Vec<String>>(page, WORDS).await.contains(&"Oslo".to_owned()));
    });
}

#[test]
fn a_source_that_failed_may_be_another_one_and_one_that_fails_later_leaves_the_text() {
    let texts = |visit: Visit| {
        visit
            .with_file("one.txt", "It may rain in Oslo.".to_owned())
            .with_file("two.txt", "It might snow in Bergen.".to_owned())
    };
    texts(page_of("<reportedly-text src=nowhere.txt></reportedly-text>", "")).run(async |page| {
        assert_eq!(wait_until_heard(page, "error").await, "source-failed");
        inside::<()>(page, "host.src = 'one.txt'").await;
        wait_until_heard(page, "ready").await;
        assert!(!inside::<bool>(page, "return root.querySelector('[part=notice]').checkVisibility()").await);
        inside::<()>(page, "host.src = 'elsewhere.txt'").await;
        page.wait_until("a failure", async || (heard(page, "error").await.len() == 2).then_some(())).await;
        assert_eq!(inside::<Vec<String>>(page, WORDS).await, ["may", "Oslo"], "what was there is there");
        let codes = "const code = () => host.annotate().then(() => 'done', ({ code }) => code); return code().then(async (first) => [first, await code()])";
        assert_eq!(inside::<Vec<String>>(page, codes).await, ["source-failed"; 2], "it is not the text that is wanted");
        assert_eq!(inside::<u32>(page, "return root.querySelectorAll('.reportedly').length").await, 1);
        inside::<()>(page, "host.src = 'two.txt'").await;
        page.wait_until("the other text", async || {
            inside::<Vec<String>>(page, WORDS).await.contains(&"might".to_owned()).then_some(())
        })
        .await;
        assert!(!inside::<bool>(page, "return root.querySelector('[part=notice]').checkVisibility()").await);
        inside::<()>(page, "return host.annotate()").await;
    });
}
