//! Tells that something was said or done about a question to a fellow connector, to whom may still see it: asked again at
//! each delivery.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Context, SimpleObject, Subscription};
use entities::{ChangeKind, PeerQuestionId, PersonId, peer_question};
use futures_util::{Stream, stream};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};
use tokio::sync::broadcast::Receiver;

use super::feed::PeerChange;
use crate::{
    auth::{self, Caller, Credential},
    context::{App, Req},
    error::Result,
    policy::{self, PersonViewer, Viewer},
};

/// Changes of questions to fellow connectors. Hints: fetch what changed.
#[derive(Default)]
pub struct PeerSubscriptions;

/// That something was said or done about a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
pub struct PeerQuestionChange {
    /// What sort of change.
    pub kind: ChangeKind,
    /// Which question.
    pub id: PeerQuestionId,
    /// Its version after the change; when hidden, the last one.
    pub version: i32,
}

#[Subscription]
impl PeerSubscriptions {
    /// Questions to fellow connectors that change and that concern the viewer. One that they were told of and no longer see
    /// is told once as hidden.
    #[expect(clippy::unused_async, reason = "a subscription is asked for")]
    async fn peer_question_changed(&self, ctx: &Context<'_>) -> Result<impl Stream<Item = PeerQuestionChange> + use<>> {
        let listener = Listener::of(ctx);
        Ok(stream::unfold((listener, HashMap::new()), |(mut listener, mut told)| async move {
            loop {
                // The server stops, or hints were missed: who listens begins anew with what is true by then.
                let change = listener.changes.recv().await.ok()?;
                if let Some(hint) = hint(&listener, &mut told, change).await {
                    return Some((hint, (listener, told)));
                }
            }
        }))
    }
}

/// Somebody who listens.
struct Listener {
    app: Arc<App>,
    credential: Option<Credential>,
    person: Option<PersonId>,
    changes: Receiver<PeerChange>,
}

impl Listener {
    fn of(ctx: &Context<'_>) -> Self {
        let req = ctx.req();
        Self {
            app: Arc::clone(&req.app),
            credential: ctx.data_opt::<Caller>().map(|caller| caller.credential.clone()),
            person: req.viewer.person_id(),
            changes: req.app.peers.listen(),
        }
    }

    /// Who listens, with the roles of this moment.
    async fn viewer(&self) -> Result<Viewer> {
        match (&self.credential, self.person) {
            (Some(credential), _) => auth::viewer_now(&self.app, credential).await,
            (None, Some(id)) => Ok(PersonViewer::load(&self.app.db, id).await?.map_or(Viewer::Nobody, Viewer::Person)),
            (None, None) => Ok(Viewer::Nobody),
        }
    }
}

/// What the viewer is told of a change; nothing when that can't be found out.
async fn hint(
    listener: &Listener,
    told: &mut HashMap<PeerQuestionId, i32>,
    change: PeerChange,
) -> Option<PeerQuestionChange> {
    let PeerChange { kind, id, version, was } = change;
    let viewer = listener.viewer().await.ok()?;
    if let Some(was) = was {
        let concerned = policy::peers::may_answer(&viewer, &was).is_ok() || told.contains_key(&id);
        return concerned.then_some(PeerQuestionChange { kind: ChangeKind::Hidden, id, version });
    }
    let seen = policy::peers::visible(&viewer).filter(peer_question::Column::Id.eq(id));
    if seen.count(&listener.app.db).await.ok()? > 0 {
        told.insert(id, version);
        return Some(PeerQuestionChange { kind, id, version });
    }
    told.remove(&id).map(|version| PeerQuestionChange { kind: ChangeKind::Hidden, id, version })
}
