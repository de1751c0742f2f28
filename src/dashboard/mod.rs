//! The note that shows what is due without a terminal, and the table of the mail notes.

pub mod base;
mod charts;
mod lists;
mod region;

use chrono::NaiveDate;

use crate::note::safe::{NoteLink, Owner, Page, TaskText};
use crate::score::Priority;

pub use region::{Region, fresh, refreshed};

/// What a dashboard says of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub text: TaskText,
    pub owner: Option<Owner>,
    pub due: Option<NaiveDate>,
    /// Where the line has none, medium.
    pub priority: Priority,
    pub note: NoteLink,
}

/// The open tasks, in the order in which they are listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    pub overdue: Vec<Item>,
    pub week: Vec<Item>,
    pub high: Vec<Item>,
    pub waiting: Vec<Item>,
    /// Title and tasks; a task without a cluster is in none.
    pub clusters: Vec<(TaskText, Vec<Item>)>,
    /// Every open task.
    pub all: Vec<Item>,
}

/// How tasks are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lists {
    /// As entries with links, which are as old as the last refresh.
    Plain,
    /// As queries of the Tasks plugin, which are always new; `me` are the names of the user.
    Queries { me: Vec<Owner> },
}

/// What stands in each region, `today` being the day of the refresh.
pub fn regions(board: &Board, lists: &Lists, today: NaiveDate) -> Vec<(Region, Page)> {
    let page = |region: Region| match region {
        Region::Deadlines => charts::deadlines(&board.all, today),
        Region::Priorities => charts::priorities(&board.all),
        _ => match lists {
            Lists::Plain => lists::plain(board, region),
            Lists::Queries { me } => lists::query(me, region),
        },
    };
    Region::ALL.into_iter().map(|region| (region, page(region))).collect()
}
