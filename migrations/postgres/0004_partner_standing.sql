-- Where each partner stands with its main contact: what lists are filtered and counted by, beside what they search. The
-- view says it, and triggers keep it with each partner (the next migration).

-- Of its main contact: 0 without access, 1 invited, 2 active; null without one.
alter table partner add column access bigint;
-- When the invitation ends that its main contact has not used.
alter table partner add column invited_until bigint;
-- Since when that contact could have used it: its newest email, or the invitation itself without any. Null while an
-- email of it waits or failed.
alter table partner add column silent_since bigint;
-- Its newest email failed.
alter table partner add column is_refused boolean not null default false;
-- When its newest email is to leave that waits.
alter table partner add column scheduled_at bigint;
-- Its contact says that the invitation was meant for someone else.
alter table partner add column is_reported boolean not null default false;
-- Colleagues wait for approval.
alter table partner add column has_requests boolean not null default false;

create view partner_standing as
select
    p.id,
    case
        when m.id is null then null
        when m.access_at is null then 0
        when m.activated_at is null then 1
        else 2
    end as access,
    i.expires_at as invited_until,
    case when l.state in ('queued', 'sending', 'failed') then null else coalesce(l.created_at, i.created_at) end
        as silent_since,
    coalesce(l.state = 'failed', false) as is_refused,
    case when l.state in ('queued', 'sending') then l.scheduled_at end as scheduled_at,
    exists (select 1 from activation_report r where r.invitation_id = i.id) as is_reported,
    exists (select 1 from colleague_request q where q.partner_id = p.id and q.is_open) as has_requests
from partner p
left join person m on m.partner_id = p.id and m.is_main
left join invitation i
    on i.person_id = m.id and i.is_live and m.access_at is not null and m.activated_at is null
left join queued_email l on l.id = (
    select n.id
    from queued_email n
    where n.invitation_id = i.id
    order by n.created_at desc, n.id desc
    limit 1
);

update partner
set (access, invited_until, silent_since, is_refused, scheduled_at, is_reported, has_requests) = (
    select s.access, s.invited_until, s.silent_since, s.is_refused, s.scheduled_at, s.is_reported, s.has_requests
    from partner_standing s
    where s.id = partner.id
);

create index partner_by_access on partner (access, id);
create index partner_by_status_and_access on partner (status_id, access);
create index partner_by_end on partner (invited_until, id) where invited_until is not null;
create index partner_by_silence on partner (silent_since, invited_until, id) where silent_since is not null;
create index partner_refused on partner (id) where is_refused;
create index partner_scheduled on partner (scheduled_at, id) where scheduled_at is not null;
create index partner_reported on partner (id) where is_reported;
create index partner_with_requests on partner (id) where has_requests;
