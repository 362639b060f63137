//! CRC-32, as in zip files and PNG: finds every change of up to 32 neighbouring bits.

/// The checksum of some bytes, which can be given in parts.
#[derive(Clone, Copy)]
pub(crate) struct Checksum(u32);

impl Checksum {
    pub(crate) fn new() -> Checksum {
        Checksum(u32::MAX)
    }

    pub(crate) fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 ^= u32::from(byte);
            for _ in 0..8 {
                let carry = self.0 & 1;
                self.0 = self.0 >> 1 ^ (0xEDB8_8320 & carry.wrapping_neg());
            }
        }
    }

    pub(crate) fn value(self) -> u32 {
        !self.0
    }

    pub(crate) fn of(bytes: &[u8]) -> u32 {
        let mut checksum = Checksum::new();
        checksum.add(bytes);
        checksum.value()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_one_that_everybody_has() {
        assert_eq!(Checksum::of(b"123456789"), 0xCBF4_3926);
    }
}
