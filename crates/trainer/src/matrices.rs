//! Matrices among the weights, and the products with them.

use std::ops::Range;

use ndarray::{ArrayView2, ArrayViewMut2, linalg::general_mat_mul};

/// A matrix among the weights.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) start: usize,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
}

impl Place {
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.start + self.rows * self.columns
    }

    pub(crate) fn of<'w>(&self, weights: &'w [f32]) -> ArrayView2<'w, f32> {
        matrix(&weights[self.range()], self.columns)
    }
}

pub(crate) fn matrix(values: &[f32], columns: usize) -> ArrayView2<'_, f32> {
    ArrayView2::from_shape((values.len() / columns, columns), values).expect("whole rows")
}

pub(crate) fn matrix_mut(values: &mut [f32], columns: usize) -> ArrayViewMut2<'_, f32> {
    ArrayViewMut2::from_shape((values.len() / columns, columns), values).expect("whole rows")
}

/// `inputs · weights + bias`, row by row.
pub(crate) fn affine(inputs: &[f32], place: &Place, weights: &[f32], bias: &[f32]) -> Vec<f32> {
    let rows = inputs.len() / place.rows;
    let mut results = if bias.is_empty() { vec![0.0; rows * place.columns] } else { bias.repeat(rows) };
    let mut out = matrix_mut(&mut results, place.columns);
    general_mat_mul(1.0, &matrix(inputs, place.rows), &place.of(weights), 1.0, &mut out);
    results
}

/// Adds the slopes by the inputs and by the weights of [`affine`], given those by its results.
pub(crate) fn affine_back(
    inputs: &[f32],
    place: &Place,
    weights: &[f32],
    by_results: &[f32],
    by_inputs: &mut [f32],
    slopes: &mut [f32],
) {
    let by_results = matrix(by_results, place.columns);
    let mut by_inputs = matrix_mut(by_inputs, place.rows);
    general_mat_mul(1.0, &by_results, &place.of(weights).reversed_axes(), 1.0, &mut by_inputs);
    let mut by_weights = matrix_mut(&mut slopes[place.range()], place.columns);
    general_mat_mul(1.0, &matrix(inputs, place.rows).reversed_axes(), &by_results, 1.0, &mut by_weights);
}

pub(crate) fn multiply(values: &mut [f32], factors: &[f32]) {
    values.iter_mut().zip(factors).for_each(|(value, factor)| *value *= factor);
}

pub(crate) fn add(to: &mut [f32], values: &[f32]) {
    to.iter_mut().zip(values).for_each(|(to, value)| *to += value);
}
