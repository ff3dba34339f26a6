//! The command line of the tool.

use std::path::PathBuf;

use crate::Result;

/// How the tool is called, for whoever got it wrong.
const USAGE: &str = "usage: bindgen --wasm FILE [--wasm FILE …] --style DIR --public DIR --out DIR [--wasm-opt COMMAND] [--terser COMMAND] [--brotli]";

/// What was asked for.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// The wasm files as the compiler left them; a bundle is named after its file.
    pub(crate) wasm: Vec<PathBuf>,
    /// The folder with `main.css` and what it imports.
    pub(crate) style: PathBuf,
    /// The folder with icons and the like.
    pub(crate) public: PathBuf,
    /// The folder to make, replaced as a whole.
    pub(crate) out: PathBuf,
    /// The `wasm-opt` to run over each bundle, in a release.
    pub(crate) wasm_opt: Option<PathBuf>,
    /// The `terser` to run over each script, in a release.
    pub(crate) terser: Option<PathBuf>,
    /// Whether to put a `.br` beside each file, in a release.
    pub(crate) brotli: bool,
}

impl Options {
    /// Reads the arguments after the program's name. Fails, with the usage, on anything unknown or missing.
    pub(crate) fn parse(mut args: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = Self::default();
        while let Some(name) = args.next() {
            if name == "--brotli" {
                options.brotli = true;
                continue;
            }
            let value =
                args.next().map(PathBuf::from).ok_or_else(|| format!("{name} needs a value\n{USAGE}"))?;
            match name.as_str() {
                "--wasm" => options.wasm.push(value),
                "--style" => options.style = value,
                "--public" => options.public = value,
                "--out" => options.out = value,
                "--wasm-opt" => options.wasm_opt = Some(value),
                "--terser" => options.terser = Some(value),
                _ => return Err(format!("unknown option {name}\n{USAGE}")),
            }
        }
        let folders = [&options.style, &options.public, &options.out];
        if options.wasm.is_empty() || folders.iter().any(|folder| folder.as_os_str().is_empty()) {
            return Err(USAGE.to_owned());
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options> {
        Options::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn several_bundles_can_be_named() {
        let options = parse("--wasm a.wasm --wasm b.wasm --style s --public p --out o --brotli").unwrap();
        assert_eq!(options.wasm, [PathBuf::from("a.wasm"), PathBuf::from("b.wasm")]);
        assert!(options.brotli);
        assert!(options.wasm_opt.is_none());
    }

    #[test]
    fn a_missing_or_unknown_option_is_refused() {
        assert!(parse("--wasm a.wasm --style s --public p").is_err());
        assert!(parse("--style s --public p --out o").is_err());
        assert!(
            parse("--wasm a.wasm --style s --public p --out o --fast yes").unwrap_err().contains("--fast")
        );
        assert!(parse("--wasm a.wasm --style s --public p --out").unwrap_err().contains("needs a value"));
    }
}
