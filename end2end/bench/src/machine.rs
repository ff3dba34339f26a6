//! The machine's figures, as Linux tells them: no number means anything without them.

use std::fs::read_to_string;
use std::path::Path;

/// All of them in a few lines.
pub(crate) fn figures(folder: &Path) -> String {
    let lines = [
        ("cpu", format!("{} × {}", cores(), after("/proc/cpuinfo", "model name"))),
        ("memory", memory()),
        ("system", format!("{}, Linux {}", system(), one_line("/proc/sys/kernel/osrelease"))),
        ("compiler", env!("BENCH_RUSTC").to_owned()),
        ("disk", format!("{} (where the databases lie)", file_system(folder))),
        ("load average", load()),
    ];
    let lines = lines.map(|(name, value)| format!("{name:<13}{value}"));
    lines.join("\n")
}

/// How many cores this program may use.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// How busy the machine has been in the last 1, 5 and 15 minutes.
pub(crate) fn load() -> String {
    one_line("/proc/loadavg").split_whitespace().take(3).collect::<Vec<_>>().join(" ")
}

fn one_line(path: &str) -> String {
    read_to_string(path).unwrap_or_default().trim().to_owned()
}

/// What stands after `name` and a colon or equals sign in a file of such lines.
fn after(path: &str, name: &str) -> String {
    let text = read_to_string(path).unwrap_or_default();
    let rest = text.lines().find_map(|line| line.strip_prefix(name));
    rest.unwrap_or_default().trim_start_matches([' ', '\t', ':', '=']).trim_matches('"').trim().to_owned()
}

fn memory() -> String {
    let kibibytes = after("/proc/meminfo", "MemTotal");
    let number = kibibytes.trim_end_matches(" kB").parse::<f64>().unwrap_or(0.0);
    format!("{:.1} GiB", number / 1_048_576.0)
}

fn system() -> String {
    after("/etc/os-release", "PRETTY_NAME")
}

/// The file system of the longest mount point above `folder`.
fn file_system(folder: &Path) -> String {
    let mounts = read_to_string("/proc/mounts").unwrap_or_default();
    let parts = mounts.lines().filter_map(|line| {
        let mut parts = line.split_whitespace().skip(1);
        Some((parts.next()?, parts.next()?))
    });
    let above = parts.filter(|(point, _)| folder.starts_with(point));
    above.max_by_key(|(point, _)| point.len()).map_or_else(String::new, |(_, kind)| kind.to_owned())
}
