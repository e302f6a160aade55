-- Keeps where partners stand when something is heard of an email.

drop trigger keep_standing;
create trigger keep_standing instead of insert on standing_due begin
    update partner
    set (access, invited_until, silent_since, is_refused, is_bounced, scheduled_at, is_reported, has_requests) = (
        select s.access, s.invited_until, s.silent_since, s.is_refused, s.is_bounced, s.scheduled_at, s.is_reported, s.has_requests
        from partner_standing s
        where s.id = partner.id
    )
    where id = new.partner_id;
end;

create trigger standing_email_reported after update of delivery on queued_email
when new.invitation_id is not null and new.delivery <> old.delivery begin
    insert into standing_due (partner_id)
    select m.partner_id
    from invitation i
    join person m on m.id = i.person_id
    where i.id = new.invitation_id;
end;
