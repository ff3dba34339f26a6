//! Notes which compiler builds this, for the figures at the top of the table.

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let said = Command::new(rustc).arg("-V").output().map(|output| output.stdout).unwrap_or_default();
    println!("cargo::rustc-env=BENCH_RUSTC={}", String::from_utf8_lossy(&said).trim());
}
