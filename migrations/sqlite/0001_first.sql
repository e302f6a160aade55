-- The first schema: everything from "Add a new partner" to "activated".
--
-- Ids are UUIDs made by the server. Times are microseconds since 1970 (UTC), always bound, never
-- defaulted here. A column that ends in _at is a fact: null until it happened. A column that ends in
-- _key is the folded form in which its neighbour is compared, searched or sorted. What follows from a row
-- alone and is asked for often is a generated column, so that it is said once, for indexes and updates too.

-- The organisation that runs this Gangway: exactly one row, made when the first owner sets up.
create table organisation (
    id               integer not null primary key check (id = 1),
    name             text not null,
    -- Where replies to mail go; empty: to whoever invites.
    reply_to         text not null default '',
    -- How long invitations last that are made from now on: an hour to 30 days.
    invitation_hours integer not null default 168 check (invitation_hours between 1 and 720),
    accent           text not null default 'teal',
    -- What people are written to in who have no language of their own.
    language         text not null default 'en',
    -- The zone (IANA) in which times are chosen.
    time_zone        text not null default 'UTC',
    -- When the checklist of what to do first was hidden; null as long as it is shown.
    checklist_closed_at integer,
    -- What contacts read first in the portal, in Markdown.
    welcome          text not null default '',
    -- Counts changes, so that nobody overwrites a colleague's unseen.
    version          integer not null default 1,
    created_at       integer not null
) strict;

-- The organisation's logo: at most one row.
create table logo (
    id         integer not null primary key check (id = 1),
    -- The SHA-256 of the content, in hex: another picture has another address.
    hash       text not null,
    kind       text not null check (kind in ('png', 'jpeg', 'webp')),
    width      integer not null,
    height     integer not null,
    content    blob not null,
    created_at integer not null
) strict;

-- Partner statuses. Indicative: nothing is granted or removed by them.
create table status (
    id          blob not null primary key,
    name        text not null,
    name_key    text not null unique,
    tone        text not null check (tone in ('success', 'warning', 'critical', 'info', 'neutral')),
    -- What a new partner gets when nothing else is said; one at most.
    is_default  integer not null default 0,
    -- What staff are offered when a partner gets it; empty for nothing.
    rule        text not null default '' check (rule in ('', 'invite', 'remove')),
    position    integer not null,
    -- Not offered any more, but shown where it is in use.
    archived_at integer
) strict;
create unique index status_default on status (is_default) where is_default;

-- Partner programs; a partner may be in none, one or several.
create table program (
    id          blob not null primary key,
    name        text not null,
    name_key    text not null unique,
    position    integer not null,
    -- Whether managers of its partners may invite colleagues, and until how many contacts have access; null
    -- for no end. Of several programs of a partner the most generous counts.
    managers_invite integer not null default 0,
    seats       integer check (seats between 1 and 100),
    -- What its partners read about it in the portal, in Markdown.
    description text not null default '',
    -- Not offered any more, but shown where it is in use.
    archived_at integer
) strict;

-- Companies in the programme.
create table partner (
    id          blob not null primary key,
    name        text not null,
    -- With its scheme, or empty.
    website     text not null default '',
    -- Lower case: sorts the list.
    name_key    text not null,
    -- Without legal form and punctuation: finds look-alikes.
    company_key text not null,
    -- Name, website, contacts' names and addresses in lower case: what the search box looks through.
    search_key  text not null,
    -- What the list is sorted by where it goes by its main contact.
    contact_key text not null,
    status_id   blob not null references status (id),
    -- The rule of the status it got last, until staff followed or declined it.
    offer       text not null default '',
    -- The spreadsheet it came with, which may be forgotten by now.
    import_id   blob,
    -- The colleague whom its contacts turn to: whoever added it, until staff choose another. Without a foreign key,
    -- because person refers to partner; the row of a colleague stays anyway.
    contact_person_id blob,
    -- Counts changes, so that nobody overwrites a colleague's unseen.
    version     integer not null,
    created_at  integer not null
) strict;
create index partner_by_name on partner (name_key, id);
create index partner_by_created on partner (created_at, id);
create index partner_by_import on partner (import_id);
create index partner_by_company on partner (company_key);

