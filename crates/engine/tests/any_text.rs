//! What must hold for every text whatsoever: a panic or a span outside the text would lose a reader's article.

mod invariants;

use proptest::prelude::*;
use reportedly_document::{Analysis, Byte, Diagnostic, KnownLines, Label, Layer, Span};
use reportedly_engine::{Job, Progress, annotate};

/// Reads a text by rules, and fails where the analysis breaks what the document format promises.
fn check(text: &str) -> Analysis {
    let analysis = annotate(text);
    assert!(analysis.is_by_rules(), "{}", analysis.engine);
    invariants::check(text, &analysis);
    analysis
}

/// Pieces that rules react to, so that random texts reach them.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "’",
    "‘",
    ".",
    ",",
    "—",
    "-",
    "...",
    "?",
    "(",
    ")",
    "\n",
    "\n\n",
    "said",
    "according to",
    "he",
    "the U.S.",
    "Mr. Smith",
    "Oman",
    "may",
    "reportedly",
    "about",
    "5",
    "$3 million",
    "told",
    "that",
    "plans to",
    "report",
    "Ministry of",
    "not",
    "claims",
    "she added",
    "is expected to",
    "adding that",
    "officials",
    "who",
    "of",
    "and",
    "if",
    "as if",
    "could",
    "Friday",
    "last",
    "week",
    "2015",
    "asked",
    "whether",
    "’s",
    "n’t",
    "é",
    "🇮🇷",
    "中文",
    "שלום",
    "AP",
    "’90s",
    "a",
    "denied",
    "source familiar with the talks",
    "suggests",
    "The",
    "President",
    "Trump",
    "said,",
    "wants",
    "it was reported",
];

fn newsish() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES);
    let glue = prop::sample::select(vec![" ", " ", " ", ""]);
    prop::collection::vec((piece, glue), 0..80)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, glue)| [piece, glue]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "(?s).{0,200}") {
        check(&text);
    }

    #[test]
    fn any_words(text in newsish()) {
        check(&text);
    }
}

#[test]
fn hostile_texts() {
    let long_word = "a".repeat(100_000);
    let texts = [
        "“".repeat(10_000),
        "\" ".repeat(10_000),
        ".".repeat(10_000),
        "(".repeat(10_000) + &")".repeat(10_000),
        "said ".repeat(20_000),
        "“yes,” he said, ".repeat(5_000),
        "Smith ".repeat(20_000),
        "of the ".repeat(20_000),
        "Mr. ".repeat(20_000),
        "may or could ".repeat(10_000),
        "$1 ".repeat(20_000),
        "he said that ".repeat(10_000),
        "according to the report of ".repeat(5_000),
        "claims of reports of ".repeat(10_000),
        "the claim that the report that ".repeat(6_000),
        // A transcript of 5,000 turns, with paragraphs between them; a page of signed posts; capitals throughout.
        "ANA ITO: I doubt it. We tried.\n\nIt failed.\n\nTOM BERG: Why?\n\n".repeat(2_500),
        "Q: Why?\n\nA: Nobody knows, he said.\n\n".repeat(5_000),
        "It was late. Good night.\n— Lena (@lena) May 1\n\n“It is over.”\n— Maya Lund, coach\n\n".repeat(3_000),
        "POLICE: THE MAYOR, CITING ‘TIDE’, SAID HE WAS ACCUSED OF FRAUD. - IMF\n".repeat(3_000),
        "“I think that “we hope that ‘they want to ".repeat(4_000),
        "who said which who was accused by who of, citing ".repeat(4_000),
        "promises to plan to vow to ".repeat(8_000),
        "-".repeat(50_000),
        "A.".repeat(50_000),
        long_word,
    ];
    for text in texts {
        check(&text);
    }
}

/// A reader copies a part of a text, and often one that ends with the mark that opens a quotation.
#[test]
fn a_text_cut_behind_any_mark_is_read() {
    let text = "The port of Lunden is shut. “We are glad,” said Ana Diaz “and we will wait.” ‘No ship,’ Tom Berg said, \
        ‘has come since May.’ \"It is over,\" she told the \"Harbour Post\". According to “Tide,” a paper, the mayor denied \
        “any delay” and promised “a way out”: ''Nobody,'' he wrote, ''will be “left behind”.''";
    check("\"We are glad,\" said Ana Diaz \"");
    for (at, mark) in text.match_indices(['“', '”', '‘', '’', '"', '\'', ',', '.', ':']) {
        check(&text[..at + mark.len()]);
        check(&text[at..]);
        check(&text[at + mark.len()..]);
        // Without the mark, so that its fellow has none.
        check(&(text[..at].to_owned() + &text[at + mark.len()..]));
    }
}

