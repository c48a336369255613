//! Tells somebody that their notices changed, with who they are at that moment.

use async_graphql::{Context, SimpleObject, Subscription};
use entities::{PersonId, notice};
use futures_util::{Stream, stream};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};
use tokio::sync::broadcast::Receiver;

use crate::{cases::subscriptions::Watcher, context::Req, error::Result, policy};

/// Changes of one's own notices. Hints: fetch what changed.
#[derive(Default)]
pub struct NoticeSubscriptions;

/// That the viewer's notices changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
pub struct NoticesChange {
    /// How many they didn't see yet.
    pub unseen_notice_count: i32,
}

#[Subscription]
impl NoticeSubscriptions {
    /// That the viewer was told something, or saw it on another screen.
    #[expect(clippy::unused_async, reason = "a subscription is asked for")]
    async fn notices_changed(&self, ctx: &Context<'_>) -> Result<impl Stream<Item = NoticesChange> + use<>> {
        let watcher = Watcher::of(ctx);
        let people = ctx.req().app.feed.listen_to_people();
        Ok(stream::unfold((watcher, people), |(watcher, mut people)| async move {
            loop {
                let person = next(&mut people).await?;
                if let Some(change) = change(&watcher, person).await {
                    return Some((change, (watcher, people)));
                }
            }
        }))
    }
}

/// The next person whose notices changed; `None` when the server stops, and when hints were missed: the subscription then ends,
/// and who listens begins anew with what is true by then.
async fn next(people: &mut Receiver<PersonId>) -> Option<PersonId> {
    people.recv().await.ok()
}

async fn change(watcher: &Watcher, person: PersonId) -> Option<NoticesChange> {
    if watcher.person != Some(person) {
        return None;
    }
    let viewer = watcher.viewer().await.ok()?;
    viewer.person_id()?;
    let unseen = policy::notices::visible(&viewer).filter(notice::Column::SeenAt.is_null());
    let count = unseen.count(&watcher.app.db).await.ok()?;
    Some(NoticesChange { unseen_notice_count: i32::try_from(count).unwrap_or(i32::MAX) })
}