create table partner_program (
    partner_id blob not null references partner (id) on delete cascade,
    program_id blob not null references program (id),
    primary key (partner_id, program_id)
) strict;

-- Email domains at which the managers of a partner invite colleagues at once: those of addresses that staff entered, as
-- staff changed them. Contacts change nothing here, whatever becomes of their addresses.
create table partner_domain (
    partner_id blob not null references partner (id) on delete cascade,
    -- In lower case; subdomains are domains of their own.
    domain     text not null,
    -- Staff took it off the list: an address that they enter later does not put it back.
    removed_at integer,
    primary key (partner_id, domain)
) strict;

-- Everybody with an address: staff (no partner) and the contacts of partners.
create table person (
    id            blob not null primary key,
    partner_id    blob references partner (id) on delete cascade,
    role          text not null check (role in ('owner', 'admin', 'viewer', 'contact')),
    -- The main contact of the partner.
    is_main       integer not null,
    -- What a contact may do in the portal.
    portal_role   text check (portal_role in ('manager', 'member')),
    first_name    text not null,
    -- Empty for people with one name.
    last_name     text not null,
    -- As typed; email_key, in lower case, is what is unique and what people sign in with.
    email         text not null,
    email_key     text not null unique,
    job_title     text not null,
    phone         text not null,
    -- What they are written to in; empty for the organisation's language.
    language      text not null default '',
    -- Null means no access: nobody signs in and no link works. Of a colleague who was removed the row
    -- stays with the name alone, because what they did goes on naming them; email_key is the id then.
    access_at     integer,
    -- Null until a password was chosen by link.
    activated_at  integer,
    password_hash text,
    -- When they used Gangway last, within a few minutes.
    last_seen_at  integer,
    -- What they chose to see of the list of partners; empty for what everyone sees.
    list_view     text not null default '',
    created_at    integer not null,
    name          text not null generated always as (trim(first_name || ' ' || last_name)) stored,
    -- Has access and chose a password, so they can sign in.
    is_active     integer not null
        generated always as (access_at is not null and activated_at is not null) stored,
    check ((role = 'contact') = (partner_id is not null)),
    check ((portal_role is null) = (partner_id is null)),
    check (password_hash is null or activated_at is not null),
    check (activated_at is null or access_at is not null)
) strict;
create index person_by_partner on person (partner_id);
create unique index person_main_contact on person (partner_id) where is_main;

-- A manager of a partner asks for a colleague; staff approve or decline.
create table colleague_request (
    id          blob not null primary key,
    partner_id  blob not null references partner (id) on delete cascade,
    asked_by    blob references person (id) on delete set null,
    first_name  text not null,
    last_name   text not null,
    email       text not null,
    email_key   text not null,
    job_title   text not null,
    -- Of a domain at which managers invite at once: they see an invited colleague, and not that the address signs in
    -- elsewhere.
    seems_invited integer not null,
    created_at  integer not null,
    approved_at integer,
    declined_at integer,
    -- Waits for staff.
    is_open     integer not null generated always as (approved_at is null and declined_at is null) stored
) strict;
create index colleague_request_by_partner on colleague_request (partner_id, created_at);
create unique index colleague_request_open on colleague_request (partner_id, email_key)
    where is_open;

-- The terms that partners accept as they activate: each version as it was written, never changed. The newest
-- counts; an empty one ends them, and nothing is asked from then on.
create table terms_version (
    number     integer not null primary key,
    body       text not null,
    written_by blob references person (id) on delete set null,
    created_at integer not null
) strict;

-- Who accepted which version. Whoever gets access again accepts again.
create table terms_acceptance (
    person_id   blob not null references person (id) on delete cascade,
    version     integer not null references terms_version (number),
    accepted_at integer not null,
    primary key (person_id, accepted_at)
) strict;
create index terms_acceptance_by_version on terms_acceptance (version);

-- Email templates: data, never code. Of invitations there may be several; of every other kind there is one.
create table email_template (
    id         blob not null primary key,
    kind       text not null,
    name       text not null,
    name_key   text not null unique,
    is_default integer not null,
    -- Counts its changes.
    version    integer not null,
    created_at integer not null,
    updated_at integer not null
) strict;
create unique index email_template_default on email_template (kind) where is_default;

