//! `<reportedly-text>` in other people's pages.

use crate::elements::{STYLE, heard, inside, page_with, wait_until_heard};

#[test]
fn an_article_is_marked_where_it_stands_under_a_strict_policy() {
    page_with(|page| page).run(async |page| {
        assert!(page.script::<String>("return document.body.innerText", Vec::new()).await.contains("BELOW"));
        wait_until_heard(page, "ready").await;
        let marked: Vec<String> =
            inside(page, "return [...root.querySelectorAll('mark')].map(mark => mark.textContent)").await;
        assert!(marked.contains(&"Tarsvik".to_owned()) && marked.contains(&"could".to_owned()), "{marked:?}");
        let counts = wait_until_heard(page, "annotated").await;
        assert!(counts["entity"].as_u64() > Some(3) && counts["attribution"].as_u64() >= Some(2), "{counts}");
        assert_eq!(page.console_errors().await, Vec::<String>::new());
        assert_eq!(heard(page, "error").await, Vec::<serde_json::Value>::new());
    });
}

#[test]
fn the_style_of_the_page_stays_outside_and_that_of_the_element_inside() {
    page_with(|page| page).run(async |page| {
        let outside = "const { fontSize, letterSpacing } = getComputedStyle(document.querySelector('#after')); return [fontSize, letterSpacing]";
        let before: [String; 2] = page.script(outside, Vec::new()).await;
        wait_until_heard(page, "ready").await;
        let style = "
            root.querySelector('[part=more]').click();
            const { fontSize, letterSpacing, textTransform, fontStyle } = getComputedStyle(root.querySelector('[data-row]'));
            return [fontSize, letterSpacing, textTransform, fontStyle]";
        let inside: [String; 4] = inside(page, style).await;
        assert_eq!(inside[1..], ["normal", "none", "normal"]);
        assert!(inside[0].trim_end_matches("px").parse::<f64>().unwrap_or_default() >= 17.0, "{inside:?}");
        assert_eq!(page.script::<[String; 2]>(outside, Vec::new()).await, before);
        let globals = "return Object.keys(window).filter(name => /reportedly/i.test(name))";
        assert_eq!(page.script::<Vec<String>>(globals, Vec::new()).await, Vec::<String>::new());
    });
}

#[test]
fn nothing_but_the_loader_is_fetched_before_an_element_is_near() {
    const FETCHED: &str = "return performance.getEntriesByType('resource').map(({ name }) => name).filter(name => name.includes('/embed/') && !name.includes('reportedly.js')).length";
    let far = |page: String| page.replace("<reportedly-text>", "<div class=far></div><reportedly-text>");
    page_with(far).with_file("policy.css", format!("{STYLE}\n.far {{ block-size: 9000px }}")).run(async |page| {
        tokio::time::sleep(std::time::Duration::from_millis(700)).await;
        assert_eq!(page.script::<u32>(FETCHED, Vec::new()).await, 0);
        page.script::<()>("document.querySelector('#after').scrollIntoView({ behavior: 'instant' })", Vec::new()).await;
        wait_until_heard(page, "ready").await;
        assert!(page.script::<u32>(FETCHED, Vec::new()).await > 4);
    });
}

#[test]
fn many_elements_share_one_engine() {
    const WORKERS: &str = "return performance.getEntriesByType('resource').filter(({ name }) => name.includes('engine-worker.js')).length";
    let ten = |page: String| {
        let start = page.find("<reportedly-text>").expect("it has one");
        let end = page.find("</reportedly-text>").expect("it ends") + "</reportedly-text>".len();
        page.replace(
            &page[start..end],
            &page[start..end].replace("<reportedly-text>", "<reportedly-text loading=eager>").repeat(10),
        )
    };
    page_with(ten).run(async |page| {
        page.wait_until("ten", async || (heard(page, "ready").await.len() == 10).then_some(())).await;
        assert_eq!(page.script::<u32>(WORKERS, Vec::new()).await, 1);
        let marks = "return [...document.querySelectorAll('reportedly-text')].map(it => it.shadowRoot.querySelectorAll('mark').length)";
        let marks: Vec<u32> = page.script(marks, Vec::new()).await;
        assert!(marks[0] > 5 && marks.iter().all(|count| *count == marks[0]), "{marks:?}");
    });
}

