//! A web server for one visit, with the faults that the visit asks for.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tiny_http::{Header, Request, Response, ResponseBox};

/// The files that are served, by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What goes wrong with a file, as on the web it may.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// It is not there.
    Missing,
    /// It comes this late.
    Late(Duration),
    /// It comes with one more header.
    Header { name: String, value: String },
}

/// What is served, where, and how badly.
#[derive(Clone, Debug, Default)]
pub(crate) struct Site {
    pub(crate) files: Files,
    /// The path under which the files lie, from `/` to `/`.
    pub(crate) path: String,
    /// Faults by the file's path below `path`.
    pub(crate) faults: Vec<(String, Fault)>,
}

/// A running server. It ends with this value.
pub(crate) struct Server {
    http: Arc<tiny_http::Server>,
    thread: Option<JoinHandle<()>>,
    requests: Arc<Mutex<Vec<String>>>,
    url: String,
}

/// Reads every file of a directory.
pub(crate) fn files(directory: &Path) -> Files {
    let mut files = Files::new();
    let mut waiting = vec![directory.to_owned()];
    while let Some(current) = waiting.pop() {
        let entries =
            fs::read_dir(&current).unwrap_or_else(|error| panic!("cannot read {}: {error}", current.display()));
        for entry in entries {
            let path = entry.unwrap_or_else(|error| panic!("cannot read {}: {error}", current.display())).path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let content = fs::read(&path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
                let name = path.strip_prefix(directory).expect("a file lies in its directory");
                files.insert(name.to_string_lossy().replace('\\', "/"), content);
            }
        }
    }
    files
}

impl Server {
    /// Serves a site on a free port of this machine.
    pub(crate) fn start(site: Site) -> Server {
        let http = Arc::new(tiny_http::Server::http("127.0.0.1:0").expect("this machine has a free port"));
        let address = http.server_addr().to_ip().expect("the server listens on an IP address");
        let url = format!("http://{address}{}", site.path);
        let requests = Arc::<Mutex<Vec<String>>>::default();
        let (site, listening, seen) = (Arc::new(site), Arc::clone(&http), Arc::clone(&requests));
        let thread = thread::spawn(move || {
            for request in listening.incoming_requests() {
                seen.lock().unwrap_or_else(PoisonError::into_inner).push(request.url().to_owned());
                let site = Arc::clone(&site);
                // One thread each: a late file must not make the others late.
                thread::spawn(move || respond(&site, request));
            }
        });
        Server { http, thread: Some(thread), requests, url }
    }

    /// The address of the page.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The paths that were asked for, with their queries, in order.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.http.unblock();
        if let Some(thread) = self.thread.take() {
            // The thread does not panic; if it did, the test has failed of it already.
            let _ = thread.join();
        }
    }
}

fn respond(site: &Site, request: Request) {
    let answer = answer(site, request.url());
    // A browser that has gone away wants no answer.
    let _ = request.respond(answer);
}

fn answer(site: &Site, url: &str) -> ResponseBox {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let not_found = || Response::from_string("Not found").with_status_code(404).boxed();
    let Some(name) = path.strip_prefix(&site.path) else { return not_found() };
    let name = if name.is_empty() { "index.html" } else { name };
    let Some(content) = site.files.get(name) else { return not_found() };
    let mut response = Response::from_data(content.clone()).with_header(header("Content-Type", content_type(name)));
    for (_, fault) in site.faults.iter().filter(|(faulty, _)| faulty == name) {
        match fault {
            Fault::Missing => return not_found(),
            Fault::Late(delay) => thread::sleep(*delay),
            Fault::Header { name, value } => response = response.with_header(header(name, value)),
        }
    }
    response.boxed()
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).unwrap_or_else(|()| panic!("{name}: {value} is no header"))
}

/// The type that a browser insists on, by the file's extension.
fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(faults: Vec<(String, Fault)>) -> Site {
        let files = ["index.html", "a.wasm"].map(|name| (name.to_owned(), name.as_bytes().to_vec()));
        Site { files: Files::from(files), path: "/some/where/".to_owned(), faults }
    }

    fn status(site: &Site, url: &str) -> u16 {
        answer(site, url).status_code().0
    }

    #[test]
    fn files_lie_under_the_sites_path_and_nowhere_else() {
        let site = site(Vec::new());
        assert_eq!(status(&site, "/some/where/"), 200);
        assert_eq!(status(&site, "/some/where/a.wasm?v=1"), 200);
        assert_eq!(status(&site, "/a.wasm"), 404);
        assert_eq!(status(&site, "/some/where/../a.wasm"), 404);
    }

    #[test]
    fn wasm_has_the_type_that_streaming_compilation_needs() {
        let answer = answer(&site(Vec::new()), "/some/where/a.wasm");
        let types: Vec<_> = answer.headers().iter().filter(|header| header.field.equiv("Content-Type")).collect();
        assert_eq!(types.len(), 1);
        assert_eq!(types[0].value.as_str(), "application/wasm");
    }

    #[test]
    fn a_fault_concerns_its_file_only() {
        let site = site(vec![("a.wasm".to_owned(), Fault::Missing)]);
        assert_eq!(status(&site, "/some/where/a.wasm"), 404);
        assert_eq!(status(&site, "/some/where/"), 200);
    }
}