-- Its words in one language: those in use (is_current), and earlier ones, to which messages refer that
-- were sent. Without template_id, of a template that was deleted.
create table email_template_text (
    id          blob not null primary key,
    template_id blob references email_template (id) on delete set null,
    -- The template's kind, name and version when they were written.
    kind        text not null,
    name        text not null,
    version     integer not null,
    language    text not null,
    subject     text not null,
    body        text not null,
    is_current  integer not null
) strict;
create unique index email_template_text_current on email_template_text (template_id, language) where is_current;

-- The promise to one person at one address. Its state is computed from the facts.
create table invitation (
    id            blob not null primary key,
    -- Null only for the set-up of the first owner, who does not exist yet.
    person_id     blob references person (id) on delete cascade,
    purpose       text not null check (purpose in ('activation', 'set_up')),
    email         text not null,
    -- Null for the default template, and once the template is deleted: then the default words it.
    template_id   blob references email_template (id) on delete set null,
    invited_by    blob references person (id) on delete set null,
    created_at    integer not null,
    expires_at    integer not null,
    accepted_at   integer,
    revoked_at    integer,
    superseded_at integer,
    -- Neither used nor ended; it may have expired.
    is_live       integer not null
        generated always as (accepted_at is null and revoked_at is null and superseded_at is null) stored,
    check ((purpose = 'set_up') = (person_id is null))
) strict;
create index invitation_by_person on invitation (person_id, created_at);
create index invitation_by_template on invitation (template_id);
create unique index invitation_live on invitation (person_id) where is_live;
create unique index invitation_set_up on invitation (purpose) where purpose = 'set_up' and is_live;

-- A request to choose a new password, bound to the address it was made for.
create table password_reset (
    id         blob not null primary key,
    person_id  blob not null references person (id) on delete cascade,
    email      text not null,
    created_at integer not null,
    expires_at integer not null,
    -- Set when used, or when anything made it void.
    ended_at   integer
) strict;
create index password_reset_by_person on password_reset (person_id);

-- Somebody is to sign in with another address. It counts once the new address confirms it, by link and
-- with the password; until then the old one does.
create table address_change (
    id            blob not null primary key,
    person_id     blob not null references person (id) on delete cascade,
    -- The address it replaces, and the new one as typed.
    old_email     text not null,
    email         text not null,
    asked_by      blob references person (id) on delete set null,
    created_at    integer not null,
    expires_at    integer not null,
    confirmed_at  integer,
    superseded_at integer,
    cancelled_at  integer,
    -- Waits to be confirmed; it may have expired.
    is_pending    integer not null
        generated always as (confirmed_at is null and superseded_at is null and cancelled_at is null) stored
) strict;
create index address_change_by_person on address_change (person_id, created_at);
create unique index address_change_live on address_change (person_id) where is_pending;

-- Somebody opened the link of an invitation and says it is not for them.
create table activation_report (
    id            blob not null primary key,
    invitation_id blob not null references invitation (id) on delete cascade,
    at            integer not null,
    comment       text not null
) strict;
create index activation_report_by_invitation on activation_report (invitation_id, at);

-- What a person is told about their account, without a link.
create table security_notice (
    id         blob not null primary key,
    person_id  blob not null references person (id) on delete cascade,
    kind       text not null,
    -- Who did it, or with which browser.
    actor      text not null,
    -- The role, or the new owner's name.
    detail     text not null,
    created_at integer not null
) strict;
create index security_notice_by_person on security_notice (person_id, created_at);

