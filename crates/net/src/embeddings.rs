//! What a net reads of a token: rows of tables, one after the other.

use bytemuck::cast_slice_mut;
use wide::{f32x4, f32x8, i16x8, i32x8};

use crate::products::vectors;
use crate::table::Table;

/// Tables, and which of them the numbers of a token are rows of.
#[derive(Clone, Debug)]
pub(crate) struct Embeddings {
    tables: Vec<Rows>,
    /// For each number of a token its table.
    channels: &'static [usize],
    /// The values of a token.
    columns: usize,
}

/// A table with rows filled up with zeros.
#[derive(Clone, Debug)]
struct Rows {
    /// Where its rows go among the values of a token.
    start: usize,
    rows: usize,
    /// `[rows][columns / 8]`
    values: Vec<i16x8>,
    scales: Vec<f32>,
}

impl Embeddings {
    pub(crate) fn new(tables: Vec<Table>, channels: &'static [usize]) -> Embeddings {
        let mut columns = 0;
        let rows = |table: Table| {
            let start = columns;
            columns += table.columns;
            let eight = |values: &[i8]| {
                let mut filled = [0; 8];
                filled.iter_mut().zip(values).for_each(|(filled, &value)| *filled = i16::from(value));
                i16x8::new(filled)
            };
            let values = table.values.chunks_exact(table.columns).flat_map(|row| row.chunks(8).map(eight)).collect();
            Rows { start, rows: table.rows, values, scales: table.scales }
        };
        let tables = tables.into_iter().map(rows).collect();
        Embeddings { tables, channels, columns }
    }

    /// The values of a token.
    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    /// The values of each token, filled up with zeros to whole [`vectors`]. What is not `seen`, by token and channel, adds
    /// nothing.
    pub(crate) fn of(&self, sequence: &[u32], seen: impl Fn(usize, usize) -> bool) -> Vec<f32x4> {
        let stride = vectors(self.columns);
        let length = sequence.len() / self.channels.len() * stride;
        // The zeros that rows are filled up with reach into the next token, and the last ones beyond all tokens.
        let mut values = vec![f32x4::ZERO; length + 2];
        let floats = cast_slice_mut::<_, f32>(&mut values);
        for (token, numbers) in sequence.chunks_exact(self.channels.len()).enumerate() {
            for (channel, (&number, &table)) in numbers.iter().zip(self.channels).enumerate() {
                let table = &self.tables[table];
                if seen(token, channel) {
                    table.add(number as usize % table.rows, &mut floats[4 * stride * token + table.start..]);
                }
            }
        }
        values.truncate(length);
        values
    }
}

impl Rows {
    /// Adds a row to some values.
    fn add(&self, row: usize, to: &mut [f32]) {
        let width = self.values.len() / self.rows;
        let scale = f32x8::splat(self.scales[row]);
        for (to, &values) in to.as_chunks_mut().0.iter_mut().zip(&self.values[row * width..][..width]) {
            let sum = f32x8::new(*to) + scale * f32x8::from_i32x8(i32x8::from_i16x8(values));
            *to = sum.to_array();
        }
    }
}

#[cfg(test)]
mod tests {
    use bytemuck::cast_slice;

    use super::*;

    fn table(rows: usize, columns: usize) -> Table {
        let values = (0..rows * columns).map(|at| (at * 37 % 255) as u8 as i8).collect();
        Table { rows, columns, values, scales: (0..rows).map(|row| 0.5 + row as f32).collect() }
    }

    #[test]
    fn rows_of_a_table_are_added_and_tables_stand_side_by_side() {
        let tables = [table(3, 9), table(2, 3)];
        let embeddings = Embeddings::new(tables.to_vec(), &[0, 1, 0]);
        let value = |of: usize, row: usize, column: usize| {
            let table = &tables[of];
            table.scales[row] * f32::from(table.values[row * table.columns + column])
        };
        let sequence = [0, 1, 2, 3 + 1, 2, 1, 1, 0, 0];
        let found = embeddings.of(&sequence, |_, _| true);
        assert_eq!(found.len(), 3 * vectors(12));
        for (found, numbers) in cast_slice::<_, f32>(&found).chunks(4 * vectors(12)).zip(sequence.chunks(3)) {
            let row = |channel: usize, rows: usize| numbers[channel] as usize % rows;
            let mut exact: Vec<f32> =
                (0..9).map(|column| value(0, row(0, 3), column) + value(0, row(2, 3), column)).collect();
            exact.extend((0..3).map(|column| value(1, row(1, 2), column)));
            exact.resize(found.len(), 0.0);
            assert_eq!(found, exact);
        }
    }
}
