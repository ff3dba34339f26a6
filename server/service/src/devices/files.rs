//! Files of devices at the desk: who may bring them, and where they are kept while they are looked at. What is in them is
//! read by `directory`, which knows this crate; so the front puts the two together.

use contract::{Answer, Refusal, RefusalCode};
use domain::{OrderId, PersonId, person::Role};
use store::device_files::{self, DeviceFile};

use crate::Visitor;

impl Visitor {
    /// Who brings files of devices. Least: `it` or `security`.
    ///
    /// # Errors
    /// The refusal for everybody else: whoever holds no role is told that there is nothing here.
    pub fn device_importer(&self) -> Answer<PersonId> {
        let inside = self.need_person()?;
        if !inside.person.privileged() {
            return Err(self.refuse(RefusalCode::NotHere));
        }
        if !inside.person.has(Role::It) && !inside.person.has(Role::Security) {
            return Err(self.refuse(RefusalCode::NotAllowed));
        }
        Ok(inside.person.id.clone())
    }

    /// The same with a fresh proof.
    ///
    /// # Errors
    /// As above, and where the proof is too old.
    pub fn fresh_device_importer(&self) -> Answer<PersonId> {
        let person = self.device_importer()?;
        self.need_fresh()?;
        Ok(person)
    }

    /// Keeps a file for a day; its id. Least: `it` or `security`, fresh proof.
    ///
    /// # Errors
    /// A refusal, or ours if it cannot be kept.
    pub async fn keep_device_file(&self, name: &str, bytes: Vec<u8>) -> Answer<OrderId> {
        let person = self.fresh_device_importer()?;
        let id = OrderId::mint(self.core.rng.as_ref());
        let name: String = name.chars().filter(|c| !c.is_control()).take(100).collect();
        self.core
            .writer
            .unlogged((id.clone(), person, name, bytes), |tx, (id, person, name, bytes)| {
                Box::pin(async move { device_files::keep(tx, id, person, name, bytes).await })
            })
            .await
            .map_err(self.fault("devices.keep-file"))?;
        Ok(id)
    }

    /// A file that the caller brought. Least: `it` or `security`.
    ///
    /// # Errors
    /// Not here, if there is none or it is somebody else's.
    pub async fn device_file(&self, id: &str) -> Answer<DeviceFile> {
        let person = self.device_importer()?;
        let not_here = || self.refuse(RefusalCode::NotHere);
        let id = OrderId::parse(id).map_err(|_| not_here())?;
        let file = device_files::by_id(&mut &self.core.db, &id).await.map_err(self.fault("devices.file"))?;
        file.filter(|file| file.person == person).ok_or_else(not_here)
    }

    /// Remembers which column of a file holds what. Least: `it` or `security`, fresh proof.
    ///
    /// # Errors
    /// As [`Visitor::device_file`].
    pub async fn choose_columns(&self, id: &str, choices: String) -> Answer<()> {
        self.fresh_device_importer()?;
        let file = self.device_file(id).await?;
        self.core
            .writer
            .unlogged((file.id, choices), |tx, (id, choices)| {
                Box::pin(async move { device_files::choose(tx, id, choices).await })
            })
            .await
            .map_err(self.fault("devices.columns"))
    }

    /// A fault of the front's on its way to the browser: logged here, told as "something went wrong".
    pub fn failed(&self, what: &'static str, fault: &dyn std::error::Error) -> Refusal {
        crate::refuse::fault(&self.arrival.correlation, what, fault)
    }
}
