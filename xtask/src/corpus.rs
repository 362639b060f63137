//! Corpora as files of JSON Lines.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// The `text` of every document of a file, which may be compressed with gzip.
pub(crate) fn texts(path: &Path) -> Result<Vec<String>> {
    let name = path.display();
    let file = File::open(path).with_context(|| format!("cannot read {name}"))?;
    let packed = path.extension().is_some_and(|extension| extension == "gz");
    let input: Box<dyn Read> = if packed { Box::new(flate2::read::GzDecoder::new(file)) } else { Box::new(file) };
    let mut texts = Vec::new();
    for (line, number) in BufReader::new(input).lines().zip(1..) {
        let line = line.with_context(|| format!("cannot read {name}"))?;
        let value: Value = serde_json::from_str(&line).with_context(|| format!("{name}, line {number}: not JSON"))?;
        let text = value["text"].as_str().with_context(|| format!("{name}, line {number}: no \"text\""))?;
        texts.push(text.to_owned());
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn plain_or_packed() {
        let directory = tempfile::tempdir().unwrap();
        let lines = b"{\"text\": \"one\"}\n{\"text\": \"two\", \"id\": 1}\n";
        let (plain, packed) = (directory.path().join("a.jsonl"), directory.path().join("a.jsonl.gz"));
        std::fs::write(&plain, lines).unwrap();
        let mut encoder = flate2::write::GzEncoder::new(File::create(&packed).unwrap(), flate2::Compression::default());
        encoder.write_all(lines).unwrap();
        encoder.finish().unwrap();
        assert_eq!(texts(&plain).unwrap(), ["one", "two"]);
        assert_eq!(texts(&packed).unwrap(), ["one", "two"]);
    }

    #[test]
    fn what_is_no_corpus_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("a.jsonl");
        std::fs::write(&file, "{\"text\": \"one\"}\n{}\n").unwrap();
        assert!(texts(&file).unwrap_err().to_string().contains("line 2: no \"text\""));
    }
}
