//! The articles of a Parquet table, read one by one.

use std::fs::File;
use std::iter;
use std::path::Path;

use parquet::basic::{Compression, ConvertedType, LogicalType, Type as Physical};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_typed_column_reader};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::schema::types::{ColumnDescriptor, SchemaDescriptor};

use super::{LONGEST_TEXT, check_ends};
use crate::broken::caught;
use crate::error::Error;

/// An article of a table, or what is wrong with it.
#[derive(Debug)]
pub(crate) struct Article {
    /// Nothing where it is null, or cannot be read.
    pub(crate) id: Option<String>,
    pub(crate) text: Result<String, String>,
}

/// A table with a column "text", and perhaps one "id".
pub(crate) struct ArticleTable {
    reader: SerializedFileReader<File>,
    text: usize,
    id: Option<usize>,
}

/// The columns of a row group.
struct Group {
    text: ColumnReaderImpl<ByteArrayType>,
    id: Option<IdColumn>,
    /// How many of its rows have not been read.
    left: i64,
}

enum IdColumn {
    Text(ColumnReaderImpl<ByteArrayType>),
    Short(ColumnReaderImpl<Int32Type>),
    Long(ColumnReaderImpl<Int64Type>),
    UnsignedShort(ColumnReaderImpl<Int32Type>),
    UnsignedLong(ColumnReaderImpl<Int64Type>),
}

impl ArticleTable {
    /// Opens a file and finds its columns.
    ///
    /// # Errors
    /// When it cannot be read, is no table, or has not the columns.
    pub(crate) fn open(path: &Path) -> Result<ArticleTable, Error> {
        let name = path.display().to_string();
        if path.is_dir() {
            let problem = "it is a folder; annotate its files one by one".to_owned();
            return Err(Error::Refused { name, problem });
        }
        let mut file = File::open(path).map_err(|error| Error::Input { name: name.clone(), error })?;
        let table = check_ends(&mut file).and_then(|()| {
            let opened = caught(|| SerializedFileReader::new(file)).map_err(|_| "its end makes no sense".to_owned());
            let reader = opened.and_then(|reader| reader.map_err(|error| in_words(&error)));
            let reader = reader.map_err(|problem| format!("it is a damaged Parquet table: {problem}"))?;
            ArticleTable::of(reader)
        });
        table.map_err(|problem| Error::Refused { name, problem })
    }

    fn of(reader: SerializedFileReader<File>) -> Result<ArticleTable, String> {
        let schema = reader.metadata().file_metadata().schema_descr();
        let text = column(schema, "text")?.ok_or_else(|| {
            let names: Vec<String> = schema.columns().iter().map(|column| column.path().string()).collect();
            format!("it has no column \"text\"; its columns are {}", names.join(", "))
        })?;
        if !is_text(&schema.column(text)) {
            return Err(format!("its column \"text\" is {}, and not text", kind(&schema.column(text))));
        }
        let id = column(schema, "id")?;
        if let Some(id) = id
            && !is_text(&schema.column(id))
            && !is_integer(&schema.column(id))
        {
            return Err(format!("its column \"id\" is {}, and neither text nor an integer", kind(&schema.column(id))));
        }
        for group in reader.metadata().row_groups() {
            for index in iter::once(text).chain(id) {
                let compression = group.columns().get(index).ok_or("a row group lacks columns")?.compression();
                if !matches!(compression, Compression::UNCOMPRESSED | Compression::SNAPPY) {
                    let advice = "write it with Snappy, or without compression";
                    // Behind the name is the level, which only a writer knows.
                    let name = compression.to_string();
                    let name = name.split('(').next().unwrap_or_default();
                    return Err(format!("it is compressed with {name}, which is not read here; {advice}"));
                }
            }
        }
        Ok(ArticleTable { text, id, reader })
    }

