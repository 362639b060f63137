//! The program that drives a browser, and a session with it.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use thirtyfour::WebDriver;

use crate::setup::Setup;

/// How long a driver may take to listen, on a busy machine.
const START: Duration = Duration::from_secs(60);

/// A running driver. It ends with this value, also when a test panics.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    port: u16,
    /// Where browser and driver put their files: profiles, sockets, downloads. Removed after both have ended.
    _files: TempDir,
}

impl Driver {
    /// Starts it on a free port and waits until it listens.
    pub(crate) fn start(setup: &Setup) -> Driver {
        let port = free_port();
        let files = tempfile::Builder::new().prefix("reportedly-").tempdir().expect("a directory can be made");
        let process = Command::new(&setup.driver)
            .args(setup.browser.driver_arguments(port))
            .env("TMPDIR", files.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {}: {error}", setup.driver.display()));
        let mut driver = Driver { process, port, _files: files };
        driver.wait_until_it_listens(setup);
        driver
    }

    fn wait_until_it_listens(&mut self, setup: &Setup) {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let began = Instant::now();
        while TcpStream::connect(address).is_err() {
            let name = setup.driver.display();
            if let Some(status) = self.process.try_wait().expect("a child can be asked whether it has ended") {
                panic!("{name} ended at once ({status})");
            }
            assert!(began.elapsed() < START, "{name} does not listen on port {}", self.port);
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Opens a browser with a fresh profile.
    pub(crate) async fn session(&self, setup: &Setup, proxy: &str) -> WebDriver {
        let capabilities = setup.browser.capabilities(&setup.program, proxy);
        WebDriver::new(format!("http://127.0.0.1:{}", self.port), capabilities)
            .await
            .unwrap_or_else(|error| panic!("cannot start {}: {error}", setup.program.display()))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A port that nobody listens on now.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("this machine has a free port");
    listener.local_addr().expect("a listener has an address").port()
}
