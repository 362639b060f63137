//! In Node, without a bundler.

use serde_json::Value;

use crate::project::Project;

fn printed(project: &Project, script: &str) -> Value {
    serde_json::from_str(&project.run("node", "node", &[script])).expect("the script prints JSON")
}

#[test]
fn node_imports_the_package_requires_it_and_runs_it_in_a_worker() {
    let project = Project::of("node");
    for script in ["import.mjs", "require.cjs", "worker.mjs"] {
        let found = printed(&project, script);
        assert!(found["annotations"].as_u64() > Some(1), "{script}: {found}");
        assert_eq!(found["version"], env!("CARGO_PKG_VERSION"), "{script}: the element can be imported");
    }
}
