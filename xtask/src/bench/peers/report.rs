//! `docs/benchmarks.md`, whole: a template, and what was measured.

use std::fmt::Write as _;

use super::machine::Machine;
use super::measure::{Measured, Place, rounds_of};

/// What the document is made of.
pub(super) struct Report<'r> {
    pub(super) machine: &'r Machine,
    /// Names of programs and packages, each with its version.
    pub(super) versions: &'r [(String, String)],
    pub(super) measured: &'r [Measured],
    pub(super) rounds: usize,
    /// The section of scores, with its heading.
    pub(super) scores: &'r str,
}

/// How the section of scores begins; it ends where the next section does.
const SCORES: &str = "## Scores\n";

/// The section of scores of a document that is there.
pub(super) fn scores_of(document: &str) -> Option<&str> {
    let section = &document[document.find(SCORES)?..];
    let end = section[SCORES.len()..].find("\n## ").map_or(section.len(), |at| SCORES.len() + at + 1);
    Some(&section[..end])
}

/// The section where nothing has been scored yet.
pub(super) fn unscored() -> String {
    format!("{SCORES}\nNot measured yet: `cargo xtask bench peers --corpora DIR`.\n\n")
}

/// The section of scores with these tables.
pub(super) fn scored(tables: &str, date: &str, versions: &[(String, String)]) -> String {
    let versions = versions.iter().map(|(name, version)| format!("{name} {version}")).collect::<Vec<_>>().join(", ");
    format!(
        "{SCORES}
Measured on {date}, on the same dev sets, with the same scorer: {versions}.
F1; 1.000 would be all right and nothing more. The sets are not in this repository. Ours was developed on them, the others were not: on articles that nobody had seen, ours had 0.738 and spaCy 0.649 for names of all kinds, and ours 0.650 and textacy 0.123 for who said what.

{tables}* Names count where span and kind are exactly those of the annotation. Labels are mapped: spaCy's PERSON is a person, ORG an organization, GPE, LOC and FAC a place; compromise's people, organizations and places are what they say. All other labels are left out.
* The annotation has articles and possessives outside of names; with all programs they are taken off. So are the signs around a name that compromise gives with it.
* Who said what counts where content and source overlap by half or more (intersection over union of characters). textacy refuses a text in which a quotation mark has no partner, and finds nothing there. It looks for direct quotations alone, and the sets have indirect ones as well.
* compromise finds quotations without speakers, wink-nlp neither names nor quotations.

"
    )
}

const INTRODUCTION: &str = "# Benchmarks

How fast and how large Reportedly is beside what else is used for the same texts. `cargo xtask bench peers` measures all of it and writes this file;
what is written into it by hand is gone the next time.
";

const AGAIN: &str = "## How to run it again

```sh
cargo xtask bench peers                        # times, memory, bytes; scores stay as they are
cargo xtask bench peers --corpora DIR          # scores as well, on annotated corpora
```

It needs Linux, Node.js, Python 3.11 and Chromium. Packages are installed in the versions below, into the tools' cache; nothing else is fetched.
The engine in a browser can be timed on any machine: `bench.html` of the page does it, with compromise and wink-nlp beside it if the page was built with `cargo xtask build --with-peers`.

";

const MEANING: &str = "## What the figures mean

* **Text**: the paragraphs of this repository's three samples (`static/examples`), one after the other, again and again, to at most 4,000, 100,000 and 1,000,000 bytes. 1 KB is 1,000 bytes. A text that repeats itself is friendlier to caches than the news; it is so for all.
* **Rounds**: each program is in a process of its own. A round gives each of them the same text in turn, so that what else the machine does hurts all alike. Figures are medians, with the least and the most in brackets. A program that has taken more than 90 seconds for a size is given no further round of it.
* **KB/s**: from the text in memory until its marks are there, measured inside of the process. In Chromium that is until the worker has answered the page. Our command line is timed from outside, with writing its document as JSON.
* **One core**: what is native is bound to one core. Node and Chromium may use others, to compile and to collect garbage.
* **Ready**: from the start of the process, or of the page, until a text can be given. Files come from this machine, so that no network is in it. **First text**: 4 KB just after that, while nothing has been compiled.
* **Memory**: the most that the process has had resident, after all texts (`VmHWM`); in Chromium that of the process that draws the page.
* **Bytes**: in a browser what is downloaded, each file compressed with brotli at its best. Natively what is installed: our program, or spaCy and textacy with all packages that they need, without Python itself.
* **The work differs.** The column \"finds\" says in what. A program that finds less has less to do.

