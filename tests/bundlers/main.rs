//! The npm package where people build pages: bundlers and frameworks, whose pages are opened in a browser; Node; TypeScript.
//!
//! The projects are in the folders beside this file. `cargo xtask test --only package` installs what they need once, and says
//! where (`REPORTEDLY_BUNDLERS`).

mod node;
mod project;
mod types;

use reportedly_tests::{Page, Visit};
use serde_json::Value;

use project::Project;

/// What a page says of itself, when it has done all that it does (`report.js`).
async fn result(page: &Page) -> Value {
    page.wait_until("a result", async || page.script("return window.result ?? null", Vec::new()).await).await
}

/// Whether element and functions have found what there is to find, and nothing was asked of others.
async fn has_found_all(page: &Page) {
    let result = result(page).await;
    assert_eq!(result.get("error"), None, "{result}");
    let layers: Vec<&str> = result["layers"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    for layer in ["entity", "hedge", "attribution"] {
        assert!(layers.contains(&layer), "{result}");
    }
    assert!(result["csv"].as_u64() > Some(100) && result["link"] == "r1=", "{result}");
    if let Some(headless) = result.get("headless") {
        assert!(headless.as_u64() > Some(1) && result["sent"] == "r1=", "{result}");
    }
    assert_eq!(page.console_errors().await, Vec::<String>::new());
}

/// Whether the engine works beside the page's thread.
async fn has_workers(page: &Page) {
    let warnings = page.console().await;
    let is_wrong = |line: &String| line.contains("worker") || line.contains("reportedly-text");
    assert!(!warnings.iter().any(is_wrong), "{warnings:?}");
}

#[test]
fn a_page_of_vite() {
    let project = Project::of("vite");
    project.vite("vite");
    Visit::of_files(&project.path("vite/dist")).run(async |page| {
        has_found_all(page).await;
        has_workers(page).await;
    });
    // A policy that allows workers of blob: addresses alone.
    let policy = "script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; connect-src 'self'";
    let visit =
        Visit::of_files(&project.path("vite/dist")).with_header("index.html", "Content-Security-Policy", policy);
    visit.run(async |page| {
        let result = result(page).await;
        assert_eq!(result.get("error"), None, "{result}");
        assert!(result["layers"].as_array().is_some_and(|layers| layers.len() > 3), "{result}");
    });
}

#[test]
fn a_page_of_vite_whose_files_are_on_another_origin() {
    let project = Project::of("vite");
    project.vite("vite");
    let elsewhere = |page: &str| page.replace("./assets/", "{{other}}assets/");
    Visit::of_files(&project.path("vite/dist")).with_neighbour().with_changed("index.html", elsewhere).run(
        async |page| {
            let result = result(page).await;
            assert_eq!(result.get("error"), None, "{result}");
            assert!(result["layers"].as_array().is_some_and(|layers| layers.len() > 3), "{result}");
        },
    );
}

#[test]
fn a_page_of_react_with_vite() {
    let project = Project::of("react");
    project.vite("react");
    Visit::of_files(&project.path("react/dist")).run(async |page| {
        has_found_all(page).await;
        has_workers(page).await;
        let counts: String = page.script("return document.querySelector('#counts').textContent", Vec::new()).await;
        assert!(counts.ends_with(" hedges"), "React has heard: {counts}");
    });
}

#[test]
fn a_page_of_vue_with_vite() {
    let project = Project::of("vue");
    project.vite("vue");
    Visit::of_files(&project.path("vue/dist")).run(async |page| {
        has_found_all(page).await;
        has_workers(page).await;
        let counts: String = page.script("return document.querySelector('#counts').textContent", Vec::new()).await;
        assert!(counts.ends_with(" hedges"), "Vue has heard: {counts}");
    });
}

#[test]
fn a_page_of_webpack() {
    let project = Project::of("webpack");
    project.run("webpack", "node", &["build.mjs"]);
    Visit::of_files(&project.path("webpack/dist")).run(async |page| {
        has_found_all(page).await;
        has_workers(page).await;
    });
}

#[test]
fn a_page_of_next_is_marked_on_the_server_and_has_the_element_on_the_client() {
    let project = Project::of("next");
    project.run("next", project.program("next"), &["build"]);
    Visit::of_files(&project.path("next/out")).run(async |page| {
        has_found_all(page).await;
        has_workers(page).await;
        let server: String = page.script("return document.querySelector('#server').textContent", Vec::new()).await;
        assert!(server.contains("attribution") && server.contains("hedge"), "{server}");
    });
}
