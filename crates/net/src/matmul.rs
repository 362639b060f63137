//! Products of 8-bit weights with many inputs at once: where nearly all of the net's time goes.
//!
//! Sums are of integers and therefore exact: the order in which a target adds them up does not matter. Weights are kept
//! as 16-bit numbers, as both SSE2 and WebAssembly multiply eight pairs of those and add them in twos in one instruction.
//! Each of its four results is kept for a row of its own: its two weights come from that row, and the two values of the
//! input are the same for all. So nothing is left to add up at the end.

use bytemuck::cast;
use wide::{f32x4, i16x8, i32x4, i32x8};

use crate::file::ModelError;
use crate::table::Table;

/// More columns could overflow the sums: 2^7 · 2^13 · 2^11 is 2^31.
const MOST_COLUMNS: usize = 1 << 10;
/// Inputs become integers up to this size.
const LARGEST_INPUT: f32 = 8_191.0;

/// So many rows meet so many inputs at once: their sums, and what is added to them, just fit into 16 registers.
const ROWS: usize = 8;
const INPUTS: usize = 4;

/// Two neighbouring values of four inputs.
type Pairs = [i32; INPUTS];

/// Inputs of a matrix as integers, each with its own scale.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inputs {
    /// `[inputs / 4][pairs of columns]`, filled up with zeros.
    pairs: Vec<Pairs>,
    scales: Vec<f32>,
}

/// How many vectors of four hold this many values, when rows are filled up to what is read at once.
pub(crate) const fn vectors(values: usize) -> usize {
    values.div_ceil(8) * 2
}

impl Inputs {
    /// Rounds inputs of `vectors` vectors each, an even number.
    pub(crate) fn round(inputs: &[f32x4], vectors: usize) -> Inputs {
        let count = inputs.len() / vectors;
        let pairs = 2 * vectors;
        let mut rounded = Inputs { pairs: vec![Pairs::default(); count.div_ceil(INPUTS) * pairs], scales: Vec::new() };
        for (at, input) in inputs.chunks_exact(vectors).enumerate() {
            let largest = input.iter().fold(f32x4::ZERO, |largest, value| largest.fast_max(value.abs()));
            let largest = largest.to_array().into_iter().fold(0.0, |a, b| if b > a { b } else { a });
            // Beyond what any net produces, and still within what a float can divide by.
            let largest: f32 = largest.clamp(1e-20, 1e20);
            let factor = f32x4::splat(LARGEST_INPUT / largest);
            let block = &mut rounded.pairs[at / INPUTS * pairs..][..pairs];
            for (four, values) in block.as_chunks_mut::<4>().0.iter_mut().zip(input.as_chunks::<2>().0) {
                let whole: i32x8 = cast(values.map(|value| nearest(value * factor)));
                let whole: [i32; 4] = cast(i16x8::from_i32x8_saturate(whole));
                for (pairs, whole) in four.iter_mut().zip(whole) {
                    pairs[at % INPUTS] = whole;
                }
            }
            rounded.scales.push(largest / LARGEST_INPUT);
        }
        rounded
    }
}

/// The nearest whole numbers, for values up to [`LARGEST_INPUT`]; a number of some kind for all others.
#[inline]
fn nearest(values: f32x4) -> i32x4 {
    // So large that only whole numbers are left, which stand in the lowest bits.
    const LARGE: f32 = 12_582_912.0;
    cast::<f32x4, i32x4>(values + f32x4::splat(LARGE)) - i32x4::splat(LARGE.to_bits() as i32)
}

/// A matrix with something to add to each result, laid out for [`Matrix::apply`].
#[derive(Clone, Debug)]
pub(crate) struct Matrix {
    /// How many results an input has.
    pub(crate) rows: usize,
    /// How many values an input has.
    pub(crate) columns: usize,
    /// `[rows / 8][pairs of columns]`: two weights of each of eight rows.
    weights: Vec<[i16x8; 2]>,
    /// `[rows / 8]`
    scales: Vec<[f32x4; 2]>,
    /// `[rows / 8]`
    bias: Vec<[f32x4; 2]>,
}

