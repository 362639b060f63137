//! A hash that never changes.

/// 64-bit FNV-1a (Fowler, Noll, Vo): fixed for ever, unlike the hashers of maps. Not against an adversary.
pub(crate) struct Fnv(u64);

impl Fnv {
    /// The hash of these bytes.
    pub(crate) fn of(bytes: &[u8]) -> u64 {
        let mut hash = Fnv::new();
        hash.write(bytes);
        hash.finish()
    }

    pub(crate) fn new() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    /// Adds these bytes.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The hash of all bytes so far.
    pub(crate) fn finish(&self) -> u64 {
        self.0
    }
}
