//! The recurrence of the encoder and its gradient.
//!
//! A simple recurrent unit (Lei et al. 2018): all products with the input are made beforehand, in one batch; what is left
//! to do one token after the other is a few sums and products a unit:
//!
//! ```text
//! f = σ(Uf + vf·c + bf)         how much of the memory stays
//! r = σ(Ur + vr·c + br)         how much of the memory is shown
//! c ← f·c + (1-f)·Uc
//! h = r·c + (1-r)·x
//! ```
//!
//! The engine's decoder runs the same.

use std::ops::Range;

use reportedly_net::sigmoid;

/// One sequence in one direction.
///
/// Rows of products are `[2][3][units]` (memory, keep, show), rows of inputs `[2][units]`, parameters `[2][4][units]` (vf,
/// vr, bf, br); the first index is the direction.
#[derive(Clone, Copy, Debug)]
struct Scan {
    /// 0 reads forward, 1 from the last token to the first.
    direction: usize,
    /// Units of a direction.
    units: usize,
}

/// What the recurrence computed, `[tokens][units]` each.
#[derive(Clone, Debug)]
pub(crate) struct Trace {
    keep: Vec<f32>,
    show: Vec<f32>,
    memory: Vec<f32>,
}

/// Where gradients go; they are added to what is there, but for the products', which are set.
#[derive(Debug)]
struct Slopes<'s> {
    products: &'s mut [f32],
    parameters: &'s mut [f32],
    inputs: &'s mut [f32],
}

impl Scan {
    /// The order in which the tokens are read.
    fn order(self, length: usize) -> impl DoubleEndedIterator<Item = usize> {
        (0..length).map(move |at| if self.direction == 0 { at } else { length - 1 - at })
    }

    fn product_row(self, at: usize) -> usize {
        (at * 2 + self.direction) * 3 * self.units
    }

    fn input_row(self, at: usize) -> usize {
        (at * 2 + self.direction) * self.units
    }

    fn parameters<const N: usize>(self, all: &[f32]) -> [&[f32]; N] {
        rows(&all[self.direction * 4 * self.units..], self.units)
    }

    /// Runs the recurrence and writes what it shows.
    fn run(self, products: &[f32], parameters: &[f32], inputs: &[f32], shown: &mut [f32]) -> Trace {
        let n = self.units;
        let length = inputs.len() / (2 * n);
        let [vf, vr, bf, br] = self.parameters(parameters);
        let empty = || vec![0.0; length * n];
        let mut trace = Trace { keep: empty(), show: empty(), memory: empty() };
        let mut memory = vec![0.0; n];
        for at in self.order(length) {
            let [uc, uf, ur] = rows(&products[self.product_row(at)..], n);
            let x = &inputs[self.input_row(at)..][..n];
            let h = &mut shown[self.input_row(at)..][..n];
            let keep = &mut trace.keep[at * n..][..n];
            let show = &mut trace.show[at * n..][..n];
            for i in 0..n {
                keep[i] = sigmoid(uf[i] + vf[i] * memory[i] + bf[i]);
                show[i] = sigmoid(ur[i] + vr[i] * memory[i] + br[i]);
                memory[i] = keep[i] * memory[i] + (1.0 - keep[i]) * uc[i];
                h[i] = show[i] * memory[i] + (1.0 - show[i]) * x[i];
            }
            trace.memory[at * n..][..n].copy_from_slice(&memory);
        }
        trace
    }

