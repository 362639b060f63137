//! `annotate articles.parquet`: a row for each article, all of the table or nothing, and clear words about broken files.

mod folder;
mod program;

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use folder::Folder;
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::record::Field;
use parquet::schema::parser::parse_message_type;
use program::run;

/// The names of the files of a folder.
fn names(folder: &Folder) -> Vec<String> {
    let files = fs::read_dir(folder.path()).expect("it can be read");
    let mut names: Vec<String> =
        files.map(|file| file.expect("it is there").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// What a column has. All are optional.
#[derive(Clone)]
enum Column {
    Text(Vec<Option<Vec<u8>>>),
    Short(Vec<Option<i32>>),
    Long(Vec<Option<i64>>),
    Double(Vec<Option<f64>>),
}

fn texts(values: &[Option<&str>]) -> Column {
    Column::Text(values.iter().map(|value| value.map(|value| value.as_bytes().to_vec())).collect())
}

/// A table of these columns, with as many row groups as there are lists of them.
fn table(schema: &str, groups: &[Vec<Column>], compression: Compression) -> Vec<u8> {
    fn write<T: DataType>(column: &mut parquet::file::writer::SerializedColumnWriter<'_>, values: Vec<Option<T::T>>) {
        let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
        let values: Vec<T::T> = values.into_iter().flatten().collect();
        column.typed::<T>().write_batch(&values, Some(&levels), None).expect("memory can be written");
    }
    let schema = parse_message_type(&format!("message articles {{ {schema} }}")).expect("the schema is right");
    let properties = WriterProperties::builder().set_compression(compression).build();
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, Arc::new(schema), Arc::new(properties)).expect("it begins");
    for columns in groups {
        let mut group = writer.next_row_group().expect("it begins");
        for values in columns.clone() {
            let mut column = group.next_column().expect("it begins").expect("the schema has it");
            match values {
                Column::Text(values) => {
                    let values = values.into_iter().map(|value| value.map(ByteArray::from)).collect();
                    write::<ByteArrayType>(&mut column, values);
                }
                Column::Short(values) => write::<Int32Type>(&mut column, values),
                Column::Long(values) => write::<Int64Type>(&mut column, values),
                Column::Double(values) => write::<DoubleType>(&mut column, values),
            }
            column.close().expect("memory can be written");
        }
        group.close().expect("memory can be written");
    }
    writer.close().expect("memory can be written");
    bytes
}

const SCHEMA: &str =
    "OPTIONAL DOUBLE score; OPTIONAL BYTE_ARRAY text (STRING); OPTIONAL BYTE_ARRAY id (STRING); OPTIONAL INT32 day;";

/// Two row groups of articles, and of what is none.
fn articles(compression: Compression) -> Vec<u8> {
    let other = |rows| (Column::Double(vec![Some(1.5); rows]), Column::Short(vec![None; rows]));
    let (score, day) = other(4);
    let first = vec![
        score,
        texts(&[Some("Talks may resume, “officials” said."), None, Some(""), Some("It may rain.")]),
        texts(&[Some("a"), Some("b"), Some("c"), None]),
        day,
    ];
    let (score, day) = other(3);
    let rest = vec![
        score,
        Column::Text(vec![Some(b"It may \xff".to_vec()), Some(vec![b'a'; (8 << 20) + 1]), Some(b"It rains.".to_vec())]),
        texts(&[Some("d"), Some("e"), Some("f")]),
        day,
    ];
    table(SCHEMA, &[first, rest], compression)
}

fn program(arguments: &[&str], input: &Path, output: &Path) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_reportedly"));
    program.args(["annotate", "--rules-only"]).arg(input).arg("--output").arg(output).args(arguments);
    program.stdin(Stdio::null()).output().expect("it runs")
}

