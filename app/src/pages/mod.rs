//! The pages. `pages()` is the list from which the server builds its routes and which tests walk.

mod ended;
mod enrol;
mod home;
mod index;
pub(crate) mod last_resort;
mod move_enrolment;
mod not_me;
mod not_me_done;
mod other_way;
mod pass;
mod paused;
mod prove;
pub mod readiness;
mod recover;
mod recover_codes;
mod sent;
mod sent_code;
mod sign_out;
mod try_it;
mod you_are_back;

// approvals, desk, methods, sessions:
mod add_method;
mod approvals;
mod backups;
mod desk;
pub mod devices;
mod drills;
mod half;
mod joiners;
mod leavers;
mod method;
mod review;
mod runbooks;
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
    sent_code::PAGE,
    recover_codes::PAGE,
    ended::PAGE,
    enrol::PAGE,
    move_enrolment::PAGE,
    try_it::PAGE,
    you_are_back::PAGE,
    not_me::PAGE,
    not_me_done::PAGE,
    last_resort::PAGE,
    // approvals, desk, methods, sessions:
    approvals::PAGE,
    review::PAGE,
    drills::own::PAGE,
    drills::review::PAGE,
    half::PAGE,
    add_method::PAGE,
    backups::app::PAGE,
    backups::codes::PAGE,
    backups::phone::PAGE,
    backups::trying::PAGE,
    method::PAGE,
    sessions::PAGE,
    devices::list::PAGE,
    devices::add::PAGE,
    devices::device::PAGE,
    runbooks::begin::PAGE,
    runbooks::own::PAGE,
    runbooks::desk_list::PAGE,
    runbooks::desk_begin::PAGE,
    runbooks::desk_one::PAGE,
    readiness::what_if::PAGE,
    readiness::team::PAGE,
    readiness::desk::PAGE,
    joiners::list::PAGE,
    joiners::add::PAGE,
    leavers::find::PAGE,
    leavers::one::PAGE,
    desk::queue::PAGE,
    desk::raise::PAGE,
    desk::request::PAGE,
];

/// Every page of the portal.
pub fn pages() -> &'static [Page] {
    PAGES
}