";

/// The whole document.
pub(super) fn document(report: &Report<'_>) -> String {
    let Report { machine, versions, measured, rounds, scores } = report;
    let mut text = String::from(INTRODUCTION);
    let instructions = if machine.instructions.is_empty() { "none" } else { &machine.instructions.join(", ") };
    let [short, middle, long] = [0, 1, 2].map(|size| rounds_of(size, *rounds));
    // A string takes all that is written.
    let _ = write!(
        text,
        "
Measured on {}: {}, {} cores, {:.0} GB of memory, Linux {}.
Vector instructions beyond SSE: {instructions}.
In the minute before, {} processes wanted a core on average.
{rounds} starts; {short} rounds with 4 KB, {middle} with 100 KB, {long} with 1 MB.

## Speed

KB of text a second; more is better.

| | finds | 4 KB | 100 KB | 1 MB |
|---|---|---:|---:|---:|
{}
{}
## Start, memory, bytes

Less is better.

| | ready, ms | first text, ms | memory, MB | bytes, MB |
|---|---:|---:|---:|---:|
{}
{scores}{MEANING}{AGAIN}## Versions

",
        machine.date,
        machine.processor,
        machine.cores,
        machine.memory as f64 / 1e9,
        machine.kernel,
        machine.load,
        measured.iter().map(speed_row).collect::<String>(),
        remarks(measured),
        measured.iter().map(start_row).collect::<String>(),
    );
    text.extend(versions.iter().map(|(name, version)| format!("* {name}: {version}\n")));
    text.push_str(
        "\nThe authors of spaCy's model publish it in no package index. What is measured is a copy of en_core_web_sm 3.8.0 that somebody else has put there under another name.\n",
    );
    text
}

fn speed_row(one: &Measured) -> String {
    let speeds = one.figures.speeds.iter().map(|speeds| spread(speeds, 0)).collect::<Vec<_>>().join(" | ");
    let problem =
        one.problem.as_ref().map(|problem| format!(" ({})", problem.replace(['\n', '|'], " "))).unwrap_or_default();
    format!("| {} | {}{problem} | {speeds} |\n", title(one), one.subject.finds)
}

fn start_row(one: &Measured) -> String {
    let figures = &one.figures;
    let megabytes = |bytes: Option<u64>, digits: usize| {
        bytes.map_or_else(|| "–".to_owned(), |bytes| format!("{:.digits$}", bytes as f64 / 1e6))
    };
    let cells = [
        spread(&figures.ready, 0),
        spread(&figures.first, 0),
        megabytes(figures.peak, 0),
        megabytes(one.subject.bytes, 2),
    ];
    format!("| {} | {} |\n", title(one), cells.join(" | "))
}

fn title(one: &Measured) -> String {
    let place = match one.subject.place {
        Place::Node => "Node",
        Place::Chromium => "Chromium",
        Place::Native => "native, one core",
    };
    format!("{}, {place}", one.subject.name)
}

/// The median with the least and the most.
fn spread(values: &[f64], digits: usize) -> String {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    match (sorted.as_slice(), median(values)) {
        ([one], _) => format!("{one:.digits$}"),
        ([least, .., most], Some(median)) => format!("{median:.digits$} ({least:.digits$}–{most:.digits$})"),
        _ => "–".to_owned(),
    }
}

pub(super) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    Some(if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        (sorted.get(middle.checked_sub(1)?)? + sorted[middle]) / 2.0
    })
}

/// What we want to be, as multiples of compromise.
const FLOOR: f64 = 5.0;
const AIM: f64 = 10.0;

/// What is slower than we want, by the figures and not by hand.
fn remarks(measured: &[Measured]) -> String {
    let mut remarks = String::from("What these say of us:\n\n");
    for (place, name) in [(Place::Node, "Node"), (Place::Chromium, "Chromium")] {
        remarks.extend(multiples(measured, place).map(|multiples| {
            let shown = multiples.map(|multiple| format!("{multiple:.1}")).join(", ");
            let least = multiples.into_iter().fold(f64::INFINITY, f64::min);
            let verdict = if least >= AIM {
                "That is what we aim at."
            } else if least >= FLOOR {
                "That is above our floor of 5, and below our aim of 10."
            } else {
                "**That is slower than our floor of 5.**"
            };
            format!("* In {name} we are {shown} times as fast as compromise (4 KB, 100 KB, 1 MB). {verdict}\n")
        }));
    }
    let slower = |ours: &Measured, other: &Measured| {
        let [ours, other] = [ours, other].map(|one| median(&one.figures.speeds[1]));
        Some(ours? < other?)
    };
    for ours in measured.iter().filter(|one| one.subject.name == OURS) {
        let faster = measured
            .iter()
            .filter(|other| other.subject.place == ours.subject.place && slower(ours, other) == Some(true));
        remarks.extend(faster.map(|other| {
            format!("* Faster than us with 100 KB: {}, which finds {}.\n", title(other), other.subject.finds)
        }));
    }
    remarks
}