#[test]
fn furniture_is_marked_for_who_includes_it_and_changes_no_mark_of_the_article() {
    let text = "Ferry talks may fail\n\nBy Greta Moen\n\nIt may rain in Oslo, the mayor said.\n\nRead more: Storm may hit Bergen\n\n\
        Advertisement\n\nHe said it could snow.";
    let article = annotate(text);
    let mut job = Job::new(text.to_owned()).marking_asides();
    while job.step() != Progress::Done {}
    let all = job.finish();
    let aside = |at: u32| all.asides.iter().any(|aside| aside.span.holds(at));
    let (inside, outside): (Vec<_>, Vec<_>) = all.annotations.iter().partition(|mark| aside(mark.cover().start));
    let words: Vec<_> = inside.iter().map(|mark| mark.cover().of(text)).collect();
    assert_eq!(words, ["may"]);
    assert_eq!(outside, article.annotations.iter().collect::<Vec<_>>());
    assert_eq!(all.asides, article.asides);
}

#[test]
fn names_of_one_letter_of_any_script_are_read() {
    annotate("Ȩ&W\u{e}A¡Aa¡a(Ͷ\tW ");
    annotate("Ѩ Lund met Ana Lund. Ѩ said it rained. Ж. Lund agreed, she said.");
}

#[test]
fn of_a_text_without_an_article_there_is_a_diagnostic() {
    for text in
        ["Home\n\nNews\n\nSubscribe\n\nAdvertisement\n\nShare this article", "Share\n\nTweet\n\nRelated stories"]
    {
        let analysis = annotate(text);
        assert_eq!((analysis.annotations.len(), analysis.asides.len()), (0, text.split("\n\n").count()), "{text}");
        assert_eq!(analysis.diagnostics, [Diagnostic::NoArticle], "{text}");
    }
    for text in ["", "123", "Home", "It may rain in Oslo.\n\nShare this article"] {
        assert!(!annotate(text).diagnostics.contains(&Diagnostic::NoArticle), "{text}");
    }
}

#[test]
fn of_a_text_in_capitals_there_is_a_diagnostic() {
    let text = "THE FERRIES MAY STOP IN OSLO, THE MAYOR SAID ON FRIDAY. “WE MAY LEAVE THE PORT FOR A MONTH IN SPRING,” SAID ANA DIAZ, \
        WHO RUNS IT.";
    assert_eq!(annotate(text).diagnostics, [Diagnostic::Capitals]);
    assert!(annotate(text).annotations.iter().any(|mark| mark.layer() == Layer::Attribution));
    assert_eq!(annotate("FERRIES MAY STOP IN OSLO\n\nThe mayor of Oslo said so on Friday.").diagnostics, []);
}

#[test]
fn every_turn_of_a_long_transcript_has_its_speaker() {
    const TURNS: usize = 5_000;
    let turn = |number: usize| {
        let speaker = ["HOST", "ANA DIAZ", "JON FABER"][number % 3];
        format!("{speaker}: We met {number} people at the port and talked about the ferries there.")
    };
    let text = (0..TURNS).map(turn).collect::<Vec<_>>().join("\n\n");
    let analysis = annotate(&text);
    let statements = analysis.annotations.iter().filter(|mark| mark.layer() == Layer::Attribution).count();
    assert_eq!(statements, TURNS);
}

#[test]
fn articles_that_stand_one_after_the_other_are_marked_as_each_alone() {
    let article = |town: &str, name: &str| {
        format!(
            "Ferries in {town} may stop\n\nBy Greta Moen\n\nThe port of {town} is quiet. “We cannot pay for empty boats,” said {name}, who runs the \
             ferries there.\n\nThe town could lose forty jobs, the mayor told reporters on Friday."
        )
    };
    let towns = [
        ("Tarsvik", "Ana Diaz"),
        ("Lunden", "Jon Faber"),
        ("Velt", "Mira Holm"),
        ("Umbaru", "Kofi Adan"),
        ("Zarra", "Ida Lund"),
    ];
    let all = towns.map(|(town, name)| article(town, name)).join("\n\n");
    let count =
        |text: &str| annotate(text).annotations.iter().filter(|mark| mark.layer() == Layer::Attribution).count();
    assert_eq!(count(&all), towns.iter().map(|(town, name)| count(&article(town, name))).sum::<usize>());
    assert_eq!(annotate(&all).asides, []);
}