    /// How many rows it says that it has.
    pub(crate) fn rows(&self) -> Option<u64> {
        self.reader.metadata().file_metadata().num_rows().try_into().ok()
    }

    /// What of it is not in the output.
    pub(crate) fn notes(&self) -> Vec<String> {
        let schema = self.reader.metadata().file_metadata().schema_descr();
        let others = schema.root_schema().get_fields().iter().map(|field| field.name());
        let others: Vec<&str> = others.filter(|name| !["text", "id"].contains(name)).collect();
        let mut notes = Vec::new();
        if self.id.is_none() {
            notes.push("there is no column \"id\"; documents are called by the number of their row, from 1".to_owned());
        }
        if !others.is_empty() {
            notes.push(format!("left out of the output: {}", others.join(", ")));
        }
        notes
    }

    /// Its articles. Behind an error, which says in words what is damaged, there are no more.
    pub(crate) fn articles(self) -> impl Iterator<Item = Result<Article, String>> + Send + 'static {
        let (mut groups, mut number, mut is_broken) = (0..self.reader.num_row_groups(), 0_u64, false);
        let mut group: Option<Group> = None;
        iter::from_fn(move || {
            if is_broken {
                return None;
            }
            while group.as_ref().is_none_or(|group| group.left <= 0) {
                let next = groups.next()?;
                match caught(|| self.group(next)).unwrap_or_else(|_| Err(damaged())) {
                    Ok(opened) => group = Some(opened),
                    Err(error) => {
                        is_broken = true;
                        return Some(Err(in_words(&error)));
                    }
                }
            }
            number += 1;
            let columns = group.as_mut()?;
            let article = caught(|| columns.article(number)).unwrap_or_else(|_| Err(damaged()));
            is_broken = article.is_err();
            Some(article.map_err(|error| in_words(&error)))
        })
    }

    fn group(&self, index: usize) -> Result<Group, ParquetError> {
        let group = self.reader.get_row_group(index)?;
        let id = self.id.map(|index| {
            let is_unsigned = is_unsigned(&self.reader.metadata().file_metadata().schema_descr().column(index));
            Ok::<_, ParquetError>(match (group.get_column_reader(index)?, is_unsigned) {
                (ColumnReader::Int32ColumnReader(column), false) => IdColumn::Short(column),
                (ColumnReader::Int32ColumnReader(column), true) => IdColumn::UnsignedShort(column),
                (ColumnReader::Int64ColumnReader(column), false) => IdColumn::Long(column),
                (ColumnReader::Int64ColumnReader(column), true) => IdColumn::UnsignedLong(column),
                (column, _) => IdColumn::Text(get_typed_column_reader(column)),
            })
        });
        Ok(Group {
            text: get_typed_column_reader(group.get_column_reader(self.text)?),
            id: id.transpose()?,
            left: group.metadata().num_rows(),
        })
    }
}

impl Group {
    /// Reads the row of this number.
    fn article(&mut self, number: u64) -> Result<Article, ParquetError> {
        self.left -= 1;
        let text = next_value(&mut self.text)?;
        let id = match &mut self.id {
            None => Some(Ok(number.to_string())),
            Some(IdColumn::Text(column)) => next_value(column)?.map(|id| decode(&id)),
            Some(IdColumn::Short(column)) => next_value(column)?.map(|id| Ok(id.to_string())),
            Some(IdColumn::Long(column)) => next_value(column)?.map(|id| Ok(id.to_string())),
            Some(IdColumn::UnsignedShort(column)) => next_value(column)?.map(|id| Ok(id.cast_unsigned().to_string())),
            Some(IdColumn::UnsignedLong(column)) => next_value(column)?.map(|id| Ok(id.cast_unsigned().to_string())),
        };
        let id = match id.transpose() {
            Ok(id) => id,
            Err(problem) => return Ok(Article { id: None, text: Err(problem) }),
        };
        let text = if id.is_none() { Err("the id is null".to_owned()) } else { text_of(text) };
        Ok(Article { id, text })
    }
}

