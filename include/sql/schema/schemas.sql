-- The schemas of the warehouse, in the order in which data flow.
create schema raw;
comment on schema raw is 'Every file and row as received, as text, append-only.';
create schema staging;
comment on schema staging is 'Typed, named and checked; rebuilt from raw; what fails goes to quality.';
create schema core;
comment on schema core is 'One accepted value per cell, with its origin.';
create schema scoring;
comment on schema scoring is 'One table per step of the method, keyed by run.';
create schema mart;
comment on schema mart is 'Releases: the only schema that BI tools, pages and packages read.';
create schema quality;
comment on schema quality is 'Validation runs, rejected rows and the ledger that adds them up.';
create schema ops;
comment on schema ops is 'Cycles, frozen choices, decisions and extensions.';
