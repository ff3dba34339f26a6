//! Reading in either place: outside any transaction ([`Db`]) or inside a job ([`Tx`]).

use futures::future::BoxFuture;

use crate::{Db, Fault, Row, Tx, Value};

/// What the reading functions of this crate take: `&mut &db` outside, `tx` inside a job.
pub trait Reads: Send {
    /// Reads rows.
    fn rows<'a>(&'a mut self, sql: &'static str, args: Vec<Value>) -> BoxFuture<'a, Result<Vec<Row>, Fault>>;
    /// Reads at most one row.
    fn row<'a>(
        &'a mut self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> BoxFuture<'a, Result<Option<Row>, Fault>>;
}

impl Reads for &Db {
    fn rows<'a>(&'a mut self, sql: &'static str, args: Vec<Value>) -> BoxFuture<'a, Result<Vec<Row>, Fault>> {
        Box::pin(Db::rows(self, sql, args))
    }
    fn row<'a>(
        &'a mut self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> BoxFuture<'a, Result<Option<Row>, Fault>> {
        Box::pin(Db::row(self, sql, args))
    }
}

impl Reads for Tx {
    fn rows<'a>(&'a mut self, sql: &'static str, args: Vec<Value>) -> BoxFuture<'a, Result<Vec<Row>, Fault>> {
        Box::pin(Tx::rows(self, sql, args))
    }
    fn row<'a>(
        &'a mut self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> BoxFuture<'a, Result<Option<Row>, Fault>> {
        Box::pin(Tx::row(self, sql, args))
    }
}
