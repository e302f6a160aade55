-- What the list of partners is sorted and filtered by, so that no page of it reads more than it shows.

-- When a contact was invited last; null before the first invitation.
alter table person add column invited_at bigint;
update person
set invited_at = (select max(i.created_at) from invitation i where i.person_id = person.id)
where exists (select 1 from invitation i where i.person_id = person.id);

create index partner_by_status on partner (status_id, name_key, id);
create index partner_by_contact on partner (contact_key, id);
create index partner_program_by_program on partner_program (program_id, partner_id);

-- Orders by the main contact. How far it has come: without access, invited, active.
create index person_main_by_access on person (
    cast(case when access_at is null then 0 when activated_at is null then 1 else 2 end as bigint), partner_id
) where is_main;
create index person_main_by_email on person (email_key, partner_id) where is_main;
create index person_main_by_language on person (language, partner_id) where is_main;
create index person_main_by_invited on person (coalesce(invited_at, 0), partner_id) where is_main;
create index person_main_by_signed_up on person (coalesce(activated_at, 0), partner_id) where is_main;
create index person_main_by_last_seen on person (coalesce(last_seen_at, 0), partner_id) where is_main;

-- Why a partner needs attention.
create index invitation_by_expiry on invitation (expires_at, created_at, person_id) where is_live;
create index queued_email_failed on queued_email (invitation_id) where state = 'failed';
create index queued_email_scheduled on queued_email (scheduled_at, invitation_id) where state = 'queued';
