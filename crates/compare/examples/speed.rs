//! `cargo xtask bench compare`: how long a comparison of five articles takes, alone and with the engine, and how its time
//! grows with the number of statements.

#![expect(clippy::print_stdout, reason = "a table for whoever runs it")]

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use reportedly_compare::{MOST_ARTICLES, compare, markdown};
use reportedly_document::{
    Annotation, Attribution, Document, Entity, EntityKind, SourceClass, Span, View, ViewedDocument, assign_ids,
};
use reportedly_engine::{Job, Model, Progress};

/// How many words an article has.
const WORDS: usize = 1000;
/// Of so many runs the shortest time counts.
const RUNS: usize = 5;
/// The largest growth of the time when there are eight times as many statements: a sort adds a little, and so does a machine
/// that does other things as well. With the square of their number it would be 64.
const GROWTH: f64 = 32.0;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let model = std::fs::read(root.join("../../static/news.model")).expect("the model is there");
    let model = Arc::new(Model::read(&model).expect("it is a model"));
    let texts = articles(root);
    let words: Vec<usize> = texts.iter().map(|text| text.split_whitespace().count()).collect();
    println!("five articles of {words:?} words");
    let start = Instant::now();
    let documents: Vec<Document> = texts.iter().map(|text| document(text, &model)).collect();
    println!("{:>10.1} ms  the engine, with its model", milliseconds(start.elapsed()));
    let (time, statements) = compared(&documents);
    println!("{:>10.1} ms  the comparison of {statements} statements, Markdown and all", milliseconds(time));

    println!("\nfive articles of police reports");
    let mut times = Vec::new();
    for count in [125, 250, 500, 1000] {
        let documents: Vec<Document> = (0..MOST_ARTICLES).map(|article| reports(article, count)).collect();
        let (time, statements) = compared(&documents);
        println!("{:>10.1} ms  {statements} statements", milliseconds(time));
        times.push(time.as_secs_f64());
    }
    let growth = times.last().zip(times.first()).map_or(f64::INFINITY, |(last, first)| last / first);
    println!("eight times as many statements take {growth:.1} times as long; {GROWTH} is the most");
    let mut most = growth;

    println!("\nfive articles of names that are made to take long");
    for (what, article) in
        [("names in many cases", cases as fn(usize, usize) -> Document), ("words a name", long_names)]
    {
        let [first, last] = [500, 4000].map(|count| {
            let documents: Vec<Document> = (0..MOST_ARTICLES).map(|number| article(number, count)).collect();
            let (time, _) = compared(&documents);
            println!("{:>10.1} ms  {count} {what}", milliseconds(time));
            time.as_secs_f64()
        });
        println!("eight times as many take {:.1} times as long", last / first);
        most = most.max(last / first);
    }
    if most <= GROWTH { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// An article of so many names that are one but for the case of letters, companies before places.
fn cases(article: usize, count: usize) -> Document {
    let mut text = String::new();
    let mut annotations = Vec::new();
    for index in 0..count {
        let start = text.len();
        let number = index / 2 * MOST_ARTICLES + article;
        text.extend((0..16).map(|bit| if number >> bit & 1 == 0 { 'é' } else { 'É' }));
        let kind = if index < count / 2 { EntityKind::Organization } else { EntityKind::Place };
        annotations.push(Annotation::machine(Entity { span: Span::from(start..text.len()), kind }, "bench"));
        text.push('\n');
    }
    assign_ids(&text, &mut annotations);
    Document { text, annotations, ..Document::default() }
}

/// An article of statements that are worth a closer look, by people with names of so many words.
fn long_names(article: usize, count: usize) -> Document {
    let mut text = String::new();
    let mut annotations = Vec::new();
    for index in 0..40 {
        let start = text.len();
        text.extend((0..count).map(|word| format!("N{word}x{article}y{index} ")));
        let name = Span::from(start..text.len() - 1);
        annotations.push(Annotation::machine(Entity { span: name, kind: EntityKind::Person }, "bench"));
        text.push_str("said ");
        let start = text.len();
        text.push_str(&format!("road{index} near farm{index} was flooded by brook{index}"));
        let content = vec![Span::from(start..text.len())];
        let class = Some(SourceClass::Named);
        let attribution = Attribution { source: vec![name], content, source_class: class, ..Attribution::default() };
        text.push_str(".\n");
        annotations.push(Annotation::machine(attribution, "bench"));
    }
    assign_ids(&text, &mut annotations);
    Document { text, annotations, ..Document::default() }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Five articles of some thousand words, made of the texts of `tests/pairs`: the first of some pairs and the second of the
/// same ones, so that there is something to align.
fn articles(root: &Path) -> Vec<String> {
    let mut files: Vec<_> = std::fs::read_dir(root.join("tests/pairs"))
        .expect("the pairs are there")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    files.sort();
    let pairs: Vec<String> = files.iter().map(|path| std::fs::read_to_string(path).expect("it can be read")).collect();
    let part = |pair: &str, head: &str| {
        let rest = pair.split_once(&format!("== {head}\n")).expect("a pair has two texts").1;
        rest.split("\n== ").next().unwrap_or_default().trim().to_owned()
    };
    let article = |index: usize| {
        let head = if index.is_multiple_of(2) { "A" } else { "B" };
        let mut text = String::new();
        for pair in pairs.iter().skip(2 * (index / 2)) {
            if text.split_whitespace().count() < WORDS {
                text.push_str(&part(pair, head));
                text.push_str("\n\n");
            }
        }
        text
    };
    (0..MOST_ARTICLES).map(article).collect()
}

fn document(text: &str, model: &Arc<Model>) -> Document {
    let mut job = Job::with_model(text.to_owned(), Arc::clone(model));
    while job.step() != Progress::Done {}
    Document::of_analysis(text.to_owned(), job.finish()).expect("the analysis is of this text")
}

/// How long it takes to compare documents and to write the result, and how many statements they have.
fn compared(documents: &[Document]) -> (Duration, usize) {
    let view = View::default();
    let run = || {
        let start = Instant::now();
        let articles: Vec<ViewedDocument<'_>> =
            documents.iter().map(|document| ViewedDocument::new(document, &document.asides, &view)).collect();
        let comparison = compare(&articles).expect("there are few");
        let written = markdown(&comparison);
        assert!(!written.is_empty());
        (start.elapsed(), comparison.statements.len())
    };
    (0..RUNS).map(|_| run()).min().unwrap_or_default()
}

/// An article of so many statements of the police, all alike and none the same.
fn reports(article: usize, count: usize) -> Document {
    let mut text = String::new();
    let mut annotations = Vec::new();
    for index in 0..count {
        let (road, farm, brook) = (index * 7 + article, index * 13 + 1, index * 29 + 2);
        let source = Span::from(text.len()..text.len() + 6);
        text.push_str("Police said ");
        let start = text.len();
        text.push_str(&format!("road {road} near farm {farm} was flooded by brook{brook} and field{index} was lost"));
        let attribution = Attribution {
            source: vec![source],
            content: vec![Span::from(start..text.len())],
            source_class: Some(SourceClass::Official),
            ..Attribution::default()
        };
        text.push_str(".\n");
        annotations.push(Annotation::machine(attribution, "bench"));
    }
    assign_ids(&text, &mut annotations);
    Document { text, annotations, ..Document::default() }
}
