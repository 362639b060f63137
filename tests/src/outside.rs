//! The world outside: a proxy that connects to nowhere and writes down who was asked for.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Every connection that a browser tried to open to another machine.
#[derive(Clone, Debug)]
pub(crate) struct Outside {
    address: SocketAddr,
    asked_for: Arc<Mutex<Vec<String>>>,
}

impl Outside {
    /// Begins to listen. The thread ends with the process, for it holds nothing but a port.
    pub(crate) fn watch() -> Outside {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("this machine has a free port");
        let address = listener.local_addr().expect("a listener has an address");
        let asked_for = Arc::default();
        let outside = Outside { address, asked_for: Arc::clone(&asked_for) };
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                if let Some(request) = first_line(&connection) {
                    asked_for.lock().unwrap_or_else(PoisonError::into_inner).push(request);
                }
            }
        });
        outside
    }

    /// The proxy's address, as "host:port".
    pub(crate) fn proxy(&self) -> String {
        self.address.to_string()
    }

    /// The first lines of all requests so far, such as "CONNECT example.org:443 HTTP/1.1".
    pub(crate) fn asked_for(&self) -> Vec<String> {
        self.asked_for.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The first line that a client sends; none when it sends nothing.
fn first_line(connection: &TcpStream) -> Option<String> {
    connection.set_read_timeout(Some(Duration::from_secs(1))).ok()?;
    let mut line = String::new();
    BufReader::new(connection).read_line(&mut line).ok()?;
    Some(line.trim_end().to_owned()).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::*;

    #[test]
    fn what_is_asked_for_is_written_down_and_not_answered() {
        let outside = Outside::watch();
        let mut browser = TcpStream::connect(outside.address).unwrap();
        browser.write_all(b"CONNECT example.org:443 HTTP/1.1\r\n").unwrap();
        let mut answer = Vec::new();
        // The proxy hangs up after it has written the line down.
        assert_eq!(browser.read_to_end(&mut answer).unwrap(), 0);
        assert_eq!(outside.asked_for(), ["CONNECT example.org:443 HTTP/1.1"]);
    }
}
