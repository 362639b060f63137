//! The recurrence of the encoder.
//!
//! A simple recurrent unit (Lei et al. 2018), for each direction and unit:
//!
//! ```text
//! f = σ(Uf + vf·c + bf)         how much of the memory stays
//! r = σ(Ur + vr·c + br)         how much of the memory is shown
//! c ← f·c + (1-f)·Uc
//! h = r·c + (1-r)·x
//! ```
//!
//! `U`, `Uf` and `Ur` are products of a matrix with the input `x` and are made for all tokens at once; units know nothing of
//! each other, so that four of them go side by side.

use wide::f32x4;

use crate::file::{ModelError, ModelFile};
use crate::math::tanh4;
use crate::matmul::{Inputs, Matrix};
use crate::table::Table;

/// A layer of the encoder: two directions.
#[derive(Clone, Debug)]
pub(crate) struct Scan {
    /// For each direction: what enters memory, what keeps it, what shows it; `bf` and `br` are added already. For the gates
    /// all is halved, as `σ(x)` is `tanh(x/2)/2 + 1/2`.
    products: Matrix,
    /// For each direction `vf` and `vr`, halved, in fours of units.
    memory: [Vec<[f32x4; 2]>; 2],
}

impl Scan {
    /// Reads the layer of this name for inputs of two times so many units.
    pub(crate) fn read(file: &ModelFile<'_>, name: &str, units: usize) -> Result<Scan, ModelError> {
        let mut table = Table::read(file, name)?;
        if (table.rows, table.columns) != (6 * units, 2 * units) {
            return Err(ModelError::section(name, "has another shape than the net needs"));
        }
        halve(&mut table.scales, units);
        let parameters = file.floats(&format!("{name}.p"), 8, units)?;
        let mut bias = vec![0.0; table.rows];
        for direction in 0..2 {
            let gates = (3 * direction + 1) * units..(3 * direction + 3) * units;
            bias[gates].copy_from_slice(&parameters[(4 * direction + 2) * units..][..2 * units]);
        }
        halve(&mut bias, units);
        let memory = [0, 1].map(|direction| {
            let (keep, show) = parameters[4 * direction * units..][..2 * units].split_at(units);
            let halved = |values: &[f32; 4]| f32x4::new(*values) * f32x4::HALF;
            let pairs = keep.as_chunks().0.iter().zip(show.as_chunks().0);
            pairs.map(|(keep, show)| [halved(keep), halved(show)]).collect()
        });
        Ok(Scan { products: Matrix::new(name, &table, &bias)?, memory })
    }

    /// Reads `hidden`, `[tokens][2][units]`, and writes what is shown over it.
    pub(crate) fn run(&self, hidden: &mut [f32x4]) {
        let products = self.products.apply(&Inputs::round(hidden, self.products.columns / 4));
        self.recur(&products, hidden);
    }

    /// The products of an encoded sequence, for [`Scan::recur`].
    pub(crate) fn products(&self, inputs: &Inputs) -> Vec<f32x4> {
        self.products.apply(inputs)
    }

    /// The vectors that a token has in [`Scan::products`].
    pub(crate) fn vectors(&self) -> usize {
        self.products.vectors()
    }

    /// Goes through `hidden` with products that are made already, and writes what is shown over it.
    pub(crate) fn recur(&self, products: &[f32x4], hidden: &mut [f32x4]) {
        let vectors = self.products.columns / 4;
        let products = products.chunks_exact(self.products.vectors());
        let tokens = hidden.chunks_exact_mut(vectors);
        scan(
            &self.memory[0],
            products.clone().zip(tokens).map(|(products, token)| (first(products), first_mut(token))),
        );
        let tokens = hidden.chunks_exact_mut(vectors);
        let tokens = products.zip(tokens).rev();
        scan(&self.memory[1], tokens.map(|(products, token)| (second(products), second_mut(token))));
    }
}

/// Halves what belongs to gates, of values that lie as the rows of a layer's matrix do: `[2][3][units]`.
pub(crate) fn halve(values: &mut [f32], units: usize) {
    for (at, values) in values.chunks_exact_mut(units).enumerate().filter(|(at, _)| at % 3 > 0) {
        debug_assert!(at < 6);
        values.iter_mut().for_each(|value| *value *= 0.5);
    }
}

fn first(values: &[f32x4]) -> &[f32x4] {
    &values[..values.len() / 2]
}

fn second(values: &[f32x4]) -> &[f32x4] {
    &values[values.len() / 2..]
}

fn first_mut(values: &mut [f32x4]) -> &mut [f32x4] {
    let half = values.len() / 2;
    &mut values[..half]
}

fn second_mut(values: &mut [f32x4]) -> &mut [f32x4] {
    let half = values.len() / 2;
    &mut values[half..]
}

/// One direction: for each token, in the order of reading, its products and its input, which becomes what is shown.
fn scan<'t>(memory: &[[f32x4; 2]], tokens: impl Iterator<Item = (&'t [f32x4], &'t mut [f32x4])>) {
    let mut states = vec![f32x4::ZERO; memory.len()];
    for (products, token) in tokens {
        let (entering, gates) = products.split_at(memory.len());
        let (keep, show) = gates.split_at(memory.len());
        let products = entering.iter().zip(keep).zip(show);
        for (((state, value), ((&entering, &keep), &show)), memory) in
            states.iter_mut().zip(token).zip(products).zip(memory)
        {
            let keep = gate(keep + memory[0] * *state);
            let show = gate(show + memory[1] * *state);
            *state = entering + keep * (*state - entering);
            *value += show * (*state - *value);
        }
    }
}

/// The logistic function of twice the value.
#[inline]
fn gate(half: f32x4) -> f32x4 {
    f32x4::HALF * tanh4(half) + f32x4::HALF
}
