//! `cargo xtask bench link`: how short links are, beside what others make of the same texts.

use std::io::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reportedly_document::Canonical;
use reportedly_link::{Codec, Shared};

use crate::corpus;

/// Compare the length of links with what lz-string, deflate and Brotli make of the same texts, and time them
///
/// Lengths are characters of the payload, which for Reportedly includes header and checksum: the texts alone, without
/// title, edits or view. Times are of this machine; a browser's wasm takes about twice as long.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Articles to put into links.
    #[arg(long, value_name = "JSONL", default_value = "../shared/corpora/attribution.polnear.dev.jsonl.gz")]
    texts: PathBuf,
    /// How often the codec is timed; medians are shown.
    #[arg(long, default_value_t = 7)]
    rounds: u32,
}

/// A way to make characters of a text.
type Packer = Box<dyn Fn(&str) -> Result<usize>>;

/// What most programs take without a question.
const FITS: usize = 2_000;

/// The article that is timed has about so many words.
const WORDS: usize = 650;

pub(super) fn run(arguments: &Arguments) -> Result<()> {
    ensure!(arguments.rounds > 0, "--rounds must be at least 1");
    let texts = corpus::texts(&arguments.texts)?;
    let texts: Vec<String> = texts.iter().map(|text| Canonical::new(text).into_text()).collect();
    ensure!(!texts.is_empty(), "{} has no texts", arguments.texts.display());
    println!("{} texts of {}", texts.len(), arguments.texts.display());
    println!("{:<14} {:>8} {:>10} {:>8}", "", "median", "fit 2,000", "mean");
    for (name, pack) in packers() {
        let mut lengths = texts.iter().map(|text| pack(text)).collect::<Result<Vec<usize>>>()?;
        let Summary { median, fit, mean } = summary(&mut lengths);
        println!("{name:<14} {median:>8} {fit:>9.1}% {mean:>8}");
    }
    time(&texts, arguments.rounds)
}

fn packers() -> [(&'static str, Packer); 4] {
    let codec = Codec::built_in();
    let base64 = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes).len();
    [
        ("reportedly", Box::new(move |text| Ok(codec.encode(&shared(text))?.len() - "r1=".len()))),
        ("lz-string", Box::new(|text| Ok(lz_str::compress_to_encoded_uri_component(text).len()))),
        (
            "deflate 9",
            Box::new(move |text| {
                let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
                encoder.write_all(text.as_bytes()).context("cannot compress")?;
                Ok(base64(&encoder.finish().context("cannot compress")?))
            }),
        ),
        ("brotli 11", Box::new(move |text| Ok(base64(&brotli(text)?)))),
    ]
}

fn shared(text: &str) -> Shared {
    Shared { text: text.to_owned(), ..Shared::default() }
}

fn brotli(text: &str) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        mode: brotli::enc::backward_references::BrotliEncoderMode::BROTLI_MODE_TEXT,
        size_hint: text.len(),
        ..Default::default()
    };
    let mut bytes = Vec::new();
    brotli::BrotliCompress(&mut text.as_bytes(), &mut bytes, &parameters).context("cannot compress")?;
    Ok(bytes)
}

struct Summary {
    median: usize,
    fit: f64,
    mean: usize,
}

/// Of an even number of lengths, the median is the longer one of the middle.
fn summary(lengths: &mut [usize]) -> Summary {
    lengths.sort_unstable();
    let fit = lengths.iter().filter(|&&length| length <= FITS).count();
    Summary {
        median: lengths[lengths.len() / 2],
        fit: 100.0 * fit as f64 / lengths.len() as f64,
        mean: lengths.iter().sum::<usize>() / lengths.len(),
    }
}

fn time(texts: &[String], rounds: u32) -> Result<()> {
    let words = |text: &&String| text.split_whitespace().count();
    let article = texts.iter().min_by_key(|text| words(text).abs_diff(WORDS)).context("there is no text")?;
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    let mut length = 0;
    for _ in 0..rounds {
        let start = Instant::now();
        let codec = Codec::built_in();
        let primed = Instant::now();
        let link = codec.encode(&shared(article))?;
        let encoded = Instant::now();
        codec.decode(&link)?;
        for (times, time) in times.iter_mut().zip([primed - start, encoded - primed, encoded.elapsed()]) {
            times.push(time);
        }
        length = link.len();
    }
    println!("\nan article of {} words, {length} characters of link; medians of {rounds}", words(&article));
    for (name, times) in ["read priming", "make", "open"].iter().zip(&mut times) {
        times.sort_unstable();
        println!("{name:<14} {:>8.1} ms", milliseconds(times[times.len() / 2]));
    }
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_packer_packs() {
        let text = "Talks may resume, he said. ".repeat(40);
        for (name, pack) in packers() {
            let length = pack(text.trim_end()).unwrap();
            assert!((20..400).contains(&length), "{name}: {length}");
        }
    }

    #[test]
    fn figures() {
        let Summary { median, fit, mean } = summary(&mut [2_001, 2_000, 1, 2_002]);
        assert_eq!((median, fit, mean), (2_001, 50.0, 1_501));
    }
}