impl Matrix {
    /// Reads a table of this name as a matrix.
    pub(crate) fn new(name: &str, table: &Table, bias: &[f32]) -> Result<Matrix, ModelError> {
        if table.columns > MOST_COLUMNS {
            return Err(ModelError::section(name, "has too many columns"));
        }
        let pairs = 2 * vectors(table.columns);
        let mut weights = vec![[[0i16; 8]; 2]; table.rows.div_ceil(ROWS) * pairs];
        for (row, values) in table.values.chunks_exact(table.columns).enumerate() {
            let block = &mut weights[row / ROWS * pairs..][..pairs];
            for (column, &value) in values.iter().enumerate() {
                block[column / 2][row % ROWS / 4][row % 4 * 2 + column % 2] = i16::from(value);
            }
        }
        Ok(Matrix {
            rows: table.rows,
            columns: table.columns,
            weights: weights.into_iter().map(cast).collect(),
            scales: by_row(&table.scales),
            bias: by_row(bias),
        })
    }

    /// The vectors of four results that an input has.
    pub(crate) fn vectors(&self) -> usize {
        vectors(self.rows)
    }

    /// The products with each input, `[inputs][vectors]`.
    pub(crate) fn apply(&self, inputs: &Inputs) -> Vec<f32x4> {
        let (pairs, vectors) = (2 * vectors(self.columns), self.vectors());
        let mut products = vec![f32x4::ZERO; inputs.scales.len() * vectors];
        // Eight rows at a time stay in the fastest memory while all inputs pass by.
        let blocks = self.weights.chunks_exact(pairs).zip(&self.scales).zip(&self.bias);
        for (block, ((weights, scales), bias)) in blocks.enumerate() {
            let each = inputs.pairs.chunks_exact(pairs).zip(inputs.scales.chunks(INPUTS));
            for ((input, input_scales), products) in each.zip(products.chunks_mut(INPUTS * vectors)) {
                let sums = match input_scales.len() {
                    1 => sums::<1>(weights, input),
                    2 => sums::<2>(weights, input),
                    3 => sums::<3>(weights, input),
                    _ => sums::<INPUTS>(weights, input),
                };
                for ((sums, &scale), products) in sums.iter().zip(input_scales).zip(products.chunks_exact_mut(vectors))
                {
                    for half in 0..2 {
                        let scale = scales[half] * f32x4::splat(scale);
                        products[2 * block + half] = f32x4::from_i32x4(sums[half]) * scale + bias[half];
                    }
                }
            }
        }
        products
    }
}

/// A value for each row, eight rows at a time.
fn by_row(values: &[f32]) -> Vec<[f32x4; 2]> {
    let eight = |values: &[f32]| {
        let mut filled = [0.0; ROWS];
        filled[..values.len()].copy_from_slice(values);
        cast(filled)
    };
    values.chunks(ROWS).map(eight).collect()
}

