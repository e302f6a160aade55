-- What a search for partners looks up: partner.search_key by threes of letters, with two blanks before each word. Kept
-- by triggers, in the transaction that changes the key, whatever changes it.

-- The numbers by which the index knows partners. Vacuum may renumber a table that has no column for them.
create table partner_text_row (
    number     integer primary key,
    partner_id blob not null unique references partner (id)
) strict;

create virtual table partner_text using fts5 (
    search_key, content = '', columnsize = 0, detail = full, tokenize = 'trigram case_sensitive 1'
);

insert into partner_text_row (partner_id) select id from partner;
insert into partner_text (rowid, search_key)
select r.number, replace(p.search_key, ' ', '  ')
from partner_text_row r
cross join partner p
where p.id = r.partner_id;

create trigger partner_text_after_insert after insert on partner begin
    insert into partner_text_row (partner_id) values (new.id);
    insert into partner_text (rowid, search_key)
    select r.number, replace(new.search_key, ' ', '  ')
    from partner_text_row r
    where r.partner_id = new.id;
end;

create trigger partner_text_after_update after update of search_key on partner
when new.search_key <> old.search_key begin
    insert into partner_text (partner_text, rowid, search_key)
    select 'delete', r.number, replace(old.search_key, ' ', '  ')
    from partner_text_row r
    where r.partner_id = new.id;
    insert into partner_text (rowid, search_key)
    select r.number, replace(new.search_key, ' ', '  ')
    from partner_text_row r
    where r.partner_id = new.id;
end;

create trigger partner_text_before_delete before delete on partner begin
    insert into partner_text (partner_text, rowid, search_key)
    select 'delete', r.number, replace(old.search_key, ' ', '  ')
    from partner_text_row r
    where r.partner_id = old.id;
    delete from partner_text_row where partner_id = old.id;
end;