#[test]
fn steps_change_nothing() {
    let text = "Iran may talk, officials said on Friday. “We hope so,” Omar Said told Reuters.\n".repeat(500);
    let mut job = Job::new(text.clone());
    let mut shares = Vec::new();
    while let Progress::Working(share) = job.step() {
        shares.push(share);
    }
    assert!(shares.len() > 5, "a text of {} bytes takes several steps, so that it can be stopped", text.len());
    assert!(shares.is_sorted(), "progress never goes back");
    assert_eq!(job.finish(), annotate(&text));
    assert_eq!(check(&text), annotate(&text), "the same text gives the same marks");
}

#[test]
fn a_stopped_job_has_what_it_found() {
    let text = "Iran may talk, officials said on Friday.\n".repeat(2_000);
    let mut job = Job::new(text.clone());
    while !matches!(job.step(), Progress::Working(share) if share > 0.6) {}
    let found = job.finish().annotations.len();
    assert!(found > 0 && found < annotate(&text).annotations.len());
}

#[test]
fn every_kind_of_layer_is_found() {
    let analysis = check("Iran may talk, officials said on Friday.");
    for &layer in Layer::ALL {
        assert!(analysis.annotations.iter().any(|a| a.layer() == layer), "no {layer} in {analysis:?}");
    }
}

/// Who knows a page by its elements says which of its lines are furniture.
#[test]
fn lines_that_are_known_to_be_furniture_are_and_no_others() {
    let text = "Talks may resume\n\nRead more: Rain in Oslo\n\nThe talks may go on, Ana Ito said on Friday.\n\nHelp may come, she said.";
    let read = |lines: Vec<Span<Byte>>| {
        let mut job = Job::new(text.to_owned()).knowing_furniture(lines);
        while job.step() != Progress::Done {}
        let analysis = job.finish();
        let of = |span: Span<Byte>| span.of(text).to_owned();
        let asides: Vec<String> = analysis.asides.iter().map(|aside| of(aside.span)).collect();
        let marks: Vec<String> = analysis.annotations.iter().map(|mark| of(mark.cover())).collect();
        (asides, marks)
    };
    let line = |line: &str| text.find(line).map(|start| Span::from(start..start + line.len())).expect("it is a line");
    let (asides, marks) = read(Vec::new());
    assert_eq!(asides, [""; 0]);
    assert!(marks.contains(&"Oslo".to_owned()), "{marks:?}");
    let (asides, marks) = read(vec![line("Help may come, she said.")]);
    assert_eq!(asides, ["Help may come, she said."]);
    assert!(marks.iter().all(|words| !words.contains("Help")), "{marks:?}");
}

/// What is known of a line goes with the line, and not with its place.
#[test]
fn lines_that_were_changed_are_judged_by_their_words() {
    let text = "Talks may resume\n\nBy Ana Ito\n\nThe talks may go on, Ana Ito said on Friday, after a week in which nobody had met.\n\nHelp may come, she said.";
    let byline = text.find("By Ana").map(|start| Span::from(start..start + 10)).expect("it is a line");
    let help = text.find("Help").map(|start| Span::from(start..start + 24)).expect("it is a line");
    let known = KnownLines::new(text, [byline, help]);
    let asides = |text: &str| {
        let mut job = Job::new(text.to_owned()).knowing_lines(&known);
        while job.step() != Progress::Done {}
        job.finish().asides.iter().map(|aside| aside.span.of(text).to_owned()).collect::<Vec<String>>()
    };
    assert_eq!(asides(text), ["By Ana Ito", "Help may come, she said."]);
    assert_eq!(asides(&text.replace("Help may", "Help will")), ["By Ana Ito"]);
    assert_eq!(asides(&format!("{text}\n\nSign up for our newsletter")).last().unwrap(), "Sign up for our newsletter");
}
