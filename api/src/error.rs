//! Surprises. A fault can't be printed: it carries what the log may know and a client may not.

use std::{error::Error, sync::Arc};

use async_graphql::ErrorExtensionValues;

/// Something that no user and no rule made happen: a lost database, a broken row. It has no `Display`, so
/// that no message of a library can reach a person; the wire logs it with the request id and masks it.
#[derive(Debug)]
pub struct Fault(Box<dyn Error + Send + Sync>);

/// What every function returns that can be surprised.
pub type Result<T, E = Fault> = std::result::Result<T, E>;

impl Fault {
    /// A fault that our own code noticed. The text is for the log alone.
    pub fn new(what: &'static str) -> Self {
        Self(what.into())
    }

    /// For the log, never for a client: the error and its causes.
    pub fn trace(&self) -> String {
        let mut text = self.0.to_string();
        let mut cause = self.0.source();
        while let Some(error) = cause {
            text.push_str(": ");
            text.push_str(&error.to_string());
            cause = error.source();
        }
        text
    }

    /// Whether the database refused a row because there is one like it.
    pub fn is_duplicate(&self) -> bool {
        use sea_orm::{DbErr, SqlErr};
        let error = self.0.downcast_ref::<DbErr>().and_then(DbErr::sql_err);
        matches!(error, Some(SqlErr::UniqueConstraintViolation(_)))
    }

    /// Which rule of the database was broken, if that is what happened.
    pub fn sql_err(&self) -> Option<sea_orm::SqlErr> {
        self.0.downcast_ref::<sea_orm::DbErr>()?.sql_err()
    }

    /// Whether trying again later may help: the database can't be reached or is too busy.
    pub fn is_passing(&self) -> bool {
        use sea_orm::DbErr;
        matches!(self.0.downcast_ref::<DbErr>(), Some(DbErr::ConnectionAcquire(_) | DbErr::Conn(_)))
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for Fault {
    fn from(error: E) -> Self {
        Self(Box::new(error))
    }
}

/// The code under which the wire knows that `source` is a [`Fault`] to be logged and masked.
pub const INTERNAL: &str = "INTERNAL";

impl From<Fault> for async_graphql::Error {
    fn from(fault: Fault) -> Self {
        let code = if fault.is_passing() { "UNAVAILABLE" } else { INTERNAL };
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", code);
        Self { message: code.to_owned(), source: Some(Arc::new(fault)), extensions: Some(extensions) }
    }
}

/// A fault that several waiters of one load share.
#[derive(Clone, Debug)]
pub struct LoadFault(Arc<Fault>);

impl From<sea_orm::DbErr> for LoadFault {
    fn from(error: sea_orm::DbErr) -> Self {
        Self(Arc::new(error.into()))
    }
}

impl From<LoadFault> for Fault {
    fn from(LoadFault(shared): LoadFault) -> Self {
        Arc::try_unwrap(shared).unwrap_or_else(|shared| Self(shared.trace().into()))
    }
}

impl From<LoadFault> for async_graphql::Error {
    fn from(fault: LoadFault) -> Self {
        Fault::from(fault).into()
    }
}