    /// The slopes of the loss, given those by what was shown.
    fn back(
        self,
        trace: &Trace,
        products: &[f32],
        parameters: &[f32],
        inputs: &[f32],
        by_shown: &[f32],
        slopes: &mut Slopes<'_>,
    ) {
        let n = self.units;
        let [vf, vr] = self.parameters(parameters);
        let own = &mut slopes.parameters[self.direction * 4 * n..][..4 * n];
        let mut carried = vec![0.0; n];
        let zero = vec![0.0; n];
        let mut steps = self.order(inputs.len() / (2 * n)).rev().peekable();
        while let Some(at) = steps.next() {
            let before = steps.peek().map_or(&zero[..], |&earlier| &trace.memory[earlier * n..][..n]);
            let uc = &products[self.product_row(at)..][..n];
            let x = &inputs[self.input_row(at)..][..n];
            let g = &by_shown[self.input_row(at)..][..n];
            let by_products = &mut slopes.products[self.product_row(at)..][..3 * n];
            let by_inputs = &mut slopes.inputs[self.input_row(at)..][..n];
            for i in 0..n {
                let (f, r, c) = (trace.keep[at * n + i], trace.show[at * n + i], trace.memory[at * n + i]);
                let by_memory = g[i] * r + carried[i];
                let by_show = g[i] * (c - x[i]) * r * (1.0 - r);
                let by_keep = by_memory * (before[i] - uc[i]) * f * (1.0 - f);
                by_inputs[i] += g[i] * (1.0 - r);
                by_products[i] = by_memory * (1.0 - f);
                by_products[n + i] = by_keep;
                by_products[2 * n + i] = by_show;
                own[i] += by_keep * before[i];
                own[n + i] += by_show * before[i];
                own[2 * n + i] += by_keep;
                own[3 * n + i] += by_show;
                carried[i] = by_memory * f + by_keep * vf[i] + by_show * vr[i];
            }
        }
    }
}

/// A layer: both directions over several sequences, whose rows stand one after the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layer<'l> {
    /// Units of a direction.
    pub(crate) units: usize,
    /// The rows of each sequence.
    pub(crate) sequences: &'l [Range<usize>],
    pub(crate) parameters: &'l [f32],
}

impl Layer<'_> {
    /// Where a sequence's products and its inputs are.
    fn places(&self, rows: &Range<usize>) -> [Range<usize>; 2] {
        [6, 2].map(|values| rows.start * values * self.units..rows.end * values * self.units)
    }

    /// What the layer shows, and the traces of both directions of each sequence.
    pub(crate) fn run(&self, products: &[f32], inputs: &[f32]) -> (Vec<f32>, Vec<[Trace; 2]>) {
        let mut shown = vec![0.0; inputs.len()];
        let traces = self.sequences.iter().map(|rows| {
            let [of_products, own] = self.places(rows);
            let (products, shown) = (&products[of_products], &mut shown[own.clone()]);
            [0, 1].map(|direction| {
                Scan { direction, units: self.units }.run(products, self.parameters, &inputs[own.clone()], shown)
            })
        });
        let traces = traces.collect();
        (shown, traces)
    }

    /// The slopes of the loss by products and by inputs, given those by what was shown. Those by the parameters are added.
    pub(crate) fn back(
        &self,
        traces: &[[Trace; 2]],
        products: &[f32],
        inputs: &[f32],
        by_shown: &[f32],
        by_parameters: &mut [f32],
    ) -> (Vec<f32>, Vec<f32>) {
        let mut by_products = vec![0.0; products.len()];
        let mut by_inputs = vec![0.0; inputs.len()];
        for (rows, traces) in self.sequences.iter().zip(traces) {
            let [of_products, own] = self.places(rows);
            for (direction, trace) in traces.iter().enumerate() {
                let mut slopes = Slopes {
                    products: &mut by_products[of_products.clone()],
                    parameters: by_parameters,
                    inputs: &mut by_inputs[own.clone()],
                };
                Scan { direction, units: self.units }.back(
                    trace,
                    &products[of_products.clone()],
                    self.parameters,
                    &inputs[own.clone()],
                    &by_shown[own.clone()],
                    &mut slopes,
                );
            }
        }
        (by_products, by_inputs)
    }
}

/// The first `N` rows of `n` values.
fn rows<const N: usize>(all: &[f32], n: usize) -> [&[f32]; N] {
    std::array::from_fn(|row| &all[row * n..][..n])
}
