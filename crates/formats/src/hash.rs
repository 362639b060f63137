//! Hashes, in the letters that names of texts and security policies are written in.

use sha2::{Digest, Sha256};

/// The name of a text: `ni:///sha-256;…` (RFC 6920). Whoever has the text can check the name.
pub(crate) fn name(text: &str) -> String {
    let mut name = String::from("ni:///sha-256;");
    let url = |c| match c {
        '+' => '-',
        '/' => '_',
        c => c,
    };
    name.extend(sha256(text).trim_end_matches('=').chars().map(url));
    name
}

/// The SHA-256 of a text in Base64.
pub(crate) fn sha256(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut letters = String::new();
    for three in Sha256::digest(text).chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            letters.push(if at > three.len() { '=' } else { char::from(letter) });
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compared with `printf 'Hello World!' | openssl dgst -sha256 -binary | base64`.
    #[test]
    fn the_name_of_hello_world() {
        assert_eq!(name("Hello World!"), "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk");
        assert_eq!(sha256("Hello World!"), "f4OxZX/x/FO5LcGBSKHWXfwtSx+j1ncoSt3SABJtkGk=");
    }
}