fn messages(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The rows of a table that the program has written.
fn rows(table: &Path) -> Vec<[Option<String>; 3]> {
    let reader = SerializedFileReader::new(File::open(table).expect("it is there")).expect("it is a table");
    let names: Vec<String> =
        reader.metadata().file_metadata().schema_descr().columns().iter().map(|c| c.path().string()).collect();
    assert_eq!(names, ["id", "document", "error"]);
    let rows = reader.get_row_iter(None).expect("it has rows");
    rows.map(|row| {
        let mut values = row.expect("it can be read").into_columns().into_iter().map(|(_, value)| match value {
            Field::Null => None,
            Field::Str(text) => Some(text),
            other => panic!("{other} is no text"),
        });
        std::array::from_fn(|_| values.next().expect("there are three columns"))
    })
    .collect()
}

#[test]
fn every_article_has_a_row_whose_document_is_that_of_its_line() {
    let folder = Folder::new();
    let out = folder.path().join("out.parquet");
    let mut written = Vec::new();
    for (compression, jobs) in
        [(Compression::SNAPPY, "1"), (Compression::UNCOMPRESSED, "3"), (Compression::SNAPPY, "2")]
    {
        let input = folder.file("in.parquet", articles(compression));
        let output = program(&["--jobs", jobs, "--error-rows"], &input, &out);
        let told = messages(&output).replace(input.to_str().expect("it is UTF-8"), "IN");
        let expected = "note: IN: left out of the output: score, day
IN, row 2: the text is null
IN, row 4: the id is null
IN, row 5: not UTF-8: byte 7 does not belong to any character
IN, row 6: the text is longer than 8 MiB
4 of 7 rows could not be annotated; their column \"error\" says why
";
        assert_eq!((output.status.code(), told.as_str(), output.stdout.len()), (Some(1), expected, 0));
        written.push(fs::read(&out).expect("it is there"));
    }
    assert!(written.iter().all(|table| *table == written[0]), "any number of jobs writes the same bytes");

    let lines = "{\"id\":\"a\",\"text\":\"Talks may resume, “officials” said.\"}\n{\"id\":\"c\",\"text\":\"\"}\n{\"id\":\"f\",\"text\":\"It rains.\"}\n";
    let lines = run("annotate", &["--jsonl", "--rules-only"], lines.as_bytes());
    let lines = String::from_utf8(lines.stdout).expect("it is UTF-8");
    let found = rows(&out);
    let documents: Vec<&str> = found.iter().filter_map(|[_, document, _]| document.as_deref()).collect();
    assert_eq!(documents, lines.lines().collect::<Vec<_>>());
    let others: Vec<_> =
        found.iter().map(|[id, document, error]| (id.as_deref(), document.is_some(), error.as_deref())).collect();
    assert_eq!(
        others,
        [
            (Some("a"), true, None),
            (Some("b"), false, Some("the text is null")),
            (Some("c"), true, None),
            (None, false, Some("the id is null")),
            (Some("d"), false, Some("not UTF-8: byte 7 does not belong to any character")),
            (Some("e"), false, Some("the text is longer than 8 MiB")),
            (Some("f"), true, None),
        ]
    );
}

#[test]
fn ids_are_numbers_as_well_or_those_of_the_rows() {
    let folder = Folder::new();
    let out = folder.path().join("out.PARQUET");
    let text = "OPTIONAL BYTE_ARRAY text (UTF8);";
    let rain = || texts(&[Some("It may rain."); 2]);
    for (schema, id, expected) in [
        ("OPTIONAL INT64 id;", Some(Column::Long(vec![Some((1 << 60) + 1), Some(-3)])), ["1152921504606846977", "-3"]),
        (
            "OPTIONAL INT64 id (INTEGER(64,false));",
            Some(Column::Long(vec![Some(-1), Some(3)])),
            ["18446744073709551615", "3"],
        ),
        ("OPTIONAL INT32 id (INTEGER(8,true));", Some(Column::Short(vec![Some(-1), Some(3)])), ["-1", "3"]),
        ("OPTIONAL INT32 id (UINT_32);", Some(Column::Short(vec![Some(-1), Some(3)])), ["4294967295", "3"]),
        ("OPTIONAL BYTE_ARRAY id;", Some(texts(&[Some("é"), Some("")])), ["é", ""]),
        ("", None, ["1", "2"]),
    ] {
        let columns: Vec<Column> = [rain()].into_iter().chain(id).collect();
        let input = folder.file("in.parquet", table(&format!("{text} {schema}"), &[columns], Compression::SNAPPY));
        let output = program(&[], &input, &out);
        assert_eq!(output.status.code(), Some(0), "{}", messages(&output));
        assert_eq!(messages(&output).contains("called by the number of their row"), schema.is_empty());
        let ids: Vec<_> = rows(&out).into_iter().map(|[id, ..]| id.expect("it is there")).collect();
        assert_eq!(ids, expected, "{schema}");
    }
    let input = folder.file("in.parquet", table(text, &[], Compression::SNAPPY));
    assert_eq!((program(&[], &input, &out).status.code(), rows(&out).len()), (Some(0), 0));
}

#[test]
fn what_is_no_table_of_articles_is_told_and_writes_nothing() {
    let folder = Folder::new();
    let whole = articles(Compression::SNAPPY);
    let changed = |at: usize, bytes: &[u8]| {
        let mut table = whole.clone();
        table.splice(at..at + bytes.len(), bytes.iter().copied());
        table
    };
    let end = whole.len();
    let of = |schema: &str, columns: Vec<Column>| {
        let groups: Vec<_> = Some(columns).into_iter().filter(|columns| !columns.is_empty()).collect();
        table(schema, &groups, Compression::SNAPPY)
    };
    let one = || texts(&[Some("a")]);
    for (bytes, told) in [
        (Vec::new(), "it is too short to be a Parquet table"),
        (b"PAR1".to_vec(), "it is a damaged Parquet table: "),
        (b"{\"id\":\"a\",\"text\":\"It may rain.\"}\n".to_vec(), "if it is JSON Lines, call it .jsonl"),
        (b"It may rain, officials said.".to_vec(), "it is no Parquet table, although it is called so"),
        (whole[..end - 5].to_vec(), "its end is missing"),
        (whole[..end / 2].to_vec(), "its end is missing"),
        (changed(end - 4, b"PARE"), "it is encrypted"),
        (changed(end - 8, &[0xff; 4]), "it is a damaged Parquet table: "),
        (changed(end - 8, &[0; 4]), "it is a damaged Parquet table: "),
        (changed(end - 40, &[0xff; 32]), "it is a damaged Parquet table: "),
        (changed(4, &[0xff; 60]), "Nothing was written"),
        (of("OPTIONAL BYTE_ARRAY words (STRING);", vec![one()]), "it has no column \"text\"; its columns are words"),
        (of("OPTIONAL BYTE_ARRAY Text (STRING);", vec![one()]), "it has no column \"text\"; its columns are Text"),
        (of("OPTIONAL DOUBLE text;", vec![Column::Double(vec![None])]), "its column \"text\" is DOUBLE, and not text"),
        (of("OPTIONAL BYTE_ARRAY text (DECIMAL(9,2));", vec![one()]), "its column \"text\" is Decimal"),
        (
            of("OPTIONAL BYTE_ARRAY text (STRING); OPTIONAL INT32 id (DATE);", vec![one(), Column::Short(vec![None])]),
            "its column \"id\" is Date (INT32), and neither text nor an integer",
        ),
        (
            of("OPTIONAL group text { OPTIONAL BYTE_ARRAY words (STRING); }", vec![]),
            "its column \"text\" is nested, and not one value a row",
        ),
        (of("REPEATED BYTE_ARRAY text (STRING);", vec![]), "its column \"text\" is nested, and not one value a row"),
    ] {
        let input = folder.file("in.parquet", bytes);
        let out = folder.file("out.parquet", "what was there");
        let output = program(&[], &input, &out);
        let messages = messages(&output).replace(input.to_str().expect("it is UTF-8"), "IN");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{told}: {messages}");
        assert!(messages.contains(told) && messages.contains("reportedly: IN: "), "{told}: {messages}");
        assert_eq!(fs::read(&out).expect("it is there"), b"what was there", "{messages}");
        assert_eq!(names(&folder), ["in.parquet", "out.parquet"], "{messages}");
    }
    let told = messages(&program(&[], &folder.path().join("none.parquet"), &folder.path().join("out.parquet")));
    assert!(told.contains("cannot read") && told.contains("none.parquet"), "{told}");
    fs::create_dir(folder.path().join("folder.parquet")).expect("a folder can be made");
    let told = messages(&program(&[], &folder.path().join("folder.parquet"), &folder.path().join("out.parquet")));
    assert!(told.contains("it is a folder; annotate its files one by one"), "{told}");
}

/// Whatever a byte of a table says, the program ends with a table or with a message, in bounded memory.
#[cfg(unix)]
#[test]
fn a_broken_byte_is_no_panic() {
    let folder = Folder::new();
    let (text, id) = (texts(&[Some("It may rain."), None, Some("a")]), texts(&[Some("a"), Some("b"), Some("c")]));
    let schema = "OPTIONAL BYTE_ARRAY text (STRING); OPTIONAL BYTE_ARRAY id (STRING);";
    let whole = table(schema, &[vec![text, id]], Compression::SNAPPY);
    let out = folder.path().join("out.parquet");
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] = [0xff, 0x7f, 0x00, bytes[at] ^ 0x10][at % 4];
        let input = folder.file("in.parquet", bytes);
        // In kilobytes: far less than sizes that a table can declare.
        let script = format!(
            "ulimit -v 4000000; exec {} annotate --rules-only --jobs 1 {} --output {}",
            env!("CARGO_BIN_EXE_reportedly"),
            input.display(),
            out.display()
        );
        let output = Command::new("sh").args(["-c", &script]).output().expect("there is a shell");
        let messages = messages(&output);
        assert!(output.status.code().is_some_and(|code| code <= 2), "{at}: {:?}: {messages}", output.status);
        assert!(!messages.contains("panicked"), "{at}: {messages}");
    }
}