-- Messages and their delivery. Holds ids only: the link is minted when it is sent.
create table queued_email (
    id                blob not null primary key,
    invitation_id     blob references invitation (id) on delete cascade,
    password_reset_id blob references password_reset (id) on delete cascade,
    report_id         blob references activation_report (id) on delete cascade,
    address_change_id blob references address_change (id) on delete cascade,
    -- Of an address change: what the old address is told; null for the mail to the new one, with the link.
    address_notice    text check (address_notice in ('asked', 'changed')),
    security_notice_id blob references security_notice (id) on delete cascade,
    state             text not null
        check (state in ('queued', 'sending', 'accepted', 'filed', 'failed', 'cancelled')),
    -- Stays the same over all attempts, so that a duplicate can be recognised.
    message_id        text not null,
    attempts          integer not null,
    -- Grows with every claim; a worker that was overtaken cannot complete the row.
    fence             integer not null,
    -- When the next attempt is due; while sending, when the lease of its worker ends.
    due_at            integer not null,
    -- When it was tried first; null before, and again after a pause.
    tried_since integer,
    -- When staff asked for it to be sent, if later than at once.
    scheduled_at integer,
    -- For the limits: the SHA-256 of the mailbox it is for, who caused it, and the partner whose contact did.
    recipient_key     blob not null,
    asker             text not null check (asker in ('staff', 'contact', 'visitor')),
    asking_partner_id blob,
    -- Plain words of whoever invites, above those of the template.
    note              text not null default '',
    -- The mail server's last words.
    reply             text not null,
    created_at        integer not null,
    finished_at       integer,
    -- How far it has come, as the queue's page tells it.
    stage             text not null generated always as (
        case
            when state = 'accepted' then 'sent'
            when state in ('filed', 'failed', 'cancelled') then state
            when state = 'queued' and attempts > 0 then 'retrying'
            when state = 'queued' and scheduled_at is not null then 'planned'
            else 'waiting'
        end
    ) stored,
    -- Told in any case: it is about the safety of an account, and has no link.
    is_notice         integer not null
        generated always as (address_notice is not null or security_notice_id is not null) stored,
    -- It is about one of them at most: of what comes with later columns, about none.
    check (
        (case when invitation_id is null then 0 else 1 end)
        + (case when password_reset_id is null then 0 else 1 end)
        + (case when report_id is null then 0 else 1 end)
        + (case when address_change_id is null then 0 else 1 end)
        + (case when security_notice_id is null then 0 else 1 end) <= 1
    ),
    check (address_notice is null or address_change_id is not null)
) strict;
-- New ones before those that are tried again, each in the order in which they are due.
create index queued_email_due on queued_email ((case attempts when 0 then 0 else 1 end), due_at, id)
    where state in ('queued', 'sending');
create index queued_email_by_created on queued_email (created_at, id);
create index queued_email_by_recipient on queued_email (recipient_key, created_at);
create index queued_email_by_partner on queued_email (asking_partner_id, created_at);
create index queued_email_unasked on queued_email (created_at) where asker <> 'staff';
create index queued_email_by_invitation on queued_email (invitation_id);
create index queued_email_by_password_reset on queued_email (password_reset_id);
create index queued_email_by_security_notice on queued_email (security_notice_id);
create index queued_email_by_report on queued_email (report_id);
create index queued_email_by_address_change on queued_email (address_change_id);

-- Why nothing is sent right now; at most one row.
create table email_pause (
    id      integer not null primary key check (id = 1),
    at      integer not null,
    -- Who paused it, or what the mail server answered to our sign-in.
    why     text not null,
    -- When sending is tried again by itself; null where somebody paused it, who also has to resume it.
    ends_at integer
) strict;

-- The mail server that an owner entered; at most one row. SMTP_URL counts before it.
create table mail_server (
    id          integer not null primary key check (id = 1),
    -- Another one with each change.
    version     blob not null,
    host        text not null,
    port        integer not null,
    encryption  text not null check (encryption in ('tls', 'starttls', 'none')),
    -- User and password, sealed with the key in the data folder; null where it asks for none.
    credentials blob,
    sender_name text not null,
    sender      text not null
) strict;

-- Each try to hand a message over.
create table email_attempt (
    email_id     blob not null references queued_email (id) on delete cascade,
    number      integer not null,
    address     text not null,
    started_at  integer not null,
    finished_at integer,
    outcome     text not null,
    -- What the message became with it; null while under way, or where nobody knows.
    state       text check (state in ('accepted', 'filed', 'failed', 'queued')),
    -- The SHA-256 of what stays the same of a refusal that could be about us, to tell whether others got it, too.
    refusal     blob,
    -- What worded it, and what the placeholders stood for, without the link: to read it as it was sent.
    text_id    blob references email_template_text (id),
    filled      text not null default '',
    primary key (email_id, number)
) strict;
create index email_attempt_by_text on email_attempt (text_id);
create index email_attempt_by_start on email_attempt (started_at);
create index email_attempt_by_end on email_attempt (finished_at);

