//! Products of 8-bit weights with many inputs at once: where nearly all of the net's time goes.
//!
//! Sums are of integers and therefore exact: the order in which a target adds them up does not matter. Weights are kept
//! as 16-bit numbers, as both SSE2 and WebAssembly multiply eight pairs of those and add them in twos in one instruction.

use crate::file::{ModelError, ModelFile};

/// The bytes of a table in a model file, with a scale for each row.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    values: Vec<i8>,
    scales: Vec<f32>,
}

/// What a row's values are to be multiplied with, from its code in the file: `2^(code / 8)`.
///
/// Steps of 9 % are fine enough for the largest value of a row, and cost a byte where a float would cost four.
pub fn scale(code: i8) -> f32 {
    const ROOTS: [f32; 8] =
        [1.0, 1.090_507_7, 1.189_207_1, 1.296_839_6, std::f32::consts::SQRT_2, 1.542_210_8, 1.681_792_9, 1.834_008];
    let exponent = (i32::from(code) >> 3) + 127;
    ROOTS[(code & 7) as usize] * f32::from_bits((exponent as u32) << 23)
}

impl Table {
    /// Reads the section `name` and the codes of its scales, `name.s`.
    pub(crate) fn read(file: &ModelFile<'_>, name: &str) -> Result<Table, ModelError> {
        let section = file.bytes(name)?;
        let codes = file.bytes(&format!("{name}.s"))?;
        if codes.rows * codes.columns != section.rows {
            return Err(ModelError::section(name, "has not one scale for each row"));
        }
        if section.rows == 0 || section.columns == 0 || section.columns > MOST_COLUMNS {
            return Err(ModelError::section(name, "has no rows, or too many columns"));
        }
        Ok(Table {
            rows: section.rows,
            columns: section.columns,
            values: section.signed().collect(),
            scales: codes.signed().map(scale).collect(),
        })
    }

    /// Adds a row to some values.
    pub(crate) fn add(&self, row: usize, to: &mut [f32]) {
        let scale = self.scales[row];
        let values = &self.values[row * self.columns..][..self.columns];
        for (to, &value) in to.iter_mut().zip(values) {
            *to += scale * f32::from(value);
        }
    }
}

/// More columns could overflow the sums: 2^7 · 2^13 · 2^11 is 2^31.
const MOST_COLUMNS: usize = 1 << 10;
/// Inputs become integers up to this size.
const LARGEST_INPUT: f32 = 8_191.0;
/// Rows are filled up with zeros to a multiple of this.
const LANES: usize = 8;

/// A matrix, laid out for [`Matrix::apply`].
#[derive(Clone, Debug)]
pub(crate) struct Matrix {
    /// How many results an input has.
    pub(crate) rows: usize,
    /// How many values an input has.
    pub(crate) columns: usize,
    /// `[rows][padded columns]`
    weights: Vec<i16>,
    scales: Vec<f32>,
}

/// Inputs of a matrix as integers, each with its own scale.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inputs {
    values: Vec<i16>,
    scales: Vec<f32>,
}

impl Inputs {
    /// Rounds inputs of `columns` values each.
    pub(crate) fn round(&mut self, inputs: &[f32], columns: usize) {
        let padded = columns.next_multiple_of(LANES);
        self.values.clear();
        self.values.resize(inputs.len() / columns * padded, 0);
        self.scales.clear();
        for (input, values) in inputs.chunks_exact(columns).zip(self.values.chunks_exact_mut(padded)) {
            let largest = input.iter().fold(0.0f32, |largest, value| largest.max(value.abs()));
            // Beyond what any net produces, and still within what a float can divide by.
            let largest = largest.clamp(1e-20, 1e20);
            let factor = LARGEST_INPUT / largest;
            for (value, &input) in values.iter_mut().zip(input) {
                let scaled = input * factor;
                *value = (scaled + 0.5f32.copysign(scaled)) as i32 as i16;
            }
            self.scales.push(largest / LARGEST_INPUT);
        }
    }
}

impl Matrix {
    /// Reads a table as a matrix.
    pub(crate) fn new(table: &Table) -> Matrix {
        let padded = table.columns.next_multiple_of(LANES);
        let mut weights = vec![0; table.rows * padded];
        for (row, values) in weights.chunks_exact_mut(padded).zip(table.values.chunks_exact(table.columns)) {
            for (weight, &value) in row.iter_mut().zip(values) {
                *weight = i16::from(value);
            }
        }
        Matrix { rows: table.rows, columns: table.columns, weights, scales: table.scales.clone() }
    }

