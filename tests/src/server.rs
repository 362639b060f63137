//! A web server for one visit, with the faults that the visit asks for.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::sync::oneshot;

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
#[derive(Debug)]
pub(crate) struct Server {
    url: String,
    requests: Requests,
    /// Dropped to end the thread.
    alive: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// The paths that were asked for, with their queries, in order.
type Requests = Arc<Mutex<Vec<String>>>;

impl Site {
    /// The one file of this name, in which a `*` stands for anything.
    pub(crate) fn find(&self, pattern: &str) -> String {
        let (start, end) = pattern.split_once('*').unwrap_or((pattern, ""));
        let fits = |name: &&String| {
            if pattern.contains('*') { name.starts_with(start) && name.ends_with(end) } else { *name == pattern }
        };
        let found: Vec<_> = self.files.keys().filter(fits).collect();
        assert_eq!(found.len(), 1, "{pattern} must be one of the site's files; they are {:?}", self.files.keys());
        found[0].clone()
    }
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
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("this machine has a free port");
        listener.set_nonblocking(true).expect("a listener need not block");
        let address = listener.local_addr().expect("a listener has an address");
        let url = format!("http://{address}{}", site.path);
        let requests = Requests::default();
        let (alive, ended) = oneshot::channel();
        let seen = Arc::clone(&requests);
        let thread = thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
            runtime.spawn(serve(listener, Arc::new(site), seen));
            // Ends when the sender is dropped, and all connections with it.
            runtime.block_on(ended).expect_err("nothing is ever sent");
        });
        Server { url, requests, alive: Some(alive), thread: Some(thread) }
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
        drop(self.alive.take());
        if let Some(thread) = self.thread.take() {
            // The thread does not panic; if it did, the test has failed of it already.
            let _ = thread.join();
        }
    }
}

async fn serve(listener: TcpListener, site: Arc<Site>, requests: Requests) {
    let listener = tokio::net::TcpListener::from_std(listener).expect("the listener does not block");
    loop {
        let (stream, _) = listener.accept().await.expect("a listener accepts");
        let (site, requests) = (Arc::clone(&site), Arc::clone(&requests));
        let service = service_fn(move |request| respond(Arc::clone(&site), Arc::clone(&requests), request));
        // A browser that breaks a connection off has its reasons.
        tokio::spawn(async move { http1::Builder::new().serve_connection(TokioIo::new(stream), service).await.ok() });
    }
}

async fn respond(
    site: Arc<Site>,
    requests: Requests,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let url = request.uri().path_and_query().map_or("", |path| path.as_str());
    requests.lock().unwrap_or_else(PoisonError::into_inner).push(url.to_owned());
    let (response, delay) = answer(&site, request.uri().path());
    tokio::time::sleep(delay).await;
    Ok(response)
}

/// What is answered to the request of a path, and how late.
fn answer(site: &Site, path: &str) -> (Response<Full<Bytes>>, Duration) {
    let not_found = || {
        let mut response = Response::new(Full::from("Not found"));
        *response.status_mut() = StatusCode::NOT_FOUND;
        (response, Duration::ZERO)
    };
    let Some(name) = path.strip_prefix(&site.path) else { return not_found() };
    let name = if name.is_empty() { "index.html" } else { name };
    let Some(content) = site.files.get(name) else { return not_found() };
    let mut builder = Response::builder().header("Content-Type", content_type(name));
    let mut lateness = Duration::ZERO;
    for (_, fault) in site.faults.iter().filter(|(faulty, _)| faulty == name) {
        match fault {
            Fault::Missing => return not_found(),
            Fault::Late(delay) => lateness += *delay,
            Fault::Header { name, value } => builder = builder.header(name, value),
        }
    }
    let response = builder.body(Full::from(content.clone())).expect("a test's headers are headers");
    (response, lateness)
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
        answer(site, url).0.status().as_u16()
    }

    #[test]
    fn files_lie_under_the_sites_path_and_nowhere_else() {
        let site = site(Vec::new());
        assert_eq!(status(&site, "/some/where/"), 200);
        assert_eq!(status(&site, "/some/where/a.wasm"), 200);
        assert_eq!(status(&site, "/a.wasm"), 404);
        assert_eq!(status(&site, "/some/where/../a.wasm"), 404);
    }

    #[test]
    fn wasm_has_the_type_that_streaming_compilation_needs() {
        let (response, _) = answer(&site(Vec::new()), "/some/where/a.wasm");
        assert_eq!(response.headers()["Content-Type"], "application/wasm");
    }

    #[test]
    fn a_star_stands_for_what_a_build_changes() {
        assert_eq!(site(Vec::new()).find("a*sm"), "a.wasm");
        assert_eq!(site(Vec::new()).find("a.wasm"), "a.wasm");
    }

    #[test]
    #[should_panic(expected = "must be one of the site's files")]
    fn a_file_that_is_not_there_cannot_be_faulty() {
        site(Vec::new()).find("b*");
    }

    #[test]
    fn a_fault_concerns_its_file_only() {
        let site = site(vec![("a.wasm".to_owned(), Fault::Missing)]);
        assert_eq!(status(&site, "/some/where/a.wasm"), 404);
        assert_eq!(status(&site, "/some/where/"), 200);
    }

    #[test]
    fn a_late_file_is_served_in_the_end() {
        let site = site(vec![("a.wasm".to_owned(), Fault::Late(Duration::from_secs(9)))]);
        assert_eq!(answer(&site, "/some/where/a.wasm").1, Duration::from_secs(9));
        assert_eq!(status(&site, "/some/where/a.wasm"), 200);
        assert_eq!(answer(&site, "/some/where/").1, Duration::ZERO);
    }
}
