//! When the loaders read: once everything that is asked at the same moment has been asked.
//!
//! What a request reads, it reads in its own task. Elsewhere a loader would begin while the request is still asking, and on
//! a busy machine read in two goes what could be read in one.

use std::{cell::RefCell, future::poll_fn, task::Poll};

use futures_util::{
    future::BoxFuture,
    stream::{FuturesUnordered, StreamExt},
};

tokio::task_local! {
    /// What the loaders are to read for the request of this task, and have not begun with.
    static WAITING: RefCell<Vec<BoxFuture<'static, ()>>>;
}

/// Begins to read for the loaders: with the request of this task, or by itself where nobody waits for it together.
pub fn begin(reading: BoxFuture<'static, ()>) {
    let mut reading = Some(reading);
    let _ = WAITING.try_with(|waiting| waiting.borrow_mut().extend(reading.take()));
    if let Some(alone) = reading {
        tokio::spawn(alone);
    }
}

/// Does this work, and in between what the loaders are to read for it.
pub fn together<T>(work: impl Future<Output = T> + Send) -> impl Future<Output = T> + Send {
    let mut work = Box::pin(work);
    let mut readings = FuturesUnordered::new();
    let both = poll_fn(move |cx| {
        loop {
            if let Poll::Ready(done) = work.as_mut().poll(cx) {
                return Poll::Ready(done);
            }
            readings.extend(WAITING.with(RefCell::take));
            let mut has_read = false;
            while let Poll::Ready(Some(())) = readings.poll_next_unpin(cx) {
                has_read = true;
            }
            if !has_read {
                return Poll::Pending;
            }
        }
    });
    WAITING.scope(RefCell::default(), both)
}

#[cfg(test)]
mod tests {
    use std::{
        collections::HashMap,
        convert::Infallible,
        sync::{
            Arc,
            atomic::{AtomicUsize, Ordering},
        },
        thread,
        time::Duration,
    };

    use async_graphql::dataloader::{DataLoader, HashMapCache, Loader};
    use futures_util::future::join_all;

    use super::{begin, together};

    /// Counts how often it reads.
    struct Doubles(Arc<AtomicUsize>);

    impl Loader<u32> for Doubles {
        type Value = u32;
        type Error = Infallible;

        async fn load(&self, keys: &[u32]) -> Result<HashMap<u32, u32>, Infallible> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Ok(keys.iter().map(|key| (*key, 2 * key)).collect())
        }
    }

    /// Asks for ten numbers at one moment, and for what comes of each after that. Every asking takes longer than a loader
    /// waits.
    async fn ask(loader: &DataLoader<Doubles, HashMapCache>) -> Vec<Option<u32>> {
        join_all((1..=10).map(async |number| {
            thread::sleep(Duration::from_millis(3));
            let double = loader.load_one(number).await.ok()??;
            thread::sleep(Duration::from_millis(3));
            loader.load_one(100 * double).await.ok()?
        }))
        .await
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_is_asked_at_one_moment_is_read_at_once() {
        let reads = Arc::new(AtomicUsize::new(0));
        let loader = DataLoader::with_cache(Doubles(Arc::clone(&reads)), begin, HashMapCache::default());
        let expected: Vec<_> = (1..=10).map(|number| Some(400 * number)).collect();
        assert_eq!(together(ask(&loader)).await, expected);
        assert_eq!(reads.load(Ordering::Relaxed), 2);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn whoever_asks_alone_is_answered_too() {
        let loader = DataLoader::with_cache(Doubles(Arc::default()), begin, HashMapCache::default());
        assert_eq!(loader.load_one(21).await, Ok(Some(42)));
    }
}
