//! The built-in directory: people, managers, methods and passes live in the portal's own database.

use domain::{MethodId, OrderId, PersonId};
use service::ports::{Abilities, Directory, Trouble};

/// The built-in directory. It can do everything, and has nothing to do: the change that wrote an order has already
/// suspended, restored or removed the methods and ended the sessions in the same transaction, so there is no second place
/// that could lag behind. Its orders are carried out all the same, so that the record and the worker's path are alike for
/// every directory.
#[derive(Debug, Default, Clone, Copy)]
pub struct BuiltIn;

#[async_trait::async_trait]
impl Directory for BuiltIn {
    fn name(&self) -> &str {
        "built-in"
    }

    fn abilities(&self) -> Abilities {
        Abilities { suspend: true, confine: true, bind: true }
    }

    async fn suspend(&self, _: &OrderId, _: &PersonId, _: &[MethodId]) -> Result<(), Trouble> {
        Ok(())
    }

    async fn restore(&self, _: &OrderId, _: &PersonId, _: &[MethodId]) -> Result<(), Trouble> {
        Ok(())
    }

    async fn remove(&self, _: &OrderId, _: &PersonId, _: &[MethodId]) -> Result<(), Trouble> {
        Ok(())
    }

    async fn end_sessions(&self, _: &OrderId, _: &PersonId) -> Result<(), Trouble> {
        Ok(())
    }
}
