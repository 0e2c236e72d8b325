-- Roles and databases of docker-compose.yaml, made once, when the server's volume is empty.
-- Inputs: the passwords, from variables of the container.
-- Parameters: none. psql runs it as the superuser.
-- Read by the entry point of the postgres image. On a server of your own, run it by psql with the same variables set.
\getenv airflow_password AIRFLOW_DB_PASSWORD
\getenv owner_password RKCI_OWNER_PASSWORD
\getenv writer_password RKCI_WRITER_PASSWORD
\getenv bi_password RKCI_BI_PASSWORD

create role airflow login password :'airflow_password';
create role rkci_owner login password :'owner_password';
create role rkci_writer login password :'writer_password';
create role rkci_bi login password :'bi_password';

create database airflow owner airflow;
create database rkci owner rkci_owner;

-- each role reaches its own database only
revoke all on database airflow, postgres, template1 from public;
\connect rkci
\ir ../../include/sql/administrator.sql
