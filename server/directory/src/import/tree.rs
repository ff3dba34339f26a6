//! Who manages whom once the file is in: unknown managers, loops, and the order in which rows can be written.

use std::collections::HashMap;

use super::{RowProblem, row::Facts, shown};

/// A person once the file is in, by folded user name.
pub(super) struct Node {
    /// The manager's folded user name.
    pub(super) manager: Option<String>,
    /// Line of the file, if it names them.
    pub(super) line: Option<u64>,
    /// Whether they will have left.
    pub(super) gone: bool,
}

/// Checks the managers that the file names.
pub(super) fn check(tree: &HashMap<String, Node>, rows: &[Facts], problems: &mut Vec<RowProblem>) {
    for row in rows {
        let Some(Some(manager)) = &row.manager else { continue };
        let words = match tree.get(manager) {
            None => format!("the manager {} is neither in the file nor on record", shown(manager)),
            Some(node) if node.gone => format!("the manager {} has left", shown(manager)),
            Some(_) => continue,
        };
        problems.push(RowProblem { line: row.line, words });
    }
    loops(tree, problems);
}

/// Names each loop that touches the file once, by its first line.
fn loops(tree: &HashMap<String, Node>, problems: &mut Vec<RowProblem>) {
    /// Where somebody was seen: on this walk, or on one before.
    const BEFORE: u64 = u64::MAX;
    let mut seen: HashMap<&str, u64> = HashMap::new();
    // By line, so that the words are the same each time.
    let mut starts: Vec<(&str, u64)> =
        tree.iter().filter_map(|(key, node)| Some((key.as_str(), node.line?))).collect();
    starts.sort_unstable_by_key(|(_, line)| *line);
    for (start, walk) in starts {
        let mut path = Vec::new();
        let mut next = Some(start);
        while let Some(key) = next {
            match seen.get(key) {
                Some(at) if *at == walk => {
                    let from = path.iter().position(|one| *one == key).unwrap_or_default();
                    report(tree, path.get(from..).unwrap_or_default(), problems);
                    break;
                }
                Some(_) => break,
                None => {}
            }
            seen.insert(key, walk);
            path.push(key);
            next =
                tree.get(key).and_then(|node| node.manager.as_deref()).filter(|key| tree.contains_key(*key));
        }
        for key in path {
            seen.insert(key, BEFORE);
        }
    }
}

fn report(tree: &HashMap<String, Node>, circle: &[&str], problems: &mut Vec<RowProblem>) {
    let lines = circle.iter().filter_map(|key| tree.get(*key).and_then(|node| node.line));
    let Some(line) = lines.min() else { return };
    // Told from the row that is named on, so that it reads the same whoever the walk came from.
    let first = circle.iter().position(|key| tree.get(*key).is_some_and(|node| node.line == Some(line)));
    let (before, after) = circle.split_at(first.unwrap_or_default());
    let mut names: Vec<String> = after.iter().chain(before).map(|key| shown(key)).collect();
    names.extend(names.first().cloned());
    if names.len() > 9 {
        let rest = names.len() - 8;
        names.splice(7..names.len() - 1, [format!("{rest} more")]);
    }
    let words = if circle.len() == 1 {
        "somebody cannot be their own manager".to_owned()
    } else {
        format!("the managers go round in a circle: {}", names.join(" → "))
    };
    problems.push(RowProblem { line, words });
}

/// Puts those for whom `key` is new in an order in which a manager comes before everybody they manage.
pub(super) fn managers_first<T>(
    mut new: Vec<T>,
    key: fn(&T) -> &str,
    tree: &HashMap<String, Node>,
) -> Vec<T> {
    let mut depths: HashMap<&str, usize> = HashMap::with_capacity(tree.len());
    let mut chain = Vec::new();
    for start in tree.keys() {
        let mut next = Some(start.as_str());
        let mut depth = 0;
        while let Some(key) = next {
            if let Some(known) = depths.get(key) {
                depth = known + 1;
                break;
            }
            chain.push(key);
            next =
                tree.get(key).and_then(|node| node.manager.as_deref()).filter(|key| tree.contains_key(*key));
            // A loop that is wholly on record is nothing new; it ends here, for its rows are written already.
            if chain.len() > tree.len() {
                break;
            }
        }
        while let Some(key) = chain.pop() {
            depths.insert(key, depth);
            depth += 1;
        }
    }
    new.sort_by_cached_key(|one| depths.get(key(one)).copied().unwrap_or_default());
    new
}
