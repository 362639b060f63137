//! The program that drives a browser, and a session with it.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, io};

use tempfile::TempDir;
use thirtyfour::WebDriver;
use thirtyfour::error::WebDriverResult;

use crate::evidence;
use crate::setup::Setup;

/// How long a driver may take to listen, and a browser to start, on a busy machine.
const START: Duration = Duration::from_secs(60);

/// How long one thing may take that a browser is asked for. A script may take half of it.
const ANSWER: Duration = Duration::from_secs(60);

/// How often a browser is started that does not get up. Chromium hangs once in some hundred starts; what is tested begins
/// after it.
const STARTS: usize = 3;

/// The driver's log, among its files.
const LOG: &str = "driver.log";

/// How many lines of it are shown, and how many characters of each.
const LINES: usize = 60;
const LINE: usize = 240;

/// Runs a driver until it ends, or until this shell's input does: with the value that holds the other end, or with the process of
/// the tests, however that ends. The browser is of the driver's group, and ends with it even if it hangs. Last, their files are
/// removed; one of them may still be written while its process ends.
const UNTIL_THE_END: &str = r#"
    exec 3<&0 </dev/null
    setsid "$@" & driver=$!
    { cat <&3; kill -s KILL -- -$driver; } &
    wait $driver; status=$?
    kill -s KILL -- -$driver
    rm -rf -- "$TMPDIR" || { sleep 1; rm -rf -- "$TMPDIR"; }
    exit $status
"#;

/// A running driver. It ends with this value, also when a test panics, and with the process of the tests.
#[derive(Debug)]
pub(crate) struct Driver {
    /// The shell that the driver runs in.
    process: Child,
    port: u16,
    /// Where browser and driver put their files: profiles, sockets, downloads, and the driver's log. Removed after both
    /// have ended, by the shell or with this value.
    files: TempDir,
}

impl Driver {
    /// Starts it on a free port, and a browser with a fresh profile.
    ///
    /// # Panics
    /// When one of them cannot be started.
    pub(crate) async fn with_session(setup: &Setup, proxy: &str) -> (Driver, WebDriver) {
        for _ in 0..STARTS {
            let driver = Driver::start(setup);
            let why = match tokio::time::timeout(START, driver.session(setup, proxy)).await {
                Ok(Ok(session)) => return (driver, session),
                Ok(Err(error)) => error.to_string(),
                Err(_) => format!("it does not answer within {START:?}"),
            };
            evidence::tell(&format!("cannot start {}: {why}\n{}", setup.program.display(), driver.log()));
        }
        panic!("cannot start {} in {STARTS} attempts", setup.program.display())
    }

    /// Starts it on a free port and waits until it listens.
    fn start(setup: &Setup) -> Driver {
        let port = free_port();
        let files = tempfile::Builder::new().prefix("reportedly-").tempdir().expect("a directory can be made");
        let process = Command::new("sh")
            .args(["-c", UNTIL_THE_END, "sh"])
            .arg(&setup.driver)
            .args(setup.browser.driver_arguments(port, &files.path().join(LOG)))
            .env("TMPDIR", files.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // An interruption at a terminal reaches the tests, and by their end the shell.
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {}: {error}", setup.driver.display()));
        let mut driver = Driver { process, port, files };
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

    async fn session(&self, setup: &Setup, proxy: &str) -> WebDriverResult<WebDriver> {
        let capabilities = setup.browser.capabilities(&setup.program, proxy);
        let url = format!("http://127.0.0.1:{}", self.port);
        WebDriver::builder(url, capabilities).request_timeout(ANSWER).await
    }

    /// The last lines of what it has written down, shortened: what it was asked, and what it did.
    pub(crate) fn log(&self) -> String {
        match last_lines(&self.files.path().join(LOG)) {
            Ok(lines) => format!("the driver's last lines:\n{lines}"),
            Err(error) => format!("the driver has no log: {error}"),
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Ends the shell's input. What follows may have ended by itself, which is as good.
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

fn last_lines(file: &Path) -> io::Result<String> {
    let log = String::from_utf8_lossy(&fs::read(file)?).into_owned();
    // Of each entry the first line, which has the time.
    let entries = log.lines().filter(|line| line.starts_with('[')).rev().take(LINES);
    let lines: Vec<String> = entries.map(|line| line.chars().take(LINE).collect()).collect();
    Ok(lines.iter().rev().map(|line| format!("  {line}\n")).collect())
}

/// A port that nobody listens on now.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("this machine has a free port");
    listener.local_addr().expect("a listener has an address").port()
}
