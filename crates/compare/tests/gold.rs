//! How often aligned pairs are right, on pairs of texts with gold alignments beside them (`tests/pairs`).
//!
//! `cargo test -p reportedly-compare --test gold -- --nocapture` prints the figures and every mistake.

#![expect(clippy::print_stdout, reason = "the figures are for whoever runs it with --nocapture")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use reportedly_compare::{Comparison, compare};
use reportedly_document::{Document, View, ViewedDocument};
use reportedly_engine::{Job, Model, Progress};

/// Of the pairs that are aligned, so many per cent must be right, and so many of the gold pairs must be found.
const LEAST_PRECISION: u32 = 95;
const LEAST_RECALL: u32 = 65;
/// The same of what is said to differ.
const LEAST_DIFFERENCE_PRECISION: u32 = 90;
/// Of the statements that are said to be only in one article, so many per cent must be in no gold pair.
const LEAST_ONLY_PRECISION: u32 = 95;

/// Files from this number on were written after the rules were settled.
const FIRST_UNSEEN: u32 = 13;

/// Two texts with the statements that are the same.
struct Pair {
    name: String,
    texts: [String; 2],
    same: Vec<Gold>,
    never: Vec<[String; 2]>,
}

/// Words of two statements that are the same, and what differs. A difference with a "?" is one that people may see or not.
struct Gold {
    words: [String; 2],
    differences: Vec<String>,
}

fn read(path: &Path) -> Pair {
    let file = fs::read_to_string(path).expect("a pair can be read");
    let part = |head: &str| {
        let (_, rest) = file.split_once(&format!("== {head}\n")).unwrap_or_else(|| panic!("{path:?} has no {head}"));
        rest.split("\n== ").next().unwrap_or_default().trim().to_owned()
    };
    let words = |line: &str| {
        let (one, other) = line.split_once(" <> ").unwrap_or_else(|| panic!("{path:?}: {line}"));
        [one.trim().to_owned(), other.trim().to_owned()]
    };
    let texts = [part("A"), part("B")];
    let same = part("SAME");
    let gold = same.lines().map(|line| {
        let (pair, differences) = line.rsplit_once(" : ").unwrap_or((line, ""));
        let differences = differences.split(", ").filter(|it| !it.is_empty()).map(str::to_owned).collect();
        Gold { words: words(pair), differences }
    });
    let gold: Vec<Gold> = gold.collect();
    let never: Vec<[String; 2]> = part("NEVER").lines().map(words).collect();
    for pair in gold.iter().map(|gold| &gold.words).chain(&never) {
        for (words, text) in pair.iter().zip(&texts) {
            assert!(text.contains(words.as_str()), "{path:?}: the text does not have {words:?}");
        }
    }
    let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
    Pair { name, texts, same: gold, never }
}

fn document(text: &str, model: &Arc<Model>) -> Document {
    let mut job = Job::with_model(text.to_owned(), Arc::clone(model));
    while job.step() != Progress::Done {}
    Document::of_analysis(text.to_owned(), job.finish()).expect("the analysis is of this text")
}

/// How a rule's difference is called in the gold.
fn short(rule: &str) -> &str {
    match rule {
        "difference/quoted-or-paraphrased" => "quoted",
        "difference/hedged-or-flat" => "hedged",
        "difference/named-or-anonymous" => "anonymous",
        "difference/named-or-not" => "unnamed",
        "difference/number" | "difference/day" => "number",
        "difference/speaker" => "speaker",
        other => other,
    }
}

/// How many of those that were found are right, and how many of those that there are were found.
#[derive(Default)]
struct Score {
    found: u32,
    right: u32,
    gold: u32,
    hit: u32,
}

impl Score {
    fn precision(&self) -> u32 {
        self.right * 100 / self.found.max(1)
    }

    fn recall(&self) -> u32 {
        self.hit * 100 / self.gold.max(1)
    }

    fn add(&mut self, other: &Score) {
        self.found += other.found;
        self.right += other.right;
        self.gold += other.gold;
        self.hit += other.hit;
    }

    fn line(&self, name: &str) -> String {
        let Score { found, right, gold, hit } = self;
        format!(
            "{name}: precision {right} of {found} ({} %), recall {hit} of {gold} ({} %)\n",
            self.precision(),
            self.recall()
        )
    }
}

#[derive(Default)]
struct Figures {
    pairs: Score,
    differences: Score,
    only: Score,
    /// Gold pairs of which the engine marked both statements.
    marked: u32,
}

impl Figures {
    fn add(&mut self, other: &Figures) {
        self.pairs.add(&other.pairs);
        self.differences.add(&other.differences);
        self.only.add(&other.only);
        self.marked += other.marked;
    }

    fn shown(&self, name: &str) -> String {
        let mut shown = self.pairs.line(&format!("{name}, pairs"));
        let _ = writeln!(shown, "  (of {} gold pairs, both statements of {} are marked)", self.pairs.gold, self.marked);
        shown += &self.differences.line(&format!("{name}, differences"));
        let _ = writeln!(shown, "{name}, only here: {} of {} are in no gold pair", self.only.right, self.only.found);
        shown
    }
}

