//! The functions that a net needs beyond sums and products, made of sums and products: the same bits on every target, one
//! value at a time or four.

use std::ops::{Add, Mul};

use wide::f32x4;

/// Beyond this the hyperbolic tangent is ±1 as far as an `f32` can tell.
const TANH_IS_ONE: f32 = 7.905_311;

/// The hyperbolic tangent to about 7 digits: a quotient of polynomials, fitted over the range where it is not ±1 already.
#[inline]
pub fn tanh(x: f32) -> f32 {
    let (p, q) = tanh_quotient(x.clamp(-TANH_IS_ONE, TANH_IS_ONE));
    p / q
}

/// [`tanh`] of four values.
#[inline]
pub(crate) fn tanh4(x: f32x4) -> f32x4 {
    // Not `clamp`, which WebAssembly has no single instruction for.
    let (p, q) = tanh_quotient(x.fast_max(f32x4::splat(-TANH_IS_ONE)).fast_min(f32x4::splat(TANH_IS_ONE)));
    p / q
}

/// The coefficients are the well-known ones of the Eigen library.
#[inline]
fn tanh_quotient<T>(x: T) -> (T, T)
where
    T: Copy + From<f32> + Add<Output = T> + Mul<Output = T>,
{
    let y = x * x;
    let p = T::from(-2.760_768_5e-16);
    let p = p * y + T::from(2.000_188e-13);
    let p = p * y + T::from(-8.604_672e-11);
    let p = p * y + T::from(5.122_297e-8);
    let p = p * y + T::from(1.485_722_4e-5);
    let p = p * y + T::from(6.372_619e-4);
    let p = p * y + T::from(4.893_524_6e-3);
    let q = T::from(1.198_258_4e-6);
    let q = q * y + T::from(1.185_347_1e-4);
    let q = q * y + T::from(2.268_434_6e-3);
    let q = q * y + T::from(4.893_525e-3);
    (x * p, q)
}

/// The logistic function: from 0 to 1.
#[inline]
pub fn sigmoid(x: f32) -> f32 {
    0.5 * tanh(0.5 * x) + 0.5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_to_the_standard_library() {
        for step in -4_000..4_000 {
            let x = step as f32 / 200.0;
            assert!((tanh(x) - x.tanh()).abs() < 5e-7, "tanh({x})");
            assert!((sigmoid(x) - 1.0 / (1.0 + (-x).exp())).abs() < 5e-7, "sigmoid({x})");
        }
    }

    #[test]
    fn never_out_of_range() {
        for x in [f32::MAX, f32::INFINITY, f32::MIN, f32::NEG_INFINITY] {
            assert!(tanh(x).abs() <= 1.0);
            assert!((0.0..=1.0).contains(&sigmoid(x)));
        }
    }

    #[test]
    fn four_at_a_time_are_the_same_bits() {
        for step in -900..900i16 {
            let x = [0.0, 0.25, 0.5, 0.75].map(|part| (f32::from(step) + part) / 50.0);
            assert_eq!(tanh4(f32x4::new(x)).to_array().map(f32::to_bits), x.map(|x| tanh(x).to_bits()));
        }
    }
}
