//! Lines of a file of any size, none of which takes more memory than a limit.

use std::io::{self, BufRead, ErrorKind};

/// A line, without its line break.
pub(crate) struct Line {
    /// Counted from 1, empty lines among them.
    pub(crate) number: u64,
    /// How many bytes of the file end with it, its line break among them.
    pub(crate) end: u64,
    /// Whether there is a line break behind it. It can be missing behind the last line alone.
    pub(crate) is_ended: bool,
    /// Its bytes; or in words, that there are too many.
    pub(crate) bytes: Result<Vec<u8>, String>,
}

impl Line {
    /// Whether there is nothing but white space in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.as_ref().is_ok_and(|bytes| bytes.trim_ascii().is_empty())
    }

    /// Its text.
    ///
    /// # Errors
    /// In words, when it is too long or not UTF-8.
    pub(crate) fn text(&self) -> Result<&str, String> {
        let bytes = self.bytes.as_ref().map_err(String::clone)?;
        std::str::from_utf8(bytes)
            .map_err(|error| format!("not UTF-8: byte {} does not belong to any character", error.valid_up_to()))
    }
}

/// The lines of an input, read one by one.
pub(crate) struct Lines<R> {
    input: R,
    /// The most bytes of a line.
    most: usize,
    number: u64,
    end: u64,
}

impl<R: BufRead> Lines<R> {
    /// Lines of at most `most` bytes. Of a longer one the rest is skipped, and never in memory.
    pub(crate) fn new(input: R, most: usize) -> Lines<R> {
        Lines { input, most, number: 0, end: 0 }
    }

    /// The next line; nothing at the end.
    fn read(&mut self) -> io::Result<Option<Line>> {
        let start = self.end;
        let (mut bytes, mut is_ended) = (Vec::new(), false);
        while !is_ended {
            let buffer = match self.input.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            if buffer.is_empty() {
                break;
            }
            let line_break = buffer.iter().position(|&byte| byte == b'\n');
            let piece = &buffer[..line_break.unwrap_or(buffer.len())];
            if bytes.len() <= self.most {
                // One byte more than there may be says that there are too many.
                bytes.extend_from_slice(&piece[..piece.len().min(self.most + 1 - bytes.len())]);
            }
            is_ended = line_break.is_some();
            let read = piece.len() + usize::from(is_ended);
            self.input.consume(read);
            self.end += read as u64;
        }
        if self.end == start {
            return Ok(None);
        }
        self.number += 1;
        let length = self.end - start - u64::from(is_ended);
        let bytes = if bytes.len() <= self.most {
            Ok(bytes)
        } else {
            Err(format!("too long: it has {length} bytes, and a line may have at most {}", self.most))
        };
        Ok(Some(Line { number: self.number, end: self.end, is_ended, bytes }))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<io::Result<Line>> {
        self.read().transpose()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};

    use super::*;

    fn lines(input: &[u8], buffer: usize) -> Vec<(u64, u64, bool, Result<String, String>)> {
        let lines = Lines::new(BufReader::with_capacity(buffer, input), 5);
        let facts = |line: Line| (line.number, line.end, line.is_ended, line.text().map(str::to_owned));
        lines.map(|line| facts(line.expect("memory can be read"))).collect()
    }

    #[test]
    fn a_line_that_is_too_long_costs_the_others_nothing() {
        for buffer in [1, 3, 100] {
            let told = "too long: it has 6 bytes, and a line may have at most 5".to_owned();
            let expected = [
                (1, 6, true, Ok("12345".to_owned())),
                (2, 13, true, Err(told)),
                (3, 14, true, Ok(String::new())),
                (4, 16, false, Ok("é".to_owned())),
            ];
            assert_eq!(lines("12345\n123456\n\né".as_bytes(), buffer), expected, "{buffer}");
        }
        assert_eq!(lines(b"", 10), []);
        assert!(lines(b"a\xff\n", 10)[0].3.as_ref().is_err_and(|told| told.contains("byte 1")));
    }

    #[test]
    fn of_a_line_that_is_too_long_no_more_than_the_limit_is_in_memory() {
        let endless = io::repeat(b'a').take(50_000_000);
        let line = Lines::new(BufReader::new(endless), 1_000).read().expect("it can be read").expect("there is a line");
        assert!(line.bytes.is_err_and(|told| told.contains("50000000 bytes")));

        let mut lines = Lines::new(BufReader::new(io::repeat(b'a').take(3_000)), 1_000);
        lines.most = 2_999;
        assert!(lines.next().expect("there is a line").expect("it can be read").bytes.is_err());
    }
}
