-- Names by which cities are written, and proposals for those that are not known.
select 1;
