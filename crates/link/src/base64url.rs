//! Bytes as letters that survive in links: `A` to `Z`, `a` to `z`, `0` to `9`, `-` and `_` (base64url, without padding).

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// How many letters so many bytes take.
pub(crate) fn count(bytes: usize) -> usize {
    (bytes * 8).div_ceil(6)
}

pub(crate) fn write(bytes: &[u8], text: &mut String) {
    for chunk in bytes.chunks(3) {
        let all = chunk.iter().fold(0_u32, |all, &byte| all << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for letter in 0..=chunk.len() {
            text.push(char::from(LETTERS[(all >> (18 - 6 * letter)) as usize & 63]));
        }
    }
}

/// The value of a letter, also where it was written with the alphabet of mail, which some programs change links to, or
/// with one of Unicode's hyphens.
pub(crate) fn value(letter: char) -> Option<u8> {
    let value = match letter {
        'A'..='Z' => letter as u8 - b'A',
        'a'..='z' => letter as u8 - b'a' + 26,
        '0'..='9' => letter as u8 - b'0' + 52,
        '-' | '+' | '‐' | '‑' | '−' => 62,
        '_' | '/' => 63,
        _ => return None,
    };
    Some(value)
}

/// The whole bytes that letters with these values stand for, and whether the bits that are left over are zeros.
pub(crate) fn read(values: &[u8]) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(values.len() * 6 / 8);
    let (mut waiting, mut bits) = (0_u32, 0);
    for &value in values {
        waiting = (waiting << 6 | u32::from(value)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((waiting >> bits) as u8);
        }
    }
    (bytes, waiting & ((1 << bits) - 1) == 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(bytes: &[u8]) -> String {
        let mut text = String::new();
        write(bytes, &mut text);
        text
    }

    #[test]
    fn is_base64url() {
        assert_eq!(
            ["", "f", "fo", "foo", "foob"].map(|text| written(text.as_bytes())),
            ["", "Zg", "Zm8", "Zm9v", "Zm9vYg"]
        );
        assert_eq!(written(&[0xfb, 0xff]), "-_8");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(bytes: Vec<u8>) {
            let text = written(&bytes);
            prop_assert_eq!(text.len(), count(bytes.len()));
            let values: Vec<u8> = text.chars().map(|letter| value(letter).expect("our own letter")).collect();
            prop_assert_eq!(read(&values), (bytes, true));
        }
    }
}
