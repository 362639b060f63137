//! Random numbers with a seed: the same on every machine and in every release.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{RngCore, SeedableRng};

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub(crate) struct Random(Pcg64Mcg);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Random(Pcg64Mcg::seed_from_u64(seed))
    }

    /// From 0 to 1, 1 excluded.
    pub(crate) fn unit(&mut self) -> f32 {
        (self.0.next_u32() >> 8) as f32 / (1 << 24) as f32
    }

    /// For another stream.
    pub(crate) fn seed(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// Below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.0.next_u64() % end as u64) as usize
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }

    /// For each of `count` values: 0 with probability `rate`, else the factor that keeps the mean.
    pub(crate) fn dropout(&mut self, count: usize, rate: f32) -> Vec<f32> {
        let limit = (f64::from(rate) * 65_536.0) as u64;
        let kept = 1.0 / (1.0 - rate);
        let mut values = Vec::with_capacity(count + 3);
        while values.len() < count {
            let bits = self.0.next_u64();
            values.extend([0, 16, 32, 48].map(|shift| if (bits >> shift & 0xffff) < limit { 0.0 } else { kept }));
        }
        values.truncate(count);
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dropout_keeps_the_mean() {
        let values = Random::new(1).dropout(10_001, 0.25);
        let zeros = values.iter().filter(|&&value| value == 0.0).count();
        assert_eq!(values.len(), 10_001);
        assert!((2_300..2_700).contains(&zeros));
        assert!((values.iter().sum::<f32>() / 10_001.0 - 1.0).abs() < 0.05);
    }

    #[test]
    fn the_same_seed_gives_the_same_order() {
        let order = |seed| {
            let mut items: Vec<_> = (0..50).collect();
            Random::new(seed).shuffle(&mut items);
            items
        };
        assert_eq!(order(7), order(7));
        assert_ne!(order(7), order(8));
        let mut sorted = order(7);
        sorted.sort_unstable();
        assert_eq!(sorted, (0..50).collect::<Vec<_>>());
    }
}