/// A limit on the size of files stands for a disk that gets full.
#[cfg(unix)]
#[test]
fn on_a_full_disk_the_output_stays_as_it_was() {
    let folder = Folder::new();
    let input = folder.file("in.parquet", articles(Compression::SNAPPY));
    let out = folder.file("out.parquet", "what was there");
    let script = format!(
        "trap '' XFSZ; ulimit -f 1; exec {} annotate --rules-only {} --output {}",
        env!("CARGO_BIN_EXE_reportedly"),
        input.display(),
        out.display()
    );
    let output = Command::new("sh").args(["-c", &script]).output().expect("there is a shell");
    let told = messages(&output);
    let expected = format!("reportedly: cannot write {}: File too large (os error 27)\n", out.display());
    assert!(output.status.code() == Some(2) && told.ends_with(&expected), "{told}");
    assert_eq!(fs::read(&out).expect("it is there"), b"what was there");
    assert_eq!(names(&folder), ["in.parquet", "out.parquet"]);

    #[cfg(target_os = "linux")]
    {
        let output = program(&[], &input, Path::new("/dev/full"));
        let told = messages(&output);
        let expected = "reportedly: cannot write /dev/full: No space left on device (os error 28)\n";
        assert!(output.status.code() == Some(2) && told.ends_with(expected), "{told}");
    }
}