#[test]
fn a_page_asks_changes_and_hears() {
    page_with(|page| page).run(async |page| {
        wait_until_heard(page, "ready").await;
        let layers = "return host.getAnnotations({ layers: ['hedge'] }).then(all => all.map(({ layer }) => layer))";
        assert!(inside::<Vec<String>>(page, layers).await.iter().all(|layer| layer == "hedge"));
        inside::<()>(page, "host.setFilter({ layers: ['hedge'] })").await;
        page.wait_until("a filter", async || {
            let detail = heard(page, "filterchange").await.pop().unwrap_or_default();
            (detail["layers"] == serde_json::json!(["hedge"])).then_some(())
        })
        .await;
        inside::<()>(page, "host.setAttribute('layers', 'entity hedge attribution')").await;
        let link: String = inside(page, "return host.toLink()").await;
        assert!(link.starts_with("r1="), "{link}");
        let csv: String = inside(page, "return host.exportAs('csv')").await;
        assert!(csv.contains("Greta Moen"), "{csv}");
        inside::<()>(page, "root.querySelector('mark').focus(); root.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'x', bubbles: true }))").await;
        let removed = wait_until_heard(page, "annotation-removed").await;
        assert!(removed["start"].is_u64() && removed["text"].is_string(), "{removed}");
        inside::<()>(page, "host.undo()").await;
        let created = wait_until_heard(page, "annotation-created").await;
        assert_eq!(created["id"], removed["id"]);
    });
}

#[test]
fn an_element_that_is_moved_keeps_its_state_and_one_that_is_removed_ends() {
    page_with(|page| page).run(async |page| {
        wait_until_heard(page, "ready").await;
        inside::<()>(page, "root.querySelector('mark').dataset.mine = ''; document.body.append(host)").await;
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        assert!(inside::<bool>(page, "return Boolean(root.querySelector('mark[data-mine]'))").await);
        let marks = "host.remove(); await new Promise(done => setTimeout(done, 50)); return root.querySelectorAll('mark').length";
        assert_eq!(inside::<u32>(page, &format!("return (async () => {{ {marks} }})()")).await, 0);
    });
}

#[test]
fn an_element_that_is_put_back_while_it_loads_has_one_reader() {
    let eager = |page: String| page.replace("<reportedly-text>", "<reportedly-text loading=eager>");
    page_with(eager).with_late("embed/widget_bg.wasm", std::time::Duration::from_millis(500)).run(async |page| {
        let again = "
            return (async () => {
                host.remove();
                await new Promise(done => setTimeout(done, 50));
                document.body.append(host);
            })()";
        inside::<()>(page, again).await;
        wait_until_heard(page, "ready").await;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert_eq!(inside::<u32>(page, "return root.querySelectorAll('.reportedly').length").await, 1);
        assert_eq!(heard(page, "ready").await.len(), 1);
    });
}

#[test]
fn where_wasm_is_forbidden_the_text_stays_and_says_why() {
    page_with(|page| page.replace(" 'wasm-unsafe-eval'", "")).run(async |page| {
        assert_eq!(wait_until_heard(page, "error").await, "wasm-blocked");
        let told: String = inside(page, "return root.querySelector('[part=notice]').textContent").await;
        assert!(told.contains("wasm-unsafe-eval"), "{told}");
        assert!(inside::<bool>(page, "return host.checkVisibility() && host.innerText.includes('TARSVIK')").await);
    });
}

#[test]
fn a_source_that_fails_says_so_and_wrong_values_are_told_once() {
    let wrong =
        |page: String| page.replace("<reportedly-text>", "<reportedly-text src=\"nowhere.txt\" mode=\"write\">");
    page_with(wrong).run(async |page| {
        assert_eq!(wait_until_heard(page, "error").await, "source-failed");
        inside::<()>(page, "host.setAttribute('mode', 'write')").await;
        let warnings = page.console().await.iter().filter(|line| line.contains("none of edit, read")).count();
        assert_eq!(warnings, 1);
    });
}

#[test]
fn a_page_that_loads_it_twice_has_one_element() {
    let twice = |page: String| {
        page.replace("</head>", "<script type=module src=embed/reportedly.js?again></script><script type=module src=copy/reportedly.js></script></head>")
    };
    // Another version of it, from another folder.
    let loader = include_str!("../../web/element/reportedly.js");
    let other = loader.replacen("version = \"", "version = \"9.", 1);
    page_with(twice).with_file("copy/reportedly.js", other).run(async |page| {
        wait_until_heard(page, "ready").await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
        let warnings: Vec<String> =
            page.console().await.into_iter().filter(|line| line.contains("is defined already")).collect();
        assert!(warnings.len() == 1 && warnings[0].contains("version 9."), "{warnings:?}");
    });
}