-- Links. Only the SHA-256 of the secret is kept; what it opens says what it is for.
create table token (
    hash              blob not null primary key,
    invitation_id     blob references invitation (id) on delete cascade,
    password_reset_id blob references password_reset (id) on delete cascade,
    address_change_id blob references address_change (id) on delete cascade,
    -- The way it went out: a mail we sent, or a link somebody passes on.
    channel           text not null check (channel in ('mail', 'link', 'console')),
    created_by        blob references person (id) on delete set null,
    created_at        integer not null,
    -- It opens one of them at most: of what comes with later columns, none.
    check (
        (case when invitation_id is null then 0 else 1 end)
        + (case when password_reset_id is null then 0 else 1 end)
        + (case when address_change_id is null then 0 else 1 end) <= 1
    )
) strict;
create index token_by_invitation on token (invitation_id);
create index token_by_password_reset on token (password_reset_id);
create index token_by_address_change on token (address_change_id);

-- Browsers that are signed in. Only the SHA-256 of the cookie's secret is kept.
create table session (
    id           blob not null primary key,
    hash         blob not null unique,
    person_id    blob not null references person (id) on delete cascade,
    browser      text not null,
    created_at   integer not null,
    last_seen_at integer not null,
    expires_at   integer not null,
    -- When its person gave their password last, which some changes need.
    confirmed_at integer not null,
    -- When the browser was given this secret; the one before works until the new one is in use.
    rotated_at   integer not null,
    previous_hash blob,
    previous_until integer
) strict;
create index session_by_previous on session (previous_hash) where previous_hash is not null;
create index session_by_person on session (person_id);

-- Passwords that were tried, right or wrong, so that guessing stays slow. All but the time are hashes.
create table login_attempt (
    id      blob not null primary key,
    at      integer not null,
    account blob not null,
    -- The known browser, session or link that has tries of its own; empty for strangers, who share theirs.
    pass    blob not null,
    -- The networks of a stranger: an IPv4 address, or the /64, /56 and /48 of an IPv6 address; null where they say
    -- nothing about who asks.
    network blob,
    site    blob,
    region  blob
) strict;
create index login_attempt_by_account on login_attempt (account, at);
create index login_attempt_by_network on login_attempt (network, at) where network is not null;
create index login_attempt_by_site on login_attempt (site, at) where site is not null;
create index login_attempt_by_region on login_attempt (region, at) where region is not null;
create index login_attempt_by_time on login_attempt (at);

-- What signs the cookies of browsers that were here before: at most one row.
create table signing_key (
    id         integer not null primary key check (id = 1),
    secret     blob not null check (length(secret) = 32),
    created_at integer not null
) strict;

-- The version of the folded forms (_key) that are stored: those of another one are rewritten at the start.
create table key_version (
    id      integer not null primary key check (id      = 1),
    version integer not null
) strict;

-- Wizards in progress, as typed; partner_id once finished makes the finish idempotent.
create table draft (
    id         blob not null primary key,
    staff_id   blob not null references person (id) on delete cascade,
    content    text not null,
    partner_id blob references partner (id) on delete cascade,
    updated_at integer not null
) strict;
create index draft_by_staff on draft (staff_id, updated_at);
create index draft_by_partner on draft (partner_id);

-- A change to many partners at once, as staff confirmed it. The id comes from the
-- page that asked, so that sending it twice is doing it once.
create table bulk (
    id          blob not null primary key,
    staff_id    blob references person (id) on delete set null,
    change      text not null,
    -- The name of the status or program it is about, as it was; empty where it is about none.
    target      text not null,
    -- The change that this one takes back.
    undoes      blob references bulk (id) on delete set null,
    template_id blob references email_template (id) on delete set null,
    -- Plain words above those of the template.
    note        text not null,
    -- When the emails leave, if later than at once.
    send_at     integer,
    created_at  integer not null,
    -- When something was done last: one that stands still was interrupted.
    moved_at    integer not null
) strict;
create index bulk_by_created on bulk (created_at);

