//! Many messages through the same work on all processors: read ahead, worked on side by side, taken in their order.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use anyhow::Context;

use super::Stop;
use crate::email::RawEmail;
use crate::inputs::InputError;

/// Messages that a thread takes at once: few, so that no thread waits long for another at the end, and enough that they
/// seldom wait for the reading.
const BATCH: usize = 8;
/// A batch ends earlier where its messages are large.
const BATCH_BYTES: usize = 1 << 20;
/// Batches for each thread that are worked on or wait for an earlier one.
const AHEAD: usize = 4;

/// More threads than any machine has processors only cost memory.
const MOST_JOBS: usize = 256;

type Message = Result<RawEmail, InputError>;

/// Does `work` on every message, `jobs` at once (`None`: one for each processor), and hands each result to `take` in the
/// order of the messages. What is held is bounded, however many messages there are.
///
/// # Errors
///
/// With what `take` fails with, at once; and where no threads can be had.
///
/// # Panics
///
/// Where `work` does, after the threads have ended.
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
    let jobs = jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get).min(MOST_JOBS);
    if jobs == 1 {
        return messages.map(work).try_for_each(take);
    }
    let (done, results) = mpsc::channel::<(usize, thread::Result<Vec<T>>)>();
    // Who reads a batch uses up a permit, and it is given back when the batch was taken.
    let (give_back, permits) = mpsc::channel();
    (0..jobs * AHEAD).for_each(|_| give_back.send(()).unwrap_or_default());
    let source = Mutex::new((messages.fuse(), 0_usize, permits));
    let (source, work) = (&source, &work);
    // An error or a panic drops what the threads send to and take permits from, which ends them.
    thread::scope(move |scope| {
        for _ in 0..jobs {
            let done = done.clone();
            let thread = thread::Builder::new().spawn_scoped(scope, move || {
                while let Some((place, batch)) = next_batch(source) {
                    let worked = panic::catch_unwind(AssertUnwindSafe(|| batch.into_iter().map(work).collect()));
                    // Nobody takes any more: the run has ended.
                    if done.send((place, worked)).is_err() {
                        return;
                    }
                }
            });
            thread.context("cannot start threads")?;
        }
        drop(done);
        let mut early = BTreeMap::new();
        let mut due = 0;
        for (place, worked) in results {
            early.insert(place, worked);
            while let Some(worked) = early.remove(&due) {
                due += 1;
                let worked = worked.unwrap_or_else(|panic| panic::resume_unwind(panic));
                worked.into_iter().try_for_each(&mut take)?;
                // Without a thread that reads there is nothing more to permit.
                give_back.send(()).unwrap_or_default();
            }
        }
        Ok(())
    })
}

/// The messages, how many batches were read, and the permits to read one.
type Source<I> = (std::iter::Fuse<I>, usize, mpsc::Receiver<()>);

/// The next messages with their place among the batches; `None` after the last, and when nobody takes them any more.
fn next_batch<I: Iterator<Item = Message>>(source: &Mutex<Source<I>>) -> Option<(usize, Vec<Message>)> {
    // Where a reader panicked the run ends with its panic; until then the others go on behind it.
    let mut source = source.lock().unwrap_or_else(PoisonError::into_inner);
    let (messages, read, permits) = &mut *source;
    permits.recv().ok()?;
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        let Some(message) = messages.next() else { break };
        bytes += message.as_ref().map_or(0, |raw| raw.bytes.len());
        batch.push(message);
    }
    let place = *read;
    *read += 1;
    (!batch.is_empty()).then_some((place, batch))
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
    fn a_panic_of_the_work_ends_the_run() {
        let work = |message: Message| {
            let index = message.ok().and_then(|raw| raw.origin.index);
            assert_ne!(index, Some(100), "work fails here");
        };
        let run = || through(messages(100_000), NonZeroUsize::new(2), work, |()| Ok(())).is_ok();
        assert!(panic::catch_unwind(AssertUnwindSafe(run)).is_err());
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
