//! What is written about machines.

use std::collections::BTreeSet;

use entities::{MachineClientId, OrganisationId, ProcessingAction, machine_client};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set, sea_query::Expr};

use super::public_key::PublicKey;
use crate::{
    acts::{LogEntry, Work},
    error::{Fault, Result},
    policy::MachineScope,
};

/// A machine that is registered.
pub struct NewClient {
    /// What it is for.
    pub name: String,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// What it may read.
    pub scopes: BTreeSet<MachineScope>,
    /// Its key.
    pub key: PublicKey,
}

/// A new machine.
///
/// # Errors
/// When its key is registered already, or the database can't be written.
pub async fn register(work: &Work<'_>, new: &NewClient) -> Result<MachineClientId> {
    let NewClient { name, organisation_id, scopes, key } = new;
    let by = work.req.viewer.person_id().ok_or_else(|| Fault::new("a machine is registered by a person"))?;
    let client = machine_client::ActiveModel {
        id: Set(work.req.new_id()),
        name: Set(name.clone()),
        organisation_id: Set(*organisation_id),
        scopes: Set(MachineScope::written(scopes)),
        public_key: Set(key.x.clone()),
        key_thumbprint: Set(key.thumbprint.clone()),
        registered_at: Set(work.req.now),
        registered_by: Set(by),
        revoked_at: Set(None),
        last_used_at: Set(None),
    };
    let id = client.insert(&work.tx).await?.id;
    work.log(line(ProcessingAction::ClientRegistered, name)).await?;
    Ok(id)
}

/// Ends a machine's access. One that has none is left as it is.
///
/// # Errors
/// When the database can't be written.
pub async fn revoke(work: &Work<'_>, id: MachineClientId, name: &str) -> Result<()> {
    let revoked = machine_client::Entity::update_many()
        .col_expr(machine_client::Column::RevokedAt, Expr::value(work.req.now))
        .filter(machine_client::Column::Id.eq(id))
        .filter(machine_client::Column::RevokedAt.is_null())
        .exec(&work.tx)
        .await?;
    if revoked.rows_affected > 0 {
        work.log(line(ProcessingAction::ClientRevoked, name)).await?;
    }
    Ok(())
}

fn line(action: ProcessingAction, name: &str) -> LogEntry {
    LogEntry { action, case_id: None, subject_person_id: None, subject: name.to_owned(), reason: None }
}