fn measure(pair: &Pair, model: &Arc<Model>, mistakes: &mut String) -> Figures {
    let documents = pair.texts.each_ref().map(|text| document(text, model));
    let view = View::default();
    let comparison =
        compare(&documents.each_ref().map(|document| ViewedDocument::new(document, &document.asides, &view)))
            .expect("they are two");
    let text_of = |index: u32| {
        let statement = &comparison.statements[index as usize];
        let text = &pair.texts[statement.article as usize];
        statement.content.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ")
    };
    // Whether the words of the gold are in a statement, or it in them.
    let is_about = |index: u32, words: &[String; 2]| {
        let statement = &comparison.statements[index as usize];
        let text = &pair.texts[statement.article as usize];
        let start = text.find(words[statement.article as usize].as_str()).expect("checked when it was read");
        let end = start + words[statement.article as usize].len();
        statement.content.iter().any(|span| (span.start as usize) < end && start < span.end as usize)
    };
    let mut figures = Figures::default();
    let mut found = vec![false; pair.same.len()];
    let mut seen_differences = vec![Vec::new(); pair.same.len()];
    for group in &comparison.groups {
        let [one, other] = group.statements.as_slice() else { panic!("two articles have pairs") };
        figures.pairs.found += 1;
        let gold = pair.same.iter().position(|gold| is_about(*one, &gold.words) && is_about(*other, &gold.words));
        let rules: Vec<&str> = group.links.iter().map(|link| &*link.rule).collect();
        let is_never = pair.never.iter().any(|words| is_about(*one, words) && is_about(*other, words));
        let Some(gold) = gold.filter(|_| !is_never || gold.is_some()) else {
            let (one, other) = (text_of(*one), text_of(*other));
            let _ = writeln!(mistakes, "{}: WRONG {rules:?}\n    {one}\n    {other}", pair.name);
            continue;
        };
        figures.pairs.right += 1;
        found[gold] = true;
        let expected = &pair.same[gold].differences;
        for difference in &group.differences {
            let name = short(&difference.rule);
            figures.differences.found += 1;
            seen_differences[gold].push(name.to_owned());
            if expected.iter().any(|known| known.trim_end_matches('?') == name) {
                figures.differences.right += 1;
            } else {
                let (one, other) = (text_of(*one), text_of(*other));
                let _ = writeln!(mistakes, "{}: NO DIFFERENCE {name}\n    {one}\n    {other}", pair.name);
            }
        }
    }
    for (index, gold) in pair.same.iter().enumerate() {
        let marks = |article: u32| {
            (0..comparison.statements.len() as u32)
                .any(|index| comparison.statements[index as usize].article == article && is_about(index, &gold.words))
        };
        figures.pairs.gold += 1;
        figures.pairs.hit += u32::from(found[index]);
        let is_marked = marks(0) && marks(1);
        figures.marked += u32::from(is_marked);
        if !found[index] {
            let marked = if is_marked { "" } else { " (not marked)" };
            let _ = writeln!(mistakes, "{}: MISSED{marked} {:?}", pair.name, gold.words);
        }
        for difference in gold.differences.iter().filter(|it| !it.ends_with('?')) {
            figures.differences.gold += 1;
            let is_seen = seen_differences[index].contains(difference);
            figures.differences.hit += u32::from(is_seen);
            if !is_seen && found[index] {
                let _ = writeln!(mistakes, "{}: MISSED DIFFERENCE {difference} {:?}", pair.name, gold.words);
            }
        }
    }
    for &only in &comparison.only_here {
        figures.only.found += 1;
        let is_gold = |gold: &Gold| is_about(only, &gold.words);
        if pair.same.iter().any(is_gold) {
            let _ = writeln!(mistakes, "{}: NOT ONLY HERE\n    {}", pair.name, text_of(only));
        } else {
            figures.only.right += 1;
        }
    }
    check_indices(&comparison);
    figures
}

fn check_indices(comparison: &Comparison) {
    for (index, group) in comparison.groups.iter().enumerate() {
        for &statement in &group.statements {
            assert_eq!(comparison.statements[statement as usize].group, Some(index as u32));
        }
    }
}

#[test]
fn aligned_pairs_are_right() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let model = fs::read(root.join("../../static/news.model")).expect("the model is there");
    let model = Arc::new(Model::read(&model).expect("it is a model"));
    let mut files: Vec<_> = fs::read_dir(root.join("tests/pairs"))
        .expect("the pairs are there")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    files.sort();
    assert!(files.len() >= 12, "there are {} pairs", files.len());
    let (mut seen, mut unseen) = (Figures::default(), Figures::default());
    let mut mistakes = String::new();
    for path in &files {
        let pair = read(path);
        let number: u32 = pair.name[..2].parse().expect("a name begins with a number");
        let figures = measure(&pair, &model, &mut mistakes);
        if number < FIRST_UNSEEN { seen.add(&figures) } else { unseen.add(&figures) }
    }
    let mut all = Figures::default();
    all.add(&seen);
    all.add(&unseen);
    let shown = [
        mistakes,
        seen.shown("pairs that the rules were made with"),
        unseen.shown("pairs written afterwards"),
        all.shown("all"),
    ]
    .concat();
    println!("{shown}");
    assert!(all.pairs.precision() >= LEAST_PRECISION, "{shown}");
    assert!(all.pairs.recall() >= LEAST_RECALL, "{shown}");
    assert!(all.differences.precision() >= LEAST_DIFFERENCE_PRECISION, "{shown}");
    assert!(all.only.precision() >= LEAST_ONLY_PRECISION, "{shown}");
}