-- Each partner of it, and what became of it. The name is kept as it was.
create table bulk_item (
    bulk_id    blob not null references bulk (id) on delete cascade,
    position   integer not null,
    partner_id blob references partner (id) on delete set null,
    name       text not null,
    outcome    text not null check (outcome in ('waiting', 'done', 'skipped', 'failed')),
    -- A sentence for the result list.
    what       text not null,
    -- The status or program it gets or leaves, and the status it had.
    target_id  blob,
    before_id  blob,
    -- What was sent for it.
    email_id   blob references queued_email (id) on delete set null,
    primary key (bulk_id, position)
) strict;
create index bulk_item_by_outcome on bulk_item (bulk_id, outcome, position);
create index bulk_item_by_partner on bulk_item (partner_id);
create index bulk_item_by_email on bulk_item (email_id);

-- The partners that a team member ticked in the list, for a day: what happens to them is asked on another page.
create table partner_selection (
    id         blob not null primary key,
    staff_id   blob not null references person (id) on delete cascade,
    created_at integer not null
) strict;
create index partner_selection_by_staff on partner_selection (staff_id);

create table partner_selection_item (
    selection_id blob not null references partner_selection (id) on delete cascade,
    partner_id   blob not null references partner (id) on delete cascade,
    primary key (selection_id, partner_id)
) strict;
create index partner_selection_item_by_partner on partner_selection_item (partner_id);

-- Spreadsheets of partners that somebody uploaded: the rows as they were read, and what is to be said of
-- each, before they are imported and after. JSON, read and written as a whole.
create table partner_import (
    id         blob not null primary key,
    staff_id   blob not null references person (id) on delete cascade,
    sheet      text not null,
    -- What its columns and words were read as, and what was fixed by hand.
    chosen     text not null,
    results    text not null,
    created_at integer not null,
    -- When it was imported; none again once more of its rows are ready.
    done_at    integer
) strict;
create index partner_import_by_staff on partner_import (staff_id, created_at);

-- What columns and words of such files were read as before: a field for `column:HASH OF ALL HEADINGS:HEADING`, an id or
-- a code for `FIELD:WORD`; empty for nothing.
create table import_memory (
    name      text not null primary key,
    choice    text not null,
    chosen_at integer not null
) strict;

-- What somebody typed into a form that was refused and is too long for a cookie, until its page is
-- shown again. One row a person: the newest.
create table saved_form (
    person_id blob not null primary key references person (id) on delete cascade,
    fields    text not null,
    kept_at   integer not null
) strict;

-- What happened, written in the transaction that did it. Names are kept as they were.
create table audit (
    id         blob not null primary key,
    at         integer not null,
    actor      text not null,
    actor_id   blob,
    partner_id blob,
    person_id  blob,
    -- The change to many partners that it was part of.
    bulk_id    blob,
    action     text not null,
    -- What to find it under.
    kind       text not null,
    what       text not null,
    -- What was so before and is so now, a line a field; empty where the sentence says it all.
    changes    text not null,
    -- Network address and browser; empty for what the server did by itself.
    origin     text not null,
    -- What the search finds it by: all of its words, folded.
    search_key text not null
) strict;
create index audit_by_time on audit (at, id);
create index audit_by_partner on audit (partner_id, at);
create index audit_by_actor on audit (actor_id, at);
create index audit_by_person on audit (person_id, at);
create index audit_by_action on audit (action, at);
create index audit_with_origin on audit (at) where origin <> '';

-- People who were erased, by their ids alone: what a restored backup still has of them is erased again.
create table erased_person (
    person_id blob not null primary key,
    erased_at integer not null
) strict;

-- "Did this answer your question?" under the help pages.
create table help_feedback (
    id        blob not null primary key,
    at        integer not null,
    page      text not null,
    helpful   integer not null,
    comment   text not null,
    person_id blob references person (id) on delete set null
) strict;
create index help_feedback_by_time on help_feedback (at);

-- Each address that a person has or had, in lower case, as far as a row still tells.
create view person_address as
select p.id as person_id, lower(p.email) as address
from person p
where p.email <> ''
union all
select i.person_id, lower(i.email)
from invitation i
where i.email <> ''
union all
select r.person_id, lower(r.email)
from password_reset r
union all
select c.person_id, lower(c.old_email)
from address_change c
union all
select c.person_id, lower(c.email)
from address_change c;

