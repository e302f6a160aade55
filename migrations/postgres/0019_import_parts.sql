-- A spreadsheet is kept, looked at and imported in parts, so that a long one takes little memory and nobody waits for it.

create table partner_import_part (
    import_id  uuid not null references partner_import (id) on delete cascade,
    position   bigint not null,
    first_line bigint not null,
    last_line  bigint not null,
    -- The rows as they were read, and what is to be said of each. JSON, read and written as a whole.
    lines      text not null,
    results    text not null,
    -- Which states its rows have, a bit each.
    states     bigint not null,
    primary key (import_id, position)
);

alter table partner_import add column stage text not null default 'checked'
    check (stage in ('storing', 'checking', 'checked', 'importing'));
-- What the file is called; empty for rows that were pasted.
alter table partner_import add column file_name text not null default '';
alter table partner_import add column part_count bigint not null default 0;
-- With which part the work goes on.
alter table partner_import add column next_part bigint not null default 0;
-- When a part was done last: work that stands still was interrupted.
alter table partner_import add column moved_at bigint not null default 0;
-- Increases with each choice of a person.
alter table partner_import add column revision bigint not null default 0;
-- How many rows there are of each state. JSON.
alter table partner_import add column counts text not null default '{}';
-- How many of its rows had become partners when the import began.
alter table partner_import add column added_before bigint not null default 0;

create index partner_import_by_move on partner_import (moved_at, id);

-- Names of partners that differ in their blanks only.
create index partner_by_joined_key on partner (replace(company_key, ' ', ''));
