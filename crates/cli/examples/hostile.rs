//! `cargo xtask bench hostile`: how the time and the size of what is made of a file grow with the file, for files that are
//! made to take long.
//!
//! Every pattern is opened as a file, marked by rules where it is a text, checked, and written in every format, at sizes
//! that double up to the largest. The engine's own time is not counted: `bench engine` has it.

#![expect(clippy::print_stdout, reason = "a table for whoever runs it")]

use std::process::ExitCode;
use std::time::{Duration, Instant};

use reportedly_document::{
    Analysis, Document, References, View, ViewedDocument, find_all, names, paragraphs, resolve, review, segments,
    sources, statistics,
};
use reportedly_engine::{Job, Progress};
use reportedly_extraction::decode;
use reportedly_formats::{FileKind, Format, export, merge, office, open};

/// The largest growth of a time when the size doubles: a sort adds a little to twice as much.
const GROWTH: f64 = 2.3;

/// What takes no longer than this is not measured well enough to be compared.
const SHORTEST: Duration = Duration::from_millis(60);

type Pattern = (&'static str, &'static str, fn(usize) -> String);

/// Name, what the file is called, and the file with so many bytes, or a few more.
const PATTERNS: &[Pattern] = &[
    ("text without spaces", "a.txt", |size| "a-".repeat(size / 2)),
    ("one long word", "a.txt", |size| "1,".repeat(size / 2)),
    ("apostrophes", "a.txt", |size| "a’".repeat(size / 4)),
    ("he said that", "a.txt", |size| "he said that ".repeat(size / 13)),
    ("claims of reports of", "a.txt", |size| "claims of reports of ".repeat(size / 21)),
    ("<p>said</p>", "a.html", |size| "<p>said</p>".repeat(size / 11)),
    ("lines of one letter", "a.txt", |size| "a\n".repeat(size / 2)),
    ("opened elements", "a.html", |size| "<nav>".repeat(size / 5)),
    ("nested divisions", "a.html", |size| "<div>".repeat(size / 5)),
    ("nested and closed", "a.html", |size| ["<div>".repeat(200), "<p>It may rain.".repeat(size / 15)].concat()),
    ("attributes of one tag", "a.html", |size| {
        format!("<p {}>", (0..size / 8).map(|at| format!("a{at} ")).collect::<String>())
    }),
    ("letters that are never closed", "a.html", |size| {
        (0..size / 16).map(|at| format!("<p><b id={at}>a")).collect::<String>()
    }),
    ("tables in tables", "a.html", |size| "<table><tr><td>".repeat(size / 15)),
    ("divisions in tables", "a.html", |size| "<table><div>a".repeat(size / 13)),
    ("line breaks", "a.html", |size| "a<br><br>".repeat(size / 9)),
    ("links", "a.html", |size| "<li><a href=a>It may rain</a>".repeat(size / 29)),
    ("headings", "a.html", |size| "<h1>It may rain</h1>".repeat(size / 20)),
    ("a script that never ends", "a.html", |size| ["<p>a<script>", &"a<b ".repeat(size / 4)].concat()),
    ("bylines", "a.html", |size| "<p class=byline>By Ana Ito".repeat(size / 26)),
    ("nested marks", "a.json", |size| nested(size, true)),
    ("nested marks without ids", "a.json", |size| nested(size, false)),
    ("marks of all of the text", "a.json", |size| {
        marked(&"a ".repeat(size / 20), size / 100, |_, chars| (0, chars - 1))
    }),
    ("marks side by side", "a.json", |size| {
        marked(&"may ".repeat(size / 80), size / 80, |at, _| (4 * at as u32, 4 * at as u32 + 3))
    }),
    ("statements by one source", "a.json", statements),
    ("statements by one long name", "a.json", by_long_name),
    ("phrases that are hidden", "a.json", hidden),
    ("quotes that are not there", "a.json", |size| quotes(size, "words that stand nowhere ")),
    ("short quotes that are not there", "a.json", |size| quotes(size, "")),
    ("quotes that nearly are there", "a.json", |size| quotes(size, "he said so he said so he said so he said ")),
    ("coreferences", "a.json", coreferences),
];