-- The newest invitation of each person, whatever became of it.
create view newest_invitation as
select
    i.id, i.person_id, i.template_id, i.invited_by, i.created_at, i.expires_at, i.accepted_at, i.revoked_at,
    i.superseded_at
from invitation i
where i.id = (
    select n.id
    from invitation n
    where n.person_id = i.person_id
    order by n.created_at desc, n.id desc
    limit 1
);

-- Who is told that the link of an invitation reached somebody else: whoever invited, or the first owner
-- where they are gone.
create view report_recipient as
select
    a.id as report_id,
    coalesce(
        (select p.id from person p where p.id = i.invited_by and p.is_active),
        (select p.id from person p where p.role = 'owner' and p.is_active order by p.created_at, p.id limit 1)
    ) as person_id
from activation_report a
join invitation i on i.id = a.invitation_id;

-- Whom the contacts of a partner turn to: the chosen colleague, or the first owner where they are gone.
create view contact_person as
select c.id as partner_id, p.id as person_id, p.name, p.email
from partner c
join person p on p.id = coalesce(
    (select h.id from person h where h.id = c.contact_person_id and h.is_active),
    (select o.id from person o where o.role = 'owner' and o.is_active order by o.created_at, o.id limit 1)
);

-- Each message, what it is about and whom it is for.
create view addressed_email as
select
    m.id, m.stage, m.state, m.attempts, m.due_at, m.scheduled_at, m.reply, m.created_at, m.finished_at,
    -- Whether what it is about has ended, so that it is sent no more.
    case
        when m.invitation_id is not null then not i.is_live
        when m.password_reset_id is not null then r.ended_at is not null
        when m.address_change_id is not null and m.address_notice is null then not c.is_pending
        else false
    end as is_over,
    case
        when m.password_reset_id is not null then 'password_reset'
        when m.report_id is not null then 'wrong_recipient'
        when m.address_notice = 'asked' then 'address_asked'
        when m.address_notice = 'changed' then 'address_changed'
        when m.address_change_id is not null then 'address_change'
        when m.security_notice_id is not null then n.kind
        else 'invitation'
    end as about,
    coalesce(
        i.email,
        r.email,
        case when m.address_notice is null then c.email else c.old_email end,
        p.email
    ) as email,
    p.id as person_id, p.partner_id, p.name
from queued_email m
left join invitation i on i.id = m.invitation_id
left join password_reset r on r.id = m.password_reset_id
left join address_change c on c.id = m.address_change_id
left join security_notice n on n.id = m.security_notice_id
join person p on p.id = coalesce(
    i.person_id,
    r.person_id,
    c.person_id,
    n.person_id,
    (select t.person_id from report_recipient t where t.report_id = m.report_id)
);

-- What every email to a person is written from: their name and language, and the organisation's side.
create view recipient as
select
    p.id as person_id, p.partner_id, p.role, p.first_name, p.last_name, p.language,
    o.name as organisation, o.language as organisation_language, o.time_zone, o.reply_to, o.accent
from person p
join organisation o on o.id = 1;

-- What still waits of a change for many, as long as who confirmed it may change partners.
create view waiting_bulk_item as
select b.id as bulk_id, b.moved_at, i.position, i.partner_id, i.target_id, s.id as staff_id, s.name as staff_name
from bulk b
join bulk_item i on i.bulk_id = b.id and i.outcome = 'waiting'
join person s on s.id = b.staff_id and s.access_at is not null and s.role in ('owner', 'admin');

-- What the search box finds a partner by and its main contact, before they are folded into partner.search_key and
-- partner.contact_key.
create view partner_search_text as
select
    p.id,
    p.name || ' ' || p.website || coalesce(
        (
            select string_agg(' ' || h.name || ' ' || h.email, '' order by h.created_at, h.id)
            from person h
            where h.partner_id = p.id
        ),
        ''
    ) as words,
    coalesce((select m.name from person m where m.partner_id = p.id and m.is_main), '') as contact
from partner p;
