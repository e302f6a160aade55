-- Partner managers: who of the team looks after a partner.

create index partner_by_manager on partner (contact_person_id, id);

-- Who looks after the partners of each member of the team: the member, or the first owner where they are gone.
create view stand_in as
select
    h.id as chosen_id,
    case
        when h.is_active then h.id
        else (select o.id from person o where o.role = 'owner' and o.is_active order by o.created_at, o.id limit 1)
    end as person_id
from person h
where h.partner_id is null;

-- The manager of each partner.
create view partner_manager as
select c.id as partner_id, p.id as person_id, p.name, p.email
from partner c
join person p on p.id = coalesce(
    (select s.person_id from stand_in s where s.chosen_id = c.contact_person_id),
    (select o.id from person o where o.role = 'owner' and o.is_active order by o.created_at, o.id limit 1)
);
drop view contact_person;

drop view recipient;
create view recipient as
select
    p.id as person_id, p.partner_id, p.role, p.first_name, p.last_name, p.language,
    o.name as organisation, o.language as organisation_language, o.time_zone, o.reply_to, o.accent,
    -- Who of the team looks after their company; null for the team itself.
    h.name as manager_name, h.email as manager_email
from person p
join organisation o on o.id = 1
left join partner_manager h on h.partner_id = p.partner_id;
