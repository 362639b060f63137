//! What neighbouring tags say of each other.

use bytemuck::cast_slice_mut;
use wide::f32x4;

use crate::math::exp;
use crate::matmul::vectors;
use crate::tags::{OUTSIDE, Tag, follows};

/// Scores of tags that follow each other. What [`follows`] forbids is never chosen and has no probability, whatever its
/// score.
#[derive(Clone, Debug)]
pub(crate) struct Transitions {
    /// `[tags + 1][vectors]`: from the tag of the row to that of the column; the last row is for the first token.
    pub(crate) scores: Vec<f32x4>,
    /// `exp` of the scores.
    pub(crate) potentials: Vec<f32x4>,
    /// The same by what they lead to: `[tags][vectors]`, without the first token's.
    pub(crate) potentials_to: Vec<f32x4>,
}

impl Transitions {
    /// Takes scores, `[tags + 1][tags]`.
    pub(crate) fn new(given: &[f32], tags: usize) -> Transitions {
        let vectors = vectors(tags);
        let mut scores = vec![f32x4::splat(f32::NEG_INFINITY); (tags + 1) * vectors];
        let mut potentials = vec![f32x4::ZERO; (tags + 1) * vectors];
        let mut potentials_to = vec![f32x4::ZERO; tags * vectors];
        for (from, row) in given.chunks_exact(tags).enumerate() {
            let before = if from == tags { OUTSIDE } else { from as Tag };
            for (to, &score) in row.iter().enumerate().filter(|(to, _)| follows(before, *to as Tag)) {
                cast_slice_mut::<_, f32>(&mut scores)[from * 4 * vectors + to] = score;
                cast_slice_mut::<_, f32>(&mut potentials)[from * 4 * vectors + to] = exp(score);
                if from < tags {
                    cast_slice_mut::<_, f32>(&mut potentials_to)[to * 4 * vectors + from] = exp(score);
                }
            }
        }
        Transitions { scores, potentials, potentials_to }
    }
}

/// Goes through rows of a table of scores, one for each of `numbers`, and folds each with its number into `sums`.
///
/// The widths that heads have are written out, so that sums stay in registers from the first row to the last.
pub(crate) fn by_width(
    numbers: &[f32],
    rows: &[f32x4],
    sums: &mut [f32x4],
    fold: impl Fn(f32x4, f32x4, f32x4) -> f32x4 + Copy,
) {
    match sums.len() {
        2 => fixed::<2>(numbers, rows, sums, fold),
        4 => fixed::<4>(numbers, rows, sums, fold),
        6 => fixed::<6>(numbers, rows, sums, fold),
        width => {
            for (&number, row) in numbers.iter().zip(rows.chunks_exact(width)) {
                let number = f32x4::splat(number);
                sums.iter_mut().zip(row).for_each(|(sum, &value)| *sum = fold(*sum, number, value));
            }
        }
    }
}

fn fixed<const WIDTH: usize>(
    numbers: &[f32],
    rows: &[f32x4],
    sums: &mut [f32x4],
    fold: impl Fn(f32x4, f32x4, f32x4) -> f32x4,
) {
    let mut own = [f32x4::ZERO; WIDTH];
    own.copy_from_slice(sums);
    for (&number, row) in numbers.iter().zip(rows.as_chunks::<WIDTH>().0) {
        let number = f32x4::splat(number);
        own.iter_mut().zip(row).for_each(|(sum, &value)| *sum = fold(*sum, number, value));
    }
    sums.copy_from_slice(&own);
}
