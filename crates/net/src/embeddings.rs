//! What a net reads of a token: rows of tables, side by side, through a linear layer.
//!
//! That layer is linear, so it is worked out for every row of every table when the net is read. What is left to do for a
//! token is to add up one finished row for each of its numbers.

use bytemuck::cast_slice_mut;
use wide::f32x4;

use crate::file::ModelError;
use crate::matmul::{Inputs, Matrix, vectors};
use crate::table::Table;

/// Tables of what each row adds to a token, and which of them the numbers of a token are rows of.
#[derive(Clone, Debug)]
pub(crate) struct Embeddings {
    tables: Vec<Rows>,
    /// For each number of a token its table.
    channels: &'static [usize],
    /// What a token has that adds nothing.
    bias: Vec<f32x4>,
}

/// What the rows of a table add to a token: `[rows][vectors]`.
#[derive(Clone, Debug)]
struct Rows {
    rows: usize,
    values: Vec<f32x4>,
}

impl Embeddings {
    /// Takes tables through the linear layer `input`, whose columns are those of all tables, one after the other.
    ///
    /// # Errors
    /// When they are not.
    pub(crate) fn new(
        tables: &[Table],
        channels: &'static [usize],
        input: &Table,
        bias: &[f32],
    ) -> Result<Embeddings, ModelError> {
        if input.columns != tables.iter().map(|table| table.columns).sum::<usize>() || !input.rows.is_multiple_of(8) {
            return Err(ModelError::section("input", "has another shape than the net needs"));
        }
        let nothing = vec![0.0; input.rows];
        let mut start = 0;
        let mut rows = |table: &Table| {
            let own = |row: &[i8]| row[start..start + table.columns].to_vec();
            let values = input.values.chunks_exact(input.columns).flat_map(own).collect();
            let part = Table { rows: input.rows, columns: table.columns, values, scales: input.scales.clone() };
            start += table.columns;
            let given = floats(table);
            let matrix = Matrix::new("input", &part, &nothing)?;
            Ok(Rows { rows: table.rows, values: matrix.apply(&Inputs::round(&given, vectors(table.columns))) })
        };
        let tables = tables.iter().map(&mut rows).collect::<Result<_, ModelError>>()?;
        let mut filled = vec![f32x4::ZERO; vectors(input.rows)];
        cast_slice_mut::<_, f32>(&mut filled)[..bias.len()].copy_from_slice(bias);
        Ok(Embeddings { tables, channels, bias: filled })
    }

    /// What the layer makes of each token, `[tokens][vectors]`. What is not `seen`, by token and channel, adds nothing.
    pub(crate) fn of(&self, sequence: &[u32], seen: impl Fn(usize, usize) -> bool) -> Vec<f32x4> {
        let channels = self.channels.len();
        let mut values = self.bias.repeat(sequence.len() / channels);
        let mut rows: Vec<&[f32x4]> = Vec::with_capacity(channels);
        let tokens = sequence.chunks_exact(channels).zip(values.chunks_exact_mut(self.bias.len()));
        for (token, (numbers, values)) in tokens.enumerate() {
            let numbers = numbers.iter().zip(self.channels).enumerate();
            let numbers = numbers.filter(|&(channel, _)| seen(token, channel));
            rows.clear();
            rows.extend(numbers.map(|(_, (&number, &table))| self.tables[table].row(number)));
            add(values, &rows);
        }
        values
    }
}

impl Rows {
    /// The row of this number, taken modulo the rows.
    fn row(&self, number: u32) -> &[f32x4] {
        let (rows, number) = (self.rows, number as usize);
        // Tables have a power of two of rows, as a rule, and division is slow.
        let row = if rows.is_power_of_two() { number & (rows - 1) } else { number % rows };
        let width = self.values.len() / rows;
        &self.values[row * width..][..width]
    }
}

/// Adds rows to values, so many of these at a time that sums stay in registers.
fn add(values: &mut [f32x4], rows: &[&[f32x4]]) {
    const BLOCK: usize = 8;
    let (blocks, rest) = values.as_chunks_mut::<BLOCK>();
    let done = blocks.len() * BLOCK;
    for (at, block) in blocks.iter_mut().enumerate() {
        let mut sum = *block;
        for row in rows {
            let row = &row[at * BLOCK..][..BLOCK];
            sum.iter_mut().zip(row).for_each(|(sum, &value)| *sum += value);
        }
        *block = sum;
    }
    for row in rows {
        rest.iter_mut().zip(&row[done..]).for_each(|(sum, &value)| *sum += value);
    }
}

/// The rows of a table, filled up with zeros to whole [`vectors`].
fn floats(table: &Table) -> Vec<f32x4> {
    let width = vectors(table.columns);
    let mut given = vec![f32x4::ZERO; table.rows * width];
    let rows = cast_slice_mut::<_, f32>(&mut given).chunks_exact_mut(4 * width);
    for ((row, values), &scale) in rows.zip(table.values.chunks_exact(table.columns)).zip(&table.scales) {
        row.iter_mut().zip(values).for_each(|(to, &value)| *to = scale * f32::from(value));
    }
    given
}

#[cfg(test)]
mod tests {
    use bytemuck::cast_slice;

    use super::*;

    fn table(rows: usize, columns: usize) -> Table {
        let values = (0..rows * columns).map(|at| (at * 37 % 255) as u8 as i8).collect();
        Table { rows, columns, values, scales: (0..rows).map(|row| (0.5 + row as f32) / 64.0).collect() }
    }

    fn value(table: &Table, row: usize, column: usize) -> f32 {
        table.scales[row] * f32::from(table.values[row * table.columns + column])
    }

    #[test]
    fn rows_are_added_as_if_the_layer_came_after_them() {
        let (tables, input) = ([table(3, 9), table(2, 3)], table(8, 12));
        let bias: Vec<f32> = (0..8).map(|at| at as f32).collect();
        let embeddings = Embeddings::new(&tables, &[0, 1, 0], &input, &bias).unwrap();
        let sequence = [0, 1, 2, 3 + 1, 2, 1, 1, 0, 0];
        let found = embeddings.of(&sequence, |token, channel| (token, channel) != (1, 0));
        for (token, (found, numbers)) in cast_slice::<_, f32>(&found).chunks(8).zip(sequence.chunks(3)).enumerate() {
            let mut given = [0.0; 12];
            for (channel, (&number, of)) in
                numbers.iter().zip([0, 1, 0]).enumerate().filter(|(at, _)| (token, *at) != (1, 0))
            {
                debug_assert!(channel < 3);
                let table = &tables[of];
                let row = number as usize % table.rows;
                (0..table.columns).for_each(|column| given[9 * of + column] += value(table, row, column));
            }
            for (unit, found) in found.iter().enumerate() {
                let sum: f32 = (0..12).map(|column| given[column] * value(&input, unit, column)).sum();
                assert!((found - bias[unit] - sum).abs() < 0.01, "{found} and {sum}");
            }
        }
    }

    #[test]
    fn a_layer_for_other_tables_is_refused() {
        assert!(Embeddings::new(&[table(3, 9)], &[0], &table(8, 10), &[0.0; 8]).is_err());
        assert!(Embeddings::new(&[table(3, 9)], &[0], &table(7, 9), &[0.0; 7]).is_err());
    }
}
