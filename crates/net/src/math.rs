//! The functions that a net needs beyond sums and products, made of sums and products: the same bits on every target, one
//! value at a time or four.

use std::ops::{Add, Mul};

use bytemuck::cast;
use wide::{f32x4, i32x4};

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

/// Beyond this [`exp`] stays what it is there, so that nothing becomes 0 or infinite in a few products.
const MOST_EXPONENT: f32 = 60.0;

/// The exponential function to about 7 digits, for exponents from -60 to 60; beyond, it is the one of the end.
#[inline]
pub fn exp(x: f32) -> f32 {
    exp4(f32x4::splat(x)).to_array()[0]
}

/// [`exp`] of four values.
#[inline]
pub(crate) fn exp4(x: f32x4) -> f32x4 {
    let x = x.fast_max(f32x4::splat(-MOST_EXPONENT)).fast_min(f32x4::splat(MOST_EXPONENT));
    // 2^whole · e^rest, where rest is at most half of ln 2; ln 2 in two parts, the first with few digits, so that the
    // difference is exact.
    let whole = (x * f32x4::LOG2_E).round_int();
    let float = f32x4::from_i32x4(whole);
    let rest = x - float * f32x4::splat(0.693_359_4) - float * f32x4::splat(-2.121_944_4e-4);
    let series = f32x4::splat(1.0 / 720.0);
    let series = series * rest + f32x4::splat(1.0 / 120.0);
    let series = series * rest + f32x4::splat(1.0 / 24.0);
    let series = series * rest + f32x4::splat(1.0 / 6.0);
    let series = series * rest + f32x4::HALF;
    let series = series * rest + f32x4::ONE;
    let series = series * rest + f32x4::ONE;
    let power: f32x4 = cast((whole + i32x4::splat(127)) << 23);
    series * power
}

/// The natural logarithm to about 7 digits; of what is not positive or too small to have all digits, that of the smallest
/// number that has.
pub fn ln(x: f32) -> f32 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    // x is 2^exponent · part, where part is between √½ and √2.
    let shifted = bits.wrapping_sub(std::f32::consts::FRAC_1_SQRT_2.to_bits());
    let exponent = (shifted as i32) >> 23;
    let part = f32::from_bits(bits.wrapping_sub((exponent << 23) as u32));
    // ln part = 2 artanh((part - 1) / (part + 1)).
    let s = (part - 1.0) / (part + 1.0);
    let y = s * s;
    let series = 1.0 / 9.0;
    let series = series * y + 1.0 / 7.0;
    let series = series * y + 1.0 / 5.0;
    let series = series * y + 1.0 / 3.0;
    let series = series * y + 1.0;
    exponent as f32 * std::f32::consts::LN_2 + 2.0 * s * series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponentials_and_logarithms_are_close_too() {
        for step in -5_900..5_900 {
            let x = step as f32 / 100.0;
            let exact = f64::from(x).exp();
            assert!((f64::from(exp(x)) / exact - 1.0).abs() < 5e-7, "exp({x})");
            assert!((ln(exact as f32) - x).abs() < 1e-6 + 2e-7 * x.abs(), "ln(exp({x}))");
        }
        assert_eq!((exp(0.0), ln(1.0)), (1.0, 0.0));
    }

    #[test]
    fn exponentials_and_logarithms_have_ends() {
        assert_eq!((exp(-1e30), exp(1e30)), (exp(-60.0), exp(60.0)));
        assert_eq!(
            (ln(0.0), ln(-5.0), ln(1e-40)),
            (ln(f32::MIN_POSITIVE), ln(f32::MIN_POSITIVE), ln(f32::MIN_POSITIVE))
        );
        assert!((ln(f32::MAX) - 88.722_84).abs() < 1e-4);
    }

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
