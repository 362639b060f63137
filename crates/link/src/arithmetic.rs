//! Binary arithmetic coding: bits in, bytes out, each bit paid for by how improbable it was.

/// Writes bits.
pub(crate) struct Encoder {
    low: u32,
    high: u32,
    bytes: Vec<u8>,
}

/// Where the interval is divided when a one has this probability (of 65,536; never 0).
fn divided(low: u32, high: u32, probability: u32) -> u32 {
    low + ((u64::from(high - low) * u64::from(probability)) >> 16) as u32
}

impl Encoder {
    pub(crate) fn new() -> Encoder {
        Encoder { low: 0, high: u32::MAX, bytes: Vec::new() }
    }

    /// Writes a bit, which is one with this probability.
    pub(crate) fn write(&mut self, bit: bool, probability: u32) {
        let middle = divided(self.low, self.high, probability);
        if bit {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
        while (self.low ^ self.high) >> 24 == 0 {
            self.bytes.push((self.high >> 24) as u8);
            self.low <<= 8;
            self.high = self.high << 8 | 0xff;
        }
    }

    /// How many bytes there are so far.
    pub(crate) fn length(&self) -> usize {
        self.bytes.len()
    }

    /// The bytes. A reader takes zeros for what follows them, so that as few as possible are written.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        // With nothing, one, two or three bytes and zeros after them: is that inside the interval?
        for kept in 0..=4_u32 {
            let mask = if kept == 0 { 0 } else { u32::MAX << (32 - 8 * kept) };
            let up = self.low.checked_add(!mask).map(|up| up & mask);
            if let Some(value) = up.filter(|&value| self.low <= value && value <= self.high) {
                self.bytes.extend_from_slice(&value.to_be_bytes()[..kept as usize]);
                break;
            }
        }
        self.bytes
    }
}

/// Reads bits.
///
/// A reader that was not given all bytes knows which bits would have been the same whatever had followed, and reads
/// those and no more.
pub(crate) struct Decoder<'b> {
    low: u32,
    high: u32,
    /// The next bytes if zeros follow what is there, and if ones do.
    least: u32,
    most: u32,
    bytes: &'b [u8],
    /// How many bytes have been taken, those that are not there included.
    taken: usize,
    /// Whether this is the beginning of something longer.
    cut_off: bool,
}

/// There are no more bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ended;

/// As many bytes as an interval has are read ahead; a writer leaves out no more than that.
const AHEAD: usize = 4;

impl<'b> Decoder<'b> {
    pub(crate) fn new(bytes: &'b [u8], cut_off: bool) -> Decoder<'b> {
        let mut decoder = Decoder { low: 0, high: u32::MAX, least: 0, most: 0, bytes, taken: 0, cut_off };
        (0..AHEAD).for_each(|_| decoder.take());
        decoder
    }

    fn take(&mut self) {
        let byte = self.bytes.get(self.taken).copied();
        let missing = if self.cut_off { 0xff } else { 0 };
        self.least = self.least << 8 | u32::from(byte.unwrap_or(0));
        self.most = self.most << 8 | u32::from(byte.unwrap_or(missing));
        self.taken += 1;
    }

    /// Reads a bit that is one with this probability.
    pub(crate) fn read(&mut self, probability: u32) -> Result<bool, Ended> {
        let middle = divided(self.low, self.high, probability);
        let bit = self.least <= middle;
        if bit != (self.most <= middle) || self.taken > self.bytes.len() + AHEAD {
            return Err(Ended);
        }
        if bit {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
        while (self.low ^ self.high) >> 24 == 0 {
            self.low <<= 8;
            self.high = self.high << 8 | 0xff;
            self.take();
        }
        Ok(bit)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(bits: &[(bool, u32)]) -> Vec<u8> {
        let mut encoder = Encoder::new();
        bits.iter().for_each(|&(bit, probability)| encoder.write(bit, probability));
        encoder.finish()
    }

    #[test]
    fn what_was_expected_costs_nothing() {
        assert_eq!(written(&[(true, 65_520); 100]).len(), 0);
        assert_eq!(written(&[(false, 65_520); 100]).len(), 150);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(bits in prop::collection::vec((any::<bool>(), 16..65_520_u32), 0..500)) {
            let bytes = written(&bits);
            let mut decoder = Decoder::new(&bytes, false);
            for &(bit, probability) in &bits {
                prop_assert_eq!(decoder.read(probability), Ok(bit));
            }
        }

        #[test]
        fn of_a_beginning_only_what_is_certain(bits in prop::collection::vec((any::<bool>(), 16..65_520_u32), 1..500)) {
            let bytes = written(&bits);
            let mut before = 0;
            for end in 0..bytes.len() {
                let mut decoder = Decoder::new(&bytes[..end], true);
                let read = bits.iter().take_while(|&&(bit, probability)| match decoder.read(probability) {
                    Ok(read) => { assert_eq!(read, bit); true }
                    Err(Ended) => false,
                });
                let read = read.count();
                prop_assert!(read >= before, "more bytes, more bits");
                before = read;
            }
        }
    }
}
