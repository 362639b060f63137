//! QR codes as paths of SVG.

use fast_qr::ECL;
use fast_qr::qr::QRBuilder;
use reportedly_protocol::QrCode;

/// White squares on each side of a QR code, without which a camera does not find it (ISO/IEC 18004, 9.1).
const QUIET_ZONE: usize = 4;

/// A QR code of a link; none where the link is too long for one.
pub(crate) fn draw(link: &str) -> Option<QrCode> {
    // The lowest level of correction: a screen has no scratches, and the code stays as coarse as can be.
    let code = QRBuilder::new(link).ecl(ECL::L).build().ok()?;
    let mut path = String::new();
    for y in 0..code.size {
        let row = &code[y];
        let mut x = 0;
        while x < code.size {
            // A run of black squares is a bar.
            let run = row[x..code.size].iter().take_while(|square| square.value()).count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET_ZONE, y + QUIET_ZONE));
            }
            x += run.max(1);
        }
    }
    Some(QrCode { width: (code.size + 2 * QUIET_ZONE) as u32, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_all_of_its_squares_and_a_white_edge() {
        let link = "https://example.org/#r1=abc";
        let QrCode { width, path } = draw(link).unwrap();
        let width = width as usize;
        let mut drawn = vec![vec![false; width]; width];
        for bar in path.split('M').skip(1) {
            let numbers: Vec<usize> =
                bar.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
            let [x, y, run, 1, back] = numbers.as_slice() else { panic!("a bar is {bar}") };
            assert_eq!(run, back, "a bar comes back to where it began: {bar}");
            drawn[*y][*x..x + run].fill(true);
        }
        let known = QRBuilder::new(link).ecl(ECL::L).build().unwrap();
        for (y, row) in drawn.iter().enumerate() {
            for (x, &black) in row.iter().enumerate() {
                let inside = |at: usize| at.checked_sub(QUIET_ZONE).filter(|&at| at < known.size);
                let expected = inside(y).zip(inside(x)).is_some_and(|(y, x)| known[y][x].value());
                assert_eq!(black, expected, "column {x}, row {y}");
            }
        }
    }

    #[test]
    fn a_link_has_a_code_as_long_as_one_can_hold_it() {
        assert!(draw(&"a".repeat(2_953)).is_some());
        assert_eq!(draw(&"a".repeat(2_954)), None);
    }
}
