-- Keeps where partners stand: what changes anything of it changes it in the same transaction.

-- Holds nothing: a partner that is inserted here gets its columns anew.
create view standing_due as select id as partner_id from partner;

create trigger keep_standing instead of insert on standing_due begin
    update partner
    set (access, invited_until, silent_since, is_refused, scheduled_at, is_reported, has_requests) = (
        select s.access, s.invited_until, s.silent_since, s.is_refused, s.scheduled_at, s.is_reported, s.has_requests
        from partner_standing s
        where s.id = partner.id
    )
    where id = new.partner_id;
end;

create trigger standing_person_added after insert on person
when new.is_main begin
    insert into standing_due (partner_id) values (new.partner_id);
end;

create trigger standing_person_changed after update of access_at, activated_at, is_main, partner_id on person
when new.is_main or old.is_main begin
    insert into standing_due (partner_id) values (new.partner_id);
end;

create trigger standing_person_removed after delete on person
when old.is_main begin
    insert into standing_due (partner_id) values (old.partner_id);
end;

create trigger standing_invitation_added after insert on invitation
when new.person_id is not null begin
    insert into standing_due (partner_id) select m.partner_id from person m where m.id = new.person_id;
end;

create trigger standing_invitation_changed after update of accepted_at, revoked_at, superseded_at, expires_at on invitation
when new.person_id is not null begin
    insert into standing_due (partner_id) select m.partner_id from person m where m.id = new.person_id;
end;

create trigger standing_invitation_removed after delete on invitation
when old.is_live begin
    insert into standing_due (partner_id) select m.partner_id from person m where m.id = old.person_id;
end;

create trigger standing_email_added after insert on queued_email
when new.invitation_id is not null begin
    insert into standing_due (partner_id) select m.partner_id from invitation i join person m on m.id = i.person_id where i.id = new.invitation_id;
end;

create trigger standing_email_changed after update of state, scheduled_at on queued_email
when new.invitation_id is not null and (
    new.scheduled_at is not old.scheduled_at
    or case when new.state = 'sending' then 'queued' else new.state end
        <> case when old.state = 'sending' then 'queued' else old.state end
) begin
    insert into standing_due (partner_id) select m.partner_id from invitation i join person m on m.id = i.person_id where i.id = new.invitation_id;
end;

create trigger standing_email_removed after delete on queued_email
when old.invitation_id is not null begin
    insert into standing_due (partner_id) select m.partner_id from invitation i join person m on m.id = i.person_id where i.id = old.invitation_id;
end;

create trigger standing_report_added after insert on activation_report begin
    insert into standing_due (partner_id) select m.partner_id from invitation i join person m on m.id = i.person_id where i.id = new.invitation_id;
end;

create trigger standing_report_removed after delete on activation_report begin
    insert into standing_due (partner_id) select m.partner_id from invitation i join person m on m.id = i.person_id where i.id = old.invitation_id;
end;

create trigger standing_request_added after insert on colleague_request begin
    insert into standing_due (partner_id) values (new.partner_id);
end;

create trigger standing_request_changed after update of approved_at, declined_at on colleague_request begin
    insert into standing_due (partner_id) values (new.partner_id);
end;

create trigger standing_request_removed after delete on colleague_request begin
    insert into standing_due (partner_id) values (old.partner_id);
end;
