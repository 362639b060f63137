//! Golden articles: what the engine marks in whole articles, as rows of letters that a reader can follow.
//!
//! The articles are the samples of the page, `static/examples/*.txt`. What is expected stands in `tests/golden/`, in
//! the format of `reportedly annotate --format aligned` (described in `crates/cli/src/aligned.rs`). Any difference
//! fails. When a change of the engine is meant to change marks, read the difference and accept it:
//!
//! ```text
//! INSTA_UPDATE=always cargo test -p reportedly-cli --test golden && git diff tests/golden
//! ```

use std::path::Path;
use std::process::Command;

fn check(name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let article = root.join("static/examples").join(name).with_extension("txt");
    let output = Command::new(env!("CARGO_BIN_EXE_reportedly"))
        .args(["annotate", "--format", "aligned"])
        .arg(&article)
        .output()
        .expect("the program can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let shown = String::from_utf8(output.stdout).expect("the output is UTF-8");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root.join("tests/golden"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, shown));
}

#[test]
fn diplomacy() {
    check("diplomacy");
}

#[test]
fn science() {
    check("science");
}

#[test]
fn business() {
    check("business");
}
