//! Between probabilities and their logits, in whole numbers.

/// `65536 / (1 + e^-x)` for `x` from -8 to 8 in steps of one half.
const CURVE: [u16; 33] = [
    22, 36, 60, 98, 162, 267, 439, 720, 1179, 1921, 3108, 4971, 7812, 11955, 17625, 24743, 32768, 40793, 47911, 53581,
    57724, 60565, 62428, 63615, 64357, 64816, 65097, 65269, 65374, 65438, 65476, 65500, 65514,
];

/// Logits are whole numbers from `-LARGEST` to `LARGEST`, in units of 1/256.
pub(crate) const LARGEST: i32 = 2047;

/// The probability, of 65,536, that belongs to a logit: the curve, and straight lines between its points.
pub(crate) fn squash(logit: i32) -> i32 {
    let logit = logit.clamp(-LARGEST - 1, LARGEST) + 2048;
    let (step, rest) = ((logit >> 7) as usize, logit & 127);
    (i32::from(CURVE[step]) * (128 - rest) + i32::from(CURVE[step + 1]) * rest) >> 7
}

/// The inverse of [`squash`], as a table.
#[derive(Clone)]
pub(crate) struct Logits(Box<[i16; 4096]>);

impl Logits {
    pub(crate) fn new() -> Logits {
        let mut table = Box::new([LARGEST as i16; 4096]);
        let mut next = 0;
        for logit in -LARGEST..=LARGEST {
            let probability = (squash(logit) >> 4) as usize;
            while next <= probability {
                table[next] = logit as i16;
                next += 1;
            }
        }
        Logits(table)
    }

    /// The logit of a probability, which is given in 65,536ths.
    pub(crate) fn of(&self, probability: u16) -> i32 {
        i32::from(self.0[usize::from(probability >> 4)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let logits = Logits::new();
        assert_eq!((squash(0), squash(256), logits.of(32_768)), (32_768, 47_911, 0));
        for logit in (-1500..1500).step_by(7) {
            let back = logits.of(squash(logit) as u16);
            assert!((back - logit).abs() <= 12 + logit.abs() / 20, "{logit} came back as {back}");
        }
    }
}
