//! Values bound to statements. A missing value keeps its type, since PostgreSQL needs it.

use domain::{Span, Time};

/// One bound value. `Debug` names the kind only: values may be secrets or personal.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// BIGINT.
    Int(Option<i64>),
    /// TEXT. Must hold no NUL character: PostgreSQL refuses it.
    Text(Option<String>),
    /// BYTEA.
    Bytes(Option<Vec<u8>>),
    /// BOOLEAN.
    Flag(Option<bool>),
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Int(_) => "Int",
            Self::Text(_) => "Text",
            Self::Bytes(_) => "Bytes",
            Self::Flag(_) => "Flag",
        })
    }
}

/// The values `$1`, `$2`, … of a statement: `args![id, now, None::<&str>]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => {
        ::std::vec::Vec::<$crate::Value>::from([$($crate::Value::from($value)),*])
    };
}

/// `From<$from>` and `From<Option<$from>>` for one variant.
macro_rules! from {
    ($($variant:ident: $($from:ty => |$x:ident| $make:expr),+;)+) => {$($(
        impl From<$from> for Value {
            fn from($x: $from) -> Self {
                Self::$variant(Some($make))
            }
        }
        impl From<Option<$from>> for Value {
            fn from(value: Option<$from>) -> Self {
                Self::$variant(value.map(|$x| $make))
            }
        }
    )+)+};
}

from! {
    Int: i64 => |x| x, i32 => |x| i64::from(x), u32 => |x| i64::from(x), Time => |x| x.0, Span => |x| x.0,
        // Above 2^63 there is no BIGINT; nothing of ours counts that far.
        u64 => |x| i64::try_from(x).unwrap_or(i64::MAX), usize => |x| i64::try_from(x).unwrap_or(i64::MAX);
    Text: &str => |x| x.to_owned(), String => |x| x, &String => |x| x.clone();
    Bytes: &[u8] => |x| x.to_vec(), Vec<u8> => |x| x, &Vec<u8> => |x| x.clone();
    Flag: bool => |x| x;
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(bytes: [u8; N]) -> Self {
        Self::Bytes(Some(bytes.to_vec()))
    }
}
impl<const N: usize> From<&[u8; N]> for Value {
    fn from(bytes: &[u8; N]) -> Self {
        Self::Bytes(Some(bytes.to_vec()))
    }
}
impl<const N: usize> From<Option<[u8; N]>> for Value {
    fn from(bytes: Option<[u8; N]>) -> Self {
        Self::Bytes(bytes.map(|bytes| bytes.to_vec()))
    }
}
impl From<&Option<String>> for Value {
    fn from(text: &Option<String>) -> Self {
        Self::Text(text.clone())
    }
}
impl From<&Option<Vec<u8>>> for Value {
    fn from(bytes: &Option<Vec<u8>>) -> Self {
        Self::Bytes(bytes.clone())
    }
}

/// An identifier as a column of TEXT.
pub trait Id {
    /// Takes it as it stands in our own database.
    fn from_column(text: String) -> Self;
}

macro_rules! ids {
    ($($id:ident),+ $(,)?) => {$(
        from! { Text: domain::$id => |x| x.as_str().to_owned(), &domain::$id => |x| x.as_str().to_owned(); }
        impl From<&Option<domain::$id>> for Value {
            fn from(id: &Option<domain::$id>) -> Self {
                Self::Text(id.as_ref().map(|id| id.as_str().to_owned()))
            }
        }
        impl Id for domain::$id {
            fn from_column(text: String) -> Self {
                Self::stored(text)
            }
        }
    )+};
}

ids!(
    PersonId,
    DeviceId,
    MethodId,
    ContactId,
    RequestId,
    ApprovalId,
    ReviewId,
    PassId,
    EnrolmentId,
    SessionId,
    NoticeId,
    OrderId,
    RunbookId,
    DrillId,
);
