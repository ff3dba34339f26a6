//! The pages. `pages()` is the list from which the server builds its routes and which tests walk.

mod ended;
mod enrol;
mod home;
mod index;
mod move_enrolment;
mod not_me;
mod not_me_done;
mod other_way;
mod pass;
mod paused;
mod prove;
mod recover;
mod sent;
mod sign_out;
mod try_it;
mod you_are_back;

// approvals, desk, methods, sessions:
mod add_method;
mod approvals;
mod desk;
mod half;
mod method;
mod review;
mod sessions;

use crate::page::Page;

/// Every page. To add one: its file, its `mod` line and its line here.
static PAGES: &[Page] = &[
    index::PAGE,
    sign_out::PAGE,
    prove::PAGE,
    pass::PAGE,
    paused::PAGE,
    recover::PAGE,
    other_way::PAGE,
    sent::PAGE,
    ended::PAGE,
    enrol::PAGE,
    move_enrolment::PAGE,
    try_it::PAGE,
    you_are_back::PAGE,
    not_me::PAGE,
    not_me_done::PAGE,
    // approvals, desk, methods, sessions:
    approvals::PAGE,
    review::PAGE,
    half::PAGE,
    add_method::PAGE,
    method::PAGE,
    sessions::PAGE,
    desk::queue::PAGE,
    desk::raise::PAGE,
    desk::request::PAGE,
];

/// Every page of the portal.
pub fn pages() -> &'static [Page] {
    PAGES
}
