-- Maturity levels, innovations and the signed token of a workbook.
select 1;
