//! Tells that something was said or done about a question to a fellow connector, to whom may still see it: asked again at
//! each delivery.

use std::collections::HashMap;

use async_graphql::{Context, SimpleObject, Subscription};
use entities::{ChangeKind, PeerQuestionId, peer_question};
use futures_util::{Stream, stream};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};
use tokio::sync::broadcast::Receiver;

use super::feed::PeerChange;
use crate::{cases::subscriptions::Watcher, context::Req, error::Result, policy};

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
        let begin = (Watcher::of(ctx), ctx.req().app.peers.listen(), HashMap::new());
        Ok(stream::unfold(begin, |(watcher, mut changes, mut told)| async move {
            loop {
                let change = next(&mut changes).await?;
                if let Some(hint) = hint(&watcher, &mut told, change).await {
                    return Some((hint, (watcher, changes, told)));
                }
            }
        }))
    }
}

/// The next change of any question; `None` when the server stops, and when hints were missed: the subscription then ends, and
/// who listens begins anew with what is true by then.
async fn next(changes: &mut Receiver<PeerChange>) -> Option<PeerChange> {
    changes.recv().await.ok()
}

/// What the viewer is told of a change; nothing when that can't be found out.
async fn hint(
    watcher: &Watcher,
    told: &mut HashMap<PeerQuestionId, i32>,
    change: PeerChange,
) -> Option<PeerQuestionChange> {
    let PeerChange { kind, id, version, was } = change;
    let viewer = watcher.viewer().await.ok()?;
    if let Some(was) = was {
        let concerned = policy::peers::may_answer(&viewer, &was).is_ok() || told.contains_key(&id);
        return concerned.then_some(PeerQuestionChange { kind: ChangeKind::Hidden, id, version });
    }
    let seen = policy::peers::visible(&viewer).filter(peer_question::Column::Id.eq(id));
    if seen.count(&watcher.app.db).await.ok()? > 0 {
        told.insert(id, version);
        return Some(PeerQuestionChange { kind, id, version });
    }
    told.remove(&id).map(|version| PeerQuestionChange { kind: ChangeKind::Hidden, id, version })
}