#[test]
fn what_makes_no_sense_with_a_table_is_refused() {
    let folder = Folder::new();
    let input = folder.file("in.parquet", articles(Compression::SNAPPY));
    let renamed = folder.file("in.dat", articles(Compression::SNAPPY));
    let (input, renamed) = (input.to_str().expect("it is UTF-8"), renamed.to_str().expect("it is UTF-8"));
    let out = folder.path().join("out.parquet");
    let out = out.to_str().expect("it is UTF-8");
    for (arguments, told) in [
        (&[input][..], "a Parquet table becomes another one; name it with --output OUT.parquet"),
        (&[input, "--jsonl"], "--jsonl reads lines, and a Parquet table has none"),
        (&[input, "--format", "json"], "a Parquet table is printed in no --format"),
        (&[input, "--output", "out.jsonl"], "out.jsonl: the output is a Parquet table; call it .parquet"),
        (&[input, "--output", out, "--skip-done", out], "--skip-done: a Parquet table is written as a whole"),
        (&[input, "--output", input], "it is the output as well"),
        (&[renamed], "it is a Parquet table; its name must end in .parquet"),
        (&["-", "--output", out], "--output: it is for Parquet tables"),
        (&["--jobs", "2"], "--jobs: it is for many articles"),
    ] {
        let output = run("annotate", arguments, b"It may rain.");
        let messages = messages(&output);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}: {messages}");
        assert!(messages.contains(told), "{told}: {messages}");
        assert_eq!(names(&folder), ["in.dat", "in.parquet"]);
    }
}
