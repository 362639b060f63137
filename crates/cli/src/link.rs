//! `reportedly link`.

use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use reportedly_document::{Canonical, Document, Id, json};
use reportedly_link::{Codec, Shared, with_mark};
use serde_json::{Value, json};

use crate::error::Error;
use crate::input::{Input, without_folders};
use crate::{jsonl, output};

/// Put documents into links, and get them out of links.
///
/// A link holds the text and what a person did to its marks behind its "#", which browsers do not send to any server.
/// Old links open for ever.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    direction: Direction,
}

#[derive(clap::Subcommand)]
enum Direction {
    Encode(Encode),
    Decode(Decode),
}

/// Make a link of a text or a document.
///
/// Reads a text, or a reportedly/1 document with its edits, and prints "#r1=…", which goes behind the address of a page
/// with Reportedly. The machine's marks are not in it: whoever opens it marks the text again. --freeze puts them in.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  reportedly link encode article.txt --page https://example.org/read
  reportedly annotate --format json article.txt | reportedly link encode --freeze
  reportedly link encode --jsonl < documents.jsonl > links.jsonl

With --jsonl, each line is a document ({\"id\", \"text\"}, and \"annotations\" and \"edits\" where there are any), and
each line that is written has its \"id\" and \"link\".

Exit status: 0 when all went well, 1 when a line of --jsonl could not be read or does not go into a link (the others
are written), 2 when nothing could be done.")]
struct Encode {
    /// A UTF-8 text or reportedly/1 document (or JSON Lines with --jsonl). Standard input when it is missing or "-".
    file: Option<PathBuf>,
    /// Read a document and write a link a line.
    #[arg(long)]
    jsonl: bool,
    /// Put the document's annotations into the link, so that they are shown as they are.
    #[arg(long)]
    freeze: bool,
    /// Say that the text is a passage of a longer one.
    #[arg(long)]
    excerpt: bool,
    /// For classrooms: hide the machine's marks until the reader has marked the text.
    #[arg(long)]
    reader_first: bool,
    /// Open the link at the mark with this id.
    #[arg(long, value_name = "ID", conflicts_with = "jsonl")]
    mark: Option<String>,
    /// The address of the page that opens it.
    #[arg(long, value_name = "URL", default_value = "")]
    page: String,
}

/// Print the document that is in a link.
///
/// Takes a link, the part of one behind its "#", or a piece of mail with one in it; line breaks and the like are
/// repaired. Prints a reportedly/1 document, whose "id" is the title of the link.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  reportedly link decode 'https://example.org/read#r1=…'
  pbpaste | reportedly link decode | reportedly link encode
  reportedly link decode --jsonl < links.jsonl > documents.jsonl

With --jsonl, each line has an \"id\" and a \"link\", and each line that is written is a document with that id.

Exit status: 0 when all went well, 1 when a line of --jsonl could not be opened (the others are written) or --recover
found no more than a beginning, 2 when nothing could be done.")]
struct Decode {
    /// A link, or a file with one (or with JSON Lines). Standard input when it is missing or "-".
    link: Option<PathBuf>,
    /// Read a link and write a document a line.
    #[arg(long)]
    jsonl: bool,
    /// Of a damaged link, print the beginning of its text, as a document with "incomplete": true, and in "certain" how
    /// many characters of it are as they were sent.
    #[arg(long, conflicts_with = "jsonl")]
    recover: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    match &arguments.direction {
        Direction::Encode(arguments) => encode(arguments),
        Direction::Decode(arguments) => decode(arguments),
    }
}

fn encode(arguments: &Encode) -> Result<ExitCode, Error> {
    let codec = Codec::built_in();
    let Input { name, input, length } = Input::open(arguments.file.as_deref())?;
    if arguments.jsonl {
        let encoded = |line: &str| encoded_line(&codec, line, arguments);
        let (input, output, messages) = (BufReader::new(input), io::stdout().lock(), io::stderr().lock());
        return jsonl::each_line(input, &name, output, messages, "put into links", encoded);
    }
    let (name, given) = Input { name, input, length }.text()?;
    let document = if given.trim_start().starts_with('{') {
        json::read(&given).map_err(|error| error.to_string())
    } else {
        Ok(Document { text: given, ..Document::default() })
    };
    match document.and_then(|document| link(&codec, document, arguments)) {
        Ok(link) => output::print((link + "\n").as_bytes())?,
        Err(problem) => return Err(Error::Refused { name, problem }),
    }
    Ok(ExitCode::SUCCESS)
}

fn encoded_line(codec: &Codec, line: &str, arguments: &Encode) -> Result<String, String> {
    let document = json::read(line).map_err(|error| error.to_string())?;
    if document.id.is_empty() {
        return Err("\"id\" is missing".to_owned());
    }
    let id = document.id.clone();
    let link = link(codec, document, arguments)?;
    Ok(json!({ "id": id, "link": link }).to_string())
}

fn link(codec: &Codec, mut document: Document, arguments: &Encode) -> Result<String, String> {
    let canonical = Canonical::new(&document.text);
    if canonical.text() != document.text {
        let is_marked = !document.edits.is_empty() || arguments.freeze && !document.annotations.is_empty();
        if is_marked {
            return Err(
                "white space and invisible characters in a link's text are put in order, and this text's are not: \
                        that would move its marks"
                    .to_owned(),
            );
        }
        document.text = canonical.into_text();
    }
    if arguments.freeze && document.annotations.is_empty() {
        return Err("there are no annotations to freeze: `reportedly annotate` makes them".to_owned());
    }
    document.id = without_folders(&document.id).to_owned();
    let mut shared = Shared::of(&document, arguments.freeze);
    if shared.engine.is_empty() {
        shared.engine = reportedly_engine::VERSION.to_owned();
    }
    (shared.excerpt, shared.reader_first) = (arguments.excerpt, arguments.reader_first);
    let mut fragment = codec.encode(&shared).map_err(|error| error.to_string())?;
    if let Some(mark) = &arguments.mark {
        fragment = with_mark(&fragment, &Id::new(mark));
    }
    Ok(format!("{}#{fragment}", arguments.page))
}

fn decode(arguments: &Decode) -> Result<ExitCode, Error> {
    let codec = Codec::built_in();
    let written = arguments.link.as_deref().and_then(Path::to_str).filter(|link| link.contains("r1="));
    let (name, given) = match written {
        Some(link) => ("the link".to_owned(), link.to_owned()),
        None => {
            let Input { name, input, length } = Input::open(arguments.link.as_deref())?;
            if arguments.jsonl {
                let decoded = |line: &str| decoded_line(&codec, line);
                let (input, output, messages) = (BufReader::new(input), io::stdout().lock(), io::stderr().lock());
                return jsonl::each_line(input, &name, output, messages, "opened", decoded);
            }
            Input { name, input, length }.text()?
        }
    };
    let (document, code) = match codec.decode(&given) {
        Ok(opened) => (opened.shared.into_document(), ExitCode::SUCCESS),
        Err(error) => match error.beginning.clone().filter(|_| arguments.recover) {
            Some(text) => {
                let problem = error.to_string();
                output::report(format_args!("reportedly: {error}", error = Error::Refused { name, problem }));
                let mut document = Document { text, ..Document::default() };
                document.extra.0.push(("incomplete".to_owned(), "true".to_owned()));
                // In code points, as all offsets of the file.
                let certain = document.text[..error.certain].chars().count();
                document.extra.0.push(("certain".to_owned(), certain.to_string()));
                (document, ExitCode::FAILURE)
            }
            None => return Err(Error::Refused { name, problem: error.problem.to_string() }),
        },
    };
    output::print((json::write(&document) + "\n").as_bytes())?;
    Ok(code)
}

fn decoded_line(codec: &Codec, line: &str) -> Result<String, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| format!("not valid JSON: {error}"))?;
    let field = |name: &str| match value.get(name) {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(_) => Err(format!("\"{name}\" is not a string")),
        None => Err(format!("\"{name}\" is missing")),
    };
    let (id, link) = (field("id")?, field("link")?);
    let opened = codec.decode(&link).map_err(|error| error.problem.to_string())?;
    Ok(json::write(&Document { id, ..opened.shared.into_document() }))
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    #[derive(clap::Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Encode,
    }

    fn arguments(options: &[&str]) -> Encode {
        Line::parse_from([&["encode"], options].concat()).arguments
    }

    fn lines(input: &str, change: impl Fn(&str) -> Result<String, String>) -> (String, String, ExitCode) {
        let (mut output, mut messages) = (Vec::new(), Vec::new());
        let code = jsonl::each_line(input.as_bytes(), "input", &mut output, &mut messages, "changed", change);
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        (text(output), text(messages), code.expect("memory can be read and written"))
    }

    const FILE: &str = r#"{"format":"reportedly/1","id":"d","text":"It may rain in Oman.","engine":"0.1.0","annotations":[{"layer":"hedge","id":"h1","start":3,"end":6,"kind":"modal","origin":"machine"}],"edits":[{"op":"reject","layer":"hedge","id":"h1","start":3,"end":6}]}"#;

    #[test]
    fn documents_come_back_from_their_links() {
        let codec = Codec::built_in();
        let (links, messages, _) = lines(FILE, |line| encoded_line(&codec, line, &arguments(&["--freeze"])));
        assert_eq!(messages, "");
        let (documents, messages, _) = lines(&links, |line| decoded_line(&codec, line));
        assert_eq!((json::read(&documents).unwrap(), messages.as_str()), (json::read(FILE).unwrap(), ""));

        let (links, ..) = lines(FILE, |line| encoded_line(&codec, line, &arguments(&[])));
        let (documents, ..) = lines(&links, |line| decoded_line(&codec, line));
        let document = json::read(&documents).unwrap();
        assert_eq!((document.annotations.len(), document.edits.len()), (0, 1), "the machine marks it again");
    }

    #[test]
    fn a_bad_line_is_named_and_the_rest_goes_on() {
        let codec = Codec::built_in();
        let good = encoded_line(&codec, FILE, &arguments(&[])).unwrap();
        let cut = format!("{}\"}}", &good[..good.len() - 8]);
        let input = format!("{good}\n\nnonsense\n{cut}\n{{\"id\":\"a\",\"link\":\"no\"}}\n{{\"id\":\"a\"}}\n{good}\n");
        let (documents, messages, code) = lines(&input, |line| decoded_line(&codec, line));
        assert_eq!((documents.lines().count(), code), (2, ExitCode::FAILURE));
        insta::assert_snapshot!(messages, @r#"
        input, line 3: not valid JSON: expected ident at line 1 column 2
        input, line 4: the link was damaged on its way: 44 of 50 characters arrived
        input, line 5: there is no Reportedly link in this
        input, line 6: "link" is missing
        4 of 7 lines could not be changed
        "#);

        let input = "{\"id\":\"a\",\"text\":\"a  b\"}\n[]\n{\"id\":\"b\"}";
        let (links, messages, _) = lines(input, |line| encoded_line(&codec, line, &arguments(&[])));
        assert_eq!(links.lines().count(), 1, "white space is put in order where there are no marks");
        insta::assert_snapshot!(messages, @r#"
        input, line 2: the file holds a list where an object is expected
        input, line 3: the document: `text` is missing
        2 of 3 lines could not be changed
        "#);
    }

    #[test]
    fn marks_are_not_moved_and_not_invented() {
        let codec = Codec::built_in();
        let refused = |text: &str, options: &[&str]| {
            let document = Document { text: text.into(), ..json::read(FILE).unwrap() };
            link(&codec, document, &arguments(options)).unwrap_err()
        };
        insta::assert_snapshot!(refused("It  may rain in Oman.", &[]), @"white space and invisible characters in a link's text are put in order, and this text's are not: that would move its marks");
        let bare = Document { text: "It may rain.".into(), ..Document::default() };
        insta::assert_snapshot!(link(&codec, bare, &arguments(&["--freeze"])).unwrap_err(), @"there are no annotations to freeze: `reportedly annotate` makes them");
    }

    #[test]
    fn a_link_has_its_page_and_its_mark() {
        let options = ["--page", "https://example.org/read", "--mark", "h1", "--excerpt", "--reader-first"];
        let codec = Codec::built_in();
        let link = link(&codec, json::read(FILE).unwrap(), &arguments(&options)).unwrap();
        assert!(link.starts_with("https://example.org/read#r1=") && link.ends_with("&m=h1"), "{link}");
        let opened = codec.decode(&link).unwrap();
        assert_eq!(opened.mark, Some(Id::new("h1")));
        assert!(opened.shared.excerpt && opened.shared.reader_first && opened.shared.frozen.is_none());
    }
}
