-- Reminders of invitations that nobody has used yet.

-- After how many days contacts are reminded, counted from the first email; empty for never.
alter table organisation add column reminder_days text not null default '3, 7, 14';
-- The same for partners of a program; null for those of the organisation.
alter table program add column reminder_days text;

-- When the next reminder is due; null where none is planned: no email was accepted yet, one came back, or all went out.
alter table invitation add column next_reminder_at integer;
-- How many went out, or were skipped.
alter table invitation add column reminders integer not null default 0;
-- Staff want none. So it is for all that were invited before there were reminders.
alter table invitation add column reminders_off integer not null default true;
create index invitation_to_remind on invitation (next_reminder_at) where next_reminder_at is not null and is_live;

-- It reminds of an invitation.
alter table queued_email add column is_reminder integer not null default false;

drop view newest_invitation;
create view newest_invitation as
select
    i.id, i.person_id, i.template_id, i.invited_by, i.created_at, i.expires_at, i.accepted_at, i.revoked_at,
    i.superseded_at, i.next_reminder_at, i.reminders_off
from invitation i
where i.id = (
    select n.id
    from invitation n
    where n.person_id = i.person_id
    order by n.created_at desc, n.id desc
    limit 1
);
