//! A Parquet table of documents, written by row groups.

use std::io::Write;
use std::mem;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;

use super::AnnotatedRow;

const SCHEMA: &str = "message reportedly {
    OPTIONAL BYTE_ARRAY id (STRING);
    OPTIONAL BYTE_ARRAY document (STRING);
    OPTIONAL BYTE_ARRAY error (STRING);
}";

/// How many bytes are in memory before they become a row group.
const MOST_BYTES: usize = 32 << 20;

/// How many values are written before the size of a page is looked at. Documents are long.
const VALUES: usize = 16;

/// The columns "id", "document" and "error", of which a row has one of the last two.
pub(crate) struct AnnotatedTable<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    /// The columns of the rows that are no row group yet.
    columns: [Vec<Option<ByteArray>>; 3],
    bytes: usize,
}

impl<W: Write + Send> AnnotatedTable<W> {
    /// # Errors
    /// When the output cannot be written, as with all that follows.
    pub(crate) fn new(output: W) -> Result<AnnotatedTable<W>, ParquetError> {
        let document = ColumnPath::from("document");
        // No two documents are the same, and nobody looks for one by its first bytes.
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_write_batch_size(VALUES)
            .set_column_dictionary_enabled(document.clone(), false)
            .set_column_statistics_enabled(document, EnabledStatistics::None)
            .build();
        let schema = Arc::new(parse_message_type(SCHEMA)?);
        let writer = SerializedFileWriter::new(output, schema, Arc::new(properties))?;
        Ok(AnnotatedTable { writer, columns: Default::default(), bytes: 0 })
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, row: AnnotatedRow) -> Result<(), ParquetError> {
        let (document, error) = match row.outcome {
            Ok(document) => (Some(document), None),
            Err(problem) => (None, Some(problem)),
        };
        for (column, value) in self.columns.iter_mut().zip([row.id, document, error]) {
            self.bytes += value.as_ref().map_or(0, String::len) + size_of::<Option<ByteArray>>();
            column.push(value.map(|value| ByteArray::from(value.into_bytes())));
        }
        if self.bytes < MOST_BYTES { Ok(()) } else { self.write_group() }
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        self.bytes = 0;
        let mut group = self.writer.next_row_group()?;
        for values in self.columns.each_mut() {
            let values = mem::take(values);
            let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
            let values: Vec<ByteArray> = values.into_iter().flatten().collect();
            let Some(mut column) = group.next_column()? else { break };
            column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)?;
            column.close()?;
        }
        group.close().map(drop)
    }

    /// Writes what is left, and the end of the table.
    pub(crate) fn finish(mut self) -> Result<(), ParquetError> {
        if self.bytes > 0 {
            self.write_group()?;
        }
        self.writer.close().map(drop)
    }
}
