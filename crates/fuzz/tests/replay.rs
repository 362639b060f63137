//! Every input that was kept, run again: those that reach far, and those that broke a promise once.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use peak_alloc::PeakAlloc;
use reportedly_fuzz::{Limits, TARGETS, kept, replay, run, seeds};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

#[test]
fn what_broke_once_holds_and_so_does_all_that_is_kept() {
    let mut broken = Vec::new();
    for target in TARGETS {
        for (name, input) in kept(target).expect("what is kept can be read") {
            if let Err(message) = replay(target, &input) {
                broken.push(format!("{name}: {message}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_sample_holds() {
    let mut broken = Vec::new();
    for target in TARGETS {
        for input in seeds(target.inputs).expect("the samples are there") {
            if let Err(message) = replay(target, &input) {
                broken.push(format!("{}: {message}", target.name));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The same inputs each time: new ones are made by `cargo xtask test --only fuzz`.
#[test]
fn a_few_inputs_of_every_target_hold() {
    for target in TARGETS {
        let pool = seeds(target.inputs).expect("the samples are there");
        let limits = Limits { time: std::time::Duration::MAX, executions: 40, grown: 0.0, memory: Some(&MEMORY) };
        if let Err(broken) = run(target, 1, &pool, &limits, |_| {}) {
            panic!("{}: {}", target.name, broken.message);
        }
    }
}

#[test]
fn what_is_kept_is_of_a_target() {
    let names: BTreeSet<&str> = TARGETS.iter().map(|target| target.name).collect();
    assert_eq!(names.len(), TARGETS.len(), "names are unique");
    for folder in ["corpus", "crashes"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz").join(folder);
        // Where nothing is kept, there is no folder.
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.expect("it can be read").path();
            let name = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
            assert!(names.contains(&*name), "{} is of no target", path.display());
        }
    }
}
