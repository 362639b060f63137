//! What is in the files of office suites, by an archive reader and an XML parser that have written none of it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use roxmltree::{Document, Node};
use zip::ZipArchive;

/// The parts of a file, by their paths.
pub(crate) struct Archive {
    parts: BTreeMap<String, String>,
    dates: Vec<String>,
}

/// A comment, with the words that it is about.
#[derive(Debug)]
pub(crate) struct Comment {
    pub(crate) author: String,
    pub(crate) text: String,
    pub(crate) words: String,
    pub(crate) has_date: bool,
}

/// What is seen of a text whose characters an XML file may not hold, or that change the direction of writing.
pub(crate) fn seen(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let sign = |c: char| match u32::from(c) {
        code @ (0..=8 | 0xb..=0x1f | 0xfffe | 0xffff | 0x202a..=0x202e | 0x2066..=0x2069) => format!("[U+{code:04X}]"),
        _ => c.to_string(),
    };
    text.chars().map(sign).collect()
}

impl Archive {
    /// Reads all parts. Each has to be well-formed, to have a media type, and every relationship has to lead to one.
    pub(crate) fn open(file: &[u8]) -> Archive {
        let mut archive = ZipArchive::new(Cursor::new(file)).expect("it is an archive");
        let (mut parts, mut dates) = (BTreeMap::new(), Vec::new());
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).expect("an entry can be read");
            let mut content = String::new();
            // The reader compares the checksum.
            entry.read_to_string(&mut content).expect("a part is UTF-8");
            Document::parse(&content).unwrap_or_else(|error| panic!("{}: {error}", entry.name()));
            dates.push(entry.last_modified().expect("it has a date").to_string());
            parts.insert(entry.name().to_owned(), content);
        }
        let archive = Archive { parts, dates };
        archive.check();
        archive
    }

    fn check(&self) {
        let types = self.text("[Content_Types].xml");
        for path in self.parts.keys().filter(|path| !path.ends_with(".rels") && *path != "[Content_Types].xml") {
            assert!(types.contains(&format!("PartName=\"/{path}\"")), "{path} in {types}");
        }
        for (path, content) in self.parts.iter().filter(|(path, _)| path.ends_with(".rels")) {
            let folder = path.split("_rels/").next().expect("there is one");
            let parsed = Document::parse(content).expect("it is well-formed");
            for target in parsed.descendants().filter_map(|node| node.attribute("Target")) {
                assert!(self.parts.contains_key(&format!("{folder}{target}")), "{target} of {path}");
            }
        }
    }

    pub(crate) fn text(&self, path: &str) -> &str {
        self.parts.get(path).unwrap_or_else(|| panic!("{path} in {:?}", self.parts.keys()))
    }

    pub(crate) fn dates(&self) -> &[String] {
        &self.dates
    }

    /// The words of each paragraph, also of those in tables.
    pub(crate) fn paragraphs(&self, path: &str) -> Vec<String> {
        self.each(path, "p", |paragraph| Some(words(paragraph)))
    }

    /// The words of each run, with its style.
    pub(crate) fn runs(&self, path: &str) -> Vec<(String, Option<String>)> {
        self.each(path, "r", |run| Some((words(run), value(run, "rStyle"))))
    }

    /// The headings, with their styles.
    pub(crate) fn headings(&self) -> Vec<(String, String)> {
        self.each("word/document.xml", "p", |paragraph| Some((value(paragraph, "pStyle")?, words(paragraph))))
            .into_iter()
            .filter(|(style, _)| style.starts_with("Heading"))
            .collect()
    }

    /// The paragraphs, with whether they are written from right to left.
    pub(crate) fn directions(&self) -> Vec<(String, bool)> {
        self.each("word/document.xml", "p", |paragraph| Some((words(paragraph), has(paragraph, "bidi"))))
    }

    /// The runs that are written from right to left, with their styles.
    pub(crate) fn right_to_left_runs(&self) -> Vec<(String, Option<String>)> {
        self.each("word/document.xml", "r", |run| has(run, "rtl").then(|| (words(run), value(run, "rStyle"))))
    }

    /// What each style of characters does, but for what has only a colour.
    pub(crate) fn styles(&self) -> BTreeMap<String, String> {
        let style = |style: Node<'_, '_>| {
            let properties = style.children().find(|child| child.tag_name().name() == "rPr");
            let property = |node: Node<'_, '_>| {
                let name = node.tag_name().name();
                (node.is_element() && name != "shd").then(|| format!("{name}={} ", own_value(node).unwrap_or_default()))
            };
            let looks = properties.map(|properties| properties.children().filter_map(property).collect());
            Some((named(style, "styleId")?, looks.unwrap_or_default()))
        };
        self.each("word/styles.xml", "style", style).into_iter().collect()
    }

    /// The cells of the one table, by rows.
    pub(crate) fn table(&self) -> Vec<Vec<String>> {
        self.each("word/document.xml", "tr", |row| {
            let cells = row.children().filter(|node| node.tag_name().name() == "tc");
            Some(cells.map(words).collect())
        })
    }

    /// The comments, by their numbers.
    pub(crate) fn comments(&self) -> Vec<Comment> {
        let text = Document::parse(self.text("word/document.xml")).expect("it is well-formed");
        let mut open: BTreeMap<String, String> = BTreeMap::new();
        let (mut closed, mut referred) = (BTreeMap::new(), Vec::new());
        for node in text.descendants() {
            let id = || named(node, "id").expect("it has a number");
            match node.tag_name().name() {
                "commentRangeStart" => assert!(open.insert(id(), String::new()).is_none()),
                "commentRangeEnd" => {
                    let words = open.remove(&id()).expect("it has begun");
                    closed.insert(id(), words);
                }
                "commentReference" => referred.push(id()),
                "t" => open.values_mut().for_each(|words| words.push_str(node.text().unwrap_or_default())),
                _ => {}
            }
        }
        assert!(open.is_empty(), "{open:?}");
        let comments = self.each("word/comments.xml", "comment", |comment| {
            let id = named(comment, "id")?;
            assert_eq!(referred.iter().filter(|other| **other == id).count(), 1, "{id}");
            let lines: Vec<String> =
                comment.children().filter(|node| node.tag_name().name() == "p").map(words).collect();
            Some(Comment {
                author: named(comment, "author")?,
                text: lines.join("\n"),
                words: closed.remove(&id).expect("it lies in the text"),
                has_date: named(comment, "date").is_some(),
            })
        });
        assert!(closed.is_empty(), "{closed:?}");
        comments
    }

    pub(crate) fn sheet_names(&self) -> Vec<String> {
        self.each("xl/workbook.xml", "sheet", |sheet| sheet.attribute("name").map(str::to_owned))
    }

    /// The cells of a sheet, by rows. What a spreadsheet unescapes is unescaped, and there are no formulas.
    pub(crate) fn sheet(&self, number: usize) -> Vec<Vec<String>> {
        let width = self.each(&format!("xl/worksheets/sheet{number}.xml"), "col", |_| Some(())).len();
        self.each(&format!("xl/worksheets/sheet{number}.xml"), "row", |row| {
            let mut cells = vec![String::new(); width];
            for cell in row.children().filter(|node| node.tag_name().name() == "c") {
                let column = usize::from(cell.attribute("r").expect("it has a place").as_bytes()[0] - b'A');
                let texts = cell.descendants().filter(|node| matches!(node.tag_name().name(), "t" | "v"));
                cells[column] = unescaped(&texts.filter_map(|node| node.text()).collect::<String>());
                assert!(cell.descendants().all(|node| node.tag_name().name() != "f"));
                let is_number = cell.attribute("t") != Some("inlineStr");
                assert!(!is_number || cells[column].parse::<u32>().is_ok(), "{}", cells[column]);
            }
            Some(cells)
        })
    }

    fn each<T>(&self, path: &str, name: &str, read: impl FnMut(Node<'_, '_>) -> Option<T>) -> Vec<T> {
        let parsed = Document::parse(self.text(path)).expect("it is well-formed");
        parsed.descendants().filter(|node| node.tag_name().name() == name).filter_map(read).collect()
    }
}

fn words(node: Node<'_, '_>) -> String {
    let word = |node: Node<'_, '_>| match node.tag_name().name() {
        "t" => node.text().unwrap_or_default().to_owned(),
        "br" => "\n".to_owned(),
        "tab" => "\t".to_owned(),
        _ => String::new(),
    };
    node.descendants().map(word).collect()
}

/// The attribute of this name, in whatever namespace.
fn named(node: Node<'_, '_>, name: &str) -> Option<String> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value().to_owned())
}

fn own_value(node: Node<'_, '_>) -> Option<String> {
    named(node, "val")
}

fn value(node: Node<'_, '_>, name: &str) -> Option<String> {
    node.descendants().find(|node| node.tag_name().name() == name).and_then(own_value)
}

fn has(node: Node<'_, '_>, name: &str) -> bool {
    node.descendants().any(|node| node.tag_name().name() == name)
}

/// `_x005F_` is a stroke; what else reads like an escape is none that this program writes.
fn unescaped(cell: &str) -> String {
    cell.replace("_x005F_", "_")
}

/// The rows of a CSV file.
pub(crate) fn csv_rows(file: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut all = file.chars().peekable();
    while let Some(c) = all.next() {
        match c {
            '"' if quoted && all.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                all.next();
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}
