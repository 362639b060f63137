//! What is found in pages: a line of JSON for each, with the parts of its lines. For whoever changes a rule.
#![expect(clippy::print_stdout, reason = "lines for whoever runs it")]

use std::time::Instant;

use reportedly_extraction::{Part, decode, read};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let started = Instant::now();
        let page = read(&decode(&bytes).text);
        let milliseconds = started.elapsed().as_millis() as u64;
        let line = |line: &reportedly_extraction::PageLine| {
            let is_article = line.part != Part::SetAside;
            let text = if is_article { &line.text } else { &line.all };
            serde_json::json!([is_article, text, format!("{:?}", line.part)])
        };
        let lines: Vec<_> = page.lines().iter().map(line).collect();
        let problem = page.problem().map(|problem| format!("{problem:?}"));
        let row = serde_json::json!({"path": path, "text": page.article(), "ms": milliseconds, "bytes": bytes.len(),
            "problem": problem, "lines": lines});
        println!("{row}");
    }
    Ok(())
}
