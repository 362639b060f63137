//! Writes down what the extension takes for the article of each page of a folder: behind `cargo xtask eval --pages`.

use std::fs;
use std::io;
use std::path::PathBuf;

use clap::Parser;
use reportedly_link::Codec;
use reportedly_server::{Fault, Site, files};
use reportedly_tests::{ExtensionVisit, Target};
use serde_json::json;

#[derive(Parser)]
struct Arguments {
    /// The folder of the pages.
    #[arg(long)]
    pages: PathBuf,
    /// Where a document of each is written, by the page's name.
    #[arg(long)]
    out: PathBuf,
}

/// The pages stand as they were saved: without their scripts, and without what they would load.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Where links lead, so that no reader is loaded for each.
const TARGET: &str = "target.html";

/// Whether the panel has marked an article or says that there is none.
const IS_DONE: &str =
    "document.body.dataset.shape === 'sentence' || document.querySelector('#toggle').textContent === 'Who said what'
    || document.querySelector('#toggle').textContent === 'Hide this list'";

const HAS_ARTICLE: &str = "document.body.dataset.shape !== 'sentence'";

fn main() -> io::Result<()> {
    let Arguments { pages, out } = Arguments::parse();
    let mut files = files(&pages);
    let names: Vec<String> = files.keys().cloned().collect();
    files.insert(TARGET.to_owned(), b"<!doctype html><title>Target</title>".to_vec());
    let policy = || Fault::Header { name: "Content-Security-Policy".to_owned(), value: POLICY.to_owned() };
    let faults = names.iter().map(|name| (name.clone(), policy())).collect();
    let mut visit = ExtensionVisit::start(Site { files, path: "/".to_owned(), faults, ..Site::default() });
    let codec = Codec::built_in();
    for name in &names {
        let text = read(&mut visit, name).map_or_else(String::new, |link| {
            codec.decode(&link).unwrap_or_else(|error| panic!("{name}: a link of the extension: {error}")).shared.text
        });
        let file = out.join(name).with_extension("json");
        fs::write(file, json!({ "text": text }).to_string())?;
    }
    Ok(())
}

/// The link that the extension makes of a page, if it finds an article in it.
fn read(visit: &mut ExtensionVisit, name: &str) -> Option<String> {
    let tab = visit.open_page(name);
    visit.click(&tab);
    let panel = visit.panel();
    visit.wait_until(&panel, IS_DONE);
    let link = visit.evaluate::<bool>(&panel, HAS_ARTICLE).then(|| link(visit, &panel));
    visit.close(&tab);
    link
}

/// What “Open in Reportedly” opens.
fn link(visit: &mut ExtensionVisit, panel: &Target) -> String {
    let address = visit.address(TARGET);
    let open = format!(
        "chrome.storage.local.set({{ site: '{address}' }}).then(() => void document.querySelector('#open').click())"
    );
    visit.evaluate::<Option<bool>>(panel, &open);
    let opened = visit.wait_for("the link", |visit| visit.find("page", &format!("{TARGET}#")));
    let hash: String = visit.evaluate(&opened, "location.hash.slice(1)");
    visit.close(&opened);
    hash
}
