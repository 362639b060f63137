//! Chromium over its own protocol, through a pipe: what `WebDriver` has no words for, such as extensions.

use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::browser::CHROMIUM_ARGUMENTS;

/// How long an answer may take, on a busy machine.
const ANSWER: Duration = Duration::from_secs(60);

/// The protocol's pipes are two more files of the process; a shell makes them of those that every process has.
const WITH_PIPES: &str = "exec \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null";

/// A running Chromium. It ends with this value, also when a test panics.
#[derive(Debug)]
pub(crate) struct Chromium {
    process: Child,
    requests: ChildStdin,
    answers: Receiver<Value>,
    last: u64,
    /// Messages of the console and exceptions, as they came in.
    complaints: Vec<String>,
    /// Its profile, which is removed after it has ended.
    _profile: TempDir,
}

impl Chromium {
    /// Starts it with a fresh profile. Every connection to another machine goes to `proxy`.
    ///
    /// # Panics
    /// When it cannot be started.
    pub(crate) fn start(program: &Path, proxy: &str) -> Chromium {
        let profile = tempfile::Builder::new().prefix("reportedly-").tempdir().expect("a directory can be made");
        let mut process = Command::new("sh")
            .args(["-c", WITH_PIPES, "sh"])
            .arg(program)
            .args(CHROMIUM_ARGUMENTS)
            .args(["--enable-unsafe-extension-debugging", "--window-size=1280,900"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg(format!("--proxy-server={proxy}"))
            .arg("about:blank")
            .env("TMPDIR", profile.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // Its processes are of its group, and end with it even if they hang.
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {}: {error}", program.display()));
        let requests = process.stdin.take().expect("its input is a pipe");
        let output = process.stdout.take().expect("its output is a pipe");
        let (sender, answers) = channel();
        // It ends when the browser does, or when nobody listens any more.
        thread::spawn(move || {
            for message in BufReader::new(output).split(0) {
                let Ok(message) = message.map_err(drop).and_then(|bytes| serde_json::from_slice(&bytes).map_err(drop))
                else {
                    return;
                };
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Chromium { process, requests, answers, last: 0, complaints: Vec::new(), _profile: profile }
    }

    /// Calls a method, of the browser or of a session with one of its targets.
    ///
    /// # Errors
    /// What the browser says against it.
    ///
    /// # Panics
    /// When the browser does not answer.
    pub(crate) fn try_call(&mut self, session: Option<&str>, method: &str, params: &Value) -> Result<Value, String> {
        self.last += 1;
        let id = self.last;
        let mut request = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = session {
            request["sessionId"] = session.into();
        }
        let mut bytes = serde_json::to_vec(&request).expect("a JSON value is JSON");
        bytes.push(0);
        self.requests.write_all(&bytes).unwrap_or_else(|error| panic!("{method}: the browser is gone: {error}"));
        let began = Instant::now();
        loop {
            let left = ANSWER.saturating_sub(began.elapsed());
            let mut message = self
                .answers
                .recv_timeout(left)
                .unwrap_or_else(|error| panic!("{method}: the browser does not answer: {error}"));
            if message["id"] != id {
                self.complaints.extend(complaint(&message));
            } else if let Some(error) = message.get("error") {
                return Err(format!("{method}: {error}"));
            } else {
                return Ok(message["result"].take());
            }
        }
    }

    /// The same for what has to work.
    ///
    /// # Panics
    /// When it does not.
    pub(crate) fn call(&mut self, session: Option<&str>, method: &str, params: &Value) -> Value {
        self.try_call(session, method, params).unwrap_or_else(|error| panic!("{error}"))
    }

    /// What the consoles of all sessions have complained of so far.
    pub(crate) fn complaints(&self) -> &[String] {
        &self.complaints
    }
}

/// What a message of the browser complains of: an exception that nobody caught, or an error on a console. That the server has no icon
/// for a page is none.
fn complaint(message: &Value) -> Option<String> {
    let params = &message["params"];
    match message["method"].as_str()? {
        "Runtime.exceptionThrown" => Some(params["exceptionDetails"].to_string()),
        "Log.entryAdded" => {
            let entry = &params["entry"];
            let is_icon = entry["url"].as_str().is_some_and(|url| url.ends_with("/favicon.ico"));
            (entry["level"] == "error" && !is_icon).then(|| entry.to_string())
        }
        "Runtime.consoleAPICalled" if params["type"] == "error" => Some(params["args"].to_string()),
        _ => None,
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let group = format!("-{}", self.process.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.process.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_complaints_and_a_missing_icon_is_none() {
        let entry = |level: &str, url: &str| {
            complaint(&json!({ "method": "Log.entryAdded", "params": { "entry": { "level": level, "url": url } } }))
        };
        assert!(entry("error", "http://127.0.0.1/a.js").is_some());
        assert_eq!(entry("error", "http://127.0.0.1/favicon.ico"), None);
        assert_eq!(entry("warning", "http://127.0.0.1/a.js"), None);
        assert!(complaint(&json!({ "method": "Runtime.exceptionThrown", "params": {} })).is_some());
        assert_eq!(complaint(&json!({ "method": "Page.loadEventFired" })), None);
    }
}