/// The products of eight rows with each of the first `N` inputs of four.
#[inline]
fn sums<const N: usize>(weights: &[[i16x8; 2]], inputs: &[Pairs]) -> [[i32x4; 2]; INPUTS] {
    let mut sums = [[i32x4::ZERO; 2]; INPUTS];
    for (weights, inputs) in weights.iter().zip(inputs) {
        for (sums, &pair) in sums[..N].iter_mut().zip(inputs) {
            let pair: i16x8 = cast(i32x4::splat(pair));
            sums[0] += weights[0].dot(pair);
            sums[1] += weights[1].dot(pair);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use bytemuck::cast_slice;

    use super::*;
    use crate::table::scale;

    fn table(rows: usize, columns: usize) -> Table {
        let value = |at: usize| (at * 37 % 255) as i32 - 127;
        let values = (0..rows * columns).map(|at| value(at) as i8).collect();
        Table { rows, columns, values, scales: (0..rows).map(|row| scale(-40 - row as i8)).collect() }
    }

    /// Rows filled up with zeros.
    fn padded(values: &[f32], columns: usize) -> Vec<f32x4> {
        let mut padded = vec![f32x4::ZERO; values.len() / columns * vectors(columns)];
        let rows = bytemuck::cast_slice_mut::<_, f32>(&mut padded).chunks_exact_mut(4 * vectors(columns));
        rows.zip(values.chunks_exact(columns)).for_each(|(row, values)| row[..columns].copy_from_slice(values));
        padded
    }

    #[test]
    fn close_to_exact_products() {
        for (rows, columns, count) in [(1, 3, 1), (4, 8, 3), (7, 136, 4), (12, 128, 5), (17, 2, 9)] {
            let table = table(rows, columns);
            let bias: Vec<f32> = (0..rows).map(|row| row as f32).collect();
            let matrix = Matrix::new("", &table, &bias).unwrap();
            let given: Vec<f32> = (0..count * columns).map(|at| ((at * 61 % 97) as f32 - 48.0) / 30.0).collect();
            let products = matrix.apply(&Inputs::round(&padded(&given, columns), vectors(columns)));
            assert_eq!(products.len(), count * matrix.vectors());
            let found = cast_slice::<_, f32>(&products).chunks_exact(4 * matrix.vectors());
            for (found, input) in found.zip(given.chunks_exact(columns)) {
                for (row, product) in found[..rows].iter().enumerate() {
                    let weights = table.values[row * columns..][..columns].iter();
                    let weights: Vec<f32> = weights.map(|&weight| table.scales[row] * f32::from(weight)).collect();
                    let exact: f32 = weights.iter().zip(input).map(|(w, x)| w * x).sum();
                    let size: f32 = weights.iter().map(|w| w.abs()).sum();
                    assert!((product - bias[row] - exact).abs() < 1e-3 * size, "{product} and {exact}");
                }
            }
        }
    }

    #[test]
    fn sums_are_exact() {
        let weights: Vec<[[i16; 8]; 2]> = (0..5)
            .map(|k| [0, 1].map(|half| std::array::from_fn(|at| (k * 31 + half * 17 + at as i16 * 7) % 127)))
            .collect();
        let inputs: Vec<[[i16; 2]; INPUTS]> =
            (0..5).map(|k| std::array::from_fn(|input| [k * 1_000 - 8_191, input as i16 * 900])).collect();
        let found = sums::<INPUTS>(
            &weights.iter().map(|&weights| cast(weights)).collect::<Vec<_>>(),
            &inputs.iter().map(|&inputs| cast(inputs)).collect::<Vec<_>>(),
        );
        for (input, found) in found.iter().enumerate() {
            for (row, &found) in cast::<_, [i32; ROWS]>(*found).iter().enumerate() {
                let products = weights.iter().zip(&inputs).map(|(weights, inputs)| {
                    let product =
                        |of: usize| i32::from(weights[row / 4][row % 4 * 2 + of]) * i32::from(inputs[input][of]);
                    product(0) + product(1)
                });
                assert_eq!(found, products.sum::<i32>());
            }
        }
    }

    #[test]
    fn whole_numbers_are_the_nearest() {
        for value in [0.0, 0.4, -0.4, 0.6, -0.6, 1.5, 2.5, -2.5, 8_190.7, -8_191.0] {
            let nearest: [i32; 4] = cast(nearest(f32x4::splat(value)));
            assert_eq!(nearest, [value.round_ties_even() as i32; 4]);
        }
    }

    #[test]
    fn odd_inputs_do_no_harm() {
        let matrix = Matrix::new("", &table(5, 8), &[0.0; 5]).unwrap();
        let odd = [f32x4::new([0.0, f32::INFINITY, f32::NAN, 1e30]), f32x4::new([-1e30, f32::MIN, 0.0, 1.0])];
        let products = matrix.apply(&Inputs::round(&[odd, [f32x4::ZERO; 2]].concat(), 2));
        let (odd, zero) = cast_slice::<_, f32>(&products).split_at(8);
        assert!(odd.iter().all(|product| product.is_finite()));
        assert!(zero.iter().all(|&product| product == 0.0));
    }

    #[test]
    fn too_many_columns_are_refused() {
        assert!(Matrix::new("", &table(1, MOST_COLUMNS), &[0.0]).is_ok());
        assert!(Matrix::new("", &table(1, MOST_COLUMNS + 1), &[0.0]).is_err());
    }
}