/// What our rows are called.
pub(super) const OURS: &str = "Reportedly";

/// How many times as fast as compromise we are, for each size.
fn multiples(measured: &[Measured], place: Place) -> Option<[f64; 3]> {
    let find = |name: &str| measured.iter().find(|one| one.subject.place == place && one.subject.name == name);
    let (ours, other) = (find(OURS)?, find("compromise")?);
    let mut multiples = [0.0; 3];
    for (size, multiple) in multiples.iter_mut().enumerate() {
        *multiple = median(&ours.figures.speeds[size])? / median(&other.figures.speeds[size])?;
    }
    Some(multiples)
}

#[cfg(test)]
mod tests {
    use super::super::measure::{Figures, Subject};
    use super::*;

    fn machine() -> Machine {
        Machine {
            processor: "A processor".to_owned(),
            instructions: vec!["avx2"],
            cores: 2,
            memory: 8_000_000_000,
            kernel: "6.1".to_owned(),
            load: "0.10".to_owned(),
            date: "2026-11-30".to_owned(),
        }
    }

    fn measured(name: &'static str, speed: f64) -> Measured {
        let subject =
            Subject { name, place: Place::Node, finds: "names", bytes: Some(1_250_000), start: Err(String::new()) };
        let figures = Figures {
            ready: vec![30.0, 20.0, 25.0],
            first: vec![9.0],
            speeds: [vec![speed, speed + 2.0], vec![speed], Vec::new()],
            peak: Some(50_000_000),
        };
        Measured { subject, figures, problem: None }
    }

    fn written(measured: &[Measured], scores: &str) -> String {
        let versions = [("Node.js".to_owned(), "v20".to_owned())];
        document(&Report { machine: &machine(), versions: &versions, measured, rounds: 3, scores })
    }

    #[test]
    fn every_figure_has_its_spread() {
        let text = written(&[measured(OURS, 400.0)], &unscored());
        assert!(text.contains("| Reportedly, Node | names | 401 (400–402) | 400 | – |"), "{text}");
        assert!(text.contains("| Reportedly, Node | 25 (20–30) | 9 | 50 | 1.25 |"), "{text}");
        assert!(text.contains("Measured on 2026-11-30: A processor, 2 cores, 8 GB"), "{text}");
        assert!(text.contains("* Node.js: v20\n"), "{text}");
    }

    #[test]
    fn what_is_slow_is_said() {
        let with_long = |name, speed| {
            let mut one = measured(name, speed);
            one.figures.speeds[2] = vec![speed];
            one
        };
        let text = written(&[with_long(OURS, 400.0), with_long("compromise", 100.0)], "");
        assert!(text.contains("**That is slower than our floor of 5.**"), "{text}");
        let text = written(&[with_long(OURS, 1_200.0), with_long("compromise", 100.0)], "");
        assert!(text.contains("That is what we aim at."), "{text}");
        let text = written(&[with_long(OURS, 400.0), with_long("wink-nlp", 2_000.0)], "");
        assert!(text.contains("* Faster than us with 100 KB: wink-nlp, Node, which finds names.\n"), "{text}");
        let mut missing = measured("spaCy", 1.0);
        missing.problem = Some("could not be installed: a\nb | c".to_owned());
        assert!(written(&[missing], "").contains("| spaCy, Node | names (could not be installed: a b   c) |"));
    }

    #[test]
    fn scores_outlive_a_run_without_corpora() {
        let scores = scored("| a | 0.500 |\n\n", "2026-01-02", &[("spaCy".to_owned(), "3".to_owned())]);
        let text = written(&[measured(OURS, 400.0)], &scores);
        assert_eq!(scores_of(&text), Some(scores.as_str()));
        assert!(scores.contains("Measured on 2026-01-02") && scores.contains("spaCy 3"));
        assert_eq!(written(&[measured(OURS, 400.0)], scores_of(&text).unwrap()), text);
        assert_eq!(scores_of("# Benchmarks\n"), None);
    }
}
