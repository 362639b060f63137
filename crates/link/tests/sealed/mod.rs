//! Links around any content, with all that is checked about them right.

/// A link with a right header and checksum around any content.
pub(crate) fn sealed(flags: u8, text: u32, content: &[u8]) -> String {
    let mut bytes = vec![2, 1, flags];
    for mut length in [content.len() as u32, text] {
        while length > 127 {
            bytes.push(length as u8 & 127 | 128);
            length >>= 7;
        }
        bytes.push(length as u8);
    }
    let add = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| sum >> 1 ^ (0xEDB8_8320 & (sum & 1).wrapping_neg()))
    };
    bytes.push(!bytes.iter().fold(u32::MAX, add) as u8);
    let checksum = !bytes.iter().chain(content).fold(u32::MAX, add);
    bytes.extend(checksum.to_le_bytes());
    bytes.extend(content);
    let letter = |value: u32| {
        let all = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char::from(all[value as usize & 63])
    };
    let mut link = String::from("r1=");
    for chunk in bytes.chunks(3) {
        let all = (0..3).fold(0, |all, at| all << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        link.extend((0..=chunk.len()).map(|at| letter(all >> (18 - 6 * at))));
    }
    link
}
