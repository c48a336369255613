//! Tells that a case or an involvement changed, to whom may still see it: asked again at each delivery.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Context, SimpleObject, Subscription};
use entities::{CaseId, ChangeKind, InvolvementId, PersonId, case, involvement};
use futures_util::{Stream, stream};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};
use tokio::sync::broadcast::Receiver;

use crate::{
    auth::{self, Caller, Credential},
    context::{App, Req},
    error::Result,
    feed::Change,
    policy::{self, PersonViewer, Viewer},
};

/// Changes of cases and involvements. Hints: fetch what changed.
#[derive(Default)]
pub struct CaseSubscriptions;

/// That a case changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
pub struct CaseChange {
    /// What sort of change.
    pub kind: ChangeKind,
    /// Which case.
    pub id: CaseId,
    /// Its version after the change; when hidden, the last one that the viewer was told.
    pub version: i32,
}

/// That an involvement changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
pub struct InvolvementChange {
    /// What sort of change.
    pub kind: ChangeKind,
    /// Which involvement.
    pub id: InvolvementId,
    /// Its case; null when the viewer doesn't see it.
    pub case_id: Option<CaseId>,
    /// Its version after the change.
    pub version: i32,
}

#[Subscription]
impl CaseSubscriptions {
    /// Cases that change and that the viewer sees. A case that they were told of and no longer see is told once as
    /// hidden.
    async fn case_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only this case; all when left out.")] case_id: Option<CaseId>,
    ) -> Result<impl Stream<Item = CaseChange> + use<>> {
        let listener = Listener::of(ctx);
        let mut told = Told::default();
        if let Some(id) = case_id
            && sees(&listener.watcher.app, &ctx.req().viewer, id).await?
        {
            told.remember(id, 0);
        }
        Ok(stream::unfold((listener, told), move |(mut listener, mut told)| async move {
            loop {
                let change = listener.next().await?;
                let is_asked = change.involvement_id.is_none() && case_id.is_none_or(|id| id == change.case_id);
                if is_asked && let Some(hint) = case_hint(&listener, &mut told, change).await {
                    return Some((hint, (listener, told)));
                }
            }
        }))
    }

    /// Involvements that change and that the viewer sees.
    #[expect(clippy::unused_async, reason = "a subscription is asked for")]
    async fn involvement_changed(&self, ctx: &Context<'_>) -> Result<impl Stream<Item = InvolvementChange> + use<>> {
        Ok(stream::unfold(Listener::of(ctx), |mut listener| async move {
            loop {
                let change = listener.next().await?;
                if let Some(hint) = involvement_hint(&listener, change).await {
                    return Some((hint, listener));
                }
            }
        }))
    }
}

/// Of so many cases at most is remembered that somebody was told of them: more than stand on any board.
const MOST: usize = 1000;

/// The versions that somebody was told last, so that what they no longer see is told as hidden. Who listens for days is
/// told of more cases than they look at: those of longest ago are forgotten.
#[derive(Default)]
struct Told {
    versions: HashMap<CaseId, (u64, i32)>,
    count: u64,
}

impl Told {
    fn remember(&mut self, id: CaseId, version: i32) {
        self.count += 1;
        self.versions.insert(id, (self.count, version));
        if self.versions.len() > MOST
            && let Some(oldest) = self.versions.iter().min_by_key(|(_, (count, _))| *count).map(|(id, _)| *id)
        {
            self.versions.remove(&oldest);
        }
    }

    /// The version that was told, if it is remembered.
    fn forget(&mut self, id: CaseId) -> Option<i32> {
        self.versions.remove(&id).map(|(_, version)| version)
    }
}

/// Somebody who listens to cases.
struct Listener {
    watcher: Watcher,
    changes: Receiver<Change>,
}

impl Listener {
    fn of(ctx: &Context<'_>) -> Self {
        Self { watcher: Watcher::of(ctx), changes: ctx.req().app.feed.listen() }
    }

    /// The next change of any case; `None` when the server stops, and when hints were missed: the subscription then ends,
    /// and who listens begins anew with what is true by then.
    async fn next(&mut self) -> Option<Change> {
        self.changes.recv().await.ok()
    }
}

/// Somebody who listens.
pub struct Watcher {
    /// What lives as long as the server.
    pub app: Arc<App>,
    /// Who it was when they began.
    pub person: Option<PersonId>,
    credential: Option<Credential>,
}

impl Watcher {
    /// Who asked for this subscription.
    pub fn of(ctx: &Context<'_>) -> Self {
        let req = ctx.req();
        Self {
            app: Arc::clone(&req.app),
            person: req.viewer.person_id(),
            credential: ctx.data_opt::<Caller>().map(|caller| caller.credential.clone()),
        }
    }

    /// Who listens, with the roles of this moment.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn viewer(&self) -> Result<Viewer> {
        match (&self.credential, self.person) {
            (Some(credential), _) => auth::viewer_now(&self.app, credential).await,
            (None, Some(id)) => Ok(PersonViewer::load(&self.app.db, id).await?.map_or(Viewer::Nobody, Viewer::Person)),
            (None, None) => Ok(Viewer::Nobody),
        }
    }
}

/// What the viewer is told of a change; nothing when that can't be found out.
async fn case_hint(listener: &Listener, told: &mut Told, change: Change) -> Option<CaseChange> {
    let Change { kind, case_id: id, version, .. } = change;
    let viewer = listener.watcher.viewer().await.ok()?;
    if sees(&listener.watcher.app, &viewer, id).await.ok()? {
        told.remember(id, version);
        return Some(CaseChange { kind, id, version });
    }
    told.forget(id).map(|version| CaseChange { kind: ChangeKind::Hidden, id, version })
}

async fn involvement_hint(listener: &Listener, change: Change) -> Option<InvolvementChange> {
    let Change { kind, case_id, version, .. } = change;
    let id = change.involvement_id?;
    let viewer = listener.watcher.viewer().await.ok()?;
    let visible = policy::cases::visible_involvements(&viewer).filter(involvement::Column::Id.eq(id));
    if visible.count(&listener.watcher.app.db).await.ok()? == 0 {
        return None;
    }
    let case_id = sees(&listener.watcher.app, &viewer, case_id).await.ok()?.then_some(case_id);
    Some(InvolvementChange { kind, id, case_id, version })
}

async fn sees(app: &App, viewer: &Viewer, id: CaseId) -> Result<bool> {
    let visible = policy::cases::visible(viewer).filter(case::Column::Id.eq(id));
    Ok(visible.count(&app.db).await? > 0)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_was_told_longest_ago_is_forgotten() {
        let case = |number: usize| CaseId(Uuid::from_u128(number as u128));
        let mut told = Told::default();
        (0..MOST).for_each(|number| told.remember(case(number), 1));
        told.remember(case(0), 2);
        told.remember(case(MOST), 1);
        assert_eq!(told.versions.len(), MOST);
        assert_eq!([0, 1, 2, MOST].map(|number| told.forget(case(number))), [Some(2), None, Some(1), Some(1)]);
    }
}