fn text_of(text: Option<ByteArray>) -> Result<String, String> {
    let text = text.ok_or("the text is null")?;
    let words = decode(&text)?;
    if words.len() > LONGEST_TEXT { Err("the text is longer than 8 MiB".to_owned()) } else { Ok(words) }
}

fn decode(value: &ByteArray) -> Result<String, String> {
    let words = std::str::from_utf8(value.data());
    words
        .map(str::to_owned)
        .map_err(|error| format!("not UTF-8: byte {} does not belong to any character", error.valid_up_to()))
}

/// The next value of a column; nothing where it is null.
fn next_value<T: DataType>(column: &mut ColumnReaderImpl<T>) -> Result<Option<T::T>, ParquetError> {
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    let (rows, ..) = column.read_records(1, Some(&mut levels), None, &mut values)?;
    if rows == 1 { Ok(values.pop()) } else { Err(ParquetError::General("there are fewer values than rows".to_owned())) }
}

/// Where the column of this name is.
///
/// # Errors
/// When there is more than one, or it holds lists or other columns.
fn column(schema: &SchemaDescriptor, name: &str) -> Result<Option<usize>, String> {
    let of_name = |(_, column): &(usize, &std::sync::Arc<ColumnDescriptor>)| {
        column.path().parts().first().is_some_and(|part| part == name)
    };
    let mut found = schema.columns().iter().enumerate().filter(of_name);
    let Some((index, column)) = found.next() else { return Ok(None) };
    if column.path().parts().len() > 1 || column.max_rep_level() > 0 || column.max_def_level() > 1 {
        return Err(format!("its column \"{name}\" is nested, and not one value a row"));
    }
    if found.next().is_some() { Err(format!("it has two columns \"{name}\"")) } else { Ok(Some(index)) }
}

fn is_text(column: &ColumnDescriptor) -> bool {
    let is_marked = match column.logical_type_ref() {
        None => matches!(column.converted_type(), ConvertedType::UTF8 | ConvertedType::NONE | ConvertedType::ENUM),
        Some(logical) => matches!(logical, LogicalType::String | LogicalType::Enum),
    };
    column.physical_type() == Physical::BYTE_ARRAY && is_marked
}

fn is_integer(column: &ColumnDescriptor) -> bool {
    let is_marked = match column.logical_type_ref() {
        None => !matches!(
            column.converted_type(),
            ConvertedType::DECIMAL
                | ConvertedType::DATE
                | ConvertedType::TIME_MILLIS
                | ConvertedType::TIME_MICROS
                | ConvertedType::TIMESTAMP_MILLIS
                | ConvertedType::TIMESTAMP_MICROS
        ),
        Some(logical) => matches!(logical, LogicalType::Integer { .. }),
    };
    matches!(column.physical_type(), Physical::INT32 | Physical::INT64) && is_marked
}

fn is_unsigned(column: &ColumnDescriptor) -> bool {
    use ConvertedType::{UINT_8, UINT_16, UINT_32, UINT_64};
    matches!(column.converted_type(), UINT_8 | UINT_16 | UINT_32 | UINT_64)
}

/// What a column holds, in the words of the format.
fn kind(column: &ColumnDescriptor) -> String {
    match (column.logical_type_ref(), column.converted_type()) {
        (Some(logical), _) => format!("{logical:?} ({})", column.physical_type()),
        (None, ConvertedType::NONE) => column.physical_type().to_string(),
        (None, converted) => format!("{converted} ({})", column.physical_type()),
    }
}

fn damaged() -> ParquetError {
    ParquetError::General("its values make no sense".to_owned())
}

/// An error without the name of its kind.
fn in_words(error: &ParquetError) -> String {
    let words = error.to_string().replace('\n', " ");
    words.split_once(": ").map_or(words.clone(), |(_, words)| words.to_owned())
}