fn marked(text: &str, count: usize, span: impl Fn(usize, u32) -> (u32, u32)) -> String {
    let chars = text.len() as u32;
    let mark = |at| {
        let (start, end) = span(at, chars);
        format!(r#"{{"layer":"hedge","id":"h{at}","start":{start},"end":{end},"kind":"modal"}}"#)
    };
    file(text, &(0..count).map(mark).collect::<Vec<_>>().join(","), "")
}

fn file(text: &str, annotations: &str, edits: &str) -> String {
    format!(r#"{{"text":"{text}","annotations":[{annotations}],"edits":[{edits}]}}"#)
}

fn nested(size: usize, named: bool) -> String {
    let count = size / 66;
    let mark = |at: usize| {
        let id = if named { format!(r#""id":"h{at}","#) } else { String::new() };
        format!(r#"{{"layer":"hedge",{id}"start":{at},"end":{},"kind":"modal"}}"#, 2 * count - at)
    };
    file(&"a".repeat(2 * count), &(0..count).map(mark).collect::<Vec<_>>().join(","), "")
}

fn statements(size: usize) -> String {
    let count = size / 120;
    let statement = |at: usize| {
        let start = 8 * at as u32 + 8;
        format!(
            r#"{{"layer":"attribution","id":"a{at}","source":[[0,3]],"cue":[[4,8]],"content":[[{start},{}]],"refers_to":"a0"}}"#,
            start + 7
        )
    };
    file(&"Ana said ".repeat(count), &(0..count).map(statement).collect::<Vec<_>>().join(","), "")
}

fn by_long_name(size: usize) -> String {
    let name = size / 4;
    let statement = |at: usize| {
        let start = name + 1 + 12 * at;
        format!(
            r#"{{"layer":"attribution","id":"a{at}","source":[[{start},{}]],"cue":[[{},{}]],"content":[[{},{}]],"refers_to":"e"}}"#,
            start + 3,
            start + 4,
            start + 8,
            start + 9,
            start + 11
        )
    };
    let count = size / 200;
    let text = format!("{} {}", "Ito ".repeat(name / 4), "Ana said so ".repeat(count));
    let entity = format!(r#"{{"layer":"entity","id":"e","start":0,"end":{},"kind":"person"}}"#, name - 1);
    let marks: Vec<String> = std::iter::once(entity).chain((0..count).map(statement)).collect();
    file(&text, &marks.join(","), "")
}

fn hidden(size: usize) -> String {
    let hide = |at: usize| format!(r#"{{"op":"hide","layer":"hedge","phrase":"may {at}"}}"#);
    let edits = (0..size / 100).map(hide).collect::<Vec<_>>().join(",");
    let text = "may ".repeat(size / 100);
    let mark = |at: usize| {
        format!(r#"{{"layer":"hedge","id":"h{at}","start":{},"end":{},"kind":"modal"}}"#, 4 * at, 4 * at + 3)
    };
    file(&text, &(0..size / 150).map(mark).collect::<Vec<_>>().join(","), &edits)
}

fn quotes(size: usize, words: &str) -> String {
    let text = "he said so ".repeat(size / 33);
    let quote = |at: usize| {
        format!(
            r#"{{"type":"Annotation","motivation":"tagging","bodyValue":"person","target":{{"source":"a","selector":{{"type":"TextQuoteSelector","exact":"{words}{at}"}}}}}}"#
        )
    };
    let quotes = (0..size / 3 * 2 / (150 + words.len())).map(quote).collect::<Vec<_>>().join(",");
    let name = "ni:///sha-256;x";
    format!(
        r#"[{{"type":"Annotation","motivation":"describing","body":{{"format":"text/plain","value":"{text}"}},"target":"{name}"}},{quotes}]"#
    )
}

fn coreferences(size: usize) -> String {
    let count = size / 160;
    let quote = |at: usize| {
        let start = 4 * at;
        format!(
            r#"{{"cue":{{"start":{start},"end":{}}},"sources":[],"contents":[{{"start":{start},"end":{},"text":"may"}}],"coreferences":[{{"start":{start},"end":{},"text":"may"}}]}}"#,
            start + 3,
            start + 3,
            start + 3
        )
    };
    format!(
        r#"{{"text":"{}","quotes":[{}]}}"#,
        "may ".repeat(count),
        (0..count).map(quote).collect::<Vec<_>>().join(",")
    )
}

/// The time that this thread has had on a processor so far: others are at work on the machine. Where the system does not
/// say, the time that has gone by since `began`.
fn spent(began: Instant) -> Duration {
    let schedule = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = schedule.split(' ').next().and_then(|first| first.parse().ok());
    nanoseconds.map_or_else(|| began.elapsed(), Duration::from_nanos)
}

/// How long everything takes but the engine, and how many bytes the largest file has that is written.
fn measure(name: &str, bytes: &[u8]) -> (Duration, usize) {
    let clock = Instant::now();
    let began = spent(clock);
    let Ok(opened) = open(bytes, name, None) else { return (spent(clock) - began, 0) };
    let mut time = spent(clock) - began;
    let mut document = opened.document;
    let mut analysis = Analysis { annotations: std::mem::take(&mut document.annotations), ..Analysis::default() };
    if opened.kind == FileKind::Html {
        let began = spent(clock);
        document.text = reportedly_extraction::read(&decode(bytes).text).article();
        time += spent(clock) - began;
    }
    if matches!(opened.kind, FileKind::Text | FileKind::Html) {
        let mut job = Job::new(document.text.clone());
        while job.step() != Progress::Done {}
        analysis = job.finish();
    }
    let began = spent(clock);
    let text = &document.text;
    let view = View::default();
    analysis.annotations = resolve(text, &analysis.annotations, &document.edits).annotations;
    let all_names = names(text, &analysis.annotations, &|_| true);
    let references = References::new(&analysis.annotations, &all_names);
    let all_sources = sources(text, &analysis.annotations, &all_names, &references, &|_| true);
    let checked = review(text, &analysis, &view, &all_sources);
    statistics(text, &analysis, &view, &all_sources, &checked);
    segments(&paragraphs(text).collect::<Vec<_>>(), &analysis.annotations, |_| true);
    // Words that are there, and some that nearly are.
    let words: String = text.chars().take(500).collect();
    find_all(text, &words, usize::MAX);
    find_all(text, &(words + "x"), usize::MAX);
    let document = Document { annotations: analysis.annotations, ..document };
    let article = ViewedDocument::new(&document, &analysis.asides, &view);
    let length = |format: &Format| match *format {
        Format::Text(format) => export(&article, format).len(),
        Format::Office(format) => office::write(&article, format).map_or(0, |file| file.len()),
    };
    let largest = Format::ALL.iter().map(length).max().unwrap_or_default();
    let people = [("Ana".to_owned(), document.clone()), ("Ben".to_owned(), document)];
    let _ = merge(&people);
    time += spent(clock) - began;
    (time, largest)
}

fn main() -> ExitCode {
    let most: usize = std::env::args().nth(1).and_then(|size| size.parse().ok()).unwrap_or(3_200_000);
    let only = std::env::args().nth(2).unwrap_or_default();
    println!("{:<34} {:>9} {:>9} {:>9} {:>7} {:>14}", "", most / 4, most / 2, most, "growth", "largest file");
    let mut slow = false;
    for (pattern, name, made) in PATTERNS.iter().filter(|(pattern, ..)| pattern.contains(&only)) {
        let runs = [most / 4, most / 2, most].map(|size| measure(name, made(size).as_bytes()));
        let [first, second, third] = runs.map(|(time, _)| time);
        let growth = third.as_secs_f64() / second.as_secs_f64();
        // One run may have had the machine for itself and the next not.
        let is_slow = third > SHORTEST && (third.as_secs_f64() / first.as_secs_f64()).sqrt().min(growth) > GROWTH;
        slow |= is_slow;
        println!(
            "{pattern:<34} {:>7.2} s {:>7.2} s {:>7.2} s {growth:>7.2} {:>14} {}",
            first.as_secs_f64(),
            second.as_secs_f64(),
            third.as_secs_f64(),
            runs[2].1,
            if is_slow { "too much" } else { "" },
        );
    }
    if slow { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
