-- What is heard of emails after a mail server took them: that they arrived, are late, came back, or were unwelcome.

create table delivery_report (
    email_id blob not null references queued_email (id) on delete cascade,
    -- delivered, delayed, returned (perhaps for now), bounced (for good), complained (as spam) or answered (by a program).
    kind     text not null,
    -- Who says so: the mail server itself, or the provider of email.
    source   text not null,
    -- The words of the mail server that did not take it; empty where there are none.
    reply    text not null,
    at       integer not null,
    -- The first of a kind is kept: reports are sent again, and by several.
    primary key (email_id, kind)
) strict;

-- The kind that counts of its reports; empty as long as none does.
alter table queued_email add column delivery text not null default '';
-- The newest email of its main contact came back, or was reported as spam.
alter table partner add column is_bounced integer not null default false;

create index queued_email_by_delivery on queued_email (delivery) where delivery <> '';
create index partner_bounced on partner (id) where is_bounced;
create index queued_email_by_pile on queued_email (
    (case when stage = 'sent' and delivery in ('bounced', 'returned') then 'bounced' else stage end), created_at, id
);
drop index queued_email_by_stage;

drop view partner_standing;
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
    case
        when l.state in ('queued', 'sending', 'failed') or l.delivery in ('bounced', 'returned', 'complained') then null
        else coalesce(l.created_at, i.created_at)
    end as silent_since,
    coalesce(l.state = 'failed', false) as is_refused,
    coalesce(l.state = 'accepted' and l.delivery in ('bounced', 'returned', 'complained'), false) as is_bounced,
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

drop view addressed_email;
create view addressed_email as
select
    m.id, m.stage, m.state, m.attempts, m.due_at, m.scheduled_at, m.reply, m.created_at, m.finished_at,
    m.delivery, d.at as delivery_at, d.reply as delivery_reply,
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
left join delivery_report d on d.email_id = m.id and d.kind = m.delivery
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
