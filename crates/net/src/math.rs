//! The functions that a net needs beyond sums and products, made of sums and products: the same bits on every target.

/// The hyperbolic tangent to about 7 digits: a quotient of polynomials, fitted over the range where it is not ±1 already.
/// The coefficients are the well-known ones of the Eigen library.
#[inline]
pub fn tanh(x: f32) -> f32 {
    let x = x.clamp(-7.905_311, 7.905_311);
    let y = x * x;
    let p = -2.760_768_5e-16;
    let p = p * y + 2.000_188e-13;
    let p = p * y - 8.604_672e-11;
    let p = p * y + 5.122_297e-8;
    let p = p * y + 1.485_722_4e-5;
    let p = p * y + 6.372_619e-4;
    let p = p * y + 4.893_524_6e-3;
    let q = 1.198_258_4e-6;
    let q = q * y + 1.185_347_1e-4;
    let q = q * y + 2.268_434_6e-3;
    let q = q * y + 4.893_525e-3;
    x * p / q
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
}