    /// The products with each input, `[inputs][rows]`.
    pub(crate) fn apply(&self, inputs: &Inputs, products: &mut Vec<f32>) {
        let padded = self.columns.next_multiple_of(LANES);
        products.clear();
        products.resize(inputs.scales.len() * self.rows, 0.0);
        // Four rows at a time stay in the fastest memory while all inputs pass by.
        let blocks = self.weights.chunks(4 * padded).zip(self.scales.chunks(4));
        for (block, (weights, scales)) in blocks.enumerate() {
            let each = inputs.values.chunks_exact(padded).zip(&inputs.scales);
            for ((input, &input_scale), products) in each.zip(products.chunks_exact_mut(self.rows)) {
                let products = &mut products[4 * block..][..scales.len()];
                if scales.len() == 4 {
                    let sums = dots(weights, input);
                    for ((product, sum), &scale) in products.iter_mut().zip(sums).zip(scales) {
                        *product = sum as f32 * (scale * input_scale);
                    }
                } else {
                    for ((product, row), &scale) in products.iter_mut().zip(weights.chunks_exact(padded)).zip(scales) {
                        *product = dot(row, input) as f32 * (scale * input_scale);
                    }
                }
            }
        }
    }
}

fn dot(a: &[i16], b: &[i16]) -> i32 {
    a.iter().zip(b).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum()
}

/// The products of four rows, one after the other in `rows`, with an input whose length is a multiple of [`LANES`].
#[cfg(not(target_feature = "simd128"))]
fn dots(rows: &[i16], input: &[i16]) -> [i32; 4] {
    let n = input.len();
    std::array::from_fn(|row| dot(&rows[row * n..][..n], input))
}

/// The same with the instruction that the compiler does not find by itself.
#[cfg(target_feature = "simd128")]
fn dots(rows: &[i16], input: &[i16]) -> [i32; 4] {
    use std::arch::wasm32::{i16x8, i32x4_add, i32x4_dot_i16x8, i32x4_extract_lane, i32x4_splat, v128};

    // One load, as the compiler sees that the values lie next to each other.
    fn load([a, b, c, d, e, f, g, h]: [i16; LANES]) -> v128 {
        i16x8(a, b, c, d, e, f, g, h)
    }
    fn sum(v: v128) -> i32 {
        let low = i32x4_extract_lane::<0>(v) + i32x4_extract_lane::<1>(v);
        low + i32x4_extract_lane::<2>(v) + i32x4_extract_lane::<3>(v)
    }
    let n = input.len();
    let [a, b, c, d] = std::array::from_fn(|row| rows[row * n..][..n].as_chunks::<LANES>().0);
    let mut sums = [i32x4_splat(0); 4];
    for ((((&x, &a), &b), &c), &d) in input.as_chunks::<LANES>().0.iter().zip(a).zip(b).zip(c).zip(d) {
        let x = load(x);
        sums[0] = i32x4_add(sums[0], i32x4_dot_i16x8(load(a), x));
        sums[1] = i32x4_add(sums[1], i32x4_dot_i16x8(load(b), x));
        sums[2] = i32x4_add(sums[2], i32x4_dot_i16x8(load(c), x));
        sums[3] = i32x4_add(sums[3], i32x4_dot_i16x8(load(d), x));
    }
    sums.map(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: usize, columns: usize) -> Table {
        let value = |at: usize| (at * 37 % 255) as i32 - 127;
        let values = (0..rows * columns).map(|at| value(at) as i8).collect();
        Table { rows, columns, values, scales: (0..rows).map(|row| scale(-40 - row as i8)).collect() }
    }

    #[test]
    fn scales_are_powers() {
        for code in i8::MIN..=i8::MAX {
            let exact = (f32::from(code) / 8.0).exp2();
            assert!((scale(code) / exact - 1.0).abs() < 1e-6, "{code}");
        }
    }

    #[test]
    fn close_to_exact_products() {
        for (rows, columns) in [(1, 3), (4, 8), (7, 136), (12, 128)] {
            let table = table(rows, columns);
            let matrix = Matrix::new(&table);
            let given: Vec<f32> = (0..3 * columns).map(|at| ((at * 61 % 97) as f32 - 48.0) / 30.0).collect();
            let mut inputs = Inputs::default();
            inputs.round(&given, columns);
            let mut products = Vec::new();
            matrix.apply(&inputs, &mut products);
            assert_eq!(products.len(), 3 * rows);
            for (at, &product) in products.iter().enumerate() {
                let (input, row) = (&given[at / rows * columns..][..columns], at % rows);
                let mut weights = vec![0.0; columns];
                table.add(row, &mut weights);
                let exact: f32 = weights.iter().zip(input).map(|(w, x)| w * x).sum();
                let size: f32 = weights.iter().map(|w| w.abs()).sum();
                assert!((product - exact).abs() < 1e-3 * size, "{product} and {exact}");
            }
        }
    }

    #[test]
    fn odd_inputs_do_no_harm() {
        let matrix = Matrix::new(&table(5, 8));
        let mut inputs = Inputs::default();
        inputs.round(
            &[0.0, f32::INFINITY, f32::NAN, 1e30, -1e30, f32::MIN, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
            8,
        );
        let mut products = Vec::new();
        matrix.apply(&inputs, &mut products);
        assert!(products.iter().all(|product| product.is_finite()));
        assert!(products[5..].iter().all(|&product| product == 0.0));
    }
}
