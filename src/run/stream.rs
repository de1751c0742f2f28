//! Many messages through the same work on all processors: read ahead, worked on side by side, taken in their order.

use std::num::NonZeroUsize;
use std::sync::mpsc;

use anyhow::Context;
use rayon::prelude::*;

use super::Stop;
use crate::email::RawEmail;
use crate::inputs::InputError;

/// Messages that are worked on together: enough to keep every processor busy, little to hold.
const CHUNK: usize = 64;
/// A chunk ends earlier where its messages are large.
const CHUNK_BYTES: usize = 16 << 20;
/// Chunks that wait to be taken while the next is worked on.
const WAITING: usize = 2;

type Message = Result<RawEmail, InputError>;

/// Does `work` on every message, `jobs` at once (`None`: one for each processor), and hands each result to `take` in the
/// order of the messages. What is held is bounded, however many messages there are.
///
/// # Errors
///
/// With what `take` fails with, at once; and where no threads can be had.
pub(super) fn through<T: Send>(
    mut messages: impl Iterator<Item = Message> + Send,
    jobs: Option<NonZeroUsize>,
    work: impl Fn(Message) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), Stop>,
) -> Result<(), Stop> {
    // One message is worth no threads.
    let Some(first) = messages.next() else { return Ok(()) };
    let Some(second) = messages.next() else { return take(work(first)) };
    let messages = [first, second].into_iter().chain(messages);
    if jobs == Some(NonZeroUsize::MIN) {
        return messages.map(work).try_for_each(take);
    }
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.map_or(0, NonZeroUsize::get))
        .build()
        .context("cannot start threads")?;
    let (send, receive) = mpsc::sync_channel::<Vec<T>>(WAITING);
    std::thread::scope(|scope| {
        let work = &work;
        scope.spawn(move || {
            let mut messages = messages;
            loop {
                let chunk = chunk(&mut messages);
                if chunk.is_empty() {
                    return;
                }
                let done = threads.install(|| chunk.into_par_iter().map(work).collect());
                // Nobody takes any more: the run has ended.
                if send.send(done).is_err() {
                    return;
                }
            }
        });
        receive.into_iter().flatten().try_for_each(&mut take)
    })
}

fn chunk(messages: &mut impl Iterator<Item = Message>) -> Vec<Message> {
    let mut chunk = Vec::new();
    let mut bytes = 0;
    while chunk.len() < CHUNK && bytes < CHUNK_BYTES {
        let Some(message) = messages.next() else { break };
        bytes += message.as_ref().map_or(0, |raw| raw.bytes.len());
        chunk.push(message);
    }
    chunk
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::Origin;

    fn messages(count: usize) -> impl Iterator<Item = Message> {
        (0..count).map(|index| {
            let origin = Origin { path: None, index: Some(index) };
            Ok(RawEmail { bytes: vec![b'x'; 10], origin, envelope: None })
        })
    }

    #[test]
    fn results_come_in_the_order_of_the_messages() {
        for (count, jobs) in [(0, None), (1, None), (2, None), (500, None), (500, NonZeroUsize::new(1))] {
            let mut taken = Vec::new();
            let index = |message: Message| message.ok().and_then(|raw| raw.origin.index);
            through(messages(count), jobs, index, |index| {
                taken.push(index);
                Ok(())
            })
            .expect("taken");
            assert_eq!(taken, (0..count).map(Some).collect::<Vec<_>>(), "{count} {jobs:?}");
        }
    }

    #[test]
    fn where_nothing_is_taken_any_more_the_work_ends() {
        let mut taken = 0;
        let ended = through(
            messages(100_000),
            None,
            |_| (),
            |()| {
                taken += 1;
                if taken == 3 { Err(Stop::Start(anyhow::anyhow!("enough"))) } else { Ok(()) }
            },
        );
        assert!(ended.is_err());
        assert_eq!(taken, 3);
    }
}
