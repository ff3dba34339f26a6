#![doc = include_str!("../README.md")]
#![recursion_limit = "256"]

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("`ssr` is the server's part and `hydrate` the browser's: build one at a time");

pub mod islands;

#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod context;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod refused;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
pub mod times;

#[cfg(feature = "ssr")]
pub use context::{FormState, Refused, Site};
#[cfg(feature = "ssr")]
pub use forms::Fields;
#[cfg(feature = "ssr")]
pub use page::{Content, Page, Params, Visit};
#[cfg(feature = "ssr")]
pub use pages::pages;
#[cfg(feature = "ssr")]
pub use refused::{said, way_out};
#[cfg(feature = "ssr")]
pub use shell::{app, document};
