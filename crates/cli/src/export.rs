//! `reportedly export`.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use reportedly_document::{Layer, View, ViewedDocument};
use reportedly_formats::{Format, TextFormat, csv, export, office};

use crate::annotator::{Annotator, ReadingArguments};
use crate::article_file::{self, ArticleFile};
use crate::error::Error;
use crate::output;

/// Write a text with its marks in a format that others can read.
///
/// Reads one file. A text or an HTML page is annotated first; the marks of a reportedly/1 document, of Web Annotations
/// or of Citron's JSON are taken as they are, with the edits in it carried out. Writes to standard output, or to a file.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  reportedly export --to html article.txt > article.html
  reportedly export --to csv --layers attribution article.txt > statements.csv
  reportedly annotate --format json article.txt | reportedly export --to w3c > article.jsonld
  reportedly export --to json others.jsonld > ours.json
  reportedly export --to docx --output article.docx article.txt

Exit status: 0 when all went well, 1 when marks of the file could not be placed (they are listed, the others are
written), 2 when nothing could be done.")]
pub(crate) struct Arguments {
    /// A text, an HTML page, or a JSON file with marks. Standard input when it is missing or "-".
    file: Option<PathBuf>,
    /// What to write.
    #[arg(long, visible_alias = "format", value_parser = format_parser(), value_name = "FORMAT")]
    to: Format,
    /// The layers to write, with commas between them: entity, hedge, attribution. All, when it is missing.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "LAYERS")]
    layers: Vec<LayerName>,
    /// Write CSV without the byte order mark by which Excel tells that it is UTF-8.
    #[arg(long)]
    no_bom: bool,
    /// What is written by default now.
    #[arg(long, hide = true, conflicts_with = "no_bom")]
    bom: bool,
    /// Write this file, all of it or nothing, in place of standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LayerName {
    Entity,
    Hedge,
    Attribution,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    if matches!(arguments.to, Format::Office(_)) && arguments.output.is_none() && io::stdout().is_terminal() {
        return Err(Error::Terminal { extension: arguments.to.extension() });
    }
    let ArticleFile { document, is_complete, .. } =
        article_file::read(arguments.file.as_deref(), arguments.reading.whole_page, |name, text| {
            Annotator::new(&arguments.reading)?.analysis(name, text)
        })?;
    let view = view(&arguments.layers);
    let article = ViewedDocument::new(&document, &document.asides, &view);
    let file = match arguments.to {
        Format::Text(TextFormat::Csv) => csv::write(&article, !arguments.no_bom).into_bytes(),
        Format::Text(format) => export(&article, format).into_bytes(),
        Format::Office(format) => office::write(&article, format)?,
    };
    match &arguments.output {
        Some(path) => output::replace(path, &file)?,
        None => output::print(&file)?,
    }
    Ok(if is_complete { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What shows these layers; all of them, where there are none.
fn view(layers: &[LayerName]) -> View {
    let mut view = View::default();
    let named = [
        (LayerName::Entity, Layer::Entity),
        (LayerName::Hedge, Layer::Hedge),
        (LayerName::Attribution, Layer::Attribution),
    ];
    for (name, layer) in named {
        if !layers.is_empty() && !layers.contains(&name) {
            view.toggle_layer(layer);
        }
    }
    view
}

/// The formats by their names, with what each is for.
fn format_parser() -> impl TypedValueParser<Value = Format> {
    let value = |format: &Format| PossibleValue::new(format.option()).help(format.purpose());
    let known = PossibleValuesParser::new(Format::ALL.iter().map(value));
    known.try_map(|option| Format::of_option(&option).ok_or("there is no such format"))
}
